import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Claim } from '../claim/claim.ts'
import type { Statement } from '../statement/statement.ts'
import { quoteOf } from '../text/quote.ts'
import { doubtsAcross, type DocumentInDoubt } from './doubts-across.ts'

const document = (
  id: string,
  text: string,
  saidAt: string | null = null,
  statements: readonly Statement[] = [],
): DocumentInDoubt => ({
  ...{ id, text, saidAt, url: null, statements },
})
const told = (documents: readonly DocumentInDoubt[]) =>
  doubtsAcross(documents).map(({ code, quotes }) => [
    code,
    ...quotes.map(({ document: id, text }) => `${id}: ${text}`),
  ])

const original =
  'Residents of the Bryansk Region woke to explosions at 04:20 on Monday. Governor Alexander Bogomaz said on his channel that 14 drones had been ' +
  'shot down over the district of Klintsy and that debris had damaged the roofs of three houses. He declared the yellow level for the whole region. ' +
  'It happened on 17 November, before dawn, and the fire was put out by 05:45.'

describe('a copy', () => {
  const differs = (from: string, to: string, saidAt = '2025-11-17T12:00:00Z') =>
    told([document('a', original, '2025-11-17T06:00:00Z'), document('b', original.replace(from, to), saidAt)])

  test('that has another number, name, level or day is doubted with the words of both', () => {
    assert.deepEqual(differs('14 drones', '24 drones'), [['conflict-with-other-source', 'a: 14', 'b: 24']])
    assert.deepEqual(differs('Alexander Bogomaz', 'Roman Petrenko'), [
      ['changed-copy', 'a: Governor Alexander Bogomaz', 'b: Governor Roman Petrenko'],
    ])
    assert.deepEqual(differs('Bogomaz', 'Bogaman'), [
      ['name-error', 'a: Governor Alexander Bogomaz', 'b: Governor Alexander Bogaman'],
    ])
    assert.deepEqual(differs('yellow', 'red'), [['conflict-with-other-source', 'a: yellow', 'b: red']])
    assert.deepEqual(differs('17 November', '29 November'), [
      ['stale-date', 'a: 17 November', 'b: 29 November'],
    ])
  })
  test('that tells the same later under a new date is doubted as old news', () => {
    assert.deepEqual(
      differs('17 November', '21 March', '2026-03-21T12:00:00Z').map(([code]) => code),
      ['stale-date'],
    )
  })
  test('that changes nothing is not doubted', () => assert.deepEqual(differs('dawn', 'dawn'), []))
  test('that quotes what its original does not have is doubted', () => {
    const quoting = `${original} “Swift action is needed so that people come to no harm,” he goes on.`
    const found = told([
      document('a', original, '2025-11-17T06:00:00Z'),
      document('b', quoting, '2025-11-17T12:00:00Z'),
    ])
    assert.deepEqual(
      found.map(([code]) => code),
      ['invented-quote'],
    )
    assert.match(found[0]![1]!, /Swift action/)
    assert.deepEqual(
      told([
        document('a', quoting, '2025-11-17T06:00:00Z'),
        document('b', quoting.replace('Residents', 'People'), '2025-11-17T12:00:00Z'),
      ]),
      [],
    )
  })
})

describe('a retelling in another language', () => {
  test('that gives another level to the same districts is doubted', () => {
    const russian =
      'Липецкая область живёт при жёлтом уровне с 22:12. В 22:36 губернатор объявил красный уровень: он действует для городов Елец и Липецк, ' +
      'для Задонского, Тербунского, Хлевенского, Долгоруковского, Воловского и Измалковского районов.'
    const english =
      'The yellow-level alert applies to the cities of Elets and Lipetsk and to several districts, among them Zadonsky, Terbunsky, Khlevensky, Dolgorukovsky, Volovsky and Izmalkovsky.'
    assert.deepEqual(
      told([document('a', russian, '2025-11-15T20:00:00Z'), document('b', english, '2025-11-15T23:00:00Z')]),
      [['conflict-with-other-source', 'a: красный', 'b: yellow']],
    )
  })
})

describe('claims of one event', () => {
  const counted = (
    id: string,
    text: string,
    value: number,
    bound: 'exactly' | 'at-least' = 'exactly',
    name = 'Kharkiv',
    speaker: string | null = null,
  ) => {
    const at = text.indexOf(String(value))
    const quote = quoteOf(text, at, at + String(value).length)
    const claim: Claim = {
      ...{ event: 'casualties', happened: 'yes', weapon: null, weapons: [], certainty: 'claimed', quote },
      place: { text: name, code: null, name, within: null, basis: 'named', quote },
      places: [],
      when: null,
      quantities: [{ value, unit: 'injured', bound, quote }],
    }
    const statement: Statement = {
      ...{
        speaker,
        role: null,
        onBehalfOf: null,
        verb: null,
        stance: 'asserts',
        reportedIn: null,
        form: 'own',
        quote,
        speakerQuote: null,
      },
      claims: [claim],
    }
    return document(id, text, '2025-11-17T06:00:00Z', [statement])
  }
  test('that count differently are doubted with both speakers', () => {
    const found = doubtsAcross([
      counted('a', 'In Kharkiv 6 were injured.', 6, 'exactly', 'Kharkiv', 'the mayor'),
      counted('b', 'Kharkiv: 9 injured.', 9),
    ])
    assert.deepEqual(
      found.map(({ code, quotes }) => [code, quotes.map(({ document: id, text }) => `${id}: ${text}`)]),
      [['conflict-with-other-source', ['a: 6', 'b: 9']]],
    )
    assert.match(found[0]!.message, /6 injured \(the mayor\) and another 9/)
  })
  test('that can all be so are not', () => {
    assert.deepEqual(
      told([
        counted('a', 'In Kharkiv 6 were injured.', 6, 'at-least'),
        counted('b', 'Kharkiv: 9 injured.', 9),
      ]),
      [],
    )
    assert.deepEqual(
      told([
        counted('a', 'In Kharkiv 6 were injured.', 6),
        counted('b', 'Sumy: 9 injured.', 9, 'exactly', 'Sumy'),
      ]),
      [],
    )
  })
})
