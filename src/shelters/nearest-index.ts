/**
 * Finds the nearest of many points on the globe. Points are kept as directions from its centre, in a k-d tree over three
 * coordinates: a straight line through the Earth is shorter exactly when the way over it is, and neither a pole nor the
 * antimeridian is anything special.
 */
import type { LonLat } from '#areas'

export interface NearestIndex {
  readonly size: number
  /** What it holds in memory, without the points' owners. */
  readonly bytes: number
  /** Positions in the list it was made of, the nearest first; of those equally far the one with the lower position. Each is asked for once. */
  nearest(from: LonLat, most: number, takes?: (position: number) => boolean): readonly number[]
}

const radians = Math.PI / 180

/** Below this many points a list is as fast as a tree. */
const leaf = 16

export function buildNearestIndex(points: readonly LonLat[]): NearestIndex {
  const count = points.length
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  const places = new Float64Array(count * 3)
  for (const [i, point] of points.entries()) places.set(directionOf(point), i * 3)
  if (count > 0) sort(order, places, 0, count - 1, 0)
  // In the tree's order, so that a leaf is read in one piece.
  const sorted = new Float64Array(count * 3)
  for (let i = 0; i < count; i++)
    for (let axis = 0; axis < 3; axis++) sorted[i * 3 + axis] = places[order[i]! * 3 + axis]!

  return {
    size: count,
    bytes: sorted.byteLength + order.byteLength,
    nearest(from, most, takes) {
      const [x, y, z] = directionOf(from)
      const target = [x, y, z] as const
      const found: number[] = []
      const squares: number[] = []
      const offer = (at: number) => {
        const dx = sorted[at * 3]! - x
        const dy = sorted[at * 3 + 1]! - y
        const dz = sorted[at * 3 + 2]! - z
        const square = dx * dx + dy * dy + dz * dz
        const position = order[at]!
        const isFull = found.length >= most
        const last = found.length - 1
        if (isFull && (square > squares[last]! || (square === squares[last]! && position > found[last]!)))
          return
        if (takes !== undefined && !takes(position)) return
        let place = found.length
        while (
          place > 0 &&
          (squares[place - 1]! > square || (squares[place - 1]! === square && found[place - 1]! > position))
        )
          place--
        found.splice(place, 0, position)
        squares.splice(place, 0, square)
        if (found.length > most) {
          found.pop()
          squares.pop()
        }
      }
      const search = (left: number, right: number, axis: number): void => {
        if (right - left < leaf) {
          for (let at = left; at <= right; at++) offer(at)
          return
        }
        const middle = (left + right) >> 1
        const apart = target[axis]! - sorted[middle * 3 + axis]!
        const next = (axis + 1) % 3
        if (apart <= 0) search(left, middle - 1, next)
        else search(middle + 1, right, next)
        offer(middle)
        if (found.length >= most && apart * apart > squares[found.length - 1]!) return
        if (apart <= 0) search(middle + 1, right, next)
        else search(left, middle - 1, next)
      }
      if (most > 0 && count > 0) search(0, count - 1, 0)
      return found
    },
  }
}

function directionOf({ lon, lat }: LonLat): readonly [number, number, number] {
  const flat = Math.cos(lat * radians)
  return [flat * Math.cos(lon * radians), flat * Math.sin(lon * radians), Math.sin(lat * radians)]
}

function sort(order: Uint32Array, places: Float64Array, left: number, right: number, axis: number): void {
  if (right - left < leaf) return
  const middle = (left + right) >> 1
  select(order, places, middle, left, right, axis)
  sort(order, places, left, middle - 1, (axis + 1) % 3)
  sort(order, places, middle + 1, right, (axis + 1) % 3)
}

/** Hoare’s selection: what lies before `wanted` is no greater along the axis, what lies after it no smaller. */
function select(
  order: Uint32Array,
  places: Float64Array,
  wanted: number,
  from: number,
  to: number,
  axis: number,
): void {
  let left = from
  let right = to
  const at = (i: number) => places[order[i]! * 3 + axis]!
  while (left < right) {
    // The middle of three, so that a sorted list is no worst case.
    const middle = (left + right) >> 1
    const [a, b, c] = [at(left), at(middle), at(right)]
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
    let i = left
    let j = right
    while (i <= j) {
      while (at(i) < pivot) i++
      while (at(j) > pivot) j--
      if (i > j) break
      const kept = order[i]!
      order[i++] = order[j]!
      order[j--] = kept
    }
    if (wanted <= j) right = j
    else if (wanted >= i) left = i
    else return
  }
}
