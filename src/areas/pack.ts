/** Area packs: one JSON document with areas and where they come from. A pack is taken whole or not at all. */
import { isLanguage, ok, refuse, type Json, type JsonObject, type Result } from '#base'
import { areaKinds, type Area, type AreaCode, type AreaKind, type LonLat } from './area.ts'
import { readGeometry, toGeometry } from './geometry/geojson.ts'
import { isObject } from './json-object.ts'
import type { Repair } from './geometry/repair.ts'

export interface PackSource {
  readonly what: string
  readonly licence: string
  readonly url?: string
}

/** In the JSON text an area's shape stands as a GeoJSON `geometry`, so that any map tool can read it. */
export interface Pack {
  /** A short name, the folder's: `lipetsk`. */
  readonly pack: string
  readonly title: string
  readonly version: string
  readonly source: readonly PackSource[]
  readonly areas: readonly Area[]
}

export interface ReadPack {
  readonly pack: Pack
  /** What had to be repaired in which shape. */
  readonly repaired: readonly { readonly area: AreaCode; readonly repairs: readonly Repair[] }[]
}

/** One broken place; `at` is its path in the pack. */
export interface Broken {
  readonly at: string
  readonly area?: string
  readonly why: string
}

const areaFields = new Set(
  'code kind parent names aliases codes centre population geometry shapeQuality divided'.split(' '),
)

/** Reads a pack; when any area in it is broken the whole is refused, naming every broken place. Parents may be outside. */
export function parsePack(json: Json): Result<ReadPack, 'areas/broken-pack'> {
  const broken: Broken[] = []
  if (!isObject(json)) return refuseBroken([{ at: '', why: 'a pack is a JSON object' }])
  for (const field of ['pack', 'title', 'version'])
    if (typeof json[field] !== 'string' || json[field] === '')
      broken.push({ at: field, why: 'must be a text' })
  const source = readSource(json.source, broken)
  const areas: Area[] = []
  const repaired: { area: AreaCode; repairs: readonly Repair[] }[] = []
  if (!Array.isArray(json.areas) || json.areas.length === 0)
    broken.push({ at: 'areas', why: 'must list at least one area' })
  else
    for (const [index, raw] of (json.areas as readonly Json[]).entries()) {
      const read = readArea(raw, `areas[${index}]`, broken)
      if (read === undefined) continue
      areas.push(read.area)
      if (read.repairs.length > 0) repaired.push({ area: read.area.code, repairs: read.repairs })
    }
  checkTogether(areas, broken)
  if (broken.length > 0) return refuseBroken(broken)
  const { pack, title, version } = json as { [field: string]: string }
  return ok({ pack: { pack: pack!, title: title!, version: version!, source, areas }, repaired })
}

function refuseBroken(broken: readonly Broken[]) {
  return refuse('areas/broken-pack', {
    count: broken.length,
    broken: broken.map(({ at, area, why }) => `${at}${area === undefined ? '' : ` (${area})`}: ${why}`),
    places: broken as unknown as Json,
  })
}

function readSource(raw: Json | undefined, broken: Broken[]): PackSource[] {
  if (!Array.isArray(raw)) {
    broken.push({ at: 'source', why: 'must list where the areas come from' })
    return []
  }
  return (raw as readonly Json[]).flatMap((entry, index) => {
    if (isObject(entry) && typeof entry.what === 'string' && typeof entry.licence === 'string')
      return [entry as unknown as PackSource]
    broken.push({ at: `source[${index}]`, why: 'must say what and under which licence' })
    return []
  })
}

function readArea(
  raw: Json,
  at: string,
  broken: Broken[],
): { area: Area; repairs: readonly Repair[] } | undefined {
  const before = broken.length
  if (!isObject(raw)) {
    broken.push({ at, why: 'must be an object' })
    return undefined
  }
  const code = typeof raw.code === 'string' ? raw.code : undefined
  const fault = (field: string, why: string) =>
    void broken.push(
      code === undefined ? { at: `${at}.${field}`, why } : { at: `${at}.${field}`, area: code, why },
    )
  if (code === undefined || !/^\S+$/.test(code)) fault('code', 'must be a text without spaces')
  if (!areaKinds.includes(raw.kind as AreaKind)) fault('kind', `must be one of ${areaKinds.join(', ')}`)
  if (raw.parent !== null && typeof raw.parent !== 'string')
    fault('parent', 'must be a code, or null at the top')
  const names = isObject(raw.names) ? Object.entries(raw.names) : []
  if (names.length === 0) fault('names', 'must hold a name in at least one language')
  for (const [language, name] of names)
    if (!isLanguage(language) || typeof name !== 'string' || name.trim() === '')
      fault(`names.${language}`, 'must be a name under a language tag')
  if (raw.aliases !== undefined && !isTexts(raw.aliases)) fault('aliases', 'must be a list of texts')
  if (raw.codes !== undefined && !(isObject(raw.codes) && isTexts(Object.values(raw.codes))))
    fault('codes', 'must be texts by scheme')
  if (raw.centre !== undefined && !isLonLat(raw.centre)) fault('centre', 'must be { lon, lat } in degrees')
  if (raw.population !== undefined && !(Number.isInteger(raw.population) && Number(raw.population) >= 0))
    fault('population', 'must be a whole number')
  if (raw.divided !== undefined && raw.divided !== 'wholly' && raw.divided !== 'partly')
    fault('divided', 'must be wholly or partly')
  if ((raw.geometry === undefined) !== (raw.shapeQuality === undefined))
    fault('shapeQuality', 'must stand beside a geometry, and only there')
  else if (
    raw.geometry !== undefined &&
    raw.shapeQuality !== 'surveyed' &&
    raw.shapeQuality !== 'approximate'
  )
    fault('shapeQuality', 'must be surveyed or approximate')
  for (const field of Object.keys(raw)) if (!areaFields.has(field)) fault(field, 'is no field of an area')
  const { geometry, ...rest } = raw
  if (geometry === undefined)
    return broken.length > before ? undefined : { area: rest as unknown as Area, repairs: [] }
  const read = readGeometry(geometry)
  if (!read.ok) fault('geometry', String(read.problem.details.why))
  if (broken.length > before || !read.ok) return undefined
  return { area: { ...(rest as unknown as Area), shape: read.value.shape }, repairs: read.value.repairs }
}

function checkTogether(areas: readonly Area[], broken: Broken[]): void {
  const byCode = new Map<AreaCode, Area>()
  for (const area of areas) {
    if (byCode.has(area.code)) broken.push({ at: 'areas', area: area.code, why: 'stands in the pack twice' })
    byCode.set(area.code, area)
  }
  const rank = (area: Area) => areaKinds.indexOf(area.kind)
  for (const area of areas) {
    const parent = area.parent === null ? undefined : byCode.get(area.parent)
    if (parent !== undefined && rank(parent) > rank(area))
      broken.push({ at: 'areas', area: area.code, why: `a ${area.kind} can’t lie in a ${parent.kind}` })
  }
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string' && text !== '')
}

function isLonLat(value: unknown): value is LonLat {
  return (
    isObject(value) &&
    typeof value.lon === 'number' &&
    typeof value.lat === 'number' &&
    Math.abs(value.lon) <= 180 &&
    Math.abs(value.lat) <= 90
  )
}

/** The pack as it is written to a file; `parsePack` reads it back unchanged. */
export function writePack(pack: Pack): JsonObject {
  return {
    pack: pack.pack,
    title: pack.title,
    version: pack.version,
    source: pack.source as unknown as Json,
    areas: pack.areas.map(({ shape, ...area }) => ({
      ...(area as unknown as JsonObject),
      ...(shape === undefined ? {} : { geometry: toGeometry(shape) }),
    })),
  }
}

/**
 * Lays new areas over the ones that are loaded: by code, in the old order, new ones at the end. What the new version of
 * an area doesn't know (a shape, a centre, a population, a name in a language, a code) stays as it was.
 */
export function layOver(loaded: Iterable<Area>, incoming: Iterable<Area>): Area[] {
  const merged = new Map<AreaCode, Area>()
  for (const area of loaded) merged.set(area.code, area)
  for (const area of incoming) {
    const old = merged.get(area.code)
    merged.set(
      area.code,
      old === undefined || old === area ? area : { ...old, ...area, ...together(old, area) },
    )
  }
  return [...merged.values()]
}

function together(old: Area, area: Area): Partial<Area> {
  const aliases = [...new Set([...(old.aliases ?? []), ...(area.aliases ?? [])])]
  const codes = { ...old.codes, ...area.codes }
  return {
    names: { ...old.names, ...area.names },
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(Object.keys(codes).length === 0 ? {} : { codes }),
  }
}
