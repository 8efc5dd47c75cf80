/** The evidence desk over HTTP: the inbox, one document with its claims, and what people decide on it. */
import { z } from 'zod'
import { ok, refuse, type PersonId, type Result } from '#base'
import {
  mendedClaim,
  type DeskDocument,
  type DocumentId,
  type EvidenceEventId,
  type IndicatorReading,
  type MendedClaim,
} from '#evidence'
import { may } from '#people'
import type { EvidenceDesk, WhichDocuments } from '../evidence-desk.ts'
import {
  basis,
  claimIn,
  credibility,
  documentRow,
  documentWhole,
  doubtView,
  historyView,
  indicatorsView,
  mendedIn,
  opaque,
  paging,
} from '../evidence-shapes.ts'
import { byCaller } from '../ordered-by.ts'
import type { Call, Routes } from '../route.http.ts'
import { reason } from '../schemas.ts'
import type { System } from '../system.ts'

const id = opaque.transform((text) => text as DocumentId)
const params = z.object({ id })
const claimParams = z.object({ id, claim: z.coerce.number().int().min(0).max(100_000) })
const readVersion = z
  .int()
  .min(1)
  .optional()
  .describe('Refused when the document has moved on from the version that was read')
const eventWanted = z
  .union([z.literal('auto'), z.literal('new'), opaque])
  .default('auto')
  .transform((text) => text as 'auto' | 'new' | EvidenceEventId)
  .describe('“auto”: the one event that it fits, otherwise a new one')

export function evidenceRoutes(routes: Routes, system: System, desk: EvidenceDesk): void {
  const { judging, views, core } = desk
  const read = { action: 'evidence.read', tag: 'evidence' } as const
  const judge = {
    method: 'POST',
    action: 'evidence.judge',
    tag: 'evidence',
    answer: documentWhole,
    needs: 'the-writer',
  } as const

  const shown = async (done: Result<DeskDocument>) =>
    done.ok ? ok(await views.whole(done.value)) : named(done)
  /** Who holds it, as people call them. */
  const named = (done: Extract<Result<DeskDocument>, { ok: false }>) => {
    const { code, details } = done.problem
    const by = String(details['by'])
    return code === 'evidence/held'
      ? refuse('evidence/held', { ...details, name: views.nameOf(by as PersonId) ?? by })
      : done
  }
  const asks = ({ caller, body }: Pick<Call<unknown, unknown, unknown>, 'caller' | 'body'>) => ({
    ...byCaller(caller),
    readVersion: (body as { readonly readVersion?: number }).readVersion,
  })

  const unknownArea = ({ area, areas = [] }: MendedClaim) =>
    [...(area === undefined || area === null ? [] : [area]), ...areas].find(
      (code) => system.areas.hierarchy().get(code) === undefined,
    )

  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/evidence/documents' },
      summary: 'Documents that were taken in, the newest first, a page at a time',
      query: z.object({
        list: z.enum(['all', 'open', 'done', 'mine', 'assigned', 'source', 'family']).default('open'),
        of: opaque.optional().describe('Whose, for “assigned”; which, for “source” and “family”'),
        ...paging,
      }),
      answer: z.object({
        documents: z.array(documentRow),
        next: z.string().nullable(),
      }),
    },
    async ({ query: { list, of, ...page }, person }) => {
      const which = whichOf(list, of ?? person.id)
      const { rows, next } = await desk.documents(which, page)
      return ok({ documents: await Promise.all(rows.map(views.row)), next })
    },
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/evidence/documents/:id', params },
      ...{
        summary: 'One document: its text, who says what in it, its claims, its doubts',
        answer: documentWhole,
      },
    },
    async ({ params }) => shown(await core.document(params.id)),
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/evidence/documents/:id/history', params },
      summary: 'What people decided on a document, from the ledger',
      answer: z.object({ history: historyView }),
    },
    async ({ params }) => {
      const document = await core.document(params.id)
      return document.ok ? ok({ history: await views.history(`evidence:${params.id}`) }) : document
    },
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/evidence/documents/:id/family', params },
      summary: 'Documents that go back to one another: which the others go back to, and where a copy differs',
      answer: z.object({
        original: z.string().nullable(),
        why: z.enum(['only-one', 'cited', 'earliest', 'first-seen']).nullable(),
        members: z.array(documentRow),
        doubts: z.array(doubtView),
      }),
      // It compares whole texts.
      mostAtOnce: 2,
    },
    async ({ params }) => {
      const family = await desk.families.family(params.id)
      if (!family.ok) return family
      return ok({ ...family.value, members: await Promise.all(family.value.members.map(views.row)) })
    },
  )
  routes.add(
    {
      ...{ ...read, method: 'GET', url: '/v1/evidence/documents/:id/indicators', params },
      summary:
        'The signs in a document that something is coming or is not, for a person to weigh; it is not kept',
      answer: indicatorsView,
      mostAtOnce: 4,
    },
    async ({ params: { id } }) => {
      const document = await core.document(id)
      if (!document.ok) return document
      const reading = await desk.signsOf(id)
      return ok({ ...indicatorsOf(reading), family: document.value.family })
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/documents/:id/assign', params },
      summary: 'Whose it is to look at it; null takes it from everybody',
      body: z.strictObject({ to: opaque.nullable(), readVersion }),
    },
    async (call) => {
      const { to } = call.body
      const permitted = to === null ? undefined : system.people.permitted(to as PersonId)
      const can = permitted !== undefined && may(permitted, { action: 'evidence.judge' }, () => true).ok
      if (to !== null && !can) return refuse('evidence/unknown-person', { at: 'to', person: to })
      return shown(await judging.assign(call.params.id, to as PersonId | null, asks(call)))
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/documents/:id/lock', params },
      summary:
        'Work on it alone for ten minutes, longer while working; taking it from somebody needs the reason',
      body: z.strictObject({ takeOver: reason.optional(), readVersion }),
    },
    async (call) => shown(await judging.lock(call.params.id, call.body.takeOver, asks(call))),
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/documents/:id/release', params },
      ...{ summary: 'Let others work on it', body: z.strictObject({ readVersion }) },
    },
    async (call) => shown(await judging.release(call.params.id, asks(call))),
  )
  for (const [step, summary] of [
    ['close', 'Nothing more is to be found in it, with the reason'],
    ['reopen', 'There is something to be found in it after all'],
  ] as const)
    routes.add(
      {
        ...{ ...judge, url: `/v1/evidence/documents/:id/${step}`, params },
        ...{ summary, body: z.strictObject({ reason, readVersion }) },
      },
      async (call) => shown(await judging[step](call.params.id, call.body.reason, asks(call))),
    )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/documents/:id/family', params },
      summary: 'Put it into the family of another document, which it goes back to, or into one of its own',
      body: z.strictObject({ like: id.nullable(), reason, readVersion }),
    },
    async (call) => {
      const { like, reason } = call.body
      return shown(await judging.setFamily(call.params.id, like, reason, asks(call)))
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/documents/:id/claims/:claim/judge', params: claimParams },
      summary: 'Let a claim stand as it was read, mended, or not at all; what stands joins its event',
      body: z.strictObject({
        verdict: z.enum(['accepted', 'mended', 'rejected']),
        basis: basis.default('other'),
        reason: reason.optional().describe('Needed to mend and to reject'),
        mended: mendedIn.optional().describe('What is other than it was read'),
        event: eventWanted,
        readVersion,
      }),
    },
    async (call) => {
      const { verdict, basis, reason, mended, event } = call.body
      const unknown = unknownArea(mended ?? {})
      if (unknown !== undefined) return system.areas.unknown(unknown, 'mended.area')
      const { id, claim } = call.params
      const stands = verdict === 'mended' ? (mended as never) : undefined
      const judgement = { verdict, basis, reason, event, mended: stands }
      return shown(await judging.judge(id, claim, judgement, asks(call)))
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/documents/:id/claims', params, status: 201 },
      summary: 'Add a claim that was not found by rule, at its exact words',
      body: z.strictObject({
        start: z.int().min(0),
        end: z.int().min(1),
        claim: claimIn,
        basis: basis.default('other'),
        reason: reason.optional(),
        event: eventWanted,
        readVersion,
      }),
    },
    async (call) => {
      const { start, end, claim, basis, reason, event } = call.body
      const unknown = unknownArea(claim)
      if (unknown !== undefined) return system.areas.unknown(unknown, 'claim.area')
      const { areas, ...one } = claim
      const coded = mendedClaim(one, { areas })
      const judgement = { basis, reason, event }
      return shown(await judging.addClaim(call.params.id, { start, end, coded }, judgement, asks(call)))
    },
  )
  routes.add(
    {
      ...{ ...judge, url: '/v1/evidence/documents/:id/claims/:claim/rate', params: claimParams },
      summary: 'How credible a claim is, 1 to 6, whoever says it; “confirmed” only where the rule says so',
      body: z.strictObject({ credibility, reason, readVersion }),
    },
    async (call) => {
      const { id, claim } = call.params
      return shown(await judging.rate(id, claim, call.body.credibility, call.body.reason, asks(call)))
    },
  )
}

/** Where the words are erased there is nothing to read. */
function indicatorsOf(reading: IndicatorReading | undefined) {
  const { indicators = [], doubts = [] } = reading ?? {}
  return {
    ...{ timing: reading?.timing ?? null, argues: reading?.argues ?? null },
    ...{ actor: reading?.actor ?? null, target: reading?.target ?? null, speaker: reading?.speaker ?? null },
    ...{ horizon: reading?.horizon ?? null, date: reading?.date ?? null },
    indicators: [...indicators],
    doubts: doubts.map((one) => ({ ...one, quotes: [...one.quotes] })),
  }
}

function whichOf(list: string, of: string): WhichDocuments {
  if (list === 'all' || list === 'open' || list === 'done') return { list }
  return { list: list === 'mine' ? 'assigned' : (list as 'assigned' | 'source' | 'family'), of }
}
