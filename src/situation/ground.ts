/** What the report is made from beside facts: the map, and what things and people are called. All of it is handed in. */
import type { AreaCode, Hierarchy, LonLat } from '#areas'
import type { InLanguages, Instant } from '#base'
import type { ClaimRef, Provenance } from '#evidence'
import type { Fact } from '#ledger'
import type { Protocol } from '#response'
import type { Site } from '#sites'
import type { ReportOf, SectionId } from './report.ts'

/** A question of a case that nobody has answered yet; whoever keeps cases gives them. */
export interface OpenQuestion {
  readonly id: string
  readonly question: string
  /** Of its case; empty: of no area in particular. */
  readonly areas: readonly AreaCode[]
  readonly since: Instant
  readonly rests: readonly number[]
  readonly see: string
}

export interface Ground {
  readonly hierarchy: Pick<Hierarchy, 'get' | 'ancestors' | 'children' | 'contains'>
  areaAt(point: LonLat): AreaCode | undefined
  /** Of people, and of what gives messages; undefined where it was erased. */
  personName(id: string): string | undefined
  /** What a source of damage or outages is called. */
  sourceName(ref: string): string | undefined
  /** Of the document that a claim or a statement rests on. */
  documentSource(evidence: string): string | undefined
  provenanceOf(claim: ClaimRef): Provenance
  protocol(id: string, version: number): Protocol | undefined
  site(id: string): Site | undefined
  dangerNames(ladder: string, level: string): InLanguages<string>
  /** Whether whoever asks may read of damage, sites and cases there. */
  mayRead(area: AreaCode): boolean
  readonly questions: readonly OpenQuestion[]
}

export interface Asked extends ReportOf {
  readonly asOf: Instant
  /** Those that whoever asks may read. */
  readonly sections: ReadonlySet<SectionId>
}

export interface Material {
  /** In the order of the ledger, of one mode. */
  readonly facts: readonly Fact[]
  readonly asked: Asked
  readonly ground: Ground
}

/** Whether anything of these areas is asked for: the one lies in the other. Of what has no area everything is. */
export function concerns({ asked, ground }: Material, areas: readonly AreaCode[]): boolean {
  if (asked.areas.length === 0 || areas.length === 0) return true
  const { contains } = ground.hierarchy
  return areas.some((area) => asked.areas.some((own) => contains(own, area) || contains(area, own)))
}

export function areaNames({ ground }: Material, areas: readonly AreaCode[]) {
  return {
    is: 'names' as const,
    of: areas.map((code) => ({ code: code as string, names: ground.hierarchy.get(code)?.names ?? {} })),
  }
}

/** Whether it lies in the period: it began before its end, and did not end before its beginning. */
export function isWithin(
  { asked }: Pick<Material, 'asked'>,
  begun: Instant,
  ended: Instant | null = null,
): boolean {
  return begun < asked.to && (ended === null || ended >= asked.from)
}
