import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import type { ActorId, Instant, Sha256 } from '#base'
import {
  decide,
  embargoUntil,
  evolve,
  nightOf,
  noDamage,
  observationsOf,
  publicTally,
  standsForIn,
  tallyOf,
  type AssetId,
  type DamageCommand,
  type DamageState,
  type MergeId,
  type ObservationId,
  type ObservationSaid,
  type OccurrenceId,
  type OutageId,
} from '#damage'

const night = 'night-2026-11-21' as OccurrenceId
const why = 'why' as Sha256
const area = (code: string, parent: string | null, kind: string): Area =>
  ({ code, parent, kind, names: { en: code }, codes: {} }) as unknown as Area
const built = buildHierarchy([
  area('oblast', null, 'region'),
  area('city', 'oblast', 'municipality'),
  area('village', 'city', 'settlement'),
])
assert.ok(built.ok)
const hierarchy = built.value
const clock = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 22) + minutes * 60_000).toISOString() as Instant

/** One who gives orders to what is known so far. */
function damage() {
  const state = noDamage()
  let seq = 0
  const order = (command: DamageCommand, { at = clock(60), by = 'olena', mode = 'drill' as const } = {}) => {
    const decided = decide(state, command, { at, by: by as ActorId, mode })
    if (decided.ok) for (const fact of decided.value) evolve(state, fact, ++seq)
    return decided.ok ? 'done' : decided.problem.code
  }
  return { state, order }
}
type Damage = ReturnType<typeof damage>

const said = (more: Partial<ObservationSaid> = {}): ObservationSaid => ({
  ...{ occurrence: night, area: 'city' as AreaCode, subject: 'dwellings', asset: null },
  ...{ atLeast: 1, atMost: 1, grade: null, cause: 'glass', seenAt: clock(30) },
  ...more,
})
const make = (id: string, more: Partial<ObservationSaid> = {}, kind = 'assessor', status = 'reported') =>
  ({
    ...{ type: 'make', observation: id as ObservationId, said: said(more), status, authority: 'main' },
    source: { kind, ref: id },
  }) as DamageCommand
const judge = (id: string, to: string, more: object = {}) =>
  ({
    ...{ type: 'judge', observation: id as ObservationId, to, against: [], why, readVersion: undefined },
    ...more,
  }) as DamageCommand
const asset = (id: string): DamageCommand => ({
  ...{ type: 'keep-asset', asset: id as AssetId, occurrence: night, area: 'city' as AreaCode },
  subject: 'dwellings',
})
const merge = (id: string, into: string, ...from: string[]): DamageCommand => ({
  ...{ type: 'merge', merge: id as MergeId, into: into as AssetId, from: from as AssetId[], why },
})
const least = (state: DamageState) =>
  tallyOf(
    { hierarchy, observations: observationsOf(state, night), standsFor: standsForIn(state) },
    'city' as AreaCode,
    'dwellings',
  ).lines.map(({ standing, atLeast }) => `${standing} ${atLeast}`)

describe('an observation', () => {
  test('is not seen by whoever only passes it on', () => {
    assert.equal(damage().order(make('a', {}, 'resident', 'seen')), 'damage/not-seen')
    assert.equal(damage().order(make('a', {}, 'assessor', 'seen')), 'done')
  })

  test('of another mode is not counted in an occurrence', () => {
    const { order } = damage()
    order(make('a'))
    assert.equal(order(make('b'), { mode: 'live' as 'drill' }), 'damage/other-mode')
  })

  test('has a range that begins before it ends, and a time that has come', () => {
    const { order } = damage()
    assert.equal(order(make('a', { atLeast: 3, atMost: 2 })), 'damage/bad-range')
    assert.equal(order(make('a', { seenAt: clock(90) })), 'damage/not-yet')
  })

  test('is changed by nobody who read it before somebody else changed it', () => {
    const { order } = damage()
    order(make('a'))
    assert.equal(order(judge('a', 'confirmed', { readVersion: 1 })), 'done')
    assert.equal(order(judge('a', 'withdrawn', { readVersion: 1 })), 'damage/moved-on')
  })

  test('is held by whoever works on it, for ten minutes or until it is taken over', () => {
    const { order } = damage()
    order(make('a'))
    const lock = (from: 'nobody' | 'anybody') =>
      ({ type: 'lock', observation: 'a' as ObservationId, from }) as const
    assert.equal(order(lock('nobody'), { by: 'vira' }), 'done')
    assert.equal(order(judge('a', 'confirmed')), 'damage/held-by-another')
    assert.equal(order(lock('nobody')), 'damage/held-by-another')
    assert.equal(order(judge('a', 'confirmed'), { at: clock(71) }), 'done')
    assert.equal(order(lock('nobody'), { by: 'vira' }), 'done')
    assert.equal(order(lock('anybody')), 'done')
    assert.equal(order(judge('a', 'seen')), 'done')
  })

  test('that was withdrawn counts nowhere, and comes back as reported alone', () => {
    const { state, order } = damage()
    order(make('a'))
    order(judge('a', 'withdrawn'))
    assert.deepEqual(least(state), [])
    assert.equal(order(judge('a', 'confirmed')), 'damage/withdrawn')
    assert.equal(order(judge('a', 'reported')), 'done')
    assert.deepEqual(least(state), ['reported 1'])
  })

  test('that is disputed names the other side', () => {
    const { state, order } = damage()
    order(make('a'))
    order(make('b', { atLeast: 9, atMost: 9 }))
    assert.equal(order(judge('a', 'disputed', { against: ['none'] })), 'damage/unknown-observation')
    assert.equal(order(judge('a', 'disputed', { against: ['b'] })), 'done')
    assert.deepEqual(state.observations.get('a' as ObservationId)?.against, ['b'])
    assert.deepEqual(least(state), ['reported 9'])
  })
})

describe('assets', () => {
  const three = () => {
    const it = damage()
    for (const id of ['a', 'b', 'c']) {
      it.order(asset(id))
      it.order(make(`of ${id}`, { asset: id as AssetId }))
    }
    return it
  }

  test('that are merged are counted once, and twice again after the split', () => {
    const { state, order } = three()
    assert.deepEqual(least(state), ['reported 3'])
    assert.equal(order(merge('m', 'a', 'b')), 'done')
    assert.deepEqual(least(state), ['reported 2'])
    assert.equal(order(merge('n', 'c', 'b')), 'damage/merged-already')
    assert.equal(order({ type: 'split', merge: 'm' as MergeId, why }), 'done')
    assert.equal(order({ type: 'split', merge: 'm' as MergeId, why }), 'damage/unknown-merge')
    assert.deepEqual(least(state), ['reported 3'])
  })

  test('of two nights are never one', () => {
    const { order } = three()
    order({ ...asset('z'), occurrence: 'night-2026-11-22' as OccurrenceId } as DamageCommand)
    assert.equal(order(merge('m', 'a', 'z')), 'damage/other-occurrence')
    assert.equal(order(make('x', { asset: 'z' as AssetId })), 'damage/other-occurrence')
  })

  test('however they are merged and split, stand as before when every merge is undone', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c')), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(steps, fc.nat(), (all, turn) => {
        const { state, order } = three()
        const before = least(state)
        all.forEach(([into, from], i) => order(merge(`m${i}`, into, from)))
        const held = [...state.merges.keys()]
        held.forEach((_, i) =>
          assert.equal(order({ type: 'split', merge: held[(i + turn) % held.length]!, why }), 'done'),
        )
        assert.deepEqual(least(state), before)
        assert.equal(standsForIn(state).size, 0)
      }),
    )
  })
})

describe('the embargo', () => {
  const shown = ({ state }: Damage, at: Instant) =>
    publicTally(state, hierarchy, { now: at, mode: 'drill' }).map((one) => `${one.area} ${one.atLeast}`)

  test('holds a day after the numbers were said, then shows them by area', () => {
    const it = damage()
    it.order(make('a', { atLeast: 5, atMost: 5 }))
    assert.deepEqual(shown(it, clock(24 * 60 + 59)), [])
    assert.equal(embargoUntil(it.state, night, clock(61)), clock(25 * 60))
    assert.deepEqual(shown(it, clock(25 * 60)), ['city 5', 'oblast 5'])
  })

  test('never shows a settlement by its name', () => {
    const it = damage()
    it.order(make('a', { area: 'village' as AreaCode }))
    assert.deepEqual(shown(it, clock(25 * 60)), ['city 1', 'oblast 1'])
  })

  test('that is lifted lets go what was said so far, and holds what is said later', () => {
    const it = damage()
    it.order(make('a', { atLeast: 5, atMost: 5 }))
    assert.equal(
      it.order({ type: 'lift-embargo', occurrence: night, why, area: null }, { at: clock(70) }),
      'done',
    )
    it.order(make('b', { area: 'oblast' as AreaCode, atLeast: 50, atMost: 50 }), { at: clock(80) })
    assert.deepEqual(shown(it, clock(81)), ['city 5', 'oblast 5'])
    assert.equal(
      it.order({ type: 'lift-embargo', occurrence: night, why, area: null }, { at: clock(81) }),
      'done',
    )
    assert.equal(
      it.order({ type: 'lift-embargo', occurrence: night, why, area: null }, { at: clock(82) }),
      'damage/no-embargo',
    )
  })

  test('is extended and never shortened by it', () => {
    const it = damage()
    it.order(make('a'))
    const extend = (minutes: number) =>
      it.order({ type: 'extend-embargo', occurrence: night, until: clock(minutes), why })
    assert.equal(extend(120), 'damage/embargo-too-short')
    assert.equal(extend(50 * 60), 'done')
    assert.deepEqual(shown(it, clock(49 * 60)), [])
    assert.deepEqual(shown(it, clock(50 * 60)), ['city 1', 'oblast 1'])
  })

  test('is as long as the authority set it', () => {
    const it = damage()
    it.order({ type: 'set-embargo', authority: 'main', hours: 72, why })
    it.order(make('a'))
    assert.equal(embargoUntil(it.state, night, clock(61)), clock(73 * 60))
  })

  test('begins anew for numbers that are corrected', () => {
    const it = damage()
    it.order(make('a'))
    const change = { atLeast: 7, atMost: 7 }
    it.order(
      { type: 'correct', observation: 'a' as ObservationId, change, why, readVersion: 1 },
      { at: clock(20 * 60) },
    )
    assert.deepEqual(shown(it, clock(26 * 60)), [])
  })
})

describe('an outage', () => {
  const open: DamageCommand = {
    ...{ type: 'open-outage', outage: 'o' as OutageId, kind: 'power', area: 'city' as AreaCode },
    ...{ since: clock(30), status: 'reported', source: { kind: 'official', ref: 'x' } },
    ...{ without: null, shown: 'public' },
  }
  test('ends once, and not before it began', () => {
    const { state, order } = damage()
    const source = { kind: 'official', ref: 'x' } as const
    const end: DamageCommand = { type: 'end-outage', outage: 'o' as OutageId, endedAt: clock(10), source }
    order(open)
    assert.equal(order(end), 'done')
    assert.equal(state.outages.get('o' as OutageId)?.endedAt, clock(30))
    assert.equal(order(end), 'damage/over-already')
  })
})

describe('a night', () => {
  test('lasts from noon to noon by the clocks of the place', () => {
    const hours = 3 * 3_600_000
    assert.equal(nightOf('2026-11-22T00:40:00.000Z' as Instant, hours), 'night-2026-11-21')
    assert.equal(nightOf('2026-11-22T08:59:00.000Z' as Instant, hours), 'night-2026-11-21')
    assert.equal(nightOf('2026-11-22T09:00:00.000Z' as Instant, hours), 'night-2026-11-22')
  })
})
