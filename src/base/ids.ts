/** Names for things that live in the ledger. They carry no meaning and no personal data; nothing may be read out of them. */
import type { Brand } from './brand.ts'

export type PersonId = Brand<string, 'PersonId'>
export type AlertId = Brand<string, 'AlertId'>
export type NoticeId = Brand<string, 'NoticeId'>

/** Who or what did something: a person, a key, or `system`. */
export type ActorId = PersonId | Brand<string, 'ActorId'>

export const system = 'system' as ActorId

/** A source of new ids; `prefix` says what it is for, so that an id in a log explains itself. */
export interface IdSource {
  next(prefix: string): string
}

/** Ids that count up: for tests and replays, where a run must be repeatable. */
export function countingIds(): IdSource {
  let count = 0
  return { next: (prefix) => `${prefix}-${String(++count).padStart(6, '0')}` }
}
