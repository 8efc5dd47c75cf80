/** Ukraine from the public files: codes and names from KATOTTH, boundaries and other systems' ids joined to them by name. */
import { ok, parseJson, refuse, type Result } from '#base'
import type { Area, AreaCode } from '../area.ts'
import { readFeatures } from '../geometry/geojson.ts'
import type { AreaImport, ImportOptions } from './area-import.ts'
import { readKatotth } from './katotth.ts'
import { joinAlarmIds, joinAlertsIds } from './ukraine-ids.ts'
import { indexOf } from './ukraine-joining.ts'
import { joinShapes } from './ukraine-shapes.ts'

export type UkraineFileKind = 'katotth' | 'oblasts' | 'raions' | 'hromadas' | 'ukraine-alarm' | 'alerts-in-ua'

export interface UkraineFile {
  readonly name: string
  readonly kind: UkraineFileKind
  readonly text: string
}

/**
 * Joins the files to the areas of KATOTTH, which is either among the files or loaded before. Names are compared without
 * unit words and within the region and raion that the file states; where a stated raion doesn't hold the name, the place
 * on the map decides between the region's areas of that name. What can't be joined is told, with what comes near.
 */
export function importUkraine(
  files: readonly UkraineFile[],
  loaded: Iterable<Area>,
  options: ImportOptions = {},
): Result<AreaImport, 'areas/codes-missing' | 'areas/unrecognised-file'> {
  const areas = new Map<AreaCode, Area>()
  const changed = new Set<AreaCode>()
  const before = new Map<AreaCode, Area>()
  for (const area of loaded) {
    before.set(area.code, area)
    if (area.codes?.katotth !== undefined) areas.set(area.code, area)
  }
  for (const file of files.filter(({ kind }) => kind === 'katotth'))
    for (const area of underCodesLoaded(readKatotth(file.text, options.depth ?? 'municipality'), before)) {
      const old = before.get(area.code)
      areas.set(area.code, old === undefined ? area : { ...old, ...area })
      changed.add(area.code)
    }
  if (areas.size === 0) return refuse('areas/codes-missing', { file: files[0]?.name ?? '' })
  const joining = indexOf(areas, changed)
  for (const kind of ['oblasts', 'raions', 'hromadas', 'ukraine-alarm', 'alerts-in-ua'] as const)
    for (const file of files.filter((file) => file.kind === kind)) {
      const json = parseJson(file.text)
      if (!json.ok)
        return refuse('areas/unrecognised-file', { file: file.name, why: String(json.problem.details.why) })
      if (kind === 'ukraine-alarm') joinAlarmIds(joining, file.name, json.value)
      else if (kind === 'alerts-in-ua') joinAlertsIds(joining, file.name, json.value)
      else joinShapes(joining, file.name, kind, readFeatures(json.value) ?? [])
    }
  const { log } = joining
  return ok({ areas: [...changed].map((code) => areas.get(code)!), ...log, sources: [] })
}

/** A region or raion that was loaded from GeoNames before keeps the code it has, and what lies in it names that one. */
function underCodesLoaded(read: readonly Area[], before: ReadonlyMap<AreaCode, Area>): readonly Area[] {
  const byOther = new Map<string, AreaCode>()
  for (const { code, codes, parent, kind } of before.values()) {
    if (codes?.katotth !== undefined) continue
    if (codes?.['iso3166-2']?.startsWith('UA-') === true) byOther.set(codes['iso3166-2'], code)
    if (kind === 'district' && parent !== null && codes?.['geonames-admin2'] !== undefined)
      byOther.set(codes['geonames-admin2'], code)
  }
  if (byOther.size === 0) return read
  const renamed = new Map<AreaCode, AreaCode>()
  for (const { code, kind, codes } of read) {
    const key = kind === 'district' ? code.slice(0, 6) : codes?.['iso3166-2']
    const loaded = key === undefined ? undefined : byOther.get(key)
    if (loaded !== undefined) renamed.set(code, loaded)
  }
  return read.map((area) => {
    const code = renamed.get(area.code) ?? area.code
    const parent = area.parent === null ? null : (renamed.get(area.parent) ?? area.parent)
    const codes = { ...before.get(code)?.codes, ...area.codes }
    return { ...area, code, parent, ...(Object.keys(codes).length > 0 ? { codes } : {}) }
  })
}
