/** What the mobile networks have on the air by our order, message by message, and how far stopping it has come. */
import { z } from 'zod'
import { ok } from '#base'
import { classOf, messageClasses } from '#channels'
import type { CellBroadcastDesk } from '../../channels/cell-broadcast/open-cell-broadcast.cbe.ts'
import type { Routes } from '../route.http.ts'
import { instantOut, mode } from '../schemas.ts'
import type { System } from '../system.ts'

const count = z.int()
const message = z.object({
  messageId: count,
  class: z.enum(messageClasses).nullable().describe('What phones take it for, by its identifier'),
  languages: z.array(z.string()),
  pages: count,
  state: z
    .enum(['asked', 'on-air', 'stopped'])
    .describe('“asked”: no answer yet, it may be heard or not; “stopped”: the centre has none any more'),
  askedAt: instantOut,
  stopUnansweredAt: instantOut.nullable().describe('When a DELETE went out that nobody has answered'),
  standsUntil: instantOut.describe('When the network stops by itself, whatever becomes of this server'),
})

export function cellBroadcastRoutes(
  routes: Routes,
  system: Pick<System, 'decides'>,
  { networks, book }: CellBroadcastDesk,
): void {
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/channels/cell-broadcast/on-air', action: 'reach.read', tag: 'set-up' },
      summary: 'What each mobile network has on the air by our order, and what became of stopping it',
      answer: z.object({
        networks: z.array(
          z.object({
            ...{ id: z.string(), name: z.string(), areas: z.array(z.string()), modes: z.array(mode) },
            alerts: z.array(
              z.object({
                ...{ alert: z.string(), mode, changedAt: instantOut, messages: z.array(message) },
                standing: z
                  .enum(['goes-on', 'stopping', 'stopped'])
                  .describe('“stopping”: it was to end, and a DELETE is still to be sent or answered'),
                leftOut: z.array(z.string()).describe('Languages for which there was no room'),
              }),
            ),
          }),
        ),
      }),
    },
    async () => {
      // Only the server that decides broadcasts; any other reads what that one wrote down.
      if (system.decides() !== 'me') await book.reload()
      const all = book.all().toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
      return ok({
        networks: networks.map(({ id, name, areas, modes }) => ({
          ...{ id, name, areas: [...areas], modes: [...modes] },
          alerts: all
            .filter(({ network }) => network === id)
            .map(({ alert, mode: of, changedAt, standing, airs, leftOut }) => ({
              ...{ alert, mode: of, changedAt, leftOut: [...leftOut] },
              standing:
                standing === 'goes-on'
                  ? ('goes-on' as const)
                  : airs.every(({ state }) => state === 'stopped')
                    ? ('stopped' as const)
                    : ('stopping' as const),
              messages: airs.map((air) => ({
                ...{ messageId: air.messageId, class: classOf(air.messageId)?.of ?? null },
                ...{ languages: [...air.languages], pages: air.pages.length, state: air.state },
                ...{ askedAt: air.askedAt, standsUntil: air.standsUntil },
                stopUnansweredAt: air.stopUnansweredAt ?? null,
              })),
            })),
        })),
      })
    },
  )
}
