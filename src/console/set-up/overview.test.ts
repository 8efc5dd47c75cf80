import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { MapArea, SirenView } from '../duty.ts'
import { findingsOf, uncovered, within, type Known } from './overview.ts'
import { partOf, placeOf, rolesWith } from './parts.ts'

const area = (code: string, parent: string | null, more: Partial<MapArea> = {}): [string, MapArea] => [
  code,
  {
    ...{ code, parent, kind: 'district', names: { en: code }, centre: null },
    ...{ population: null, shape: 'surveyed' },
    ...more,
  },
]
const areas = new Map([
  area('land', null),
  area('region', 'land'),
  area('north', 'region'),
  area('south', 'region', { shape: 'approximate' }),
  area('village', 'south', { kind: 'settlement', shape: 'none' }),
  area('abroad', 'land', { shape: 'none' }),
])
const siren = (at: string, more: Partial<SirenView> = {}): SirenView => ({
  ...{ id: at, name: at, area: at, operator: 'o', kind: 'signed', modes: ['drill'], position: null },
  ...{ authenticity: 'signed', status: 'passed', batteryPercent: null, faults: [] },
  lastHeard: '2026-01-01T00:00:00.000Z',
  ...more,
})
const known: Known = {
  ...{ authorities: [], ladders: undefined, phrases: undefined, areas, own: ['region'] },
  ...{ sirens: [], channels: [], people: undefined, peopleNeeded: 2 },
}
const said = (more: Partial<Known>) => findingsOf({ ...known, ...more }).map((one) => one.says)

describe('what lies in the authority’s areas', () => {
  test('is all below them, and not what is elsewhere', () => {
    assert.deepEqual(
      within(areas, ['region']).map(({ code }) => code),
      ['north', 'south', 'village'],
    )
  })
  test('is the area itself where it has no parts', () => {
    assert.deepEqual(
      within(areas, ['north']).map(({ code }) => code),
      ['north'],
    )
  })
  test('has a siren where one stands in it, below it, or for all around it', () => {
    assert.deepEqual(uncovered(areas, ['region'], []), ['north', 'south'])
    assert.deepEqual(uncovered(areas, ['region'], [siren('village')]), ['north'])
    assert.deepEqual(uncovered(areas, ['region'], [siren('region')]), [])
    assert.deepEqual(uncovered(areas, ['region'], [siren('abroad')]), ['north', 'south'])
  })
})

describe('the overview', () => {
  test('begins with what is missing', () => {
    const order = ['missing', 'watch', 'good']
    const found = findingsOf({ ...known, sirens: [siren('north')] }).map(({ standing }) =>
      order.indexOf(standing),
    )
    assert.deepEqual(
      found,
      found.toSorted((a, b) => a - b),
    )
  })
  test('tells sirens that were never heard from those that fell silent', () => {
    const sirens = [
      siren('north', { lastHeard: null, status: 'unknown' }),
      siren('south', { status: 'silent' }),
    ]
    assert.ok(said({ sirens }).includes('sirensUnheard'))
    assert.ok(said({ sirens }).includes('sirensTrouble'))
    assert.ok(!said({ sirens }).includes('sirensGood'))
    assert.ok(said({ sirens: [siren('region')] }).includes('sirensGood'))
    assert.ok(said({}).includes('noSirens'))
  })
  test('counts administrators and approvers who are people and active', () => {
    const person = (actions: readonly string[], state: 'active' | 'suspended' = 'active') => ({
      ...{ id: 'x', kind: 'human' as const, state, roles: [], actions },
    })
    const governs = person(['people.manage'])
    assert.ok(said({ people: [governs] }).includes('oneAdministrator'))
    assert.ok(
      said({ people: [governs, person(['people.manage'], 'suspended')] }).includes('oneAdministrator'),
    )
    assert.ok(said({ people: [governs, governs] }).includes('noApprover'))
    assert.ok(!said({ people: [governs, person(['alert.approve'])] }).includes('noApprover'))
    assert.ok(!said({ people: [governs], peopleNeeded: 1 }).includes('noApprover'))
    assert.ok(said({}).includes('notTold'))
  })
  test('names languages that have no texts, lack some, or were reviewed by nobody', () => {
    const book = {
      ...{ phrases: {}, shipped: {}, overridden: [], missing: ['a'], fellBack: 'broken' },
      ...{ language: 'en', reviewed: { by: null, note: '' }, changedBy: null, changedAt: null },
    }
    const found = said({ phrases: { languages: ['en', 'he'], books: [book], slots: [] } })
    for (const one of ['textsFellBack', 'textsMissing', 'textsNotReviewed', 'textsNone'])
      assert.ok(found.includes(one as never), one)
  })
})

describe('the parts of the set-up', () => {
  test('are the overview where nobody knows the part', () => {
    assert.equal(partOf('nothing'), 'overview')
    assert.equal(partOf('texts'), 'texts')
  })
  test('name who may, never a program', () => {
    assert.deepEqual(rolesWith('texts.manage'), ['administrator'])
    assert.deepEqual(rolesWith('sirens.test'), ['officer', 'administrator'])
  })
  test('find the field that a refusal is about', () => {
    assert.equal(placeOf({ at: 'body.levels[0].names.uk' }), 'levels[0].names.uk')
    assert.equal(placeOf({ at: 'levels[0].names.uk' }), 'levels[0].names.uk')
    assert.equal(placeOf(undefined), '')
  })
})
