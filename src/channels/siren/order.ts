/** What a notice asks of a siren: the pattern for a warning, a stop for an end, and by when it must answer. */
import { isEnd, type Notice } from '#alerts'
import { minute, plus, second, type Instant, type Milliseconds } from '#base'
import type { SirenCommand } from './command.ts'
import type { SirenId, SirenPattern } from './siren.ts'
import type { SirenOrder } from './siren-state.ts'

export interface SirenTimes {
  /** A siren that hasn't answered by then is silent or unknown. */
  readonly answerWithin: Milliseconds
  /** A siren that hears of a warning later than this doesn't start to sound. */
  readonly soundWithin: Milliseconds
  /** Much longer than for a warning: a siren that comes back the next morning must still learn to be quiet. */
  readonly stopWithin: Milliseconds
  /** How far a siren's clock may be behind ours. */
  readonly clocksMayDifferBy: Milliseconds
  readonly heartbeatWithin: Milliseconds
  readonly patternSeconds: { readonly [pattern in SirenPattern]: number }
}

export const usualTimes: SirenTimes = {
  answerWithin: 10 * second,
  soundWithin: 10 * minute,
  stopWithin: 24 * 60 * minute,
  clocksMayDifferBy: 30 * second,
  heartbeatWithin: 95 * second,
  patternSeconds: { attention: 60, danger: 60, 'all-clear': 30 },
}

/** Whether the notice makes sirens stop: it ends something, or it goes down to a level that is silent. */
export function isStop(notice: Pick<Notice, 'kind' | 'siren'>): boolean {
  return isEnd(notice) || notice.siren === undefined
}

export function orderFor(
  ask: Pick<Notice, 'id' | 'alert' | 'kind' | 'siren' | 'mode'>,
  siren: SirenId,
  counter: number,
  at: Instant,
  times: SirenTimes,
  /** Other alerts that sounded at this siren and haven't ended. */
  othersOpen: readonly string[] = [],
): SirenOrder {
  const addressed = (obeyWithin: Milliseconds) => ({
    v: 1 as const,
    siren,
    counter,
    issuedAt: at,
    notBefore: plus(at, -times.clocksMayDifferBy),
    notAfter: plus(at, obeyWithin),
    mode: ask.mode,
    notice: ask.id,
    alert: ask.alert,
  })
  if (!isStop(ask) && ask.siren !== undefined) {
    const seconds = times.patternSeconds[ask.siren]
    const command = { ...addressed(times.soundWithin), action: 'sound', pattern: ask.siren, seconds } as const
    return timed(command, [...othersOpen, ask.alert], at, times)
  }
  // Only a true all-clear may sound like one: a retraction is silence, a lapse says nothing about the danger, and while
  // another alert goes on nothing is clear.
  if (ask.kind === 'all-clear' && othersOpen.length === 0) {
    const seconds = times.patternSeconds['all-clear']
    const command = { ...addressed(times.stopWithin), action: 'stop', pattern: 'all-clear', seconds } as const
    return timed(command, [], at, times)
  }
  return timed({ ...addressed(times.stopWithin), action: 'stop' }, othersOpen, at, times)
}

export function quietTestOrder(
  siren: SirenId,
  counter: number,
  at: Instant,
  times: SirenTimes,
  open: readonly string[] = [],
): SirenOrder {
  return timed(
    {
      v: 1,
      siren,
      counter,
      issuedAt: at,
      notBefore: plus(at, -times.clocksMayDifferBy),
      notAfter: plus(at, times.answerWithin),
      mode: 'test',
      action: 'quiet-test',
    },
    open,
    at,
    times,
  )
}

function timed(
  command: SirenCommand,
  openAlerts: readonly string[],
  at: Instant,
  times: SirenTimes,
): SirenOrder {
  const lasts = command.action === 'quiet-test' ? 0 : (command.seconds ?? 0) * second
  return {
    command,
    openAlerts,
    answerBy: plus(at, times.answerWithin),
    finishesWithin: lasts + times.answerWithin + times.clocksMayDifferBy,
  }
}
