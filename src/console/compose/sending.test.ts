import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { DraftBody } from './draft.ts'
import { answered, digestOf, goingOut, nextOrder, nothingSent, type Goal, type Sent } from './sending.ts'

const body: DraftBody = { mode: 'drill', threat: 'drone', ladder: 'lipetsk', level: 'red', areas: ['a'] }
const other: DraftBody = { ...body, areas: ['a', 'b'] }
const issue: Goal = { step: 'issue' }
const next = (sent: Sent, of = body, goal: Goal = issue) =>
  nextOrder({ id: 'd1', source: null }, sent, of, goal)
const drafted = answered(nothingSent, next(nothingSent), body, 'alert-1')

describe('sending', () => {
  test('drafts first, then issues what was drafted', () => {
    const first = next(nothingSent)
    assert.deepEqual({ path: first.path, body: first.body }, { path: '/v1/alerts', body })
    const second = next(drafted)
    assert.equal(second.path, '/v1/alerts/alert-1/issue')
  })
  test('drafts from a claim where its evidence is kept, so that the draft says what it rests on', () => {
    const from = (id: string) =>
      nextOrder({ id: 'd1', source: { kind: 'evidence', id } }, nothingSent, body, issue)
    assert.deepEqual(
      { path: from('doc-1/3').path, body: from('doc-1/3').body },
      { path: '/v1/evidence/documents/doc-1/draft', body: { claim: 3, draft: body } },
    )
    assert.deepEqual(from('doc-1').body, { claim: null, draft: body })
  })
  test('asks for approval where that is the goal, and gives the reason of who acts alone', () => {
    assert.equal(next(drafted, body, { step: 'submit' }).path, '/v1/alerts/alert-1/submit')
    assert.deepEqual(next(drafted, body, { step: 'issue', emergency: 'Seen from the roof' }).body, {
      emergency: 'Seen from the roof',
    })
  })
  test('edits what is drafted already instead of drafting it twice, and leaves its mode alone', () => {
    const edit = next(drafted, other)
    assert.equal(edit.path, '/v1/alerts/alert-1/edit')
    assert.ok(!('mode' in edit.body))
    assert.deepEqual((edit.body as DraftBody).texts, {})
    assert.equal(next(answered(drafted, edit, other, 'alert-1'), other).step, 'issue')
  })
  test('asks again under the same key for what was not answered', () => {
    const order = next(nothingSent)
    const after = goingOut(nothingSent, order, 1)
    assert.equal(next(after).key, order.key)
    assert.deepEqual(after.underWay, { step: 'draft', since: 1 })
  })
  test('never gives one key to two orders: other words, or the same ones after an answer', () => {
    const once = next(nothingSent)
    assert.notEqual(next(nothingSent, other).key, once.key)
    const refused = answered(nothingSent, once, body, undefined)
    assert.notEqual(next(refused).key, once.key)
    assert.equal(refused.alert, null)
  })
  test('keys fit the header', () => {
    assert.match(next(drafted).key, /^[\w-]{1,200}$/)
  })
})

describe('a digest', () => {
  test('is the same for the same, and another for another', () => {
    assert.equal(digestOf(body), digestOf({ ...body }))
    const many = new Set(Array.from({ length: 2_000 }, (_, i) => digestOf({ ...body, areas: [`a${i}`] })))
    assert.equal(many.size, 2_000)
  })
})
