import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { adjectiveForm, isLandName, rootOf, stemOf } from './inflection.ts'
import { fold } from './place-name.ts'
import { resemblance } from './resemblance.ts'
import { soundKey } from './transliteration.ts'

const one = (words: string, key: (word: string) => string) =>
  assert.equal(new Set(words.split(' ').map((word) => key(fold(word)))).size, 1, words)

describe('a name keeps its stem', () => {
  test('in every case, script and spelling', () => {
    for (const words of [
      'Елец Ельца Ельце Ельцом Yelets Elets Jelec',
      'Київ Києва Києві Kyiv Kiev',
      'Харків Харкова Харкові Kharkiv',
      'Тернопіль Тернополя Ternopil',
      'Марганець Марганця Marhanets',
      'Липецкий Липецкого Липецкому Липецком Липецкая Lipetsky Lipetskiy Lipetskyi',
      'Запоріжжя Запоріжжі Zaporizhzhia',
      'Шебекино Шебекине Shebekino',
    ])
      one(words, stemOf)
  })
  test('and other names have others', () => {
    const stems = ['Елец', 'Елань', 'Липецк', 'Задонск', 'Данков', 'Добринка', 'Усмань'].map((name) =>
      stemOf(fold(name)),
    )
    assert.equal(new Set(stems).size, stems.length)
  })
})

describe('a name shares its root', () => {
  test('with its adjective and with its land', () => {
    for (const words of [
      'Липецк Липецкая Lipetsk Lipetskaya',
      'Суми Сумська Сумщина Sumy Sumska',
      'Київ Київська Київщина Kyivska',
      'Запоріжжя Запорізька Zaporizka',
      'Черкаси Черкаська Cherkasy',
      'Одеса Одеська Odesa',
      'Рівне Рівненська Rivne',
      'Горлівка Горлівський Horlivka',
      'Воронеж Воронежская',
      'Пенза Пензенской',
    ])
      one(words, rootOf)
  })
  test('whose land is told from other words', () => {
    assert.equal(isLandName('синельниківщині'), true)
    assert.equal(isLandName('вінниччина'), true)
    assert.equal(isLandName('долина'), false)
  })
})

test('an adjective is told from a noun by its ending, where endings differ', () => {
  for (const word of ['липецкого', 'задонским', 'никопольської', 'volovsky', 'yeletskiy'])
    assert.equal(adjectiveForm(word), 'yes', word)
  for (const word of ['липецке', 'липецком', 'нікопольська']) assert.equal(adjectiveForm(word), 'maybe', word)
  for (const word of ['елец', 'данкове', 'yelets']) assert.equal(adjectiveForm(word), 'no', word)
})

describe('resemblance', () => {
  const alike = (a: string, b: string) => resemblance(soundKey(fold(a)), soundKey(fold(b)))
  const districts =
    'Volovsky Gryazinsky Dankovsky Dobrinsky Dobrovsky Dolgorukovsky Yeletsky Zadonsky Izmalkovsky Krasninsky Lebedyansky ' +
    'Lev-Tolstovsky Lipetsky Stanovlyansky Terbunsky Usmansky Khlevensky Chaplyginsky'
  test('finds what a misspelt district of Lipetsk Oblast was meant to be', () => {
    for (const [written, meant] of [
      ['Klewenensky', 'Khlevensky'],
      ['Terbuansky', 'Terbunsky'],
      ['Volinsky', 'Volovsky'],
      ['Volozsky', 'Volovsky'],
      ['Zadoonsky', 'Zadonsky'],
      ['Zadoronsky', 'Zadonsky'],
      ['Stanoslavsky', 'Stanovlyansky'],
      ['Klebenevsky', 'Khlevensky'],
    ] as const) {
      const [best] = districts.split(' ').sort((a, b) => alike(written, b) - alike(written, a))
      assert.equal(best, meant, written)
    }
  })
  test('is 1 for the same, 0 for nothing, the same both ways, and cut off where it is asked to be', () => {
    assert.equal(alike('Елец', 'Yelets'), 1)
    assert.equal(resemblance('', 'elec'), 0)
    assert.equal(alike('Volinsky', 'Volovsky'), alike('Volovsky', 'Volinsky'))
    assert.equal(resemblance('dolgorukovski', 'elecki', 0.6), 0)
    assert.ok(resemblance('volinski', 'volovski', 0.6) > 0.6)
  })
})
