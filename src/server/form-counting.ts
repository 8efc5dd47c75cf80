/** Carries what a record's form says over to the observations of damage: made once, corrected where the form was changed, withdrawn where it says so no more. */
import { ok, type Result } from '#base'
import {
  countedIn,
  placeIn,
  seenIn,
  type Answers,
  type Counted,
  type CountedObservation,
  type Form,
  type FormRecord,
  type ObservationId,
  type Submitted,
} from '#damage'
import { plainly, type DamageDesk } from './damage-desk.ts'
import { makeObservation } from './damage-making.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

export interface ToCount {
  readonly record: FormRecord
  readonly held: Submitted
  readonly form: Form
  readonly answers: Answers
}

export type Recounted = NonNullable<FormRecord['counted']>

/** Done again after a crash it changes nothing more: every observation has an id that follows from its record. */
export async function countRecord(
  system: System,
  damage: DamageDesk,
  { record, held, form, answers }: ToCount,
): Promise<Recounted> {
  const by: OrderedBy = { by: held.by, via: held.via ?? 'installation' }
  const before = record.counted?.observations ?? []
  // Somebody chose what was counted already over what stood against it: nothing is said anew.
  const isSaidAlready = record.into === null && record.counted?.submission === record.current
  const counted = record.into === null ? countedIn(form, answers, record.id) : []
  const refused: string[] = []
  const take = (done: Result<unknown>) => {
    if (!done.ok && done.problem.code !== 'damage/is-so-already') refused.push(done.problem.code)
  }
  const ids = new Set<ObservationId>(before.map(({ observation }) => observation))
  if (!isSaidAlready) {
    for (const one of counted) {
      ids.add(one.observation)
      take(await say(system, damage, one, { record, held, form, answers, by }))
    }
    const still = new Set(counted.map(({ observation }) => observation))
    for (const { observation } of before)
      if (!still.has(observation)) take(await withdraw(damage, observation, by, record))
  }
  const { observations: all } = await damage.state()
  const observations = [...ids].flatMap((observation): readonly CountedObservation[] => {
    const version = all.get(observation)?.version
    return version === undefined ? [] : [{ observation, version }]
  })
  return { revision: record.revision, submission: record.current, observations, refused }
}

async function say(
  system: System,
  damage: DamageDesk,
  { observation, ...said }: Counted,
  { record, held, form, answers, by }: ToCount & { readonly by: OrderedBy },
): Promise<Result<unknown>> {
  const { point, address } = placeIn(form, answers)
  const at = point === null ? null : { lon: point.lon, lat: point.lat }
  const place = address === '' && at === null ? null : { address, at }
  const seenAt = seenIn(form, answers, held.at)
  const known = (await damage.state()).observations.get(observation)
  if (known === undefined)
    return makeObservation(
      system,
      damage,
      {
        ...{ ...said, id: observation, mode: record.mode, area: held.area, status: 'seen', seenAt },
        ...{ source: { kind: 'assessor', ref: held.by }, authority: held.authority },
        ...{ origin: `form:${record.id}`, asset: place },
      },
      by,
      // Whoever sent it might: that was looked at before it was taken.
      () => ok(),
    )
  // The rest of a first count that was cut off.
  if (record.counted === null) return ok()
  const why = await damage.words('Changed in the form.', 'why')
  if (!why.ok) return why
  // Said again: what was taken back is reported first, and was seen.
  for (const to of known.status === 'withdrawn' ? (['reported', 'seen'] as const) : []) {
    const back = await damage.order(
      () => ok({ type: 'judge', observation, to, against: [], why: why.value, readVersion: undefined }),
      by,
      record.mode,
    )
    if (!back.ok) return back
  }
  if (place !== null && known.asset !== null) await damage.keepPlace(known.asset, place)
  return damage.order(
    () =>
      ok({
        ...{ type: 'correct', observation, why: why.value, readVersion: undefined },
        change: { ...said, area: held.area, seenAt },
      }),
    by,
    record.mode,
  )
}

async function withdraw(
  damage: DamageDesk,
  observation: ObservationId,
  by: OrderedBy,
  { mode }: FormRecord,
): Promise<Result<unknown>> {
  if ((await damage.state()).observations.get(observation)?.status === 'withdrawn') return ok()
  const why = await damage.words('No longer said in the form.', 'why')
  if (!why.ok) return why
  return damage.order(
    () =>
      ok({
        type: 'judge',
        observation,
        to: 'withdrawn',
        against: [],
        why: why.value,
        readVersion: undefined,
      }),
    by,
    mode,
  )
}

/** Whether two phones say the same under one id. */
export function areSameAnswers(one: Answers, other: Answers): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(answers: Answers): unknown {
  return plainly(Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
