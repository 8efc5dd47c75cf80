/** Cuts an assertion of several places, each with its own count, into one for each. */
import type { Word } from '../text/text-words.ts'
import type { ClaimEvent } from './claim.ts'
import type { Cue } from './cues.ts'
import type { ClaimsGround } from './ground.ts'
import { inside, type Span } from './spans.ts'

export interface Segment extends Span {
  readonly event: ClaimEvent
  readonly happened: 'yes' | 'no'
  readonly cues: readonly Cue[]
}

export const opening =
  /^(?:when|after|and|but|while|although|though|whereas|also|that|still|moreover|meanwhile|however|и|а|но|однако|хотя|также|что|при|этом|та|і|й|але|проте|хоча|також|що|при|цьому|ще|водночас|кроме|крім|того|того)$/

/** Whether one of the marks stands there; the comma of “5,6” is none. */
export function isMark(before: string, marks: RegExp): boolean {
  return before !== ',' && before !== '.' && marks.test(before)
}

/** “14 above the Bryansk Region, 8 above the Belgorod Region”: each its own. */
export function byPlace(
  words: readonly Word[],
  ground: ClaimsGround,
  span: Span,
  {
    event,
    happened,
    cues,
  }: { readonly event: ClaimEvent; readonly happened: 'yes' | 'no'; readonly cues: readonly Cue[] },
): Segment[] {
  const whole: Segment = { ...span, event, happened, cues }
  const places = inside(ground.places, span).filter(({ role }) => role === 'warned')
  const numbers = inside(ground.numbers, span)
  if (places.length < 2 || numbers.length < 2) return [whole]
  const clauses = clausesOf(words, span)
  const full = (part: Span) => inside(numbers, part).length > 0 && inside(places, part).length > 0
  if (clauses.length > 1 && clauses.every(full))
    return clauses.map((clause) => {
      const own = inside(cues, clause)
      return { ...clause, event, happened, cues: own.length > 0 ? own : cues }
    })
  const parts: Span[] = []
  let from = span.from
  for (let i = span.from + 1; i <= span.to; i++) {
    // “27 — над Брянской областью”: a dash in the place of a verb.
    const dash = i < span.to && /^\s?[–—]\s?$/u.test(words[i]!.before)
    const [counted, placed] = [numbers, places].map((list) => inside<Span>(list, { from, to: i }).length > 0)
    // “В Изюме — трое”.
    if (dash && counted !== placed) continue
    const ends =
      i === span.to ||
      isMark(words[i]!.before, /[,;:–—\n]/) ||
      /^(?:and|и|та|і|й|while|а)$/.test(words[i]!.folded)
    if (!ends) continue
    parts.push({ from, to: i })
    from = i
  }
  const counts = (part: Span) => inside(numbers, part).length > 0
  const lies = (part: Span) => inside(places, part).length > 0
  const items = parts.filter((part) => counts(part) && lies(part))
  if (items.length < 2) return [whole]
  const cuts: Span[] = []
  for (const part of parts) {
    const last = cuts.at(-1)
    const opens = counts(part) && lies(part)
    if (last === undefined) cuts.push(part)
    else if (opens && counts(last)) cuts.push(part)
    else cuts[cuts.length - 1] = { from: last.from, to: part.to }
  }
  return cuts.map((cut) => {
    let begin = cut.from
    while (begin < cut.to - 1 && opening.test(words[begin]!.folded)) begin++
    const own = inside(cues, cut)
    return { from: begin, to: cut.to, event, happened, cues: own.length > 0 ? own : cues }
  })
}

/** “In A, three were killed; in B, two”: what semicolons part. */
function clausesOf(words: readonly Word[], { from, to }: Span): Span[] {
  const clauses: Span[] = []
  let begin = from
  for (let i = from + 1; i <= to; i++) {
    if (i < to && !/;/.test(words[i]!.before)) continue
    clauses.push({ from: begin, to: i })
    begin = i
  }
  return clauses
}
