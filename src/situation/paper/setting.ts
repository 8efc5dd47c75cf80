/** Sets text in lines: which glyphs of which font stand where, in the order in which they are seen, right to left where the text is. */
import bidiFactory from 'bidi-js'
import type { Typeface } from './sfnt.ts'

export interface Face {
  /** Its name on a page: `F0`. */
  readonly name: string
  readonly typeface: Typeface
  /** What was set with it: the character of each glyph, so that the text can be read out of the file again. */
  readonly used: Map<number, number>
}

/** Faces of one weight, in the order in which they are asked for a character. */
export type Faces = readonly [Face, ...Face[]]

export interface Run {
  readonly face: Face
  readonly glyphs: readonly number[]
  readonly width: number
}

export interface Line {
  readonly runs: readonly Run[]
  readonly width: number
}

export type Direction = 'ltr' | 'rtl'

// Its types say that the module has a default inside of its default; it is the function itself.
type EmbeddingLevels = ReturnType<typeof bidi.getEmbeddingLevels>
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)()

/** Lines no wider than `width` points, broken at spaces, and inside of words that are longer than a line. */
export function setText(
  text: string,
  {
    faces,
    size,
    width,
    direction,
  }: {
    readonly faces: Faces
    readonly size: number
    readonly width: number
    readonly direction: Direction
  },
): readonly Line[] {
  // What steers direction from inside a text could turn the words around it.
  const plain = text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const levels = bidi.getEmbeddingLevels(plain, direction)
  return breaksIn(plain, faces, size, width).map(([start, end]) => {
    return lineOf(seenOrder(plain, levels, start, end), faces, size)
  })
}

/** One line as it is seen from left to right (UAX #9, L2 and L4): runs turned round, and brackets in them. */
function seenOrder(text: string, levels: EmbeddingLevels, start: number, end: number): string {
  if (end <= start) return ''
  const seen = Array.from({ length: end - start }, (_, i) => {
    const character = text[start + i]!
    const turned = (levels.levels[start + i]! & 1) === 1 ? bidi.getMirroredCharacter(character) : null
    return turned ?? character
  })
  const segments = bidi.getReorderSegments(text, levels, start, end - 1) as [number, number][]
  for (const [from, to] of segments) {
    const part = seen.slice(from - start, to - start + 1).toReversed()
    seen.splice(from - start, part.length, ...part)
  }
  return seen.join('')
}

export function widthOf(text: string, faces: Faces, size: number): number {
  let width = 0
  for (const character of text) width += advance(character, faces, size)
  return width
}

function breaksIn(text: string, faces: Faces, size: number, width: number): readonly [number, number][] {
  const breaks: [number, number][] = []
  let [start, space, wide, at] = [0, -1, 0, 0]
  for (const character of text) {
    const next = at + character.length
    wide += advance(character, faces, size)
    if (character === ' ') space = at
    if (wide > width && at > start) {
      const end = space > start ? space : at
      breaks.push([start, end])
      start = space > start ? space + 1 : at
      space = -1
      wide = widthOf(text.slice(start, next), faces, size)
    }
    at = next
  }
  breaks.push([start, text.length])
  return breaks
}

/** One that no font has is a question mark: a page never hides that something stood there. */
function faceFor(character: string, faces: Faces, before?: Face): readonly [Face, number, number] {
  const point = character.codePointAt(0)!
  const own = before?.typeface.glyphOf(point)
  if (before !== undefined && own !== undefined) return [before, own, point]
  for (const face of faces) {
    const glyph = face.typeface.glyphOf(point)
    if (glyph !== undefined) return [face, glyph, point]
  }
  const mark = '?'.codePointAt(0)!
  const [first] = faces
  return [first, first.typeface.glyphOf(mark) ?? 0, mark]
}

function advance(character: string, faces: Faces, size: number): number {
  const [face, glyph] = faceFor(character, faces)
  return (face.typeface.widthOf(glyph) / face.typeface.unitsPerEm) * size
}

function lineOf(seen: string, faces: Faces, size: number): Line {
  const runs: { face: Face; glyphs: number[]; width: number }[] = []
  for (const character of seen) {
    const last = runs.at(-1)
    const [face, glyph, point] = faceFor(character, faces)
    face.used.set(glyph, point)
    const width = (face.typeface.widthOf(glyph) / face.typeface.unitsPerEm) * size
    if (last?.face === face) {
      last.glyphs.push(glyph)
      last.width += width
    } else runs.push({ face, glyphs: [glyph], width })
  }
  return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
}
