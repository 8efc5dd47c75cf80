import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { restricts, takes, treated, type BuiltInName } from './built-in-types.ts'

/** What each type takes and refuses, written with a bar between values. */
const cases: { readonly [Type in BuiltInName]?: readonly [taken: string, refused: string] } = {
  dateTime: [
    '2020-02-29T00:00:00Z|2000-02-29T24:00:00|-0004-02-29T00:00:00Z|12020-01-01T00:00:00.5-14:00|10000-02-29T00:00:00Z| 2020-01-01T00:00:00\n',
    '2021-02-29T00:00:00Z|1900-02-29T00:00:00Z|0000-01-01T00:00:00Z|2020-01-01T24:00:01Z|2020-01-01T23:59:60Z|2020-01-01T00:00:00+14:01|02020-01-01T00:00:00Z|2020-01-01|٢020-01-01T00:00:00Z|2020-01-01T00:00:00.Z',
  ],
  date: ['2020-02-29|2020-01-01Z|2020-01-01+02:00', '2020-02-30|2020-1-1|20200101'],
  time: ['24:00:00|00:00:00.5Z|12:00:00+05:30', '24:00:01|12:00|25:00:00'],
  gYearMonth: ['2020-12|-2020-01Z', '2020-13|0000-01|2020'],
  gYear: ['2020|-0001', '0000|20|02020'],
  gMonthDay: ['--02-29|--12-31Z', '--02-30|--04-31|12-31'],
  gDay: ['---31|---01Z', '---32|---00|31'],
  gMonth: ['--12|--01Z', '--13|--00|12'],
  duration: ['P1Y|PT1.5S|-P1DT2H|P0D', 'P|PT|P1DT|1Y|P-1Y|P1S|PT1.S'],
  language: ['en|en-US|i-klingon|a-12345678-x', 'en_US|abcdefghi|a-123456789|-en|en-|1a||é'],
  decimal: ['1.|.1|+1.5|-0|00.10', '.|1e3|INF|NaN||1,5|+-1'],
  integer: ['+1|-0|007|123456789012345678901234567890', '1.|+||0x1|١'],
  byte: ['-128|127|+007', '-129|128|1.0'],
  unsignedLong: ['18446744073709551615|+0|-0', '18446744073709551616|-1'],
  negativeInteger: [`-1|-${'9'.repeat(60)}`, `0|-0|${'9'.repeat(60)}`],
  positiveInteger: [`1|${'9'.repeat(60)}`, '0|-1'],
  double: ['1E-5|INF|-INF|NaN|.5e+3', '+INF|1e|e5|inf'],
  boolean: ['true|0', 'TRUE|yes|'],
  NCName: ['a|_b|é.1-·', 'a:b|1a|-a|'],
  Name: [':a|a:b', '1a|'],
  NMTOKEN: ['1a|-|a:b', 'a b|'],
  NMTOKENS: ['a b| 1 ', '|a,b'],
  ENTITY: ['', 'a|'],
  hexBinary: ['|0aFF', '0|0g'],
  base64Binary: ['|YQ==|Y Q = =|YWI=|ABcd', 'YQ=|YR==|YWJ=|Y|Q==|=Y=='],
  anyURI: [
    "|http://a.example:80/b?c=d#e|mailto:a@b|//a|///|a b|é|%41|http://[::1]:8/|#[|*'()|http://a:/|http://u:p@h|{}|urn:a:b:c",
    ':a|1a:b|%|%4g|http://[::1|http://[::1]x|?[|#a#b|http://u@h@i|http://a:b|[',
  ],
}

describe('the types of XSD 1.0', () => {
  for (const [type, [taken, refused]] of Object.entries(cases) as [BuiltInName, [string, string]][]) {
    const answers = (values: string) => values.split('|').filter((value) => takes(type, treated(type, value)))
    test(`${type} takes what belongs to it`, () => {
      if (taken !== '') assert.deepEqual(answers(taken), taken.split('|'))
    })
    test(`${type} refuses what doesn’t`, () => assert.deepEqual(answers(refused), []))
  }

  test('treat white space as each of them says, and no-break spaces never', () => {
    assert.equal(treated('string', ' a\n'), ' a\n')
    assert.equal(treated('normalizedString', ' a\n'), ' a ')
    assert.equal(treated('token', ' a \t b\n'), 'a b')
    assert.equal(treated('token', '\u00a0a'), '\u00a0a')
  })

  test('know what narrows what', () => {
    assert.ok(restricts('byte', 'decimal') && restricts('ID', 'string') && restricts('string', 'string'))
    assert.ok(
      !restricts('decimal', 'integer') && !restricts('NMTOKENS', 'string') && !restricts('anyURI', 'string'),
    )
  })

  test('answer for values of many megabytes', () => {
    const longest = 4_000_000
    assert.equal(takes('anyURI', 'a/'.repeat(longest / 2)), true)
    assert.equal(takes('language', 'en'.padEnd(longest, '-a')), false)
    assert.equal(takes('dateTime', '1'.repeat(longest)), false)
    assert.equal(takes('base64Binary', 'AAAA'.repeat(longest / 4)), true)
  })
})
