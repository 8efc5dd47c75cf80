/** Names as others print them, on a handful of places of two countries. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Area, AreaCode, AreaKind } from '../area.ts'
import { buildGazetteer } from '../gazetteer.ts'
import { buildHierarchy } from '../hierarchy.ts'
import { recognise } from './recognise.ts'
import { areaMeant } from './where.ts'

const area = (code: string, kind: AreaKind, parent: string | null, names: object, more: object = {}) =>
  ({ code, kind, parent, names, ...more }) as unknown as Area
const district = (code: string, parent: string, en: string, ru: string) =>
  area(code, 'district', parent, { en: `${en} District`, ru: `${ru} район` })
const places: Area[] = [
  area('RU', 'country', null, { en: 'Russia', ru: 'Россия', uk: 'Росія' }),
  area(
    'RU-LIP',
    'region',
    'RU',
    { en: 'Lipetsk Oblast', ru: 'Липецкая область' },
    { codes: { 'iso3166-2': 'RU-LIP' } },
  ),
  area('yelets', 'municipality', 'RU-LIP', { en: 'Yelets', ru: 'Елец' }),
  district('yeletsky', 'RU-LIP', 'Yeletsky', 'Елецкий'),
  district('zadonsky', 'RU-LIP', 'Zadonsky', 'Задонский'),
  district('khlevensky', 'RU-LIP', 'Khlevensky', 'Хлевенский'),
  district('terbunsky', 'RU-LIP', 'Terbunsky', 'Тербунский'),
  district('volovsky', 'RU-LIP', 'Volovsky', 'Воловский'),
  district('lev', 'RU-LIP', 'Lev-Tolstovsky', 'Лев-Толстовский'),
  area('RU-KRS', 'region', 'RU', { en: 'Kursk Oblast', ru: 'Курская область' }),
  district('soldat', 'RU-KRS', 'Bolshesoldatsky', 'Большесолдатский'),
  district('sudzha', 'RU-KRS', 'Sudzhansky', 'Суджанский'),
  area('UA', 'country', null, { en: 'Ukraine', ru: 'Украина', uk: 'Україна' }),
  area('UA-63', 'region', 'UA', {
    en: 'Kharkiv Oblast',
    ru: 'Харьковская область',
    uk: 'Харківська область',
  }),
  area('kh-r', 'district', 'UA-63', { en: 'Kharkiv Raion', uk: 'Харківський район' }),
  area('kh-h', 'municipality', 'kh-r', { en: 'Kharkiv Hromada', uk: 'Харківська міська громада' }),
  area('kh', 'settlement', 'kh-h', { en: 'Kharkiv', uk: 'Харків' }),
  area(
    'salt',
    'settlement',
    'kh',
    { en: 'Saltivskyi District (Kharkiv)', uk: 'Салтівський район (Харків)' },
    { aliases: ['Московський район', 'Московский район'] },
  ),
  area('chu-r', 'district', 'UA-63', { en: 'Chuhuiv Raion', uk: 'Чугуївський район' }),
  area('vov-h', 'municipality', 'chu-r', { en: 'Vovchansk Hromada', uk: 'Вовчанська міська громада' }),
  area('vov', 'settlement', 'vov-h', { en: 'Vovchansk', uk: 'Вовчанськ' }),
  area('kyiv', 'region', 'UA', { en: 'Kyiv', uk: 'Київ' }),
  area('merefa-h', 'municipality', 'kh-r', { en: 'Merefa Hromada', uk: 'Мереф’янська міська громада' }),
  area('tav', 'settlement', 'merefa-h', { en: 'Tavrivka', uk: 'Таврівка' }),
  area('kyivske', 'settlement', 'merefa-h', { en: 'Kyivske', uk: 'Київське' }),
  area('tul', 'settlement', 'merefa-h', { en: 'Tulchyn', uk: 'Тульчин' }),
  area('pok-1', 'municipality', 'kh-r', { en: 'Pokrovske Hromada', uk: 'Покровська сільська громада' }),
  area('pok-2', 'municipality', 'chu-r', { en: 'Pokrovka Hromada', uk: 'Покровська селищна громада' }),
]
const built = buildHierarchy(places)
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)

/** The code that is decided on, else `ask: <the first>` or `none`. */
function found(text: string, within?: string, beside?: string): string {
  const { matches, decision } = recognise(gazetteer, text, {
    ...(within === undefined ? {} : { within: within as AreaCode }),
    ...(beside === undefined ? {} : { beside }),
  })
  if (decision === 'one') return matches[0]!.area.code
  return decision === 'ask' ? `ask: ${matches[0]!.area.code}` : 'none'
}

const cases = (rows: readonly (readonly [text: string, within: string, is: string])[]) => {
  for (const [text, within, is] of rows) assert.equal(found(text, within), is, text)
}

describe('a printed name', () => {
  test('is known in every case, with its unit word or without', () =>
    cases([
      ['в Ельце', 'RU-LIP', 'yelets'],
      ['в Елецком районе', 'RU-LIP', 'yeletsky'],
      ['Задонского', 'RU-LIP', 'zadonsky'],
      ['Задонском … округах', 'RU-LIP', 'zadonsky'],
      ['у Харкові', 'UA-63', 'kh'],
      ['Харківській громаді', 'UA-63', 'kh-h'],
      ['на Харківщині', 'UA', 'UA-63'],
      ['м. Харків та Харківська територіальна громада', 'UA-63', 'kh-h'],
    ]))

  test('is known in any scheme of letters, also mixed ones', () =>
    cases([
      ['Elets', 'RU-LIP', 'yelets'],
      ['Jelez', 'RU-LIP', 'yelets'],
      ['Charkiw', 'UA-63', 'kh'],
      ['Kharkov', 'UA-63', 'kh'],
      ['Tербунcкий район', 'RU-LIP', 'terbunsky'],
      ['Zadonskij rajon', 'RU-LIP', 'zadonsky'],
      ['Волчанск', 'UA-63', 'vov'],
    ]))

  test('is known shortened, and translated word by word', () =>
    cases([
      ['Terbunsky MO', 'RU-LIP', 'terbunsky'],
      ['Лев-Толст. р-н', 'RU-LIP', 'lev'],
      ['Big Soldier district', 'RU-KRS', 'soldat'],
      ['Khlevensky region', 'RU-LIP', 'khlevensky'],
    ]))

  test('is known misspelt where nothing else in its region comes near', () =>
    cases([
      ['Klewenensky', 'RU-LIP', 'khlevensky'],
      ['Terbuansky', 'RU-LIP', 'terbunsky'],
      ['Volinsky', 'RU-LIP', 'volovsky'],
      ['Zadoonsky', 'RU-LIP', 'zadonsky'],
    ]))

  test('that is a guess without a region is asked about', () => {
    for (const text of ['Klewenensky', 'Terbuansky', 'Volinsky'])
      assert.match(found(text), /^(?:ask: |none)/, text)
  })

  test('is a city’s own district where it belongs to the city, under its old name too', () =>
    cases([
      ['Салтівському районі Харкова', 'UA-63', 'salt'],
      ['Московский район Харькова', 'UA-63', 'salt'],
    ]))
})

describe('what is no place here', () => {
  test('is refused, as the exact name of a place elsewhere is', () =>
    cases([
      ['Sudzhansky District', 'RU-LIP', 'none'],
      ['Волчанск', 'RU-LIP', 'none'],
      ['Задонский район, Воронежская область', 'RU-LIP', 'none'],
    ]))

  test('is refused where a thing is called after a place', () =>
    cases([
      ['Yelets Airport', 'RU-LIP', 'none'],
      ['Курская АЭС', 'RU-KRS', 'none'],
      ['Харківський напрямок', 'UA-63', 'none'],
    ]))

  test('is refused when the sentence says that it lies in another region', () =>
    assert.equal(
      found('в Задонском районе', 'RU-LIP', 'Обломки упали в Задонском районе Курской области.'),
      'none',
    ))
})

describe('the sentence around a name', () => {
  test('shares the unit word of its list', () => {
    assert.equal(found('Elets', 'RU-LIP', 'Two cities, Elets and Lipetsk, are under the alert.'), 'yelets')
    assert.equal(
      found('Elets', 'RU-LIP', 'The municipal districts concerned are Elets, Zadonsky and Terbunsky.'),
      'yeletsky',
    )
  })

  test('decides between two places of one name by those beside it', () => {
    assert.match(found('Покровська громада', 'UA-63'), /^ask/)
    assert.equal(found('Покровська громада', 'UA-63', 'Вовчанська, Покровська громади'), 'pok-2')
  })
})

describe('an area that is asked for', () => {
  test('is meant by its code in any scheme, or by a name that can only be one', () => {
    assert.equal(areaMeant(gazetteer, 'RU-LIP'), 'RU-LIP')
    assert.equal(areaMeant(gazetteer, 'iso3166-2:RU-LIP'), 'RU-LIP')
    assert.equal(areaMeant(gazetteer, 'Липецкая область'), 'RU-LIP')
    assert.equal(areaMeant(gazetteer, 'Russia'), 'RU')
    assert.equal(areaMeant(gazetteer, 'Атлантида'), undefined)
  })
})

describe('towns of Ukraine', () => {
  test('are known in their cases, where the land around has others', () => {
    assert.equal(found('у Вовчанську', 'UA-63'), 'vov')
    assert.equal(found('Вовчанська громада', 'UA-63'), 'vov-h')
    assert.equal(found('у Таврівці', 'UA-63'), 'tav')
    assert.equal(found('під Таврівкою', 'UA-63'), 'tav')
    assert.equal(found('у Тульчині', 'UA-63'), 'tul')
  })
  test('come before the land around, where a case is theirs as well as an adjective’s', () => {
    assert.equal(found('Вовчанська', 'UA-63'), 'ask: vov')
  })
  test('are that town, and elsewhere no village of their root', () => {
    assert.equal(found('Kyiv', 'UA-63', 'Officials in Kyiv called it terrorism'), 'none')
  })
  test('are not guessed at from a noun that is only a little like one', () => {
    for (const text of ['Patriot', 'Hladkov', 'Tuesday', 'Чорного моря'])
      assert.equal(found(text, 'UA-63'), 'none')
  })
})

describe('where to look', () => {
  test('is told by a code of any scheme or by name, and a name is the widest place that bears it', () => {
    for (const text of ['RU-LIP', 'ru-lip', 'iso3166-2:RU-LIP', 'Lipetsk Oblast', 'Липецкой области'])
      assert.equal(areaMeant(gazetteer, text), 'RU-LIP', text)
    assert.equal(areaMeant(gazetteer, 'Kharkiv'), 'UA-63')
    assert.equal(areaMeant(gazetteer, 'Russia'), 'RU')
    assert.equal(areaMeant(gazetteer, 'Kyiv'), 'kyiv')
    assert.equal(areaMeant(gazetteer, 'Атлантида'), undefined)
  })
  test('“districts of a land” names no district', () => {
    assert.equal(found('Харківщини', 'UA', 'Дрони над районами Харківщини'), 'UA-63')
  })
})

describe('any text', () => {
  const words = [
    'район',
    'в',
    'Елец',
    'of',
    'district',
    '(',
    ')',
    '…',
    'р-н',
    'Харкова',
    ',',
    'м.',
    'та',
    'MO',
    '-',
  ]
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((all) => all.join(' ')),
  )

  test('is answered, and what is decided is the first match and lies where it was looked for', () =>
    fc.assert(
      fc.property(text, text, (name, beside) => {
        const { matches, decision } = recognise(gazetteer, name, { within: 'RU-LIP' as AreaCode, beside })
        assert.equal(decision === 'none', matches.length === 0)
        for (const match of matches) {
          assert.ok(built.value.contains('RU-LIP' as AreaCode, match.area.code))
          assert.ok(match.score >= 0 && match.score <= 1)
        }
      }),
      { numRuns: 400 },
    ))

  test('of 20,000 characters is answered soon', () => {
    for (const long of [
      'а'.repeat(20_000),
      'район '.repeat(3_400),
      '(('.repeat(10_000),
      'Xa, '.repeat(5_000),
    ]) {
      // Tens of milliseconds on a quiet machine; what takes the square of the length takes many seconds.
      const start = performance.now()
      recognise(gazetteer, long, { within: 'RU-LIP' as AreaCode, beside: long })
      assert.ok(performance.now() - start < 1_000, `${Math.round(performance.now() - start)} ms`)
    }
  })
})
