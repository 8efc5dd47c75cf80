/** Boundaries from any GeoJSON, joined by name or code to the areas that are loaded: real shapes in place of approximate ones. */
import { ok, refuse, type Json, type Result } from '#base'
import type { Area, AreaCode, Shape } from '../area.ts'
import { findAreas, type AreaSearch, type Gazetteer } from '../gazetteer.ts'
import { readFeatures, readGeometry, type Feature } from '../geometry/geojson.ts'
import { boundsOf, innerPointOf, kilometresBetween } from '../geometry/shape.ts'
import { adjectiveForm } from '../inflection.ts'
import { fold, readPlaceName } from '../place-name.ts'
import { startLog, suggest, type AreaImport, type ImportLog, type ImportOptions } from './area-import.ts'

/** Farther than this from where an area is known to be, a shape of its name is another place of that name. */
const farAwayKilometres = 300

/**
 * Joins each feature to one loaded area by its properties and gives it the shape, repaired, as `surveyed`. The property
 * that joins most features is taken, the others help where it fails. Nothing is guessed: what is ambiguous or unknown is
 * told with suggestions, and made into a new area only if `unmatched` says so.
 */
export function importBoundaries(
  file: string,
  json: Json,
  gazetteer: Gazetteer,
  options: ImportOptions = {},
): Result<AreaImport, 'areas/unrecognised-file' | 'areas/codes-missing'> {
  const features = readFeatures(json)
  if (features === undefined) return refuse('areas/unrecognised-file', { file, why: 'it holds no features' })
  if (gazetteer.hierarchy.size === 0 && options.unmatched !== 'add')
    return refuse('areas/codes-missing', { file })
  const properties =
    options.nameProperty === undefined
      ? joiningProperties(features, gazetteer, options)
      : [options.nameProperty]
  const log = startLog()
  const areas = new Map<AreaCode, Area>()
  const added: Area[] = []
  for (const [index, feature] of features.entries()) {
    const label = labelOf(feature, properties) ?? `feature ${index}`
    const search = searchFor(feature, properties, gazetteer, options)
    const match = search.decision === 'one' ? search.matches[0]!.area : undefined
    if (match !== undefined && areas.has(match.code)) {
      tell(log, file, label, 'its area has another feature', [match])
      continue
    }
    if (match === undefined && options.unmatched !== 'add') {
      const why = search.decision === 'none' ? 'no area of this name' : 'not certain which area this is'
      tell(
        log,
        file,
        label,
        why,
        search.matches.map(({ area }) => area),
      )
      continue
    }
    const read = readGeometry(feature.geometry)
    const fault = read.ok
      ? match === undefined
        ? undefined
        : misplaced(read.value.shape, match, gazetteer)
      : String(read.problem.details.why)
    if (!read.ok || fault !== undefined) {
      log.refused.push({ file, feature: label, why: fault! })
      continue
    }
    const area = match === undefined ? newArea(label, options, gazetteer, added) : match
    const { shape, repairs } = read.value
    const { lon, lat } = innerPointOf(shape)
    const centre = area.centre ?? { lon: Math.round(lon * 1e4) / 1e4, lat: Math.round(lat * 1e4) / 1e4 }
    const shaped: Area = { ...area, centre, shape, shapeQuality: 'surveyed' }
    if (match === undefined) added.push(shaped)
    else {
      areas.set(match.code, shaped)
      log.joined.push({ file, feature: label, area: match.code })
    }
    if (repairs.length > 0) log.repaired.push({ file, feature: label, area: area.code, repairs })
  }
  return ok({ areas: [...areas.values(), ...added], ...log, sources: [] })
}

function tell(log: ImportLog, file: string, feature: string, why: string, close: readonly Area[]): void {
  log.unjoined.push({ file, feature, why, suggestions: suggest(close) })
}

/** The properties that join features, the most successful first. */
function joiningProperties(
  features: readonly Feature[],
  gazetteer: Gazetteer,
  options: ImportOptions,
): string[] {
  const scores = new Map<string, number>()
  const all = new Set(features.flatMap(({ properties }) => Object.keys(properties)))
  for (const property of all) {
    const joined = features.filter(({ properties }) => {
      const value = properties[property]
      return typeof value === 'string' && search(value, gazetteer, options).decision === 'one'
    })
    // A property that is the same everywhere (the country, the region) joins nothing apart.
    const different = new Set(joined.map(({ properties }) => properties[property]))
    if (different.size > joined.length / 2) scores.set(property, different.size)
  }
  const found = [...scores].sort((a, b) => b[1] - a[1]).map(([property]) => property)
  return found.length > 0 ? found : [...all].filter((property) => nameLike.test(property))
}

const nameLike = /name|title|district|raion|rayon|hromada|region|oblast|назва|название/i

function search(text: string, gazetteer: Gazetteer, options: ImportOptions): AreaSearch {
  const within = options.within
  const found = findAreas(gazetteer, text, within === undefined ? {} : { within })
  if (found.decision !== 'one' || found.matches[0]!.area.code !== within) return found
  // The area that holds all features is none of them.
  return { matches: found.matches.slice(1), decision: 'ask' }
}

function searchFor(
  feature: Feature,
  properties: readonly string[],
  gazetteer: Gazetteer,
  options: ImportOptions,
): AreaSearch {
  let first: AreaSearch = { matches: [], decision: 'none' }
  for (const property of properties) {
    const value = feature.properties[property]
    if (typeof value !== 'string' || value.trim() === '') continue
    const found = search(value, gazetteer, options)
    if (found.decision === 'one') return found
    if (first.decision === 'none') first = found
  }
  return first
}

function labelOf({ properties }: Feature, names: readonly string[]): string | undefined {
  const keys = [...names, ...Object.keys(properties).filter((key) => nameLike.test(key))]
  const key = keys.find((key) => typeof properties[key] === 'string' && properties[key] !== '')
  return key === undefined ? undefined : String(properties[key])
}

/** Says that a shape can't be the area's because of where it lies, if so: swapped coordinates, or a namesake elsewhere. */
function misplaced(shape: Shape, area: Area, gazetteer: Gazetteer): string | undefined {
  const anchor =
    area.centre ??
    gazetteer.hierarchy
      .ancestors(area.code)
      .find((above) => above.centre !== undefined && above.kind !== 'country')?.centre
  if (anchor === undefined) return undefined
  const { west, south, east, north } = boundsOf(shape)
  const nearest = {
    lon: Math.min(east, Math.max(west, anchor.lon)),
    lat: Math.min(north, Math.max(south, anchor.lat)),
  }
  const away = kilometresBetween(anchor, nearest)
  if (away <= farAwayKilometres) return undefined
  const swapped = { lon: (south + north) / 2, lat: (west + east) / 2 }
  if (Math.abs(swapped.lat) <= 90 && kilometresBetween(anchor, swapped) <= farAwayKilometres)
    return 'latitude and longitude seem to be swapped'
  return `it lies ${Math.round(away)} km from where the area is known to be`
}

function newArea(label: string, options: ImportOptions, gazetteer: Gazetteer, added: readonly Area[]): Area {
  const parent = options.within ?? null
  const slug = fold(label).replaceAll(' ', '-')
  const base = parent === null ? `local:${slug}` : `${parent}:${slug}`
  const isTaken = (code: string) =>
    gazetteer.hierarchy.get(code as AreaCode) !== undefined || added.some((area) => area.code === code)
  let code = base
  for (let n = 2; isTaken(code); n++) code = `${base}-${n}`
  const language = /[а-яё]/i.test(label) ? (/[іїєґ]/i.test(label) ? 'uk' : 'ru') : 'en'
  const above = parent === null ? undefined : gazetteer.hierarchy.get(parent)?.kind
  // “Шебекино” beside “Шебекинский район” is a town.
  const isTown = readPlaceName(label).units.length === 0 && adjectiveForm(fold(label)) === 'no'
  const below = above === 'region' && !isTown ? 'district' : 'municipality'
  const kind = above === undefined || above === 'country' ? 'region' : below
  return { code: code as AreaCode, kind, parent, names: { [language]: label } }
}
