/** Reads an official message, or news of one, into what it declares, line by line. Where it is unsure it asks, and it never reads an end into a text that gives none. */
import type { AreaCode, Gazetteer } from '#areas'
import { triggersOf, type Trigger } from './action-words.ts'
import { timesOf } from './clock-times.ts'
import { tagDangers, type DangerTag, type SaidColour, type SaidThreat } from './danger-words.ts'
import { findPlaces, type PlaceMention } from './places-in-text.ts'
import { languageOf, type TextLanguage } from './text-language.ts'
import { piecesOf, wordsOf, type Piece, type Word } from './text-words.ts'

export type AnnouncementAction = 'raise' | 'lower' | 'end' | 'info'

export interface Quote {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** What one line declares, in the text's own terms; ids of threats and levels are given to it by a ladder. */
export interface ReadLine {
  readonly action: AnnouncementAction
  readonly threat: SaidThreat | null
  /** For `lower` the level that is now in force, for `end` the one that ended. */
  readonly colour: SaidColour | null
  readonly areas: readonly PlaceMention[]
  readonly except: readonly PlaceMention[]
  readonly time: Quote | null
  readonly quote: Quote
}

export interface Doubt {
  readonly code: DoubtCode
  readonly message: string
  readonly quote: Quote
}

export const doubtCodes = [
  'no-area',
  'no-threat',
  'area-unsure',
  'area-elsewhere',
  'areas-of-before',
  'end-not-declared',
  'both-ends-and-goes-on',
  'threat-is-broad',
  'threat-off-ladder',
  'no-level',
  'nothing-declared',
] as const
export type DoubtCode = (typeof doubtCodes)[number]

export interface ReadAnnouncement {
  readonly language: TextLanguage
  readonly lines: readonly ReadLine[]
  readonly doubts: readonly Doubt[]
}

interface Event {
  action: AnnouncementAction
  threat: SaidThreat | null
  colour: SaidColour | null
  areas: PlaceMention[]
  except: PlaceMention[]
  time: Quote | null
  start: number
  end: number
}

/** Reads for the areas of `within`; without any, for all that the gazetteer knows. */
export function readAnnouncement(
  text: string,
  gazetteer: Gazetteer,
  within: readonly AreaCode[] = [],
): ReadAnnouncement {
  const words = wordsOf(text)
  const language = languageOf(words, text)
  const pieces = piecesOf(text, words)
  const dangers = tagDangers(words)
  const places = findPlaces(words, gazetteer, within)
  const quote = (start: number, end: number): Quote => ({ text: text.slice(start, end), start, end })
  const doubts: Doubt[] = []
  const events: Event[] = []
  const indexOf = new Map(words.map((word, index) => [word, index]))
  for (const piece of pieces) {
    const from = indexOf.get(piece.words[0]!)!
    const to = from + piece.words.length
    const last = events[events.length - 1]
    const own = places.filter((place) => place.from >= from && place.from < to)
    const triggers = triggersOf(piece.words).map((each) => ({
      ...each,
      from: each.from + from,
      to: each.to + from,
    }))
    const clauses = clausesOf(words, from, to, triggers)
    for (const clause of clauses) {
      const event = eventOf(clause, words, dangers, own, quote)
      if (event !== undefined) events.push(event)
    }
    if (clauses.length === 0 || events[events.length - 1] === last) {
      // A list under its heading, or “they are …”: more places of what was just declared.
      if (last !== undefined) last.areas.push(...own.filter((place) => place.role === 'warned'))
    }
  }
  for (const place of places)
    if (place.role === 'warned' && place.decision !== 'one')
      doubts.push({
        code: place.decision === 'ask' ? 'area-unsure' : 'area-elsewhere',
        message:
          place.decision === 'ask'
            ? 'It is not certain which area is meant; choose one.'
            : 'This place lies outside the areas that the text was read for.',
        quote: quote(place.start, place.end),
      })
  return {
    language,
    lines: events.map(({ start, end, areas, ...event }) => ({
      ...event,
      areas: areas.filter((place) => place.decision !== 'outside'),
      quote: quote(start, end),
    })),
    doubts,
  }
}

interface Clause {
  readonly from: number
  readonly to: number
  readonly trigger: Trigger | undefined
}

function clausesOf(words: readonly Word[], from: number, to: number, triggers: readonly Trigger[]): Clause[] {
  if (triggers.length === 0) return [{ from, to, trigger: undefined }]
  const clauses: Clause[] = []
  let begin = from
  for (const [index, trigger] of triggers.entries()) {
    const next = triggers[index + 1]
    if (next === undefined) clauses.push({ from: begin, to, trigger })
    else {
      const cut = cutBetween(words, trigger.to, next.from)
      clauses.push({ from: begin, to: cut, trigger })
      begin = cut
    }
  }
  return clauses
}

function cutBetween(words: readonly Word[], from: number, to: number): number {
  let best = to
  let weight = 0
  for (let i = from; i <= to; i++) {
    const { before, folded } = words[i]!
    const w = /;/.test(before)
      ? 4
      : /,/.test(before) && /^(?:а|но|але|однак|but|while|хотя)$/.test(folded)
        ? 3
        : /,|–|—/.test(before)
          ? 2
          : /^(?:и|та|і|and)$/.test(folded)
            ? 1
            : 0
    if (w > weight) [best, weight] = [i, w]
  }
  return best
}

function eventOf(
  clause: Clause,
  words: readonly Word[],
  dangers: ReadonlyMap<number, DangerTag>,
  places: readonly PlaceMention[],
  quote: (start: number, end: number) => Quote,
): Event | undefined {
  const { from, to, trigger } = clause
  let threat: SaidThreat | null = null
  let colour: SaidColour | null = null
  let head: 'yes' | 'no' = 'no'
  let alarm: 'yes' | 'no' = 'no'
  for (let i = from; i < to; i++) {
    const tag = dangers.get(i)
    if (tag?.kind === 'threat' && (threat === null || threat === 'air-raid')) threat = tag.threat
    if (tag?.kind === 'colour') colour ??= tag.colour
    if (tag?.kind === 'head') head = 'yes'
    if (tag?.kind === 'head' && tag.alarm === 'yes') alarm = 'yes'
  }
  if (threat === null && alarm === 'yes') threat = 'air-raid'
  if (trigger?.kind === 'instruction' && threat === null) return undefined
  if (trigger === undefined && (threat === null || head === 'no')) return undefined
  if (threat === null && colour === null) return undefined
  const action: AnnouncementAction =
    trigger?.kind === 'end' ? 'end' : trigger?.kind === 'goes-on' ? 'info' : 'raise'
  const [time] = timesOf(words.slice(from, to))
  return {
    action,
    threat,
    colour,
    areas: places.filter((place) => place.from >= from && place.from < to && place.role === 'warned'),
    except: [],
    time: time === undefined ? null : quote(time.start, time.end),
    start: words[from]!.start,
    end: words[to - 1]!.end,
  }
}
