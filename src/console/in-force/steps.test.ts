import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { shippedLadders, threatBook, threatCatalogue } from '#threats'
import type { AlertView } from '../duty.ts'
import { nextLevel, orderOf, requestOf, stepsFor } from './steps.ts'

const ladder = threatBook(threatCatalogue, shippedLadders)
const lipetsk = ladder.ok ? ladder.value.ladders().find(({ id }) => id === 'lipetsk') : undefined

function alert(changes: object = {}): AlertView {
  return {
    ...{ id: 'a1', version: 4, status: 'issued', mode: 'drill' },
    content: { step: { gravity: 'advisory', height: 1 }, areas: [] },
    ...changes,
  } as unknown as AlertView
}
const red = alert({ content: { step: { gravity: 'danger', height: 2 }, areas: [] } })

describe('what can be done with an alert', () => {
  test('offers no way up from the top of the ladder, and none down from its foot', () => {
    assert.equal(nextLevel(alert(), lipetsk, 'raise'), 'red')
    assert.equal(nextLevel(alert(), lipetsk, 'lower'), undefined)
    assert.equal(nextLevel(red, lipetsk, 'lower'), 'yellow')
    assert.ok(!stepsFor(red, lipetsk).includes('raise'))
    assert.ok(!stepsFor(alert(), lipetsk).includes('lower'))
  })

  test('leaves of somebody else’s alert only its end, of a lapsed one only the all-clear, of an ended one nothing', () => {
    const relayed = alert({ content: { ...red.content, relayed: { name: 'Voronezh' } } })
    assert.deepEqual(stepsFor(relayed, lipetsk), ['all-clear', 'retract'])
    assert.deepEqual(stepsFor(alert({ status: 'ended', how: 'lapsed' }), lipetsk), ['all-clear'])
    assert.deepEqual(stepsFor(alert({ status: 'ended', how: 'all-clear' }), lipetsk), [])
    assert.deepEqual(stepsFor(alert({ status: 'draft' }), lipetsk), [])
  })

  test('is ordered of the version that was read, and of nothing before all is chosen', () => {
    assert.deepEqual(orderOf('raise', alert(), lipetsk, {}), {
      ...{ type: 'raise', alert: 'a1', readVersion: 4, level: 'red' },
    })
    assert.equal(orderOf('extend', alert(), lipetsk, {}), undefined)
    assert.equal(orderOf('reduce', alert(), lipetsk, { areas: [] }), undefined)
    assert.equal(orderOf('correct', alert(), lipetsk, { texts: {} }), undefined)
    assert.equal(orderOf('retract', alert(), lipetsk, { reason: ' ' }), undefined)
    assert.equal(orderOf('raise', red, lipetsk, {}), undefined)
    assert.deepEqual(orderOf('all-clear', alert(), lipetsk, { areas: ['x'], reason: '' }), {
      ...{ type: 'all-clear', alert: 'a1', readVersion: 4, areas: ['x'] },
    })
  })

  test('goes to the path of its step, with the rest as its body', () => {
    const order = orderOf('retract', alert(), lipetsk, { reason: 'Sent in error' })!
    assert.deepEqual(requestOf(order), {
      path: '/v1/alerts/a1/retract',
      body: { readVersion: 4, reason: 'Sent in error' },
    })
  })
})
