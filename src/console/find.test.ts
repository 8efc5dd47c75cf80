import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { found, scoreOf } from './find.ts'

const named = (...names: string[]) => ({ names })

describe('finding by name', () => {
  test('goes by the beginnings of words, in any order', () => {
    assert.ok(scoreOf('dist zad', 'Zadonsky District') > 0)
    assert.equal(scoreOf('donsky zzz', 'Zadonsky District'), 0)
  })
  test('looks at neither case nor accents, in any script', () => {
    assert.ok(scoreOf('ЛИПЕЦК', 'Липецкая область') > 0)
    assert.ok(scoreOf('ии', 'Йй') > 0)
    assert.ok(scoreOf('tolstoi', 'Lev-Tolstoï') > 0)
  })
  test('puts what is called exactly so before what only holds it', () => {
    const all = [named('New Lipetsk'), named('Lipetsky'), named('Lipetsk')]
    assert.deepEqual(
      found('lipetsk', all, 9).map(({ names }) => names[0]),
      ['Lipetsk', 'Lipetsky', 'New Lipetsk'],
    )
  })
  test('finds by a name in another language, once', () => {
    assert.equal(found('задонск', [named('Zadonsk', 'Задонск', 'Задонський')], 9).length, 1)
  })
  test('gives everything for nothing typed, as it came, and no more than asked', () => {
    const all = [named('b'), named('a'), named('c')]
    assert.deepEqual(
      found(' ', all, 2).map(({ names }) => names[0]),
      ['b', 'a'],
    )
  })
})
