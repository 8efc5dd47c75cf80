import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Area, AreaCode } from './area.ts'
import { except, expandToLeaves, sayWholes, simplestCover } from './cover.ts'
import { buildHierarchy, type Hierarchy } from './hierarchy.ts'

const code = (text: string) => text as AreaCode
const codes = (text: string) => text.split(' ').map(code)
function tree(lines: string): Hierarchy {
  const areas = lines.split('\n').map((line): Area => {
    const [name, parent, divided] = line.trim().split(' ')
    return {
      code: code(name!),
      kind: 'district',
      parent: parent === '-' ? null : code(parent!),
      names: { en: name! },
      ...(divided === undefined ? {} : { divided: divided as 'wholly' | 'partly' }),
    }
  })
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  return built.value
}
const land = tree(`land - partly
  region land wholly
  north region wholly
  south region
  city region
  n1 north
  n2 north
  n3 north`)

describe('a set of areas', () => {
  test('leaves out what lies in another of its areas, and repetitions', () => {
    assert.deepEqual(simplestCover(land, codes('n1 north city city n3')), codes('north city'))
  })

  test('keeps all children apart when only the simplest cover is asked for', () => {
    assert.deepEqual(simplestCover(land, codes('n1 n2 n3')), codes('n1 n2 n3'))
  })

  test('is said as the whole, level by level, when it has all parts', () => {
    assert.deepEqual(sayWholes(land, codes('n1 n2 n3')), codes('north'))
    assert.deepEqual(sayWholes(land, codes('n3 south n1 city n2')), codes('region'))
    assert.deepEqual(sayWholes(land, codes('n1 n2 city')), codes('n1 n2 city'))
  })

  test('is never said as a country of which only one region is loaded', () => {
    assert.deepEqual(sayWholes(land, codes('region')), codes('region'))
  })

  test('is taken apart down to what has no parts', () => {
    assert.deepEqual(expandToLeaves(land, codes('region n1')), codes('n1 n2 n3 south city'))
    assert.deepEqual(expandToLeaves(land, codes('city')), codes('city'))
  })
})

describe('all of an area but a part', () => {
  const left = (whole: string, but: string) => {
    const result = except(land, code(whole), codes(but))
    return result.ok ? result.value.join(' ') : result.problem.code
  }
  test('is its other parts', () => assert.equal(left('region', 'city'), 'north south'))
  test('goes down only where the exception lies', () =>
    assert.equal(left('region', 'n2'), 'n1 n3 south city'))
  test('takes exceptions at several levels', () => assert.equal(left('region', 'n2 city'), 'n1 n3 south'))
  test('needs no division when nothing is excepted', () => {
    const result = except(land, code('land'), [])
    assert.deepEqual(result, { ok: true, value: ['land'] })
  })
  test('is refused for what is not a part', () => assert.equal(left('north', 'city'), 'areas/not-inside'))
  test('is refused when nothing would be left', () =>
    assert.equal(left('north', 'n1 n2 n3'), 'areas/nothing-left'))
  test('is refused where parts are not all loaded, because the rest would be lost unsaid', () =>
    assert.equal(left('land', 'city'), 'areas/not-divided'))

  test('covers every leaf of the whole exactly once, but for the excepted ones', () => {
    const trees = fc.array(fc.nat(), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(trees, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (picks, chosen) => {
        const lines = picks.map((pick, i) => `n${i} ${i === 0 ? '-' : `n${pick % i}`} wholly`)
        const hierarchy = tree(lines.join('\n'))
        const exceptions = chosen.map((pick) => code(`n${pick % picks.length}`))
        const result = except(hierarchy, code('n0'), exceptions)
        const all = expandToLeaves(hierarchy, [code('n0')])
        const gone = new Set(expandToLeaves(hierarchy, exceptions))
        const wanted = all.filter((leaf) => !gone.has(leaf))
        if (!result.ok) return assert.equal(wanted.length, 0)
        const covered = result.value.flatMap((each) => expandToLeaves(hierarchy, [each]))
        assert.deepEqual([...covered].sort(), [...wanted].sort())
      }),
    )
  })
})
