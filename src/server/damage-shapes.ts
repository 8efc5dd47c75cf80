/** The shapes in which the API speaks of damage. */
import { z } from 'zod'
import {
  causes,
  grades,
  mostCorners,
  observationStatuses,
  occurrencePattern,
  outageKinds,
  outageStatuses,
  remnantStates,
  sourceKinds,
  standings,
  subjects,
} from '#damage'
import { areaText, instant, instantOut, mode, names, reason } from './schemas.ts'

const id = z.string().regex(/^[A-Za-z0-9:-]{1,80}$/)
export const damageParams = z.object({ id })
const count = z.int().min(0).max(10_000_000)
const range = { atLeast: count, atMost: count.nullable().describe('Null where nobody knows the end') }
const subject = z.enum(subjects)
const cause = z.enum(causes)
const grade = z.enum(grades)
const status = z.enum(observationStatuses)
const sourceKind = z.enum(sourceKinds)
export const occurrence = z
  .string()
  .regex(occurrencePattern)
  .describe('As night-2026-11-22; the night of the time when left out')
const lon = z.number().min(-180).max(180)
const lat = z.number().min(-90).max(90)
const readVersion = z.int().min(1).optional().describe('Refused when it has moved on from it')

const assetBody = z
  .strictObject({
    id: id.optional(),
    address: z.string().min(1).max(300).optional(),
    lon: lon.optional(),
    lat: lat.optional(),
  })
  .superRefine((asset, context) => {
    if ((asset.lon === undefined) !== (asset.lat === undefined))
      context.addIssue({ code: 'custom', path: ['lon'], message: 'one of lon and lat is missing' })
  })
const saidBody = {
  area: areaText.optional().describe('Left out where a point says it'),
  subject,
  atLeast: count.default(1),
  atMost: range.atMost.optional().describe('As at least when left out; null where nobody knows'),
  grade: grade.nullable().optional(),
  cause: cause.default('unknown'),
  seenAt: instant.optional().describe('When it was seen or said; now when left out'),
}
export const observationBody = z.strictObject({
  ...saidBody,
  id: id.optional().describe('Of your own, so that sending it again makes no second one'),
  mode: mode.optional(),
  occurrence: occurrence.optional(),
  status: z.enum(['reported', 'seen']).default('reported'),
  source: z
    .strictObject({ kind: sourceKind, name: z.string().min(1).max(200).optional() })
    .optional()
    .describe('An office or a document, never a person; yourself when left out'),
  asset: assetBody.nullable().optional().describe('One thing; left out for the whole area'),
})
export const takeBody = z.strictObject({
  ...saidBody,
  subject: subject,
  from: z
    .string()
    .regex(/^(?:report|claim):.{1,200}$/)
    .describe('From the list of what waits: `report:…` or `claim:…`'),
  occurrence: occurrence.optional(),
  asset: assetBody.nullable().optional(),
})
export const judgeBody = z.strictObject({
  to: status,
  against: z.array(id).max(50).default([]).describe('Of a dispute: the observations on the other side'),
  why: reason,
  readVersion,
})
export const correctBody = z.strictObject({
  area: areaText.optional(),
  subject: subject.optional(),
  asset: id.nullable().optional(),
  atLeast: count.optional(),
  atMost: range.atMost.optional(),
  grade: grade.nullable().optional(),
  cause: cause.optional(),
  seenAt: instant.optional(),
  why: reason,
  readVersion,
})
export const lockBody = z.strictObject({ takeOver: z.enum(['no', 'yes']).default('no') })
export const mergeBody = z.strictObject({ into: id, from: z.array(id).min(1).max(50), why: reason })
export const whyBody = z.strictObject({ why: reason })
export const liftBody = z.strictObject({
  why: reason,
  area: areaText.optional().describe('With everything in it; all of the occurrence when left out'),
})
export const extendBody = z.strictObject({ until: instant, why: reason })
export const hoursBody = z.strictObject({
  hours: z
    .int()
    .min(1)
    .max(24 * 90),
  why: reason,
})
export const occurrenceParams = z.object({ occurrence })
export const occurrenceQuery = z.object({
  occurrence: occurrence.optional().describe('The latest when left out'),
})
export const observationsQuery = occurrenceQuery.extend({
  after: z.string().max(80).default('').describe('The last id of the page before'),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
  area: areaText.optional().describe('With everything in it'),
  subject: subject.optional(),
  standing: z
    .enum(standings)
    .optional()
    .describe('With an area and a subject: those on which this line of the tally rests, and no others'),
  status: status.optional(),
})
export const photoParams = damageParams.extend({ photo: z.string().regex(/^[0-9a-f]{64}$/) })

const person = { by: z.string(), name: z.string().nullable() }
const source = z.object({ kind: sourceKind, ref: z.string(), name: z.string().nullable() })
const facts = z.array(z.int()).describe('Their places in the ledger')
export const observationView = z
  .object({
    ...{ id: z.string(), version: z.int(), occurrence: z.string(), mode, area: z.string(), names, subject },
    ...{ asset: z.string().nullable(), ...range, grade: grade.nullable(), cause, status, seenAt: instantOut },
    ...{ origin: z.string().nullable(), madeBy: z.string(), madeByName: z.string().nullable() },
    ...{ madeAt: instantOut, source, against: z.array(z.string()) },
    photos: z.array(z.string()).describe('By their hashes'),
    lock: z.object({ ...person, until: instantOut }).nullable(),
    publicFrom: instantOut.describe('From then on its numbers are public, by area'),
    facts,
  })
  .meta({ id: 'DamageObservation' })
export const madeView = z.object({
  observation: observationView,
  repeated: z.enum(['first-time', 'repeated']),
})
export const historyView = z.object({
  observation: observationView,
  history: z.array(
    z.object({
      ...{ seq: z.int(), type: z.string(), at: instantOut, ...person, why: z.string().nullable() },
      data: z.looseObject({}),
    }),
  ),
})
const said = z.object({
  ...{ observation: z.string(), kind: sourceKind, ref: z.string(), name: z.string().nullable(), status },
  ...{ area: z.string(), ...range, facts },
})
export const tallyView = z
  .object({
    ...{ area: z.string(), names, depth: z.int(), subject, assets: z.int() },
    lines: z
      .array(z.object({ standing: z.enum(standings), ...range, restsOn: z.int(), by: z.array(said) }))
      .describe(
        'Each takes in the ones before it; they are never added. `by` names 200 of `restsOn` at most',
      ),
    saidOfAll: z.array(said).describe('What sources say of a whole area, each for itself'),
    disputed: z.array(said.extend({ against: z.array(said) })).describe('In no line'),
  })
  .meta({ id: 'DamageTally' })
const liftedFor = { area: z.string().nullable(), names }
export const occurrenceView = z.object({
  ...{ id: z.string(), mode, observations: z.int(), from: instantOut.nullable(), to: instantOut.nullable() },
  embargo: z.object({
    until: instantOut.nullable().describe('Null where nothing of it is under embargo any more'),
    ...{ liftedAt: instantOut.nullable(), liftedBy: z.string().nullable() },
    ...{ liftedByName: z.string().nullable(), facts, extendedUntil: instantOut.nullable() },
    lifts: z
      .array(z.object({ at: instantOut, by: z.string(), byName: z.string().nullable(), ...liftedFor }))
      .describe('The oldest first; the area is null where it was lifted for all of it'),
    held: z
      .array(z.object({ area: z.string(), names }))
      .describe('Areas of which something is not public yet'),
  }),
})
export const assetView = z.object({
  ...{ id: z.string(), area: z.string(), names, subject: subject.nullable(), mode },
  into: z.object({ merge: z.string(), asset: z.string() }).nullable(),
  ...{ address: z.string().nullable(), lon: z.number().nullable(), lat: z.number().nullable() },
  observations: z.array(z.string()),
})
export const assetsView = z.object({
  occurrence: z.string().nullable(),
  assets: z.array(assetView),
  maybeSame: z.array(
    z.object({
      assets: z.array(z.string()),
      because: z.enum(['same-address', 'same-place', 'same-house-near']),
      metres: z.int().nullable(),
    }),
  ),
})
export const waitingView = z.object({
  waiting: z.array(
    z.object({
      ...{
        from: z.string(),
        kind: z.enum(['resident', 'text']),
        at: instantOut,
        area: z.string().nullable(),
      },
      ...{ names, says: z.string(), source: z.string().nullable(), told: z.int(), event: z.string() },
    }),
  ),
})
export const publicDamageView = z.object({
  at: instantOut,
  mode,
  lines: z.array(
    z.object({
      ...{ occurrence: z.string(), area: z.string(), names, subject, standing: z.enum(standings) },
      ...range,
    }),
  ),
})

const outageSource = z.strictObject({ kind: sourceKind, name: z.string().min(1).max(200) }).optional()
const without = z.strictObject({ atLeast: count, atMost: range.atMost }).nullable()
const outageKind = z.enum(outageKinds)
const outageStatus = z.enum(outageStatuses)
const shown = z.enum(['public', 'staff'])
export const outageBody = z.strictObject({
  kind: outageKind,
  area: areaText,
  since: instant.optional().describe('Now when left out'),
  status: outageStatus.default('reported'),
  source: outageSource,
  without: without.default(null).describe('Households'),
  shown: shown.default('public'),
})
export const outageChangeBody = z.strictObject({
  since: instant.optional(),
  status: outageStatus.optional(),
  source: outageSource,
  without: without.optional(),
  shown: shown.optional(),
  readVersion,
})
export const outageEndBody = z.strictObject({ endedAt: instant.optional(), source: outageSource })
const publicOutage = {
  ...{ id: z.string(), kind: outageKind, area: z.string(), names, since: instantOut },
  ...{
    endedAt: instantOut.nullable(),
    status: outageStatus,
    source: z.string().describe('What it is called; empty where it has no name'),
  },
  ...{ without: z.object(range).nullable(), changedAt: instantOut },
}
export const outageBoardView = z.object({ at: instantOut, mode, outages: z.array(z.object(publicOutage)) })
export const outageView = z
  .object({ ...publicOutage, version: z.int(), mode, shown, sourceKind, facts })
  .meta({ id: 'Outage' })
const outline = z
  .array(z.strictObject({ lon, lat }))
  .min(3)
  .max(mostCorners)
  .describe(
    'The corners of what is drawn; everybody is shown squares of a kilometre that it touches, and no corner',
  )
export const remnantBody = z.strictObject({
  area: areaText.optional().describe('Left out where an outline says it'),
  state: z.enum(remnantStates),
  source: outageSource,
  seenAt: instant.optional(),
  outline: outline.optional(),
})
export const remnantChangeBody = z.strictObject({
  state: z.enum(remnantStates),
  source: outageSource,
  seenAt: instant.optional(),
  outline: outline.nullable().optional().describe('As it was when left out; null takes it away'),
  readVersion,
})
const squares = z
  .array(z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }))
  .describe('Of a fixed grid, about a kilometre wide; none where only the area’s name is known')
const publicRemnant = {
  ...{ id: z.string(), area: z.string(), names, state: z.enum(remnantStates), since: instantOut },
  ...{ changedAt: instantOut, source: z.string(), squares },
}
export const remnantBoardView = z.object({
  at: instantOut,
  mode,
  notice: names.describe('What to do, in each language'),
  remnants: z.array(z.object(publicRemnant)),
})
export const remnantView = z
  .object({ ...publicRemnant, version: z.int(), mode, outline: z.enum(['drawn', 'none']), facts })
  .meta({ id: 'RemnantArea' })
export const outlineView = z.object({ outline: z.array(z.object({ lon: z.number(), lat: z.number() })) })
