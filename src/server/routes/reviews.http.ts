/** What waits for a second person, and the reviews of what one person did alone, over HTTP. */
import { z } from 'zod'
import { openReviewDesk, verdicts, type Review, type Waiting } from '#alerts'
import { between, ok, second, type Instant } from '#base'
import { orderedBy } from '../ordered-by.ts'
import { nameIn } from '../people-orders.http.ts'
import type { Routes } from '../route.http.ts'
import { alertId, instantOut, mode, reason } from '../schemas.ts'
import type { SecondPerson } from '../second-person.ts'
import type { System } from '../system.ts'

const step = z.enum(['on-duty', 'everybody', 'administrators'])
const callCounts = z
  .object({ people: z.int(), accepted: z.int(), failed: z.int(), nobodyToCall: z.int() })
  .describe('Accepted by who carries the call: whether a person has seen it nobody knows')
const names = z.record(z.string(), z.string()).describe('Of those who had a hand in it, by their ids')
const waitingView = z.object({
  kind: z.enum(['approval', 'change', 'emergency', 'proposal']),
  about: z.string().describe('The alert, or the proposal'),
  mode,
  since: instantOut,
  waitsForSeconds: z.int(),
  step: step.nullable().describe('How far calling has come; “administrators”: nobody has answered'),
  answered: z.enum(['nobody-has-answered', 'waits']),
  next: z.object({ step, at: instantOut }).nullable(),
  called: callCounts,
  names,
})
const act = z.object({
  did: z.string(),
  by: z.string(),
  at: instantOut,
  reason: z.string(),
  revision: z.int(),
  level: z.string(),
  areas: z.array(z.string()),
})
const reviewView = z.object({
  alert: z.string(),
  mode,
  openedAt: instantOut,
  openForSeconds: z.int(),
  acts: z.array(act).describe('What was done alone since the last review of this alert was closed'),
  hands: z.array(z.string()).describe('Who had a hand in it; none of them may close it'),
  called: callCounts,
  names,
})

export function reviewRoutes(routes: Routes, system: System, secondPerson?: SecondPerson): void {
  const { world, clock } = system
  const desk = openReviewDesk(system)
  const nameOf = nameIn(system)
  const namesOf = (hands: readonly string[]) => Object.fromEntries(hands.map((id) => [id, nameOf(id)]))
  const secondsSince = (at: Instant) => Math.max(0, Math.floor(between(at, clock.now()) / second))

  const countsOf = (keys: readonly string[]) => {
    const known = keys.flatMap((key) => world.calls(key) ?? [])
    const calls = known.flatMap((one) => one.calls)
    const people = new Set(known.flatMap((one) => one.steps.flatMap(({ called }) => called)))
    const count = (outcome: string) => calls.filter((one) => one.outcome === outcome).length
    return {
      ...{ people: people.size, accepted: count('accepted') },
      ...{ failed: count('failed'), nobodyToCall: count('nobody-to-call') },
    }
  }
  const waitingShown = (it: Waiting) => {
    const taken = world.calls(it.key)?.steps.at(-1)?.step ?? null
    return {
      ...{ kind: it.kind, about: it.kind === 'proposal' ? it.proposal : it.alert, mode: it.mode },
      ...{ since: it.since, waitsForSeconds: secondsSince(it.since), step: taken },
      answered: taken === 'administrators' ? 'nobody-has-answered' : 'waits',
      ...{ next: secondPerson?.next(it) ?? null, called: countsOf([it.key]) },
      names: namesOf(it.hands),
    }
  }
  const reviewShown = ({ alert, mode: of, openedAt, acts, hands }: Review) => ({
    ...{ alert, mode: of, openedAt, openForSeconds: secondsSince(openedAt), hands },
    acts: acts.map(({ did, by, at, reason: why, revision, content: { level, areas } }) => ({
      ...{ did, by, at, reason: why, revision },
      ...{ level, areas: areas.map(({ code }) => code) },
    })),
    names: namesOf(hands),
    called: countsOf(acts.map(({ revision }) => `emergency:${alert}:${revision}`)),
  })

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/alerts/waiting', action: 'alert.read', tag: 'alerts' },
      summary: 'What waits for a second person, since when, and how far calling one has come',
      answer: z.object({ waiting: z.array(waitingView) }),
    },
    () => ok({ waiting: (secondPerson?.waiting() ?? [...world.waiting()]).map(waitingShown) }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/reviews', action: 'alert.read', tag: 'alerts' },
      summary: 'What one person did alone in an emergency and nobody else has judged yet, the oldest first',
      answer: z.object({ reviews: z.array(reviewView) }),
    },
    () =>
      ok({
        reviews: [...world.reviews()]
          .sort((a, b) => (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : 0))
          .map(reviewShown),
      }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/reviews/:alert/close', action: 'alert.review', tag: 'alerts' },
      summary: 'Close a review with a verdict in words; nobody who had a hand in it may',
      params: z.object({ alert: alertId }),
      body: z.strictObject({
        verdict: z.enum(verdicts),
        text: reason.describe('In a sentence'),
        readActs: z.int().min(1).optional().describe('Refused when more was done alone since it was read'),
      }),
      answer: z.object({ alert: z.string(), verdict: z.enum(verdicts), acts: z.int(), seq: z.int() }),
      needs: 'the-writer',
    },
    async (call) => {
      const { alert } = call.params
      for (const { content } of world.review(alert)?.acts ?? []) {
        const { threat, ladder, level, areas, channels } = content
        const deed = {
          ...{ areas: areas.map(({ code }) => code), mode: world.review(alert)!.mode },
          ...{ threat, ladder, level, channels },
        }
        const allowed = call.allowed(deed)
        if (!allowed.ok) return allowed
      }
      const { verdict, text, readActs } = call.body
      const closed = await desk.close(alert, {
        ...{ verdict, text, by: call.person.id, ...orderedBy(call) },
        ...(readActs === undefined ? {} : { readActs }),
      })
      if (!closed.ok) return closed
      return ok({ alert, verdict, acts: Number(closed.value.data['acts']), seq: closed.value.seq })
    },
  )
}
