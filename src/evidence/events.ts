/** Settles what single clauses declared: what one says of another, what is the same, what contradicts, what only stepped down. */
import type { Hierarchy } from '#areas'
import type { AnnouncementAction, Quote } from './announcement.ts'
import type { SaidColour, SaidThreat } from './danger-words.ts'
import type { PlaceMention } from './places-in-text.ts'

export interface Event {
  action: AnnouncementAction
  threat: SaidThreat | null
  colour: SaidColour | null
  areas: readonly PlaceMention[]
  /** Places named around it that it may be about when it names none. */
  context: readonly PlaceMention[]
  except: readonly PlaceMention[]
  time: Quote | null
  /** `pronoun`: it is about what was declared before. */
  object: 'named' | 'pronoun'
  readonly tells: 'change' | 'standing'
  /** Whether it refers to earlier messages: “the previously announced districts”. */
  before: 'yes' | 'no'
  /** Whether its areas are those of another sentence. */
  inherited: 'yes' | 'no'
  /** Whether its own sentence says where; what follows is then no list of it. */
  readonly said: 'with-areas' | 'without'
  start: number
  end: number
}

export interface Settled {
  readonly events: readonly Event[]
  /** Ends that the same text takes back: all-clear, and “still under alert”, for one area. */
  readonly takenBack: readonly Event[]
  /** Events whose threat was taken from another sentence. */
  readonly threatFromContext: readonly Event[]
}

export function settle(read: readonly Event[], rest: readonly PlaceMention[], hierarchy: Hierarchy): Settled {
  const threatFromContext: Event[] = []
  let events = giveThreats(read, threatFromContext)
  giveAreas(events, rest)
  for (const event of events) event.areas = withoutContainers(once(event.areas), hierarchy)
  events = mergeSame(events, threatFromContext)
  lowerWhereALevelStays(events)
  const takenBack: Event[] = []
  events = keepWhatGoesOn(events, takenBack)
  return { events, takenBack, threatFromContext }
}

/** “Отбой жёлтого уровня”: the level was named with its threat before; “снял её” is about what was just declared. */
function giveThreats(events: readonly Event[], taken: Event[]): Event[] {
  for (const [index, event] of events.entries()) {
    if (event.threat !== null) continue
    const source = sourceOf(event, events.slice(0, index).reverse(), events.slice(index + 1))
    if (source === undefined) continue
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
  { colour, action, object }: Event,
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

function giveAreas(events: readonly Event[], rest: readonly PlaceMention[]): void {
  for (const [index, event] of events.entries()) {
    if (event.areas.length > 0) continue
    // Which they are is not in the text.
    if (event.before === 'yes') continue
    event.inherited = 'yes'
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
            : speaking
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
        other.threat === event.threat &&
        (other.colour === null || event.colour === null || other.colour === event.colour) &&
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

const codes = new WeakMap<readonly PlaceMention[], string>()

function codesOf({ areas }: Event): string {
  let said = codes.get(areas)
  if (said === undefined) {
    said = areas
      .map(({ candidates, start }) => candidates[0]?.area.code ?? String(start))
      .sort()
      .join(' ')
    codes.set(areas, said)
  }
  return said
}

function isSamePlace(one: Event, other: Event, fromContext: readonly Event[]): boolean {
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
    event.colour = stays.colour
  }
}

/** Where a text both ends and says that it goes on, nothing ends. */
function keepWhatGoesOn(events: readonly Event[], takenBack: Event[]): Event[] {
  return events.filter((event) => {
    if (event.action !== 'end') return true
    const going = events.filter(
      ({ action, threat, colour }) => action === 'info' && threat === event.threat && colour === null,
    )
    const codes = new Set(
      going.flatMap(({ areas }) =>
        areas.flatMap(({ decision, candidates }) => (decision === 'one' ? [candidates[0]!.area.code] : [])),
      ),
    )
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
