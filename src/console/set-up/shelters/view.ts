/** Shelters as this part shows them: found, filtered and put in order; findings by what was found. Pure. */
import { fold } from '../../find.ts'
import type { Finding, KeptShelter, Outcome, PlannedArea } from './answers.ts'

export interface Wanted {
  readonly text: string
  readonly type: string
  readonly state: string
  readonly visibility: string
}
export const anything: Wanted = { text: '', type: 'any', state: 'any', visibility: 'any' }

/** Each with what it is found by, so that folding is done once. */
export interface Findable {
  readonly shelter: KeptShelter
  readonly text: string
}

export function findable(shelters: readonly KeptShelter[]): readonly Findable[] {
  return shelters.map((shelter) => ({
    shelter,
    text: fold(
      [...Object.values(shelter.names), shelter.address, shelter.id, shelter.origin?.key ?? ''].join(' '),
    ),
  }))
}

export function wantedOf(all: readonly Findable[], wanted: Wanted): readonly KeptShelter[] {
  const parts = fold(wanted.text).split(' ')
  const fits = (asked: string, is: string) => asked === 'any' || asked === is
  return all
    .filter(
      ({ shelter: { type, status, visibility }, text }) =>
        fits(wanted.type, type) &&
        fits(wanted.state, status.state) &&
        fits(wanted.visibility, visibility) &&
        parts.every((part) => text.includes(part)),
    )
    .map(({ shelter }) => shelter)
}

/** By name as people count: 2 before 10. */
export function inOrder(
  shelters: readonly KeptShelter[],
  nameOf: (shelter: KeptShelter) => string,
  language: string,
): readonly KeptShelter[] {
  const { compare } = new Intl.Collator(language, { numeric: true })
  return shelters
    .map((shelter) => [nameOf(shelter), shelter] as const)
    .toSorted(([a], [b]) => compare(a, b))
    .map(([, shelter]) => shelter)
}

export interface FindingGroup {
  readonly code: string
  readonly effect: Finding['effect']
  readonly findings: readonly Finding[]
}

const worstFirst: readonly Finding['effect'][] = ['refused', 'doubted', 'mended']

/** What was refused first; of these what was found most. */
export function groupsOf(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = Map.groupBy(findings, ({ code }) => code)
  return [...groups]
    .map(([code, all]) => ({ code, effect: all[0]!.effect, findings: all }))
    .toSorted(
      (a, b) =>
        worstFirst.indexOf(a.effect) - worstFirst.indexOf(b.effect) || b.findings.length - a.findings.length,
    )
}

export const outcomes: readonly Outcome[] = ['taken', 'mended', 'doubted', 'refused']
export const outcomeMarks = { taken: '✓', mended: '✎', doubted: '?', refused: '✕' } as const
export const stateMarks = { open: '✓', full: '●', closed: '✕', unknown: '?' } as const

export const planColumns = [
  ...(['name', 'population', 'placesPer100People', 'places', 'shelters'] as const),
  ...(['capacityUnknown', 'wheelchair', 'hidden', 'surfacePercent', 'people'] as const),
] as const
export type PlanColumn = (typeof planColumns)[number]

function figureOf(area: PlannedArea, column: Exclude<PlanColumn, 'name'>): number | null {
  if (column === 'surfacePercent') return area.beyond.surfacePercent
  return column === 'people' ? (area.beyond.people?.beyond ?? null) : area[column]
}

/** What is not known stands last, whichever way. */
export function planInOrder(
  areas: readonly PlannedArea[],
  by: { readonly column: PlanColumn; readonly way: 'ascending' | 'descending' },
  nameOf: (area: PlannedArea) => string,
  language: string,
): readonly PlannedArea[] {
  const { column, way } = by
  const sign = way === 'ascending' ? 1 : -1
  const { compare } = new Intl.Collator(language, { numeric: true })
  if (column === 'name') return areas.toSorted((a, b) => sign * compare(nameOf(a), nameOf(b)))
  return areas.toSorted((a, b) => {
    const [one, other] = [figureOf(a, column), figureOf(b, column)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return sign * (one - other) || compare(nameOf(a), nameOf(b))
  })
}
