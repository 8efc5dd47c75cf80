/** Writes a PDF 1.7 with embedded fonts whose text can be read out again (ISO 32000-1 §9.7, §9.10.3). The same pages give the same bytes. */
import { sha256 } from '#base'
import type { Face, Line } from './setting.ts'

export type Mark =
  | {
      readonly is: 'line'
      readonly line: Line
      readonly x: number
      readonly y: number
      readonly size: number
    }
  | {
      readonly is: 'rule'
      readonly from: readonly [number, number]
      readonly to: readonly [number, number]
      readonly width: number
    }
export type Page = readonly Mark[]

export interface Booklet {
  readonly title: string
  /** BCP 47. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly width: number
  readonly height: number
  readonly pages: readonly Page[]
  readonly faces: readonly Face[]
  /** RFC 1950. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array
}

const encoder = new TextEncoder()

export function writePdf(booklet: Booklet): Uint8Array {
  const { pages, width, height, deflate } = booklet
  const faces = booklet.faces.filter(({ used }) => used.size > 0)
  const objects: Uint8Array[] = []
  const put = (...parts: readonly (string | Uint8Array)[]) => objects.push(joined(parts))
  const stream = (bytes: Uint8Array, more = '') => {
    const packed = deflate(bytes)
    return put(`<< /Length ${packed.length} /Filter /FlateDecode ${more}>>\nstream\n`, packed, '\nendstream')
  }
  const [catalog, tree] = [1, 2]
  objects.push(new Uint8Array(), new Uint8Array())
  const fonts = faces.map((face) => `/${face.name} ${fontOf(face, put, stream)} 0 R`).join(' ')
  const kids = pages.map((page) => {
    const content = stream(encoder.encode(page.map(markOf).join('\n')))
    return put(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${width} ${height}] `,
      `/Resources << /Font << ${fonts} >> >> /Contents ${content} 0 R >>`,
    )
  })
  objects[catalog - 1] = encoder.encode(
    `<< /Type /Catalog /Pages ${tree} 0 R /Lang (${booklet.language}) ` +
      `/ViewerPreferences << /DisplayDocTitle true /Direction /${booklet.direction === 'rtl' ? 'R2L' : 'L2R'} >> >>`,
  )
  objects[tree - 1] = encoder.encode(
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
  )
  const titled = put(`<< /Title <${utf16(booklet.title)}> /Producer (Tocsin) >>`)
  return filed(objects, catalog, titled)
}

function filed(objects: readonly Uint8Array[], catalog: number, title: number): Uint8Array {
  // The second line says to whoever carries it that it is no text (§7.5.2).
  const head = joined(['%PDF-1.7\n%', new Uint8Array([0xe2, 0xe3, 0xcf, 0xd3]), '\n'])
  const parts: Uint8Array[] = [head]
  let at = head.length
  const places = objects.map((body, i) => {
    const object = joined([`${i + 1} 0 obj\n`, body, '\nendobj\n'])
    parts.push(object)
    const place = at
    at += object.length
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const id = sha256(joined(parts)).slice(0, 32)
  parts.push(
    encoder.encode(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}` +
        `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R /Info ${title} 0 R /ID [<${id}> <${id}>] >>\n` +
        `startxref\n${at}\n%%EOF\n`,
    ),
  )
  return joined(parts)
}

type Put = (...parts: readonly (string | Uint8Array)[]) => number
type Stream = (bytes: Uint8Array, more?: string) => number

/** A composite font by glyph, with the way back from glyphs to characters. */
function fontOf({ name, typeface, used }: Face, put: Put, stream: Stream): number {
  const scaled = (units: number) => Math.round((units / typeface.unitsPerEm) * 1_000)
  const file = stream(typeface.bytes, `/Length1 ${typeface.bytes.length} `)
  const base = `TCSN${String.fromCharCode(65 + (Number(name.slice(1)) % 26))}A+NotoSans-${name}`
  const descriptor = put(
    `<< /Type /FontDescriptor /FontName /${base} /Flags 4 /ItalicAngle 0 /StemV 80 `,
    `/FontBBox [${typeface.box.map(scaled).join(' ')}] /Ascent ${scaled(typeface.ascent)} `,
    `/Descent ${scaled(typeface.descent)} /CapHeight ${scaled(typeface.ascent)} /FontFile2 ${file} 0 R >>`,
  )
  const glyphs = [...used].toSorted(([a], [b]) => a - b)
  const widths = glyphs.map(([glyph]) => `${glyph} [${scaled(typeface.widthOf(glyph))}]`).join(' ')
  const inner = put(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${base} /CIDToGIDMap /Identity `,
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ',
    `/FontDescriptor ${descriptor} 0 R /DW 1000 /W [${widths}] >>`,
  )
  const back = stream(encoder.encode(toUnicode(glyphs)))
  return put(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${base} /Encoding /Identity-H `,
    `/DescendantFonts [${inner} 0 R] /ToUnicode ${back} 0 R >>`,
  )
}

/** At most a hundred lines stand in one block (Adobe Technical Note 5014). */
function toUnicode(glyphs: readonly (readonly [number, number])[]): string {
  const blocks: string[] = []
  for (let i = 0; i < glyphs.length; i += 100) {
    const some = glyphs.slice(i, i + 100)
    const lines = some.map(([glyph, point]) => `<${hex(glyph)}> <${utf16(String.fromCodePoint(point), '')}>`)
    blocks.push(`${some.length} beginbfchar\n${lines.join('\n')}\nendbfchar`)
  }
  return [
    ...['/CIDInit /ProcSet findresource begin', '12 dict begin', 'begincmap'],
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    ...['/CMapName /Adobe-Identity-UCS def', '/CMapType 2 def'],
    ...['1 begincodespacerange', '<0000> <FFFF>', 'endcodespacerange'],
    ...blocks,
    ...['endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end'],
  ].join('\n')
}

function markOf(mark: Mark): string {
  if (mark.is === 'rule') {
    const [[x, y], [toX, toY]] = [mark.from, mark.to]
    return `${mark.width} w 0.6 G ${at(x)} ${at(y)} m ${at(toX)} ${at(toY)} l S`
  }
  let { x } = mark
  const parts = mark.line.runs.map(({ face, glyphs, width }) => {
    const set = `/${face.name} ${mark.size} Tf 1 0 0 1 ${at(x)} ${at(mark.y)} Tm <${glyphs.map(hex).join('')}> Tj`
    x += width
    return set
  })
  return `BT ${parts.join(' ')} ET`
}

const at = (points: number) => String(Math.round(points * 100) / 100)
const hex = (glyph: number) => glyph.toString(16).padStart(4, '0').toUpperCase()

function utf16(text: string, mark = 'FEFF'): string {
  let written = mark
  for (let i = 0; i < text.length; i++) written += hex(text.charCodeAt(i))
  return written
}

function joined(parts: readonly (string | Uint8Array)[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part))
  const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const part of bytes) {
    all.set(part, place)
    place += part.length
  }
  return all
}
