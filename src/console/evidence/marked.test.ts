import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { runsOf } from './marked.ts'

describe('a text with marks on it', () => {
  test('is cut where a mark begins or ends, the inner mark last', () => {
    assert.deepEqual(
      runsOf('he said that two were hurt', [
        { id: 'statement', start: 8, end: 26 },
        { id: 'claim', start: 13, end: 26 },
      ]),
      [
        { text: 'he said ', start: 0, marks: [], begins: [] },
        { text: 'that ', start: 8, marks: ['statement'], begins: ['statement'] },
        { text: 'two were hurt', start: 13, marks: ['statement', 'claim'], begins: ['claim'] },
      ],
    )
  })

  test('is the same text again, and every mark lies on exactly its words', () => {
    const mark = fc.record({
      from: fc.integer({ min: -3, max: 40 }),
      length: fc.integer({ min: 0, max: 40 }),
    })
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(mark, { maxLength: 8 }), (text, spans) => {
        const marks = spans.map(({ from, length }, i) => ({ id: String(i), start: from, end: from + length }))
        const runs = runsOf(text, marks)
        assert.equal(runs.map((run) => run.text).join(''), text)
        for (const { id, start, end } of marks) {
          const words = runs.filter((run) => run.marks.includes(id)).map((run) => run.text)
          assert.equal(words.join(''), text.slice(Math.max(0, start), Math.max(0, end)))
          assert.equal(runs.filter((run) => run.begins.includes(id)).length, words.length === 0 ? 0 : 1)
        }
      }),
    )
  })
})
