import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { coarsePoint, isQuiet } from './phone-kept.ts'

describe('quiet hours', () => {
  test('go past midnight', () => {
    const night = { use: 'on', from: '22:00', to: '07:00' } as const
    for (const [time, quiet] of [
      ['21:59', false],
      ['22:00', true],
      ['03:00', true],
      ['06:59', true],
      ['07:00', false],
    ] as const)
      assert.equal(isQuiet(night, time), quiet, time)
  })

  test('lie within a day, or are the whole of it, or are off', () => {
    assert.equal(isQuiet({ use: 'on', from: '13:00', to: '15:00' }, '14:00'), true)
    assert.equal(isQuiet({ use: 'on', from: '13:00', to: '15:00' }, '15:00'), false)
    assert.equal(isQuiet({ use: 'on', from: '07:00', to: '07:00' }, '12:00'), true)
    assert.equal(isQuiet({ use: 'off', from: '07:00', to: '07:00' }, '12:00'), false)
  })
})

describe('where a phone is', () => {
  test('is told as the middle of a hundredth of a degree, the same for everybody in it', () => {
    assert.deepEqual(coarsePoint({ lon: 38.92437, lat: 52.39112 }), { lon: 38.925, lat: 52.395 })
    const inside = fc.double({ min: 0.0001, max: 0.0098, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: -17_900, max: 17_900 }), inside, inside, (corner, a, b) => {
        const [west, same] = [corner / 100 + a, corner / 100 + b]
        assert.deepEqual(coarsePoint({ lon: west, lat: 0.005 }), coarsePoint({ lon: same, lat: 0.005 }))
      }),
      { seed: 6 },
    )
  })
})
