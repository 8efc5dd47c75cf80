/** Who was reached by an alert, and what is not known; sending one failed attempt again. */
import { z } from 'zod'
import { codesOf } from '#alerts'
import type { AreaCode } from '#areas'
import { ok, refuse } from '#base'
import { countsOf } from '#channels'
import { reachOf, withSubscribers, type AttemptId } from '#delivery'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { alertId } from '../schemas.ts'
import { heardView } from './resident-reports.http.ts'
import type { SirenDesk } from '../../channels/siren/open-sirens.mqtt.ts'
import type { SirenAnswers } from '../resident-reports-sirens.ts'
import { heardOfSirens, reachOfSirens } from '../siren-views.ts'
import type { System } from '../system.ts'

export function reachRoutes(
  routes: Routes,
  system: System,
  sirens: SirenDesk,
  residents: Pick<SirenAnswers, 'tally' | 'now'>,
): void {
  const { attempts, areas, desk } = system
  const params = z.object({ alert: alertId })
  const ground = {
    contains: (outer: AreaCode, inner: AreaCode) => areas.hierarchy().contains(outer, inner),
    children: (code: AreaCode) =>
      areas
        .hierarchy()
        .children(code)
        .map((area) => area.code),
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/alerts/:alert/reach', action: 'reach.read', tag: 'alerts', params },
      summary:
        'Per area and channel what is known of each target, and who is not covered; sirens by their present state',
      answer: z.object({
        reach: z.looseObject({ alert: z.string(), revision: z.int() }).nullable(),
        sirens: z.looseObject({}).nullable(),
        residents: z
          .object({ areas: z.array(heardView.extend({ area: z.string() })), doubted: z.array(z.string()) })
          .nullable()
          .describe(
            'What residents say that they hear of the sirens, and the sirens whose own word that does not fit; null for who may not read reports',
          ),
      }),
    },
    async ({ params: { alert: id }, caller }) => {
      const alert = await desk.find(id)
      if (alert.status === 'none') return refuse('alerts/unknown', { alert: id })
      const channels = system.channels().map((channel) => channel.name)
      const targets = reachOf(await attempts.noticesOf(id), await attempts.byAlert(id), ground, { channels })
      const reach = targets === null ? null : await withSubscribers(targets, system.channels())
      const now = reachOfSirens(sirens, system, codesOf(alert.content.areas))
      const heard = caller.permitted.actions.includes('report.read')
        ? heardOfSirens(
            sirens,
            system,
            codesOf(alert.content.areas),
            await residents.tally(),
            residents.now(),
          )
        : null
      return ok({
        ...{ reach, residents: heard },
        sirens: now === undefined ? null : { counts: countsOf(now.total), ...now },
      })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/alerts/:alert/attempts', action: 'reach.read', tag: 'alerts', params },
      summary: 'Every attempt to hand this alert to a target, with what became of it',
      answer: z.object({ attempts: z.array(z.looseObject({ id: z.string(), state: z.string() })) }),
    },
    async ({ params: { alert } }) => {
      if ((await desk.find(alert)).status === 'none') return refuse('alerts/unknown', { alert })
      return ok({ attempts: await attempts.byAlert(alert) })
    },
  )
  routes.add(
    {
      ...{
        method: 'POST',
        url: '/v1/attempts/resend',
        action: 'attempts.resend',
        tag: 'alerts',
        needs: 'the-writer',
      },
      ...{
        summary: 'Try one failed attempt once more',
        body: z.strictObject({ attempt: z.string().min(1).max(400) }),
      },
      answer: z.looseObject({ id: z.string(), state: z.string() }),
    },
    async ({ body, caller, allowed }) => {
      const attempt = await attempts.get(body.attempt as AttemptId)
      if (attempt === undefined) return refuse('delivery/no-such-attempt', { attempt: body.attempt })
      const may = allowed({ areas: attempt.areas, mode: attempt.mode })
      if (!may.ok) return may
      const courier = system.courier()
      if (courier === undefined) return refuse('server/not-the-writer')
      const again = await courier.resend(attempt.id)
      if (again.ok)
        await system.note({
          ...{ stream: `reach:${attempt.alert}`, type: 'attempt-resent', mode: attempt.mode },
          ...byCaller(caller),
          data: { attempt: attempt.id },
        })
      return again
    },
  )
}
