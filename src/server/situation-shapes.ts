/** What a situation report is asked by, and what it is answered with. */
import { z } from 'zod'
import { reportLanguages, sectionIds, type ReportLanguage, type SectionId } from '#situation'
import { areaText, instant, instantOut, mode, names } from './schemas.ts'

export const situationQuery = z.object({
  from: instant.optional().describe('The first instant; twelve hours before the end when left out'),
  to: instant.optional().describe('The first instant after it; now when left out'),
  asOf: instant.optional().describe('What was known then; now when left out'),
  position: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe(
      'The last fact that counts: with it, and with from, to and asOf, the same is answered each time',
    ),
  areas: z
    .string()
    .min(1)
    .max(2_000)
    .transform((text) => text.split(';').map((one) => one.trim()))
    .pipe(z.array(areaText).max(100))
    .optional()
    .describe('Codes or names, separated by semicolons; everywhere when left out'),
  mode: mode.optional(),
  face: z
    .enum(['staff', 'public'])
    .default('staff')
    .describe('public: nothing under embargo, nothing nearer than a municipality'),
  lang: z
    .enum(reportLanguages as [ReportLanguage, ...ReportLanguage[]])
    .optional()
    .describe('Of the words; the authority’s first that the report has when left out'),
})
export type SituationQuery = z.output<typeof situationQuery>

const section = z.enum(sectionIds as unknown as [SectionId, ...SectionId[]])
const rests = {
  rests: z.array(z.int()).describe('Places of facts in the ledger'),
  see: z.string().describe('Where the console shows it; empty for the public'),
}
const range = { atLeast: z.number(), atMost: z.number().nullable() }
type CellIn = z.ZodType
const cell: CellIn = z.lazy(() =>
  z.discriminatedUnion('is', [
    z.object({ is: z.literal('count'), ...range }),
    z.object({ is: z.literal('time'), at: instantOut }),
    z.object({ is: z.literal('length'), milliseconds: z.number() }),
    z.object({ is: z.literal('term'), term: z.string() }),
    z.object({ is: z.literal('names'), of: z.array(z.object({ code: z.string(), names })) }),
    z.object({ is: z.literal('text'), text: z.string() }),
    z.object({ is: z.literal('said'), sentence: z.string(), parts: z.record(z.string(), z.looseObject({})) }),
    z.object({ is: z.literal('list'), of: z.array(z.looseObject({})) }),
    z.object({ is: z.literal('nothing') }),
  ]),
)
const line = { id: z.string(), ...rests }
export const situationView = z.object({
  report: z.object({
    of: z.object({
      ...{ from: instantOut, to: instantOut, areas: z.array(z.string()), mode },
      face: z.enum(['staff', 'public']),
    }),
    asOf: z.object({ at: instantOut, seq: z.int(), hash: z.string() }),
    sections: z.array(
      z.object({
        ...{ id: section, columns: z.array(z.string()), figures: z.array(z.object({ ...line, ...range })) },
        rows: z.array(z.object({ ...line, cells: z.record(z.string(), cell) })),
      }),
    ),
    withheld: z.array(section).describe('What the caller may not read'),
  }),
  facts: z
    .array(
      z.object({
        ...{ seq: z.int(), at: instantOut, stream: z.string(), type: z.string(), hash: z.string() },
        what: z.string().describe('In one English sentence'),
      }),
    )
    .describe('Those that any number rests on; none for the public'),
  paper: z
    .object({
      language: z.string(),
      direction: z.enum(['ltr', 'rtl']),
      title: z.string(),
      mode: z.string().nullable(),
      head: z.array(z.string()),
      sections: z.array(
        z.object({
          ...{ id: section, title: z.string(), means: z.string(), none: z.string() },
          figures: z.array(z.object({ ...line, text: z.string() })),
          columns: z.array(z.string()),
          rows: z.array(z.object({ ...line, cells: z.array(z.string()) })),
        }),
      ),
      ...{ page: z.string(), rests: z.string() },
    })
    .describe('The same in one language, as it is read'),
  again: z.string().describe('The address that answers exactly this again'),
})
