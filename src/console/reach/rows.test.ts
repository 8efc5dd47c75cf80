import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SirenView } from '../duty.ts'
import type { AttemptView } from './reach-view.ts'
import { arranged, countedStates, rowsOf, sortedBy, type ReachRow } from './rows.ts'

const attempt = (more: Partial<AttemptView>): AttemptView => ({
  ...{ id: 'a.1/siren/s1', channel: 'siren', target: 's1', state: 'confirmed', revision: 1, areas: ['x'] },
  ...{ serves: ['x'], tries: 1, lastOutcome: { kind: 'confirmed' }, changedAt: '2025-11-02T00:00:00Z' },
  nextTryAt: null,
  ...more,
})
const siren = (id: string, status: SirenView['status'], area = 'x') =>
  ({
    id,
    name: `Siren ${id}`,
    area,
    status,
    position: null,
    authenticity: 'signed',
    lastHeard: null,
  }) as SirenView
const everywhere = () => true
const naming = { area: (code: string) => code, channel: (name: string) => name }
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const states = (rows: readonly ReachRow[]) => rows.map(({ name, state }) => `${name} ${state}`)

describe('the rows of a reach', () => {
  test('say of each siren what it says itself, and never more than is known', () => {
    const row = (known: Partial<AttemptView>, status: SirenView['status']) =>
      rowsOf([attempt(known)], [siren('s1', status)], everywhere, 'sounds')[0]?.state
    assert.equal(row({}, 'sounding'), 'sounding')
    assert.equal(row({}, 'passed'), 'confirmed')
    assert.equal(row({ state: 'waiting', lastOutcome: null }, 'pending'), 'pending')
    assert.equal(row({ state: 'unknown', lastOutcome: { kind: 'unknown' } }, 'silent'), 'unknown')
    assert.equal(
      row({ state: 'refused', lastOutcome: { kind: 'refused', problem: 'x' } }, 'passed'),
      'failed',
    )
    assert.equal(row({}, 'failed'), 'failed')
    // It confirmed before it was last heard: that it sounded stays true.
    assert.equal(row({}, 'unknown'), 'confirmed')
  })
  test('have a siren that was never ordered, as unknown, unless the level sounds none', () => {
    assert.deepEqual(states(rowsOf([], [siren('s2', 'passed')], everywhere, 'sounds')), ['Siren s2 unknown'])
    assert.deepEqual(rowsOf([], [siren('s2', 'passed')], everywhere, 'silent'), [])
    assert.deepEqual(
      rowsOf([], [siren('s2', 'passed')], () => false, 'sounds'),
      [],
    )
  })
  test('have each target once, by its latest revision', () => {
    const rows = rowsOf(
      [attempt({}), attempt({ id: 'a.2/siren/s1', revision: 2, state: 'waiting', lastOutcome: null })],
      [siren('s1', 'pending')],
      everywhere,
      'sounds',
    )
    assert.deepEqual(states(rows), ['Siren s1 pending'])
    assert.equal(rows[0]?.id, 'a.2/siren/s1')
  })
  test('offer to send again only what failed or is not known', () => {
    const resend = (more: Partial<AttemptView>) =>
      rowsOf([attempt({ channel: 'webhook', ...more })], [], everywhere, 'sounds')[0]?.resend
    assert.equal(resend({}), undefined)
    assert.equal(resend({ state: 'refused', lastOutcome: { kind: 'refused' } }), 'a.1/siren/s1')
    assert.equal(resend({ state: 'expired', lastOutcome: null }), 'a.1/siren/s1')
    assert.equal(resend({ state: 'superseded', tries: 0, lastOutcome: null }), undefined)
  })
})

describe('the table', () => {
  const row = (name: string, state: ReachRow['state'], tries = 1) =>
    ({ name, state, tries, target: name, areas: [name], channel: 'siren' }) as unknown as ReachRow
  const rows = [row('b', 'confirmed', 3), row('a', 'confirmed', 2), row('c', 'failed', 10)]
  const all = { text: '', state: 'all', channel: '' } as const
  const names = (found: readonly ReachRow[]) => found.map(({ name }) => name).join('')

  test('puts what needs somebody first, and a second press turns it round', () => {
    const first = sortedBy({ by: 'name', order: 'ascending' }, 'state')
    assert.equal(names(arranged(rows, all, first, naming, compare)), 'cab')
    assert.equal(names(arranged(rows, all, sortedBy(first, 'state'), naming, compare)), 'abc')
  })
  test('sorts numbers as numbers', () => {
    assert.equal(names(arranged(rows, all, { by: 'tries', order: 'ascending' }, naming, compare)), 'abc')
  })
  test('is filtered by text, state and channel together', () => {
    const by = { by: 'name', order: 'ascending' } as const
    assert.equal(names(arranged(rows, { ...all, state: 'confirmed' }, by, naming, compare)), 'ab')
    assert.equal(names(arranged(rows, { ...all, text: 'C' }, by, naming, compare)), 'c')
    assert.equal(names(arranged(rows, { ...all, channel: 'webhook' }, by, naming, compare)), '')
  })
  test('is counted by state', () => {
    assert.equal(countedStates(rows).confirmed, 2)
    assert.equal(countedStates(rows).unknown, 0)
  })
})
