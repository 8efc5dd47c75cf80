import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Area, AreaCode, Shape } from '../area.ts'
import { buildHierarchy } from '../hierarchy.ts'
import { areasMeantBy, overlapOf } from './overlap.ts'
import { squareKilometresOf } from './shape.ts'

const box = (west: number, south: number, east: number, north: number): Shape => [
  [
    [
      { lon: west, lat: south },
      { lon: east, lat: south },
      { lon: east, lat: north },
      { lon: west, lat: north },
      { lon: west, lat: south },
    ],
  ],
]
const near = (found: number, expected: number, within = 0.02) =>
  assert.ok(Math.abs(found - expected) <= within * Math.max(expected, 1), `${found} is not about ${expected}`)

describe('an overlap', () => {
  test('is the ground that lies in both', () => {
    const whole = box(39, 52, 40, 53)
    near(overlapOf(whole, whole), squareKilometresOf(whole))
    near(overlapOf(whole, box(39.5, 52, 41, 53)), squareKilometresOf(whole) / 2)
    near(overlapOf(box(39.4, 52.4, 39.6, 52.6), whole), squareKilometresOf(box(39.4, 52.4, 39.6, 52.6)))
    assert.equal(overlapOf(whole, box(40, 52, 41, 53)), 0)
  })

  test('leaves out the holes of either', () => {
    const [outer] = box(39, 52, 40, 53)[0]!
    const [hole] = box(39.25, 52, 39.75, 53)[0]!
    near(overlapOf([[outer!, hole!]], box(39, 52, 40, 53)), squareKilometresOf(box(39, 52, 39.5, 53)))
  })
})

const area = (code: string, parent: string | null, shape?: Shape): Area => ({
  ...{ code: code as AreaCode, kind: 'district', parent: parent as AreaCode | null, names: { en: code } },
  ...(shape === undefined ? {} : { shape }),
})
const built = buildHierarchy([
  area('o', null, box(0, 0, 2, 1)),
  area('west', 'o', box(0, 0, 1, 1)),
  area('east', 'o', box(1, 0, 2, 1)),
])
assert.ok(built.ok)

describe('the areas that a foreign shape means', () => {
  const meant = (shape: Shape) => areasMeantBy(shape, built.value)
  test('are the smallest ones it covers, not their parents', () =>
    assert.deepEqual(meant(box(0, 0, 2, 1)), ['west', 'east']))
  test('are those it lies in, however small it is', () =>
    assert.deepEqual(meant(box(0.5, 0.5, 0.501, 0.501)), ['west']))
  test('are not the neighbours along a border drawn a little differently', () =>
    assert.deepEqual(meant(box(-0.01, -0.01, 1.01, 1.01)), ['west']))
  test('are none where it lies elsewhere', () => assert.deepEqual(meant(box(10, 10, 11, 11)), []))
})
