/** Words that declare something: a danger raised, ended, going on; and those that only speak of an end to come. */
import type { Word } from './text-words.ts'

export interface Trigger {
  /** `instruction`: it declares nothing, whatever it names. */
  readonly kind: 'raise' | 'lower' | 'end' | 'goes-on' | 'instruction'
  /** Its words, in the words it was looked for in. */
  readonly from: number
  readonly to: number
  /** `pronoun`: it speaks of a danger named before: “снял её”, “первую объявляли”. */
  readonly object: 'named' | 'pronoun'
}

const endNouns = /^(?:отбо(?:й|я|ю|ем|е)|відб(?:ій|ою|оєм|ої)|отмен(?:а|ы|е|у|ой)|скасуванн(?:я|ю|і))$/u
const endVerbs =
  /^(?:отмен(?:ен|ена|ено|ены|ил|или|ила|яется|яют|яет)|снят(?:а|о|ы)?|снял(?:и|а)?|снимается|снимают|завершен(?:а|о|ы|ий)?|завершил(?:ась|ся|ось|ись)|закончил(?:ась|ся|ось)|окончен(?:а|о)?|прекращен(?:а|о|ы)?|прекратил(?:ось|ась|ся)|миновал(?:а|о)?|скасован(?:о|а|ий|і)|скасувал(?:и|а)|скасував|скасовується|знят(?:о|а|ий|і)|знял(?:и|а)|зняв|минул(?:а|о)|закінчил(?:ась|ося|ася|ся)|припинен(?:о|а)|canceled|cancelled|lifted|ended|ending|ends|over|withdrawn|called)$/u
const lastedWords = /^(?:длил(?:ась|ся|ось)|продлил(?:ась|ся|ось)|тривал(?:а|о|и)?|lasted)$/u
const minutes = /^(?:минут\p{L}*|час(?:а|ов|и)?|хвилин\p{L}*|годин\p{L}*|minutes?|hours?)$/u
const noMore = /^(?:нет|немає|longer)$/u
const more = /^(?:больше|більше|no)$/u
const lowered =
  /^(?:понижен(?:а|о|ы)?|снижен(?:а|о|ы)?|понизил(?:и|а)?|снизил(?:и|а)?|знижен(?:о|ий|а)|знизил(?:и|а)|lowered|downgraded|reduced)$/u
const quiet = /^(?:спокойно|спокійно|чисто|тихо|calm|quiet)$/u
const stays =
  /^(?:сохраня(?:ется|ются)|остается|остаются|продолжает|продолжается|продолжаются|сменил(?:а|и|ся|ась)?|залиша(?:ється|ються)|триває|тривають|далі|продлен(?:а|о|ы)?|продлил(?:и|а)?|продовжен(?:о|ий|а)|extended|prolonged|remains?|stays?|continues?|persists?)$/u
const notCleared = /^(?:прежнему|раннего|прежней)$/u
const raiseVerbs =
  /^(?:объявлен(?:а|о|ы)?|объявил(?:и|а)?|объявля(?:ет|ют|ется|ли|лась|лся)|введен(?:а|о|ы)?|ввел(?:и|а)?|ввод(?:ится|ят|ил|или|ила|ился|илась)|действ(?:ует|уют|овала|овал|овало)|предупре(?:дил|дила|ждал|ждает|ждают)|перевел(?:о|и|а)?|получил(?:а|и)?|звучал(?:и|а)?|звучит|звучат|живет|начал(?:и|ась|ся)?|активн(?:а|і|ий|ая|о)|оголошен(?:о|а|ий)|оголосил(?:и|а)|оголосив|оголошу(?:є|ють|ється)|запроваджен(?:о|а)|введено|діє|лунає|лунала|пролунал(?:а|и)|declared?|declares|announced?|issued|introduced|activated|raised|imposed|went|applies|sounded|sounding)$/u
const notWords = /^(?:не|ні|not|never|isn|hasn|wasn|без)$/u
/** What is said of a time to come, or of a case that may be. */
const conditions =
  /^(?:пока|покуда|доки|поки|после|після|until|till|before|after|when|once|if|если|якщо|когда|коли|ждите|дождитесь|дождаться|чекайте|дочекайтеся|дочекайтесь|wait|услышав|почули|почувши|услышали|услышите|чтобы|щоб)$/u
const untilNouns = /^(?:до|сигнал\p{L}*|звук\p{L}*)$/u
/** Somebody will say so; nobody has. */
const future =
  /^(?:будет|буде|будут|будуть|will|shall|пролунає|прозвучит|прозвучить|дадут|дадуть|объявят|оголосять|сообщат|сообщим|повідомлять|повідомимо|ждать|ждем|ожидайте|ожидаем|очікуйте|чекаємо)$/u
const mistaken =
  /^(?:ошибочн\p{L}*|помилков\p{L}*|ложн\p{L}*|фейк\p{L}*|опроверг\p{L}*|спростув\p{L}*|неверн\p{L}*|mistak\p{L}*|erroneous\p{L}*|false|fake)$/u
const objects = /^(?:ее|его|их|її|його|їх|it|them|первую|вторую|первый|второй|перша|першу|which)$/u
const subjects = /^(?:он|она|оно|этот|эта|він|вона|it|which)$/u
/** Verbs that say something of what was just named: “он действует для …”, “она длилась 11 минут”. */
const ofSubjects = /^(?:действ\p{L}*|длил\p{L}*|продлил\p{L}*|тривал\p{L}*|діє|applies|lasted)$/u

/** Finds the triggers of a text in order. Expects the words of one sentence. */
export function triggersOf(words: readonly Word[]): Trigger[] {
  const found: Trigger[] = []
  const add = (kind: Trigger['kind'], from: number, to = from + 1) =>
    void found.push({ kind, from, to, object: speaksOfBefore(words, from, to) ? 'pronoun' : 'named' })
  const isMistaken = words.some(({ folded }) => mistaken.test(folded))
  for (let i = 0; i < words.length; i++) {
    const { folded } = words[i]!
    if (folded.length > 20) continue
    const next = words[i + 1]?.folded ?? ''
    const isAllClear = folded === 'all' && next === 'clear'
    if (endNouns.test(folded) || isAllClear) {
      const to = isAllClear ? i + 2 : i + 1
      add(
        isMistaken || isToCome(words, i, 'noun') ? 'instruction' : isDenied(words, i, to) ? 'goes-on' : 'end',
        i,
        to,
      )
      i = to - 1
    } else if (endVerbs.test(folded)) {
      if (folded === 'called' && next !== 'off') continue
      if (folded === 'over' && !/^(?:is|was|now|are)$/.test(words[i - 1]?.folded ?? '')) continue
      // “Отбой отменён” ends no danger.
      const last = found[found.length - 1]
      if (
        last?.kind === 'end' &&
        endNouns.test(words[last.from]!.folded) &&
        /^(?:отмен|скасов|cancel)/.test(folded) &&
        words.slice(last.to, i + 1).every(({ before }) => !/[,;:.!–—]/.test(before))
      ) {
        found.pop()
        add('goes-on', i)
        continue
      }
      add(
        isDenied(words, i, i + 1)
          ? 'goes-on'
          : isMistaken || isToCome(words, i, 'verb')
            ? 'instruction'
            : 'end',
        i,
      )
    } else if (
      lastedWords.test(folded) &&
      words.slice(i + 1, i + 5).some((word) => minutes.test(word.folded))
    )
      add('end', i)
    else if (noMore.test(folded) && words.slice(Math.max(0, i - 8), i).some((word) => more.test(word.folded)))
      add('end', i)
    else if (folded === 'не' && /^(?:действует|угрожает|грозит|діє|загрожує)$/.test(next)) {
      if (!isToCome(words, i, 'verb')) add('end', i, i + 2)
      i++
    } else if (folded === 'не' && /^(?:изменил|змінив|зафиксирован|зафіксован)/.test(next)) {
      add('goes-on', i, i + 2)
      i++
    } else if (lowered.test(folded)) add(isDenied(words, i, i + 1) ? 'goes-on' : 'lower', i)
    else if (quiet.test(folded)) add('instruction', i)
    else if (stays.test(folded) || notCleared.test(folded)) add('goes-on', i)
    else if (raiseVerbs.test(folded) && !notWords.test(words[i - 1]?.folded ?? ''))
      add(isToCome(words, i, 'verb') ? 'instruction' : 'raise', i)
  }
  return found
}

/** “Действует”, “діє”, “is in force”: how it stands, not what was just done. */
export function saysHowItStands(words: readonly Word[], { from }: Trigger): boolean {
  return /^(?:действует|действуют|діє|діють|applies|force)$/.test(words[from]!.folded)
}

/** Whether it is said of a case or a time to come, and so declares nothing: “if the alert sounds”. */
export function isConditional(words: readonly Word[]): boolean {
  return words.some(
    ({ folded }, index) =>
      /^(?:если|якщо|if|whenever|почули|услышали|услышав|почувши)$/.test(folded) ||
      // “При ракетной опасности”, “за ракетної небезпеки”, “у разі тривоги”.
      (/^(?:при|за|случае|разі|случаях)$/.test(folded) &&
        words
          .slice(index + 1, index + 4)
          .some((word) =>
            /^(?:опасности|угрозе|тревоге|тревоги|небезпеки|загрози|тривоги)$/.test(word.folded),
          )),
  )
}

/** “Ещё не отменена”, “ще не скасовано”, “no all-clear”, “отбоя ещё не было”. */
function isDenied(words: readonly Word[], at: number, to: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    if (/[.;!?]/.test(words[i + 1]!.before)) break
    if (notWords.test(words[i]!.folded) || (words[i]!.folded === 'no' && at - i <= 2)) return true
  }
  const after = words.slice(to, to + 3).map((word) => word.folded)
  if (/^(?:нет|немає|не)$/.test(after[0] ?? '')) return true
  if (/^(?:ще|еще|пока|поки)$/.test(after[0] ?? '') && /^(?:не|нет|немає)$/.test(after[1] ?? '')) return true
  return after[0] === 'has' && after[1] === 'not'
}

/** “До отбоя”, “пока не прозвучит сигнал «Отбой …»”, “until the all-clear”: an instruction, whatever it names. */
function isToCome(words: readonly Word[], at: number, what: 'noun' | 'verb'): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 7); i--) {
    const { folded } = words[i]!
    if (/[.;!?]/.test(words[i + 1]!.before) || (what === 'verb' && /,/.test(words[i + 1]!.before))) break
    if (conditions.test(folded) && (what === 'noun' || !/^(?:когда|коли|после|після)$/.test(folded)))
      return true
    if (what === 'noun' && ((at - i <= 3 && untilNouns.test(folded)) || future.test(folded))) return true
  }
  for (let i = at + 1; i < Math.min(words.length, at + 6); i++) {
    if (/[.,;!?]/.test(words[i]!.before)) break
    if (future.test(words[i]!.folded)) return true
  }
  return false
}

function speaksOfBefore(words: readonly Word[], from: number, to: number): boolean {
  if (words.slice(Math.max(0, from - 3), to + 2).some(({ folded }) => objects.test(folded))) return true
  return ofSubjects.test(words[from]!.folded) && subjects.test(words[from - 1]?.folded ?? '')
}
