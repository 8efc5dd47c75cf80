import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Area, AreaCode, LonLat, Shape } from '../area.ts'
import { buildLocator } from './locator.ts'
import { repairShape } from './repair.ts'
import { containsPoint, squareKilometresOf } from './shape.ts'

const area = (name: string, parent: string | null, shape: Shape): Area => ({
  code: name as AreaCode,
  kind: 'district',
  parent: parent as AreaCode | null,
  names: { en: name },
  shape,
  shapeQuality: 'surveyed',
})
const box = (west: number, south: number, east: number, north: number): Shape => [
  [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ].map(([lon, lat]) => ({ lon: lon!, lat: lat! })),
  ],
]

describe('a point', () => {
  const areas = [
    area('land', null, box(0, 0, 10, 10)),
    area('west', 'land', box(0, 0, 5, 10)),
    area('east', 'land', box(5, 0, 10, 10)),
    area('town', 'west', box(2, 2, 3, 3)),
    area('far', null, box(170, -20, 180, -10)),
    area('farther', null, box(-180, -20, -175, -10)),
  ]
  const locator = buildLocator(areas)
  test('lies in every area that contains it, the smallest first', () =>
    assert.deepEqual(locator.locate({ lon: 2.5, lat: 2.5 }), ['town', 'west', 'land']))
  test('on a common border lies in exactly one of the neighbours', () =>
    assert.deepEqual(locator.locate({ lon: 5, lat: 7 }), ['east', 'land']))
  test('outside lies nowhere', () => {
    assert.deepEqual(locator.locate({ lon: -5, lat: 7 }), [])
    assert.deepEqual(locator.locate({ lon: Number.NaN, lat: 0 }), [])
  })
  test('on the antimeridian lies in the area east of it, under either longitude', () => {
    assert.deepEqual(locator.locate({ lon: 180, lat: -15 }), ['farther'])
    assert.deepEqual(locator.locate({ lon: -180, lat: -15 }), ['farther'])
  })
  test('lies nowhere when no area has a shape', () =>
    assert.deepEqual(buildLocator([{ ...areas[0]!, shape: [] }]).locate({ lon: 1, lat: 1 }), []))
})

test('the index agrees with counting every edge of every shape, also on corners and borders', () => {
  const corner = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
  const shapes = fc.array(fc.array(corner, { minLength: 3, maxLength: 8 }), { minLength: 1, maxLength: 6 })
  const spot = fc.oneof(
    corner.map(([lon, lat]) => ({ lon, lat })),
    fc.record({
      lon: fc.double({ min: -1, max: 13, noNaN: true }),
      lat: fc.double({ min: -1, max: 13, noNaN: true }),
    }),
    corner.map(([lon, lat]) => ({ lon: lon / 2, lat: lat / 3 })),
  )
  fc.assert(
    fc.property(shapes, fc.array(spot, { minLength: 1, maxLength: 20 }), (rings, points) => {
      const areas = rings.flatMap((ring, index) => {
        const shape = repairShape([[ring]])
        return shape.ok
          ? [area(`a${index}`, null, shape.value.shape), area(`b${index}`, `a${index}`, shape.value.shape)]
          : []
      })
      const locator = buildLocator(areas)
      for (const point of points) {
        const wanted = areas.filter(({ shape }) => containsPoint(shape!, point))
        const found = locator.locate(point)
        assert.deepEqual([...found].sort(), wanted.map(({ code }) => code).sort(), JSON.stringify(point))
        const sizes = found.map((code) =>
          squareKilometresOf(areas.find((each) => each.code === code)!.shape!),
        )
        assert.deepEqual(
          sizes,
          [...sizes].sort((a, b) => a - b),
        )
      }
    }),
    { numRuns: 80 },
  )
})

test('areas that tile the ground share it without gap or overlap, to the last bit', () => {
  const jitter = fc.array(fc.double({ min: -0.45, max: 0.45, noNaN: true }), { minLength: 72, maxLength: 72 })
  const spots = fc.array(fc.record({ u: fc.double({ min: 0, max: 1, noNaN: true }), edge: fc.nat(23) }), {
    minLength: 30,
    maxLength: 30,
  })
  fc.assert(
    fc.property(jitter, spots, (moves, picks) => {
      const corners = Array.from({ length: 36 }, (_, i): LonLat => {
        const [column, row] = [i % 6, Math.floor(i / 6)]
        const inner = column > 0 && column < 5 && row > 0 && row < 5
        return { lon: column + (inner ? moves[i]! : 0), lat: row + (inner ? moves[36 + i]! : 0) }
      })
      const tiles = Array.from({ length: 25 }, (_, i) => {
        const first = (i % 5) + 6 * Math.floor(i / 5)
        return [first, first + 1, first + 7, first + 6]
      })
      const locator = buildLocator(
        tiles.map((tile, i) =>
          area(`t${i}`, null, [[[...tile, tile[0]!].map((corner) => corners[corner]!)]]),
        ),
      )
      for (const { u, edge } of picks) {
        const [a, b] = [corners[tiles[edge]![1]!]!, corners[tiles[edge]![2]!]!]
        const point = { lon: a.lon + u * (b.lon - a.lon), lat: a.lat + u * (b.lat - a.lat) }
        if (point.lon >= 5 || point.lat >= 5 || point.lon < 0 || point.lat < 0) continue
        assert.equal(locator.locate(point).length, 1, JSON.stringify(point))
      }
    }),
    { numRuns: 60 },
  )
})
