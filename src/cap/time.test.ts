import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Instant } from '#base'
import { atomTime, capTime, epochOfCapTime, instantOfCapTime, type CapTime } from './time.ts'

const at = '2025-11-01T21:37:00.900Z' as Instant

describe('a CAP time', () => {
  test('is written with the offset of the authority’s zone and whole seconds', () => {
    assert.equal(capTime(at, 'Europe/Moscow'), '2025-11-02T00:37:00+03:00')
    assert.equal(capTime(at, 'Asia/Kolkata'), '2025-11-02T03:07:00+05:30')
    assert.equal(capTime(at, 'America/St_Johns'), '2025-11-01T19:07:00-02:30')
  })
  test('says UTC as -00:00, never as Z or +00:00 (CAP 1.2 §3.3.2)', () => {
    assert.equal(capTime(at, 'UTC'), '2025-11-01T21:37:00-00:00')
    assert.equal(capTime(at, 'Europe/London'), '2025-11-01T21:37:00-00:00')
  })
  test('follows summer time', () => {
    assert.equal(capTime('2025-10-26T00:59:59.000Z' as Instant, 'Europe/Kyiv'), '2025-10-26T03:59:59+03:00')
    assert.equal(capTime('2025-10-26T01:00:00.000Z' as Instant, 'Europe/Kyiv'), '2025-10-26T03:00:00+02:00')
  })
  test('is read back as the instant it was, to the second', () => {
    for (const zone of ['Europe/Moscow', 'America/St_Johns', 'UTC'])
      assert.equal(instantOfCapTime(capTime(at, zone)), '2025-11-01T21:37:00.000Z')
  })
  const seed = 20_251_102
  test(`means the milliseconds that the language's own reader finds (seed ${seed})`, () => {
    const days = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    const zones = fc.constantFrom('-00:00', '+03:00', '-02:30', '+14:00', '-14:00')
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const time = `${day.toISOString().slice(0, 19)}${zone}` as CapTime
        assert.equal(epochOfCapTime(time), Date.parse(time.replace('-00:00', '+00:00')))
      }),
      { seed, numRuns: 2_000, examples: [[new Date('0099-12-31'), '+03:00']] },
    )
    assert.equal(epochOfCapTime('2025-12-31T24:00:00-00:00' as CapTime), Date.parse('2026-01-01T00:00:00Z'))
  })
  test('in an Atom feed says UTC as Z', () => {
    assert.equal(atomTime(capTime(at, 'UTC')), '2025-11-01T21:37:00Z')
    assert.equal(atomTime(capTime(at, 'Europe/Moscow')), '2025-11-02T00:37:00+03:00')
  })
  test('has no zone that does not exist', () => {
    assert.throws(() => capTime(at, 'Europe/Atlantis'), RangeError)
  })
})
