/**
 * Proves the way to each centre by a question that changes nothing: stop a message under the identifier that none ever has. A
 * network that allows it also broadcasts one message once, under the identifier that phones show only to whom asked for tests.
 */
import { plus, second, type Clock } from '#base'
import type { ProofStep, Prover } from '../prover.ts'
import { startMeans } from './answers.ts'
import { patienceFor, type Answer, type Centre } from './centre.cbe.ts'
import { idsFor, nobodysId } from './message-id.ts'
import type { Network } from './network.ts'
import { pageText } from './pages.ts'
import { cellBroadcastProblems } from './problems.ts'

export function cellBroadcastProver(
  networks: readonly Network[],
  centreOf: (network: Network) => Centre,
  clock: Clock,
): Prover {
  const step = (target: string, outcome: ProofStep['outcome'], code: string, says: string): ProofStep => ({
    ...{ at: clock.now(), code, says, outcome, target },
  })
  const failed = (target: string, code: keyof typeof cellBroadcastProblems) =>
    step(
      target,
      code === 'cell-broadcast/no-answer' ? 'unknown' : 'failed',
      code,
      cellBroadcastProblems[code].says,
    )

  const asked = async (network: Network, signal: AbortSignal): Promise<ProofStep> => {
    const answer = await centreOf(network).stop(nobodysId, signal)
    if (answer.kind !== 'answered') return failed(network.id, problemOf(answer))
    return answer.status === 404
      ? step(
          network.id,
          'passed',
          'centre-answered',
          'The centre answered as one does that has nothing to stop.',
        )
      : failed(network.id, 'cell-broadcast/not-a-centre')
  }

  /** Under an identifier that stands free, or not at all: nothing of a test that is on may be stopped by this one. */
  const broadcast = async (network: Network, signal: AbortSignal): Promise<ProofStep> => {
    const [messageId] = idsFor('test', 'severe').slice(-1)
    const paged = pageText('TEST. This is only a test of the warning system. There is no danger. TEST.', 'en')
    if (messageId === undefined || !paged.ok) return failed(network.id, 'cell-broadcast/too-many-pages')
    const at = clock.now()
    const order = {
      ...{
        cbeName: network.cbeName,
        category: 'normal' as const,
        repetitionPeriod: network.repetitionPeriod,
      },
      ...{
        count: 1,
        messageId,
        serial: { scope: 'plmn_wide' as const, code: Date.parse(at) % 1024, update: 0 },
      },
      ...paged.value,
    }
    const answer = await centreOf(network).start(order, signal)
    if (answer.kind === 'answered' && answer.status === 409)
      return failed(network.id, 'cell-broadcast/id-taken')
    const before = {
      ...{ messageId, variant: 'local' as const, languages: ['en'], update: 0, ...paged.value },
      ...{ state: 'asked' as const, unanswered: 1, askedAt: at, standsUntil: plus(at, second) },
    }
    const { air, outcome } = startMeans(before, answer)
    // Whatever came of it: nothing of a test stays.
    if (air !== undefined) {
      const stopped = await centreOf(network).stop(messageId, AbortSignal.timeout(patienceFor))
      if (stopped.kind !== 'answered') return failed(network.id, 'cell-broadcast/no-answer')
    }
    if (outcome !== undefined)
      return failed(network.id, answer.kind === 'answered' ? 'cell-broadcast/rejected' : problemOf(answer))
    return step(
      network.id,
      'passed',
      'test-broadcast',
      `One test message was taken under ${messageId}, and stopped.`,
    )
  }

  return {
    needs: 'channels.test',
    targets: () => networks.map(({ id, areas }) => ({ id, areas })),
    async prove(targets, signal) {
      const steps: ProofStep[] = []
      for (const network of networks.filter(({ id }) => targets.includes(id))) {
        const first = await asked(network, signal)
        steps.push(first)
        if (first.outcome === 'passed' && network.testsOnAir === 'yes')
          steps.push(await broadcast(network, signal))
      }
      return steps
    },
  }
}

function problemOf(answer: Exclude<Answer, { kind: 'answered' }>) {
  return answer.kind === 'unanswered' ? 'cell-broadcast/no-answer' : 'cell-broadcast/unreachable'
}
