/** Reads what a page needs of a TrueType font: which glyph stands for a character, how wide it is, how tall a line. OpenType 1.9. */

export interface Typeface {
  readonly bytes: Uint8Array
  readonly unitsPerEm: number
  readonly ascent: number
  readonly descent: number
  readonly box: readonly [number, number, number, number]
  /** Undefined where it has none for the character. */
  glyphOf(character: number): number | undefined
  /** In units of the em. */
  widthOf(glyph: number): number
}

/** Undefined where the bytes are no font with outlines and a Unicode map. */
export function readTypeface(bytes: Uint8Array): Typeface | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<string, number>()
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8))
  }
  const [head, hhea, hmtx, cmap] = ['head', 'hhea', 'hmtx', 'cmap'].map((name) => tables.get(name))
  if (head === undefined || hhea === undefined || hmtx === undefined || cmap === undefined) return undefined
  const glyphs = charactersIn(view, cmap)
  if (glyphs === undefined || !tables.has('glyf')) return undefined
  const wide = view.getUint16(hhea + 34)
  const short = (at: number) => view.getInt16(at)
  return {
    bytes,
    unitsPerEm: view.getUint16(head + 18),
    ascent: short(hhea + 4),
    descent: short(hhea + 6),
    box: [short(head + 36), short(head + 38), short(head + 40), short(head + 42)],
    glyphOf: (character) => glyphs.get(character),
    // The last width holds for every glyph after it.
    widthOf: (glyph) => view.getUint16(hmtx + 4 * Math.min(glyph, wide - 1)),
  }
}

/** Subtables of format 12 and 4 for Unicode, the one that reaches further first. */
function charactersIn(view: DataView, cmap: number): ReadonlyMap<number, number> | undefined {
  const found = new Map<number, number>()
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const record = cmap + 4 + i * 8
    const [platform, encoding] = [view.getUint16(record), view.getUint16(record + 2)]
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue
    const table = cmap + view.getUint32(record + 4)
    const format = view.getUint16(table)
    if (format === 4) segments(view, table, found)
    if (format === 12) groups(view, table, found)
  }
  return found.size === 0 ? undefined : found
}

function segments(view: DataView, table: number, found: Map<number, number>): void {
  const count = view.getUint16(table + 6) / 2
  const [ends, starts] = [table + 14, table + 16 + count * 2]
  const [deltas, offsets] = [starts + count * 2, starts + count * 4]
  for (let i = 0; i < count; i++) {
    const [start, end] = [view.getUint16(starts + i * 2), view.getUint16(ends + i * 2)]
    const delta = view.getUint16(deltas + i * 2)
    const offset = view.getUint16(offsets + i * 2)
    for (let character = start; character <= end && character < 0xffff; character++) {
      const raw =
        offset === 0 ? character : view.getUint16(offsets + i * 2 + offset + (character - start) * 2)
      const glyph = offset !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff
      if (glyph !== 0) found.set(character, glyph)
    }
  }
}

function groups(view: DataView, table: number, found: Map<number, number>): void {
  for (let i = 0; i < view.getUint32(table + 12); i++) {
    const at = table + 16 + i * 12
    const [start, end, glyph] = [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8)]
    for (let character = start; character <= end; character++) found.set(character, glyph + character - start)
  }
}
