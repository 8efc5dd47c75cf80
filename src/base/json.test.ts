import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { canonicalCopy, canonicalJson, parseJson, settled, type Json } from './index.ts'

const values = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>
const rounds = { numRuns: 300, seed: 8785 }

describe('canonical JSON', () => {
  test('is that of RFC 8785’s own example', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"/',
      literals: [null, true, false],
    }
    assert.equal(
      canonicalJson(value),
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })
  test('sorts keys by UTF-16 code units, also those that look like numbers', () => {
    const value = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\ud83d\ude00': 5,
      '\u0080': 6,
      '\u00f6': 7,
      '90': 8,
      '1395': 9,
    }
    assert.deepEqual(
      canonicalJson(value)
        .match(/\d+(?=[,}])/g)
        ?.join(' '),
      '2 4 9 8 6 7 1 5 3',
    )
  })
  test('reads back as what was written', () =>
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalJson(value)
        assert.equal(canonicalJson(JSON.parse(text) as Json), text)
      }),
      rounds,
    ))
  test('leaves out members that are undefined, and refuses what JSON can’t hold', () => {
    assert.equal(canonicalJson({ b: undefined, a: 1 }), '{"a":1}')
    for (const value of [Number.NaN, Infinity, '\ud800', [undefined], { a: () => 1 }])
      assert.throws(() => canonicalJson(value as unknown as Json), TypeError)
  })
})

describe('a canonical copy', () => {
  test('is what reading the canonical text gives, to the order of its members', () =>
    fc.assert(
      fc.property(values, (value) => {
        const read = JSON.parse(canonicalJson(value)) as Json
        const copy = canonicalCopy(value)
        assert.deepEqual(copy, read)
        assert.equal(JSON.stringify(copy), JSON.stringify(read))
      }),
      rounds,
    ))
  test('holds no negative zero, nothing undefined, and a member called __proto__ as a member', () => {
    const copy = canonicalCopy({
      zero: -0,
      gone: undefined,
      ...(JSON.parse('{"__proto__":{"a":1}}') as object),
    })
    assert.deepEqual(Object.keys(copy as object), ['__proto__', 'zero'])
    assert.ok(Object.is((copy as { zero: number }).zero, 0))
    assert.equal(Object.getPrototypeOf(copy), Object.prototype)
  })
  test('follows nothing that its original becomes', () => {
    const original = { list: [{ a: 1 }] }
    const copy = canonicalCopy(original)
    original.list[0]!.a = 2
    assert.deepEqual(copy, { list: [{ a: 1 }] })
  })
})

describe('a settled value', () => {
  test('equals its canonical copy and has the same text, alone and inside another value', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), values), values, (value, more) => {
        const kept = settled(value)
        assert.deepEqual(kept, canonicalCopy(value))
        assert.equal(canonicalJson(kept), canonicalJson(value))
        assert.equal(canonicalJson({ more, kept }), canonicalJson({ more, kept: value }))
        assert.equal(
          JSON.stringify(canonicalCopy({ more, kept })),
          JSON.stringify(canonicalCopy({ more, kept: value })),
        )
      }),
      rounds,
    ))
  test('can’t be changed at any depth, nor through its original', () => {
    const original = { list: [{ a: 1 }] }
    const kept = settled(original)
    assert.throws(() => (kept.list[0]!.a = 2), TypeError)
    assert.throws(() => kept.list.push({ a: 3 }), TypeError)
    original.list[0]!.a = 4
    assert.equal(canonicalJson(kept), '{"list":[{"a":1}]}')
  })
  test('is shared by copies and settled only once', () => {
    const inner = settled({ said: 'Go to a shelter.' })
    const outer = settled({ inner })
    assert.equal(outer.inner, inner)
    assert.equal((canonicalCopy({ list: [inner] }) as { list: unknown[] }).list[0], inner)
    assert.equal(settled(inner), inner)
  })
  test('holds nothing that JSON can’t', () => assert.throws(() => settled({ a: Number.NaN }), TypeError))
})

describe('reading JSON', () => {
  test('says where it stopped', () => {
    const read = parseJson('{"a":1,}')
    assert.ok(!read.ok)
    assert.match(String(read.problem.details['why']), /position 7/)
  })
})
