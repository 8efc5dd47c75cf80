/** Claims of one event in two documents that can't both be so: counts, clock times, places of one thing, what it was. */
import { fold, rootOf } from '#areas'
import type { Claim, Quantity } from '../claim/claim.ts'
import type { Statement } from '../statement/statement.ts'
import { unitOf } from '../text/unit-words.ts'
import { wordsOf } from '../text/text-words.ts'
import { doubt, quoteIn } from './examined.ts'
import type { QuoteIn, TextDoubt } from './doubt.ts'
import { laterCount, someOnly } from './words/harm.ts'
import { clocksOf } from './said-clocks.ts'
import { onceAt } from './words/elapsed.ts'
import { colourOf } from './words/colours.ts'
import { thingOf } from './words/tallies.ts'

export interface DocumentWithClaims {
  readonly id: string
  readonly text: string
  /** RFC 3339. */
  readonly saidAt: string | null
  readonly statements: readonly Statement[]
}

/** One claim with what it is compared by. */
interface Told {
  readonly document: string
  readonly text: string
  readonly claim: Claim
  readonly speaker: string | null
  /** Milliseconds; what gives no time tells of the day before it was said. */
  readonly from: number
  readonly to: number
  /** Minutes after midnight by the clock that the text has it by, whatever zone that is. */
  readonly clock: number | null
}

/** Of one event at one place no more than so many claims are compared, each with so many before it. */
const mostOfAKey = 24
const mostDoubts = 200
const hour = 3_600_000
const minute = 60_000
/** A window longer than this holds many events. */
const oneDay = 30 * hour

/** `copies`: whether two documents are of one family, whose counts are compared word by word elsewhere. */
export function claimsApart(
  documents: readonly DocumentWithClaims[],
  copies: (one: string, other: string) => boolean,
): TextDoubt[] {
  const groups = new Map<string, Told[]>()
  for (const document of documents)
    for (const { claims, speaker } of document.statements)
      for (const claim of claims) {
        const told = toldOf(document, claim, speaker)
        if (told === undefined) continue
        for (const key of keysOf(document.text, claim)) {
          const known = groups.get(key)
          if (known === undefined) groups.set(key, [told])
          else if (known.length < mostOfAKey) known.push(told)
        }
      }
  const found = new Map<string, TextDoubt>()
  for (const group of groups.values())
    for (const [index, other] of group.entries())
      for (const one of group.slice(0, index)) {
        if (one.document === other.document || found.size >= mostDoubts) continue
        const said = apart(one, other, copies(one.document, other.document) ? 'one-family' : 'apart')
        // One pair of words is doubted once, however many names its place has.
        for (const each of said) {
          const key = each.quotes.map(({ document, start }) => `${document} ${start}`).join(' ')
          if (!found.has(key)) found.set(key, each)
        }
      }
  return onePerFigures([...found.values()])
}

/** Ten documents with the same two figures are one doubt. */
function onePerFigures(doubts: readonly TextDoubt[]): TextDoubt[] {
  const seen = new Set<string>()
  return doubts.filter(({ message }) => {
    if (seen.has(message)) return false
    seen.add(message)
    return true
  })
}

function toldOf(
  { id, text, saidAt }: DocumentWithClaims,
  claim: Claim,
  speaker: string | null,
): Told | undefined {
  const [from, to] = [claim.when?.from, claim.when?.to].map((at) =>
    at === null || at === undefined ? Number.NaN : Date.parse(at),
  ) as [number, number]
  const said = saidAt === null ? Number.NaN : Date.parse(saidAt)
  const begins = Number.isNaN(from) ? (Number.isNaN(to) ? said - 24 * hour : to) : from
  const ends = Number.isNaN(to) ? (Number.isNaN(from) ? said : from) : to
  if (Number.isNaN(begins) && claim.event !== 'production') return undefined
  return { document: id, text, claim, speaker, from: begins, to: ends, clock: clockIn(claim) }
}

function clockIn({ when }: Claim): number | null {
  const clocks = clocksOf(wordsOf(when?.text ?? ''))
  return clocks.length === 1 ? clocks[0]!.minutes : null
}

/** By what claims of two documents meet: the event and its place, by code and by the sound of its name. */
function keysOf(text: string, claim: Claim): string[] {
  const { event, place, weapon, places } = claim
  const strength = magnitudeOf(claim)
  if (place === null && strength !== undefined) return [`once quake ${strength}`]
  if (event === 'production')
    return weapon === null ? [] : [`production ${weapon.threat} ${rootOf(fold(weapon.text).split(' ')[0]!)}`]
  // Where the speaker governs is not where it was; of a list no one place is meant.
  if (place === null || place.basis === 'office' || places.length > 1) return []
  const name = rootsOf(place.text)
  const keys = [
    ...(place.code === null ? [] : [`${event} ${place.code}`]),
    ...(name === '' ? [] : [`${event} ${name}`]),
  ]
  // “Declared the red level” may be read as an alert or as a statement.
  const once = onceOf(text, claim)
  if (once !== undefined) keys.push(`once ${once} ${place.code ?? name}`)
  if (strength !== undefined) keys.push(`once quake ${strength}`)
  return place.within === null ? keys : [...keys, `${event} in ${place.within.code}`]
}

/** “The city of Kharkiv” and “Харькове” are one. */
function rootsOf(text: string): string {
  return wordsOf(text)
    .filter(({ capital, folded }) => capital === 'yes' && unitOf(folded) === undefined)
    .map(({ folded }) => rootOf(folded))
    .join(' ')
}

function apart(one: Told, other: Told, kin: 'one-family' | 'apart'): TextDoubt[] {
  if (one.claim.event === 'production') return kin === 'one-family' ? [] : countsApart(one, other)
  if (one.to < other.from - minute || other.to < one.from - minute)
    return kin === 'one-family' ? [] : momentsApart(one, other)
  if (one.to - one.from > oneDay || other.to - other.from > oneDay) return []
  const samePlace = placesMeet(one.claim, other.claim)
  if (!samePlace)
    return [...placesApart(one, other), ...(kin === 'one-family' ? [] : momentsApart(one, other))]
  return [
    ...(kin === 'one-family' ? [] : [...momentsApart(one, other), ...countsApart(one, other)]),
    ...thingsApart(one, other, kin),
  ]
}

function placesMeet({ place: a }: Claim, { place: b }: Claim): boolean {
  if (a === null || b === null) return false
  return (a.code !== null && a.code === b.code) || rootsOf(a.text) === rootsOf(b.text)
}

/** The same place, or a quake of the same magnitude of which one gives no place that is known. */
function mayMeet(a: Claim, b: Claim): boolean {
  if (placesMeet(a, b)) return true
  const strength = magnitudeOf(a)
  return strength !== undefined && strength === magnitudeOf(b) && (a.place === null || b.place === null)
}

const magnitudeOf = ({ quantities }: Claim) => quantities.find(({ unit }) => unit === 'magnitude')?.value

function countsApart(one: Told, other: Told): TextDoubt[] {
  if (one.claim.event !== other.claim.event) return []
  return one.claim.quantities.flatMap((quantity): TextDoubt[] => {
    const against = other.claim.quantities.find(
      (each) => each.unit === quantity.unit && excludes(quantity, each),
    )
    if (against === undefined || one.claim.quantities.some(({ value }) => value === against.value)) return []
    if (someone(one, quantity) || someone(other, against)) return []
    return [
      doubt(
        'conflict-with-other-source',
        `Of the same event, one document tells ${quantity.value} ${quantity.unit}${saidBy(one)} and another ${against.value}${saidBy(other)}.`,
        quoteOf(one, quantity),
        quoteOf(other, against),
      ),
    ]
  })
}

/** A count of some of them only, or one that the text tells has changed. */
function someone({ text, claim }: Told, { quote }: Quantity): boolean {
  const near = ` ${fold(text.slice(quote.start, quote.end + 24))} `
  const said = ` ${fold(text.slice(Math.max(0, Math.min(claim.quote.start, quote.start - 60)), claim.quote.end + 20))} `
  return someOnly.test(near) || laterCount.test(said)
}

const saidBy = ({ speaker }: Told) => (speaker === null ? '' : ` (${speaker})`)
const quoteOf = (
  { text, document }: Told,
  { quote }: { readonly quote: { start: number; end: number } },
): QuoteIn => quoteIn(text, quote.start, quote.end, document)

export function excludes(
  one: Pick<Quantity, 'value' | 'bound'>,
  other: Pick<Quantity, 'value' | 'bound'>,
): boolean {
  if (one.value === other.value) return false
  const [less, greater] = one.value < other.value ? [one, other] : [other, one]
  if (less.bound === 'about' || greater.bound === 'about') return greater.value > less.value * 1.5
  return less.bound !== 'at-least' && greater.bound !== 'up-to'
}

/** What happens once: a level declared, a quake. A whole number of hours apart may be two time zones. */
function momentsApart(one: Told, other: Told): TextDoubt[] {
  if (one.clock === null || other.clock === null || one.claim.happened !== other.claim.happened) return []
  if (Math.abs(one.from - other.from) > oneDay || !mayMeet(one.claim, other.claim)) return []
  const what = onceOf(one.text, one.claim)
  if (what === undefined || what !== onceOf(other.text, other.claim)) return []
  const gap = Math.abs(((one.clock - other.clock + 2_160) % 1_440) - 720)
  if (gap <= 5 || gap > 180 || gap % 60 === 0) return []
  return [
    doubt(
      'conflict-with-other-source',
      `Of the same event, the documents give two times, ${gap} min apart; they may be two events.`,
      quoteOf(one, one.claim.when!),
      quoteOf(other, other.claim.when!),
    ),
  ]
}

function onceOf(text: string, { quote }: Claim): string | undefined {
  const said = fold(text.slice(quote.start, quote.end))
  const colour = said
    .split(' ')
    .map((word) => colourOf(word))
    .find((one) => one !== undefined)
  return colour ?? onceAt.find(([, pattern]) => pattern.test(` ${said} `))?.[0]
}

/** One drone, shot down over two villages of a region. */
function placesApart(one: Told, other: Told): TextDoubt[] {
  const [a, b] = [one.claim, other.claim]
  if (a.event !== b.event || (a.event !== 'interception' && a.event !== 'strike')) return []
  const [around, about] = [a.place?.within ?? null, b.place?.within ?? null]
  if (a.place === null || b.place === null || around === null || around.code !== about?.code) return []
  const isOne = ({ quantities }: Claim) =>
    quantities.some(({ value, unit }) => value === 1 && (unit === 'drones' || unit === 'missiles'))
  const [here, there] = [rootsOf(a.place.text), rootsOf(b.place.text)]
  if (!isOne(a) || !isOne(b) || here === '' || there === '' || here.includes(there) || there.includes(here))
    return []
  return [
    doubt(
      'conflict-with-other-source',
      'What is told of one drone or missile on one day has two places; it is one of them, or there were two.',
      quoteOf(one, a.place),
      quoteOf(other, b.place),
    ),
  ]
}

/** As many, at the same time and place, but drones in one text and missiles in the other. */
function thingsApart(one: Told, other: Told, kin: 'one-family' | 'apart'): TextDoubt[] {
  const [a, b] = [one.claim.weapon, other.claim.weapon]
  if (a === null || b === null) return []
  const isSame = kin === 'one-family' || (one.clock !== null && one.clock === other.clock)
  if (!isSame || one.claim.event !== other.claim.event) return []
  const [here, there] = [thingIn(a.text), thingIn(b.text)]
  if (here === undefined || there === undefined || here === there) return []
  const values = one.claim.quantities.filter(({ unit }) => unit === here).map(({ value }) => value)
  if (!other.claim.quantities.some(({ unit, value }) => unit === there && values.includes(value))) return []
  const translated = /\p{Script=Cyrillic}/u.test(a.text) !== /\p{Script=Cyrillic}/u.test(b.text)
  return [
    doubt(
      translated ? 'translation-error' : 'conflict-with-other-source',
      `One text tells of ${here}, the other of ${there}, and both of as many at the same time${translated ? '; it may be a slip of the translation' : ''}.`,
      quoteOf(one, a),
      quoteOf(other, b),
    ),
  ]
}

function thingIn(text: string): string | undefined {
  const things = new Set(
    fold(text)
      .split(' ')
      .flatMap((word) => thingOf(word) ?? []),
  )
  return things.size === 1 ? [...things][0] : undefined
}
