/**
 * What Now shows, as plain data in one language: names and sentences are chosen already, so that a server, an app and a
 * service worker without a connection draw the same from it.
 */
import type { Instant, Mode } from '#base'
import type { ResidentLanguage } from './languages.ts'

/** Something said. `lang` only where it is another language than the page's: what exists in no other is shown as it is. */
export interface Said {
  readonly text: string
  readonly lang?: string
}

/** How a state looks: always colour, pattern, mark and word together. */
export type NowLook = 'danger' | 'advisory' | 'lapsed' | 'ended' | 'retracted' | 'nothing'

/** When something that is followed could be there; never where it is. */
export type ArrivalNow =
  | { readonly known: 'times'; readonly earliest: Instant; readonly latest: Instant }
  | { readonly known: 'nothing' }

export type ShelterNow =
  | { readonly known: 'none' }
  /** So many in this place: which is the nearest depends on where in it somebody is. */
  | { readonly known: 'some'; readonly count: number }
  | {
      readonly known: 'nearest'
      readonly id: string
      readonly name: Said
      /** In a straight line from the place's middle. */
      readonly metres: number
      /** On foot at a slower pace, rounded up. */
      readonly minutes: number
      readonly status: 'open' | 'full' | 'closed' | 'no-power' | 'unknown'
      /** Before the danger can arrive; absent where no arrival is known. */
      readonly reach?: 'in-time' | 'too-far'
    }

export interface PlaceNow {
  readonly code: string
  readonly name: Said
  /** What it lies in, where two places bear its name. */
  readonly within?: Said
  readonly arrival?: ArrivalNow
  /** Absent where this installation keeps no list of shelters. */
  readonly shelter?: ShelterNow
}

export interface DangerNow {
  readonly look: 'danger' | 'advisory'
  readonly threat: string
  /** Lucide icon name. */
  readonly icon: string
  /** What the authority calls it: “Drone attack threat”. */
  readonly name: Said
  /** The level's colour, where people know it by that. */
  readonly colour?: 'yellow' | 'orange' | 'red' | 'purple'
  readonly reach: 'all-of-it' | 'a-part'
  /** Which parts, where it is only some. */
  readonly parts: readonly Said[]
  readonly since: Instant
  /** The sender's own time, of what is passed on; what is warned of here stands until the all-clear. */
  readonly until?: Instant
  /** What to do, the action first. */
  readonly steps: readonly Said[]
  /** What else helps. */
  readonly more: readonly Said[]
  /** The words that were issued, where they are not those of the phrase book: written by hand, or another sender's. */
  readonly told?: Said
  readonly unknown?: Said
  readonly issuer: Said
  readonly relayed: 'relayed' | 'own'
}

export interface EndingNow {
  readonly how: 'all-clear' | 'retracted' | 'lapsed'
  readonly icon: string
  readonly name: Said
  /** Which parts, where it is only some; empty where it was said of all of it. */
  readonly parts: readonly Said[]
  readonly at: Instant
  /** When it was first said. */
  readonly since?: Instant
  /** What is still worth heeding: “Do not touch debris.” */
  readonly after?: Said
}

/** What the people of a part of a place are told to do by an order of its own, which stands until somebody lifts it. */
export interface ZoneNow {
  readonly state: 'order' | 'warning' | 'shelter-in-place' | 'lifted'
  readonly name: Said
  readonly at: Instant
  readonly assembly: readonly { readonly name: Said; readonly where?: Said }[]
  readonly routes?: Said
  readonly transport?: Said
}

/** An area that nobody may enter, named and never drawn nearer than squares of a kilometre. */
export interface RemnantNow {
  readonly name: Said
  readonly state: 'suspected' | 'confirmed'
}

/** Places in which the same holds. */
export interface GroupNow {
  readonly look: NowLook
  readonly places: readonly PlaceNow[]
  /** In force, the gravest first. */
  readonly dangers: readonly DangerNow[]
  /** What ended within the hour, and what lapsed and nobody has cleared; the latest first. */
  readonly endings: readonly EndingNow[]
  /** When the last alert ended, where that is longer ago. */
  readonly lastEndedAt?: Instant
}

export interface NearbyNow {
  readonly look: 'danger' | 'advisory'
  readonly name: Said
  readonly places: readonly Said[]
}

export interface NowView {
  readonly v: 1
  readonly language: ResidentLanguage
  readonly languages: readonly ResidentLanguage[]
  readonly mode: Mode
  readonly demonstration: 'demonstration' | 'in-service'
  /** When the server said so. */
  readonly at: Instant
  /** How far into the ledger: a view with a lower number is an older one. */
  readonly seq: number
  /** IANA. */
  readonly timeZone: string
  readonly issuer: Said
  /** Everything this installation covers. */
  readonly region: Said
  /** Whether the groups are of places that somebody chose, or of the whole region because nobody did. */
  readonly about: 'my-places' | 'region'
  /** Zones that touch these places, what must be done at once first; what was lifted, for a day. Absent where there is none. */
  readonly zones?: readonly ZoneNow[]
  /** Where explosives may lie in these places or around them; absent where none is known. */
  readonly remnants?: readonly RemnantNow[]
  /** The gravest first. */
  readonly groups: readonly GroupNow[]
  readonly nearby: readonly NearbyNow[]
  /** Codes that were asked for and are not here. */
  readonly unknown: readonly string[]
  /** A drill that is announced or goes on, which is no danger. */
  readonly drill?: {
    readonly state: 'announced' | 'running'
    readonly from: Instant
    readonly until: Instant
  }
  /** The areas whose news concern this view: for the live stream. */
  readonly watch: readonly string[]
  /** The places and what they lie in: a notice for one of these is one for them. */
  readonly heed: readonly string[]
  /** After news, come for a new view at a moment of one's own within so long: everybody hears of it at once. */
  readonly spreadMilliseconds: number
}
