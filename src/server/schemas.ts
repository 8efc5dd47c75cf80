/** The shapes the API speaks, once: requests are checked against them, the OpenAPI document is made of them. */
import { z } from 'zod'
import { modes, parseInstant, type AlertId, type Sha256 } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'

const branded = <Brand>() =>
  z
    .string()
    .min(1)
    .max(200)
    .transform((text) => text as Brand)

export const instant = z
  .string()
  .max(64)
  .transform((text, context) => {
    const parsed = parseInstant(text)
    if (parsed.ok) return parsed.value
    context.addIssue({
      code: 'custom',
      message: 'must be a time with its zone, as in 2025-11-02T00:37:00+03:00',
    })
    return z.NEVER
  })
  .describe('RFC 3339, with the zone')
export const instantOut = z.string().describe('RFC 3339, UTC')
export const mode = z.enum(modes as ['live', 'drill', 'test'])
export const areaText = z.string().min(1).max(200).describe('An area’s code or name, or “X except Y, Z”')
export const areaList = z.array(areaText).max(10_000)
export const names = z.record(z.string(), z.string()).describe('By language (BCP 47)')
export const alertId = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/)
  .transform((id) => id as AlertId)
export const contentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((hash) => hash as Sha256)
export const reason = z.string().min(1).max(1_000)
const threat = branded<ThreatId>()
const ladder = branded<LadderId>()
const level = branded<LevelId>()
const minutes = z.number().int().min(1).max(100_000)
const readVersion = z.number().int().min(1).optional().describe('Refused when the alert has moved on from it')
const handTexts = z
  .record(
    z.string(),
    z.strictObject({
      '90': z.string().optional(),
      '360': z.string().optional(),
      '1395': z.string().optional(),
    }),
  )
  .describe('Texts written by hand, by language and length; the rest comes from the phrase books')
const channels = z.union([z.literal('all'), z.array(z.string().min(1)).min(1)])

/** Either may be given; with both, one of them would be lost. */
function oneEnd(
  body: { renewForMinutes?: unknown; renewBy?: unknown },
  context: z.core.$RefinementCtx,
): void {
  if (body.renewForMinutes === undefined || body.renewBy === undefined) return
  const message = 'either this or renewBy says how long it stands, not both'
  context.addIssue({ code: 'custom', path: ['renewForMinutes'], message, input: body })
}

export const draftBody = z
  .strictObject({
    alert: alertId.optional(),
    mode: mode.optional().describe('The installation’s mode when left out'),
    threat,
    ladder: ladder.optional().describe('The authority’s when left out'),
    level,
    areas: areaList,
    within: z.string().optional().describe('Code of the area in which names are meant'),
    renewForMinutes: minutes.optional(),
    renewBy: instant.optional(),
    channels: channels.optional(),
    texts: handTexts.optional(),
  })
  .superRefine(oneEnd)

const alone = reason
  .optional()
  .describe('Why it can’t wait for a second person, in a sentence: it goes out at once and opens a review')

export const stepBodies = {
  edit: z
    .strictObject({
      threat: threat.optional(),
      ladder: ladder.optional(),
      level: level.optional(),
      areas: areaList.optional(),
      renewForMinutes: minutes.optional(),
      renewBy: instant.optional(),
      channels: channels.optional(),
      texts: handTexts.optional(),
      readVersion,
    })
    .superRefine(oneEnd),
  discard: z.strictObject({ readVersion }),
  submit: z.strictObject({ contentHash: contentHash.optional(), readVersion }),
  approve: z.strictObject({
    contentHash: contentHash.describe('Of what was read and is agreed to'),
    readVersion,
  }),
  return: z.strictObject({ reason, readVersion }),
  issue: z.strictObject({ emergency: alone, readVersion }),
  raise: z.strictObject({ level, emergency: alone, readVersion }),
  lower: z.strictObject({ level, emergency: alone, readVersion }),
  extend: z.strictObject({ areas: areaList, emergency: alone, readVersion }),
  reduce: z.strictObject({ areas: areaList.describe('The areas to let go'), emergency: alone, readVersion }),
  correct: z.strictObject({ texts: handTexts, emergency: alone, readVersion }),
  renew: z.strictObject({ renewForMinutes: minutes.optional(), readVersion }),
  'all-clear': z.strictObject({
    areas: areaList.optional().describe('Only for these; for all of it when left out'),
    reason: reason.optional(),
    readVersion,
  }),
  retract: z.strictObject({ reason, readVersion }),
} as const
export type StepName = keyof typeof stepBodies

const lineAlert = z.object({
  alert: z.string(),
  since: instantOut,
  renewBy: instantOut,
  flagged: z.enum(['flagged', 'in-time']),
})
const gravity = z.enum(['advisory', 'danger'])
const how = z.enum(['all-clear', 'retracted', 'lapsed'])

export const lineNow = z.object({
  threat: z.string(),
  ladder: z.string(),
  level: z.string(),
  gravity,
  height: z.int(),
  via: z.enum(['own', 'inherited', 'whole', 'partial']),
  since: instantOut,
  alerts: z.array(lineAlert),
  of: z.array(z.string()),
})
const ending = z.object({
  mode,
  area: z.string(),
  threat: z.string(),
  ladder: z.string(),
  level: z.string(),
  alert: z.string(),
  how,
  at: instantOut,
})
export const areaNowView = z.object({
  area: z.object({ code: z.string(), names }),
  mode,
  seq: z.int().describe('The ledger’s fact up to which this is true'),
  at: instantOut.describe('When that was'),
  lines: z.array(lineNow),
  top: lineNow
    .nullable()
    .describe('What decides: the gravest that holds for all of it, else the gravest in part'),
  endings: z.array(ending),
})
export const boardView = z.object({
  mode,
  seq: z.int(),
  at: instantOut.nullable(),
  inForce: z.enum(['nothing', 'something']),
  lines: z.array(
    z.object({
      area: z.string(),
      names,
      threat: z.string(),
      ladder: z.string(),
      level: z.string(),
      gravity,
      height: z.int(),
      alerts: z.array(lineAlert),
    }),
  ),
  endings: z.array(ending),
})

const frozenArea = z.object({ code: z.string(), names, shape: z.string().nullable() })
const wording = z.object({
  texts: z.record(z.string(), z.record(z.string(), z.string())),
  missing: z.array(z.string()),
})
export const content = z.looseObject({
  issuer: names,
  threat: z.string(),
  ladder: z.string(),
  level: z.string(),
  areas: z.array(frozenArea),
  wording,
  renewForMinutes: z.number(),
  channels,
})
export const alertStatus = z.enum(['draft', 'submitted', 'approved', 'issued', 'ended', 'discarded'])
export const alertView = z
  .looseObject({
    id: z.string(),
    status: alertStatus,
    mode,
    version: z.int(),
    contentHash: z.string(),
    content,
  })
  .meta({ id: 'Alert' })
export const calledSoon = z
  .object({
    people: z.int().describe('How many are being called; never who or where'),
    by: z.array(z.enum(['mail', 'page'])),
    says: z.string(),
  })
  .describe('Who is called as the second person; left out where none is needed')
export const orderedView = z.object({
  alert: alertView,
  secondPerson: calledSoon.optional(),
  repeated: z.enum(['first-time', 'repeated']),
  seq: z.int().nullable().describe('The last fact this order wrote; null when it wrote none'),
  overlaps: z.array(
    z.object({
      area: z.string().describe('An area of this alert'),
      threat: z.string(),
      level: z.string(),
      holdsFor: z.enum(['all-of-it', 'a-part']).describe('Whether it is in force in all of that area'),
      alerts: z.array(z.string()),
    }),
  ),
})
export const modeQuery = z.object({ mode: mode.optional() })
