/** Proves the way to each siren by a quiet test of it: only an answer to this very test counts, never one from before. */
import { sayProblem, type Clock } from '#base'
import type { Prover, ProofStep } from '../prover.ts'
import { sirenProblems } from './problems.ts'
import type { SirenRegistry } from './registry.ts'
import type { SirenId } from './siren.ts'
import type { SirenState, SirenStatus } from './siren-state.ts'

interface Quiet {
  states(): ReadonlyMap<SirenId, SirenState>
  quietTest(sirens: readonly SirenId[]): Promise<ReadonlyMap<SirenId, SirenStatus>>
}

export function sirenProver(channel: Quiet, registry: SirenRegistry, clock: Clock): Prover {
  return {
    needs: 'sirens.test',
    targets: () => registry.all().map(({ id, area }) => ({ id, areas: [area] })),
    async prove(targets) {
      const ids = targets as readonly SirenId[]
      const orderOf = (id: SirenId) => counterOfTest(channel.states().get(id))
      const before = new Map(ids.map((id) => [id, orderOf(id)]))
      const tested = await channel.quietTest(ids)
      const at = clock.now()
      return ids.map((id): ProofStep => {
        const isFresh = orderOf(id) !== undefined && orderOf(id) !== before.get(id)
        const step = (outcome: ProofStep['outcome'], code: string, says: string): ProofStep => ({
          ...{ at, code, says, outcome, target: id },
        })
        const problem = (outcome: ProofStep['outcome'], code: keyof typeof sirenProblems) =>
          step(outcome, code, sayProblem(sirenProblems[code], { details: { siren: id, mode: 'test' } }))
        const siren = registry.get(id)
        if (siren === undefined) return problem('failed', 'siren/not-a-siren')
        if (siren.kind === 'plain')
          return step('unknown', 'cannot-be-asked', 'A plain relay can’t be asked without a sound.')
        if (!isFresh)
          return step('unknown', 'left-alone', 'It was not asked: it has an order, or can’t be reached.')
        const status = tested.get(id)
        if (status === 'passed')
          return step('passed', 'quiet-test-passed', 'It tested itself without a sound, and has no fault.')
        if (status === 'failed') return problem('failed', 'siren/fault')
        return problem('unknown', 'siren/no-answer')
      })
    },
  }
}

function counterOfTest(state: SirenState | undefined): number | undefined {
  const command = state?.order?.command
  return command?.action === 'quiet-test' ? command.counter : undefined
}
