/** Now's view of the board for some places, in one language: what holds there, what has just ended, what holds nearby. Pure. */
import { areaNow, type Alert, type AreaNow, type Board, type LineNow, type PhraseBook } from '#alerts'
import { type Area, type AreaCode, type Hierarchy } from '#areas'
import type { AlertId, InLanguages, Instant, Mode } from '#base'
import type { ThreatBook } from '#threats'
import { byText, dangerOf, endingOf, speaker, type Say } from './alert-said.ts'
import { endedHere, lastEndedAt, type EndedHere } from './endings.ts'
import type { ResidentLanguage } from './languages.ts'
import type {
  ArrivalNow,
  EndingNow,
  GroupNow,
  NearbyNow,
  NowLook,
  NowView,
  PlaceNow,
  Said,
  ShelterNow,
  ZoneNow,
} from './now-view.ts'

/** A zone in all its languages. */
export interface ZoneSource {
  readonly state: ZoneNow['state']
  readonly names: InLanguages<string>
  readonly at: Instant
  readonly assembly: readonly { readonly names: InLanguages<string>; readonly at: InLanguages<string> }[]
  readonly routes: InLanguages<string>
  readonly transport: InLanguages<string>
}

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
  readonly shelter: (
    code: AreaCode,
    language: ResidentLanguage,
    arrival: ArrivalNow | undefined,
  ) => ShelterNow | undefined
  /** Of this mode, that touch any of these areas; absent where nobody is told to leave by protocol. */
  readonly zones?: (codes: readonly AreaCode[]) => readonly ZoneSource[]
  /** Areas of this mode with explosive remnants that lie in any of these or around them; absent where none is kept. */
  readonly remnants?: (
    codes: readonly AreaCode[],
  ) => readonly { readonly area: AreaCode; readonly state: 'suspected' | 'confirmed' }[]
  readonly issuer: InLanguages<string>
  readonly mode: Mode
  readonly demonstration: NowView['demonstration']
  readonly timeZone: string
  readonly languages: readonly ResidentLanguage[]
  readonly drill?: NonNullable<NowView['drill']>
  readonly seq: number
  /** How many listen to the live stream, as far as is known. */
  readonly readers?: number
}

export interface NowAsked {
  readonly language: ResidentLanguage
  /** Codes as they stand in the address, in the reader's order. */
  readonly places: readonly string[]
}

export const mostPlaces = 8
const mostNearby = 24

export function nowViewOf(sources: NowSources, { language, places }: NowAsked, at: Instant): NowView {
  const { hierarchy, own, mode } = sources
  const asked = [...new Set(places)].slice(0, mostPlaces)
  const mine = asked.flatMap((code) => hierarchy.get(code as AreaCode) ?? [])
  const about = mine.length > 0 ? 'my-places' : 'region'
  const areas = about === 'my-places' ? mine : own.flatMap((code) => hierarchy.get(code) ?? [])
  const say = speaker(sources, language)
  const states = areas.map((area) => areaNow(sources.board, hierarchy, area.code, mode))
  const zones = sources.zones?.(areas.map(({ code }) => code)) ?? []
  const remnants = (sources.remnants?.(areas.map(({ code }) => code)) ?? []).map(({ area, state }) => ({
    name: say.area(area),
    state,
  }))
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
    region: regionSaid(own.map(say.area)) ?? say.text(sources.issuer),
    about,
    groups: groupsOf(sources, say, areas, states, at),
    nearby: nearbyOf(sources, say, nearby, states),
    unknown: asked.filter((code) => hierarchy.get(code as AreaCode) === undefined),
    ...(zones.length === 0 ? {} : { zones: zones.map((zone) => zoneOf(zone, say)) }),
    ...(remnants.length === 0 ? {} : { remnants }),
    ...(sources.drill === undefined ? {} : { drill: sources.drill }),
    watch: [...new Set([...areas.map(({ code }) => code), ...nearby])],
    heed: [
      ...new Set(
        areas.flatMap(({ code }) => [code, ...hierarchy.ancestors(code).map((outer) => outer.code)]),
      ),
    ],
    spreadMilliseconds: spreadFor(sources.readers ?? 0),
  }
}

function zoneOf({ state, names, at, assembly, routes, transport }: ZoneSource, say: Say): ZoneNow {
  const some = (name: string, texts: InLanguages<string>) =>
    Object.keys(texts).length === 0 ? {} : { [name]: say.text(texts) }
  return {
    ...{ state, name: say.text(names), at },
    assembly: assembly.map((one) => ({ name: say.text(one.names), ...some('where', one.at) })),
    ...some('routes', routes),
    ...some('transport', transport),
  }
}

/** What one server answers easily in a second, with everything else that it does. */
const answersASecond = 2_000

/** Milliseconds over which so many readers come for what has changed. */
export function spreadFor(readers: number): number {
  return Math.min(60_000, Math.max(800, Math.ceil((readers / answersASecond) * 1_000)))
}

function regionSaid(names: readonly Said[]): Said | undefined {
  const [first] = names
  return first === undefined ? undefined : { ...first, text: names.map(({ text }) => text).join(', ') }
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
    const ended = endedHere(sources.board, sources.hierarchy, now, at)
    const key = keyOf(now, ended)
    let found = groups.get(key)
    if (found === undefined)
      groups.set(key, (found = { group: groupOf(sources, say, now, ended), places: [] }))
    found.places.push(placeOf(sources, say, area, now, twins))
  }
  return [...groups.values()]
    .map(({ group, places }) => ({ ...group, places }))
    .sort((a, b) => looks.indexOf(a.look) - looks.indexOf(b.look))
}

const looks: readonly NowLook[] = ['danger', 'lapsed', 'advisory', 'ended', 'retracted', 'nothing']

function keyOf(now: AreaNow, ended: readonly EndedHere[]): string {
  const lines = now.lines.map(
    (line) =>
      `${line.threat} ${line.ladder} ${line.level} ${line.via === 'partial' ? line.of.join() : ''} ${line.alerts.map(({ alert }) => alert).join()}`,
  )
  const endings = ended.map(
    ({ ending, parts }) => `${ending.alert} ${ending.how} ${ending.threat} ${ending.level} ${parts.join()}`,
  )
  return JSON.stringify([lines, endings, lines.length + endings.length === 0 ? lastEndedAt(now) : ''])
}

function groupOf(
  sources: NowSources,
  say: Say,
  now: AreaNow,
  ended: readonly EndedHere[],
): Omit<GroupNow, 'places'> {
  const dangers = now.lines.map((line) => dangerOf(sources, say, line))
  const endings = ended.map((one) => endingOf(sources, say, one))
  const last = lastEndedAt(now)
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
  const shelter = sources.shelter(code, say.language, arrival)
  return {
    code,
    name,
    ...(outer !== undefined && twins.has(name.text) ? { within: say.area(outer.code) } : {}),
    ...(arrival === undefined ? {} : { arrival }),
    ...(shelter === undefined ? {} : { shelter }),
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
