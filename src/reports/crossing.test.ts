import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { kilometresBetween, type LonLat } from '#areas'
import { crossingOf, type Sight } from './crossing.ts'

const kmPerDegree = 111.195

/** So many kilometres east and north of a place. */
const from = ({ lon, lat }: LonLat, east: number, north: number): LonLat => ({
  lon: lon + east / kmPerDegree / Math.cos((lat * Math.PI) / 180),
  lat: lat + north / kmPerDegree,
})
const lipetsk = { lon: 39.6, lat: 52.6 }
const sight = (place: LonLat, degrees: number, accuracyDegrees = 5, movedKm = 0): Sight => ({
  ...{ from: place, withinKm: 0.4, movedKm },
  bearing: { degrees, accuracyDegrees },
})
const towards = (place: LonLat, target: LonLat, off = 0, accuracyDegrees = 5) => {
  const east = (target.lon - place.lon) * Math.cos((lipetsk.lat * Math.PI) / 180)
  const degrees = (Math.atan2(east, target.lat - place.lat) * 180) / Math.PI + off
  return sight(place, (degrees + 360) % 360, accuracyDegrees)
}
const whyNot = (...sights: Sight[]) => {
  const answer = crossingOf(sights)
  return answer.found === 'no' ? answer.why : 'found'
}
const found = (...sights: Sight[]) => {
  const answer = crossingOf(sights)
  assert.ok(answer.found === 'yes', JSON.stringify(answer))
  return answer.crossing
}

describe('where lines of sight cross', () => {
  test('is found of two who look from two sides, with how wrong it may be', () => {
    const target = from(lipetsk, 5, 5)
    const crossing = found(towards(lipetsk, target), towards(from(lipetsk, 10, 0), target))
    assert.ok(kilometresBetween(crossing.at, target) < 0.1, JSON.stringify(crossing))
    assert.ok(crossing.withinKm > 1 && crossing.withinKm < 3.5, String(crossing.withinKm))
    assert.equal(crossing.sights, 2)
  })

  test('is surer the more look, and less sure the worse their compasses', () => {
    const target = from(lipetsk, 4, 6)
    const places = [lipetsk, from(lipetsk, 9, 1), from(lipetsk, 3, 13), from(lipetsk, -3, 8)]
    const of = (count: number, accuracy: number) =>
      found(...places.slice(0, count).map((place) => towards(place, target, 0, accuracy))).withinKm
    assert.ok(of(4, 5) < of(2, 5))
    assert.ok(of(4, 15) > of(4, 5))
  })

  test('is not made up', () => {
    const east = from(lipetsk, 10, 0)
    assert.equal(whyNot(), 'one-place')
    assert.equal(whyNot(sight(lipetsk, 45)), 'one-place')
    assert.equal(whyNot(sight(lipetsk, 45), sight(from(lipetsk, 0.5, 0), 315)), 'one-place')
    assert.equal(whyNot(sight(lipetsk, 0), sight(east, 0)), 'too-alike')
    assert.equal(whyNot(sight(lipetsk, 1), sight(east, 359)), 'too-far')
    assert.equal(whyNot(sight(lipetsk, 225), sight(east, 135)), 'behind')
    // Three, each of whom looks at something else.
    assert.equal(whyNot(sight(lipetsk, 45), sight(east, 315), sight(from(lipetsk, 5, 30), 90)), 'do-not-meet')
    assert.equal(whyNot(sight(lipetsk, 45, 5, 40), sight(east, 315, 5, 40)), 'too-alike')
  })

  test('lies within what is said of it as often as is said, if compasses are as good as they say', () => {
    let [within, all] = [0, 0]
    fc.assert(
      fc.property(
        fc.record({
          east: fc.double({ min: 6, max: 14, noNaN: true }),
          x: fc.double({ min: 1, max: 9, noNaN: true }),
          y: fc.double({ min: 4, max: 12, noNaN: true }),
          // Two normal numbers each, by twelve even ones.
          errors: fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 36, maxLength: 36 }),
        }),
        ({ east, x, y, errors }) => {
          const normal = (i: number) => errors.slice(i * 12, i * 12 + 12).reduce((sum, one) => sum + one, 0)
          const target = from(lipetsk, x, y)
          const places = [lipetsk, from(lipetsk, east, 0), from(lipetsk, east / 2, y + 6)]
          const answer = crossingOf(places.map((place, i) => towards(place, target, normal(i) * 5)))
          if (answer.found === 'no') return
          all++
          if (kilometresBetween(answer.crossing.at, target) <= answer.crossing.withinKm) within++
        },
      ),
      { seed: 20261123, numRuns: 1_000 },
    )
    assert.ok(all > 700, String(all))
    assert.ok(within / all > 0.95, `${within} of ${all}`)
  })
})
