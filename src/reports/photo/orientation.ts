/** The one thing of a photo's metadata that is needed to see it: which way up it is (Exif 2.32 §4.6.4, tag 0x0112). */
import { joined, uint16, uint16LittleEndian, uint32, uint32LittleEndian, fromText } from './bytes.ts'

/** As Exif counts: 1 is upright, 2 to 8 are turned or mirrored. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

const tagOrientation = 0x0112
const typeShort = 3
const mostEntries = 200

/** Of a TIFF structure as Exif holds one; upright where it says nothing that can be understood. */
export function orientationIn(tiff: Uint8Array): Orientation {
  const isLittle = tiff[0] === 0x49 && tiff[1] === 0x49
  if (!isLittle && !(tiff[0] === 0x4d && tiff[1] === 0x4d)) return 1
  const [short, long] = isLittle ? [uint16LittleEndian, uint32LittleEndian] : [uint16, uint32]
  if (short(tiff, 2) !== 42) return 1
  const first = long(tiff, 4)
  if (first < 8 || first + 2 > tiff.length) return 1
  const entries = Math.min(short(tiff, first), mostEntries)
  for (let i = 0; i < entries; i++) {
    const at = first + 2 + i * 12
    if (at + 12 > tiff.length) return 1
    if (short(tiff, at) !== tagOrientation || short(tiff, at + 2) !== typeShort) continue
    const value = short(tiff, at + 8)
    return value >= 1 && value <= 8 ? (value as Orientation) : 1
  }
  return 1
}

/** A TIFF structure that says this and nothing else. */
export function onlyOrientation(orientation: Orientation): Uint8Array {
  return joined([
    fromText('MM'),
    Uint8Array.of(0, 42, 0, 0, 0, 8, 0, 1),
    Uint8Array.of(0x01, 0x12, 0, typeShort, 0, 0, 0, 1, 0, orientation, 0, 0),
    Uint8Array.of(0, 0, 0, 0),
  ])
}

/** Whether width and height change places when it is shown upright. */
export function liesOnItsSide(orientation: Orientation): 'yes' | 'no' {
  return orientation >= 5 ? 'yes' : 'no'
}
