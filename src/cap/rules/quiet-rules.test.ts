import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { whyNoUri } from './addresses.ts'
import { bytesOfBase64, measureBase64 } from './base-64.ts'
import { isKnownLanguage, isLanguageTag, isOtherScript } from './language-tags.ts'
import { mayHintAtTest, saysReal, saysTest } from './mode-words.ts'
import { sha1 } from './sha-1.ts'

describe('an address', () => {
  const good = [
    'https://example.org',
    'http://user:word@example.org:8080/a/b;c?d=e&f=%20#g',
    'https://[2001:db8::1]/map.png',
    'ftp://example.org/file',
    'urn:oid:2.49.0.1.840.0',
    'mailto:duty@example.org',
    'map.png',
    '../maps/1.png?size=2',
    '//example.org/x',
    'https://пример.рф/карта',
    'cid:part1@example.org',
  ]
  for (const text of good) test(`may be ${text}`, () => assert.equal(whyNoUri(text), undefined))

  const bad = [
    'https://example.org/a b',
    'http://',
    'http:///path',
    'http:example.org',
    'https://example.org/100%',
    'https://example.org/#a#b',
    'https://example.org:80a/',
    '<https://example.org>',
    '1a:b',
    '',
  ]
  for (const text of bad) test(`may not be “${text}”`, () => assert.ok(whyNoUri(text)))
})

describe('a language tag', () => {
  for (const tag of [
    'en',
    'en-US',
    'EN-us',
    'uk',
    'zh-Hant-TW',
    'sr-Latn',
    'es-419',
    'i-navajo',
    'x-mine',
    'haw',
  ])
    test(`may be ${tag}`, () => assert.ok(isLanguageTag(tag) && isKnownLanguage(tag)))

  for (const tag of ['en_US', 'en-', '-en', 'en US', 'русский', 'abcdefghi', '1en'])
    test(`may not be “${tag}”`, () => assert.ok(!isLanguageTag(tag)))

  for (const tag of ['sp', 'gb', 'cz', 'jp', 'english', 'cn', 'i', 'x'])
    test(`of the right form may still name no language: ${tag}`, () => assert.ok(!isKnownLanguage(tag)))
})

describe('the letters of a text', () => {
  const russian = 'Угроза атаки беспилотников, пройдите в укрытие'
  const english = 'Drones are coming, take shelter at once'

  test('fit the language, or don’t', () => {
    assert.equal(isOtherScript(russian, 'ru'), false)
    assert.equal(isOtherScript(russian, undefined), true)
    assert.equal(isOtherScript(english, undefined), false)
    assert.equal(isOtherScript(english, 'uk-UA'), true)
    assert.equal(isOtherScript('台風が近づいています。高い所へ避難してください。', 'ja'), false)
    assert.equal(isOtherScript('台風が近づいています。高い所へ避難してください。', 'en-US'), true)
  })

  test('can’t be told where there are few, where they are mixed, or where the tag names its script', () => {
    assert.equal(isOtherScript('Тревога', 'en'), false)
    assert.equal(isOtherScript(`${russian} / ${english}`, 'en'), false)
    assert.equal(isOtherScript(english, 'ru-Latn'), false)
    assert.equal(isOtherScript(russian, 'sr'), false)
  })
})

describe('a headline', () => {
  const tests = [
    'TEST',
    'TEST: siren test on Monday',
    '[EXERCISE] Tsunami',
    '*** Drill *** flooding',
    'Test message from the county',
    'This is only a test of the warning system',
    'Required Weekly Test',
    'Übung - Hochwasser',
    'Probealarm am Donnerstag',
    'EXERCICE. Accident industriel',
    'Simulacro: evacuación',
    'Навчальна тривога у Києві',
    'ТЕСТ: перевірка',
    'Учебная тревога в Липецке',
    'Внимание! Это только учения',
    'これは訓練です。津波警報',
  ]
  for (const text of tests) test(`says that it is a test: ${text}`, () => assert.ok(saysTest(text)))

  const real = [
    'Exercise caution on wet roads',
    'Test results: water is safe again',
    'Drill pipe accident at the harbour',
    'Nuclear test detected in the north',
    'COVID-19 testing site closed by flooding',
    'Protests in the centre: avoid the area',
    'This is not a drill: ballistic missile threat',
    'Dies ist keine Übung: Hochwasser',
    'Внимание: это не учения',
    'Тестомеханический завод горит',
    'Earthquake 6.1 near Attest',
  ]
  for (const text of real)
    test(`does not say that it is a test: ${text}`, () => assert.equal(saysTest(text), undefined))

  test('can say that it is no test', () => {
    assert.equal(saysReal('BALLISTIC MISSILE THREAT. THIS IS NOT A DRILL.'), 'NOT A DRILL')
    assert.equal(saysReal('This is a drill'), undefined)
  })

  test('in a language whose words aren’t known here may hint at anything', () => {
    assert.equal(mayHintAtTest('Tsunami warning', 'en'), false)
    assert.equal(mayHintAtTest('Tsunami exercise', 'en'), true)
    assert.equal(mayHintAtTest('Tsunami', 'sm'), true)
  })
})

describe('base 64', () => {
  test('is measured without being decoded, line breaks and all', () => {
    assert.deepEqual(measureBase64('aGVs\n  bG8=\n'), { size: 5, why: undefined })
    assert.deepEqual(Buffer.from(bytesOfBase64('aGVs\n  bG8=\n')).toString(), 'hello')
  })

  for (const text of [
    '',
    '=',
    'aGVsbG8',
    'aGVsbG8==',
    'aGVs-_8=',
    'aGVsbG8=aGVs',
    'aGVsbG8====',
    'a===',
    'hello!',
  ])
    test(`is not “${text}”`, () => assert.ok(measureBase64(text).why))
})

describe('SHA-1', () => {
  const samples = [
    ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '84983e441c3bd26ebaae4aa1f95129e5e54670f1'],
    ['a'.repeat(1_000_000), '34aa973cd4c4daa4f61eeb2bdbad27316534016f'],
  ] as const
  for (const [text, digest] of samples)
    test(`of ${text.length} characters is that of FIPS 180`, () =>
      assert.equal(sha1(new TextEncoder().encode(text)), digest))
})
