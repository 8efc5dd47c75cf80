/**
 * Settles what single clauses declared: what one says of another, what is the same, what contradicts, what only stepped down.
 * Long because what one clause says of another depends on all that were settled before it.
 */
import type { Hierarchy } from '#areas'
import type { Quote } from '../text/quote.ts'
import type { AnnouncementAction } from './announcement.ts'
import type { SaidColour, SaidThreat } from './danger-words.ts'
import { codesOf } from './event-areas.ts'
import { withoutHeadings } from './headings.ts'
import type { PlaceMention } from '../place/places-in-text.ts'

export interface Event {
  action: AnnouncementAction
  threat: SaidThreat | null
  colour: SaidColour | null
  areas: readonly PlaceMention[]
  /** Places named around it that it may be about when it names none. */
  context: readonly PlaceMention[]
  /** Places of a sentence before it that declares nothing; for want of others it is about these. */
  readonly aside: readonly PlaceMention[]
  except: readonly PlaceMention[]
  time: Quote | null
  /** The level that was left, of an event that lowers. */
  stoodDown: SaidColour | null
  /** `pronoun`: it is about what was declared before. */
  object: 'named' | 'pronoun'
  readonly tells: 'change' | 'standing' | 'absence'
  /** “Тоже”, “также”: another case, not what was just told once more. */
  readonly too: 'yes' | 'no'
  /** Whether it refers to earlier messages: “the previously announced districts”. */
  before: 'yes' | 'no'
  /** “Непосредственный удар”: the graver of two steps without colours. */
  readonly direct: 'yes' | 'no'
  /** It tells of an earlier time: yesterday, last night. */
  past: 'yes' | 'no'
  /** “Снова”, “again”: there was one before. */
  readonly again: 'yes' | 'no'
  /** Nothing but the word “alarm”, or sirens. */
  readonly bare: 'yes' | 'no'
  /** “…, где сохраняется …”: it is about the place just named. */
  readonly where: 'yes' | 'no'
  /** Whether its areas are those of another sentence. */
  inherited: 'yes' | 'no'
  /** Whether its own sentence says where; what follows is then no list of it. */
  readonly said: 'with-areas' | 'without'
  /** Whether a sentence begins with it. */
  readonly opens: 'sentence' | 'clause'
  start: number
  end: number
}

export interface Settled {
  readonly events: readonly Event[]
  /** Ends that the same text takes back: all-clear, and “still under alert”, for one area. */
  readonly takenBack: readonly Event[]
  /** Ends after which the same danger was raised again. */
  readonly ofEarlier: readonly Event[]
  /** Events whose threat was taken from another sentence. */
  readonly threatFromContext: readonly Event[]
  /** Events whose areas were taken from a sentence that declares nothing. */
  readonly areasFromAside: readonly Event[]
}

export function settle(read: readonly Event[], rest: readonly PlaceMention[], hierarchy: Hierarchy): Settled {
  const threatFromContext: Event[] = []
  let events = giveThreats(read, threatFromContext)
  giveAreas(events, rest, threatFromContext)
  for (const event of events) event.areas = withoutContainers(once(event.areas), hierarchy)
  events = mergeSame(withoutHeadings(events), threatFromContext)
  lowerWhereALevelStays(events)
  for (const event of events) if (standsOnly(event, events)) event.action = 'info'
  const takenBack: Event[] = []
  events = keepWhatGoesOn(events, takenBack)
  const ofEarlier = events.filter((event) => isOfEarlier(event, events))
  const areasFromAside = events.filter(
    ({ areas, aside }) => aside.length > 0 && areas.some((one) => aside.includes(one)),
  )
  return { events, takenBack, ofEarlier, threatFromContext, areasFromAside }
}

/** “Отбой ракетной опасности. Опасность атаки БПЛА действует”: beside an end it says what is left. */
function standsOnly(event: Event, events: readonly Event[]): boolean {
  if (event.action !== 'raise' || event.tells !== 'standing' || event.again === 'yes') return false
  return events.slice(0, events.indexOf(event)).some(({ action }) => action === 'end' || action === 'lower')
}

/** The same danger was raised after it: what ended is not what is going on. */
function isOfEarlier(event: Event, events: readonly Event[]): boolean {
  if (event.action !== 'end' && event.action !== 'lower') return false
  const at = events.indexOf(event)
  return events.some((other, index) => {
    if (other.action !== 'raise' || other.past === 'yes' || other.threat !== event.threat) return false
    if (!mayMeet(event, other)) return false
    if (event.past === 'yes') return true
    const [ended, raised] = [minutesOf(event.time), minutesOf(other.time)]
    if (ended !== undefined && raised !== undefined && index > at) return raised > ended
    return other.again === 'yes'
  })
}

function mayMeet(one: Pick<Event, 'areas'>, other: Event): boolean {
  if (one.areas.length === 0 || other.areas.length === 0) return true
  const named = new Set(one.areas.map(({ candidates }) => candidates[0]?.area.code))
  return other.areas.some(({ candidates }) => named.has(candidates[0]?.area.code))
}

function minutesOf(time: Quote | null): number | undefined {
  const parts = /(\d{1,2})[:.](\d{2})/.exec(time?.text ?? '')
  return parts === null ? undefined : Number(parts[1]) * 60 + Number(parts[2])
}

/** “Отбой жёлтого уровня”: the level was named with its threat before; “снял её” is about what was just declared. */
function giveThreats(events: readonly Event[], taken: Event[]): Event[] {
  for (const [index, event] of events.entries()) {
    if (event.threat !== null) continue
    // “No longer face a direct strike. The danger of a UAV attack persists”: one danger in two steps.
    const inSteps = event.direct === 'yes' ? events.find(({ threat }) => threat === 'drone') : undefined
    const source = inSteps ?? sourceOf(event, events.slice(0, index).reverse(), events.slice(index + 1))
    if (source === undefined) {
      // Ukraine has one signal for all, and its all-clear.
      const isUkrainian = ({ candidates }: PlaceMention) => candidates[0]?.area.code.startsWith('UA') === true
      const isBare = event.action === 'end' && event.colour === null && event.object === 'named'
      if (isBare && event.areas.length > 0 && event.areas.every(isUkrainian)) event.threat = 'air-raid'
      continue
    }
    event.threat = source.threat
    if (event.object === 'pronoun') event.colour ??= source.colour
    taken.push(event)
  }
  // Of what nobody has said which danger it is, only an end is kept: it must not be lost, and a person asks what ended.
  return events.filter(
    (event, index) =>
      event.threat !== null ||
      event.colour !== null ||
      // “All clear. The red level has been lifted in …”: the first sentence is the heading of the second.
      (event.action === 'end' && (event.areas.length > 0 || events[index + 1]?.action !== 'end')),
  )
}

/** The declaration that says which danger another one is about: the one of its level, the last before, the next after. */
function sourceOf(
  { areas, colour, action, object }: Event,
  earlier: readonly Event[],
  later: readonly Event[],
): Event | undefined {
  const known = ({ threat, colour: other }: Event) =>
    threat !== null || (object === 'pronoun' && other !== null)
  const ofLevel = earlier.find((other) => known(other) && colour !== null && other.colour === colour)
  if (ofLevel !== undefined) return ofLevel
  const before = earlier.find((other) => known(other) && (colour === null || other.colour === null))
  if (before !== undefined) return before
  const [next] = later
  // “The all-clear sounded in Lviv, but the threat of missiles on Ternopil continues”: another danger, elsewhere.
  if (
    action === 'end' &&
    areas.length > 0 &&
    next !== undefined &&
    next.action !== 'end' &&
    !mayMeet({ areas }, next)
  )
    return undefined
  // “Красный уровень. Угроза атаки БПЛА …”: heading and message.
  if (
    next !== undefined &&
    next.threat !== null &&
    next.action === action &&
    (colour === null || next.colour === null)
  )
    return next
  return colour === null ? later.find(known) : undefined
}

function giveAreas(
  events: readonly Event[],
  rest: readonly PlaceMention[],
  threatFromContext: readonly Event[],
): void {
  for (const [index, event] of events.entries()) {
    if (event.areas.length > 0) continue
    // Which they are is not in the text.
    if (event.before === 'yes') continue
    event.inherited = 'yes'
    const said = events[index - 1]
    if (event.where === 'yes' && said !== undefined) {
      event.areas = said.except.length > 0 ? said.except : said.areas.slice(-1)
      continue
    }
    // A hashtag or a signature after the message says where.
    const next = events[index + 1]
    const listAfter = rest.filter(({ role }) => role === 'warned')
    const before = events.slice(0, index).findLast(({ areas }) => areas.length > 0)
    const context = event.context.filter(({ role }) => role === 'warned')
    const speaking = event.context.filter(({ role }) => role === 'speaker')
    event.areas =
      context.length > 0
        ? context
        : before !== undefined
          ? before.areas
          : next === undefined && listAfter.length > 0
            ? listAfter
            : speaking.length > 0
              ? speaking
              : event.aside.length === 0 && next !== undefined && threatFromContext.includes(next)
                ? // “… об угрозе БПЛА. Саратовская область жила без режима четыре часа”: the next goes on about it.
                  next.areas
                : event.aside
    if (event.areas === before?.areas && before !== undefined && event.except.length === 0)
      event.except = before.except
  }
}

/** “В Ельце и четырёх муниципалитетах Липецкой области – …”: the region only says where they lie. */
function withoutContainers(areas: readonly PlaceMention[], hierarchy: Hierarchy): PlaceMention[] {
  const inner = [...new Set(areas.flatMap(({ candidates }) => candidates[0]?.area.code ?? []))]
  return areas.filter((outer, index) => {
    const [holder] = outer.candidates
    if (outer.decision !== 'one' || holder === undefined) return true
    // “Запорізька область та м. Запоріжжя” are two.
    if (outer.linked === 'yes' || areas[index + 1]?.linked === 'yes') return true
    return !inner.some((code) => code !== holder.area.code && hierarchy.contains(holder.area.code, code))
  })
}

function once(areas: readonly PlaceMention[]): PlaceMention[] {
  const seen = new Set<string>()
  return areas.filter(({ decision, candidates }) => {
    const code = decision === 'one' ? candidates[0]!.area.code : undefined
    if (code === undefined) return true
    if (seen.has(code)) return false
    seen.add(code)
    return true
  })
}

/** Two sentences may say one thing: the first that there is danger no more, the second which level ended. */
function mergeSame(events: readonly Event[], fromContext: readonly Event[]): Event[] {
  const kept: Event[] = []
  for (const event of events) {
    const same = kept.findLast(
      (other) =>
        other.action === event.action &&
        (other.threat === event.threat || isOfBombers(other, event)) &&
        (other.colour === null || event.colour === null || other.colour === event.colour) &&
        event.too === 'no' &&
        (other.time === null || event.time === null || other.time.text === event.time.text) &&
        isSamePlace(other, event, fromContext),
    )
    if (same === undefined) kept.push(event)
    else {
      same.colour ??= event.colour
      same.time ??= event.time
      if (same.areas.length === 0 || (same.inherited === 'yes' && event.inherited === 'no'))
        same.areas = event.areas
      if (same.except.length === 0) same.except = event.except
    }
  }
  return kept
}

/** “КАБ на Запоріжжя! Тактична авіація здійснила пуски”: bombs, and who drops them; missiles, and the MiG that took off. */
function isOfBombers(one: Event, { threat, said }: Event): boolean {
  if (said === 'with-areas') return false
  return (
    (one.threat === 'guided-bomb' && threat === 'aircraft') ||
    (one.threat === 'missile' && threat === 'aeroballistic')
  )
}

function isSamePlace(one: Event, other: Event, fromContext: readonly Event[]): boolean {
  if (one.areas.length === 0 && other.areas.length === 0) return true
  // “Опасность не грозит … беспилотная опасность отменена”: the one sentence lacks what the other says.
  if (one.areas.length === 0 || other.areas.length === 0)
    return fromContext.includes(one) || fromContext.includes(other)
  // “… красный уровень. Он действует для городов …”: the second sentence says where the first holds.
  if (
    one.inherited === 'yes' &&
    other.inherited === 'no' &&
    other.object === 'pronoun' &&
    other.action === 'raise'
  )
    return true
  return codesOf(one) === codesOf(other)
}

const height: { readonly [colour in SaidColour]: number } = { yellow: 1, orange: 2, red: 3 }

/** “Отбой красного уровня … сохраняется жёлтый”: a higher level is stood down while a lower one explicitly stays. */
function lowerWhereALevelStays(events: readonly Event[]): void {
  for (const event of events) {
    if (event.action !== 'end') continue
    // “Отбой опасности непосредственного удара”, while that of an attack stays.
    const attack = ({ action, threat, direct }: Event) =>
      action === 'info' && direct === 'no' && threat === event.threat
    if (event.direct === 'yes' && event.colour === null && events.some(attack)) {
      event.action = 'lower'
      continue
    }
    const ended = event.colour === null ? 3 : height[event.colour]
    const stays = events.find(
      ({ action, colour, tells }) =>
        (action === 'info' || (action === 'raise' && tells === 'standing')) &&
        colour !== null &&
        height[colour] < ended,
    )
    if (stays === undefined || stays.colour === null) continue
    stays.action = 'info'
    event.action = 'lower'
    event.stoodDown = event.colour
    event.colour = stays.colour
    // “Для них угроза атаки БПЛА в силе”: at the level that others have left.
    for (const other of events)
      if (other.action === 'info' && other.colour === null && other.tells !== 'absence')
        if (other.threat !== null && other.threat !== stays.threat && other.object === 'named')
          if (event.threat === null || event.threat === other.threat) other.colour = event.stoodDown
  }
}

/** Where a text both ends and says that it goes on, nothing ends. */
function keepWhatGoesOn(events: readonly Event[], takenBack: Event[]): Event[] {
  return events.filter((event) => {
    if (event.action !== 'end') return true
    const going = events.filter(
      ({ action, threat, colour, tells }) =>
        action === 'info' && threat === event.threat && colour === null && tells !== 'absence',
    )
    const codes = new Set(
      going.flatMap(({ areas }) =>
        areas.flatMap(({ decision, candidates }) => (decision === 'one' ? [candidates[0]!.area.code] : [])),
      ),
    )
    // “Отбой в 01:15. Второй – в 03:05, он действует до сих пор”: what goes on began after the end.
    const ended = minutesOf(event.time)
    if (
      ended !== undefined &&
      going.every(({ time, again }) => again === 'yes' && (minutesOf(time) ?? 0) > ended)
    )
      return true
    const left = event.areas.filter(
      ({ decision, candidates }) => decision !== 'one' || !codes.has(candidates[0]!.area.code),
    )
    if (left.length === event.areas.length) return true
    takenBack.push(event)
    event.areas = left
    const [first] = going
    if (first !== undefined) first.time ??= event.time
    return left.length > 0
  })
}
