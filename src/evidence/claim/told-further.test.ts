import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, type Area, type AreaCode } from '#areas'
import { findPlaces } from '../place/places-in-text.ts'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import type { SaidBy } from './certainty.ts'
import type { Claim } from './claim.ts'
import { claimsGround, readClaims } from './read-claims.ts'

const area = (code: string, kind: Area['kind'], parent: string | null, uk: string, en: string): Area => ({
  ...{ code: code as AreaCode, kind, parent: parent as AreaCode | null },
  names: { uk, en },
})
const built = buildHierarchy([
  area('UA', 'country', null, 'Україна', 'Ukraine'),
  area('l', 'region', 'UA', 'Львівська область', 'Lviv Oblast'),
  area('s', 'settlement', 'l', 'Садове', 'Sadove'),
])
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)
const governor: SaidBy = { speaker: 'X', role: 'governor', stance: 'asserts', form: 'reported' }

/** What is said after a first sentence that a governor has said. */
function claims(first: string, second = '', by: Partial<SaidBy> = {}): Claim[] {
  const text = `${first} ${second}`.trim()
  const words = wordsOf(text)
  const places = findPlaces(words, gazetteer, [], new Set())
  const ground = claimsGround(text, words, places, languageOf(words, text), null, gazetteer.hierarchy)
  const before = readClaims(
    ground,
    { start: 0, end: first.length },
    second === '' ? { ...governor, ...by } : governor,
  )
  if (second === '') return before
  return readClaims(ground, { start: first.length + 1, end: text.length }, { ...governor, ...by }, before)
}
const say = ({ event, happened, quantities, places }: Claim) =>
  [
    `${happened === 'no' ? 'no ' : ''}${event}`,
    ...quantities.map(({ value, unit }) => `${value} ${unit}`),
    ...places.map(({ text, basis }) => `${basis === 'named' ? 'at' : basis} ${text}`),
  ].join(' · ')

describe('what follows a claim', () => {
  for (const [first, second, by, ...expected] of [
    [
      'Ten drones were shot down over Taganrog.',
      'The mayor put the number over the city at fourteen.',
      {},
      'interception · 14 drones · carried Taganrog',
    ],
    [
      'Some 36,700 families in Izmail were left without electricity.',
      'The company had power back for 21,000 of them.',
      {},
      'no outage · 21000 households · carried Izmail',
    ],
    ['A missile struck a house in Sadove.', 'Sirens were sounding.', {}, 'siren · carried Sadove'],
    [
      'A missile struck a house in Sadove.',
      'The ministry would not comment.',
      { stance: 'declines' },
      'strike · carried Sadove',
    ],
    [
      'A missile struck a house in Sadove.',
      'This is a lie.',
      { stance: 'denies' },
      'no strike · carried Sadove',
    ],
    [
      'A missile struck a house in Sadove.',
      'How many drones got through, nobody would tell.',
      { stance: 'declines' },
      'strike · carried Sadove',
    ],
  ] as const)
    test(`is of the same: ${second}`, () => assert.deepEqual(claims(first, second, by).map(say), expected))

  test('is not where a governor spoke, if an air force tells of its country', () => {
    const by = { speaker: 'Ukrainian Air Force', role: null }
    assert.deepEqual(
      claims('Two people were hurt in Izium.', 'Ukrainian air defence shot down 57 drones.', by).map(say),
      ['interception · 57 drones · office Ukrainian'],
    )
  })
})

describe('where it was', () => {
  for (const [text, ...expected] of [
    ['За словами мера Андрія Садового, збито дрон.', 'interception · 1 drones'],
    ['По всій Україні оголошено тривогу.', 'alert · at Україні'],
    ['Украинские войска по подстанциям не стреляли.', 'no strike'],
    ['Поранено п’ятеро, уточнила поліція області.', 'casualties · 5 injured'],
    [
      'Drones were seen near the South Ukraine Nuclear Power Plant.',
      'statement · at South Ukraine Nuclear Power Plant',
    ],
  ] as const)
    test(`is said: ${text}`, () => {
      const found = claims(text).map((claim) =>
        claim.event === 'statement' || claim.event === 'other'
          ? `statement · at ${claim.place?.text}`
          : say(claim),
      )
      assert.deepEqual(found, expected)
    })
})

describe('how many', () => {
  for (const [text, ...expected] of [
    ['Residents heard seven or eight blasts.', 'other · 7 explosions · 8 explosions'],
    [
      'Between 60 and 70 missiles leave the plant every month.',
      'production · 60 missiles per month · 70 missiles per month',
    ],
    ['Десятьма дронами ворог атакував село.', 'strike · 10 drones'],
    ['Families have to leave nine villages.', 'evacuation · 9 villages'],
    ['Ships had sunk an unmanned boat.', 'interception · 1 unmanned boats'],
  ] as const)
    test(`is said: ${text}`, () => assert.deepEqual(claims(text).map(say), expected))
})

describe('what is no place and no harm', () => {
  for (const [first, second, expected] of [
    [
      'Drones were shot down in Izmail.',
      'People should hide, two were wounded.',
      'casualties · 2 injured · carried Izmail',
    ],
    ['Not one resident has suffered.', '', 'no casualties · 0 injured'],
    ['Not one building was damaged.', '', 'no damage'],
    ['Both missiles were shot down.', '', 'interception · 2 missiles'],
    ['31 дрон влучив у 14 локацій.', '', 'strike · 31 drones · 14 locations'],
    [
      'Damaged were 3 high-rise buildings and a gas pipeline.',
      '',
      'damage · 3 high-rise buildings · 1 gas pipelines',
    ],
    [
      'Two people were hurt in Izmail.',
      'An hour later he made it seven.',
      'casualties · 7 injured · carried Izmail',
    ],
  ] as const)
    test(`${first} ${second}`.trim(), () => assert.equal(say(claims(first, second)[0]!), expected))
})
