/** What screens show, worked out once for all their faces: what stands for a place, what has just ended there, in which words. */
import type { EndedLine, FrozenArea, Issued, TextLength } from '#alerts'
import { nameOf, type Area, type AreaCode } from '#areas'
import { day, plus, type AlertId, type Instant, type Language } from '#base'
import { dangerSaid, type Gravity, type Level, type LadderId, type LevelId, type ThreatId } from '#threats'
import type { DialectCall, DialectGround, Picture } from '../dialect.ts'
import { clockOf, type ScreenClock } from './clock.ts'
import { wordsIn, type ScreenWords } from './words.ts'

/** These faces can say what is a drill; tests of the system are for those who run it, and never get here. */
export type ScreenMode = 'live' | 'drill'

export interface Place {
  readonly code: AreaCode
  readonly name: string
}

export interface Standing {
  readonly alert: Issued
  readonly mode: ScreenMode
  readonly gravity: Gravity
  /** “Drone attack threat”. */
  readonly name: string
  readonly colour: string | undefined
  readonly since: Instant
  /** Whether it was said of the whole place that is asked for. */
  readonly reach: 'all-of-it' | 'a-part'
  /** Those that concern it. */
  readonly places: readonly Place[]
  text(length: TextLength): { readonly text: string; readonly language: string }
}

export interface Over {
  readonly alert: AlertId
  readonly mode: ScreenMode
  readonly how: EndedLine['how']
  readonly name: string
  readonly threat: ThreatId
  readonly gravity: Gravity | undefined
  readonly at: Instant
  readonly places: readonly Place[]
  /** Other dangers that hold in one of those places. */
  readonly still: readonly string[]
}

export interface ScreenView {
  /** Of the alerts' own texts: one of the authority's. */
  readonly language: string
  readonly words: ScreenWords
  /** Of those words. */
  readonly wordsLanguage: string
  readonly clock: ScreenClock
  readonly at: Instant
  readonly area: Area | undefined
  /** The area's name, or of who warns here. */
  readonly place: string
  readonly issuer: string
  /** `drill` where only drills are to be shown. */
  readonly mode: ScreenMode
  /** Live before drills, then the gravest first. */
  readonly standing: readonly Standing[]
  /** What nobody cleared, and what ended within a day; the latest first. */
  readonly over: readonly Over[]
}

/** An all-clear is told of for so long; a lapse until somebody clears it. */
export const toldFor = day

/** Undefined where the path names an area that is not known here. */
export function screenView(
  { params, query }: Pick<DialectCall, 'params' | 'query'>,
  picture: Picture,
  ground: DialectGround,
): ScreenView | undefined {
  const asked = params['area']
  const area = asked === undefined ? undefined : picture.hierarchy.get(asked as AreaCode)
  if (asked !== undefined && area === undefined) return undefined
  const language = languageOf(query['lang'], ground.languages)
  const { words, language: wordsLanguage } = wordsIn(language)
  const at = ground.now()
  const said = sayer(ground, language)
  const issuer = nameOf({ names: ground.issuer }, language as Language)
  const standing = picture.alerts.flatMap((alert) => standingOf(alert, area, picture, said) ?? [])
  standing.sort(gravestFirst)
  const over = overOf(area, at, picture, said)
  const shown = new Set([...standing, ...over].map(({ mode }) => mode))
  return {
    ...{ language, words, wordsLanguage, at, area, issuer, standing, over },
    clock: clockOf({ timeZone: ground.timeZone, language: wordsLanguage, since: words.since }, at),
    place: area === undefined ? issuer : said.area(area),
    // What is empty where nothing but drills can be is a drill's too.
    mode: ground.mode !== 'live' || (shown.has('drill') && !shown.has('live')) ? 'drill' : 'live',
  }
}

/** By the query alone: what a cache keeps under one address is the same for everybody. */
export function languageOf(asked: string | undefined, offered: readonly string[]): string {
  const wish = asked?.toLowerCase()
  const main = wish?.split('-')[0]
  return (
    offered.find((one) => one.toLowerCase() === wish) ??
    offered.find((one) => one.toLowerCase().split('-')[0] === main) ??
    offered[0] ??
    'en'
  )
}

export interface Sayer {
  readonly language: string
  area(of: Pick<FrozenArea, 'names'>): string
  danger(line: { readonly threat: ThreatId; readonly ladder: LadderId; readonly level: LevelId }): string
  level(line: { readonly ladder: LadderId; readonly level: LevelId }): Level | undefined
  colour(line: { readonly ladder: LadderId; readonly level: LevelId }): string | undefined
}

export function sayer({ book }: Pick<DialectGround, 'book'>, language: string): Sayer {
  const { words } = wordsIn(language)
  const kept = new Map<string, string>()
  const sayDanger: Sayer['danger'] = (line) => {
    const threat = book.threat(line.threat)
    const ladder = book.ladder(line.ladder)
    const level = book.level(line.ladder, line.level)
    if (threat === undefined || ladder === undefined || level === undefined)
      return `${line.threat} ${line.level}`
    return dangerSaid(ladder, level, threat, language) ?? dangerSaid(ladder, level, threat, 'en') ?? threat.id
  }
  return {
    language,
    area: (of) => nameOf(of, language as Language, 'en' as Language),
    danger(line) {
      const key = `${line.threat} ${line.ladder} ${line.level}`
      let found = kept.get(key)
      if (found === undefined) kept.set(key, (found = sayDanger(line)))
      return found
    },
    level: ({ ladder, level }) => book.level(ladder, level),
    colour({ ladder, level }) {
      const colour = book.level(ladder, level)?.colour
      if (book.ladder(ladder)?.knownBy !== 'colour' || colour === undefined || colour === 'neutral')
        return undefined
      return words.colours[colour]
    },
  }
}

/** Whether what was said of one area concerns another: it lies in it, or around it. */
export function concerns(
  { hierarchy }: Pick<Picture, 'hierarchy'>,
  area: Area | undefined,
  code: AreaCode,
): boolean {
  return area === undefined || hierarchy.contains(code, area.code) || hierarchy.contains(area.code, code)
}

function standingOf(
  alert: Issued,
  area: Area | undefined,
  picture: Picture,
  said: Sayer,
): Standing | undefined {
  const { content, mode, issuedAt } = alert
  if (mode === 'test') return undefined
  const here = content.areas.filter(({ code }) => concerns(picture, area, code))
  if (here.length === 0) return undefined
  const isWhole = area === undefined || here.some(({ code }) => picture.hierarchy.contains(code, area.code))
  return {
    ...{ alert, mode, gravity: content.step.gravity, since: issuedAt },
    name: said.danger(content),
    colour: said.colour(content),
    reach: isWhole ? 'all-of-it' : 'a-part',
    places: here.map((one) => ({ code: one.code, name: said.area(one) })),
    text(length) {
      const { texts } = content.wording
      const own = texts[said.language]
      const [language, found] = own === undefined ? (Object.entries(texts)[0] ?? []) : [said.language, own]
      return { text: found?.[`${length}`] ?? '', language: language ?? said.language }
    },
  }
}

function overOf(area: Area | undefined, at: Instant, picture: Picture, said: Sayer): Over[] {
  const { board, hierarchy } = picture
  const oldest = plus(at, -toldFor)
  const found = new Map<string, { readonly first: EndedLine; readonly places: Place[] }>()
  for (const line of board.endings()) {
    if (line.mode === 'test' || (line.how !== 'lapsed' && line.at <= oldest)) continue
    if (!concerns(picture, area, line.area)) continue
    const key = `${line.alert} ${line.how} ${line.at} ${line.level}`
    let one = found.get(key)
    if (one === undefined) found.set(key, (one = { first: line, places: [] }))
    one.places.push({
      code: line.area,
      name: said.area(hierarchy.get(line.area) ?? { names: {} }) || line.area,
    })
  }
  const all = [...found.values()].map(({ first, places }): Over => {
    const mode = first.mode as ScreenMode
    return {
      ...{ alert: first.alert, mode, how: first.how, threat: first.threat, at: first.at },
      name: said.danger(first),
      gravity: said.level(first)?.gravity,
      places: places.sort((a, b) => (a.name < b.name ? -1 : 1)),
      still: stillAt(places, mode, picture, said),
    }
  })
  return all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.alert < b.alert ? -1 : 1))
}

function stillAt(
  places: readonly Place[],
  mode: ScreenMode,
  { board, hierarchy }: Picture,
  said: Sayer,
): string[] {
  const names = new Set<string>()
  for (const { code } of places)
    for (const one of [code, ...hierarchy.ancestors(code).map((outer) => outer.code)])
      for (const line of board.linesAt(one)) if (line.mode === mode) names.add(said.danger(line))
  return [...names]
}

function gravestFirst(a: Standing, b: Standing): number {
  if (a.mode !== b.mode) return a.mode === 'live' ? -1 : 1
  if (a.gravity !== b.gravity) return a.gravity === 'danger' ? -1 : 1
  // What holds for all of the place stands before what holds for a part of it.
  if (a.reach !== b.reach) return a.reach === 'all-of-it' ? -1 : 1
  return (
    b.alert.content.step.height - a.alert.content.step.height ||
    (a.since < b.since ? 1 : a.since > b.since ? -1 : a.alert.id < b.alert.id ? -1 : 1)
  )
}
