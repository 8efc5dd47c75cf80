/** An act that needs two people, waiting for the second: what exactly will be done, and the hash that the second person agrees to. */
import { canonicalJson, sha256, type ActorId, type Instant, type Json, type Sha256 } from '#base'
import type { PeopleOrder, ProposalId } from './order.ts'

export interface Proposal {
  readonly id: ProposalId
  readonly order: PeopleOrder
  /** Of the order: the second person agrees to this and to nothing else. */
  readonly contentHash: Sha256
  readonly by: ActorId
  readonly at: Instant
  /** Unanswered it lapses, and has to be made again. */
  readonly endsAt: Instant
}

export const proposalStandsForHours = 24

export function hashOfOrder(order: PeopleOrder): Sha256 {
  return sha256(canonicalJson(order as unknown as Json))
}
