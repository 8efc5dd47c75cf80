/** Which sightings may be of one thing, and where their lines of sight cross: hints for whoever judges them. */
import { between, hour, minute, type Instant } from '#base'
import { coarseWithinKm } from './told.ts'
import { crossingOf, type Crossing, type Sight } from './crossing.ts'
import type { ResidentReport } from './resident-report.ts'

export interface CrossingHint extends Crossing {
  readonly what: string
  /** When the latest of those who pointed at it saw it. */
  readonly seenAt: Instant
  readonly reports: readonly string[]
}

/** What moves is elsewhere a few minutes later. */
const sameMomentWithin = 3 * minute
const kmUnsureExact = 0.05

/** `speedOf`: how fast such a thing goes at most, in km/h. Of each kind the latest moment at which several pointed at it. */
export function crossingsIn(
  reports: readonly ResidentReport[],
  speedOf: (what: string) => number,
): readonly CrossingHint[] {
  const open = reports.filter(({ kind, state }) => kind === 'sighting' && state === 'open')
  const hints: CrossingHint[] = []
  for (const what of new Set(open.map((one) => one.what))) {
    const pointed = open
      .filter((one) => one.what === what)
      .flatMap((report) => report.tellings.map((telling) => ({ report: report.id, ...telling })))
      .flatMap((one) =>
        one.at === null || one.bearing === null ? [] : [{ ...one, at: one.at, bearing: one.bearing }],
      )
    const seenAt = pointed.reduce<Instant | undefined>(
      (latest, one) => (latest === undefined || one.seenAt > latest ? one.seenAt : latest),
      undefined,
    )
    if (seenAt === undefined) continue
    const together = pointed.filter((one) => between(one.seenAt, seenAt) <= sameMomentWithin)
    const sights: readonly Sight[] = together.map((one) => ({
      from: one.at,
      // Half of how far it may be at most is about what is usual.
      withinKm: one.precision === 'exact' ? kmUnsureExact : coarseWithinKm / 2,
      bearing: one.bearing,
      movedKm: (speedOf(what) * between(one.seenAt, seenAt)) / hour,
    }))
    const crossing = crossingOf(sights)
    if (crossing.found === 'no') continue
    hints.push({
      ...crossing.crossing,
      ...{ what, seenAt, reports: [...new Set(together.map(({ report }) => report))] },
    })
  }
  return hints
}
