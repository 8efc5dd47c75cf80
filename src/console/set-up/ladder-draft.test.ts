import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ownLadder, shippedLadders, type LadderId } from '#threats'
import { bodyOf, draftOf, moved, withLevel } from './ladder-draft.ts'

const languages = ['en', 'uk', 'ru']

describe('a ladder that is written', () => {
  for (const ladder of shippedLadders)
    test(`is taken by the server as it was copied: ${ladder.id}`, () => {
      const draft = draftOf(ladder, 'new', [ladder.id])
      const { id: _, ...shape } = ladder
      const read = ownLadder(draft.id as LadderId, bodyOf(draft), languages)
      assert.ok(read.ok, JSON.stringify(read))
      assert.deepEqual({ ...read.value, id: ladder.id }, { id: ladder.id, ...shape })
    })
  test('gets an id that nobody has, and keeps the one it stands under', () => {
    const [ladder] = shippedLadders
    const taken = [`own-${ladder!.id}`]
    assert.equal(draftOf(ladder!, 'new', taken).id, `own-${ladder!.id}-2`)
    assert.equal(draftOf(ladder!, 'there', taken).id, ladder!.id)
  })
  test('changes nothing of what it was copied from', () => {
    const ladder = shippedLadders.find(({ levels }) => levels.some(({ namesFor }) => namesFor !== undefined))!
    const before = structuredClone(ladder)
    const draft = draftOf(ladder, 'new', [])
    draft.names['en'] = 'Other'
    for (const level of draft.levels) for (const names of Object.values(level.namesFor)) names['en'] = 'Other'
    assert.deepEqual(ladder, before)
  })
  test('leaves empty names out, so that the server says which are missing', () => {
    const draft = draftOf(shippedLadders[0]!, 'new', [])
    draft.levels[0]!.names['uk'] = '  '
    const read = ownLadder('own-x' as LadderId, bodyOf(draft), languages)
    assert.ok(!read.ok)
    assert.deepEqual([read.problem.code, read.problem.at], ['threats/name-missing', 'levels[0].names.uk'])
  })
  test('numbers its levels from the lowest up, however they were moved, added and taken away', () => {
    const draft = draftOf(shippedLadders[0]!, 'new', [])
    const ids = draft.levels.map(({ id }) => id)
    draft.levels = moved(draft.levels, 0, 1)
    assert.deepEqual(
      draft.levels.map(({ id }) => id),
      ids.with(0, ids[1]!).with(1, ids[0]!),
    )
    assert.deepEqual(moved(draft.levels, 0, -1), draft.levels)
    draft.levels = withLevel(withLevel(draft.levels))
    assert.deepEqual(
      bodyOf(draft).levels.map(({ height }) => height),
      draft.levels.map((_, i) => i + 1),
    )
    assert.equal(new Set(draft.levels.map(({ key }) => key)).size, draft.levels.length)
    assert.equal(new Set(draft.levels.map(({ id }) => id)).size, draft.levels.length)
  })
})
