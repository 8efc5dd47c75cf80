/**
 * Records of damage that assessors filled in, folded from facts: which submission holds, which replaced which, and which stand against
 * each other because two people changed the same one. Nothing here overwrites: who decides between two sides is written down.
 */
import type { AreaCode } from '#areas'
import {
  ok,
  refuse,
  type ActorId,
  type Brand,
  type Instant,
  type Mode,
  type PersonId,
  type Result,
  type Sha256,
} from '#base'
import type { ObservationId } from '../observation.ts'
import type { FieldKey, FormId } from './form.ts'
import type { SubmissionId } from './submission.ts'

/** One place that was assessed, however often it was written anew. Named by the first submission that came. */
export type RecordId = Brand<string, 'RecordId'>

export interface SubmissionSaid {
  readonly submission: SubmissionId
  readonly replaces: SubmissionId | null
  readonly form: FormId
  readonly version: number
  readonly area: AreaCode
  /** Whose embargo it is under. */
  readonly authority: string
}

/** As it was left: whoever changes it elsewhere moves its version. */
export interface CountedObservation {
  readonly observation: ObservationId
  readonly version: number
}

interface By {
  readonly at: Instant
  readonly by: ActorId
  readonly mode: Mode
}
interface Of<Type extends string, Data> extends By {
  readonly type: Type
  readonly data: Data
}

export type RecordFact =
  | Of<'form-submitted', SubmissionSaid & { readonly record: RecordId }>
  /** Two changed the same one: it waits beside the one that holds. */
  | Of<'form-contested', SubmissionSaid & { readonly record: RecordId }>
  /** It came after the one that replaces it. */
  | Of<'form-superseded', SubmissionSaid & { readonly record: RecordId }>
  /** Two that were taken for two are one: what links them came last. */
  | Of<'form-joined', { readonly record: RecordId; readonly into: RecordId }>
  | Of<'form-settled', { readonly record: RecordId; readonly keep: SubmissionId }>
  | Of<
      'form-counted',
      {
        readonly record: RecordId
        readonly revision: number
        readonly submission: SubmissionId
        readonly observations: readonly CountedObservation[]
        /** Problems' codes of what could not be counted. */
        readonly refused: readonly string[]
      }
    >
  | Of<
      'form-photo-kept',
      {
        readonly record: RecordId
        readonly submission: SubmissionId
        readonly field: FieldKey
        readonly photo: Sha256
      }
    >
  | Of<
      'form-photo-refused',
      {
        readonly record: RecordId
        readonly submission: SubmissionId
        readonly field: FieldKey
        readonly why: string
      }
    >

export const recordStream = 'form-records'

export interface Submitted extends SubmissionSaid {
  readonly by: PersonId
  readonly via: string | undefined
  readonly at: Instant
  /** By field; what was answered and is not here is still on the phone. */
  readonly photos: ReadonlyMap<string, { readonly photo: Sha256 } | { readonly refused: string }>
}

export interface FormRecord {
  readonly id: RecordId
  readonly mode: Mode
  /** Moves by one with each submission that holds and each decision. */
  readonly revision: number
  readonly current: SubmissionId
  readonly contested: readonly SubmissionId[]
  /** Where it was found to be another’s beginning: nothing of it is counted any more. */
  readonly into: RecordId | null
  /** What holds is counted where this is its revision. */
  readonly counted: {
    readonly revision: number
    readonly submission: SubmissionId
    readonly observations: readonly CountedObservation[]
    readonly refused: readonly string[]
  } | null
}

export interface RecordState {
  readonly version: number
  readonly records: ReadonlyMap<RecordId, FormRecord>
  readonly submissions: ReadonlyMap<SubmissionId, Submitted & { readonly record: RecordId }>
  /** Replaced before they came. */
  readonly early: ReadonlyMap<SubmissionId, RecordId>
}

type Folding = {
  version: number
  readonly records: Map<RecordId, FormRecord>
  readonly submissions: Map<SubmissionId, Submitted & { readonly record: RecordId }>
  readonly early: Map<SubmissionId, RecordId>
}

export const noRecords = (): RecordState => ({
  ...{ version: 0, records: new Map(), submissions: new Map(), early: new Map() },
})

/** Lays one fact over the state, in place. */
export function evolveRecords(state: RecordState, fact: RecordFact & { readonly via?: string }): void {
  const folding = state as Folding
  folding.version++
  const { records, submissions, early } = folding
  const { at, by, via, mode } = fact
  const record = records.get(fact.data.record)
  const keep = ({ record: of, ...said }: SubmissionSaid & { readonly record: RecordId }) =>
    void submissions.set(said.submission, {
      ...said,
      record: of,
      by: by as PersonId,
      via,
      at,
      photos: new Map(),
    })
  switch (fact.type) {
    case 'form-submitted': {
      const { data } = fact
      keep(data)
      const { submission, replaces } = data
      if (record === undefined && replaces !== null) early.set(replaces, data.record)
      const revision = (record?.revision ?? 0) + 1
      const { contested = [], counted = null, into = null } = record ?? {}
      records.set(data.record, {
        ...{ id: data.record, mode, revision, current: submission, contested, counted, into },
      })
      return
    }
    case 'form-contested':
      keep(fact.data)
      if (record !== undefined)
        records.set(record.id, { ...record, contested: [...record.contested, fact.data.submission] })
      return
    case 'form-superseded': {
      const { replaces } = fact.data
      if (replaces !== null && !submissions.has(replaces)) early.set(replaces, fact.data.record)
      return keep(fact.data)
    }
    case 'form-joined':
      if (record !== undefined)
        records.set(record.id, { ...record, into: fact.data.into, revision: record.revision + 1 })
      return
    case 'form-settled':
      if (record !== undefined)
        records.set(record.id, {
          ...{ ...record, current: fact.data.keep, revision: record.revision + 1, contested: [] },
        })
      return
    case 'form-counted': {
      const { record: _, ...counted } = fact.data
      if (record !== undefined) records.set(record.id, { ...record, counted })
      return
    }
    case 'form-photo-kept':
    case 'form-photo-refused': {
      const { submission, field } = fact.data
      const held = submissions.get(submission)
      if (held === undefined) return
      const is = fact.type === 'form-photo-kept' ? { photo: fact.data.photo } : { refused: fact.data.why }
      submissions.set(submission, { ...held, photos: new Map([...held.photos, [field, is]]) })
    }
  }
}

/** The record that stands for it in the end. */
export function standingIn({ records }: Pick<RecordState, 'records'>, id: RecordId): FormRecord | undefined {
  let record = records.get(id)
  while (record !== undefined && record.into !== null) record = records.get(record.into)
  return record
}

export type RecordCommand =
  | {
      readonly type: 'submit'
      readonly said: SubmissionSaid
      /** Whether anybody changed what the record had said of damage, elsewhere than by a form. */
      readonly touched: (record: FormRecord) => 'by-nobody' | 'since'
      readonly ifChanged: 'keep-both' | 'ask'
    }
  | {
      readonly type: 'settle'
      readonly record: RecordId
      readonly keep: SubmissionId
      readonly readRevision: number
    }
  | {
      readonly type: 'count'
      readonly record: RecordId
      readonly counted: NonNullable<FormRecord['counted']>
    }
  | {
      readonly type: 'photo'
      readonly submission: SubmissionId
      readonly field: FieldKey
      readonly is: { readonly photo: Sha256 } | { readonly refused: string }
    }

export function decideRecords(
  state: RecordState,
  command: RecordCommand,
  { at, by, mode }: By,
): Result<readonly RecordFact[]> {
  const one = <Fact extends RecordFact>(type: Fact['type'], data: Fact['data'], of: Mode = mode) =>
    ok([{ type, data, at, by, mode: of } as RecordFact])
  switch (command.type) {
    case 'submit': {
      const { said, touched, ifChanged } = command
      const { submission, replaces } = said
      // Sent again: a phone that heard no answer says the same once more.
      if (state.submissions.has(submission)) return ok([])
      const later = state.early.get(submission)
      const before = replaces === null ? undefined : state.submissions.get(replaces)
      const record = before === undefined ? undefined : standingIn(state, before.record)
      if (later !== undefined) {
        const of = standingIn(state, later)?.id ?? later
        const superseded = one('form-superseded', { ...said, record: of })
        if (record === undefined || record.id === of) return superseded
        const joined = one('form-joined', { record: record.id, into: of }, record.mode)
        return ok([...superseded.value, ...joined.value])
      }
      if (record === undefined)
        return one('form-submitted', { ...said, record: submission as string as RecordId })
      if (record.current === replaces && record.contested.length === 0 && touched(record) === 'by-nobody')
        return one('form-submitted', { ...said, record: record.id }, record.mode)
      if (ifChanged === 'ask')
        return refuse('damage/record-changed', { record: record.id, revision: record.revision })
      return one('form-contested', { ...said, record: record.id }, record.mode)
    }
    case 'settle': {
      const record = state.records.get(command.record)
      if (record === undefined) return refuse('damage/unknown-record', { record: command.record })
      if (record.revision !== command.readRevision)
        return refuse('damage/moved-on', { version: record.revision })
      if (record.contested.length === 0) return refuse('damage/is-so-already')
      if (record.current !== command.keep && !record.contested.includes(command.keep))
        return refuse('damage/unknown-submission', { at: 'keep', submission: command.keep })
      return one('form-settled', { record: record.id, keep: command.keep }, record.mode)
    }
    case 'count': {
      const record = state.records.get(command.record)
      if (record === undefined) return refuse('damage/unknown-record', { record: command.record })
      return one('form-counted', { record: record.id, ...command.counted }, record.mode)
    }
    case 'photo': {
      const { submission, field, is } = command
      const held = state.submissions.get(submission)
      if (held === undefined) return refuse('damage/unknown-submission', { submission })
      const record = state.records.get(held.record)
      const before = held.photos.get(field)
      // One that was refused may come again, mended.
      if (before !== undefined && ('photo' in before || 'refused' in is)) return ok([])
      const of = { record: held.record, submission, field }
      return 'photo' in is
        ? one('form-photo-kept', { ...of, photo: is.photo }, record?.mode)
        : one('form-photo-refused', { ...of, why: is.refused }, record?.mode)
    }
  }
}
