import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { LonLat, Shape } from '../area.ts'
import {
  boundsOf,
  centroidOf,
  containsPoint,
  innerPointOf,
  kilometresBetween,
  signedAreaOf,
  squareKilometresOf,
} from './shape.ts'

const at = (lon: number, lat: number): LonLat => ({ lon, lat })
const ring = (...pairs: readonly (readonly [number, number])[]) =>
  [...pairs, pairs[0]!].map(([lon, lat]) => at(lon, lat))
const square = (west: number, south: number, side: number) =>
  ring([west, south], [west + side, south], [west + side, south + side], [west, south + side])

describe('a shape', () => {
  const frame: Shape = [[square(0, 0, 3), [...square(1, 1, 1)].reverse()]]

  test('does not contain what is in its hole', () => {
    assert.equal(containsPoint(frame, at(0.5, 0.5)), true)
    assert.equal(containsPoint(frame, at(1.5, 1.5)), false)
    assert.equal(containsPoint(frame, at(4, 1)), false)
  })

  test('shares a border with its neighbours so that each point on it belongs to exactly one of them', () => {
    const [west, east, north] = [[[square(0, 0, 1)]], [[square(1, 0, 1)]], [[square(0, 1, 1)]]] as const
    const ownersOf = (point: LonLat) => [west, east, north].filter((shape) => containsPoint(shape, point))
    assert.deepEqual(ownersOf(at(1, 0.3)), [east], 'a meridian belongs to the east')
    assert.deepEqual(ownersOf(at(0.3, 1)), [north], 'a parallel belongs to the north')
    assert.deepEqual(ownersOf(at(0, 0)), [west], 'a south-western corner belongs to its own square')
  })

  test('has its bounds, its area and its centre', () => {
    assert.deepEqual(boundsOf(frame), { west: 0, south: 0, east: 3, north: 3 })
    assert.equal(signedAreaOf(square(0, 0, 2)), 4)
    assert.equal(signedAreaOf([...square(0, 0, 2)].reverse()), -4)
    const { lon, lat } = centroidOf(frame)
    assert.ok(Math.abs(lon - 1.5) < 1e-9 && Math.abs(lat - 1.5) < 1e-9)
    // One degree by one degree at the equator is 12,364 km² on the mean sphere.
    assert.ok(Math.abs(squareKilometresOf([[square(0, -0.5, 1)]]) - 12_364) < 30)
  })

  test('gives a point inside it even where its centre is a hole or a bay', () => {
    const bay: Shape = [[ring([0, 0], [10, 0], [10, 10], [9, 10], [9, 1], [0, 1])]]
    for (const shape of [frame, bay]) assert.equal(containsPoint(shape, innerPointOf(shape)), true)
  })

  test('lies as far from another as the globe says', () => {
    const [kyiv, lviv] = [at(30.5234, 50.4501), at(24.0297, 49.8397)]
    assert.ok(Math.abs(kilometresBetween(kyiv, lviv) - 468) < 3)
    assert.ok(kilometresBetween(at(179.9, 0), at(-179.9, 0)) < 25, 'across the antimeridian')
  })
})
