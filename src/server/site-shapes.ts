/** The shapes in which the API speaks of sites, their stations and what these measure. */
import { z } from 'zod'
import { darkReasons, distrusts, quantities, siteKinds, steps } from '#sites'
import { claimName, opaque } from './evidence-shapes.ts'
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
  ...{ id: z.string(), since: instantOut, stations: z.array(z.string()) },
  grounds: z.array(z.enum(['duration', 'neighbours'])),
  proposal: z
    .object({
      alert: z.string().describe('A draft that waits for a person'),
      status: z
        .enum(['draft', 'submitted', 'approved', 'issued', 'ended', 'discarded'])
        .nullable()
        .describe('How far people have taken it; null where it is known no more'),
    })
    .nullable(),
  notProposed: z
    .string()
    .nullable()
    .describe('Why nothing could be drafted, as a problem’s code: it was noted as a sighting instead'),
})
const dark = z
  .enum(darkReasons)
  .nullable()
  .describe('Why nothing is known of it now, as far as it can be told; null where it speaks')
const briefShape = {
  ...{ id: z.string(), name: z.string(), kind: z.enum(siteKinds), lon: z.number(), lat: z.number() },
  stations: z.int(),
  dark: z.int().describe('Stations of which nothing is known now: we are blind there'),
  darkBy: z
    .array(z.object({ why: z.enum(darkReasons), stations: z.int(), since: instantOut }))
    .describe('The same by why, each with when the first of them was last heard'),
  rings: z.array(z.object({ name: z.string(), radiusKm: z.number() })),
  hotlines: z.array(z.object({ name: z.string(), number: z.string() })),
  natural: z.int().describe('Stations whose rise was recognised as radon and rain'),
  alarm: alarm.nullable(),
}
export const siteBrief = z.object(briefShape)
export const stationView = z.object({
  ...{ id: z.string(), name: z.string(), lon: z.number(), lat: z.number() },
  ...{ quantity: z.enum(quantities), unit: z.string(), everySeconds: z.number() },
  ...{ link: z.string().nullable(), threshold: z.number().nullable(), dark },
  darkSince: instantOut.nullable().describe('When it was last heard, as far as anybody knows'),
  state: z
    .enum(['usual', 'unknown', 'no-value', 'outlier', 'natural-so-far', 'natural', 'dark', 'alarm'])
    .describe('The one word for a map: its verdict, or that it is dark'),
  verdict: z
    .enum(['no-value', 'usual', 'outlier', 'natural', 'natural-so-far', 'alarm', 'unknown'])
    .describe('What its last values are; unknown for a minute after a start'),
  latest: z
    .object({ at: instantOut, value: z.number() })
    .nullable()
    .describe('The newest reading; at a server that did not take it itself, a ten-minute mean'),
  usual: z.number().nullable().describe('The median of its own past; null where that is under a day'),
  excess: z.number().nullable().describe('Over what is usual there, in its unit'),
  since: instantOut.nullable().describe('Since when it is raised'),
  neighbours: z.array(z.string()).describe('Raised ones nearby'),
})
const quoteOut = z
  .object({
    ...{ source: z.string().nullable(), title: z.string().nullable(), url: z.string().nullable() },
    ...{ speaker: z.string().nullable(), role: z.string().nullable(), saidAt: instantOut.nullable() },
    quote: z.string().nullable().describe('The words it rests on; null once they were erased'),
    stands: z
      .enum(['accepted', 'mended', 'rejected', 'open', 'closed'])
      .describe('What the evidence desk decided of it so far'),
    event: z.string().nullable(),
  })
  .nullable()
  .describe('As the evidence desk has it; null for who may not read evidence, and where it is known no more')
export const siteView = z.object({
  ...briefShape,
  statements: z.array(
    z.object({
      ...{ id: z.string(), at: instantOut, kind: z.enum(['visit', 'statement']) },
      evidence: z.string().describe('A document or a claim of the evidence desk'),
      said: quoteOut,
    }),
  ),
  stations: z.array(stationView),
})
export const statementBody = z.strictObject({
  kind: z.enum(['visit', 'statement']),
  evidence: z.union([opaque, claimName]).describe('A document of the evidence desk, or a claim in it'),
})
export const givenView = z.object({
  kept: z.int(),
  told: z.array(z.object({ station: z.string(), why: z.enum(distrusts), times: z.int() })),
  toldLeft: z.int().describe('Stations of which more could be told'),
})
export const intakeView = z
  .object({
    state: z
      .enum(['taking', 'out-of-touch', 'another-server'])
      .describe('Only the server that decides takes readings'),
    since: instantOut,
    topic: z.string(),
    ...{ messages: z.int(), kept: z.int(), refused: z.int() },
    lastAt: instantOut.nullable(),
    lastRefused: z
      .object({ topic: z.string(), code: z.string(), at: instantOut })
      .nullable()
      .describe('The latest message that could not be read'),
  })
  .nullable()
  .describe('How readings come over MQTT here; null where none are asked for')
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
  gaps: z
    .array(
      z.object({
        ...{ from: instantOut, until: instantOut },
        why: dark.describe('As it was told; null where nothing came and nobody said why'),
      }),
    )
    .describe('Longer than three missed calls, in the order of time; none lies after now'),
  usual: z.number().nullable(),
  threshold: z.number().nullable(),
  alarms: z
    .array(z.object({ alarm: z.string(), from: instantOut, until: instantOut.nullable() }))
    .describe('When it was part of an alarm in this time; without an end while nobody has ended it'),
})
