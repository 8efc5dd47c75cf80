import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { plus, type Instant } from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import { sirenIn } from '../../../test/support/sirens.ts'
import { helpFor, metresBetween } from './nearest.ts'
import { orderFor, usualTimes } from './order.ts'
import { countsOf, sirenReach } from './siren-reach.ts'
import { evolve, neverHeard, type SirenState } from './siren-state.ts'
import type { SirenId } from './siren.ts'

const t0 = '2025-11-01T21:37:00.000Z' as Instant
const area = (code: string) => code as AreaCode
const same = (a: AreaCode, b: AreaCode) => a === b

describe('the reach by sirens', () => {
  const sirens = [
    sirenIn('zadonsk', 'z-1', { publicKey: 'k' }),
    sirenIn('zadonsk', 'z-2'),
    sirenIn('terbuny', 't-1'),
  ]
  const ordered = (id: SirenId): SirenState =>
    evolve(neverHeard(id), { type: 'siren-ordered', order: orderFor(drillNotice(), id, 1, t0, usualTimes) })
  const states = new Map([[sirens[0]!.id, ordered(sirens[0]!.id)]])

  test('counts each siren under its one word and names the areas without any', () => {
    const reach = sirenReach(sirens, states, [area('zadonsk'), area('dankov')], same, plus(t0, 1), usualTimes)
    assert.deepEqual(reach.areas[0]?.sirens.pending, ['z-1'])
    assert.deepEqual(reach.areas[0]?.sirens.unknown, ['z-2'])
    assert.deepEqual(reach.uncovered, ['dankov'])
    assert.deepEqual(countsOf(reach.total), {
      pending: 1,
      sounding: 0,
      passed: 0,
      failed: 0,
      silent: 0,
      unknown: 1,
    })
    assert.deepEqual(reach.unsigned, ['z-2'])
  })
  test('counts a siren of two areas once in the total', () => {
    const reach = sirenReach(
      sirens,
      states,
      [area('zadonsk'), area('terbuny')],
      () => true,
      plus(t0, 1),
      usualTimes,
    )
    assert.equal(Object.values(reach.total).flat().length, 3)
  })
})

describe('help for a silent siren', () => {
  const at = (lon: number, lat = 52) => ({ position: { lon, lat } })
  const silent = sirenIn('zadonsk', 'z-1', at(38.9))
  const sirens = [
    silent,
    sirenIn('zadonsk', 'z-2', at(38.92)),
    sirenIn('terbuny', 't-1', { ...at(38.91), operator: 'Terbuny' }),
    sirenIn('dankov', 'd-1', { ...at(39.5), operator: 'Dankov' }),
    sirenIn('zadonsk', 'z-3'),
  ]
  const neighbours = (code: AreaCode) => (code === 'zadonsk' ? [area('terbuny')] : [])

  test('names the nearest others first and the operators next door', () => {
    const help = helpFor(silent, sirens, neighbours, () => false)
    assert.deepEqual(
      help.nearest.map(({ siren }) => siren),
      ['t-1', 'z-2', 'd-1'],
    )
    assert.deepEqual(help.operators, ['operator of zadonsk', 'Terbuny'])
  })
  test('passes over those that are known to fail', () => {
    const help = helpFor(silent, sirens, neighbours, (siren) => siren === 't-1')
    assert.deepEqual(
      help.nearest.map(({ siren }) => siren),
      ['z-2', 'd-1'],
    )
  })
  test('measures along the great circle', () => {
    const quarter = metresBetween({ lon: 0, lat: 0 }, { lon: 90, lat: 0 })
    assert.ok(Math.abs(quarter - 10_007_557) < 1, `${quarter}`)
  })
})
