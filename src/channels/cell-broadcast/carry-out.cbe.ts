/** Asks a centre for one thing after the other until what is heard is what is wanted, and writes down what is known of each. */
import { epochMilliseconds, second, type Clock, type Instant, type Log } from '#base'
import type { Outcome } from '../channel.ts'
import type { AirBook } from './air-book.ts'
import { startMeans, stopMeans, type Meant } from './answers.ts'
import type { Centre } from './centre.cbe.ts'
import type { Network } from './network.ts'
import { isSettled, nextSteps, type Air, type OnAir, type Step, type Wanted } from './on-air.ts'
import { serialNumber } from './serial.ts'

/** An outcome, or that somebody else's message has the identifier: another one may be free. */
export type Carried = Outcome | 'taken-by-others'

/** Broadcasts beyond the time by which the warning lapses, so that a renewal in the last minute leaves no gap. */
const spareSeconds = 120
const mostBroadcasts = 65_535

export interface Carrying {
  readonly book: AirBook
  readonly clock: Clock
  readonly report: Log
}

export function carrier({ book, clock, report }: Carrying) {
  const countFor = ({ repetitionPeriod, unitSeconds }: Network, until: Instant, at: Instant) => {
    const seconds = (epochMilliseconds(until) - epochMilliseconds(at)) / second + spareSeconds
    return Math.min(mostBroadcasts, Math.max(1, Math.ceil(seconds / (repetitionPeriod * unitSeconds))))
  }

  const withAir = (state: OnAir, messageId: number, air: Air | undefined): OnAir => ({
    ...state,
    airs: [...state.airs.filter((one) => one.messageId !== messageId), ...(air === undefined ? [] : [air])],
    changedAt: clock.now(),
  })

  /** The message as it is written down before the order to broadcast it goes out. */
  const askedFor = (state: OnAir, wanted: Wanted, at: Instant): Air => {
    const before = state.airs.find(({ messageId }) => messageId === wanted.messageId)
    const doubt = before === undefined || isSettled(before, at) ? undefined : before
    return {
      ...wanted,
      ...{ state: 'asked', askedAt: at, standsUntil: state.standsUntil },
      unanswered: (doubt?.unanswered ?? 0) + 1,
      ...(doubt?.stopUnansweredAt === undefined ? {} : { stopUnansweredAt: doubt.stopUnansweredAt }),
    }
  }

  const take = async (
    step: Step,
    state: OnAir,
    network: Network,
    centre: Centre,
    off: AbortSignal,
  ): Promise<{ readonly messageId: number; readonly meant: Meant }> => {
    const at = clock.now()
    const { messageId } = step.does === 'stop' ? step.air : step.wanted
    const before = state.airs.find((air) => air.messageId === messageId)!
    const said =
      step.does === 'stop'
        ? await centre.stop(messageId, off)
        : await centre.start(
            {
              cbeName: network.cbeName,
              category: state.category,
              repetitionPeriod: network.repetitionPeriod,
              count: countFor(network, state.standsUntil, at),
              messageId,
              serial: { scope: 'plmn_wide', code: state.code, update: step.wanted.update },
              dcs: step.wanted.dcs,
              pages: step.wanted.pages,
            },
            off,
          )
    if (said.kind === 'answered' && said.status >= 400 && !isExpected(step, said.status))
      report.warn('A cell broadcast centre did not do what it was asked', {
        ...{ network: network.id, does: step.does, message: messageId },
        ...{ status: said.status, answer: said.text },
      })
    const meant = step.does === 'stop' ? stopMeans(before, said, at) : startMeans(before, said, step.does)
    return { messageId, meant }
  }

  /** Asks the centre for one thing after the other until what is heard is what is wanted. */
  const carryOut = async (
    begun: OnAir,
    network: Network,
    centre: Centre,
    off: AbortSignal,
  ): Promise<Carried> => {
    let state = begun
    let unwritten: unknown
    const keep = async (next: OnAir) => {
      state = next
      try {
        await book.put(state)
      } catch (error) {
        // A full disk stops no end: what is over is taken off the air first, and said to have failed afterwards.
        if (state.standing === 'goes-on') throw error
        unwritten = error
      }
    }
    for (;;) {
      const at = clock.now()
      const steps = nextSteps(state, at)
      if (steps.length === 0) break
      if (off.aborted) return { kind: 'refused', problem: 'cell-broadcast/called-off', retry: 'later' }
      const asked = steps.flatMap((step) => (step.does === 'stop' ? [] : [askedFor(state, step.wanted, at)]))
      // Written down first: whatever becomes of us, the next one knows that this may be on the air.
      if (asked.length > 0) await keep(asked.reduce((all, air) => withAir(all, air.messageId, air), state))
      const begunWith = state
      const taken = await Promise.all(steps.map((step) => take(step, begunWith, network, centre, off)))
      const foreign = taken.flatMap(({ meant }) => meant.foreign ?? [])
      await keep({
        ...taken.reduce((all, { messageId, meant }) => withAir(all, messageId, meant.air), state),
        foreign: [...state.foreign, ...foreign],
      })
      if (foreign.length > 0) return 'taken-by-others'
      const outcomes = taken.flatMap(({ meant }) => meant.outcome ?? [])
      const worst = outcomes.find(({ kind }) => kind === 'unknown') ?? outcomes[0]
      if (worst !== undefined) return worst
    }
    const late = state.airs.filter((air) => air.state === 'stopped')
    const over = late.filter((air) => isSettled(air, clock.now()))
    // Held until now so that no other alert took the identifier: an order to stop that came late would have stopped that one.
    if (over.length > 0) await keep({ ...state, airs: state.airs.filter((air) => !over.includes(air)) })
    if (unwritten !== undefined) throw unwritten
    return state.wanted.length === 0 && late.some(({ unanswered }) => unanswered > 0)
      ? { kind: 'unknown', problem: 'cell-broadcast/may-start-late' }
      : { kind: 'accepted', reference: referenceOf(state) }
  }

  return carryOut
}

/** As a centre and its base stations log it: `4370/0x5010`, one for each message. */
function referenceOf({ code, airs, standing }: OnAir): string {
  const on = airs.filter(({ state }) => state === 'on-air')
  if (standing === 'stopped' || on.length === 0) return 'off-air'
  return on
    .map(({ messageId, update }) => {
      const serial = serialNumber({ scope: 'plmn_wide', code, update })
      return `${messageId}/0x${serial.toString(16).padStart(4, '0')}`
    })
    .join(' ')
}

/** A centre that has nothing to stop, or that has what it was asked for again, is as it should be. */
function isExpected({ does }: Step, status: number): boolean {
  return (does === 'stop' && status === 404) || (does === 'again' && status === 409)
}
