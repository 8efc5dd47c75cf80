/** On which side of a line a point lies, exactly: two areas that share a border must decide by the same answer. */

/** Above the rounding error of the determinant below: three roundings of half a unit in the last place, and a little. */
const relativeError = 4e-16
/** Below this, products may have lost digits to underflow. */
const smallest = 1e-280

/** Positive: p lies left of the line from a to b; negative: right of it; 0: on it. The sign is exact for every double. */
export function orientation(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  const left = (ax - px) * (by - py)
  const right = (ay - py) * (bx - px)
  const size = Math.abs(left) + Math.abs(right)
  const determinant = left - right
  if (Math.abs(determinant) > relativeError * size && size > smallest) return determinant
  // Along meridians and parallels, which drawn shapes are full of, nothing was rounded.
  if ((ax === px || by === py) && (ay === py || bx === px)) return 0
  return exactly(ax, ay, bx, by, px, py)
}

/** The same in whole numbers of the smallest binary digit that occurs. */
function exactly(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  const parts = [ax, ay, bx, by, px, py].map(partsOf)
  const least = Math.min(...parts.map(({ exponent }) => exponent))
  const [a, b, c, d, e, f] = parts.map(({ digits, exponent }) => digits << BigInt(exponent - least))
  const determinant = (a! - e!) * (d! - f!) - (b! - f!) * (c! - e!)
  return determinant > 0n ? 1 : determinant < 0n ? -1 : 0
}

/** A double as whole number × 2^exponent (IEEE 754 binary64). */
function partsOf(value: number): { digits: bigint; exponent: number } {
  const bits = new BigUint64Array(Float64Array.of(value).buffer)[0]!
  const exponent = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & ((1n << 52n) - 1n)
  const digits = exponent === 0 ? fraction : fraction | (1n << 52n)
  // Zeros must not drag the others down to the smallest exponent there is.
  if (digits === 0n) return { digits, exponent: 0 }
  return { digits: value < 0 ? -digits : digits, exponent: Math.max(exponent, 1) - 1075 }
}
