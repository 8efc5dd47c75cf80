/**
 * Where a ring crosses or touches itself, exactly: a sweep from west to east over its corners (Shamos and Hoey, with
 * Bentley and Ottmann's treatment of corners that coincide), n log n at worst, whatever the ring was made to do.
 */
import type { CapPoint } from '../message.ts'
import { edgeOrder, none } from './edge-order.ts'
import { orientation } from './orientation.ts'

export interface RingContacts {
  /** Near the first crossing in the order of the sweep: an end of one of the two edges. */
  readonly crossing: CapPoint | undefined
  /** The first corner that lies on another part of the ring, or where the ring turns back upon itself. */
  readonly touch: CapPoint | undefined
  /** False when it was stopped early: by a crossing, or by more touches than a ring has by accident. */
  readonly complete: boolean
}

/** Coordinates closer to zero than this are zero, so that products stay exact; it is far less than an atom. */
const leastDegrees = 1e-20

/** The ring may be closed or open; neighbours in the same place count once. */
export function ringContacts(ring: readonly CapPoint[]): RingContacts {
  const xs = new Float64Array(ring.length)
  const ys = new Float64Array(ring.length)
  let n = 0
  for (let i = 0; i < ring.length; i++) {
    const { lon, lat } = ring[i]!
    const x = Math.abs(lon) < leastDegrees ? 0 : lon
    const y = Math.abs(lat) < leastDegrees ? 0 : lat
    if (n > 0 && xs[n - 1] === x && ys[n - 1] === y) continue
    xs[n] = x
    ys[n] = y
    n += 1
  }
  while (n > 1 && xs[n - 1] === xs[0] && ys[n - 1] === ys[0]) n -= 1
  if (n < 3) return { crossing: undefined, touch: undefined, complete: true }
  return sweep(xs, ys, n)
}

function sweep(xs: Float64Array, ys: Float64Array, n: number): RingContacts {
  // Edge i runs from corner i to the next; west and east end in the order of the sweep (x, then y).
  const isBefore = (a: number, b: number) => xs[a]! < xs[b]! || (xs[a] === xs[b] && ys[a]! < ys[b]!)
  const isSame = (a: number, b: number) => xs[a] === xs[b] && ys[a] === ys[b]
  const west = new Int32Array(n)
  const east = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const next = i + 1 === n ? 0 : i + 1
    const ahead = isBefore(i, next)
    west[i] = ahead ? i : next
    east[i] = ahead ? next : i
  }
  /** Positive when the corner lies above the edge (to its left, going east). */
  const side = (edge: number, corner: number) => {
    const a = west[edge]!
    const b = east[edge]!
    return orientation(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[corner]!, ys[corner]!)
  }

  const order = edgeOrder(n)
  /** The edge in each place of the order: a chain going east keeps its place. */
  const edgeIn = new Int32Array(n).fill(none)
  const placeOf = new Int32Array(n).fill(none)
  const put = (place: number, edge: number) => {
    edgeIn[place] = edge
    placeOf[edge] = place
  }
  const at = (corner: number): CapPoint => ({ lon: xs[corner]!, lat: ys[corner]! })
  let crossing: CapPoint | undefined
  let touch: CapPoint | undefined
  /** Rings drawn by people touch themselves a few times; one that does so everywhere is not worth n². */
  let patience = n / 8 + 1_000

  /** Whether two places, the lower one below where both begin, cross further east. */
  const crossAhead = (low: number, high: number) => {
    if (low === none || high === none) return false
    const lowEdge = edgeIn[low]!
    const highEdge = edgeIn[high]!
    const lowEast = east[lowEdge]!
    const highEast = east[highEdge]!
    const highEndsFirst = isBefore(highEast, lowEast)
    const crosses = highEndsFirst ? side(lowEdge, highEast) < 0 : side(highEdge, lowEast) > 0
    if (crosses) crossing = at(highEndsFirst ? highEast : lowEast)
    return crosses
  }

  const sorted = inOrder(xs, ys, n)
  let seeking = 0
  const sideOfSought = (place: number) => side(edgeIn[place]!, seeking)

  for (let from = 0; from < n;) {
    const corner = sorted[from]!
    let to = from + 1
    while (to < n && isSame(sorted[to]!, corner)) to += 1
    const batch = to - from
    from = to
    const before = corner === 0 ? n - 1 : corner - 1
    seeking = corner

    if (batch === 1) {
      const endsBefore = east[before] === corner
      const endsAfter = east[corner] === corner
      if (endsBefore !== endsAfter) {
        // Most corners: one edge ends where the next begins, and takes its place.
        const place = placeOf[endsBefore ? before : corner]!
        const begun = endsBefore ? corner : before
        const low = order.below(place)
        const high = order.above(place)
        if (
          (low === none || side(edgeIn[low]!, corner) !== 0) &&
          (high === none || side(edgeIn[high]!, corner) !== 0)
        ) {
          put(place, begun)
          if (crossAhead(low, place) || crossAhead(place, high)) break
          continue
        }
      } else if (!endsBefore && order.seek(sideOfSought) === none) {
        // Two edges begin where nothing else is; when both leave the same way, the ring turns back upon itself.
        const low = order.lastBelow()
        const high = low === none ? order.lowest() : order.above(low)
        const turn = side(before, east[corner]!)
        if (turn === 0) touch ??= at(corner)
        const lower = turn < 0 ? corner : before
        const upper = turn < 0 ? before : corner
        order.insertAbove(low, lower)
        order.insertAbove(lower, upper)
        put(lower, lower)
        put(upper, upper)
        if (crossAhead(low, lower) || crossAhead(upper, high)) break
        continue
      }
    }

    // Everything else: take out all edges through this corner, look at them together, put back those that go on.
    const through: number[] = []
    let low = none
    let high = none
    let start = none
    for (let i = to - batch; i < to && start === none; i++) {
      const one = sorted[i]!
      const previous = one === 0 ? n - 1 : one - 1
      if (east[one] === one) start = placeOf[one]!
      else if (east[previous] === one) start = placeOf[previous]!
    }
    if (start === none) start = order.seek(sideOfSought)
    if (start === none) {
      low = order.lastBelow()
      high = low === none ? order.lowest() : order.above(low)
    } else {
      through.push(start)
      for (low = order.below(start); low !== none && sideOfSought(low) === 0; low = order.below(low))
        through.push(low)
      for (high = order.above(start); high !== none && sideOfSought(high) === 0; high = order.above(high))
        through.push(high)
    }
    const passing: number[] = []
    for (const place of through) {
      const edge = edgeIn[place]!
      if (!isSame(east[edge]!, corner)) passing.push(edge)
      order.remove(place)
    }
    const leaving = [...passing]
    const chains: (readonly [number, number])[] = passing.map((edge) => [west[edge]!, east[edge]!])
    for (let i = to - batch; i < to; i++) {
      const one = sorted[i]!
      const previous = one === 0 ? n - 1 : one - 1
      if (west[one] === one) leaving.push(one)
      if (west[previous] === one) leaving.push(previous)
      chains.push([previous, one + 1 === n ? 0 : one + 1])
    }
    if (chains.length > 1) {
      touch ??= at(corner)
      if (chainsCross(xs, ys, corner, chains)) {
        crossing = at(corner)
        break
      }
      patience -= passing.length
      if (patience < 0) break
    }
    leaving.sort((a, b) => {
      const turn = -side(a, east[b]!)
      return turn !== 0 ? turn : a - b
    })
    let place = low
    for (let i = 0; i < leaving.length; i++) {
      const edge = leaving[i]!
      // A turn back upon the way that was come lies on one line, and both edges leave the same way.
      if (i > 0 && side(leaving[i - 1]!, east[edge]!) === 0) touch ??= at(corner)
      order.insertAbove(place, edge)
      put(edge, edge)
      place = edge
    }
    if (leaving.length === 0) {
      if (crossAhead(low, high)) break
    } else if (crossAhead(low, leaving[0]!) || crossAhead(place, high)) break
  }
  return { crossing, touch, complete: crossing === undefined && patience >= 0 }
}

/** Up to this many, every two are compared; more meet in a corner only where somebody means to waste time. */
const fewChains = 16

/**
 * Whether any two chains that meet in a corner cross there: going round it, their ways in and out take turns.
 * Two that leave along the same line touch, as far as can be told here.
 */
function chainsCross(
  xs: Float64Array,
  ys: Float64Array,
  corner: number,
  chains: readonly (readonly [number, number])[],
): boolean {
  const [cx, cy] = [xs[corner]!, ys[corner]!]
  const isUpper = (i: number) => ys[i]! > cy || (ys[i] === cy && xs[i]! > cx)
  const around = (a: number, b: number) => {
    if (isUpper(a) !== isUpper(b)) return isUpper(a) ? -1 : 1
    return -orientation(cx, cy, xs[a]!, ys[a]!, xs[b]!, ys[b]!)
  }
  const ways = chains.flatMap((chain, owner) => chain.map((end) => ({ end, owner })))
  ways.sort((a, b) => around(a.end, b.end) || a.owner - b.owner)
  /** The two directions of each chain, numbered going round. */
  const directions: number[][] = chains.map(() => [])
  const chainsIn: number[] = []
  for (const [i, { end, owner }] of ways.entries()) {
    if (i === 0 || around(ways[i - 1]!.end, end) !== 0) chainsIn.push(0)
    directions[owner]!.push(chainsIn.length - 1)
    chainsIn[chainsIn.length - 1]! += 1
  }
  if (chains.length <= fewChains)
    return directions.some((one, i) => directions.some((other, j) => j > i && takeTurns(one, other)))

  const open: number[] = []
  const opened = new Set<number>()
  for (const { owner } of ways) {
    if (directions[owner]!.some((direction) => chainsIn[direction]! > 1)) continue
    if (!opened.has(owner)) {
      opened.add(owner)
      open.push(owner)
    } else if (open.pop() !== owner) return true
  }
  return false
}

function takeTurns([a = 0, b = 0]: readonly number[], [c = 0, d = 0]: readonly number[]): boolean {
  if (c === a || c === b || d === a || d === b) return false
  return (a < c && c < b) !== (a < d && d < b)
}

/** The corners from west to east, those on one meridian from south to north. */
function inOrder(xs: Float64Array, ys: Float64Array, n: number): Int32Array {
  // Numbers sort several times faster than objects by a comparison: 31 bits of longitude, then the number of the corner.
  let [least, most] = [Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    least = Math.min(least, xs[i]!)
    most = Math.max(most, xs[i]!)
  }
  const bits = 2 ** Math.ceil(Math.log2(n + 1))
  const scale = most > least ? Math.min(2 ** 31 / (most - least), 1e300) : 0
  const keys = new Float64Array(n)
  for (let i = 0; i < n; i++) keys[i] = Math.floor((xs[i]! - least) * scale) * bits + i
  keys.sort()
  const sorted = new Int32Array(n)
  let from = 0
  let step = -1
  for (let i = 0; i <= n; i++) {
    const next = i === n ? Infinity : Math.floor(keys[i]! / bits)
    if (next !== step) {
      // Within one step of longitude the order is found by comparison.
      if (i > from + 1) sorted.subarray(from, i).sort((a, b) => xs[a]! - xs[b]! || ys[a]! - ys[b]! || a - b)
      from = i
      step = next
    }
    if (i < n) sorted[i] = keys[i]! - next * bits
  }
  return sorted
}
