/**
 * Sends to many endpoints at many push services: each service has its own queue and so many tries at once, the urgent goes first,
 * and what does not answer soon gives its turn to the next, so that nothing healthy waits behind what hangs.
 * Long because slots, patience and stopping decide together about every single flight.
 */
import { epochMilliseconds, second, type Clock, type Milliseconds } from '#base'
import type { PushAnswer } from './answer.ts'
import type { CallingOff } from './push-request.ts'
import type { Row, Subscription } from './subscription.ts'

/** One fan-out as the queues see it. */
export interface Crowd {
  /** Lower goes first, in every queue. */
  readonly rank: number
  /** Those that are there; whoever is gone is left out. */
  read(rows: readonly Row[]): Promise<readonly Subscription[]>
  send(subscription: Subscription, off: CallingOff): Promise<PushAnswer>
  /** Called with each try's answer, also with one that comes after the crowd was stopped. `again`: it is tried again here. */
  heard(row: Row, answer: PushAnswer, next: 'again' | 'no-more'): void
  /** Whether its time is up: no try begins then. */
  isOver(): boolean
}

export interface Running {
  /** Nothing of it goes out any more but what is on the wire. */
  stop(): void
  /** Resolves when every row had its tries, or it was stopped. */
  readonly done: Promise<void>
}

export interface Queues {
  /** `rows` by the index of their origin; the order within is the order of sending. */
  run(crowd: Crowd, rows: ReadonlyMap<number, Uint32Array>): Running
  /** What waits, and what is on the wire. */
  load(): { readonly queued: number; readonly flying: number; readonly lingering: number }
  close(): void
}

export interface QueueSettings {
  /** Tries at once, an origin. */
  readonly atOnce: number
  /** Tries at once at all origins together. */
  readonly atOnceInAll: number
  /** A try that was not answered for so long gives its turn to the next, and is waited for beside. */
  readonly lingersAfter: Milliseconds
  /** So many are waited for beside; of more, the oldest is given up. */
  readonly mostLingering: number
  /** A try that was not answered for so long is given up. */
  readonly patienceFor: Milliseconds
  /** Tries for each row before it is left to the courier's next turn. */
  readonly tries: number
  /** No longer than this is waited within one turn. */
  readonly longestWait: Milliseconds
}

const queueSettings: QueueSettings = {
  atOnce: 100,
  atOnceInAll: 400,
  lingersAfter: 500,
  mostLingering: 2_000,
  patienceFor: 10 * second,
  tries: 3,
  longestWait: 20 * second,
}

/** How long a try that was overtaken may go on before the newer message goes out beside it. */
const graceFor = second
/** After so many tries in a row without any answer, a service is asked by one at a time whether it is back. */
const deadAfter = 25
/** After so many in a row that ask for patience, all of a service's are held. */
const busyAfter = 10
/** Rows that are read at once. */
const readAtOnce = 64

interface Again {
  readonly row: Row
  readonly dueMs: number
}

interface Turn {
  readonly crowd: Crowd
  readonly order: number
  readonly origin: Origin
  readonly rows: Uint32Array
  at: number
  /** Due rows that go before the others. */
  readonly first: Row[]
  again: Again[]
  readonly tries: Map<Row, number>
  /** Read and waiting for a slot. */
  ready: Subscription[]
  reading: number
  /** Rows that are not settled yet. */
  open: number
  stopped: boolean
  readonly end: () => void
}

interface Flight {
  readonly row: Row
  readonly turn: Turn
  readonly stop: AbortController
  readonly abort: AbortController
  readonly landed: Promise<void>
  readonly land: () => void
  holds: 'slot' | 'nothing'
}

interface Origin {
  readonly turns: Turn[]
  flying: number
  /** In a row, without any answer. */
  silent: number
  busy: number
  heldUntilMs: number
  probing: 'no' | 'yes'
  /** Tries are counted as they begin; the latest that was answered. */
  began: number
  answered: number
}

export function pushQueues(options: {
  readonly clock: Clock
  readonly settings?: Partial<QueueSettings>
}): Queues {
  const { clock } = options
  const settings = { ...queueSettings, ...options.settings }
  const origins = new Map<number, Origin>()
  const starved = waitingLine()
  const flights = new Map<Row, Flight>()
  const lingering = new Set<Flight>()
  /** Who did not answer last time comes last this time. */
  const slow = new Set<Row>()
  let flying = 0
  let order = 0
  let closed = false
  const nowMs = () => epochMilliseconds(clock.now())
  const wakes = new Set<() => void>()
  const wakeIn = (wait: Milliseconds, act: () => void) => {
    const callOff = clock.after(Math.max(0, wait), () => {
      wakes.delete(callOff)
      act()
    })
    wakes.add(callOff)
  }

  const originOf = (index: number) => {
    let found = origins.get(index)
    if (found === undefined)
      origins.set(
        index,
        (found = {
          turns: [],
          flying: 0,
          silent: 0,
          busy: 0,
          heldUntilMs: 0,
          probing: 'no',
          began: 0,
          answered: 0,
        }),
      )
    return found
  }

  const settled = (turn: Turn) => {
    turn.open--
    if (turn.open === 0) drop(turn)
  }
  const drop = (turn: Turn) => {
    turn.stopped = true
    const at = turn.origin.turns.indexOf(turn)
    if (at >= 0) turn.origin.turns.splice(at, 1)
    turn.end()
  }

  const nextRows = (turn: Turn, most: number): Row[] => {
    const rows = turn.first.splice(0, most)
    while (rows.length < most && turn.at < turn.rows.length) rows.push(turn.rows[turn.at++]!)
    return rows
  }
  const hasMore = (turn: Turn) => turn.first.length > 0 || turn.at < turn.rows.length

  /** Reads on, so that slots need not wait for the disk. */
  const readOn = (turn: Turn) => {
    if (turn.reading > 0 || turn.ready.length >= readAtOnce / 2 || !hasMore(turn)) return
    const rows = nextRows(turn, readAtOnce)
    turn.reading = rows.length
    turn.crowd.read(rows).then(
      (found) => {
        turn.reading = 0
        if (turn.stopped) return
        turn.ready.push(...found)
        for (let gone = rows.length - found.length; gone > 0; gone--) settled(turn)
        pump(turn.origin)
      },
      () => {
        // The table can't be read: they stay as they are, for the courier's next turn.
        turn.reading = 0
        if (!turn.stopped) for (let left = rows.length; left > 0; left--) settled(turn)
        pump(turn.origin)
      },
    )
  }

  const pump = (origin: Origin) => {
    while (!closed && origin.turns.length > 0) {
      if (origin.heldUntilMs > nowMs()) return
      // A service that answers nobody is asked by one, and the others wait for what becomes of that.
      if (isDead(origin) && origin.probing === 'yes') return
      // Read ahead for whoever is next, so that a newcomer of higher rank goes first at once.
      const turn = origin.turns.find((it) => it.ready.length > 0 || it.reading > 0 || hasMore(it))
      if (turn === undefined) return
      if (turn.crowd.isOver()) {
        drop(turn)
        continue
      }
      readOn(turn)
      if (turn.ready.length === 0) return
      if (origin.flying >= settings.atOnce) return
      if (flying >= settings.atOnceInAll) {
        starved.add(origin, turn.crowd.rank)
        return
      }
      begin(turn, turn.ready.shift()!)
    }
  }

  /** A service that says nothing: who waits for it is left to the courier's next turn, but for one that asks whether it is back. */
  const leaveToLater = (origin: Origin) => {
    for (const turn of [...origin.turns]) {
      const left = turn.rows.length - turn.at + turn.first.length + turn.ready.length + turn.again.length
      turn.at = turn.rows.length
      turn.first.length = 0
      turn.ready = []
      turn.again = []
      for (let i = 0; i < left; i++) settled(turn)
    }
  }

  const begin = (turn: Turn, subscription: Subscription) => {
    const { row } = subscription
    const before = flights.get(row)
    if (before !== undefined) {
      // Two messages to one phone never race: the newer waits for the older, but not for long.
      const patience = before.turn.stopped ? graceFor : settings.patienceFor
      const enough = clock.after(patience, () => before.abort.abort())
      void before.landed.then(() => {
        enough()
        if (turn.stopped) return
        turn.ready.unshift(subscription)
        pump(turn.origin)
      })
      return
    }
    const { origin } = turn
    const { promise: landed, resolve: land } = Promise.withResolvers<void>()
    const [stop, abort] = [new AbortController(), new AbortController()]
    const flight: Flight = { row, turn, stop, abort, landed, land, holds: 'slot' }
    flights.set(row, flight)
    origin.flying++
    flying++
    if (isDead(origin)) origin.probing = 'yes'
    const began = ++origin.began
    let [giveUp, letOthers] = [() => {}, () => {}]
    const goesOut = () => {
      giveUp = clock.after(settings.patienceFor, () => flight.abort.abort())
      letOthers = clock.after(settings.lingersAfter, () => linger(flight))
    }
    const over = (said: PushAnswer) => {
      // Nothing was handed over for so long that it was given up: that is no answer either.
      const isSilence = said.kind === 'refused' && said.problem === 'push/called-off' && !turn.stopped
      const answer: PushAnswer =
        isSilence && !closed ? { kind: 'refused', problem: 'push/unreachable', retry: 'later' } : said
      giveUp()
      letOthers()
      lingering.delete(flight)
      flights.delete(row)
      free(flight)
      hear(turn, row, answer, began)
      flight.land()
      pump(origin)
    }
    turn.crowd
      .send(subscription, { stopped: stop.signal, givenUp: abort.signal, goesOut })
      .then(over, () => over({ kind: 'unknown', problem: 'push/no-answer' }))
  }

  const free = (flight: Flight) => {
    if (flight.holds === 'nothing') return
    flight.holds = 'nothing'
    flight.turn.origin.flying--
    flying--
    // Who is next may have nothing to send any more: the slot goes on to the one after.
    while (!closed && flying < settings.atOnceInAll) {
      const next = starved.next()
      if (next === undefined) return
      pump(next)
    }
  }

  const linger = (flight: Flight) => {
    free(flight)
    lingering.add(flight)
    if (lingering.size > settings.mostLingering) {
      const [oldest] = lingering
      oldest?.abort.abort()
    }
    pump(flight.turn.origin)
  }

  const hear = (turn: Turn, row: Row, answer: PushAnswer, began: number) => {
    const { origin } = turn
    const isSilent =
      answer.kind === 'unknown' || (answer.kind === 'refused' && answer.problem === 'push/unreachable')
    const calledOff = answer.kind === 'refused' && answer.problem === 'push/called-off'
    const wasSlow = slow.has(row)
    // Who asked for the others was stopped: the next of them asks.
    if (calledOff) origin.probing = 'no'
    if (isSilent) slow.add(row)
    else if (!calledOff) slow.delete(row)
    if (!calledOff) {
      const wasProbing = isDead(origin)
      if (!isSilent) {
        origin.silent = 0
        origin.answered = Math.max(origin.answered, began)
        // What began before somebody was answered says nothing of the service, nor does who never answers.
      } else if (began > origin.answered && !wasSlow) origin.silent++
      const isBusy = answer.kind === 'refused' && answer.problem === 'push/busy'
      origin.busy = isBusy ? origin.busy + 1 : 0
      if (!isSilent && !isBusy) origin.heldUntilMs = 0
      if (origin.busy >= busyAfter) hold(origin, waitFor(answer, origin.busy - busyAfter))
      if (wasProbing && origin.probing === 'yes') {
        origin.probing = 'no'
        if (isSilent) leaveToLater(origin)
      }
    }
    const tries = (turn.tries.get(row) ?? 0) + 1
    turn.tries.set(row, tries)
    const wait = waitFor(answer, tries)
    const goesOn =
      !turn.stopped &&
      answer.kind === 'refused' &&
      answer.retry === 'later' &&
      answer.problem !== 'push/private-address' &&
      tries < settings.tries &&
      wait <= settings.longestWait &&
      !isDead(origin)
    turn.crowd.heard(row, answer, goesOn ? 'again' : 'no-more')
    if (goesOn) later(turn, { row, dueMs: nowMs() + wait })
    else if (!turn.stopped) settled(turn)
  }

  const waitFor = (answer: PushAnswer, tries: number): Milliseconds => {
    const own = Math.min(second * 2 ** Math.max(0, tries - 1), settings.longestWait)
    if (answer.kind !== 'refused' || answer.notBefore === undefined) return own
    return Math.max(own, epochMilliseconds(answer.notBefore) - nowMs())
  }

  const hold = (origin: Origin, wait: Milliseconds) => {
    origin.heldUntilMs = nowMs() + Math.min(wait, settings.longestWait)
    wakeIn(origin.heldUntilMs - nowMs(), () => pump(origin))
  }

  const later = (turn: Turn, again: Again) => {
    turn.again.push(again)
    wakeIn(again.dueMs - nowMs(), () => {
      const at = turn.again.indexOf(again)
      if (at < 0 || turn.stopped) return
      turn.again.splice(at, 1)
      turn.first.push(again.row)
      pump(turn.origin)
    })
  }

  return {
    run(crowd, byOrigin) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const turns: Turn[] = []
      let left = 0
      for (const [index, rows] of byOrigin) {
        if (rows.length === 0 || closed) continue
        left++
        const origin = originOf(index)
        const turn: Turn = {
          ...{ crowd, order: order++, origin, rows: slowLast(rows, slow), at: 0, first: [], again: [] },
          ...{ tries: new Map(), ready: [], reading: 0, open: rows.length, stopped: false },
          end() {
            if (--left === 0) resolve()
          },
        }
        const place = origin.turns.findIndex((it) => it.crowd.rank > crowd.rank)
        origin.turns.splice(place < 0 ? origin.turns.length : place, 0, turn)
        turns.push(turn)
      }
      if (left === 0) resolve()
      // Where most of them are is begun first: strangers can name thousands of services, with one phone each.
      for (const { origin } of turns.toSorted((a, b) => b.open - a.open)) pump(origin)
      return {
        done: promise,
        stop() {
          for (const turn of turns) if (!turn.stopped) drop(turn)
          for (const { turn, stop } of flights.values()) if (turns.includes(turn)) stop.abort()
        },
      }
    },
    load() {
      let queued = 0
      for (const { turns } of origins.values()) for (const turn of turns) queued += turn.open
      return { queued, flying, lingering: lingering.size }
    },
    close() {
      closed = true
      for (const callOff of wakes) callOff()
      for (const { turns } of origins.values()) for (const turn of [...turns]) drop(turn)
      for (const flight of flights.values()) flight.abort.abort()
    },
  }
}

/** One of so many slots goes to services that have not answered yet, so that they get to know whether they do. */
const strangersEvery = 4

/** Services that wait for a slot: the urgent first, and those that answer before those of which nobody knows it. */
function waitingLine() {
  const lines = new Map<number, { readonly known: Set<Origin>; readonly strange: Set<Origin> }>()
  const standsIn = new Map<Origin, Set<Origin>>()
  let given = 0
  return {
    add(origin: Origin, rank: number) {
      standsIn.get(origin)?.delete(origin)
      let line = lines.get(rank)
      if (line === undefined) lines.set(rank, (line = { known: new Set(), strange: new Set() }))
      const set = origin.answered > 0 ? line.known : line.strange
      set.add(origin)
      standsIn.set(origin, set)
    },
    next(): Origin | undefined {
      let urgent: number | undefined
      for (const [rank, { known, strange }] of lines)
        if (known.size + strange.size > 0 && (urgent === undefined || rank < urgent)) urgent = rank
      if (urgent === undefined) return undefined
      const { known, strange } = lines.get(urgent)!
      const isTheirs = known.size === 0 || (strange.size > 0 && ++given % strangersEvery === 0)
      const set = isTheirs ? strange : known
      const [origin] = set
      set.delete(origin!)
      standsIn.delete(origin!)
      return origin
    },
  }
}

function isDead({ silent }: Origin): boolean {
  return silent >= deadAfter
}

function slowLast(rows: Uint32Array, slow: ReadonlySet<Row>): Uint32Array {
  if (slow.size === 0) return rows
  const last = rows.filter((row) => slow.has(row))
  if (last.length === 0) return rows
  const sorted = new Uint32Array(rows.length)
  sorted.set(rows.filter((row) => !slow.has(row)))
  sorted.set(last, rows.length - last.length)
  return sorted
}
