/** What waits for a second person, and the reviews of what one person did alone, over HTTP. */
import { z } from 'zod'
import { openReviewDesk, verdicts, type Review } from '#alerts'
import { ok } from '#base'
import { orderedBy } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { alertId, instantOut, mode, reason } from '../schemas.ts'
import type { SecondPerson } from '../second-person.ts'
import type { System } from '../system.ts'
import { callCounts, handNames, waitingView, waitingViews } from '../waiting-views.ts'

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
  names: handNames,
})

export function reviewRoutes(routes: Routes, system: System, secondPerson?: SecondPerson): void {
  const { world } = system
  const desk = openReviewDesk(system)
  const { all, countsOf, namesOf, secondsSince } = waitingViews(system, secondPerson)
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
    () => ok({ waiting: all() }),
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
