/** What residents told, where it is kept: reports, the tellings that they are made of, and ways to reach who asked for help, each for its time. */
import { day, ok, plus, refuse, type Instant, type Result } from '#base'
import { keptFor, type ResidentReport, type Told } from '#reports'
import { keptForADay, type Aging, type KeptForADay } from './kept-for-a-day.ts'
import type { System } from './system.ts'

/** Its day is counted from the moment a day before it is over. */
export interface KeptReport extends Aging, ResidentReport {}
export interface KeptTelling extends Aging {
  readonly report: string
  readonly device: string | null
}
export interface KeptContact extends Aging {
  readonly contact: string
}

export interface KeptResidents {
  readonly reports: KeptForADay<KeptReport>
  readonly tellings: Pick<KeptForADay<KeptTelling>, 'get'>
  readonly contacts: KeptForADay<KeptContact>
  put(report: ResidentReport): Promise<ResidentReport>
  find(id: string): Promise<Result<ResidentReport, 'reports/unknown'>>
  findOpen(id: string): Promise<Result<ResidentReport>>
  addTelling(id: string, of: ResidentReport, device: string | null): Promise<void>
  removeTelling(id: string): Promise<void>
  /** What is told or taken back from now on finds the report that it stands in. */
  moveTellings(from: string, into: string): Promise<void>
  /** Which devices told any of these; those that did not say which they are may all be one. */
  devicesOf(...reports: readonly string[]): Promise<Set<string>>
  /** Of tellings, as far as this server knows now. */
  count(): number
  /** How often a report changed since the start. */
  changes(): number
  close(): void
}

export async function openKeptResidents(system: System): Promise<KeptResidents> {
  const { clock, log, decides, onApplied } = system
  const keeping = { clock, log, decides, onApplied: onApplied.bind(system), shelf: system.personal }
  const reports = await keptForADay<KeptReport>(keeping, 'resident-reports')
  const tellings = await keptForADay<KeptTelling>(keeping, 'resident-tellings')
  const contacts = await keptForADay<KeptContact>(keeping, 'resident-contacts')
  let changes = 0
  let count = 0
  let byReport = new Map<string, Set<string>>()
  /** Read again once another server may have written. */
  let listedUnder: string | undefined
  const listed = (report: string) => {
    let some = byReport.get(report)
    if (some === undefined) byReport.set(report, (some = new Set()))
    return some
  }
  const devicesOf: KeptResidents['devicesOf'] = async (...asked) => {
    if (listedUnder !== 'me' || system.decides() !== 'me') {
      const all = await tellings.list()
      count = all.length
      byReport = new Map()
      for (const { report, device } of all) if (device !== null) listed(report).add(device)
      listedUnder = system.decides()
    }
    return new Set(asked.flatMap((report) => [...(byReport.get(report) ?? [])]))
  }
  const find: KeptResidents['find'] = async (id) => {
    const report = await reports.get(id)
    return report === undefined ? refuse('reports/unknown') : ok(plainReport(report))
  }
  await devicesOf()

  return {
    ...{ reports, tellings, contacts, find, devicesOf },
    async put(report) {
      await reports.put({ ...report, freshAt: over(report.receivedAt, report.kind) })
      changes++
      return report
    },
    async findOpen(id) {
      const report = await find(id)
      if (!report.ok || report.value.state === 'open') return report
      return refuse('reports/judged-already', { report: id })
    },
    async addTelling(id, { id: report, kind }, device) {
      await tellings.put({ id, report, device, freshAt: over(clock.now(), kind) })
      count++
      if (device !== null) listed(report).add(device)
    },
    async removeTelling(id) {
      await tellings.remove(id)
      listedUnder = undefined
    },
    async moveTellings(from, into) {
      for (const one of await tellings.list())
        if (one.report === from) await tellings.put({ ...one, report: into })
      listedUnder = undefined
    },
    count: () => count,
    changes: () => changes,
    close() {
      for (const one of [reports, tellings, contacts]) one.close()
    },
  }
}

function over(from: Instant, kind: Told['kind']): Instant {
  return plus(from, keptFor[kind] - day)
}

export function plainReport(kept: KeptReport): ResidentReport {
  const { freshAt: _, ...report } = kept
  return report
}
