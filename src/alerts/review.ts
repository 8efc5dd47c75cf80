/** What one person did alone in an emergency, open until somebody who had no hand in it closes it with a verdict and a text. */
import {
  ok,
  refuse,
  type ActorId,
  type AlertId,
  type InLanguages,
  type Instant,
  type Mode,
  type Result,
} from '#base'
import type { Fact, NewFact } from '#ledger'
import type { Alert } from './alert.ts'
import { checkSentence } from './alone.ts'
import { alertOf, asAlertFact, type AlertFactType } from './facts.ts'
import type { CommandBy } from './command.ts'
import { aboutOf, saidOf, type WaitingContent } from './content.ts'

export const verdicts = ['justified', 'not-justified'] as const
export type Verdict = (typeof verdicts)[number]

/** One thing that was done alone. */
export interface AloneAct {
  /** `alert-issued`, `alert-extended` …: the fact that says it whole. */
  readonly did: AlertFactType
  readonly by: ActorId
  readonly at: Instant
  readonly reason: string
  /** What the public was told by it. */
  readonly revision: number
  /** What held from then on. */
  readonly content: WaitingContent
  readonly says: InLanguages<string>
}

export interface Review {
  readonly alert: AlertId
  readonly mode: Mode
  readonly openedAt: Instant
  readonly acts: readonly AloneAct[]
  /** Everyone who wrote, submitted or did any of it: none of them may close it. */
  readonly hands: readonly ActorId[]
}

export interface ReviewClosed {
  readonly verdict: Verdict
  readonly text: string
  /** How many acts it was about: they are those of the alert since its last review was closed. */
  readonly acts: number
}

const streamPrefix = 'review:'

export function reviewStreamOf(alert: AlertId): string {
  return streamPrefix + alert
}

/** The alert whose review this fact closes. */
export function closesReviewOf(fact: Pick<Fact, 'stream' | 'type'>): AlertId | undefined {
  return fact.type === 'review-closed' && fact.stream.startsWith(streamPrefix)
    ? (fact.stream.slice(streamPrefix.length) as AlertId)
    : undefined
}

/** The review after a fact of its alert: opened, or longer by an act, where somebody acted alone; else as it was. */
export function reviewAfter(
  review: Review | undefined,
  fact: Fact,
  before: Alert,
  after: Alert,
): Review | undefined {
  const id = alertOf(fact)
  const typed = asAlertFact(fact)
  if (id === undefined || !('emergency' in typed.data) || after.status === 'none') return review
  const { type, by, at, mode, data } = typed as Extract<typeof typed, { type: 'alert-issued' }>
  const reason = data.emergency as string
  const content = aboutOf(data.content)
  const says = saidOf(data.content)
  const act: AloneAct = { did: type, by, at, reason, revision: data.revision, content, says }
  const submitter = before.status === 'submitted' ? [before.submittedBy] : []
  const hands = [...new Set([...(review?.hands ?? []), ...after.editors, ...submitter, by])]
  return { alert: id, mode, openedAt: review?.openedAt ?? at, acts: [...(review?.acts ?? []), act], hands }
}

/** What of it the closing was not about: normally nothing. */
export function reviewAfterClosing(review: Review, fact: Fact): Review | undefined {
  const acts = review.acts.slice((fact.data as unknown as ReviewClosed).acts)
  const [first] = acts
  return first === undefined ? undefined : { ...review, openedAt: first.at, acts }
}

export interface Closing extends CommandBy {
  readonly verdict: Verdict
  readonly text: string
  /** How many acts were read; when given and no longer true, it is refused. */
  readonly readActs?: number
  readonly at: Instant
  readonly via?: string
}

/** Decides whether a review is closed: by somebody else, a person, with a verdict in words. */
export function closeReview(
  review: Review | undefined,
  { verdict, text, readActs, by, as, at, via }: Closing,
): Result<
  NewFact,
  | 'alerts/no-review-open'
  | 'alerts/own-review'
  | 'alerts/not-a-person'
  | 'alerts/acts-since-read'
  | 'alerts/reason-missing'
  | 'alerts/reason-too-thin'
> {
  if (review === undefined) return refuse('alerts/no-review-open')
  if (review.hands.includes(by)) return refuse('alerts/own-review')
  if (as === 'machine') return refuse('alerts/not-a-person')
  const { acts, mode, alert } = review
  if (readActs !== undefined && readActs !== acts.length)
    return refuse('alerts/acts-since-read', { acts: acts.length, expected: readActs })
  const sentence = checkSentence(text, 'text')
  if (!sentence.ok) return sentence
  return ok({
    ...{ stream: reviewStreamOf(alert), type: 'review-closed', at, by, mode },
    data: { verdict, text, acts: acts.length } satisfies ReviewClosed,
    ...(via === undefined ? {} : { via }),
  })
}
