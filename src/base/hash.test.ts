import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { sha256 } from './index.ts'

const digest = (input: string | Uint8Array) => createHash('sha256').update(input).digest('hex')

describe('SHA-256', () => {
  test('is what FIPS 180-4 gives for “abc”', () =>
    assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'))
  test('of a text is that of its UTF-8, whatever its length and alphabet', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(3_000), (unit, length) => {
        const text = unit.repeat(Math.ceil(length / unit.length))
        assert.equal(sha256(text), digest(text))
        assert.equal(sha256(Buffer.from(text)), digest(text))
      }),
      { numRuns: 200, seed: 180 },
    ))
  test('of a long text with a lone surrogate is that of the text with U+FFFD in its place', () => {
    const long = 'Ідіть в укриття. '.repeat(100)
    assert.equal(sha256(`${long}\ud800`), digest(`${long}\ufffd`))
  })
})
