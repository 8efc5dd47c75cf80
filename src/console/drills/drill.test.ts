import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { toWrite, written, type Script } from './drill.ts'

const script: Script = {
  ...{ id: 'night', name: { en: 'A night' }, endsAtMinutes: 30, origin: 'shipped' },
  steps: [{ id: 'alarm', atMinutes: 0 }],
}

describe('a drill script as text', () => {
  test('of a shipped one is a copy under another id, and goes back as it came', () => {
    const read = written(toWrite(script))
    assert.ok(read.ok)
    assert.equal(read.id, 'night-copy')
    assert.deepEqual(read.body, { name: script.name, steps: script.steps, endsAtMinutes: 30 })
    const own = written(toWrite({ ...script, origin: 'written-here' }))
    assert.equal(own.ok && own.id, 'night')
  })

  test('that is no script says why', () => {
    for (const [text, why] of [
      ['{', /JSON/],
      ['[]', /no \{ \}/],
      ['{}', /no "id"/],
    ] as const) {
      const read = written(text)
      assert.ok(!read.ok)
      assert.match(read.why, why)
    }
  })
})
