import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { boundsOf, mostSquares, squaresOf } from '#damage'

const place = (lon: number, lat: number) => ({ lon, lat })
const drawn = (...ring: ReturnType<typeof place>[]) => {
  const found = squaresOf(ring)
  return found.ok ? found.value : found.problem.code
}

describe('the squares of an outline', () => {
  test('are one where it lies in one, and every one that it goes through', () => {
    assert.deepEqual(drawn(place(38.901, 52.401), place(38.902, 52.401), place(38.902, 52.402)), [
      '1945:5240',
    ])
    assert.deepEqual(drawn(place(38.91, 52.405), place(38.93, 52.405), place(38.91, 52.406)), [
      '1945:5240',
      '1946:5240',
    ])
  })

  test('are also those that lie wholly inside', () => {
    const found = drawn(
      place(38.91, 52.405),
      place(39.01, 52.405),
      place(39.01, 52.455),
      place(38.91, 52.455),
    )
    assert.ok(typeof found !== 'string' && found.includes('1948:5242' as never))
    assert.equal(found.length, 36)
  })

  test('are not made of what encloses nothing or is larger than anybody can search', () => {
    assert.equal(drawn(place(38.9, 52.4), place(38.9, 52.4), place(38.91, 52.4)), 'damage/bad-outline')
    assert.equal(drawn(place(38, 52), place(39, 52), place(39, 53)), 'damage/outline-too-large')
    assert.equal(drawn(place(-170, -80), place(170, -80), place(0, 80)), 'damage/outline-too-large')
  })

  test('hold every place of the outline, and tell no corner of it apart from another within a square', () => {
    const near = fc.record({
      lon: fc.double({ min: 36.5, max: 36.7, noNaN: true }),
      lat: fc.double({ min: 49.9, max: 50.05, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(near, { minLength: 3, maxLength: 12 }), (ring) => {
        const found = squaresOf(ring)
        if (!found.ok) return
        assert.ok(found.value.length <= mostSquares)
        const bounds = found.value.map(boundsOf)
        const isIn = ({ lon, lat }: (typeof ring)[number]) =>
          bounds.some(
            ({ west, south, east, north }) =>
              lon >= west - 1e-9 && lon <= east + 1e-9 && lat >= south - 1e-9 && lat <= north + 1e-9,
          )
        for (const [i, one] of ring.entries()) {
          const next = ring[(i + 1) % ring.length]!
          for (const part of [0, 0.3, 0.7])
            assert.ok(
              isIn({
                lon: one.lon + (next.lon - one.lon) * part,
                lat: one.lat + (next.lat - one.lat) * part,
              }),
            )
        }
        // Multiples of the grid alone: nothing of what was drawn.
        for (const { west, south } of bounds) {
          assert.equal(Math.round(west * 50), Math.round(west * 5_000) / 100)
          assert.equal(Math.round(south * 100), Math.round(south * 10_000) / 100)
        }
      }),
    )
  })
})
