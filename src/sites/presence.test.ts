import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute } from '#base'
import { presencesOf, type Listened } from './presence.ts'
import { flagBits } from './reading.ts'
import type { StationId } from './site.ts'

const now = Date.parse('2026-11-23T02:00:00Z')
const station = (id: string, silentMinutes: number | null, more: Partial<Listened> = {}): Listened => ({
  ...{ id: id as StationId, every: 10 * minute, link: null, flags: 0, isClockWrong: false },
  heardAtMs: silentMinutes === null ? null : now - silentMinutes * minute,
  ...more,
})
const whyOf = (stations: readonly Listened[], down: readonly string[] = []) =>
  [...presencesOf(stations, new Set(down), now)].map(([id, presence]) =>
    presence.state === 'dark' ? `${id} ${presence.why}` : `${id} speaks`,
  )

describe('a station', () => {
  test('speaks until it has missed three calls', () =>
    assert.deepEqual(whyOf([station('a', 30), station('b', 31)]), ['a speaks', 'b silent']))
  test('has lost its power where it last said it runs on its battery', () =>
    assert.deepEqual(
      whyOf([
        station('a', 60, { flags: flagBits.battery, link: 'm' }),
        station('b', 60, { flags: flagBits['low-battery'] }),
        station('c', 5, { flags: flagBits.battery }),
      ]),
      ['a power-lost', 'b power-lost', 'c speaks'],
    ))
  test('has lost its link where all that share it fell silent together', () =>
    assert.deepEqual(whyOf([station('a', 60, { link: 'm' }), station('b', 50, { link: 'm' })]), [
      'a link-lost',
      'b link-lost',
    ]))
  test('is silent, and nobody knows why, where others on its link speak, fell silent at other times, or there are none', () => {
    assert.deepEqual(whyOf([station('a', 60, { link: 'm' }), station('b', 5, { link: 'm' })]), [
      'a silent',
      'b speaks',
    ])
    assert.deepEqual(whyOf([station('a', 600, { link: 'm' }), station('b', 60, { link: 'm' })]), [
      'a silent',
      'b silent',
    ])
    assert.deepEqual(whyOf([station('a', 60, { link: 'm' })]), ['a silent'])
  })
  test('has lost its link where the link said so itself', () =>
    assert.deepEqual(whyOf([station('a', 60, { link: 'm' })], ['m']), ['a link-lost']))
  test('was never heard, or speaks with a clock that can’t be right: both are blind spots', () =>
    assert.deepEqual(whyOf([station('a', null), station('b', 1, { isClockWrong: true })]), [
      'a never-heard',
      'b wrong-clock',
    ]))
})

describe('why a station is dark, in every combination of what can be known', () => {
  /** What the others on its link do. `none`: it has no link; `alone`: nobody shares it. */
  const links = [
    'none',
    'alone',
    'others-speak',
    'others-fell-with-it',
    'others-fell-long-before',
    'others-never-heard',
  ] as const
  const lastWords = [
    0,
    flagBits.battery,
    flagBits['low-battery'],
    flagBits.maintenance,
    flagBits.suspect,
  ] as const
  const yesOrNo = ['yes', 'no'] as const
  const heards = [null, 5, 60] as const

  test('the reason is the surest one that fits, and silence without any is called silence', () => {
    const counts = new Map<string, number>()
    for (const link of links)
      for (const flags of lastWords)
        for (const linkSaysDown of yesOrNo)
          for (const isClockWrong of yesOrNo)
            for (const heard of heards) {
              const own = station('own', heard, {
                ...{ flags, isClockWrong: isClockWrong === 'yes' },
                link: link === 'none' ? null : 'mast',
              })
              const other = (silentMinutes: number | null) => [
                station('other', silentMinutes, { link: 'mast' }),
              ]
              const others =
                link === 'others-speak'
                  ? other(5)
                  : link === 'others-fell-with-it'
                    ? other(heard ?? 60)
                    : link === 'others-fell-long-before'
                      ? other(900)
                      : link === 'others-never-heard'
                        ? other(null)
                        : []
              const down = new Set(linkSaysDown === 'yes' ? ['mast'] : [])
              const presence = presencesOf([own, ...others], down, now).get(own.id)!
              const said = presence.state === 'dark' ? presence.why : 'speaks'
              counts.set(said, (counts.get(said) ?? 0) + 1)
              const onBattery = flags === flagBits.battery || flags === flagBits['low-battery']
              const case_ = JSON.stringify({ link, flags, linkSaysDown, isClockWrong, heard })
              // Read from the bottom: what stands higher is surer.
              const wanted =
                heard === null
                  ? 'never-heard'
                  : heard === 5
                    ? isClockWrong === 'yes'
                      ? 'wrong-clock'
                      : 'speaks'
                    : onBattery
                      ? 'power-lost'
                      : link !== 'none' && (linkSaysDown === 'yes' || link === 'others-fell-with-it')
                        ? 'link-lost'
                        : 'silent'
              assert.equal(said, wanted, case_)
              if (presence.state === 'dark')
                assert.equal(presence.sinceMs, heard === null ? null : now - heard * minute, case_)
            }
    assert.deepEqual([...counts.keys()].toSorted(), [
      ...['link-lost', 'never-heard', 'power-lost', 'silent', 'speaks', 'wrong-clock'],
    ])
    assert.equal(
      [...counts.values()].reduce((a, b) => a + b, 0),
      6 * 5 * 2 * 2 * 3,
    )
  })
})
