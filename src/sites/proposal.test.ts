import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { boundsOf, containsPoint, kilometresBetween } from '#areas'
import { circleAround, ringMeant, threatOf } from './proposal.ts'

const at = { lon: 34.6, lat: 47.5 }
const rings = [
  { name: 'inner', radiusKm: 5 },
  { name: 'outer', radiusKm: 30 },
]
const north = (km: number) => ({ at: { lon: at.lon, lat: at.lat + km / 111.2 } })

describe('what an alarm proposes', () => {
  test('is the danger of its site, and at a network that of what is raised', () => {
    const of = (quantity: 'gamma-dose-rate' | 'rain' | 'discharge') => [{ quantity }]
    assert.equal(threatOf('nuclear-plant', of('gamma-dose-rate')), 'radiation')
    assert.equal(threatOf('dam', of('discharge')), 'dam-failure')
    assert.equal(threatOf('chemical-works', of('rain')), 'chemical')
    assert.equal(threatOf('measuring-network', of('discharge')), 'flood')
    assert.equal(threatOf('measuring-network', of('rain')), null)
  })
  test('reaches as far as the smallest ring that holds all that is raised, else the largest', () => {
    const name = (...km: number[]) => ringMeant({ at, rings }, km.map(north))?.name
    assert.deepEqual([name(1), name(1, 20), name(1, 200)], ['inner', 'outer', 'outer'])
    assert.equal(ringMeant({ at, rings: [] }, [north(1)]), undefined)
  })
  test('has a circle that is as wide everywhere, closed, and holds its middle', () => {
    const shape = circleAround(at, 30)
    const ring = shape[0]![0]!
    assert.deepEqual(ring[0], ring.at(-1))
    for (const point of ring) assert.ok(Math.abs(kilometresBetween(at, point) - 30) < 0.01)
    assert.ok(containsPoint(shape, at))
    assert.ok(boundsOf(shape).north > at.lat)
  })
})
