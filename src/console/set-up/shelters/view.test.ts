import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { KeptShelter, PlannedArea } from './answers.ts'
import { bodyOf, draftOf, editsOf } from './fields.ts'
import { qrPath } from './qr.ts'
import { anything, findable, groupsOf, inOrder, planInOrder, wantedOf } from './view.ts'

const shelter = (name: string, more: Partial<KeptShelter> = {}): KeptShelter => ({
  ...{ id: `shelter-${name}`, names: { en: name }, address: '', lon: 39.6, lat: 52.6, type: 'basement' },
  ...{ protects: [], capacity: null, wheelchair: 'unknown', pets: 'unknown', opening: { when: 'unknown' } },
  ...{ admits: 'unknown', use: 'in-use', note: '', photo: null, status: { state: 'unknown', last: null } },
  ...{ visibility: 'public', origin: null, edited: [], areas: [], ...more },
})
const nameOf = ({ names }: { readonly names: { readonly [language: string]: string } }) => names['en']!

describe('the list of shelters', () => {
  const all = [
    shelter('Drill shelter 10', { address: 'вул. Шевченка, 5' }),
    shelter('Drill shelter 2', { type: 'metro', visibility: 'hidden' }),
  ]
  test('is found in by words of names and addresses, in any order and case', () => {
    const named = (text: string) => wantedOf(findable(all), { ...anything, text }).map(nameOf)
    assert.deepEqual(named('ШЕВЧЕНКА вул'), ['Drill shelter 10'])
    assert.deepEqual(named(' '), ['Drill shelter 10', 'Drill shelter 2'])
    assert.deepEqual(named('nowhere'), [])
  })
  test('is filtered by all that is asked for at once', () => {
    const hidden = { ...anything, visibility: 'hidden' }
    assert.deepEqual(wantedOf(findable(all), hidden).map(nameOf), ['Drill shelter 2'])
    assert.deepEqual(wantedOf(findable(all), { ...hidden, type: 'basement' }), [])
  })
  test('has 2 before 10', () => {
    assert.deepEqual(inOrder(all, nameOf, 'en').map(nameOf), ['Drill shelter 2', 'Drill shelter 10'])
  })
})

describe('findings', () => {
  test('stand by what was found, what was refused first and what is frequent before what is rare', () => {
    const groups = groupsOf([
      { row: 1, code: 'decimal-comma', effect: 'mended' },
      { row: 2, code: 'repeat', effect: 'refused', other: 1 },
      { row: 3, code: 'no-place', effect: 'refused' },
      { row: 4, code: 'no-place', effect: 'refused' },
    ])
    assert.deepEqual(
      groups.map(({ code, findings }) => [code, findings.length]),
      [
        ['no-place', 2],
        ['repeat', 1],
        ['decimal-comma', 1],
      ],
    )
  })
})

describe('places per area', () => {
  test('are put in order, with what is not known last whichever way', () => {
    const area = (name: string, placesPer100People: number | null) =>
      ({
        names: { en: name },
        placesPer100People,
        beyond: { surfacePercent: null, people: null },
      }) as unknown as PlannedArea
    const areas = [area('b', null), area('a', 5), area('c', 1)]
    const by = (way: 'ascending' | 'descending') =>
      planInOrder(areas, { column: 'placesPer100People', way }, nameOf, 'en').map(nameOf)
    assert.deepEqual(by('ascending'), ['c', 'a', 'b'])
    assert.deepEqual(by('descending'), ['a', 'c', 'b'])
  })
})

describe('a shelter being written', () => {
  const before = shelter('Drill shelter 1', { capacity: { places: 50, bound: 'at-least' } })
  test('sends of one that is there only what was changed', () => {
    const draft = draftOf(before)
    assert.deepEqual(editsOf(draft, before), {})
    assert.deepEqual(editsOf({ ...draft, lat: '52,61', address: ' Drill street 1 ' }, before), {
      ...{ address: 'Drill street 1', lon: 39.6, lat: 52.61 },
    })
    assert.deepEqual(editsOf({ ...draft, places: '' }, before), { capacity: null })
    assert.deepEqual(editsOf({ ...draft, when: 'key', keyAt: 'school' }, before), {
      opening: { when: 'key', at: 'school' },
    })
  })
  test('is sent nowhere without its numbers', () => {
    for (const wrong of [{ lon: '' }, { lat: '91' }, { places: 'many' }])
      assert.equal(bodyOf({ ...draftOf(before), ...wrong }), undefined)
  })
})

describe('the QR code', () => {
  test('is one rectangle for neighbours, within its white border', () => {
    assert.equal(
      qrPath([
        [true, true, false],
        [false, false, true],
      ]),
      'M4 4h2v1h-2zM6 5h1v1h-1z',
    )
  })
})
