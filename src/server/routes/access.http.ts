/** The way back in where nobody who administrates is left: another first administrator, by a link that the machine itself asks for. */
import { z } from 'zod'
import { ok, refuse } from '#base'
import type { Accounts } from '../accounts.node.ts'
import { ordererOf } from '../people-orders.http.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { System } from '../system.ts'

export function accessRoutes(
  routes: Routes,
  { people }: Pick<System, 'people'>,
  { setUp }: Pick<Accounts, 'setUp'>,
): void {
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/people/set-up', action: 'access.restore', tag: 'people', status: 201 },
      ...{ needs: 'the-writer', body: z.strictObject({}) },
      summary: 'A link that makes a first administrator, where nobody is left who could let anybody in',
      answer: z.object({
        outcome: z.literal('done'),
        link: z.object({ url: z.string(), endsAt: instantOut }),
      }),
    },
    async ({ caller }) => {
      const link = await setUp()
      if (link === undefined) return refuse('people/governed-already')
      const { url, endsAt, person } = link
      // Before anybody sees the link: who asked for it stands in the ledger.
      const written = await people.order({ type: 'set-up', person }, ordererOf(caller))
      return written.ok ? ok({ outcome: 'done' as const, link: { url, endsAt } }) : written
    },
  )
}
