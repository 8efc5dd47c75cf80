import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  afterPhoto,
  afterWords,
  begun,
  inOrder,
  reopened,
  type Heard,
  type KeptRecord,
} from './kept-record.ts'

const waiting = (id = 'uuid:one-of-them', at = 1): KeptRecord => ({
  ...begun(id, { by: 'iryna', form: 'damage-assessment', version: 1 }, at),
  state: 'waiting',
})

describe('a filled form on a phone', () => {
  test('stays whole whatever is heard, and is let go of by nothing but the server', () => {
    const heard: fc.Arbitrary<Heard> = fc.oneof(
      fc.constant<Heard>({ status: 'no-answer' }),
      fc.record({
        status: fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 507),
        code: fc.constantFrom('damage/record-changed', 'damage/answer-missing', 'people/not-allowed'),
      }),
    )
    fc.assert(
      fc.property(fc.array(heard, { maxLength: 20 }), (all) => {
        let record = waiting()
        for (const one of all) {
          const next = afterWords(record, one)
          if (next.go === 'later') continue
          assert.deepEqual(next.record.answers, record.answers)
          assert.equal(next.record.id, record.id)
          record = next.record
          // Taken is what was answered so, and nothing else.
          if (record.told === 'told') assert.ok(typeof one.status === 'number' && one.status < 300)
          // The words are sent no more, or somebody has to look.
          if (next.go === 'stop' || record.told === 'told') return
        }
      }),
    )
  })

  test('waits where nothing is wrong with it, and stops where somebody must look', () => {
    const goes = (heard: Heard) => afterWords(waiting(), heard)
    assert.deepEqual(goes({ status: 'no-answer' }), { go: 'later', because: 'network' })
    assert.deepEqual(goes({ status: 401 }), { go: 'later', because: 'signed-out' })
    assert.deepEqual(goes({ status: 503 }), { go: 'later', because: 'busy' })
    assert.deepEqual(goes({ status: 429 }), { go: 'later', because: 'busy' })
    const changed = goes({ status: 409, code: 'damage/record-changed' })
    assert.ok(changed.go === 'stop' && changed.record.state === 'conflict')
    const unfit = goes({ status: 422, code: 'damage/answer-unfit', says: 'Look again.' })
    assert.ok(
      unfit.go === 'stop' && unfit.record.state === 'refused' && unfit.record.problem === 'Look again.',
    )
    const photo = afterPhoto(waiting(), 'photo_1', { status: 422, says: 'No picture.' })
    assert.ok(
      photo.go === 'on' &&
        photo.record.photosDone.includes('photo_1') &&
        photo.record.problem === 'No picture.',
    )
  })

  test('is another one that replaces it where the server may have it, else itself', () => {
    assert.equal(reopened(waiting(), 'uuid:another', 2).id, 'uuid:one-of-them')
    const tried: KeptRecord = { ...waiting(), tried: 'tried' }
    const again = reopened(tried, 'uuid:another', 2)
    assert.deepEqual([again.id, again.replaces, again.state], ['uuid:another', 'uuid:one-of-them', 'draft'])
    assert.equal(reopened({ ...tried, state: 'refused' }, 'uuid:another', 2).id, 'uuid:one-of-them')
    const sent: KeptRecord = { ...tried, state: 'sent', told: 'told', photosDone: ['photo_1'] }
    assert.deepEqual(reopened(sent, 'uuid:another', 2).photosDone, ['photo_1'])
  })

  test('goes in the order in which it was written', () => {
    const all = [
      waiting('uuid:third', 3),
      waiting('uuid:first', 1),
      { ...waiting('uuid:draft', 0), state: 'draft' as const },
    ]
    assert.deepEqual(
      inOrder(all).map(({ id }) => id),
      ['uuid:first', 'uuid:third'],
    )
  })
})
