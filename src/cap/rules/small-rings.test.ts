import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { CapPoint } from '../message.ts'
import { ringContacts } from './ring-contacts.ts'
import { isPlainlySimple } from './small-rings.ts'

const seed = 20_251_102

function ring(...corners: readonly (readonly [number, number])[]): CapPoint[] {
  return [...corners, corners[0]!].map(([lon, lat]) => ({ lon, lat }))
}

describe('a small ring', () => {
  test('is plainly simple where no two edges meet, corners on straight lines or not', () => {
    assert.ok(isPlainlySimple(ring([0, 0], [2, 0], [1, 2])))
    assert.ok(isPlainlySimple(ring([0, 0], [1, 0], [2, 0], [2, 2], [1, 2], [0, 2], [0, 1])))
  })

  test('takes a closer look where it crosses, touches or turns back upon itself', () => {
    assert.ok(!isPlainlySimple(ring([0, 0], [2, 2], [2, 0], [0, 2])))
    assert.ok(!isPlainlySimple(ring([0, 0], [1, 1], [2, 0], [2, 2], [1, 1], [0, 2])))
    assert.ok(!isPlainlySimple(ring([0, 0], [2, 0], [2, 2], [2, 5], [2, 2], [0, 2])))
    assert.ok(!isPlainlySimple(ring([0, 0], [1, 0], [2, 0])), 'flat')
  })

  test('may have a corner twice running', () => {
    assert.ok(isPlainlySimple(ring([0, 0], [0, 0], [2, 0], [2, 0], [1, 2], [0, 0])))
  })

  test('takes one where it is open, has many corners or too few', () => {
    assert.ok(!isPlainlySimple(ring([0, 0], [2, 0], [1, 2]).slice(0, -1)))
    assert.ok(!isPlainlySimple(ring([0, 0], [2, 0])))
    assert.ok(!isPlainlySimple([]))
    const many = Array.from({ length: 500 }, (_, i) => [Math.cos(i / 80), Math.sin(i / 80)] as const)
    assert.ok(!isPlainlySimple(ring(...many)))
  })
})

test(`plainly simple is what the sweep finds clear (seed ${seed})`, () => {
  const place = (most: number) =>
    fc.record({ lon: fc.integer({ min: 0, max: most }), lat: fc.integer({ min: 0, max: most }) })
  const rings = fc.oneof(
    fc.array(place(3), { minLength: 3, maxLength: 7 }),
    fc.array(place(6), { minLength: 3, maxLength: 9 }),
    fc.array(place(1_000), { minLength: 3, maxLength: 12 }),
  )
  fc.assert(
    fc.property(rings, (corners) => {
      const points = [...corners, corners[0]!]
      const { crossing, touch } = ringContacts(points)
      const places = points
        .slice(1)
        .filter(({ lon, lat }, i) => lon !== points[i]!.lon || lat !== points[i]!.lat)
      const expected = crossing === undefined && touch === undefined && places.length > 2
      assert.equal(isPlainlySimple(points), expected)
    }),
    { seed, numRuns: 4_000 },
  )
})
