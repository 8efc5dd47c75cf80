/** A text as words with their places in it, and as sentences and list items. */
import { fold } from '#areas'

export interface Word {
  readonly text: string
  /** As names are compared: lower case, without marks. */
  readonly folded: string
  /** Offsets in UTF-16 units, as JavaScript slices. */
  readonly start: number
  readonly end: number
  readonly capital: 'yes' | 'no'
  /** What stands between the word before, in the same piece or not, and this one. */
  readonly before: string
}

/** A sentence, a heading or one item of a list. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly words: readonly Word[]
  readonly kind: 'sentence' | 'item'
  /** After a colon comes its list, or what somebody said. */
  readonly ends: 'with-colon' | 'with-stop'
}

/** Abbreviations that are one word although a dash or dot stands in them come first. */
const wordPattern =
  /р-н\p{L}{0,3}(?!\p{L})|г\.\s?о\.|[ap]\.\s?m\.|\d{1,2}[:.]\d{2}(?!\d)|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’ʼ‘`][\p{L}\p{M}]+)*/giu

export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let last = 0
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0]
    const start = match.index
    const first = word.charAt(0)
    words.push({
      text: word,
      folded: /\./.test(word) ? word.toLowerCase().replace(/\s/g, '') : fold(word),
      start,
      end: start + word.length,
      capital: first !== first.toLowerCase() ? 'yes' : 'no',
      before: text.slice(last, start),
    })
    last = start + word.length
  }
  return words
}

/** After these a full stop ends no sentence. */
const abbreviations = new Set(
  'г м с п р обл ул им д др тыс мск т н э е о стор рр ст св смт пгт mr mrs dr st gen u s no vs approx jan feb aug sept oct nov dec'.split(
    ' ',
  ),
)
const bullet = /^\s*(?:[-–—•*▪●◦·‣]|\d{1,2}[.)])\s+/u

/** Cuts between words where a sentence, a line or a list item ends. A dot inside a name or after an abbreviation ends nothing. */
export function piecesOf(text: string, words: readonly Word[]): Piece[] {
  const pieces: Piece[] = []
  if (words.length === 0) return pieces
  let from = 0
  const close = (to: number) => {
    if (to <= from) return
    const own = words.slice(from, to)
    const [first, last] = [own[0]!, own[own.length - 1]!]
    const after = words[to]?.before ?? text.slice(last.end)
    const before = first.before.slice(first.before.lastIndexOf('\n') + 1)
    const isLineStart = from === 0 || first.before.includes('\n')
    pieces.push({
      start: first.start,
      end: last.end,
      words: own,
      kind: isLineStart && bullet.test(`${before} `) ? 'item' : 'sentence',
      ends: /^["»”]?\s*:/u.test(after) ? 'with-colon' : 'with-stop',
    })
    from = to
  }
  for (let i = 1; i < words.length; i++) {
    const { before, capital, text: word } = words[i]!
    const previous = words[i - 1]!
    if (before.includes('\n')) {
      // A list may be written without bullets, but a line broken in the middle of a sentence goes on in lower case.
      if (
        capital === 'yes' ||
        !/^\p{Ll}/u.test(word) ||
        /\n\s*\n|[.!?:;]\s*\n|#$/.test(before) ||
        bullet.test(before.slice(before.lastIndexOf('\n') + 1))
      )
        close(i)
      continue
    }
    if (/[!?…‼⁉]/u.test(before)) {
      if (capital === 'yes' || /[!?…‼⁉][^\p{L}]*[«“"]/u.test(before) || /^\d/.test(word)) close(i)
      continue
    }
    if (!/\.(?:["»”)]|\s|$)/u.test(before)) continue
    // “Magnitude 6.4”, “1.5 km”.
    if (before === '.' && /^\d/.test(word) && /\d$/.test(previous.text)) continue
    const opens = capital === 'yes' || /^\d/.test(word) || /[«“"]/.test(before)
    const abbreviated =
      before.startsWith('.') &&
      // “25 м/с.” is a unit, and ends a sentence.
      previous.before !== '/' &&
      (abbreviations.has(previous.folded) || (previous.text.length === 1 && previous.capital === 'yes'))
    if (opens && !abbreviated) close(i)
  }
  close(words.length)
  return pieces
}
