/** The plain text that is kept and quoted from: one form whatever it came from, made in the same way each time. */

/** Changes whenever the same bytes would give another text: a text kept under an older one is not compared with a newer one. */
export const textVersion = 1

// What a reader doesn't see and a lexicon trips over: soft hyphens, zero-width marks, byte order marks, direction marks.
const unseen = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g
// Control characters but for tabs and line feeds.
// oxlint-disable-next-line no-control-regex -- that is what is taken out
const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/g
const lineEnds = /\r\n?|[\u0085\u2028\u2029\f]/g
/** Spaces of every width, and those that don't break: people search with the one on the keyboard. */
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g

/**
 * NFC, line feeds alone, no characters that nobody sees, no spaces at the ends of lines, at most one empty line in a row.
 * The offsets of quotes are those of what is returned.
 */
export function plainText(text: string): string {
  const whole = text
    .replace(lineEnds, '\n')
    .replace(unseen, '')
    .replace(control, '')
    .replace(spaces, ' ')
    .toWellFormed()
    .normalize('NFC')
  const lines: string[] = []
  let empty = 0
  for (const raw of whole.split('\n')) {
    const line = raw.trimEnd()
    if (line === '') {
      empty++
      continue
    }
    if (lines.length > 0 && empty > 0) lines.push('')
    empty = 0
    lines.push(line)
  }
  return lines.join('\n')
}

/** The text under its title, unless it begins with that anyway. */
export function underTitle(title: string | undefined, text: string): string {
  const head = plainText(title ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  const body = plainText(text)
  if (head === '') return body
  const start = body.slice(0, head.length * 2 + 100).replace(/\s+/g, ' ')
  if (start.startsWith(head)) return body
  return body === '' ? head : `${head}\n\n${body}`
}

/** Where a text is too long for one document it is cut after a paragraph, else after a line or a sentence; nothing is lost. */
export function cutText(text: string, longest: number): readonly string[] {
  const pieces: string[] = []
  let from = 0
  while (text.length - from > longest) {
    const within = text.slice(from, from + longest)
    const least = longest / 2
    const at = [
      within.lastIndexOf('\n\n') + 2,
      within.lastIndexOf('\n') + 1,
      within.lastIndexOf('. ') + 2,
    ].find((end) => end > least)
    let end = from + (at ?? longest)
    // Never between the halves of a surrogate pair.
    if (at === undefined && isHigh(text.charCodeAt(end - 1))) end -= 1
    pieces.push(text.slice(from, end).trimEnd())
    from = end
  }
  pieces.push(text.slice(from))
  return pieces.filter((piece) => piece.trim() !== '')
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
