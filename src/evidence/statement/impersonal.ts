/** Reports without a subject (“it is reported that”, “зазначається, що”) and headlines that begin with who says it (“Kyiv mayor: …”). */
import type { TextLanguage } from '../text/text-language.ts'
import type { Attribution, Scene } from './attribution.ts'
import { firstMentionAfter } from './mention-order.ts'
import type { Mention } from './mention.ts'

/** `anew`: nobody is named; `on`: whoever spoke before goes on. */
const impersonal: {
  readonly [language in Exclude<TextLanguage, 'en'>]: { readonly anew: RegExp; readonly on: RegExp }
} = {
  ru: {
    anew: /^(?:сообщается|сообщалось|известно|передается|утверждается|предполагается|считается)$/,
    on: /^(?:отмечается|уточняется|подчеркивается|указывается|говорится|добавляется|поясняется|следует)$/,
  },
  uk: {
    anew: /^(?:повідомляється|повідомлялося|відомо|передається|стверджується|припускається|вважається)$/,
    on: /^(?:зазначається|уточнюється|наголошується|вказується|йдеться|ідеться|додається|пояснюється|підкреслюється|випливає)$/,
  },
}
const guesses = /^(?:предполагается|считается|припускається|вважається)$/

export function impersonalAt(scene: Scene, at: number, from: number, to: number): Attribution | undefined {
  const { words, language } = scene
  if (language === 'en') return impersonalEnglish(scene, at, from, to)
  const { anew, on } = impersonal[language]
  const { folded } = words[at]!
  const goesOn = on.test(folded)
  if (!goesOn && !anew.test(folded)) return undefined
  if (words[at - 1]?.folded === 'не' && at > from) return undefined
  if (/^(?:следует|випливає)$/.test(folded) && !/^(?:из|із|з)$/.test(words[at + 1]?.folded ?? ''))
    return undefined
  let opener = at + 1
  while (
    opener < to &&
    opener < at + 9 &&
    !/^(?:что|що)$/.test(words[opener]!.folded) &&
    !/[.;]/.test(words[opener]!.before)
  )
    opener++
  const paper = paperAt(scene, at, to)
  const asClause = /^(?:как|як)$/.test(words[at - 1]?.folded ?? '') && at - 1 >= from
  const base = {
    ...{ verbFrom: at, verbTo: at + 1, mention: null, described: null, relay: null },
    ...({ stance: guesses.test(folded) ? 'speculates' : 'asserts' } as const),
    ...(goesOn && paper === undefined ? { goesOn: 'yes' as const } : {}),
    ...(paper === undefined ? {} : { mention: paper }),
  }
  if (/^(?:что|що)$/.test(words[opener]?.folded ?? '') && opener + 1 < to)
    return { ...base, from: at, to: opener + 1, words: 'after', at: opener + 1 }
  if (/:/.test(words[at + 1]?.before ?? '') && at + 1 < to)
    return { ...base, from: at, to: at + 1, words: 'after', at: at + 1 }
  // “Об этом говорится в сообщении ведомства”: what stands before it.
  if (
    at === from + 2 &&
    /^(?:об|о|про)$/.test(words[from]!.folded) &&
    /^(?:этом|це)$/.test(words[from + 1]!.folded)
  ) {
    let end = at + 1
    while (end < to && !/[,.;—–]/.test(words[end]!.before)) end++
    return { ...base, from, to: end, words: 'before', at: end, refers: 'back' }
  }
  // “…, сообщается в сводке”; “Как сообщается, …”
  let end = at + 1
  while (end < to && end < at + 9 && !/[,.;—–]/.test(words[end]!.before)) end++
  const start = asClause ? at - 1 : at
  if (start === from)
    return asClause && end < to ? { ...base, from: start, to: end, words: 'after', at: end } : undefined
  if (!/[,—–»”]/.test(words[start]!.before)) return undefined
  return { ...base, from: start, to: end, words: end < to ? 'around' : 'before', at: end }
}

/** “в сообщении МЧС”, «у зведенні ГУ ДСНС», «на сайте ведомства»: whose paper or channel it is, beside the verb on either side. */
function paperAt({ words, mentions }: Scene, verb: number, to: number): Mention | undefined {
  for (const at of [verb + 1, verb - 4, verb - 3, verb - 5]) {
    if (at < 0 || at + 1 >= to || !/^(?:в|во|у|на|из|із|з)$/.test(words[at]!.folded)) continue
    for (let i = at + 1; i < Math.min(to, at + 4); i++) {
      if (i > at + 1 && /[,.;]/.test(words[i]!.before)) break
      if (!paper.test(words[i]!.folded)) continue
      const swallowing = mentions[firstMentionAfter(mentions, i + 1) - 1]
      const who = mentions[firstMentionAfter(mentions, i + 1)]
      if (who !== undefined && who.from === i + 1 && who.from < to && who.kind !== 'pronoun') return who
      if (swallowing !== undefined && swallowing.from <= i && swallowing.to > i + 1) return undefined
    }
  }
  return undefined
}
const paper =
  /^(?:приказ|документ|данных|материал|распоряжени|постановлени|наказ|розпоряджен|постанов|сообщени|заявлени|релиз|пресс|сводк|отчет|пост|канал|сайт|странице|публикаци|доклад|письм|комментари|обращени|повідомленн|заяв|реліз|пресреліз|зведенн|звіт|дописі?|каналі|сайті|сторінці|доповід|лист|коментар|звернен|телеграм|telegram)/u

/** “It is reported that”, “is believed to”, “reportedly” are nobody’s; only the first has words of its own. */
function impersonalEnglish({ words }: Scene, at: number, from: number, to: number): Attribution | undefined {
  if (words[at]!.folded !== 'it' || at + 3 >= to || at > from + 2) return undefined
  let i = at + 1
  while (
    i < to &&
    i < at + 5 &&
    /^(?:is|was|has|had|been|also|now|further|earlier|later|being)$/.test(words[i]!.folded)
  )
    i++
  const verb = words[i]!.folded
  // “It added that”: a body just named.
  if (i === at + 1) return undefined
  if (
    !/^(?:reported|understood|claimed|alleged|believed|thought|said|noted|announced|confirmed|known|feared|stated|added)$/.test(
      verb,
    ) ||
    words[i + 1]?.folded !== 'that' ||
    i + 2 >= to
  )
    return undefined
  return {
    ...{
      from: at,
      to: i + 2,
      verbFrom: i,
      verbTo: i + 1,
      mention: null,
      described: null,
      relay: null,
      words: 'after',
      at: i + 2,
    },
    stance: /^(?:believed|thought|feared|alleged)$/.test(verb)
      ? 'speculates'
      : verb === 'confirmed'
        ? 'confirms'
        : 'asserts',
  }
}

/** “Mayor Klitschko: debris fell …” */
export function headlineAt(scene: Scene, from: number, to: number): Attribution | undefined {
  const { mentions, words, lexicon } = scene
  const who = mentions[firstMentionAfter(mentions, from)]
  const found = who === undefined ? undefined : findingsAt(scene, from, to, who)
  if (found !== undefined) return found
  // “Quote from Mykola Povoroznyk, …: “…””
  const quoteFrom = words[from]!.folded === 'quote' && /^(?:from|by)$/.test(words[from + 1]?.folded ?? '')
  if (quoteFrom && who !== undefined && who.from <= from + 3 && who.kind !== 'pronoun')
    for (let i = who.to; i < Math.min(to, who.to + 14); i++)
      if (/:\s/.test(words[i]!.before))
        return {
          ...{ from, to: i, verbFrom: from, verbTo: from + 1, mention: who, described: null, relay: null },
          ...{ stance: 'asserts', words: 'after', at: i },
        }
  if (who === undefined || who.from !== from || who.to >= to || who.name === null || who.subject === 'no')
    return undefined
  if (!/^["»”]?\s*:\s/u.test(words[who.to]!.before)) return undefined
  if (
    who.kind === 'name' ||
    (who.kind === 'body' && who.head === null && !lexicon.heads.has(words[from]!.folded))
  )
    return undefined
  return {
    ...{ from, to: who.to, verbFrom: who.to, verbTo: who.to, mention: who, described: null, relay: null },
    ...{ stance: 'asserts', words: 'after', at: who.to },
  }
}

/** “Fresh findings of the directorate concern production: …”, «Сводка Генштаба: …»: after the colon stands what the paper of somebody says. */
function findingsAt({ words }: Scene, from: number, to: number, who: Mention): Attribution | undefined {
  if (who.from > from + 2 || (who.name === null && who.kind !== 'body') || who.kind === 'name')
    return undefined
  let noun = from
  while (noun < from + 4 && noun < to && !findings.test(words[noun]!.folded)) noun++
  if (noun >= Math.min(to, from + 4) || noun + 1 > who.to) return undefined
  for (let i = who.to; i < Math.min(to, who.to + 14); i++)
    if (/^["»”)]*\s*:\s/u.test(words[i]!.before))
      return {
        ...{ from, to: i, verbFrom: noun, verbTo: noun + 1, mention: who, described: null, relay: null },
        ...{ stance: 'asserts', words: 'after', at: i },
      }
  return undefined
}
const findings =
  /^(?:findings|data|figures|assessments?|reports?|bulletins?|estimates|statistics|сводк[аи]|данные|отчет|зведення|дані|звіт)$/u
