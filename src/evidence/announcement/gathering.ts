/** Goes through a text clause by clause and gathers what each declares, and the places and times that stand around. */
import type { PlaceMention } from '../place/places-in-text.ts'
import type { Quote } from '../text/quote.ts'
import type { Word } from '../text/text-words.ts'
import type { Clause } from './clauses.ts'
import type { DangerTag, SaidThreat } from './danger-words.ts'
import { declarationOf } from './declaration.ts'
import type { Event } from './events.ts'
import { speaksOfMessage, timeIn } from './said-time.ts'
import { is } from './words/words.ts'

export interface Gathering {
  readonly events: Event[]
  /** Takes the text’s next clause. */
  take(clause: Clause): void
  /** Leaves out what stands up to this word. */
  pass(to: number): void
  /** Places that no declaration has taken. */
  rest(): readonly PlaceMention[]
  /** `no`: the text declares more than is read of it. */
  whole(): 'yes' | 'no'
}

/** “В ранее названных районах области”: what ended in some of its districts did not end in the region. */
function endsOfBefore({ action, before }: Pick<Event, 'action' | 'before'>): boolean {
  return before === 'yes' && (action === 'end' || action === 'lower')
}

function isNoRegion({ candidates }: PlaceMention): boolean {
  const kind = candidates[0]?.area.kind
  return kind !== 'region' && kind !== 'country'
}

const tooWord = /^(?:тоже|теж|too|likewise)$/

/** No announcement declares more. */
const mostEvents = 200

export function gatherEvents(of: {
  readonly words: readonly Word[]
  readonly dangers: ReadonlyMap<number, DangerTag>
  readonly places: readonly PlaceMention[]
  quote(start: number, end: number): Quote
}): Gathering {
  const { words, dangers, places, quote } = of
  const events: Event[] = []
  let nextPlace = 0
  /** Places and times of pieces that declare nothing: a heading, an address, a stamp. */
  let waiting: { places: readonly PlaceMention[]; time: Quote | null } = { places: [], time: null }

  /** The danger that was last spoken of without being declared: “атака БПЛА отражена, опасность снята”. */
  let named: SaidThreat | undefined

  /** Places of what was told just before and declares nothing: “над Самарской областью сбит дрон”. */
  let aside: readonly PlaceMention[] = []

  const placesUpTo = (to: number) => {
    const from = nextPlace
    while (nextPlace < places.length && places[nextPlace]!.from < to) nextPlace++
    return places.slice(from, nextPlace)
  }
  return {
    events,
    take(clause) {
      if (events.length >= mostEvents) return
      const { from, to } = clause
      const own = placesUpTo(to)
      const warned = own.filter(({ role }) => role === 'warned')
      const said = timeIn(words, clause)
      const time = said === undefined ? null : quote(said.start, said.end)
      const first = events.length === 0 ? 'yes' : 'no'
      const declared = declarationOf(clause, words, dangers, { places: warned.length, first, named })
      if (!('action' in declared)) {
        // What somebody is told to do, or where it is calm, adds no place to what is declared.
        named = declared.threats[0] ?? named
        if (clause.trigger?.kind !== 'instruction') gather(own, time, declared.threats, clause)
        else if (!words.slice(from, to).some((word) => is(word, 'calm') || is(word, 'mistaken')))
          aside = warned
        return
      }
      const { threats, ...rest } = declared
      for (const threat of threats)
        events.push({
          ...{ ...rest, threat, time: time ?? waiting.time, inherited: 'no' },
          areas: endsOfBefore(rest) ? warned.filter(isNoRegion) : warned,
          said: warned.length > 0 ? 'with-areas' : 'without',
          opens: from === 0 || /[.!?\n]/.test(words[from]!.before) ? 'sentence' : 'clause',
          where: is(words[from], 'where') ? 'yes' : 'no',
          again: words.slice(from, to).some((word) => is(word, 'again')) ? 'yes' : 'no',
          too: words.slice(from, to).some(({ folded }) => tooWord.test(folded)) ? 'yes' : 'no',
          aside:
            (rest.action === 'end' || rest.action === 'lower') && (first === 'no' || threat !== named)
              ? []
              : aside,
          context: [
            ...waiting.places.filter(({ role }) => role === 'warned' || role === 'speaker'),
            ...own.filter(({ role }) => role === 'speaker'),
          ],
          except: own.filter(({ role }) => role === 'except'),
          start: words[from]!.start,
          end: words[to - 1]!.end,
        })
      waiting = { places: [], time: null }
      aside = []
    },
    pass: (to) => void placesUpTo(to),
    rest: () => waiting.places,
    whole: () => (events.length < mostEvents ? 'yes' : 'no'),
  }

  function gather(
    own: readonly PlaceMention[],
    time: Quote | null,
    threats: readonly SaidThreat[],
    { from, to }: Clause,
  ): void {
    const warned = own.filter(({ role }) => role === 'warned')
    const except = own.filter(({ role }) => role === 'except')
    const form = /#\s*$/.test(words[from]!.before) ? 'hashtag' : 'sentence'
    const last = events[events.length - 1]
    // “At 7:33 p.m. the message went out.”
    if (last !== undefined && last.time === null && time !== null && speaksOfMessage(words, from, to))
      last.time = time
    // A list under its heading, or “it is about …”: more places of what was declared before.
    const same = threats.length > 0 ? events.findLast(({ threat }) => threat === threats[0]) : undefined
    const open = form === 'hashtag' ? events.find(({ areas }) => areas.length === 0) : (same ?? last)
    if (form === 'hashtag' && last !== undefined && open === undefined) return
    // Who declares red for a region and then speaks of its towns has not taken the region back.
    const isList = to - from - own.reduce((sum, place) => sum + place.to - place.from, 0) <= 2
    if (open !== undefined && open.said === 'with-areas' && !isList && form === 'sentence') return
    // “12:14 Борисовский, Грайворонский округа. …”: a stamp of its own opens the next message.
    const opensNext = form === 'sentence' && time !== null && last?.time && last.time.text !== time.text
    if (open !== undefined && !opensNext && (warned.length > 0 || except.length > 0)) {
      open.areas = [...open.areas, ...warned]
      open.except = [...open.except, ...except]
    } else waiting = { places: [...waiting.places, ...own], time: time ?? waiting.time }
  }
}
