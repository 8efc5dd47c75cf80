/** The edges that a sweep line crosses, from below to above: neighbours at once, search and change in amortized logarithmic time (a splay tree). */

export const none = -1

export interface EdgeOrder {
  below(place: number): number
  above(place: number): number
  /**
   * Walks down the tree: `sideOf(place)` is positive when what is sought lies above the edge in that place.
   * Answers the place where it was 0, or else `none` with the highest place below in `lastBelow`.
   */
  seek(sideOf: (place: number) => number): number
  /** Of the last `seek` that found nothing. */
  lastBelow(): number
  /** A new place right above `place`, or at the very bottom. */
  insertAbove(place: number, added: number): void
  remove(place: number): void
  lowest(): number
}

/** Places are numbers from 0 to `size` - 1. */
export function edgeOrder(size: number): EdgeOrder {
  const left = new Int32Array(size).fill(none)
  const right = new Int32Array(size).fill(none)
  const parent = new Int32Array(size).fill(none)
  const lower = new Int32Array(size).fill(none)
  const upper = new Int32Array(size).fill(none)
  let root = none
  let bottom = none
  let lastBelow = none

  const rotate = (node: number) => {
    const up = parent[node]!
    const top = parent[up]!
    if (left[up] === node) {
      const moved = right[node]!
      left[up] = moved
      if (moved !== none) parent[moved] = up
      right[node] = up
    } else {
      const moved = left[node]!
      right[up] = moved
      if (moved !== none) parent[moved] = up
      left[node] = up
    }
    parent[up] = node
    parent[node] = top
    if (top === none) root = node
    else if (left[top] === up) left[top] = node
    else right[top] = node
  }

  const splay = (node: number) => {
    while (parent[node] !== none) {
      const up = parent[node]!
      const top = parent[up]!
      if (top !== none) rotate((left[up] === node) === (left[top] === up) ? up : node)
      rotate(node)
    }
  }

  return {
    below: (place) => lower[place]!,
    above: (place) => upper[place]!,
    // No getters: in an object literal they would be made anew, with a shape of their own, for every ring.
    lastBelow: () => lastBelow,
    lowest: () => bottom,
    seek(sideOf) {
      let at = root
      let last = none
      lastBelow = none
      while (at !== none) {
        last = at
        const side = sideOf(at)
        if (side === 0) break
        if (side > 0) {
          lastBelow = at
          at = right[at]!
        } else at = left[at]!
      }
      if (last !== none) splay(last)
      return at
    },
    insertAbove(place, added) {
      const next = place === none ? bottom : upper[place]!
      lower[added] = place
      upper[added] = next
      if (place === none) bottom = added
      else upper[place] = added
      if (next !== none) lower[next] = added
      if (place !== none) splay(place)
      const rest = place === none ? root : right[place]!
      left[added] = place
      right[added] = rest
      parent[added] = none
      if (place !== none) {
        right[place] = none
        parent[place] = added
      }
      if (rest !== none) parent[rest] = added
      root = added
    },
    remove(place) {
      const [under, over] = [lower[place]!, upper[place]!]
      if (under === none) bottom = over
      else upper[under] = over
      if (over !== none) lower[over] = under
      splay(place)
      const [small, large] = [left[place]!, right[place]!]
      left[place] = none
      right[place] = none
      if (small !== none) parent[small] = none
      if (large !== none) parent[large] = none
      if (small === none) root = large
      else {
        root = small
        if (large !== none) {
          // The neighbour below becomes the root of the smaller ones, where nothing hangs on its right.
          splay(under)
          right[under] = large
          parent[large] = under
        }
      }
    },
  }
}
