/** Writes into the ledger, some time after each notice, what is known of who was told: counts and gaps, and which sirens failed; no list of other targets. */
import type { AreaCode } from '#areas'
import type { AlertId, JsonObject, Milliseconds } from '#base'
import { confirmationsOf, reachOf, reachSummary, withSubscribers, type AlertReach } from '#delivery'
import type { System } from './system.ts'

/** Where more sirens fail than this, it is the broker or the power, and no list helps. */
const mostNamed = 500

/** Attempts age out of their log; this is what stays. Notices that follow within the wait share one summary. Returns the way to stop. */
export function summariseReach(system: System, wait: Milliseconds): () => void {
  const { clock, attempts, areas, ledger, log } = system
  const due = new Map<AlertId, () => void>()
  const ground = {
    contains: (outer: AreaCode, inner: AreaCode) => areas.hierarchy().contains(outer, inner),
    children: (code: AreaCode) =>
      areas
        .hierarchy()
        .children(code)
        .map((area) => area.code),
  }

  /** Which sirens were not heard of is asked the next morning; who else was not reached is nobody’s list. */
  const failingIn = ({ warned }: AlertReach) => {
    const sounding = system.channels().filter(({ abilities }) => abilities.carries === 'sounding-levels')
    const names = new Set(sounding.map(({ name }) => name))
    return warned.channels
      .filter(({ channel }) => names.has(channel))
      .flatMap(({ channel, failed }) =>
        failed.map(({ target, known, problem }) => ({ channel, target, known, problem })),
      )
      .slice(0, mostNamed)
  }
  const summarise = async (alert: AlertId) => {
    due.delete(alert)
    // Another server may have taken over meanwhile; it saw the same notice and sums it up itself.
    if (ledger.writer === 'other') return
    const notices = await attempts.noticesOf(alert)
    const channels = system.channels().map((channel) => channel.name)
    const all = await attempts.byAlert(alert)
    const reach = reachOf(notices, all, ground, { channels })
    const mode = notices[0]?.mode
    if (reach === null || mode === undefined) return
    await system.note({
      stream: `reach:${alert}`,
      type: 'reach-summarised',
      mode,
      data: {
        ...reachSummary(await withSubscribers(reach, system.channels())),
        first: confirmationsOf(all),
        failing: failingIn(reach),
      } as unknown as JsonObject,
    })
  }

  system.onApplied((applied) => {
    for (const { notices } of applied)
      for (const { alert } of notices) {
        if (due.has(alert)) continue
        due.set(
          alert,
          clock.after(wait, () => {
            summarise(alert).catch((error: unknown) =>
              log.error('A reach could not be summed up', {
                alert,
                why: error instanceof Error ? error.message : String(error),
              }),
            )
          }),
        )
      }
  })
  return () => {
    for (const callOff of due.values()) callOff()
    due.clear()
  }
}
