import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { cellBroadcastUnits, fits, gsm7Septets, measure, outsideGsm7, shorten, unsendable } from './text.ts'

describe('a text, measured as a carrier would', () => {
  test('of plain English is GSM-7, one septet a character', () => {
    assert.deepEqual(measure('Go indoors.'), {
      alphabet: 'gsm-7',
      units: 11,
      pages: 1,
      fitsCellBroadcast: true,
    })
  })

  test('pays two septets for each of ^ { } \\ [ ~ ] | and the euro sign', () => {
    for (const character of '^{}\\[~]|€') assert.equal(measure(character).units, 2, character)
  })

  test('pays one septet for every other character of the alphabet, the Greek capitals and accents included', () => {
    for (const character of '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\n\r')
      assert.equal(gsm7Septets(character), 1, character)
  })

  test('has 127 one-septet characters in all: 128 places of the table, one of which is the escape', () => {
    const inTable = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(
      (character) => gsm7Septets(character) === 1,
    )
    assert.equal(inTable.length, 127)
  })

  test('turns to UCS-2 as a whole for one character outside GSM-7', () => {
    assert.deepEqual(measure('Lipetsk – 7'), {
      alphabet: 'ucs-2',
      units: 11,
      pages: 1,
      fitsCellBroadcast: true,
    })
    assert.deepEqual(outsideGsm7('a – b – ё'), ['–', 'ё'])
  })

  test('does not take the small c with cedilla or a typographic apostrophe for GSM-7', () => {
    assert.equal(measure('ç').alphabet, 'ucs-2')
    assert.equal(measure('don’t').alphabet, 'ucs-2')
  })

  test('counts a character beyond the basic plane as two units', () => {
    assert.equal(measure('𝄞').units, 2)
  })

  test('fills 15 pages with 1,395 septets, and not one more', () => {
    assert.equal(cellBroadcastUnits['gsm-7'], 1395)
    assert.equal(measure('a'.repeat(1395)).pages, 15)
    assert.equal(measure('a'.repeat(1396)).fitsCellBroadcast, false)
  })

  test('fills 15 pages with 615 units of Cyrillic, and not one more', () => {
    assert.equal(cellBroadcastUnits['ucs-2'], 615)
    assert.equal(measure('я'.repeat(615)).fitsCellBroadcast, true)
    assert.equal(measure('я'.repeat(616)).fitsCellBroadcast, false)
  })

  test('never tears an escape pair or a surrogate pair over two pages', () => {
    assert.equal(measure('a'.repeat(92) + '€').pages, 2)
    assert.equal(measure('a'.repeat(91) + '€').pages, 1)
    assert.equal(measure('я'.repeat(40) + '𝄞').pages, 2)
  })

  test('of nothing is one page of GSM-7', () => {
    assert.deepEqual(measure(''), { alphabet: 'gsm-7', units: 0, pages: 1, fitsCellBroadcast: true })
  })

  test('fits by the units of its own alphabet', () => {
    assert.equal(fits('a'.repeat(90), 90), true)
    assert.equal(fits('a'.repeat(89) + '€', 90), false)
    assert.equal(fits('я'.repeat(90), 90), true)
    assert.equal(fits('я'.repeat(91), 90), false)
  })
})

describe('what a carrier cannot send', () => {
  const kindOf = (text: string) => unsendable(text).map(({ kind }) => kind)

  test('is named with its place', () => {
    assert.deepEqual(unsendable('ab\u0007c'), [{ at: 2, codePoint: 'U+0007', kind: 'control character' }])
  })
  test('is half a surrogate pair', () => assert.deepEqual(kindOf('a\ud83d!'), ['unpaired surrogate']))
  test('is a private-use character, in any plane', () =>
    assert.deepEqual(kindOf('\ue000\u{f0000}\u{10fffd}'), [
      'private-use character',
      'private-use character',
      'private-use character',
    ]))
  test('is a noncharacter', () =>
    assert.deepEqual(kindOf('\ufffe\ufdd0\u{1ffff}'), Array(3).fill('noncharacter')))
  test('is the mark of a character lost in decoding', () =>
    assert.deepEqual(kindOf('Липец\ufffd'), ['replacement character']))
  test('is a tab, but not a line break', () => assert.deepEqual(kindOf('a\tb\nc\r\n'), ['control character']))
  test('is nothing in ordinary text of any script', () =>
    assert.deepEqual(unsendable('Drone – Дрон – Кам’янець – طائرة – ドローン – 🛩'), []))
})

describe('shortening', () => {
  test('leaves a text alone that fits', () => assert.equal(shorten('Go indoors.', 11), 'Go indoors.'))
  test('cuts between words', () =>
    assert.equal(shorten('Go indoors, away from windows.', 20), 'Go indoors, away...'))
  test('does not leave a comma before the mark', () =>
    assert.equal(shorten('Go indoors, away', 14), 'Go indoors...'))
  test('cuts between characters where no word ends in time', () =>
    assert.equal(shorten('Добросинсько', 8), 'Добро...'))
  test('does not tear what people see as one character', () => assert.equal(shorten('👩‍🚒👩‍🚒👩‍🚒', 9), '👩‍🚒...'))

  test('always fits, starts like the text, and stays well-formed', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 50 }), (text, length) => {
        const short = shorten(text, length)
        assert.ok(fits(short, length))
        assert.ok(short === text || short === '' || text.startsWith(short.slice(0, -3)))
        assert.ok(short.isWellFormed())
      }),
      { seed: 20251102 },
    )
  })
})
