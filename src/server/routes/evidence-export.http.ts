/** Taking evidence out: for a spreadsheet, or as linked data with its provenance. Written while it is read, whatever its size. */
import { z } from 'zod'
import { ok } from '#base'
import type { EvidenceEventId } from '#evidence'
import type { EvidenceDesk } from '../evidence-desk.ts'
import type { ExportAsked } from '../evidence-export.ts'
import { opaque } from '../evidence-shapes.ts'
import type { Routes } from '../route.http.ts'
import { instant } from '../schemas.ts'

const { Readable } = process.getBuiltinModule('node:stream')

const query = z.strictObject({
  from: instant.optional().describe('Seen from then on'),
  until: instant.optional().describe('Seen before'),
  event: opaque
    .transform((text) => text as EvidenceEventId)
    .optional()
    .describe('The documents of this event alone'),
})

export function evidenceExportRoutes(routes: Routes, desk: EvidenceDesk): void {
  const read = { method: 'GET', action: 'evidence.read', tag: 'evidence', query } as const
  const asked = async ({ event, from, until }: z.output<typeof query>) => {
    if (event === undefined) return ok<ExportAsked>({ from, until })
    const found = await desk.core.event(event)
    return found.ok ? ok<ExportAsked>({ event: found.value }) : found
  }
  for (const [name, type, summary, write] of [
    ['csv', 'text/csv', 'Claims for a spreadsheet: one line a claim', desk.exports.csv],
    [
      'jsonld',
      'application/ld+json',
      'Documents, claims and events as linked data with their provenance (W3C PROV-O)',
      desk.exports.jsonLd,
    ],
  ] as const)
    routes.add(
      {
        ...{ ...read, url: `/v1/evidence/export.${name}`, summary, answer: type },
        sensitive: 'exports of evidence',
        // Each reads all that is asked for: not more of them than the order path can spare.
        mostAtOnce: 2,
      },
      async ({ query, reply }) => {
        const what = await asked(query)
        if (!what.ok) return what
        return reply
          .header('content-type', `${type}; charset=utf-8`)
          .header('content-disposition', `attachment; filename="evidence.${name}"`)
          .send(Readable.from(write(what.value)))
      },
    )
}
