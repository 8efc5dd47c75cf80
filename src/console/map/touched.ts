/** Which areas something drawn on the map touches: reckoned in the plane of the map, so that it is what was seen. */
import { anchorOf, boxOf, holds, type Tile, type WorldRing, type WorldShape } from './ground.ts'
import { worldOf, type Box, type Point } from './view.ts'

export interface Place {
  readonly lon: number
  readonly lat: number
}

/** What was drawn, in degrees. */
export type DrawnShape =
  | { readonly kind: 'polygon'; readonly ring: readonly Place[] }
  | { readonly kind: 'circle'; readonly centre: Place; readonly radiusKilometres: number }

export interface Touched {
  readonly code: string
  /** `unsure`: the line goes through a shape that is only approximate, or by a place of which nothing else is known. */
  readonly certainty: 'certain' | 'unsure'
}

const corners = 128
const earthKilometres = 6_371.0088

/** Corners of the outline in the world's square, the first repeated at the end. */
export function outlineOf(shape: DrawnShape): WorldRing {
  const places = shape.kind === 'polygon' ? shape.ring : circleOf(shape.centre, shape.radiusKilometres)
  const points = places.map(worldOf)
  const [first] = points
  if (first !== undefined) points.push(first)
  return Float64Array.from(points.flatMap(({ x, y }) => [x, y]))
}

/** A circle on the sphere as a polygon that deviates from it by less than 0.04 %. */
function circleOf(centre: Place, kilometres: number): Place[] {
  const radians = Math.PI / 180
  const angle = kilometres / earthKilometres
  const [lat, lon] = [centre.lat * radians, centre.lon * radians]
  return Array.from({ length: corners }, (_, i) => {
    const bearing = (i / corners) * 2 * Math.PI
    const to = Math.asin(
      Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(bearing),
    )
    const across = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(lat),
      Math.cos(angle) - Math.sin(lat) * Math.sin(to),
    )
    return { lon: (lon + across) / radians, lat: to / radians }
  })
}

/** Nothing, where fewer than three corners were drawn. */
export function touchedBy(shape: DrawnShape, tiles: readonly Tile[]): Touched[] {
  const ring = outlineOf(shape)
  if (ring.length < 8) return []
  const drawn: WorldShape = [ring]
  const box = boxOf(drawn)
  const inner = anchorOf(drawn)
  const touched: Touched[] = []
  for (const tile of tiles) {
    if (tile.outline === 'circle') {
      if (holds(drawn, tile.anchor)) touched.push({ code: tile.code, certainty: 'unsure' })
      continue
    }
    if (!meet(box, tile.box)) continue
    const crossed = crosses(ring, tile.shape, box)
    if (
      !crossed &&
      !holds(drawn, firstPointOf(tile)) &&
      !holds(drawn, tile.anchor) &&
      !holds(tile.shape, inner)
    )
      continue
    const certainty = crossed && tile.outline === 'approximate' ? 'unsure' : 'certain'
    touched.push({ code: tile.code, certainty })
  }
  return touched
}

function firstPointOf({ shape, anchor }: Tile): Point {
  const ring = shape[0]
  return ring === undefined ? anchor : { x: ring[0]!, y: ring[1]! }
}

function meet(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

/** Whether the lines go through each other; lines that only run along each other don't. */
function crosses(drawn: WorldRing, shape: WorldShape, box: Box): boolean {
  for (const ring of shape)
    for (let i = 2; i + 1 < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i - 2]!, ring[i - 1]!, ring[i]!, ring[i + 1]!]
      if (Math.max(ax, bx) < box.left || Math.min(ax, bx) > box.right) continue
      if (Math.max(ay, by) < box.top || Math.min(ay, by) > box.bottom) continue
      for (let j = 2; j + 1 < drawn.length; j += 2) {
        const [cx, cy, dx, dy] = [drawn[j - 2]!, drawn[j - 1]!, drawn[j]!, drawn[j + 1]!]
        const c = side(ax, ay, bx, by, cx, cy)
        const d = side(ax, ay, bx, by, dx, dy)
        const a = side(cx, cy, dx, dy, ax, ay)
        const b = side(cx, cy, dx, dy, bx, by)
        if (c * d < 0 && a * b < 0) return true
      }
    }
  return false
}

function side(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  return Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))
}

/** On the mean sphere. */
export function kilometresBetween(a: Place, b: Place): number {
  const radians = Math.PI / 180
  const [across, up] = [((b.lon - a.lon) * radians) / 2, ((b.lat - a.lat) * radians) / 2]
  const h = Math.sin(up) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(across) ** 2
  return 2 * Math.asin(Math.min(1, Math.sqrt(h))) * earthKilometres
}
