/** An alert's life over HTTP: one POST per step. `Idempotency-Key` makes a repeated order harmless. */
import { z } from 'zod'
import type { Order } from '#alerts'
import { ok, refuse, type AlertId } from '#base'
import { asGiven, orderReader, steps, type StepBody } from '../order-reading.ts'
import { orderedBy } from '../ordered-by.ts'
import type { Call, Routes } from '../route.http.ts'
import {
  alertId,
  alertStatus,
  alertView,
  draftBody,
  mode,
  orderedView,
  stepBodies,
  type StepName,
} from '../schemas.ts'
import { askedFor, type SecondPerson } from '../second-person.ts'
import type { System } from '../system.ts'
import { orderKey, orderKeyHeaders } from '../order-key.http.ts'
import { overlapsOf } from '../views.ts'

export function alertRoutes(routes: Routes, system: System, secondPerson?: SecondPerson): void {
  const { desk, world, areas } = system
  const reader = orderReader(system)
  const params = z.object({ alert: alertId })

  const carryOut = async (call: Call<unknown, unknown, unknown>, order: Order) => {
    const { via, as } = orderedBy(call)
    const done = await desk.order(asGiven(order, as), call.person.id, orderKey(call), via)
    if (!done.ok) return done
    const { alert, facts, repeated } = done.value
    const overlaps = alert.status === 'ended' ? [] : overlapsOf(world, areas.hierarchy(), alert)
    const asked = askedFor(world, alert, facts)
    return ok({
      ...{ alert, repeated, seq: facts.at(-1)?.seq ?? null, overlaps },
      ...(asked === undefined || secondPerson === undefined
        ? {}
        : { secondPerson: secondPerson.soon(asked) }),
    })
  }

  routes.add(
    {
      ...{ method: 'POST', url: '/v1/alerts', action: 'alert.draft', tag: 'alerts', status: 201 },
      ...{
        summary: 'Draft an alert',
        body: draftBody,
        headers: orderKeyHeaders,
        answer: orderedView,
        needs: 'the-writer',
      },
    },
    async (call) => {
      const order = reader.draft(call.body, call.caller.permitted.owns, call.allowed)
      return order.ok ? carryOut(call, order.value) : order
    },
  )

  for (const step of Object.keys(stepBodies) as StepName[]) {
    routes.add(
      {
        ...{ method: 'POST', url: `/v1/alerts/:alert/${step}`, action: steps[step].action, tag: 'alerts' },
        ...{
          summary: steps[step].summary,
          params,
          body: stepBodies[step] as z.ZodType<StepBody>,
          answer: orderedView,
          headers: orderKeyHeaders,
        },
        needs: 'the-writer',
      },
      async (call) => {
        const order = await reader.step(step, call.params.alert, call.body, call.allowed)
        return order.ok ? carryOut(call, order.value) : order
      },
    )
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/alerts', action: 'alert.read', tag: 'alerts' },
      summary: 'Alerts that are not over, and those that ended within the last day',
      query: z.object({ status: alertStatus.optional(), mode: mode.optional() }),
      answer: z.object({ alerts: z.array(alertView) }),
    },
    ({ query }) =>
      ok({
        alerts: [...world.alerts()].filter(
          (alert) =>
            (query.status ?? alert.status) === alert.status && (query.mode ?? alert.mode) === alert.mode,
        ),
      }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/alerts/:alert', action: 'alert.read', tag: 'alerts' },
      ...{
        summary: 'One alert, with what overlaps it',
        params,
        answer: orderedView.omit({ repeated: true, seq: true }),
      },
    },
    async ({ params: { alert: id } }) => {
      const alert = await desk.find(id as AlertId)
      if (alert.status === 'none') return refuse('alerts/unknown', { alert: id })
      return ok({ alert, overlaps: overlapsOf(world, areas.hierarchy(), alert) })
    },
  )
}
