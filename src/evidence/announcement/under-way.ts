/** What flies, and where to: messages that name no danger and no verb, only what is seen. */
import type { Word } from '../text/text-words.ts'
import { is } from './words/words.ts'

/** Whether a word says that what stands beside it is under way. */
export function isUnderWay(words: readonly Word[], at: number): boolean {
  return fliesTo(words, at) || isMoving(words, at)
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
