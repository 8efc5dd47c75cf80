import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findingsIn } from '../finding.ts'
import { decodeXml, reportDecoding } from './decode.ts'

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const utf8 = (text: string) => new TextEncoder().encode(text)
const bytes = (...parts: (readonly number[] | Uint8Array)[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]))

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  return Uint8Array.from(
    Array.from({ length: text.length }, (_, nth) => text.charCodeAt(nth)).flatMap((unit) =>
      order === 'le' ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
    ),
  )
}

function decode(from: Uint8Array) {
  const decoded = decodeXml(from)
  const found = findingsIn(decoded.text)
  reportDecoding(decoded, found)
  return { ...decoded, problems: found.all().map((one) => `${one.code} ${one.line}`) }
}

const declared = (encoding: string, content = '<a/>') =>
  `<?xml version="1.0" encoding="${encoding}"?>\n${content}`
const warning = 'Внимание: угроза 𝄞'

interface Proper {
  readonly from: Uint8Array
  readonly encoding: string
  readonly text: string
}

const proper: Record<string, Proper> = {
  'UTF-8 without a word': { from: utf8(warning), encoding: 'utf-8', text: warning },
  'UTF-8 with its mark': {
    from: bytes([0xef, 0xbb, 0xbf], utf8(declared('utf-8', warning))),
    encoding: 'utf-8',
    text: declared('utf-8', warning),
  },
  'UTF-16, little end first': {
    from: bytes([0xff, 0xfe], utf16(declared('UTF-16', warning), 'le')),
    encoding: 'utf-16le',
    text: declared('UTF-16', warning),
  },
  'UTF-16, big end first': {
    from: bytes([0xfe, 0xff], utf16(declared('UTF-16', warning), 'be')),
    encoding: 'utf-16be',
    text: declared('UTF-16', warning),
  },
  'UTF-16 whose order is declared instead of marked': {
    from: utf16(declared('UTF-16BE'), 'be'),
    encoding: 'utf-16be',
    text: declared('UTF-16BE'),
  },
  'ISO 8859-1': {
    from: ascii(declared('ISO-8859-1', 'caf\xe9')),
    encoding: 'windows-1252',
    text: declared('ISO-8859-1', 'café'),
  },
  'ISO 8859-2': {
    from: ascii(declared('iso-8859-2', '\xb1')),
    encoding: 'iso-8859-2',
    text: declared('iso-8859-2', 'ą'),
  },
  'ISO 8859-5': {
    from: ascii(declared('iso-8859-5', '\xd0')),
    encoding: 'iso-8859-5',
    text: declared('iso-8859-5', 'а'),
  },
  'windows-1251': {
    from: ascii(declared('windows-1251', '\xe0')),
    encoding: 'windows-1251',
    text: declared('windows-1251', 'а'),
  },
  'windows-1252 with its quotation marks': {
    from: ascii(declared('windows-1252', '\x93')),
    encoding: 'windows-1252',
    text: declared('windows-1252', '“'),
  },
  'KOI8-R': { from: ascii(declared('koi8-r', '\xc1')), encoding: 'koi8-r', text: declared('koi8-r', 'а') },
  'KOI8-U': { from: ascii(declared('koi8-u', '\xa4')), encoding: 'koi8-u', text: declared('koi8-u', 'є') },
  'Shift JIS': {
    from: ascii(declared('Shift_JIS', '\x92\x6e')),
    encoding: 'shift_jis',
    text: declared('Shift_JIS', '地'),
  },
  'EUC-JP': {
    from: ascii(declared('EUC-JP', '\xc3\xcf')),
    encoding: 'euc-jp',
    text: declared('EUC-JP', '地'),
  },
  'GB 18030': {
    from: ascii(declared('GB18030', '\xb5\xd8')),
    encoding: 'gb18030',
    text: declared('GB18030', '地'),
  },
  Big5: { from: ascii(declared('Big5', '\xa6\x61')), encoding: 'big5', text: declared('Big5', '地') },
  'US-ASCII': { from: ascii(declared('us-ascii')), encoding: 'windows-1252', text: declared('us-ascii') },
  'a declaration after a blank line': {
    from: ascii(`\r\n${declared('iso-8859-2', '\xb1')}`),
    encoding: 'iso-8859-2',
    text: `\r\n${declared('iso-8859-2', 'ą')}`,
  },
  'NUL bytes, which the reader refuses': { from: ascii('<a>\0</a>'), encoding: 'utf-8', text: '<a>\0</a>' },
  nothing: { from: new Uint8Array(), encoding: 'utf-8', text: '' },
}

describe('the bytes of a document', () => {
  for (const [title, { from, encoding, text }] of Object.entries(proper))
    test(`are read as ${title}`, () => {
      const decoded = decode(from)
      assert.equal(decoded.text, text)
      assert.equal(decoded.encoding, encoding)
      assert.deepEqual(decoded.problems, [])
    })

  test('that are broken UTF-8 are replaced, and every such place is told', () => {
    const broken = bytes(
      utf8('<a>\n'),
      [0xc3],
      utf8('é\n'),
      [0xe2, 0x82, 0xff, 0x80],
      utf8('𝄞\n'),
      [0xed, 0xa0, 0x80],
    )
    const decoded = decode(broken)
    assert.equal(decoded.text, '<a>\n\uFFFDé\n\uFFFD\uFFFD\uFFFD𝄞\n\uFFFD\uFFFD\uFFFD')
    assert.deepEqual(decoded.problems, [
      'cap/xml-encoding-broken 2',
      'cap/xml-encoding-broken 3',
      'cap/xml-encoding-broken 4',
    ])
    assert.deepEqual(
      decoded.flaws.map(({ offset, details }) => [offset, details['byte']]),
      [
        [4, 4],
        [7, 8],
        [13, 17],
      ],
    )
  })

  test('that are not what a legacy encoding allows are replaced and told', () => {
    const decoded = decode(ascii(declared('Shift_JIS', '\xff')))
    assert.equal(decoded.text, declared('Shift_JIS', '\uFFFD'))
    assert.deepEqual(decoded.problems, ['cap/xml-encoding-broken 2'])
  })

  test('with two byte order marks have a character before the root', () => {
    const mark = [0xef, 0xbb, 0xbf]
    assert.deepEqual(decode(bytes(mark, mark, utf8('<a/>'))).problems, ['cap/xml-text-outside-root 1'])
  })

  test('that end in the middle of a unit of UTF-16 are told', () => {
    const decoded = decode(bytes([0xff, 0xfe], utf16('<a/>', 'le'), [0x20]))
    assert.equal(decoded.text, '<a/>\uFFFD')
    assert.deepEqual(decoded.problems, ['cap/xml-encoding-broken 1'])
  })

  test('of UTF-16 without a mark are read, and the missing mark is told', () => {
    for (const order of ['le', 'be'] as const) {
      const decoded = decode(utf16('<a/>', order))
      assert.equal(decoded.text, '<a/>')
      assert.deepEqual(decoded.problems, ['cap/xml-byte-order-mark 1'])
    }
  })

  test('win over a declaration that they contradict', () => {
    const cases = [
      { from: utf8(declared('UTF-16', warning)), encoding: 'utf-8' },
      { from: bytes([0xef, 0xbb, 0xbf], utf8(declared('windows-1251', warning))), encoding: 'utf-8' },
      { from: bytes([0xff, 0xfe], utf16(declared('utf-8', warning), 'le')), encoding: 'utf-16le' },
      { from: utf8(declared('us-ascii', warning)), encoding: 'utf-8' },
      { from: ascii(declared('us-ascii', 'caf\xe9')), encoding: 'windows-1252' },
    ]
    for (const { from, encoding } of cases) {
      const decoded = decode(from)
      assert.equal(decoded.encoding, encoding)
      assert.deepEqual(decoded.problems, ['cap/xml-encoding-contradicted 1'])
    }
  })

  test('of an encoding that nobody knows are read as what they can be', () => {
    assert.deepEqual(decode(utf8(declared('cp-1866', warning))).problems, ['cap/xml-encoding-unknown 1'])
    assert.equal(decode(utf8(declared('cp-1866', warning))).text, declared('cp-1866', warning))
    assert.equal(decode(ascii(declared('utf-7', 'caf\xe9'))).text, declared('utf-7', 'café'))
  })

  test('that could be UTF-8 are doubtful as anything else, and read as declared', () => {
    const decoded = decode(utf8(declared('windows-1252', 'é')))
    assert.equal(decoded.text, declared('windows-1252', 'Ã©'))
    assert.deepEqual(decoded.problems, ['cap/xml-encoding-doubtful 1'])
  })

  test('of ISO 8859-1 that only Windows has characters for are read so and told', () => {
    const decoded = decode(ascii(declared('iso-8859-1', '\x93')))
    assert.equal(decoded.text, declared('iso-8859-1', '“'))
    assert.deepEqual(decoded.problems, ['cap/xml-encoding-not-latin 1'])
  })

  test('of UTF-32 and EBCDIC are refused', () => {
    const cases = [
      [0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0],
      [0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c],
      [0x3c, 0, 0, 0, 0x61, 0, 0, 0],
      [0, 0, 0, 0x3c, 0, 0, 0, 0x61],
      [0x4c, 0x6f, 0xa7, 0x94],
    ]
    for (const from of cases) {
      assert.equal(decode(Uint8Array.from(from)).text, '')
      assert.deepEqual(decode(Uint8Array.from(from)).problems, ['cap/xml-encoding-refused 1'])
    }
  })

  test('are left alone when they are too many', () => {
    const decoded = decodeXml(utf8('<a></a>'), { bytes: 6 })
    assert.equal(decoded.text, '')
    assert.deepEqual(
      decoded.flaws.map((one) => one.code),
      ['cap/xml-too-large'],
    )
    assert.equal(decodeXml(utf8('<a></a>'), { bytes: 7 }).text, '<a></a>')
  })
})
