import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countingIds, memoryShelf, minute, silentLog, virtualClock, type Instant, type PersonId } from '#base'
import { openReadings, readingToldEvery, type ReadingFact } from './readings.ts'

const olena = { by: 'person-olena' as PersonId, via: 'session:s-1' }

const world = (decides: 'me' | 'other' = 'me', shelf = memoryShelf()) => {
  const clock = virtualClock('2026-11-22T02:00:00.000Z' as Instant)
  const facts: ReadingFact[] = []
  const readings = openReadings({
    ...{ shelf, clock, ids: countingIds(), log: silentLog, decides: () => decides },
    note: async (fact) => facts.push(fact),
  })
  const told = () => facts.map(({ via, data }) => `${via} ${String(data['what'])} ${String(data['times'])}`)
  return { clock, shelf, facts, readings, told }
}

describe('reading', () => {
  test('is a fact at once, and by a screen that asks every second six facts an hour', async () => {
    const { clock, readings, facts, told } = world()
    for (let seconds = 0; seconds < 3_600; seconds++) {
      readings.wasRead(olena, 'people')
      if (seconds === 0) assert.equal(facts.length, 1)
      clock.advance(1_000)
    }
    await readings.flush()
    assert.deepEqual(told().slice(0, 2), ['session:s-1 people 1', 'session:s-1 people 599'])
    assert.equal(facts.length, 7)
    const times = facts.reduce((sum, { data }) => sum + Number(data['times']), 0)
    assert.equal(times, 3_600, 'none is lost')
  })

  test('is counted for each session, each list and each person read about', async () => {
    const { readings, told } = world()
    for (let again = 0; again < 2; again++) {
      readings.wasRead(olena, 'people')
      readings.wasRead(olena, 'keys')
      readings.wasRead({ ...olena, via: 'key:k-1' }, 'keys')
      readings.wasRead(olena, 'personal-data', 'person-taras')
      readings.wasRead(olena, 'personal-data', 'person-marta')
    }
    assert.equal(told().length, 5)
    await readings.flush()
    assert.equal(told().length, 10)
    await readings.flush()
    assert.equal(told().length, 10)
  })

  test('after a quiet while is a fact at once again', () => {
    const { clock, readings, told } = world()
    readings.wasRead(olena, 'keys')
    clock.advance(readingToldEvery)
    readings.wasRead(olena, 'keys')
    assert.deepEqual(told(), ['session:s-1 keys 1', 'session:s-1 keys 1'])
  })

  test('at a server that does not decide is written down by the one that does', async () => {
    const other = world('other')
    other.readings.wasRead(olena, 'keys')
    other.readings.wasRead(olena, 'keys')
    await other.readings.flush()
    assert.deepEqual(other.told(), [])
    const decider = world('me', other.shelf)
    const taking = decider.readings.begin()
    await taking.caughtUp()
    assert.deepEqual(decider.told(), ['session:s-1 keys 1', 'session:s-1 keys 1'])
    assert.deepEqual(await other.shelf.list('readings'), [])
    other.readings.wasRead(olena, 'people')
    await other.readings.flush()
    decider.clock.advance(minute)
    await taking.caughtUp()
    assert.equal(decider.told().length, 3)
    await taking.close()
  })
})
