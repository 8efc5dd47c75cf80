/** What flies, and where to: messages that name no danger and no verb, only what is seen. */
import type { Word } from '../text/text-words.ts'
import { is } from './words/words.ts'

/** Whether a word says that what stands beside it is under way. */
export function isUnderWay(words: readonly Word[], at: number): boolean {
  return fliesTo(words, at) || isMoving(words, at) || isThere(words, at) || isFast(words, at)
}

/** “Балістика на Кривий Ріг!”, “БпЛА на Полтаву”: what flies stands first, and where to right behind it. */
function fliesTo(words: readonly Word[], at: number): boolean {
  const [what, where] = [words[at - 1], words[at + 1]]
  if (words[at]!.folded !== 'на' || what === undefined || where?.capital !== 'yes') return false
  if (
    !/^(?:балістика|баллистика|ракет[аиы]|бпла|шахед[иы]?|дрон[иы]?|каби?|кабы|мопед[иы]?)$/.test(what.folded)
  )
    return false
  const before = words[at - 2]
  return (
    before === undefined ||
    /[.,;:!?\n–—]/.test(what.before) ||
    /^(?:\d+|ще|еще|ворожі|ворожий|вражеский|вражеские|група|группа|крилаті|крылатые|ударні|ударные)$/.test(
      before.folded,
    )
  )
}

/** “Київ, балістика з Брянська”, “БпЛА в районі Очакова”, “Харків під ударом шахедів”. */
function isThere(words: readonly Word[], at: number): boolean {
  const { folded } = words[at]!
  const next = words[at + 1]
  if (/^(?:з|із|зі|из)$/.test(folded)) return isNamed(words, at) && next?.capital === 'yes'
  if (/^(?:в|у)$/.test(folded))
    return (
      isNamed(words, at) && /^(?:районі|районе)$/.test(next?.folded ?? '') && words[at + 2]?.capital === 'yes'
    )
  return (
    /^(?:під|под)$/.test(folded) &&
    /^(?:ударом|атакою|атакой)$/.test(next?.folded ?? '') &&
    [words[at + 2], words[at + 3]].some(isSeen)
  )
}

/** Whether what flies stands right before it and opens its sentence, but for a word like “enemy”. */
function isNamed(words: readonly Word[], at: number): boolean {
  const what = words[at - 1]
  if (!/^(?:балістика|баллистика|ракет[аиы]|бпла|шахед[иы]?|дрон[иы]?)$/.test(what?.folded ?? ''))
    return false
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    if (i === 0 || /[.,;:!?\n–—]/.test(words[i]!.before)) return true
    if (
      !/^(?:ворож|вражеск|розвідувальн|разведывательн|ударн|груп|крилат|крылат|\d)/.test(words[i - 1]!.folded)
    )
      return false
  }
  return false
}

/** “Швидкісна ціль на Дніпро”. */
function isFast(words: readonly Word[], at: number): boolean {
  return (
    words[at]!.folded === 'на' &&
    words[at + 1]?.capital === 'yes' &&
    /^(?:цілі?|цел[ьи])$/.test(words[at - 1]?.folded ?? '') &&
    /^(?:швидкісн|скоростн)/.test(words[at - 2]?.folded ?? '')
  )
}

/** “Рух ударних БпЛА”, “движение беспилотников”: but “рух перекрито” is of cars. */
function isMoving(words: readonly Word[], at: number): boolean {
  if (!/^(?:рух|движение|переміщення|перемещение)$/.test(words[at]!.folded)) return false
  const next = words[at + 1]
  return (
    isSeen(next) ||
    (/^(?:ударн|ворож|вражеск|крилат|крылат)/.test(next?.folded ?? '') && isSeen(words[at + 2]))
  )
}

/** What flies, or is said to be the enemy’s. */
export function isSeen(word: Word | undefined): boolean {
  return (['drone', 'missile', 'ballistic', 'guided-bomb', 'aircraft'] as const).some((threat) =>
    is(word, `threat:${threat}`),
  )
}
