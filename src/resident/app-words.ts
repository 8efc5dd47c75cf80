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
  readonly shelter: ShelterWords
  readonly tells: TellWords
  readonly safe: SafeWords
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

export interface ShelterWords {
  readonly means: string
  readonly here: string
  readonly howFar: string
  readonly toMap: string
  readonly hereMeans: string
  readonly hereDenied: string
  readonly filters: string
  readonly wheelchair: string
  readonly pets: string
  readonly open: string
  readonly show: string
  readonly none: string
  readonly more: string
  readonly onFoot: string
  readonly away: string
  readonly points: readonly string[]
  readonly best: string
  readonly reached: { readonly [reached in 'in-time' | 'only-quickly' | 'too-late']: string }
  readonly instead: string
  readonly arrival: string
  readonly map: string
  readonly you: string
  readonly capacity: string
  readonly capacityAtLeast: string
  readonly facts: {
    readonly [
      fact in
        | 'kind'
        | 'capacity'
        | 'wheelchair'
        | 'pets'
        | 'opening'
        | 'admits'
        | 'status'
        | 'note'
        | 'address'
    ]: string
  }
  readonly known: { readonly [known in 'yes' | 'no' | 'unknown']: string }
  readonly opening: { readonly [when in 'always' | 'on-alert' | 'unknown' | 'hours' | 'key']: string }
  readonly admits: { readonly [who in 'everyone' | 'own-people' | 'unknown']: string }
  readonly outOfUse: string
  readonly saidAt: string
  readonly toMaps: string
  readonly photo: string
  readonly noName: string
}

export interface TellWords {
  readonly title: string
  readonly means: string
  readonly emergency: string
  readonly siren: string
  readonly hears: { readonly [hears in 'heard' | 'not-heard']: string }
  readonly kinds: { readonly [kind in 'sighting' | 'damage' | 'help' | 'safe']: string }
  readonly what: string
  readonly whats: { readonly [what: string]: string }
  readonly where: string
  readonly position: string
  readonly positionTaken: string
  readonly precise: string
  readonly which: string
  readonly whichMeans: string
  readonly compass: string
  readonly compassSays: string
  readonly compassNone: string
  readonly heading: string
  readonly unsure: string
  readonly words: string
  readonly photo: string
  readonly contact: string
  readonly contactMeans: string
  readonly send: string
  readonly states: {
    readonly [state in 'taken' | 'joined' | 'repeated' | 'overtaken' | 'taken-back']: string
  }
  readonly waiting: string
  readonly sending: string
  readonly refused: string
  readonly takeBack: string
  readonly photoLost: string
  readonly private: string
}

export interface SafeWords {
  readonly title: string
  readonly means: string
  readonly words: string
  readonly say: string
  readonly link: string
  readonly share: string
  readonly copied: string
  readonly page: string
  readonly saidAt: string
  readonly noWords: string
  readonly noKey: string
  readonly gone: string
  readonly lasts: string
  readonly caution: string
}

export const appWords: { readonly [language in ResidentLanguage]: AppWords } = { en, uk, ru, he }
