import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { shapes, spotsOn } from '../../test/support/plain-shapes.ts'
import { coveringShape } from './covering-shape.ts'
import { meetsPoint } from './meets.ts'
import { indexShape } from './shape-index.ts'

describe('a covering shape', () => {
  test('holds every point of what it covers, with no more corners than asked for', () =>
    fc.assert(
      fc.property(shapes, fc.integer({ min: 4, max: 30 }), (shape, most) => {
        const covering = indexShape(coveringShape(shape, most))
        assert.ok(covering.ok)
        assert.ok(covering.value.edges.count <= most)
        const original = indexShape(shape)
        assert.ok(original.ok)
        for (const { lon, lat } of spotsOn(shape))
          if (meetsPoint(original.value, lon, lat)) assert.ok(meetsPoint(covering.value, lon, lat))
      }),
      { numRuns: 300 },
    ))
  test('of few corners is the shape itself', () => {
    const shape = [[[0, 1, 2, 0].map((i) => ({ lon: i, lat: i * i }))]]
    assert.equal(coveringShape(shape, 4), shape)
  })
  test('stays on its side of the antimeridian', () => {
    const half = (from: number, to: number) => [
      Array.from({ length: 21 }, (_, i) => ({
        lon: (from + to) / 2 + ((to - from) / 2) * Math.cos((i % 20) * 0.3141592653589793),
        lat: 5 * Math.sin((i % 20) * 0.3141592653589793),
      })),
    ]
    const covering = coveringShape([half(170, 180), half(-180, -170)], 8)
    assert.equal(covering.length, 2)
    for (const part of covering) assert.ok(Math.abs(part[0]![0]!.lon) >= 169)
    assert.throws(() => coveringShape([half(170, 180), half(-180, -170)], 7), RangeError)
  })
})
