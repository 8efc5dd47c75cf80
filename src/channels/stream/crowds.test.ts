import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { crowds } from './crowds.ts'

describe('the crowd of an address', () => {
  test('is full when it is, and has room again when one leaves; others have their own', () => {
    const held = crowds([], 2)
    const [here, there] = [held.of('203.0.113.5', undefined), held.of('203.0.113.6', undefined)]
    assert.deepEqual([held.enter(here), held.enter(here), held.enter(here)], ['in', 'in', 'full'])
    assert.equal(held.enter(there), 'in')
    held.leave(here)
    assert.deepEqual([held.enter(here), held.enter(here)], ['in', 'full'])
  })

  test('is that of whom a named proxy speaks for, and of whom it is connected to otherwise', () => {
    const held = crowds(['10.0.0.1'], 1)
    assert.equal(held.of('10.0.0.1', '203.0.113.5'), '203.0.113.5')
    assert.equal(held.of('10.0.0.2', '203.0.113.5'), '10.0.0.2')
    assert.equal(held.of('2001:db8::1', undefined), held.of('2001:db8::2', undefined))
    assert.equal(held.ofPeer('10.0.0.1'), '')
    assert.equal(held.ofPeer('10.0.0.2'), '10.0.0.2')
  })

  test('is nobody’s on the machine itself: it can’t be full there', () => {
    const held = crowds(['127.0.0.1'], 1)
    for (const crowd of [
      held.of('::1', undefined),
      held.of('127.0.0.1', undefined),
      held.ofPeer('127.0.0.1'),
    ])
      assert.deepEqual([crowd, held.enter(crowd), held.enter(crowd)], ['', 'in', 'in'])
  })
})
