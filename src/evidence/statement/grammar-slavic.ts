/** Russian and Ukrainian around a reporting verb: the order is free, the case tells the subject. */
import type { Word } from '../text/text-words.ts'
import type { Grammar } from './grammar.ts'
import { firstMentionAfter } from './mention-order.ts'
import type { Scene } from './attribution.ts'
import { adjunctStart, between, leftOf, openingBefore, openingOf, rightOf } from './subjects-slavic.ts'
import type { Mention } from './mention.ts'

export function slavic(language: 'ru' | 'uk'): Grammar {
  return {
    language,
    hedgedData: /^(?:предварительн|имеющ|последн|уточненн|оперативн|попередн|наявн|останн|уточнен)\p{L}*/u,
    possessives: {
      его: { number: 'one', gender: 'm' },
      ее: { number: 'one', gender: 'f' },
      их: { number: 'many', gender: null },
      його: { number: 'one', gender: 'm' },
      її: { number: 'one', gender: 'f' },
      їх: { number: 'many', gender: null },
    },
    possessedSource:
      /^(?:словам|данным|мнению|оценке|оценкам|информации|сведениям|версии|подсчетам|словами|даними|інформацією|оцінкою|версією|думку|слів|слов|підрахунками)$/,
    listNouns:
      /^(?:слова|список|перелік|версия|версія|оценка|оцінка|вывод|висновок|ответ|відповідь|совет|порада|прогноз)$/,
    noVerbAfter: /^$/,
    as: /^(?:как|як|о чем|об этом|про це|що|чем|этом|це)$/,
    adjunct: adjunctStart,
    between,
    opener: /^(?:что|чтобы|що|щоб|аби)$/,
    passive: () => undefined,
    negatedAt(words, verb, from) {
      const before = words[verb - 1]?.folded
      if (verb - 1 >= from && (before === 'не' || before === 'ні')) return true
      return (
        verb - 2 >= from &&
        words[verb - 2]!.folded === 'не' &&
        /^(?:стал|стала|стали|став|будет|будем|буду|могу|может|хоче|хочет|захотел|захотела)$/.test(
          before ?? '',
        )
      )
    },
    whenNegated: (stance, verb) =>
      /^(?:исключ|виключ|отрица|заперечу|опроверг|спросту)/.test(verb)
        ? /^(?:исключ|виключ)/.test(verb)
          ? 'speculates'
          : 'declines'
        : stance === 'calls-for' || stance === 'threatens'
          ? 'asserts'
          : 'declines',

    callsAt: () => false,

    subject(scene, verb, saying, from, end, last) {
      const { words } = scene
      if (saying.as === 'infinitive') return undefined
      // “не соответствует действительности”, “відповідає вимогам” says nothing.
      if (
        /^(?:дійсності|действительности|вимогам|требованиям|істині|правді)$/.test(
          words[verb + 1]?.folded ?? '',
        )
      )
        return undefined
      if (saying.as === 'participle') {
        if (last !== undefined && last.mention !== null)
          return { who: last.mention, side: 'left', from: verb, closed: 'yes' }
        return undefined
      }
      const relayed = relayAt(scene, verb, from, end)
      if (relayed !== undefined) return relayed
      const right = rightOf(scene, verb, end, saying)
      const nearest = leftOf(scene, verb, from, saying)
      // “Белоруссия, по её словам, не отвечает”: that is what she says.
      const left =
        nearest !== undefined && last !== undefined && last.from >= nearest.to ? undefined : nearest
      const opens =
        verb === from ||
        /[,—–»”":;-]\s*$|[—–]\s/u.test(words[verb]!.before) ||
        /^(?:как|як)$/.test(words[verb - 1]?.folded ?? '') ||
        isAdjunctOpening(words, from, verb)
      let verbFrom = verb
      while (
        verbFrom > from &&
        /^(?:не|так|и|пока|поки|ще|от|від|ответа|ответов|комментариев|коментарів|відповіді|комментировать|коментувати|стал|стала|стали|став)$/.test(
          words[verbFrom - 1]!.folded,
        ) &&
        !/,/.test(words[verbFrom]!.before)
      )
        verbFrom--
      if (verbFrom < verb && /^(?:и|так|от|від|пока|поки|ще)$/.test(words[verb - 1]!.folded)) verbFrom = verb
      // “X, пожелавший остаться неназванным, рассказал агентству”
      const enclosed =
        left !== undefined &&
        left.to < verb &&
        words[left.to]!.before.startsWith(',') &&
        words[verb]!.before.startsWith(',') &&
        (right?.kind === 'media' || opensAside.test(words[left.to]!.folded))
      // “Удар підтвердив голова ОВА”: a word with a capital opens the sentence as its object.
      const object = left?.kind === 'name' && (right?.kind === 'person' || right?.kind === 'body')
      if (right !== undefined && !enclosed && (opens || left === undefined || object))
        return { who: right, side: 'right', verbFrom }
      if (left !== undefined)
        return {
          who: left,
          side: 'left',
          verbFrom: Math.max(verbFrom, left.to),
          from:
            /^(?:в|во|у|на)$/.test(words[left.from - 1]?.folded ?? '') && left.from > from
              ? left.from - 1
              : left.from,
        }
      const opening = openingBefore(scene, verb, from, end, saying)
      if (opening !== undefined)
        return {
          ...{ who: opening, side: 'left', verbFrom, from: opening.from - insideOf(words, opening.from) },
          // “В компании утечку опровергли: «…»”: what they say stands behind the colon.
          ...(/:/.test(words[verb + 1]?.before ?? '') ? {} : { objectFrom: opening.to }),
        }
      // “…, и добавил, что”: the same one goes on.
      if (last !== undefined && last.mention !== null && goesOnAt(words, verbFrom))
        return { who: last.mention, side: 'left', from: verbFrom, verbFrom, closed: 'yes' }
      const doer =
        last === undefined && goesOnAt(words, verbFrom) ? openingOf(scene, verbFrom, from, saying) : undefined
      return doer === undefined ? undefined : { who: doer, side: 'left', verbFrom }
    },
    reportsWithout: (scene, verb, at, end) =>
      at < end &&
      (isNotExcluded(scene.words, verb) ||
        /^(?:зафиксир|зафіксув|услыш|слыш|почу|назва|назыв|назив|опис|насчита|нарахува|оцен|оцін|установ|встанов)/.test(
          scene.words[verb]!.folded,
        )),
    complementAt(words, at, end) {
      // “сообщила «Интерфаксу» о возбуждении дела”
      const told = /[«"“]$/.test(words[at]?.before ?? '') && /^[»"”]\s/.test(words[at + 1]?.before ?? '')
      return Math.min(told && at + 1 < end ? at + 1 : at, end)
    },
  }
}

/** “У Києві не коментували”: the preposition belongs to who speaks. */
function insideOf(words: readonly Word[], at: number): 0 | 1 {
  return /^(?:в|во|у|на)$/.test(words[at - 1]?.folded ?? '') ? 1 : 0
}

/** “Не исключают новых обвалов”: what may be stands after it. */
function isNotExcluded(words: readonly Word[], verb: number): boolean {
  return words[verb - 1]?.folded === 'не' && /^(?:исключ|виключ)/.test(words[verb]!.folded)
}

/** “…, но позже подтвердил”, “та закликав”: a second verb of the same subject. */
function goesOnAt(words: readonly Word[], verb: number): boolean {
  let i = verb - 1
  while (i >= 0 && i > verb - 4 && aside.test(words[i]!.folded) && !/,/.test(words[i + 1]!.before)) i--
  return (
    /^(?:и|а|но|однако|хотя|зато|і|й|та|але|проте|однак|хоча|водночас|натомість)$/.test(
      words[i]?.folded ?? '',
    ) ||
    // “, также подчеркнув”, “, при этом признал”
    (i < verb - 1 && /,\s*$/.test(words[i + 1]!.before))
  )
}
/** “…, пожелавший остаться неназванным, …”, “…, який просив не називати його, …”: what is told of somebody between commas. */
const opensAside =
  /^(?:котор\p{L}+|як(?:ий|а|і|ого|ої|их)|чий|чья|чьи|\p{L}{2,}(?:вший|вшая|вшие|вшийся|вшаяся|вшиеся|ющий|ющая|ющие|ящий|ящая|ящие|щийся|щаяся|щиеся)|не)$/u
const aside =
  /^(?:также|тоже|ранее|позже|затем|потом|при|этом|одновременно|вместе|тем|отдельно|впоследствии|не|також|теж|раніше|пізніше|згодом|потім|цьому|водночас|одночасно|окремо|вже|уже|ще|еще)$/

const outlets = /^(?:агентство|агенция|агенція|газета|издание|видання|телеканал|сайт)$/u

/** “передаёт его слова «Интерфакс»”, “цитирует главу ТАСС”: an agency relays what another said. */
function relayAt(scene: Scene, verb: number, from: number, end: number) {
  const { words, mentions } = scene
  if (!/^(?:переда|цитир|приводит|цитує|наводит)/.test(words[verb]!.folded)) return undefined
  let who: Mention | undefined
  let relay: Mention | undefined
  for (
    let m = firstMentionAfter(mentions, verb + 1);
    m < mentions.length && mentions[m]!.from < Math.min(end, verb + 10);
    m++
  ) {
    const mention = mentions[m]!
    if (mention.kind === 'media' || outlets.test(mention.head ?? '')) relay = mention
    else if (who === undefined && mention.kind !== 'group') who = mention
  }
  for (
    let m = firstMentionAfter(mentions, verb) - 1;
    relay === undefined && m >= 0 && mentions[m]!.from >= from;
    m--
  )
    if (mentions[m]!.kind === 'media' || mentions[m]!.kind === 'body') relay = mentions[m]!
  if (who === undefined || relay === undefined || (who.subject === 'yes' && who.kind !== 'pronoun'))
    return undefined
  return { who, side: 'right' as const, relay, end: Math.max(who.to, relay.to) }
}

/** “В своём Telegram-канале сообщил губернатор”: only where and when stand before the verb. */
function isAdjunctOpening(words: readonly Word[], from: number, verb: number): boolean {
  return (
    verb - from <= 8 &&
    words.slice(from, verb).every(({ folded, capital }) => between.test(folded) || capital === 'yes')
  )
}
