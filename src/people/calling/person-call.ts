/** Calling somebody who is needed as the second person: what they are told, by whom it is carried, and what is known then. */
import type { ActorId, InLanguages, Instant, Mode } from '#base'

/** Where somebody can be reached, from the personal tables. It goes to who carries the call and nowhere else. */
export interface Contact {
  readonly email?: string
  /** A language tag. */
  readonly language?: string
}

export interface CallMessage {
  /** The same at each try, so that who gets it twice can tell. */
  readonly id: string
  /** `emergency`: it was done already, alone, and has to be looked at. */
  readonly what: 'approval' | 'change' | 'emergency' | 'proposal'
  /** How far the search for somebody has come: `administrators` means that nobody has answered. */
  readonly step: 'on-duty' | 'everybody' | 'administrators'
  readonly mode: Mode
  /** The id of the alert or the proposal. */
  readonly about: string
  /** Since when it waits, or when it was done. */
  readonly since: Instant
  /** When more people are called, or when it lapses. */
  readonly until?: Instant
  /** What will be said, or was; left out for a proposal, whose content is read where one signs in. */
  readonly says?: InLanguages<string>
  /** Names of areas, for a person. */
  readonly where?: InLanguages<string>
  /** IANA; in which times are told. */
  readonly timeZone: string
  /** Where to read it and answer. No secret stands in it: who opens it has to sign in. */
  readonly link: string
}

/** `accepted` by who carries it: whether a person has seen it nobody knows. */
export type CallAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'failed'; readonly why: string; readonly again: 'later' | 'never' }

/** One way to call people. */
export interface PersonCall {
  readonly by: 'mail' | 'page'
  /** What of a person it needs to know. */
  readonly needs: 'email' | 'nothing'
  /** One try; it never throws, and never puts an address into `why`. */
  call(person: ActorId, contact: Contact, message: CallMessage, signal: AbortSignal): Promise<CallAnswer>
  close(): Promise<void>
}
