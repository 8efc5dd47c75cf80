/** Everything the ledger says about alerts, folded: alerts still of interest, the board, and orders already carried out. */
import { day, plus, type AlertId, type Instant, type JsonObject, type Sha256 } from '#base'
import { beginning, type Fact, type Seq } from '#ledger'
import { none, type Alert, type Issued } from './alert.ts'
import { emptyBoard, type Board, type EndedLine } from './board.ts'
import { evolve } from './evolve.ts'
import { callBook, isOfProposal, type Calls } from './calls.ts'
import { alertOf, asAlertFact, type OrderKey } from './facts.ts'
import type { Notice } from './notice.ts'
import { noticesOf } from './notices-of.ts'
import { closesReviewOf, reviewAfter, reviewAfterClosing, type Review } from './review.ts'
import { emergenciesOf, waitingOf, type AlertWaiting } from './waiting.ts'

/** What one fact did. */
export interface Applied {
  readonly fact: Fact
  readonly before: Alert
  readonly after: Alert
  readonly notices: readonly Notice[]
}

export interface DoneOrder {
  readonly digest: Sha256
  readonly alert: AlertId
  readonly seq: Seq
  readonly at: Instant
}

export interface World {
  readonly board: Board
  head(): Seq
  /** The time of the last fact. */
  latestAt(): Instant | undefined
  alert(id: AlertId): Alert
  /** Alerts that are not ended, and those that ended within the last day. */
  alerts(): Iterable<Exclude<Alert, { status: 'none' }>>
  /** Those of `alerts` that are in force. */
  inForce(): Iterable<Issued>
  done(key: string): DoneOrder | undefined
  /** What was done alone and nobody has judged yet, however long ago, whether or not the alert goes on. */
  reviews(): Iterable<Review>
  review(alert: AlertId): Review | undefined
  /** What of alerts waits for a second person. */
  waiting(): Iterable<AlertWaiting>
  /** Who was called about it, by the key of what waits. */
  calls(key: string): Calls | undefined
  /** Facts must come in ledger order; one that was applied before is passed over. */
  apply(fact: Fact): Applied | undefined
  /** For a snapshot; `worldFrom` reads it back. */
  toJson(): JsonObject
}

/** How long ended alerts and done orders are kept at hand; the ledger keeps them for ever. */
const keptFor = day

export function emptyWorld(): World {
  return build({ head: beginning, alerts: [], orders: [], endings: [], reviews: [], calls: [] })
}

interface Frozen {
  readonly head: Seq
  readonly latest?: Instant
  readonly alerts: readonly Exclude<Alert, { status: 'none' }>[]
  readonly orders: readonly (readonly [string, DoneOrder])[]
  readonly endings: readonly EndedLine[]
  readonly reviews: readonly Review[]
  readonly calls: readonly Calls[]
}

/** Reads back what `toJson` gave. The board is counted anew from the alerts, so a snapshot can't bring a wrong one. */
export function worldFrom(frozen: JsonObject): World {
  return build(frozen as unknown as Frozen)
}

function build(start: Frozen): World {
  let { head, latest } = start
  const alerts = new Map<AlertId, Exclude<Alert, { status: 'none' }>>()
  const inForce = new Map<AlertId, Issued>()
  const waiting = new Map<AlertId, AlertWaiting>()
  const reviews = new Map(start.reviews.map((review) => [review.alert, review]))
  const calls = callBook(start.calls)
  const note = (alert: Alert) => {
    if (alert.status === 'none') return
    alerts.set(alert.id, alert)
    if (alert.status === 'issued') inForce.set(alert.id, alert)
    else inForce.delete(alert.id)
    const waits = waitingOf(alert)
    if (waits === undefined) waiting.delete(alert.id)
    else waiting.set(alert.id, waits)
  }
  const waits = function* () {
    yield* waiting.values()
    for (const review of reviews.values()) yield* emergenciesOf(review)
  }
  /** Asked seldom: when somebody is called, and when something stops waiting. */
  const stillWaits = (key: string) => isOfProposal(key) || [...waits()].some((one) => one.key === key)
  const orders = new Map(start.orders)
  const board = emptyBoard()
  for (const alert of start.alerts) {
    note(alert)
    board.move(none, alert)
  }
  board.recall(start.endings)

  const forget = (before: Instant) => {
    for (const [id, alert] of alerts) {
      const over =
        alert.status === 'ended' ? alert.endedAt : alert.status === 'discarded' ? alert.draftedAt : undefined
      // A lapse stays until somebody clears it: it is not over.
      const lapsed = alert.status === 'ended' && alert.how === 'lapsed'
      if (over !== undefined && over < before && !lapsed) alerts.delete(id)
    }
    for (const [key, order] of orders) if (order.at < before) orders.delete(key)
    calls.forgetProposalsBefore(before)
    board.forgetEndingsBefore(before)
  }

  const applyBeside = (fact: Fact) => {
    const closed = closesReviewOf(fact)
    const review = closed === undefined ? undefined : reviews.get(closed)
    if (review !== undefined) {
      const over = new Set(emergenciesOf(review).map(({ key }) => key))
      const left = reviewAfterClosing(review, fact)
      if (left === undefined) reviews.delete(review.alert)
      else reviews.set(review.alert, left)
      calls.forget((key) => over.has(key) && !stillWaits(key))
    } else calls.apply(fact, stillWaits)
  }

  const world: World = {
    board,
    head: () => head,
    latestAt: () => latest,
    alert: (id) => alerts.get(id) ?? none,
    alerts: () => alerts.values(),
    inForce: () => inForce.values(),
    done: (key) => orders.get(key),
    reviews: () => reviews.values(),
    review: (id) => reviews.get(id),
    waiting: waits,
    calls: (key) => calls.of(key),
    apply(fact) {
      if (fact.seq <= head) return undefined
      if (fact.seq !== head + 1) throw new Error(`fact ${fact.seq} came after fact ${head}`)
      head = fact.seq
      latest = fact.at
      if (fact.seq % 1_000 === 0) forget(plus(fact.at, -keptFor))
      const id = alertOf(fact)
      if (id === undefined) {
        applyBeside(fact)
        return { fact, before: none, after: none, notices: [] }
      }
      const before = world.alert(id)
      const typed = asAlertFact(fact)
      const after = evolve(before, id, typed)
      const waited = waiting.get(id)
      note(after)
      if (waited !== undefined && waiting.get(id)?.key !== waited.key)
        calls.forget((key) => key === waited.key)
      const review = reviewAfter(reviews.get(id), fact, before, after)
      if (review !== undefined) reviews.set(id, review)
      board.move(before, after)
      const order = (typed.data as { order?: OrderKey }).order
      if (order !== undefined)
        orders.set(order.key, { digest: order.digest, alert: id, seq: fact.seq, at: fact.at })
      return { fact, before, after, notices: noticesOf(fact) }
    },
    toJson: () =>
      ({
        head,
        ...(latest === undefined ? {} : { latest }),
        alerts: [...alerts.values()],
        orders: [...orders],
        endings: [...board.endings()],
        reviews: [...reviews.values()],
        calls: calls.all(),
      }) as unknown as JsonObject,
  }
  return world
}
