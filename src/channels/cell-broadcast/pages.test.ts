import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { gsm7Septets, measure } from '#base'
import { gsm7Characters, gsm7Text, packSeptets, unpackSeptets } from './gsm7.ts'
import { octetsOf, pageOctets, pageText, readPages } from './pages.ts'

/**
 * A phone's side, written from 3GPP TS 23.038 alone: bit strings and tables of code points by row, nothing of the product's.
 * Knows the two codings that a text without a language goes out in, and those that name one.
 */
const judge = (() => {
  // §6.2.1, by rows of sixteen code points; 0x1B is the escape.
  const table = [
    [0x40, 0xa3, 0x24, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0x0a, 0xd8, 0xf8, 0x0d, 0xc5, 0xe5],
    [0x394, 0x5f, 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e, -1, 0xc6, 0xe6, 0xdf, 0xc9],
    [0x20, 0x21, 0x22, 0x23, 0xa4, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f],
    [0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x3f],
    [0xa1, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0xc4, 0xd6, 0xd1, 0xdc, 0xa7],
    [0xbf, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    [0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0xe4, 0xf6, 0xf1, 0xfc, 0xe0],
  ]
  // §6.2.1.1
  const escaped: { readonly [septet: number]: number } = {
    ...{
      0x14: 0x5e,
      0x28: 0x7b,
      0x29: 0x7d,
      0x2f: 0x5c,
      0x3c: 0x5b,
      0x3d: 0x7e,
      0x3e: 0x5d,
      0x40: 0x7c,
      0x65: 0x20ac,
    },
  }
  const septets = (hex: string) => {
    // §6.1.2.2: the bits of octet after octet, each from its lowest; every seven of them are one character, lowest first.
    const bits = Buffer.from(hex, 'hex')
      .toJSON()
      .data.map((octet) => octet.toString(2).padStart(8, '0').split('').toReversed().join(''))
      .join('')
    return Array.from({ length: Math.floor(bits.length / 7) }, (_, at) =>
      Number.parseInt(
        bits
          .slice(at * 7, at * 7 + 7)
          .split('')
          .toReversed()
          .join(''),
        2,
      ),
    )
  }
  const gsm7 = (hex: string) => {
    let text = ''
    let afterEscape = false
    for (const septet of septets(hex)) {
      if (septet === 0x1b) afterEscape = true
      else {
        text += String.fromCodePoint(afterEscape ? escaped[septet]! : table[septet >> 4]![septet & 15]!)
        afterEscape = false
      }
    }
    return text
  }
  const ucs2 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  const unpadded = (text: string) => text.replace(/\r*$/, '')
  return (dcs: number, pages: readonly string[]) => {
    // §5: group 0000 and 0010 are GSM-7 in a language; 01xx is general, bits 3 and 2 of it the alphabet; 0001 0001 is UCS-2 with one.
    if (dcs === 0x48) return pages.map((page) => unpadded(ucs2(page))).join('')
    if (dcs === 0x11) return pages.map((page) => unpadded(ucs2(page.slice(4)))).join('')
    assert.ok(dcs <= 0x0f || (dcs >= 0x20 && dcs <= 0x24), `a coding the judge does not know: ${dcs}`)
    return pages.map((page) => unpadded(gsm7(page))).join('')
  }
})()

const inAlphabet =
  '@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€'
const gsmText = fc.string({ unit: fc.constantFrom(...inAlphabet), maxLength: 1395 })
const anyText = fc.string({ unit: fc.constantFrom(...'aЖжїב€你😀\n .'), maxLength: 700 })
const seed = 20_261_123

describe('a text in pages', () => {
  test('says the same to a decoder that knows the standard alone, in either alphabet', () =>
    fc.assert(
      fc.property(
        fc.oneof(gsmText, anyText),
        fc.constantFrom(undefined, 'en', 'uk'),
        fc.constantFrom('none' as const, 'in-each-page' as const),
        (text, language, mark) => {
          const paged = pageText(text, language, mark)
          if (!paged.ok) return assert.ok(measure(text).pages > 14)
          assert.equal(judge(paged.value.dcs, paged.value.pages), text)
          const read = readPages(paged.value.dcs, paged.value.pages)
          assert.equal(read.ok && read.value.text, text)
        },
      ),
      { seed, numRuns: 400 },
    ))

  test('takes as many pages as the count that decides a text’s length says, and refuses the sixteenth', () =>
    fc.assert(
      fc.property(fc.oneof(gsmText, anyText), (text) => {
        const { pages, alphabet, fitsCellBroadcast } = measure(text)
        const paged = pageText(text)
        assert.equal(paged.ok, fitsCellBroadcast)
        if (paged.ok) assert.deepEqual([paged.value.pages.length, paged.value.alphabet], [pages, alphabet])
        else assert.deepEqual(paged.problem.details, { pages, most: 15 })
      }),
      { seed, numRuns: 400 },
    ))

  test('has whole pages of 82 octets, padded with carriage returns', () => {
    const paged = pageText('a')
    assert.ok(paged.ok)
    const [page] = paged.value.pages
    assert.equal(page?.length, 2 * pageOctets)
    assert.deepEqual(unpackSeptets(octetsOf(page!)!, 93), [
      'a'.charCodeAt(0),
      ...Array<number>(92).fill(0x0d),
    ])
    const wide = pageText('ж')
    assert.equal(wide.ok && wide.value.pages[0], `0436${'000d'.repeat(40)}`)
  })

  test('counts exactly: 93 of GSM-7 and 41 of UCS-2 a page, an extension character two', () => {
    const pages = (text: string) => {
      const paged = pageText(text)
      return paged.ok ? paged.value.pages.length : paged.problem.code
    }
    assert.deepEqual(['a'.repeat(93), 'a'.repeat(94), 'a'.repeat(1395), 'a'.repeat(1396)].map(pages), [
      1,
      2,
      15,
      'cell-broadcast/too-many-pages',
    ])
    assert.deepEqual(['ж'.repeat(41), 'ж'.repeat(42), 'ж'.repeat(615), 'ж'.repeat(616)].map(pages), [
      1,
      2,
      15,
      'cell-broadcast/too-many-pages',
    ])
    assert.deepEqual([`${'a'.repeat(91)}€`, `${'a'.repeat(92)}€`].map(pages), [1, 2])
    assert.deepEqual([`${'ж'.repeat(39)}😀`, `${'ж'.repeat(40)}😀`].map(pages), [1, 2])
  })

  test('names its language where the coding can, and spends a character of each page on it where it is told to', () => {
    const coding = (text: string, language?: string, mark?: 'in-each-page') => {
      const paged = pageText(text, language, mark)
      return paged.ok ? [paged.value.dcs, paged.value.pages.length] : paged.problem.code
    }
    assert.deepEqual(coding('Go in.', 'en'), [0x01, 1])
    assert.deepEqual(coding('Go in.', 'uk'), [0x0f, 1])
    assert.deepEqual(coding('Зайдіть.', 'uk'), [0x48, 1])
    assert.deepEqual(coding('ж'.repeat(41), 'uk', 'in-each-page'), [0x11, 2])
    const paged = pageText('Зайдіть.', 'uk-UA', 'in-each-page')
    assert.ok(paged.ok)
    assert.deepEqual(readPages(0x11, paged.value.pages), {
      ok: true,
      value: { text: 'Зайдіть.', language: 'uk' },
    })
    // 'u' is 1110101, 'k' 1101011: the first octet takes the lowest bit of the second letter on top.
    assert.equal(paged.value.pages[0]?.slice(0, 4), 'f535')
  })

  test('is not guessed at in a coding that is unknown', () => {
    for (const [dcs, page] of [
      [0x44, '00'],
      [0xff, '00'],
      [0x0f, 'zz'],
      [0x0f, '0'],
    ] as const)
      assert.ok(!readPages(dcs, [page]).ok, `${dcs}`)
  })
})

describe('septets', () => {
  test('lie in octets as in the standard’s own example', () => {
    // TS 23.038 §6.1.2.2.1 packs from the lowest bit; “hellohello” is the string most handbooks do it with.
    const septets = gsm7Characters('hellohello')!.flat()
    assert.equal(Buffer.from(packSeptets(septets, 9)).toString('hex'), 'e8329bfd4697d9ec37')
  })
  test('come back as they were', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 127 }), { maxLength: 200 }), (septets) => {
        const octets = packSeptets(septets, Math.ceil((septets.length * 7) / 8))
        assert.deepEqual(unpackSeptets(octets, septets.length), septets)
      }),
      { seed },
    ))
  test('are counted as where a text’s length is decided', () =>
    fc.assert(
      fc.property(fc.oneof(gsmText, anyText), (text) => {
        const characters = gsm7Characters(text)
        assert.equal(characters === undefined ? -1 : characters.flat().length, gsm7Septets(text))
        if (characters !== undefined) assert.equal(gsm7Text(characters.flat()), text)
      }),
      { seed },
    ))
})
