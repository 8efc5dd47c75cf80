/**
 * Finds the words: one text per language and length, from reviewed templates, each within its carrier's count.
 * Lists of places are shortened openly (“and 4 more areas”), sentences are dropped whole, nothing is ever cut off.
 */
import {
  cellBroadcastUnits,
  epochMilliseconds,
  fits,
  gsm7Septets,
  hour,
  measure,
  ok,
  refuse,
  unsendable,
  type InLanguages,
  type Instant,
  type Mode,
  type Result,
} from '#base'
import { dangerSaid, lowerFirst, type Ladder, type Level, type Threat, type ThreatBook } from '#threats'
import { textLengths, type FrozenArea, type TextLength, type Texts, type Wording } from './alert.ts'
import type { Saying, Speaker } from './compose.ts'
import type { NoticeKind, NoticeReason } from './notice.ts'
import type { Overrides } from './order.ts'
import type { PhraseBook, SayingKind } from './phrase-book.ts'
import { clockTime } from './wording-time.ts'
import { places, type Places } from './wording-places.ts'
import { fill, type Slots, type Template } from './wording-template.ts'

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

export type WordingRefusal =
  | 'alerts/text-too-long'
  | 'alerts/text-has-unsendable-characters'
  | 'alerts/text-is-empty'

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
  for (const language of input.languages) {
    const book = shelf.get(language)
    const written = input.overrides?.[language] ?? {}
    const slots = book === undefined ? undefined : slotsFor(book, input)
    const done: { -readonly [length in keyof Texts]?: string } = {}
    for (const length of textLengths) {
      const byHand = written[`${length}`]
      const said =
        byHand !== undefined
          ? checkOverride(byHand, language, length, input.mode, book)
          : slots === undefined
            ? undefined
            : compose(book!, input, slots, length)
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

interface Filled {
  readonly slots: Slots
  readonly places: Places
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

function sayingKind(input: WordingInput): SayingKind {
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

const unmarked: readonly Template[] = [[{ slot: 'text' }]]

/**
 * Tries templates, ways of saying the places, and marks, from the fullest; each step down in any of the three counts
 * the same, and of equals the one that names more places wins.
 */
function compose(
  book: PhraseBook,
  input: WordingInput,
  filled: Filled,
  length: TextLength,
): Result<string, 'alerts/text-too-long'> {
  const templates = book.texts[sayingKind(input)][length]
  const marks = input.mode === 'live' ? unmarked : book.modes[input.mode][length]
  // A cell-broadcast message holds 615 units of UCS-2 only; a longer text would reach phones by other ways alone.
  const caps = length > cellBroadcastUnits['ucs-2'] ? [cellBroadcastUnits['ucs-2'], length] : [length]
  const { slots, places: where } = filled
  const { costs } = where
  const dearest = templates.length + marks.length - 2 + costs[costs.length - 1]!
  const frames: (Frame | undefined)[] = []
  for (const cap of caps)
    for (let cost = 0; cost <= dearest; cost++)
      for (let way = 0; way < costs.length; way++)
        for (let mark = 0; mark < marks.length; mark++) {
          const which = cost - costs[way]! - mark
          const template = templates[which]
          if (template === undefined) continue
          const at = which * marks.length + mark
          const frame = at in frames ? frames[at] : (frames[at] = frameOf(template, marks[mark]!, slots))
          if (frame === undefined) continue
          const text = within(frame, where, way, length, Math.min(length, cap))
          if (text !== undefined) return ok(text)
        }
  return tooLong(shortest(templates, marks, filled), book.language, length)
}

/** A text around its place, measured once for all the ways in which the place may be said. */
interface Frame {
  readonly before: string
  readonly after: string
  /** Septets of both, -1 when they are outside GSM-7. */
  readonly septets: number
}

/** Stands where the place will be; no text has this character, because nothing unsendable gets in. */
const gap = '\0'

function frameOf(template: Template, mark: Template, slots: Slots): Frame | undefined {
  const text = fill(template, slots)
  if (text === undefined) return undefined
  const marked = fill(mark, { text })!
  const [before = '', after = ''] = marked.split(gap)
  const septets = gsm7Septets(before)
  const more = septets < 0 ? -1 : gsm7Septets(after)
  return { before, after, septets: more < 0 ? -1 : septets + more }
}

/** The text with its place, if both fit: septets count against `length`, units of UCS-2 against `ucs2Length`. */
function within(
  { before, after, septets }: Frame,
  where: Places,
  way: number,
  length: number,
  ucs2Length: number,
): string | undefined {
  const taken = before.length + after.length
  const place = where.say(way, (septets < 0 ? ucs2Length : length) - taken)
  if (place === undefined) return undefined
  const ofPlace = septets < 0 ? -1 : gsm7Septets(place)
  const fitting = ofPlace < 0 ? taken + place.length <= ucs2Length : septets + ofPlace <= length
  return fitting ? before + place + after : undefined
}

/** What is still too long when nothing more can be left out: the refusal tells by how much. */
function shortest(
  templates: readonly Template[],
  marks: readonly Template[],
  { slots, places: where }: Filled,
) {
  const place = where.say(where.costs.length - 1, Infinity)
  for (const template of templates.toReversed()) {
    const text = fill(template, { ...slots, place })
    if (text !== undefined) return fill(marks[marks.length - 1]!, { text })!
  }
  return ''
}

function tooLong(text: string, language: string, length: TextLength) {
  const { units, alphabet } = measure(text)
  return refuse('alerts/text-too-long', {
    at: `texts.${language}.${length}`,
    language,
    length,
    units,
    alphabet,
    over: units - length,
  })
}

/** An officer's text: normalised, marked, and refused rather than changed in any other way. */
function checkOverride(
  written: string,
  language: string,
  length: TextLength,
  mode: Mode,
  book: PhraseBook | undefined,
): Result<string, WordingRefusal> {
  const at = `texts.${language}.${length}`
  const found = unsendable(written)
  if (found.length > 0) {
    const characters = found.map(({ codePoint, kind, at: place }) => `${codePoint} (${kind}) at ${place}`)
    return refuse('alerts/text-has-unsendable-characters', { at, language, length, characters })
  }
  const text = written.normalize('NFC').trim()
  if (text === '') return refuse('alerts/text-is-empty', { at, language, length })
  const marked = markByHand(text, mode, length, book)
  return fits(marked, length) ? ok(marked) : tooLong(marked, language, length)
}

/** Where a language has no book, the English mark stands: a mark that is not understood beats none. */
function markByHand(text: string, mode: Mode, length: TextLength, book: PhraseBook | undefined): string {
  if (mode === 'live') return text
  const marks = book?.modes[mode][length] ?? [[`${mode.toUpperCase()}. `, { slot: 'text' }]]
  const shortest = marks[marks.length - 1]!
  const head = typeof shortest[0] === 'string' ? shortest[0].trim() : ''
  return head !== '' && text.startsWith(head) ? text : fill(shortest, { text })!
}

/** What each text of a wording costs a carrier, for screens and for the cell-broadcast channel. */
export function measureWording(wording: Wording) {
  return Object.entries(wording.texts).flatMap(([language, texts]) =>
    textLengths.map((length) => ({ language, length, ...measure(texts[`${length}`]) })),
  )
}

/** A speaker for the desk: looks up what a saying names and finds its words. */
export function speaker(known: {
  readonly threats: ThreatBook
  readonly phrases: ReadonlyMap<string, PhraseBook>
  readonly languages: readonly string[]
  readonly timeZone: string
  /** How the areas are said together and where they lie, as far as the hierarchy knows. */
  readonly describe?: (areas: readonly FrozenArea[]) => Pick<WordingInput, 'areasSaid' | 'region'>
}): Speaker {
  const danger = (one: Pick<Saying, 'threat' | 'ladder' | 'level'>): Danger | undefined => {
    const threat = known.threats.threat(one.threat)
    const ladder = known.threats.ladder(one.ladder)
    const level = known.threats.level(one.ladder, one.level)
    return threat === undefined || ladder === undefined || level === undefined
      ? undefined
      : { threat, ladder, level }
  }
  return (saying) => {
    const about = danger(saying)
    // An unknown step is refused before anybody asks for words; without one there is nothing to say in any language.
    if (about === undefined) return ok({ texts: {}, missing: [...known.languages] })
    const { kind, reason, mode, issuer, areas, since, texts } = saying
    return renderWording(known.phrases, {
      ...about,
      kind,
      reason,
      mode,
      issuer,
      areas,
      languages: known.languages,
      timeZone: known.timeZone,
      ...known.describe?.(areas),
      ...(since === undefined ? {} : { since }),
      ...(texts === undefined ? {} : { overrides: texts }),
      stillInForce: saying.stillInForce.flatMap((one) => danger(one) ?? []),
    })
  }
}
