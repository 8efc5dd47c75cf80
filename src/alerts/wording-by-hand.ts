/** Checks what an officer wrote by hand; it is marked as drill or test, and refused rather than changed in any other way. */
import { fits, ok, refuse, unsendable, type Mode, type Result } from '#base'
import type { TextLength } from './alert.ts'
import type { PhraseBook } from './phrase-book.ts'
import { tooLong } from './wording-fit.ts'
import { fill } from './wording-template.ts'

export type WordingRefusal =
  | 'alerts/text-too-long'
  | 'alerts/text-has-unsendable-characters'
  | 'alerts/text-is-empty'
  | 'alerts/unknown-language'

/** The text in composed form (NFC), trimmed and marked; `at` in a refusal is `texts.{language}.{length}`. */
export function checkOverride(
  written: string,
  language: string,
  length: TextLength,
  mode: Mode,
  book: PhraseBook | undefined,
): Result<string, WordingRefusal> {
  const at = `texts.${language}.${length}`
  const found = unsendable(written)
  if (found.length > 0) {
    const characters = found.map(({ codePoint, kind, at: place }) => `${codePoint} (${kind}) at ${place}`)
    return refuse('alerts/text-has-unsendable-characters', { at, language, length, characters })
  }
  const text = written.normalize('NFC').trim()
  if (text === '') return refuse('alerts/text-is-empty', { at, language, length })
  const marked = markByHand(text, mode, length, book)
  return fits(marked, length) ? ok(marked) : tooLong(marked, language, length)
}

/** Where a language has no book, the English mark stands: a mark that is not understood beats none. */
function markByHand(text: string, mode: Mode, length: TextLength, book: PhraseBook | undefined): string {
  if (mode === 'live') return text
  const marks = book?.modes[mode][length] ?? [[`${mode.toUpperCase()}. `, { slot: 'text' }]]
  const shortest = marks[marks.length - 1]!
  const head = typeof shortest[0] === 'string' ? shortest[0].trim() : ''
  return head !== '' && text.startsWith(head) ? text : fill(shortest, { text })!
}
