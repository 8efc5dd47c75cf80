/** A PNG made anew of its size, palette, transparency and samples (PNG third edition §11): every other chunk is left behind. */
import { ok, type Result } from '#base'
import { asText, bigEndian, fromText, joined, uint32 } from './bytes.ts'
import { onlyOrientation, orientationIn, type Orientation } from './orientation.ts'
import { broken, isTooManyPixels, tooLarge, type PhotoRefusal, type Picture } from './photo.ts'

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const mostChunks = 20_000

/** Colour type → bits a sample (§11.2.1). */
const depths: { readonly [colour: number]: readonly number[] } = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

export function onlyPngPicture(bytes: Uint8Array): Result<Picture, PhotoRefusal> {
  let head: Uint8Array | undefined
  let colours: Uint8Array | undefined
  let transparency: Uint8Array | undefined
  let orientation: Orientation = 1
  const samples: Uint8Array[] = []
  let at = pngSignature.length
  for (let chunks = 0; ; chunks++) {
    if (chunks > mostChunks) return broken('it is made of too many parts')
    const length = uint32(bytes, at)
    const end = at + 12 + length
    if (end > bytes.length) return broken('it is cut short')
    const type = asText(bytes, at + 4, 4)
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (chunks === 0 && type !== 'IHDR') return broken('it is damaged')
    if (
      ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'].includes(type) &&
      checksum(bytes, at + 4, at + 8 + length) !== uint32(bytes, at + 8 + length)
    )
      return broken('it is damaged')
    at = end
    if (type === 'IEND') break
    if (type === 'IHDR') {
      if (head !== undefined || !isHead(body)) return broken('its size is not understood')
      if (isTooManyPixels(uint32(body, 0), uint32(body, 4))) return tooLarge()
      head = body
    } else if (type === 'PLTE') {
      const [depth, colour] = [head![8]!, head![9]!]
      const isPalette = length > 0 && length % 3 === 0 && length / 3 <= (colour === 3 ? 2 ** depth : 256)
      if (colours !== undefined || samples.length > 0 || !isPalette || colour === 0 || colour === 4)
        return broken('its colours are damaged')
      colours = body
    } else if (type === 'tRNS') {
      if (transparency !== undefined || samples.length > 0 || !fitsColours(body, head![9]!, colours))
        return broken('its colours are damaged')
      transparency = body
    } else if (type === 'IDAT') samples.push(body)
    else if (type === 'eXIf') orientation = orientationIn(body)
    // A chunk that must be understood, and is not (§5.4).
    else if (/^[A-Z]/.test(type)) return broken('it holds what is not understood')
  }
  if (head === undefined || samples.length === 0 || (head[9] === 3 && colours === undefined))
    return broken('there is no picture in it')
  const parts = [
    ...[pngSignature, chunk('IHDR', head)],
    ...(orientation === 1 ? [] : [chunk('eXIf', onlyOrientation(orientation))]),
    // Elsewhere it only suggests what could be shown on screens of few colours.
    ...(colours === undefined || head[9] !== 3 ? [] : [chunk('PLTE', colours)]),
    ...(transparency === undefined ? [] : [chunk('tRNS', transparency)]),
    ...[chunk('IDAT', joined(samples)), chunk('IEND', new Uint8Array(0))],
  ]
  return ok({ width: uint32(head, 0), height: uint32(head, 4), orientation, bytes: joined(parts) })
}

function isHead(body: Uint8Array): boolean {
  const [depth = 0, colour = 9, compression, filter, interlace = 9] = body.subarray(8)
  const isWhole = body.length === 13 && compression === 0 && filter === 0 && interlace <= 1
  return isWhole && uint32(body, 0) > 0 && uint32(body, 4) > 0 && (depths[colour]?.includes(depth) ?? false)
}

/** §11.3.1.1: one grey, one colour, or as many as the palette has. */
function fitsColours(body: Uint8Array, colour: number, colours: Uint8Array | undefined): boolean {
  if (colour === 0) return body.length === 2
  if (colour === 2) return body.length === 6
  return colour === 3 && colours !== undefined && body.length > 0 && body.length <= colours.length / 3
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = joined([fromText(type), body])
  return joined([bigEndian(body.length, 4), named, bigEndian(checksum(named, 0, named.length), 4)])
}

/** CRC-32 (Annex D). */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1
  return remainder
})

function checksum(bytes: Uint8Array, from: number, end: number): number {
  let sum = 0xffffffff
  for (let at = from; at < end; at++) sum = remainders[(sum ^ bytes[at]!) & 0xff]! ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}
