/** What a warden said of a shelter, and for how long it counts: an old word is shown as old, and the state is unknown again. */
import { hour, plus, type Instant, type Milliseconds } from '#base'
import type { Known } from './shelter.ts'

export const statusStates = ['open', 'full', 'closed'] as const
export type StatusState = (typeof statusStates)[number]

export interface Status {
  readonly state: StatusState
  readonly power: Known
  /** People inside; null where nobody counted. */
  readonly people: number | null
  readonly at: Instant
  readonly by: 'warden' | 'staff'
}

/** Who opens a door stays near it for about so long; after that nobody knows. */
export const statusCountsFor: Milliseconds = 2 * hour

export type StatusNow =
  | { readonly state: 'unknown'; readonly last: (Status & { readonly until: Instant }) | null }
  | (Status & { readonly until: Instant })

/** The status as it counts at an instant; a status from the future counts as said now. */
export function statusNow(status: Status | undefined, now: Instant): StatusNow {
  if (status === undefined) return { state: 'unknown', last: null }
  const said = { ...status, until: plus(status.at, statusCountsFor) }
  return now < said.until ? said : { state: 'unknown', last: said }
}
