/** What the answers to a form say of damage: an observation for each of its rules that was answered. */
import type { AreaCode } from '#areas'
import { sha256, type Instant } from '#base'
import { subjects } from '../observation.ts'
import type { Cause, CountRange, Grade, ObservationId, Subject } from '../observation.ts'
import type { Answers, PointAnswer } from './answers.ts'
import type { Form } from './form.ts'
import type { RecordId } from './record.ts'

export interface Counted extends CountRange {
  /** Of its rule: the same one each time, so that a changed form changes what it said. */
  readonly observation: ObservationId
  readonly subject: Subject
  readonly grade: Grade | null
  readonly cause: Cause
}

export interface Placed {
  readonly point: PointAnswer | null
  readonly area: AreaCode | null
  readonly address: string
}

export function placeIn({ place }: Pick<Form, 'place'>, answers: Answers): Placed {
  const at = (key: string | null) => (key === null ? undefined : answers[key])
  const [point, area, address] = [at(place.point), at(place.area), at(place.address)]
  return {
    point: typeof point === 'object' && 'lon' in point ? point : null,
    area: typeof area === 'string' ? (area as AreaCode) : null,
    address: typeof address === 'string' ? address : '',
  }
}

/** A phone whose clock is ahead of ours has seen nothing that is still to come. */
export function seenIn({ seen }: Pick<Form, 'seen'>, answers: Answers, now: Instant): Instant {
  const said = seen === null ? undefined : answers[seen]
  return typeof said === 'string' && said < now ? (said as Instant) : now
}

export function countedIn(
  { observations }: Pick<Form, 'observations'>,
  answers: Answers,
  record: RecordId,
): readonly Counted[] {
  return observations.flatMap((rule, n): readonly Counted[] => {
    const answer = rule.count === null ? 1 : answers[rule.count]
    const subject =
      typeof rule.subject === 'string'
        ? rule.subject
        : subjects.find((one) => one === chosen(answers, rule.subject))
    if (answer === undefined || subject === undefined) return []
    const range = typeof answer === 'number' ? { atLeast: answer, atMost: answer } : (answer as CountRange)
    return [
      {
        ...{ observation: observationOf(record, n), subject, atLeast: range.atLeast, atMost: range.atMost },
        grade: rule.grade === null ? null : ((answers[rule.grade] as Grade | undefined) ?? null),
        cause: rule.cause === null ? 'unknown' : ((answers[rule.cause] as Cause | undefined) ?? 'unknown'),
      },
    ]
  })
}

function chosen(answers: Answers, subject: unknown): unknown {
  return answers[(subject as { readonly field: string }).field]
}

export function observationOf(record: RecordId, rule: number): ObservationId {
  return `form-${sha256(record).slice(0, 24)}-${rule}` as ObservationId
}
