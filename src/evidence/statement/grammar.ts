/** What the three languages do differently around a reporting verb: where its subject stands, how it is negated, what opens the words reported. */
import type { TextLanguage } from '../text/text-language.ts'
import type { Word } from '../text/text-words.ts'
import type { Scene } from './attribution.ts'
import { english } from './grammar-english.ts'
import { slavic } from './grammar-slavic.ts'
import type { Attribution } from './attribution.ts'
import type { Saying } from './lexicon.ts'
import type { Mention } from './mention.ts'
import type { Stance } from './statement.ts'

export interface Subject {
  readonly who: Mention
  readonly side: 'left' | 'right'
  /** The clause begins earlier than subject and verb, the verb’s words earlier than the verb. */
  readonly from?: number
  readonly verbFrom?: number
  readonly relay?: Mention
  /** The clause goes on to here. */
  readonly end?: number
  readonly closed?: 'yes'
  /** “Адвокат вину отрицает”: its object, between the subject and a verb that ends the clause. */
  readonly objectFrom?: number
  /** Where the words reported begin, if not after the verb. */
  readonly at?: number
}

export interface Passive {
  readonly form: 'by' | 'as' | 'quoted'
  readonly start: number
  readonly verbFrom: number
  /** The word after “by”. */
  readonly agent: number | undefined
}

export interface Grammar {
  readonly language: TextLanguage
  /** “preliminary data”: they name no source. */
  readonly hedgedData: RegExp
  readonly possessives: { readonly [word: string]: Pick<Mention, 'number' | 'gender'> }
  /** “по его словам”, “in his view”. */
  readonly possessedSource: RegExp
  readonly listNouns: RegExp
  /** After these words the form is no verb of its own: “to say”, “the claim”. */
  readonly noVerbAfter: RegExp
  /** “As X said”. */
  readonly as: RegExp
  readonly adjunct: RegExp
  /** What may stand between a subject and its verb, or within what follows the verb. */
  readonly between: RegExp
  /** A word that opens what is reported: that, что, що. */
  readonly opener: RegExp
  passive(
    scene: Scene,
    verb: number,
    from: number,
    end: number,
    saying: Saying,
  ): Passive | 'no-report' | undefined
  negatedAt(words: readonly Word[], verb: number, from: number): boolean
  /** `verb`: folded. */
  whenNegated(stance: Stance, verb: string): Stance
  /** “called for”, “called on”: a call whatever the verb alone would be. */
  callsAt(words: readonly Word[], verb: number): boolean
  subject(
    scene: Scene,
    verb: number,
    saying: Saying,
    from: number,
    end: number,
    last: Attribution | undefined,
  ): Subject | undefined
  reportsWithout(scene: Scene, verb: number, at: number, end: number, who: Mention): boolean
  complementAt(words: readonly Word[], at: number, end: number): number
}

export const wordsOfGrammar: { readonly [language in TextLanguage]: Grammar } = {
  en: english,
  ru: slavic('ru'),
  uk: slavic('uk'),
}

export function isAdjunctStart(folded: string, grammar: Grammar): boolean {
  return grammar.adjunct.test(folded)
}

export function gapAllows(word: Word, grammar: Grammar): boolean {
  return word.capital === 'yes' || grammar.between.test(word.folded)
}

function isAnotherReport({ words, lexicon }: Scene, at: number): boolean {
  const { folded } = words[at]!
  return (
    lexicon.sayings.get(folded)?.as === 'participle' &&
    !/^(?:citing|quoting|ссылаясь|посилаючись)$/.test(folded)
  )
}

/** The first word of what is reported after “that” or a colon, if one of them comes soon. */
export function markerAt(scene: Scene, at: number, end: number, grammar: Grammar): number | undefined {
  const { words } = scene
  // “told a radio station that”: whom it was told is no noun that the clause belongs to.
  const told =
    grammar.language === 'en' &&
    /^(?:t[eo]l[ld]s?|telling|inform|warn|assur|remind|notif|advis)/.test(words[at - 1]?.folded ?? '')
  let noun: 'yes' | 'no' = 'no'
  for (let i = at; i < Math.min(end, at + 16); i++) {
    const { before, folded } = words[i]!
    if (/:\s*(?:[«"“„‘'—–-]\s*)?$/u.test(before)) return i
    if (/;/.test(before)) return undefined
    if (
      noun === 'no' &&
      grammar.opener.test(folded) &&
      (grammar.language === 'en' ? !/,/.test(before) || i > at + 1 : true)
    )
      return i + 1 < end ? i + 1 : undefined
    // “countries that allow it”: after a plain noun it opens a clause about that noun.
    // “Told a briefing, adding that …”: that is what was added.
    if (i > at && /,/.test(before) && isAnotherReport(scene, i)) return undefined
    if (i > at && !told && grammar.language === 'en' && folded !== 'that' && !gapAllows(words[i]!, grammar))
      noun = 'yes'
    if (scene.quoted(i) !== undefined && scene.quoted(i) !== scene.quoted(at - 1)) return i
    if (i > at && /,/.test(before) && grammar.language === 'en' && i > at + 9) return undefined
  }
  return undefined
}
