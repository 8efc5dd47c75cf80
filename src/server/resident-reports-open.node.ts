/** Opens what residents tell: the desk, the words to families, and what the ledger learns of both. */
import { drawnByChance } from './resident-reports-chance.node.ts'
import { openSafeWords, type SafeWords } from './resident-reports-safe.ts'
import { summariseResidents } from './resident-reports-summaries.ts'
import { openResidentReports, type ResidentReportDesk } from './resident-reports.ts'
import type { SightingDesk } from './sightings.ts'
import type { System } from './system.ts'

export interface Residents {
  readonly desk: ResidentReportDesk
  readonly safe: SafeWords
  stop(): void
}

export async function openResidents(system: System, sightings: SightingDesk): Promise<Residents> {
  const desk = await openResidentReports(system, { sightings, drawn: drawnByChance })
  const safe = openSafeWords(system)
  const stopSummaries = summariseResidents(system, desk)
  return {
    ...{ desk, safe },
    stop() {
      stopSummaries()
      desk.stop()
      safe.close()
    },
  }
}
