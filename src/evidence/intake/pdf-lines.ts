/** Puts pieces of text that stand somewhere on a page into paragraphs, so that a sentence is not cut where its line ends. */

export interface PlacedText {
  readonly text: string
  /** Points, from the lower left corner of the page. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly ends: 'line' | 'nothing'
}

interface Line {
  text: string
  x: number
  right: number
  y: number
  height: number
}

/** Lines of one paragraph become one; paragraphs are apart by an empty line. */
export function paragraphsOf(pieces: readonly PlacedText[]): string {
  const lines = linesOf(pieces)
  const right = Math.max(0, ...lines.map((line) => line.right).slice(0, 10_000))
  const left = Math.min(...lines.map((line) => line.x).slice(0, 10_000), right)
  const out: string[] = []
  let before: Line | undefined
  for (const line of lines) {
    if (before !== undefined && goesOn(before, line, right - left)) out.push(joined(out.pop()!, line.text))
    else out.push(line.text)
    before = line
  }
  return out.join('\n\n')
}

function linesOf(pieces: readonly PlacedText[]): readonly Line[] {
  const lines: Line[] = []
  let line: Line | undefined
  const end = () => {
    if (line !== undefined && line.text.trim() !== '') lines.push({ ...line, text: line.text.trim() })
    line = undefined
  }
  for (const piece of pieces) {
    const { text, x, y, width, height } = piece
    // A jump to another height is another line, whether the file says so or not.
    if (line !== undefined && height > 0 && Math.abs(line.y - y) > Math.max(height, line.height) * 0.6) end()
    if (text !== '') {
      if (line === undefined) line = { text: '', x, right: x, y, height }
      const isApart = x - line.right > Math.max(height, line.height) * 0.2
      if (line.text !== '' && isApart && !line.text.endsWith(' ') && !text.startsWith(' ')) line.text += ' '
      line.text += text
      line.right = Math.max(line.right, x + width)
      line.height = Math.max(line.height, height)
    }
    if (piece.ends === 'line') end()
  }
  end()
  return lines
}

/** Whether a line goes on with the sentence of the one above it. */
function goesOn(above: Line, line: Line, width: number): boolean {
  const height = Math.max(above.height, line.height, 1)
  const fall = above.y - line.y
  // Another column, another page of a spread, a heading in larger letters, an empty line between.
  if (fall <= 0 || fall > height * 1.9) return false
  if (Math.abs(above.height - line.height) > height * 0.25) return false
  // A list, and a first line that is set in.
  if (/^(?:[-–—•▪●*]|\d{1,3}[.)])\s/.test(line.text)) return false
  if (line.x - above.x > height * 0.8 && line.x - above.x < height * 5 && endsSentence(above.text))
    return false
  const isShort = above.right - above.x < width * 0.75
  return !(isShort && endsSentence(above.text))
}

function endsSentence(text: string): boolean {
  return /[.!?…:;]["»”')\]]*$/.test(text)
}

/** First halves of words that are written with a hyphen also in the middle of a line. */
const hyphenated =
  /(?:^|[^\p{L}])(?:из|по|кое|будь|юго|северо|південно|північно|східно|західно|военно|військово|пресс|прес|вице|віце|экс|екс|генерал|mid|non|co|re|anti|air|long|short|south|north)-$/iu

/** A word that was divided at the end of a line is one again where a small letter goes on; a hyphen of its own stays. */
function joined(above: string, below: string): string {
  if (hyphenated.test(above.slice(-24))) return above + below
  const divided = /\p{Ll}[-\u00ad\u2010]$/u.test(above.slice(-2)) && /^\p{Ll}/u.test(below)
  return divided ? above.slice(0, -1) + below : `${above} ${below}`
}
