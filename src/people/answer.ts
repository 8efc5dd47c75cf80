/** Decides the second person's answer to what waits: they, and whoever proposed it, must still be able to reach it. */
import { ok, refuse, type ActorId, type PersonId, type Result } from '#base'
import { eventsOf, type Asked } from './decide.ts'
import type { PeopleEvent } from './facts.ts'
import type { ProposalId } from './order.ts'
import type { Contains } from './permission.ts'
import { permittedOf, type Permitted } from './permitted.ts'
import type { PeopleProblemCode } from './problems.ts'
import type { Proposal } from './proposal.ts'
import type { Registry } from './registry.ts'
import { beyondGiver } from './rights.ts'

/** The second person's answer. They agree to what they read, and to nothing that is for themselves. */
export function decideAnswer(
  registry: Registry,
  answer: {
    readonly proposal: ProposalId
    readonly kind: 'confirm' | 'refuse' | 'withdraw'
    readonly contentHash?: string
  },
  asked: Asked,
): Result<readonly PeopleEvent[], PeopleProblemCode> {
  const proposal = registry.proposals.get(answer.proposal)
  if (proposal === undefined || proposal.endsAt <= asked.at)
    return refuse('people/no-such-proposal', { proposal: answer.proposal })
  const data = { proposal: proposal.id, contentHash: proposal.contentHash }
  if (answer.kind === 'withdraw') {
    if (proposal.by !== asked.by) return refuse('people/not-yours', { proposal: proposal.id })
    return ok([{ type: 'proposal-withdrawn', data }])
  }
  if (answer.kind === 'refuse') return ok([{ type: 'proposal-refused', data }])
  if (asked.kind === 'machine' || proposal.by === asked.by || isFor(registry, proposal, asked.by))
    return refuse('people/own-proposal')
  if (answer.contentHash !== proposal.contentHash)
    return refuse('people/proposal-changed', { contentHash: proposal.contentHash })
  // What was true when it was proposed may not be any more; and both must be able to reach what they do together.
  const proposer = registry.people.get(proposal.by as PersonId)
  if (proposer !== undefined && proposer.state !== 'active')
    return refuse('people/proposer-gone', { proposal: proposal.id })
  const { giver: second, ...rest } = asked
  const first = proposer === undefined ? rest : { ...rest, giver: permittedOf(registry, proposer) }
  const proposed = eventsOf(registry, proposal.order, first)
  if (!proposed.ok) return proposed
  const beyond = second === undefined ? undefined : beyondShown(second, proposal, asked.contains)
  if (beyond !== undefined) return refuse('people/beyond-own', beyond)
  const events = eventsOf(registry, proposal.order, asked)
  return events.ok ? ok([{ type: 'proposal-confirmed', data }, ...events.value]) : events
}

/** Another part's act has places that only its own routes know; the second person is held to those they are shown. */
function beyondShown(second: Permitted, { order }: Proposal, contains: Contains) {
  if (order.type !== 'foreign') return undefined
  const { areas } = order.shown
  const places = Array.isArray(areas) ? (areas as string[]) : ('everywhere' as const)
  return beyondGiver(second, { areas: places, authority: second.authority }, contains)
}

function isFor(registry: Registry, { order }: Proposal, by: ActorId): boolean {
  if ('person' in order) return order.person === by
  if (order.type === 'rotate-key') return registry.keys.get(order.key)?.owner === by
  return order.type === 'make-key' && order.owner === by
}
