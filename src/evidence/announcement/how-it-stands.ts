/** Wordings of more than one word by which a danger goes on, spreads, was left behind or lasted. */
import type { Word } from '../text/text-words.ts'
import { is } from './words/words.ts'

const near = 7

/** “Вона ще лунає”, “ещё действует”, “still sounding”. */
export function isStillOn(words: readonly Word[], at: number): boolean {
  return (
    /^(?:лунає|лунають|звучить|діє|діють|звучит|звучат|действует|действуют|sounding)$/.test(
      words[at]!.folded,
    ) && /^(?:ще|досі|еще|still)$/.test(words[at - 1]?.folded ?? '')
  )
}

/** “Extended to Vinnytsia”: more places are warned; “until” is a time. */
export function isWidened(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]
  const where = words[at + 2]
  return /^(?:to|на)$/.test(next?.folded ?? '') && (where?.capital === 'yes' || where?.folded === 'the')
}

/** “No air raid alert is in force”. */
export function isNoneInForce(words: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - near); i--) {
    if (/[,.;:!?–—]/.test(words[i + 1]!.before)) return false
    if (words[i]!.folded === 'no') return true
  }
  return false
}

/** “Alerts remain”, but “remain indoors”. */
export function isSaidOfDanger(words: readonly Word[], at: number): boolean {
  const { folded } = words[at]!
  if (folded === 'goes') return words[at + 1]?.folded === 'on'
  if (!/^(?:remain|stay|continue|persist)$/.test(folded)) return true
  if (words[at - 1]?.folded === 'to') return false
  // “Drones remain a threat”.
  return [...words.slice(Math.max(0, at - 3), at), ...words.slice(at + 1, at + 4)].some((word) =>
    is(word, 'head'),
  )
}

/** “Длилась два часа”, “тривала до 5:47”, “lasted until 6 a.m.”. */
export function isLastedToEnd(words: readonly Word[], at: number): boolean {
  // “Девять часов продержался режим”.
  if (words.slice(Math.max(0, at - 2), at).some((one) => is(one, 'unit-of-time'))) return true
  return words
    .slice(at + 1, at + 5)
    .some(
      (one, index) =>
        is(one, 'unit-of-time') ||
        (/^(?:до|until|till)$/.test(one.folded) &&
          /^\d{1,2}[:.]?\d{0,2}$/.test(words[at + index + 2]?.text ?? '')),
    )
}

/** “Вывел из-под красного уровня”, “came off the level”, “red is off”: but sirens that went off sound. */
export function isLeft(words: readonly Word[], at: number): boolean {
  const { folded } = words[at]!
  if (folded === 'off') return /^(?:is|are|was|were|came|come|taken|now)$/.test(words[at - 1]?.folded ?? '')
  if (!/^(?:под|під)$/.test(folded) || !/^(?:из|зпід|з|із)$/.test(words[at - 1]?.folded ?? '')) return false
  return words.slice(at + 1, at + 4).some((word) => is(word, 'level') || is(word, 'head'))
}

/** “Отменять опасность рано”, “too early to lift the alert”. */
export function isTooEarly(words: readonly Word[], at: number): boolean {
  if (/^(?:отменять|снимать|скасовувати|знімати)$/.test(words[at]!.folded))
    return words
      .slice(Math.max(0, at - 3), at + 2 * near)
      .some(({ folded }) => /^(?:рано|зарано|преждевременно|передчасно)$/.test(folded))
  return words[at]!.folded === 'early' && words[at - 1]?.folded === 'too' && words[at + 1]?.folded === 'to'
}

/** “Конца не видно”, “no end in sight”. */
export function isWithoutEnd(words: readonly Word[], at: number): boolean {
  if (words[at]!.folded === 'sight')
    return words.slice(Math.max(0, at - 4), at).some(({ folded }) => folded === 'no')
  if (!/^видно$/.test(words[at]!.folded)) return false
  const before = words.slice(Math.max(0, at - 4), at)
  return (
    before.some((word) => is(word, 'not')) &&
    before.some(({ folded }) => /^(?:кінця|конца|краю|края)$/.test(folded))
  )
}
