/** Subscribers counted by what is known of each: once in all, and in every area in which they have a place. */
import type { AreaCode } from '#areas'
import type { Subscribers, SubscriberTally } from '../channel.ts'
import type { Row } from './subscription.ts'
import { stateIn, type Told, type ToldNotice } from './told-book.ts'

export type Tallies = Awaited<ReturnType<Subscribers['tallies']>>

/** From what says most about having been told to what says least. */
const order: readonly Told[] = ['accepted', 'unknown', 'pending', 'refused']

/** The best that is known of each over these notices. */
export function talliesOf(
  notices: readonly ToldNotice[],
  areas: readonly AreaCode[],
  inArea: (area: AreaCode) => Uint32Array,
  isProven: (row: Row) => boolean,
): Tallies {
  const best = new Map<Row, Told>()
  const countedTo = new Map<string, Row[]>()
  for (const notice of notices)
    for (const target of notice.targets())
      for (const [row, byte] of notice.each(target)) {
        const state = stateIn(byte)
        if (state === undefined) continue
        const before = best.get(row)
        if (before === undefined || order.indexOf(state) < order.indexOf(before)) best.set(row, state)
        const rows = countedTo.get(target)
        if (rows === undefined) countedTo.set(target, [row])
        else rows.push(row)
      }
  const tally = (rows: Iterable<Row>): SubscriberTally => {
    const counts = { subscribers: 0, accepted: 0, unknown: 0, refused: 0, pending: 0, unproven: 0 }
    for (const row of rows) {
      const state = best.get(row)
      if (state === undefined) continue
      // Who is gone was proven or not, but is no longer anybody to be reached.
      if (state !== 'refused' && !isProven(row)) counts.unproven++
      else {
        counts.subscribers++
        counts[state]++
      }
    }
    return counts
  }
  return {
    all: tally(best.keys()),
    areas: areas.map((area) => ({
      area,
      tally: tally(new Set([...inArea(area), ...(countedTo.get(area) ?? [])])),
    })),
  }
}
