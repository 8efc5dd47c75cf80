/** Words that declare something: a danger raised, ended, going on; and those that only speak of an end to come. */
import type { Word } from './text-words.ts'

export type Trigger = {
  readonly kind: 'raise' | 'end' | 'goes-on' | 'instruction'
  /** The trigger's words, in the text's words. */
  readonly from: number
  readonly to: number
}

const endNouns = /^(?:отбо(?:й|я|ю|ем|е)|відб(?:ій|ою|оєм|ої))$/u
const endVerbs =
  /^(?:отмен(?:ен|ена|ено|ены|ил|или|ила|яется|яют|яет|или)|снят(?:а|о|ы)?|снял(?:и|а)?|снимается|снимают|завершен(?:а|о|ы)?|завершил(?:ась|ся|ось|ись)|закончил(?:ась|ся|ось)|окончен(?:а|о)?|прекращен(?:а|о|ы)?|прекратил(?:ось|ась|ся)|миновал(?:а|о)?|скасован(?:о|а|ий|і)|скасувал(?:и|а)|скасував|скасовується|знят(?:о|а|ий|і)|знял(?:и|а)|минул(?:а|о)|завершен(?:о|а)|закінчил(?:ась|ося|ася)|припинен(?:о|а)|canceled|cancelled|lifted|ended|ending|ends|over|cleared|withdrawn|called)$/u
const noMore = /^(?:нет|немає|longer)$/u
const more = /^(?:больше|більше|no)$/u
const goesOn =
  /^(?:сохраня(?:ется|ются|лся|лась)|оста[её](?:тся|ются)|остается|продолжа(?:ет|ется|ют)|действует|действуют|по-прежнему|пока|еще|залиша(?:ється|ються|лась)|трива(?:є|ють|тиме)|діє|досі|ще|remains?|stays?|continues?|still|persists?|ongoing)$/u
const strongGoesOn =
  /^(?:сохраня(?:ется|ются)|остается|остаются|продолжает|продолжается|залиша(?:ється|ються)|триває|тривають|remains?|stays?|continues?|persists?)$/u
const raiseVerbs =
  /^(?:объявлен(?:а|о|ы)?|объявил(?:и|а)?|объявля(?:ет|ют|ется|ли|лась)|введен(?:а|о|ы)?|ввел(?:и|а)?|ввод(?:ится|ят|ят|ил|или|ила)|действует|предупре(?:дил|дила|ждал|ждает|ждают)|перевел(?:о|и|а)?|перевед\p{L}+|получил(?:а|и)?|звучал(?:и|а)?|сообщил(?:и|а)?\s|оголошен(?:о|а|ий)|оголосил(?:и|а)|оголошу(?:є|ють|ється)|запроваджен(?:о|а)|введено|лунає|лунала|пролунал(?:а|и)|declared?|declares|announced?|issued|introduced|activated|raised|warned|imposed|went|applies|sounded)$/u
const notWords = /^(?:не|ні|not|never|isn|hasn|wasn)$/u
const untilWords =
  /^(?:до|пока|покуда|доки|поки|після|после|until|till|before|after|when|once|if|если|якщо|когда|коли|ждите|дождитесь|чекайте|дочекайтеся|wait|сигнал(?:а|у|ом)?|hear)$/u
const clearWord = /^(?:clear)$/u

/** Finds the triggers of a text in order. Expects the words of one sentence. */
export function triggersOf(words: readonly Word[]): Trigger[] {
  const found: Trigger[] = []
  const add = (kind: Trigger['kind'], from: number, to = from + 1) => void found.push({ kind, from, to })
  for (let i = 0; i < words.length; i++) {
    const { folded } = words[i]!
    if (folded.length > 20) continue
    const next = words[i + 1]?.folded ?? ''
    const isAllClear = folded === 'all' && clearWord.test(next)
    if (endNouns.test(folded) || isAllClear) {
      add(
        isFuture(words, i) ? 'instruction' : isDenied(words, i) ? 'goes-on' : 'end',
        i,
        isAllClear ? i + 2 : i + 1,
      )
      if (isAllClear) i++
    } else if (endVerbs.test(folded)) {
      if (folded === 'called' && next !== 'off') continue
      if (folded === 'over' && !/^(?:is|was|now|are)$/.test(words[i - 1]?.folded ?? '')) continue
      add(isDenied(words, i) ? 'goes-on' : isFuture(words, i) ? 'instruction' : 'end', i)
    } else if (noMore.test(folded) && words.slice(Math.max(0, i - 8), i).some((w) => more.test(w.folded)))
      add('end', i)
    else if (
      folded === 'не' &&
      /^(?:действует|угрожает|грозит|діє|загрожує)$/.test(next) &&
      !isFuture(words, i)
    ) {
      add('end', i, i + 2)
      i++
    } else if (strongGoesOn.test(folded)) add('goes-on', i)
    else if (goesOn.test(folded) && folded === 'действует') add('raise', i)
    else if (raiseVerbs.test(folded) && !notWords.test(words[i - 1]?.folded ?? '')) add('raise', i)
  }
  return found
}

/** “Ещё не отменена”, “ще не скасовано”, “no all-clear”. */
function isDenied(words: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 3); i--)
    if (notWords.test(words[i]!.folded) || (words[i]!.folded === 'no' && at - i <= 2)) return true
  const after = words.slice(at + 1, at + 4).map((word) => word.folded)
  return (
    after[0] === 'не' ||
    (/^(?:ще|еще|пока)$/.test(after[0] ?? '') && /^(?:не|нет|немає)$/.test(after[1] ?? '')) ||
    (after.includes('not') && after.indexOf('not') <= 2)
  )
}

/** “До отбоя”, “пока не прозвучит сигнал «Отбой …»”, “until the all-clear”: an instruction, whatever it names. */
function isFuture(words: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 7); i--) if (untilWords.test(words[i]!.folded)) return true
  return /^(?:будет|буде|will|пролунає|прозвучит|дадут|дадуть)$/.test(words[at + 1]?.folded ?? '')
}
