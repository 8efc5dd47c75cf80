/**
 * Writes into the ledger once a minute what residents told since: how many say that they hear the sirens and how many that they hear
 * none, for each alert and area; how often something else was told, by area and kind. Counts alone, and only where they changed.
 */
import type { AlertId, JsonObject, Mode } from '#base'
import type { AreaCode } from '#areas'
import { minute } from '#base'
import { codesOf } from '#alerts'
import type { ResidentReportDesk } from './resident-reports.ts'
import type { System } from './system.ts'

/** Returns the way to stop. */
export function summariseResidents(
  system: System,
  desk: Pick<ResidentReportDesk, 'sirens' | 'toldSince'>,
): () => void {
  const { clock, world, areas, config, log } = system
  /** What was last written, so that it is not written again. */
  let written = new Map<string, string>()

  const hears = async (
    area: AreaCode,
    about: { readonly alert: AlertId; readonly mode: Mode } | undefined,
  ) => {
    const tally = await desk.sirens.tally()
    const { heard, notHeard, fromCrowds, since, latestAt, says } = tally.inAreas(
      (one) => one === area,
      desk.sirens.now(),
    )
    if (heard + notHeard === 0) return
    const key = `${about?.alert ?? ''} ${area}`
    const counts = `${heard} ${notHeard} ${latestAt}`
    if (written.get(key) === counts) return
    written.set(key, counts)
    const stream = `resident-reports:${about?.alert ?? 'sirens'}`
    const data = { area, heard, notHeard, fromCrowds, since, latestAt, says }
    await system.note({
      ...{ stream, type: 'residents-heard-sirens', mode: about?.mode ?? config.mode },
      data: about === undefined ? data : { alert: about.alert, ...data },
    })
  }

  const summarise = async () => {
    if (system.decides() === 'other') return
    const hierarchy = areas.hierarchy()
    const tally = await desk.sirens.tally()
    const inForce = [...world.inForce()].map((alert) => ({
      about: { alert: alert.id, mode: alert.mode },
      codes: codesOf(alert.content.areas),
    }))
    for (const area of tally.areas(desk.sirens.now())) {
      const concerned = inForce.filter(({ codes }) =>
        codes.some((code) => hierarchy.contains(code, area) || hierarchy.contains(area, code)),
      )
      for (const { about } of concerned) await hears(area, about)
      if (concerned.length === 0) await hears(area, undefined)
    }
    const told = desk.toldSince()
    if (told.length > 0)
      await system.note({
        ...{ stream: 'resident-reports:told', type: 'residents-told', mode: config.mode },
        data: { told } as unknown as JsonObject,
      })
    if (written.size > 10_000) written = new Map()
  }

  let callOff = () => {}
  const again = () => {
    callOff = clock.after(minute, () => {
      summarise().catch((error: Error) =>
        log.error('What residents told could not be summed up', { why: error.message }),
      )
      again()
    })
  }
  again()
  return () => callOff()
}
