/** The timeline over HTTP: what happened, in order, to one alert or in one night, as entries that a duty room reads, and as files. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { day, minute, modes, ok, plus, refuse, type AlertId, type Language, type Result } from '#base'
import { LedgerDamaged, type Fact } from '#ledger'
import type { Caller } from '#people'
import { listNames, type ProtocolDesk } from '../protocol-desk.ts'
import type { Publishing } from '../publishing.ts'
import type { Call, Routes } from '../route.http.ts'
import { alertId, instant, instantOut, mode } from '../schemas.ts'
import type { SourceDesk } from '../source-desk.ts'
import type { System } from '../system.ts'
import { byteOrderMark, csvHead, csvRow } from '../timeline-csv.ts'
import { entryOf, type Names } from '../timeline-entry.ts'
import { liesWithin, stretchesOf, stretchFeature } from '../timeline-geojson.ts'
import { groupActions, timelineGroups, type TimelineGroup } from '../timeline-kinds.ts'
import {
  alertsStanding,
  spanOf,
  timelineFrom,
  timelinePage,
  type Span,
  type TimelineFilter,
} from '../timeline-pages.ts'
import { capZip } from '../timeline-zip.node.ts'
import { unhurried } from './audit.http.ts'

const kinds = z
  .string()
  .max(1_000)
  .regex(/^[a-z-]+(,[a-z-]+)*$/)
  .transform((text) => text.split(','))
  .describe(`Separated by commas: kinds of entries, or groups of them (${timelineGroups.join(', ')})`)
const span = {
  alert: alertId.optional().describe('Only what is about it'),
  from: instant.optional().describe('The first instant'),
  to: instant.optional().describe('The first instant after it'),
  mode: mode.optional(),
}
const filters = { ...span, kinds: kinds.optional() }
const doer = z
  .object({
    id: z.string(),
    name: z.string().nullable().describe('Null where it was erased, and for this server'),
    kind: z.enum(['human', 'machine', 'server']),
  })
  .nullable()
const entry = z.object({
  ...{ seq: z.int(), at: instantOut, stream: z.string() },
  kind: z.string().describe('The fact’s type, as alert-issued'),
  group: z.enum(timelineGroups as [TimelineGroup, ...TimelineGroup[]]),
  what: z.string().describe('In one English sentence'),
  ...{ mode, alert: z.string().nullable(), by: doer, areas: z.array(z.string()) },
  data: z.looseObject({}),
})

type Asked = Omit<TimelineFilter, 'groups'>

export function timelineRoutes(
  routes: Routes,
  system: System,
  {
    sources,
    publishing,
    protocols,
  }: {
    readonly sources: Pick<SourceDesk, 'list'>
    readonly publishing: Pick<Publishing, 'archive'>
    readonly protocols: Pick<ProtocolDesk, 'find'>
  },
): void {
  const { particulars, people, areas, authority, world, log } = system
  const ledger = {
    ...unhurried(system.ledger),
    readStream: (stream: string) => system.ledger.readStream(stream),
  }

  const namesNow = (): Names => {
    const named = new Map(sources.list().map(({ source }) => [`source:${source.id}`, source.name]))
    return {
      personOf: (id) => people.registry.people.get(id as never),
      nameOf: (id) => particulars.of(id as never)?.name ?? named.get(id),
      sourceOf: (id) => named.get(id) ?? (id.startsWith('source:') ? id.slice('source:'.length) : undefined),
      listOf: (run) => listNames(protocols, run),
    }
  }
  const filterOf = (asked: Asked, { permitted }: Caller): TimelineFilter => ({
    ...asked,
    groups: new Set(timelineGroups.filter((group) => permitted.actions.includes(groupActions[group]))),
  })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/timeline', action: 'alert.read', tag: 'ledger' },
      summary: 'What happened to one alert or in one night, the oldest first; what the caller may read of it',
      query: z.object({
        ...filters,
        after: z.coerce
          .number()
          .int()
          .min(0)
          .default(0)
          .describe('A place: as `next` said, or the last entry’s'),
        limit: z.coerce.number().int().min(1).max(1_000).default(200),
      }),
      answer: z.object({
        entries: z.array(entry),
        next: z
          .int()
          .nullable()
          .describe('Where to go on, also after an answer with few entries; null when nothing is left'),
        seq: z.int().describe('The ledger’s last fact when this was read: ask after it for what came since'),
      }),
    },
    async ({ query: { after, limit, ...asked }, caller }) =>
      unlessDamaged(async () => {
        const { seq } = await ledger.head()
        const filter = filterOf(asked, caller)
        const span = await spanOf(ledger, filter)
        if (span === undefined) return refuse('alerts/unknown', { at: 'alert', alert: asked.alert as string })
        const from = { after: Math.max(after, span.after), until: span.until, limit }
        const { facts, next } = await timelinePage(ledger, filter, from)
        const names = namesNow()
        return ok({ entries: facts.map((fact) => entryOf(fact, names)), next, seq })
      }),
  )

  type Sent = Pick<Call<unknown, unknown, unknown>, 'request' | 'reply'>
  const send = ({ request, reply }: Sent, type: string, file: string, stream: Readable) => {
    // The end of the file is missing then, so that nobody takes the piece for the whole.
    stream.on('error', (error) => log.error('An export of the timeline broke off', { why: error.message }))
    request.raw.on('close', () => stream.destroy())
    return reply
      .header('content-type', type)
      .header('content-disposition', `attachment; filename="${file}"`)
      .header('cache-control', 'no-store')
      .send(stream)
  }
  /** What is asked for in the name of the file, so that two nights don't overwrite each other. */
  const fileOf = ({ alert, from }: Asked, ending: string) =>
    `timeline${alert === undefined ? '' : `-${alert}`}${from === undefined ? '' : `-${from.slice(0, 10)}`}.${ending}`
  const located = (filter: TimelineFilter) =>
    unlessDamaged(async () => {
      const found = await spanOf(ledger, filter)
      if (found !== undefined) return ok(found)
      return refuse('alerts/unknown', { at: 'alert', alert: filter.alert as string })
    })

  async function* csv(filter: TimelineFilter, within: Span, language: Language): AsyncGenerator<string> {
    yield byteOrderMark + csvHead
    const names = namesNow()
    const { timeZone } = authority
    const namesOf = (code: AreaCode) => areas.hierarchy().get(code)?.names
    for await (const facts of timelineFrom(ledger, filter, within))
      yield facts.map((fact) => csvRow(entryOf(fact, names), fact, { language, timeZone, namesOf })).join('')
  }
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/timeline.csv', action: 'alert.read', tag: 'ledger' },
      ...{ sensitive: 'timeline-export', answer: 'text/csv' },
      summary: 'The same for a spreadsheet',
      query: z.object({
        ...filters,
        lang: z
          .string()
          .max(12)
          .optional()
          .describe('Of the words and names; the authority’s first when left out'),
      }),
    },
    async ({ query: { lang, ...asked }, caller, ...call }) => {
      const filter = filterOf(asked, caller)
      const within = await located(filter)
      if (!within.ok) return within
      const language = (lang ?? authority.languages[0]) as Language
      const lines = Readable.from(csv(filter, within.value, language), { objectMode: false })
      return send(call, 'text/csv; charset=utf-8; header=present', fileOf(asked, 'csv'), lines)
    },
  )

  /** Every alert that stood at some time within the span: those with facts in it, and those that stood through it in silence. */
  async function* alertsWithin(filter: TimelineFilter, within: Span): AsyncGenerator<AlertId> {
    if (filter.alert !== undefined) return yield filter.alert
    const longest = Math.max(...modes.map((one) => system.policy(one).longestRenewMinutes)) * minute
    const before = filter.from === undefined ? undefined : plus(filter.from, -longest - day)
    const first =
      before === undefined ? within : await spanOf(ledger, { from: before, groups: filter.groups })
    const seen = new Set<AlertId>()
    for await (const alert of alertsStanding(ledger, { after: first?.after ?? 0, until: within.until })) {
      if (!seen.has(alert)) yield alert
      seen.add(alert)
    }
    for (const { id } of world.inForce()) if (!seen.has(id)) yield id
  }
  async function* geoJson(filter: TimelineFilter, within: Span): AsyncGenerator<string> {
    const { alert = null, from = null, to = null, mode: of = null } = filter
    yield `{"type":"FeatureCollection","timeline":${JSON.stringify({ alert, from, to, mode: of })},"features":[`
    const map = { get: areas.hierarchy().get, hashOfShape: areas.hashOfShape }
    let between = ''
    for await (const id of alertsWithin(filter, within)) {
      const facts: readonly Fact[] = await ledger.readStream(`alert:${id}`)
      for (const stretch of stretchesOf(facts)) {
        if (!liesWithin(stretch, filter) || (filter.mode ?? stretch.mode) !== stretch.mode) continue
        yield `${between}\n${JSON.stringify(stretchFeature(stretch, map))}`
        between = ','
      }
    }
    yield '\n]}\n'
  }
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/timeline.geojson', action: 'alert.read', tag: 'ledger' },
      ...{ sensitive: 'timeline-export', query: z.object(span), answer: 'application/geo+json' },
      summary:
        'Where and when what was in force: a feature for each area and each stretch of time at one level',
    },
    async ({ query, caller, ...call }) => {
      const filter = filterOf(query, caller)
      const within = await located(filter)
      if (!within.ok) return within
      const text = Readable.from(geoJson(filter, within.value), { objectMode: false })
      return send(call, 'application/geo+json', fileOf(query, 'geojson'), text)
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/timeline.cap.zip', action: 'alert.read', tag: 'ledger' },
      ...{ sensitive: 'timeline-export', query: z.object(span), answer: 'application/zip' },
      summary: 'Every message that was published, byte for byte as it was sent, with a list of them',
    },
    async ({ query, caller, ...call }) => {
      const filter = filterOf(query, caller)
      const within = await located(filter)
      if (!within.ok) return within
      const files = capZip(timelineFrom(ledger, filter, within.value), publishing.archive)
      return send(call, 'application/zip', fileOf(query, 'cap.zip'), files)
    },
  )
}

/** Nothing is told out of a ledger that is not as it was written; where it isn't is said. */
async function unlessDamaged<Value>(read: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof LedgerDamaged)) throw error
    return refuse('ledger/damaged', { seq: error.seq, why: error.why })
  }
}
