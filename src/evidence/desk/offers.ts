/** What a claim may be used for. What is over is damage to be assessed and never a warning; nothing is opened by itself. */
import { hour, minute, plus, type Instant } from '#base'
import type { ClaimEvent } from '../claim/claim.ts'
import type { CodedClaim } from './coded-claim.ts'

export const offers = ['draft-alert', 'damage', 'indicator'] as const
export type Offer = (typeof offers)[number]

/** Said of what has happened, however fresh it is. */
const outcomes: ReadonlySet<ClaimEvent> = new Set(['casualties', 'damage', 'outage', 'interception'])
/** What a warning can be about. */
const dangers: ReadonlySet<ClaimEvent> = new Set(['alert', 'siren', 'strike', 'evacuation', 'radiation'])
const signs: ReadonlySet<ClaimEvent> = new Set(['production', 'deployment', 'weapon-test'])

/** What was said to be over so long ago may be going on still. */
const stillGoingOn = 30 * minute
/** A text without a time of its own speaks of now for so long after it was said. */
const speaksOfNow = 2 * hour

export function offersOf(
  claim: Pick<CodedClaim, 'event' | 'happened' | 'from' | 'to'>,
  { now, saidAt }: { readonly now: Instant; readonly saidAt: Instant | null },
): readonly Offer[] {
  const { event, happened } = claim
  if (happened === 'no') return []
  if (signs.has(event)) return ['indicator']
  if (outcomes.has(event)) return ['damage']
  if (!dangers.has(event)) return []
  const end = claim.to ?? claim.from
  // Of a strike that nobody gives a time of, only that it was is known; what is announced without one is announced for now.
  const isOver =
    end !== null
      ? end < plus(now, -stillGoingOn)
      : saidAt === null
        ? event === 'strike'
        : saidAt < plus(now, -speaksOfNow)
  if (!isOver) return event === 'strike' ? ['draft-alert', 'damage'] : ['draft-alert']
  // That there was an alert yesterday damaged nothing.
  return event === 'strike' || event === 'radiation' ? ['damage'] : []
}
