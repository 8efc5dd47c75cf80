/** A report as a PDF file, with the fonts that are installed with the product: Noto Sans for Latin, Cyrillic and Hebrew. */
import { readFile } from 'node:fs/promises'
import { deflateSync, inflateSync } from 'node:zlib'
import type { Paper } from './document.ts'
import { pagesOf, sheet } from './pages.ts'
import { writePdf } from './pdf.ts'
import type { Face, Faces } from './setting.ts'
import { readTypeface, type Typeface } from './sfnt.ts'

const notoSans = () => import.meta.resolve('@fontsource/noto-sans/LICENSE')
const notoSansHebrew = () => import.meta.resolve('@fontsource/noto-sans-hebrew/LICENSE')
const scripts = [
  [notoSans, 'noto-sans-latin'],
  [notoSans, 'noto-sans-cyrillic'],
  [notoSansHebrew, 'noto-sans-hebrew-hebrew'],
  [notoSans, 'noto-sans-latin-ext'],
  [notoSans, 'noto-sans-cyrillic-ext'],
] as const
const weights = { plain: '400', bold: '700' } as const

let read: Promise<{ readonly [weight in keyof typeof weights]: readonly Typeface[] }> | undefined

/** Read once: they are some 300 kB. */
function typefaces() {
  read ??= (async () => {
    const of = (weight: string) =>
      Promise.all(scripts.map(([pack, name]) => typefaceAt(pack(), `${name}-${weight}-normal.woff`)))
    return { plain: await of(weights.plain), bold: await of(weights.bold) }
  })()
  // What could not be read may be there the next time.
  read.catch(() => (read = undefined))
  return read
}

export async function pdfOf(paper: Paper): Promise<Uint8Array> {
  const { plain, bold } = await typefaces()
  const named = (all: readonly Typeface[], first: number): Faces =>
    all.map((typeface, i): Face => ({ name: `F${first + i}`, typeface, used: new Map() })) as unknown as Faces
  const faces = { plain: named(plain, 0), bold: named(bold, plain.length) }
  const pages = pagesOf(paper, faces)
  const { title, language, direction } = paper
  return writePdf({
    ...{ title, language, direction, ...sheet, pages, faces: [...faces.plain, ...faces.bold] },
    deflate: (bytes) => deflateSync(bytes, { level: 9 }),
  })
}

async function typefaceAt(pack: string, file: string): Promise<Typeface> {
  const typeface = readTypeface(unwrapped(await readFile(new URL(`files/${file}`, pack))))
  if (typeface === undefined) throw new Error(`${file} is no font that can be embedded`)
  return typeface
}

/** From WOFF 1.0 (W3C, §4) to the tables it wraps. */
function unwrapped(woff: Buffer): Uint8Array {
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, i) => {
    const at = 44 + i * 20
    const [offset, packed, whole] = [4, 8, 12].map((more) => woff.readUInt32BE(at + more)) as [
      number,
      number,
      number,
    ]
    const bytes = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(at, at + 4),
      bytes: packed < whole ? inflateSync(bytes, { maxOutputLength: whole }) : bytes,
      sum: woff.readUInt32BE(at + 16),
    }
  })
  const padded = (length: number) => Math.ceil(length / 4) * 4
  const font = Buffer.alloc(
    12 + count * 16 + tables.reduce((sum, { bytes }) => sum + padded(bytes.length), 0),
  )
  woff.copy(font, 0, 4, 8)
  font.writeUInt16BE(count, 4)
  const power = 2 ** Math.floor(Math.log2(count))
  font.writeUInt16BE(power * 16, 6)
  font.writeUInt16BE(Math.log2(power), 8)
  font.writeUInt16BE((count - power) * 16, 10)
  let place = 12 + count * 16
  for (const [i, { tag, bytes, sum }] of tables.entries()) {
    const at = 12 + i * 16
    tag.copy(font, at)
    font.writeUInt32BE(sum, at + 4)
    font.writeUInt32BE(place, at + 8)
    font.writeUInt32BE(bytes.length, at + 12)
    bytes.copy(font, place)
    place += padded(bytes.length)
  }
  return font
}
