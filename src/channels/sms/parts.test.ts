import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readSubmit } from '../../../test/support/smpp-octets.ts'
import { fromSeptets, inGsm } from './alphabet.ts'
import { partsOf, shortMessage, type ShortMessage } from './parts.ts'

/** What a phone would show, read by the test's own reader of the wire. */
function shown({ parts, dataCoding, header }: ShortMessage) {
  return parts.map((part) => {
    const before = Buffer.from([0, 0, 0, 0, 1, 1, 0x31, 0, header === 'none' ? 0 : 0x40, 0, 0, 0, 0])
    return readSubmit(Buffer.concat([before, Buffer.from([1, 0, dataCoding, 0, part.length]), part]))
  })
}

describe('a text as short messages', () => {
  for (const [what, text, parts, coding] of [
    ['160 signs of the GSM alphabet are one message', 'a'.repeat(160), 1, 0],
    ['161 are two, of 153 and 8', 'a'.repeat(161), 2, 0],
    ['306 are two', 'a'.repeat(306), 2, 0],
    ['307 are three', 'a'.repeat(307), 3, 0],
    ['a sign of the extension counts twice: 80 of them are one message', '€'.repeat(80), 1, 0],
    ['81 of them are two', '€'.repeat(81), 2, 0],
    ['70 Cyrillic letters are one message', 'я'.repeat(70), 1, 8],
    ['71 are two', 'я'.repeat(71), 2, 8],
    ['134 are two', 'я'.repeat(134), 2, 8],
    ['135 are three', 'я'.repeat(135), 3, 8],
    ['one foreign letter makes all of it UCS-2', `${'a'.repeat(70)}я`, 2, 8],
    ['nothing is one empty message', '', 1, 0],
  ] as const)
    test(what, () => {
      const made = shortMessage(text, 7)
      assert.deepEqual([made.parts.length, made.dataCoding], [parts, coding])
      assert.equal(
        shown(made)
          .map((one) => one.text)
          .join(''),
        text,
      )
    })

  test('keeps an escape and its sign in one part', () => {
    const made = shown(shortMessage(`${'a'.repeat(152)}€${'b'.repeat(20)}`, 1))
    assert.deepEqual(
      made.map(({ text }) => text.length),
      [152, 21],
    )
  })

  test('keeps the two halves of a pair in one part, and a letter with its marks', () => {
    const pairs = shown(shortMessage(`${'я'.repeat(66)}🚒${'я'.repeat(20)}`, 1))
    assert.equal(pairs[1]?.text.startsWith('🚒'), true)
    const marks = shown(shortMessage(`${'я'.repeat(66)}и\u0306${'я'.repeat(20)}`, 1))
    assert.equal(marks[1]?.text.startsWith('и\u0306'), true)
  })

  test('writes typographic signs plainer where that saves the text from UCS-2, and leaves others alone', () => {
    assert.equal(inGsm('Stay in — “now”…'), 'Stay in - "now"...')
    assert.equal(partsOf(`${'a'.repeat(150)} — now`), 1)
    assert.equal(inGsm('немає'), undefined)
  })

  test('counts its parts in the header, all under one reference', () => {
    const made = shown(shortMessage('я'.repeat(200), 300))
    assert.deepEqual(
      made.map(({ header }) => header),
      [1, 2, 3].map((which) => ({ reference: 300 % 256, of: 3, which })),
    )
  })

  test('any text arrives as it was, cut where a reader of the specification agrees', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 700 }),
          fc.string({ unit: fc.constantFrom(...'aZ€[]{}~^|\\@é\n 0'), maxLength: 900 }),
        ),
        (text) => {
          const made = shortMessage(text, 9)
          const joined = shown(made)
            .map((one) => one.text)
            .join('')
          assert.equal(joined, made.dataCoding === 0 ? inGsm(text) : text)
        },
      ),
      { seed: 8, numRuns: 300 },
    )
  })

  test('reads septets back as it wrote them', () => {
    const text = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}\\[~]|€\f'
    const [part] = shortMessage(text, 0).parts
    assert.equal(fromSeptets(part ?? new Uint8Array()), text)
  })
})
