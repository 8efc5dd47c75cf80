/** Where a claim happened: its own place, its sentence’s, what the claim before left standing, or where its speaker governs. */
import type { AreaCode } from '#areas'
import { quoteOf } from '../text/quote.ts'
import type { SaidBy } from './certainty.ts'
import type { Claim, ClaimEvent, ClaimPlace } from './claim.ts'
import type { ClaimsGround } from './ground.ts'
import type { Segment } from './segments.ts'
import { type Span, inside } from './spans.ts'
import type { Reading } from './stretches.ts'
import type { SaidPlace } from './unknown-places.ts'
import { partsOf } from './words/all-words.ts'

export function ownPlaces(ground: ClaimsGround, span: Span, event: ClaimEvent): SaidPlace[] {
  const own = inside(ground.places, span)
  const warned = aimedAt(ground, own, event)
  // An alert's list may be broken by “and a number of districts, among them”.
  if (event === 'alert' || event === 'siren') return warned
  if (warned.length > 0 || event !== 'evacuation') return finest(ground, warned)
  return firstList(own.filter(({ role }) => role === 'launch'))
}

const towards = /^(?:towards?|курсом|курс|напрямк[уі]|направлении|сторону|бік)$/
const sea = /^(?:seas?|ocean|gulf|море|моря|морем|морі|каспи\p{L}*|каспі\p{L}*|акватор\p{L}*|океан\p{L}*)$/u
const launching =
  /^(?:launched|fired|released|пущен\p{L}*|выпущен\p{L}*|випущен\p{L}*|запущен\p{L}*|пуск\p{L}*|взл[её]т\p{L}*|зл[іе]т\p{L}*)$/u

/** Of what is named, what may have been hit: neither where it came from, nor the sea it was launched over, nor what it passed on its way. */
function aimedAt({ words }: ClaimsGround, places: readonly SaidPlace[], event: ClaimEvent): SaidPlace[] {
  const warned = places.filter(({ role }) => role === 'warned')
  if (event !== 'strike' || warned.length < 2) return warned
  const isAhead = (place: SaidPlace) =>
    [1, 2, 3].some((back) => towards.test(words[place.from - back]?.folded ?? ''))
  const aimed = warned.findIndex(isAhead)
  if (aimed > 0 && warned[aimed]!.linked === 'no') return warned.slice(aimed)
  const dry = warned.filter(({ from, to }) => {
    const isSea = words.slice(Math.max(0, from - 1), to + 1).some(({ folded }) => sea.test(folded))
    const begun = words.slice(Math.max(0, from - 10), from).some(({ folded }) => launching.test(folded))
    return !isSea || !begun
  })
  return dry.length > 0 ? dry : warned
}

/** “In Samara Oblast drones attacked Syzran and Novokuybyshevsk”: the places that lie in the one named first. */
function finest({ words, hierarchy }: ClaimsGround, places: readonly SaidPlace[]): SaidPlace[] {
  const first = firstList(places)
  const [outer] = first
  const rest = places.slice(first.length)
  if (outer === undefined || first.length > 1 || rest.length === 0 || outer.code === null) return first
  const later = firstList(rest)
  for (let i = outer.to; i < later[0]!.from; i++) if (partsOf.at(words, i) !== undefined) return first
  const lies = ({ code, size }: SaidPlace) =>
    code === null
      ? size > 0 && size < outer.size
      : code !== outer.code && hierarchy !== null && hierarchy.contains(outer.code!, code)
  if (!later.every(lies)) return first
  const within = { code: outer.code, name: outer.name! }
  return later.map((place) => (place.code === null ? { ...place, within: place.within ?? within } : place))
}

/** The first place, with what is listed beside it. */
function firstList(places: readonly SaidPlace[]): SaidPlace[] {
  const list: SaidPlace[] = []
  for (const place of places) {
    if (list.length > 0 && place.linked === 'no') break
    list.push(place)
  }
  return list
}

/** What an event may leave unsaid because what it follows from has said it. */
export const follows: { readonly [event in ClaimEvent]?: readonly ClaimEvent[] } = {
  casualties: ['strike', 'interception', 'damage', 'casualties', 'outage', 'other', 'evacuation'],
  damage: ['strike', 'interception', 'damage', 'casualties', 'other', 'evacuation'],
  outage: ['strike', 'damage', 'interception', 'outage', 'other'],
  evacuation: ['strike', 'damage', 'other', 'alert', 'evacuation'],
  interception: ['strike', 'interception', 'alert'],
  strike: ['strike', 'interception', 'other'],
  other: ['other'],
  radiation: ['radiation', 'outage', 'strike', 'damage', 'other'],
  alert: ['alert', 'siren'],
  siren: ['alert', 'siren'],
  deployment: ['deployment'],
}

/** What a report tells of one place after another: where it names none, it is still at the last. */
const happens: ReadonlySet<ClaimEvent> = new Set([
  ...(['alert', 'siren', 'strike', 'interception', 'casualties', 'damage', 'outage'] as const),
  ...(['evacuation', 'radiation', 'other'] as const),
])

export const nearEnough = 400

export function placesOf(
  { ground, whole, sentence, by }: Reading,
  segment: Segment,
  before: readonly Claim[],
): ClaimPlace[] {
  const { event } = segment
  const named = (places: readonly SaidPlace[]) => places.map((place) => claimPlace(ground, place, 'named'))
  const own = ownPlaces(ground, segment, event)
  if (own.length > 0) return named(own)
  // “В Липецке сбит дрон, пострадавших нет”: the sentence has one place.
  const others = ground.places.filter(({ role }) => role === 'warned')
  const first = finest(ground, others)
  if (first.length > 0 && (first.length === others.length || first[0]!.to <= segment.from))
    return named(first)
  // “25 drones were destroyed: 14 above X, 8 above Y”: the sum lies in all of them.
  const isSum =
    inside(ground.numbers, segment).length > 0 && others.length > 1 && others[0]!.from >= segment.to
  if (isSum && /^\s?[:(–—]/u.test(ground.words[segment.to]?.before ?? '')) return named(others)
  // “At the plant the staff heard an explosion”: the only one of the sentence, also where it tells who speaks.
  const outside =
    others.length > 0 ? [] : inside(whole.places, sentence).filter(({ role }) => role === 'warned')
  if (outside.length === 1 && event !== 'statement') return named(outside)
  return carriedPlaces(ground, segment, before, by) ?? office(whole, sentence, event, by)
}

export function carriedPlaces(
  { words }: ClaimsGround,
  { from, event }: Pick<Segment, 'from' | 'event'>,
  before: readonly Claim[],
  by: SaidBy,
): ClaimPlace[] | undefined {
  const index = before.findLastIndex(({ places }) => places.length > 0)
  const last = before[index]
  if (last === undefined || follows[event] === undefined) return undefined
  const between = words[from]!.start - last.quote.end
  if (between < 0 || between > nearEnough) return undefined
  if (follows[event].includes(last.event)) {
    // Nothing else that happens somewhere stands between.
    const passed = before
      .slice(index + 1)
      .some((claim) => follows[claim.event] !== undefined && claim.event !== event)
    if (passed) return undefined
  } else if (!happens.has(event) || !happens.has(last.event) || isNational(by)) return undefined
  return last.places.map((place) => ({ ...place, basis: place.basis === 'office' ? 'office' : 'carried' }))
}

const nationals =
  /defen[cs]e ministry|ministry of defen[cs]e|air force|general staff|минобороны|министерств\S+ обороны|воздушн\S+ сил|генштаб|генеральн\S+ штаб|повітрян\S+ сил|міноборони|міністерств\S+ оборони/iu

/** Whose words are of a whole country: an air force, a ministry of defence. */
function isNational({ speaker, role }: SaidBy): boolean {
  return nationals.test(`${speaker ?? ''} ${role ?? ''}`)
}

/** What an air force has brought down, it has brought down over its own country. */
function nationOf({ words, hierarchy }: ClaimsGround, event: ClaimEvent, by: SaidBy): SaidPlace | undefined {
  const who = `${by.speaker ?? ''} ${by.role ?? ''}`
  const russian = /russ|росс|рф/iu.test(who)
  if (event !== 'interception' || (!russian && !/ukrain|украин|україн|зсу|всу/iu.test(who))) return undefined
  const own = russian
    ? /^(?:russia|russian|russias|росси\p{L}+|рф)$/u
    : /^(?:ukraine|ukraines|ukrainian|украин\p{L}+|україн\p{L}+|зсу|всу)$/u
  const at = words.slice(0, 600).findIndex(({ folded }) => own.test(folded))
  const area = hierarchy?.get((russian ? 'RU' : 'UA') as AreaCode)
  if (at < 0) return undefined
  return {
    ...{ from: at, to: at + 1, code: area?.code ?? null, name: area?.names.en ?? null, within: null },
    ...{ role: 'warned', size: 6, linked: 'no', clock: 'unknown', parent: null },
  }
}

/** A governor who says that nobody is hurt speaks of the region he governs. */
function office(ground: ClaimsGround, sentence: Span, event: ClaimEvent, by: SaidBy): ClaimPlace[] {
  if (follows[event] === undefined) return []
  const nation = isNational(by) ? nationOf(ground, event, by) : undefined
  if (nation !== undefined) return [claimPlace(ground, nation, 'office')]
  if (by.role === null) return []
  const role = by.role.toLowerCase()
  if (
    !/governor|governs|mayor|head of|губернатор|глава|главы|мэр|мер|голова|очільник|начальник|ова\b/u.test(
      role,
    )
  )
    return []
  const spoken = (place: SaidPlace) =>
    place.code !== null &&
    role.includes(
      ground.text.slice(ground.words[place.from]!.start, ground.words[place.to - 1]!.end).toLowerCase(),
    )
  const near = inside(ground.places, { from: Math.max(0, sentence.from - 60), to: sentence.to }).filter(
    spoken,
  )
  const [place] = near.length > 0 ? near : ground.places.slice(0, 40).filter(spoken)
  return place === undefined ? [] : [claimPlace(ground, place, 'office')]
}

export function claimPlace(
  { text, words }: ClaimsGround,
  place: SaidPlace,
  basis: ClaimPlace['basis'],
): ClaimPlace {
  const quote = quoteOf(text, words[place.from]!.start, words[place.to - 1]!.end)
  const { code, name, within } = place
  return { text: quote.text, code, name, within, basis, quote }
}

export function placeOf({ text }: ClaimsGround, places: readonly ClaimPlace[]): ClaimPlace | null {
  const [first] = places
  const last = places.at(-1)
  if (first === undefined || last === undefined || first === last) return first ?? null
  const quote = quoteOf(text, first.quote.start, last.quote.end)
  return { text: quote.text, code: null, name: null, within: null, basis: first.basis, quote }
}
