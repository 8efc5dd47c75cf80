/** A notice as a CAP 1.2 message: what was said, to whom, until when; nothing is added that the notice does not say. */
import type { Area, AreaCode, LonLat, Shape } from '#areas'
import { hour, plus, type InLanguages, type Instant, type Sha256 } from '#base'
import {
  capTime,
  dress,
  ringsWithin,
  type CapArea,
  type CapDressing,
  type CapInfo,
  type CapMessage,
  type CapMsgType,
  type CapReference,
  type CapResponseType,
  type CapStatus,
  type CapValue,
} from '#cap'
import { dangerSaid, levelName, type Level, type Threat, type ThreatBook } from '#threats'
import type { FrozenArea } from './alert.ts'
import { isEnd, type Notice, type NoticeKind } from './notice.ts'

export interface CapSettings {
  /** Who sends, for machines: a domain name or an e-mail address of the authority, which never changes (§3.2.1). */
  readonly sender: string
  /** The authority's zone in the IANA database; times are written with its offset. */
  readonly zone: string
  /** A page that says more, in full. */
  readonly web?: string
  /** How to reach the authority. */
  readonly contact?: string
  /** Corners a polygon may have, its closing one included; a shape with more is drawn around with fewer. */
  readonly corners: number
  /** Corners that all polygons may have together, said once for each language; islands are joined where they are too many. */
  readonly cornersInAll?: number
  /** What the profiles that the administrator chose add to every message. */
  readonly dressings?: readonly CapDressing[]
}

/** About 80 kB in each language. */
const cornersInAll = 4_000

/** The map as it is now; a shape is drawn only where it is still the one that was meant. */
export interface CapMap {
  get(code: AreaCode): Area | undefined
  hashOfShape(code: AreaCode): Sha256 | null
}

/** An end is shown for this long: CAP has no other way to let it go. */
const endShownFor = hour

/**
 * The message for one notice. `earlier` are the notices given before it for the same alert, in any order; others are ignored.
 * Every message of an alert carries the alert's id in `incidents`. A change, an all-clear and a lapse are Updates, a
 * retraction is a Cancel; each names every earlier warning and update, so that a reader who missed one still lets go
 * of it. The end of a part (`…e`) names them too, and is superseded by nothing: what goes on elsewhere is said by the
 * Update of the same revision, which comes first. A profile may want the all-clear of all of it as a Cancel; that of a part
 * stays an Update, because a reader that takes a Cancel at its word would let go of the rest as well.
 */
export function noticeToCap(
  notice: Notice,
  earlier: readonly Notice[],
  book: ThreatBook,
  map: CapMap,
  settings: CapSettings,
): CapMessage {
  const references = superseded(notice, earlier, settings)
  const note = notes[notice.mode]
  const drawn = ringsOf(notice.areas, map, settings)
  const message: CapMessage = {
    identifier: notice.id,
    sender: settings.sender,
    sent: capTime(notice.at, settings.zone),
    status: statuses[notice.mode],
    msgType: msgTypeOf(notice, references),
    scope: 'Public',
    ...(note === undefined ? {} : { note }),
    ...(references.length === 0 ? {} : { references }),
    incidents: [notice.alert],
    info: Object.keys(notice.wording.texts)
      .sort()
      .map((language) => infoOf(notice, language, book, map, drawn, settings)),
  }
  return dress(message, settings.dressings ?? [], {
    event: notice.threat,
    over: notice.kind !== 'all-clear' ? 'nothing' : notice.reason === 'cleared' ? 'all' : 'part',
    text: (language, characters) => longestText(notice, language, characters),
  })
}

function longestText(notice: Notice, language: string | undefined, characters: number): string | undefined {
  const texts = language === undefined ? undefined : notice.wording.texts[language]
  return Object.values(texts ?? {})
    .filter((text) => text.length <= characters)
    .sort((a, b) => b.length - a.length)[0]
}

const statuses: { readonly [mode in Notice['mode']]: CapStatus } = {
  live: 'Actual',
  drill: 'Exercise',
  test: 'Test',
}

/** As everything that is published says it. */
export function statusOf(mode: Notice['mode']): CapStatus {
  return statuses[mode]
}

/** §3.2.1: `note` is for exercises and errors first of all. The element has no language; English is what CAP is written in. */
const notes: { readonly [mode in Notice['mode']]: string | undefined } = {
  live: undefined,
  drill: 'DRILL. This is an exercise: there is no real danger.',
  test: 'TEST. This message tests equipment: there is no danger and nothing to do.',
}

/** Without anything to refer to, even a change is the first its reader hears of (an import, a ledger that starts later). */
function msgTypeOf(notice: Notice, references: readonly CapReference[]): CapMsgType {
  if (notice.kind === 'warning' || references.length === 0) return 'Alert'
  return notice.kind === 'retraction' ? 'Cancel' : 'Update'
}

function superseded(notice: Notice, earlier: readonly Notice[], settings: CapSettings): CapReference[] {
  return earlier
    .filter((other) => other.alert === notice.alert && other.revision < notice.revision && !isEnd(other))
    .sort((a, b) => a.revision - b.revision)
    .map((other) => ({
      sender: settings.sender,
      identifier: other.id,
      sent: capTime(other.at, settings.zone),
    }))
}

function infoOf(
  notice: Notice,
  language: string,
  book: ThreatBook,
  map: CapMap,
  drawn: readonly Rings[],
  settings: CapSettings,
): CapInfo {
  const threat = book.threat(notice.threat)
  const ladder = book.ladder(notice.ladder)
  const level = book.level(notice.ladder, notice.level)
  const danger = ladder && level && threat && dangerSaid(ladder, level, threat, language)
  const texts = notice.wording.texts[language]!
  const at = (instant: Instant) => capTime(instant, settings.zone)
  const end = isEnd(notice)
  const expires = end ? plus(notice.at, endShownFor) : notice.renewBy
  return {
    language,
    category: [threat?.category ?? 'Other'],
    event: danger ?? threat?.names[language] ?? notice.threat,
    ...responseTo(notice, threat),
    ...standing(notice.kind, level),
    eventCode: eventCodes(notice, threat),
    effective: at(notice.at),
    ...(end ? {} : { onset: at(notice.since) }),
    ...(expires === undefined ? {} : { expires: at(expires) }),
    senderName: nameIn(notice.issuer, language),
    headline: texts['90'],
    description: texts['1395'],
    ...(settings.web === undefined ? {} : { web: settings.web }),
    ...(settings.contact === undefined ? {} : { contact: settings.contact }),
    parameter: parameters(notice, language, level, approximate(notice, map)),
    area: notice.areas.map((area, i) => areaOf(area, language, map, drawn[i] ?? [])),
  }
}

/** How urgent, severe and certain: the level's word while it stands; afterwards what the end itself says, and no more. */
function standing(
  kind: NoticeKind,
  level: Level | undefined,
): Pick<CapInfo, 'urgency' | 'severity' | 'certainty'> {
  switch (kind) {
    case 'warning':
    case 'update':
      return {
        urgency: level?.urgency ?? 'Unknown',
        severity: level?.severity ?? 'Unknown',
        certainty: level?.certainty ?? 'Unknown',
      }
    case 'all-clear':
      return { urgency: 'Past', severity: 'Minor', certainty: 'Observed' }
    case 'retraction':
      return { urgency: 'Past', severity: 'Minor', certainty: 'Unlikely' }
    case 'lapse':
      // Nobody renewed it and nobody cleared it: whether the danger is over is not known.
      return { urgency: 'Unknown', severity: 'Unknown', certainty: 'Unknown' }
  }
}

/** Only what holds for sure: what to do in a flood depends on where one stands, and the text says it. */
function responseTo(
  notice: Notice,
  threat: Threat | undefined,
): { readonly responseType?: readonly CapResponseType[] } {
  if (notice.kind === 'all-clear') return { responseType: ['AllClear'] }
  if (notice.kind === 'retraction') return { responseType: ['None'] }
  if (notice.kind === 'lapse') return { responseType: ['Monitor'] }
  if (notice.gravity === 'advisory') return { responseType: ['Prepare', 'Monitor'] }
  return threat?.category === 'Security' || threat?.category === 'CBRNE' ? { responseType: ['Shelter'] } : {}
}

function eventCodes(notice: Notice, threat: Threat | undefined): CapValue[] {
  const own = { valueName: 'tocsin:threat', value: notice.threat }
  return threat?.eventTerm === undefined ? [own] : [{ valueName: 'OET:v1.2', value: threat.eventTerm }, own]
}

function parameters(
  notice: Notice,
  language: string,
  level: Level | undefined,
  approximate: string | undefined,
): CapValue[] {
  const all: [string, string | undefined][] = [
    ['alert', notice.alert],
    ['revision', String(notice.revision)],
    ['mode', notice.mode],
    ['kind', notice.kind],
    ['reason', notice.reason],
    ['ladder', notice.ladder],
    ['level', notice.level],
    ['level-name', level && levelName(level, notice.threat, language)],
    // What is over has no colour to be shown in.
    ['colour', isEnd(notice) ? undefined : level?.colour],
    ['approximate-shapes', approximate],
    ['missing-languages', notice.wording.missing.length > 0 ? notice.wording.missing.join(' ') : undefined],
  ]
  return all.flatMap(([name, value]) => (value === undefined ? [] : [{ valueName: `tocsin:${name}`, value }]))
}

/** Codes of the areas whose shape was derived and not surveyed; CAP has no place of its own to say so. */
function approximate(notice: Notice, map: CapMap): string | undefined {
  const codes = notice.areas.filter((area) => {
    const quality = shapeNow(area, map) === undefined ? 'surveyed' : map.get(area.code)?.shapeQuality
    return quality !== 'surveyed'
  })
  return codes.length === 0 ? undefined : codes.map((area) => area.code).join(' ')
}

/** The shape that was meant, if the map still has it. */
function shapeNow(frozen: FrozenArea, map: CapMap): Shape | undefined {
  const same = frozen.shape !== null && map.hashOfShape(frozen.code) === frozen.shape
  return same ? map.get(frozen.code)?.shape : undefined
}

function areaOf(frozen: FrozenArea, language: string, map: CapMap, polygon: Rings): CapArea {
  const area = map.get(frozen.code)
  return {
    areaDesc: nameIn(frozen.names, language),
    ...(polygon.length === 0 ? {} : { polygon }),
    geocode: [
      { valueName: 'tocsin:area', value: frozen.code },
      ...Object.entries(area?.codes ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([scheme, value]) => ({ valueName: schemeNames[scheme] ?? scheme, value })),
    ],
  }
}

type Rings = readonly (readonly LonLat[])[]

const known = new WeakMap<Shape, Map<string, readonly Rings[]>>()
const mostKnown = 50

/**
 * For each area its rings. Kept while the first of the shapes is: a warning is renewed many times, and the map does not
 * change. CAP has no holes: the outer rings alone warn a few too many rather than one too few.
 */
function ringsOf(areas: readonly FrozenArea[], map: CapMap, settings: CapSettings): readonly Rings[] {
  const shapes = areas.map((area) => shapeNow(area, map) ?? [])
  const first = shapes.find((shape) => shape.length > 0)
  if (first === undefined) return []
  const budget = { ring: settings.corners, message: settings.cornersInAll ?? cornersInAll }
  const key = JSON.stringify([budget, areas.map((area, i) => shapes[i]!.length > 0 && area.shape)])
  const kept = known.get(first) ?? new Map<string, readonly Rings[]>()
  known.set(first, kept)
  let rings = kept.get(key)
  if (rings === undefined) {
    rings = ringsWithin(
      shapes.map((shape) => shape.map((polygon) => polygon[0] ?? [])),
      budget,
    )
    if (kept.size >= mostKnown) kept.delete(kept.keys().next().value as string)
    kept.set(key, rings)
  }
  return rings
}

/** How these schemes are called in the CAP world; the others keep the name the area pack gives them. */
const schemeNames: { readonly [scheme: string]: string } = {
  'iso3166-2': 'ISO3166-2',
  geonames: 'GeoNames',
  katotth: 'KATOTTH',
}

/** A name is never missing; its language may differ. */
function nameIn(names: InLanguages<string>, language: string): string {
  return names[language] ?? names['en'] ?? Object.values(names)[0] ?? ''
}
