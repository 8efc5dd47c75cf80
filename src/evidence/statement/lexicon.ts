/** The words of reporting of one language, compiled once: what each form of each word says about who speaks and in which manner. */
import { fold } from '#areas'
import type { TextLanguage } from '../text/text-language.ts'
import type { Stance } from './statement.ts'
import { en } from './words/en.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'
import { englishVerb, slavicNoun, slavicVerb, type NounForm, type VerbForm } from './words/paradigms.ts'

/** What a language’s file of words declares. */
export interface ReportingWords {
  readonly verbs: {
    readonly [stance in Stance]: { readonly said: string; readonly told: string }
  }
  readonly persons: string
  readonly groups: string
  readonly bodies: string
  readonly media: string
  readonly capitals: string
  readonly sources: readonly string[]
  readonly sourceNouns: RegExp
}

export interface Saying extends VerbForm {
  readonly stance: Stance
  readonly strength: 'said' | 'told'
}

/** person: one who has an office; group: somebody unnamed; body: an office or organisation. */
export type HeadKind = 'person' | 'group' | 'body'
export interface Head extends NounForm {
  readonly kind: HeadKind
  /** A name of its own, wherever it stands: Кремль, the Pentagon. */
  readonly proper: 'yes' | 'no'
  /** Every form of the word gives this. */
  readonly word: string
}

export interface Lexicon {
  readonly language: TextLanguage
  readonly sayings: ReadonlyMap<string, Saying>
  /** All that a form can be: “главы” is one head’s and several heads. */
  readonly heads: ReadonlyMap<string, readonly Head[]>
  readonly media: ReadonlySet<string>
  /** Form to nominative. */
  readonly capitals: ReadonlyMap<string, string>
  /** By their first word, the longest first. */
  readonly sources: ReadonlyMap<string, readonly (readonly string[])[]>
  readonly sourceNouns: RegExp
}

const compiled = new Map<TextLanguage, Lexicon>()

export function lexiconOf(language: TextLanguage): Lexicon {
  let lexicon = compiled.get(language)
  if (lexicon === undefined) compiled.set(language, (lexicon = compile(language, { en, ru, uk }[language])))
  return lexicon
}

function compile(language: TextLanguage, words: ReportingWords): Lexicon {
  const sayings = new Map<string, Saying>()
  for (const [stance, { said, told }] of Object.entries(words.verbs))
    for (const [strength, list] of [
      ['said', said],
      ['told', told],
    ] as const)
      for (const shorthand of listed(list))
        for (const form of language === 'en' ? englishVerb(shorthand) : slavicVerb(shorthand)) {
          const key = fold(form.form)
          if (!sayings.has(key)) sayings.set(key, { ...form, stance: stance as Stance, strength })
        }
  const heads = new Map<string, Head[]>()
  const kinds = [
    ['person', words.persons],
    ['group', words.groups],
    ['body', words.bodies],
  ] as const
  for (const [kind, list] of kinds)
    for (const entry of listed(list)) {
      const written = entry.slice(entry.lastIndexOf('-') + 1)
      const word = written.toLowerCase()
      const proper = written === word ? 'no' : 'yes'
      for (const form of language === 'en' ? englishNoun(word) : slavicNoun(word, language)) {
        const key = fold(form.form)
        const known = heads.get(key)
        // Of two words that share a form the one that was listed first is meant.
        if (known === undefined) heads.set(key, [{ ...form, kind, word, proper }])
        else if (known[0]!.word === word) known.push({ ...form, kind, word, proper })
      }
    }
  const capitals = new Map<string, string>()
  for (const name of listed(words.capitals))
    for (const { form } of language === 'en' ? [{ form: name }] : slavicNoun(name, language))
      capitals.set(fold(form), name)
  for (const [name, forms] of Object.entries(language === 'uk' ? irregularCapitals : {}))
    for (const form of forms.split(' ')) capitals.set(fold(form), name)
  const sources = new Map<string, string[][]>()
  for (const phrase of words.sources) {
    const parts = phrase.split(' ').map(fold)
    const same = sources.get(parts[0]!) ?? []
    sources.set(
      parts[0]!,
      [...same, parts].sort((a, b) => b.length - a.length),
    )
  }
  return {
    ...{ language, sayings, heads, capitals, sources },
    media: new Set(listed(words.media)),
    sourceNouns: words.sourceNouns,
  }
}

/** Names whose vowel changes with their case. */
const irregularCapitals: { readonly [name: string]: string } = {
  київ: 'києва києву києвом києві',
  кишинів: 'кишинева кишиневу кишиневом кишиневі',
}

function listed(list: string): string[] {
  return list.split(' ').filter((word) => word !== '')
}

function englishNoun(word: string): NounForm[] {
  const plural = /[^aeo]y$/.test(word)
    ? `${word.slice(0, -1)}ies`
    : /(?:s|sh|ch|x)$/.test(word)
      ? `${word}es`
      : word.endsWith('man')
        ? `${word.slice(0, -2)}en`
        : `${word}s`
  const own = /^(?:people|police|staff|press|authorities|reports|images|rescuers|teams|locals)$/.test(word)
    ? 'many'
    : 'one'
  const forms: NounForm[] = [{ form: word, number: own, case: 'nominative', nominative: word }]
  if (own === 'one') forms.push({ form: plural, number: 'many', case: 'nominative', nominative: plural })
  return forms
}
