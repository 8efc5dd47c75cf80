/** Proves the way to each webhook by a signed ping, which says `test` and is no notice, and by the receiver's own answer. */
import { sayProblem, type Clock, type ProblemKind, type Result } from '#base'
import type { Prover, ProofStep } from '../prover.ts'
import { webhookProblems } from './problems.ts'
import type { WebhookBook } from './subscription.ts'
import type { Outcome } from '../channel.ts'

const atOnce = 16

export function webhookProver(
  channel: { ping(id: string): Promise<Result<Outcome>> },
  book: Pick<WebhookBook, 'list' | 'get'>,
  clock: Clock,
): Prover {
  const prove = async (target: string, among: number): Promise<ProofStep> => {
    const webhook = book.get(target)
    const step = (outcome: ProofStep['outcome'], code: string, says?: string): ProofStep => {
      const kind = (webhookProblems as { readonly [code: string]: ProblemKind | undefined })[code]
      const host = webhook === undefined ? '' : new URL(webhook.url).host
      const details = {
        webhook: target,
        mode: 'test',
        host,
        address: 'one that is not public',
        range: 'private',
        format: webhook?.format ?? '',
      }
      return {
        ...{ at: clock.now(), code, outcome, target },
        says: says ?? (kind === undefined ? code : sayProblem(kind, { details })),
      }
    }
    // Nothing is sent to it in earnest either; named by itself, somebody wants to know whether it is back.
    if (webhook?.disabled !== undefined && among > 1) return step('unknown', 'webhook/disabled')
    const pinged = await channel.ping(target)
    if (!pinged.ok)
      return step(pinged.problem.code === 'webhook/no-ping' ? 'unknown' : 'failed', pinged.problem.code)
    const { value } = pinged
    if (value.kind === 'confirmed' || value.kind === 'accepted')
      return step('passed', 'receiver-answered', 'The receiver took a signed ping, and said so.')
    return step(value.kind === 'unknown' ? 'unknown' : 'failed', value.problem)
  }
  return {
    needs: 'webhooks.manage',
    targets: () => book.list().map(({ id, areas }) => ({ id, areas })),
    async prove(targets) {
      const steps: ProofStep[] = []
      for (let from = 0; from < targets.length; from += atOnce)
        steps.push(
          ...(await Promise.all(
            targets.slice(from, from + atOnce).map((target) => prove(target, targets.length)),
          )),
        )
      return steps
    },
  }
}
