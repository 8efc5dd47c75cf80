/** A WebP made anew of its one frame and its transparency (RFC 9649 §2): profiles, Exif, XMP and unknown chunks are left behind. */
import { ok, type Result } from '#base'
import { asText, fromText, joined, littleEndian, uint16LittleEndian, uint32LittleEndian } from './bytes.ts'
import { onlyOrientation, orientationIn, type Orientation } from './orientation.ts'
import { broken, isTooManyPixels, tooLarge, type PhotoRefusal, type Picture } from './photo.ts'

const mostChunks = 1_000

interface Frame {
  readonly type: 'VP8 ' | 'VP8L'
  readonly body: Uint8Array
  readonly width: number
  readonly height: number
}

export function onlyWebpPicture(bytes: Uint8Array): Result<Picture, PhotoRefusal> {
  // What the head counts; whatever stands behind it is no part of the file.
  const end = 8 + uint32LittleEndian(bytes, 4)
  if (end > bytes.length) return broken('it is cut short')
  let frame: Frame | undefined
  let transparency: Uint8Array | undefined
  let orientation: Orientation = 1
  let at = 12
  for (let chunks = 0; at + 8 <= end; chunks++) {
    if (chunks > mostChunks) return broken('it is made of too many parts')
    const type = asText(bytes, at, 4)
    const length = uint32LittleEndian(bytes, at + 4)
    if (at + 8 + length > end) return broken('it is cut short')
    const body = bytes.subarray(at + 8, at + 8 + length)
    // Chunks are padded to even lengths (§2.3).
    at += 8 + length + (length % 2)
    if (type === 'ANIM' || type === 'ANMF') return broken('it moves; a still picture is needed')
    if (type === 'VP8 ' || type === 'VP8L') {
      const size = type === 'VP8 ' ? sizeOfLossy(body) : sizeOfLossless(body)
      if (size === undefined || frame !== undefined) return broken('its size is not understood')
      if (isTooManyPixels(size.width, size.height)) return tooLarge()
      frame = { type, body, ...size }
    } else if (type === 'ALPH') transparency ??= body
    else if (type === 'EXIF') orientation = orientationIn(withoutHead(body))
  }
  if (frame === undefined) return broken('there is no picture in it')
  const { width, height } = frame
  const hasTransparency = transparency !== undefined && frame.type === 'VP8 '
  const chunks = [
    ...(hasTransparency || orientation !== 1
      ? [chunk('VP8X', extended(frame, hasTransparency ? 0x10 : 0, orientation === 1 ? 0 : 0x08))]
      : []),
    ...(hasTransparency ? [chunk('ALPH', transparency!)] : []),
    chunk(frame.type, frame.body),
    ...(orientation === 1 ? [] : [chunk('EXIF', onlyOrientation(orientation))]),
  ]
  const body = joined([fromText('WEBP'), ...chunks])
  return ok({
    ...{ width, height, orientation },
    bytes: joined([fromText('RIFF'), littleEndian(body.length, 4), body]),
  })
}

/** §2.7.1. */
function extended({ width, height }: Frame, alpha: number, exif: number): Uint8Array {
  return joined([
    Uint8Array.of(alpha | exif, 0, 0, 0),
    littleEndian(width - 1, 3),
    littleEndian(height - 1, 3),
  ])
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const padding = new Uint8Array(body.length % 2)
  return joined([fromText(type), littleEndian(body.length, 4), body, padding])
}

/** Some write Exif as it stands in a JPEG, with its head. */
function withoutHead(body: Uint8Array): Uint8Array {
  return asText(body, 0, 6) === 'Exif\0\0' ? body.subarray(6) : body
}

/** RFC 6386 §9.1: a key frame, its start code, and fourteen bits each. */
function sizeOfLossy(body: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (body.length < 10 || (body[0]! & 1) !== 0) return undefined
  if (body[3] !== 0x9d || body[4] !== 0x01 || body[5] !== 0x2a) return undefined
  const [width, height] = [uint16LittleEndian(body, 6) & 0x3fff, uint16LittleEndian(body, 8) & 0x3fff]
  return width === 0 || height === 0 ? undefined : { width, height }
}

/** RFC 9649 §3.4: a signature, and fourteen bits each. */
function sizeOfLossless(body: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (body.length < 5 || body[0] !== 0x2f) return undefined
  const bits = uint32LittleEndian(body, 1)
  if (Math.floor(bits / 2 ** 29) !== 0) return undefined
  return { width: (bits % 2 ** 14) + 1, height: (Math.floor(bits / 2 ** 14) % 2 ** 14) + 1 }
}
