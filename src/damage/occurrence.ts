/** Which night something belongs to, where nobody names an occurrence: nights last from noon to noon, so that one attack is one night. */
import { epochMilliseconds, hour, instantOf, type Instant, type Milliseconds } from '#base'
import type { OccurrenceId } from './observation.ts'

export const occurrencePattern = /^[a-z0-9][a-z0-9-]{0,63}$/

/** `ahead`: how far the authority's clocks are ahead of UTC. */
export function nightOf(at: Instant, ahead: Milliseconds): OccurrenceId {
  return `night-${instantOf(epochMilliseconds(at) + ahead - 12 * hour).slice(0, 10)}` as OccurrenceId
}
