/** On which side of a line a point lies: the exact sign for any doubles that are no closer to zero than places on Earth are. */

/** Half a unit in the last place of 1. */
const epsilon = 2 ** -53
/** Shewchuk (1997) §4.3: beyond this share of the terms, the rounded determinant has the right sign. */
const certain = (3 + 16 * epsilon) * epsilon
const splitter = 2 ** 27 + 1

/** Positive when c lies left of the way from a to b, negative when right, 0 when exactly on their line. */
export function orientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (ax - cx) * (by - cy)
  const right = (ay - cy) * (bx - cx)
  const rounded = left - right
  const terms = Math.abs(left) + Math.abs(right)
  if (Math.abs(rounded) > certain * terms) return rounded
  // A corner is asked about its own edges more often than anything else that needs exactness.
  if ((cx === ax && cy === ay) || (cx === bx && cy === by)) return 0
  return exactly(ax, ay, bx, by, cx, cy)
}

/** The determinant as a sum of doubles without overlap, smallest first; its last one has the sign of the whole. */
const sum = new Float64Array(16)
let length = 0

function exactly(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  length = 0
  addProduct(ax, by)
  addProduct(-ay, bx)
  addProduct(bx, cy)
  addProduct(-by, cx)
  addProduct(cx, ay)
  addProduct(-cy, ax)
  return length === 0 ? 0 : sum[length - 1]!
}

/** Dekker's product: the rounded product, and what rounding took away. */
function addProduct(a: number, b: number): void {
  const product = a * b
  if (product === 0) return
  const aBig = splitter * a
  const aHigh = aBig - (aBig - a)
  const aLow = a - aHigh
  const bBig = splitter * b
  const bHigh = bBig - (bBig - b)
  const bLow = b - bHigh
  add(aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow))
  add(product)
}

/** Adds one double to the sum without rounding; zeros are left out (Shewchuk's Grow-Expansion). */
function add(term: number): void {
  let carry = term
  let kept = 0
  for (let i = 0; i < length; i++) {
    const part = sum[i]!
    const whole = carry + part
    const seen = whole - carry
    const lost = carry - (whole - seen) + (part - seen)
    if (lost !== 0) sum[kept++] = lost
    carry = whole
  }
  if (carry !== 0) sum[kept++] = carry
  length = kept
}
