/** Teams and the people in them: who can be called, over which lines, with which skills. All of it is personal and stands in no fact. */
import type { Brand, Instant, PersonId } from '#base'
import type { Skill } from '../callout/callout.ts'

export type TeamId = Brand<string, 'TeamId'>

/** Ways to somebody. `pager`: the authority's own paging service knows them by their id. */
export interface ResponderLines {
  /** E.164 with its plus. */
  readonly sms?: string
  readonly voice?: string
  readonly email?: string
  readonly pager: 'yes' | 'no'
}

/** Somebody who can be called out. They need no account; with one they find their calls where they are signed in. */
export interface Responder {
  readonly id: PersonId
  readonly name: string
  /** BCP 47; what is sent to them is in it. */
  readonly language: string
  readonly skills: readonly Skill[]
  readonly lines: ResponderLines
  readonly account: PersonId | null
}

/** People who are on duty in a span of time; nobody named: the whole team. */
export interface Shift {
  readonly from: Instant
  readonly until: Instant
  readonly people: readonly PersonId[]
}

export interface Team {
  readonly id: TeamId
  readonly name: string
  /** Codes of areas: who may call it, and change it. */
  readonly areas: readonly string[]
  readonly members: readonly PersonId[]
  /** Asked after this team's own people, in this order. */
  readonly neighbours: readonly TeamId[]
  /** Entered by hand, beside what the calendar says. */
  readonly shifts: readonly Shift[]
  /** An iCalendar document (RFC 5545) that says more shifts; null: none was brought in. */
  readonly calendar: string | null
}

export const mostResponders = 5_000
export const mostTeams = 500
/** Of a rota that is kept as an iCalendar document, in characters. */
export const longestCalendar = 1024 * 1024
