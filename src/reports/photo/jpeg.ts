/**
 * A JPEG made anew of what its picture needs (ITU-T T.81 Annex B): tables, frame and scans, each taken apart and checked, so that
 * nothing rides along in them. Application segments, comments, thumbnails, and what stands behind the end are left behind.
 */
import { ok, type Result } from '#base'
import { bigEndian, fromText, joined, uint16 } from './bytes.ts'
import { onlyOrientation, orientationIn, type Orientation } from './orientation.ts'
import { broken, isTooManyPixels, tooLarge, type PhotoRefusal, type Picture } from './photo.ts'

const marker = {
  ...{ SOF0: 0xc0, SOF1: 0xc1, SOF2: 0xc2, DHT: 0xc4, SOI: 0xd8, EOI: 0xd9, SOS: 0xda },
  ...{ DQT: 0xdb, DRI: 0xdd, APP1: 0xe1, APP14: 0xee },
} as const

/** Each scan of a progressive picture is decoded over all of it: a few hundred of them in a small file hang a browser. */
const mostScans = 100
const mostSegments = 1_000

interface Frame {
  readonly width: number
  readonly height: number
  readonly components: number
}

export function onlyJpegPicture(bytes: Uint8Array): Result<Picture, PhotoRefusal> {
  const kept: Uint8Array[] = []
  let frame: Frame | undefined
  let orientation: Orientation | undefined
  let scans = 0
  let at = 2
  for (let segments = 0; ; segments++) {
    if (segments > mostSegments) return broken('it is made of too many parts')
    if (bytes[at] !== 0xff) return broken('it is cut short or damaged')
    // Any number of 0xFF may stand before a marker (B.1.1.2).
    while (bytes[at + 1] === 0xff) at++
    const code = bytes[at + 1]
    if (code === undefined) return broken('it is cut short')
    at += 2
    if (code === marker.EOI) break
    if (code < 0xc0 || (code >= 0xd0 && code <= 0xd8)) return broken('it is damaged')
    const length = uint16(bytes, at)
    const end = at + length
    if (length < 2 || end > bytes.length) return broken('it is cut short')
    const body = bytes.subarray(at + 2, end)
    at = end
    if (code === marker.APP1) orientation ??= orientationOf(body)
    else if (code === marker.APP14) {
      const transform = adobeTransformOf(body)
      if (transform !== undefined) kept.push(adobe(transform))
    } else if (code >= 0xe0) continue
    else if (code === marker.SOF0 || code === marker.SOF1 || code === marker.SOF2) {
      const found = frameIn(body)
      if (found === undefined || frame !== undefined) return broken('its size is not understood')
      if (isTooManyPixels(found.width, found.height)) return tooLarge()
      frame = found
      kept.push(segment(code, body))
    } else if (code === marker.DQT || code === marker.DHT) {
      if (!(code === marker.DQT ? areQuantisations(body) : areCodes(body)))
        return broken('its tables are damaged')
      kept.push(segment(code, body))
    } else if (code === marker.DRI) {
      if (body.length !== 2) return broken('it is damaged')
      kept.push(segment(code, body))
    } else if (code === marker.SOS) {
      if (frame === undefined || !isScan(body, frame.components) || ++scans > mostScans)
        return broken('its scans are not understood')
      const scanEnd = endOfScan(bytes, at)
      if (scanEnd === undefined) return broken('it is cut short')
      kept.push(segment(code, body), bytes.subarray(at, scanEnd))
      at = scanEnd
      // Arithmetic coding, lossless, hierarchical: no phone writes them, and no browser shows them.
    } else return broken('it is of a kind that phones do not take')
  }
  if (frame === undefined || scans === 0) return broken('there is no picture in it')
  const turned = orientation === undefined || orientation === 1 ? [] : [exif(orientation)]
  return ok({
    ...{ width: frame.width, height: frame.height, orientation: orientation ?? 1 },
    bytes: joined([Uint8Array.of(0xff, marker.SOI), ...turned, ...kept, Uint8Array.of(0xff, marker.EOI)]),
  })
}

function segment(code: number, body: Uint8Array): Uint8Array {
  return joined([Uint8Array.of(0xff, code), bigEndian(body.length + 2, 2), body])
}

const exifHead = fromText('Exif\0\0')

function orientationOf(body: Uint8Array): Orientation | undefined {
  return exifHead.every((byte, i) => body[i] === byte)
    ? orientationIn(body.subarray(exifHead.length))
    : undefined
}

function exif(orientation: Orientation): Uint8Array {
  return segment(marker.APP1, joined([exifHead, onlyOrientation(orientation)]))
}

const adobeHead = fromText('Adobe')

/** Adobe TN 5116: says how colours are stored, without which some pictures are shown in false ones. */
function adobeTransformOf(body: Uint8Array): 0 | 1 | 2 | undefined {
  if (body.length < 12 || !adobeHead.every((byte, i) => body[i] === byte)) return undefined
  const transform = body[11]!
  return transform === 0 || transform === 1 || transform === 2 ? transform : undefined
}

function adobe(transform: number): Uint8Array {
  return segment(marker.APP14, joined([adobeHead, Uint8Array.of(0, 100, 0, 0, 0, 0, transform)]))
}

/** B.2.2, with eight bits a sample. A height of 0 would be told after the first scan (B.2.5), which no camera does. */
function frameIn(body: Uint8Array): Frame | undefined {
  const [height, width, components] = [uint16(body, 1), uint16(body, 3), body[5] ?? 0]
  const isWhole = body.length === 6 + 3 * components && [1, 3, 4].includes(components)
  if (!isWhole || body[0] !== 8 || width === 0 || height === 0) return undefined
  for (let i = 0; i < components; i++) {
    const sampling = body[7 + 3 * i]!
    const [across, down] = [sampling >> 4, sampling & 15]
    if (across < 1 || across > 4 || down < 1 || down > 4 || body[8 + 3 * i]! > 3) return undefined
  }
  return { width, height, components }
}

/** B.2.4.1: tables of 64 steps, one after the other, to the very end. */
function areQuantisations(body: Uint8Array): boolean {
  let at = 0
  while (at < body.length) {
    const [precision, table] = [body[at]! >> 4, body[at]! & 15]
    if (precision > 1 || table > 3) return false
    at += 1 + 64 * (precision + 1)
  }
  return at === body.length && at > 0
}

/** B.2.4.2: sixteen counts, then as many symbols as they sum up to. */
function areCodes(body: Uint8Array): boolean {
  let at = 0
  while (at < body.length) {
    const [kind, table] = [body[at]! >> 4, body[at]! & 15]
    let symbols = 0
    for (let i = 1; i <= 16; i++) symbols += body[at + i] ?? 0
    if (kind > 1 || table > 3 || symbols > 256) return false
    at += 17 + symbols
  }
  return at === body.length && at > 0
}

/** B.2.3. */
function isScan(body: Uint8Array, components: number): boolean {
  const count = body[0] ?? 0
  return count >= 1 && count <= components && body.length === 4 + 2 * count
}

/** Where the coded samples end: at the first marker that is neither a stuffed 0xFF nor a restart (B.1.1.5, B.2.1). */
function endOfScan(bytes: Uint8Array, from: number): number | undefined {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) return undefined
    const next = bytes[at + 1]!
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
    at += 2
  }
}
