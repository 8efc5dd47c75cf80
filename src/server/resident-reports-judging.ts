/** What officers make of what residents told; the ledger learns that they did, never the words. */
import { ok, refuse, type Result } from '#base'
import { mayBeTogether, threatOfWhat, together, type ResidentReport } from '#reports'
import type { ThreatId } from '#threats'
import { withoutWhoTold } from './names-somebody.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { KeptResidents } from './resident-reports-kept.ts'
import type { SightingDesk } from './sightings.ts'
import type { System } from './system.ts'

export interface ResidentReportJudging {
  close(id: string, reason: string, by: OrderedBy): Promise<Result<ResidentReport>>
  merge(id: string, into: string, by: OrderedBy): Promise<Result<ResidentReport>>
  /** Enters it on the desk of sightings, in the officer’s words or in those of residents. */
  makeSighting(id: string, text: string | undefined, by: OrderedBy): Promise<Result<ResidentReport>>
}

export function residentReportJudging(
  system: System,
  kept: KeptResidents,
  sightings: Pick<SightingDesk, 'enter'>,
): ResidentReportJudging {
  const { clock, config } = system
  /** Kept first, so that whoever hears of it can read it; taken back if the fact can’t be written. */
  const judge = async (
    before: ResidentReport,
    after: ResidentReport,
    type: string,
    by: OrderedBy,
  ): Promise<Result<ResidentReport>> => {
    await kept.put(after)
    const { id, kind, area, judged } = after
    const into = judged?.into
    const data = { report: id, kind, area, ...(into === undefined ? {} : { into }) }
    const fact = await system.note({ stream: `resident-report:${id}`, type, mode: config.mode, data, ...by })
    if (fact !== undefined) {
      await system.folded(fact.seq)
      return ok(after)
    }
    await kept.put(before)
    return refuse('ledger/cannot-write', { why: 'it was not taken' })
  }
  const threatOf = ({ what }: ResidentReport): ThreatId | null => {
    const threat = threatOfWhat[what] as ThreatId | undefined
    return threat !== undefined && system.book.threat(threat) !== undefined ? threat : null
  }

  return {
    async close(id, reason, by) {
      const report = await kept.findOpen(id)
      if (!report.ok) return report
      const judged = { at: clock.now(), reason: withoutWhoTold(reason) }
      return judge(report.value, { ...report.value, state: 'closed', judged }, 'resident-report-closed', by)
    },
    async merge(id, into, by) {
      const [report, other] = [await kept.findOpen(id), await kept.findOpen(into)]
      if (!report.ok) return report
      if (!other.ok) return other
      if (!mayBeTogether(other.value, report.value)) return refuse('reports/not-alike', { report: id, into })
      const both = together(other.value, report.value, (await kept.devicesOf(id, into)).size)
      const judged = { at: clock.now(), into }
      const merged = { ...report.value, state: 'merged', judged } as const
      const done = await judge(report.value, merged, 'resident-report-merged', by)
      if (!done.ok) return done
      await kept.moveTellings(id, into)
      return ok(await kept.put(both))
    },
    async makeSighting(id, text, by) {
      const found = await kept.findOpen(id)
      if (!found.ok) return found
      const report = found.value
      if (report.kind !== 'sighting') return refuse('reports/not-a-sighting', { report: id })
      const { tellings } = report
      const said = [...new Set(tellings.map((one) => one.text).filter((one) => one !== ''))]
      const at = tellings.findLast((one) => one.at !== null)?.at
      const entered = await sightings.enter(
        {
          text: (text ?? [report.what, ...said].join(' · ')).slice(0, 1_000),
          ...{ at: report.lastSeenAt, area: report.area, lon: at?.lon ?? null, lat: at?.lat ?? null },
          threat: threatOf(report),
          headingDegrees: tellings.findLast((one) => one.headingDegrees !== null)?.headingDegrees ?? null,
        },
        by,
      )
      if (!entered.ok) return entered
      const judged = { at: clock.now(), into: entered.value.id }
      return judge(report, { ...report, state: 'sighting', judged }, 'resident-report-made-a-sighting', by)
    },
  }
}
