import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy } from '#areas'
import { findPlaces } from '../place/places-in-text.ts'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import type { SaidBy } from './certainty.ts'
import { claimsGround, readClaims } from './read-claims.ts'

const built = buildHierarchy([])
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)
const governor: SaidBy = { speaker: 'X', role: 'governor', stance: 'asserts', form: 'reported' }

function claims(text: string, by: SaidBy = governor) {
  const words = wordsOf(text)
  const places = findPlaces(words, gazetteer, [], new Set())
  const ground = claimsGround(text, words, places, languageOf(words, text), null, gazetteer.hierarchy)
  return readClaims(ground, { start: 0, end: text.length }, by)
}
const places = (text: string) => claims(text).map(({ event, place }) => `${event} ${place?.text ?? '–'}`)
const times = (text: string) => claims(text).map(({ event, when }) => `${event} ${when?.text ?? '–'}`)
const counts = (text: string) =>
  claims(text).flatMap(({ quantities }) =>
    quantities.map(({ value, unit, bound }) => `${bound} ${value} ${unit}`),
  )

describe('where it was', () => {
  for (const [text, ...expected] of [
    ['Missiles fired from bombers over the Caspian Sea hit a power plant near Burshtyn.', 'strike Burshtyn'],
    ['About 30 ballistic missiles were launched at Haifa.', 'strike Haifa'],
    ['Officials deny that the Engels air base was hit.', 'strike Engels air base'],
    ['A quake of magnitude 5.8 struck 40 km southwest of Malatya.', 'other Malatya'],
    ['More than 8,000 people were evacuated from La Ronge.', 'evacuation La Ronge'],
  ] as const)
    test(`is neither where it came from nor what it passed: ${text}`, () =>
      assert.deepEqual(places(text).slice(-expected.length), expected))
})

describe('when it was', () => {
  test('is said once for a blow and what it did', () =>
    assert.deepEqual(times('Ten people were killed when a missile hit a market on Wednesday.'), [
      'casualties on Wednesday',
      'strike on Wednesday',
    ]))
  test('is no year of birth and no measure', () => {
    assert.deepEqual(times('Погиб мужчина 1961 года рождения.'), ['casualties –'])
    assert.deepEqual(times('Radiation levels were normal at 0.12 microsieverts per hour.'), ['radiation –'])
  })
})

describe('how many', () => {
  for (const [text, ...expected] of [
    ['A 6.1-magnitude earthquake was recorded.', 'exactly 6.1 magnitude'],
    ['Буревій повалив понад два десятки дерев.', 'at-least 20 trees'],
    ['A couple of drones were shot down.', 'about 2 drones'],
    ['Shelling killed a couple.', 'exactly 2 killed'],
    ['The strikes cut 1,200 MW of capacity.', 'exactly 1200 megawatts'],
    ['An avalanche buried six climbers, three of whom died.', 'exactly 6 trapped', 'exactly 3 killed'],
    ['The site was damaged and 12 rescuers were working.'],
  ] as const)
    test(`is what is counted: ${text}`, () => assert.deepEqual(counts(text), expected))
})

test('a denial goes as far as its “but”', () => {
  const by: SaidBy = { ...governor, stance: 'denies', verb: 'denied' }
  assert.deepEqual(
    claims('the plant was hit, but two windows were broken', by).map(({ event, happened }) => [
      event,
      happened,
    ]),
    [
      ['strike', 'no'],
      ['damage', 'yes'],
    ],
  )
})

describe('how sure it is', () => {
  const own: SaidBy = { speaker: null, role: null, stance: 'asserts', form: 'own' }
  test('is confirmed where a body that only measures recorded it', () => {
    const [quake] = claims('The Geological Survey recorded a magnitude 5.1 earthquake near Almaty.', own)
    assert.equal(quake?.certainty, 'confirmed')
  })
  test('is a rumour where whoever says it asked not to be named; “who” is no World Health Organization', () => {
    const by: SaidBy = { ...governor, speaker: null, role: 'doctor' }
    const [one] = claims('a doctor, asking for anonymity, confirmed that two people were killed', by)
    assert.equal(one?.certainty, 'rumour')
    const [other] = claims('Two people were killed.', { ...by, role: 'a man who saw it' })
    assert.equal(other?.certainty, 'claimed')
  })
})
