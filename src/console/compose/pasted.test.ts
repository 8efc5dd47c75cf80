import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { shippedLadders } from '#threats'
import { isMessage } from './message.ts'
import {
  askNext,
  concernedBy,
  mainLine,
  piecesOf,
  questionsOf,
  whereOf,
  withAnswer,
  type SaidArea,
  type SaidLine,
} from './pasted.ts'
import { small } from '../../../test/support/small-country.ts'

const one = (code: string, start = 0): SaidArea => ({
  ...{ text: code, start, end: start + code.length, decision: 'one', code, candidates: [] },
})
const unsure = (text: string, codes: readonly string[], start = 0): SaidArea => ({
  ...{ text, start, end: start + text.length, decision: 'ask', code: null },
  candidates: codes.map((code) => ({ code, names: { en: code }, score: 0.6 })),
})
const line = (part: Partial<SaidLine>): SaidLine => ({
  ...{ action: 'raise', threat: 'drone', ladder: 'lipetsk', level: 'red', areas: [], except: [], time: null },
  quote: { text: '', start: 0, end: 0 },
  ...part,
})

describe('a pasted message', () => {
  test('makes an alert of the highest line that warns', () => {
    const yellow = line({ level: 'yellow' })
    const red = line({})
    assert.equal(mainLine([yellow, line({ action: 'info' }), red], shippedLadders), red)
    assert.equal(mainLine([line({ action: 'end' }), line({ action: 'lower' })], shippedLadders), undefined)
  })
  test('chooses what is certain and asks about the rest, in the order of the text', () => {
    const said = line({
      areas: [unsure('B…', ['b', 'c'], 20), one('a'), unsure('?', [], 5)],
      except: [unsure('C…', ['c'], 9)],
    })
    assert.deepEqual(whereOf(said, small, ['region']), { kind: 'these', areas: ['a'] })
    assert.deepEqual(
      questionsOf(said).map(({ area, role }) => [area.text, role]),
      [
        ['C…', 'except'],
        ['B…', 'warned'],
      ],
    )
  })
  test('asks about the next candidate after a no, and about none after the last', () => {
    const [question] = questionsOf(line({ areas: [unsure('B…', ['b', 'c'])] }))
    const second = askNext(question!)
    assert.equal(second?.candidates[0]?.code, 'c')
    assert.equal(askNext(second), undefined)
  })
  test('that names only exceptions is about all that the authority warns', () => {
    const where = whereOf(line({ except: [one('b')] }), small, ['region'])
    assert.deepEqual(where, { kind: 'all-but', whole: 'region', areas: ['b'] })
  })
  test('with an exception inside several areas takes it out of them', () => {
    const where = whereOf(line({ areas: [one('a'), one('region')], except: [one('b')] }), small, ['region'])
    assert.deepEqual(where, { kind: 'these', areas: ['a', 'c'] })
  })
  test('grows by what is said yes to, and shrinks by an exception', () => {
    const [warned] = questionsOf(line({ areas: [unsure('B…', ['b'])] }))
    assert.deepEqual(withAnswer({ kind: 'these', areas: ['a'] }, warned!, 'b', small).areas, ['a', 'b'])
    const [left] = questionsOf(line({ except: [unsure('B…', ['b'])] }))
    assert.deepEqual(withAnswer({ kind: 'these', areas: ['region'] }, left!, 'b', small), {
      ...{ kind: 'all-but', whole: 'region', areas: ['b'] },
    })
    assert.deepEqual(withAnswer({ kind: 'these', areas: ['a', 'b'] }, left!, 'b', small).areas, ['a'])
  })
  test('is shown whole, with each name marked where it stands', () => {
    const text = 'red in a and Bb but c'
    const lines = [line({ areas: [one('a', 7), unsure('Bb', ['b'], 13)], except: [one('c', 20)] })]
    const pieces = piecesOf(text, lines)
    assert.equal(pieces.map((piece) => piece.text).join(''), text)
    assert.deepEqual(
      pieces.filter(({ is }) => is !== 'plain').map((piece) => [piece.text, piece.is]),
      [
        ['a', 'found'],
        ['Bb', 'unsure'],
        ['c', 'left-out'],
      ],
    )
  })
  test('about an end concerns what is in force there, of that threat', () => {
    const alert = (threat: string, code: string) => ({
      content: { threat, areas: [{ code: code as never }] },
    })
    const issued = [alert('drone', 'a'), alert('drone', 'region'), alert('flood', 'a'), alert('drone', 'c')]
    assert.deepEqual(
      concernedBy(line({ action: 'end', areas: [one('a')] }), issued, small),
      issued.slice(0, 2),
    )
    assert.equal(concernedBy(line({ action: 'end', threat: null }), issued, small).length, 4)
  })
  test('is told from a name', () => {
    assert.ok(isMessage('Красный уровень объявлен в Ельце'))
    assert.ok(isMessage('a\nb'))
    assert.ok(!isMessage('Lev-Tolstovsky District'))
  })
})
