/** Opens everything of shelters, and gives it its routes. */
import { newToken } from '../people/sessions/token.node.ts'
import type { Routes } from './route.http.ts'
import { shelterImportRoutes } from './routes/shelter-import.http.ts'
import { shelterKeepingRoutes } from './routes/shelter-keeping.http.ts'
import { shelterLinkRoutes } from './routes/shelter-links.http.ts'
import { shelterPhotoRoutes } from './routes/shelter-photos.http.ts'
import { shelterPlanningRoutes } from './routes/shelter-planning.http.ts'
import { shelterRoutes } from './routes/shelters.http.ts'
import { openShelterDesk, type ShelterDesk } from './shelter-desk.ts'
import { openShelterImports } from './shelter-imports.ts'
import { openShelterLinks } from './shelter-links.ts'
import { openShelterPhotos } from './shelter-photos.ts'
import { openShelterPlaces, type ShelterPlaces } from './shelter-places.ts'
import type { System } from './system.ts'

export interface Shelters {
  readonly desk: ShelterDesk
  readonly places: ShelterPlaces
  addRoutes(routes: Routes, around: { readonly bodyLimit: number; readonly publicUrl: () => string }): void
}

export async function openShelters(system: System): Promise<Shelters> {
  const desk = await openShelterDesk(system)
  const places = openShelterPlaces(system)
  const keeping = { desk, places }
  const links = openShelterLinks(system, desk, newToken)
  const imports = openShelterImports(system, desk)
  const photos = openShelterPhotos(system, desk)
  return {
    ...keeping,
    addRoutes(routes, { bodyLimit, publicUrl }) {
      shelterRoutes(routes, system, keeping)
      shelterImportRoutes(routes, keeping, { imports, links, bodyLimit })
      shelterPlanningRoutes(routes, system, keeping)
      shelterPhotoRoutes(routes, system, { ...keeping, photos })
      shelterLinkRoutes(routes, system, { ...keeping, links, publicUrl })
      shelterKeepingRoutes(routes, system, { ...keeping, links })
    },
  }
}
