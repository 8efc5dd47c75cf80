/** Which events a reader asked for: those that concern its areas, whatever lies in them, and whatever they lie in. */
import { ok, refuse, type Result } from '#base'
import type { AreaCode, Hierarchy } from '#areas'

export interface AreaFilter {
  /** The same for readers that asked for the same areas in any order; empty for everything. */
  readonly key: string
  readonly codes: readonly AreaCode[]
  /** The areas that those lie in. */
  readonly above: readonly AreaCode[]
}

/** What a message is about, in a form that needs no map to be compared with a filter. */
export interface Concern {
  readonly areas: ReadonlySet<AreaCode>
  /** Those areas and everything they lie in. */
  readonly areasAndAbove: ReadonlySet<AreaCode>
}

export const everything: AreaFilter = { key: '', codes: [], above: [] }

export const mostAreas = 200

/** What an event in these areas concerns; codes the map doesn't know concern only those who ask for them by name. */
export function concernOf(hierarchy: Pick<Hierarchy, 'ancestors'>, codes: readonly AreaCode[]): Concern {
  const areas = new Set(codes)
  return { areas, areasAndAbove: new Set([...areas, ...above(hierarchy, areas)]) }
}

/** The filter for the codes a client named; every code it got wrong is named in the refusal. */
export function areaFilter(
  hierarchy: Pick<Hierarchy, 'ancestors' | 'get'>,
  codes: readonly string[],
): Result<AreaFilter, 'channels/unknown-area' | 'channels/too-many-areas'> {
  if (codes.length > mostAreas)
    return refuse('channels/too-many-areas', { at: 'areas', count: codes.length, most: mostAreas })
  const wanted = [...new Set(codes as readonly AreaCode[])].sort()
  const unknown = wanted.filter((code) => hierarchy.get(code) === undefined)
  if (unknown.length > 0) return refuse('channels/unknown-area', { at: 'areas', codes: unknown })
  return ok({ key: wanted.join(','), codes: wanted, above: [...above(hierarchy, wanted)] })
}

function above(hierarchy: Pick<Hierarchy, 'ancestors'>, codes: Iterable<AreaCode>): Set<AreaCode> {
  const found = new Set<AreaCode>()
  for (const code of codes) for (const area of hierarchy.ancestors(code)) found.add(area.code)
  return found
}

/** An area, its ancestors and its descendants hear of it; neighbours don't. */
export function concerns(filter: AreaFilter, concern: Concern): boolean {
  if (filter.key === '') return true
  return (
    filter.codes.some((code) => concern.areasAndAbove.has(code)) ||
    filter.above.some((code) => concern.areas.has(code))
  )
}
