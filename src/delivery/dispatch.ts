/**
 * Sends what is due, the most urgent first, as many at once as a channel takes; and never two tries of one alert at one
 * target side by side, so that what a target hears last is what is newest.
 * Long because queue, flight and landing share one picture of what flies where.
 */
import type { Notice } from '#alerts'
import { second, type Clock, type Log, type NoticeId } from '#base'
import type { Channel, Outcome } from '#channels'
import type { AlertFiles } from './alert-files.ts'
import {
  begin,
  callOff,
  expire,
  hear,
  isOpen,
  isTryable,
  settle,
  settleOvertaken,
  supersede,
  type Attempt,
  type Sending,
  type Tryable,
} from './attempt.ts'
import { priorityQueue } from './priority-queue.ts'
import { nextTry } from './retry.ts'
import { openQueue, type Due, type Flight, type Queue, type Sender } from './queue.ts'
import { rememberingEpoch, wakeUp } from './wake-up.ts'

/** What is known at the last moment before a try. */
export type Clearance = 'go' | 'stopped' | 'mode-not-carried'

export interface Dispatch {
  /** Takes attempts that are durable and due now or later. */
  offer(attempts: readonly Tryable[]): void
  /** Stops further tries of it. A try in flight goes on to its outcome, or is called off. */
  overtake(attempt: Tryable | Sending, by: NoticeId, flight: 'goes-on' | 'is-called-off'): void
  /** Takes an outcome that came later than its try. */
  heard(attempt: Attempt, outcome: Outcome): void
  /** Tries begun and not settled. */
  readonly flying: number
  /** Attempts that wait for their turn, not counting those whose next try lies in the future. */
  readonly queued: number
  /** Ends every try in flight as unknown and begins no other. */
  close(): void
}

const refused = { kind: 'refused', retry: 'never' } as const

/** How long a try that was called off may take to stop before its target hears the newer notice. */
const graceFor = second

export function dispatch(
  senders: readonly Sender[],
  around: {
    readonly clock: Clock
    readonly report: Log
    /** In [0, 1). */
    readonly random: () => number
    readonly files: AlertFiles
    /** Takes a new state and resolves once it is durable; rejects when the courier closes before it could be. */
    readonly write: (attempt: Attempt) => Promise<void>
    readonly noticeFor: (attempt: Attempt) => Notice
    readonly clearance: (attempt: Sending, channel: Channel) => Clearance
    /** Called with an answer that came when the courier had already stopped waiting for it. */
    readonly onLateAnswer: (attempt: Attempt, outcome: Outcome) => void
    /** Called whenever something has landed or was dropped. */
    readonly onProgress: () => void
  },
): Dispatch {
  const { files, write, report } = around
  const queues = new Map<string, Queue>()
  for (const sender of senders) queues.set(sender.channel.name, openQueue(sender))
  const later = priorityQueue<Due>((a, b) => a.dueMs < b.dueMs)
  let order = 0
  let closed = false
  /** The earliest deadline of what waits for its turn; before it, nobody looks through the queues. */
  let nextDeadlineMs = Infinity
  const epoch = rememberingEpoch()
  const epochDeadline = rememberingEpoch()
  const wakes = wakeUp(around.clock, () => wake())
  const { now, nowMs } = wakes

  const current = (due: Due): boolean => files.get(due.attempt.alert, due.attempt.id) === due.attempt
  const laneOf = (attempt: Attempt) => `${attempt.alert}/${attempt.target}`

  const enqueue = (attempt: Tryable) => {
    const due: Due = {
      attempt,
      order: order++,
      dueMs: epoch(attempt.nextTryAt),
      deadlineMs: epochDeadline(attempt.deadlineAt),
    }
    const queue = queues.get(attempt.channel)
    if (queue === undefined) return
    if (due.dueMs > nowMs()) {
      later.push(due)
      wakes.by(due.dueMs)
    } else {
      queue.ready.push(due)
      nextDeadlineMs = Math.min(nextDeadlineMs, due.deadlineMs)
      wakes.by(nextDeadlineMs)
    }
  }

  const close = (attempt: Attempt) => {
    files.keep(attempt)
    // Only a courier that closes on a failing log rejects a write, and it says so itself.
    write(attempt).catch(() => {})
  }

  const pump = (queue: Queue) => {
    while (!closed && queue.flights.size < queue.channel.concurrency) {
      const due = queue.ready.pop()
      if (due === undefined) break
      if (!current(due)) continue
      if (due.deadlineMs <= nowMs()) {
        close(expire(due.attempt, now()))
        continue
      }
      const lane = queue.lanes.get(laneOf(due.attempt))
      if (lane !== undefined) lane.behind.push(due)
      else start(queue, due.attempt)
    }
  }

  const start = (queue: Queue, attempt: Tryable) => {
    const sending = begin(attempt, now())
    const flight: Flight = {
      id: attempt.id,
      attempt: sending,
      sender: queue,
      abort: new AbortController(),
      dueMs: Infinity,
      landed: false,
    }
    queue.flights.add(flight)
    queue.lanes.set(laneOf(sending), { flight, behind: [] })
    files.keep(sending)
    // Written down before it is done: after a crash nobody may claim that the target has heard nothing.
    write(sending).then(
      () => launch(flight),
      () => {},
    )
  }

  const launch = (flight: Flight) => {
    if (flight.landed) return
    if (files.get(flight.attempt.alert, flight.id) !== flight.attempt) {
      // It can't be: whatever moves an attempt on ends its flight. Better not sent than sent untrue.
      report.error('An attempt moved on while it was about to be sent; it was not sent.', {
        attempt: flight.id,
      })
      return free(flight)
    }
    const { channel } = flight.sender
    const clear = around.clearance(flight.attempt, channel)
    if (clear === 'stopped') return finish(flight, callOff(flight.attempt, null, now()))
    if (clear === 'mode-not-carried')
      return finish(
        flight,
        settle(flight.attempt, { ...refused, problem: 'delivery/mode-not-carried' }, now(), null),
      )
    // The log may have taken its time to be written.
    const at = now()
    if (at >= flight.attempt.deadlineAt)
      return finish(
        flight,
        settle(flight.attempt, { ...refused, problem: 'delivery/too-late', retry: 'later' }, at, null),
      )
    flight.dueMs = nowMs() + channel.patienceFor
    wakes.by(flight.dueMs)
    const { target, serves } = flight.attempt
    let sent: Promise<Outcome>
    try {
      sent = channel.send(
        around.noticeFor(flight.attempt),
        { id: target, areas: serves },
        flight.abort.signal,
      )
    } catch (error) {
      sent = Promise.reject(error)
    }
    sent.then(
      (outcome) => land(flight, outcome),
      (error: unknown) => {
        report.warn('A channel failed while sending.', {
          channel: channel.name,
          attempt: flight.id,
          why: error instanceof Error ? error.message : String(error),
        })
        land(flight, { kind: 'unknown', problem: 'delivery/channel-failed' })
      },
    )
  }

  const land = (flight: Flight, outcome: Outcome) => {
    const at = now()
    if (flight.landed) {
      // Its patience was over, but an answer is an answer.
      if (outcome.kind !== 'unknown') around.onLateAnswer(flight.attempt, outcome)
      return
    }
    if (flight.overtakenBy !== undefined)
      return finish(flight, settleOvertaken(flight.attempt, outcome, flight.overtakenBy, at))
    const { schedule, channel } = flight.sender
    const next = nextTry(schedule, flight.attempt, outcome, channel.abilities.confirms, at, around.random())
    finish(flight, settle(flight.attempt, outcome, at, next))
  }

  const finish = (flight: Flight, attempt: Attempt) => {
    close(attempt)
    if (isTryable(attempt)) enqueue(attempt)
    free(flight)
  }

  /** Makes room for the next. */
  const free = (flight: Flight) => {
    flight.landed = true
    const { sender } = flight
    sender.flights.delete(flight)
    const lane = sender.lanes.get(laneOf(flight.attempt))
    sender.lanes.delete(laneOf(flight.attempt))
    for (const due of lane?.behind ?? []) if (current(due)) sender.ready.push(due)
    pump(sender)
    around.onProgress()
  }

  const hearLate = (attempt: Attempt, outcome: Outcome) => {
    if (attempt.state === 'sending') {
      const flight = queues.get(attempt.channel)?.lanes.get(laneOf(attempt))?.flight
      if (flight?.id !== attempt.id || outcome.kind === 'unknown') return
      land(flight, outcome)
      flight.abort.abort()
      return
    }
    const known = hear(attempt, outcome, now())
    close(known)
    if (isTryable(known)) enqueue(known)
    around.onProgress()
  }

  const expireQueued = (atMs: number) => {
    nextDeadlineMs = Infinity
    for (const queue of queues.values()) {
      const behind = [...queue.lanes.values()].flatMap((lane) => lane.behind)
      for (const due of [...queue.ready.items(), ...behind]) {
        if (!current(due)) continue
        if (due.deadlineMs <= atMs) close(expire(due.attempt, now()))
        else nextDeadlineMs = Math.min(nextDeadlineMs, due.deadlineMs)
      }
    }
  }

  const wake = () => {
    const atMs = nowMs()
    for (let due = later.peek(); due !== undefined && due.dueMs <= atMs; due = later.peek()) {
      later.pop()
      if (!current(due)) continue
      queues.get(due.attempt.channel)?.ready.push(due)
      nextDeadlineMs = Math.min(nextDeadlineMs, due.deadlineMs)
    }
    if (nextDeadlineMs <= atMs) expireQueued(atMs)
    for (const queue of queues.values()) {
      for (const flight of queue.flights)
        if (flight.dueMs <= atMs) {
          flight.abort.abort()
          const problem =
            flight.overtakenBy === undefined ? 'delivery/no-answer-in-time' : 'delivery/called-off'
          land(flight, { kind: 'unknown', problem })
        }
      pump(queue)
    }
    wakes.by(Math.min(later.peek()?.dueMs ?? Infinity, nextDeadlineMs))
    for (const queue of queues.values()) for (const flight of queue.flights) wakes.by(flight.dueMs)
    around.onProgress()
  }

  return {
    offer(attempts) {
      for (const attempt of attempts) enqueue(attempt)
      for (const queue of queues.values()) pump(queue)
      around.onProgress()
    },
    overtake(planned, by, flightGoes) {
      // Calling one off lets the next begin, which may be the one this is about.
      const attempt = files.get(planned.alert, planned.id)
      if (attempt === undefined || !isOpen(attempt)) return
      if (attempt.state !== 'sending') return close(supersede(attempt, by, now()))
      const flight = queues.get(attempt.channel)?.lanes.get(laneOf(attempt))?.flight
      if (flight === undefined || flight.id !== attempt.id) return
      if (flight.dueMs === Infinity) return finish(flight, callOff(flight.attempt, by, now()))
      flight.overtakenBy = by
      if (flightGoes === 'goes-on') return
      flight.dueMs = Math.min(flight.dueMs, nowMs() + graceFor)
      wakes.by(flight.dueMs)
      flight.abort.abort()
    },
    heard: hearLate,
    get flying() {
      let count = 0
      for (const queue of queues.values()) count += queue.flights.size
      return count
    },
    get queued() {
      let count = 0
      for (const queue of queues.values()) count += queue.ready.size
      return count
    },
    close() {
      closed = true
      wakes.cancel()
      for (const queue of queues.values())
        for (const flight of queue.flights) {
          flight.abort.abort()
          if (flight.dueMs === Infinity) continue
          // Left as it is written down: sending. The next start finds it so and tries again.
          flight.landed = true
        }
    },
  }
}
