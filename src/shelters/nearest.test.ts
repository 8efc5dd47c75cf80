import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute, plus, type Instant } from '#base'
import { buildNearestIndex } from './nearest-index.ts'
import { minutesToLeave, nearestShelters, type Candidate, type NearestQuestion } from './nearest.ts'
import { bareFields, type ShelterFields, type ShelterId } from './shelter.ts'
import { statusCountsFor, statusNow, type Status } from './status.ts'
import { metresWithin, walkingMinutes } from './walking.ts'

const now = '2026-11-23T00:37:00.000Z' as Instant
const home = { lon: 39.6, lat: 52.6 }

/** So many metres north of home. */
function shelter(
  id: string,
  metres: number,
  more: Partial<ShelterFields> = {},
  status?: Partial<Status>,
): Candidate {
  const at = { lon: home.lon, lat: home.lat + metres / 111_195 }
  const said: Status | undefined =
    status === undefined
      ? undefined
      : { state: 'open', power: 'unknown', people: null, at: now, by: 'warden', ...status }
  return {
    id: id as ShelterId,
    fields: { ...bareFields, opening: { when: 'always' }, ...more, at },
    status: statusNow(said, now),
  }
}

function ask(shelters: readonly Candidate[], more: Partial<NearestQuestion> = {}) {
  const index = buildNearestIndex(shelters.map(({ fields }) => fields.at))
  const { ways, best, instead } = nearestShelters(index, (at) => shelters[at]!, {
    ...{ from: home, now, most: 10 },
    ...more,
  })
  return {
    ways,
    ids: ways.map((way) => way.shelter.id as string),
    best: best?.shelter.id as string | undefined,
    instead,
  }
}

describe('walking', () => {
  test('is a little longer than anybody hopes: rounded up, never less than a minute', () => {
    // 350 m as the crow flies: 495 m by streets; 412 s at 1.2 m/s, 619 s at 0.8 m/s.
    assert.deepEqual([walkingMinutes(350, 'usual'), walkingMinutes(350, 'slower')], [7, 11])
    assert.equal(walkingMinutes(0, 'usual'), 1)
    assert.ok(Math.abs(metresWithin(10, 'slower') - 339.4) < 0.1)
    assert.equal(walkingMinutes(metresWithin(10, 'slower'), 'slower'), 10)
  })
})

describe('where to go', () => {
  test('is the nearest, and the ways are in the order of their length', () => {
    const { ids, best, ways } = ask([shelter('c', 900), shelter('a', 100), shelter('b', 400)])
    assert.deepEqual([ids, best], [['a', 'b', 'c'], 'a'])
    assert.deepEqual([ways[0]!.metres, ways[0]!.minutes], [100, { usual: 2, slower: 3 }])
    assert.equal(ways[0]!.reached, 'arrival-unknown')
  })

  test('is never one that is closed, full, hidden, out of use, or for its own people', () => {
    const { ids } = ask([
      shelter('closed', 10, {}, { state: 'closed' }),
      shelter('full', 20, {}, { state: 'full' }),
      shelter('hidden', 30, { visibility: 'hidden' }),
      shelter('out of use', 40, { use: 'out-of-use' }),
      shelter('private', 50, { admits: 'own-people' }),
      shelter('good', 60),
    ])
    assert.deepEqual(ids, ['good'])
  })

  test('may be one whose status is unknown, and that is said', () => {
    const { ways } = ask([
      shelter('a', 100, { opening: { when: 'on-alert' } }),
      shelter('b', 200, { opening: { when: 'key', at: 'flat 3' } }),
    ])
    assert.deepEqual(
      ways.map(({ doubts }) => doubts),
      [['may-be-closed'], ['needs-key']],
    )
    assert.equal(ways[0]!.shelter.status.state, 'unknown')
  })

  test('is a surely open one where turning back from a doubtful door would cost more', () => {
    const doubtful = shelter('doubtful', 100, { opening: { when: 'unknown' } })
    assert.equal(ask([doubtful, shelter('open', 180, {}, { state: 'open' })]).best, 'open')
    assert.equal(ask([doubtful, shelter('open', 600, {}, { state: 'open' })]).best, 'doubtful')
  })

  test('leaves out what is known to have no access, and marks what nobody knows', () => {
    const all = [
      shelter('steps', 100, { wheelchair: 'no' }),
      shelter('unknown', 200),
      shelter('ramp', 300, { wheelchair: 'yes', pets: 'no' }),
    ]
    const { ids, ways, best } = ask(all, { needs: ['wheelchair'] })
    assert.deepEqual([ids, ways[0]!.doubts, best], [['unknown', 'ramp'], ['wheelchair-unknown'], 'ramp'])
    assert.deepEqual(ask(all, { needs: ['wheelchair', 'pets'] }).ids, ['unknown'])
  })

  test('is only what is reached before it arrives, with two minutes to leave, by the pace of slower people', () => {
    const all = [shelter('near', 100), shelter('far', 300)]
    // 300 m: 6 minutes, 9 at the slower pace.
    const at = (minutes: number) => ask(all, { arrival: plus(now, minutes * minute) })
    assert.deepEqual(
      at(9 + minutesToLeave).ways.map(({ reached }) => reached),
      ['in-time', 'in-time'],
    )
    assert.deepEqual(
      at(8 + minutesToLeave).ways.map(({ reached }) => reached),
      ['in-time', 'only-quickly'],
    )
    assert.deepEqual(
      at(5 + minutesToLeave).ways.map(({ reached }) => reached),
      ['in-time', 'too-late'],
    )
    const none = at(1 + minutesToLeave)
    assert.deepEqual([none.best, none.instead], [undefined, 'inner-room'])
    // Whoever says that they are quick is told more.
    assert.equal(ask([shelter('near', 100)], { arrival: plus(now, 4 * minute), pace: 'usual' }).best, 'near')
    assert.equal(ask([shelter('near', 100)], { arrival: plus(now, 4 * minute) }).best, undefined)
  })

  test('is nowhere where there is none, and then there is something else to do', () => {
    assert.deepEqual(ask([]), { ways: [], ids: [], best: undefined, instead: 'inner-room' })
  })

  test('with “open” only, is what a warden says is open or what always is', () => {
    const all = [
      shelter('unknown', 10, { opening: { when: 'unknown' } }),
      shelter('always', 20),
      shelter('said', 30, { opening: { when: 'unknown' } }, { state: 'open' }),
    ]
    assert.deepEqual(ask(all, { only: 'open' }).ids, ['always', 'said'])
  })
})

describe('a status', () => {
  const said: Status = { state: 'closed', power: 'no', people: 3, at: now, by: 'warden' }
  test('counts for its time and is unknown from then on, with what was said last', () => {
    const until = plus(now, statusCountsFor)
    assert.deepEqual(statusNow(said, plus(until, -1)), { ...said, until })
    assert.deepEqual(statusNow(said, until), { state: 'unknown', last: { ...said, until } })
    assert.deepEqual(statusNow(undefined, now), { state: 'unknown', last: null })
  })

  test('that is too old closes no door any more', () => {
    const old = shelter('old', 100, {}, { state: 'closed', at: plus(now, -statusCountsFor) })
    assert.deepEqual(ask([old]).ids, ['old'])
  })
})
