import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AlertView } from './duty.ts'
import { keptWith } from './kept-alerts.ts'

const begun = Date.parse('2026-03-04T00:00:00Z')
const hour = 3_600_000
const alert = (id: string, rest: Partial<AlertView>) => ({ id, version: 1, ...rest }) as AlertView
const ended = (id: string, at: number) =>
  alert(id, { status: 'ended', endedAt: new Date(begun + at).toISOString() })

describe('the alerts a console keeps', () => {
  test('are as many after a week as after a day, where as many end each day', () => {
    let kept: ReadonlyMap<string, AlertView> = new Map()
    const sizes: number[] = []
    for (let at = 0; at < 7 * 24; at++) {
      kept = keptWith(kept, alert(`alert-${at}`, { status: 'issued' }), begun + at * hour)
      kept = keptWith(kept, ended(`alert-${at}`, at * hour), begun + at * hour)
      sizes.push(kept.size)
    }
    assert.equal(sizes[47], 25)
    assert.equal(sizes.at(-1), 25)
  })

  test('are all that are not over, however old', () => {
    const standing = alert('standing', { status: 'issued', issuedAt: new Date(begun).toISOString() })
    const kept = keptWith(new Map([['standing', standing]]), ended('one', 0), begun + 1_000 * hour)
    assert.deepEqual([...kept.keys()], ['standing', 'one'])
  })

  test('have the discarded drafts among them that somebody may still be looking at, and no more', () => {
    let kept: ReadonlyMap<string, AlertView> = new Map()
    for (let count = 0; count < 100; count++)
      kept = keptWith(kept, alert(`draft-${count}`, { status: 'discarded' }), begun)
    assert.equal(kept.size, 20)
    assert.ok(kept.has('draft-99') && kept.has('draft-80'))
  })
})
