/** The ledger over HTTP: reading facts, verifying the chain, exporting it whole. */
import { PassThrough } from 'node:stream'
import { z } from 'zod'
import { ok } from '#base'
import { verifyLedger, type Seq } from '#ledger'
import { exportLedger } from '../../ledger/export.node.ts'
import type { Routes } from '../route.http.ts'
import type { System } from '../system.ts'

export function ledgerRoutes(routes: Routes, system: System): void {
  const { ledger } = system
  const head = z.object({ seq: z.int(), hash: z.string() })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/ledger/head', action: 'public', tag: 'ledger' },
      summary:
        'The last fact’s place and hash: whoever keeps it can tell later whether history was rewritten',
      answer: head.extend({ ledger: z.string() }),
    },
    async () => ok({ ...(await ledger.head()), ledger: ledger.id }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/ledger/facts', action: 'ledger.read', tag: 'ledger' },
      sensitive: 'ledger',
      summary: 'Facts in order',
      query: z.object({
        after: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(1_000).default(100),
      }),
      answer: z.object({ facts: z.array(z.looseObject({ seq: z.int(), type: z.string() })) }),
    },
    async ({ query }) => ok({ facts: await ledger.read(query.after as Seq, query.limit) }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/ledger/verify', action: 'ledger.read', tag: 'ledger' },
      summary: 'Check every fact against the chain',
      answer: z.union([
        z.object({ intact: z.literal(true), facts: z.int(), head }),
        z.object({ intact: z.literal(false), at: z.int(), why: z.string() }),
      ]),
    },
    async () => ok(await verifyLedger(ledger)),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/ledger/export', action: 'ledger.read', tag: 'ledger' },
      sensitive: 'ledger-export',
      ...{
        summary: 'The whole ledger as JSON Lines, which “ledger restore” reads back',
        answer: 'application/jsonl',
      },
    },
    ({ reply, request }) => {
      const pipe = new PassThrough()
      exportLedger(ledger, pipe).catch((error: unknown) => {
        // The trailer is missing then, so that nobody takes the piece for the whole.
        system.log.error('An export broke off', {
          why: error instanceof Error ? error.message : String(error),
        })
        pipe.destroy()
      })
      request.raw.on('close', () => pipe.destroy())
      return reply.header('content-type', 'application/jsonl').header('cache-control', 'no-store').send(pipe)
    },
  )
}
