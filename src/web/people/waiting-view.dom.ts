/** What the API says of what waits for a second person. */

export interface Content {
  readonly threat: string
  readonly ladder: string
  readonly level: string
  readonly step: { readonly gravity: 'advisory' | 'danger' }
  readonly areas: readonly {
    readonly code: string
    readonly names: { readonly [language: string]: string }
  }[]
  readonly wording: Wording
  readonly renewForMinutes: number
  readonly channels: 'all' | readonly string[]
}

export interface Wording {
  readonly texts: { readonly [language: string]: { readonly [length: string]: string } }
  readonly missing: readonly string[]
}

export interface AlertView {
  readonly id: string
  readonly status: string
  readonly mode: 'live' | 'drill' | 'test'
  readonly editors: readonly string[]
  readonly content: Content
  readonly contentHash: string
  readonly submittedBy?: string
  readonly submittedAt?: string
  readonly pending?: {
    readonly change: string
    readonly content: Content
    readonly contentHash: string
    readonly submittedBy: string
    readonly submittedAt: string
    readonly leaves?: { readonly areas: Content['areas']; readonly wording: Wording }
  }
}

export interface WaitingView {
  readonly kind: 'approval' | 'change' | 'emergency' | 'proposal'
  readonly about: string
  readonly mode: 'live' | 'drill' | 'test'
  readonly since: string
  readonly step: string | null
  readonly next: { readonly step: string; readonly at: string } | null
  readonly called: Called
  /** Of those who had a hand in it, by their ids. */
  readonly names: { readonly [person: string]: string }
}

export interface Called {
  readonly people: number
  readonly accepted: number
  readonly failed: number
}

export interface ReviewView {
  readonly alert: string
  readonly mode: 'live' | 'drill' | 'test'
  readonly openedAt: string
  readonly acts: readonly {
    readonly did: string
    readonly by: string
    readonly at: string
    readonly reason: string
    readonly level: string
    readonly areas: readonly string[]
  }[]
  readonly hands: readonly string[]
  readonly called: Called
  /** Of those who had a hand in it, by their ids. */
  readonly names: { readonly [person: string]: string }
}
