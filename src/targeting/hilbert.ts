/** A key for every spot on Earth, so that spots whose keys are near lie near each other: its order on Hilbert's curve. */

const cells = 65_536

/** The order on a curve through 65,536 × 65,536 cells of the whole Earth, in 32 bits; degrees in WGS 84. */
export function hilbertKey(lon: number, lat: number): number {
  let x = Math.min(cells - 1, Math.floor(((lon + 180) / 360) * cells))
  let y = Math.min(cells - 1, Math.floor(((lat + 90) / 180) * cells))
  let key = 0
  for (let half = cells >>> 1; half > 0; half >>>= 1) {
    const east = (x & half) === 0 ? 0 : 1
    const north = (y & half) === 0 ? 0 : 1
    key = (key << 2) | ((3 * east) ^ north)
    // Each quarter is a smaller curve, turned so that the ends of neighbours meet.
    if (north === 0) {
      if (east === 1) {
        x = cells - 1 - x
        y = cells - 1 - y
      }
      const turned = x
      x = y
      y = turned
    }
  }
  return key >>> 0
}

/** The positions of the keys in ascending order of the keys; equal keys keep their order. */
export function orderOf(keys: Uint32Array): Uint32Array {
  const count = keys.length
  let order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  let next = new Uint32Array(count)
  // Three rounds of eleven bits, the lowest first.
  for (const shift of [0, 11, 22]) {
    const starts = new Uint32Array(2049)
    for (let i = 0; i < count; i++) starts[((keys[i]! >>> shift) & 2047) + 1]!++
    for (let i = 0; i < 2048; i++) starts[i + 1]! += starts[i]!
    for (let i = 0; i < count; i++) {
      const at = order[i]!
      next[starts[(keys[at]! >>> shift) & 2047]!++] = at
    }
    ;[order, next] = [next, order]
  }
  return order
}
