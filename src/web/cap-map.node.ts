/** Draws where a message's shapes lie, on a map of the world fitted to them. Loads that world only when it is called. */
import { readFile } from 'node:fs/promises'
import {
  geoArea,
  geoAzimuthalEqualArea,
  geoBounds,
  geoCentroid,
  geoCircle,
  geoContains,
  geoDistance,
  geoEqualEarth,
  geoGraticule,
  geoOrthographic,
  geoPath,
  type GeoProjection,
} from 'd3-geo'
import { feature, mesh, type merge } from 'topojson-client'
import type { CapArea, CapMessage, CapPoint } from '#cap'
import type { CapMapView, CapShapeView } from './cap-page-view.ts'
import { pathPen } from './path-pen.ts'

const size = { width: 640, height: 440 }
/** Of the picture, on each side of the shapes: so that one sees where in the world they are. */
const surroundings = 0.2
/** What is smaller than this is drawn with as much around it. */
const leastKilometres = 40
const mostShapes = 400
const globeRadius = 46
const earthKilometres = 6_371
const kilometresPerDegree = (earthKilometres * Math.PI) / 180

interface Polygon {
  readonly type: 'Polygon'
  coordinates: number[][][]
}
interface MultiPolygon {
  readonly type: 'MultiPolygon'
  coordinates: number[][][][]
}
interface Country {
  readonly type: 'Feature'
  readonly geometry: Polygon | MultiPolygon
  readonly properties: { readonly name: string }
}
interface Countries {
  readonly type: 'FeatureCollection'
  features: Country[]
}
type Topology = Parameters<typeof merge>[0]
/** Countries whose borders are still arcs that they share. */
type Joined = Exclude<Parameters<typeof merge>[1], readonly unknown[]>
type World = Topology & { readonly objects: { readonly countries: Joined } }
interface Shape {
  readonly names: string[]
  readonly geometry: MultiPolygon
}

/** Undefined when the messages have no shape that can be drawn. */
export async function drawCapMap(messages: readonly CapMessage[]): Promise<CapMapView | undefined> {
  const all = shapesOf(messages)
  const shapes = all.slice(0, mostShapes)
  if (shapes.length === 0) return undefined
  const everything: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: shapes.flatMap(({ geometry }) => geometry.coordinates),
  }
  const projection = fittedTo(everything)
  const kilometresPerPixel = scaleOf(projection)
  const wide = kilometresPerPixel * size.width > 5_000
  const world = await loadWorld(wide ? 'coarse' : 'fine')
  const draw = (what: Parameters<ReturnType<typeof geoPath>>[0], nearest: number) => {
    const pen = pathPen(nearest)
    geoPath(projection, pen)(what)
    return pen.path()
  }
  const near = isNear(projection)
  // Most of the world isn't in the picture; finding that out one border point after the other takes a second.
  const nearby: Joined = {
    type: 'GeometryCollection',
    geometries: world.objects.countries.geometries.filter((one) =>
      near((feature(world, one) as Country).geometry),
    ),
  }
  const countries = feature(world, nearby) as Countries
  const marks = shapes.map((shape, index) => drawn(shape, index + 1, projection, draw))
  const step = graticuleStep(kilometresPerPixel)
  return {
    ...size,
    land: draw(countries, 0.7),
    borders: draw(
      mesh(world, nearby, (a, b) => a !== b),
      0.7,
    ),
    graticule: draw(
      geoGraticule()
        .step([step, step])
        .extentMajor([
          [-180, -90 + step / 2],
          [180, 90 - step / 2],
        ])(),
      0.7,
    ),
    globe: await drawGlobe(projection),
    countries: namesOf(countries, projection).filter(({ name, x, y }) =>
      marks.every(({ mark }) => Math.abs(mark.x - x) > name.length * 4 + 14 || Math.abs(mark.y - y) > 20),
    ),
    shapes: marks,
    leftOut: all.length - shapes.length,
    scale: scaleBar(kilometresPerPixel),
  }
}

function drawn(
  { names, geometry }: Shape,
  number: number,
  projection: GeoProjection,
  draw: (what: MultiPolygon, nearest: number) => string,
): CapShapeView {
  // The mark stands in the largest part: the middle of an archipelago is water.
  const largest = geometry.coordinates
    .map((coordinates): Polygon => ({ type: 'Polygon', coordinates }))
    .reduce((best, one) => (geoArea(one) > geoArea(best) ? one : best))
  const [x = 0, y = 0] = projection(geoCentroid(largest)) ?? []
  return { number, names, path: draw(geometry, 0.4), mark: { x: Math.round(x), y: Math.round(y) } }
}

/** Shapes that are drawn alike are one shape with several names. */
function shapesOf(messages: readonly CapMessage[]): Shape[] {
  const byPlace = new Map<string, Shape>()
  for (const area of messages.flatMap(({ info }) => info.flatMap((it) => it.area ?? []))) {
    const key = JSON.stringify([area.polygon ?? [], area.circle ?? []])
    const known = byPlace.get(key)
    if (known === undefined) {
      const coordinates = polygonsOf(area)
      if (coordinates.length > 0)
        byPlace.set(key, { names: [area.areaDesc], geometry: { type: 'MultiPolygon', coordinates } })
    } else if (!known.names.includes(area.areaDesc)) known.names.push(area.areaDesc)
  }
  return [...byPlace.values()]
}

function polygonsOf(area: CapArea): Polygon['coordinates'][] {
  const rings = (area.polygon ?? []).flatMap((ring) => {
    const closed = closedRing(ring)
    return closed === undefined ? [] : [[closed]]
  })
  const circles = (area.circle ?? []).map(({ centre, radiusKilometres }) => {
    // A radius of nought is a spot; it is given a kilometre so that it can be seen.
    const radius = Math.min(90, Math.max(1, radiusKilometres) / kilometresPerDegree)
    return geoCircle().center([centre.lon, centre.lat]).radius(radius).precision(4)().coordinates
  })
  return [...rings, ...circles]
}

/** On a sphere a ring has two insides; CAP means the smaller. */
function closedRing(ring: readonly CapPoint[]): [number, number][] | undefined {
  const points = ring.filter(isOnEarth).map(({ lon, lat }): [number, number] => [lon, lat])
  const [first] = points
  if (first === undefined || points.length < 3) return undefined
  const last = points.at(-1)!
  if (first[0] !== last[0] || first[1] !== last[1]) points.push(first)
  if (points.length < 4) return undefined
  const inverted = geoArea({ type: 'Polygon', coordinates: [points] }) > 2 * Math.PI
  return inverted ? points.toReversed() : points
}

function isOnEarth({ lon, lat }: CapPoint): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90
}

function fittedTo(shapes: MultiPolygon): GeoProjection {
  const [[west, south], [east, north]] = geoBounds(shapes)
  const across = west > east ? east + 360 - west : east - west
  const { width, height } = size
  const frame: [[number, number], [number, number]] = [
    [width * surroundings, height * surroundings],
    [width * (1 - surroundings), height * (1 - surroundings)],
  ]
  if (across > 120 || north - south > 100) return geoEqualEarth().fitSize([width, height], { type: 'Sphere' })
  const middle = west > east ? (((west + east + 360) / 2 + 180) % 360) - 180 : (west + east) / 2
  const projection = geoAzimuthalEqualArea()
    .rotate([-middle, -(south + north) / 2])
    .clipAngle(90)
    .precision(0.3)
    .fitExtent(frame, shapes)
  const most = (width * earthKilometres) / leastKilometres
  if (projection.scale() > most) projection.scale(most).translate([width / 2, height / 2])
  // What lies behind the corners is cut off before it is projected: enlarged so much, the far side of the world has no end.
  const corner = Math.max(width, height) / projection.scale()
  const radians = corner >= 2 ? Math.PI / 2 : 2 * Math.asin(corner / 2)
  return projection.clipAngle(Math.min(90, (radians * 180) / Math.PI)).clipExtent([
    [-2, -2],
    [width + 2, height + 2],
  ])
}

/** Where on Earth the picture is: the picture's middle is the globe's. */
async function drawGlobe(projection: GeoProjection): Promise<CapMapView['globe']> {
  const middle = projection.invert!([size.width / 2, size.height / 2]) ?? [0, 0]
  const world = await loadWorld('coarse')
  const pen = pathPen(1.2)
  const globe = geoOrthographic()
    .rotate([-middle[0], -middle[1]])
    .scale(globeRadius)
    .translate([globeRadius, globeRadius])
  geoPath(globe, pen)(feature(world, world.objects.countries))
  return { radius: globeRadius, land: pen.path() }
}

/** Whether a box around the geometry touches one around the picture; generous, for it only saves work. */
function isNear(projection: GeoProjection): (geometry: Country['geometry']) => boolean {
  const reach = projection.clipAngle()
  if (!reach) return () => true
  const [turn, tilt] = projection.rotate()
  const [lon, lat] = [-turn, -tilt]
  const highest = Math.min(90, Math.abs(lat) + reach)
  const aside = highest > 85 ? 180 : Math.min(180, reach / Math.cos((highest * Math.PI) / 180))
  return (geometry) => {
    let [west, south, east, north] = [180, 90, -180, -90]
    for (const point of pointsOf(geometry)) {
      west = Math.min(west, point[0]!)
      east = Math.max(east, point[0]!)
      south = Math.min(south, point[1]!)
      north = Math.max(north, point[1]!)
    }
    if (south > lat + reach || north < lat - reach) return false
    return [-360, 0, 360].some((lap) => west <= lon + lap + aside && east >= lon + lap - aside)
  }
}

function pointsOf(geometry: Country['geometry']): readonly (readonly number[])[] {
  if (geometry.type === 'Polygon') return geometry.coordinates.flat()
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat(2) : []
}

/** In the middle of the picture. */
function scaleOf(projection: GeoProjection): number {
  const { width, height } = size
  const [left, right] = [-10, 10].map((dx) => projection.invert!([width / 2 + dx, height / 2]))
  return left && right ? (geoDistance(left, right) * earthKilometres) / 20 : 60
}

function scaleBar(kilometresPerPixel: number): CapMapView['scale'] {
  const most = kilometresPerPixel * size.width * 0.22
  const power = 10 ** Math.floor(Math.log10(most))
  const kilometres = [5, 2, 1].map((times) => times * power).find((length) => length <= most) ?? power
  return { kilometres, pixels: Math.round(kilometres / kilometresPerPixel) }
}

function graticuleStep(kilometresPerPixel: number): number {
  const degrees = (kilometresPerPixel * size.width) / kilometresPerDegree
  return [0.1, 0.25, 0.5, 1, 2, 5, 10, 20].find((step) => degrees / step <= 8) ?? 30
}

/** Those with room for a name, where it stands on their own land. */
function namesOf({ features }: Countries, projection: GeoProjection): CapMapView['countries'] {
  const path = geoPath(projection)
  return features.flatMap((country) => {
    const { name } = country.properties
    const [[left, top], [right, bottom]] = path.bounds(country)
    if (!(right - left > name.length * 9 && bottom - top > 26)) return []
    const [x, y] = path.centroid(country)
    const place = projection.invert!([x, y])
    if (!place || !geoContains(country, place)) return []
    return [{ name, x: Math.round(x), y: Math.round(y) }]
  })
}

const atlas = {
  coarse: () => import.meta.resolve('world-atlas/countries-110m.json'),
  fine: () => import.meta.resolve('world-atlas/countries-50m.json'),
}

async function loadWorld(detail: keyof typeof atlas): Promise<World> {
  return JSON.parse(await readFile(new URL(atlas[detail]()), 'utf8')) as World
}
