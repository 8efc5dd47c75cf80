/**
 * The desk of filled forms: its state is folded from the facts of one stream; answers and photos stand in the personal store, each for
 * its time. Answers are kept before their fact, observations are made after it, so that a crash in between loses and doubles nothing.
 */
import type { AreaCode } from '#areas'
import {
  oneAfterAnother,
  day,
  ok,
  plus,
  refuse,
  second,
  type Instant,
  type JsonObject,
  type Mode,
  type Result,
} from '#base'
import {
  decideRecords,
  evolveRecords,
  noRecords,
  placeIn,
  recordStream,
  standingIn,
  type Answers,
  type FieldKey,
  type Form,
  type FormRecord,
  type RecordCommand,
  type RecordFact,
  type RecordId,
  type RecordState,
  type SubmissionId,
} from '#damage'
import type { Fact } from '#ledger'
import { onlyPicture } from '#reports'
import { areaAt, plainly, type DamageDesk } from './damage-desk.ts'
import type { FormBook } from './form-book.ts'
import { areSameAnswers, countRecord } from './form-counting.ts'
import type { OrderedBy } from './ordered-by.ts'
import { openPhotos } from './resident-reports-photos.ts'
import type { System } from './system.ts'

export interface ToSubmit {
  readonly form: Form
  readonly submission: SubmissionId
  readonly replaces: SubmissionId | null
  readonly answers: Answers
  readonly ifChanged: 'keep-both' | 'ask'
  readonly authority: string
}

export interface Taken {
  readonly record: FormRecord
  readonly outcome: 'taken' | 'repeated' | 'contested'
}

export interface FormDesk {
  /** With everything that is in the ledger. */
  state(): Promise<RecordState>
  submit(
    asked: ToSubmit,
    by: OrderedBy,
    mayIn: (area: AreaCode, mode: Mode) => Result<void>,
  ): Promise<Result<Taken>>
  /** The picture alone is kept. One that is none is written down as refused, and the answer says why. */
  photo(submission: SubmissionId, name: string, bytes: Uint8Array, by: OrderedBy): Promise<Result<void>>
  settle(
    record: RecordId,
    keep: SubmissionId,
    readRevision: number,
    by: OrderedBy,
  ): Promise<Result<FormRecord>>
  /** Undefined when their time is over. */
  answersOf(submission: SubmissionId): Promise<Answers | undefined>
  photoOf(hash: string): Promise<{ readonly type: string; readonly bytes: Uint8Array } | undefined>
  stop(): void
}

/** As long as the places of damage. */
const keptFor = 400 * day
const contents = 'form-answers'
const mostTries = 5

export async function openFormDesk(system: System, damage: DamageDesk, book: FormBook): Promise<FormDesk> {
  const { ledger, personal, clock, log } = system
  const folded = noRecords()
  const photos = await openPhotos(system, 'form')

  let reading: Promise<unknown> = Promise.resolve()
  const upToDate = () => {
    const read = reading.then(async () => {
      for (const fact of await ledger.readStream(recordStream, folded.version))
        // Somebody else's reading may have been quicker.
        if (fact.version === folded.version + 1) evolveRecords(folded, fact as unknown as RecordFact)
    })
    reading = read.catch(() => undefined)
    return read
  }
  const inTurn = oneAfterAnother()
  const step = async (
    command: RecordCommand,
    by: OrderedBy,
    mode: Mode,
  ): Promise<Result<readonly Fact[]>> => {
    for (let tries = 1; ; tries++) {
      await upToDate()
      const decided = decideRecords(folded, command, { at: clock.now(), by: by.by, mode })
      if (!decided.ok) return decided
      if (decided.value.length === 0) return ok([])
      const facts = decided.value.map((fact) => ({
        ...fact,
        ...{ stream: recordStream, via: by.via, data: plainly(fact.data) as JsonObject },
      }))
      const written = await ledger.append({ facts, expected: { [recordStream]: folded.version } })
      if (!written.ok && written.problem.code === 'ledger/conflict' && tries < mostTries) continue
      if (!written.ok) return written
      await upToDate()
      await system.folded(written.value.at(-1)!.seq)
      return written
    }
  }
  const answersOf = async (submission: SubmissionId) =>
    ((await personal.get(contents, submission)) as { readonly answers: Answers } | undefined)?.answers

  /** What is written down and not counted yet: this server was cut off, or another was. */
  const countWaiting = async () => {
    await upToDate()
    for (const record of folded.records.values()) {
      if (record.counted?.revision === record.revision) continue
      const held = folded.submissions.get(record.current)!
      const [answers, kept] = [await answersOf(record.current), await book.get(held.form, held.version)]
      const counted =
        answers === undefined || kept === undefined
          ? {
              ...{ revision: record.revision, submission: record.current },
              ...{ observations: record.counted?.observations ?? [], refused: ['damage/unknown-form'] },
            }
          : await countRecord(system, damage, { record, held, form: kept.form, answers })
      const by = { by: held.by, via: held.via ?? 'installation' }
      const done = await step({ type: 'count', record: record.id, counted }, by, record.mode)
      if (!done.ok)
        log.warn('A filled form could not be counted', { record: record.id, why: done.problem.code })
    }
  }
  const touchedIn = async (by: OrderedBy) => {
    const { observations } = await damage.state()
    return ({ counted }: FormRecord) => {
      const isTouched = counted?.observations.some(({ observation, version }) => {
        const now = observations.get(observation)
        const lock = now?.lock ?? null
        return now?.version !== version || (lock !== null && lock.by !== by.by && lock.until > clock.now())
      })
      return isTouched === true ? 'since' : 'by-nobody'
    }
  }
  const sweep = async () => {
    const now = clock.now()
    const over = (await personal.list(contents)).filter(
      ({ document }) => (document as { readonly keptUntil: Instant }).keptUntil < now,
    )
    if (over.length > 0)
      await personal.remove(
        contents,
        over.map(({ key }) => key),
      )
  }
  let callOff = () => {}
  const again = (after: number, act: () => Promise<void>) => {
    callOff = clock.after(after as never, () => {
      const done = system.decides() === 'me' ? inTurn(act) : Promise.resolve()
      done.catch((error: Error) => log.warn('Filled forms could not be looked after', { why: error.message }))
      again(day, sweep)
    })
  }
  // What a crash left over waits for nobody's next form.
  again(10 * second, countWaiting)

  return {
    async state() {
      await upToDate()
      return folded
    },
    answersOf,
    photoOf: (hash) => photos.get(hash),
    submit: ({ form, submission, replaces, answers, ifChanged, authority }, by, mayIn) =>
      inTurn(async () => {
        await countWaiting()
        const place = placeIn(form, answers)
        const area = place.area ?? (place.point === null ? undefined : areaAt(system, place.point))
        if (area === undefined) return refuse('damage/nowhere', { at: `answers.${form.place.point ?? ''}` })
        const known = folded.submissions.get(submission)
        const before = replaces === null ? undefined : folded.submissions.get(replaces)
        const mode = folded.records.get((known ?? before)?.record as RecordId)?.mode ?? system.config.mode
        // Also where it was: nobody moves a record out of an area that isn't theirs.
        for (const one of [area, ...(before === undefined ? [] : [before.area])]) {
          const may = mayIn(one, mode)
          if (!may.ok) return may
        }
        if (known === undefined) {
          const keptUntil = plus(clock.now(), keptFor)
          const document = plainly({ answers, keptUntil })
          await personal.put(contents, [{ key: submission, document }])
        } else {
          const was = await answersOf(submission)
          if (was !== undefined && !areSameAnswers(was, answers))
            return refuse('damage/submission-differs', { submission })
        }
        const said = { submission, replaces, form: form.id, version: form.version, area, authority }
        const touched = await touchedIn(by)
        const done = await step({ type: 'submit', said, touched, ifChanged }, by, mode)
        if (!done.ok) {
          if (known === undefined) await personal.remove(contents, [submission])
          return done
        }
        await countWaiting()
        const record = standingIn(folded, folded.submissions.get(submission)!.record)!
        if (done.value.length === 0) return ok<Taken>({ record, outcome: 'repeated' })
        const isContested = done.value.some(({ type }) => type === 'form-contested')
        return ok<Taken>({ record, outcome: isContested ? 'contested' : 'taken' })
      }),
    photo: (submission, name, bytes, by) =>
      inTurn(async () => {
        await upToDate()
        const held = folded.submissions.get(submission)
        const answers = await answersOf(submission)
        if (held === undefined || answers === undefined)
          return refuse('damage/unknown-submission', { submission })
        const form = (await book.get(held.form, held.version))?.form
        const field = form?.fields.find(({ ask, key }) => ask === 'photo' && answers[key] === name)
        if (field === undefined) return refuse('damage/photo-unasked', { photo: name.slice(0, 100) })
        const { mode } = folded.records.get(held.record)!
        const told = async (is: Extract<RecordCommand, { type: 'photo' }>['is']) =>
          step({ type: 'photo', submission, field: field.key as FieldKey, is }, by, mode)
        const picture = onlyPicture(bytes)
        if (!picture.ok) {
          const written = await told({ refused: picture.problem.code })
          return written.ok ? picture : written
        }
        const kept = await photos.keep(picture.value, plus(clock.now(), keptFor))
        if (!kept.ok) return kept
        const written = await told({ photo: kept.value.hash as never })
        return written.ok ? ok() : written
      }),
    settle: (record, keep, readRevision, by) =>
      inTurn(async () => {
        await countWaiting()
        const mode = folded.records.get(record)?.mode ?? system.config.mode
        const done = await step({ type: 'settle', record, keep, readRevision }, by, mode)
        if (!done.ok) return done
        await countWaiting()
        return ok(folded.records.get(record)!)
      }),
    stop() {
      callOff()
      photos.close()
    },
  }
}
