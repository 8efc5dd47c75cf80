import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { boxOf, anchorOf, type Tile } from './ground.ts'
import { kilometresBetween, outlineOf, touchedBy, type DrawnShape, type Place } from './touched.ts'
import { lonLatOf, worldOf } from './view.ts'

function tile(
  code: string,
  west: number,
  south: number,
  east: number,
  north: number,
  outline: Tile['outline'] = 'surveyed',
): Tile {
  const corners: Place[] = [
    ...[
      { lon: west, lat: south },
      { lon: east, lat: south },
      { lon: east, lat: north },
    ],
    ...[
      { lon: west, lat: north },
      { lon: west, lat: south },
    ],
  ]
  const shape = [
    Float64Array.from(
      corners.flatMap((corner) => {
        const { x, y } = worldOf(corner)
        return [x, y]
      }),
    ),
  ]
  return {
    code,
    outline,
    shape: outline === 'circle' ? [] : shape,
    box: boxOf(shape),
    anchor: anchorOf(shape),
  }
}

/** Three districts from west to east, the last with a shape that is only approximate. */
const tiles = [tile('a', 38, 52, 39, 53), tile('b', 39, 52, 40, 53), tile('c', 40, 52, 41, 53, 'approximate')]
const box = (west: number, south: number, east: number, north: number): DrawnShape => ({
  kind: 'polygon',
  ring: [
    ...[
      { lon: west, lat: south },
      { lon: east, lat: south },
    ],
    ...[
      { lon: east, lat: north },
      { lon: west, lat: north },
    ],
  ],
})
const codes = (shape: DrawnShape, among: readonly Tile[] = tiles) =>
  touchedBy(shape, among).map(({ code }) => code)

describe('something drawn on the map', () => {
  test('touches what it lies in, and nothing beside it', () => {
    assert.deepEqual(codes(box(38.4, 52.4, 38.6, 52.6)), ['a'])
  })

  test('touches what it cuts and what it holds whole', () => {
    assert.deepEqual(codes(box(38.5, 52.2, 39.5, 52.8)), ['a', 'b'])
    assert.deepEqual(codes(box(37, 51, 42, 54)), ['a', 'b', 'c'])
  })

  test('does not touch a neighbour along whose border it only runs', () => {
    assert.deepEqual(codes(box(39, 52.2, 39.5, 52.8)), ['b'])
    assert.deepEqual(codes(box(39, 52, 40, 53)), ['b'])
  })

  test('touches what it only just enters', () => {
    assert.deepEqual(codes(box(38.9, 52.4, 39.0001, 52.6)), ['a', 'b'])
  })

  test('is unsure of an approximate shape that its line goes through, and sure of one that it holds whole', () => {
    const sure = touchedBy(box(39.5, 52.2, 42, 52.8), tiles)
    assert.deepEqual(sure, [
      { code: 'b', certainty: 'certain' },
      { code: 'c', certainty: 'unsure' },
    ])
    assert.deepEqual(touchedBy(box(39.99, 51, 42, 54), [tiles[2]!]), [{ code: 'c', certainty: 'certain' }])
  })

  test('is unsure of a place of which only the place is known', () => {
    const town = tile('town', 38.5, 52.5, 38.5, 52.5, 'circle')
    assert.deepEqual(touchedBy(box(38, 52, 39, 53), [town]), [{ code: 'town', certainty: 'unsure' }])
    assert.deepEqual(touchedBy(box(39, 52, 40, 53), [town]), [])
  })

  test('touches nothing while it is no shape', () => {
    assert.deepEqual(
      codes({
        kind: 'polygon',
        ring: [
          { lon: 38, lat: 52 },
          { lon: 39, lat: 53 },
        ],
      }),
      [],
    )
  })

  test('may be a circle: as far as its radius says, in kilometres', () => {
    const centre = { lon: 38.9, lat: 52.5 }
    const toBorder = kilometresBetween(centre, { lon: 39, lat: 52.5 })
    assert.deepEqual(codes({ kind: 'circle', centre, radiusKilometres: toBorder - 0.05 }), ['a'])
    assert.deepEqual(codes({ kind: 'circle', centre, radiusKilometres: toBorder + 0.05 }), ['a', 'b'])
  })

  test('keeps every corner of a circle at its distance', () => {
    const centre = { lon: 39, lat: 68 }
    const ring = outlineOf({ kind: 'circle', centre, radiusKilometres: 50 })
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const far = kilometresBetween(centre, lonLatOf({ x: ring[i]!, y: ring[i + 1]! }))
      assert.ok(Math.abs(far - 50) < 0.01, `${far} km`)
    }
  })
})
