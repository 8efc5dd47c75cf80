/** The shapes in which the API speaks of sites, their stations and what these measure. */
import { z } from 'zod'
import { distrusts, quantities, siteKinds, steps } from '#sites'
import { instantOut } from './schemas.ts'

const lon = z.number().min(-180).max(180)
const lat = z.number().min(-90).max(90)
const id = z.string().regex(/^[\w.:-]{1,64}$/)

const ring = z.strictObject({ name: z.string().min(1).max(100), radiusKm: z.number().positive().max(1_000) })
const hotline = z.strictObject({
  name: z.string().min(1).max(100),
  number: z.string().regex(/^[+\d][\d ()/-]{1,30}$/),
})
const station = z.strictObject({
  ...{ id, name: z.string().min(1).max(200), lon, lat, quantity: z.enum(quantities) },
  everySeconds: z.number().int().min(1).max(86_400).describe('How often it speaks when all is well'),
  link: z
    .string()
    .min(1)
    .max(100)
    .nullable()
    .default(null)
    .describe('What it speaks through; stations that share one fall silent together when it goes'),
  threshold: z
    .number()
    .nullable()
    .default(null)
    .describe('From which a value is danger whatever is usual: nSv/h, m, m³/s, ppm or mm/h by its quantity'),
})
export const siteBody = z.strictObject({
  ...{ name: z.string().min(1).max(200), kind: z.enum(siteKinds), lon, lat },
  rings: z.array(ring).max(20).default([]),
  hotlines: z.array(hotline).max(20).default([]),
  stations: z.array(station).max(5_000).default([]),
})
export type SiteBody = z.output<typeof siteBody>

export const siteParams = z.object({ site: z.string().max(64) })
export const stationParams = siteParams.extend({ station: z.string().max(64) })
export const newSiteParams = z.object({ site: id })

const alarm = z.object({
  id: z.string(),
  stations: z.array(z.string()),
  grounds: z.array(z.enum(['duration', 'neighbours'])),
})
const briefShape = {
  ...{ id: z.string(), name: z.string(), kind: z.enum(siteKinds), lon: z.number(), lat: z.number() },
  stations: z.int(),
  dark: z.int().describe('Stations of which nothing is known now: we are blind there'),
  alarm: alarm.nullable(),
}
export const siteBrief = z.object(briefShape)
export const siteView = z.object({
  ...briefShape,
  rings: z.array(z.object({ name: z.string(), radiusKm: z.number() })),
  hotlines: z.array(z.object({ name: z.string(), number: z.string() })),
  statements: z.array(
    z.object({
      ...{ id: z.string(), at: instantOut, kind: z.enum(['visit', 'statement']) },
      evidence: z.string().describe('A document or a claim of the evidence desk'),
    }),
  ),
  stations: z.array(
    z.object({
      ...{ id: z.string(), name: z.string(), lon: z.number(), lat: z.number() },
      ...{ quantity: z.enum(quantities), unit: z.string(), everySeconds: z.number() },
      ...{ link: z.string().nullable(), threshold: z.number().nullable() },
      dark: z
        .enum(['power-lost', 'link-lost', 'silent', 'never-heard', 'wrong-clock'])
        .nullable()
        .describe('Why nothing is known of it now, as far as it can be told; null where it speaks'),
      verdict: z
        .enum(['no-value', 'usual', 'outlier', 'natural', 'natural-so-far', 'alarm', 'unknown'])
        .describe('What its last values are; unknown at a server that doesn’t decide'),
      excess: z.number().nullable().describe('Over what is usual there, in its unit'),
      since: instantOut.nullable(),
      neighbours: z.array(z.string()).describe('Raised ones nearby'),
    }),
  ),
})
export const statementBody = z.strictObject({
  kind: z.enum(['visit', 'statement']),
  evidence: z
    .string()
    .regex(/^[\w.:/-]{1,128}$/)
    .describe('The id of a document or of a claim of the evidence desk'),
})
export const givenView = z.object({
  kept: z.int(),
  told: z.array(z.object({ station: z.string(), why: z.enum(distrusts), times: z.int() })),
  toldLeft: z.int().describe('Stations of which more could be told'),
})
export const stepNames = ['reading', ...(Object.keys(steps) as (keyof typeof steps)[])] as const
export const chartView = z.object({
  ...{ site: z.string(), station: z.string(), quantity: z.enum(quantities), unit: z.string() },
  step: z.enum(stepNames),
  points: z
    .array(
      z.object({
        ...{ at: instantOut, min: z.number(), mean: z.number(), max: z.number(), count: z.int() },
        flags: z.array(z.string()).describe('What the station said of itself: single readings only'),
      }),
    )
    .describe('A step without a reading is not there: a gap is a gap'),
})
