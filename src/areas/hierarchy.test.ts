import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Area, AreaCode } from './area.ts'
import { buildHierarchy, type Hierarchy } from './hierarchy.ts'

const code = (text: string) => text as AreaCode
const area = (name: string, parent: string | null, more: Partial<Area> = {}): Area => ({
  code: code(name),
  kind: 'district',
  parent: parent === null ? null : code(parent),
  names: { en: name },
  ...more,
})
const built = (areas: readonly Area[]): Hierarchy => {
  const result = buildHierarchy(areas)
  assert.ok(result.ok)
  return result.value
}
const codes = (areas: readonly Area[]) => areas.map((each) => each.code)

describe('a hierarchy', () => {
  const areas = [
    area('c', 'b'),
    area('b', 'a'),
    area('a', null),
    area('d', 'b'),
    area('e', 'a'),
    area('z', null),
  ]
  const tree = built(areas)

  test('knows who lies in whom, whatever order the areas come in', () => {
    assert.deepEqual(codes(tree.roots()), ['a', 'z'])
    assert.deepEqual(codes(tree.children(code('b'))), ['c', 'd'])
    assert.deepEqual(codes(tree.ancestors(code('c'))), ['b', 'a'])
    assert.deepEqual(codes(tree.descendants(code('a'))).sort(), ['b', 'c', 'd', 'e'])
    assert.equal(tree.contains(code('a'), code('d')), true)
    assert.equal(tree.contains(code('b'), code('e')), false)
    assert.equal(tree.contains(code('a'), code('a')), true)
  })

  test('says nothing lies in what it does not know', () => {
    assert.equal(tree.contains(code('?'), code('?')), false)
    assert.deepEqual(tree.children(code('?')), [])
    assert.equal(tree.get(code('?')), undefined)
  })

  test('refuses a code that stands twice, naming it and its place', () => {
    const result = buildHierarchy([area('a', null), area('a', null)])
    assert.ok(!result.ok)
    assert.deepEqual(result.problem, { code: 'areas/duplicate-code', at: 'areas[1]', details: { area: 'a' } })
  })

  test('refuses a parent that does not exist', () => {
    const result = buildHierarchy([area('a', 'nowhere')])
    assert.ok(!result.ok)
    assert.equal(result.problem.code, 'areas/unknown-parent')
    assert.deepEqual(result.problem.details, { area: 'a', parent: 'nowhere' })
  })

  test('refuses areas that lie in each other, naming the cycle and not what hangs from it', () => {
    const result = buildHierarchy([
      area('x', 'p'),
      area('p', 'q'),
      area('q', 'r'),
      area('r', 'p'),
      area('a', null),
    ])
    assert.ok(!result.ok)
    assert.equal(result.problem.code, 'areas/cycle')
    assert.deepEqual(result.problem.details['areas'], ['p', 'q', 'r', 'p'])
  })

  test('has the same version for the same areas in another order, and another one when any area changes', () => {
    assert.equal(built([...areas].reverse()).version, tree.version)
    const renamed = areas.map((each) => (each.code === 'c' ? { ...each, names: { en: 'C' } } : each))
    assert.notEqual(built(renamed).version, tree.version)
    assert.match(tree.version, /^[0-9a-f]{64}$/)
  })

  test('agrees with walking up the parents, for any tree', () => {
    const trees = fc
      .array(fc.nat(), { minLength: 1, maxLength: 40 })
      .map((picks) =>
        picks.map((pick, i) => area(`n${i}`, i === 0 || pick % 7 === 0 ? null : `n${pick % i}`)),
      )
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (nodes, m, n) => {
        const hierarchy = built([...nodes].reverse())
        const [outer, inner] = [nodes[m % nodes.length]!, nodes[n % nodes.length]!]
        const path: AreaCode[] = []
        for (let at: AreaCode | null = inner.code; at !== null; at = hierarchy.get(at)!.parent) path.push(at)
        assert.deepEqual(codes(hierarchy.ancestors(inner.code)), path.slice(1))
        assert.equal(hierarchy.contains(outer.code, inner.code), path.includes(outer.code))
        assert.equal(hierarchy.descendants(outer.code).includes(inner), path.slice(1).includes(outer.code))
      }),
    )
  })

  test('of 50,000 areas, thousands of levels deep, is built without recursion', () => {
    const chain = Array.from({ length: 2_000 }, (_, i) => area(`d${i}`, i === 0 ? null : `d${i - 1}`))
    const wide = Array.from({ length: 48_000 }, (_, i) => area(`w${i}`, `d${i % 5}`))
    const hierarchy = built([...wide, ...chain])
    assert.equal(hierarchy.size, 50_000)
    assert.equal(hierarchy.descendants(code('d0')).length, 49_999)
  })
})
