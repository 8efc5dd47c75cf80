/** What signing in asks of the rest: who stands in the registry, and where facts are written. Small, so that tests play them. */
import type { ActorId, JsonObject, PersonId, Result } from '#base'
import type { RoleId } from '../role.ts'

/** Somebody as the registry knows them; nothing personal. */
export interface Standing {
  readonly state: 'invited' | 'active' | 'suspended' | 'removed'
  readonly kind: 'human' | 'machine'
  readonly roles: readonly RoleId[]
  /** All they may do now, as text for the screen. */
  readonly actions: readonly string[]
}

/** The door to who may do what. Orders resolve once their facts are written and folded here. */
export interface PeopleDoor {
  /** Undefined for whom the registry doesn't know. */
  standing(person: PersonId): Standing | undefined
  /** Whether a human administrator is active: from then on nobody can set the installation up. */
  isGoverned(): 'governed' | 'not-yet'
  /** The person becomes active; fine when they are already. */
  join(person: PersonId): Promise<Result<void>>
  /** Adds the first human administrator, invited, everywhere, in all modes; fine when they are there already. Refused once governed. */
  addFirstAdministrator(person: PersonId): Promise<Result<void>>
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
