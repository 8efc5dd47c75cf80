/** The tally of one area in the plainest way: everything is looked at for each area. What is kept and added up in one pass must equal it. */
import type { AreaCode, Hierarchy } from '#areas'
import {
  standings,
  type AssetId,
  type CountRange,
  type Observation,
  type ObservationId,
  type ObservationStatus,
  type Standing,
  type Subject,
  type Tally,
} from '#damage'

export interface PlainAsk {
  readonly hierarchy: Pick<Hierarchy, 'ancestors' | 'children' | 'contains'>
  readonly observations: readonly Observation[]
  readonly standsFor?: ReadonlyMap<AssetId, AssetId>
}

const within: Record<Standing, readonly ObservationStatus[]> = {
  confirmed: ['confirmed'],
  seen: ['confirmed', 'seen'],
  reported: ['confirmed', 'seen', 'reported'],
}

export function plainTallyOf(ask: PlainAsk, area: AreaCode, subject: Subject): Tally {
  const inside = standingIn(ask, area, subject)
  const counted = inside.filter(({ status }) => status !== 'disputed')
  return {
    area,
    subject,
    lines: standings.flatMap((standing) => {
      const taken = counted.filter(({ status }) => within[standing].includes(status))
      if (taken.length === 0) return []
      return [{ standing, ...rangeIn(ask.hierarchy, area, taken), by: idsOf(taken) }]
    }),
    assets: new Set(inside.flatMap(({ asset }) => asset ?? [])).size,
    saidOfAll: inside
      .filter(({ asset }) => asset === null)
      .map(({ area: of, status, count, id }) => ({ area: of, status, range: count, observation: id }))
      .toSorted((a, b) => (a.observation < b.observation ? -1 : 1)),
    disputed: idsOf(inside.filter(({ status }) => status === 'disputed')),
  }
}

/** What stands in the area: of each source the last word on each thing, under the asset that stands for it and in one area. */
function standingIn(ask: PlainAsk, area: AreaCode, subject: Subject): Observation[] {
  const last = new Map<string, Observation>()
  const meant = ask.observations.filter((one) => one.subject === subject && one.status !== 'withdrawn')
  const settled = settleAssets(ask, meant)
  for (const one of settled) {
    if (!ask.hierarchy.contains(area, one.area)) continue
    const thing = one.asset === null ? `area ${one.area}` : `asset ${one.asset}`
    const key = `${one.source.kind} ${one.source.ref}\n${thing}`
    const before = last.get(key)
    if (before === undefined || isLater(one, before)) last.set(key, one)
  }
  return [...last.values()]
}

/** An asset lies in one area, the narrowest that anybody gave, so that it can't be counted in two. */
function settleAssets(ask: PlainAsk, observations: readonly Observation[]): Observation[] {
  const narrowest = new Map<AssetId, Observation>()
  const named = observations.map((one) =>
    one.asset === null ? one : { ...one, asset: assetFor(ask, one.asset) },
  )
  for (const one of named) {
    if (one.asset === null) continue
    const before = narrowest.get(one.asset)
    if (before === undefined || isNarrower(ask.hierarchy, one, before)) narrowest.set(one.asset, one)
  }
  return named.map((one) => (one.asset === null ? one : { ...one, area: narrowest.get(one.asset)!.area }))
}

function isNarrower(hierarchy: PlainAsk['hierarchy'], one: Observation, other: Observation): boolean {
  const [depth, otherDepth] = [one, other].map(({ area }) => hierarchy.ancestors(area).length) as [
    number,
    number,
  ]
  return depth === otherDepth ? isLater(one, other) : depth > otherDepth
}

/** Of two at the same instant the greater id, so that the order in which they arrive decides nothing. */
function isLater(one: Observation, other: Observation): boolean {
  return one.at === other.at ? one.id > other.id : one.at > other.at
}

function rangeIn(
  hierarchy: PlainAsk['hierarchy'],
  area: AreaCode,
  taken: readonly Observation[],
): CountRange {
  const parts = leastOfParts(hierarchy, area, taken)
  const whole = taken.filter((one) => one.asset === null && one.area === area)
  if (whole.length === 0) return { atLeast: parts, atMost: null }
  const said = eitherOf(whole)
  return {
    atLeast: Math.max(said.atLeast, parts),
    // What was found one by one outgrew what was said of all: then nobody knows the end.
    atMost: said.atMost === null || said.atMost < parts ? null : said.atMost,
  }
}

/** Areas beside one another hold different things, and so do two assets: only these are added. */
function leastOfParts(
  hierarchy: PlainAsk['hierarchy'],
  area: AreaCode,
  taken: readonly Observation[],
): number {
  let least = 0
  for (const { code } of hierarchy.children(area)) {
    const there = taken.filter((one) => hierarchy.contains(code, one.area))
    if (there.length > 0) least += rangeIn(hierarchy, code, there).atLeast
  }
  const here = taken.filter((one) => one.asset !== null && one.area === area)
  for (const of of Map.groupBy(here, ({ asset }) => asset).values()) least += eitherOf(of).atLeast
  return least
}

/** Several who speak of the same: from the least of them to the most, without end where one gave none. */
function eitherOf(those: readonly Observation[]): CountRange {
  const ends = those.map(({ count }) => count.atMost ?? Infinity)
  const most = Math.max(...ends)
  return {
    atLeast: Math.min(...those.map(({ count }) => count.atLeast)),
    atMost: most === Infinity ? null : most,
  }
}

function assetFor({ standsFor }: PlainAsk, asset: AssetId): AssetId {
  return standsFor?.get(asset) ?? asset
}

function idsOf(those: readonly Observation[]): ObservationId[] {
  return those.map(({ id }) => id).toSorted()
}
