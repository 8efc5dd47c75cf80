/** The sentences of a text with who speaks in each, and whether one only goes on with the source before it. */
import { piecesOf } from '../text/text-words.ts'
import type { Attribution, Scene } from './attribution.ts'
import { attributionsIn } from './attributions.ts'
import type { Cast } from './cast.ts'
import { wordsOfGrammar } from './grammar.ts'
import { goingOn } from './lead-ins.ts'
import { firstMentionAfter } from './mention-order.ts'
import type { Mention } from './mention.ts'
import { between } from './subjects-slavic.ts'

export interface Sentence {
  readonly from: number
  readonly to: number
  readonly paragraph: number
  readonly attributions: readonly Attribution[]
}

export function sentencesOf(scene: Scene): Sentence[] {
  const { text, words } = scene
  let at = 0
  let paragraph = 0
  return piecesOf(text, words).map(({ words: own }) => {
    const from = at
    at += own.length
    if (own[0]!.before.includes('\n')) paragraph++
    return { from, to: at, paragraph, attributions: attributionsIn(scene, from, at) }
  })
}

/** Whether all that is attributed comes from one named source. */
export function isOneSource(sentences: readonly Sentence[], cast: Cast): boolean {
  let only: string | null = null
  for (const { attributions } of sentences)
    for (const { mention, described } of attributions) {
      if (described !== null) return false
      if (mention === null || mention.kind === 'pronoun') continue
      const { name } = cast.speakerOf(mention, null)
      if (name === null || (only !== null && only !== name)) return false
      only = name
    }
  return only !== null
}

export function isNamed(mention: Mention, cast: Cast): boolean {
  return cast.speakerOf(mention, null).name !== null
}

/** “According to preliminary data, …”, «По предварительным данным, …», «За попередніми даними, …»: no source of its own. */
export function opensWithHedgedData({ words, language }: Scene, from: number): boolean {
  const { hedgedData } = wordsOfGrammar[language]
  const [first, second, third] = [words[from], words[from + 1], words[from + 2]].map(
    (word) => word?.folded ?? '',
  )
  if (language === 'en')
    return (
      (/^(?:by|per|on)$/.test(first!) && hedgedData.test(`${second} ${third}`)) ||
      (first === 'according' && hedgedData.test(`${third} ${words[from + 3]?.folded ?? ''}`)) ||
      /^(?:preliminarily|provisionally)$/.test(first!)
    )
  return (
    (/^(?:по|за|согласно|згідно)$/.test(first!) &&
      hedgedData.test(second!) &&
      /^(?:данным|информации|сведениям|даними|інформацією|оценкам|оцінками)$/.test(third!)) ||
    /^(?:предварительно|попередньо)$/.test(first!)
  )
}

/** “The man recalls”: whoever spoke before. */
const pointsBack =
  /^(?:чоловік|жінка|хлопець|дівчина|мужчина|женщина|парень|девушка|посадовець|чиновник|политик|політик)$/u

/** «…», — розповіла перехожа: somebody else tells it, whom nothing here knows. */
export function isToldByAnother({ words, lexicon }: Scene, to: number): boolean {
  const [verb, who] = [words[to], words[to + 1]]
  return (
    verb !== undefined &&
    /[»”"],?\s[—–-]\s$/u.test(verb.before) &&
    lexicon.sayings.get(verb.folded)?.as === 'finite' &&
    who?.before === ' ' &&
    !between.test(who.folded) &&
    !pointsBack.test(who.folded)
  )
}

/** Whether nothing stands behind a reporting clause but what is told of who speaks: “…, яка попросила не називати її”. */
export function isAllOf({ words }: Scene, end: number, to: number): boolean {
  if (end <= to) return true
  return (
    /^,\s$/.test(words[to]!.before) &&
    /^(?:who|котор(?:ый|ая|ые)|як(?:ий|а|і)|\p{L}+(?:вший|вшая|вшие))$/u.test(words[to]!.folded)
  )
}

/** “His list: …”, “Mayor Klitschko: …”: what follows in other sentences may go on with it. */
export function opensList({ words, language }: Scene, attribution: Attribution, to: number): boolean {
  const { at, verbFrom, verbTo, words: side } = attribution
  if (side !== 'after' || at >= to || !words[at]!.before.includes(':')) return false
  return verbFrom === verbTo || wordsOfGrammar[language].listNouns.test(words[verbTo - 1]!.folded)
}

export function goesOnFrom(scene: Scene, from: number, to: number, going: 'yes' | 'list'): boolean {
  const { words, language, mentions } = scene
  const { text, folded } = words[from]!
  // Where somebody else is named it goes on with nobody.
  for (let m = firstMentionAfter(mentions, from); m < mentions.length && mentions[m]!.from < to; m++) {
    const { kind, name, subject } = mentions[m]!
    if (kind === 'person' && name !== null && subject === 'yes' && going !== 'list') return false
  }
  return (
    going === 'list' ||
    /^\d/.test(text) ||
    goingOn[language].test(`${folded} ${words[from + 1]?.folded ?? ''}`)
  )
}
