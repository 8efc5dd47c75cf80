import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { counted, fill, pickLanguage, wordsIn } from './speech.ts'
import { pageLanguages } from './words.ts'

describe('the language of a page', () => {
  test('is the one asked for', () => {
    assert.equal(pickLanguage('uk', 'ru'), 'uk')
  })
  test('is else the browser’s most wished that the pages speak', () => {
    assert.equal(pickLanguage(undefined, 'de-DE, ru;q=0.4, uk-UA;q=0.8'), 'uk')
    assert.equal(pickLanguage('tlh', 'ru-RU,en;q=0.9'), 'ru')
  })
  test('is never one that is refused with q=0', () => {
    assert.equal(pickLanguage(undefined, 'ru;q=0, uk;q=0.1'), 'uk')
  })
  test('is else the first that is offered', () => {
    assert.equal(pickLanguage(undefined, undefined, ['ru', 'en']), 'ru')
    assert.equal(pickLanguage('', 'zz;q=x,,;', ['uk']), 'uk')
  })
})

describe('the words of a page', () => {
  test('have the same blanks to fill in every language', () => {
    const blanks = (words: unknown): unknown =>
      typeof words === 'string'
        ? (words.match(/\{\w+\}/g) ?? []).sort()
        : Object.fromEntries(
            Object.entries(words as object)
              // Languages differ in how many forms of a plural they have.
              .filter(([name]) => name !== 'few' && name !== 'many')
              .map(([name, value]) => [name, blanks(value)]),
          )
    for (const language of pageLanguages)
      assert.deepEqual(blanks(wordsIn[language]), blanks(wordsIn.en), language)
  })
  test('count as the language counts', () => {
    const forms = wordsIn.ru.quietCount
    assert.equal(counted('ru', forms, 21), 'ещё 21 территория: предупреждений нет')
    assert.equal(counted('ru', forms, 3), 'ещё 3 территории: предупреждений нет')
    assert.equal(counted('ru', forms, 11), 'ещё 11 территорий: предупреждений нет')
    assert.equal(counted('en', wordsIn.en.quietCount, 1), '1 more area: nothing in force')
  })
  test('leave a blank standing that nobody filled, so that it is seen', () => {
    assert.equal(fill('a {b} {c}', { b: 1 }), 'a 1 {c}')
  })
})
