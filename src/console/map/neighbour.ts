/** Which area an arrow key goes to: the nearest one in that direction. */
import type { Tile } from './ground.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

const ways: { readonly [direction in Direction]: { readonly x: number; readonly y: number } } = {
  ...{ left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } },
}

/** Undefined at the edge of the map. What lies aside of the direction counts as farther: going back mostly returns. */
export function neighbourOf(tiles: readonly Tile[], from: Tile, direction: Direction): Tile | undefined {
  const way = ways[direction]
  let best: { readonly tile: Tile; readonly far: number } | undefined
  for (const tile of tiles) {
    if (tile === from) continue
    const x = tile.anchor.x - from.anchor.x
    const y = tile.anchor.y - from.anchor.y
    const ahead = x * way.x + y * way.y
    const aside = Math.abs(x * way.y + y * way.x)
    // Within 60° to either side, so that nearly every area can be come to; the rest by name, one after the other.
    if (ahead <= 0 || aside > ahead * 1.75) continue
    const far = ahead + aside * 1.6
    if (best === undefined || far < best.far) best = { tile, far }
  }
  return best?.tile
}
