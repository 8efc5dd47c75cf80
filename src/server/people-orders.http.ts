/** What the routes about people share: who orders, names, and the answer where a second person is needed. */
import { ok, type PersonId, type Result } from '#base'
import type { LinkBook, LinkKind } from '../people/sign-in/open-sign-in.node.ts'
import { viaText, type Caller, type Orderer, type PeopleOrder, type Proposal } from '#people'
import { viewOfProposal, type waits } from './people-views.ts'
import type { z } from 'zod'
import type { System } from './system.ts'

export function ordererOf({ person, permitted, via }: Caller): Orderer {
  return { id: person.id, kind: person.kind, permitted, via: viaText(via) }
}

/** The name somebody goes by; their id where it was erased. */
export function nameIn(system: System): (id: string) => string {
  return (id) => system.particulars.of(id as never)?.name ?? id
}

/** Whether somebody has this id, or will have once a second person agrees: until then nobody writes another name under it. */
export function isTaken({ people }: System, id: PersonId): boolean {
  const isAdded = ({ order }: Proposal) =>
    (order.type === 'add-person' || order.type === 'add-client') && order.person === id
  return people.registry.people.has(id) || people.waiting().some(isAdded)
}

/** Orders, and answers with what `done` says, or with what waits. */
export async function orderAs<Done>(
  system: System,
  caller: Caller,
  order: PeopleOrder,
  done: () => Promise<Result<Done>> | Result<Done>,
): Promise<Result<Done | z.output<typeof waits>>> {
  const ordered = await system.people.order(order, ordererOf(caller))
  if (!ordered.ok) return ordered
  if (ordered.value.outcome === 'done') return done()
  const { proposal, why } = ordered.value
  return ok({ outcome: 'waits' as const, why, proposal: viewOfProposal(proposal, nameIn(system)) })
}

export interface LinkParts {
  readonly links: Pick<LinkBook, 'make' | 'withdraw'>
  /** Without a slash at the end. */
  readonly publicUrl: () => string
}

/** An address that lets somebody in once; what makes it secret stands after `#`, where no server and no log sees it. */
export async function linkFor(
  { links, publicUrl }: LinkParts,
  kind: LinkKind,
  id: PersonId,
): Promise<{ readonly url: string; readonly endsAt: string }> {
  const { token, link } = await links.make(kind, id)
  return { url: `${publicUrl()}/join#${token}`, endsAt: link.endsAt }
}
