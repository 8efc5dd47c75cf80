/** Whether a claim is about the same thing as others: kind, place with what it lies in, time and weapon. In doubt it is not. */
import type { AreaCode } from '#areas'
import { between, hour, plus, type Instant } from '#base'
import { areasOf, type CodedClaim } from './coded-claim.ts'
import type { Member } from './event.ts'

/** `contains`: whether an area is another or holds it. */
export type ContainsArea = (outer: AreaCode, inner: AreaCode) => boolean

export interface Span {
  readonly from: Instant
  readonly to: Instant
}

/** A text that gives no time tells of what was in the day before. */
const unsaidSpan = 24 * hour

/** Who tells of the same thing looked at the clock before it or after it. */
const clocksDiffer = hour

/** Where the same thing may be told to have been. */
export function aroundSpan({ from, to }: Span): Span {
  return { from: plus(from, -clocksDiffer), to: plus(to, clocksDiffer) }
}

/** When it was, as far as it is said; otherwise the day before the document. */
export function spanOf({ from, to }: Pick<CodedClaim, 'from' | 'to'>, saidAt: Instant): Span {
  if (from === null && to === null) return { from: plus(saidAt, -unsaidSpan), to: saidAt }
  const start = from ?? to!
  const end = to ?? from!
  return start <= end ? { from: start, to: end } : { from: end, to: start }
}

/** What an event is about, by its claims: the narrowest place, the narrowest time, the weapons that are named. */
export interface About {
  readonly event: CodedClaim['event']
  /** Several where a claim tells one thing of several; none where nobody says where. */
  readonly areas: readonly AreaCode[]
  readonly span: Span
  readonly weapons: ReadonlySet<string>
}

export function aboutOf(members: readonly Member[], contains: ContainsArea): About | undefined {
  const [first] = members
  if (first === undefined) return undefined
  let areas: readonly AreaCode[] = []
  let narrowest: Span | undefined
  const weapons = new Set<string>()
  for (const member of members) {
    const { coded } = member
    const own = areasOf(coded)
    if (own.length > 0 && (areas.length === 0 || covers(areas, own, contains))) areas = own
    const span = spanOf(coded, member.saidAt)
    if (narrowest === undefined || lengthOf(span) < lengthOf(narrowest)) narrowest = span
    if (coded.weapon !== null) weapons.add(coded.weapon)
  }
  return { event: first.coded.event, areas, span: narrowest!, weapons }
}

/** Whether each of the inner areas is one of the outer, or lies in one. */
function covers(outer: readonly AreaCode[], inner: readonly AreaCode[], contains: ContainsArea): boolean {
  return inner.every((one) => outer.some((other) => contains(other, one)))
}

/** Whether of both sides each area has one on the other that is it, holds it, or lies in it. */
function meet(some: readonly AreaCode[], others: readonly AreaCode[], contains: ContainsArea): boolean {
  const meets = (one: AreaCode, those: readonly AreaCode[]) =>
    those.some((other) => contains(other, one) || contains(one, other))
  return some.every((one) => meets(one, others)) && others.every((one) => meets(one, some))
}

/**
 * `same`: the very places; `within`: what one names lies in what the other names. Without a place on both sides nobody can tell,
 * and it is `no`. Places that are neighbours are two events, and so are one district and a list of which it is a part: what is
 * told of all of them may be another thing than what is told of one.
 */
export function likeness(
  claim: CodedClaim,
  saidAt: Instant,
  about: About,
  contains: ContainsArea,
): 'same' | 'within' | 'no' {
  const areas = areasOf(claim)
  if (claim.event !== about.event || areas.length === 0 || about.areas.length === 0) return 'no'
  if (!meet(areas, about.areas, contains)) return 'no'
  const { from, to } = aroundSpan(spanOf(claim, saidAt))
  if (from > about.span.to || to < about.span.from) return 'no'
  if (claim.weapon !== null && about.weapons.size > 0 && !about.weapons.has(claim.weapon)) return 'no'
  const isSame = areas.length === about.areas.length && areas.every((one) => about.areas.includes(one))
  return isSame ? 'same' : 'within'
}

/** The one that it is about: a single one of the very place, otherwise a single one at all; two that fit alike are left to a person. */
export function theOneAlike<Candidate>(
  candidates: readonly { readonly candidate: Candidate; readonly likeness: 'same' | 'within' }[],
): Candidate | undefined {
  const same = candidates.filter((one) => one.likeness === 'same')
  const fitting = same.length > 0 ? same : candidates
  return fitting.length === 1 ? fitting[0]!.candidate : undefined
}

function lengthOf({ from, to }: Span): number {
  return between(from, to)
}

/** The days in UTC that a span touches; undefined where it is so long that it finds nothing. */
export function daysOf({ from, to }: Span): readonly string[] | undefined {
  const days: string[] = []
  for (let at = from; at.slice(0, 10) <= to.slice(0, 10); at = plus(at, 24 * hour)) {
    if (days.length === mostDays) return undefined
    days.push(at.slice(0, 10))
  }
  return days
}

const mostDays = 32
