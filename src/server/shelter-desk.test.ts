import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  countingIds,
  memoryShelf,
  minute,
  recordingLog,
  virtualClock,
  type Instant,
  type JsonObject,
  type PersonId,
  type Shelf,
} from '#base'
import { fieldsOf, statusCountsFor, statusNow } from '#shelters'
import { openShelterDesk } from './shelter-desk.ts'
import type { System } from './system.ts'

const now = '2026-11-23T02:40:00.000Z' as Instant
const by = { by: 'ann' as PersonId, via: 'key:ann' }
const at = { lon: 39.6, lat: 52.6 }

interface Noted {
  readonly type: string
  readonly data: JsonObject
}

async function world(shelf: Shelf = memoryShelf(), decides: 'me' | 'other' = 'me') {
  const clock = virtualClock(now)
  const facts: Noted[] = []
  let ledger: 'takes' | 'is full' = 'takes'
  const listeners: ((applied: readonly { fact: { stream: string } }[]) => void)[] = []
  const system = {
    ...{ clock, shelf, ids: countingIds(), log: recordingLog(), config: { mode: 'drill' } },
    ...{ decides: () => decides, onApplied: (listen: (typeof listeners)[number]) => listeners.push(listen) },
    note: async ({ type, data }: Noted) =>
      ledger === 'takes' ? { seq: facts.push({ type, data }) } : undefined,
    folded: async () => {},
    book: { threat: (id: string) => (id === 'drone' ? {} : undefined) },
  } as unknown as System
  const desk = await openShelterDesk(system)
  const add = async (more: object = {}) => {
    const added = await desk.add({ at, ...more }, by)
    assert.ok(added.ok)
    return added.value.id
  }
  return {
    ...{ clock, facts, desk, add },
    fill: () => (ledger = 'is full'),
    hear: () => listeners.forEach((listen) => listen([{ fact: { stream: 'shelters' } }])),
  }
}

describe('keeping shelters', () => {
  test('what can’t be written down is not kept either', async () => {
    const { desk, add, facts, fill } = await world()
    const id = await add({ note: 'before' })
    fill()
    for (const refused of [
      await desk.add({ at }, by),
      await desk.edit(id, { note: 'after' }, [], by),
      await desk.remove(id, by),
    ])
      assert.equal(!refused.ok && refused.problem.code, 'ledger/cannot-write')
    assert.deepEqual(
      desk.book.all().map((one) => fieldsOf(one).note),
      ['before'],
    )
    assert.deepEqual(
      facts.map(({ type }) => type),
      ['shelter-added'],
    )
  })

  test('facts have ids and the names of fields, and nothing that stands in them', async () => {
    const { desk, add, facts } = await world()
    const id = await add({ address: 'Drill street 1' })
    await desk.edit(id, { note: 'Ask Zoe', visibility: 'hidden' }, [], by)
    await desk.edit(id, {}, ['note'], by)
    assert.deepEqual(
      facts.map(({ type, data }) => [type, data]),
      [
        ['shelter-added', { shelter: id }],
        ['shelter-hidden', { shelter: id, fields: ['visibility', 'note'] }],
        ['shelter-changed', { shelter: id, fields: ['note'] }],
      ],
    )
  })

  test('an edit that changes nothing is no fact; one that can’t be is refused with its place', async () => {
    const { desk, add, facts } = await world()
    const id = await add()
    assert.ok((await desk.edit(id, { note: '' }, ['note'], by)).ok)
    assert.equal(facts.length, 1)
    const why = async (edits: Parameters<typeof desk.edit>[1]) => {
      const edited = await desk.edit(id, edits, [], by)
      return edited.ok ? 'taken' : `${edited.problem.code} ${edited.problem.at}`
    }
    assert.equal(await why({ at: { lon: 181, lat: 0 } }), 'shelters/impossible at')
    assert.equal(await why({ names: { xx1: 'a' } }), 'shelters/impossible names.xx1')
    assert.equal(await why({ capacity: { places: 60_000, bound: 'stated' } }), 'shelters/impossible capacity')
    assert.equal(await why({ note: 'a\u0007' }), 'shelters/impossible note')
    assert.equal(await why({ protects: ['drone', 'boredom'] }), 'threats/not-known-here protects')
    assert.equal(await why({ protects: ['drone'] }), 'taken')
  })

  test('what wardens say is one fact of counts a minute after the first of them', async () => {
    const { desk, add, facts, clock } = await world()
    const [one, two] = [await add(), await add()]
    await desk.say(one, { state: 'open', power: 'no', people: 3 }, 'warden')
    await desk.say(two, { state: 'open', power: 'yes', people: null }, 'warden')
    await desk.say(two, { state: 'closed', power: 'yes', people: null }, 'warden')
    assert.equal(facts.length, 2)
    clock.advance(minute)
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(facts[2], {
      type: 'shelter-statuses-summed',
      data: { shelters: 2, open: 1, full: 0, closed: 1, unknown: 0, withoutPower: 1, counted: 1, people: 3 },
    })
    desk.stop()
  })

  test('what was built for everybody is built anew when a status grows too old', async () => {
    const { desk, add, clock } = await world()
    const id = await add()
    await desk.say(id, { state: 'full', power: 'unknown', people: null }, 'warden')
    const state = desk.book.state()
    clock.advance(statusCountsFor - 1)
    assert.equal(desk.book.state(), state)
    clock.advance(1)
    assert.notEqual(desk.book.state(), state)
    assert.equal(statusNow(desk.book.status(id), clock.now()).state, 'unknown')
    desk.stop()
  })

  test('another server reads what this one wrote: at once by its fact, and statuses within ten seconds', async () => {
    const shelf = memoryShelf()
    const mine = await world(shelf)
    const theirs = await world(shelf, 'other')
    const id = await mine.add()
    assert.equal(theirs.desk.book.all().length, 0)
    theirs.hear()
    await theirs.desk.book.upToDate()
    assert.equal(theirs.desk.book.all().length, 1)
    await mine.desk.say(id, { state: 'open', power: 'unknown', people: null }, 'warden')
    theirs.clock.advance(10_000)
    await theirs.desk.book.upToDate()
    assert.equal(theirs.desk.book.status(id)?.state, 'open')
    mine.desk.stop()
  })
})
