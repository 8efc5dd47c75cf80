/** Takes of a photo the picture alone: where it was taken, when, with what and by whom stays with whoever took it. */
import { ok, refuse, type Result } from '#base'
import { asText } from './bytes.ts'
import { onlyJpegPicture } from './jpeg.ts'
import { liesOnItsSide } from './orientation.ts'
import {
  mostPhotoBytes,
  tooLarge,
  type Photo,
  type PhotoRefusal,
  type PhotoType,
  type Picture,
} from './photo.ts'
import { onlyPngPicture, pngSignature } from './png.ts'
import { onlyWebpPicture } from './webp.ts'

const readers: { readonly [type in PhotoType]: (bytes: Uint8Array) => Result<Picture, PhotoRefusal> } = {
  'image/jpeg': onlyJpegPicture,
  'image/png': onlyPngPicture,
  'image/webp': onlyWebpPicture,
}

/**
 * By its own first bytes, whatever its sender calls it. Its orientation is kept as the only tag, so that nothing has to be decoded
 * and coded anew; its colour profile is not, so that colours of wide-gamut phones come out a little paler.
 */
export function onlyPicture(bytes: Uint8Array): Result<Photo, PhotoRefusal> {
  const type = typeOf(bytes)
  if (type === 'heic') return refuse('reports/photo-heic')
  if (type === undefined) return refuse('reports/photo-kind')
  if (bytes.length > mostPhotoBytes) return tooLarge()
  const read = readers[type](bytes)
  if (!read.ok) return read
  const { width, height, orientation, bytes: clean } = read.value
  const [widthPixels, heightPixels] = liesOnItsSide(orientation) === 'yes' ? [height, width] : [width, height]
  return ok({ type, widthPixels, heightPixels, bytes: clean })
}

/** ISO/IEC 23008-12 Annex B; the last two are its general ones. */
const heicBrands = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']

function typeOf(bytes: Uint8Array): PhotoType | 'heic' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (pngSignature.every((byte, i) => bytes[i] === byte)) return 'image/png'
  if (asText(bytes, 0, 4) === 'RIFF' && asText(bytes, 8, 4) === 'WEBP') return 'image/webp'
  return asText(bytes, 4, 4) === 'ftyp' && heicBrands.includes(asText(bytes, 8, 4)) ? 'heic' : undefined
}
