/** A grey picture made by hand (PNG, W3C Recommendation, third edition, §11), with words hidden in it where a camera would write place and name. */
import { deflateSync } from 'node:zlib'

/** `shade`: 0 black to 255 white, so that two pictures differ. `side` in pixels. */
export function madePng({
  hidden,
  shade = 128,
  side = 1,
}: {
  readonly hidden?: string
  readonly shade?: number
  readonly side?: number
} = {}): Buffer {
  const head = Buffer.from('00000000000000000800000000', 'hex')
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  const rows = Buffer.alloc((side + 1) * side, shade)
  // Each row begins with its filter: none.
  for (let row = 0; row < side; row++) rows[row * (side + 1)] = 0
  return Buffer.concat([
    ...[Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head)],
    ...(hidden === undefined ? [] : [chunk('tEXt', Buffer.from(hidden))]),
    ...[chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))],
  ])
}

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), body])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(body.length, 0)
  named.copy(whole, 4)
  let sum = 0xffffffff
  for (const byte of named) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1
  }
  whole.writeUInt32BE((sum ^ 0xffffffff) >>> 0, named.length + 4)
  return whole
}
