import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Tile } from './ground.ts'
import { neighbourOf, type Direction } from './neighbour.ts'
import type { Place } from './touched.ts'
import { worldOf } from './view.ts'

const directions = ['left', 'right', 'up', 'down'] as const

const tile = (code: string, x: number, y: number): Tile => ({
  ...{ code, outline: 'surveyed', shape: [] },
  box: { left: x, right: x, top: y, bottom: y },
  anchor: { x, y },
})
const grid = [0, 1, 2].flatMap((y) => [0, 1, 2].map((x) => tile(`${x}${y}`, x, y)))
const go = (from: string, direction: Direction) =>
  neighbourOf(
    grid,
    grid.find(({ code }) => code === from)!,
    direction,
  )?.code

describe('an arrow key on the map', () => {
  test('goes to the nearest area in its direction', () => {
    assert.equal(go('11', 'left'), '01')
    assert.equal(go('11', 'right'), '21')
    assert.equal(go('11', 'up'), '10')
    assert.equal(go('11', 'down'), '12')
  })

  test('stays at the edge', () => {
    assert.equal(go('00', 'left'), undefined)
    assert.equal(go('22', 'down'), undefined)
  })

  test('always goes ahead, never back to where it is', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), {
          minLength: 2,
        }),
        (places) => {
          const tiles = places.map(([x, y], i) => tile(String(i), x, y))
          const [from] = tiles as [Tile]
          const { x, y } = from.anchor
          assert.ok((neighbourOf(tiles, from, 'left')?.anchor.x ?? -1) < x)
          assert.ok((neighbourOf(tiles, from, 'right')?.anchor.x ?? 31) > x)
          assert.ok((neighbourOf(tiles, from, 'up')?.anchor.y ?? -1) < y)
          assert.ok((neighbourOf(tiles, from, 'down')?.anchor.y ?? 31) > y)
        },
      ),
    ))

  test('comes to every district of Lipetsk Oblast from every other', () => {
    const pack = JSON.parse(readFileSync('packs/lipetsk/pack.json', 'utf8')) as {
      readonly areas: readonly { readonly code: string; readonly kind: string; readonly centre?: Place }[]
    }
    const tiles = pack.areas.flatMap(({ code, kind, centre }) =>
      centre === undefined || kind === 'region' ? [] : [tile(code, worldOf(centre).x, worldOf(centre).y)],
    )
    for (const start of tiles) {
      const reached = new Set([start])
      for (const from of reached)
        for (const direction of directions) {
          const next = neighbourOf(tiles, from, direction)
          if (next !== undefined) reached.add(next)
        }
      assert.equal(reached.size, tiles.length, `from ${start.code}`)
    }
  })
})
