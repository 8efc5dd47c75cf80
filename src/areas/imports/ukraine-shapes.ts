/** Joins Ukraine's boundary files to its areas: by code, by name within the region and raion, and by the place on the map. */
import type { Area, AreaCode, Shape } from '../area.ts'
import { readGeometry, type Feature } from '../geometry/geojson.ts'
import { buildLocator } from '../geometry/locator.ts'
import { innerPointOf } from '../geometry/shape.ts'
import { suggest } from './area-import.ts'
import { change, find, near, read, type Joining } from './ukraine-joining.ts'

interface Found {
  readonly areas: readonly Area[]
  readonly close: () => readonly Area[]
}

export function joinShapes(
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

function labelOf({ properties }: Feature, kind: string): string {
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
