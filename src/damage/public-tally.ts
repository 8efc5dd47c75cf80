/** What the public is told of damage: after the embargo, by area and never nearer than a municipality, without sources' ids, points or addresses. */
import type { AreaCode, Hierarchy } from '#areas'
import type { Instant, Mode } from '#base'
import { subjects, type OccurrenceId, type Subject } from './observation.ts'
import { publicFrom, standsForIn, type DamageRecord, type DamageState } from './record.ts'
import { talliesOf, type Standing } from './tally.ts'

export interface PublicLine {
  readonly occurrence: OccurrenceId
  readonly area: AreaCode
  readonly subject: Subject
  readonly standing: Standing
  readonly atLeast: number
  readonly atMost: number | null
}

/** A village of five houses is a point on the map: what lies in a settlement is told of the area around it. */
export function publicArea(hierarchy: Pick<Hierarchy, 'get' | 'ancestors'>, area: AreaCode): AreaCode {
  if (hierarchy.get(area)?.kind !== 'settlement') return area
  return hierarchy.ancestors(area).find(({ kind }) => kind !== 'settlement')?.code ?? area
}

export function publicTally(
  state: DamageState,
  hierarchy: Pick<Hierarchy, 'get' | 'ancestors'>,
  { now, mode }: { readonly now: Instant; readonly mode: Mode },
): readonly PublicLine[] {
  const open = [...state.observations.values()].filter(
    (one) => one.mode === mode && publicFrom(state, one) <= now,
  )
  const standsFor = standsForIn(state)
  const lines: PublicLine[] = []
  for (const [occurrence, those] of byOccurrence(open)) {
    const areas = new Set(
      those.flatMap(({ area }) => {
        const own = publicArea(hierarchy, area)
        return [own, ...hierarchy.ancestors(own).map(({ code }) => code)]
      }),
    )
    const bySubject = subjects.map((subject) =>
      talliesOf({ hierarchy, observations: those, standsFor }, subject),
    )
    for (const area of [...areas].toSorted())
      for (const tallies of bySubject) {
        const tally = tallies.get(area)
        for (const { standing, atLeast, atMost } of tally?.lines ?? [])
          lines.push({ occurrence, area, subject: tally!.subject, standing, atLeast, atMost })
      }
  }
  return lines
}

function byOccurrence(
  those: readonly DamageRecord[],
): readonly (readonly [OccurrenceId, readonly DamageRecord[]])[] {
  return [...Map.groupBy(those, ({ occurrence }) => occurrence)].toSorted(([a], [b]) => (a < b ? 1 : -1))
}
