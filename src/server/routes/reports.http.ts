/** Reports over HTTP: what came in from outside and waits for a person to judge it. */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { DraftOrder, Texts } from '#alerts'
import { between, minute, ok, refuse, type InLanguages, type Json } from '#base'
import { capMediaType } from '#cap'
import { messageCollection, strandsOf, type Report } from '#exchange'
import type { LadderId } from '#threats'
import { viaText } from '#people'
import { byCaller, type OrderedBy } from '../ordered-by.ts'
import { problemWordsFor } from '../problem-languages.ts'
import type { ProblemWords } from '../problem-words.ts'
import type { Reception } from '../reception.ts'
import type { Routes } from '../route.http.ts'
import { alertView, instantOut, mode, reason } from '../schemas.ts'
import type { System } from '../system.ts'
import { whyItWaits } from '../why-it-waits.ts'

const said = z.looseObject({ language: z.string(), event: z.string(), areas: z.array(z.string()) })
const reportView = z.looseObject({
  id: z.string(),
  receivedAt: instantOut,
  mode,
  state: z.enum(['open', 'taken-back', 'dismissed', 'drafted']),
  source: z.string(),
  sourceName: z.string(),
  sender: z.string().describe('As CAP names it'),
  identifier: z.string(),
  sent: z.string(),
  msgType: z.string(),
  why: z.string().optional().describe('Code: why it waits here although its source is let onto the board'),
  waits: z.string().optional().describe('The same in words, in the language asked for'),
  refused: z.looseObject({ problem: z.string(), says: z.string() }).optional(),
  signature: z.looseObject({ verdict: z.string() }),
  problems: z.array(z.looseObject({ code: z.string(), level: z.string(), line: z.number() })),
  said: z.array(said),
})

const params = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) })

export function reportRoutes(routes: Routes, system: System, reception: Reception): void {
  const { clock, shelf, desk, areas } = system
  const found = (id: string) => {
    const report = reception.reports.get(id)
    return report === undefined ? refuse('exchange/no-such-report', { report: id }) : ok(report)
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/reports', action: 'report.read', tag: 'reports' },
      ...{
        summary: 'What came in from outside and waits to be judged, the newest first',
        answer: z.object({ reports: z.array(reportView) }),
      },
    },
    async ({ reply }) => {
      const words = await wordsFor(reply)
      return ok({ reports: reception.reports.list(clock.now()).map((report) => viewOf(report, words)) })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/reports/:id', action: 'report.read', tag: 'reports', params },
      ...{ summary: 'One report', answer: reportView },
    },
    async ({ params: { id }, reply }) => {
      const report = found(id)
      return report.ok ? ok(viewOf(report.value, await wordsFor(reply))) : report
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/reports/:id/message', action: 'report.read', tag: 'reports', params },
      ...{ summary: 'The message as it came, byte for byte', answer: capMediaType },
    },
    async ({ params: { id }, reply }) => {
      const report = found(id)
      if (!report.ok) return report
      const kept = (await shelf.get(messageCollection, report.value.message.bytes)) as
        | { bytes: string }
        | undefined
      if (kept === undefined) return refuse('exchange/no-such-report', { report: id })
      // Shown as text and never as a page: it comes from somebody else.
      return reply
        .header('content-type', capMediaType)
        .header('content-disposition', `attachment; filename="${id}.cap"`)
        .send(Buffer.from(kept.bytes, 'base64'))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/reports/:id/dismiss', action: 'report.judge', tag: 'reports', params },
      ...{
        summary: 'Lay a report aside, with the reason',
        body: z.strictObject({ reason }),
        answer: reportView,
        needs: 'the-writer',
      },
    },
    async ({ params: { id }, body, caller }) => {
      const report = open(found(id))
      if (!report.ok) return report
      return judged(report.value, 'report-dismissed', { reason: body.reason }, byCaller(caller))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/reports/:id/draft', action: 'alert.draft', tag: 'reports', params },
      ...{
        summary:
          'Draft an alert of our own from a report: its danger, level, areas and time, to be checked and issued here',
        body: z.strictObject({
          words: z
            .enum(['ours', 'theirs'])
            .default('ours')
            .describe('“theirs” keeps the sender’s words in the languages it has them in'),
          ladder: z.string().min(1).max(200).optional().describe('The authority’s when left out'),
        }),
        status: 201,
        answer: z.object({ alert: alertView, report: reportView }),
        needs: 'the-writer',
      },
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const report = open(found(id))
      if (!report.ok) return report
      const drafted = await draftOf(report.value, body)
      if (!drafted.ok) return drafted
      const may = allowed({ areas: drafted.value.areas, mode: drafted.value.mode })
      if (!may.ok) return may
      const done = await desk.order(drafted.value, caller.person.id, undefined, viaText(caller.via))
      if (!done.ok) return done
      const { alert } = done.value
      const noted = await judged(report.value, 'report-drafted', { alert: alert.id }, byCaller(caller))
      return noted.ok ? ok({ alert, report: noted.value }) : noted
    },
  )

  const open = (report: ReturnType<typeof found>) =>
    report.ok && report.value.state !== 'open'
      ? refuse('exchange/report-judged', { state: report.value.state })
      : report

  const judged = async (
    report: Report,
    type: string,
    data: { readonly [name: string]: Json },
    by: OrderedBy,
  ) => {
    const fact = await system.note({
      ...{ stream: `message:${report.id}`, type, mode: report.mode, data },
      ...by,
    })
    if (fact === undefined) return refuse('ledger/cannot-write', {})
    await system.folded(fact.seq)
    const now = reception.reports.get(report.id)
    return ok(viewOf(now ?? report))
  }

  const draftOf = async (
    report: Report,
    asked: { readonly words: 'ours' | 'theirs'; readonly ladder?: string | undefined },
  ) => {
    const { config, authority } = system
    const message = await reception.read(report)
    if (message === undefined) return refuse('exchange/no-such-report', { report: report.id })
    const mode = report.mode === 'live' && config.mode !== 'live' ? config.mode : report.mode
    const ladder = (asked.ladder ?? authority.ladder) as LadderId
    const steps = system.book.ladder(ladder)
    if (steps === undefined)
      return refuse('alerts/unknown-ladder', {
        at: 'ladder',
        ladder,
        known: system.book.ladders().map(({ id }) => id),
      })
    const [strand] = strandsOf(message, clock.now(), mode, {
      ...reception.ground(),
      book: system.book,
      ladder: steps,
    })
      .filter((one) => one.ends === 'no' && one.areas.length > 0)
      .sort((a, b) => b.areas.length - a.areas.length)
    if (strand === undefined) return refuse('exchange/nowhere-here', { report: report.id })
    const own = strand.areas.filter((code) =>
      authority.areas.some((mine) => areas.hierarchy().contains(mine, code)),
    )
    if (own.length === 0)
      return refuse('people/outside-area', { at: 'areas', area: strand.areas[0] as string })
    // As long as its sender says, within what the policy lets anything stand unrenewed.
    const { shortestRenewMinutes: shortest, longestRenewMinutes: longest } = system.policy(mode)
    const left = Math.floor(between(clock.now(), strand.until) / minute)
    const order: DraftOrder = {
      ...{ type: 'draft', mode, threat: strand.threat, ladder, level: strand.level, areas: own },
      renewForMinutes: Math.min(Math.max(left, shortest), longest),
      ...(asked.words === 'ours' ? {} : { texts: spoken(strand.texts, authority.languages) }),
    }
    return ok(order)
  }
}

/** Only what this authority speaks: the rest is said by the phrase books. */
function spoken(texts: InLanguages<Texts>, languages: readonly string[]): InLanguages<Texts> {
  return Object.fromEntries(Object.entries(texts).filter(([language]) => languages.includes(language)))
}

async function wordsFor(reply: FastifyReply): Promise<ProblemWords | undefined> {
  void reply.header('vary', 'accept-language')
  return problemWordsFor(reply.request.headers['accept-language'])
}

function viewOf(report: Report, words?: ProblemWords) {
  const { id, receivedAt, mode, state, message, refused, judged } = report
  const { acts: _, landed: __, bytes: ___, ...shown } = message
  const waits = whyItWaits(report, words)
  return {
    ...{ id, receivedAt, mode, state, ...shown },
    ...(waits === undefined ? {} : { waits }),
    ...(refused === undefined ? {} : { refused }),
    ...(judged === undefined ? {} : { judged }),
  }
}
