import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import type { Siren, SirenId } from '#channels'
import type { Mode } from '#base'
import { drillNotice } from '../../test/support/notices.ts'
import { peopleIn, settlementsIn, sirensFor } from './preview-magnitude.ts'
import { coveredBy } from './preview-reach.ts'

const area = (code: string, parent: string | null, more: Partial<Area> = {}): Area => ({
  ...{ code: code as AreaCode, parent: parent as AreaCode | null, kind: 'district', names: { en: code } },
  ...more,
})
const codes = (...some: string[]) => some as AreaCode[]
const treeOf = (areas: readonly Area[]) => {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  return built.value
}
const hierarchy = treeOf([
  area('o', null, { kind: 'region', divided: 'wholly', population: 100 }),
  ...[area('a', 'o', { population: 30 }), area('b', 'o'), area('c', 'o', { divided: 'wholly' })],
  ...[area('b1', 'b', { population: 5, kind: 'settlement' }), area('b2', 'b', { kind: 'settlement' })],
  ...[area('c1', 'c', { population: 7 }), area('c2', 'c', { population: 8 })],
])

describe('people in areas', () => {
  test('are counted once where areas lie in each other', () => {
    assert.deepEqual(peopleIn(hierarchy, codes('a', 'o', 'c1')), { atLeast: 100, unknownIn: [] })
    assert.deepEqual(peopleIn(hierarchy, codes('a', 'a')), { atLeast: 30, unknownIn: [] })
  })

  test('are “at least” where an area’s number is unknown, which is named', () => {
    assert.deepEqual(peopleIn(hierarchy, codes('a', 'b')), { atLeast: 35, unknownIn: ['b'] })
    assert.deepEqual(peopleIn(hierarchy, codes('b2')), { atLeast: 0, unknownIn: ['b2'] })
  })

  test('of an area that its parts wholly make up are those of its parts', () => {
    assert.deepEqual(peopleIn(hierarchy, codes('c')), { atLeast: 15, unknownIn: [] })
  })

  test('never are more than all there are, and never fewer with an area more', () => {
    const some = fc.subarray(codes('o', 'a', 'b', 'c', 'b1', 'b2', 'c1', 'c2'))
    fc.assert(
      fc.property(some, some, (first, more) => {
        const few = peopleIn(hierarchy, first).atLeast
        const many = peopleIn(hierarchy, [...first, ...more]).atLeast
        assert.ok(few <= many && many <= 100)
      }),
      { seed: 5 },
    )
  })
})

test('settlements are counted where the map has any, and nothing is said where it has none', () => {
  assert.equal(settlementsIn(hierarchy, codes('b', 'b1')), 2)
  assert.equal(settlementsIn(hierarchy, codes('a')), undefined)
})

describe('sirens for a warning', () => {
  const siren = (id: string, place: string, modes: readonly Mode[] = ['drill']): Siren => ({
    ...{ id: id as SirenId, name: id, area: place as AreaCode, operator: 'x', kind: 'signed', modes },
  })
  const sirens = [siren('s1', 'a'), siren('s2', 'b1'), siren('s3', 'c1', ['live']), siren('far', 'elsewhere')]
  const notice = drillNotice({ siren: 'danger' })

  test('are those that stand in the areas or around them, and what they can’t cover is named', () => {
    const found = sirensFor(hierarchy, sirens, codes('a', 'b', 'b2', 'c'), [notice], [])
    assert.equal(found.total, 3)
    // b2 has none of its own; c has one that may not be asked in a drill.
    assert.deepEqual(found.uncovered, ['b2', 'c'])
    assert.deepEqual(sirensFor(hierarchy, sirens, codes('o'), [notice], []).uncovered, [])
  })

  test('sound or stop as they are told', () => {
    const end = drillNotice({ id: 'x.2e' as never, kind: 'all-clear' })
    const tries = [
      { notice: notice.id, channel: 'siren', target: 's1' },
      { notice: notice.id, channel: 'siren', target: 's2' },
      { notice: end.id, channel: 'siren', target: 's3' },
    ]
    const found = sirensFor(hierarchy, sirens, codes('o'), [notice, end], tries)
    assert.deepEqual([found.sound, found.stop], [2, 1])
  })
})

test('an area is covered by whatever it is, lies in or holds', () => {
  const covers = coveredBy(hierarchy, codes('b'))
  for (const code of codes('o', 'b', 'b1', 'b2')) assert.ok(covers(code), code)
  for (const code of codes('a', 'c', 'c1', 'elsewhere')) assert.ok(!covers(code), code)
})
