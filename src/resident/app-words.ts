/** What the pages beside Now say, in the residents' languages; the compiler names a text that is missing in one. */
import type { ResidentLanguage } from './languages.ts'
import { en } from './app-words/en.ts'
import { he } from './app-words/he.ts'
import { ru } from './app-words/ru.ts'
import { uk } from './app-words/uk.ts'

export interface AppWords {
  readonly now: string
  readonly shelters: string
  readonly tell: string
  readonly pages: string
  readonly phone: PhoneWords
  readonly install: InstallWords
  readonly advice: AdviceWords
  /** A page that was kept on the phone. */
  readonly keptAt: string
  readonly keptMeans: string
  readonly needsScript: string
  readonly appName: string
}

export interface PhoneWords {
  readonly title: string
  readonly link: string
  /** One of them is shown. */
  readonly states: {
    readonly [
      state in
        | 'looking'
        | 'off'
        | 'asking'
        | 'denied'
        | 'waiting'
        | 'working'
        | 'unproven'
        | 'failing'
        | 'gone'
        | 'ios'
        | 'impossible'
        | 'unreached'
        | 'failed'
    ]: string
  }
  readonly why: string
  readonly limits: string
  readonly on: string
  readonly again: string
  readonly instead: string
  readonly provenAt: string
  readonly test: string
  readonly places: string
  readonly placesNone: string
  readonly placesMeans: string
  readonly called: string
  readonly calledAs: readonly string[]
  readonly follow: string
  readonly followMeans: string
  readonly followLast: string
  readonly followDenied: string
  readonly content: string
  readonly contentMeans: string
  readonly sounds: string
  readonly soundsMeans: string
  readonly sound: { readonly [sound in 'danger' | 'advisory' | 'ended']: string }
  readonly quiet: string
  readonly quietMeans: string
  readonly quietFrom: string
  readonly quietTo: string
  readonly kept: string
  readonly keptServer: string
  readonly keptPhone: string
  readonly keptNothing: string
  readonly remove: string
  readonly removed: string
  readonly removedHereOnly: string
  readonly noRoom: string
  readonly changed: string
}

export interface InstallWords {
  readonly title: string
  readonly means: string
  readonly button: string
  readonly ios: string
  readonly done: string
}

export interface AdviceWords {
  readonly title: string
  readonly means: string
  readonly danger: string
  readonly advisory: string
  readonly after: string
  readonly inForce: string
  readonly other: string
  readonly notThisLanguage: string
}

export const appWords: { readonly [language in ResidentLanguage]: AppWords } = { en, uk, ru, he }
