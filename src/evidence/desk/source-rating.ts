/** A source on the desk and the change of its grade: every grade it ever had stays to be seen, with who gave it and why. */
import { ok, refuse, type ActorId, type Instant, type Result, type Sha256 } from '#base'
import type { SourceId } from './document.ts'
import { gradeNow, unjudgedReliability, type Rated, type Reliability } from './rating.ts'

export interface DeskSource {
  readonly id: SourceId
  readonly version: number
  readonly ratings: readonly Rated<Reliability>[]
}

export interface SourceFact {
  readonly type: 'evidence-source-rated'
  readonly source: SourceId
  readonly at: Instant
  readonly by: ActorId
  readonly data: Pick<Rated<Reliability>, 'from' | 'to' | 'why'>
}

export function evolveSource(before: DeskSource | undefined, fact: SourceFact): DeskSource {
  const source = before ?? { id: fact.source, version: 0, ratings: [] }
  const next = { ...source, version: source.version + 1 }
  if (fact.type !== 'evidence-source-rated') return next
  return { ...next, ratings: [...source.ratings, { ...fact.data, at: fact.at, by: fact.by }] }
}

export function decideRating(
  source: DeskSource,
  to: Reliability,
  why: Sha256,
  { at, by }: { readonly at: Instant; readonly by: ActorId },
): Result<SourceFact[]> {
  const from = gradeNow(source.ratings, unjudgedReliability)
  if (from === to) return refuse('evidence/rated-so-already', { grade: to })
  return ok([{ type: 'evidence-source-rated', source: source.id, at, by, data: { from, to, why } }])
}
