/** Opens everything of damage, and gives it its routes and its public page. */
import type { FastifyInstance } from 'fastify'
import { damageAccess } from './damage-access.ts'
import { openDamageDesk, type DamageDesk } from './damage-desk.ts'
import { damageObservationRoutes } from './routes/damage-observations.http.ts'
import { damagePhotos, type DamagePhotos } from './damage-photos.ts'
import { damageViews, type DamageViews } from './damage-views.ts'
import { damageWaiting } from './damage-waiting.ts'
import type { EvidenceDesk } from './evidence-desk.ts'
import { boardsOf } from './outage-board.ts'
import { addOutagePage } from './outage-page.http.ts'
import type { ResidentReportDesk } from './resident-reports.ts'
import type { Routes } from './route.http.ts'
import { damageEmbargoRoutes } from './routes/damage-embargo.http.ts'
import { damageRoutes } from './routes/damage.http.ts'
import { outageRoutes } from './routes/outages.http.ts'
import { remnantRoutes } from './routes/remnants.http.ts'
import type { System } from './system.ts'

export interface Damage {
  readonly desk: DamageDesk
  readonly views: DamageViews
  readonly photos: DamagePhotos
  addRoutes(fastify: FastifyInstance, routes: Routes): void
}

export function openDamage(
  system: System,
  { residents, evidence }: { readonly residents: ResidentReportDesk; readonly evidence: EvidenceDesk },
): Damage {
  const desk = openDamageDesk(system)
  const views = damageViews(system, desk)
  const photos = damagePhotos(system, desk)
  const access = damageAccess(system, desk, views)
  const boards = boardsOf(system, desk)
  const waiting = damageWaiting(residents, evidence)
  return {
    ...{ desk, views, photos },
    addRoutes(fastify, routes) {
      damageRoutes(routes, system, { desk, views, waiting, access })
      damageObservationRoutes(routes, system, { desk, views, photos, access })
      damageEmbargoRoutes(routes, system, { desk, views })
      outageRoutes(routes, system, { desk, boards })
      remnantRoutes(routes, system, { desk, boards })
      addOutagePage(fastify, system, boards)
    },
  }
}
