/** Opens everything of damage, and gives it its routes and its public page. */
import type { FastifyInstance } from 'fastify'
import { addAssessPage } from './assess-page.http.ts'
import { damageAccess } from './damage-access.ts'
import { openDamageDesk, type DamageDesk } from './damage-desk.ts'
import { damageObservationRoutes } from './routes/damage-observations.http.ts'
import { damagePhotos, type DamagePhotos } from './damage-photos.ts'
import { damageViews, type DamageViews } from './damage-views.ts'
import { damageWaiting } from './damage-waiting.ts'
import type { EvidenceDesk } from './evidence-desk.ts'
import { openFormBook } from './form-book.ts'
import { openFormDesk, type FormDesk } from './form-desk.ts'
import { boardsOf } from './outage-board.ts'
import { addOutagePage } from './outage-page.http.ts'
import type { ResidentReportDesk } from './resident-reports.ts'
import type { Routes } from './route.http.ts'
import { damageEmbargoRoutes } from './routes/damage-embargo.http.ts'
import { damageRoutes } from './routes/damage.http.ts'
import { formRoutes } from './routes/forms.http.ts'
import { openRosaRoutes } from './routes/openrosa.http.ts'
import { outageRoutes } from './routes/outages.http.ts'
import { remnantRoutes } from './routes/remnants.http.ts'
import type { System } from './system.ts'

export interface DamageSurroundings {
  readonly residents: ResidentReportDesk
  readonly evidence: EvidenceDesk
  readonly publicUrl: () => string
}

export interface Damage {
  readonly desk: DamageDesk
  readonly views: DamageViews
  readonly photos: DamagePhotos
  readonly forms: FormDesk
  addRoutes(fastify: FastifyInstance, routes: Routes): void
}

export async function openDamage(
  system: System,
  { residents, evidence, publicUrl }: DamageSurroundings,
): Promise<Damage> {
  const desk = openDamageDesk(system)
  const views = damageViews(system, desk)
  const photos = damagePhotos(system, desk)
  const access = damageAccess(system, desk, views)
  const boards = boardsOf(system, desk)
  const waiting = damageWaiting(residents, evidence)
  const book = openFormBook(system)
  const forms = await openFormDesk(system, desk, book)
  return {
    ...{ desk, views, photos, forms },
    addRoutes(fastify, routes) {
      damageRoutes(routes, system, { desk, views, waiting, access })
      damageObservationRoutes(routes, system, { desk, views, photos, access })
      damageEmbargoRoutes(routes, system, { desk, views })
      outageRoutes(routes, system, { desk, boards })
      remnantRoutes(routes, system, { desk, boards })
      formRoutes(routes, system, { book, desk: forms })
      openRosaRoutes(routes, system, { book, desk: forms, publicUrl })
      addOutagePage(fastify, system, boards)
      addAssessPage(fastify, system)
    },
  }
}
