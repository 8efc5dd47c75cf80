import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lengthOf, periods, spacingOf, stepLength, stepOf, windowOf } from './periods.ts'

describe('a period of a chart', () => {
  test('never asks for more points than the server gives, however often a station speaks', () => {
    for (const period of periods)
      for (const every of [1, 60, 600, 3_600, 86_400]) {
        const step = stepOf(period, every)
        const points = lengthOf[period] / (step === 'reading' ? every * 1_000 : stepLength[step])
        assert.ok(points <= 5_000, `${period} every ${every} s: ${points} points`)
      }
  })

  test('shows single readings where they can be told apart', () => {
    assert.equal(stepOf('6h', 60), 'reading')
    assert.equal(stepOf('6h', 1), '10min')
    assert.equal(stepOf('24h', 600), 'reading')
    assert.equal(stepOf('24h', 60), '10min')
    assert.equal(stepOf('30d', 600), 'hour')
  })

  test('knows how far apart values stand, also of a station slower than the step', () => {
    assert.equal(spacingOf('10min', 60), 600_000)
    assert.equal(spacingOf('10min', 3_600), 3_600_000)
    assert.equal(spacingOf('reading', 60), 60_000)
  })

  test('ends now, or half a period earlier for each step back', () => {
    const now = Date.parse('2026-01-22T02:40:30Z')
    assert.equal(new Date(windowOf('6h', now, 0).untilMs).toISOString(), '2026-01-22T02:41:00.000Z')
    assert.equal(new Date(windowOf('6h', now, 1).untilMs).toISOString(), '2026-01-21T23:41:00.000Z')
  })
})
