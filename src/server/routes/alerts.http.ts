/** An alert's life over HTTP: one POST per step. `Idempotency-Key` makes a repeated order harmless. */
import { z } from 'zod'
import { codesOf, type Alert, type AlertOrder, type Order } from '#alerts'
import type { AreaCode } from '#areas'
import { ok, refuse, type AlertId, type Result } from '#base'
import type { Action } from '#people'
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
import { overlapsOf } from '../views.ts'

const steps: { readonly [step in StepName]: { readonly action: Action; readonly summary: string } } = {
  edit: {
    action: 'alert.draft',
    summary: 'Change a draft; what waits for approval or is approved becomes a draft again',
  },
  discard: { action: 'alert.draft', summary: 'Throw a draft away' },
  submit: { action: 'alert.submit', summary: 'Ask for approval' },
  approve: {
    action: 'alert.approve',
    summary: 'Approve exactly what was read; a change of an issued alert goes out at once',
  },
  return: { action: 'alert.approve', summary: 'Send back with a reason' },
  issue: { action: 'alert.issue', summary: 'Issue: sirens, streams and feeds follow' },
  raise: { action: 'alert.change', summary: 'Go up the ladder' },
  lower: { action: 'alert.change', summary: 'Go down the ladder' },
  extend: { action: 'alert.change', summary: 'Add areas' },
  reduce: { action: 'alert.change', summary: 'Let areas go; they are told' },
  correct: { action: 'alert.change', summary: 'Correct the text' },
  renew: { action: 'alert.change', summary: 'Let it stand longer' },
  'all-clear': { action: 'alert.end', summary: 'Give the all-clear, for some areas or all' },
  retract: { action: 'alert.end', summary: 'Take back what should not have been sent' },
}

const headers = z.looseObject({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The same order with the same key is done once, and answered alike each time'),
})

export function alertRoutes(routes: Routes, system: System, secondPerson?: SecondPerson): void {
  const { desk, world, areas, authority, config } = system
  const params = z.object({ alert: alertId })

  /** The codes that were meant. Outside of what the authority owns nobody here may warn, whatever their own rights. */
  const resolve = (texts: readonly string[], within?: string): Result<readonly AreaCode[]> => {
    const codes = areas.resolve(texts, within)
    if (!codes.ok) return codes
    const outside = codes.value.find(
      (code) => !authority.areas.some((own) => areas.hierarchy().contains(own, code)),
    )
    return outside === undefined ? codes : refuse('people/outside-area', { at: 'areas', area: outside })
  }

  /** A misspelt channel would warn nobody and say so to nobody. */
  const knownChannels = (named: 'all' | readonly string[] | undefined): Result<void> => {
    if (named === undefined || named === 'all') return ok()
    const known = system.channels().map((channel) => channel.name)
    const unknown = named.findIndex((name) => !known.includes(name))
    return unknown < 0
      ? ok()
      : refuse('alerts/unknown-channel', { at: `channels[${unknown}]`, channel: named[unknown]!, known })
  }

  const carryOut = async (call: Call<unknown, unknown, unknown>, order: Order) => {
    const key = call.request.headers['idempotency-key'] as string | undefined
    // The key belongs to the person: nobody can meet, or spoil, the key of another.
    const { via, as } = orderedBy(call)
    const done = await desk.order(
      as === 'machine' && 'alert' in order ? ({ ...order, as } as Order) : order,
      call.person.id,
      key === undefined ? undefined : `${call.person.id}:${key}`,
      via,
    )
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
      ...{ summary: 'Draft an alert', body: draftBody, headers, answer: orderedView, needs: 'the-writer' },
    },
    async (call) => {
      const { within, areas: texts, mode: asked, ladder, ...rest } = call.body
      const mode = asked ?? config.mode
      if (mode === 'live' && config.mode !== 'live')
        return refuse('server/live-not-here', { at: 'mode', mode: config.mode })
      const codes = resolve(texts, within)
      if (!codes.ok) return codes
      const known = knownChannels(call.body.channels)
      if (!known.ok) return known
      const { threat, level, channels = usual(call.caller.permitted.owns.channels) } = rest
      const order = {
        ...{ type: 'draft', ...rest, mode, areas: codes.value, channels },
        ladder: ladder ?? ladderOf(call.caller.permitted.owns.ladders, authority.ladder),
      }
      const deed = { areas: codes.value, mode, threat, ladder: order.ladder, level, channels }
      const allowed = call.allowed(deed)
      if (!allowed.ok) return allowed
      return carryOut(call, compact(order) as Order)
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
          headers,
        },
        needs: 'the-writer',
      },
      async (call) => {
        const alert = await desk.find(call.params.alert)
        if (alert.status === 'none') return refuse('alerts/unknown', { alert: call.params.alert })
        const named = call.body.areas === undefined ? ok([]) : resolve(call.body.areas)
        if (!named.ok) return named
        const known = knownChannels(call.body.channels)
        if (!known.ok) return known
        for (const deed of deedsOf(alert, call.body, named.value)) {
          const allowed = call.allowed(deed)
          if (!allowed.ok) return allowed
        }
        const order = { type: step, alert: alert.id, ...call.body }
        return carryOut(
          call,
          compact(call.body.areas === undefined ? order : { ...order, areas: named.value }) as AlertOrder,
        )
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

/** Everything that an authority owns, where nothing was named. */
function usual(owned: 'all' | readonly string[]): 'all' | string[] {
  return owned === 'all' ? 'all' : [...owned]
}

function ladderOf<Ladder extends string>(owned: 'all' | readonly string[], main: Ladder): Ladder {
  return owned === 'all' || owned.includes(main) ? main : ((owned[0] ?? main) as Ladder)
}

interface StepBody {
  readonly areas?: string[]
  readonly channels?: 'all' | string[]
  readonly threat?: string
  readonly ladder?: string
  readonly level?: string
}

/**
 * What a step is about, each of which must be the caller's to warn of: the alert as it stands, a change of it that waits,
 * and what it would become.
 */
function deedsOf(alert: Exclude<Alert, { status: 'none' }>, body: StepBody, named: readonly AreaCode[]) {
  const contents = [
    alert.content,
    ...(alert.status === 'issued' && alert.pending !== undefined ? [alert.pending.content] : []),
  ]
  const deeds = contents.map(({ threat, ladder, level, areas, channels }) => ({
    ...{ mode: alert.mode, areas: codesOf(areas) },
    ...{ threat: threat as string, ladder: ladder as string, level: level as string, channels },
  }))
  const now = deeds[0]!
  const { threat = now.threat, ladder = now.ladder, level = now.level, channels = now.channels } = body
  return [...deeds, { ...now, areas: [...now.areas, ...named], threat, ladder, level, channels }]
}

/** Without the members that are undefined: an order's digest must not depend on how a member was left out. */
function compact(order: object): unknown {
  return Object.fromEntries(Object.entries(order).filter(([, value]) => value !== undefined))
}
