/** What an order would do, before it is given: the same words, areas and refusals; nothing is written, not even a fact. */
import { z } from 'zod'
import { ok, type Result } from '#base'
import { may, type Action, type Deed } from '#people'
import type { AreaCode } from '#areas'
import { asGiven, orderReader, steps, type StepBody } from '../order-reading.ts'
import { orderedBy } from '../ordered-by.ts'
import { viewOfForeseen, type PreviewParts } from '../preview.ts'
import type { Routes } from '../route.http.ts'
import {
  alertId,
  content,
  contentHash,
  draftBody,
  instantOut,
  mode,
  names,
  orderedView,
  stepBodies,
  type StepName,
} from '../schemas.ts'
import { arrivalViews } from './tracks.http.ts'

const draft = draftBody.safeExtend({ type: z.literal('draft') })
const stepNames = Object.keys(stepBodies) as StepName[]
const stepOrders = stepNames.map((step) =>
  (stepBodies[step] as z.ZodObject).safeExtend({ type: z.literal(step), alert: alertId }),
)
const body = z.strictObject({
  order: z
    .discriminatedUnion('type', [draft, ...stepOrders] as unknown as [typeof draft])
    .describe(
      'A draft as in POST /v1/alerts, or a step as in POST /v1/alerts/{alert}/{step}, with its `type` and its `alert`',
    ),
})

const code = z.string()
const people = z.object({
  atLeast: z.int(),
  unknownIn: z.array(code).describe('Areas whose population nobody knows'),
})
const texts = z.record(z.string(), z.record(z.string(), z.string()))
const answer = z.object({
  mode,
  content,
  before: content.nullable().describe('What stands now and would be replaced; null where there is nothing'),
  contentHash,
  notices: z
    .array(
      z.object({
        kind: z.enum(['warning', 'update', 'all-clear', 'retraction', 'lapse']),
        reason: z.string(),
        to: z.enum(['warned', 'left']),
        areas: z.array(z.object({ code, names })),
        loudFor: z.array(code).describe('Where it is new or worse, so that phones ring and sirens sound'),
        people,
        texts,
        missing: z.array(z.string()),
      }),
    )
    .describe('What people are told: by this order, or once what it prepares is agreed to and issued'),
  changes: z.array(z.looseObject({ what: z.string() })),
  magnitude: z.object({
    areas: z.int().describe('As they are said: all districts of a region are one'),
    settlements: z.int().optional(),
    people: people.describe('Areas within others count once'),
    sirens: z.object({
      total: z.int(),
      sound: z.int().describe('Those that would begin to sound a warning'),
      stop: z.int().describe('Those that would be told to stop'),
      uncovered: z.array(code).describe('Areas without a siren that may be asked in this mode'),
    }),
    subscribers: z.object({
      live: z.int().nullable().describe('Live streams open now, wherever their readers are; null: unknown'),
      webhooks: z.int().nullable().describe('null: unknown'),
      push: z.int().nullable().describe('Phones of residents it would be tried on; null: unknown'),
    }),
    channels: z.array(
      z.object({
        name: z.string(),
        lengths: z.array(z.int()),
        mode: z.enum(['carried', 'not-carried']),
        targets: z
          .int()
          .nullable()
          .describe('Receivers that would be tried; null: the channel gave no answer'),
      }),
    ),
  }),
  limits: z.array(
    z.object({
      notice: z.int().describe('Which of the notices'),
      language: z.string(),
      length: z.enum(['90', '360', '1395']),
      characters: z.int().describe('As a carrier counts them in this encoding'),
      most: z.int(),
      encoding: z.enum(['gsm-7', 'ucs-2']),
      pages: z.int().describe('Cell-broadcast pages'),
      cellBroadcast: z.enum(['fits', 'too-long']),
    }),
  ),
  overlaps: orderedView.shape.overlaps,
  ...arrivalViews,
  renewBy: instantOut.nullable(),
  needs: z.object({
    people: z.union([z.literal(1), z.literal(2)]),
    mayIssueAlone: z.enum(['yes', 'in-an-emergency', 'no']),
    step: z
      .enum(['nothing', 'submit', 'approve'])
      .describe('What comes after this order before it is issued'),
  }),
})

export function previewRoutes(routes: Routes, parts: PreviewParts): void {
  const { system } = parts
  const reader = orderReader(system)
  const contains = (outer: string, inner: string) =>
    system.areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)

  routes.add(
    {
      ...{ method: 'POST', url: '/v1/alerts/preview', action: 'alert.read', tag: 'alerts' },
      ...{ summary: 'What an order would say, to whom and to how many; nothing is written', body, answer },
      needs: 'the-writer',
    },
    async (call) => {
      const { type, ...rest } = call.body.order as { readonly type: StepName | 'draft' }
      const action: Action = type === 'draft' ? 'alert.draft' : steps[type].action
      const allowed = (deed: Omit<Deed, 'action'>): Result<void> =>
        may(call.caller.permitted, { action, ...deed }, contains)
      const begun = allowed({})
      if (!begun.ok) return begun
      const order =
        type === 'draft'
          ? reader.draft(rest as z.output<typeof draftBody>, call.caller.permitted.owns, allowed)
          : await readStep(type, rest as StepBody & { alert: z.output<typeof alertId> }, allowed)
      if (!order.ok) return order
      const foreseen = await system.desk.foresee(asGiven(order.value, orderedBy(call).as), call.person.id)
      return foreseen.ok ? ok(await viewOfForeseen(foreseen.value, parts)) : foreseen
    },
  )

  const readStep = (
    step: StepName,
    { alert, ...body }: StepBody & { readonly alert: z.output<typeof alertId> },
    allowed: (deed: Omit<Deed, 'action'>) => Result<void>,
  ) => reader.step(step, alert, body, allowed)
}
