/** Reports told by a noun: “the sheriff’s statement that …”, “claims by Kyiv that …”, «заявление МИД о …», «заява Міноборони про …». */
import type { Attribution, Scene } from './attribution.ts'
import { wordsOfGrammar } from './grammar.ts'
import type { Mention } from './mention.ts'
import { firstMentionAfter } from './mention-order.ts'
import type { Stance } from './statement.ts'

/** By their beginning; the first that fits counts. */
const nouns: { readonly [language in Scene['language']]: readonly (readonly [RegExp, Stance])[] } = {
  en: [
    [/^(?:denials?|rebuttals?)$/, 'denies'],
    [/^(?:confirmations?)$/, 'confirms'],
    [/^(?:fears?|beliefs?|suggestions?|predictions?|forecasts?|suspicions?|hints?|theory)$/, 'speculates'],
    [/^(?:calls?|appeals?|demands?|requests?|orders?)$/, 'calls-for'],
    [/^(?:threats?)$/, 'threatens'],
    [
      /^(?:claims?|statements?|assertions?|allegations?|announcements?|reports?|admissions?|remarks?|insistence|accusations?|revelations?|complaints?|testimony|warnings?|assurances?|pledges?|promises?|declarations?|contentions?|conclusions?|findings?|words|acknowledge?ments?)$/,
      'asserts',
    ],
  ],
  ru: [
    [/^опровержени(?:е|я|ю|ем)$/u, 'denies'],
    [/^подтверждени(?:е|я|ю|ем)$/u, 'confirms'],
    [/^(?:предположени|прогноз)\p{L}{0,2}$/u, 'speculates'],
    [/^(?:призыв|требовани)\p{L}{0,2}$/u, 'calls-for'],
    [/^угроз(?:а|ы|у|ой)$/u, 'threatens'],
    [
      /^(?:(?:заявлени|сообщени|утверждени|признани|обвинени|предупреждени|обещани|заверени)(?:е|я|ю|ем|и|й|ям|ями)|слова|рассказ|доклад|отчет|информаци[яию]|версия)$/u,
      'asserts',
    ],
  ],
  uk: [
    [/^спростуванн(?:я|ю|ям)$/u, 'denies'],
    [/^підтвердженн(?:я|ю|ям)$/u, 'confirms'],
    [/^(?:припущенн|прогноз)\p{L}{0,2}$/u, 'speculates'],
    [/^(?:заклик|вимог)\p{L}{0,2}$/u, 'calls-for'],
    [/^погроз(?:а|и|у|ою)$/u, 'threatens'],
    [
      /^(?:заяв(?:а|и|у|ою)|(?:повідомленн|твердженн|зізнанн|звинуваченн|попередженн)(?:я|ю|ям)|обіцянк[аиу]|слова|розповідь|доповідь|звіт|інформаці[яію]|версія)$/u,
      'asserts',
    ],
  ],
}

export function nounReportAt(scene: Scene, at: number, from: number, end: number): Attribution | undefined {
  const { words, language } = scene
  const { folded } = words[at]!
  const stance = nouns[language].find(([pattern]) => pattern.test(folded))?.[1]
  if (stance === undefined || at + 3 >= end) return undefined
  const found = language === 'en' ? english(scene, at, from, end) : slavic(scene, at, end)
  if (found === undefined || found.at >= end) return undefined
  const { who, at: begin, until } = found
  return {
    ...{ from: Math.min(at, who.from), to: begin, verbFrom: at, verbTo: at + 1, mention: who },
    ...{ described: null, relay: null, stance, words: 'after', at: begin, until },
  }
}

interface Told {
  readonly who: Mention
  /** First word of what is told, and the word after its last. */
  readonly at: number
  readonly until: number
}

function english({ words, mentions }: Scene, at: number, from: number, end: number): Told | undefined {
  const next = firstMentionAfter(mentions, at)
  // “Dana Whitcomb’s statement that”, “his claim that”
  const before = mentions[next - 1]
  const owned =
    before !== undefined && before.from >= from && before.to === at && /['’]s?$/u.test(words[at - 1]!.text)
  if (owned && words[at + 1]!.folded === 'that')
    return { who: before, at: at + 2, until: mainVerbAt(words, at + 2, end) }
  const pronoun = wordsOfGrammar.en.possessives[words[at - 1]?.folded ?? '']
  if (at > from && pronoun !== undefined && words[at + 1]!.folded === 'that')
    return {
      who: { ...someone, from: at - 1, to: at, ...pronoun },
      at: at + 2,
      until: mainVerbAt(words, at + 2, end),
    }
  // “claims by Kyiv that”, “a statement from the ministry that”: the noun may be a part of the mention.
  const by = /^(?:by|from)$/.test(words[at + 1]!.folded)
  const swallowed = before !== undefined && before.from <= at && before.to > at + 1 ? before : undefined
  const after =
    mentions[next]?.from === at && mentions[next]!.to > at + 1
      ? mentions[next]
      : mentions[firstMentionAfter(mentions, at + 1)]
  const who = swallowed ?? (by && after !== undefined && after.from <= at + 3 ? after : undefined)
  if (who === undefined || who.kind === 'pronoun' || words[who.to]?.folded !== 'that' || who.to + 1 >= end)
    return undefined
  if (who.name === null && who.role === null) return undefined
  return { who, at: who.to + 1, until: mainVerbAt(words, who.to + 1, end) }
}

const someone: Pick<Mention, 'kind' | 'name' | 'role' | 'head' | 'subject' | 'points' | 'onBehalfOf'> = {
  ...{ kind: 'pronoun', name: null, role: null, head: null, subject: 'no', points: 'back', onBehalfOf: null },
}

const auxiliary =
  /^(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|did|does|do|should|cannot)$/
const verbLike =
  /(?:[^e]ed|ught)$|^(?:made|went|sent|spent|fell|told|took|left|lost|struck|broke|spoke|kept|sank|began|drew|flew|grew|withdrew|threw|gave|became|held|met|built|cut|hit|put|set|shut|rose|fled|burst|shot|won|led|ran)$/
const mainOnly =
  /^(?:remains?|came|comes|followed|follows|drew|contradicts?|contradicted|prompted|sparked|raised|raises|caused|matches|matched|suggests?)$/
const joins =
  /^(?:and|or|but|who|which|that|whose|where|when|while|as|because|if|not|also|then|there|it|they|he|she)$/

/** Where the clause after “that” ends and the verb of the sentence comes: “…had been hurt | was later repeated”. */
function mainVerbAt(words: Scene['words'], at: number, end: number): number {
  let verb: 'none' | 'in' | 'past' = 'none'
  for (let i = at; i < Math.min(end, at + 30); i++) {
    const { folded, before } = words[i]!
    const isAuxiliary = auxiliary.test(folded)
    if (
      verb === 'past' &&
      i > at &&
      !joins.test(words[i - 1]!.folded) &&
      (isAuxiliary || mainOnly.test(folded))
    )
      return i
    if (i > at + 2 && /[,;—–]/.test(before) && verb !== 'none') return i
    if (isAuxiliary || (verbLike.test(folded) && i > at)) verb = 'in'
    else if (verb === 'in' && !/^(?:been|being|not|be|\p{L}+ly)$/u.test(folded)) verb = 'past'
    // “had been hurt was”: the participle closes the verb.
    if (verb === 'in' && !isAuxiliary && !/^(?:been|being|be|not)$/.test(folded)) verb = 'past'
  }
  return end
}

function slavic({ words, mentions, lexicon }: Scene, at: number, end: number): Told | undefined {
  if (/^(?:по|в|во|у|за|згідно|согласно|із|з|из)$/.test(words[at - 1]?.folded ?? '')) return undefined
  const who = mentions[firstMentionAfter(mentions, at + 1)]
  if (who === undefined || who.from !== at + 1 || who.to + 2 >= end || who.kind === 'pronoun')
    return undefined
  let i = who.to
  const preposition = /^(?:о|об|обо|про)$/.test(words[i]!.folded) && !/,/.test(words[i]!.before)
  if (preposition) i++
  if (preposition && /^(?:том|те)$/.test(words[i]!.folded)) i++
  const clause = /^(?:что|що|будто|нібито|якобы)$/.test(words[i]?.folded ?? '')
  if (!preposition && !clause) return undefined
  if (clause) i++
  let until = i
  while (until < end && until < i + 24) {
    const { before, folded } = words[until]!
    if (until > i && /[;—–]|:\s/.test(before)) break
    if (until > i + (clause ? 1 : 0) && /,/.test(before)) break
    if (!clause && until > i && (folded === 'не' || lexicon.sayings.get(folded)?.as === 'finite')) break
    until++
  }
  return until > i ? { who, at: i, until } : undefined
}
