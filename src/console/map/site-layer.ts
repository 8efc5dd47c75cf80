/** Sites as the server draws them (GeoJSON, RFC 7946), as a layer of the map: rings, houses, stations. Pure. */
import {
  isNews,
  type StationLayer,
  type StationOnMap,
  type SiteOnMap,
  type StationState,
} from './stations.ts'
import { worldOf } from './view.ts'

type Position = readonly [number, number]
interface Point {
  readonly type: 'Point'
  readonly coordinates: Position
}
interface Polygon {
  readonly type: 'Polygon' | 'MultiPolygon'
  readonly coordinates: readonly unknown[]
}
export interface SiteProperties {
  readonly is: 'site'
  readonly id: string
  readonly name: string
}
type StationProperties = Omit<StationOnMap, 'at' | 'value'> & { readonly is: 'station' }
type Feature =
  | { readonly geometry: Point; readonly properties: SiteProperties | StationProperties }
  | {
      readonly geometry: Polygon
      readonly properties: { readonly is: 'ring'; readonly site: string; readonly name: string }
    }
/** `GET /v1/sites.geojson`: of stations the gravest last. */
export interface SitesAsMap {
  readonly features: readonly Feature[]
}

export type WhichStations = 'news' | 'all'

/** `value` writes a number with its unit. */
export function layerOf(
  { features }: SitesAsMap,
  which: WhichStations,
  value: (value: number, unit: string) => string,
): Pick<StationLayer, 'stations' | 'sites'> {
  const sites = new Map<string, SiteOnMap & { rings: SiteOnMap['rings'][number][] }>()
  const stations: StationOnMap[] = []
  const rings: { readonly site: string; readonly ring: SiteOnMap['rings'][number] }[] = []
  for (const { geometry, properties } of features) {
    if (properties.is === 'ring') {
      const ring = ringOf(geometry as Polygon)
      if (ring !== undefined) rings.push({ site: properties.site, ring: { name: properties.name, ...ring } })
      continue
    }
    const [lon, lat] = (geometry as Point).coordinates
    const at = worldOf({ lon, lat })
    if (properties.is === 'site')
      sites.set(properties.id, { id: properties.id, name: properties.name, at, rings: [] })
    else if (which === 'all' || isNews(properties.state)) {
      const { latest, unit, state } = properties
      // An old value beside the sign of blindness would be read as one of now.
      const said = latest === null || state === 'dark' ? '' : value(latest.value, unit)
      stations.push({ ...properties, at, value: said })
    }
  }
  for (const { site, ring } of rings) sites.get(site)?.rings.push(ring)
  return { stations, sites: [...sites.values()] }
}

/** The outer ring of the first polygon. */
function ringOf({ type, coordinates }: Polygon) {
  const polygon = (type === 'MultiPolygon' ? coordinates[0] : coordinates) as
    | readonly Position[][]
    | undefined
  const outer = polygon?.[0]
  if (outer === undefined || outer.length === 0) return undefined
  const points = outer.map(([lon, lat]) => worldOf({ lon, lat }))
  const top = points.reduce((highest, point) => (point.y < highest.y ? point : highest))
  return { ring: Float64Array.from(points.flatMap(({ x, y }) => [x, y])), top }
}

/** How many there are of each state, whichever are shown. */
export function statesIn({ features }: SitesAsMap): readonly { readonly state: StationState }[] {
  return features.flatMap(({ properties }) => (properties.is === 'station' ? [properties] : []))
}
