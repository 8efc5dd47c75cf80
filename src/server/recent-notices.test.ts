import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openStoryWorld } from '../../test/support/story-world.ts'
import { olena, warning } from '../../test/support/story.ts'
import { hour, plus } from '#base'
import { recentNotices } from './recent-notices.ts'

const [red, yellow] = [warning('red', 'red'), warning('yellow', 'yellow')]

describe('the notices of the last day', () => {
  test('are those from before the start and all that follow, each once, the oldest first', async () => {
    const world = await openStoryWorld({})
    await olena.issues(red).for('Zadonsky').act(world)
    const recent = await recentNotices(world.system)
    const started = recent.all().length
    await olena.issues(yellow).for('Terbunsky').act(world)
    await olena.ends(red).act(world)
    await world.passUntil(world.clock.now())
    assert.equal(started, 1)
    assert.deepEqual(
      recent.all().map(({ reason, level }) => `${level} ${reason}`),
      ['red issued', 'yellow issued', 'red cleared'],
    )
    assert.deepEqual(recent.all(), (await recentNotices(world.system)).all())
    await world.close()
  })

  test('are forgotten after a day', async () => {
    const world = await openStoryWorld({})
    const recent = await recentNotices(world.system)
    await olena.issues(red).for('Zadonsky').act(world)
    await olena.ends(red).act(world)
    await world.passUntil(plus(world.clock.now(), 25 * hour))
    assert.deepEqual(recent.all(), [])
    await olena.issues(yellow).for('Terbunsky').act(world)
    await world.passUntil(world.clock.now())
    assert.deepEqual(
      recent.all().map(({ level }) => level),
      ['yellow'],
    )
    assert.deepEqual(
      (await recentNotices(world.system)).all().map(({ level }) => level),
      ['yellow'],
    )
    await world.close()
  })
})
