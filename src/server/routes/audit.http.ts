/** Who did what, when, from where: the ledger in sentences, as a page and as files. Names are joined here, when it is read. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import { canonicalJson, ok, type Json, type JsonObject } from '#base'
import { flawIn, type KeptLedger } from '#ledger'
import { auditKindOf, auditKinds, csvLine, nameFor, sentenceOf, type KeyId, type VisitBook } from '#people'
import { auditFrom, auditPage, type AuditFilter, type AuditFound } from '../audit-pages.ts'
import { personId } from '../people-views.ts'
import type { Call, Routes } from '../route.http.ts'
import { instant, instantOut, mode } from '../schemas.ts'
import type { System } from '../system.ts'
import { verifiedHead } from '../verified-head.ts'

const filters = {
  person: personId.optional().describe('What they did, and what names them'),
  kind: z.enum(auditKinds).optional(),
  from: instant.optional().describe('The first instant'),
  to: instant.optional().describe('The first instant after it'),
}
const where = z
  .object({ address: z.string(), browser: z.string() })
  .nullable()
  .describe('Where the session was opened, while that is kept; null for keys and for what nobody ordered')
const auditFact = z.object({
  ...{ seq: z.int(), at: instantOut, by: z.string(), byName: z.string(), kind: z.enum(auditKinds) },
  what: z.string().describe('In one sentence'),
  ...{ type: z.string(), mode, via: z.string().nullable(), where },
  key: z.object({ id: z.string(), owner: z.string().nullable() }).nullable(),
  data: z.looseObject({}),
})
type AuditFactView = z.output<typeof auditFact>

export function auditRoutes(
  routes: Routes,
  system: System,
  { visits }: { readonly visits: VisitBook },
): void {
  const { particulars, people, log } = system
  const ledger = unhurried(system.ledger)
  const verified = verifiedHead(ledger)
  const nameOf = (id: string) => particulars.of(id as never)?.name

  /** Asked once for each session of an answer. */
  const visitsSeen = () => {
    const seen = new Map<string, AuditFactView['where']>()
    return async (via: string | undefined): Promise<AuditFactView['where']> => {
      const session = via?.startsWith('session:') === true ? via.slice('session:'.length) : undefined
      if (session === undefined) return null
      const known = seen.get(session)
      if (known !== undefined) return known
      const visit = await visits.get(session)
      const found = visit === undefined ? null : { address: visit.address, browser: visit.browser }
      // A file may be long; what it remembers of sessions is not.
      if (seen.size > 5_000) seen.clear()
      seen.set(session, found)
      return found
    }
  }
  const shown = async (
    { record, fact }: AuditFound,
    whereOf: ReturnType<typeof visitsSeen>,
  ): Promise<AuditFactView> => {
    const { seq, at, by, type, mode: of, via, data } = fact
    const flaw = flawIn(record)
    const key = via?.startsWith('key:') === true ? via.slice('key:'.length) : undefined
    const said = sentenceOf(fact, nameOf)
    return {
      ...{ seq, at, by, byName: nameFor(by, nameOf), kind: auditKindOf(fact), type, mode: of },
      what: flaw === undefined ? said : `Not as it was written (${flaw}): ${said}`,
      ...{ via: via ?? null, where: await whereOf(via), data: withoutHashes(data) },
      key:
        key === undefined ? null : { id: key, owner: people.registry.keys.get(key as KeyId)?.owner ?? null },
    }
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/audit', action: 'audit.read', tag: 'ledger', sensitive: 'audit' },
      summary: 'Who did what, when, from where; the newest first',
      query: z.object({
        ...filters,
        before: z.coerce.number().int().min(1).optional().describe('As the answer before said'),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
      answer: z.object({
        facts: z.array(auditFact),
        before: z
          .int()
          .nullable()
          .describe('Where to go on, also after an answer with few facts; null when nothing older is left'),
        verified: z
          .object({
            ...{ seq: z.int(), hash: z.string() },
            damage: z.object({ at: z.int(), why: z.string() }).nullable(),
          })
          .describe('How far this server has verified the chain since it started; further at each question'),
      }),
    },
    async ({ query: { before: below, limit, ...filter } }) => {
      const { found, before } = await auditPage(ledger, filter, { before: below, limit })
      const whereOf = visitsSeen()
      const facts: AuditFactView[] = []
      for (const one of found) facts.push(await shown(one, whereOf))
      return ok({ facts, before, verified: await verified() })
    },
  )

  const send = (
    { request, reply }: Pick<Call<unknown, unknown, unknown>, 'request' | 'reply'>,
    type: string,
    file: string,
    lines: AsyncGenerator<string>,
  ) => {
    const stream = Readable.from(lines, { objectMode: false })
    stream.on('error', (error) => log.error('An export of the audit broke off', { why: error.message }))
    request.raw.on('close', () => stream.destroy())
    return reply
      .header('content-type', type)
      .header('content-disposition', `attachment; filename="${file}"`)
      .header('cache-control', 'no-store')
      .send(stream)
  }

  async function* csv(filter: AuditFilter): AsyncGenerator<string> {
    yield csvLine([
      ...['seq', 'at', 'by', 'name', 'kind', 'what', 'mode', 'via', 'address', 'browser', 'type', 'data'],
    ])
    const whereOf = visitsSeen()
    for await (const found of auditFrom(ledger, filter)) {
      let text = ''
      for (const one of found) {
        const {
          seq,
          at,
          by,
          byName,
          kind,
          what,
          mode: of,
          via,
          where: from,
          type,
          data,
        } = await shown(one, whereOf)
        const place = [via ?? '', from?.address ?? '', from?.browser ?? '']
        text += csvLine([
          ...[String(seq), at, by, byName, kind, what, of, ...place, type],
          canonicalJson(data as Json),
        ])
      }
      if (text !== '') yield text
    }
  }
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/audit.csv', action: 'audit.read', tag: 'ledger' },
      ...{ sensitive: 'audit-export', query: z.object(filters), answer: 'text/csv' },
      summary: 'The same for a spreadsheet, the oldest first',
    },
    ({ query, ...call }) => send(call, 'text/csv; charset=utf-8; header=present', 'audit.csv', csv(query)),
  )

  /** What others need to check it: each fact as it was hashed, with its hash and the one before. */
  async function* ndjson(filter: AuditFilter): AsyncGenerator<string> {
    const head = await ledger.head()
    const asked = JSON.parse(JSON.stringify(filter)) as Json
    yield `${canonicalJson({ format: 'tocsin-audit', version: 1, ledger: system.ledger.id, filter: asked })}\n`
    let facts = 0
    for await (const found of auditFrom(ledger, filter)) {
      facts += found.length
      const lines = found.map(
        ({ record: { text, hash, previous } }) =>
          `{"fact":${text},"hash":"${hash}","previous":"${previous}"}\n`,
      )
      if (lines.length > 0) yield lines.join('')
    }
    yield `${canonicalJson({ facts, head: { seq: head.seq, hash: head.hash } })}\n`
  }
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/audit.ndjson', action: 'audit.read', tag: 'ledger' },
      ...{ sensitive: 'audit-export', query: z.object(filters), answer: 'application/x-ndjson' },
      summary: 'The same as the ledger keeps it, a fact a line with its hashes, the oldest first',
    },
    ({ query, ...call }) => send(call, 'application/x-ndjson', 'audit.ndjson', ndjson(query)),
  )
}

/** A key's hash lets nobody in, and is nobody's business either; the file that is to be checked has it all. */
export function withoutHashes(data: JsonObject): { [name: string]: Json | undefined } {
  const shown = (name: string, value: Json | undefined) =>
    (name === 'order' || name === 'first') && typeof value === 'object' && value !== null
      ? withoutHashes(value as JsonObject)
      : value
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => (name === 'hash' ? [] : [[name, shown(name, value)]])),
  )
}

/** A long look at the ledger lets everything else go first after each page: nobody's warning waits for an auditor. */
export function unhurried(ledger: KeptLedger): Pick<KeptLedger, 'head' | 'records'> {
  return {
    head: () => ledger.head(),
    async records(after, limit) {
      await new Promise((resolve) => setImmediate(resolve))
      return ledger.records(after, limit)
    },
  }
}
