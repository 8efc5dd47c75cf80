/** Reads an official message, or news of one, into what it declares, line by line. Where it is unsure it asks, and it never reads an end into a text that gives none. */
import type { AreaCode, Gazetteer } from '#areas'
import { triggersOf } from './action-words.ts'
import { clausesOf, marksOf, type Clause } from './clauses.ts'
import { timesOf } from './clock-times.ts'
import { tagDangers, type SaidColour, type SaidThreat } from './danger-words.ts'
import { doubtsOf, type Doubt } from './doubts.ts'
import { settle, type Event } from './events.ts'
import { findPlaces, type PlaceMention } from './places-in-text.ts'
import { wholeRegions } from './whole-regions.ts'
import { declarationOf, isDrill } from './declaration.ts'
import { languageOf, type TextLanguage } from './text-language.ts'
import { piecesOf, wordsOf } from './text-words.ts'

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

export interface ReadAnnouncement {
  readonly language: TextLanguage
  readonly lines: readonly ReadLine[]
  readonly doubts: readonly Doubt[]
}

/** No announcement declares more. */
const mostEvents = 200

/** Reads for the areas of `within`; without any, for all that the gazetteer knows. */
export function readAnnouncement(
  text: string,
  gazetteer: Gazetteer,
  within: readonly AreaCode[] = [],
): ReadAnnouncement {
  const words = wordsOf(text)
  const dangers = tagDangers(words)
  const named = findPlaces(words, gazetteer, within, new Set(dangers.keys()))
  const places = wholeRegions(words, named, gazetteer.hierarchy, within)
  const quote = (start: number, end: number): Quote => ({ text: text.slice(start, end), start, end })

  const events: Event[] = []
  let nextPlace = 0
  /** Places and times of pieces that declare nothing: a heading, an address, a stamp. */
  let waiting: { places: PlaceMention[]; time: Quote | null } = { places: [], time: null }
  const take = (clause: Clause) => {
    const { from, to } = clause
    const own: PlaceMention[] = []
    for (; nextPlace < places.length && places[nextPlace]!.from < to; nextPlace++)
      own.push(places[nextPlace]!)
    const warned = own.filter(({ role }) => role === 'warned')
    const [when] = timesOf(words.slice(from, to))
    const time = when === undefined ? null : quote(when.start, when.end)
    const first = events.length === 0 ? 'yes' : 'no'
    const said = declarationOf(clause, words, dangers, { places: warned.length, first })
    if (!('action' in said)) {
      // What somebody is told to do, or where it is calm, adds no place to what is declared.
      if (clause.trigger?.kind !== 'instruction')
        gather(own, time, said.threats, /#\s*$/.test(words[from]!.before) ? 'hashtag' : 'sentence', to - from)
      return
    }
    const { threats, ...declared } = said
    for (const threat of threats)
      events.push({
        ...{ ...declared, threat, areas: warned, time: time ?? waiting.time, inherited: 'no' },
        said: warned.length > 0 ? 'with-areas' : 'without',
        context: [
          ...waiting.places.filter(({ role }) => role === 'warned' || role === 'speaker'),
          ...own.filter(({ role }) => role === 'speaker'),
        ],
        except: own.filter(({ role }) => role === 'except'),
        start: words[from]!.start,
        end: words[to - 1]!.end,
      })
    waiting = { places: [], time: null }
  }
  const gather = (
    own: readonly PlaceMention[],
    time: Quote | null,
    threats: readonly SaidThreat[],
    form: 'hashtag' | 'sentence',
    words: number,
  ) => {
    const warned = own.filter(({ role }) => role === 'warned')
    const except = own.filter(({ role }) => role === 'except')
    // A list under its heading, or “it is about …”: more places of what was declared before.
    const same = threats.length > 0 ? events.findLast(({ threat }) => threat === threats[0]) : undefined
    const open =
      form === 'hashtag'
        ? events.find(({ areas }) => areas.length === 0)
        : (same ?? events[events.length - 1])
    if (form === 'hashtag' && events.length > 0 && open === undefined) return
    // Who declares red for a region and then speaks of its towns has not taken the region back.
    const isList = words - own.reduce((sum, { from, to }) => sum + to - from, 0) <= 2
    if (open !== undefined && open.said === 'with-areas' && !isList && form === 'sentence') return
    if (open !== undefined && (warned.length > 0 || except.length > 0)) {
      open.areas = [...open.areas, ...warned]
      open.except = [...open.except, ...except]
    } else waiting = { places: [...waiting.places, ...own], time: time ?? waiting.time }
  }

  const tagged = marksOf(words.length, dangers.keys())
  const placed = marksOf(
    words.length,
    places.filter(({ role }) => role === 'warned').map(({ from }) => from),
  )
  let at = 0
  for (const piece of piecesOf(text, words)) {
    const from = at
    at += piece.words.length
    const shift = (n: number) => n + from
    const triggers = triggersOf(piece.words).map((trigger) => ({
      ...trigger,
      from: shift(trigger.from),
      to: shift(trigger.to),
    }))
    for (const clause of clausesOf(words, from, at, triggers, tagged, placed))
      if (events.length < mostEvents) take(clause)
  }
  const settled = settle(events, waiting.places, gazetteer.hierarchy)
  const lines = settled.events.map(({ action, threat, colour, areas, except, time, start, end }) => ({
    ...{ action, threat, colour, except, time },
    areas: areas.filter(({ decision }) => decision !== 'outside'),
    quote: quote(start, end),
  }))
  const doubts = doubtsOf({
    ...{ events: settled, lines, places, text, quote },
    ...{ drill: isDrill(words) ? 'yes' : 'no', whole: events.length < mostEvents ? 'yes' : 'no' },
  })
  return { language: languageOf(words, text), lines, doubts }
}
