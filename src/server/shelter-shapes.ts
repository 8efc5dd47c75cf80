/** The shapes in which the API speaks of shelters. */
import { z } from 'zod'
import { shelterTypes, statusStates } from '#shelters'
import { instantOut, names } from './schemas.ts'

const known = z.enum(['yes', 'no', 'unknown'])
const type = z.enum(shelterTypes)
const capacity = z.strictObject({
  places: z.int().min(1).max(50_000),
  bound: z.enum(['stated', 'at-least']).default('stated'),
})
const opening = z.discriminatedUnion('when', [
  z.strictObject({ when: z.enum(['always', 'on-alert', 'unknown']) }),
  z.strictObject({ when: z.literal('hours'), hours: z.string().min(1).max(200) }),
  z.strictObject({ when: z.literal('key'), at: z.string().max(200).describe('Where the key is') }),
])
const admits = z.enum(['everyone', 'own-people', 'unknown'])
const use = z.enum(['in-use', 'out-of-use'])

const said = z.object({
  state: z.enum(statusStates),
  power: known,
  people: z.int().nullable(),
  at: instantOut,
  by: z.enum(['warden', 'staff']),
  until: instantOut.describe('From then on it is unknown, if nobody says more'),
})
export const statusView = z.union([
  said,
  z.object({
    state: z.literal('unknown'),
    last: said.nullable().describe('What was said last; too old to count'),
  }),
])

export const shelterView = z.object({
  id: z.string(),
  names,
  address: z.string(),
  lon: z.number(),
  lat: z.number(),
  type,
  protects: z.array(z.string()).describe('Threats it was said to protect against; empty where nobody said'),
  capacity: capacity.nullable().describe('Places; null where nobody knows'),
  wheelchair: known,
  pets: known,
  opening,
  admits,
  use,
  note: z.string(),
  photo: z.object({ url: z.string(), widthPixels: z.int(), heightPixels: z.int() }).nullable(),
  status: statusView,
})
const way = z.object({
  metres: z.int().describe('In a straight line'),
  minutes: z
    .object({ usual: z.int(), slower: z.int() })
    .describe('About, on foot, rounded up; slower is the pace of the old and of small children'),
  doubts: z.array(z.enum(['may-be-closed', 'needs-key', 'wheelchair-unknown', 'pets-unknown'])),
  reached: z
    .enum(['in-time', 'only-quickly', 'too-late', 'arrival-unknown'])
    .describe('Whether it is reached before the arrival that was asked with, with two minutes to leave'),
})
export const sheltersAnswer = z.object({
  at: instantOut,
  shelters: z.array(shelterView.extend({ way: way.nullable() })),
  best: z
    .string()
    .nullable()
    .describe('Where to go; null where nothing is reached in time, or nobody said where from'),
  instead: z.enum(['inner-room']).nullable().describe('What to do where there is no best one'),
  left: z.int().describe('How many more there are'),
})

const text = (most: number) => z.string().max(most)
export const fieldsBody = {
  names: z.record(z.string().max(20), z.string().min(1).max(200)),
  address: text(300),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  type,
  protects: z.array(z.string().min(1).max(100)).max(30),
  capacity: capacity.nullable(),
  wheelchair: known,
  pets: known,
  opening,
  admits,
  use,
  visibility: z.enum(['public', 'hidden']),
  note: text(1_000),
}
export const statusBody = {
  state: z.enum(statusStates),
  power: known.default('unknown'),
  people: z.int().min(0).max(50_000).nullable().default(null).describe('Inside now, counted or estimated'),
}
