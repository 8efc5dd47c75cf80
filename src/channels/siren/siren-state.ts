/**
 * What is known of one siren, and the one word for it. Facts about it come in as events; the word depends on the time too,
 * because a siren that says nothing until a deadline has said something.
 */
import { between, ok, refuse, type Instant, type Milliseconds, type Result } from '#base'
import type { SirenCommand } from './command.ts'
import type { SirenHeartbeat, SirenReport } from './report.ts'
import type { Authenticity, SirenId } from './siren.ts'

/**
 * `pending` commanded, no answer, the deadline not reached · `sounding` it says that it sounds · `passed` it finished
 * what was ordered, or the quiet test · `failed` it answered with a fault or refused · `silent` its heart beats but it
 * didn't answer by the deadline · `unknown` neither heartbeat nor answer, or never asked.
 */
export const sirenStatuses = ['pending', 'sounding', 'passed', 'failed', 'silent', 'unknown'] as const
export type SirenStatus = (typeof sirenStatuses)[number]

export interface SirenOrder {
  readonly command: SirenCommand
  /** The alerts that sounded here and hadn't ended when this was ordered, this one's included if it sounds. */
  readonly openAlerts: readonly string[]
  readonly answerBy: Instant
  /** How long after it said that it sounds it should have said that it finished. */
  readonly finishesWithin: Milliseconds
}

export interface SirenAnswer {
  readonly report: SirenReport
  readonly authenticity: Authenticity
  /** By our clock. */
  readonly heardAt: Instant
}

export interface SirenState {
  readonly siren: SirenId
  readonly order?: SirenOrder
  readonly answer?: SirenAnswer
  /** The last time anything came from it, by our clock. */
  readonly lastHeard: Instant | null
  /** Whether its connection broke since it was last heard. */
  readonly gone: boolean
  readonly batteryPercent?: number
  readonly faults: readonly string[]
}

export type SirenEvent =
  | { readonly type: 'siren-ordered'; readonly order: SirenOrder }
  | { readonly type: 'siren-answered'; readonly answer: SirenAnswer }
  | { readonly type: 'siren-heard'; readonly heartbeat: SirenHeartbeat; readonly at: Instant }
  | { readonly type: 'siren-gone' }

/** How long without a heartbeat until nothing is known any more. */
export interface SirenPatience {
  readonly heartbeatWithin: Milliseconds
}

export function neverHeard(siren: SirenId): SirenState {
  return { siren, lastHeard: null, gone: false, faults: [] }
}

export type SirenNews =
  | { readonly type: 'order'; readonly order: SirenOrder }
  | {
      readonly type: 'report'
      readonly report: SirenReport
      readonly authenticity: Authenticity
      /** `kept` came from the broker's memory: it says how things were, not that anybody is there now. */
      readonly freshness: 'fresh' | 'kept'
    }
  | { readonly type: 'heartbeat'; readonly heartbeat: SirenHeartbeat }

/** Decides what news of a siren is worth: the events that follow, or why it is not believed. */
export function decide(
  state: SirenState,
  news: SirenNews,
  at: Instant,
): Result<readonly SirenEvent[], 'siren/misaddressed' | 'siren/replayed'> {
  switch (news.type) {
    case 'order': {
      const last = state.order?.command.counter ?? 0
      const { counter } = news.order.command
      if (counter < last) return refuse('siren/replayed', { counter, last })
      return ok(counter === last ? [] : [{ type: 'siren-ordered', order: news.order }])
    }
    case 'report': {
      const { report, authenticity } = news
      if (report.siren !== state.siren)
        return refuse('siren/misaddressed', { siren: report.siren, here: state.siren })
      const last = state.answer?.report
      // Its own clock orders what a siren says of one command; of two commands the later counts.
      if (
        last !== undefined &&
        (report.counter < last.counter || (report.counter === last.counter && report.at < last.at))
      )
        return refuse('siren/replayed', { counter: report.counter, last: last.counter })
      return ok([
        { type: 'siren-answered', answer: { report, authenticity, heardAt: at } },
        ...(news.freshness === 'kept'
          ? []
          : [{ type: 'siren-heard', heartbeat: { ...report, presence: 'here' }, at } as const]),
      ])
    }
    case 'heartbeat': {
      const { heartbeat } = news
      if (heartbeat.siren !== state.siren)
        return refuse('siren/misaddressed', { siren: heartbeat.siren, here: state.siren })
      return ok([
        heartbeat.presence === 'gone' ? { type: 'siren-gone' } : { type: 'siren-heard', heartbeat, at },
      ])
    }
  }
}

export function evolve(state: SirenState, event: SirenEvent): SirenState {
  switch (event.type) {
    case 'siren-ordered':
      return { ...state, order: event.order }
    case 'siren-answered':
      return { ...state, answer: event.answer, ...vitals(state, event.answer.report) }
    case 'siren-heard':
      return { ...state, lastHeard: event.at, gone: false, ...vitals(state, event.heartbeat) }
    case 'siren-gone':
      return { ...state, gone: true }
  }
}

function vitals(
  state: SirenState,
  said: { readonly batteryPercent?: number; readonly faults: readonly string[] },
) {
  const batteryPercent = said.batteryPercent ?? state.batteryPercent
  return { faults: said.faults, ...(batteryPercent === undefined ? {} : { batteryPercent }) }
}

/** The answer to the standing order; without an order, to whatever was ordered before anybody here remembers. */
export function answerToOrder(state: SirenState): SirenAnswer | undefined {
  const { order, answer } = state
  if (answer === undefined || order === undefined) return answer
  const { report } = answer
  if (report.counter >= order.command.counter) return answer
  return report.refused?.counter === order.command.counter ? answer : undefined
}

/** Why the siren refused the standing order, if it did. */
export function refusalOfOrder(state: SirenState): string | undefined {
  const { order, answer } = state
  if (order === undefined || answer === undefined) return undefined
  const { report } = answer
  return report.counter < order.command.counter && report.refused?.counter === order.command.counter
    ? report.refused.problem
    : undefined
}

export function isAlive(state: SirenState, at: Instant, patience: SirenPatience): boolean {
  return !state.gone && state.lastHeard !== null && between(state.lastHeard, at) <= patience.heartbeatWithin
}

/** The one word for a siren at a time. It never rounds up: a siren that stopped being heard isn't said to sound. */
export function statusOf(state: SirenState, at: Instant, patience: SirenPatience): SirenStatus {
  const silentOrUnknown = isAlive(state, at, patience) ? 'silent' : 'unknown'
  const answer = answerToOrder(state)
  if (answer === undefined) {
    if (state.order === undefined) return state.faults.length > 0 ? 'failed' : 'unknown'
    return at < state.order.answerBy ? 'pending' : silentOrUnknown
  }
  if (refusalOfOrder(state) !== undefined) return 'failed'
  switch (answer.report.condition) {
    case 'failed':
      return 'failed'
    case 'passed':
    case 'stopped':
      return answer.report.faults.length > 0 ? 'failed' : 'passed'
    case 'sounding':
      if (silentOrUnknown === 'unknown') return 'unknown'
      // It should have said that it finished; that it still sounds is no longer known.
      return state.order !== undefined && between(answer.report.at, at) > state.order.finishesWithin
        ? 'silent'
        : 'sounding'
    case 'ready':
      if (answer.report.faults.length > 0) return 'failed'
      return state.order === undefined ? 'unknown' : silentOrUnknown
  }
}
