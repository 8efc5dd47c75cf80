import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { JsonObject } from '#base'
import { genesis, sealFact } from './chain.ts'
import type { Seq } from './fact.ts'
import { newFact } from './ledger.contract.ts'
import { upcasts } from './upcasts.ts'

const table = upcasts({
  'alert-issued': [
    { name: 'level-became-code', up: ({ level, ...rest }) => ({ ...rest, levelCode: level ?? 'yellow' }) },
    {
      name: 'areas-became-list',
      up: ({ area, ...rest }) => ({ ...rest, areas: area === undefined ? [] : [area] }),
    },
  ],
})
const issued = (data: JsonObject) => sealFact(newFact('a', data, 'alert-issued'), 1 as Seq, 1, genesis).fact

describe('an old fact', () => {
  test('is brought to the current shape by every step since its own, its hash as it was', () => {
    const fact = issued({ level: 'red', area: 'RU-LIP' })
    const now = table.apply(fact)
    assert.deepEqual(now, {
      ok: true,
      value: { ...fact, data: { levelCode: 'red', areas: ['RU-LIP'], shape: 3 } },
    })
    assert.deepEqual(fact.data, { level: 'red', area: 'RU-LIP' })
    assert.deepEqual(table.path('alert-issued', 1), ['level-became-code', 'areas-became-list'])
    assert.deepEqual(table.path('alert-issued', 2), ['areas-became-list'])
  })

  test('of the current shape, or of a type that never changed, is left alone', () => {
    const current = issued({ levelCode: 'red', areas: [], shape: table.current('alert-issued') })
    assert.deepEqual(table.apply(current), { ok: true, value: current })
    const other = sealFact(newFact('a'), 1 as Seq, 1, genesis).fact
    assert.deepEqual(table.apply(other), { ok: true, value: other })
  })

  test('from a newer version is refused, and so is one whose shape is no shape', () => {
    for (const shape of [4, 0, 1.5, 'x']) {
      const refused = table.apply(issued({ shape }))
      assert.deepEqual(refused.ok ? {} : [refused.problem.code, refused.problem.details['found']], [
        'ledger/from-newer-version',
        typeof shape === 'number' && shape === 4 ? 4 : String(shape),
      ])
    }
  })
})
