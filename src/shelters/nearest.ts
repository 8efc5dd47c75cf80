/** Where to go from here: the nearest shelters by walking time, and the best that is reached before something arrives. */
import { kilometresBetween, type LonLat } from '#areas'
import { epochMilliseconds, minute, type Instant } from '#base'
import type { NearestIndex } from './nearest-index.ts'
import type { ShelterFields, ShelterId } from './shelter.ts'
import type { StatusNow } from './status.ts'
import { walkingMinutes, type Pace } from './walking.ts'

/** What somebody must know of a shelter to choose it. */
export interface Candidate {
  readonly id: ShelterId
  readonly fields: Pick<
    ShelterFields,
    'at' | 'wheelchair' | 'pets' | 'opening' | 'admits' | 'use' | 'visibility'
  >
  readonly status: StatusNow
}

export interface NearestQuestion {
  readonly from: LonLat
  readonly now: Instant
  readonly most: number
  /** What must be so; what is known not to be so is left out, what is unknown is marked. */
  readonly needs?: readonly ('wheelchair' | 'pets')[]
  /** `open`: only those a warden says are open, or whose list says always. */
  readonly only?: 'open' | 'any'
  /** By whose pace it is judged what is reached in time. */
  readonly pace?: Pace
  /** When it could be here at the earliest; left out where nobody knows. */
  readonly arrival?: Instant
}

export type Doubt = 'may-be-closed' | 'needs-key' | 'wheelchair-unknown' | 'pets-unknown'

export interface Way<Found extends Candidate> {
  readonly shelter: Found
  /** In a straight line. */
  readonly metres: number
  /** About, rounded up, on foot. */
  readonly minutes: { readonly [pace in Pace]: number }
  readonly doubts: readonly Doubt[]
  /** `only-quickly`: at the usual pace, not at the slower one. */
  readonly reached: 'in-time' | 'only-quickly' | 'too-late' | 'arrival-unknown'
}

export interface NearestAnswer<Found extends Candidate> {
  /** The nearest first. */
  readonly ways: readonly Way<Found>[]
  /** Where to go: null where nothing is reached in time, or nothing is there. */
  readonly best: Way<Found> | null
  /** What to do where there is no best one. */
  readonly instead: 'inner-room' | null
}

/** To stand up, dress a child, lock the door. */
export const minutesToLeave = 2

/** What it costs to stand before a locked door and turn back: a doubtful shelter is taken only if it is nearer by that. */
const minutesForADoubt = 3

/** The nearest is rarely the best by more than this many: a doubt more costs minutes, and here lie all that are so near. */
const lookedAt = 24

/**
 * `index` was made of the places of `all`, in the same order. Never answers one that is hidden, out of use, closed or full,
 * or whose doors are for others.
 */
export function nearestShelters<Found extends Candidate>(
  index: NearestIndex,
  candidateAt: (position: number) => Found,
  question: NearestQuestion,
): NearestAnswer<Found> {
  const { from, most, needs = [], only = 'any' } = question
  const takes = (position: number) => isOffered(candidateAt(position), needs, only)
  const ways = index
    .nearest(from, Math.max(most, lookedAt), takes)
    .map((position) => wayTo(candidateAt(position), question))
  const cost = ({ minutes, doubts }: Way<Found>) => minutes.usual + doubts.length * minutesForADoubt
  const pace = question.pace ?? 'slower'
  const isReached = ({ reached }: Way<Found>) =>
    reached === 'in-time' || reached === 'arrival-unknown' || (reached === 'only-quickly' && pace === 'usual')
  let best: Way<Found> | null = null
  for (const way of ways) if (isReached(way) && (best === null || cost(way) < cost(best))) best = way
  return { ways: ways.slice(0, most), best, instead: best === null ? 'inner-room' : null }
}

function isOffered(
  { fields, status }: Candidate,
  needs: readonly ('wheelchair' | 'pets')[],
  only: 'open' | 'any',
): boolean {
  if (fields.visibility === 'hidden' || fields.use === 'out-of-use' || fields.admits === 'own-people')
    return false
  if (status.state === 'closed' || status.state === 'full') return false
  if (only === 'open' && status.state !== 'open' && fields.opening.when !== 'always') return false
  return needs.every((need) => fields[need] !== 'no')
}

function wayTo<Found extends Candidate>(shelter: Found, question: NearestQuestion): Way<Found> {
  const { from, now, arrival, needs = [] } = question
  const metres = Math.round(kilometresBetween(from, shelter.fields.at) * 1_000)
  const minutes = { usual: walkingMinutes(metres, 'usual'), slower: walkingMinutes(metres, 'slower') }
  const isBefore = (needed: number) =>
    arrival !== undefined &&
    epochMilliseconds(now) + (needed + minutesToLeave) * minute <= epochMilliseconds(arrival)
  return {
    ...{ shelter, metres, minutes, doubts: doubtsOf(shelter, needs) },
    reached:
      arrival === undefined
        ? 'arrival-unknown'
        : isBefore(minutes.slower)
          ? 'in-time'
          : isBefore(minutes.usual)
            ? 'only-quickly'
            : 'too-late',
  }
}

function doubtsOf(
  { fields, status }: Candidate,
  needs: readonly ('wheelchair' | 'pets')[],
): readonly Doubt[] {
  const doubts: Doubt[] = []
  const { opening } = fields
  if (status.state !== 'open' && opening.when === 'key') doubts.push('needs-key')
  else if (status.state !== 'open' && opening.when !== 'always') doubts.push('may-be-closed')
  for (const need of needs) if (fields[need] === 'unknown') doubts.push(`${need}-unknown`)
  return doubts
}
