/** Whether an end that a sentence names is denied in it, or only to come: then nothing ended. */
import type { Word } from '../text/text-words.ts'
import { is } from './words/words.ts'

/** So far around a word what is said of it is looked for. */
const near = 7

const nothing = /^(?:nothing|nobody|none|neither|ничего|никто|нигде|ни|нічого|ніхто|ніде|жодного|жодних)$/

/** “Ещё не отменена”, “ще не скасовано”, “has not been lifted”. */
export function isVerbDenied(words: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    if (/[,.;!?:]/.test(words[i + 1]!.before)) return false
    if (is(words[i], 'not')) return true
  }
  return false
}

/** “Отбоя ещё не было”, “отбой тревоги не объявлен”, “no all-clear”, “об отбое никто не сообщал”. */
export function isNounDenied(words: readonly Word[], at: number, to: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    if (/[.;!?:«“]/.test(words[i + 1]!.before)) break
    if (is(words[i], 'not')) return true
  }
  // “Nothing has been said of an all-clear”, “никто не сообщал об отбое”.
  for (let i = at - 1; i >= Math.max(0, at - 2 * near); i--) {
    // “Никто не пострадал, дан отбой” denies something else.
    if (/[.,;!?:«“–—]/.test(words[i + 1]!.before) || /^(?:и|та|й|and)$/.test(words[i]!.folded)) break
    if (nothing.test(words[i]!.folded)) return true
  }
  for (let i = to; i < Math.min(words.length, to + near); i++) {
    // “Отбой ракетной опасности, а беспилотная не снята”.
    if (/[,.;!?:–—\n]/.test(words[i]!.before)) return false
    if (is(words[i], 'not') || /^(?:нет|немає|нема)$/.test(words[i]!.folded)) return true
  }
  return false
}

/** “До отбоя”, “пока не прозвучит сигнал «Отбой …»”, “until the all-clear”: an instruction, whatever it names. */
export function isNounToCome(words: readonly Word[], at: number, to: number): boolean {
  let [open, quoted] = [true, true]
  for (let i = at - 1; i >= Math.max(0, at - near); i--) {
    const word = words[i]!
    const { before } = words[i + 1]!
    if (/[.;!?]/.test(before)) break
    if (/[,–—]/u.test(before)) open = false
    if (/[:«»“”(]/u.test(before)) quoted = false
    const distance = at - i
    if (is(word, 'condition') || is(word, 'if')) return true
    if (distance <= 3 && (is(word, 'when') || (open && is(word, 'until') && !declaresSignal(words, i))))
      return true
    if (open && (is(word, 'future') || (quoted && is(word, 'wished')))) return true
  }
  for (let i = to; i < Math.min(words.length, to + near); i++) {
    if (/[.,;!?\n]/.test(words[i]!.before)) break
    // “Отбоя не будет”: refused, not to come.
    if (is(words[i], 'not') && is(words[i + 1], 'future')) return false
    if (is(words[i], 'future')) return true
  }
  return false
}

/** “Будет снят”, “когда снимут”, “will be lifted”, “если тревога отменена”. */
export function isVerbToCome(words: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - near); i--) {
    if (/[.;!?,–—]/.test(words[i + 1]!.before)) break
    if ((is(words[i], 'condition') && !isBeforeTime(words, i)) || is(words[i], 'if')) return true
    if (at - i <= 4 && is(words[i], 'future')) return true
    // “To end”, “demanded that it be lifted”.
    if (at - i === 1 && /^(?:to|be)$/.test(words[i]!.folded)) return true
  }
  const next = words[at + 1]
  return next !== undefined && !/[.,;!?]/.test(next.before) && is(next, 'future')
}

/** “Прозвучал сигнал «Отбой»” gives it; “по сигналу «Отбой»” does not. */
function declaresSignal(words: readonly Word[], at: number): boolean {
  if (words[at]!.folded === 'до') return false
  return [words[at - 1], words[at - 2]].some((word) => is(word, 'raise')) && !isVerbToCome(words, at)
}

/** “Shortly after noon”, “before 5 a.m.”: a time and no condition. */
function isBeforeTime(words: readonly Word[], at: number): boolean {
  return (
    /^(?:after|before|until|till)$/.test(words[at]!.folded) &&
    /^(?:noon|midnight|dawn|sunrise|sunset|dusk|\d{1,2}(?:[:.]\d{2})?)$/.test(words[at + 1]?.folded ?? '')
  )
}
