/** Whether what a word names is said not to have happened: “no casualties”, “никто не пострадал”, “жертв і руйнувань немає”. */
import type { Word } from '../text/text-words.ts'
import type { Cue } from './cues.ts'
import { denials, denialsAfter, tellings } from './words/all-words.ts'

export const nobody = /^(?:nobody|none|nobodys|никто|ніхто|никого|нікого|neither)$/

/** “No fewer than”, “not only”, “not until” deny nothing. */
const notDenied =
  /^(?:fewer|less|more|only|until|later|yet|just|менее|меньше|более|больше|только|менше|більше|тільки|лише|лишь|раз|далеко|doubt|least)$/

export function isDenied(words: readonly Word[], from: number, to: number, last: Cue | undefined): boolean {
  for (let i = from - 1; i >= Math.max(0, from - 6); i--) {
    if (/[.,;:!?\n(]/.test(words[i + 1]!.before)) break
    const denial = denials.at(words, i)
    // “Не обошлось без пострадавших”: two denials assert.
    if (/^(?:обошл|обійшл)/.test(words[i - 1]?.folded ?? '') && words[i - 2]?.folded === 'не') return false
    if (denial === undefined || notDenied.test(words[denial.to]?.folded ?? '')) continue
    const far = from - denial.to
    const one = /^(?:no|not)$/.test(words[i]!.folded) && words[i + 1]?.folded === 'one'
    if (
      far <= 2 ||
      ((nobody.test(words[i]!.folded) || one) && far <= 4) ||
      (words[i]!.folded === 'no' && far <= 3)
    )
      return true
  }
  // “Постраждалих немає”, “жертв и разрушений нет”.
  for (let i = to; i < Math.min(words.length, to + 5); i++) {
    if (/[.;:!?\n,(–—]/.test(words[i]!.before)) break
    const denial = denialsAfter.at(words, i)
    if (denial !== undefined)
      return (
        !notDenied.test(words[denial.to]?.folded ?? '') &&
        !(i > to + 2 && tellings.at(words, i - 1)?.value.by === 'verb')
      )
  }
  // “No casualties or damage”, “без жертв и разрушений”.
  if (last === undefined || last.happened === 'yes' || from - last.to > 2) return false
  for (let i = last.to; i <= from; i++) {
    if (/[.;:!?\n]/.test(words[i]!.before)) return false
    if (i < from && !/^(?:or|and|nor|и|ни|или|і|та|й|чи|either|any)$/.test(words[i]!.folded)) return false
  }
  return last.by === 'verb'
}
