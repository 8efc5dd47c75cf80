import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { heardKinds } from './heard-kinds.ts'
import { tones, tonesIn } from './tones.ts'

describe('the sounds', () => {
  test('are there for every kind, and no two have the same rhythm', () => {
    const rhythms = heardKinds.map((kind) =>
      tones[kind].map(({ at, seconds }) => `${at}+${seconds}`).join(' '),
    )
    assert.equal(new Set(rhythms).size, heardKinds.length)
  })
  test('are over within a second and a half, and never blink faster than the ear can count', () => {
    for (const kind of heardKinds) {
      const list = tones[kind]
      assert.ok(
        list.every(({ at, seconds }) => at + seconds <= 1.5),
        kind,
      )
      for (const [i, tone] of list.slice(1).entries()) assert.ok(tone.at - list[i]!.at >= 0.15, kind)
    }
  })
  test('say by knocks what is a drill and what a test; what is real sounds at once', () => {
    for (const kind of heardKinds) {
      assert.deepEqual(tonesIn('live', kind), tones[kind])
      const [live, drill, test] = (['live', 'drill', 'test'] as const).map((mode) => tonesIn(mode, kind))
      assert.equal(drill!.length, live!.length + 2, kind)
      assert.equal(test!.length, live!.length + 1, kind)
      // The knocks are over before the news begins.
      assert.ok(drill![2]!.at > drill![1]!.at + drill![1]!.seconds + 0.1, kind)
      assert.ok(test![1]!.at > test![0]!.at + test![0]!.seconds + 0.1, kind)
    }
  })
})
