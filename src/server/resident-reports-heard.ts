/** What residents hear of each siren and in each area, beside what the sirens say of themselves; and where the two don't fit. */
import type { AreaCode } from '#areas'
import { minute, plus, type Instant } from '#base'
import type { Siren, SirenState, SirenStatus } from '#channels'
import { doubtOf, type Heard, type HeardDoubt, type HeardTally } from '#reports'
import type { System } from './system.ts'

/** A siren on a roof carries farther, but not into every street: beyond, another one may be meant. */
const carriesKm = 3
/** Who hears it says so a little later; who never heard it, when it is over. */
const answersFollowWithin = 2 * minute
const countsAsNow = 30 * minute

export interface HeardNear extends Heard {
  /** Whether those count who are near it, or all of its area because nobody near it has said anything. */
  readonly of: 'near-it' | 'its-area'
}

export interface HeardBySiren {
  readonly residents: HeardNear
  readonly doubt: HeardDoubt | null
}

export function heardOfSiren(
  tally: HeardTally,
  { clock, areas }: Pick<System, 'clock' | 'areas'>,
  siren: Siren,
  state: SirenState,
  status: SirenStatus,
): HeardBySiren {
  const now = clock.now()
  const { order, answer } = state
  const isToSound = order?.command.action === 'sound' && answer?.report.how !== 'said-only'
  const from = isToSound ? order.command.issuedAt : plus(now, -countsAsNow)
  const over = isToSound && status === 'passed' ? (answer?.heardAt ?? from) : undefined
  const until = over === undefined ? now : earlier(now, plus(over, answersFollowWithin))
  const near =
    siren.position === undefined ? undefined : tally.around(siren.position, carriesKm, { from, until })
  const residents: HeardNear =
    near !== undefined && near.heard + near.notHeard > 0
      ? { ...near, of: 'near-it' }
      : { ...heardIn(tally, { areas }, siren.area, { from, until }), of: 'its-area' }
  const says = !isToSound
    ? 'was-not-to-sound'
    : status === 'sounding' || status === 'passed'
      ? 'sounds'
      : 'is-not-known-to-sound'
  return { residents, doubt: doubtOf(residents.says, says) }
}

/** Of those who named the area, or a place in it. */
export function heardIn(
  tally: HeardTally,
  { areas }: Pick<System, 'areas'>,
  area: AreaCode,
  window: { readonly from: Instant; readonly until: Instant },
): Heard {
  const hierarchy = areas.hierarchy()
  return tally.inAreas((one) => hierarchy.contains(area, one), window)
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b
}
