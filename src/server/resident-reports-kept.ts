/** What residents told, where it is kept: reports, the tellings that they are made of, and ways to reach who asked for help, each for its time. */
import { between, day, minute, ok, plus, refuse, type Instant, type Result } from '#base'
import { keptFor, type ResidentReport, type Told } from '#reports'
import { keptForADay, type Aging, type KeptForADay } from './kept-for-a-day.ts'
import type { System } from './system.ts'

/** Its day is counted from the moment a day before it is over. */
export interface KeptReport extends Aging, ResidentReport {}
export interface KeptTelling extends Aging {
  readonly report: string
  readonly kind: Told['kind']
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
  /** Whether as many tellings are there as are kept at most; calls for help have a room of their own. */
  isFull(kind: Told['kind']): Promise<boolean>
  /** How often a report changed since the start. */
  changes(): number
  close(): void
}

const mostTellingsKept = 200_000

export async function openKeptResidents(system: System, most = mostTellingsKept): Promise<KeptResidents> {
  const { clock, log, decides, onApplied } = system
  const keeping = { clock, log, decides, onApplied: onApplied.bind(system), shelf: system.personal }
  const reports = await keptForADay<KeptReport>(keeping, 'resident-reports')
  const tellings = await keptForADay<KeptTelling>(keeping, 'resident-tellings')
  const contacts = await keptForADay<KeptContact>(keeping, 'resident-contacts')
  let changes = 0
  let counts = { help: 0, others: 0 }
  const roomOf = (kind: Told['kind']) => (kind === 'help' ? 'help' : 'others')
  let byReport = new Map<string, Set<string>>()
  /** Read again once another server may have written. */
  let listedUnder: string | undefined
  let listedAt = clock.now()
  const listed = (report: string) => {
    let some = byReport.get(report)
    if (some === undefined) byReport.set(report, (some = new Set()))
    return some
  }
  const listAnew = async () => {
    const all = await tellings.list()
    counts = { help: 0, others: 0 }
    byReport = new Map()
    for (const { report, kind, device } of all) {
      counts[roomOf(kind)]++
      if (device !== null) listed(report).add(device)
    }
    listedUnder = system.decides()
    listedAt = clock.now()
  }
  const devicesOf: KeptResidents['devicesOf'] = async (...asked) => {
    if (listedUnder !== 'me' || system.decides() !== 'me') await listAnew()
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
      await tellings.put({ id, report, kind, device, freshAt: over(clock.now(), kind) })
      counts[roomOf(kind)]++
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
    async isFull(kind) {
      const isOverfull = () => counts[roomOf(kind)] >= most
      // What was over meanwhile is counted still.
      if (isOverfull() && Math.abs(between(listedAt, clock.now())) >= minute) await listAnew()
      return isOverfull()
    },
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
