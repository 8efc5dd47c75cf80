import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { areaStates, edgeOf, patternOf, signOf } from './mark.ts'

describe('the mark of an area', () => {
  test('says every state without its colour: no two have the same pattern and sign', () => {
    const looks = areaStates.map(
      (state) => `${patternOf({ state, said: '' })} ${signOf({ state, said: '' })}`,
    )
    assert.equal(new Set(looks).size, areaStates.length)
  })

  test('says what holds in a part by its gravity', () => {
    const part = { state: 'partly', said: '' } as const
    assert.equal(patternOf({ ...part, gravity: 'advisory' }), 'half-advisory')
    assert.equal(patternOf({ ...part, gravity: 'danger' }), 'half-danger')
    assert.equal(edgeOf({ ...part, gravity: 'advisory' }), 'advisory')
  })

  test('shows the level’s letter beside its sign, and nothing where nothing is in force', () => {
    assert.equal(signOf({ state: 'danger', letter: 'R', said: '' }), '▲ R')
    assert.equal(signOf({ state: 'nothing', letter: 'R', said: '' }), '')
  })
})
