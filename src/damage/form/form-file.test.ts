import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { formYaml, readFormFile } from './form-yaml.node.ts'

const shipped = readFileSync(new URL('../../../packs/forms/damage-assessment.yaml', import.meta.url), 'utf8')
const read = (text: string, languages: readonly string[] = []) => readFormFile(text, languages)
const faultsOf = (text: string, languages: readonly string[] = []) => {
  const it = read(text, languages)
  assert.ok('faults' in it, 'it was taken')
  return it.faults
}
/** A small form; one line of it is changed at a time. */
const small = `form: glass
names: { en: Glass }
fields:
  - { key: area, ask: area, names: { en: Area }, needed: yes }
  - key: kind
    ask: choice
    names: { en: What }
    choices:
      - { key: dwellings, names: { en: Homes } }
      - { key: schools, names: { en: School } }
  - { key: panes, ask: range, names: { en: Panes }, when: { field: kind, is: [dwellings] } }
place: { area: area }
observations:
  - { subject: { field: kind }, count: panes }
`

describe('a form’s file', () => {
  test('is the shipped one, whole in every language of the product', () => {
    const it = read(shipped, ['en', 'uk', 'ru', 'he'])
    assert.ok('form' in it, JSON.stringify(it))
    assert.equal(it.form.id, 'damage-assessment')
    assert.ok(it.form.fields.length > 15)
  })

  test('is written as it was read', () => {
    for (const text of [shipped, small]) {
      const it = read(text)
      assert.ok('form' in it, JSON.stringify(it))
      const again = read(formYaml(it.form))
      assert.ok('form' in again, JSON.stringify(again))
      assert.deepEqual(again.form, it.form)
    }
  })

  const faulty: readonly [what: string, from: string, to: string, line: number, says: RegExp][] = [
    ['no YAML', 'names: { en: Glass }', 'names: { en: Glass', 3, /YAML/],
    ['an unknown word', 'place: {', 'plaice: {', 12, /“plaice” means nothing/],
    ['a name that XPath can’t hold', 'key: panes', 'key: 1-pane', 11, /no name/],
    ['a name that the document needs itself', 'key: panes', 'key: meta', 11, /no name/],
    ['an unknown question', 'ask: range', 'ask: colour', 11, /not said what is asked/],
    ['the same field twice', 'key: panes', 'key: kind', 11, /stands here twice/],
    ['the same choice twice', 'key: schools', 'key: dwellings', 10, /stands here twice/],
    ['a choice that is not counted', 'key: schools', 'key: palaces', 14, /“palaces” means nothing/],
    ['a condition on nothing', 'field: kind, is', 'field: kinds, is', 11, /hangs on no choice/],
    ['a condition on what can’t be chosen', 'is: [dwellings]', 'is: [castles]', 11, /can’t be chosen/],
    ['no place', 'needed: yes', 'needed: no', 12, /without saying where/],
    ['a count of no number', 'count: panes', 'count: area', 14, /no such field/],
    ['an observation of nothing', '{ field: kind }, count: panes', 'injured', 14, /made of nothing/],
    ['a text in one language of two', 'en: School', 'de: Schule', 10, /not said in en/],
    ['a text that is a number', 'en: Panes', 'en: 5', 11, /no text/],
  ]
  for (const [what, from, to, line, says] of faulty)
    test(`is refused for ${what}, at its line`, () => {
      assert.ok(small.includes(from))
      const faults = faultsOf(small.replace(from, to), what.includes('language') ? ['en'] : [])
      const found = faults.find((one) => says.test(one.says))
      assert.ok(found !== undefined, JSON.stringify(faults))
      assert.equal(found.line, line, JSON.stringify(found))
      assert.ok(found.advice.length > 5)
    })

  test('names every fault at once, and never throws', () => {
    assert.ok(faultsOf(small.replace('form: glass', 'form: 1').replace('ask: range', 'ask: x')).length >= 2)
    for (const text of ['', '[]', '3', '- a', 'form: [', '&a [*a, *a]', `a: ${'['.repeat(500)}`])
      assert.ok(faultsOf(text).length > 0)
    // A billion laughs.
    const names = 'abcdefghi'.split('')
    const bomb = names.map((name, n) =>
      n === 0 ? 'a: &a [x, x, x, x, x]' : `${name}: &${name} [${`*${names[n - 1]!}, `.repeat(9)}x]`,
    )
    assert.ok(faultsOf(bomb.join('\n')).length > 0)
  })
})
