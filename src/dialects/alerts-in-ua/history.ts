/** What was in force in one region during a week or a month, the latest first; what goes on is among it. */
import type { AreaCode, Hierarchy } from '#areas'
import { day, plus, type Instant } from '#base'
import type { Picture } from '../dialect.ts'
import type { Span } from '../spans.ts'
import { listOf, type AlertList, type ListGround } from './active.ts'
import { entryIds, entryOf, markOfAlert, notesOf, say, type Said } from './entry.ts'
import { kindOf, levelOf } from './mapping.ts'
import { placesOf, type Place } from './places.ts'

const daysAgo = new Map([
  ['week_ago', 7],
  ['month_ago', 31],
])

/** One alert at one area, over every level it had there without a pause. */
type Stint = readonly [first: Span, ...rest: Span[]]

export interface Asked {
  readonly uid: string
  readonly period: string
  readonly now: Instant
}

/** Undefined where there is no such region or period. */
export function alertsBefore(
  { uid, period, now }: Asked,
  spans: readonly Span[],
  picture: Picture,
  ground: ListGround,
): AlertList | undefined {
  const { hierarchy } = picture
  const places = placesOf(hierarchy)
  const region = places.areaOf(uid)
  const days = daysAgo.get(period)
  if (region === undefined || days === undefined) return undefined
  const touches = (code: AreaCode) => isWithin(hierarchy, region.code, code)
  const from = plus(now, -days * day)
  const found: { readonly place: Place; readonly stint: Stint; readonly which: 'last' | 'earlier' }[] = []
  for (const [area, there] of byAreaOf(spans))
    for (const stints of touches(area) ? stintsOf(there) : [])
      for (const [index, stint] of stints.entries())
        if ((stint.at(-1)!.until ?? now) >= from)
          for (const place of places.of(stint[0].area))
            if (touches(place.code))
              found.push({ place, stint, which: index === stints.length - 1 ? 'last' : 'earlier' })
  // The oldest takes its number first, as in the list of what is in force.
  found.sort((a, b) => compare(a.stint[0].since, b.stint[0].since))
  const ids = entryIds()
  const entries = found.map(({ place, stint, which }) =>
    entryOf(ids.of(markOfStint(stint, which), place), place, saidOf(stint, ground)),
  )
  return listOf(entries.toReversed(), picture, ground)
}

/** The last one has the number that it has in the list of what is in force. */
function markOfStint([{ alert, since }]: Stint, which: 'last' | 'earlier'): number {
  return which === 'last' ? markOfAlert(alert) : markOfAlert(alert, since)
}

/** What was said of an area around it held there too. */
function isWithin(hierarchy: Hierarchy, region: AreaCode, code: AreaCode): boolean {
  return hierarchy.contains(region, code) || hierarchy.contains(code, region)
}

const indexed = new WeakMap<readonly Span[], ReadonlyMap<AreaCode, readonly Span[]>>()

/** A month has tens of thousands of spans at some hundreds of areas, and every region of the map is asked about. */
function byAreaOf(spans: readonly Span[]): ReadonlyMap<AreaCode, readonly Span[]> {
  let found = indexed.get(spans)
  if (found === undefined) indexed.set(spans, (found = Map.groupBy(spans, ({ area }) => area)))
  return found
}

/** Of the spans at one area. */
function stintsOf(spans: readonly Span[]): Iterable<Stint[]> {
  const known = new Map<string, [Span, ...Span[]][]>()
  for (const span of spans) {
    const kind = kindOf(span.threat)
    if (kind === undefined) continue
    const stints = known.get(span.alert) ?? []
    known.set(span.alert, stints)
    const before = stints.at(-1)?.at(-1)
    const goesOn = before?.until === span.since && kindOf(before.threat)?.type === kind.type
    if (goesOn) stints.at(-1)!.push(span)
    else stints.push([span])
  }
  return known.values()
}

function saidOf(stint: Stint, ground: ListGround): Said {
  const [first] = stint
  const last = stint.at(-1)!
  const gravest =
    last.until === undefined ? last : (stint.find(({ gravity }) => gravity === 'danger') ?? last)
  const threats = stint.flatMap(({ threat, gravity, since }) => {
    const line = kindOf(threat)?.threat
    return line === undefined ? [] : [{ threat_type: line, level: levelOf(gravity), started_at: since }]
  })
  const end = last.how === 'retracted' || last.how === 'lapsed' ? [say(last.how, ground)] : []
  return {
    ...{ started_at: first.since, finished_at: last.until ?? null, updated_at: last.until ?? last.since },
    alert_type: kindOf(first.threat)!.type,
    notes: [notesOf(gravest, ground), ...end].join('. '),
    ...{ calculated: last.how === 'lapsed', alert_level: levelOf(gravest.gravity), threats },
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
