import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keyOf } from './in-force/steps.ts'
import { keyMeant, opensPalette } from './keys.ts'
import { screens } from './screens.ts'

const pressed = { ctrlKey: false, metaKey: false, altKey: false }

describe('a key', () => {
  test('is the same key on a Ukrainian keyboard', () => {
    assert.equal(keyMeant({ key: 'т', code: 'KeyN' }), 'n')
    assert.equal(keyMeant({ key: 'N', code: 'KeyN' }), 'n')
  })
  test('is what it says on a Latin keyboard of another order', () => {
    assert.equal(keyMeant({ key: 'a', code: 'KeyQ' }), 'a')
    assert.equal(keyMeant({ key: '?', code: 'Slash' }), '?')
    assert.equal(keyMeant({ key: 'ArrowDown', code: 'ArrowDown' }), 'ArrowDown')
  })
  test('opens the palette with Ctrl, in every layout', () => {
    assert.ok(opensPalette({ ...pressed, ctrlKey: true, key: 'л', code: 'KeyK' }))
    assert.ok(!opensPalette({ ...pressed, key: 'k', code: 'KeyK' }))
  })
  test('means one thing: no act has the key of a screen', () => {
    const all = [...screens.flatMap(({ key }) => key ?? []), ...Object.values(keyOf), 'j', 's']
    assert.deepEqual(all.length, new Set(all).size)
  })
})
