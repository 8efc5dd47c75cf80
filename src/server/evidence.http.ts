/** Opens everything of the evidence desk, and gives it its routes. */
import { openEvidenceDesk, type EvidenceDesk } from './evidence-desk.ts'
import type { SitesOf } from './evidence-views.ts'
import { openIntakeHere } from './intake-open.node.ts'
import type { Routes } from './route.http.ts'
import { assessmentRoutes } from './routes/assessments.http.ts'
import { evidenceRoutes } from './routes/evidence.http.ts'
import { evidenceDraftRoutes } from './routes/evidence-draft.http.ts'
import { evidenceEventRoutes } from './routes/evidence-events.http.ts'
import { evidenceExportRoutes } from './routes/evidence-export.http.ts'
import { intakeFeedRoutes } from './routes/intake-feeds.http.ts'
import { intakeRoutes } from './routes/intake.http.ts'
import type { System } from './system.ts'

export interface Evidence {
  readonly desk: EvidenceDesk
  addRoutes(routes: Routes): void
  stop(): Promise<void>
}

export function openEvidence(system: System, sitesOf: SitesOf): Evidence {
  const keptForDays = system.config.evidenceKeptForDays ?? 365
  const desk = openEvidenceDesk(system, { keptForDays, sitesOf })
  const intake = openIntakeHere(system, desk.book)
  return {
    desk,
    addRoutes(routes) {
      evidenceRoutes(routes, system, desk)
      evidenceEventRoutes(routes, desk)
      intakeRoutes(routes, system, intake)
      intakeFeedRoutes(routes, system, intake)
      evidenceExportRoutes(routes, desk)
      evidenceDraftRoutes(routes, system, desk)
      assessmentRoutes(routes, system, desk)
    },
    async stop() {
      await intake.stop()
      await desk.stop()
    },
  }
}
