/** Call-outs over HTTP: opened, watched, answered for somebody and ended by officers; answered by the people themselves through a link of their own. */
import { z } from 'zod'
import { minute, ok, plus, refuse, type PersonId } from '#base'
import { answers, answeredOver, fillingOf, foreseenOf, longestWayMinutes, type CallOut } from '#response'
import type { CallOuts } from '../callout-open.node.ts'
import { wayNames } from '../callout-ways.ts'
import { callOutAsked, planCallOut } from '../callout-plan.ts'
import { byCaller } from '../ordered-by.ts'
import { nameIn } from '../people-orders.http.ts'
import { callOutPageRoutes } from './callout-pages.http.ts'
import { callOutPreviewRoute } from './callout-preview.http.ts'
import type { Routes } from '../route.http.ts'
import { instantOut, mode } from '../schemas.ts'
import type { System } from '../system.ts'

const count = z.int()
const answer = z.enum(answers)
const answerView = z.object({
  ...{ answer, at: instantOut, over: z.enum(answeredOver), by: z.string() },
  arrivingAt: instantOut.nullable(),
})
const callOutView = z
  .object({
    ...{ id: z.string(), mode, alert: z.string().nullable(), openedAt: instantOut, openedBy: z.string() },
    ...{ until: instantOut, says: z.string(), repeatSeconds: count, widenSeconds: count },
    circle: count.describe('The widest circle that was asked, from 0'),
    circles: count,
    widensAt: instantOut
      .nullable()
      .describe(
        'When the next circle is asked as well; null where nobody is missing, or nobody in it would do',
      ),
    names: z
      .record(z.string(), z.string())
      .describe('Of those of this server who opened, noted or ended, by their ids'),
    closed: z
      .object({ at: instantOut, why: z.enum(['by-person', 'time-over', 'alert-over']), by: z.string() })
      .nullable(),
    quotas: z.array(
      z.object({
        skills: z.array(z.string()),
        ...{ wanted: count, coming: count, arrived: count, missing: count },
        by: z.array(z.string()),
      }),
    ),
    beyond: z.array(z.string()).describe('Who comes although every place is filled'),
    asked: z.array(
      z.object({
        ...{ person: z.string(), name: z.string().nullable(), circle: count, askedAt: instantOut },
        skills: z.array(z.string()),
        asksAgainAt: instantOut
          .nullable()
          .describe(
            'Null where nobody asks them again: they answered, enough come, or somebody has to telephone',
          ),
        answers: z.array(answerView).describe('All that was said, the latest last'),
        sent: z.array(
          z.object({
            ...{ way: z.enum(wayNames), at: instantOut },
            say: z.enum(['ask', 'not-needed', 'stand-down', 'unclear', 'late', 'answered']),
            outcome: z.enum(['accepted', 'confirmed', 'refused', 'unknown']),
            problem: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'CallOut' })
const brief = callOutView
  .pick({ id: true, mode: true, alert: true, openedAt: true, until: true, closed: true })
  .extend({ says: z.string(), wanted: count, missing: count, asked: count })
  .meta({ id: 'CallOutBrief' })
const minutes = z.int().min(1).max(longestWayMinutes)
const params = z.object({ id: z.string().max(64) })
const sensitive = 'responders'
const reads = { action: 'callouts.read', tag: 'duty', sensitive } as const
const runs = { action: 'callouts.run', tag: 'duty', needs: 'the-writer' } as const

export function callOutRoutes(routes: Routes, system: System, callOuts: CallOuts): void {
  const { clock } = system
  const { desk, teams, sends } = callOuts
  const nameOf = nameIn(system)
  callOutPageRoutes(routes, system, callOuts)
  callOutPreviewRoute(routes, system, callOuts)
  const find = (id: string) => {
    const callOut = desk.get(id)
    return callOut === undefined ? refuse('response/unknown-call-out', { callOut: id }) : ok(callOut)
  }
  /** Of the teams that its people are in: whoever may call those may end the call, or answer for them. */
  const within = (callOut: CallOut) => {
    const asked = new Set(callOut.asked.map(({ person }) => person))
    const called = teams.teams().filter(({ members }) => members.some((member) => asked.has(member)))
    return { areas: [...new Set(called.flatMap(({ areas }) => areas))], mode: callOut.mode }
  }
  const viewOf = async (callOut: CallOut) => {
    const { id, asked, circles, repeatEvery, widenAfter, version: _, widenedAt: __, ...rest } = callOut
    const filling = fillingOf(callOut)
    const foreseen = foreseenOf(callOut, clock.now())
    await sends.keepUp(() => system.decides() === 'other')
    const sent = sends.of(id)
    const hands = [
      callOut.openedBy,
      callOut.closed?.by,
      ...asked.flatMap((one) => one.answers.map(({ by }) => by)),
    ]
    const named = hands.flatMap((hand) =>
      hand === undefined || nameOf(hand) === hand ? [] : [[hand, nameOf(hand)]],
    )
    return {
      ...{ ...rest, id, says: await desk.says(id), circles: circles.length },
      ...{ repeatSeconds: repeatEvery / 1_000, widenSeconds: widenAfter / 1_000 },
      quotas: filling.quotas.map(({ quota, by, arrived, missing }) => ({
        ...{ skills: quota.skills, wanted: quota.wanted, coming: by.length - arrived, arrived, missing, by },
      })),
      beyond: filling.beyond,
      ...{ widensAt: foreseen.widensAt, names: Object.fromEntries(named) as Record<string, string> },
      asked: asked.map((one) => ({
        ...{ ...one, name: teams.responder(one.person)?.name ?? null },
        asksAgainAt: foreseen.asksAgain.get(one.person) ?? null,
        sent: sent
          .filter(({ person }) => person === one.person)
          .map(({ way, at, say, outcome, problem }) => ({ way, at, say, outcome, problem })),
      })),
    }
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/call-outs', ...reads },
      summary: 'Call-outs, the newest first',
      answer: z.object({ callOuts: z.array(brief) }),
    },
    async () =>
      ok({
        callOuts: await Promise.all(
          desk
            .all()
            .slice(0, 100)
            .map(async (callOut) => {
              const { id, mode: in_, alert, openedAt, until, closed, quotas, asked } = callOut
              const { missing } = fillingOf(callOut)
              const wanted = quotas.reduce((sum, quota) => sum + quota.wanted, 0)
              const says = await desk.says(id)
              return {
                id,
                mode: in_,
                alert,
                openedAt,
                until,
                closed,
                says,
                wanted,
                missing,
                asked: asked.length,
              }
            }),
        ),
      }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/call-outs/:id', ...reads, params },
      summary: 'Who was asked, when, over which line, what they said, and what is still wanted',
      answer: callOutView,
    },
    async ({ params: { id } }) => {
      const found = find(id)
      return found.ok ? ok(await viewOf(found.value)) : found
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/call-outs', ...runs, status: 201, answer: callOutView },
      summary:
        'Call people out: those on duty, then their teams, then the teams beside them, until enough come',
      body: callOutAsked.extend({
        says: z.string().trim().min(1).max(300).describe('Where to come, and what for'),
      }),
    },
    async ({ body, caller, allowed }) => {
      const opening = planCallOut(system, teams, body, allowed)
      if (!opening.ok) return opening
      const opened = await desk.open(opening.value, body.says, byCaller(caller))
      return opened.ok ? ok(await viewOf(opened.value)) : opened
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/call-outs/:id/answers', ...runs, params, answer: callOutView },
      summary: 'Write down what somebody said by telephone or radio, or stand them down',
      body: z.strictObject({ person: z.string().max(64), answer, minutes: minutes.optional() }),
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const found = find(id)
      const may = found.ok ? allowed(within(found.value)) : found
      if (!may.ok) return may
      const { by, via } = byCaller(caller)
      const arrivingAt = body.minutes === undefined ? null : plus(clock.now(), body.minutes * minute)
      const person = body.person as PersonId
      const done = await desk.answer(id, { person, answer: body.answer, over: 'desk', arrivingAt }, by, via)
      return done.ok ? ok(await viewOf(done.value)) : done
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/call-outs/:id/close', ...runs, params, answer: callOutView },
      ...{ summary: 'End a call-out: nobody is asked any more, and whoever is on the way is stood down' },
      body: z.strictObject({}),
    },
    async ({ params: { id }, caller, allowed }) => {
      const found = find(id)
      const may = found.ok ? allowed(within(found.value)) : found
      if (!may.ok) return may
      const done = await desk.close(id, byCaller(caller))
      return done.ok ? ok(await viewOf(done.value)) : done
    },
  )
}
