/** Our areas by the ids that a dialect's clients know: from the codes that a pack or an import gave them. */
import type { Area, AreaCode, Hierarchy } from '#areas'

export interface AreaIds {
  idOf(code: AreaCode): string | undefined
  areaOf(id: string): Area | undefined
  /** Every area with an id, in the map's order. */
  all(): Iterable<readonly [id: string, area: Area]>
}

const known = new WeakMap<Hierarchy, Map<string, AreaIds>>()

/** Made once for each map; `scheme` is a name under `codes`. */
export function areaIds(hierarchy: Hierarchy, scheme: string): AreaIds {
  let schemes = known.get(hierarchy)
  if (schemes === undefined) known.set(hierarchy, (schemes = new Map()))
  let ids = schemes.get(scheme)
  if (ids === undefined) schemes.set(scheme, (ids = read(hierarchy, scheme)))
  return ids
}

function read(hierarchy: Hierarchy, scheme: string): AreaIds {
  const byId = new Map<string, Area>()
  for (const area of hierarchy.all()) {
    const id = area.codes?.[scheme]
    if (id !== undefined && !byId.has(id)) byId.set(id, area)
  }
  return {
    idOf: (code) => hierarchy.get(code)?.codes?.[scheme],
    areaOf: (id) => byId.get(id),
    all: () => byId,
  }
}
