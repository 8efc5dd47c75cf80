/** What is known of damage after so many facts: every observation with its versions, assets with their merges, embargoes, outages, remnants. */
import type { AreaCode } from '#areas'
import { plus, hour, type ActorId, type Instant, type Mode, type Sha256 } from '#base'
import type { DamageFact, MergeId } from './facts.ts'
import {
  subjects,
  type AssetId,
  type AssetSubject,
  type Observation,
  type ObservationId,
  type OccurrenceId,
  type Subject,
} from './observation.ts'
import type { Outage, OutageId } from './outage.ts'
import type { RemnantArea, RemnantId } from './remnant.ts'

export interface DamageRecord extends Observation {
  /** Moves by one whenever anything else is said of it; that somebody holds it says nothing of it. */
  readonly version: number
  readonly authority: string
  readonly origin: string | null
  readonly madeBy: ActorId
  readonly madeAt: Instant
  /** When its numbers were last said: the embargo runs from here. */
  readonly numbersAt: Instant
  /** Of a dispute: the other side. */
  readonly against: readonly ObservationId[]
  readonly lock: { readonly by: ActorId; readonly until: Instant } | null
  /** By their hashes, in the order in which they came. */
  readonly photos: readonly Sha256[]
  /** The places of its facts in the ledger, the oldest first. */
  readonly facts: readonly number[]
}

export interface Asset {
  readonly id: AssetId
  readonly occurrence: OccurrenceId
  readonly mode: Mode
  readonly area: AreaCode
  readonly subject: AssetSubject | null
  /** Where it was merged: by which act and into which; the last of them holds. */
  readonly into: { readonly merge: MergeId; readonly asset: AssetId } | null
  readonly facts: readonly number[]
}

export interface Merge {
  readonly id: MergeId
  readonly into: AssetId
  readonly from: readonly AssetId[]
  readonly at: Instant
  readonly by: ActorId
}

export interface OccurrenceEmbargo {
  readonly extendedUntil: Instant | null
  readonly extendedAt: Instant | null
  /** The oldest first. */
  readonly lifts: readonly EmbargoLift[]
  readonly facts: readonly number[]
}

export interface EmbargoLift {
  /** What was said up to then is public. */
  readonly at: Instant
  readonly by: ActorId
  /** Null where it was lifted for all of it. */
  readonly area: AreaCode | null
  /** That area and those in it; empty where it was lifted for all of it. */
  readonly within: readonly AreaCode[]
}

export interface DamageState {
  /** Of the stream. */
  readonly version: number
  readonly observations: ReadonlyMap<ObservationId, DamageRecord>
  readonly assets: ReadonlyMap<AssetId, Asset>
  /** Those that hold. */
  readonly merges: ReadonlyMap<MergeId, Merge>
  readonly modeOf: ReadonlyMap<OccurrenceId, Mode>
  /** The stream’s version at which what an occurrence adds up to last changed, by subject. */
  readonly tallyMoved: ReadonlyMap<OccurrenceId, ReadonlyMap<Subject, number>>
  /** Hours, by authority. */
  readonly embargoHours: ReadonlyMap<string, number>
  readonly embargoes: ReadonlyMap<OccurrenceId, OccurrenceEmbargo>
  readonly outages: ReadonlyMap<OutageId, Outage>
  readonly remnants: ReadonlyMap<RemnantId, RemnantArea>
}

/** What is being folded; whoever reads holds the read-only face of it. */
type Folding = { version: number } & {
  readonly [name in Exclude<keyof DamageState, 'version'>]: DamageState[name] extends ReadonlyMap<
    infer Key,
    infer Value
  >
    ? Map<Key, Value>
    : never
}

export const noDamage = (): DamageState => ({
  ...{ version: 0, observations: new Map(), assets: new Map(), merges: new Map(), modeOf: new Map() },
  tallyMoved: new Map(),
  ...{ embargoHours: new Map(), embargoes: new Map(), outages: new Map(), remnants: new Map() },
})

/** As long as nobody has set anything else. */
export const usualEmbargoHours = 24

/** Lays one fact over the state, in place: a night may have tens of thousands. `seq` is its place in the ledger. */
export function evolve(state: DamageState, fact: DamageFact, seq: number): void {
  const folding = state as Folding
  folding.version++
  const { at, by, mode } = fact
  const change = (id: ObservationId, more: Partial<DamageRecord>) => {
    const was = folding.observations.get(id)
    if (was === undefined) return
    const facts = [...was.facts, seq]
    folding.observations.set(id, { ...was, ...more, version: was.version + 1, facts })
  }
  const hold = (id: ObservationId, lock: DamageRecord['lock']) => {
    const was = folding.observations.get(id)
    if (was !== undefined) folding.observations.set(id, { ...was, lock, facts: [...was.facts, seq] })
  }
  const moved = (occurrence: OccurrenceId | undefined, of: readonly Subject[]) => {
    if (occurrence === undefined) return
    const versions = new Map(folding.tallyMoved.get(occurrence))
    for (const subject of of) versions.set(subject, folding.version)
    folding.tallyMoved.set(occurrence, versions)
  }
  const counts = (id: ObservationId) => {
    const one = folding.observations.get(id)
    if (one !== undefined) moved(one.occurrence, [one.subject])
  }
  const embargo = (id: OccurrenceId, more: Partial<OccurrenceEmbargo>) => {
    const was = folding.embargoes.get(id) ?? noEmbargo
    folding.embargoes.set(id, { ...was, ...more, facts: [...was.facts, seq] })
  }
  switch (fact.type) {
    case 'observation-made': {
      const { observation, atLeast, atMost, seenAt, origin = null, ...said } = fact.data
      folding.modeOf.set(said.occurrence, folding.modeOf.get(said.occurrence) ?? mode)
      folding.observations.set(observation, {
        ...{ ...said, id: observation, mode, origin, count: { atLeast, atMost } },
        ...{ at: seenAt, version: 1, madeBy: by, madeAt: at, numbersAt: at },
        ...{ against: [], lock: null, photos: [], facts: [seq] },
      })
      return counts(observation)
    }
    case 'observation-judged': {
      const { observation, to, against } = fact.data
      change(observation, { status: to, against: to === 'disputed' ? against : [] })
      return counts(observation)
    }
    case 'observation-corrected': {
      const { observation, change: said } = fact.data
      const was = folding.observations.get(observation)
      if (was === undefined) return
      const { atLeast = was.count.atLeast, atMost = was.count.atMost, seenAt = was.at, ...rest } = said
      counts(observation)
      change(observation, { ...rest, count: { atLeast, atMost }, at: seenAt, numbersAt: at })
      return counts(observation)
    }
    case 'observation-locked':
      return hold(fact.data.observation, { by, until: fact.data.until })
    case 'observation-released':
      return hold(fact.data.observation, null)
    case 'observation-photographed': {
      const { observation, photo } = fact.data
      const photos = folding.observations.get(observation)?.photos ?? []
      return photos.includes(photo) ? undefined : change(observation, { photos: [...photos, photo] })
    }
    case 'asset-kept': {
      const { asset, ...said } = fact.data
      folding.modeOf.set(said.occurrence, folding.modeOf.get(said.occurrence) ?? mode)
      const was = folding.assets.get(asset)
      folding.assets.set(asset, {
        ...{ ...said, id: asset, mode, into: was?.into ?? null, facts: [...(was?.facts ?? []), seq] },
      })
      return
    }
    case 'asset-merged': {
      const { merge, into, from } = fact.data
      folding.merges.set(merge, { id: merge, into, from, at, by })
      for (const id of from) touch(folding.assets, id, seq, { into: { merge, asset: into } })
      // People are counted at assets of every kind.
      moved(folding.assets.get(into)?.occurrence, subjects)
      return touch(folding.assets, into, seq, {})
    }
    case 'asset-split': {
      const { merge } = fact.data
      const held = folding.merges.get(merge)
      if (held === undefined) return
      folding.merges.delete(merge)
      for (const id of held.from) touch(folding.assets, id, seq, { into: null })
      moved(folding.assets.get(held.into)?.occurrence, subjects)
      return touch(folding.assets, held.into, seq, {})
    }
    case 'embargo-set':
      return void folding.embargoHours.set(fact.data.authority, fact.data.hours)
    case 'embargo-extended':
      return embargo(fact.data.occurrence, { extendedUntil: fact.data.until, extendedAt: at })
    case 'embargo-lifted': {
      const { occurrence, area = null, within = [] } = fact.data
      const lifts = folding.embargoes.get(occurrence)?.lifts ?? []
      return embargo(occurrence, { lifts: [...lifts, { at, by, area, within }] })
    }
    case 'outage-opened': {
      const { outage, ...said } = fact.data
      folding.outages.set(outage, {
        ...{ ...said, id: outage, version: 1, mode, endedAt: null, changedAt: at, facts: [seq] },
      })
      return
    }
    case 'outage-changed':
    case 'outage-ended': {
      const { outage, ...said } = fact.data
      const was = folding.outages.get(outage)
      if (was === undefined) return
      const more = { version: was.version + 1, changedAt: at, facts: [...was.facts, seq] }
      folding.outages.set(outage, { ...was, ...said, ...more })
      return
    }
    case 'remnant-area-kept': {
      const { remnant, area, state: is, source, seenAt } = fact.data
      const was = folding.remnants.get(remnant)
      const { outline = was?.outline ?? null, squares = was?.squares ?? [] } = fact.data
      folding.remnants.set(remnant, {
        ...{ outline, squares },
        ...{ id: remnant, mode, area, state: is, source, changedAt: at, since: was?.since ?? seenAt },
        ...{ version: (was?.version ?? 0) + 1, facts: [...(was?.facts ?? []), seq] },
      })
    }
  }
}

function touch(assets: Map<AssetId, Asset>, id: AssetId, seq: number, more: Partial<Asset>): void {
  const was = assets.get(id)
  if (was !== undefined) assets.set(id, { ...was, ...more, facts: [...was.facts, seq] })
}

const noEmbargo: OccurrenceEmbargo = {
  ...{ extendedUntil: null, extendedAt: null, lifts: [], facts: [] },
}

/** The asset that stands for another in the end, however many merges lie between. */
export function standsForIn({ assets }: Pick<DamageState, 'assets'>): ReadonlyMap<AssetId, AssetId> {
  const stands = new Map<AssetId, AssetId>()
  for (const { id, into } of assets.values()) {
    let last = into
    while (last !== null) {
      stands.set(id, last.asset)
      last = assets.get(last.asset)?.into ?? null
    }
  }
  return stands
}

/** The observations of one occurrence. */
export function observationsOf(
  { observations }: Pick<DamageState, 'observations'>,
  occurrence: OccurrenceId,
): readonly DamageRecord[] {
  return [...observations.values()].filter((one) => one.occurrence === occurrence)
}

/** From when on an observation's numbers are public: by time, or because somebody lifted the embargo after they were said. */
export function publicFrom(state: DamageState, one: DamageRecord): Instant {
  const { extendedUntil, extendedAt, lifts } = state.embargoes.get(one.occurrence) ?? noEmbargo
  const byTime = plus(one.numbersAt, (state.embargoHours.get(one.authority) ?? usualEmbargoHours) * hour)
  const lift = lifts.find(
    ({ at, area, within }) =>
      one.numbersAt <= at &&
      // Whoever kept it back after it was let go has the last word.
      (extendedAt === null || at >= extendedAt) &&
      (area === null || within.includes(one.area)),
  )
  if (lift !== undefined) return lift.at < byTime ? lift.at : byTime
  if (extendedUntil === null || extendedUntil <= byTime) return byTime
  // Lifting all of it ends what held it back for longer; what is said later waits its own time alone.
  const isOver = lifts.some(({ at, area }) => area === null && at >= extendedAt!)
  return isOver ? byTime : extendedUntil
}

/** How long anything of an occurrence stays under embargo; null where nothing does. `within`: in these areas alone. */
export function embargoUntil(
  state: DamageState,
  occurrence: OccurrenceId,
  now: Instant,
  within?: readonly AreaCode[],
): Instant | null {
  let last: Instant | null = null
  for (const one of observationsOf(state, occurrence)) {
    if (within !== undefined && !within.includes(one.area)) continue
    const from = publicFrom(state, one)
    if (from > now && (last === null || from > last)) last = from
  }
  return last
}
