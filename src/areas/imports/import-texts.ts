/** Imports any known kind of area file, told by its content: packs, codifiers, gazetteers, boundaries, other systems' ids. */
import { ok, parseJson, refuse, type Json, type Result } from '#base'
import type { Area } from '../area.ts'
import { buildGazetteer } from '../gazetteer.ts'
import { readFeatures } from '../geometry/geojson.ts'
import { isObject } from '../json-object.ts'
import { buildHierarchy } from '../hierarchy.ts'
import { layOver, parsePack } from '../pack.ts'
import type { AreaRefusal } from '../problems.ts'
import type { AreaImport, ImportOptions } from './area-import.ts'
import { importBoundaries } from './boundaries.ts'
import { geonamesLine, importGeoNames } from './geonames.ts'
import { katotthHeader } from './katotth.ts'
import { importUkraine, type UkraineFile, type UkraineFileKind } from './ukraine.ts'

export interface TextFile {
  readonly name: string
  readonly text: string
}

export type AreaFileKind = 'pack' | 'boundaries' | 'geonames' | UkraineFileKind

/** What a file is, by what stands in it; its name is only for messages. */
export function kindOfFile({ name, text }: TextFile): Result<AreaFileKind, 'areas/unrecognised-file'> {
  const start = text.slice(0, 4096).replace(/^\ufeff/, '')
  if (start.startsWith(katotthHeader)) return ok('katotth')
  if (geonamesLine.test(start.slice(0, start.lastIndexOf('\n') + 1 || undefined))) return ok('geonames')
  if (!/^\s*[{[]/.test(start))
    return refuse('areas/unrecognised-file', { file: name, why: 'neither JSON nor a list that is known' })
  const json = parseJson(text)
  if (!json.ok)
    return refuse('areas/unrecognised-file', { file: name, why: String(json.problem.details.why) })
  const kind = kindOfJson(json.value)
  if (kind === undefined)
    return refuse('areas/unrecognised-file', {
      file: name,
      why: 'JSON without areas, features or region ids',
    })
  return ok(kind)
}

function kindOfJson(json: Json): AreaFileKind | undefined {
  if (!isObject(json)) return undefined
  if (Array.isArray(json.areas)) return 'pack'
  if (Array.isArray(json.states)) return 'ukraine-alarm'
  if (isObject(json.uids)) return 'alerts-in-ua'
  const properties = readFeatures(json)?.[0]?.properties
  if (properties === undefined) return undefined
  if (properties.shapeGroup === 'UKR' && String(properties.shapeISO).startsWith('UA-')) return 'oblasts'
  if (properties.hromada !== undefined && properties.rayon !== undefined) return 'hromadas'
  if (properties.rayon !== undefined && properties.hromada === undefined) return 'raions'
  return 'boundaries'
}

/**
 * Imports files in the order they need each other (packs, code lists, then what is joined by name), whatever order they
 * are given in. Returns the areas to lay over the loaded ones, and an account of every feature. One file that can't be
 * read refuses all, and the result is checked to be one sound tree with what is loaded, so nothing loaded is ever lost.
 */
export function importTexts(
  files: readonly TextFile[],
  loaded: readonly Area[],
  options: ImportOptions = {},
): Result<AreaImport, AreaRefusal> {
  const byKind = new Map<AreaFileKind, TextFile[]>()
  for (const file of files) {
    const kind = kindOfFile(file)
    if (!kind.ok) return kind
    byKind.set(kind.value, [...(byKind.get(kind.value) ?? []), file])
  }
  let all = [...loaded]
  const parts: AreaImport[] = []
  const take = (part: AreaImport) => {
    parts.push(part)
    all = layOver(all, part.areas)
  }
  for (const file of byKind.get('pack') ?? []) {
    const read = importPack(file)
    if (!read.ok) return read
    take(read.value)
  }
  const ukrainian = [...byKind].flatMap(([kind, files]): UkraineFile[] =>
    kind === 'pack' || kind === 'geonames' || kind === 'boundaries'
      ? []
      : files.map((file) => ({ ...file, kind })),
  )
  if (ukrainian.length > 0) {
    const joined = importUkraine(ukrainian, all, options)
    if (!joined.ok) return joined
    take(joined.value)
  }
  const geonames = byKind.get('geonames') ?? []
  if (geonames.length > 0) take(importGeoNames(geonames, all))
  const { within } = options
  if (within !== undefined && !all.some((area) => area.code === within))
    return refuse('areas/unknown', { at: 'within', text: within, names: '', suggestions: [] })
  for (const file of byKind.get('boundaries') ?? []) {
    const hierarchy = buildHierarchy(all)
    if (!hierarchy.ok) return hierarchy
    const joined = importBoundaries(
      file.name,
      JSON.parse(file.text) as Json,
      buildGazetteer(hierarchy.value),
      options,
    )
    if (!joined.ok) return joined
    take(joined.value)
  }
  const sound = buildHierarchy(all)
  return sound.ok ? ok(together(parts)) : sound
}

function importPack({ name, text }: TextFile): Result<AreaImport, 'areas/broken-pack'> {
  const read = parsePack(JSON.parse(text) as Json)
  if (!read.ok) return read
  const { pack, repaired } = read.value
  return ok({
    areas: pack.areas,
    joined: [],
    unjoined: [],
    repaired: repaired.map(({ area, repairs }) => ({ file: name, feature: area, area, repairs })),
    refused: [],
    sources: pack.source,
  })
}

function together(parts: readonly AreaImport[]): AreaImport {
  return {
    areas: parts.reduce<Area[]>((areas, part) => layOver(areas, part.areas), []),
    joined: parts.flatMap((part) => part.joined),
    unjoined: parts.flatMap((part) => part.unjoined),
    repaired: parts.flatMap((part) => part.repaired),
    refused: parts.flatMap((part) => part.refused),
    sources: parts.flatMap((part) => part.sources),
  }
}
