/** Makes the report of a night from facts alone: the same facts, asked the same, give the same report, byte for byte. */
import type { Sha256 } from '#base'
import type { Material } from './ground.ts'
import { sectionIds, type Section, type SectionId, type SituationReport } from './report.ts'
import { alertsSection } from './sections/alerts.ts'
import { damageSection, observationsSection, outagesSection, remnantsSection } from './sections/damage.ts'
import { evidenceSection } from './sections/evidence.ts'
import { openSection, unknownSection } from './sections/open.ts'
import { callOutsSection, checklistsSection, sheltersSection } from './sections/response.ts'
import { alarmsSection, statementsSection, stationsSection } from './sections/sites.ts'
import { reachSection, sirensSection } from './sections/sirens.ts'

const makers: { readonly [id in SectionId]: (material: Material) => Section } = {
  alerts: alertsSection,
  reach: reachSection,
  sirens: sirensSection,
  'call-outs': callOutsSection,
  checklists: checklistsSection,
  shelters: sheltersSection,
  alarms: alarmsSection,
  stations: stationsSection,
  statements: statementsSection,
  damage: damageSection,
  observations: observationsSection,
  outages: outagesSection,
  remnants: remnantsSection,
  evidence: evidenceSection,
  unknown: unknownSection,
  open: openSection,
}

/** What anybody may be told; of damage what is no longer under embargo. */
export const publicSections: ReadonlySet<SectionId> = new Set(['alerts', 'damage', 'outages', 'remnants'])

export function situationReport(
  material: Material,
  head: { readonly seq: number; readonly hash: Sha256 },
): SituationReport {
  const { from, to, areas, mode, face, asOf, sections } = material.asked
  const given = sectionIds.filter((id) => face === 'staff' || publicSections.has(id))
  const shown = given.filter((id) => sections.has(id))
  // One for all of them: what is folded for one section is there for the next.
  const narrowed: Material = { ...material, asked: { ...material.asked, sections: new Set(shown) } }
  const made = shown.map((id) => makers[id](narrowed))
  return {
    of: { from, to, areas, mode, face },
    asOf: { at: asOf, ...head },
    sections: face === 'staff' ? made : made.map(forPublic),
    withheld: given.filter((id) => !sections.has(id)),
  }
}

/** The public gets no links into the console, and no places of facts by which it could count what it is not told. */
function forPublic(section: Section): Section {
  return {
    ...section,
    figures: section.figures.map((one) => ({ ...one, see: '', rests: [] })),
    rows: section.rows.map(({ cells, ...row }) => {
      const { source: _, ...told } = cells
      return { ...row, cells: section.id === 'alerts' ? cells : told, see: '', rests: [] }
    }),
    columns:
      section.id === 'alerts'
        ? section.columns.filter((column) => section.rows[0]?.cells[column] !== undefined)
        : section.columns.filter((column) => column !== 'source'),
  }
}

/** The facts that a report names, once each. */
export function restsOf({ sections }: SituationReport): readonly number[] {
  const all = sections.flatMap(({ figures, rows }) => [...figures, ...rows].flatMap(({ rests }) => rests))
  return [...new Set(all)].toSorted((a, b) => a - b)
}
