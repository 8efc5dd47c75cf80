import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { AreaCode } from '#areas'
import { minute, plus, type Instant } from '#base'
import { doubtOf, heardOf, heardTally, type Hearing, type SirenAnswer } from './heard.ts'
import { coarse } from './told.ts'

const start = '2026-11-23T02:00:00.000Z' as Instant
const here = { lon: 38.925, lat: 52.395 }
const answer = (more: Partial<SirenAnswer> = {}): SirenAnswer => ({
  ...{ area: 'a' as AreaCode, at: null, hears: 'heard', seenAt: start, crowd: 'alone' },
  ...more,
})
const always = { from: plus(start, -60 * minute), until: plus(start, 60 * minute) }

describe('what residents hear', () => {
  test('is said only where nearly all of the like would say the same', () => {
    const says = (heard: number, notHeard: number) => heardOf(heard, notHeard).says
    assert.deepEqual([says(0, 0), says(1, 0), says(3, 0), says(3, 2)], Array(4).fill('too-few'))
    assert.deepEqual([says(4, 0), says(14, 3), says(9, 1)], Array(3).fill('heard'))
    assert.deepEqual([says(0, 4), says(3, 14)], Array(2).fill('not-heard'))
    assert.deepEqual([says(6, 5), says(50, 50)], Array(2).fill('divided'))
    assert.deepEqual(heardOf(3, 2).share, { atLeast: 0.23, atMost: 0.88 })
    assert.equal(heardOf(0, 0).share, null)
  })

  test('is a share that lies within its bounds, which grow narrower with every answer', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (heard, notHeard) => {
        const all = heard + notHeard
        const { share } = heardOf(heard, notHeard)
        if (all === 0 || share === null) return
        assert.ok(share.atLeast <= heard / all + 0.005 && heard / all - 0.005 <= share.atMost)
        const more = heardOf(heard * 4, notHeard * 4).share!
        assert.ok(more.atMost - more.atLeast <= share.atMost - share.atLeast + 0.011)
      }),
      { seed: 20261123 },
    )
  })

  test('is counted as a slow recount counts it, whatever is added and taken back', () => {
    const places = [null, here, { lon: 38.935, lat: 52.395 }, { lon: 39.205, lat: 52.605 }]
    const some = fc.record({
      area: fc.constantFrom('a' as AreaCode, 'b' as AreaCode),
      at: fc.constantFrom(...places),
      hears: fc.constantFrom<Hearing[]>('heard', 'not-heard'),
      seenAt: fc.integer({ min: -50, max: 50 }).map((minutes) => plus(start, minutes * minute)),
      crowd: fc.constantFrom('alone' as const, 'crowd' as const),
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(some, fc.boolean()), { maxLength: 60 }), (all) => {
        const tally = heardTally()
        for (const [one] of all) tally.add(one)
        for (const [one, goes] of all) if (goes) tally.remove(one)
        const left = all.flatMap(([one, goes]) => (goes ? [] : [one]))
        const window = { from: plus(start, -10 * minute), until: plus(start, 10 * minute) }
        const inWindow = left.filter(({ seenAt }) => seenAt >= window.from && seenAt <= window.until)
        const expect = (
          some: readonly SirenAnswer[],
          { heard, notHeard, fromCrowds }: ReturnType<typeof heardOf>,
        ) =>
          assert.deepEqual(
            [heard, notHeard, fromCrowds],
            [
              some.filter(({ hears }) => hears === 'heard').length,
              some.filter(({ hears }) => hears === 'not-heard').length,
              some.filter(({ crowd }) => crowd === 'crowd').length,
            ],
          )
        expect(
          inWindow.filter(({ area }) => area === 'a'),
          tally.inAreas((area) => area === 'a', window),
        )
        expect(
          inWindow.filter(({ at }) => at !== null && at.lon < 39),
          tally.around(here, 3, window),
        )
      }),
      { seed: 20261123 },
    )
  })

  test('of yesterday is forgotten', () => {
    const tally = heardTally()
    tally.add(answer({ seenAt: plus(start, -30 * minute) }))
    tally.add(answer())
    tally.forgetBefore(plus(start, -10 * minute))
    assert.equal(tally.inAreas(() => true, always).heard, 1)
    tally.forgetBefore(plus(start, 10 * minute))
    assert.deepEqual(tally.areas(always), [])
  })

  test('near a place is found whatever side of a box it stands on', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -60, max: 60, noNaN: true }),
        fc.double({ min: -170, max: 170, noNaN: true }),
        (lat, lon) => {
          const tally = heardTally()
          tally.add(answer({ at: coarse({ lon, lat }) }))
          assert.equal(tally.around({ lon, lat }, 1, always).heard, 1)
        },
      ),
      { seed: 20261123 },
    )
  })

  test('makes one doubt a siren that nobody hears, and one that is silent and heard', () => {
    assert.equal(doubtOf('not-heard', 'sounds'), 'residents-hear-none')
    assert.equal(doubtOf('heard', 'is-not-known-to-sound'), 'residents-hear-it')
    for (const says of ['heard', 'too-few', 'divided'] as const) assert.equal(doubtOf(says, 'sounds'), null)
    for (const says of ['not-heard', 'too-few', 'divided'] as const)
      assert.equal(doubtOf(says, 'is-not-known-to-sound'), null)
    for (const says of ['heard', 'not-heard'] as const) assert.equal(doubtOf(says, 'was-not-to-sound'), null)
  })
})
