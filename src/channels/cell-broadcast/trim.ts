/** Makes a text fit one message by leaving whole sentences out, and never those that say what to do. */
import type { Texts } from '#alerts'

/** Every way of saying it, from the fullest: the full text, the full text without what it adds, the middle one, the short one. */
export function* fullestFirst(texts: Texts): Generator<string> {
  yield texts['1395']
  yield* withoutExtras(texts['1395'], texts['360'])
  yield texts['360']
  yield texts['90']
}

/**
 * The long text with one sentence less each time, from its end, as long as only sentences go that the middle text does
 * without: that one was composed of what nobody may miss (who warns, of what, where, what to do).
 */
function* withoutExtras(long: string, middle: string): Generator<string> {
  const needed = new Set(sentencesOf(middle).map((one) => one.trim()))
  const parts = sentencesOf(long)
  // Where a text was written by hand, its lengths may share nothing: then nobody knows what may go.
  if (![...needed].every((one) => parts.some((part) => part.trim() === one))) return
  for (let at = parts.length - 1; at >= 0; at--) {
    if (needed.has(parts[at]!.trim())) continue
    parts.splice(at, 1)
    yield parts.join('').trim()
  }
}

/** With the space behind each, so that the parts together are the text. */
function sentencesOf(text: string): string[] {
  sentences ??= new Intl.Segmenter('und', { granularity: 'sentence' })
  return Array.from(sentences.segment(text), ({ segment }) => segment)
}

/** Made when the first text is too long: most fit. */
let sentences: Intl.Segmenter | undefined
