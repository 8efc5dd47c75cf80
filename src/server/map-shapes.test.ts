import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { feature } from 'topojson-client'
import { buildHierarchy, squareKilometresOf, type Area, type AreaCode, type Shape } from '#areas'
import { importFiles } from '../areas/imports/import-file.node.ts'
import { needs, shared, ukraineFiles } from '../areas/imports/reference-files.node.ts'
import { openMapShapes } from './map-shapes.node.ts'
import { flatten } from './map-shapes.ts'
import { drawTopology, type MapTopology } from './map-topology.node.ts'

const ring = (points: readonly (readonly [number, number])[]) => points.map(([lon, lat]) => ({ lon, lat }))
const area = (code: string, shape?: Shape): Area => ({
  ...{ code: code as AreaCode, kind: 'district', parent: null, names: { en: code } },
  ...(shape === undefined ? {} : { shape }),
})
/** A border that wavers, the same points for both of its sides. */
const border = Array.from({ length: 200 }, (_, i) => [40 + 0.03 * Math.sin(i / 3), 50 + i / 200] as const)
const west = area('west', [[ring([[39, 50], ...border, [39, border.at(-1)![1]], [39, 50]])]])
const east = area('east', [[ring([[41, 50], [41, border.at(-1)![1]], ...border.toReversed(), [41, 50]])]])
const hole = area('hole', [
  [
    ring([
      [44, 50],
      [46, 50],
      [46, 52],
      [44, 52],
      [44, 50],
    ]),
    ring([
      [44.5, 50.5],
      [44.5, 51.5],
      [45.5, 51.5],
      [45.5, 50.5],
      [44.5, 50.5],
    ]),
  ],
])

const draw = (areas: readonly Area[], budget?: number) => {
  const text = drawTopology(flatten(areas), budget)
  return { text, drawn: JSON.parse(text) as MapTopology }
}
/** How many areas each arc belongs to. */
function owners({ objects }: MapTopology): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>()
  for (const geometry of objects.areas.geometries)
    for (const arc of (geometry as unknown as { arcs: number[][][] }).arcs.flat(2)) {
      const own = found.get(arc < 0 ? ~arc : arc) ?? new Set()
      found.set(arc < 0 ? ~arc : arc, own.add(String(geometry.id)))
    }
  return found
}
const shapeOf = (drawn: MapTopology, code: string): Shape => {
  const geometry = drawn.objects.areas.geometries.find(({ id }) => id === code)!
  const { coordinates } = feature(drawn, geometry as never).geometry as unknown as {
    coordinates: [number, number][][][]
  }
  return coordinates.map((polygon) => polygon.map(ring))
}

describe('the map’s shapes', () => {
  test('keep a border that two areas share once, however much of it is left out', () => {
    for (const budget of [100_000, 1_500, 600]) {
      const { drawn } = draw([west, east], budget)
      const both = [...owners(drawn).values()].filter((codes) => codes.size === 2)
      assert.equal(both.length, 1, `at ${budget} bytes`)
    }
  })
  test('are as small as they are asked to be, and no smaller than an outline', () => {
    const whole = draw([west, east], 100_000).text.length
    const small = draw([west, east], 1_000).text.length
    assert.ok(small <= 1_000 && small < whole, `${small} of ${whole}`)
    const { drawn } = draw([west, east, hole], 1)
    for (const code of ['west', 'east', 'hole'])
      assert.ok(squareKilometresOf(shapeOf(drawn, code)) > 1_000, code)
  })
  test('keep holes, and leave out what has no shape', () => {
    const { drawn } = draw([hole, area('nowhere')])
    assert.deepEqual(
      drawn.objects.areas.geometries.map(({ id }) => id),
      ['hole'],
    )
    assert.equal(shapeOf(drawn, 'hole')[0]!.length, 2)
  })
  test('of a map without any are an empty drawing', () => {
    assert.deepEqual(draw([area('nowhere')]).drawn.objects.areas.geometries, [])
  })
  test('are drawn once for each version of the map, in three encodings of the same bytes', async () => {
    const [one, other] = [buildHierarchy([west, east]), buildHierarchy([west])]
    assert.ok(one.ok && other.ok)
    const shapes = openMapShapes()
    const drawing = shapes.of(one.value)
    assert.equal(shapes.of(one.value), drawing)
    const { identity, gzip, br } = await drawing
    const { brotliDecompressSync, gunzipSync } = await import('node:zlib')
    assert.deepEqual(gunzipSync(gzip), Buffer.from(identity))
    assert.deepEqual(brotliDecompressSync(br), Buffer.from(identity))
    assert.notEqual(shapes.of(other.value), drawing)
    await shapes.of(other.value)
  })
  test(
    'of Lipetsk’s districts are under 60 kB, and neighbours share arcs',
    needs('areas/lipetsk-districts.geojson'),
    () => {
      const pack = readFileSync(new URL('../../packs/lipetsk/pack.json', import.meta.url))
      const known = importFiles([{ name: 'pack.json', bytes: pack }], [])
      assert.ok(known.ok)
      const within = 'RU-LIP' as AreaCode
      const read = importFiles(shared('areas/lipetsk-districts.geojson'), known.value.areas, { within })
      assert.ok(read.ok)
      const { text, drawn } = draw(read.value.areas)
      assert.equal(drawn.objects.areas.geometries.length, 20)
      assert.ok(text.length < 60_000, `${text.length} bytes`)
      const together = [...owners(drawn).values()].filter((codes) => codes.size === 2)
      assert.ok(together.length >= 20, `${together.length} arcs are shared`)
      // Nobody is left out or halved by what was left out.
      for (const { code, shape } of read.value.areas) {
        if (shape === undefined) continue
        const [now, before] = [squareKilometresOf(shapeOf(drawn, code)), squareKilometresOf(shape)]
        assert.ok(Math.abs(now / before - 1) < 0.01, `${code}: ${now} of ${before} km²`)
      }
    },
  )
  test('of Ukraine’s hromadas are under 1.5 MB', needs(...ukraineFiles), () => {
    const read = importFiles(shared(...ukraineFiles), [], { depth: 'municipality' })
    assert.ok(read.ok)
    const { text, drawn } = draw(read.value.areas)
    assert.ok(drawn.objects.areas.geometries.length > 1_600)
    assert.ok(text.length < 1_500_000, `${text.length} bytes`)
    const shares = [...owners(drawn).values()].filter((codes) => codes.size >= 2).length
    assert.ok(shares > 5_000, `${shares} arcs are shared`)
  })
})
