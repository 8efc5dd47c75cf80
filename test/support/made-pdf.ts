/** Small PDF files made for a test: text in any script, scans without text, and whatever is put into their trailer. */

export interface PdfSays {
  readonly title?: string
  readonly made?: string
}

/** One list of lines for each page, set from its upper left corner downwards. */
export function pdfOf(pages: readonly (readonly string[])[], { title, made }: PdfSays = {}): Uint8Array {
  const info = `<<${title === undefined ? '' : `/Title(${title})`}${made === undefined ? '' : `/CreationDate(${made})`}>>`
  return put(pages.map(contentOf), `/Info ${info}`)
}

/** A page with a line of text, and this in the trailer. */
export function pdfWith(trailer: string): Uint8Array {
  return put([contentOf(['Text'])], trailer)
}

/** A page whose content is this stream, already packed by `filter`. */
export function pdfWithStream(stream: Uint8Array, filter: string): Uint8Array {
  return put([stream], '', `/Filter ${filter}`)
}

function contentOf(lines: readonly string[]): Uint8Array {
  const shown = lines.map((line, i) => `BT /F1 12 Tf 50 ${780 - i * 14} Td <${hex(line)}> Tj ET`)
  return Buffer.from(shown.join('\n'), 'latin1')
}

function hex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex')
}

/** Each code is the letter's own in UTF-16 (ISO 32000-1 §9.10.3). */
const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfrange <0020> <00FF> <0020> <0400> <04FF> <0400> <2010> <2120> <2010> endbfrange
endcmap end end`

function put(contents: readonly Uint8Array[], trailer: string, entries = ''): Uint8Array {
  const parts: Uint8Array[] = []
  const add = (text: string | Uint8Array) =>
    parts.push(typeof text === 'string' ? Buffer.from(text, 'latin1') : text)
  const pageOf = (i: number) => 10 + i * 2
  add('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n')
  add(
    `2 0 obj<</Type/Pages/Kids[${contents.map((_, i) => `${pageOf(i)} 0 R`).join(' ')}]/Count ${contents.length}>>endobj\n`,
  )
  add(
    '3 0 obj<</Type/Font/Subtype/Type0/BaseFont/Plain/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>endobj\n',
  )
  add(
    '4 0 obj<</Type/Font/Subtype/CIDFontType2/BaseFont/Plain/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500/FontDescriptor 6 0 R>>endobj\n',
  )
  add(`5 0 obj<</Length ${toUnicode.length}>>stream\n${toUnicode}\nendstream endobj\n`)
  add(
    '6 0 obj<</Type/FontDescriptor/FontName/Plain/Flags 4/Ascent 800/Descent -200/CapHeight 700/ItalicAngle 0/StemV 80/FontBBox[0 -200 1000 800]>>endobj\n',
  )
  for (const [i, content] of contents.entries()) {
    add(
      `${pageOf(i)} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${pageOf(i) + 1} 0 R/Resources<</Font<</F1 3 0 R>>>>>>endobj\n`,
    )
    add(`${pageOf(i) + 1} 0 obj<</Length ${content.length}${entries}>>stream\n`)
    add(content)
    add('\nendstream endobj\n')
  }
  add(`trailer<</Root 1 0 R${trailer}>>\n`)
  return new Uint8Array(Buffer.concat(parts))
}
