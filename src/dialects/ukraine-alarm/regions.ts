/** UkraineAlarm's tree over ours: the areas that have an id there, by their nearest one above, with the names of its clients. */
import type { Area, AreaCode, AreaKind, Hierarchy } from '#areas'
import { areaIds } from '../area-ids.ts'
import { regionName } from './region-names.ts'

export type RegionType = 'State' | 'District' | 'Community' | 'Null'

export interface Region {
  readonly id: string
  readonly type: RegionType
  readonly area: Area
  /** Nearest below that have an id. */
  readonly children: readonly Region[]
}

export interface Regions {
  readonly top: readonly Region[]
  byId(id: string): Region | undefined
  of(code: AreaCode): Region | undefined
  /** For which regions what is said of an area is told: itself, or the nearest below it that have an id. */
  toldFor(code: AreaCode): readonly Region[]
  /** The region itself and the areas around it, nearest first, each with the region that what is said of it counts for here. */
  around(region: Region): readonly (readonly [code: AreaCode, told: Region])[]
}

const types: { readonly [kind in AreaKind]: RegionType } = {
  country: 'Null',
  region: 'State',
  district: 'District',
  municipality: 'Community',
  settlement: 'Null',
}

const known = new WeakMap<Hierarchy, Regions>()

/** Made once for each map. */
export function regionsOf(hierarchy: Hierarchy): Regions {
  let regions = known.get(hierarchy)
  if (regions === undefined) known.set(hierarchy, (regions = read(hierarchy)))
  return regions
}

function read(hierarchy: Hierarchy): Regions {
  const byId = new Map<string, Region & { readonly children: Region[] }>()
  const byCode = new Map<AreaCode, Region & { readonly children: Region[] }>()
  for (const [id, area] of areaIds(hierarchy, 'ukraine-alarm').all()) {
    const region = { id, type: types[area.kind], area, children: [] }
    byId.set(id, region)
    byCode.set(area.code, region)
  }
  const top: Region[] = []
  for (const region of byId.values()) {
    const above = hierarchy.ancestors(region.area.code).find(({ code }) => byCode.has(code))
    const siblings = above === undefined ? top : byCode.get(above.code)!.children
    siblings.push(region)
  }
  const around = new Map<Region, ReturnType<Regions['around']>>()
  const told = new Map<AreaCode, readonly Region[]>()
  const toldFor = (code: AreaCode): readonly Region[] => {
    const itself = byCode.get(code)
    if (itself !== undefined) return [itself]
    let found = told.get(code)
    if (found === undefined)
      told.set(code, (found = hierarchy.children(code).flatMap((child) => toldFor(child.code))))
    return found
  }
  return {
    ...{ top, toldFor },
    byId: (id) => byId.get(id),
    of: (code) => byCode.get(code),
    around(region) {
      let found = around.get(region)
      if (found !== undefined) return found
      let counts = region
      found = [region.area, ...hierarchy.ancestors(region.area.code)].map(({ code }) => {
        counts = byCode.get(code) ?? counts
        return [code, counts] as const
      })
      around.set(region, found)
      return found
    },
  }
}

export interface RegionView {
  readonly regionId: string
  readonly regionName: string
  readonly regionType: RegionType
  readonly regionChildIds: readonly RegionView[]
}

/** `GET /api/v3/regions`. */
export function regionTree(hierarchy: Hierarchy, languages: readonly string[]) {
  const view = ({ id, type, area, children }: Region): RegionView => ({
    regionId: id,
    regionName: regionName(area, languages),
    regionType: type,
    regionChildIds: children.map(view),
  })
  return { states: regionsOf(hierarchy).top.map(view) }
}
