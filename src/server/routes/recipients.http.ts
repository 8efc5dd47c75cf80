/** The lists of recipients over HTTP: brought in as CSV, shown and erased; and what comes by a secret: no more, and a gateway's callbacks. */
import { z } from 'zod'
import { ok, refuse, type Json, type JsonObject } from '#base'
import { lineNames, readRecipientList, type Recipient } from '#channels'
import { csvLine } from '#people'
import { byCaller, type OrderedBy } from '../ordered-by.ts'
import type { Recipients } from '../recipients.ts'
import type { Routes } from '../route.http.ts'
import { instantOut, mode } from '../schemas.ts'
import type { System } from '../system.ts'
import { unsubscribePage } from '../unsubscribe-page.ts'

const formType = 'application/x-www-form-urlencoded'
const line = z.enum(lineNames as ['sms', 'email', 'voice'])
const count = z.int()
const address = z.strictObject({ address: z.string().min(3).max(320) })
const recipientView = z
  .object({
    ...{ id: z.string(), channel: line, address: z.string(), language: z.string() },
    ...{ areas: z.array(z.string()), modes: z.array(mode), state: z.enum(['listed', 'opted-out']) },
    ...{ addedAt: instantOut, changedAt: instantOut, keptUntil: instantOut.nullable() },
  })
  .meta({ id: 'Recipient' })
const sentView = z
  .object({
    ...{ id: z.string(), line, sentAt: instantOut, until: instantOut, parts: count },
    confirmed: z.enum(['device', 'person']).nullable().describe('Who is known to have it'),
    failed: z.string().nullable().describe('Why it never arrives'),
  })
  .meta({ id: 'SentMessage' })
/** Some megabytes of CSV: what a list may hold at most. */
const longestList = 8 * 1024 * 1024

export function recipientRoutes(routes: Routes, system: System, { book, desks, desk }: Recipients): void {
  const { clock, config, areas, authority } = system
  const note = (by: OrderedBy, type: string, data: JsonObject) =>
    system.note({ stream: 'recipients', type, ...by, mode: config.mode, data })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/recipients', action: 'recipients.manage', tag: 'set-up' },
      summary: 'How many are on the lists of short messages, e-mail and calls, and how the carriers stand',
      answer: z.object({
        lines: z.array(
          z.object({
            line,
            carrier: z.enum(['smpp', 'smtp', 'gateway', 'none']),
            standing: z.enum(['working', 'failing']).nullable().describe('Null where nobody can tell here'),
            problem: z.string().nullable(),
            ...{ listed: count, forDrills: count, optedOut: count },
          }),
        ),
      }),
    },
    () =>
      ok({
        lines: desks.map(({ name, carrier, line: open }) => {
          const mine = book.all().filter(({ channel }) => channel === name)
          const listed = mine.filter(({ state }) => state === 'listed')
          const standing = open?.standing()
          return {
            ...{ line: name, carrier, standing: standing?.state ?? null, problem: standing?.problem ?? null },
            ...{ listed: listed.length, optedOut: mine.length - listed.length },
            forDrills: listed.filter(({ modes }) => modes.includes('drill')).length,
          }
        }),
      }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/recipients/import', action: 'recipients.manage', tag: 'set-up' },
      ...{ needs: 'the-writer', proof: 'fresh', bodyLimit: longestList, mostAtOnce: 1 },
      summary: 'Bring a list in: what can be taken is, and each row that can’t is told with its reason',
      body: z.strictObject({
        csv: z.string().max(longestList).describe('Columns: channel, address, language, areas, modes, until'),
        channel: line.optional().describe('For a list without a column of that name'),
        missing: z
          .enum(['stay', 'are-removed'])
          .default('stay')
          .describe('Whether addresses of these channels that the list does not have are taken off'),
      }),
      answer: z.object({
        ...{ added: count, changed: count, same: count, optedOut: count, removed: count },
        refused: z.array(z.object({ row: count, why: z.string() })),
      }),
    },
    async ({ body, caller, allowed }) => {
      const read = readRecipientList(body.csv, {
        ...(body.channel === undefined ? {} : { channel: body.channel }),
        language: authority.languages[0] ?? 'en',
        resolve: (named) => areas.resolve(named),
      })
      if (!read.ok) return read
      const { taken, refused } = read.value
      const may = allowed({ areas: [...new Set(taken.flatMap((one) => one.areas))] })
      if (!may.ok) return may
      const imported = await book.import(taken, body.missing, clock.now())
      if (!imported.ok) return imported
      await note(byCaller(caller), 'recipients-imported', { ...imported.value, refused: refused.length })
      return ok({ ...imported.value, refused: refused.slice(0, 1_000) })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/recipients.csv', action: 'recipients.manage', tag: 'set-up' },
      ...{ sensitive: 'recipients', proof: 'fresh', answer: 'text/csv' },
      summary: 'The lists as CSV, as they can be brought in again',
    },
    ({ reply }) =>
      reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', 'attachment; filename="recipients.csv"')
        .header('cache-control', 'no-store')
        .send(listOf(book.all())),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/recipients/about', action: 'recipients.manage', tag: 'set-up' },
      ...{ sensitive: 'recipients', proof: 'fresh', body: address },
      summary: 'Everything that is kept of an address, to hand to its owner',
      answer: z.object({ recipients: z.array(recipientView), messages: z.array(sentView) }),
    },
    async ({ body }) => {
      const { recipients, messages } = await book.about(body.address)
      return ok({
        recipients: recipients.map(shownOf),
        messages: messages.map(({ id, line, sentAt, until, parts, confirmed, failed }) => ({
          ...{ id, line, sentAt, until, parts: parts.length, confirmed, failed },
        })),
      })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/recipients/erase', action: 'recipients.manage', tag: 'set-up' },
      ...{ needs: 'the-writer', proof: 'fresh', body: address },
      summary: 'Erase everything of an address, for good',
      answer: z.object({ recipients: count, messages: count }),
    },
    async ({ body, caller }) => {
      const erased = await book.erase(body.address)
      if (erased.recipients + erased.messages === 0) return refuse('line/no-such-recipient')
      await note(byCaller(caller), 'recipients-erased', { ...erased })
      return ok(erased)
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/recipients/:id', action: 'recipients.manage', tag: 'set-up' },
      ...{ status: 204, needs: 'the-writer', proof: 'fresh', answer: 'text/plain' },
      params: z.object({ id: z.string().max(100) }),
      summary: 'Take one off the list',
    },
    async ({ params: { id }, caller }) => {
      const removed = await book.remove(id)
      if (removed.ok) await note(byCaller(caller), 'recipients-removed', { recipients: [id] })
      return removed
    },
  )

  const token = z.object({ token: z.string().min(16).max(100) })
  const page = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  routes.add(
    {
      ...{ method: 'GET', url: '/unsubscribe/:token', action: 'public', tag: 'public', params: token },
      ...{ summary: 'Asks whether this address is to be sent no more', answer: 'text/html' },
    },
    ({ params, reply }) => {
      const recipient = book.byToken(params.token)
      if (recipient === undefined) return refuse('line/no-such-recipient')
      const does = recipient.state === 'listed' ? 'ask' : 'done'
      return reply.headers(page).send(unsubscribePage(recipient.language, does))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/unsubscribe/:token', action: 'public', tag: 'public', params: token },
      ...{ takes: [formType], bodyLimit: 8 * 1024, needs: 'the-writer', answer: 'text/html' },
      summary: 'Takes an address off the lists by the link of its own e-mails (RFC 8058)',
    },
    async ({ params, reply }) => {
      const recipient = book.byToken(params.token)
      if (recipient === undefined) return refuse('line/no-such-recipient')
      const changed = await book.optOut(recipient.address, clock.now())
      if (changed.length > 0)
        await system.note({
          ...{ stream: 'recipients', type: 'recipients-opted-out', mode: config.mode },
          data: { channel: recipient.channel, recipients: changed },
        })
      return reply.headers(page).send(unsubscribePage(recipient.language, 'done'))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/gateways/:line/:secret', action: 'public', tag: 'public' },
      ...{ takes: [formType], bodyLimit: 64 * 1024, needs: 'the-writer', mostAtOnce: 50 },
      params: z.object({ line: z.enum(['sms', 'voice']), secret: z.string().min(1).max(300) }),
      summary:
        'A gateway says what became of a message or call, or what somebody answered; its secret stands in the address',
      body: z.unknown().describe('JSON or a form, as the gateway’s template reads it'),
      answer: z.object({ taken: z.literal('yes') }),
    },
    async ({ params, body }) => {
      const document =
        body instanceof Uint8Array
          ? Object.fromEntries(new URLSearchParams(Buffer.from(body).toString('utf8')))
          : (body as Json)
      const said = await desk(params.line)?.called(params.secret, document)
      return said === 'taken' ? ok({ taken: 'yes' as const }) : refuse('line/bad-callback')
    },
  )
}

/** Without what takes it off the list. */
function shownOf(one: Recipient): Omit<Recipient, 'token'> {
  const { token: _token, ...shown } = one
  return shown
}

function* rowsOf(recipients: readonly Recipient[]): Generator<string> {
  yield csvLine(['channel', 'address', 'language', 'areas', 'modes', 'until'])
  for (const { channel, address, language, areas, modes, keptUntil, state } of recipients)
    if (state === 'listed')
      yield csvLine([channel, address, language, areas.join(';'), modes.join(' '), keptUntil ?? ''])
}

function listOf(recipients: readonly Recipient[]): string {
  return [...rowsOf(recipients)].join('')
}
