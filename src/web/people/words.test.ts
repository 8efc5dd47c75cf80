import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { staffWords } from './speech.ts'
import { staffLanguages } from './words.ts'

/** What one writes alike in every language. */
const alike = new Set(['QR'])

type Node = string | { readonly [key: string]: Node }

/** Every sentence, by the way to it. */
function* told(node: Node, path = ''): Generator<readonly [string, string]> {
  if (typeof node === 'string') yield [path, node]
  else
    for (const [key, inner] of Object.entries(node)) yield* told(inner, path === '' ? key : `${path}.${key}`)
}

const values = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].toSorted().join(' ')
const english = new Map(told(staffWords.en))

for (const language of staffLanguages) {
  const table = new Map(told(staffWords[language]))

  describe(`the pages for staff in ${language}`, () => {
    test('say what they say in English, with the same values in it', () => {
      assert.deepEqual([...table.keys()].toSorted(), [...english.keys()].toSorted())
      for (const [key, said] of table) assert.equal(values(said), values(english.get(key) ?? ''), key)
    })

    test('never shout, and leave no space at an end', () => {
      for (const [key, said] of table) {
        assert.doesNotMatch(said, /!/, key)
        assert.equal(said, said.trim(), key)
      }
    })

    if (language !== 'en')
      test('are written in this language', () => {
        const letters = language === 'he' ? /[\u0590-\u05ff]/ : /[\u0400-\u04ff]/
        const strange = language === 'uk' ? /[ыэёъ]/i : language === 'ru' ? /[іїєґ]/i : /[\u0400-\u04ff]/
        for (const [key, said] of table) {
          assert.doesNotMatch(said, strange, key)
          const spoken = said.replace(/\{\w+\}/g, '').replace(/[\s\p{P}\p{S}]+/gu, '')
          if (spoken !== '' && !alike.has(said)) assert.match(said, letters, `${key}: ${said}`)
        }
      })
  })
}
