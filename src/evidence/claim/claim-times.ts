/** When a claim happened: its own time, its sentence’s, or that of the claim it follows. */
import { quoteOf } from '../text/quote.ts'
import { follows, nearEnough } from './claim-places.ts'
import type { Claim, ClaimEvent, ClaimTime } from './claim.ts'
import { rangeOf } from './moments.ts'
import { clocksOf } from './said-clock.ts'
import type { Segment } from './segments.ts'
import { type Span, inside } from './spans.ts'
import type { Reading } from './stretches.ts'
import type { SaidWhen } from './times.ts'
import { partsOf } from './words/all-words.ts'

export function whenOf(
  { ground, whole, sentence }: Reading,
  segment: Span & { readonly event?: ClaimEvent },
): ClaimTime | null {
  const [own] = inside(ground.whens, segment)
  // A time beside another assertion is that one's; one that opens the sentence, or stands before, is everybody's.
  const all = inside(whole.whens, sentence)
  const [only] = all
  const isShared = all.length === 1 && only !== undefined && only.to <= segment.from
  // “At least 14 were killed when a missile hit a market on Wednesday”.
  const led =
    isConsequence(segment.event) &&
    all.length === 1 &&
    only!.from > segment.to &&
    whole.words
      .slice(segment.to, Math.min(only!.from, segment.to + 24))
      .some(({ folded }) => /^(?:when|as|after|коли|когда|після|после)$/.test(folded))
  const shared = isShared || led ? only : undefined
  const said = own ?? shared
  if (said === undefined) return null
  const { text, words } = ground
  const quote = quoteOf(text, words[said.from]!.start, words[said.to - 1]!.end)
  const range = rangeOf(dated(said, whole.whens), ground.saidAt, clocksOf(whole, segment, said))
  return { text: quote.text, from: range?.from ?? null, to: range?.to ?? null, quote }
}

function isConsequence(event: ClaimEvent | undefined): boolean {
  return event === 'casualties' || event === 'damage' || event === 'outage' || event === 'evacuation'
}

/** “October 25” is of the year that the document gives it elsewhere. */
function dated(when: SaidWhen, all: readonly SaidWhen[]): SaidWhen {
  const { month, day, year } = when.begins
  if (month === undefined || day === undefined || year !== undefined) return when
  const years = new Set(
    all
      .slice(0, mostDates)
      .flatMap(({ begins }) =>
        begins.month === month && begins.day === day && begins.year !== undefined ? [begins.year] : [],
      ),
  )
  return years.size === 1 ? { ...when, begins: { ...when.begins, year: [...years][0]! } } : when
}
const mostDates = 100

/**
 * The same event told on in the same paragraph, strike after strike, is of the same time, and so is what became of those that were
 * counted (“61 of them”). What follows from it may be later: it is of the same day, and has no hour.
 */
export function carriedTime(
  { whole }: Reading,
  { from, to, event, happened }: Segment,
  before: readonly Claim[],
): ClaimTime | null {
  const last = before.at(-1)
  if (last === undefined || last.when === null) return null
  const begin = whole.words[from]!.start
  const between = whole.text.slice(last.quote.end, begin)
  if (begin < last.quote.end || between.length > nearEnough / 2 || between.includes('\n\n')) return null
  const same = event === 'strike' || event === 'interception' || event === 'alert'
  if (last.event === event) return same ? last.when : null
  const ofThem = partsOf.at(whole.words, from + 1) ?? partsOf.at(whole.words, from + 2)
  if (event === 'interception' && last.event === 'strike' && ofThem !== undefined && ofThem.to <= to)
    return last.when
  // Only of what follows at once, and only a day.
  const near = happened === 'yes' && between.length <= 40 && follows[event]?.includes(last.event) === true
  const hours = whole.whens.find(({ from: at }) => whole.words[at]!.start === last.when!.quote.start)
  const isDay = hours !== undefined && hours.begins.clock === undefined && hours.ends === null
  return near && isDay && isToday(hours) ? last.when : null
}

function isToday({ begins }: SaidWhen): boolean {
  return begins.window === undefined && (begins.day !== undefined || begins.relative !== undefined)
}
