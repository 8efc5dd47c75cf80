/** The words of an answer: places by their Hebrew names, dangers as the authority calls them, and what clients know by heart. */
import type { Wording } from '#alerts'
import { nameOf, type AreaCode, type Hierarchy } from '#areas'
import type { InLanguages, Instant, Language, Mode } from '#base'
import { dangerSaid, type LadderId, type LevelId, type ThreatId } from '#threats'
import type { DialectGround } from '../dialect.ts'
import type { What } from './categories.ts'

export type Speaking = Pick<DialectGround, 'languages' | 'book'>

export interface Place {
  readonly code: AreaCode
  readonly names: InLanguages<string>
}

/** Hebrew first, then the authority's languages. */
export function heard(languages: readonly string[]): readonly Language[] {
  return ['he', ...languages, 'en'] as Language[]
}

/** An alert for a region is one for every place in it: clients look for the name of the place where they are. */
export function placesIn(areas: Iterable<Place>, hierarchy: Hierarchy): readonly Place[] {
  const places = new Map<AreaCode, Place>()
  for (const area of areas) {
    places.set(area.code, hierarchy.get(area.code) ?? area)
    for (const inner of hierarchy.descendants(area.code)) places.set(inner.code, inner)
  }
  return [...places.values()]
}

/** Each once. */
export function namesOf(places: Iterable<Place>, languages: readonly string[]): Set<string> {
  const order = heard(languages)
  const names = new Set<string>()
  for (const place of places) names.add(nameOf(place, ...order).trim())
  return names
}

export interface Danger {
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
}

/** Word for word: clients tell by them what a flash is. */
const knownByHeart = {
  'pre-alert': 'בדקות הקרובות צפויות להתקבל התרעות באזורך',
  end: 'האירוע הסתיים',
} as const
const drill = ' - תרגיל'

export function titleOf(what: What, danger: Danger, mode: Mode, ground: Speaking): string {
  const title = what === 'alert' ? dangerNamed(danger, ground) : knownByHeart[what]
  return mode === 'live' ? title : `${title}${drill}`
}

function dangerNamed({ threat: id, ladder: named, level: step }: Danger, { languages, book }: Speaking) {
  const [threat, ladder, level] = [book.threat(id), book.ladder(named), book.level(named, step)]
  if (threat === undefined) return id
  const order = heard(languages)
  if (ladder !== undefined && level !== undefined)
    for (const language of order) {
      const said = dangerSaid(ladder, level, threat, language)
      if (said !== undefined) return said
    }
  return nameOf(threat, ...order)
}

/** The alert's own words, in one language; empty where nothing was said. */
export function textOf({ texts }: Wording, order: readonly string[]): string {
  const language = order.find((one) => texts[one] !== undefined) ?? Object.keys(texts)[0]
  return language === undefined ? '' : texts[language]!['360']
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** `2026-11-23 20:30:00`, as clocks in the zone show it. */
export function localTime(at: Instant, timeZone: string): string {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    const [day, time] = [{ year: 'numeric', month: '2-digit', day: '2-digit' } as const, '2-digit' as const]
    clock = new Intl.DateTimeFormat('sv-SE', {
      ...{ ...day, hour: time, minute: time, second: time, hourCycle: 'h23', timeZone },
    })
    clocks.set(timeZone, clock)
  }
  return clock.format(Date.parse(at))
}
