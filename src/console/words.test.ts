import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { consoleLanguages, sayCount, wholeOf, type Plural } from './words.ts'
import * as english from './words/en/index.ts'
import * as hebrew from './words/he/index.ts'
import * as russian from './words/ru/index.ts'
import * as ukrainian from './words/uk/index.ts'

const en = await wholeOf(english.en)
const inEnglish = en as object as Node
const tables = {
  en,
  uk: await wholeOf(ukrainian.uk),
  ru: await wholeOf(russian.ru),
  he: await wholeOf(hebrew.he),
}

/** What one writes alike in every language: names, file formats, and sentences that are nothing but their values. */
const alike = new Set(['Tocsin', 'UTC', 'SMS', 'Webhooks', 'GSM-7', 'UCS-2', 'CSV'])
/** The standard’s own names of its elements. */
for (const element of ['Severity', 'Urgency', 'Certainty']) alike.add(`${element} (CAP)`)
/** A file’s name is kept to letters that every system takes. */
for (const file of ['reach', 'okhoplennia', 'okhvat']) alike.add(file)

type Node = string | { readonly [key: string]: Node }

const isPlural = (node: Node): node is { readonly other: string } =>
  typeof node === 'object' &&
  'other' in node &&
  Object.keys(node).every((form) => ['zero', 'one', 'two', 'few', 'many', 'other'].includes(form))

/** Every sentence and every plural table, by the way to it. */
function* told(node: Node, path = ''): Generator<readonly [string, string | Plural]> {
  if (typeof node === 'string' || isPlural(node)) yield [path, node]
  else
    for (const [key, inner] of Object.entries(node)) yield* told(inner, path === '' ? key : `${path}.${key}`)
}

const values = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].toSorted().join(' ')
const forms = (said: string | Plural): readonly string[] =>
  typeof said === 'string' ? [said] : Object.values(said)

for (const language of consoleLanguages) {
  const table = new Map(told(tables[language] as object as Node))
  const rules = new Intl.PluralRules(language)

  describe(`the console in ${language}`, () => {
    test('says what English says, with the same values in it', () => {
      for (const [key, english] of told(inEnglish)) {
        const said = table.get(key)
        assert.ok(said !== undefined, `${key} is missing`)
        assert.equal(typeof said, typeof english, key)
        const mostOf = (of: string | Plural) => values(typeof of === 'string' ? of : of.other)
        assert.equal(mostOf(said), mostOf(english), key)
      }
      assert.equal(table.size, [...told(inEnglish)].length)
    })

    test('has every plural form that this language has, and none that it lacks', () => {
      const asked = rules.resolvedOptions().pluralCategories.toSorted()
      for (const [key, said] of table)
        if (typeof said !== 'string') assert.deepEqual(Object.keys(said).toSorted(), asked, key)
    })

    test('leaves the number out only where a form stands for one number alone', () => {
      for (const [key, said] of table) {
        if (typeof said === 'string' || !said.other.includes('{count}')) continue
        for (let count = 0; count <= 101; count += 1) {
          const form = said[rules.select(count)] ?? said.other
          const others = [1, 2, 5, 21, 22].filter((other) => rules.select(other) === rules.select(count))
          if (others.some((other) => other !== count)) assert.match(form, /\{count\}/, `${key}: ${count}`)
          assert.doesNotMatch(sayCount(said, count, rules), /\{count\}/)
        }
        for (const form of forms(said))
          for (const value of form.match(/\{\w+\}/g) ?? []) assert.ok(said.other.includes(value), key)
      }
    })

    test('never shouts, and leaves no space at an end', () => {
      for (const [key, said] of table)
        for (const form of forms(said)) {
          assert.doesNotMatch(form, /!/, key)
          assert.equal(form, form.trim(), key)
        }
    })

    if (language !== 'en')
      test('is written in this language', () => {
        const letters = language === 'he' ? /[\u0590-\u05ff]/ : /[\u0400-\u04ff]/
        const strange = language === 'uk' ? /[ыэёъ]/i : language === 'ru' ? /[іїєґ]/i : /[\u0400-\u04ff]/
        for (const [key, said] of table)
          for (const form of forms(said)) {
            const spoken = form.replace(/\{\w+\}/g, '').replace(/[\s\p{P}\p{S}]+/gu, '')
            assert.doesNotMatch(form, strange, key)
            if (spoken === '' || alike.has(form)) continue
            assert.match(form, letters, `${key}: ${form}`)
          }
      })
  })
}
