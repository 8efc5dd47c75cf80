/**
 * The phrase books as they are spoken here: the shipped ones with this installation's changes over them. A change is checked
 * whole before it is taken; one that can't be read any more is left out, and the shipped book speaks.
 */
import { z } from 'zod'
import {
  changedBook,
  mergedChanges,
  phrasesOf,
  speaker,
  tryPhrases,
  type PhraseBook,
  type Phrases,
  type Reviewed,
  type Speaker,
  type TrialGround,
} from '#alerts'
import {
  oneAfterAnother,
  ok,
  refuse,
  type ActorId,
  type Clock,
  type Instant,
  type Json,
  type JsonObject,
  type Log,
  type Result,
  type Shelf,
} from '#base'
import type { KeptAtHand } from '#channels'
import type { Ladder } from '#threats'
import type { ReadPhrases } from '../alerts/phrase-book.fs.ts'
import type { LadderBook } from './ladder-book.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

const collection = 'phrase-changes'
const stored = z.object({
  changes: z.record(z.string(), z.string()),
  reviewed: z.object({ by: z.string().min(1).nullable(), note: z.string().min(1) }).nullable(),
  by: z.string().transform((id) => id as ActorId),
  at: z.string().transform((instant) => instant as Instant),
})
type Stored = z.output<typeof stored>

/** Texts are tried in runs of so many, some milliseconds; then the sirens have their turn. */
const triedAtOnce = 100

export interface PhraseChange {
  readonly language: string
  /** By path; null takes a change back. */
  readonly changes: { readonly [path: string]: string | null }
  readonly reviewed?: Reviewed
}

export interface SpokenBook {
  readonly language: string
  readonly shipped: Phrases
  readonly phrases: Phrases
  readonly overridden: readonly string[]
  readonly reviewed: Reviewed
  readonly changedBy: ActorId | null
  readonly changedAt: Instant | null
  /** Why the shipped book speaks although there are changes; null where all is well. */
  readonly fellBack: string | null
}

/** A change that was good when the books and ladders stood so. */
export interface CheckedChange {
  readonly change: PhraseChange
  readonly stand: number
}

export interface PhraseDesk {
  /** Always by the newest books and ladders. */
  readonly speak: Speaker
  books(): readonly SpokenBook[]
  /** The book that speaks now in a language; undefined where there is none. */
  book(language: string): PhraseBook | undefined
  /** The languages in which the shipped book speaks because what was changed can’t be read. */
  fellBack(): readonly { readonly language: string; readonly why: string }[]
  /** The book as it would be with these changes; parsed, and not tried. */
  bookWith(change: PhraseChange): Result<PhraseBook>
  /** Whether everything can be said with these changes: parsed, and tried. */
  check(change: PhraseChange): Promise<Result<CheckedChange>>
  /** Whether everything can be said by these ladders, in every book. */
  checkLadder(ladder: Ladder): Promise<Result<void>>
  /** Checked again where something else was changed since. */
  put(checked: CheckedChange, by: OrderedBy, system: System): Promise<Result<SpokenBook>>
  readonly kept: KeptAtHand
}

export interface PhraseDeskParts {
  readonly shelf: Shelf
  readonly clock: Clock
  readonly log: Log
  readonly shipped: ReadPhrases
  readonly ladders: LadderBook
  readonly languages: readonly string[]
  readonly timeZone: string
  /** Who warns, and where, at the moment. */
  readonly ground: () => Pick<TrialGround, 'issuers' | 'areas'>
  readonly describe: TrialGround['describe']
}

const notReviewedSince = 'Changed here, and not reviewed since.'

export async function openPhraseDesk(parts: PhraseDeskParts): Promise<PhraseDesk> {
  const { shelf, clock, log, ladders, languages, timeZone, describe } = parts
  const { shipped } = parts.shipped
  let changed = new Map<string, Stored>()
  let fellBack = new Map<string, string>()
  let books = new Map<string, PhraseBook>()
  /** By the languages in which the shipped book speaks although there are changes that can be read. */
  let speakers = new Map<string, Speaker>()
  /** Counts changes of books and ladders. */
  let stand = 0
  /** Languages of which it was told since then that something doesn't fit. */
  const told = new Set<string>()
  const shippedPhrases = new Map([...shipped].map(([language, json]) => [language, phrasesOf(json)]))

  const read = (language: string, { changes, reviewed }: Pick<Stored, 'changes' | 'reviewed'>) =>
    changedBook(shipped.get(language)!, changes, reviewed ?? undefined)
  const useThose = (all: ReadonlyMap<string, Stored>) => {
    const good = new Map<string, PhraseBook>()
    const bad = new Map<string, string>()
    for (const [language, plain] of parts.shipped.books) {
      const own = all.get(language)
      const made = own === undefined ? undefined : read(language, own)
      if (made?.ok === false) bad.set(language, `${made.problem.code} ${made.problem.at ?? ''}`.trim())
      good.set(language, made?.ok === true ? made.value.book : plain)
    }
    ;[changed, fellBack, books] = [new Map(all), bad, good]
    renew()
  }
  /** A speaker remembers what it said: with other books or ladders it would repeat what no longer holds. */
  const renew = () => {
    stand++
    told.clear()
    speakers = new Map()
  }
  const speakerWithout = (unfit: readonly string[]): Speaker => {
    const key = unfit.join()
    const plain = unfit.map((one) => [one, parts.shipped.books.get(one)!] as const)
    const phrases = new Map([...books, ...plain])
    const made =
      speakers.get(key) ?? speaker({ threats: ladders.threats, phrases, languages, timeZone, describe })
    speakers.set(key, made)
    return made
  }
  /** What was tried when it was changed may still not fit one night, with areas or names that came later: no warning waits for it. */
  const speak: Speaker = (saying) => {
    for (const unfit: string[] = []; ;) {
      const said = speakerWithout(unfit)(saying)
      if (said.ok) {
        tellOf(unfit)
        return said
      }
      const { code, details } = said.problem
      const language = code === 'alerts/text-too-long' ? String(details['language']) : ''
      if (!changed.has(language) || unfit.includes(language)) return said
      unfit.push(language)
    }
  }
  const tellOf = (unfit: readonly string[]) => {
    for (const language of unfit.filter((one) => !told.has(one))) {
      told.add(language)
      log.error('A changed phrase does not fit everywhere; the shipped book speaks there', { language })
    }
  }
  const reload = async () => {
    const all = new Map<string, Stored>()
    const unreadable: string[] = []
    for (const { key, document } of await shelf.list(collection)) {
      const parsed = stored.safeParse(document)
      if (parsed.success && shipped.has(key)) all.set(key, parsed.data)
      else unreadable.push(key)
    }
    useThose(all)
    for (const language of unreadable) fellBack.set(language, 'alerts/phrase-book-malformed')
    for (const [language, why] of fellBack)
      log.error('The changed phrases can’t be read; the shipped book speaks', { language, why })
  }
  ladders.onChanged(() => renew())
  await reload()

  const trying = async (book: PhraseBook, only: readonly Ladder[]): Promise<Result<void>> => {
    const { threats } = ladders
    const trials = tryPhrases(book, { ...parts.ground(), threats, ladders: only, timeZone, describe })
    for (let tried = 1; ; tried++) {
      const { done, value } = trials.next()
      if (done === true) return value ?? ok()
      if (tried % triedAtOnce === 0) await new Promise<void>((resolve) => clock.after(0, resolve))
    }
  }
  /** What is kept when these changes are taken. */
  const merged = ({ language, changes, reviewed }: PhraseChange): Pick<Stored, 'changes' | 'reviewed'> => {
    const before = changed.get(language)
    const after = mergedChanges(shippedPhrases.get(language)!, before?.changes ?? {}, changes)
    if (reviewed !== undefined) return { changes: after, reviewed }
    // Whoever reviewed the book has not seen what it says now.
    const isChanged = JSON.stringify(sorted(after)) !== JSON.stringify(sorted(before?.changes ?? {}))
    if (!isChanged) return { changes: after, reviewed: before?.reviewed ?? null }
    const isShipped = Object.keys(after).length === 0
    return { changes: after, reviewed: isShipped ? null : { by: null, note: notReviewedSince } }
  }
  const bookWith = (change: PhraseChange): Result<PhraseBook> => {
    const { language } = change
    if (!shipped.has(language))
      return refuse('alerts/no-phrase-book', { at: 'language', language, known: [...shipped.keys()] })
    const made = read(language, merged(change))
    return made.ok ? ok(made.value.book) : made
  }
  const check = async (change: PhraseChange): Promise<Result<CheckedChange>> => {
    const stood = stand
    const book = bookWith(change)
    if (!book.ok) return book
    const tried = await trying(book.value, ladders.threats.ladders())
    return tried.ok ? ok({ change, stand: stood }) : tried
  }
  const shown = (language: string): SpokenBook => {
    const own = fellBack.has(language) ? undefined : changed.get(language)
    const from = shippedPhrases.get(language)!
    const json = own === undefined ? undefined : read(language, own)
    return {
      language,
      shipped: from,
      phrases: json?.ok === true ? phrasesOf(json.value.json) : from,
      overridden: Object.keys(own?.changes ?? {}),
      reviewed: books.get(language)!.reviewed,
      changedBy: own?.by ?? null,
      changedAt: own?.at ?? null,
      fellBack: fellBack.get(language) ?? null,
    }
  }

  /** In turn: the second change is laid over the first, not beside it. */
  const inTurn = oneAfterAnother()

  return {
    speak,
    book: (language) => books.get(language),
    books: () => [...shipped.keys()].map(shown),
    fellBack: () => [...fellBack].map(([language, why]) => ({ language, why })),
    bookWith,
    check,
    async checkLadder(ladder) {
      for (const book of books.values()) {
        const tried = await trying(book, [ladder])
        if (!tried.ok) return tried
      }
      return ok()
    },
    put: ({ change, stand: stood }, by, system) =>
      inTurn(async () => {
        const checked = stood === stand ? ok() : await check(change)
        if (!checked.ok) return checked
        const { language } = change
        const before = changed.get(language)
        const now: Stored = { ...merged(change), by: by.by, at: system.clock.now() }
        // On the shelf before the fact: another server reads it again when it hears of it.
        await shelf.put(collection, [{ key: language, document: now as unknown as Json }])
        const { mode } = system.config
        const data = { ...change } as unknown as JsonObject
        const type = 'phrases-changed'
        const fact = await system.note({ stream: `phrases:${language}`, type, ...by, mode, data })
        if (fact === undefined) {
          if (before === undefined) await shelf.remove(collection, [language])
          else await shelf.put(collection, [{ key: language, document: before as unknown as Json }])
          return refuse('ledger/cannot-write', { why: 'it was not taken' })
        }
        useThose(new Map(changed).set(language, now))
        return ok(shown(language))
      }),
    kept: { changedBy: ['phrases-changed'], reload },
  }
}

function sorted(phrases: Phrases): readonly (readonly [string, string])[] {
  return Object.entries(phrases).sort(([a], [b]) => (a < b ? -1 : 1))
}
