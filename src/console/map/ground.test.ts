import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { anchorOf, groundOf, holds, polygonsOf, tileAt, type MappedArea, type WorldShape } from './ground.ts'

/** A square of one, its corner at x, y. */
const square = (x: number, y: number, side = 1): WorldShape => [
  Float64Array.from([x, y, x, y + side, x + side, y + side, x + side, y, x, y]),
]

function area(code: string, parent: string | null, more: Partial<MappedArea> = {}): [string, MappedArea] {
  return [code, { code, parent, centre: null, shape: 'surveyed', ...more }]
}

/** A region of two districts and a town without a shape; another region beside it. */
const areas = new Map<string, MappedArea>([
  area('land', null, { divided: 'partly', shape: 'none' }),
  area('region', 'land', { divided: 'wholly' }),
  area('west', 'region'),
  area('east', 'region', { shape: 'approximate' }),
  area('town', 'west', { shape: 'none', centre: { lon: 1, lat: 1 } }),
  area('beyond', 'land'),
])
const shapes = new Map<string, WorldShape>([
  ['region', [Float64Array.from([0, 0, 0, 1, 2, 1, 2, 0, 0, 0])]],
  ['west', square(0, 0)],
  ['east', square(1, 0)],
  ['beyond', square(5, 0)],
])
const codes = (ground: ReturnType<typeof groundOf>) => ground.tiles.map(({ code }) => code).toSorted()

describe('what lies on a map', () => {
  test('is filled where nothing smaller has a shape, and framed by what is above', () => {
    const ground = groundOf(areas, shapes, ['region'])
    assert.deepEqual(codes(ground), ['east', 'west'])
    assert.deepEqual(
      ground.borders.map(({ shape }) => shape),
      [shapes.get('region')],
    )
    assert.equal(ground.tileOf.get('east')!.outline, 'approximate')
  })

  test('has the land of others around it, but not twice what is framed', () => {
    assert.deepEqual(groundOf(areas, shapes, ['region']).around, [shapes.get('beyond')])
    assert.deepEqual(groundOf(areas, shapes, []).around, [])
  })

  test('keeps what its known parts leave over', () => {
    const partly = new Map([...areas, area('region', 'land', { divided: 'partly' })])
    const ground = groundOf(partly, shapes, ['region'])
    assert.deepEqual(codes(ground), ['east', 'region', 'west'])
    assert.equal(ground.tiles[0]!.code, 'region', 'what is large lies beneath')
  })

  test('shows a place without a shape as a circle only where nothing around it has one', () => {
    assert.ok(!groundOf(areas, shapes, ['region']).tileOf.has('town'))
    const without = new Map([...shapes].filter(([code]) => code !== 'west' && code !== 'region'))
    const tile = groundOf(areas, without, ['region']).tileOf.get('town')
    assert.equal(tile?.outline, 'circle')
  })

  test('knows what is above each area, nearest first', () => {
    assert.deepEqual(groundOf(areas, shapes, ['region']).above.get('town'), ['west', 'region', 'land'])
  })

  test('is empty for codes that nobody knows', () => {
    const ground = groundOf(areas, shapes, ['nowhere'])
    assert.deepEqual([ground.tiles, ground.box], [[], undefined])
  })

  test('is found under a point, the smaller before the larger', () => {
    const partly = new Map([...areas, area('region', 'land', { divided: 'partly' })])
    const ground = groundOf(partly, shapes, ['region'])
    assert.equal(tileAt(ground, { x: 0.5, y: 0.5 }, 0.01)?.code, 'west')
    assert.equal(tileAt(ground, { x: 1.5, y: 0.5 }, 0.01)?.code, 'east')
    assert.equal(tileAt(ground, { x: 9, y: 9 }, 0.01), undefined)
  })

  test('carries its mark inside, however an area is bent', () => {
    const u = [Float64Array.from([0, 0, 0, 3, 3, 3, 3, 0, 2, 0, 2, 2, 1, 2, 1, 0, 0, 0])]
    assert.ok(holds(u, anchorOf(u)))
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 3, maxLength: 20 }),
        (radii) => {
          const points = radii.flatMap((radius, i) => {
            const angle = (i / radii.length) * 2 * Math.PI
            return [Math.cos(angle) * radius, Math.sin(angle) * radius]
          })
          const star = [Float64Array.from([...points, points[0]!, points[1]!])]
          assert.ok(holds(star, anchorOf(star)))
        },
      ),
    )
  })

  test('tells outer rings from holes and islands in them, whichever way they run', () => {
    const [outer, hole, island, apart] = [
      square(0, 0, 9)[0]!,
      square(2, 2, 5)[0]!,
      square(3, 3)[0]!,
      square(20, 0)[0]!,
    ]
    const polygons = polygonsOf([hole, island, outer, apart])
    assert.deepEqual(
      polygons.map((rings) => rings.length).toSorted((a, b) => a - b),
      [1, 1, 2],
    )
    assert.deepEqual(
      polygons.find((rings) => rings.length === 2),
      [outer, hole],
    )
  })
})
