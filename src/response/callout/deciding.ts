/** Decides what is asked of a call-out: opening, answers, widening by the clock, and its end. */
import {
  ok,
  plus,
  refuse,
  type ActorId,
  type Instant,
  type Milliseconds,
  type PersonId,
  type Result,
} from '#base'
import {
  answerOf,
  type Answer,
  type AnsweredOver,
  type CallOut,
  type CallOutId,
  type Closing,
} from './callout.ts'
import type { CallOutFact, Opening } from './facts.ts'
import { fillingOf, wouldFill } from './filling.ts'

/** What stands in the way of asking anybody for this alert: it was cleared, retracted, or lapsed. */
export type AlertStanding = 'in-force' | 'over' | 'none'

export interface CallOutAsked {
  readonly at: Instant
  readonly by: ActorId
}

/** Anybody may be asked again at most this often, and no circle has less time. */
export const shortestRepeat = 30_000 as Milliseconds
export const mostPlaces = 500
export const mostPeople = 5_000

/** Opens it and asks the first circle, in one decision: a call-out that nobody hears of is none. */
export function openCallOut(
  id: CallOutId,
  opening: Opening,
  alert: AlertStanding,
  { at, by }: CallOutAsked,
): Result<CallOutFact[]> {
  const fault = faultOf(opening, alert, at)
  if (fault !== undefined) return fault
  const opened: CallOutFact = { type: 'callout-opened', callOut: id, at, by, data: opening }
  const first = opening.circles.findIndex((circle) => able(opening, circle).length > 0)
  if (first < 0) return refuse('response/nobody-fits', { callOut: id })
  return ok([
    opened,
    {
      ...{ type: 'callout-asked', callOut: id, at, by },
      data: { circle: first, people: able(opening, opening.circles[first]!) },
    },
  ])
}

function faultOf(opening: Opening, alert: AlertStanding, at: Instant): Result<never> | undefined {
  const people = opening.circles.flat()
  const places = opening.quotas.reduce((sum, { wanted }) => sum + wanted, 0)
  if (alert === 'over') return refuse('response/alert-over', { alert: opening.alert })
  if (opening.until <= at) return refuse('response/over-already', { until: opening.until })
  if (places < 1 || places > mostPlaces || opening.quotas.some(({ wanted }) => wanted < 1))
    return refuse('response/no-places', { most: mostPlaces })
  if (people.length > mostPeople) return refuse('response/too-many-people', { most: mostPeople })
  if (new Set(people.map(({ person }) => person)).size < people.length)
    return refuse('response/asked-twice', {})
  if (opening.repeatEvery < shortestRepeat || opening.widenAfter < shortestRepeat)
    return refuse('response/too-often', { shortestSeconds: shortestRepeat / 1_000 })
  return undefined
}

/** Of a circle, those who could fill a place that is empty. */
function able(
  callOut: Pick<CallOut, 'quotas'> & Partial<Pick<CallOut, 'asked'>>,
  circle: CallOut['circles'][number],
) {
  const asked = callOut.asked ?? []
  return circle
    .filter((callee) => wouldFill({ quotas: callOut.quotas, asked }, callee))
    .map(({ person }) => person)
}

export interface Answering {
  readonly person: PersonId
  readonly answer: Answer
  readonly over: AnsweredOver
  readonly arrivingAt: Instant | null
}

/**
 * Writes down what somebody said. The same said again changes nothing, over whichever way it came; another answer later
 * replaces it. Who has arrived is not made to come again.
 */
export function answerCallOut(
  callOut: CallOut,
  { person, answer, over, arrivingAt }: Answering,
  { at, by }: CallOutAsked,
): Result<CallOutFact[]> {
  const asked = callOut.asked.find((one) => one.person === person)
  if (asked === undefined) return refuse('response/not-asked', { callOut: callOut.id })
  const last = answerOf(asked)
  const expected = answer === 'coming' ? arrivingAt : null
  if (last?.answer === answer && (expected === null || last.arrivingAt === expected)) return ok([])
  // Somebody on the way may always say that they are there, or can't after all; nobody is newly asked in after the end.
  if (callOut.closed !== null && answer === 'coming')
    return refuse('response/call-out-over', { callOut: callOut.id, since: callOut.closed.at })
  if (last?.answer === 'arrived' && answer === 'coming') return ok([])
  return ok([
    {
      ...{ type: 'callout-answered', callOut: callOut.id, at, by },
      data: { person, answer, over, arrivingAt: expected },
    },
  ])
}

/**
 * What the clock asks for: the next circle when places stay empty, and the end when the time or the alert is over. Called at any
 * time and any number of times, it decides the same.
 */
export function passTime(callOut: CallOut, alert: AlertStanding, { at, by }: CallOutAsked): CallOutFact[] {
  if (callOut.closed !== null) return []
  if (alert === 'over') return [closed(callOut, 'alert-over', { at, by })]
  if (at >= callOut.until) return [closed(callOut, 'time-over', { at, by })]
  if (fillingOf(callOut).missing === 0 || at < plus(callOut.widenedAt, callOut.widenAfter)) return []
  // A circle in which nobody could fill what is missing takes no time.
  for (let circle = callOut.circle + 1; circle < callOut.circles.length; circle++) {
    const people = able(callOut, callOut.circles[circle]!)
    if (people.length > 0)
      return [{ type: 'callout-asked', callOut: callOut.id, at, by, data: { circle, people } }]
  }
  return []
}

export function closeCallOut(callOut: CallOut, asked: CallOutAsked): Result<CallOutFact[]> {
  return ok(callOut.closed === null ? [closed(callOut, 'by-person', asked)] : [])
}

function closed({ id }: CallOut, why: Closing, { at, by }: CallOutAsked): CallOutFact {
  return { type: 'callout-closed', callOut: id, at, by, data: { why } }
}
