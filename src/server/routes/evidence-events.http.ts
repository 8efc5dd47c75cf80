/** Events and sources of the evidence desk over HTTP: what claims add up to, never as a sum, and how far their sources are believed. */
import { z } from 'zod'
import { ok, type Result } from '#base'
import {
  credibilityWords,
  reliabilityWords,
  type ActId,
  type ClaimRef,
  type EvidenceEvent,
  type EvidenceEventId,
  type SourceId,
} from '#evidence'
import type { EvidenceDesk } from '../evidence-desk.ts'
import {
  claimName,
  doubtView,
  eventRow,
  eventWhole,
  historyView,
  opaque,
  paging,
  reliability,
  sourceView,
  sourceWhole,
} from '../evidence-shapes.ts'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { reason } from '../schemas.ts'

const event = opaque.transform((text) => text as EvidenceEventId)
const claim = claimName.transform((text) => text as ClaimRef)
const params = z.object({ id: event })
const sourceParams = z.object({ id: opaque.transform((text) => text as SourceId) })

export function evidenceEventRoutes(routes: Routes, desk: EvidenceDesk): void {
  const { events, views, core } = desk
  const read = { method: 'GET', action: 'evidence.read', tag: 'evidence' } as const
  const judge = {
    method: 'POST',
    action: 'evidence.judge',
    tag: 'evidence',
    answer: eventWhole,
    needs: 'the-writer',
  } as const
  const shown = async (done: Result<EvidenceEvent>) =>
    done.ok ? ok(await views.eventWhole(done.value)) : done

  routes.add(
    {
      ...{ ...read, url: '/v1/evidence/events', query: z.object(paging) },
      summary: 'Events, the newest first, a page at a time',
      answer: z.object({ events: z.array(eventRow), next: z.string().nullable() }),
    },
    async ({ query }) => {
      const { rows, next } = await desk.eventPage(query)
      return ok({ events: await Promise.all(rows.map((one) => views.eventRow(one))), next })
    },
  )
  routes.add(
    {
      ...{ ...read, url: '/v1/evidence/events/:id', params, answer: eventWhole },
      summary:
        'One event: its claims with their words, the range of every number, what confirms or denies it',
    },
    async ({ params }) => shown(await core.event(params.id)),
  )
  routes.add(
    {
      ...{ ...read, url: '/v1/evidence/events/:id/doubts', params },
      summary: 'What the documents of an event say against one another, with the words of both sides',
      answer: z.object({ doubts: z.array(doubtView) }),
      // It compares whole texts.
      mostAtOnce: 2,
    },
    async ({ params }) => {
      const found = await core.event(params.id)
      return found.ok ? ok({ doubts: await desk.families.doubtsOf(found.value) }) : found
    },
  )
  routes.add(
    {
      ...{ ...read, url: '/v1/evidence/events/:id/history', params },
      ...{
        summary: 'What happened to an event, from the ledger',
        answer: z.object({ history: historyView }),
      },
    },
    async ({ params }) => {
      const found = await core.event(params.id)
      return found.ok ? ok({ history: await views.history(`evidence-event:${params.id}`) }) : found
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/events/:id/merge', params },
      summary: 'They are about the same thing: their claims come into this one; it can be undone',
      body: z.strictObject({ from: z.array(event).min(1).max(50), reason }),
    },
    async ({ params, body, caller }) =>
      shown(await events.merge(params.id, body.from, body.reason, byCaller(caller))),
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/events/:id/split', params, status: 201 },
      summary:
        'Some of its claims are about something else: they become an event of their own; it can be undone',
      body: z.strictObject({ claims: z.array(claim).min(1).max(1_000), reason }),
    },
    async ({ params, body, caller }) =>
      shown(await events.split(params.id, body.claims, body.reason, byCaller(caller))),
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/events/:id/undo', params },
      summary: 'Take back a merge or a split, the latest first',
      body: z.strictObject({ act: opaque.transform((text) => text as ActId), reason }),
    },
    async ({ params, body, caller }) =>
      shown(await events.undo(params.id, body.act, body.reason, byCaller(caller))),
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/events/:id/reopen', params },
      summary: 'Open again what a denial closed: the denial counts no more, and stays to be seen',
      body: z.strictObject({ denial: claim, reason }),
    },
    async ({ params, body, caller }) =>
      shown(await events.setAside(params.id, body.denial, body.reason, byCaller(caller))),
  )

  routes.add(
    {
      ...{ ...read, url: '/v1/evidence/sources', query: z.object(paging) },
      summary: 'Sources with how far they are believed',
      answer: z.object({ sources: z.array(sourceView), next: z.string().nullable() }),
    },
    async ({ query }) => {
      const { rows, next } = await desk.sources(query)
      return ok({ sources: await Promise.all(rows.map((one) => views.sourceView(one.id))), next })
    },
  )
  routes.add(
    {
      ...{ ...read, url: '/v1/evidence/sources/:id', params: sourceParams, answer: sourceWhole },
      summary: 'One source, with every grade it ever had: who gave it, when and why',
    },
    async ({ params }) => {
      const found = await desk.knownSource(params.id)
      return found.ok ? ok(await views.sourceWhole(params.id)) : found
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/sources/:id/rate', params: sourceParams, answer: sourceWhole },
      summary: 'How reliable a source is, A to F, from its record; what it says now is graded apart',
      body: z.strictObject({ reliability, reason }),
    },
    async ({ params, body, caller }) => {
      const done = await events.rateSource(params.id, body.reliability, body.reason, byCaller(caller))
      return done.ok ? ok(await views.sourceWhole(params.id)) : done
    },
  )
  routes.add(
    {
      ...{ ...read, url: '/v1/evidence/grades' },
      summary: 'The grades of sources and of claims, in the words of NATO AJP-2.1',
      answer: z.object({
        reliability: z.record(z.string(), z.string()),
        credibility: z.record(z.string(), z.string()),
      }),
    },
    () => ok({ reliability: reliabilityWords, credibility: credibilityWords }),
  )
}
