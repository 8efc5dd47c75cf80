import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { containsPoint, repairShape, type Shape } from '#areas'
import { boxShape, plainlyHolds, plainlyMeet } from '../../test/support/plain-ground.ts'
import { corners, shapes, spotsOn } from '../../test/support/plain-shapes.ts'
import { meetsBox, meetsPoint, meetsShape, sideOfBox } from './meets.ts'
import { orientation } from './orientation.ts'
import { indexShape, onBorder, type ShapeIndex } from './shape-index.ts'

const must = (shape: Shape): ShapeIndex => {
  const index = indexShape(shape)
  assert.ok(index.ok, JSON.stringify(index))
  return index.value
}
const ring = (...pairs: [number, number][]) => pairs.map(([lon, lat]) => ({ lon, lat }))
const square = (west: number, south: number, east: number, north: number): Shape =>
  boxShape({ west, south, east, north })

describe('an indexed shape', () => {
  test('holds the points that lie in it or on its border, and no other', () =>
    fc.assert(
      fc.property(shapes, fc.array(corners, { maxLength: 20 }), (shape, points) => {
        const index = must(shape)
        for (const point of [...points, ...spotsOn(shape)])
          assert.equal(
            meetsPoint(index, point.lon, point.lat),
            plainlyHolds(shape, point),
            JSON.stringify(point),
          )
      }),
      { numRuns: 150 },
    ))

  test('meets the boxes that have a point in common with it, and no other', () =>
    fc.assert(
      fc.property(shapes, fc.array(fc.tuple(corners, corners), { maxLength: 12 }), (shape, pairs) => {
        const index = must(shape)
        for (const [a, b] of pairs) {
          const [west, east] = [Math.min(a.lon, b.lon), Math.max(a.lon, b.lon)]
          const [south, north] = [Math.min(a.lat, b.lat), Math.max(a.lat, b.lat)]
          const met = plainlyMeet(shape, square(west, south, east, north))
          assert.equal(meetsBox(index, west, south, east, north), met)
          const side = sideOfBox(index, west, south, east, north)
          if (side !== 'border') assert.equal(side === 'inside', met)
        }
      }),
      { numRuns: 150 },
    ))

  test('meets the shapes that have a point in common with it, and no other', () =>
    fc.assert(
      fc.property(shapes, shapes, fc.constantFrom(0, 6, 11, 12), (one, moved, by) => {
        const other = moved.map((polygon) =>
          polygon.map((line) => line.map(({ lon, lat }) => ({ lon: lon + by, lat }))),
        )
        assert.equal(meetsShape(must(one), must(other)), plainlyMeet(one, other))
      }),
      { numRuns: 200 },
    ))

  test('agrees with the rule for areas away from borders', () => {
    const raw = [[[0, 0], [9, 1], [10, 8], [4, 5], [1, 9], [0, 0]], [[2, 2], [3, 4], [4, 2], [2, 2]]] // prettier-ignore
    const repaired = repairShape([raw])
    assert.ok(repaired.ok)
    const index = must(repaired.value.shape)
    for (let i = 1; i < 2000; i++) {
      const point = { lon: (i * 0.618034 * 11) % 11, lat: (i * 0.414214 * 10) % 10 }
      assert.equal(meetsPoint(index, point.lon, point.lat), containsPoint(repaired.value.shape, point))
    }
  })

  test('leaves out its holes but not their border, and keeps what another part covers of them', () => {
    const holed: Shape = [[square(0, 0, 8, 8)[0]![0]!, square(2, 2, 6, 6)[0]![0]!]]
    const index = must(holed)
    assert.equal(meetsPoint(index, 4, 4), false)
    assert.equal(meetsPoint(index, 2, 4), true)
    assert.equal(meetsBox(index, 3, 3, 5, 5), false)
    assert.equal(meetsBox(index, 3, 3, 6, 5), true)
    assert.equal(meetsPoint(must([...holed, ...square(3, 3, 5, 5)]), 4, 4), true)
  })

  test('holds the points of a ring that touches itself', () => {
    const index = must([[ring([0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2], [0, 0])]])
    for (const [lon, lat] of [
      [2, 2],
      [2, 1],
      [2, 3],
      [0.5, 0.5],
    ] as const)
      // prettier-ignore
      assert.equal(meetsPoint(index, lon, lat), true, `${lon} ${lat}`)
    assert.equal(meetsPoint(index, 0.5, 2), false)
  })

  test('that nobody cut at the antimeridian is cut there, not taken for the rest of the Earth', () => {
    const index = must([[ring([170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60])]])
    assert.equal(meetsPoint(index, 175, 65), true)
    assert.equal(meetsPoint(index, -175, 65), true)
    assert.equal(meetsPoint(index, 0, 65), false)
  })

  test('still answers where its grid runs through a border', () => {
    const shape = square(0, 0, 10, 10)
    const index = must(shape)
    // As if every corner of the grid lay on an edge: then all edges are looked at.
    const lost = { ...index, windings: index.windings.map(() => onBorder) }
    for (const point of [
      { lon: 0.01, lat: 0.01 },
      { lon: 9.99, lat: 5 },
      { lon: 0, lat: 3 },
    ])
      assert.equal(meetsPoint(lost, point.lon, point.lat), true)
    assert.equal(meetsPoint(lost, 10.001, 5), false)
  })
})

describe('a shape is refused', () => {
  const refused = (shape: Shape, why: RegExp) => {
    const index = indexShape(shape)
    assert.ok(!index.ok)
    assert.equal(index.problem.code, 'targeting/bad-shape')
    assert.match(String(index.problem.details['why']), why)
  }
  test('when it has no ring', () => refused([], /no ring/))
  test('when a ring has too few points', () => refused([[ring([0, 0], [1, 1], [0, 0])]], /four points/))
  test('when a ring is open', () => refused([[ring([0, 0], [1, 0], [1, 1], [0, 1])]], /not closed/))
  test('when it leaves the Earth, or is no number', () => {
    refused(square(0, 0, 10, 91), /leaves the Earth/)
    refused([[ring([0, 0], [1, Number.NaN], [1, 1], [0, 0])]], /leaves the Earth/)
  })
  test('when it encloses nothing', () =>
    refused([[ring([0, 0], [1, 0], [2, 0], [0, 0])]], /encloses nothing/))
  test('when it runs around a pole', () =>
    refused([[ring([-170, 80], [-60, 80], [60, 80], [170, 80], [-170, 80])]], /pole/))
})

describe('the side of a line', () => {
  test('is exact where doubles can’t tell', () => {
    // The classic near-collinear case: steps of one unit in the last place beside a diagonal.
    for (let i = 0; i < 40; i++)
      for (let j = 0; j < 40; j++) {
        const [x, y] = [0.5 + i * 2 ** -53, 0.5 + j * 2 ** -53]
        assert.equal(Math.sign(orientation(12, 12, 24, 24, x, y)), Math.sign(y - x))
      }
  })
  test('is the same from either end, and for the smallest numbers', () => {
    assert.equal(orientation(0, 0, 3, 1, 1.5, 0.5), 0)
    assert.ok(orientation(0, 0, 5e-324, 5e-324, 0, 5e-324) > 0)
    assert.ok(orientation(5e-324, 5e-324, 0, 0, 0, 5e-324) < 0)
    assert.equal(orientation(0, 0, 180, 90, 5e-324, 0) < 0, true)
  })
})
