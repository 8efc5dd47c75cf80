/** What observations add up to, by area and subject: ranges in which nothing is counted twice, each with the observations it rests on. */
import type { AreaCode, Hierarchy } from '#areas'
import type {
  AssetId,
  CountRange,
  Observation,
  ObservationId,
  ObservationStatus,
  Subject,
} from './observation.ts'

/**
 * How far down a line goes: each takes in the ones before it, so that nobody adds two lines up. `confirmed`: what is confirmed;
 * `seen`: that and what was seen; `reported`: that and what is only said.
 */
export const standings = ['confirmed', 'seen', 'reported'] as const
export type Standing = (typeof standings)[number]

export interface TallyLine {
  readonly standing: Standing
  /** Of things or people; `atMost` null: nobody knows, there may be more. */
  readonly atLeast: number
  readonly atMost: number | null
  /** In the order of their names. */
  readonly by: readonly ObservationId[]
}

/** What a source says of the whole area, beside what others say: never added to anything. */
export interface SaidOfAll {
  readonly area: AreaCode
  readonly status: ObservationStatus
  readonly range: CountRange
  readonly observation: ObservationId
}

export interface Tally {
  readonly area: AreaCode
  readonly subject: Subject
  /** Those that rest on anything, the surest first. */
  readonly lines: readonly TallyLine[]
  /** Distinct assets that anybody spoke of and nobody took back. */
  readonly assets: number
  readonly saidOfAll: readonly SaidOfAll[]
  /** Contradicted, and nobody has decided: in no line. */
  readonly disputed: readonly ObservationId[]
}

export interface TallyAsk {
  readonly hierarchy: Pick<Hierarchy, 'ancestors'>
  /** Of one occurrence and one mode. */
  readonly observations: readonly Observation[]
  /** Where assets were merged: the one that stands for it in the end. An asset without an entry stands for itself. */
  readonly standsFor?: ReadonlyMap<AssetId, AssetId>
}

const within: Record<Standing, readonly ObservationStatus[]> = {
  confirmed: ['confirmed'],
  seen: ['confirmed', 'seen'],
  reported: ['confirmed', 'seen', 'reported'],
}

/**
 * The tally of one subject for every area in which anything lies and those around it, each of everything in that area.
 *
 * - Several observations of one asset are one asset. Its people are a range over what its sources say, never their sum.
 * - Sources that count a whole area are alternatives: a range from the least to the most of them.
 * - A whole area's count is never added to what is known of its parts or its assets: at least is the greater of the two.
 * - A later observation by the same source of the same thing takes the earlier one's place.
 * - At most is only known where somebody counted the whole area and gave an end.
 */
export function talliesOf(ask: TallyAsk, subject: Subject): ReadonlyMap<AreaCode, Tally> {
  const { hierarchy } = ask
  const here = Map.groupBy(whatStands(ask, subject), ({ area }) => area)
  const depths = new Map<AreaCode, number>()
  for (const area of here.keys()) {
    const around = hierarchy.ancestors(area)
    depths.set(area, around.length)
    for (const [i, { code }] of around.entries()) depths.set(code, around.length - i - 1)
  }
  // From the narrowest outwards: what an area holds is what stands in it and what its parts hold, each looked at once.
  const sums = new Map<AreaCode, AreaSum>()
  const parts = new Map<AreaCode, AreaSum[]>()
  for (const [area] of [...depths].toSorted(([, a], [, b]) => b - a)) {
    const sum = sumOf(here.get(area) ?? [], parts.get(area) ?? [])
    sums.set(area, sum)
    const around = hierarchy.ancestors(area)[0]?.code
    if (around === undefined) continue
    const beside = parts.get(around)
    if (beside === undefined) parts.set(around, [sum])
    else beside.push(sum)
  }
  return new Map([...sums].map(([area, sum]) => [area, tallyFrom(area, subject, sum)]))
}

/** The tally of one area and everything in it. */
export function tallyOf(ask: TallyAsk, area: AreaCode, subject: Subject): Tally {
  const nothing = () => tallyFrom(area, subject, sumOf([], []))
  return talliesOf(ask, subject).get(area) ?? nothing()
}

/** What is known of an area before it is put into lines. */
interface AreaSum {
  /** By standing; undefined where nothing so well known is there. */
  readonly ranges: { readonly [standing in Standing]?: CountRange }
  readonly assets: number
  /** In the order of their ids. */
  readonly inside: readonly Observation[]
}

function sumOf(here: readonly Observation[], parts: readonly AreaSum[]): AreaSum {
  const ofAssets = Map.groupBy(
    here.filter(({ asset }) => asset !== null),
    ({ asset }) => asset,
  )
  const ranges: { [standing in Standing]?: CountRange } = {}
  for (const one of standings) {
    const isTaken = ({ status }: Observation) => within[one].includes(status)
    // Areas beside one another hold different things, and so do two assets: only these are added.
    let least = 0
    let any = false
    for (const part of parts) {
      const range = part.ranges[one]
      if (range === undefined) continue
      any = true
      least += range.atLeast
    }
    for (const those of ofAssets.values()) {
      const taken = those.filter(isTaken)
      if (taken.length === 0) continue
      any = true
      least += eitherOf(taken).atLeast
    }
    const whole = here.filter((each) => each.asset === null && isTaken(each))
    if (whole.length > 0) ranges[one] = withParts(eitherOf(whole), least)
    else if (any) ranges[one] = { atLeast: least, atMost: null }
  }
  return {
    ranges,
    assets: parts.reduce((sum, part) => sum + part.assets, ofAssets.size),
    inside: [...here, ...parts.flatMap(({ inside }) => inside)].toSorted(byId),
  }
}

function withParts(said: CountRange, least: number): CountRange {
  return {
    atLeast: Math.max(said.atLeast, least),
    // What was found one by one outgrew what was said of all: then nobody knows the end.
    atMost: said.atMost === null || said.atMost < least ? null : said.atMost,
  }
}

function tallyFrom(area: AreaCode, subject: Subject, { ranges, assets, inside }: AreaSum): Tally {
  return {
    area,
    subject,
    lines: standings.flatMap((standing) => {
      const range = ranges[standing]
      if (range === undefined) return []
      const by = inside.filter(({ status }) => within[standing].includes(status)).map(({ id }) => id)
      return [{ standing, ...range, by }]
    }),
    assets,
    saidOfAll: inside
      .filter(({ asset }) => asset === null)
      .map(({ area: of, status, count, id }) => ({ area: of, status, range: count, observation: id })),
    disputed: inside.filter(({ status }) => status === 'disputed').map(({ id }) => id),
  }
}

/** What stands: of each source the last word on each thing, under the asset that stands for it and in one area. */
function whatStands(ask: TallyAsk, subject: Subject): readonly Observation[] {
  const last = new Map<string, Observation>()
  const meant = ask.observations.filter((one) => one.subject === subject && one.status !== 'withdrawn')
  for (const one of settleAssets(ask, meant)) {
    const thing = one.asset === null ? `area ${one.area}` : `asset ${one.asset}`
    const key = `${one.source.kind} ${one.source.ref}\n${thing}`
    const before = last.get(key)
    if (before === undefined || isLater(one, before)) last.set(key, one)
  }
  return [...last.values()]
}

/** An asset lies in one area, the narrowest that anybody gave, so that it can't be counted in two. */
function settleAssets(ask: TallyAsk, observations: readonly Observation[]): Observation[] {
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

function isNarrower(hierarchy: TallyAsk['hierarchy'], one: Observation, other: Observation): boolean {
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

/** Several who speak of the same: from the least of them to the most, without end where one gave none. */
function eitherOf(those: readonly Observation[]): CountRange {
  const ends = those.map(({ count }) => count.atMost ?? Infinity)
  const most = Math.max(...ends)
  return {
    atLeast: Math.min(...those.map(({ count }) => count.atLeast)),
    atMost: most === Infinity ? null : most,
  }
}

function assetFor({ standsFor }: TallyAsk, asset: AssetId): AssetId {
  return standsFor?.get(asset) ?? asset
}

function byId(one: Observation, other: Observation): number {
  return one.id < other.id ? -1 : 1
}
