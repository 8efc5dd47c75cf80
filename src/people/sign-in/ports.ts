/** What signing in asks of the rest: who stands in the registry, where facts are written, how proofs are checked. Small, so that tests play them. */
import type { ActorId, Instant, JsonObject, Log, PersonId, Result, Clock } from '#base'
import type { CredentialBook } from '../credentials/credential-book.ts'
import type { Passkey } from '../credentials/credential.ts'
import type { ParticularsBook } from '../credentials/particulars-book.ts'
import type { LinkBook } from '../links/link-book.ts'
import type { RoleId } from '../role.ts'
import type { SessionBook } from '../sessions/sessions.ts'
import type { BackOff } from './back-off.ts'
import type { ChangeBook } from './change-book.ts'
import type { Failures } from './failures.ts'
import type { PasswordTickets } from './new-password.ts'

/** Somebody as the registry knows them; nothing personal. */
export interface Standing {
  readonly state: 'invited' | 'active' | 'suspended' | 'removed'
  readonly kind: 'human' | 'machine'
  readonly roles: readonly RoleId[]
  /** All they may do now. */
  readonly actions: readonly string[]
}

/** The door to who may do what. Orders resolve once their facts are written and folded here. */
export interface PeopleDoor {
  /** Undefined for whom the registry doesn't know. */
  standing(person: PersonId): Standing | undefined
  /** Whether a human administrator is active: from then on nobody can set the installation up. */
  isGoverned(): 'governed' | 'not-yet'
  /** The invited person becomes active; fine when they are already. */
  join(person: PersonId): Promise<Result<unknown>>
  /** Adds the first human administrator, invited, everywhere, in all modes; fine when they are there already. Refused once governed. */
  addFirstAdministrator(person: PersonId): Promise<Result<unknown>>
}

export interface SignInFact {
  readonly stream: 'sessions' | `person:${string}`
  readonly type: string
  readonly by: ActorId
  /** Opaque ids only. */
  readonly data: JsonObject
  readonly via?: string
}

/** Resolves once the fact is durable, or to why it isn't. */
export type Note = (fact: SignInFact) => Promise<Result<unknown>>

/** What the browser's device answered, as JSON of the shape that WebAuthn gives it (Level 3 §5.1). */
export type DeviceAnswer = unknown

/** The ceremonies of `passkeys.node.ts`, as they are used here. */
export interface PasskeyCeremonies {
  creationOptions(
    owner: { readonly person: PersonId; readonly login: string; readonly name: string },
    from?: string,
  ): Promise<{ readonly ticket: string; readonly options: object }>
  register(
    made: {
      readonly person: PersonId
      readonly ticket: string
      readonly response: DeviceAnswer
      readonly name: string
    },
    at: Instant,
  ): Promise<Result<Passkey>>
  requestOptions(from?: string): Promise<{ readonly ticket: string; readonly options: object }>
  authenticate(
    shown: { readonly ticket: string; readonly response: DeviceAnswer },
    at: Instant,
  ): Promise<
    | { readonly proved: 'yes'; readonly person: PersonId }
    | { readonly proved: 'no'; readonly why: string; readonly person?: PersonId }
  >
}

/** `password.node.ts`, as it is used here. */
export interface PasswordHashes {
  hash(password: string): Promise<Result<string, 'people/passwords-busy'>>
  /** Takes as long without a hash, and the answer is no. */
  verify(password: string, hash: string | undefined): Promise<Result<boolean, 'people/passwords-busy'>>
  needsRehash(hash: string): boolean
}

/** `totp.node.ts`, as it is used here. */
export interface OneTimeCodes {
  newSecret(): string
  uri(secret: string, about: { readonly issuer: string; readonly login: string }): string
  stepOf(secret: string, code: string, at: Instant): number | undefined
}

export interface SignInParts {
  readonly clock: Clock
  readonly log: Log
  readonly note: Note
  readonly door: PeopleDoor
  readonly sessions: SessionBook
  readonly links: LinkBook
  readonly credentials: CredentialBook
  readonly particulars: ParticularsBook
  readonly changes: ChangeBook
  readonly failures: Failures
  readonly backOff: BackOff
  readonly passkeys: PasskeyCeremonies
  readonly passwords: PasswordHashes
  /** Loaded when first asked for. */
  readonly totp: () => Promise<OneTimeCodes>
  readonly passwordTickets: PasswordTickets
  /** Loaded when first asked for. */
  readonly commonPasswords: () => Promise<(password: string, own: readonly string[]) => boolean>
  readonly newRecoveryCodes: () => readonly string[]
  /** A QR code as an SVG document. */
  readonly drawQr: (text: string) => Promise<string>
  /** What stands on the door: the product's and the authority's names; the first one is shown in authenticator apps. */
  readonly names: readonly [string, ...string[]]
}
