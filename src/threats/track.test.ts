import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { shippedThreatBook } from './book.ts'
import { threatSpeeds } from './speeds.ts'
import type { ThreatId } from './threat.ts'
import { bearingBetween, checkSeen, motionOf, type Seen, type Track } from './track.ts'

const at = (time: string) => `2026-11-23T${time}:00.000Z` as Instant
const seen = (time: string, lon: number, lat: number): Seen => ({ at: at(time), lon, lat })
const track = (...positions: Seen[]): Track => ({ threat: 'drone' as ThreatId, seen: positions })
const usual = { from: 100, to: 600 }

describe('a track', () => {
  test('has the direction of the great circle between two positions', () => {
    assert.equal(bearingBetween({ lon: 39, lat: 52 }, { lon: 39, lat: 53 }), 0)
    assert.equal(bearingBetween({ lon: 39, lat: 0 }, { lon: 40, lat: 0 }), 90)
    assert.equal(bearingBetween({ lon: 39, lat: 53 }, { lon: 39, lat: 52 }), 180)
    assert.equal(Math.round(bearingBetween({ lon: 39, lat: 0 }, { lon: 38, lat: 0 })), 270)
    // London to Moscow leaves at 64° (the rhumb line would be 80°).
    assert.equal(Math.round(bearingBetween({ lon: -0.1275, lat: 51.507 }, { lon: 37.617, lat: 55.755 })), 64)
  })

  test('of one position goes anywhere, at the speeds of its kind', () => {
    const motion = motionOf(track(seen('01:00', 39, 52)), usual)
    assert.equal(motion.headingDegrees, 'unknown')
    assert.deepEqual(motion.speedKmPerHour, usual)
  })

  test('of two positions goes on as it came, at that speed with its error', () => {
    // One degree of latitude in half an hour: 111.195 km, 222.39 km/h; a quarter less, a quarter more.
    const motion = motionOf(track(seen('01:00', 39, 51), seen('01:30', 39, 52)), usual)
    assert.equal(motion.headingDegrees, 0)
    assert.deepEqual(rounded(motion.speedKmPerHour), { from: 167, to: 278 })
    assert.deepEqual(motion.seen, seen('01:30', 39, 52))
  })

  test('keeps to what its kind can fly where two positions leave room, and to both where they don’t', () => {
    // 111 km in an hour, a quarter less would be slower than its kind flies.
    const slow = motionOf(track(seen('01:00', 39, 51), seen('02:00', 39, 52)), usual)
    assert.deepEqual(rounded(slow.speedKmPerHour), { from: 100, to: 139 })
    // 111 km in five minutes: 1,334 km/h. No drone of ours, so it may be something else.
    const fast = motionOf(track(seen('01:00', 39, 51), seen('01:05', 39, 52)), usual)
    assert.deepEqual(rounded(fast.speedKmPerHour), { from: 100, to: 1668 })
  })

  test('of two positions at one place has no direction from them', () => {
    const motion = motionOf(track(seen('01:00', 39, 52), seen('01:10', 39.001, 52)), usual)
    assert.equal(motion.headingDegrees, 'unknown')
    assert.deepEqual(motion.speedKmPerHour, usual)
  })

  test('goes as somebody said, whatever positions say', () => {
    const said = {
      ...track(seen('01:00', 39, 51), seen('01:30', 39, 52)),
      ...{ headingDegrees: 200, speedKmPerHour: { from: 180, to: 190 } },
    }
    const motion = motionOf(said, usual)
    assert.equal(motion.headingDegrees, 200)
    assert.deepEqual(motion.speedKmPerHour, { from: 180, to: 190 })
  })

  test('of a kind without known speeds, seen once, has none', () => {
    assert.equal(motionOf(track(seen('01:00', 39, 52)), undefined).speedKmPerHour, 'unknown')
  })

  test('is refused when its times are out of order, still to come or older than a day', () => {
    const now = at('02:00')
    assert.ok(checkSeen([seen('01:00', 39, 52), seen('01:30', 39, 52)], now).ok)
    const code = (...positions: Seen[]) => {
      const checked = checkSeen(positions, now)
      return checked.ok ? 'ok' : `${checked.problem.code} ${checked.problem.at}`
    }
    assert.equal(code(seen('01:30', 39, 52), seen('01:30', 39, 53)), 'threats/times-out-of-order seen[1].at')
    assert.equal(code(seen('02:02', 39, 52)), 'threats/seen-in-the-future seen[0].at')
    assert.equal(
      code({ ...seen('01:00', 39, 52), at: '2026-11-22T01:59:00.000Z' as Instant }),
      'threats/seen-too-long-ago seen[0].at',
    )
  })
})

test('every threat with a range of speeds is in the catalogue, and its range goes upwards', () => {
  const book = shippedThreatBook()
  for (const [id, { from, to }] of Object.entries(threatSpeeds)) {
    assert.deepEqual(book.threat(id as ThreatId)?.speedKmPerHour, { from, to }, id)
    assert.ok(from > 0 && from < to, id)
  }
  assert.equal(book.threat('artillery' as ThreatId)?.speedKmPerHour, undefined)
})

function rounded(speed: { readonly from: number; readonly to: number } | 'unknown') {
  return speed === 'unknown' ? speed : { from: Math.round(speed.from), to: Math.round(speed.to) }
}
