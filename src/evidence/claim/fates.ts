/** What became of those who are counted: killed, injured, missing, told before the number or after it. */
import type { Word } from '../text/text-words.ts'
import type { SaidNumber } from './numbers.ts'
import type { Span } from './spans.ts'
import { fates, numberWords, partsOf } from './words/all-words.ts'

/** Told of whom: after the number in its own clause, else before it, else after what is listed with it. */
export function fateOf(
  words: readonly Word[],
  number: SaidNumber,
  after: number,
  span: Span,
  side: 'any' | 'after' | 'beside' = 'any',
): { readonly unit: string; readonly to: number } | undefined {
  const ahead = (most: number, crosses: RegExp, stopAt: RegExp | null) => {
    let depth = 0
    for (let i = after; i < Math.min(span.to, after + most); i++) {
      const { before, folded } = words[i]!
      if (/\(/.test(before)) depth++
      if (/\)/.test(before) && depth > 0) depth--
      if (depth > 0) continue
      if (crosses.test(before.replace(/[()]/g, ''))) return undefined
      if (stopAt?.test(folded)) return undefined
      // “Six climbers, three of whom died”: told of a part of them.
      if (stopAt === null && i > after && partsOf.at(words, i) !== undefined && isNumber(words, i - 1))
        return undefined
      const fate = fates.at(words, i)
      // “…, ранены трое”: told of those who are counted after it.
      const ofOthers = stopAt === null && isNumber(words, fate?.to ?? i)
      if (fate !== undefined && fate.to <= span.to)
        return ofOthers ? undefined : { unit: fate.value, to: fate.to }
    }
    return undefined
  }
  const and = /^(?:and|и|та|і|й|а|но|але|while|but)$/
  const near = ahead(7, /[.,;:!?\n–—]/, and)
  // “Rescued 11 people from under the rubble”.
  if (near?.unit === 'trapped' && isRescued(words, number.from, span.from))
    return { ...near, unit: 'rescued' }
  if (near !== undefined || side === 'after') return near
  const behind = (marks: RegExp, stopAt: RegExp | null) => {
    for (let i = number.from - 1; i >= Math.max(span.from, number.from - 14); i--) {
      if (marks.test(words[i + 1]!.before) || stopAt?.test(words[i]!.folded)) break
      if (/^(?:but|however|но|однако|але|проте|однак)$/.test(words[i]!.folded)) break
      const fate = fates.at(words, i)
      if (fate !== undefined && fate.to <= number.from) return { unit: fate.value, to: 0 }
    }
    return undefined
  }
  const own = behind(/[.,;!?\n]/, and)
  if (own !== undefined || side === 'beside') return own
  return ahead(16, /[.;:!?\n]/, null) ?? behind(/[.,;!?\n]/, null) ?? behind(/[.;!?\n]/, null)
}

function isRescued(words: readonly Word[], at: number, from: number): boolean {
  return [1, 2].some((back) => at - back >= from && fates.at(words, at - back)?.value === 'rescued')
}

function isNumber(words: readonly Word[], at: number): boolean {
  return /^\d/.test(words[at]?.text ?? '') || numberWords.at(words, at) !== undefined
}
