import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Instant, PersonId } from '#base'
import { noCredentials, recoveryCodesLeft, withRecoveryCodes } from './credential.ts'
import { hashOfRecoveryCode, newRecoveryCodes, readRecoveryCode, useRecoveryCode } from './recovery-codes.ts'

const at = '2026-11-22T02:40:00.000Z' as Instant
const olena = 'person-olena' as PersonId
const taras = 'person-taras' as PersonId

describe('recovery codes', () => {
  const codes = newRecoveryCodes(randomBytes)

  test('are ten, each of 120 random bits in groups of four', () => {
    assert.equal(new Set(codes).size, 10)
    for (const code of codes) assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  test('use all of the randomness they are given, evenly', () => {
    const all = newRecoveryCodes((count) => Uint8Array.from({ length: count }, (_, i) => i * 8 + (i % 8)))
    const bytes = newRecoveryCodes((count) => Uint8Array.from({ length: count }, (_, i) => 255 - i))
    assert.notDeepEqual(all, bytes)
    const letters = new Set(
      Array.from({ length: 256 }, (_, i) => newRecoveryCodes((n) => new Uint8Array(n).fill(i))[0]![0]),
    )
    assert.equal(letters.size, 32)
  })

  test('are read however a tired person types them', () => {
    const printed = 'A1B0-7KQM-2WXR-9HDT-VC4P-E0JA'
    const meant = 'A1B07KQM2WXR9HDTVC4PE0JA'
    for (const typed of [
      printed,
      printed.toLowerCase(),
      printed.replaceAll('-', ''),
      printed.replaceAll('-', ' '),
      ` ${printed.replaceAll('-', ' – ')}\n`,
      printed.replaceAll('0', 'O').replaceAll('1', 'l'),
      printed.replaceAll('0', 'o').replaceAll('1', 'I'),
      printed.replaceAll('-', '_'),
      // The letters of a Japanese keyboard.
      printed.replace('A1B0', 'Ａ１Ｂ０'),
    ])
      assert.equal(readRecoveryCode(typed), meant, typed)
  })

  for (const odd of [
    '',
    'A1B0',
    'A1B0-7KQM-2WXR-9HDT-VC4P-E0J',
    'A1B0-7KQM-2WXR-9HDT-VC4P-E0JAA',
    'U1B0-7KQM-2WXR-9HDT-VC4P-E0JA',
    'A1B0-7KQM-2WXR-9HDT-VC4P-E0J!',
    'А1В0-7KQM-2WXR-9HDT-VC4P-E0JA',
    '-'.repeat(1_000_000),
  ])
    test(`can’t be “${odd.slice(0, 40)}”`, () => assert.equal(readRecoveryCode(odd), undefined))

  test('are kept as hashes that say nothing about anybody else', () => {
    const code = codes[0]!
    assert.match(hashOfRecoveryCode(olena, code)!, /^[0-9a-f]{64}$/)
    assert.notEqual(hashOfRecoveryCode(olena, code), hashOfRecoveryCode(taras, code))
  })

  test('are used up one by one', () => {
    let kept = withRecoveryCodes(
      noCredentials(olena),
      codes.map((code) => hashOfRecoveryCode(olena, code)!),
    )
    for (const [i, code] of codes.entries()) {
      const used = useRecoveryCode(kept, code.toLowerCase(), at)
      assert.ok(used.ok)
      kept = used.value
      assert.equal(recoveryCodesLeft(kept), 9 - i)
      const again = useRecoveryCode(kept, code, at)
      assert.equal(!again.ok && again.problem.code, 'people/wrong-code')
    }
  })

  test('of somebody else, of an older sheet, or mistyped open nothing', () => {
    const kept = withRecoveryCodes(
      noCredentials(olena),
      codes.slice(1).map((code) => hashOfRecoveryCode(olena, code)!),
    )
    for (const typed of [codes[0]!, `${codes[1]!.slice(0, -1)}`, '', 'x'])
      assert.equal(useRecoveryCode(kept, typed, at).ok, false)
    const another = { ...kept, person: taras }
    assert.equal(useRecoveryCode(another, codes[1]!, at).ok, false)
  })
})
