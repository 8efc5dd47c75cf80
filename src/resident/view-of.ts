/** Now's view of the board for some places, in one language: what holds there, what has just ended, what holds nearby. Pure. */
import {
  areaNow,
  type Alert,
  type AreaNow,
  type Board,
  type EndedLine,
  type LineNow,
  type PhraseBook,
} from '#alerts'
import { type Area, type AreaCode, type Hierarchy } from '#areas'
import { hour, plus, type AlertId, type InLanguages, type Instant, type Mode } from '#base'
import { dangerSaid, type ThreatBook } from '#threats'
import type { ResidentLanguage } from './languages.ts'
import type {
  ArrivalNow,
  DangerNow,
  EndingNow,
  GroupNow,
  NearbyNow,
  NowLook,
  NowView,
  PlaceNow,
  Said,
  ShelterNow,
} from './now-view.ts'
import { stepsOf } from './steps.ts'

export interface NowSources {
  readonly board: Board
  readonly alert: (id: AlertId) => Alert
  readonly hierarchy: Hierarchy
  readonly threats: ThreatBook
  /** The phrase book in use; undefined for a language that has none. */
  readonly phrases: (language: string) => Pick<PhraseBook, 'advice'> | undefined
  /** Where the authority may warn. */
  readonly own: readonly AreaCode[]
  readonly neighbours: (code: AreaCode) => readonly AreaCode[]
  /** By area; asked only of areas under a danger. Undefined where nothing is followed that could come there. */
  readonly arrival: (code: AreaCode, threats: ReadonlySet<string>) => ArrivalNow | undefined
  /** Undefined where no list of shelters is kept. */
  readonly shelter: (code: AreaCode, language: ResidentLanguage) => ShelterNow | 'none-known' | undefined
  readonly issuer: InLanguages<string>
  readonly mode: Mode
  readonly demonstration: NowView['demonstration']
  readonly timeZone: string
  readonly languages: readonly ResidentLanguage[]
  readonly drill?: NonNullable<NowView['drill']>
  readonly seq: number
}

export interface NowAsked {
  readonly language: ResidentLanguage
  /** Codes as they stand in the address, in the reader's order. */
  readonly places: readonly string[]
}

export const mostPlaces = 8
/** An all-clear and a retraction are told of for so long. */
const toldFor = hour
const mostNearby = 24

export function nowViewOf(sources: NowSources, { language, places }: NowAsked, at: Instant): NowView {
  const { hierarchy, own, mode } = sources
  const asked = [...new Set(places)].slice(0, mostPlaces)
  const mine = asked.flatMap((code) => hierarchy.get(code as AreaCode) ?? [])
  const about = mine.length > 0 ? 'my-places' : 'region'
  const areas = about === 'my-places' ? mine : own.flatMap((code) => hierarchy.get(code) ?? [])
  const say = speaker(sources, language)
  const states = areas.map((area) => areaNow(sources.board, hierarchy, area.code, mode))
  const nearby = about === 'region' ? [] : nearbyCodes(sources, mine)
  return {
    v: 1,
    language,
    languages: sources.languages,
    mode,
    demonstration: sources.demonstration,
    at,
    seq: sources.seq,
    timeZone: sources.timeZone,
    issuer: say.text(sources.issuer),
    region: { text: own.map((code) => say.area(code).text).join(', ') || say.text(sources.issuer).text },
    about,
    groups: groupsOf(sources, say, areas, states, at),
    nearby: nearbyOf(sources, say, nearby, states),
    unknown: asked.filter((code) => hierarchy.get(code as AreaCode) === undefined),
    ...(sources.drill === undefined ? {} : { drill: sources.drill }),
    watch: [...new Set([...areas.map(({ code }) => code), ...nearby])],
  }
}

interface Say {
  readonly language: ResidentLanguage
  text(texts: InLanguages<string>): Said
  area(code: AreaCode): Said
  danger(line: Pick<LineNow, 'threat' | 'ladder' | 'level'>): Said
}

/** In the page's language, else in English, else in any that there is; a code is the last resort, never an empty place. */
function speaker({ hierarchy, threats }: NowSources, language: ResidentLanguage): Say {
  const text = (texts: InLanguages<string>, last = ''): Said => {
    const own = texts[language]
    if (own !== undefined) return { text: own }
    const [lang, other] = texts['en'] === undefined ? (Object.entries(texts)[0] ?? []) : ['en', texts['en']]
    return lang === undefined ? { text: last } : { text: other!, lang }
  }
  return {
    language,
    text,
    area(code) {
      const found = hierarchy.get(code)
      return found === undefined ? { text: code } : text(found.names, code)
    },
    danger({ threat: threatId, ladder: ladderId, level: levelId }) {
      const threat = threats.threat(threatId)
      const ladder = threats.ladder(ladderId)
      const level = threats.level(ladderId, levelId)
      if (threat === undefined || ladder === undefined || level === undefined)
        return { text: `${threatId} ${levelId}` }
      const own = dangerSaid(ladder, level, threat, language)
      if (own !== undefined) return { text: own }
      return { text: dangerSaid(ladder, level, threat, 'en') ?? threatId, lang: 'en' }
    },
  }
}

/** Places in which the same holds stand together: the advice is read once. */
function groupsOf(
  sources: NowSources,
  say: Say,
  areas: readonly Area[],
  states: readonly AreaNow[],
  at: Instant,
): GroupNow[] {
  const twins = new Set(
    areas.map((area) => say.area(area.code).text).filter((name, i, all) => all.indexOf(name) !== i),
  )
  const groups = new Map<string, { group: Omit<GroupNow, 'places'>; places: PlaceNow[] }>()
  for (const [i, area] of areas.entries()) {
    const now = states[i]!
    const key = keyOf(now, at)
    let found = groups.get(key)
    if (found === undefined) groups.set(key, (found = { group: groupOf(sources, say, now, at), places: [] }))
    found.places.push(placeOf(sources, say, area, now, twins))
  }
  return [...groups.values()]
    .map(({ group, places }) => ({ ...group, places }))
    .sort((a, b) => looks.indexOf(a.look) - looks.indexOf(b.look))
}

const looks: readonly NowLook[] = ['danger', 'lapsed', 'advisory', 'ended', 'retracted', 'nothing']

function keyOf(now: AreaNow, at: Instant): string {
  const lines = now.lines.map(
    (line) =>
      `${line.threat} ${line.ladder} ${line.level} ${line.via === 'partial' ? line.of.join() : ''} ${line.alerts.map(({ alert }) => alert).join()}`,
  )
  const endings = told(now.endings, at).map((one) => `${one.alert} ${one.how} ${one.threat} ${one.level}`)
  return JSON.stringify([
    lines,
    endings,
    now.lines.length + endings.length === 0 ? lastEnded(now.endings) : '',
  ])
}

function groupOf(sources: NowSources, say: Say, now: AreaNow, at: Instant): Omit<GroupNow, 'places'> {
  const dangers = now.lines.map((line) => dangerOf(sources, say, line))
  const endings = told(now.endings, at).map((ending) => endingOf(sources, say, ending))
  const last = lastEnded(now.endings)
  return {
    look: lookOf(now, endings),
    dangers,
    endings,
    ...(last === undefined || endings.length > 0 || dangers.length > 0 ? {} : { lastEndedAt: last }),
  }
}

/** A lapse must not hide behind something milder that still stands. */
function lookOf({ lines }: AreaNow, endings: readonly EndingNow[]): NowLook {
  if (lines.some((line) => line.gravity === 'danger')) return 'danger'
  if (endings.some(({ how }) => how === 'lapsed')) return 'lapsed'
  if (lines.length > 0) return 'advisory'
  if (endings.length === 0) return 'nothing'
  return endings[0]!.how === 'retracted' ? 'retracted' : 'ended'
}

function told(endings: readonly EndedLine[], at: Instant): EndedLine[] {
  const oldest = plus(at, -toldFor)
  return endings.filter(({ how, at: ended }) => how === 'lapsed' || ended > oldest)
}

function lastEnded(endings: readonly EndedLine[]): Instant | undefined {
  return endings.find(({ how }) => how === 'all-clear')?.at
}

function placeOf(
  sources: NowSources,
  say: Say,
  { code }: Area,
  now: AreaNow,
  twins: ReadonlySet<string>,
): PlaceNow {
  const threats = new Set<string>(
    now.lines.filter(({ gravity }) => gravity === 'danger').map(({ threat }) => threat),
  )
  const name = say.area(code)
  const [outer] = sources.hierarchy.ancestors(code)
  // Only of what people are warned of anyway: when something may come is a warning too, and somebody decides those.
  const arrival = threats.size === 0 ? undefined : sources.arrival(code, threats)
  const shelter = sources.shelter(code, say.language)
  return {
    code,
    name,
    ...(outer !== undefined && twins.has(name.text) ? { within: say.area(outer.code) } : {}),
    ...(arrival === undefined ? {} : { arrival }),
    ...(shelter === undefined ? {} : { shelter }),
  }
}

function dangerOf(sources: NowSources, say: Say, line: LineNow): DangerNow {
  const { threats } = sources
  const threat = threats.threat(line.threat)
  const newest = sources.alert(line.alerts.at(-1)!.alert)
  const content = 'content' in newest ? newest.content : undefined
  const words = wordsOf(sources, say, threat?.advice ?? 'other', line.gravity, content)
  const level = threats.level(line.ladder, line.level)
  const colour = threats.ladder(line.ladder)?.knownBy === 'colour' ? level?.colour : undefined
  const isPart = line.via === 'partial'
  return {
    look: line.gravity,
    threat: line.threat,
    icon: threat?.icon ?? 'triangle-alert',
    name: say.danger(line),
    ...(colour === undefined || colour === 'neutral' ? {} : { colour }),
    reach: isPart ? 'a-part' : 'all-of-it',
    parts: isPart ? [...new Set(line.of)].map((code) => say.area(code)).sort(byText) : [],
    since: line.since,
    ...(content?.relayed === undefined ? {} : { until: line.alerts.at(-1)!.renewBy }),
    ...words,
    issuer: say.text(content?.issuer ?? sources.issuer),
    relayed: content?.relayed === undefined ? 'own' : 'relayed',
  }
}

type Content = Extract<Alert, { content: unknown }>['content']

/** The phrase book's advice, step by step; but where what was issued says something else, what was issued. */
function wordsOf(
  { phrases }: NowSources,
  { language }: Say,
  advice: string,
  gravity: LineNow['gravity'],
  content: Content | undefined,
): Pick<DangerNow, 'steps' | 'more' | 'told' | 'unknown'> {
  const own = phrases(language)
  const book = own ?? phrases('en')
  const lang = own === undefined ? { lang: 'en' } : {}
  const issued = content?.wording.texts[language]?.['360']
  const [foreign] = content === undefined ? [] : Object.entries(content.wording.texts)
  const advised = book?.advice(advice)
  const asked = advised?.[gravity]
  if (content?.relayed === undefined && asked !== undefined && advised !== undefined) {
    const isBooks =
      issued === undefined || [asked.do, asked.act, asked.short].some((text) => issued.includes(text))
    const inSteps = (text: string) => stepsOf(text).map((step): Said => ({ text: step, ...lang }))
    if (isBooks)
      return {
        steps: inSteps(asked.do),
        more: inSteps(asked.more),
        unknown: { text: asked.unknown ?? advised.unknown, ...lang },
      }
  }
  const text = issued ?? foreign?.[1]['360']
  return {
    steps: [],
    more: [],
    ...(text === undefined
      ? {}
      : { told: { text, ...(issued === undefined && foreign !== undefined ? { lang: foreign[0] } : {}) } }),
  }
}

function endingOf(sources: NowSources, say: Say, ending: EndedLine): EndingNow {
  const threat = sources.threats.threat(ending.threat)
  const alert = sources.alert(ending.alert)
  const since = 'issuedAt' in alert ? alert.issuedAt : undefined
  const own = sources.phrases(say.language)
  const after = (own ?? sources.phrases('en'))?.advice(threat?.advice ?? 'other').after
  return {
    how: ending.how,
    icon: threat?.icon ?? 'triangle-alert',
    name: say.danger(ending),
    at: ending.at,
    ...(since === undefined ? {} : { since }),
    ...(after === undefined || ending.how !== 'all-clear'
      ? {}
      : { after: { text: after, ...(own === undefined ? { lang: 'en' } : {}) } }),
  }
}

/** The neighbours of each place, or of the smallest area around it that has any; none that is a place itself, or around or in one. */
function nearbyCodes({ hierarchy, neighbours }: NowSources, mine: readonly Area[]): AreaCode[] {
  const found = new Set<AreaCode>()
  for (const { code } of mine)
    for (const around of [code, ...hierarchy.ancestors(code).map((outer) => outer.code)]) {
      const beside = neighbours(around)
      for (const one of beside) found.add(one)
      if (beside.length > 0) break
    }
  const isMine = (code: AreaCode) =>
    mine.some((place) => hierarchy.contains(place.code, code) || hierarchy.contains(code, place.code))
  return [...found].filter((code) => !isMine(code)).slice(0, mostNearby)
}

/** What holds in a neighbouring area and in none of the places; each danger once, with where. */
function nearbyOf(
  sources: NowSources,
  say: Say,
  codes: readonly AreaCode[],
  states: readonly AreaNow[],
): NearbyNow[] {
  const keyOfLine = ({ threat, ladder, level }: LineNow) => `${threat} ${ladder} ${level}`
  const here = new Set(states.flatMap(({ lines }) => lines.map(keyOfLine)))
  const found = new Map<string, { line: LineNow; places: Said[] }>()
  for (const code of codes)
    for (const line of areaNow(sources.board, sources.hierarchy, code, sources.mode).lines) {
      const key = keyOfLine(line)
      if (here.has(key)) continue
      const known = found.get(key)
      if (known === undefined) found.set(key, { line, places: [say.area(code)] })
      else known.places.push(say.area(code))
    }
  return [...found.values()]
    .sort(
      (a, b) =>
        Number(b.line.gravity === 'danger') - Number(a.line.gravity === 'danger') ||
        b.line.height - a.line.height,
    )
    .map(({ line, places }) => ({ look: line.gravity, name: say.danger(line), places: places.sort(byText) }))
}

function byText(a: Said, b: Said): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0
}
