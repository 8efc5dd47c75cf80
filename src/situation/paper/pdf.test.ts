import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { absent } from '../../../test/support/absent.ts'
import { readPdf } from '../../../test/support/pdf.node.ts'
import type { Paper } from './document.ts'
import { pdfOf } from './pdf.node.ts'

const paper = (cells: readonly (readonly string[])[], more: Partial<Paper> = {}): Paper => ({
  ...{ language: 'en', direction: 'ltr', title: 'Report', mode: 'DRILL', head: ['As of now'] },
  ...{ page: 'Page {page} of {pages}', rests: 'Rests on' },
  sections: [
    {
      ...{ id: 'damage', title: 'Damage', means: 'What was said.', figures: [], none: 'Nothing.' },
      columns: cells[0]?.map((_, i) => `Column${i}`) ?? [],
      rows: cells.map((row, i) => ({ id: String(i), cells: row, rests: [], see: '' })),
    },
  ],
  ...more,
})

describe('a page of a report', { skip: absent('pdftotext') }, () => {
  test('keeps to its edges, whatever somebody calls themselves', async () => {
    const long = 'Straßenbahnhaltestelle'.repeat(30)
    const pages = readPdf(
      await pdfOf(
        paper([
          [long, 'short', `${long} ${long}`, '1'],
          ['a', 'b', 'c', 'd'],
        ]),
      ),
    )
    for (const { words, width, height } of pages)
      for (const { text, left, right, top, bottom } of words)
        assert.ok(left >= 35 && right <= width - 35 && top > 10 && bottom < height - 5, text)
  })

  test('breaks a cell that is longer than a page, and says on each what it is of', async () => {
    const word = (i: number) => `word${i}`
    const text = Array.from({ length: 2_000 }, (_, i) => word(i)).join(' ')
    const pages = readPdf(await pdfOf(paper([[text, 'beside']])))
    assert.ok(pages.length > 1)
    const printed = pages.map((page) => page.text).join(' ')
    for (let i = 0; i < 2_000; i += 7) assert.ok(printed.includes(word(i)), word(i))
    for (const [i, page] of pages.entries()) {
      assert.ok(page.text.includes('DRILL'), `page ${i + 1} doesn’t say that it was a drill`)
      assert.ok(page.text.includes(`Page ${i + 1} of ${pages.length}`))
      assert.ok(page.text.includes('Column0'), 'the head of the table is there again')
    }
  })

  test('shows that something stood where no font has its sign, and lets no sign turn the words around it', async () => {
    const [page] = readPdf(await pdfOf(paper([['倉庫 A', 'one \u202etwo\u202c three']])))
    assert.match(page!.text, /\?\? A/)
    assert.match(page!.text, /one two three/)
  })

  test('breaks Hebrew with numbers and names in it over lines that are read in their order', async () => {
    const words = Array.from({ length: 300 }, (_, i) => {
      if (i % 10 === 2) return `${i}`
      return i % 10 === 6 ? 'Zadonsk' : `מילה${'אבגדהוזח'[i % 8]}`
    })
    const bytes = await pdfOf(paper([[words.join(' ')]], { language: 'he', direction: 'rtl' }))
    const options = { input: bytes, encoding: 'utf8' } as const
    const text = execFileSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], options)
    // Where a space stands beside a number, poppler guesses; what follows what, it knows.
    const read = text.replace(/[\u200e\u200f\u202a-\u202e\s]/g, '')
    assert.ok(read.includes(words.join('')), read)
  })

  test('is the same bytes each time', async () => {
    assert.deepEqual(await pdfOf(paper([['a', 'ж', 'ש']])), await pdfOf(paper([['a', 'ж', 'ש']])))
  })
})
