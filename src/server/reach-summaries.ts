/** Writes into the ledger, some time after each notice, what is known of who was told: counts and gaps, no list of targets. */
import type { AreaCode } from '#areas'
import type { AlertId, JsonObject, Milliseconds } from '#base'
import { reachOf, reachSummary, withSubscribers } from '#delivery'
import type { System } from './system.ts'

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

  const summarise = async (alert: AlertId) => {
    due.delete(alert)
    // Another server may have taken over meanwhile; it saw the same notice and sums it up itself.
    if (ledger.writer === 'other') return
    const notices = await attempts.noticesOf(alert)
    const channels = system.channels().map((channel) => channel.name)
    const reach = reachOf(notices, await attempts.byAlert(alert), ground, { channels })
    const mode = notices[0]?.mode
    if (reach === null || mode === undefined) return
    await system.note({
      stream: `reach:${alert}`,
      type: 'reach-summarised',
      mode,
      data: reachSummary(await withSubscribers(reach, system.channels())) as unknown as JsonObject,
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
