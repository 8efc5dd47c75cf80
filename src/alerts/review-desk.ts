/** Takes the closing of reviews, and answers when it is durable and folded. */
import { refuse, type AlertId, type Clock, type Result } from '#base'
import type { Fact, Ledger, Seq } from '#ledger'
import { streamOf } from './facts.ts'
import { closeReview, reviewStreamOf, type Closing } from './review.ts'
import type { World } from './world.ts'

export interface ReviewDesk {
  close(alert: AlertId, closing: Omit<Closing, 'at'>): Promise<Result<Fact>>
}

export interface ReviewDeskParts {
  readonly ledger: Ledger
  readonly world: World
  readonly folded: (seq: Seq) => Promise<void>
  readonly clock: Clock
}

const mostTries = 5

export function openReviewDesk({ ledger, world, folded, clock }: ReviewDeskParts): ReviewDesk {
  /** What is decided on must be all there is: what was done alone in this very moment is judged by nobody unread. */
  const tryToClose = async (id: AlertId, closing: Omit<Closing, 'at'>): Promise<Result<Fact>> => {
    const streams = [streamOf(id), reviewStreamOf(id)]
    const expected: { [stream: string]: number } = {}
    for (const stream of streams) {
      const facts = await ledger.readStream(stream)
      expected[stream] = facts.length
      const last = facts.at(-1)
      if (last !== undefined) await folded(last.seq)
    }
    const decided = closeReview(world.review(id), { ...closing, at: clock.now() })
    if (!decided.ok) return decided
    const written = await ledger.append({ facts: [decided.value], expected })
    if (!written.ok) return written
    const fact = written.value[0] as Fact
    await folded(fact.seq)
    return { ok: true, value: fact }
  }
  return {
    async close(id, closing) {
      for (let tries = 1; tries < mostTries; tries++) {
        const closed = await tryToClose(id, closing)
        if (closed.ok || closed.problem.code !== 'ledger/conflict') return closed
      }
      return refuse('alerts/acts-since-read', { acts: world.review(id)?.acts.length ?? 0, expected: 0 })
    },
  }
}
