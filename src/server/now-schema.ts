/** Now's view as the API documents it: what an app needs to show a resident what holds, and what to do. */
import { z } from 'zod'
import { residentLanguages } from '#resident'
import { instantOut, mode } from './schemas.ts'

const said = z
  .object({
    text: z.string(),
    lang: z.string().optional().describe('BCP 47, where it is not the language asked for'),
  })
  .describe('In the language asked for, or as it exists')
const look = z.enum(['danger', 'advisory'])
const shelter = z.union([
  z.object({ known: z.literal('none') }),
  z.object({ known: z.literal('some'), count: z.number().int() }),
  z.object({
    known: z.literal('nearest'),
    id: z.string(),
    name: said,
    metres: z.number().describe('In a straight line from the place’s middle'),
    minutes: z.number().describe('On foot at a slower pace, rounded up'),
    status: z.enum(['open', 'full', 'closed', 'no-power', 'unknown']),
    reach: z
      .enum(['in-time', 'too-far'])
      .optional()
      .describe('Before the danger can arrive, where that is known'),
  }),
])
const place = z.object({
  code: z.string(),
  name: said,
  within: said.optional().describe('What it lies in, where two places bear its name'),
  arrival: z
    .union([
      z.object({ known: z.literal('times'), earliest: instantOut, latest: instantOut }),
      z.object({ known: z.literal('nothing') }),
    ])
    .optional()
    .describe('When something that is followed could be there'),
  shelter: shelter.optional(),
})
const danger = z.object({
  look,
  threat: z.string(),
  icon: z.string().describe('Lucide icon name'),
  name: said.describe('What the authority calls it'),
  colour: z.enum(['yellow', 'orange', 'red', 'purple']).optional(),
  reach: z.enum(['all-of-it', 'a-part']),
  parts: z.array(said).describe('Which parts, where it is only some'),
  since: instantOut,
  until: instantOut.optional().describe('The sender’s own time, of what is passed on'),
  steps: z.array(said).describe('What to do, the action first'),
  more: z.array(said),
  told: said.optional().describe('What was issued, where it is not the phrase book’s'),
  unknown: said.optional().describe('What is not known'),
  issuer: said,
  relayed: z.enum(['relayed', 'own']),
})
const zone = z.object({
  state: z.enum(['order', 'warning', 'shelter-in-place', 'lifted']),
  name: said,
  at: instantOut,
  assembly: z.array(z.object({ name: said, where: said.optional() })),
  routes: said.optional(),
  transport: said.optional(),
})
const ending = z.object({
  how: z.enum(['all-clear', 'retracted', 'lapsed']),
  icon: z.string(),
  name: said,
  parts: z.array(said).describe('Which parts, where it is only some'),
  at: instantOut,
  since: instantOut.optional(),
  after: said.optional(),
})

export const nowAnswer = z.object({
  v: z.literal(1),
  language: z.enum(residentLanguages),
  languages: z.array(z.enum(residentLanguages)),
  mode,
  demonstration: z.enum(['demonstration', 'in-service']),
  at: instantOut,
  seq: z.number().int(),
  timeZone: z.string(),
  issuer: said,
  region: said,
  about: z.enum(['my-places', 'region']),
  zones: z
    .array(zone)
    .optional()
    .describe(
      'What people of a part of these places are told to do; stands until lifted, also after an all-clear',
    ),
  remnants: z
    .array(z.object({ name: said, state: z.enum(['suspected', 'confirmed']) }))
    .optional()
    .describe(
      'Where explosives may lie in these places or around them: not to be touched, not to be entered',
    ),
  groups: z
    .array(
      z.object({
        look: z.enum(['danger', 'advisory', 'lapsed', 'ended', 'retracted', 'nothing']),
        places: z.array(place),
        dangers: z.array(danger),
        endings: z.array(ending).describe('Of the last hour; a lapse until it is cleared'),
        lastEndedAt: instantOut.optional(),
      }),
    )
    .describe('Places in which the same holds stand together; the gravest first'),
  nearby: z.array(z.object({ look, name: said, places: z.array(said) })),
  unknown: z.array(z.string()).describe('Codes that are not here'),
  drill: z
    .object({ state: z.enum(['announced', 'running']), from: instantOut, until: instantOut })
    .optional(),
  watch: z.array(z.string()).describe('Areas for `/v1/live?areas=`'),
  heed: z.array(z.string()).describe('A notice for one of these areas is one for these places'),
  spreadMilliseconds: z
    .number()
    .describe(
      'After news, come for a new view at a random moment within so long: everybody hears of it at once',
    ),
})
