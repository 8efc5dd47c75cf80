/** The shapes in which the evidence desk speaks over HTTP, once for its routes. Long because it is all of them: what one shows, another takes in. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import type { ThreatId } from '#threats'
import {
  bases,
  certainties,
  claimEvents,
  documentKinds,
  offers,
  reliabilities,
  rules,
  discounts,
  standings,
  stances,
  verdicts,
} from '#evidence'
import { instant, instantOut } from './schemas.ts'

export const opaque = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)
export const claimName = z.string().regex(/^[A-Za-z0-9-]{1,64}\/\d{1,5}$/)
const quote = z.object({ text: z.string(), start: z.int().describe('Offset in UTF-16 units'), end: z.int() })
const bound = z.enum(['exactly', 'at-least', 'about', 'up-to'])
const person = z.object({ id: z.string(), name: z.string().nullable() })
const why = z
  .object({ hash: z.string(), words: z.string().nullable() })
  .nullable()
  .describe('The reason; its words are null once they were erased')
export const reliability = z.enum(reliabilities as ['A', 'B', 'C', 'D', 'E', 'F'])
export const credibility = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
])
export const basis = z
  .enum(bases)
  .describe(
    '“responsible-official”: said by an official about what they are themselves in charge of; “physical-evidence”: looked at',
  )

const codedOut = {
  event: z.enum(claimEvents),
  happened: z.enum(['yes', 'no']),
  stance: z.enum(stances),
  area: z.string().nullable(),
  areas: z.array(z.string()).optional().describe('All of a claim about several areas; `area` is then null'),
  from: instantOut.nullable(),
  to: instantOut.nullable(),
  weapon: z.string().nullable(),
  quantities: z.array(z.object({ value: z.number(), unit: z.string(), bound })),
  certainty: z.enum(certainties),
}
const coded = z.object(codedOut)

const instantIn = instant.nullable()
const areaIn = z
  .string()
  .min(1)
  .max(200)
  .transform((code) => code as AreaCode)
const codedIn = {
  event: z.enum(claimEvents),
  happened: z.enum(['yes', 'no']),
  stance: z.enum(stances),
  area: areaIn.nullable(),
  areas: z
    .array(areaIn)
    .max(200)
    .optional()
    .describe('Of a claim about several areas all of them; then they count, and `area` does not'),
  from: instantIn,
  to: instantIn,
  weapon: z
    .string()
    .min(1)
    .max(64)
    .nullable()
    .transform((threat) => threat as ThreatId | null),
  quantities: z
    .array(
      z.strictObject({
        value: z.number().min(0).max(1e12),
        unit: z
          .string()
          .regex(/^[a-z][a-z -]{0,39}$/)
          .describe('A plain noun in English, lower case'),
        bound,
      }),
    )
    .max(30),
  certainty: z.enum(certainties),
}
export const claimIn = z.strictObject(codedIn)
export const mendedIn = claimIn.partial()

const lease = z
  .object({ by: z.string(), name: z.string().nullable(), since: instantOut, until: instantOut })
  .nullable()
  .describe('Who works on it, until when nobody else may')
const graded = <Grade extends z.ZodType>(grade: Grade) =>
  z.array(
    z.object({
      ...{ from: grade, to: grade, says: z.string(), at: instantOut },
      ...{ by: z.string(), name: z.string().nullable(), why },
    }),
  )

export const sourceView = z.object({
  id: z.string(),
  name: z.string().nullable(),
  key: z.string().nullable().describe('Host, channel or address'),
  firstSeenAt: instantOut.nullable(),
  reliability,
  says: z.string().describe('The grade in the words of NATO AJP-2.1'),
})
export const sourceWhole = sourceView.extend({ ratings: graded(reliability) })

export const documentRow = z.object({
  id: z.string(),
  version: z.int(),
  kind: z.enum(documentKinds),
  seenAt: instantOut,
  saidAt: instantOut.nullable(),
  claims: z.int(),
  judged: z.int(),
  family: z.string(),
  state: z.enum(['open', 'done']),
  title: z.string().nullable(),
  url: z.string().nullable(),
  language: z.string().nullable(),
  doubts: z.int(),
  text: z.enum(['kept', 'erased']),
  source: sourceView,
  assigned: person.nullable(),
  lease,
})

const verdict = z.object({
  verdict: z.enum(verdicts),
  at: instantOut,
  by: z.string(),
  name: z.string().nullable(),
  why,
  coded: coded.nullable(),
  basis,
})
const claimView = z.object({
  claim: z.int(),
  ref: z.string(),
  statement: z.int().nullable().describe('Its place among the statements; null where a person added it'),
  quote,
  read: coded.describe('As it was read'),
  stands: coded
    .extend({ place: z.string().nullable() })
    .nullable()
    .describe('As it stands now: as read, as mended, or null where it was rejected'),
  credibility,
  says: z.string().describe('The grade in the words of NATO AJP-2.1'),
  ratings: graded(credibility),
  verdict: z.enum(verdicts).nullable(),
  basis: basis.nullable(),
  basisHint: z
    .enum(['may-be-in-charge', 'none'])
    .describe('What the speaker’s role hints at; whether they are in charge of this a person decides'),
  verdicts: z.array(verdict),
  offers: z.array(z.enum(offers)).describe('What it may be used for; what is over is never a warning'),
  event: z.string().nullable(),
  standing: z.enum(standings).nullable().describe('What stands of its event; “denied” closes the claim'),
  fits: z.array(z.string()).describe('Events that it would fit into'),
})
const statementView = z.object({
  speaker: z.string().nullable(),
  role: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  verb: z.string().nullable(),
  stance: z.enum(stances),
  reportedIn: z.int().nullable(),
  form: z.enum(['direct', 'reported', 'own']),
  quote,
  speakerQuote: quote.nullable(),
})
export const doubtView = z.object({
  code: z.string(),
  message: z.string(),
  quotes: z.array(quote.extend({ document: z.string().nullable() })),
})
export const indicatorsView = z.object({
  timing: z
    .enum(['before', 'after'])
    .nullable()
    .describe('Of what may come, or of what has been; null: erased'),
  argues: z.enum(['yes', 'no']).nullable().describe('Whether it argues that something is coming'),
  actor: z.string().nullable(),
  target: z.string().nullable(),
  speaker: z.string().nullable(),
  horizon: z.string().nullable().describe('In how long, as written'),
  date: z.string().nullable().describe('As written'),
  family: z.string().describe('Copies count once'),
  indicators: z.array(z.object({ type: z.string(), sign: z.enum(['+', '-']), quote })),
  doubts: z.array(doubtView),
})
const siteLink = z.object({
  ...{ site: z.string(), name: z.string(), statement: z.string(), at: instantOut },
  kind: z.enum(['visit', 'statement']),
  claim: z.int().nullable().describe('Null: the whole document'),
})
const siteLinks = z.array(siteLink).describe('Sites that it is attached to as a visit or a statement')

export const documentWhole = documentRow
  .extend({
    hash: z.string().describe('SHA-256 of the original'),
    content: z
      .object({ text: z.string(), title: z.string().nullable(), within: z.array(z.string()) })
      .nullable(),
    statements: z.array(statementView),
    doubts: z.array(doubtView),
    claimList: z.array(claimView),
    closed: z.object({ at: instantOut, by: z.string(), name: z.string().nullable(), why }).nullable(),
    drafted: z.array(z.object({ alert: z.string(), claim: z.int().nullable(), at: instantOut })),
    sites: siteLinks,
  })
  .meta({ id: 'EvidenceDocument' })

const figure = z.object({
  unit: z.string(),
  lowest: z.number(),
  highest: z.number(),
  upwards: z.enum(['open', 'closed']).describe('“open”: somebody says “at least” of the highest'),
  downwards: z.enum(['open', 'closed']),
  said: z.array(z.object({ value: z.number(), bound, claim: z.string(), happened: z.enum(['yes', 'no']) })),
})
export const eventRow = z.object({
  id: z.string(),
  version: z.int(),
  openedAt: instantOut,
  changedAt: instantOut,
  kind: z.enum(claimEvents).nullable(),
  area: z.string().nullable(),
  areas: z.array(z.string()).describe('All of an event of several areas; `area` is then null'),
  place: z.string().nullable(),
  from: instantOut.nullable(),
  to: instantOut.nullable(),
  weapons: z.array(z.string()),
  claims: z.int(),
  families: z.int().describe('Independent ones; copies count once'),
  documents: z.int(),
  standing: z.enum(standings),
  figures: z.array(figure).describe('For each unit the lowest and the highest; never a sum'),
  mergedInto: z.string().nullable(),
})
const ground = z.object({
  claim: z.string(),
  document: z.string(),
  source: z.string(),
  family: z.string(),
  reliability,
  credibility,
  says: z.enum(['yes', 'no']),
})
export const eventWhole = eventRow
  .extend({
    confirmation: z.object({
      standing: z.enum(standings),
      by: z.array(z.enum(rules)),
      grounds: z.array(ground),
      discounted: z.array(z.object({ claim: z.string(), why: z.enum(discounts) })),
      familiesFor: z.int(),
      familiesAgainst: z.int(),
      closedBy: z.array(z.string()),
    }),
    members: z.array(
      z.object({
        claim: z.string(),
        document: z.string(),
        number: z.int(),
        coded,
        basis,
        place: z.string().nullable(),
        saidAt: instantOut,
        seenAt: instantOut.nullable(),
        title: z.string().nullable(),
        url: z.string().nullable(),
        speaker: z.string().nullable(),
        role: z.string().nullable(),
        words: z.string().nullable(),
        source: sourceView.nullable(),
        family: z.string().nullable(),
      }),
    ),
    sites: siteLinks,
    acts: z.array(
      z.object({
        act: z.string(),
        type: z.enum(['merged-in', 'merged-away', 'split', 'split-off']),
        from: z
          .union([z.string(), z.array(z.object({ event: z.string(), claims: z.array(z.string()) }))])
          .optional(),
        into: z.string().optional(),
        claims: z.array(z.string()).optional(),
      }),
    ),
    setAside: z.array(
      z.object({ denial: z.string(), at: instantOut, by: z.string(), name: z.string().nullable(), why }),
    ),
  })
  .meta({ id: 'EvidenceEvent' })
export const historyView = z.array(
  z.object({
    seq: z.int(),
    type: z.string(),
    at: instantOut,
    by: z.string(),
    name: z.string().nullable(),
    data: z.looseObject({}),
    why,
  }),
)
export const paging = {
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
