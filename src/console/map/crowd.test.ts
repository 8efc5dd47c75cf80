import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { paintCrowd, pixelsOf } from './crowd.ts'
import { holds, type WorldShape } from './ground.ts'
import { toWorld } from './view.ts'

const view = { x: 0.5, y: 0.5, zoom: 2 }
const size = { width: 64, height: 48 }
/** Pixels of the world at that zoom. */
const world = 512 * 4
const ring = (...points: readonly (readonly [number, number])[]): WorldShape => [
  Float64Array.from(
    [...points, points[0]!].flatMap(([x, y]) => [0.5 + (x - 32) / world, 0.5 + (y - 24) / world]),
  ),
]
const square = (x: number, y: number, side: number) =>
  ring([x, y], [x + side, y], [x + side, y + side], [x, y + side])

describe('many areas as pixels', () => {
  test('belong to the shape that holds their middle', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -20, max: 90 }), fc.integer({ min: -20, max: 70 })), {
          ...{ minLength: 3, maxLength: 9 },
        }),
        (points) => {
          // Off the middles of the pixels: what lies exactly on a line belongs to either side.
          const shape = ring(...points.map(([x, y]) => [x + 0.217, y + 0.331] as const))
          const { owner, width } = pixelsOf([shape], view, size, 1)
          for (let y = 0; y < size.height; y += 3)
            for (let x = 0; x < size.width; x += 3) {
              const inside = holds(shape, toWorld(view, size, { x: x + 0.5, y: y + 0.5 }))
              assert.equal(owner[y * width + x], inside ? 1 : 0, `pixel ${x}, ${y}`)
            }
        },
      ),
      { seed: 7, numRuns: 60 },
    ))

  test('leave no gap between neighbours', () => {
    const slanted = [
      ring([-5, -5], [30.3, -5], [35.7, 60], [-5, 60]),
      ring([30.3, -5], [80, -5], [80, 60], [35.7, 60]),
    ]
    const { owner } = pixelsOf(slanted, view, size, 1)
    assert.ok(owner.every((id) => id === 1 || id === 2))
  })

  test('show what lies over the rest', () => {
    const { owner, width } = pixelsOf([square(10, 10, 30), square(20, 20, 10)], view, size, 1)
    assert.deepEqual([owner[25 * width + 25], owner[12 * width + 12]], [2, 1])
  })

  test('are twice as many where the screen has two for one', () => {
    const { width, height, owner } = pixelsOf([square(10, 10, 10)], view, size, 2)
    assert.deepEqual([width, height, owner.filter((id) => id === 1).length], [128, 96, 400])
  })

  const paint = (...shapes: readonly WorldShape[]) => {
    const pixels = pixelsOf(shapes, view, size, 1)
    const out = new Uint32Array(pixels.owner.length)
    const state = { pattern: Uint8Array.of(0, 1), edge: Uint32Array.of(0, 77), dashed: Uint8Array.of(0, 0) }
    const look = { patterns: Uint32Array.of(5, 6), side: 1, nothing: 9, line: 3, border: 4 }
    paintCrowd(pixels, state, look, out)
    return (x: number, y: number) => out[y * pixels.width + x]
  }

  test('have the pattern of their area, its edge along the border, and a line where it has none', () => {
    const at = paint(square(2, 8, 30), square(32, 8, 30))
    assert.deepEqual([at(0, 0), at(16, 20), at(46, 20)], [9, 5, 6])
    assert.deepEqual([at(2, 20), at(3, 20), at(31, 20)], [3, 5, 3], 'the first has the line of the land')
    assert.deepEqual([at(32, 20), at(33, 20), at(61, 20)], [77, 77, 77], 'the second has an edge of its own')
  })

  test('have a narrow edge where they are small', () => {
    const at = paint(square(8, 8, 12), square(20, 8, 12))
    assert.deepEqual([at(20, 14), at(21, 14)], [77, 6])
  })

  test('have a border between groups, on both sides', () => {
    const shapes = [square(0, 8, 16), square(16, 8, 16), square(32, 8, 16)]
    const { rim, width } = pixelsOf(shapes, view, size, 1, Uint16Array.of(1, 1, 2))
    assert.deepEqual([rim[16 * width + 15], rim[16 * width + 16]], [2, 2])
    assert.deepEqual([rim[16 * width + 31], rim[16 * width + 32]], [3, 3])
  })
})
