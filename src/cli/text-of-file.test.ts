/** What people save and pipe: every encoding is read, and what is no text is told apart. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { textOfBytes } from './text-of-file.node.ts'

const said = 'Отбой красного уровня в Ельце.\r\nЖёлтый остаётся.'
const read = (bytes: Uint8Array) => {
  const text = textOfBytes(bytes, 200)
  return text.ok ? text.value : text.problem.code
}
/** Windows-1251 has the letters of Russian in the order of their code points. */
const windows1251 = Uint8Array.from([...said], (letter) => {
  const code = letter.codePointAt(0)!
  return code < 128 ? code : letter === 'ё' ? 0xb8 : code - 0x410 + 0xc0
})

describe('a file', () => {
  test('is read in UTF-8, with a byte order mark, in UTF-16 and in the old Cyrillic of Windows', () => {
    assert.equal(read(Buffer.from(said)), said)
    assert.equal(read(Buffer.from(`\ufeff${said}`)), said)
    assert.equal(read(Buffer.from(`\ufeff${said}`, 'utf16le')), said)
    assert.equal(read(windows1251), said)
  })
  test('that holds no text says so', () => {
    assert.equal(read(Buffer.alloc(0)), 'evidence/empty')
    assert.equal(read(Buffer.from(' \r\n\t')), 'evidence/empty')
    assert.equal(read(Buffer.from('%PDF-1.7 …')), 'evidence/no-text-kind')
    assert.equal(read(Uint8Array.from({ length: 150 }, (_, at) => (at * 37) % 32)), 'evidence/no-text-kind')
    assert.equal(read(Buffer.from('я'.repeat(201))), 'evidence/text-too-long')
    assert.equal(read(Buffer.alloc(1_000_000, 'я')), 'evidence/text-too-long')
  })
})
