/** The timeline over HTTP: what happened, in order, to one alert or in one night, as entries that a duty room reads. */
import { z } from 'zod'
import { ok, refuse, type Result } from '#base'
import { LedgerDamaged } from '#ledger'
import type { Caller } from '#people'
import type { Routes } from '../route.http.ts'
import { alertId, instant, instantOut, mode } from '../schemas.ts'
import type { SourceDesk } from '../source-desk.ts'
import type { System } from '../system.ts'
import { entryOf, type Names } from '../timeline-entry.ts'
import { groupActions, timelineGroups, type TimelineGroup } from '../timeline-kinds.ts'
import { spanOf, timelinePage, type TimelineFilter } from '../timeline-pages.ts'
import { unhurried } from './audit.http.ts'

const kinds = z
  .string()
  .max(1_000)
  .regex(/^[a-z-]+(,[a-z-]+)*$/)
  .transform((text) => text.split(','))
  .describe(`Separated by commas: kinds of entries, or groups of them (${timelineGroups.join(', ')})`)
const filters = {
  alert: alertId.optional().describe('Only what is about it'),
  from: instant.optional().describe('The first instant'),
  to: instant.optional().describe('The first instant after it'),
  ...{ kinds: kinds.optional(), mode: mode.optional() },
}
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
  { sources }: { readonly sources: Pick<SourceDesk, 'list'> },
): void {
  const { particulars, people } = system
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
