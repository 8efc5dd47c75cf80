/** Reads an official message, or news of one, into what it declares, line by line. Where it is unsure it asks, and it never reads an end into a text that gives none. */
import type { AreaCode, Gazetteer } from '#areas'
import { findPlaces, type PlaceMention } from '../place/places-in-text.ts'
import { isOffice } from '../place/place-roles.ts'
import { wholeRegions } from '../place/whole-regions.ts'
import { quoteOf, type Quote } from '../text/quote.ts'
import { languageOf, type TextLanguage } from '../text/text-language.ts'
import { piecesOf, wordsOf, type Word } from '../text/text-words.ts'
import { isOfThings, triggersOf, type Trigger } from './action-words.ts'
import { fromBoard, type Standing } from './areas-of-board.ts'
import { clausesOf, marksOf } from './clauses.ts'
import { tagDangers, type SaidColour, type SaidThreat } from './danger-words.ts'
import { isDrillWhole } from './declaration.ts'
import { doubtsOf, type Doubt } from './doubts.ts'
import { endsDanger } from './end-of-what.ts'
import { settle } from './events.ts'
import { gatherEvents } from './gathering.ts'
import { issuerOf, type Issuer } from './issuer.ts'
import { isSeen } from './under-way.ts'
import { isGivenName } from './words/given-names.ts'
import { is, partsOf } from './words/words.ts'
import type { Part } from './words/lexicon.ts'
import { threatsOfLevels, type LadderOf } from './threat-of-level.ts'

export type AnnouncementAction = 'raise' | 'lower' | 'end' | 'info'

/** What one line declares, in the text’s own terms; ids of threats and levels are given to it by a ladder. */
export interface ReadLine {
  readonly action: AnnouncementAction
  readonly threat: SaidThreat | null
  /** For `lower` the level that is now in force, for `end` the one that ended. */
  readonly colour: SaidColour | null
  readonly areas: readonly PlaceMention[]
  readonly except: readonly PlaceMention[]
  readonly time: Quote | null
  /** An end or a lowering after which the same danger was raised again: nothing ends by it now. */
  readonly earlier: 'yes' | 'no'
  readonly quote: Quote
}

export interface ReadAnnouncement {
  readonly language: TextLanguage
  readonly lines: readonly ReadLine[]
  /** Who gives it, where the text says so. */
  readonly issuer: Issuer | null
  readonly doubts: readonly Doubt[]
}

export interface AnnouncementOptions {
  /** What is in force, for texts that speak of “the previously announced districts”. */
  readonly standing?: readonly Standing[]
  /** Who warns where on which ladder, for texts that name a level and no danger. */
  readonly ladders?: readonly LadderOf[]
}

/** Reads for the areas of `within`; without any, for all that the gazetteer knows. */
export function readAnnouncement(
  text: string,
  gazetteer: Gazetteer,
  within: readonly AreaCode[] = [],
  { standing, ladders = [] }: AnnouncementOptions = {},
): ReadAnnouncement {
  const words = wordsOf(text)
  const dangers = tagDangers(words)
  const { hierarchy } = gazetteer
  const named = findPlaces(words, gazetteer, within, new Set([...dangers.keys(), ...noPlaces(words)]))
  const places = wholeRegions(words, withoutDateline(named, words), hierarchy, within)
  const quote = (start: number, end: number) => quoteOf(text, start, end)

  const gathering = gatherEvents({ words, dangers, places, quote })
  const tagged = marksOf(words.length, dangers.keys())
  const warned = places
    .filter(({ role, decision }) => role === 'warned' && decision !== 'outside')
    .map(({ from }) => from)
  const placed = marksOf(words.length, warned)
  let at = 0
  for (const piece of piecesOf(text, words)) {
    const from = at
    at += piece.words.length
    if (gathering.whole() === 'no') break
    // What is asked is not said.
    if (/^[^\p{L}\p{N}\n]*\?/u.test(words[at]?.before ?? text.slice(piece.end))) {
      gathering.pass(at)
      continue
    }
    const triggers = triggersOf(piece.words).map((trigger): Trigger => {
      const placed = { ...trigger, from: trigger.from + from, to: trigger.to + from }
      const isOther =
        (placed.kind === 'end' || placed.kind === 'goes-on') &&
        isOfThings(words[placed.from]!) &&
        endsDanger(words, { from, to: at, at: placed.from }, dangers) === 'no'
      return isOther ? { ...placed, kind: 'ends-another' } : placed
    })
    for (const clause of clausesOf(words, from, at, triggers, tagged, placed)) gathering.take(clause)
  }
  const settled = settle(gathering.events, gathering.rest(), hierarchy)
  const ofLevel = threatsOfLevels(settled.events, ladders, hierarchy)
  const drill = isDrillWhole(words)
  const lines = settled.events.map((event): ReadLine => {
    const { action, threat, colour, areas, except, time, start, end } = event
    const own = areas.filter(({ decision }) => decision !== 'outside')
    const known =
      event.before === 'yes' && own.length === 0 && standing !== undefined
        ? fromBoard(event, standing, hierarchy, words)
        : own
    return {
      ...{ threat, colour, except, time },
      // In a drill nothing ends that was ever raised.
      action: drill === 'yes' ? 'info' : action,
      areas: known,
      earlier: settled.ofEarlier.includes(event) ? 'yes' : 'no',
      quote: quote(start, end),
    }
  })
  const doubts = doubtsOf({
    ...{ events: settled, ofLevel, lines, places, text, quote, drill },
    whole: gathering.whole(),
  })
  return { language: languageOf(words, text), lines, issuer: issuerOf(text, words, places), doubts }
}

/** “КУРСК, 9 марта. …”, “KURSK, March 9 – …”: where the news comes from is no warned place, where others are named. */
function withoutDateline(places: readonly PlaceMention[], words: readonly Word[]): readonly PlaceMention[] {
  const [city, next] = words
  const date = words.slice(1, 3).map(({ folded }) => folded)
  const isDateline =
    places[0]?.from === 0 &&
    places.length > 1 &&
    city !== undefined &&
    city.text.length > 2 &&
    city.text === city.text.toUpperCase() &&
    next?.before.startsWith(',') === true &&
    date.some((word) => /^\d{1,2}$/.test(word)) &&
    date.some((word) => months.test(word))
  return isDateline ? places.slice(1) : places
}

const months =
  /^(?:январ|феврал|март|апрел|ма[яй]$|июн|июл|август|сентябр|октябр|ноябр|декабр|січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд|jan|feb|mar|apr|may$|jun|jul|aug|sep|oct|nov|dec)/

/** “Gusev wrote”, “Moscow time”, a line that begins with “Отбой”: no place here, whatever is called so. */
function noPlaces(words: readonly Word[]): number[] {
  return [...words.keys()].filter((index) => {
    const next = words[index + 1]
    // “На территории города введен …”: written small it is a word of the language, whatever village is called so.
    if (words[index]!.capital === 'no') return partsOf(words[index]!.folded).size > 0
    const numbered = [words[index - 1], next].some((one) => /^\d{1,2}$/.test(one?.text ?? ''))
    if (isOfAPerson(words, index)) return true
    if (/['’]s$/.test(words[index]!.text) && /^(?:post|posts|channel|message)$/.test(next?.folded ?? ''))
      return true
    // “Ударні БпЛА” at the head of a line.
    if (isSeen(next) && ofWeapons.test(words[index]!.folded)) return true
    if (numbered && /^(?:march|may)$/.test(words[index]!.folded)) return true
    if (said.some((part) => is(words[index], part))) return true
    if (next === undefined || !/^\s+$/.test(next.before)) return false
    return next.folded === 'time' || speaks.test(next.folded)
  })
}

/** “Заявил Андрей Бочаров”, “цитирует Игоря Артамонова”, “Михаил Развожаев написал”: both words of a name. */
function isOfAPerson(words: readonly Word[], at: number): boolean {
  const [word, next] = [words[at]!, words[at + 1]]
  if (isName(words, at) || isName(words, at - 1)) return true
  if (next?.before !== ' ' || isOfAnOffice(words, at)) return false
  if (spoke.test(next.folded)) return true
  if (next.capital === 'no') return false
  if (spoke.test(words[at - 1]?.folded ?? '')) return true
  const after = words[at + 2]
  return after?.before === ' ' && spoke.test(after.folded) && word.text !== word.text.toUpperCase()
}

function isName(words: readonly Word[], at: number): boolean {
  const [given, surname] = [words[at], words[at + 1]]
  return (
    given?.capital === 'yes' &&
    surname?.capital === 'yes' &&
    surname.before === ' ' &&
    isGivenName(given.folded)
  )
}

/** “Администрация Таганрога сообщила”, “мэр Нижнего Новгорода Шалабаев сообщил”: the town is one, whoever speaks for it. */
function isOfAnOffice(words: readonly Word[], at: number): boolean {
  const [before, { folded }] = [words[at - 1], words[at]!]
  if (before === undefined || words[at]!.before !== ' ' || surname.test(folded)) return false
  if (isOffice(before.folded)) return true
  return before.capital === 'yes' && ofWhich.test(before.folded) && isOffice(words[at - 2]?.folded ?? '')
}

const ofWhich = /(?:[оеь]го|[иы]х|ой|ої)$/

const ofWeapons = /^(?:ударн|ворож|вражеск|крилат|крылат|реактивн|розвідувальн|разведывательн|группов|групов)/

const said: readonly Part[] = [
  'end-noun',
  'end-verb',
  'raise',
  'stays',
  'gone',
  'lowered',
  'siren',
  'level',
  'drill',
  'if',
  'again',
]
const speaks =
  /^(?:said|says|wrote|writes|posted|added|announced|warned|told|reported|noted|urged|confirmed)$/
const surname = /(?:[оеєё]в|[иіїы]н|[иіы]й|ко|ич|ук|юк)$/

const spoke =
  /^(?:(?:заяви|сообщи|написа|рассказа|уточни|добави|напомни|отмети)л[аи]?|(?:повідоми|заяви|зазначи|написа|нагада|уточни)(?:в|ла|ли))$/
