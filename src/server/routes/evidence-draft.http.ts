/** A draft alert from evidence: opened by a person, carrying which document and claim it rests on; it is checked and issued as any other. */
import { z } from 'zod'
import { ok, refuse, type AlertId } from '#base'
import { areasOf, claimRef, decideDocument, verdictNow, type DocumentId } from '#evidence'
import type { EvidenceDesk } from '../evidence-desk.ts'
import { documentWhole, opaque } from '../evidence-shapes.ts'
import { orderKey, orderKeyHeaders } from '../order-key.http.ts'
import { asGiven, orderReader } from '../order-reading.ts'
import { byCaller, orderedBy } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { alertView, draftBody } from '../schemas.ts'
import type { System } from '../system.ts'

const params = z.object({ id: opaque.transform((text) => text as DocumentId) })
const claimNumber = z.coerce.number().int().min(0).max(100_000)

export function evidenceDraftRoutes(routes: Routes, system: System, evidence: EvidenceDesk): void {
  const { desk, authority } = system
  const { core, views } = evidence
  const reader = orderReader(system)

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/evidence/documents/:id/draft', action: 'alert.draft', tag: 'evidence' },
      ...{ params, query: z.object({ claim: claimNumber }) },
      summary: 'What a claim fills in of a draft: a person completes it, and nothing is opened by this',
      answer: z.object({
        restsOn: z.array(z.string()),
        threat: z.string().nullable(),
        areas: z.array(z.string()),
        ladder: z.string(),
        level: z.null().describe('How grave it is, a claim doesn’t say'),
      }),
    },
    async ({ params: { id }, query: { claim } }) => {
      const document = await core.document(id)
      if (!document.ok) return document
      const stands = verdictNow(document.value, claim)?.coded
      if (stands === undefined || stands === null)
        return refuse('evidence/not-accepted', { document: id, claim })
      return ok({
        restsOn: [claimRef(id, claim)],
        ...{ threat: stands.weapon, areas: [...areasOf(stands)] },
        ...{ ladder: authority.ladder, level: null },
      })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/evidence/documents/:id/draft', action: 'alert.draft', tag: 'evidence' },
      ...{ params, headers: orderKeyHeaders, status: 201, needs: 'the-writer' },
      summary:
        'Draft an alert that rests on a claim that stands, or on the announcement that the document is',
      body: z.strictObject({
        claim: z.int().min(0).nullable().describe('Null: the whole document, which is an announcement'),
        draft: draftBody,
      }),
      answer: z.object({ alert: alertView, document: documentWhole }),
    },
    async (call) => {
      const { body, caller, allowed } = call
      const { id } = call.params
      const { claim } = body
      const order = reader.draft(body.draft, caller.permitted.owns, allowed)
      if (!order.ok) return order
      const rests = claim === null ? (id as string) : claimRef(id, claim)
      return core.inTurn(async () => {
        const document = await core.document(id)
        if (!document.ok) return document
        const asked = { at: core.now(), by: caller.person.id }
        const drafted = (alert: AlertId) =>
          decideDocument(document.value, { type: 'draft', alert, claim }, asked)
        const may = drafted('' as AlertId)
        if (!may.ok) return may
        const { as, via } = orderedBy({ caller })
        // The alert first: it names what it rests on, so that nothing is lost if this is cut off.
        const done = await desk.order(
          asGiven({ ...order.value, restsOn: [rests] }, as),
          caller.person.id,
          orderKey(call),
          via,
        )
        if (!done.ok) return done
        const { alert } = done.value
        // Asked again because the answer was lost: it is on the document already.
        if (document.value.drafted.some((one) => one.alert === alert.id))
          return ok({ alert, document: await views.whole(document.value) })
        const facts = drafted(alert.id)
        if (!facts.ok) return facts
        const change = core.changeOfDocument(document.value, facts.value)
        const written = await core.commit([change], byCaller(caller))
        if (!written.ok) return written
        const after = await core.document(id)
        return after.ok ? ok({ alert, document: await views.whole(after.value) }) : after
      })
    },
  )
}
