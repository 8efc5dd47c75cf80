/** Where a sentence declares something: a danger raised, ended, going on; and where it only speaks of an end to come. */
import type { Word } from '../text/text-words.ts'
import { isOnlyDescribed } from './described.ts'
import {
  isLastedToEnd,
  isLeft,
  isNoneInForce,
  isSaidOfDanger,
  isStillOn,
  isTooEarly,
  isWidened,
  isWithoutEnd,
} from './how-it-stands.ts'
import { isNounDenied, isNounToCome, isVerbDenied, isVerbToCome } from './not-given.ts'
import { isSeen, isUnderWay } from './under-way.ts'
import { is, partsOf } from './words/words.ts'

export interface Trigger {
  /**
   * `instruction`: it declares nothing, whatever it names. `changed`: its two levels say whether up or down. `ends-another`:
   * lessons or trains ended, and the danger was the reason.
   */
  readonly kind: 'raise' | 'lower' | 'changed' | 'end' | 'goes-on' | 'instruction' | 'ends-another'
  /** Its words, in the words it was looked for in. */
  readonly from: number
  readonly to: number
  /** `pronoun`: it speaks of a danger named before: “снял её”, “первую объявляли”. */
  readonly object: 'named' | 'pronoun'
  /** “Действует”, “діє”, “is in force”: how it stands, not what was just done; `absent`: “тривоги немає”. */
  readonly stands: 'yes' | 'no' | 'absent'
}

const report =
  /^(?:сообщени[яею]|слух(?:и|ам|ов)|информаци[яию]|повідомлення|чутк[иа]|інформаці[яю]|reports?|rumou?rs?|claims?)$/

/** No sentence declares more. */
const mostTriggers = 200

/** Finds the triggers of a text in order. Expects the words of one sentence. */
export function triggersOf(words: readonly Word[]): Trigger[] {
  const found: Trigger[] = []
  const mistaken = words.some((word) => is(word, 'mistaken')) ? 'instruction' : undefined
  /** “Reports of an all-clear are false”: what they say is over goes on. */
  const deniedNoun = (at: number): Trigger['kind'] | undefined =>
    mistaken !== undefined && words.slice(Math.max(0, at - 4), at).some((word) => report.test(word.folded))
      ? 'goes-on'
      : mistaken
  const add = (
    kind: Trigger['kind'],
    from: number,
    to = from + 1,
    stands: Trigger['stands'] = is(words[from], 'stands') ? 'yes' : 'no',
  ) =>
    void found.push({
      ...{ kind, from, to, object: speaksOfBefore(words, from, to) ? 'pronoun' : 'named' },
      stands,
    })
  for (let i = 0; i < words.length && found.length < mostTriggers; i++) {
    const word = words[i]!
    const said = (part: Parameters<typeof is>[1]) => is(word, part)
    const allClear = word.folded === 'all' && words[i + 1]?.folded === 'clear'
    if (said('end-noun') || allClear) {
      const to = allClear ? i + 2 : i + 1
      add(
        isNounToCome(words, i, to)
          ? 'instruction'
          : isNounDenied(words, i, to)
            ? 'goes-on'
            : (deniedNoun(i) ?? 'end'),
        i,
        to,
      )
      i = to - 1
    } else if (said('end-told') && isToldEnd(words, i)) {
      add(
        isNounToCome(words, i, i + 1)
          ? 'instruction'
          : isNounDenied(words, i, i + 1)
            ? 'goes-on'
            : (deniedNoun(i) ?? 'end'),
        i,
      )
    } else if (said('end-verb') && isWholeVerb(words, i)) {
      // “Отбой отменён” ends no danger.
      const last = found[found.length - 1]
      if (isEndTakenBack(words, last, i)) {
        found.pop()
        add('goes-on', i)
      } else add(isVerbDenied(words, i) ? 'goes-on' : (mistaken ?? endsAt(words, i)), i)
    } else if (isLeft(words, i)) add(isVerbDenied(words, i) ? 'goes-on' : (mistaken ?? endsAt(words, i)), i)
    else if (said('lasted') && isLastedToEnd(words, i)) add('end', i)
    else if (isTooEarly(words, i) || isWithoutEnd(words, i)) add('goes-on', i)
    else if (said('gone')) {
      const longer = words.slice(Math.max(0, i - 8), i).some((one) => is(one, 'more'))
      if (longer && !isQuestioned(words, i)) add(mistaken ?? endsAt(words, i), i)
      else if (/^(?:нет|немає|нема)$/.test(word.folded)) add('goes-on', i, i + 1, 'absent')
    } else if (said('not')) {
      const next = words[i + 1]
      const yet = /^(?:ще|еще|пока|поки|yet)$/.test(words[i - 1]?.folded ?? '')
      // “У Миколаївській – ще ні.”
      if (yet && isAtEnd(words, i + 1)) add('goes-on', i)
      if (next === undefined) continue
      const threatens = /^(?:угрожает|грозит|загрожує)$/.test(next.folded)
      if (threatens || is(next, 'stands')) {
        // “Больше не действует”, “опасность не грозит”.
        if (!isVerbToCome(words, i)) add(yet ? 'instruction' : (mistaken ?? 'end'), i, i + 2)
        i++
      } else if (
        /^(?:изменил|изменени|змінив|змін$|зафиксирован|зафіксован|превыша|перевищ)/.test(next.folded)
      ) {
        add('goes-on', i, i + 2)
        i++
      }
    } else if (said('lowered')) add(isVerbDenied(words, i) ? 'goes-on' : endsAt(words, i, 'lower'), i)
    else if (said('changed')) {
      // “Школьников перевели на дистант”: only levels are changed for one another.
      const speaksOfLevels = (one: Word) =>
        is(one, 'level') || is(one, 'colour:yellow') || is(one, 'colour:red')
      if (words.some(speaksOfLevels)) add(isVerbDenied(words, i) ? 'goes-on' : endsAt(words, i, 'changed'), i)
    } else if (said('calm') || said('happened')) add('instruction', i)
    else if (said('normal') && !is(words[i - 1], 'not')) add('goes-on', i)
    else if (/^(?:extended|продлен[аоы]?|поширен[оа])$/.test(word.folded) && isWidened(words, i))
      add('raise', i)
    else if (said('stays') && isSaidOfDanger(words, i)) add('goes-on', i)
    else if (isStillOn(words, i)) add('goes-on', i)
    else if (isUnderWay(words, i)) add('raise', i)
    else if (
      (said('raise') && isWholeVerb(words, i)) ||
      said('seen') ||
      said('above') ||
      (said('stands') && isWholeVerb(words, i))
    ) {
      if (isOnlyDescribed(words, i)) continue
      if (said('above') && !isSeen(words[i - 1])) continue
      // “Red is not announced”: it names a level that nobody declared.
      if (said('stands') && isNoneInForce(words, i)) {
        add('goes-on', i, i + 1, 'absent')
        continue
      }
      if (is(words[i - 1], 'not')) {
        if (said('raise')) add('ends-another', i)
        continue
      }
      // “Она действовала с 1:30 до 5:45”: what was, and is no more.
      const was = /^(?:действовал|діял|діяв)/.test(word.folded) && speaksOfBefore(words, i, i + 1)
      add(was || isVerbToCome(words, i) ? 'instruction' : 'raise', i)
    }
  }
  return found
}

const endsAt = (words: readonly Word[], at: number, otherwise: Trigger['kind'] = 'end'): Trigger['kind'] =>
  isVerbToCome(words, at) ? 'instruction' : otherwise

/** Whether it is said of a case or a time to come, and so declares nothing: “if the alert sounds”. */
export function isConditional(words: readonly Word[]): boolean {
  return words.some(
    (word, index) =>
      is(word, 'if') ||
      // “При ракетной опасности”, “за ракетної небезпеки”, “у разі тривоги”: in these cases of the noun.
      (is(word, 'in-case') &&
        words
          .slice(index + 1, index + 4)
          .some(({ folded }) =>
            /^(?:опасности|угрозе|тревоге|тревоги|небезпеки|загрози|тривоги)$/.test(folded),
          )) ||
      // “Під час тривоги дозволено …”, “during an alert”.
      (isDuring(words, index) && words.slice(index + 1, index + 4).some((one) => is(one, 'head'))),
  )
}

function isDuring(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.folded
  const { folded } = words[at]!
  return (
    folded === 'during' || (folded === 'час' && before === 'під') || (folded === 'время' && before === 'во')
  )
}

/** “Отбой” ends dangers alone; “отмена” and every verb may be said of other things. */
export function isOfThings(word: Word): boolean {
  return is(word, 'end-verb') || /^(?:отмен|скасуван)/.test(word.folded)
}

/** “Announced the end of the alert”, “сообщил о завершении”: a verb of telling, and no time that is only named. */
function isToldEnd(words: readonly Word[], at: number): boolean {
  // “Cancellation of the red level”: a heading that gives it.
  if (at === 0 && words[1]?.folded === 'of' && words.slice(2, 8).some(namesKind)) return true
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    if (/[,.;:!?–—]/.test(words[i + 1]!.before)) return false
    const { folded } = words[i]!
    if (
      /^(?:announced|declared|confirmed|reported|объявил[аи]?|сообщил[аи]?|заявил[аи]?|оголоси(?:в|ла|ли)|повідоми(?:в|ла|ли))$/.test(
        folded,
      )
    )
      return true
    if (!/^(?:the|an|о|об|про)$/.test(folded)) return false
  }
  return false
}

/** English verbs that end something only with their second word: “called off”, “stood down”, “is over”, “in force”. */
function isWholeVerb(words: readonly Word[], at: number): boolean {
  const { folded } = words[at]!
  const [before, after] = [words[at - 1]?.folded ?? '', words[at + 1]?.folded ?? '']
  // “Минула доба”, “прошла ночь”: a day passed.
  if (/^(?:минул|прошл)/.test(folded) && is(words[at + 1], 'period')) return false
  // “Ended the storm warning”, “a warning”: what is issued or lifted, by another verb.
  if (folded === 'warning') return !/^(?:the|a|an|this|that)$/.test(before) && !namesKind(words[at - 1])
  if (folded === 'called') return after === 'off'
  if (folded === 'stood') return after === 'down'
  if (folded === 'over')
    return /^(?:is|was|now|are|were)$/.test(before) || (is(words[at - 1], 'head') && isNotAbove(words, at))
  if (folded === 'passed') return /^(?:has|have|danger|threat)$/.test(before)
  if (folded === 'dropped') return /^(?:was|been|were)$/.test(before) && !/^(?:from|to)$/.test(after)
  if (folded === 'force' || folded === 'effect') return /^(?:in|into)$/.test(before)
  return true
}

/** “Alert over in Odesa”, “alert over.”: but “alert over Kyiv” is above it. */
function isNotAbove(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]
  return next === undefined || /[,.;!–—\n]/.test(next.before) || /^(?:in|for|at|since)$/.test(next.folded)
}

function namesKind(word: Word | undefined): boolean {
  return (
    word !== undefined &&
    [...partsOf(word.folded)].some((part) => /^(?:threat:|english-colour|level|head)/.test(part))
  )
}

function isEndTakenBack(words: readonly Word[], last: Trigger | undefined, at: number): boolean {
  return (
    last?.kind === 'end' &&
    is(words[last.from], 'end-noun') &&
    /^(?:отмен|скасов|відмін)/.test(words[at]!.folded) &&
    words.slice(last.to, at + 1).every(({ before }) => !/[,;:.!–—]/.test(before))
  )
}

function isQuestioned(words: readonly Word[], at: number): boolean {
  return words[at + 1]?.folded === 'ли' || words[at - 1]?.folded === 'чи'
}

function isAtEnd(words: readonly Word[], at: number): boolean {
  return at >= words.length || /[,.;!]/.test(words[at]!.before)
}

function speaksOfBefore(words: readonly Word[], from: number, to: number): boolean {
  for (let i = Math.max(0, from - 3); i < Math.min(words.length, to + 2); i++)
    if (is(words[i], 'object')) return true
  return is(words[from], 'of-subject') && is(words[from - 1], 'subject')
}
