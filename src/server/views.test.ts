import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { worldFrom, type World } from '#alerts'
import type { AreaCode } from '#areas'
import type { JsonObject } from '#base'
import { olena, warning } from '../../test/support/story.ts'
import { openStoryWorld, type StoryWorld } from '../../test/support/story-world.ts'
import { overlapsOf, viewOfArea, viewOfBoard } from './views.ts'

describe('what is in force, as it is shown', () => {
  let story: StoryWorld
  let frozen: JsonObject
  before(async () => {
    story = await openStoryWorld({})
    const [first, second, yellow, past] = [
      warning('first', 'red'),
      warning('second', 'red'),
      warning('yellow', 'yellow'),
      warning('past', 'red'),
    ]
    for (const deed of [
      olena.issues(first).for('Zadonsky', 'Terbunsky'),
      olena.issues(second).for('Zadonsky'),
      olena.issues(past).for('Yelets', 'Dankovsky', 'Khlevensky'),
      olena.issues(yellow).for('Lipetsk Oblast'),
      // What is touched last would stand last on the line, if nobody put it in order.
      olena.renews(first),
      olena.ends(past),
    ])
      await deed.act(story)
    await story.passUntil(story.clock.now())
    frozen = JSON.parse(JSON.stringify(story.system.world.toJson())) as JsonObject
    await story.close()
  })

  const bytes = (world: World, view: 'board' | 'area') => {
    const hierarchy = story.system.areas.hierarchy()
    return JSON.stringify(
      view === 'board'
        ? viewOfBoard(world, hierarchy, 'drill')
        : ['RU-LIP', 'gn:465724', 'gn:567100'].map((code) =>
            viewOfArea(world, hierarchy, code as AreaCode, 'drill'),
          ),
    )
  }

  // Two servers, or one before and after a restart, answer the same entity tag: it must name the same bytes.
  test('is the same to the byte from a snapshot as from every fact', () => {
    for (const view of ['board', 'area'] as const)
      assert.equal(bytes(worldFrom(frozen), view), bytes(story.system.world, view), view)
  })

  test('is the same to the byte whatever order a snapshot has its alerts in', () => {
    const turned = {
      ...frozen,
      alerts: (frozen['alerts'] as readonly never[]).toReversed(),
      endings: (frozen['endings'] as readonly never[]).toReversed(),
    }
    for (const view of ['board', 'area'] as const)
      assert.equal(bytes(worldFrom(turned), view), bytes(story.system.world, view), view)
  })

  test('has the highest level first, and is empty in another mode', () => {
    const hierarchy = story.system.areas.hierarchy()
    const { lines, inForce } = viewOfBoard(story.system.world, hierarchy, 'drill')
    assert.equal(inForce, 'something')
    assert.deepEqual(
      lines.map(({ level }) => level),
      ['red', 'red', 'yellow'],
    )
    assert.deepEqual(viewOfBoard(story.system.world, hierarchy, 'test').lines, [])
  })

  test('names for an alert every other one that lies where it is', () => {
    const world = story.system.world
    const alert = story.alert('second')
    const overlaps = overlapsOf(world, story.system.areas.hierarchy(), alert)
    assert.deepEqual(
      overlaps.map(({ area, level, alerts }) => [area, level, alerts]),
      [
        ['gn:465724', 'red', [story.alert('first').id]],
        ['gn:465724', 'yellow', [story.alert('yellow').id]],
      ],
    )
  })
})
