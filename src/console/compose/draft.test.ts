import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { areasMeant, bodyOf, emptyDraft, fieldOf, isEmpty, pressed, type Where } from './draft.ts'
import { small } from '../../../test/support/small-country.ts'

const empty = emptyDraft('d1', 'drill')
const whole = { ...empty, threat: 'drone', ladder: 'lipetsk', level: 'red' }
const these = (...areas: string[]): Where => ({ kind: 'these', areas })

describe('a draft', () => {
  test('says what it lacks, in the order of the screen', () => {
    assert.deepEqual(bodyOf(empty, small), { is: 'lacking', lacks: ['threat', 'level', 'areas'] })
    assert.deepEqual(bodyOf({ ...whole, level: null }, small), { is: 'lacking', lacks: ['level', 'areas'] })
    assert.deepEqual(bodyOf(whole, small), { is: 'lacking', lacks: ['areas'] })
  })
  test('makes an order once it is whole; what was left to the authority is left out of it', () => {
    assert.deepEqual(bodyOf({ ...whole, where: these('a', 'b') }, small), {
      is: 'whole',
      body: { mode: 'drill', threat: 'drone', ladder: 'lipetsk', level: 'red', areas: ['a', 'b'] },
    })
  })
  test('gives words back to the phrase book where the hand-written ones were emptied', () => {
    const made = bodyOf(
      { ...whole, where: these('a'), texts: { en: { '90': 'Go in.', '360': ' ' }, ru: { '90': '' } } },
      small,
    )
    assert.deepEqual(made.is === 'whole' && made.body.texts, { en: { '90': 'Go in.' } })
  })
  test('of nothing is empty, of one choice not', () => {
    assert.ok(isEmpty(empty))
    assert.ok(!isEmpty({ ...empty, threat: 'drone' }))
  })
})

describe('all but some', () => {
  test('are the parts that remain', () => {
    assert.deepEqual(areasMeant({ kind: 'all-but', whole: 'region', areas: ['b'] }, small), ['a', 'c'])
  })
  test('are none where nothing is left', () => {
    assert.deepEqual(areasMeant({ kind: 'all-but', whole: 'region', areas: ['a', 'b', 'c'] }, small), [])
  })
})

describe('an area pressed on the map', () => {
  test('is chosen, and let go when it is pressed again', () => {
    const once = pressed(these(), 'a', small)
    assert.deepEqual(once, these('a'))
    assert.deepEqual(pressed(once, 'a', small), these())
  })
  test('within the whole region becomes its exception, and the region whole again after the last one', () => {
    const but = pressed(these('region'), 'b', small)
    assert.deepEqual(but, { kind: 'all-but', whole: 'region', areas: ['b'] })
    assert.deepEqual(pressed(but, 'b', small), these('region'))
  })
})

describe('a refusal', () => {
  test('is shown at the field that it is about', () => {
    const at = {
      'areas[3]': 'areas',
      threat: 'threat',
      ladder: 'level',
      level: 'level',
      renewForMinutes: 'until',
    }
    for (const [place, field] of Object.entries(at)) assert.equal(fieldOf(place), field)
    assert.equal(fieldOf('texts.en.90'), 'words')
    assert.equal(fieldOf('order.areas[0]'), 'areas')
  })
  test('about anything else is at no field', () => {
    assert.equal(fieldOf('channels[0]'), undefined)
    assert.equal(fieldOf(undefined), undefined)
  })
})
