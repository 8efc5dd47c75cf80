import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { charsetOfType, decodeBytes, metaCharset, xmlCharset } from './charset.ts'

const russian =
  'В Липецкой области объявлен красный уровень «Угроза атаки БПЛА». Ёлецкий и Тербунский районы.'
const ukrainian = 'Увага! Повітряна тривога в Запорізькій області, їдьте в укриття. Ґанок, Європа.'

/** The bytes of a text in a one-byte encoding, by asking the decoder what each byte means. */
function encoded(text: string, encoding: string): Uint8Array {
  const table = new Map<string, number>()
  for (let byte = 255; byte >= 0; byte--)
    table.set(new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte)
  return Uint8Array.from([...text], (letter) => table.get(letter) ?? 0x3f)
}
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

describe('bytes that say their encoding', () => {
  test('are read by the byte order mark first', () => {
    const marked = Uint8Array.of(0xff, 0xfe, ...utf16(russian))
    assert.deepEqual(decodeBytes(marked, { wayIn: 'windows-1251' }), {
      ...{ text: russian, encoding: 'utf-16le', toldBy: 'mark' },
    })
    const big = Uint8Array.of(0xfe, 0xff, ...Buffer.from(russian, 'utf16le').swap16())
    assert.equal(decodeBytes(big).text, russian)
  })
  test('are read by the way in before the document’s own word', () => {
    const bytes = encoded(ukrainian, 'koi8-u')
    assert.deepEqual(decodeBytes(bytes, { wayIn: 'KOI8-U', document: 'windows-1251' }), {
      ...{ text: ukrainian, encoding: 'koi8-u', toldBy: 'way-in' },
    })
    assert.equal(decodeBytes(bytes, { document: 'koi8-u' }).toldBy, 'document')
  })
  test('are UTF-8 where they are well-formed, whatever an old label says', () => {
    const bytes = new TextEncoder().encode(russian)
    assert.deepEqual(decodeBytes(bytes, { document: 'windows-1251' }), {
      ...{ text: russian, encoding: 'utf-8', toldBy: 'form' },
    })
  })
  test('are read by their letters where the label is none', () => {
    assert.equal(decodeBytes(encoded(russian, 'windows-1251'), { wayIn: 'no-such-thing' }).text, russian)
  })
})

describe('bytes that say nothing of their encoding', () => {
  for (const encoding of ['windows-1251', 'koi8-u', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic'])
    test(`are read by their letters: ${encoding}`, () => {
      // Of these two only KOI8-U and windows-1251 have every letter of Ukrainian.
      const text = encoding === 'koi8-u' ? ukrainian.replace('Ґ', 'Г') : russian.replaceAll(/[«»]/g, '"')
      assert.deepEqual(decodeBytes(encoded(text, encoding)), { text, encoding, toldBy: 'letters' })
    })
  test('are UTF-16 without a mark where every second byte is empty', () => {
    const text = 'Air raid alert in the region until 22:30, go to the shelter.'
    assert.equal(decodeBytes(utf16(text)).text, text)
  })
  test('stay UTF-8 where a letter was cut in the middle', () => {
    const bytes = new TextEncoder().encode(russian)
    assert.equal(decodeBytes(bytes.subarray(0, -2)).encoding, 'utf-8')
    assert.equal(decodeBytes(bytes.subarray(0, -1)).text.slice(0, 40), russian.slice(0, 40))
  })
  test('of a Western page are read as such', () => {
    const bytes = encoded('Café déjà fermé à Nîmes', 'windows-1252')
    assert.equal(decodeBytes(bytes).text, 'Café déjà fermé à Nîmes')
  })
  test('always give a text, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.option(fc.string({ maxLength: 12 })),
        (bytes, label) => {
          assert.equal(typeof decodeBytes(bytes, { document: label ?? undefined }).text, 'string')
        },
      ),
      { seed: 7 },
    )
  })
})

describe('a label', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  test('stands in a meta element, in either form', () => {
    assert.equal(metaCharset(bytes('<head><meta charset="windows-1251">')), 'windows-1251')
    const old = '<META http-equiv=Content-Type content="text/html; charset=koi8-r">'
    assert.equal(metaCharset(bytes(old)), 'koi8-r')
    assert.equal(metaCharset(bytes('<p>charset=koi8-r')), undefined)
  })
  test('stands in an XML declaration, and in a media type', () => {
    assert.equal(xmlCharset(bytes("<?xml version='1.0' encoding='windows-1251'?><rss>")), 'windows-1251')
    assert.equal(charsetOfType('text/html; charset="KOI8-U"'), 'KOI8-U')
    assert.equal(charsetOfType('text/html'), undefined)
  })
})
