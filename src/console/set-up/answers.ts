/** What the routes of the set-up answer: the shapes alone. */
import type { Ladder } from '#threats'
import type { InstantText, Mode, Names } from '../duty.ts'

/** Instead of what was made, where a second person has to agree first. */
export interface Waits {
  readonly outcome: 'waits'
  readonly why: string
}

export function isWaiting(answer: unknown): answer is Waits {
  return typeof answer === 'object' && answer !== null && (answer as Partial<Waits>).outcome === 'waits'
}

type Owned = 'all' | readonly string[]

export interface AuthorityView {
  readonly id: string
  readonly names: Names
  readonly service: 'drill' | 'live'
  readonly owns: {
    readonly areas: 'everywhere' | readonly string[]
    readonly threats: Owned
    readonly ladders: Owned
    readonly levels: Owned
    readonly channels: Owned
  }
}

export interface LadderView extends Ladder {
  readonly origin: 'shipped' | 'own'
  readonly changedBy: string | null
  readonly changedAt: InstantText | null
  readonly usedBy: {
    readonly authorities: readonly string[]
    readonly sources: readonly string[]
    readonly alerts: readonly string[]
  }
}

export interface LaddersAnswer {
  readonly ladders: readonly LadderView[]
  readonly ladder: string
  readonly languages: readonly string[]
  readonly leftOut: readonly { readonly ladder: string; readonly why: string }[]
}

export interface BookView {
  readonly language: string
  readonly reviewed: { readonly by: string | null; readonly note: string }
  readonly phrases: { readonly [path: string]: string }
  readonly overridden: readonly string[]
  readonly shipped: { readonly [path: string]: string }
  readonly missing: readonly string[]
  readonly changedBy: string | null
  readonly changedAt: InstantText | null
  readonly fellBack: string | null
}

export interface PhrasesAnswer {
  readonly books: readonly BookView[]
  readonly languages: readonly string[]
  readonly slots: readonly {
    readonly under: string
    readonly slots: readonly string[]
    readonly once: readonly string[]
    readonly form: 'template' | 'plain'
  }[]
}

export interface Counted {
  readonly text: string | null
  readonly units: number | null
  readonly alphabet: 'gsm-7' | 'ucs-2' | null
  readonly most: number
  readonly over: number
}

export interface PhrasesPreview {
  readonly language: string
  readonly saying: string
  readonly texts:
    | readonly (Counted & {
        readonly length: string
        readonly pages: number | null
        readonly variants: readonly (Counted & { readonly path: string })[]
      })[]
    | null
}

export interface ProofAnswer {
  readonly channel: string
  readonly proven: 'yes' | 'no'
  readonly steps: readonly {
    readonly at: InstantText
    readonly code: string
    readonly says: string
    readonly outcome: 'passed' | 'failed' | 'unknown'
    readonly target: string | null
  }[]
  readonly milliseconds: number
}

export interface ChannelAnswer {
  readonly name: string
  readonly abilities: {
    readonly longestText: number | 'any'
    readonly confirms: 'nothing' | 'device' | 'person'
    readonly [ability: string]: unknown
  } | null
}

export interface WebhookView {
  readonly id: string
  readonly url: string
  readonly areas: 'everywhere' | readonly string[]
  readonly modes: readonly ('live' | 'drill' | 'test')[]
  /** `ladder/level`; every level when absent. */
  readonly levels?: readonly string[]
  readonly format: 'tocsin' | 'alertmanager' | 'ukraine-alarm'
  readonly disabled?: { readonly at: InstantText; readonly why: string }
}

export interface ImportAnswer {
  readonly areas: number
  readonly changed: number
  readonly joined: readonly { readonly file: string; readonly feature: string; readonly area: string }[]
  readonly unjoined: readonly {
    readonly file: string
    readonly feature: string
    readonly why: string
    readonly suggestions: readonly { readonly code: string; readonly name: string }[]
  }[]
  readonly repaired?: readonly { readonly feature: string; readonly area: string }[]
  readonly refused?: readonly { readonly feature: string; readonly why: string }[]
}

export interface PersonView {
  readonly id: string
  readonly kind: 'human' | 'machine'
  readonly state: 'invited' | 'active' | 'suspended' | 'removed'
  readonly roles: readonly string[]
  readonly actions: readonly string[]
}

export type LineName = 'sms' | 'email' | 'voice'

/** `GET /v1/recipients`. */
export interface LineStanding {
  readonly line: LineName
  readonly carrier: 'smpp' | 'smtp' | 'gateway' | 'none'
  /** Null where nobody can tell here: another server decides. */
  readonly standing: 'working' | 'failing' | null
  readonly problem: string | null
  readonly listed: number
  readonly forDrills: number
  readonly optedOut: number
}

export interface ImportedView {
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly optedOut: number
  readonly removed: number
  readonly refused: readonly { readonly row: number; readonly why: string }[]
}

/** `POST /v1/recipients/about`. */
export interface AboutRecipient {
  readonly recipients: readonly {
    readonly id: string
    readonly channel: LineName
    readonly language: string
    readonly areas: readonly string[]
    readonly modes: readonly Mode[]
    readonly state: 'listed' | 'opted-out'
    readonly addedAt: string
  }[]
  readonly messages: readonly { readonly id: string }[]
}

/** `GET /v1/channels/cell-broadcast/on-air`. */
export interface OnAirView {
  readonly networks: readonly {
    readonly id: string
    readonly name: string
    readonly areas: readonly string[]
    readonly modes: readonly Mode[]
    readonly alerts: readonly {
      readonly alert: string
      readonly mode: Mode
      readonly changedAt: string
      readonly standing: 'goes-on' | 'stopping' | 'stopped'
      readonly leftOut: readonly string[]
      readonly messages: readonly {
        readonly messageId: number
        readonly class: 'presidential' | 'extreme' | 'severe' | 'exercise' | 'test' | null
        readonly languages: readonly string[]
        readonly pages: number
        readonly state: 'asked' | 'on-air' | 'stopped'
        readonly stopUnansweredAt: string | null
        readonly standsUntil: string
      }[]
    }[]
  }[]
}
