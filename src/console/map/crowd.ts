/** Many areas as pixels: which area each pixel belongs to is found once for a view; a change of what holds is then one pass over them. */
import type { WorldShape } from './ground.ts'
import { scaleOf, type Point, type Size, type View } from './view.ts'

/** Of a canvas in device pixels, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  /** 0 where there is nothing, else one more than the place of the shape in the list. */
  readonly owner: Uint16Array
  /** On the owner's side: 3 on a border between groups, 2 on any other, 1 beside it. */
  readonly rim: Uint8Array
}

/** More than these cannot be told apart by the numbers of a pixel. */
export const mostShapes = 65_534

/**
 * What comes later lies over what came before. A pixel belongs to the shape that holds its middle. `groups` are the numbers
 * of what the shapes belong to, such as their regions; all are of one where it is left out.
 */
export function pixelsOf(
  shapes: readonly WorldShape[],
  view: View,
  size: Size,
  ratio: number,
  groups: Uint16Array = new Uint16Array(shapes.length),
): Pixels {
  const width = Math.max(1, Math.round(size.width * ratio))
  const height = Math.max(1, Math.round(size.height * ratio))
  const owner = new Uint16Array(width * height)
  const scale = scaleOf(view) * ratio
  const origin = { x: view.x - width / 2 / scale, y: view.y - height / 2 / scale }
  const rows: number[][] = Array.from({ length: height }, () => [])
  for (const [i, shape] of shapes.entries()) {
    const { first, last } = crossingsOf(shape, scale, origin, rows)
    for (let row = first; row <= last; row++) {
      const meets = rows[row]!
      meets.sort((a, b) => a - b)
      for (let m = 0; m + 1 < meets.length; m += 2) {
        const from = Math.max(0, Math.ceil(meets[m]! - 0.5))
        const to = Math.min(width, Math.ceil(meets[m + 1]! - 0.5))
        if (from < to) owner.fill(i + 1, row * width + from, row * width + to)
      }
      meets.length = 0
    }
  }
  const owned = owner.reduce((sum, id) => (id === 0 ? sum : sum + 1), 0)
  // Where areas are a few pixels wide, broad edges would be all there is of them.
  const isSmall = Math.sqrt(owned / Math.max(1, shapes.length)) < 28 * ratio
  const reach = isSmall ? 0 : Math.max(1, Math.round(ratio))
  return { width, height, owner, rim: rimOf(owner, width, groups, reach) }
}

/** Where the middle of each row enters and leaves the shape; the rows that it is in. */
function crossingsOf(shape: WorldShape, scale: number, origin: Point, rows: number[][]) {
  let [first, last] = [rows.length, -1]
  for (const ring of shape)
    for (let i = 2; i + 1 < ring.length; i += 2) {
      let [ax, ay] = [(ring[i - 2]! - origin.x) * scale, (ring[i - 1]! - origin.y) * scale]
      let [bx, by] = [(ring[i]! - origin.x) * scale, (ring[i + 1]! - origin.y) * scale]
      // From the upper end: both neighbours of a border reckon it the same way, and leave no pixel between them.
      if (ay > by || (ay === by && ax > bx)) [ax, ay, bx, by] = [bx, by, ax, ay]
      const from = Math.max(0, Math.ceil(ay - 0.5))
      const to = Math.min(rows.length - 1, Math.ceil(by - 0.5) - 1)
      if (from > to) continue
      const slope = (bx - ax) / (by - ay)
      for (let row = from; row <= to; row++) rows[row]!.push(ax + (row + 0.5 - ay) * slope)
      if (from < first) first = from
      if (to > last) last = to
    }
  return { first, last }
}

function rimOf(owner: Uint16Array, width: number, groups: Uint16Array, reach: number): Uint8Array {
  const rim = new Uint8Array(owner.length)
  const compare = (here: number, there: number) => {
    const [a, b] = [owner[here]!, owner[there]!]
    if (a === b) return
    const value = a !== 0 && b !== 0 && groups[a - 1] !== groups[b - 1] ? 3 : 2
    if (a !== 0 && rim[here]! < value) rim[here] = value
    if (b !== 0 && rim[there]! < value) rim[there] = value
  }
  for (let p = 0; p + 1 < owner.length; p++) if ((p + 1) % width !== 0) compare(p, p + 1)
  for (let p = 0; p + width < owner.length; p++) compare(p, p + width)
  for (let step = 0; step < reach; step++)
    for (let p = width; p + width < rim.length; p++) {
      if (rim[p] !== 0 || owner[p] === 0) continue
      if (rim[p - 1]! > 1 || rim[p + 1]! > 1 || rim[p - width]! > 1 || rim[p + width]! > 1) rim[p] = 1
    }
  return rim
}

/** Colours as a canvas keeps them: red in the lowest byte. */
export interface CrowdLook {
  /** Squares of pixels, one after the other; `side` pixels wide and high. */
  readonly patterns: Uint32Array
  readonly side: number
  readonly nothing: number
  readonly line: number
  /** Between groups. */
  readonly border: number
}

/** By a shape's place in the list. */
export interface CrowdState {
  readonly pattern: Uint8Array
  /** 0: none of its own. */
  readonly edge: Uint32Array
  /** 1: its edge is dashed. */
  readonly dashed: Uint8Array
}

/** Fills `out`, one number for each pixel. */
export function paintCrowd(pixels: Pixels, state: CrowdState, look: CrowdLook, out: Uint32Array): void {
  const { width, height, owner, rim } = pixels
  const { patterns, side, nothing, line, border } = look
  const { pattern, edge, dashed } = state
  for (let y = 0, p = 0; y < height; y++) {
    const inPattern = (y % side) * side
    for (let x = 0; x < width; x++, p++) {
      const id = owner[p]!
      if (id === 0) {
        out[p] = nothing
        continue
      }
      const rimHere = rim[p]!
      if (rimHere === 3) {
        out[p] = border
        continue
      }
      if (rimHere !== 0) {
        const colour = edge[id - 1]!
        if (colour !== 0 && (dashed[id - 1] === 0 || ((x + y) >> 2) % 2 === 0)) {
          out[p] = colour
          continue
        }
        if (rimHere === 2 && colour === 0) {
          out[p] = line
          continue
        }
      }
      out[p] = patterns[pattern[id - 1]! * side * side + inPattern + (x % side)]!
    }
  }
}
