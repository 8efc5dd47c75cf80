/** All that does not fit in one text, each with the words it rests on, in the order of the text; it decides nothing. */
import type { Statement } from '../statement/statement.ts'
import type { Word } from '../text/text-words.ts'
import { attributedTwice } from './attributed-twice.ts'
import { colouring } from './colouring.ts'
import { cannotBeChecked, corrections } from './cannot-be-checked.ts'
import { countsThatDiffer } from './counts-that-differ.ts'
import { datesThatFail } from './dates-that-fail.ts'
import type { TextDoubt } from './doubt.ts'
import { examine, type DoubtContext, type DoubtRule } from './examined.ts'
import { implausibleQuantities } from './implausible-quantities.ts'
import { leftOverTemplate } from './left-over-template.ts'
import { namesSpeltTwice } from './names-spelt-twice.ts'
import { namesTakenForOne } from './names-taken-for-one.ts'
import { placesMisplaced } from './places-misplaced.ts'
import { beforeItsTime } from './before-its-time.ts'
import { sums } from './sums.ts'
import { timesThatFail } from './times-that-fail.ts'
import { translationSlips } from './translation-slips.ts'
import { weaponsMisplaced } from './weapons-misplaced.ts'
import { whoAttacked } from './who-attacked.ts'

const rules: readonly DoubtRule[] = [
  leftOverTemplate,
  translationSlips,
  implausibleQuantities,
  cannotBeChecked,
  corrections,
  datesThatFail,
  beforeItsTime,
  timesThatFail,
  sums,
  countsThatDiffer,
  whoAttacked,
  weaponsMisplaced,
  colouring,
  namesSpeltTwice,
  namesTakenForOne,
  attributedTwice,
  placesMisplaced,
]

/** A text made of faults shows no more of one code than this. */
const mostOfACode = 12

/**
 * `words` are those of the text; `statements` as they were read from it, none where nobody read them. Every quote is an exact
 * stretch of the text.
 */
export function doubtsInText(
  text: string,
  words: readonly Word[],
  statements: readonly Statement[],
  context: DoubtContext,
): TextDoubt[] {
  if (words.length === 0) return []
  const examined = examine(text, words, statements, context)
  const seen = new Map<string, number>()
  return rules
    .flatMap((rule) => rule(examined))
    .sort((a, b) => a.quotes[0]!.start - b.quotes[0]!.start)
    .filter(({ code, quotes }) => {
      const key = `${code} ${quotes.map(({ start, end }) => `${start}-${end}`).join(' ')}`
      const ofCode = (seen.get(code) ?? 0) + 1
      if (seen.has(key) || ofCode > mostOfACode) return false
      seen.set(key, 1).set(code, ofCode)
      return true
    })
}
