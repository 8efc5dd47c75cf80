/** The clock of a server: never behind what its ledger has seen, whatever the machine's own clock says. */
import type { Clock, Instant, Log } from '#base'
import type { KeptLedger } from '#ledger'
import { systemClock } from '../base/clock.node.ts'

export async function clockAfter(
  ledger: KeptLedger,
  log: Log,
): Promise<Clock & { raise(floor: Instant): void }> {
  const [last] = await ledger.read((Math.max(1, (await ledger.head()).seq) - 1) as never, 1)
  return systemClock({
    ...(last === undefined ? {} : { floor: last.at }),
    onJump: (backBy) =>
      log.warn(
        'The machine’s clock is behind what is written already; time goes on here, a tenth slower, until it has caught up',
        { milliseconds: backBy },
      ),
  })
}
