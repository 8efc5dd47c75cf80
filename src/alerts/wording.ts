/**
 * Finds the words: one text per language and length, from reviewed templates, each within its carrier's count.
 * Lists of places are shortened openly (“and 4 more areas”), sentences are dropped whole, nothing is ever cut off.
 */
import {
  epochMilliseconds,
  hour,
  measure,
  ok,
  refuse,
  unsendable,
  type InLanguages,
  type Instant,
  type Mode,
  type Refused,
  type Result,
} from '#base'
import { dangerSaid, lowerFirst, type Ladder, type Level, type Threat } from '#threats'
import { textLengths, type FrozenArea, type TextLength, type Texts, type Wording } from './alert.ts'
import type { NoticeKind, NoticeReason } from './notice.ts'
import type { Overrides } from './order.ts'
import type { PhraseBook, SayingKind } from './phrase-book.ts'
import { checkOverride, type WordingRefusal } from './wording-by-hand.ts'
import { fitText, gap, sayInFull, type Filled } from './wording-fit.ts'
import { places } from './wording-places.ts'
import type { Slots } from './wording-template.ts'
import { clockTime } from './wording-time.ts'

/** One danger at one step, with all its names. */
export interface Danger {
  readonly threat: Threat
  readonly ladder: Ladder
  readonly level: Level
}

export interface WordingInput extends Danger {
  readonly kind: NoticeKind
  readonly reason: NoticeReason
  readonly mode: Mode
  readonly issuer: InLanguages<string>
  readonly areas: readonly FrozenArea[]
  /** All the areas in fewer words, where there are such: “whole of Lipetsk Oblast”. */
  readonly areasSaid?: InLanguages<string>
  /** The region in which all areas lie: “7 areas of Lipetsk Oblast”. */
  readonly region?: InLanguages<string>
  /** When the alert was first issued, and when this is said: more than 20 hours apart, the date is named too. */
  readonly since?: Instant
  readonly at?: Instant
  /** IANA name of the zone in which times are said. */
  readonly timeZone: string
  /** What holds there when this has ended. */
  readonly stillInForce: readonly Danger[]
  /** BCP 47 tags. */
  readonly languages: readonly string[]
  /** Written by an officer; checked, marked as drill or test, and otherwise left alone. */
  readonly overrides?: Overrides
}

export type { WordingRefusal }

/**
 * The wording in every language asked for. A language without a phrase book, or in which the issuer, the danger or an
 * area has no name, is listed as missing. Refused: a text that stays too long after every shortening, and an officer's
 * text that is too long, empty, or has characters no carrier delivers; `at` is `texts.{language}.{length}`.
 */
export function renderWording(
  shelf: ReadonlyMap<string, PhraseBook>,
  input: WordingInput,
): Result<Wording, WordingRefusal> {
  const texts: { [language: string]: Texts } = {}
  const missing: string[] = []
  const foreign = Object.keys(input.overrides ?? {}).find(
    (language) => !input.languages.some((told) => told === language),
  )
  // What somebody wrote by hand is said or refused, never dropped in silence.
  if (foreign !== undefined)
    return refuse('alerts/unknown-language', {
      at: `texts.${foreign}`,
      language: foreign,
      known: [...input.languages],
    })
  for (const language of input.languages) {
    const book = shelf.get(language)
    const written = input.overrides?.[language] ?? {}
    const slots = book === undefined ? undefined : slotsFor(book, input)
    const damaged = slots === undefined ? undefined : damagedName(input, language)
    if (damaged !== undefined) return damaged
    // Written out: filled one after the other, V8 lays it out as a list of 2,108 places, 17 kB.
    const done: { -readonly [length in keyof Texts]: string | undefined } = {
      '90': undefined,
      '360': undefined,
      '1395': undefined,
    }
    for (const length of textLengths) {
      const byHand = written[`${length}`]
      const said =
        byHand !== undefined
          ? checkOverride(byHand, language, length, input.mode, book)
          : slots === undefined
            ? undefined
            : fitText(book!, sayingKind(input), input.mode, slots, length)
      if (said === undefined) continue
      if (!said.ok) return said
      done[`${length}`] = said.value
    }
    const { '90': short, '360': middle, '1395': long } = done
    if (short === undefined || middle === undefined || long === undefined) missing.push(language)
    else texts[language] = { '90': short, '360': middle, '1395': long }
  }
  return ok({ texts, missing })
}

/** What one book says, each length by itself: one that is too long hides no other. Undefined where the language lacks a name. */
export function sayEachLength(
  book: PhraseBook,
  input: Omit<WordingInput, 'languages' | 'overrides'>,
):
  | readonly {
      readonly length: TextLength
      readonly said: Result<string, 'alerts/text-too-long'>
      /** What each template for it says in full, whether or not that fits; undefined where it has nothing to say. */
      readonly inFull: () => readonly (string | undefined)[]
    }[]
  | undefined {
  const filled = slotsFor(book, { ...input, languages: [] })
  if (filled === undefined) return undefined
  const saying = sayingKind(input)
  return textLengths.map((length) => ({
    length,
    said: fitText(book, saying, input.mode, filled, length),
    inFull: () => sayInFull(book, saying, input.mode, filled, length),
  }))
}

/** A name from a pack or the configuration that no carrier delivers: found before it is sent, not by the carrier. */
function damagedName(input: WordingInput, language: string): Refused<WordingRefusal> | undefined {
  const names = [input.issuer, input.areasSaid, input.region, ...input.areas.map((area) => area.names)]
  for (const name of names) {
    const said = name?.[language]
    if (said === undefined || !/[\p{Cc}\p{Cs}\p{Co}]/u.test(said)) continue
    const at = `texts.${language}`
    return refuse('alerts/text-has-unsendable-characters', {
      at,
      language,
      length: 'every length',
      characters: unsendable(said).map(({ codePoint, kind }) => `${codePoint} (${kind}) in “${said}”`),
    })
  }
  return undefined
}

/** Everything the templates may name, or undefined where this language lacks a name. */
function slotsFor(book: PhraseBook, input: WordingInput): Filled | undefined {
  const { language } = book
  const { threat, ladder, level, since } = input
  const issuer = input.issuer[language]
  const Danger = dangerSaid(ladder, level, threat, language)
  if (issuer === undefined || Danger === undefined) return undefined
  const names: string[] = []
  for (const area of input.areas) {
    const name = area.names[language]
    if (name === undefined) return undefined
    names.push(name)
  }
  if (names.length === 0) return undefined
  const still = stillSaid(book, input.stillInForce, threat)
  if (still === undefined) return undefined
  const DangerColour = ladder.knownBy === 'colour' ? book.coloured(Danger, level.colour) : Danger
  const advice = book.advice(threat.advice)
  const asked = advice[level.gravity]
  return {
    places: places(names, book, { said: input.areasSaid?.[language], region: input.region?.[language] }),
    slots: {
      ...asked,
      ...still,
      place: gap,
      issuer,
      Danger,
      danger: lowerFirst(Danger),
      DangerColour,
      dangerColour: lowerFirst(DangerColour),
      Brief: advice.brief,
      brief: lowerFirst(advice.brief),
      unknown: asked.unknown ?? advice.unknown,
      after: advice.after,
      learn: book.learn,
      lead: input.kind === 'update' ? book.reasons[input.reason] : undefined,
      time:
        since === undefined
          ? undefined
          : book.time(clockTime(since, input.timeZone, language, isFar(input) ? 'named' : 'plain')),
    },
  }
}

/** Whether the hour alone would leave the day in doubt. */
function isFar({ since, at }: WordingInput): boolean {
  return (
    since !== undefined && at !== undefined && epochMilliseconds(at) - epochMilliseconds(since) > 20 * hour
  )
}

/** The dangers that remain, gravest first, and what to do about the gravest. */
function stillSaid(book: PhraseBook, dangers: readonly Danger[], ended: Threat): Slots | undefined {
  if (dangers.length === 0) return {}
  const gravity = ({ level }: Danger) => (level.gravity === 'danger' ? 100 : 0) + level.height
  const sorted = [...dangers].sort((a, b) => gravity(b) - gravity(a))
  const said: string[] = []
  for (const { ladder, level, threat } of sorted) {
    const one = dangerSaid(ladder, level, threat, book.language)
    if (one === undefined) return undefined
    said.push(lowerFirst(one))
  }
  const first = sorted[0]!
  const advice = book.advice(first.threat.advice)
  const { act, do: toDo } = advice[first.level.gravity]
  return {
    still: [...new Set(said)].join(book.places.between),
    // “Ended: drones. Still in force: drones” helps nobody.
    stillBrief: first.threat.advice === ended.advice ? undefined : lowerFirst(advice.brief),
    stillAct: act,
    stillDo: toDo,
  }
}

/** Which of a book's groups of texts says it. */
export function sayingKind(input: Pick<WordingInput, 'kind' | 'stillInForce'>): SayingKind {
  const remains = input.stillInForce.length > 0
  switch (input.kind) {
    case 'warning':
    case 'update':
      return 'warning'
    case 'all-clear':
      return remains ? 'all-clear-still' : 'all-clear'
    case 'retraction':
      return remains ? 'retraction-still' : 'retraction'
    case 'lapse':
      return 'lapse'
  }
}

/** What each text of a wording costs a carrier, for screens and for the cell-broadcast channel. */
export function measureWording(wording: Wording) {
  return Object.entries(wording.texts).flatMap(([language, texts]) =>
    textLengths.map((length) => ({ language, length, ...measure(texts[`${length}`]) })),
  )
}
