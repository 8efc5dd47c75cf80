/** Reads what a stretch of text asserts: each claim with the exact words it rests on. */
import { quoteOf } from '../text/quote.ts'
import { type SaidBy, certaintyOf } from './certainty.ts'
import { carriedPlaces, claimPlace, nearEnough, ownPlaces, placeOf, placesOf } from './claim-places.ts'
import { carriedTime, whenOf } from './claim-times.ts'
import { carriedWeapon, weaponOf, weaponsOf } from './claim-weapons.ts'
import type { Claim, ClaimEvent, Quantity } from './claim.ts'
import type { ClaimsGround } from './ground.ts'
import { isBare } from './counted.ts'
import { likeThose, quantitiesOf } from './quantities.ts'
import { type Segment, segmentsOf } from './segments.ts'
import { type Span, inside } from './spans.ts'
import {
  type Reading,
  type Stretch,
  around as groundOf,
  asks,
  sentencesIn,
  spanOf,
  withoutGaps,
} from './stretches.ts'
import type { SaidPlace } from './unknown-places.ts'
import { hedges, partsOf, things } from './words/all-words.ts'
export type { SaidBy } from './certainty.ts'
export { claimsGround, type ClaimsGround } from './ground.ts'

/**
 * The claims of a stretch, in its order. `before`: claims of what stands earlier in the text, for what is left out here.
 * A stretch of a named speaker that asserts no event still yields one claim, `statement` or `other`; an author's yields none.
 * “No casualties” has `happened: 'no'`: a statement of which every claim has it denies.
 */
export function readClaims(
  ground: ClaimsGround,
  stretch: Stretch,
  by: SaidBy,
  before: readonly Claim[] = [],
): Claim[] {
  const whole = spanOf(ground, stretch)
  if (whole.to <= whole.from) return []
  // Who threatens to strike has not struck.
  if (by.stance === 'threatens') return [wholeClaim(ground, whole, stretch, by, before)]
  const claims: Claim[] = []
  const gaps = (stretch.without ?? []).map((gap) => spanOf(ground, gap))
  for (const [sentence, part] of sentencesIn(ground, whole)) {
    const span = withoutGaps(part, gaps)
    if (span === undefined || asks(ground, part)) continue
    const first = claims.length === 0 || by.form === 'direct' ? 'yes' : 'no'
    const reading: Reading = { ground: groundOf(ground, span, gaps), whole: ground, sentence, by, first }
    const segments = segmentsOf(reading.ground, span, by.form === 'own' ? 'own' : 'said')
    for (const { from, to, ...segment } of segments) {
      const own = withoutGaps({ from, to }, gaps)
      if (own !== undefined)
        claims.push(claimOf(reading, { ...segment, ...own }, [...before.slice(-6), ...claims]))
    }
    if (segments.length === 0) claims.push(...elliptical(reading, span, [...before.slice(-6), ...claims]))
  }
  if (claims.length > 0 || by.form === 'own') return claims
  return [wholeClaim(ground, whole, stretch, by, before)]
}

/** “And another one, a probable one”: the event of the sentence before, without its verb. */
function elliptical(reading: Reading, span: Span, before: readonly Claim[]): Claim[] {
  const { ground } = reading
  const last = before.at(-1)
  if (last !== undefined) {
    const list = countedByPlace(reading, span, last)
    if (list.length > 0) return list
    const figure = anotherFigure(reading, span, last)
    if (figure !== undefined) return [figure]
  }
  if (last === undefined || (last.event !== 'strike' && last.event !== 'interception')) return []
  if (ground.words[span.from]!.start - last.quote.end > nearEnough) return []
  const [number] = ground.numbers
  if (number === undefined) return []
  const beside = ground.words.slice(Math.max(span.from, number.from - 3), Math.min(span.to, number.to + 1))
  if (!beside.some(({ folded }) => /^(?:ще|еще|another|more|другий|второй|вторая|друга)$/.test(folded)))
    return []
  const claim = claimOf(reading, { ...span, event: last.event, happened: 'yes', cues: [] }, [])
  return claim.quantities.length > 0 ? [claim] : []
}

const figures =
  /^(?:number|figure|rate|toll|count|tally|total|estimate|число|числа|цифр\p{L}*|количество|показател\p{L}*|кількість|цифру|показник\p{L}*)$/u

/** “He put the number at forty”: of what was counted before. */
function anotherFigure(reading: Reading, span: Span, last: Claim): Claim | undefined {
  const { ground } = reading
  const [counted] = last.quantities
  if (counted === undefined || last.happened === 'no') return undefined
  if (ground.words[span.from]!.start - last.quote.end > nearEnough) return undefined
  const [number, ...others] = inside(ground.numbers, span)
  if (
    number === undefined ||
    others.length > 0 ||
    number.money !== null ||
    !isBare(ground.words, number, span)
  )
    return undefined
  const said = ground.words.slice(span.from, number.from).map(({ folded }) => folded)
  const figure = said.findIndex((word) => figures.test(word))
  // “The number of alerts”: of something else.
  if (said[figure + 1] === 'of' || things.at(ground.words, span.from + figure + 1) !== undefined)
    return undefined
  const madeIt = /^(?:made|put|raised|brought)$/.test(said.at(-2) ?? '') && said.at(-1) === 'it'
  if (!madeIt && figure < 0) return undefined
  const claim = claimOf(reading, { ...span, event: last.event, happened: 'yes', cues: [] }, [last])
  const quantities = likeThose(ground, number, counted.unit)
  return {
    ...claim,
    quantities,
    weapon: claim.weapon ?? last.weapon,
    weapons: claim.weapons.length > 0 ? claim.weapons : last.weapons,
  }
}

/** “Most in Lviv Region (49), Volyn (38) and Zakarpattia (22)”: the counts of the sentence before, place by place. */
function countedByPlace(reading: Reading, span: Span, last: Claim): Claim[] {
  const { ground } = reading
  const [counted] = last.quantities
  if (counted === undefined || last.happened === 'no') return []
  if (ground.words[span.from]!.start - last.quote.end > nearEnough) return []
  const numbers = inside(ground.numbers, span)
  const places = inside(ground.places, span)
  const bare = numbers.filter(
    ({ to, money }) => money === null && (to >= span.to || /^\s?[,;.)–—]/.test(ground.words[to]!.before)),
  )
  if (bare.length < 2 || bare.length < numbers.length || places.length < bare.length) return []
  const claim = claimOf(reading, { ...span, event: last.event, happened: 'yes', cues: [] }, [])
  const quantities = bare.map(({ value, from, to, bound }): Quantity => ({
    ...{ value, unit: counted.unit, bound },
    quote: quoteOf(ground.text, ground.words[from]!.start, ground.words[to - 1]!.end),
  }))
  return [{ ...claim, quantities }]
}

/** “45,000 consumers in A and 12,000 in B”: of the same kind as in the item before. */
function countedLikeLast(
  { ground, sentence }: Reading,
  segment: Segment,
  last: Claim | undefined,
): Quantity[] {
  const { words } = ground
  const [counted] = last?.quantities ?? []
  if (last?.event !== segment.event || last.happened === 'no' || counted === undefined) return []
  const [number, ...others] = inside(ground.numbers, segment)
  // “Power is back for 21,000 of them”.
  const ofThem = number !== undefined && partsOf.at(words, number.to) !== undefined
  if (last.quantities.length > 1 || (!ofThem && last.quote.start < words[sentence.from]!.start)) return []
  if (number === undefined || others.length > 0 || number.money !== null || !isBare(words, number, segment))
    return []
  return likeThose(ground, number, counted.unit)
}

function claimOf(reading: Reading, segment: Segment, before: readonly Claim[]): Claim {
  const { ground, whole, sentence, by } = reading
  const { words, text } = ground
  const { event } = segment
  const happened = segment.happened === 'no' || deniesIt(reading, segment) ? 'no' : 'yes'
  const places = placesOf(reading, segment, before)
  const weapons = weaponsOf(ground, segment, sentence, event)
  const carried = weapons.length > 0 ? undefined : carriedWeapon(whole, segment, event)
  const own = quantitiesOf(ground, segment, event, segment.cues, weapons[0] ?? carried)
  const quantities = own.length > 0 ? own : countedLikeLast(reading, segment, before.at(-1))
  const counted =
    weapons.length === 0 && carried !== undefined && quantities.some(({ unit }) => unit === carried.name.unit)
  const named = (counted ? [carried] : weapons).map((weapon) => weaponOf(ground, weapon))
  const hedged = isHedged(ground, segment, sentence) ? 'yes' : 'no'
  const first = words[segment.from]!
  const mark = /[$€£~≈№]\s?$/u.exec(text.slice(Math.max(0, first.start - 2), first.start))
  const start = first.start - (mark === null ? 0 : mark[0].length)
  return {
    ...{ event, happened, place: placeOf(ground, places), places },
    when: whenOf(reading, segment) ?? carriedTime(reading, { ...segment, happened }, before),
    ...{ weapon: named[0] ?? null, weapons: named, quantities },
    certainty: certaintyOf(event, hedged, by, besideOf(reading, segment)),
    quote: quoteOf(text, start, words[segment.to - 1]!.end),
  }
}

const turn = /^(?:but|yet|though|although|however|while|но|однако|хотя|але|проте|однак|хоча)$/

/** “Denied that …”: what follows is said not to be so, as far as “but two windows are broken” and its own sentence go. */
function deniesIt({ whole, sentence, by: { stance, verb }, first }: Reading, { from }: Span): boolean {
  if (first === 'no') return false
  for (let i = sentence.from; i < from; i++) if (turn.test(whole.words[i]!.folded)) return false
  return (
    stance === 'denies' &&
    /^(?:den(?:y|ied|ies|ying)|refut|reject|dismiss|disprov|опров|отриц|отверг|спрост|запереч)/iu.test(
      verb ?? '',
    )
  )
}

/** Somebody said something that tells no event: a position, a wish, a threat. */
function wholeClaim(
  ground: ClaimsGround,
  whole: Span,
  stretch: Stretch,
  by: SaidBy,
  before: readonly Claim[],
): Claim {
  const weapons = inside(ground.weapons, whole)
  const test = weapons.length > 0 && before.slice(-3).some(({ event }) => event === 'weapon-test')
  const counts = quantitiesOf(ground, whole, 'statement', [], undefined)
  // What a weapon can do is a fact that is claimed; a position or a wish is no more than a statement.
  const factual = by.stance === 'calls-for' || (counts.length > 0 && by.stance !== 'threatens')
  // “Over 6,000 drones a month”, “$20,000 each”: they are made.
  const made = counts.some(({ unit }) =>
    /(?:drones|missiles|bombs|shells|rockets) per |^[A-Z]{3} each$/.test(unit),
  )
  // “If they strike the bridge, …”: what is threatened with is a blow; what “is a legitimate target” is only said.
  const blow = by.stance === 'threatens' && isConditionalThreat(ground, whole)
  const away = by.stance === 'calls-for' && awayWith.test(ground.text.slice(stretch.start, stretch.end))
  const topic =
    by.stance === 'declines' || by.stance === 'denies' ? topicOf(ground, whole, before) : undefined
  // Who will not speak of drones will not speak of a strike.
  const evaded = by.stance === 'declines' && weapons.length > 0 ? 'strike' : topic?.event
  const event: ClaimEvent = test
    ? 'weapon-test'
    : made
      ? 'production'
      : blow
        ? 'strike'
        : away
          ? 'evacuation'
          : factual
            ? 'other'
            : (evaded ?? 'statement')
  const reading: Reading = {
    ground: groundOf(ground, whole, []),
    whole: ground,
    sentence: whole,
    by,
    first: 'yes',
  }
  const own = ownPlaces(ground, whole, event)
  // “Of production in Russia, sources say that it is 6,000 a month”: the only place of the sentence.
  const around = own.length > 0 || event === 'statement' ? [] : besides(ground, whole)
  const named = [...own, ...around].map((place) => claimPlace(ground, place, 'named'))
  const asked = by.stance === 'calls-for' && event === 'other'
  const carried =
    named.length > 0 || event === 'statement' || asked
      ? []
      : carriedPlaces(ground, { ...whole, event }, before, by)
  const places = named.length > 0 ? named : (carried ?? [])
  const armed = weapons.map((weapon) => weaponOf(ground, weapon))
  const happened = by.stance === 'denies' && topic !== undefined && event === topic.event ? 'no' : 'yes'
  return {
    ...{ event, happened, place: placeOf(ground, places), places },
    when: whenOf(reading, whole),
    ...{ weapon: armed[0] ?? null, weapons: armed, quantities: counts },
    certainty: certaintyOf(event, isHedged(ground, whole, whole) ? 'yes' : 'no', by),
    quote: quoteOf(ground.text, Math.max(stretch.start, 0), Math.min(stretch.end, ground.text.length)),
  }
}

/** What a refusal or a denial that names nothing is about: what was told last, but for what became of people. */
function topicOf({ words }: ClaimsGround, { from }: Span, before: readonly Claim[]): Claim | undefined {
  const topic = before.findLast(({ event }) => event !== 'statement' && event !== 'casualties')
  const near = topic !== undefined && words[from]!.start - topic.quote.end
  return near !== false && near >= 0 && near <= 2 * nearEnough ? topic : undefined
}

/** People are asked to go. */
const awayWith =
  /(?<!\p{L})(?:to leave|evacuat\p{L}+|flee|get out|leave (?:the|their|your|at once|immediately|now)|эвакуир\p{L}+|покинуть|выехать|выезжать|евакую\p{L}+|виїхати|виїжджати|залишити (?:домівк|будинк|міст|сел|домів)\p{L}*)(?!\p{L})/iu

function isConditionalThreat({ words }: ClaimsGround, { from, to }: Span): boolean {
  for (let i = from; i < to; i++)
    if (/^(?:if|should|unless|если|якщо|случае|разі)$/.test(words[i]!.folded)) return true
  return false
}

/** How the sentence speaks of who says it: “The Geological Survey recorded a quake”, “a doctor who asked not to be named said”. */
function besideOf({ whole: { text, words }, sentence, by }: Reading, { from, event }: Segment): string {
  const measures = by.form === 'own' && (event === 'other' || event === 'radiation' || event === 'alert')
  if (!measures && by.speaker !== null) return ''
  const end = words[Math.min(from + 8, sentence.to - 1)]!.end
  return text.slice(words[sentence.from]!.start, end)
}

function besides(ground: ClaimsGround, span: Span): SaidPlace[] {
  const [[sentence] = []] = sentencesIn(ground, span)
  const places = sentence === undefined ? [] : inside(ground.places, sentence)
  const warned = places.filter(({ role }) => role === 'warned')
  return warned.length === 1 ? warned : []
}

/** Reserve counts for the assertion it stands in, and, said at its beginning, for the whole sentence. */
function isHedged({ words }: ClaimsGround, segment: Span, sentence: Span): boolean {
  for (let i = sentence.from; i < segment.to; i++) {
    const near = i >= segment.from - 6 || i < sentence.from + 4
    if (near && hedges.at(words, i) !== undefined) return true
  }
  return false
}
