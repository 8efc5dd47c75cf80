import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Area, AreaCode, Shape } from '../area.ts'
import { buildHierarchy } from '../hierarchy.ts'
import { adjacency } from './adjacency.ts'

const box = (west: number, south: number, east: number, north: number): Shape => [
  [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ].map(([lon, lat]) => ({ lon: lon!, lat: lat! })),
  ],
]
const area = (name: string, more: Partial<Area>): Area => ({
  code: name as AreaCode,
  kind: 'district',
  parent: 'land' as AreaCode,
  names: { en: name },
  ...more,
})
const neighboursOf = (name: string, ...areas: readonly Area[]) => {
  const built = buildHierarchy([area('land', { parent: null }), ...areas])
  assert.ok(built.ok)
  return adjacency(built.value).neighbours(name as AreaCode)
}

describe('neighbours', () => {
  const [a, b, c, d] = [
    area('a', { shape: box(0, 0, 1, 1) }),
    area('b', { shape: box(1, 0, 2, 1) }),
    area('c', { shape: box(0, 1, 0.5, 2) }),
    area('d', { shape: box(8, 8, 9, 9) }),
  ]
  test('share a border; the longest one comes first', () =>
    assert.deepEqual(neighboursOf('a', a, b, c, d), ['b', 'c']))
  test('are none for an area that stands alone', () => assert.deepEqual(neighboursOf('d', a, b, c, d), []))
  test('may be drawn a few hundred metres apart', () => {
    const near = area('near', { shape: box(1.003, 0, 2, 1) })
    assert.deepEqual(neighboursOf('a', a, near), ['near'])
  })
  test('are the nearest centres where there are no shapes', () => {
    const at = (name: string, lon: number) => area(name, { centre: { lon, lat: 0 } })
    assert.deepEqual(neighboursOf('p', at('p', 0), at('q', 3), at('r', 1), at('s', 2)), ['r', 's', 'q'])
  })
  test('are unknown where nothing is known', () => assert.deepEqual(neighboursOf('x', area('x', {}), a), []))
  test('are never parent and child', () => {
    const child = area('child', { parent: 'a' as AreaCode, shape: box(0, 0, 0.5, 0.5) })
    assert.deepEqual(neighboursOf('a', a, b, child), ['b'])
    assert.deepEqual(neighboursOf('child', a, b, child), [])
  })
})
