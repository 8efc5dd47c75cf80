import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { LonLat, Shape } from '#areas'
import { plus, type Instant } from '#base'
import { arrivalAt, spreadDegrees } from './arrival.ts'
import { bearingBetween, type Motion } from './track.ts'

const seenAt = '2026-11-23T01:00:00.000Z' as Instant
const minutes = (count: number) => plus(seenAt, count * 60_000)
/** One degree of a great circle: 2π × 6,371.0088 km / 360 = 111.195 km. */
const degreeKm = 111.195
/** So fast that a degree takes 60 minutes, and twice as fast. */
const speeds = { from: degreeKm, to: 2 * degreeKm }

const from = (lon: number, lat: number, headingDegrees: number | 'unknown' = 'unknown'): Motion => ({
  seen: { at: seenAt, lon, lat },
  headingDegrees,
  speedKmPerHour: speeds,
})
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
/** Minutes after it was seen, rounded. */
const arrives = (motion: Motion, area: Parameters<typeof arrivalAt>[1], now = seenAt) => {
  const found = arrivalAt(motion, area, now)
  if (found.reach !== 'possible') return found
  const after = (at: Instant) => Math.round((Date.parse(at) - Date.parse(seenAt)) / 60_000)
  return [after(found.earliest), after(found.latest), found.to]
}

describe('the time at which something could reach an area', () => {
  test('is the way to its centre at the fastest and at the slowest speed', () => {
    assert.deepEqual(arrives(from(39, 52), { centre: { lon: 39, lat: 53 } }), [30, 60, 'centre'])
    // A quarter of the equator: 90°.
    assert.deepEqual(arrives(from(0, 0), { centre: { lon: 90, lat: 0 } }), [90 * 30, 90 * 60, 'centre'])
  })

  test('is the way to the nearest point of its shape, which may lie on an edge', () => {
    // South of the box, whose southern edge lies 1° north of it; its corners are further off.
    assert.deepEqual(arrives(from(0, -1), { shape: box(-1, 0, 1, 2) }), [30, 60, 'shape'])
    // The nearest is the corner at (1, 1): cos(2) … 2° east and 2° north of (-1, -1), near the equator √8 = 2.83°.
    assert.deepEqual(arrives(from(-1, -1), { shape: box(1, 1, 2, 2) }), [85, 170, 'shape'])
  })

  test('is at once where it was seen inside', () => {
    assert.deepEqual(arrives(from(0.5, 0.5), { shape: box(0, 0, 1, 1) }), [0, 0, 'shape'])
    assert.deepEqual(arrives(from(0.5, 0.5, 180), { shape: box(0, 0, 1, 1) }), [0, 0, 'shape'])
  })

  test('is not reckoned for what lies outside of its direction by more than 30°', () => {
    const north = (degrees: number) => {
      const radians = (degrees * Math.PI) / 180
      return { centre: { lon: Math.sin(radians), lat: Math.cos(radians) } }
    }
    assert.deepEqual(arrives(from(0, 0, 0), north(29)), [30, 60, 'centre'])
    assert.deepEqual(arrives(from(0, 0, 0), north(31)), { reach: 'not-in-its-direction' })
    assert.deepEqual(arrives(from(0, 0, 350), north(-29)), [30, 60, 'centre'])
    assert.deepEqual(arrives(from(0, 0, 180), { shape: box(-1, 1, 1, 2) }), {
      reach: 'not-in-its-direction',
    })
  })

  test('is that of the point where the side of the cone meets a shape which lies mostly beside it', () => {
    // Due north it goes; the box begins 1° east of it and reaches far north. The side at 30° meets lon 1 at lat √3:
    // 2° of the way, instead of 1° straight east.
    assert.deepEqual(arrives(from(0, 0, 0), { shape: box(1, -5, 3, 5) }), [60, 120, 'shape'])
  })

  test('grows earlier as it is silent, because it may have turned', () => {
    const east = { centre: { lon: 1, lat: 0 } }
    assert.deepEqual(arrives(from(0, 0, 0), east, minutes(29)), { reach: 'not-in-its-direction' })
    assert.deepEqual(arrives(from(0, 0, 0), east, minutes(30)), [30, 60, 'centre'])
    const west = { centre: { lon: -1, lat: 0 } }
    assert.deepEqual(arrives(from(0, 0, 90), west, minutes(74)), { reach: 'not-in-its-direction' })
    assert.deepEqual(arrives(from(0, 0, 90), west, minutes(75)), [30, 60, 'centre'])
    assert.equal(spreadDegrees(from(0, 0, 90), minutes(10)), 50)
    assert.equal(spreadDegrees(from(0, 0), seenAt), 180)
  })

  test('is unknown without a speed, and for an area that has no place', () => {
    const motion: Motion = { ...from(0, 0), speedKmPerHour: 'unknown' }
    assert.deepEqual(arrives(motion, { centre: { lon: 1, lat: 0 } }), { reach: 'unknown', why: 'no-speed' })
    assert.deepEqual(arrives(from(0, 0), {}), { reach: 'unknown', why: 'no-place' })
    assert.deepEqual(arrives({ ...motion, headingDegrees: 180 }, { centre: { lon: 0, lat: 1 } }), {
      reach: 'not-in-its-direction',
    })
  })

  test('is never later with a wider cone, and never before the straight way to the nearest corner allows', () => {
    const lonLat = fc.record({
      lon: fc.double({ min: 20, max: 60, noNaN: true }),
      lat: fc.double({ min: 40, max: 60, noNaN: true }),
    })
    const size = fc.double({ min: 0.05, max: 3, noNaN: true })
    fc.assert(
      fc.property(
        lonLat,
        lonLat,
        size,
        size,
        fc.integer({ min: 0, max: 359 }),
        fc.integer({ min: 0, max: 75 }),
        (start, corner, wide, high, heading, silent) => {
          const area = { shape: box(corner.lon, corner.lat, corner.lon + wide, corner.lat + high) }
          const narrow = arrivalAt(from(start.lon, start.lat, heading), area, seenAt)
          const wider = arrivalAt(from(start.lon, start.lat, heading), area, minutes(silent))
          const anywhere = arrivalAt(from(start.lon, start.lat), area, seenAt)
          assert.ok(anywhere.reach === 'possible' && anywhere.earliest <= anywhere.latest)
          if (narrow.reach === 'possible')
            assert.ok(wider.reach === 'possible' && wider.kilometres <= narrow.kilometres + 1e-6)
          if (wider.reach === 'possible') assert.ok(anywhere.kilometres <= wider.kilometres + 1e-6)
        },
      ),
      { seed: 20261123, numRuns: 500 },
    )
  })

  test('meets, of many points along a border, the nearest one in the cone that a search finds', () => {
    const start: LonLat = { lon: 39, lat: 52 }
    const area = { shape: box(40, 52.5, 41, 53.2) }
    for (let heading = 0; heading < 360; heading += 7) {
      const found = arrivalAt(from(start.lon, start.lat, heading), area, seenAt)
      const nearest = borderPoints(area.shape).flatMap((point) => {
        const apart = Math.abs(bearingBetween(start, point) - heading) % 360
        const single = arrivalAt(from(start.lon, start.lat), { centre: point }, seenAt)
        return Math.min(apart, 360 - apart) <= 30 && single.reach === 'possible' ? [single.kilometres] : []
      })
      if (found.reach !== 'possible') assert.deepEqual(nearest, [], `heading ${heading}`)
      else assert.ok(Math.abs(found.kilometres - Math.min(...nearest)) < 1, `heading ${heading}`)
    }
  })
})

function borderPoints(shape: Shape): LonLat[] {
  return shape[0]![0]!.slice(1).flatMap((b, index) => {
    const a = shape[0]![0]![index]!
    return Array.from({ length: 500 }, (_, step) => ({
      lon: a.lon + ((b.lon - a.lon) * step) / 500,
      lat: a.lat + ((b.lat - a.lat) * step) / 500,
    }))
  })
}
