/** What tests say of a text: that it is doubted at some words, or not at all. */
import assert from 'node:assert/strict'
import type { TextDoubt, TextDoubtCode } from '../../src/evidence/doubt/doubt.ts'
import { doubtsInText } from '../../src/evidence/doubt/doubts-in-text.ts'
import { languageOf } from '../../src/evidence/text/text-language.ts'
import { wordsOf } from '../../src/evidence/text/text-words.ts'

export function doubtsOf(text: string, saidAt: string | null = null): TextDoubt[] {
  const words = wordsOf(text)
  const doubts = doubtsInText(text, words, [], { language: languageOf(words, text), saidAt })
  for (const { quotes } of doubts)
    for (const { start, end, text: quoted } of quotes) assert.equal(text.slice(start, end), quoted)
  return doubts
}

/** The text has a doubt of this code, and one of its quotes holds these words. */
export function doubted(
  text: string,
  code: TextDoubtCode,
  quoted: string,
  saidAt: string | null = null,
): void {
  const doubts = doubtsOf(text, saidAt)
  assert.ok(
    doubts.some((doubt) => doubt.code === code && doubt.quotes.some((quote) => quote.text.includes(quoted))),
    `${code} at “${quoted}” in “${text}”: ${JSON.stringify(doubts)}`,
  )
}

export function undoubted(text: string, saidAt: string | null = null): void {
  assert.deepEqual(doubtsOf(text, saidAt), [], text)
}
