/** Proves the live stream by the way of every warning: a fact in the ledger, seen by a reader over the network, in time. */
import type { ProofStep, Prover } from '#channels'
import { second, type Instant } from '#base'
import { probeFact } from '../live-source.ts'
import type { OrderedBy } from '../ordered-by.ts'
import type { System } from '../system.ts'
import type { OwnDoor } from './own-door.http.ts'

/** Milliseconds; a warning takes some tens. */
const patienceFor = 5 * second

export function streamProver(system: System, door: OwnDoor, by: OrderedBy): Prover {
  const { clock, ids, authority } = system
  const step = (at: Instant, outcome: ProofStep['outcome'], code: string, says: string): ProofStep => ({
    ...{ at, outcome, code, says },
  })
  return {
    needs: 'channels.test',
    targets: () => [{ id: 'own-port', areas: [] }],
    async prove(_, called) {
      const probe = ids.next('probe')
      const [area = ''] = authority.areas
      const steps: ProofStep[] = []
      const opened = Promise.withResolvers<void>()
      const seen = door.readUntil(
        `/v1/live?areas=${encodeURIComponent(area)}`,
        ({ event, data }) => {
          // The board comes first, and only once the reader is one of those that are told.
          if (event === 'board') opened.resolve()
          return event === 'probe' && (JSON.parse(data) as { probe?: string }).probe === probe
        },
        { signal: called, within: patienceFor },
      )
      const failed = seen.catch((error: Error) => error)
      const first = await Promise.race([opened.promise, failed])
      if (first instanceof Error) {
        steps.push(
          step(clock.now(), 'failed', 'stream-not-opened', `No stream was opened: ${first.message}.`),
        )
        return steps
      }
      steps.push(
        step(clock.now(), 'passed', 'stream-opened', 'A reader on this server’s own port got the board.'),
      )
      const written = await system.note(probeFact({ probe, area }, by))
      if (written === undefined) {
        steps.push(
          step(clock.now(), 'failed', 'fact-not-written', 'The ledger did not take the test’s fact.'),
        )
        return steps
      }
      steps.push(step(written.at, 'passed', 'fact-written', `The test is fact ${written.seq} of the ledger.`))
      const last = await failed
      steps.push(
        last instanceof Error
          ? step(
              clock.now(),
              'failed',
              'reader-saw-nothing',
              `The reader did not see it in time: ${last.message}.`,
            )
          : step(clock.now(), 'passed', 'reader-saw-it', 'The reader saw it.'),
      )
      return steps
    },
  }
}
