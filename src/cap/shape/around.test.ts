import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { absent } from '../../../test/support/absent.ts'
import { ringAround } from './around.ts'
import { isSimple, latticeOf } from './lattice.ts'
import type { CapPoint } from '../message.ts'

const seed = 20251102

function holds(ring: readonly CapPoint[], point: CapPoint): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i]!, ring[j]!]
    if (a.lat > point.lat !== b.lat > point.lat)
      if (point.lon < ((b.lon - a.lon) * (point.lat - a.lat)) / (b.lat - a.lat) + a.lon) inside = !inside
  }
  return inside
}

function area(ring: readonly CapPoint[]): number {
  return Math.abs(
    ring.reduce((sum, a, i) => {
      const b = ring[(i + 1) % ring.length]!
      return sum + a.lon * b.lat - b.lon * a.lat
    }, 0) / 2,
  )
}

/** Corners, and points along every edge. */
function outline(ring: readonly CapPoint[]): CapPoint[] {
  return ring.flatMap((a, i) => {
    const b = ring[(i + 1) % ring.length]!
    return [0, 0.25, 0.5, 0.75].map((t) => ({
      lon: a.lon + (b.lon - a.lon) * t,
      lat: a.lat + (b.lat - a.lat) * t,
    }))
  })
}

/** A ring that winds around a centre, with a coast as jagged as the radii are uneven. */
const jagged = fc
  .tuple(
    fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 8, maxLength: 120 }),
    fc.double({ min: -170, max: 170, noNaN: true }),
    fc.double({ min: -80, max: 80, noNaN: true }),
    fc.boolean(),
  )
  .map(([radii, lon, lat, backwards]) => {
    const ring = radii.map((radius, i) => {
      const angle = (2 * Math.PI * i) / radii.length
      return { lon: lon + radius * Math.cos(angle), lat: lat + radius * Math.sin(angle) }
    })
    return backwards ? ring.reverse() : ring
  })

describe('a ring drawn around another', () => {
  test('has no more corners than it may, is closed, is simple and leaves nothing out', () => {
    fc.assert(
      fc.property(jagged, fc.integer({ min: 5, max: 60 }), (ring, corners) => {
        const around = ringAround(ring, corners)
        assert.ok(around !== undefined)
        if (ring.length < corners) return assert.equal(around, ring)
        assert.ok(around.length <= corners, `${around.length} corners`)
        assert.deepEqual(around[0], around.at(-1))
        assert.ok(isSimple(latticeOf(around)))
        for (const point of outline(ring))
          assert.ok(holds(around, point), `left out ${JSON.stringify(point)}`)
      }),
      { seed, numRuns: 150 },
    )
  })
  test('keeps a ring within the budget as it is', () => {
    const square = [
      { lon: 0, lat: 0 },
      { lon: 1, lat: 0 },
      { lon: 1, lat: 1 },
      { lon: 0, lat: 1 },
    ]
    assert.equal(ringAround(square, 5), square)
  })
  test('does not bridge a bay in which another part of the ring lies', () => {
    // A long arm reaches into the mouth of a U.
    const ring = [
      [0, 0],
      [10, 0],
      [10, 10],
      [8, 10],
      [8, 2],
      [6, 2],
      [6, 9],
      [5, 9],
      [5, 2],
      [2, 2],
      [2, 10],
      [0, 10],
    ].map(([lon, lat]) => ({ lon: lon!, lat: lat! }))
    for (let corners = 11; corners >= 5; corners--) {
      const around = ringAround(ring, corners)!
      assert.ok(around.length <= corners)
      assert.ok(isSimple(latticeOf(around)), `${corners} corners`)
      for (const point of outline(ring)) assert.ok(holds(around, point))
    }
  })
  test('is nothing for a ring without an inside', () => {
    const line = [0, 1, 2, 3, 4, 5].map((lon) => ({ lon, lat: 0 }))
    assert.equal(ringAround(line, 4), undefined)
    assert.equal(ringAround(line.slice(0, 2), 4), undefined)
  })
  test('copes with a coast of 30,000 corners', () => {
    const ring = Array.from({ length: 30_000 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 30_000
      const radius = 3 + Math.sin(i * 12.9898) * 0.00005 + 0.4 * Math.sin(angle * 9)
      return { lon: 40 + radius * Math.cos(angle), lat: 50 + radius * Math.sin(angle) }
    })
    const began = performance.now()
    const around = ringAround(ring, 100)!
    const took = performance.now() - began
    assert.ok(around.length <= 100)
    assert.ok(ring.every((point) => holds(around, point)))
    assert.ok(area(around) < area(ring) * 1.1, `${(area(around) / area(ring)).toFixed(3)} times the area`)
    assert.ok(took < 10_000, `${took.toFixed(0)} ms`)
  })

  const districts = '../shared/areas/lipetsk-districts.geojson'
  test('fits real districts of up to 2,000 corners closely', { skip: absent('shared') }, () => {
    const { features } = JSON.parse(readFileSync(districts, 'utf8')) as {
      features: { geometry: { coordinates: [number, number][][] } }[]
    }
    for (const { geometry } of features) {
      const ring = geometry.coordinates[0]!.map(([lon, lat]) => ({ lon, lat }))
      const around = ringAround(ring, 400)!
      assert.ok(around.length <= 400)
      assert.ok(ring.every((point) => holds(around, point)))
      assert.ok(area(around) < area(ring) * 1.04, `${(area(around) / area(ring)).toFixed(3)} times the area`)
    }
  })
})
