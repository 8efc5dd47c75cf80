import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { pdfOf, pdfWith } from '../../../test/support/made-pdf.ts'
import { paragraphsOf } from './pdf-lines.ts'
import { readPdf } from './pdf-part.node.ts'
import { Unreadable } from './reading.ts'

const codeOf = async (bytes: Uint8Array) => {
  try {
    return (await readPdf(bytes))?.text
  } catch (error) {
    return error instanceof Unreadable ? error.problem.code : error
  }
}

describe('a PDF', () => {
  test('is its text, with who made it and when', async () => {
    const part = await readPdf(
      pdfOf([['Отбой красного уровня', 'в Липецкой области.']], {
        title: 'Scan',
        made: "D:20251102003700+03'00'",
      }),
    )
    assert.deepEqual(part, {
      ...{ part: 'whole', text: 'Отбой красного уровня в Липецкой области.', title: 'Scan' },
      times: [
        {
          by: 'file',
          field: 'CreationDate',
          text: "D:20251102003700+03'00'",
          at: '2025-11-01T21:37:00.000Z',
        },
      ],
    })
  })
  test('has its pages one after the other', async () => {
    assert.equal((await readPdf(pdfOf([['Раз.'], ['Два.']])))?.text, 'Раз.\n\nДва.')
  })
  test('that is a scan has no text', async () => {
    assert.equal(await readPdf(pdfOf([[]])), undefined)
  })
  test('that is locked says so', async () => {
    const locked = pdfWith(
      '/Encrypt<</Filter/Standard/V 1/R 2/O(00000000000000000000000000000000)/U(00000000000000000000000000000000)/P -44>>/ID[(1234567890123456)(1234567890123456)]',
    )
    assert.equal(await codeOf(locked), 'evidence/locked')
  })
  test('that is garbage says so', async () => {
    assert.equal(
      await codeOf(new TextEncoder().encode(`%PDF-1.7\n${'x'.repeat(50_000)}`)),
      'evidence/garbled',
    )
  })
})

describe('lines on a page', () => {
  const line = (text: string, y: number, more = {}) => ({
    ...{ text, x: 50, y, width: text.length * 6, height: 12, ends: 'line' as const },
    ...more,
  })
  const full = 'слово '.repeat(12).trim()
  test('become one paragraph where the sentence goes on', () => {
    assert.equal(paragraphsOf([line(full, 700), line('и конец.', 686)]), `${full} и конец.`)
  })
  test('are apart where there is room between them, or another size', () => {
    assert.equal(paragraphsOf([line(full, 700), line('Иное', 660)]), `${full}\n\nИное`)
    assert.equal(
      paragraphsOf([line('Заголовок', 700, { height: 20 }), line(full, 684)]),
      `Заголовок\n\n${full}`,
    )
  })
  test('of a list stay lines', () => {
    assert.equal(paragraphsOf([line('1. раз', 700), line('2. два', 686)]), '1. раз\n\n2. два')
  })
  test('give back a word that was divided, and leave a hyphen of its own', () => {
    assert.equal(paragraphsOf([line(`${full} воз-`, 700), line('душной', 686)]), `${full} воздушной`)
    assert.equal(paragraphsOf([line(`${full} из-`, 700), line('за атаки', 686)]), `${full} из-за атаки`)
  })
  test('are put together of pieces, with a space where there is room for one', () => {
    const piece = (text: string, x: number) => ({
      text,
      x,
      y: 700,
      width: text.length * 6,
      height: 12,
      ends: 'nothing' as const,
    })
    assert.equal(paragraphsOf([piece('Отб', 50), piece('ой', 68), piece('дан', 90)]), 'Отбой дан')
  })
})
