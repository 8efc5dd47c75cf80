import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import type { Outcome } from '#channels'
import {
  contains,
  courierWorld,
  dropped,
  later,
  never,
  target,
  told,
} from '../../test/support/courier-world.ts'
import type { AlertId } from '#base'
import { reachOf, reachSummary, type Ground, type ReachCounts } from './reach.ts'

const inside: { readonly [area: string]: readonly string[] } = {
  o: ['o/a', 'o/b', 'o/c'],
  'o/a': ['o/a/x', 'o/a/y'],
}
const ground: Ground = {
  contains,
  children: (area) => (inside[area] ?? []) as readonly AreaCode[],
}

/** A night in which each target answers as its name says. */
async function night(
  areas: readonly string[],
  targets: ReturnType<typeof target>[],
  upTo: 'warned' | 'ended',
) {
  const world = courierWorld({ targets })
  const answers: { readonly [name: string]: Outcome } = {
    sounds: { kind: 'confirmed', by: 'device', detail: 'sounding' },
    carrier: { kind: 'accepted', reference: 'r' },
    mute: dropped,
    engaged: later,
    gone: never,
  }
  world.answers((_, { id }) => answers[id.split('-')[0] ?? ''] ?? never)
  const courier = world.courier
  await courier.onNotice(told('a', 1, 'warning', areas))
  await courier.quiet()
  if (upTo === 'ended') {
    world.answers(() => ({ kind: 'confirmed', by: 'device' }))
    await courier.onNotice(told('a', 2, 'all-clear', areas))
    await courier.quiet()
  }
  const alert = 'a' as AlertId
  const reach = reachOf(await world.log.noticesOf(alert), await world.log.byAlert(alert), ground, {
    channels: ['bell'],
  })
  assert.ok(reach)
  return reach
}

const some = (counts: ReachCounts | undefined) =>
  Object.fromEntries(Object.entries(counts ?? {}).filter(([, count]) => count > 0))

describe('the reach of an alert', () => {
  test('counts each target once, under what is certain', async () => {
    const names = ['sounds', 'carrier', 'mute', 'engaged', 'gone'].map((name) => target(name, ['o']))
    const reach = await night(['o/a', 'o/b'], names, 'warned')
    const [bell] = reach.latest.channels
    assert.deepEqual(some(bell?.counts), { targets: 5, confirmed: 1, accepted: 1, unknown: 1, refused: 2 })
    assert.deepEqual(bell?.details, { sounding: 1 })
    assert.deepEqual(
      bell.failed.map(({ target, known, problem }) => [target, known, problem]),
      [
        ['engaged', 'refused', 'bell/engaged'],
        ['gone', 'refused', 'bell/gone'],
        ['mute', 'unknown', 'bell/line-dropped'],
      ],
    )
    assert.equal(reach.ended, null)
  })

  test('counts a target in each of the areas it serves', async () => {
    const reach = await night(
      ['o/a', 'o/b'],
      [target('sounds-1', ['o/a']), target('sounds-2', ['o'])],
      'warned',
    )
    const [bell] = reach.latest.channels
    assert.deepEqual(
      bell?.areas.map(({ area, counts }) => [area, counts.confirmed]),
      [
        ['o/a', 2],
        ['o/b', 1],
      ],
    )
    assert.equal(bell?.counts.targets, 2)
  })

  test('tells who was ever warned from who was told that it is over', async () => {
    const reach = await night(['o'], [target('sounds', ['o']), target('mute', ['o'])], 'ended')
    assert.deepEqual(some(reach.warned.channels[0]?.counts), { targets: 2, confirmed: 1, unknown: 1 })
    assert.deepEqual(some(reach.ended?.channels[0]?.counts), { targets: 2, confirmed: 2 })
    assert.deepEqual(reach.latest, reach.ended)
    assert.equal(reach.revision, 2)
  })

  test('names the areas no target serves, down to the part that is left out', async () => {
    const reach = await night(['o'], [target('sounds-1', ['o/b']), target('sounds-2', ['o/a/x'])], 'warned')
    assert.deepEqual(reach.latest.uncovered, ['o/a/y', 'o/c'])
  })

  test('names every area when there is no target, and none when one serves everywhere', async () => {
    assert.deepEqual((await night(['o/a', 'o/b'], [], 'warned')).latest.channels[0]?.uncovered, [
      'o/a',
      'o/b',
    ])
    assert.deepEqual((await night(['o/a', 'o/b'], [target('sounds')], 'warned')).latest.uncovered, [])
  })

  test('is nothing while nothing was planned', () => assert.equal(reachOf([], [], ground), null))

  test('is summed up for the ledger without naming a target', async () => {
    const reach = await night(['o'], [target('sounds-17', ['o']), target('mute-18', ['o/b'])], 'ended')
    const text = JSON.stringify(reachSummary(reach))
    assert.doesNotMatch(text, /sounds-17|mute-18/)
    assert.deepEqual(JSON.parse(text), reachSummary(reach))
  })
})
