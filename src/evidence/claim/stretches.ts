/** A stretch of a text as its sentences, without the parts of it that belong to somebody else. */
import type { SaidBy } from './certainty.ts'
import type { ClaimsGround } from './ground.ts'
import { type Span, firstAt, inside } from './spans.ts'

/** Offsets in UTF-16 units. */
export interface Stretch {
  readonly start: number
  readonly end: number
  /** Parts of it that belong to somebody else, or only say who speaks: read apart, or not at all. */
  readonly without?: readonly { readonly start: number; readonly end: number }[]
}

/** A question asserts nothing. */
export function asks({ words, text }: ClaimsGround, { to }: Span): boolean {
  const after = words[to]?.before ?? text.slice(words[to - 1]!.end, words[to - 1]!.end + 4)
  return /^["'»”’)]?\s?\?/u.test(after)
}

/** The words that lie in a stretch. */
export function spanOf(
  { words }: ClaimsGround,
  { start, end }: { readonly start: number; readonly end: number },
): Span {
  const at = (offset: number) => {
    let [low, high] = [0, words.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (words[middle]!.start < offset) low = middle + 1
      else high = middle
    }
    return low
  }
  const from = at(start)
  let to = at(end)
  if (to > from && words[to - 1]!.end > end) to--
  return { from, to }
}

/** What one sentence's claims are read from. */
export interface Reading {
  /** Only what lies in the stretch and in none of its gaps. */
  readonly ground: ClaimsGround
  /** The document's. */
  readonly whole: ClaimsGround
  readonly sentence: Span
  readonly by: SaidBy
  /** Whether nothing was claimed before in the same statement. */
  readonly first: 'yes' | 'no'
}

/** Every sentence that a span touches, with the part of it that lies in the span. */
export function sentencesIn(
  { sentences }: ClaimsGround,
  part: Span,
): (readonly [sentence: Span, part: Span])[] {
  const found: (readonly [Span, Span])[] = []
  const first = Math.max(0, firstAt(sentences, part.from + 1) - 1)
  for (let i = first; i < sentences.length && sentences[i]!.from < part.to; i++) {
    const own = { from: Math.max(part.from, sentences[i]!.from), to: Math.min(part.to, sentences[i]!.to) }
    if (own.from < own.to) found.push([sentences[i]!, own])
  }
  return found
}

/** A span that neither begins nor ends in a gap; undefined where nothing is left of it. */
export function withoutGaps({ from, to }: Span, gaps: readonly Span[]): Span | undefined {
  for (const gap of gaps) if (gap.from <= from && from < gap.to) from = gap.to
  for (const gap of gaps.toReversed()) if (gap.from < to && to <= gap.to) to = gap.from
  return from < to ? { from, to } : undefined
}

export function around(ground: ClaimsGround, span: Span, gaps: readonly Span[]): ClaimsGround {
  const own = <T extends Span>(list: readonly T[]) =>
    inside(list, span).filter(({ from, to }) => !gaps.some((gap) => from < gap.to && gap.from < to))
  return {
    ...ground,
    ...{ places: own(ground.places), weapons: own(ground.weapons), numbers: own(ground.numbers) },
    ...{ whens: own(ground.whens), cues: own(ground.cues) },
  }
}
