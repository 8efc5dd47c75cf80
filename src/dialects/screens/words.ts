/** What screens say beside the alerts' own words, in the languages that the product speaks. */
import { en } from './words/en.ts'
import { he } from './words/he.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'

export interface ScreenWords {
  readonly drill: string
  readonly drillMeans: string
  /** What everybody understands before they have read the rest. */
  readonly look: { readonly [gravity in 'danger' | 'advisory']: string }
  readonly colours: { readonly [colour in 'yellow' | 'orange' | 'red' | 'purple']: string }
  /** `{place}`, of a feed and a calendar. */
  readonly title: string
  /** `{time}`, with its zone. */
  readonly since: string
  /** `{time}` */
  readonly asOf: string
  readonly nothing: string
  /** `{place}` */
  readonly partOf: string
  readonly where: string
  /** `{places}` and `{count}` */
  readonly more: string
  /** `{count}` */
  readonly moreWarnings: string
  readonly issuedBy: string
  readonly allClear: string
  /** `{danger}` */
  readonly allClearMeans: string
  /** `{dangers}` */
  readonly stillThere: string
  readonly retracted: string
  /** `{danger}` */
  readonly retractedMeans: string
  readonly lapsed: string
  readonly lapsedMeans: string
  /** Of the end that a calendar shows. */
  readonly endMoves: string
  /** `{time}` */
  readonly checked: string
  /** `{time}` */
  readonly lost: string
  readonly lostMeans: string
  /** `{area}` */
  readonly notHere: string
}

const all: { readonly [language: string]: ScreenWords } = { en, uk, ru, he }

export interface Speaking {
  readonly language: string
  readonly words: ScreenWords
}

/** In English where a language has no words of ours: the alerts' own texts stay in theirs. */
export function wordsIn(language: string): Speaking {
  const main = language.split('-')[0] as string
  const words = all[main]
  return words === undefined ? { language: 'en', words: en } : { language: main, words }
}

const rightToLeft: readonly string[] = ['he', 'ar', 'fa', 'ur', 'yi']

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.includes(language.split('-')[0] as string) ? 'rtl' : 'ltr'
}
