import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, type Area } from '#areas'
import { suggestAreas } from './names.ts'

const pack = new URL('../../../packs/lipetsk/pack.json', import.meta.url)
const { areas } = JSON.parse(readFileSync(pack, 'utf8')) as { readonly areas: readonly Area[] }
const built = buildHierarchy(areas)
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)
const oblast = ['RU-LIP']
const districts = areas.filter(({ parent }) => parent === 'RU-LIP')
const named = (text: string, chosen: readonly string[] = []) =>
  suggestAreas(gazetteer, text, { within: oblast, chosen }).map(({ area }) => area.names['en'])

/** The fewest presses that choose it: letters, arrows down, Enter. */
function presses({ code, names }: Area, language: string): { readonly count: number; readonly by: string } {
  const name = (names[language] ?? '').toLowerCase()
  let best = { count: Number.POSITIVE_INFINITY, by: '' }
  for (let letters = 1; letters <= 4; letters++) {
    const typed = name.slice(0, letters)
    const at = suggestAreas(gazetteer, typed, { within: oblast, chosen: [] }).findIndex(
      ({ area }) => area.code === code,
    )
    if (at >= 0 && letters + at + 1 < best.count) best = { count: letters + at + 1, by: `${typed} ↓×${at} ⏎` }
  }
  return best
}

describe('typing a name', () => {
  test('takes at most five key presses for each of the twenty districts, in each language of the place', () => {
    assert.equal(districts.length, 20)
    for (const language of ['en', 'ru', 'uk'])
      for (const district of districts) {
        const { count, by } = presses(district, language)
        assert.ok(count <= 5, `${district.names['en']} takes ${count} in ${language}: ${by}`)
      }
  })
  test('means a part of the region before the region itself, which is a button of its own', () => {
    assert.deepEqual(named('lip'), ['Lipetsk', 'Lipetsky Municipal Okrug', 'Lipetsk Oblast'])
  })
  test('does not offer again what is chosen, nor what lies in it', () => {
    assert.equal(named('lip', ['gn:12666369'])[0], 'Lipetsky Municipal Okrug')
    assert.deepEqual(named('zad', ['RU-LIP']), [])
  })
  test('finds a name in another language, and with a slip of the pen, which it says', () => {
    assert.equal(named('задон')[0], 'Zadonsky District')
    const [first] = suggestAreas(gazetteer, 'Terbumsky', { within: oblast, chosen: [] })
    assert.equal(first?.area.code, 'gn:483542')
    assert.equal(first.match, 'resembles')
  })
  test('of one letter offers what begins with it; of nonsense nothing', () => {
    assert.deepEqual(named('z'), ['Zadonsky District'])
    assert.deepEqual(named('kh'), ['Khlevensky District'])
    assert.deepEqual(named('qqqqq'), [])
  })
  test('offers nothing outside of what the authority may warn', () => {
    assert.deepEqual(named('russ'), [])
  })
})
