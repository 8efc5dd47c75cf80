/** Decides what happens to a drill: announced, begun, its injects given in time, ended, or broken off because something real came. */
import {
  minute,
  ok,
  plus,
  refuse,
  system,
  type ActorId,
  type AlertId,
  type Instant,
  type Result,
} from '#base'
import type { DrillFact, DrillId } from './facts.ts'
import { nextOf, type DrillBook, type DrillRun } from './run.ts'
import type { DrillScript } from './script.ts'

interface Ordered {
  readonly by: ActorId
  readonly via?: string
  readonly at: Instant
}

export interface Announcement extends Ordered {
  readonly drill: DrillId
  readonly script: DrillScript
  /** How long before it begins it is announced. */
  readonly announceMinutes: number
  /** Why it is held although a live alert is in force. */
  readonly despite?: string
}

/** `live` are the live alerts in force. */
export function announceDrill(
  book: Pick<DrillBook, 'now'>,
  { drill, script, announceMinutes, despite, ...ordered }: Announcement,
  live: readonly AlertId[],
): Result<DrillFact[], 'drills/another-one' | 'drills/live-alert'> {
  const other = book.now()
  if (other !== undefined) return refuse('drills/another-one', { drill: other.id })
  if (live.length > 0 && despite === undefined) return refuse('drills/live-alert', { alerts: live })
  const beginsAt = plus(ordered.at, announceMinutes * minute)
  const data = { drill, script, beginsAt, ...(despite === undefined ? {} : { despite }) }
  return ok([{ ...ordered, type: 'drill-announced', data }])
}

export function endDrill(
  run: DrillRun | undefined,
  { drill, reason, ...ordered }: Ordered & { readonly drill: DrillId; readonly reason?: string },
): Result<DrillFact[], 'drills/no-such-drill' | 'drills/over'> {
  if (run === undefined) return refuse('drills/no-such-drill', { drill })
  if (run.state === 'over') return refuse('drills/over', { drill })
  const data = { drill, how: 'ended', ...(reason === undefined ? {} : { reason }) } as const
  return ok([{ ...ordered, type: 'drill-ended', data }])
}

/** What is due now, in one step at most; asked again until nothing is. What was missed while no server ran is made up for. */
export function dueOfDrill(
  run: Exclude<DrillRun, { state: 'over' }>,
  now: Instant,
  live: readonly AlertId[],
): DrillFact[] {
  const ours = { at: now, by: system }
  const drill = run.id
  if (live.length > 0 && run.despite === undefined)
    return [{ ...ours, type: 'drill-ended', data: { drill, how: 'broken-off', alerts: live } }]
  const next = nextOf(run)
  if (next.at > now) return []
  switch (next.does) {
    case 'begin':
      return [{ ...ours, type: 'drill-begun', data: { drill } }]
    case 'give': {
      const { id: step, inject } = next.step
      return [{ ...ours, type: 'drill-inject-given', data: { drill, step, inject } }]
    }
    case 'end':
      return [{ ...ours, type: 'drill-ended', data: { drill, how: 'finished' } }]
  }
}
