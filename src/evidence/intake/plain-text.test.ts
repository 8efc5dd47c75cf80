import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { cutText, plainText, underTitle } from './plain-text.ts'

describe('plain text', () => {
  test('has line feeds alone, no unseen characters, and one empty line at most', () => {
    assert.equal(
      plainText('\ufeffодин\r\nдва\u00ad\u200b \t\r\n\r\n\r\n\u0000три\u00a0четыре\u2028пять'),
      'один\nдва\n\nтри четыре\nпять',
    )
  })
  test('has letters in one form, so that “й” is found however it was typed', () => {
    assert.equal(plainText('Запорізький'.normalize('NFD')), 'Запорізький')
  })
  test('loses its direction marks, with which a name could read otherwise than it is', () => {
    assert.equal(plainText('а\u202eб\u2066в'), 'абв')
  })
  test('is the same when it is made once more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = plainText(text)
        assert.equal(plainText(once), once)
        assert.ok(once.isWellFormed())
      }),
      { seed: 11, numRuns: 500 },
    )
  })
})

describe('a text under its title', () => {
  test('has the title once', () => {
    assert.equal(underTitle('Отбой', 'В области отбой.'), 'Отбой\n\nВ области отбой.')
    assert.equal(underTitle('Отбой  тревоги', 'Отбой тревоги\nв области'), 'Отбой тревоги\nв области')
    assert.equal(underTitle(undefined, 'x'), 'x')
    assert.equal(underTitle('x', ''), 'x')
  })
})

describe('a text that is too long', () => {
  test('is cut after a paragraph, else a line, else a sentence', () => {
    assert.deepEqual(cutText(`${'а'.repeat(60)}\n\n${'б'.repeat(60)}`, 100), ['а'.repeat(60), 'б'.repeat(60)])
    assert.deepEqual(cutText(`${'а'.repeat(60)}. ${'б'.repeat(60)}`, 100), [
      `${'а'.repeat(60)}.`,
      'б'.repeat(60),
    ])
  })
  test('loses nothing, and no letter is torn', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('а', '😀', ' ', '\n', '. ') }),
        fc.integer({ min: 4, max: 40 }),
        (text, longest) => {
          const pieces = cutText(text, longest)
          assert.equal(pieces.join('').replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''))
          for (const piece of pieces) {
            assert.ok(piece.length <= longest)
            assert.ok(piece.isWellFormed())
          }
        },
      ),
      { seed: 13, numRuns: 500 },
    )
  })
})
