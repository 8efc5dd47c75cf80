/** Makes an observation of what somebody says: finds its area, its night and its asset, keeps its place and words, and writes it down. */
import type { AreaCode, LonLat } from '#areas'
import { epochMilliseconds, ok, refuse, type Instant, type Mode, type Result } from '#base'
import {
  assetAt,
  assetSubjects,
  nightOf,
  type AssetId,
  type AssetSubject,
  type Cause,
  type DamageRecord,
  type Grade,
  type ObservationId,
  type OccurrenceId,
  type SourceKind,
  type Subject,
} from '#damage'
import { areaAt, isSameSaying, refuseUnknownPlace, type DamageDesk } from './damage-desk.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

export interface ToMake {
  /** Given by whoever may have to send it again. */
  readonly id?: string | undefined
  readonly mode?: Mode | undefined
  readonly occurrence?: string | undefined
  /** A code; left out where a point says it. */
  readonly area?: AreaCode | undefined
  readonly subject: Subject
  readonly atLeast: number
  readonly atMost: number | null
  readonly grade?: Grade | null | undefined
  readonly cause: Cause
  readonly status: 'reported' | 'seen'
  readonly seenAt?: Instant | undefined
  readonly source: { readonly kind: SourceKind; readonly ref?: string; readonly name?: string }
  readonly authority: string
  readonly origin?: string
  /** One thing, by its id or by where it is; left out for what is said of the whole area. */
  readonly asset?:
    | { readonly id: AssetId }
    | { readonly address: string; readonly at: LonLat | null }
    | null
    | undefined
}

export interface Made {
  readonly observation: DamageRecord
  readonly repeated: 'first-time' | 'repeated'
}

type Making = Pick<System, 'areas' | 'clock' | 'ids' | 'config' | 'authority'>

export async function makeObservation(
  system: Making,
  desk: DamageDesk,
  asked: ToMake,
  by: OrderedBy,
  mayIn: (area: AreaCode, mode: Mode) => Result<void>,
): Promise<Result<Made>> {
  const { clock, ids, authority } = system
  const mode = asked.mode ?? system.config.mode
  const place =
    asked.asset !== undefined && asked.asset !== null && 'address' in asked.asset ? asked.asset : undefined
  const named =
    asked.asset !== undefined && asked.asset !== null && 'id' in asked.asset ? asked.asset.id : undefined
  const area =
    asked.area ?? (place?.at === null || place === undefined ? undefined : areaAt(system, place.at))
  if (area === undefined) return refuseUnknownPlace()
  const may = mayIn(area, mode)
  if (!may.ok) return may
  const seenAt = asked.seenAt ?? clock.now()
  const occurrence = (asked.occurrence ??
    nightOf(seenAt, aheadOf(authority.timeZone, seenAt))) as OccurrenceId
  const ref =
    asked.source.ref === undefined
      ? await desk.sourceNamed(asked.source.kind, asked.source.name ?? asked.source.kind)
      : ok(asked.source.ref)
  if (!ref.ok) return ref
  const subject: AssetSubject | null = assetSubjects.find((one) => one === asked.subject) ?? null
  return desk.inTurn(async (step) => {
    const state = await desk.state()
    const id = (asked.id ?? ids.next('observation')) as ObservationId
    const before = state.observations.get(id)
    const related = (one: AreaCode, other: AreaCode) => {
      const tree = system.areas.hierarchy()
      return tree.contains(one, other) || tree.contains(other, one)
    }
    let asset = named ?? null
    if (place !== undefined) {
      const known = (await desk.places(state)).filter(
        (one) => state.assets.get(one.id)?.occurrence === occurrence,
      )
      const found = before?.asset ?? assetAt(known, { area, subject, address: place.address }, related)
      asset = found ?? (ids.next('asset') as AssetId)
      if (found === undefined) {
        await desk.keepPlace(asset, place)
        const kept = await step({ type: 'keep-asset', asset, occurrence, area, subject }, by, mode)
        if (!kept.ok) return kept
      }
    }
    const said = {
      ...{ occurrence, area, subject: asked.subject, asset, atLeast: asked.atLeast, atMost: asked.atMost },
      ...{
        grade: asked.grade ?? null,
        cause: asked.cause,
        seenAt: before !== undefined && asked.seenAt === undefined ? before.at : seenAt,
      },
    }
    const source = { kind: asked.source.kind, ref: ref.value }
    if (before !== undefined) {
      const { count, at, grade, cause } = before
      const was = {
        occurrence: before.occurrence,
        area: before.area,
        subject: before.subject,
        asset: before.asset,
      }
      const same = isSameSaying(
        { ...said, source },
        { ...was, ...count, grade, cause, seenAt: at, source: before.source },
      )
      // Corrected since: what is sent again was taken then, and says so.
      return same || before.version > 1
        ? ok({ observation: before, repeated: 'repeated' })
        : refuse('damage/exists-already', { observation: id })
    }
    const { status, authority: under, origin } = asked
    const made = await step(
      {
        ...{ type: 'make', observation: id, said, status, source, authority: under },
        ...(origin === undefined ? {} : { origin }),
      },
      by,
      mode,
    )
    if (!made.ok) return made
    const observation = (await desk.state()).observations.get(id)!
    return ok<Made>({ observation, repeated: 'first-time' })
  })
}

/** Milliseconds by which a zone’s clocks are ahead of UTC. */
export function aheadOf(timeZone: string, at: Instant): number {
  const epoch = epochMilliseconds(at)
  const parts = new Intl.DateTimeFormat('en', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(new Date(epoch))
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - Math.floor(epoch / 1_000) * 1_000
}
