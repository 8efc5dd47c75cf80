/**
 * A phrase book: what is said in one language, as data. It is checked whole when it is read, so that no warning ever
 * waits on a missing word; whether an authority has reviewed it is said in the book itself.
 */
import { z } from 'zod'
import { isLanguage, misfitOf, ok, refuse, type Json, type Language, type Result } from '#base'
import type { Gravity } from '#threats'
import { textLengths, type TextLength } from './alert.ts'
import { compileTemplate, type Template } from './wording-template.ts'
import type { ClockTime } from './wording-time.ts'

const text = z.string().min(1)
const templates = z.array(text).min(1)
const byLength = z.strictObject({ '90': templates, '360': templates, '1395': templates })
const plural = z
  .strictObject({ zero: text, one: text, two: text, few: text, many: text, other: text })
  .partial()
  .required({ other: true })
// `unknown` stands in for the advice's own where less is certain than the danger itself.
const instruction = z.strictObject({ short: text, act: text, do: text, more: text, unknown: text.optional() })
const adviceShape = z.strictObject({
  brief: text,
  unknown: text,
  after: text,
  danger: instruction,
  advisory: instruction,
})
const sayings = [
  'warning',
  'all-clear',
  'all-clear-still',
  'retraction',
  'retraction-still',
  'lapse',
] as const
const reasons = ['raised', 'lowered', 'extended', 'reduced', 'corrected', 'renewed', 'areas-cleared'] as const

const shape = z.strictObject({
  format: z.literal('tocsin-phrases/1'),
  language: z.string().refine(isLanguage, 'not a BCP 47 language tag'),
  reviewed: z.strictObject({ by: text.nullable(), note: text }),
  guidance: z.array(text),
  emergencyNumber: text,
  modes: z.strictObject({ drill: byLength, test: byLength }),
  places: z.strictObject({ between: text, last: text, andMore: plural, counted: plural, within: text }),
  colours: z.strictObject({ yellow: text, orange: text, red: text, purple: text }),
  coloured: text,
  times: z.strictObject({ plain: text, dated: text, elsewhere: text, zones: z.record(z.string(), text) }),
  reasons: z.record(z.enum(reasons), text),
  texts: z.record(z.enum(sayings), byLength),
  learn: text,
  advice: z.record(text, adviceShape).refine((advice) => 'other' in advice, 'there is no advice “other”'),
})

export type SayingKind = (typeof sayings)[number]
export type Advice = z.infer<typeof adviceShape>
export type Instruction = Advice[Gravity]

/** What stands before and after something that is said in between. */
export interface Around {
  readonly before: string
  readonly after: string
}

export interface PhraseBook {
  readonly language: Language
  /** Who reviewed it; null: it still waits for a review, and screens say so. */
  readonly reviewed: { readonly by: string | null; readonly note: string }
  readonly texts: { readonly [kind in SayingKind]: { readonly [length in TextLength]: readonly Template[] } }
  readonly modes: {
    readonly [mode in 'drill' | 'test']: { readonly [length in TextLength]: readonly Template[] }
  }
  readonly reasons: { readonly [reason: string]: string | undefined }
  readonly places: {
    readonly between: string
    readonly last: string
    /** “{names} and 4 more areas”, in the plural form that the count asks for. */
    andMore(count: number): Around
    /** “4 areas”. */
    counted(count: number): string
    /** “{places} of Lipetsk Oblast”. */
    within(region: string): Around
  }
  readonly learn: string
  coloured(danger: string, colour: string): string
  /** `00:37 Moscow time`; with the date where the day is not plain. `offset` is `+03:00`. */
  time(clock: ClockTime): string
  /** What is asked of people; threats the book doesn't know get the advice that fits any danger. */
  advice(name: string): Advice
}

/** Reads a book from JSON; `name` (a file's) is named in a refusal. */
export function phraseBook(json: Json, name: string): Result<PhraseBook, 'alerts/phrase-book-malformed'> {
  const parsed = shape.safeParse(json)
  if (!parsed.success) {
    const { at, why } = misfitOf(parsed.error.issues)
    return refuse('alerts/phrase-book-malformed', { at, book: name, why: `${at}: ${why}` })
  }
  const book = withNumber(parsed.data)
  const compiled = compileAll(book)
  if (!compiled.ok) return refuse('alerts/phrase-book-malformed', { ...compiled.problem.details, book: name })
  const pluralOf = pluralChooser(book.language)
  const { places, times } = book
  const advice = new Map(Object.entries(book.advice))
  const other = advice.get('other')!
  return ok({
    language: book.language,
    reviewed: book.reviewed,
    ...compiled.value,
    reasons: book.reasons,
    places: {
      between: places.between,
      last: places.last,
      andMore: remembered((count) =>
        around(pluralOf(places.andMore, count).replaceAll('{count}', String(count)), '{names}'),
      ),
      counted: remembered((count) => pluralOf(places.counted, count).replaceAll('{count}', String(count))),
      within: (region) => around(put(places.within, { region }), '{places}'),
    },
    learn: book.learn,
    coloured(danger, colour) {
      const word = (book.colours as { readonly [colour: string]: string | undefined })[colour]
      return word === undefined ? danger : put(book.coloured, { danger, colour: word })
    },
    time({ time, date, zone, offset }) {
      const said = times.zones[zone]
      if (said === undefined) return put(times.elsewhere, { time, offset: offset() })
      return put(date === undefined ? times.plain : times.dated, { time, zone: said, date: date ?? '' })
    },
    advice: (name) => advice.get(name) ?? other,
  })
}

type Raw = z.infer<typeof shape>

/** The emergency number stands in many sentences and differs between countries: it is written once. */
function withNumber(book: Raw): Raw {
  return JSON.parse(JSON.stringify(book).replaceAll('{sos}', book.emergencyNumber)) as Raw
}

function compileAll(book: Raw): Result<Pick<PhraseBook, 'texts' | 'modes'>, 'alerts/phrase-book-malformed'> {
  const compileGroup = (
    group: { readonly [name: string]: z.infer<typeof byLength> },
    slots?: readonly string[],
  ) => {
    const done: { [name: string]: { [length: string]: Template[] } } = {}
    for (const [name, lengths] of Object.entries(group)) {
      const perLength: { [length: string]: Template[] } = (done[name] = {})
      // Longest first: an object whose keys are numbers from 90 up to 1395 is laid out as a list of 2,108 places, 17 kB.
      for (const length of textLengths.toReversed()) {
        const into: Template[] = (perLength[length] = [])
        for (const source of lengths[`${length}`]) {
          const template = compileTemplate(source, slots)
          if (!template.ok) return template
          into.push(template.value)
        }
      }
    }
    return ok(done)
  }
  const texts = compileGroup(book.texts)
  if (!texts.ok) return texts
  const modes = compileGroup(book.modes, ['text'])
  if (!modes.ok) return modes
  return ok({ texts: texts.value, modes: modes.value } as unknown as Pick<PhraseBook, 'texts' | 'modes'>)
}

function pluralChooser(language: string) {
  const rules = new Intl.PluralRules(language)
  return (forms: z.infer<typeof plural>, count: number): string => forms[rules.select(count)] ?? forms.other
}

function around(sentence: string, between: string): Around {
  const [before = '', after = ''] = sentence.split(between)
  return { before, after }
}

/** Counts come again and again; their sentences are built once. */
function remembered<Said>(say: (count: number) => Said): (count: number) => Said {
  const known: Said[] = []
  return (count) => (count < 1000 ? (known[count] ??= say(count)) : say(count))
}

function put(sentence: string, values: { readonly [name: string]: string }): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** Books by language; two for one language are refused, because nobody could say which speaks. */
export function phraseShelf(
  books: readonly PhraseBook[],
): Result<ReadonlyMap<string, PhraseBook>, 'alerts/phrase-book-twice'> {
  const shelf = new Map<string, PhraseBook>()
  for (const book of books) {
    if (shelf.has(book.language)) return refuse('alerts/phrase-book-twice', { language: book.language })
    shelf.set(book.language, book)
  }
  return ok(shelf)
}
