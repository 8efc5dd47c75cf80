/** What lies on a map: the areas that are filled, the borders above them and the land around, in the order they are drawn. */
import { worldOf, type Box, type Point } from './view.ts'

/** A ring as x, y, x, y … of the world's square; its last point is its first. */
export type WorldRing = Float64Array
/** Outer rings and holes alike: a point is inside when it is inside an odd number of them. */
export type WorldShape = readonly WorldRing[]

/** As much of an area as a map needs. */
export interface MappedArea {
  readonly code: string
  readonly parent: string | null
  readonly centre: { readonly lon: number; readonly lat: number } | null
  readonly shape: 'surveyed' | 'approximate' | 'none'
  readonly divided?: 'wholly' | 'partly' | null
}

export interface Tile {
  readonly code: string
  /** `circle`: no shape is known, only where it is. */
  readonly outline: 'surveyed' | 'approximate' | 'circle'
  readonly shape: WorldShape
  readonly box: Box
  /** Where its mark stands: certainly inside. */
  readonly anchor: Point
}

export interface Ground {
  readonly tiles: readonly Tile[]
  readonly tileOf: ReadonlyMap<string, Tile>
  /** Borders of what is above the tiles. */
  readonly borders: readonly { readonly shape: WorldShape; readonly outline: 'surveyed' | 'approximate' }[]
  /** Land of others. */
  readonly around: readonly WorldShape[]
  /** The codes above each tile, nearest first: a mark of theirs is also that of the tile. */
  readonly above: ReadonlyMap<string, readonly string[]>
  readonly box: Box | undefined
}

/** Pixels: how large an area is drawn of which only the place is known. */
export const circleRadius = 9

/** `within`: areas that are framed, with everything below them; where none is named, all there are. */
export function groundOf(
  areas: ReadonlyMap<string, MappedArea>,
  shapes: ReadonlyMap<string, WorldShape>,
  within: readonly string[],
): Ground {
  const children = new Map<string | null, string[]>()
  for (const { code, parent } of areas.values()) {
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [code])
    else siblings.push(code)
  }
  const framed = new Set<string>()
  const open = within.length === 0 ? [...areas.keys()] : within.filter((code) => areas.has(code))
  while (open.length > 0) {
    const code = open.pop()!
    if (framed.has(code)) continue
    framed.add(code)
    open.push(...(children.get(code) ?? []))
  }

  const above = new Map<string, string[]>()
  for (const code of framed) above.set(code, ancestorsOf(areas, code))
  /** Of those with a shape of their own below them. */
  const parted = new Set<string>()
  const beneathShape = new Set<string>()
  for (const [code, ancestors] of above) {
    if (shapes.has(code)) for (const one of ancestors) parted.add(one)
    if (ancestors.some((one) => framed.has(one) && shapes.has(one))) beneathShape.add(code)
  }

  const tiles: Tile[] = []
  const borders: Ground['borders'][number][] = []
  for (const code of framed) {
    const area = areas.get(code)!
    const shape = shapes.get(code)
    if (shape !== undefined) {
      const outline = area.shape === 'surveyed' ? 'surveyed' : 'approximate'
      if (parted.has(code)) borders.push({ shape, outline })
      // What its known parts leave over can be under alert as well.
      if (parted.has(code) && area.divided === 'wholly') continue
      tiles.push({ code, outline, shape, box: boxOf(shape), anchor: anchorOf(shape) })
    } else if (area.centre !== null && !beneathShape.has(code) && !parted.has(code)) {
      const anchor = worldOf(area.centre)
      const box = { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y }
      tiles.push({ code, outline: 'circle', shape: [], box, anchor })
    }
  }
  // What lies inside of another is drawn after it.
  tiles.sort((a, b) => sizeOf(b.box) - sizeOf(a.box))

  const upward = new Set(within.flatMap((code) => ancestorsOf(areas, code)))
  const around: WorldShape[] = []
  for (const [code, shape] of shapes) {
    const parent = areas.get(code)?.parent ?? null
    if (!framed.has(code) && !upward.has(code) && (parent === null || upward.has(parent))) around.push(shape)
  }
  return {
    ...{ tiles, borders, around, above },
    tileOf: new Map(tiles.map((tile) => [tile.code, tile])),
    box: boxOfAll(tiles),
  }
}

function boxOfAll(tiles: readonly Tile[]): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { box } of tiles) {
    left = Math.min(left, box.left)
    top = Math.min(top, box.top)
    right = Math.max(right, box.right)
    bottom = Math.max(bottom, box.bottom)
  }
  return left > right ? undefined : { left, top, right, bottom }
}

function ancestorsOf(areas: ReadonlyMap<string, MappedArea>, code: string): string[] {
  const ancestors: string[] = []
  for (let at = areas.get(code)?.parent ?? null; at !== null; at = areas.get(at)?.parent ?? null) {
    if (ancestors.includes(at)) break
    ancestors.push(at)
  }
  return ancestors
}

function sizeOf(box: Box): number {
  return (box.right - box.left) * (box.bottom - box.top)
}

export function boxOf(shape: WorldShape): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of shape)
    for (let i = 0; i + 1 < ring.length; i += 2) {
      if (ring[i]! < left) left = ring[i]!
      if (ring[i]! > right) right = ring[i]!
      if (ring[i + 1]! < top) top = ring[i + 1]!
      if (ring[i + 1]! > bottom) bottom = ring[i + 1]!
    }
  return { left, top, right, bottom }
}

export function holds(shape: WorldShape, { x, y }: Point): boolean {
  let inside = false
  for (const ring of shape)
    for (let i = 2; i + 1 < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!]
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
    }
  return inside
}

/** The middle of the widest stretch inside, of those near the middle of its height: there is room for a mark. */
export function anchorOf(shape: WorldShape): Point {
  const { left, right, top, bottom } = boxOf(shape)
  let best = { room: -1, at: { x: (left + right) / 2, y: (top + bottom) / 2 } }
  for (const part of [0.5, 0.44, 0.56, 0.37, 0.63, 0.29, 0.71, 0.2, 0.8]) {
    const y = top + (bottom - top) * part
    const meets: number[] = []
    for (const ring of shape)
      for (let i = 2; i + 1 < ring.length; i += 2) {
        const [ax, ay, bx, by] = [ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!]
        if (ay > y !== by > y) meets.push(ax + ((y - ay) / (by - ay)) * (bx - ax))
      }
    meets.sort((a, b) => a - b)
    for (let i = 0; i + 1 < meets.length; i += 2) {
      const room = (meets[i + 1]! - meets[i]!) * (1 - Math.abs(part - 0.5))
      if (room > best.room) best = { room, at: { x: (meets[i]! + meets[i + 1]!) / 2, y } }
    }
  }
  return best.at
}

/** The rings by polygon, each with its outer ring first and then its holes. */
export function polygonsOf(shape: WorldShape): WorldRing[][] {
  if (shape.length < 2) return shape.map((ring) => [ring])
  const depths = shape.map((ring) => {
    const at = { x: ring[0]!, y: ring[1]! }
    return shape.filter((other) => other !== ring && holds([other], at)).length
  })
  const polygons = shape.flatMap((ring, i) =>
    depths[i]! % 2 === 0 ? [{ ring, depth: depths[i]!, holes: [] as WorldRing[] }] : [],
  )
  for (const [i, ring] of shape.entries()) {
    if (depths[i]! % 2 === 0) continue
    const at = { x: ring[0]!, y: ring[1]! }
    polygons
      .find(({ ring: outer, depth }) => depth === depths[i]! - 1 && holds([outer], at))
      ?.holes.push(ring)
  }
  return polygons.map(({ ring, holes }) => [ring, ...holes])
}

/** The smallest area at a point; `reach` is how far from its centre a circle is still hit, in the world's units. */
export function tileAt({ tiles }: Ground, at: Point, reach: number): Tile | undefined {
  for (let i = tiles.length - 1; i >= 0; i--) {
    const tile = tiles[i]!
    if (tile.outline === 'circle') {
      if (Math.hypot(at.x - tile.anchor.x, at.y - tile.anchor.y) <= reach) return tile
    } else if (
      at.x >= tile.box.left &&
      at.x <= tile.box.right &&
      at.y >= tile.box.top &&
      at.y <= tile.box.bottom &&
      holds(tile.shape, at)
    )
      return tile
  }
  return undefined
}
