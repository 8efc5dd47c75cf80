/** Where a text quotes: every pair of quotation marks of any style, also over several sentences, and whether it is speech or only a name. */
import type { Word } from '../text/text-words.ts'

export interface Quotation {
  /** Offsets with the marks. */
  readonly start: number
  readonly end: number
  /** First word inside and the one after the last. */
  readonly from: number
  readonly to: number
  /** Speech is said by somebody; a fragment is a name, a term or a few words in somebody else’s sentence. */
  readonly kind: 'speech' | 'fragment'
}

const closers: { readonly [opener: string]: string } = {
  '«': '»',
  '“': '”"',
  '„': '“”"',
  '‘': '’',
  '‹': '›',
  '"': '"',
  "'": "'",
}
/** A quotation that is not closed after so many characters was none. */
const longest = 3_000
const deepest = 4

/** Outermost quotations in order; those within others belong to their speech. */
export function quotationsOf(text: string, words: readonly Word[]): Quotation[] {
  const open: { mark: string; at: number }[] = []
  const found: { start: number; end: number }[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!
    const code = text.charCodeAt(at)
    if (code === 10 && text[at + 1] === '\n') {
      open.length = 0
      continue
    }
    if (code > 127 ? !/[«»“”„‘’‹›]/.test(mark) : code !== 34 && code !== 39) continue
    while (open.length > 0 && at - open[0]!.at > longest) open.shift()
    const closes = open.findLastIndex((one) => closers[one.mark]!.includes(mark))
    if (closes >= 0 && isClosing(text, at, mark)) {
      const { at: start } = open[closes]!
      open.length = closes
      if (closes === 0) found.push({ start, end: at + 1 })
    } else if (closers[mark] !== undefined && isOpening(text, at, mark) && open.length < deepest)
      open.push({ mark, at })
  }
  const quotations: Quotation[] = []
  let word = 0
  for (const { start, end } of found) {
    while (word < words.length && words[word]!.start < start) word++
    const from = word
    while (word < words.length && words[word]!.end <= end) word++
    if (word === from) continue
    quotations.push({ start, end, from, to: word, kind: kindOf(text, words, start, end, from, word) })
  }
  return quotations
}

function isOpening(text: string, at: number, mark: string): boolean {
  if (mark === '«' || mark === '„' || mark === '‹') return true
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  return !/[\p{L}\p{N}]/u.test(before) && !/\s/.test(after)
}

/** An apostrophe within or after a word closes nothing that a letter goes on. */
function isClosing(text: string, at: number, mark: string): boolean {
  if (mark !== '’' && mark !== "'" && mark !== '"') return true
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  return !/\s/.test(before) && !/[\p{L}\p{N}]/u.test(after)
}

function kindOf(
  text: string,
  words: readonly Word[],
  start: number,
  end: number,
  from: number,
  to: number,
): Quotation['kind'] {
  const inside = text.slice(start + 1, end - 1)
  const length = to - from
  const before = text.slice(Math.max(0, start - 3), start)
  const ends = /[.!?…,]\s*$/u.test(inside)
  const introduced = /(?::|—|–)\s*$/u.test(before)
  const opensLine = start === 0 || /\n\s*$/u.test(before) || /[.!?…)]\s*$/u.test(before)
  const capital = words[from]!.capital === 'yes'
  if (length <= 1) return ends && (introduced || opensLine) ? 'speech' : 'fragment'
  if (/[.!?…]\s+\p{Lu}/u.test(inside)) return 'speech'
  if (ends && capital && length > 2) return 'speech'
  if (introduced && (capital || length > 5)) return 'speech'
  if (opensLine && length > 3) return 'speech'
  // “…”, said X: what follows tells.
  const after = text.slice(end, end + 3)
  if (opensLine && /^,\s?[—–-]/u.test(after)) return 'speech'
  if (/^\s?[,—–-]/u.test(after) && length > 3 && capital) return 'speech'
  if (/,\s*$/u.test(before) && length > 4 && capital) return 'speech'
  return capital && length > 7 ? 'speech' : 'fragment'
}
