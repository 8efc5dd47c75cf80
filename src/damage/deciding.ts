/** Decides what follows from an order about damage: the facts, or why it is refused. Long because one table of orders lets the compiler name what is missing. */
import {
  minute,
  ok,
  plus,
  refuse,
  type ActorId,
  type Instant,
  type Mode,
  type Result,
  type Sha256,
} from '#base'
import type { Corrected, DamageFact, MergeId, ObservationSaid } from './facts.ts'
import type { AssetId, ObservationId, ObservationStatus, OccurrenceId, SourceKind } from './observation.ts'
import type { Outage, OutageId, OutageKind, OutageSource, OutageStatus } from './outage.ts'
import { embargoUntil, type DamageRecord, type DamageState } from './record.ts'
import type { RemnantId, RemnantState } from './remnant.ts'
import type { Square } from './squares.ts'
import type { AreaCode } from '#areas'
import type { AssetSubject, CountRange } from './observation.ts'

export type DamageCommand =
  | {
      readonly type: 'make'
      readonly observation: ObservationId
      readonly said: ObservationSaid
      readonly status: 'reported' | 'seen'
      readonly source: { readonly kind: SourceKind; readonly ref: string }
      readonly authority: string
      readonly origin?: string
    }
  | {
      readonly type: 'judge'
      readonly observation: ObservationId
      readonly readVersion: number | undefined
      readonly to: ObservationStatus
      readonly against: readonly ObservationId[]
      readonly why: Sha256
    }
  | {
      readonly type: 'correct'
      readonly observation: ObservationId
      readonly readVersion: number | undefined
      readonly change: Corrected
      readonly why: Sha256
    }
  | { readonly type: 'lock'; readonly observation: ObservationId; readonly from: 'nobody' | 'anybody' }
  | { readonly type: 'release'; readonly observation: ObservationId }
  | { readonly type: 'photograph'; readonly observation: ObservationId; readonly photo: Sha256 }
  | {
      readonly type: 'keep-asset'
      readonly asset: AssetId
      readonly occurrence: OccurrenceId
      readonly area: AreaCode
      readonly subject: AssetSubject | null
    }
  | {
      readonly type: 'merge'
      readonly merge: MergeId
      readonly into: AssetId
      readonly from: readonly AssetId[]
      readonly why: Sha256
    }
  | { readonly type: 'split'; readonly merge: MergeId; readonly why: Sha256 }
  | { readonly type: 'set-embargo'; readonly authority: string; readonly hours: number; readonly why: Sha256 }
  | {
      readonly type: 'extend-embargo'
      readonly occurrence: OccurrenceId
      readonly until: Instant
      readonly why: Sha256
    }
  | {
      readonly type: 'lift-embargo'
      readonly occurrence: OccurrenceId
      readonly why: Sha256
      /** One area with all that lies in it; null for all of the occurrence. */
      readonly area: { readonly code: AreaCode; readonly within: readonly AreaCode[] } | null
    }
  | {
      readonly type: 'open-outage'
      readonly outage: OutageId
      readonly kind: OutageKind
      readonly area: AreaCode
      readonly since: Instant
      readonly status: OutageStatus
      readonly source: OutageSource
      readonly without: CountRange | null
      readonly shown: 'public' | 'staff'
    }
  | {
      readonly type: 'change-outage'
      readonly outage: OutageId
      readonly readVersion: number | undefined
      readonly change: Partial<Pick<Outage, 'since' | 'status' | 'source' | 'without' | 'shown'>>
    }
  | {
      readonly type: 'end-outage'
      readonly outage: OutageId
      readonly endedAt: Instant
      readonly source: OutageSource
    }
  | {
      readonly type: 'keep-remnant'
      readonly remnant: RemnantId
      readonly area: AreaCode
      readonly state: RemnantState
      readonly source: OutageSource
      readonly seenAt: Instant
      /** As it is drawn now; undefined leaves the outline as it was, null takes it away. */
      readonly drawn?: { readonly outline: Sha256; readonly squares: readonly Square[] } | null | undefined
      /** `changed`: it must be there already. */
      readonly is: 'new' | 'changed'
      readonly readVersion: number | undefined
    }

export interface DamageAsked {
  readonly at: Instant
  readonly by: ActorId
  readonly mode: Mode
}

/** Somebody who works on an observation and forgets it holds it for so long. */
export const lockedFor = 10 * minute
/** Of one observation. */
export const mostPhotos = 8
/** Clocks of phones differ from ours. */
const clocksDiffer = 5 * minute
/** Whose own eyes an authority takes for its own. */
const ownEyes: ReadonlySet<SourceKind> = new Set(['responder', 'assessor', 'official'])

export function decide(state: DamageState, command: DamageCommand, asked: DamageAsked): Result<DamageFact[]> {
  const { at, by } = asked
  const one = <Fact extends DamageFact>(type: Fact['type'], data: Fact['data'], mode = asked.mode) =>
    ok([{ type, data, at, by, mode } as DamageFact])
  switch (command.type) {
    case 'make': {
      const { observation, said, status, source, authority, origin } = command
      if (state.observations.has(observation)) return refuse('damage/exists-already', { observation })
      if (status === 'seen' && !ownEyes.has(source.kind))
        return refuse('damage/not-seen', { at: 'status', kind: source.kind })
      const fits = fitting(state, said, asked)
      if (!fits.ok) return fits
      const from = origin === undefined ? {} : { origin }
      return one('observation-made', { observation, ...said, status, source, authority, ...from })
    }
    case 'judge': {
      const found = mayChange(state, command, asked)
      if (!found.ok) return found
      const { status: from, mode, id, against: was, occurrence } = found.value
      const { to, why } = command
      const against = command.against.filter((other) => other !== id)
      const strange = against.find((other) => state.observations.get(other)?.occurrence !== occurrence)
      if (strange !== undefined)
        return refuse('damage/unknown-observation', { at: 'against', observation: strange })
      if (to === from && (to !== 'disputed' || against.join() === was.join()))
        return refuse('damage/is-so-already')
      if (from === 'withdrawn' && to !== 'reported') return refuse('damage/withdrawn', { observation: id })
      if (to === 'seen' && !ownEyes.has(found.value.source.kind))
        return refuse('damage/not-seen', { at: 'to', kind: found.value.source.kind })
      return one('observation-judged', { observation: id, from, to, why, against }, mode)
    }
    case 'correct': {
      const found = mayChange(state, command, asked)
      if (!found.ok) return found
      const {
        id,
        mode,
        occurrence,
        count,
        at: seenAt,
        area,
        subject,
        asset,
        grade,
        cause,
        status,
      } = found.value
      if (status === 'withdrawn') return refuse('damage/withdrawn', { observation: id })
      const was: ObservationSaid = { occurrence, area, subject, asset, grade, cause, ...count, seenAt }
      const change = Object.fromEntries(
        Object.entries(command.change).filter(([name, value]) => was[name as keyof Corrected] !== value),
      ) as Corrected
      if (Object.keys(change).length === 0) return refuse('damage/is-so-already')
      const fits = fitting(state, { ...was, ...change }, { ...asked, mode })
      if (!fits.ok) return fits
      return one('observation-corrected', { observation: id, change, why: command.why }, mode)
    }
    case 'lock': {
      const found = observationIn(state, command.observation)
      if (!found.ok) return found
      const { id, mode, lock } = found.value
      const holder = lock !== null && lock.until > at && lock.by !== by ? lock : undefined
      if (holder !== undefined && command.from === 'nobody')
        return refuse('damage/held-by-another', { until: holder.until })
      const data = { observation: id, until: plus(at, lockedFor), takenFrom: holder?.by ?? null }
      return one('observation-locked', data, mode)
    }
    case 'release': {
      const found = observationIn(state, command.observation)
      if (!found.ok) return found
      const { id, mode, lock } = found.value
      // Released twice, or run out: what was wanted is so.
      return lock?.by === by ? one('observation-released', { observation: id }, mode) : ok([])
    }
    case 'photograph': {
      const found = observationIn(state, command.observation)
      if (!found.ok) return found
      const { id, mode, photos } = found.value
      // Sent again, because no answer was heard.
      if (photos.includes(command.photo)) return ok([])
      if (photos.length >= mostPhotos) return refuse('damage/photos-full', { most: mostPhotos })
      return one('observation-photographed', { observation: id, photo: command.photo }, mode)
    }
    case 'keep-asset': {
      const { asset, occurrence, area, subject } = command
      const mode = state.modeOf.get(occurrence) ?? asked.mode
      if (mode !== asked.mode) return refuse('damage/other-mode', { occurrence, mode })
      return one('asset-kept', { asset, occurrence, area, subject })
    }
    case 'merge':
      return merging(state, command, asked)
    case 'split': {
      const held = state.merges.get(command.merge)
      if (held === undefined) return refuse('damage/unknown-merge', { merge: command.merge })
      const assets = [held.into, ...held.from]
      return one(
        'asset-split',
        { merge: held.id, assets, why: command.why },
        state.assets.get(held.into)?.mode,
      )
    }
    case 'set-embargo': {
      const { authority, hours, why } = command
      if (state.embargoHours.get(authority) === hours) return refuse('damage/is-so-already')
      return one('embargo-set', { authority, hours, why })
    }
    case 'extend-embargo': {
      const { occurrence, until, why } = command
      const mode = state.modeOf.get(occurrence)
      if (mode === undefined) return refuse('damage/unknown-occurrence', { occurrence })
      const stands = embargoUntil(state, occurrence, at) ?? at
      if (until <= stands) return refuse('damage/embargo-too-short', { at: 'until', until: stands })
      return one('embargo-extended', { occurrence, until, why }, mode)
    }
    case 'lift-embargo': {
      const { occurrence, why, area } = command
      const mode = state.modeOf.get(occurrence)
      if (mode === undefined) return refuse('damage/unknown-occurrence', { occurrence })
      if (embargoUntil(state, occurrence, at, area?.within) === null)
        return refuse('damage/no-embargo', { occurrence })
      const only = area === null ? {} : { area: area.code, within: area.within }
      return one('embargo-lifted', { occurrence, why, ...only }, mode)
    }
    case 'open-outage': {
      const { type: _, ...data } = command
      if (data.since > plus(at, clocksDiffer)) return refuse('damage/not-yet', { at: data.since })
      const range = rangeFits(data.without)
      return range.ok ? one('outage-opened', data) : range
    }
    case 'change-outage': {
      const found = outageIn(state, command.outage, command.readVersion)
      if (!found.ok) return found
      const { id, mode, endedAt } = found.value
      if (endedAt !== null) return refuse('damage/over-already', { endedAt })
      const { since } = command.change
      if (since !== undefined && since > plus(at, clocksDiffer))
        return refuse('damage/not-yet', { at: since })
      const range = rangeFits(command.change.without ?? null)
      return range.ok ? one('outage-changed', { outage: id, ...command.change }, mode) : range
    }
    case 'end-outage': {
      const found = outageIn(state, command.outage, undefined)
      if (!found.ok) return found
      const { id, mode, since, endedAt } = found.value
      if (endedAt !== null) return refuse('damage/over-already', { endedAt })
      if (command.endedAt > plus(at, clocksDiffer)) return refuse('damage/not-yet', { at: command.endedAt })
      const ended = command.endedAt < since ? since : command.endedAt
      return one('outage-ended', { outage: id, endedAt: ended, source: command.source }, mode)
    }
    case 'keep-remnant': {
      const { remnant, area, state: is, source, seenAt, readVersion, drawn } = command
      const was = state.remnants.get(remnant)
      if (was === undefined && command.is === 'changed') return refuse('damage/unknown-remnant', { remnant })
      if (was !== undefined && readVersion !== undefined && was.version !== readVersion)
        return refuse('damage/moved-on', { version: was.version })
      const isDrawnAnew = drawn !== undefined && (drawn?.outline ?? null) !== (was?.outline ?? null)
      if (was?.state === is && was.area === area && !isDrawnAnew) return refuse('damage/is-so-already')
      if (seenAt > plus(at, clocksDiffer)) return refuse('damage/not-yet', { at: seenAt })
      const shape =
        drawn === undefined ? {} : { outline: drawn?.outline ?? null, squares: drawn?.squares ?? [] }
      return one('remnant-area-kept', { remnant, area, state: is, source, seenAt, ...shape }, was?.mode)
    }
  }
}

function merging(
  state: DamageState,
  { merge, into, from, why }: Extract<DamageCommand, { type: 'merge' }>,
  { at, by }: DamageAsked,
): Result<DamageFact[]> {
  const target = state.assets.get(into)
  if (target === undefined) return refuse('damage/unknown-asset', { at: 'into', asset: into })
  if (from.length === 0 || from.includes(into) || new Set(from).size < from.length)
    return refuse('damage/nothing-to-merge', { at: 'from' })
  for (const id of [into, ...from]) {
    const asset = state.assets.get(id)
    if (asset === undefined) return refuse('damage/unknown-asset', { at: 'from', asset: id })
    if (asset.occurrence !== target.occurrence) return refuse('damage/other-occurrence', { asset: id })
    if (asset.into !== null) return refuse('damage/merged-already', { asset: id, into: asset.into.asset })
  }
  return ok([{ type: 'asset-merged', data: { merge, into, from, why }, at, by, mode: target.mode }])
}

function observationIn(state: DamageState, id: ObservationId): Result<DamageRecord> {
  const found = state.observations.get(id)
  return found === undefined ? refuse('damage/unknown-observation', { observation: id }) : ok(found)
}

/** Two people who change one record know of each other: by the version that was read, and by whoever holds it. */
function mayChange(
  state: DamageState,
  command: { readonly observation: ObservationId; readonly readVersion: number | undefined },
  { at, by }: DamageAsked,
): Result<DamageRecord> {
  const found = observationIn(state, command.observation)
  if (!found.ok) return found
  const { lock, version } = found.value
  if (lock !== null && lock.until > at && lock.by !== by)
    return refuse('damage/held-by-another', { until: lock.until })
  if (command.readVersion !== undefined && command.readVersion !== version)
    return refuse('damage/moved-on', { version })
  return found
}

function outageIn(state: DamageState, id: OutageId, readVersion: number | undefined): Result<Outage> {
  const found = state.outages.get(id)
  if (found === undefined) return refuse('damage/unknown-outage', { outage: id })
  if (readVersion !== undefined && found.version !== readVersion)
    return refuse('damage/moved-on', { version: found.version })
  return ok(found)
}

function fitting(state: DamageState, said: ObservationSaid, { at, mode }: DamageAsked): Result<void> {
  const { occurrence, asset, seenAt } = said
  const own = state.modeOf.get(occurrence) ?? mode
  if (own !== mode) return refuse('damage/other-mode', { occurrence, mode: own })
  const range = rangeFits(said)
  if (!range.ok) return range
  if (seenAt > plus(at, clocksDiffer)) return refuse('damage/not-yet', { at: seenAt })
  if (asset === null) return ok()
  const known = state.assets.get(asset)
  if (known === undefined) return refuse('damage/unknown-asset', { at: 'asset', asset })
  return known.occurrence === occurrence ? ok() : refuse('damage/other-occurrence', { asset })
}

function rangeFits(range: CountRange | null): Result<void> {
  if (range === null || range.atMost === null || range.atLeast <= range.atMost) return ok()
  return refuse('damage/bad-range', { at: 'atMost', atLeast: range.atLeast, atMost: range.atMost })
}
