/** Opens everything of cases, and gives it its routes. */
import { openCaseDesk, type CaseDesk } from './case-desk.ts'
import { caseThings, type CaseParts } from './case-things.ts'
import type { ProtocolBook } from './protocol-book.ts'
import type { Routes } from './route.http.ts'
import { caseRoutes } from './routes/cases.http.ts'
import type { System } from './system.ts'

export interface Cases {
  readonly desk: CaseDesk
  addRoutes(routes: Routes): void
}

export function openCases(system: System, parts: CaseParts & { readonly book: ProtocolBook }): Cases {
  const desk = openCaseDesk(system)
  const things = caseThings(system, parts)
  return {
    desk,
    addRoutes: (routes) => caseRoutes(routes, system, { desk, things, protocols: parts.book }),
  }
}
