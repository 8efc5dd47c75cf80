/** Phrase books over HTTP: every template with its slots, one's own words over the shipped ones, and what they would say. */
import { z } from 'zod'
import {
  freezeAreas,
  missingPhrases,
  mostUnits,
  sayEachLength,
  sayingKind,
  slotRules,
  stepOf,
  textLengths,
  type WordingInput,
} from '#alerts'
import { measure, ok, type Instant, type JsonObject } from '#base'
import type { AreaCode } from '#areas'
import { ladderId, type Level, type LevelId, type ThreatId } from '#threats'
import { actWithTwo, onAgreedAct } from '../agreed-acts.ts'
import { byCaller } from '../ordered-by.ts'
import { waits } from '../people-views.ts'
import type { PhraseChange, SpokenBook } from '../phrase-desk.ts'
import { regionOf } from '../in-memory.ts'
import type { Routes } from '../route.http.ts'
import { areaList, instantOut, mode } from '../schemas.ts'
import type { System } from '../system.ts'
import type { Texts } from '../texts.ts'

const mostChanges = 400
/** Of all texts together: the whole of a book has some 25,000. */
const mostCharacters = 60_000
const language = z.string().min(2).max(35)
const phrases = z.record(z.string(), z.string())
const changes = z
  .record(z.string().min(1).max(120), z.string().max(1_395).nullable())
  .superRefine((all, context) => {
    const texts = Object.values(all)
    const characters = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0)
    if (texts.length <= mostChanges && characters <= mostCharacters) return
    const message = `at most ${mostChanges} changes of ${mostCharacters} characters together are taken at once`
    context.addIssue({ code: 'custom', message })
  })
  .describe('By path, as GET /v1/phrases names them; null goes back to the shipped text')
const reviewed = z.strictObject({
  by: z.string().trim().min(1).max(200).nullable().describe('The body that reviewed it; no person’s name'),
  note: z.string().trim().min(1).max(500),
})

const bookView = z.object({
  language: z.string(),
  reviewed: z.object({ by: z.string().nullable(), note: z.string() }),
  phrases: phrases.describe('Every template and word, by its path'),
  overridden: z.array(z.string()),
  shipped: phrases.describe(
    'What the overridden ones say as they ship; none where the shipped book has none there',
  ),
  missing: z.array(z.string()).describe('What other languages say and this one does not'),
  changedBy: z.string().nullable(),
  changedAt: instantOut.nullable(),
  fellBack: z.string().nullable().describe('Why the shipped book speaks although there are changes'),
})

const kinds = ['warning', 'update', 'all-clear', 'retraction', 'lapse'] as const
const updates = ['raised', 'lowered', 'extended', 'reduced', 'corrected', 'renewed', 'areas-cleared'] as const
const usualReason = {
  warning: 'issued',
  update: 'raised',
  'all-clear': 'cleared',
  retraction: 'retracted',
  lapse: 'lapsed',
} as const
const previewBody = z.strictObject({
  language,
  changes: changes.default({}),
  threat: z
    .string()
    .max(80)
    .transform((id) => id as ThreatId),
  ladder: ladderId.optional().describe('The authority’s when left out'),
  level: z
    .string()
    .max(80)
    .transform((id) => id as LevelId),
  kind: z.enum(kinds),
  reason: z.enum(updates).optional().describe('What an update is about'),
  remains: z.enum(['yes', 'no']).default('no').describe('Whether the same danger goes on there after an end'),
  mode: mode.default('live'),
  areas: areaList.min(1).max(100).optional().describe('The authority’s own when left out'),
})

const counted = {
  units: z.int().nullable(),
  alphabet: z.enum(['gsm-7', 'ucs-2']).nullable(),
  most: z.int(),
  over: z.int().describe('How much too long; 0 where it fits'),
}

export function phraseRoutes(routes: Routes, system: System, texts: Texts): void {
  const desk = texts.phrases
  const viewOf = (book: SpokenBook, all: readonly SpokenBook[]): z.output<typeof bookView> => ({
    ...{ language: book.language, reviewed: { ...book.reviewed }, phrases: { ...book.phrases } },
    overridden: [...book.overridden],
    shipped: Object.fromEntries(
      book.overridden.flatMap((path) =>
        book.shipped[path] === undefined ? [] : [[path, book.shipped[path]]],
      ),
    ),
    missing: [
      ...missingPhrases(
        book.phrases,
        all.filter((one) => one !== book).map((one) => one.phrases),
      ),
    ],
    ...{ changedBy: book.changedBy, changedAt: book.changedAt, fellBack: book.fellBack },
  })
  const view = (book: SpokenBook) => {
    const all = desk.books()
    return viewOf(
      all.find((one) => one.language === book.language)!,
      all,
    )
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/phrases', action: 'alert.read', tag: 'set-up' },
      summary:
        'Every phrase in every language, what it may name, how long what it says may be, and who reviewed it',
      answer: z.object({
        books: z.array(bookView),
        languages: z.array(z.string()).describe('Those that are told here'),
        limits: z.array(
          z.object({ length: z.string(), most: z.object({ 'gsm-7': z.int(), 'ucs-2': z.int() }) }),
        ),
        slots: z.array(
          z.object({
            under: z.string().describe('Of every path that begins so; others have none'),
            slots: z.array(z.string()),
            once: z.array(z.string()).describe('Those that must stand there exactly once'),
            form: z.enum(['template', 'plain']),
          }),
        ),
      }),
    },
    () => {
      const all = desk.books()
      return ok({
        books: all.map((book) => viewOf(book, all)),
        languages: [...system.authority.languages],
        limits: textLengths.map((length) => ({
          length: `${length}`,
          most: { 'gsm-7': mostUnits(length, 'gsm-7'), 'ucs-2': mostUnits(length, 'ucs-2') },
        })),
        slots: slotRules.map(({ under, slots, once, form }) => ({
          ...{ under, slots: [...slots], once: [...once], form },
        })),
      })
    },
  )
  const params = z.object({ language })
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/phrases/:language', action: 'texts.manage', tag: 'set-up', params },
      ...{ needs: 'the-writer', proof: 'fresh', mostAtOnce: 4 },
      body: z.strictObject({ changes, reviewed: reviewed.optional() }),
      summary:
        'Change what is said in a language; everything it may have to say is tried first. It needs a second person where there are two',
      answer: z.union([bookView, waits]),
    },
    async ({ params: { language: told }, body, caller, allowed }) => {
      const may = allowed({ areas: system.authority.areas })
      if (!may.ok) return may
      const change: PhraseChange = {
        ...{ language: told, changes: body.changes },
        ...(body.reviewed === undefined ? {} : { reviewed: body.reviewed }),
      }
      const checked = await desk.check(change)
      if (!checked.ok) return checked
      const now = desk.books().find((book) => book.language === told)!
      const shown = {
        language: told,
        changes: Object.entries(body.changes).map(([path, text]) => ({
          ...{ path, before: now.phrases[path] ?? null, after: text ?? now.shipped[path] ?? null },
        })),
        reviewed: body.reviewed ?? null,
      }
      const payload = change as unknown as JsonObject
      return actWithTwo(system, caller, { kind: 'phrases/put', payload, shown }, async () => {
        const put = await desk.put(checked.value, byCaller(caller), system)
        return put.ok ? ok(view(put.value)) : put
      })
    },
  )
  onAgreedAct(system, 'phrases/put', async (payload, asked) => {
    const checked = await desk.check(payload as unknown as PhraseChange)
    return checked.ok ? desk.put(checked.value, asked, system) : checked
  })
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/phrases/preview', action: 'alert.read', tag: 'set-up' },
      ...{ body: previewBody, mostAtOnce: 8 },
      summary: 'What would be said with these changes, each length counted; nothing is kept',
      answer: z.object({
        language: z.string(),
        saying: z.string().describe('The group of templates that says it: `texts.{saying}`'),
        texts: z
          .array(
            z.object({
              length: z.string(),
              text: z.string().nullable().describe('Null where not even the shortest fits'),
              ...counted,
              pages: z.int().nullable().describe('Of a cell broadcast'),
              variants: z
                .array(z.object({ path: z.string(), text: z.string().nullable(), ...counted }))
                .describe('Each template by itself, all places named; null where it has nothing to say'),
            }),
          )
          .nullable()
          .describe('Null where the issuer, the danger or a place has no name in this language'),
      }),
    },
    ({ body }) => {
      const book = desk.bookWith(body)
      if (!book.ok) return book
      const ladder = body.ladder ?? system.authority.ladder
      const step = stepOf(body.threat, ladder, body.level, system.book)
      if (!step.ok) return step
      const codes = body.areas === undefined ? ok(system.authority.areas) : system.areas.resolve(body.areas)
      if (!codes.ok) return codes
      const hierarchy = system.areas.hierarchy()
      const danger = {
        threat: system.book.threat(body.threat)!,
        ladder: system.book.ladder(ladder)!,
        level: system.book.level(ladder, body.level) as Level,
      }
      const now = system.clock.now()
      const ended = body.kind !== 'warning' && body.kind !== 'update'
      const input: Omit<WordingInput, 'languages' | 'overrides'> = {
        ...danger,
        ...{ kind: body.kind, mode: body.mode, issuer: system.authority.issuer },
        reason: body.kind === 'update' ? (body.reason ?? 'raised') : usualReason[body.kind],
        areas: freezeAreas(hierarchy, codes.value as readonly AreaCode[], () => null),
        ...regionOf(codes.value.map((code) => hierarchy.ancestors(code as AreaCode))),
        timeZone: system.authority.timeZone,
        ...{ since: now as Instant, at: now },
        stillInForce: ended && body.remains === 'yes' ? [danger] : [],
      }
      const saying = sayingKind(input)
      const said = sayEachLength(book.value, input)
      return ok({
        language: body.language,
        saying,
        texts:
          said?.map(({ length, said: fitted, inFull }) => {
            const most = (alphabet: unknown) => mostUnits(length, alphabet === 'ucs-2' ? 'ucs-2' : 'gsm-7')
            const count = (text: string | undefined) => {
              if (text === undefined)
                return { text: null, units: null, alphabet: null, most: length, over: 0 }
              const { units, alphabet } = measure(text)
              return {
                text,
                units,
                alphabet,
                most: most(alphabet),
                over: Math.max(0, units - most(alphabet)),
              }
            }
            const variants = inFull().map((text, i) => ({
              path: `texts.${saying}.${length}[${i}]`,
              ...count(text),
            }))
            if (fitted.ok)
              return {
                ...{ length: `${length}`, ...count(fitted.value) },
                ...{ pages: measure(fitted.value).pages, variants },
              }
            const { units, alphabet } = fitted.problem.details as {
              units: number
              alphabet: 'gsm-7' | 'ucs-2'
            }
            return {
              ...{ length: `${length}`, text: null, units, alphabet, most: most(alphabet) },
              ...{ over: Math.max(0, units - most(alphabet)), pages: null, variants },
            }
          }) ?? null,
      })
    },
  )
}
