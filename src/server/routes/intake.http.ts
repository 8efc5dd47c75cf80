/** Taking evidence in over HTTP: texts and files become documents; originals are listed, and given back byte for byte, never shown. */
import { z } from 'zod'
import { ok, refuse, type Result } from '#base'
import type { AreaCode } from '#areas'
import { largestOfAll, type TakeAsk, type ToldOfOriginal } from '#evidence'
import type { IntakeDesk } from '../intake-desk.ts'
import { innerView, originalShown, originalView, partShown, partView } from '../intake-views.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { contentHash, instant } from '../schemas.ts'
import type { System } from '../system.ts'

/** Types that a file may be sent as; what it is its own bytes say. */
const fileTypes = [
  ...['application/octet-stream', 'text/plain', 'text/html', 'application/xhtml+xml', 'application/pdf'],
  ...['message/rfc822', 'application/rss+xml', 'application/atom+xml', 'application/xml', 'text/xml'],
]
const longestPaste = 200_000

const address = z
  .url({ protocol: /^https?$/ })
  .max(2_048)
  .describe('Where it was published')
const told = {
  title: z.string().trim().max(300).optional(),
  source: z.string().trim().min(1).max(200).optional().describe('Who published it, as people call them'),
  url: address.optional(),
  saidAt: instant.optional().describe('When it was said, where you know better than the document'),
}
const areaCode = z.string().min(1).max(200)
const body = z.strictObject({
  text: z.string().min(1).max(longestPaste),
  ...told,
  within: z.array(areaCode).max(100).optional().describe('Codes of areas that it is most likely about'),
})
const query = z.object({
  name: z.string().max(200).optional().describe('Of the file'),
  ...told,
  within: z.string().max(2_000).optional().describe('Codes of areas, separated by commas'),
})
const taken = z.object({
  how: z.enum(['new', 'again']).describe('“again”: the same bytes had been taken before'),
  original: originalView,
  documents: z.array(partView).describe('The first hundred; all of them stand under the original'),
})
const params = z.object({ sha256: contentHash })

export function intakeRoutes(routes: Routes, { areas }: Pick<System, 'areas'>, intake: IntakeDesk): void {
  const shown = async (sha256: string) => {
    const originals = await intake.originals()
    const record = await originals.get(sha256)
    if (record === undefined) return refuse('evidence/unknown-original', { sha256 })
    return ok(record)
  }
  const knownAreas = (within: readonly string[]): Result<void> => {
    const strange = within.find((code) => areas.hierarchy().get(code as AreaCode) === undefined)
    return strange === undefined ? ok() : areas.unknown(strange, 'within')
  }
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/evidence/documents', action: 'evidence.judge', tag: 'evidence' },
      ...{ body, query, takes: fileTypes, bodyLimit: largestOfAll, mostAtOnce: 4, needs: 'the-writer' },
      summary:
        'Take a text or a file in: kept as it is, read, and put on the desk. A file is sent as it is, with its name in the address',
      ...{ answer: taken, status: 200 },
    },
    async ({ body: sent, query: said, request, caller }) => {
      const file = (sent as unknown) instanceof Uint8Array ? (sent as unknown as Uint8Array) : undefined
      const by = byCaller(caller)
      const way = caller.via.by === 'key' && caller.person.kind === 'machine' ? 'api' : undefined
      const ask: TakeAsk =
        file === undefined
          ? {
              bytes: new TextEncoder().encode(sent.text),
              ...{ way: way ?? 'paste', type: 'text/plain; charset=utf-8' },
              told: toldBy(sent, sent.within ?? []),
              ...by,
            }
          : {
              ...{ bytes: file, way: way ?? 'file', told: toldBy(said, listed(said.within)) },
              ...(said.name === undefined ? {} : { name: said.name }),
              ...typeOf(request.headers['content-type']),
              ...by,
            }
      const known = knownAreas(ask.told.within)
      if (!known.ok) return known
      const done = await intake.take(ask)
      if (!done.ok) return done
      const { record, how } = done.value
      const parts = await (await intake.originals()).parts(record.sha256, { limit: 100 })
      return ok({ how, original: originalShown(record), documents: parts.map(partShown) })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/evidence/originals', action: 'evidence.read', tag: 'evidence' },
      query: z.object({
        after: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      ...{ summary: 'What came in, the newest first', sensitive: 'originals of evidence' },
      answer: z.object({ originals: z.array(originalView), next: z.string().nullable() }),
    },
    async ({ query: { after, limit } }) => {
      const page = await (await intake.originals()).list({ ...(after === undefined ? {} : { after }), limit })
      return ok({ originals: page.originals.map(originalShown), next: page.next })
    },
  )
  routes.add(
    {
      ...{
        method: 'GET',
        url: '/v1/evidence/originals/:sha256',
        action: 'evidence.read',
        tag: 'evidence',
        params,
      },
      ...{
        summary: 'What came in, how far it was read, and what was made of it',
        sensitive: 'originals of evidence',
      },
      query: z.object({
        after: z.coerce.number().int().min(0).optional(),
        limit: z.coerce.number().int().min(1).max(1_000).default(100),
      }),
      answer: z.object({ original: originalView, documents: z.array(partView), next: z.int().nullable() }),
    },
    async ({ params: { sha256 }, query: { after, limit } }) => {
      const record = await shown(sha256)
      if (!record.ok) return record
      const page = { ...(after === undefined ? {} : { after }), limit }
      const parts = await (await intake.originals()).parts(sha256, page)
      const next = parts.length < limit ? null : (parts.at(-1)?.[0] ?? null)
      return ok({ original: originalShown(record.value), documents: parts.map(partShown), next })
    },
  )
  routes.add(
    {
      ...{
        method: 'GET',
        url: '/v1/evidence/originals/:sha256/bytes',
        action: 'evidence.read',
        tag: 'evidence',
        params,
      },
      ...{
        summary: 'The original, byte for byte as it came; only ever saved, never shown',
        sensitive: 'originals of evidence',
      },
      ...{ answer: 'application/octet-stream', mostAtOnce: 4 },
    },
    async ({ params: { sha256 }, reply }) => {
      const record = await shown(sha256)
      if (!record.ok) return record
      const bytes = await (await intake.originals()).bytes(record.value)
      if (bytes === undefined)
        return refuse('evidence/original-forgotten', {
          ...{ sha256, at: record.value.forgottenAt ?? record.value.seenAt },
        })
      return reply
        .code(200)
        .header('cache-control', 'no-store')
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', `attachment; filename="original-${sha256.slice(0, 12)}.bin"`)
        .header('x-content-type-options', 'nosniff')
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    },
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/evidence/originals/:sha256/compare',
        action: 'evidence.judge',
        tag: 'evidence',
        params,
      },
      ...{ mostAtOnce: 2, sensitive: 'originals of evidence' },
      summary: 'Read an original once more, and say whether the texts that are kept still come out of it',
      answer: z.object({
        sha256: z.string(),
        textVersion: z.int(),
        same: z.int(),
        different: z.array(z.string()).describe('Parts whose text is another now'),
      }),
    },
    ({ params: { sha256 } }) => intake.compare(sha256),
  )
  routes.add(
    {
      ...{
        method: 'GET',
        url: '/v1/evidence/documents/:id/original',
        action: 'evidence.read',
        tag: 'evidence',
      },
      params: z.object({ id: z.string().max(64) }),
      ...{ summary: 'The original that a document was made of', sensitive: 'originals of evidence' },
      answer: z.object({ original: originalView, part: z.string(), attachments: z.array(innerView) }),
    },
    async ({ params: { id } }) => {
      const origin = await (await intake.originals()).origin(id)
      if (origin === undefined) return refuse('evidence/unknown-document', { document: id })
      const record = await shown(origin.original)
      if (!record.ok) return record
      const original = originalShown(record.value)
      return ok({ original, part: origin.part, attachments: original.attachments })
    },
  )
}

interface Said {
  readonly title?: string | undefined
  readonly source?: string | undefined
  readonly url?: string | undefined
  readonly saidAt?: ToldOfOriginal['saidAt'] | undefined
}

/** A source that somebody names is known again by its name, whatever its letters' case. */
function toldBy({ title, source, url, saidAt }: Said, within: readonly string[]): ToldOfOriginal {
  const name = source?.replace(/\s+/g, ' ')
  return {
    source: name === undefined ? null : { key: keyOf(name), name },
    ...{ title: title ?? null, url: url ?? null, saidAt: saidAt ?? null, within },
  }
}

/** A host is the same source as its pages and its feed. */
function keyOf(name: string): string {
  const folded = name.normalize('NFC').toLowerCase()
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(folded) ? folded.replace(/^www\./, '') : `named:${folded}`
}

function typeOf(type: string | undefined): { readonly type?: string } {
  return type === undefined || type.startsWith('application/octet-stream') ? {} : { type: type.slice(0, 200) }
}

function listed(codes: string | undefined): readonly string[] {
  return (codes ?? '')
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '')
}
