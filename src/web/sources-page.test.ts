import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { directionOf, staffLanguages } from './people/words.ts'
import { sourcesPage, type SourceShownView, type TimeView } from './sources-page.ts'
import { sayCounted, sourcesWords, type SourcesWords } from './sources-words.ts'

/** Every sentence, by the way to it. A count's forms are one sentence: languages have as many as they need. */
function* told(node: unknown, path = ''): Generator<readonly [string, string]> {
  if (typeof node === 'string') yield [path, node]
  else
    for (const [key, inner] of Object.entries(node as object)) {
      const form = /^(one|two|few|many)$/.test(key)
      if (!form) yield* told(inner, path === '' ? key : `${path}.${key}`)
    }
}

const values = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].toSorted().join(' ')
const english = new Map(told(sourcesWords.en))

/** What keeps a language's words from being complete. */
function wrongWith(words: SourcesWords, language: string): readonly string[] {
  const table = new Map(told(words))
  const own = language === 'he' ? /[\u0590-\u05ff]/ : /[\u0400-\u04ff]/
  const strange = language === 'uk' ? /[ыэёъ]/i : language === 'ru' ? /[іїєґ]/i : /[\u0400-\u04ff]/
  return [...new Set([...english.keys(), ...table.keys()])].flatMap((key) => {
    const [said, before] = [table.get(key), english.get(key)]
    if (said === undefined || before === undefined) return [`${key}: missing or too much`]
    if (values(said) !== values(before)) return [`${key}: other values`]
    const left = said.replaceAll(/\{\w+\}|CAP/g, '')
    if (language !== 'en' && /\p{L}/u.test(left) && (!own.test(left) || /[A-Za-z]|!/.test(left)))
      return [`${key}: ${said}`]
    return language !== 'en' && strange.test(said) ? [`${key}: ${said}`] : []
  })
}

const at = (said: string): TimeView => ({ instant: '2026-11-02T00:37:00Z', said, away: '5' })

function page(language: (typeof staffLanguages)[number]): string {
  const ill: NonNullable<SourceShownView['health']> = {
    ...{
      condition: 'failing',
      lastGood: at('1'),
      lastTried: at('2'),
      lastMessage: at('3'),
      nextTry: at('4'),
    },
    ...{ failures: 3, failure: { at: at('5'), says: '—' }, counts: { taken: 2, lost: 1, refused: 0 } },
    ...{ news: '—', notes: [{ at: at('6'), says: '—' }], advice: ['—'] },
  }
  const source = { name: '1', address: '2', takes: 'relayed', signature: 'noted' } as const
  return sourcesPage({
    ...{ language, mode: 'drill', drawn: at('7'), zone: '8' },
    sources: [
      { id: 'a', ...source, health: ill },
      { id: 'b', ...source, health: { ...ill, condition: 'good', failures: 0 } },
      { id: 'c', ...source, takes: 'reports' },
    ],
    waiting: Array.from({ length: 22 }, (_, i) => ({
      ...{ id: String(i), mode: 'drill' as const, received: at('9'), source: '10', what: '11', why: '12' },
    })),
    assets: { style: '', capStyle: '', staffStyle: '', icon: '', sourcesScript: '' },
  })
}

describe('the page of sources', () => {
  for (const language of staffLanguages) {
    test(`says everything in ${language}`, () =>
      assert.deepEqual(wrongWith(sourcesWords[language], language), []))

    test(`is one document in ${language}, with nothing of another language in what it tells`, () => {
      const document = page(language)
      assert.match(document, new RegExp(`<html lang="${language}" dir="${directionOf(language)}"`))
      assert.doesNotMatch(document, /undefined|\{\w+\}/)
      const main = document.slice(
        document.indexOf('<main'),
        document.indexOf('<nav', document.indexOf('</main>')),
      )
      const text = main.replaceAll(/<code[^>]*>[^<]*<\/code>|<[^>]*>/g, ' ')
      if (language !== 'en') assert.doesNotMatch(text, /[A-Za-z]{2,}/)
      assert.ok(text.includes(sourcesWords[language].conditions.elsewhere))
      assert.ok(text.includes(sayCounted(sourcesWords[language].summary.good, 3, language, { good: 1 })))
    })
  }

  test('is found wanting where a word is missing, has another value, or was left in English', () => {
    const { never: _, ...rest } = sourcesWords.uk
    const spoilt = (words: object) => wrongWith(words as SourcesWords, 'uk')
    assert.deepEqual(spoilt(rest), ['never: missing or too much'])
    const { uk } = sourcesWords
    assert.deepEqual(spoilt({ ...uk, deskMore: 'Ще:' }), ['deskMore: other values'])
    assert.deepEqual(spoilt({ ...uk, desk: 'At the desk' }), ['desk: At the desk'])
  })

  test('counts as its language does', () => {
    assert.equal(sayCounted(sourcesWords.uk.times, 3, 'uk'), '3 рази')
    assert.equal(sayCounted(sourcesWords.ru.times, 5, 'ru'), '5 раз')
    assert.equal(sayCounted(sourcesWords.he.times, 2, 'he'), 'פעמיים')
    assert.equal(sayCounted(sourcesWords.en.times, 1, 'en'), '1 time')
  })
})
