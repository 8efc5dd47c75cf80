import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { BookView } from './answers.ts'
import {
  backToShipped,
  changesIn,
  groupOf,
  holding,
  partsOf,
  pathsOf,
  ruleOf,
  textAt,
  triedBy,
  typed,
  type Edits,
} from './phrase-table.ts'

const act = 'advice.drone.danger.act'
const first = 'texts.warning.90[0]'
const book = (phrases: BookView['phrases'], more: Partial<BookView> = {}): BookView => ({
  ...{ language: 'en', phrases, shipped: {}, overridden: [], missing: [] },
  ...{ reviewed: { by: null, note: 'new' }, changedBy: null, changedAt: null, fellBack: null },
  ...more,
})
const plain = book({ [first]: 'Go', [act]: 'Run' })
const changed = book({ [act]: 'Own' }, { overridden: [act], shipped: { [act]: 'Run' } })

describe('the table of texts', () => {
  test('puts what is said together into one group', () => {
    assert.equal(groupOf('texts.all-clear-still.1395[2]'), 'all-clear-still')
    assert.equal(groupOf(act), 'advice.drone')
    assert.equal(groupOf('times.plain'), 'times')
    assert.equal(groupOf('emergencyNumber'), 'emergencyNumber')
  })
  test('has each path once, those that one language lacks too, by length and try', () => {
    const other = book(
      { 'texts.warning.360[10]': 'a', 'texts.warning.360[9]': 'b', [first]: 'c' },
      { missing: ['texts.warning.90[1]'] },
    )
    assert.deepEqual(pathsOf([plain, other]), [
      ...[first, 'texts.warning.90[1]', 'texts.warning.360[9]', 'texts.warning.360[10]', act],
    ])
  })
  test('says of a path its length and its try, or what is left of it', () => {
    assert.deepEqual(partsOf('texts.warning.360[1]'), { rest: '', length: '360', number: 2 })
    assert.deepEqual(partsOf('modes.drill.90[0]'), { rest: 'drill', length: '90', number: 1 })
    assert.deepEqual(partsOf(act), { rest: 'danger.act' })
    assert.deepEqual(partsOf('places.andMore'), { rest: 'places.andMore' })
  })
  test('knows the rule of a path by its beginning, whole steps only', () => {
    const rules = [{ under: 'texts', slots: ['place'], once: ['place'], form: 'template' as const }]
    assert.equal(ruleOf(first, rules)?.under, 'texts')
    assert.equal(ruleOf('textsy.x', rules), undefined)
  })
  test('finds a text by its path and by what it says in any language', () => {
    assert.deepEqual(holding([first, act], [plain], 'RUN'), [act])
    assert.deepEqual(holding([first, act], [plain], 'warning'), [first])
    assert.deepEqual(holding([first, act], [plain], ' '), [first, act])
  })
  test('tries the templates of a group by what they say', () => {
    assert.deepEqual(triedBy('warning'), { kind: 'warning', remains: 'no' })
    assert.deepEqual(triedBy('retraction-still'), { kind: 'retraction', remains: 'yes' })
    assert.deepEqual(triedBy('advice.drone'), { kind: 'warning', remains: 'no' })
  })
})

describe('a text that is typed', () => {
  test('is a change until it is again what it was', () => {
    const edits = typed({}, plain, act, 'Hide')
    assert.deepEqual(changesIn(edits, 'en'), [[act, 'Hide']])
    assert.equal(textAt(plain, act, edits), 'Hide')
    assert.deepEqual(changesIn(typed(edits, plain, act, 'Run'), 'en'), [])
  })
  test('typed as it ships takes the own one back', () => {
    assert.deepEqual(changesIn(typed({}, changed, act, 'Run'), 'en'), [[act, null]])
  })
  test('goes back to what ships: a change where an own one was saved, none where it was not', () => {
    const back = backToShipped({}, changed, act)
    assert.deepEqual(changesIn(back, 'en'), [[act, null]])
    assert.equal(textAt(changed, act, back), 'Run')
    const edits: Edits = typed({}, plain, act, 'Hide')
    assert.deepEqual(changesIn(backToShipped(edits, plain, act), 'en'), [])
  })
  test('that ships with nothing goes back to nothing', () => {
    const own = book({ [act]: 'Own' }, { overridden: [act] })
    assert.equal(textAt(own, act, backToShipped({}, own, act)), undefined)
  })
})
