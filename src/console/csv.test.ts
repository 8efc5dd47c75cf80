import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { csvOf } from './csv.ts'

describe('a table as a file', () => {
  test('is read back as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1 }),
        (rows) => {
          const read = parse(csvOf(rows), { bom: true, record_delimiter: '\r\n' }) as string[][]
          const harmless = rows.map((row) =>
            row.map((one) => (/^\s*[=+\-@\t\r|]/u.test(one) ? `'${one}` : one)),
          )
          // A last line with nothing in it is no line.
          assert.deepEqual(read, harmless)
        },
      ),
    )
  })
  test('has no cell that a spreadsheet would run', () => {
    for (const bad of ['=1+1', '+1', '-2', '@SUM(A1)', '\t=1', ' =cmd|x'])
      assert.match(csvOf([[bad, 'x']]).slice(1), /^"?'/, JSON.stringify(bad))
  })
  test('keeps numbers numbers, also below zero', () => {
    assert.equal(csvOf([[-3, 'a']]), '\uFEFF-3,a\r\n')
  })
})
