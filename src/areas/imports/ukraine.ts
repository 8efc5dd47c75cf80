/** Ukraine from the public files: codes and names from KATOTTH, boundaries and other systems' ids joined to them by name. */
import { parseJson, refuse, ok, ukrainian, type Json, type Result } from '#base'
import { nameOf, type Area, type AreaCode, type Shape } from '../area.ts'
import { isObject, readFeatures, readGeometry, type Feature } from '../geometry/geojson.ts'
import { buildLocator } from '../geometry/locator.ts'
import { innerPointOf } from '../geometry/shape.ts'
import { fold, readPlaceName, type PlaceName } from '../place-name.ts'
import { startLog, suggest, type AreaImport, type ImportLog, type ImportOptions } from './area-import.ts'
import { readKatotth } from './katotth.ts'
import { knownSlips } from './ukraine-names.ts'

export type UkraineFileKind = 'katotth' | 'oblasts' | 'raions' | 'hromadas' | 'ukraine-alarm' | 'alerts-in-ua'

export interface UkraineFile {
  readonly name: string
  readonly kind: UkraineFileKind
  readonly text: string
}

/** Areas while things are joined to them; written back whole at the end. */
interface Joining {
  readonly areas: Map<AreaCode, Area>
  readonly changed: Set<AreaCode>
  readonly log: ImportLog
  readonly regions: NameIndex
  readonly raions: NameIndex
  /** By region. */
  readonly hromadas: Map<AreaCode, NameIndex>
}

type NameIndex = Map<string, { readonly area: Area; readonly name: PlaceName }[]>

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
    for (const area of readKatotth(file.text, options.depth ?? 'municipality')) {
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

function indexOf(areas: Map<AreaCode, Area>, changed: Set<AreaCode>): Joining {
  const joining: Joining = {
    areas,
    changed,
    log: startLog(),
    regions: new Map(),
    raions: new Map(),
    hromadas: new Map(),
  }
  for (const area of areas.values()) {
    if (area.kind === 'region') enter(joining.regions, area)
    if (area.kind === 'district') enter(joining.raions, area)
    if (area.kind !== 'municipality') continue
    const region = regionOf(areas, area)
    if (!joining.hromadas.has(region)) joining.hromadas.set(region, new Map())
    enter(joining.hromadas.get(region)!, area)
  }
  return joining
}

function enter(index: NameIndex, area: Area): void {
  for (const text of [area.names.uk ?? nameOf(area, ukrainian), ...(area.aliases ?? [])]) {
    const name = readPlaceName(text)
    const entries = index.get(name.plain)
    if (entries === undefined) index.set(name.plain, [{ area, name }])
    else if (!entries.some((entry) => entry.area.code === area.code)) entries.push({ area, name })
  }
}

function regionOf(areas: ReadonlyMap<AreaCode, Area>, area: Area): AreaCode {
  let at = area
  while (at.kind !== 'region' && at.parent !== null) {
    const parent = areas.get(at.parent)
    if (parent === undefined) break
    at = parent
  }
  return at.code
}

/** “м. Вінниця та Вінницька територіальна громада” is that hromada, and an urban one, since a city is its centre. */
function read(text: string): PlaceName {
  const hromada = /^м\.\s*.+?\s+та\s+(.+)$/u.exec(text)?.[1]
  const name = readPlaceName(hromada ?? text)
  return hromada !== undefined && name.finer === '' ? { ...name, finer: 'urban' } : name
}

/** Areas of that name; where types are stated and none agrees, a known slip of the pen, and only then the name alone. */
function find(index: NameIndex | undefined, name: PlaceName): Area[] {
  const named = index?.get(name.plain) ?? []
  const agreeing = named.filter((entry) => agree(entry.name, name))
  const meant = knownSlips[name.plain]
  const slipped =
    meant === undefined ? [] : (index?.get(meant) ?? []).filter((entry) => agree(entry.name, name))
  const found = agreeing.length > 0 ? agreeing : slipped.length > 0 ? slipped : named
  return found.map((entry) => entry.area)
}

function agree(a: PlaceName, b: PlaceName): boolean {
  return a.finer === '' || b.finer === '' || a.finer === b.finer
}

/** Areas that resemble the name, for the person who must join by hand. */
function near(index: NameIndex | undefined, name: PlaceName): Area[] {
  const start = fold(name.plain).slice(0, 4)
  return [...(index ?? [])].flatMap(([plain, entries]) =>
    plain.startsWith(start) ? entries.map((entry) => entry.area) : [],
  )
}

interface Found {
  readonly areas: readonly Area[]
  readonly close: () => readonly Area[]
}

function joinShapes(
  joining: Joining,
  file: string,
  kind: 'oblasts' | 'raions' | 'hromadas',
  features: readonly Feature[],
): void {
  const { log } = joining
  const districts = [...joining.areas.values()].filter((area) => area.kind === 'district')
  const raions = kind === 'hromadas' ? buildLocator(districts) : undefined
  const taken = new Set<AreaCode>()
  for (const feature of features) {
    const label = labelOf(feature, kind)
    const geometry = readGeometry(feature.geometry)
    const place = geometry.ok ? geometry.value.shape : undefined
    const found = findFeature(joining, kind, feature, () =>
      place === undefined || raions === undefined ? [] : raions.locate(innerPointOf(place)),
    )
    const area = found.areas.length === 1 ? found.areas[0]! : undefined
    if (area === undefined) {
      const why = found.areas.length === 0 ? 'no area of this name' : 'several areas of this name'
      log.unjoined.push({
        file,
        feature: label,
        why,
        suggestions: suggest([...found.areas, ...found.close()]),
      })
      continue
    }
    if (taken.has(area.code)) {
      log.unjoined.push({
        file,
        feature: label,
        why: 'its area has another feature',
        suggestions: suggest([area]),
      })
      continue
    }
    taken.add(area.code)
    log.joined.push({ file, feature: label, area: area.code })
    // Cities with special status stand in the hromada file too; the oblast file draws them better.
    if (kind === 'hromadas' && area.kind === 'region' && joining.areas.get(area.code)!.shape !== undefined)
      continue
    if (!geometry.ok) {
      log.refused.push({ file, feature: label, why: String(geometry.problem.details.why) })
      continue
    }
    if (geometry.value.repairs.length > 0)
      log.repaired.push({ file, feature: label, area: area.code, repairs: geometry.value.repairs })
    const alias = kind === 'oblasts' ? String(feature.properties.shapeName) : undefined
    change(joining, area.code, withShape(joining.areas.get(area.code)!, geometry.value.shape, alias))
  }
}

function labelOf({ properties }: Feature, kind: UkraineFileKind): string {
  if (kind === 'oblasts') return String(properties.shapeName)
  return [properties.region, properties.rayon, properties.hromada].filter(Boolean).join(', ')
}

function findFeature(
  joining: Joining,
  kind: 'oblasts' | 'raions' | 'hromadas',
  { properties }: Feature,
  liesIn: () => readonly AreaCode[],
): Found {
  if (kind === 'oblasts') {
    const iso = properties.shapeISO
    return {
      areas: [...joining.areas.values()].filter((area) => area.codes?.['iso3166-2'] === iso),
      close: () => [],
    }
  }
  if (kind === 'raions') {
    const name = read(String(properties.rayon))
    return { areas: find(joining.raions, name), close: () => near(joining.raions, name) }
  }
  return findHromada(joining, properties, liesIn)
}

function withShape(area: Area, shape: Shape, alias: string | undefined): Area {
  const aliases = new Set([...(area.aliases ?? []), ...(alias === undefined ? [] : [alias])])
  for (const name of Object.values(area.names)) aliases.delete(name)
  return {
    ...area,
    ...(aliases.size === 0 ? {} : { aliases: [...aliases] }),
    centre: area.centre ?? rounded(shape),
    shape,
    shapeQuality: 'surveyed',
  }
}

function rounded(shape: Shape) {
  const { lon, lat } = innerPointOf(shape)
  return { lon: Math.round(lon * 1e4) / 1e4, lat: Math.round(lat * 1e4) / 1e4 }
}

function change(joining: Joining, code: AreaCode, area: Area): void {
  joining.areas.set(code, area)
  joining.changed.add(code)
}

/** Where the stated raion and the place on the map disagree, the place decides: the shape is what is joined. */
function findHromada(
  joining: Joining,
  { region: regionText, rayon, hromada }: Feature['properties'],
  liesIn: () => readonly AreaCode[],
): Found {
  const text = String(hromada)
  const name = read(text)
  const region = find(joining.regions, read(String(regionText)))[0]
  const index = region === undefined ? undefined : joining.hromadas.get(region.code)
  const close = () => near(index, name)
  // Kyiv, Sevastopol and Crimea stand in the file once, as a whole.
  if (!text.includes('громада')) return { areas: find(joining.regions, name), close }
  const plain = { ...name, finer: '' }
  const inOneOf = (raions: readonly AreaCode[], areas: readonly Area[]) =>
    areas.filter((area) => area.parent !== null && raions.includes(area.parent))
  const lying = liesIn()
  const stated = find(joining.raions, read(String(rayon))).map((raion) => raion.code)
  for (const areas of [
    inOneOf(lying, find(index, name)),
    inOneOf(lying, find(index, plain)),
    inOneOf(stated, find(index, name)),
  ])
    if (areas.length === 1) return { areas, close }
  return { areas: find(index, name), close }
}

function joinAlarmIds(joining: Joining, file: string, json: Json): void {
  const scheme = 'ukraine-alarm'
  const list = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : [])
  const states = isObject(json) ? list(json.states) : []
  for (const state of states) {
    const label = String(state.stateName)
    const region = joinId(joining, file, scheme, state.stateId, label, find(joining.regions, read(label)))
    const hromadas = region === undefined ? undefined : joining.hromadas.get(region.code)
    for (const district of list(state.districts)) {
      const name = String(district.districtName)
      const found = find(joining.raions, read(name))
      const raion = joinId(joining, file, scheme, district.districtId, `${label}, ${name}`, found)
      const candidates = (text: string) => {
        const named = find(hromadas, read(text))
        const inRaion = named.filter((area) => area.parent === raion?.code)
        return inRaion.length > 0 ? inRaion : named
      }
      const waiting: (() => void)[] = []
      for (const community of list(district.communities)) {
        const text = String(community.communityName)
        const join = (areas: readonly Area[]) =>
          joinId(joining, file, scheme, community.communityId, `${label}, ${name}, ${text}`, areas, text)
        const areas = candidates(text)
        if (areas.length <= 1) join(areas)
        // The list is complete, so of two hromadas of one name the second is the one that the first is not.
        else
          waiting.push(() =>
            join(areas.filter((a) => joining.areas.get(a.code)!.codes?.[scheme] === undefined)),
          )
      }
      for (const join of waiting) join()
    }
  }
}

function joinAlertsIds(joining: Joining, file: string, json: Json): void {
  const uids = isObject(json) && isObject(json.uids) ? json.uids : {}
  for (const [uid, raw] of Object.entries(uids)) {
    const text = String(raw)
    const index = text.endsWith('район') ? joining.raions : joining.regions
    joinId(joining, file, 'alerts-in-ua', uid, text, find(index, read(text)))
  }
}

function joinId(
  joining: Joining,
  file: string,
  scheme: string,
  id: unknown,
  label: string,
  found: readonly Area[],
  spelling?: string,
): Area | undefined {
  const area = found.length === 1 ? joining.areas.get(found[0]!.code) : undefined
  if (area === undefined) {
    const why = found.length === 0 ? 'no area of this name' : 'several areas of this name'
    joining.log.unjoined.push({ file, feature: `${label} (${id})`, why, suggestions: suggest(found) })
    return undefined
  }
  joining.log.joined.push({ file, feature: label, area: area.code })
  // “м. Вінниця та Вінницька територіальна громада” is how other systems write it, so it finds the area here too.
  const aliases = spelling?.startsWith('м.')
    ? [...new Set([...(area.aliases ?? []), spelling])]
    : area.aliases
  change(joining, area.code, {
    ...area,
    ...(aliases === undefined ? {} : { aliases }),
    codes: { ...area.codes, [scheme]: String(id) },
  })
  return area
}
