import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, type Area, type AreaCode } from '#areas'
import { findPlaces } from '../place/places-in-text.ts'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import { hoursAhead, offsetAt } from './clocks.ts'
import { claimsGround, readClaims } from './read-claims.ts'

const region = (code: string, ru: string): Area => ({
  ...{ code: code as AreaCode, kind: 'region', parent: null },
  names: { ru },
})
const built = buildHierarchy([
  region('RU-SAM', 'Самарская область'),
  region('RU-TUL', 'Тульская область'),
  region('UA-09', 'Луганская область'),
  region('UA-74', 'Черниговская область'),
])
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)

/** The hours of the first claim, in UTC, of a text of the evening of 14 January 2026. */
function hours(text: string): string | null {
  const words = wordsOf(text)
  const places = findPlaces(words, gazetteer, [], new Set())
  const saidAt = '2026-01-14T18:00:00Z'
  const ground = claimsGround(text, words, places, languageOf(words, text), saidAt, gazetteer.hierarchy)
  const by = { speaker: 'X', role: 'governor', stance: 'asserts', form: 'reported' } as const
  const when = readClaims(ground, { start: 0, end: text.length }, by)[0]?.when
  if (when === undefined || when === null || when.from === null || when.to === null) return null
  return when.from === when.to
    ? when.from.slice(11, 16)
    : `${when.from.slice(11, 16)}–${when.to.slice(11, 16)}`
}

describe('the clock that a time is told by', () => {
  for (const [text, expected] of [
    ['A drone was shot down at 12:00 GMT.', '12:00'],
    ['A drone was shot down at 12:00 CET.', '11:00'],
    ['A tornado damaged ten houses at 8 a.m. Eastern on Wednesday.', '13:00'],
    ['The quake struck at 6:30 a.m. Alaska time.', '15:30'],
    ['A drone was shot down at 12:00 UTC+5.', '07:00'],
    ['Толчки ощущались в 02:51 по камчатскому времени, пострадали двое.', '14:51'],
    ['В 06:40 по екатеринбургскому времени сбит беспилотник.', '01:40'],
    ['О 12:00 за польським часом збито безпілотник.', '11:00'],
    ['О 12:00 збито безпілотник.', '10:00'],
  ] as const)
    test(`is the one that is named: ${text}`, () => assert.equal(hours(text), expected))

  test('is that of the place where the time is said to be local', () => {
    assert.equal(hours('В Самарской области в 12:00 по местному времени сбит беспилотник.'), '08:00')
    assert.equal(hours('В 12:00 по местному времени сбит беспилотник.'), null)
  })
  test('may be the region’s or Moscow’s where nobody says which, and the time is a range', () => {
    assert.equal(hours('В Самарской области в 12:00 сбит беспилотник.'), '08:00–09:00')
    assert.equal(hours('В Тульской области в 12:00 сбит беспилотник.'), '09:00')
    assert.equal(hours('В Луганской области в 12:00 сбит беспилотник.'), '09:00–10:00')
    assert.equal(hours('В Черниговской области в 12:00 сбит беспилотник.'), '10:00')
  })
  test('is no compass point of what comes after it', () => {
    assert.equal(hours('At 12:00 Eastern Ukraine was attacked by drones.'), null)
  })
  test('knows summer, and what was another law before', () => {
    assert.deepEqual(hoursAhead('Europe/Kiev'), [2, 3])
    assert.deepEqual(hoursAhead('UTC'), [0])
    const hour = 3_600_000
    assert.equal(offsetAt('Europe/Moscow', Date.UTC(2013, 5, 1), 0), 4 * hour)
    assert.equal(offsetAt('Europe/Moscow', Date.UTC(2025, 5, 1), 0), 3 * hour)
    assert.equal(offsetAt('-03:00', 0, 0), -3 * hour)
    assert.equal(offsetAt('unknown', 0, 5), 5)
  })
})

test('an hour is one where only the end of the span says so', () => {
  assert.equal(hours('Drones were shot down between 2 and 3 a.m. GMT.'), '02:00–03:00')
  assert.equal(hours('В Тульской области с 2 до 5 утра сбиты три беспилотника.'), '23:00–02:00')
})
