import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { heardKinds } from './preferences.dom.ts'
import { tones } from './tones.ts'

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
})
