/** Takes what a document holds: each message once, in the order they were sent, through the source's rules and in at intake's door. */
import { sha256, type Clock, type Instant, type Log, type Problem } from '#base'
import { instantOfCapTime } from '#cap'
import { admit, isFromTheFuture, isInForce, type Admitted, type CheckSignature } from './admission.ts'
import type { Arrival, CapSource, Intake } from './arrival.ts'
import { digestOf, messageKey, type SeenKey } from './dedupe.ts'
import type { FoundMessage } from './found-document.ts'
import type { SeenBook } from './seen-book.ts'
import type { Counts, Noted } from './source-state.ts'

export interface Taking {
  readonly source: CapSource
  readonly book: SeenBook
  readonly intake: Intake
  readonly check: CheckSignature
  readonly clock: Clock
  readonly log: Log
}

export interface TakenFrom {
  /** Messages that intake could not take now; they must be offered again. */
  readonly pending: number
  readonly counts: Partial<Counts>
  readonly notes: readonly Noted[]
  readonly last?: 'taken' | 'refused'
  readonly takenAt?: Instant
  /** What stood in the document, so that it isn't forgotten. */
  readonly present: ReadonlySet<SeenKey>
  /** What became of those that weren't simply taken or known. */
  readonly left: ReadonlyMap<FoundMessage, 'refused' | 'pending'>
}

type How = 'poll' | 'websub'

/**
 * Marked as seen only after intake has it: whoever is killed between the two offers it again, which intake knows to
 * take for what it is. With `backlog` only what is still in force is offered.
 */
export async function takeMessages(
  taking: Taking,
  found: readonly FoundMessage[],
  how: How,
  backlog: 'backlog' | 'news',
): Promise<TakenFrom> {
  const { source, book, intake, clock, log } = taking
  const counts: { -readonly [as in keyof Counts]?: number } = {}
  const count = (as: keyof Counts) => (counts[as] = (counts[as] ?? 0) + 1)
  const notes: Noted[] = []
  const present = new Set<SeenKey>()
  const left = new Map<FoundMessage, 'refused' | 'pending'>()
  let pending = 0
  let last: 'taken' | 'refused' | undefined
  let takenAt: Instant | undefined
  const note = (problem: Problem) => notes.push({ at: clock.now(), problem })

  const takeOne = async (one: FoundMessage): Promise<void> => {
    const at = clock.now()
    const { message } = one.reading
    const key = message === undefined ? undefined : messageKey(message)
    const digest = message === undefined ? undefined : digestOf(message)
    if (key !== undefined && digest !== undefined) {
      present.add(key)
      const before = book.get(key)
      // What was refused may have been a forgery that came before the real one: only the same bytes are not looked at again.
      const same =
        before?.kind === 'message' && before.how === 'refused' && before.digest === sha256(one.bytes())
      if (same) {
        left.set(one, 'refused')
        count('known')
        return
      }
      if (before?.kind === 'message' && before.how !== 'refused') {
        if (before.digest !== digest)
          note({ code: 'exchange/changed-in-place', details: { identifier: message!.identifier } })
        // To the day: what stands in a feed for weeks is not written anew at every poll.
        if (before.digest !== digest || before.seenAt.slice(0, 10) !== at.slice(0, 10))
          await book.put([[key, { ...before, digest, seenAt: at }]])
        count('known')
        return
      }
    }
    const seen = async (as: 'taken' | 'refused' | 'passed-over') => {
      if (key !== undefined && digest !== undefined)
        await book.put([
          [
            key,
            { kind: 'message', seenAt: at, how: as, digest: as === 'refused' ? sha256(one.bytes()) : digest },
          ],
        ])
    }
    const admitted = await admit(source, one, taking.check, at)
    if (!admitted.ok) {
      note(admitted.problem)
      count('refused')
      last = 'refused'
      left.set(one, 'refused')
      await seen('refused')
      return
    }
    if (backlog === 'backlog' && !isInForce(admitted.value.message, at)) {
      count('passedOver')
      await seen('passed-over')
      return
    }
    const { identifier, sent } = admitted.value.message
    if (isFromTheFuture(admitted.value.message, at))
      note({ code: 'exchange/from-the-future', details: { identifier, sent } })
    const taken = await intake.take(arrivalOf(source, admitted.value, one, how, at))
    count(taken === 'new' ? 'taken' : taken)
    last = taken === 'refused' ? 'refused' : 'taken'
    if (taken === 'new') takenAt = at
    if (taken === 'refused') left.set(one, 'refused')
    await seen(taken === 'refused' ? 'refused' : 'taken')
    // A signature may cover another reading of the message than the one the document showed.
    const signedKey = messageKey(admitted.value.message)
    if (key !== signedKey)
      await book.put([
        [signedKey, { kind: 'message', seenAt: at, how: 'taken', digest: digestOf(admitted.value.message) }],
      ])
  }

  for (const one of inOrderSent(found)) {
    try {
      await takeOne(one)
    } catch (error) {
      // Whatever is the matter with one, the others are taken.
      const why = error instanceof Error ? error.message : String(error)
      const identifier = one.reading.message?.identifier ?? ''
      log.error('A message from a source could not be taken in; it is offered again.', {
        source: source.id,
        ...{ identifier, why },
      })
      note({ code: 'exchange/not-taken-in', details: { identifier, why } })
      left.set(one, 'pending')
      pending += 1
    }
  }
  return {
    ...{ pending, counts, notes, present, left },
    ...(last === undefined ? {} : { last }),
    ...(takenAt === undefined ? {} : { takenAt }),
  }
}

function arrivalOf(
  source: CapSource,
  { bytes, message, version, problems, signature }: Admitted,
  { within }: FoundMessage,
  how: How,
  receivedAt: Instant,
): Arrival {
  const from = how === 'poll' && within === 'envelope' ? 'fat-entry' : how
  return { source, receivedAt, bytes, message, version, problems, signature, from }
}

/** What can't be read has no time and comes first; it is refused anyhow. */
function inOrderSent(found: readonly FoundMessage[]): readonly FoundMessage[] {
  const sentOf = ({ reading: { message } }: FoundMessage) =>
    message === undefined ? '' : instantOfCapTime(message.sent)
  return found
    .map((one) => ({ one, sent: sentOf(one) }))
    .toSorted((a, b) => (a.sent < b.sent ? -1 : a.sent > b.sent ? 1 : 0))
    .map(({ one }) => one)
}
