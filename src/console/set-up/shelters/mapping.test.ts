import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Finding } from './answers.ts'
import {
  joined,
  placeKind,
  ruleAfter,
  ruleFrom,
  ruleWithWord,
  unknownWords,
  withName,
  withPart,
  withPlace,
} from './mapping.ts'

describe('a rule of a mapping', () => {
  test('is the bare name of a field where nothing more is said', () => {
    assert.equal(ruleFrom(['title'], undefined), 'title')
    assert.equal(ruleFrom([], 'title'), undefined)
    assert.equal(ruleAfter({ from: 'info', after: 'Places' }, ''), 'info')
  })
  test('puts several fields one after the other, or takes the first that is not empty', () => {
    const both = ruleFrom(['street', 'town'], 'street')!
    assert.deepEqual(both, { from: ['street', 'town'], join: ', ' })
    const first = joined(both, 'first-filled')
    assert.deepEqual(first, { from: ['street', 'town'] })
    assert.deepEqual(ruleFrom(['street', 'town', 'zip'], first), { from: ['street', 'town', 'zip'] })
    assert.deepEqual(joined(first, 'joined'), both)
    assert.equal(ruleFrom(['street'], both), 'street')
  })
  test('keeps its words while its field stays, and forgets them with another', () => {
    const rule = ruleWithWord('kind', 'Bunker', 'civil-defence')
    assert.deepEqual(rule, { from: 'kind', words: { Bunker: 'civil-defence' } })
    assert.deepEqual(ruleFrom(['kind'], rule), rule)
    assert.equal(ruleFrom(['type'], rule), 'type')
    assert.deepEqual(ruleWithWord(rule, 'Bunker', undefined), { from: 'kind', words: {} })
  })
  test('reads what stands after a word', () => {
    assert.deepEqual(ruleAfter('info', 'Місткість'), { from: 'info', after: 'Місткість' })
    assert.deepEqual(ruleAfter({ always: 50 }, 'x'), { always: 50 })
  })
})

describe('a mapping', () => {
  test('loses what is taken from it whole', () => {
    assert.deepEqual(withPart({ id: 'a', note: 'b' }, 'note', undefined), { id: 'a' })
    const named = withName({ point: 'geometry' }, 'uk', 'назва')
    assert.deepEqual(named, { point: 'geometry', names: { uk: 'назва' } })
    assert.deepEqual(withName(named, 'uk', undefined), { point: 'geometry' })
  })
  test('says where a shelter is in one way only', () => {
    const two = withPlace({ point: 'geometry', id: 'a' }, 'two', ['x', 'y'])
    assert.deepEqual(two, { id: 'a', lon: 'x', lat: 'x' })
    assert.equal(placeKind(two), 'two')
    assert.deepEqual(withPlace(two, 'one', ['x']), { id: 'a', point: { from: 'x', order: 'lat-lon' } })
    assert.equal(placeKind(withPlace(two, 'none', [])), 'none')
  })
  test('asks for the words that nobody has explained, the most frequent first', () => {
    const finding = (code: string, was: string, field = 'kind'): Finding => ({
      ...{ row: 1, code, effect: 'doubted', field, was },
    })
    const long = 'x'.repeat(80)
    const all = [
      finding('type-unknown', 'T'),
      finding('type-unknown', 'U'),
      finding('type-unknown', 'U'),
      finding('word-unknown', long),
      finding('white-space', 'V'),
      finding('word-unknown', 'W', 'other'),
    ]
    // What was cut is known by its beginning.
    assert.deepEqual(unknownWords(all, ['kind']), ['U', 'T', `${long}*`])
  })
})
