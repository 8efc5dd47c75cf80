import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readBox } from './box.ts'

const sides = (south: unknown, north: unknown, west: unknown, east: unknown) => ({
  ...{ min_lat: south, max_lat: north, min_lon: west, max_lon: east },
})
const read = (from: Record<string, unknown>) => {
  const box = readBox(from)
  assert.ok(box.ok, JSON.stringify(box))
  return box.value
}

describe('a box of an app', () => {
  const usual = { south: 52.3, north: 52.8, west: 8.6, east: 12.1 }

  test('is the same in numbers, in texts, and under the names of older apps', () => {
    assert.deepEqual(read(sides(52.3, 52.8, 8.6, 12.1)), usual)
    assert.deepEqual(read(sides('52.3', ' 52.8', '8.6', '1.21e1')), usual)
    assert.deepEqual(read({ minlat: '52.3', maxlat: '52.8', minlon: 8.6, maxlon: 12.1 }), usual)
  })

  test('is turned round where it came the wrong way', () => {
    assert.deepEqual(read(sides(52.8, 52.3, 12.1, 8.6)), usual)
  })

  test('goes over the antimeridian where that is the shorter way', () => {
    assert.deepEqual(read(sides(-18, -16, 179, -179)), { south: -18, north: -16, west: 179, east: -179 })
  })

  test('may be a point or the whole world', () => {
    assert.deepEqual(read(sides(1, 1, 2, 2)), { south: 1, north: 1, west: 2, east: 2 })
    assert.deepEqual(read(sides(-90, 90, -180, 180)), { south: -90, north: 90, west: -180, east: 180 })
  })

  for (const bad of [
    'NaN',
    Number.NaN,
    'Infinity',
    Infinity,
    '90.1',
    91,
    '0x10',
    '12,5',
    true,
    {},
    [],
    'north',
  ])
    test(`is refused with ${JSON.stringify(bad) ?? String(bad)} (${String(bad)}) as its north`, () => {
      const box = readBox(sides(1, bad, 2, 3))
      assert.ok(!box.ok)
      assert.deepEqual([box.problem.code, box.problem.at], ['fpas/bad-box', 'max_lat'])
    })
  for (const none of [undefined, null, ''])
    test(`is refused with ${JSON.stringify(none) ?? 'nothing'} as its west`, () => {
      const box = readBox(sides(1, 2, none, 3))
      assert.ok(!box.ok)
      assert.deepEqual([box.problem.code, box.problem.at], ['fpas/missing', 'min_lon'])
    })
})
