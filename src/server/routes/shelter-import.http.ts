/** Importing lists of shelters: a proposal that says everything, then the same once more with what was agreed to. */
import { z } from 'zod'
import { ok } from '#base'
import { briefOf, goneChoices, mappingShape, outcomes } from '#shelters'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import { contentHash, instantOut } from '../schemas.ts'
import type { ImportProposal, ShelterImports } from '../shelter-imports.ts'
import type { ShelterLinks } from '../shelter-links.ts'
import { areasTouched, type ShelterKeeping } from './shelter-keeping.http.ts'

const source = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .default('shelters')
  .describe('Under which name the next edition of the list is known again')
const asked = {
  file: z.strictObject({ name: z.string().min(1).max(200), base64: z.base64() }),
  source,
  mapping: z
    .unknown()
    .optional()
    .describe('As a proposal shows it; left out, that of the last import, or a guess'),
  region: z
    .string()
    .max(200)
    .optional()
    .describe('Area in which they must lie, or “anywhere”; any of ours when left out'),
}
const agreed = {
  agreed: contentHash
    .optional()
    .describe('The hash of the proposal that was looked at; left out, nothing is done'),
  gone: z.enum(goneChoices).optional().describe('What becomes of those that the list has no more'),
}
const brief = z.object({ id: z.string(), name: z.string(), lon: z.number(), lat: z.number() })
const tally = z.object({
  rows: z.int(),
  ...(Object.fromEntries(outcomes.map((one) => [one, z.int()])) as {
    [one in (typeof outcomes)[number]]: z.ZodInt
  }),
})
const field = z.object({ field: z.string(), filled: z.int(), example: z.string() })
const proposal = z.object({
  state: z.enum(['proposed', 'applied']),
  hash: z.string(),
  list: z.object({
    format: z.enum(['geojson', 'json', 'csv']),
    encoding: z.string(),
    delimiter: z.string().nullable(),
    fields: z.array(field),
    notes: z.array(z.looseObject({ code: z.string() })).describe('What was mended in the list as a whole'),
  }),
  mapping: mappingShape,
  mappingFrom: z.enum(['given', 'kept', 'guessed']),
  guess: z
    .object({ others: z.record(z.string(), z.array(z.string())), unknownWords: z.array(z.string()) })
    .nullable(),
  tally: tally.describe('Every row is in one of the four'),
  findings: z.array(
    z.object({
      row: z.int(),
      code: z.string(),
      effect: z.enum(['mended', 'doubted', 'refused']),
      field: z.string().optional(),
      was: z.string().optional(),
      other: z.int().optional().describe('The row that it is the same as'),
    }),
  ),
  findingsLeft: z.int(),
  filled: z.record(z.string(), z.int()).describe('In how many rows something stood there'),
  unmapped: z.array(field).describe('Fields of the list that are left out'),
  changes: z.object({
    added: z.int(),
    changed: z.array(brief.extend({ fields: z.array(z.string()) })),
    changedLeft: z.int(),
    same: z.int(),
    gone: z.array(brief),
    goneLeft: z.int(),
    keepEdits: z.array(z.object({ id: z.string(), fields: z.array(z.string()) })),
    besideOthers: z.array(z.object({ id: z.string(), other: z.string() })),
  }),
  examples: z.array(brief.extend({ type: z.string(), row: z.int() })).describe('The first that are taken'),
})

const mostFindings = 2_000
const mostNamed = 500

export function shelterImportRoutes(
  routes: Routes,
  { desk, places }: ShelterKeeping,
  {
    imports,
    links,
    bodyLimit,
  }: {
    readonly imports: ShelterImports
    readonly links: ShelterLinks
    readonly bodyLimit: number
  },
): void {
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/shelters/import', action: 'shelter.manage', tag: 'set-up' },
      ...{ body: z.strictObject({ ...asked, ...agreed }), bodyLimit, mostAtOnce: 2, needs: 'the-writer' },
      summary: 'What a list of shelters would change, row by row; done only with the hash that was agreed to',
      answer: proposal,
    },
    async ({ body, caller, allowed }) => {
      const bytes = Buffer.from(body.file.base64, 'base64')
      const question = {
        ...{ file: { name: body.file.name, bytes }, source: body.source },
        ...(body.mapping === undefined ? {} : { mapping: body.mapping }),
        ...(body.region === undefined ? {} : { region: body.region }),
      }
      if (body.agreed === undefined) {
        const proposed = await imports.propose(question)
        return proposed.ok ? ok(viewOf(proposed.value, 'proposed')) : proposed
      }
      const done = await imports.apply(
        question,
        { hash: body.agreed, ...(body.gone === undefined ? {} : { gone: body.gone }) },
        byCaller(caller),
        (touched) => allowed({ areas: areasTouched(places, touched) }),
      )
      if (!done.ok) return done
      if (body.gone === 'remove') await links.revokeAll(done.value.changes.gone.map(({ id }) => id))
      return ok(viewOf(done.value, 'applied'))
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters/sources', action: 'shelter.manage', tag: 'set-up' },
      summary: 'The lists that shelters were imported from, with the mappings kept for their next editions',
      answer: z.object({
        sources: z.array(
          z.object({
            ...{ source: z.string(), file: z.string(), at: instantOut },
            ...{ mapping: mappingShape, shelters: z.int() },
          }),
        ),
      }),
    },
    async () => {
      await desk.book.upToDate()
      const counts = new Map<string, number>()
      for (const { origin } of desk.book.all())
        if (origin !== null) counts.set(origin.source, (counts.get(origin.source) ?? 0) + 1)
      const sources = await imports.sources()
      return ok({ sources: sources.map((one) => ({ ...one, shelters: counts.get(one.source) ?? 0 })) })
    },
  )
}

function viewOf(
  { table, mapping, mappingFrom, guess, read, changes, besideOthers }: ImportProposal,
  state: 'proposed' | 'applied',
) {
  const { format, encoding, delimiter, fields, notes } = table
  const { added, changed, same, gone, keepEdits, hash } = changes
  return {
    ...{ state, hash, list: { format, encoding, delimiter, fields, notes }, mapping, mappingFrom },
    guess: guess === null ? null : { others: guess.others, unknownWords: guess.unknownWords },
    tally: read.tally,
    findings: read.findings.slice(0, mostFindings),
    findingsLeft: Math.max(0, read.findings.length - mostFindings),
    ...{ filled: read.filled, unmapped: read.unmapped },
    changes: {
      added: added.length,
      changed: changed
        .slice(0, mostNamed)
        .map(({ shelter, fields: of }) => ({ ...briefOf(shelter), fields: of })),
      changedLeft: Math.max(0, changed.length - mostNamed),
      ...{ same, gone: gone.slice(0, mostNamed).map(briefOf) },
      goneLeft: Math.max(0, gone.length - mostNamed),
      keepEdits: keepEdits.slice(0, mostNamed),
      besideOthers: besideOthers.slice(0, mostNamed),
    },
    examples: added.slice(0, 3).map((shelter) => ({
      ...{ ...briefOf(shelter), type: shelter.listed.type },
      row: read.taken.find(({ key }) => key === shelter.origin?.key)?.row ?? 0,
    })),
  }
}
