import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { shippedLadders, threatCatalogue, type Threat } from '#threats'
import { chosenWith, keysFor, laddersFor, threatChoices } from './choices.ts'
import { meantBy } from './keys.ts'

const lipetsk = shippedLadders.find(({ id }) => id === 'lipetsk')!
const ukraine = shippedLadders.find(({ id }) => id === 'ukraine')!
const said = (language: string) => (threat: Threat) => threat.names[language as 'en'] ?? threat.id
const choices = (language: string, other = 'o') =>
  threatChoices(threatCatalogue, lipetsk, said(language), other)
const meant = (language: string, key: string, code = '') =>
  meantBy(choices(language).first, { key, code })?.id

describe('threats to choose from', () => {
  test('begin with those of the authority’s own ladder', () => {
    assert.equal(choices('en').first[0]?.value.id, 'drone')
    const own = threatChoices(threatCatalogue, ukraine, said('en'), 'o').first.map(({ value }) => value.id)
    assert.deepEqual(own.slice(0, 3), ['air-raid', 'drone', 'aircraft'])
  })
  test('are all there, each once, in front or in the list', () => {
    const { first, others } = choices('uk')
    const ids = [...first.map(({ value }) => value.id), ...others.map(({ id }) => id)]
    assert.deepEqual(ids.toSorted(), threatCatalogue.map(({ id }) => id).toSorted())
  })
  test('have different letters in each language, none of them that of the list', () => {
    for (const language of ['en', 'uk', 'ru']) {
      const keys = choices(language, 'і').first.map(({ key }) => key)
      assert.equal(new Set(keys).size, keys.length, keys.join())
      assert.ok(!keys.includes('і') && !keys.includes(''))
    }
  })
  test('have no letter where none is left', () => {
    assert.deepEqual(keysFor(['aa', 'a', 'ab'], []), ['a', '', 'b'])
  })
})

describe('a letter', () => {
  test('is the one that is shown', () => {
    assert.equal(meant('en', 'd', 'KeyD'), 'drone')
    assert.equal(meant('en', 'C', 'KeyC'), 'cruise-missile')
    assert.equal(meant('ru', 'д', 'KeyL'), 'drone')
  })
  test('on a keyboard of another script is the key where the Latin letter lies', () => {
    assert.equal(meant('en', 'в', 'KeyD'), 'drone')
    assert.equal(meant('ru', 'd', 'KeyD'), 'drone')
  })
  test('of the shown script that stands for nothing means nothing, wherever it lies', () => {
    assert.equal(meant('ru', 'ъ', 'KeyD'), undefined)
    assert.equal(meant('en', 'z', 'KeyZ'), undefined)
    assert.equal(meant('en', 'Enter', 'Enter'), undefined)
  })
})

describe('a ladder', () => {
  test('is the authority’s own where it has words for the threat, else one that serves any danger', () => {
    assert.equal(laddersFor('drone', shippedLadders, 'lipetsk')[0]?.id, 'lipetsk')
    assert.equal(laddersFor('flood', shippedLadders, 'lipetsk')[0]?.id, 'all-hazards')
  })
  test('that is left takes its level with it: the same word on another ladder is another level', () => {
    const now = { ladder: 'lipetsk', level: 'red' }
    assert.deepEqual(chosenWith(now, 'drone', shippedLadders, { own: 'lipetsk' }), {
      ...{ threat: 'drone', ladder: 'lipetsk', level: 'red' },
    })
    assert.deepEqual(chosenWith(now, 'flood', shippedLadders, { own: 'lipetsk' }), {
      ...{ threat: 'flood', ladder: 'all-hazards', level: null },
    })
  })
  test('with one step has it chosen; a level that it lacks is none', () => {
    const now = { ladder: null, level: null }
    const asked = { own: 'ukraine', level: 'red' }
    assert.equal(chosenWith(now, 'drone', shippedLadders, asked).level, 'alert')
    assert.equal(chosenWith(now, 'drone', shippedLadders, { own: 'lipetsk', level: 'purple' }).level, null)
  })
})
