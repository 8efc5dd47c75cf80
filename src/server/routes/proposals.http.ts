/** What waits for a second person: read exactly what will be done, and agree to that and nothing else. */
import { z } from 'zod'
import { ok } from '#base'
import type { Proposal } from '#people'
import { forgetUnwantedActs } from '../agreed-acts.ts'
import { linkFor, nameIn, ordererOf } from '../people-orders.http.ts'
import { proposalView, viewOfProposal } from '../people-views.ts'
import type { Routes } from '../route.http.ts'
import { contentHash, instantOut } from '../schemas.ts'
import type { System } from '../system.ts'
import type { PeopleRouteParts } from './people.http.ts'

const answered = z.object({
  proposal: z.string(),
  outcome: z.enum(['confirmed', 'refused', 'withdrawn']),
  link: z
    .object({ url: z.string(), endsAt: instantOut })
    .nullable()
    .describe('Where it lets somebody in: the link to hand to them'),
})

export function proposalRoutes(routes: Routes, system: System, parts: PeopleRouteParts): void {
  const { people, particulars } = system
  const nameOf = nameIn(system)
  const params = z.object({ proposal: z.string().max(80) })

  /** What is personal about somebody who won't come has no reason to stay. */
  const forget = async ({ order }: Proposal) => {
    if (order.type === 'foreign') return forgetUnwantedActs(system)
    if (order.type !== 'add-person' && order.type !== 'add-client') return
    if (!people.registry.people.has(order.person)) await particulars.remove(order.person)
  }
  const linkOf = async ({ order }: Proposal) => {
    if (order.type === 'add-person' && order.kind === 'human')
      return linkFor(parts, 'invitation', order.person)
    if (order.type !== 'restore-access') return null
    const isInvited = people.registry.people.get(order.person)?.state === 'invited'
    return linkFor(parts, isInvited ? 'invitation' : 'restore', order.person)
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/proposals', action: 'people.read', tag: 'people' },
      ...{
        summary: 'What waits for a second person',
        answer: z.object({ proposals: z.array(proposalView) }),
      },
    },
    () => ok({ proposals: people.waiting().map((proposal) => viewOfProposal(proposal, nameOf)) }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/proposals/:proposal/confirm', action: 'people.confirm', tag: 'people' },
      ...{ needs: 'the-writer', proof: 'fresh', params, body: z.strictObject({ contentHash }) },
      ...{ summary: 'Agree to exactly what was read; it is done at once', answer: answered },
    },
    async ({ params: { proposal: id }, body, caller }) => {
      const confirmed = await people.confirm(id, body.contentHash, ordererOf(caller))
      if (!confirmed.ok) return confirmed
      return ok({ proposal: id, outcome: 'confirmed' as const, link: await linkOf(confirmed.value) })
    },
  )
  for (const [kind, outcome, action] of [
    ['refuse', 'refused', 'people.confirm'],
    ['withdraw', 'withdrawn', 'people.read'],
  ] as const)
    routes.add(
      {
        ...{ method: 'POST', url: `/v1/proposals/:proposal/${kind}`, action, tag: 'people' },
        ...{ needs: 'the-writer', params, body: z.strictObject({}), answer: answered },
        summary: kind === 'refuse' ? 'Refuse it; it is over' : 'Take one’s own proposal back',
      },
      async ({ params: { proposal: id }, caller }) => {
        const done = await people.answer(id, kind, ordererOf(caller))
        if (!done.ok) return done
        await forget(done.value)
        return ok({ proposal: id, outcome, link: null })
      },
    )
}
