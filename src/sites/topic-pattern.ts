/** What a topic of MQTT says of a message: which site and which station it is of, or which link; written once as a pattern. */
import { ok, refuse, type Result } from '#base'

export interface TopicPattern {
  /** As given: `plants/{site}/stations/{station}`. */
  readonly text: string
  /** For SUBSCRIBE: each place is a `+`. */
  readonly filter: string
  /** What stands in the places; undefined where the topic is none of it. */
  match(topic: string): TopicPlaces | undefined
}

export interface TopicPlaces {
  readonly site?: string
  readonly station?: string
  readonly link?: string
}

const places = ['site', 'station', 'link'] as const

/** MQTT 3.1.1 §4.7: levels between slashes; a place is a whole level, `+` is a level that says nothing, `#` the rest. */
export function topicPattern(text: string): Result<TopicPattern, 'sites/bad-topic'> {
  const levels = text.split('/')
  const bad = (why: string) => refuse('sites/bad-topic', { topic: text.slice(0, 200), why })
  if (text === '' || text.length > 500 || text.startsWith('$'))
    return bad('it is empty, too long, or begins with $')
  const seen = new Set<string>()
  for (const [index, level] of levels.entries()) {
    if (level === '#' && index !== levels.length - 1) return bad('# stands before the end')
    if (level === '+' || level === '#') continue
    const name = /^\{(\w+)\}$/.exec(level)?.[1]
    if (name === undefined) {
      if (/[+#{}\0]/.test(level)) return bad(`${level} is no whole level`)
      continue
    }
    if (!places.some((place) => place === name)) return bad(`{${name}} is none of {site}, {station}, {link}`)
    if (seen.has(name)) return bad(`{${name}} stands twice`)
    seen.add(name)
  }
  const openEnd = levels.at(-1) === '#'
  return ok({
    text,
    filter: levels.map((level) => (level.startsWith('{') ? '+' : level)).join('/'),
    match(topic) {
      const given = topic.split('/')
      const closed = openEnd ? levels.slice(0, -1) : levels
      if (given.length < closed.length || (!openEnd && given.length > closed.length)) return undefined
      const found: { [place: string]: string } = {}
      for (const [index, level] of closed.entries()) {
        const said = given[index]!
        if (level.startsWith('{')) found[level.slice(1, -1)] = said
        else if (level !== '+' && level !== said) return undefined
      }
      return found
    },
  })
}
