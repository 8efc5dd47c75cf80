/** Keeps what is known of every siren: reads what arrives, believes what it may, counts the rest, and notices deadlines. */
import { between, plus, type Clock, type Instant, type Log } from '#base'
import { opened, type VerifyLater } from './envelope.ts'
import { plainAvailability, plainReport, plainState } from './home-assistant.ts'
import type { SirenTimes } from './order.ts'
import type { SirenRegistry } from './registry.ts'
import { heartbeatSchema, reportSchema } from './report.ts'
import type { Authenticity, Siren, SirenId } from './siren.ts'
import {
  answerToOrder,
  decide,
  evolve,
  neverHeard,
  statusOf,
  type SirenNews,
  type SirenOrder,
  type SirenState,
  type SirenStatus,
} from './siren-state.ts'
import { parseTopic } from './topics.ts'

/** What arrived and was not believed, since the start. */
export interface Disbelieved {
  garbled: number
  forged: number
  unsigned: number
  misaddressed: number
  replayed: number
  /** From or for sirens that aren't in the registry. */
  strangers: number
}

export interface SirenWatch {
  readonly disbelieved: Readonly<Disbelieved>
  state(siren: SirenId): SirenState
  states(): ReadonlyMap<SirenId, SirenState>
  status(siren: SirenId): SirenStatus
  /** Notes an order and watches its deadline; false when a newer one stands. */
  order(order: SirenOrder): 'stands' | 'overtaken'
  hear(topic: string, payload: Uint8Array, freshness: 'fresh' | 'kept'): void
  /** When everything that was heard so far has been judged. */
  heardAll(): Promise<void>
  close(): void
}

export interface SirenWatchOptions {
  readonly registry: SirenRegistry
  readonly kept: readonly SirenOrder[]
  readonly verify: VerifyLater
  readonly clock: Clock
  readonly log: Log
  readonly times: SirenTimes
  onAnswer(state: SirenState, authenticity: Authenticity): void
  onStatus(state: SirenState, from: SirenStatus, to: SirenStatus): void
}

export function sirenWatch(options: SirenWatchOptions): SirenWatch {
  const { registry, clock, log, times } = options
  const states = new Map<SirenId, SirenState>()
  const told = new Map<SirenId, SirenStatus>()
  const wakes = new Map<SirenId, () => void>()
  const disbelieved: Disbelieved = {
    garbled: 0,
    forged: 0,
    unsigned: 0,
    misaddressed: 0,
    replayed: 0,
    strangers: 0,
  }
  const startedAt = clock.now()

  const stateOf = (siren: SirenId) => states.get(siren) ?? neverHeard(siren)
  const check = (siren: SirenId) => {
    const state = stateOf(siren)
    const from = told.get(siren) ?? 'unknown'
    const to = statusOf(state, clock.now(), times)
    if (to === from) return
    told.set(siren, to)
    options.onStatus(state, from, to)
  }
  const take = (siren: SirenId, news: SirenNews): 'believed' | 'disbelieved' => {
    const events = decide(stateOf(siren), news, clock.now())
    if (!events.ok) {
      disbelieved[events.problem.code === 'siren/replayed' ? 'replayed' : 'misaddressed']++
      return 'disbelieved'
    }
    states.set(siren, events.value.reduce(evolve, stateOf(siren)))
    check(siren)
    return 'believed'
  }
  const watchDeadline = (siren: SirenId, due: Instant) => {
    wakes.get(siren)?.()
    // One millisecond more: at the deadline itself the siren is still in time.
    wakes.set(
      siren,
      clock.after(between(clock.now(), due) + 1, () => check(siren)),
    )
  }

  for (const order of options.kept) {
    const { siren } = order.command
    states.set(siren, evolve(neverHeard(siren), { type: 'siren-ordered', order }))
    // Until sirens had time to answer a server that has just started, an order from before counts as pending.
    told.set(siren, order.command.notAfter > startedAt ? 'pending' : 'unknown')
    const due = plus(startedAt, times.answerWithin)
    watchDeadline(siren, due > order.answerBy ? due : order.answerBy)
  }

  let callOffSweep: () => void
  const sweep = () => {
    for (const siren of states.keys()) if (told.get(siren) !== 'pending') check(siren)
    callOffSweep = clock.after(times.heartbeatWithin / 2, sweep)
  }
  callOffSweep = clock.after(times.heartbeatWithin / 2, sweep)

  /** What is being judged for each siren; one after another, since signatures may be checked elsewhere and overtake. */
  const judging = new Map<SirenId, Promise<void>>()
  const believe = (
    siren: Siren,
    { text, signature }: { readonly text: string; readonly signature: string | undefined },
    act: (authenticity: Authenticity) => void,
  ) => {
    if (siren.publicKey === undefined) return act('unsigned')
    if (signature === undefined) return void disbelieved.unsigned++
    const verdict = options.verify(text, signature, siren.publicKey)
    const judged = (judging.get(siren.id) ?? Promise.resolve())
      .then(() => verdict)
      .then((fits) => {
        if (judging.get(siren.id) === judged) judging.delete(siren.id)
        if (fits) return act('signed')
        disbelieved.forged++
        log.warn('An answer is not signed by the siren it names', { siren: siren.id })
      })
    judging.set(siren.id, judged)
  }

  const hearSigned = (
    siren: Siren,
    part: 'state' | 'heartbeat',
    payload: Uint8Array,
    freshness: 'fresh' | 'kept',
  ) => {
    if (part === 'state') {
      const envelope = opened('report', reportSchema, payload)
      if (!envelope.ok) return void disbelieved.garbled++
      const report = envelope.value.body
      believe(siren, envelope.value, (authenticity) => {
        if (take(siren.id, { type: 'report', report, authenticity, freshness }) === 'believed')
          options.onAnswer(stateOf(siren.id), authenticity)
      })
    } else {
      const envelope = opened('heartbeat', heartbeatSchema, payload)
      if (!envelope.ok) return void disbelieved.garbled++
      const heartbeat = envelope.value.body
      believe(siren, envelope.value, () => take(siren.id, { type: 'heartbeat', heartbeat }))
    }
  }

  const hearPlain = (
    siren: Siren,
    part: 'plain/state' | 'plain/availability',
    payload: Uint8Array,
    freshness: 'fresh' | 'kept',
  ) => {
    const state = stateOf(siren.id)
    const at = clock.now()
    const heartbeat = {
      v: 1,
      siren: siren.id,
      at,
      counter: state.order?.command.counter ?? 0,
      faults: [],
    } as const
    if (part === 'plain/availability') {
      const presence = plainAvailability(payload)
      if (presence === undefined) disbelieved.garbled++
      else take(siren.id, { type: 'heartbeat', heartbeat: { ...heartbeat, presence } })
      return
    }
    const said = plainState(payload)
    if (said === undefined) return void disbelieved.garbled++
    // What the broker kept may be older than the order; an answer it can't be.
    if (freshness === 'kept') return
    const was = answerToOrder(state)?.report.condition === 'sounding' ? 'was-sounding' : 'was-quiet'
    const report = plainReport(siren, said, state.order?.command, was, at)
    if (report === undefined) {
      take(siren.id, { type: 'heartbeat', heartbeat: { ...heartbeat, presence: 'here' } })
    } else if (
      take(siren.id, { type: 'report', report, authenticity: 'unsigned', freshness }) === 'believed'
    ) {
      options.onAnswer(stateOf(siren.id), 'unsigned')
    }
  }

  return {
    disbelieved,
    state: stateOf,
    states: () => states,
    status: (siren) => statusOf(stateOf(siren), clock.now(), times),
    order(order) {
      const { siren, counter } = order.command
      if (take(siren, { type: 'order', order }) === 'disbelieved') return 'overtaken'
      if (stateOf(siren).order?.command.counter === counter) watchDeadline(siren, order.answerBy)
      return 'stands'
    },
    hear(topic, payload, freshness) {
      const parsed = parseTopic(topic)
      const siren = parsed === undefined ? undefined : registry.get(parsed.siren)
      if (parsed === undefined || siren === undefined) return void disbelieved.strangers++
      const { part } = parsed
      if (siren.kind === 'signed' && (part === 'state' || part === 'heartbeat'))
        hearSigned(siren, part, payload, freshness)
      else if (siren.kind === 'plain' && (part === 'plain/state' || part === 'plain/availability'))
        hearPlain(siren, part, payload, freshness)
      else disbelieved.strangers++
    },
    heardAll: async () => void (await Promise.all(judging.values())),
    close() {
      callOffSweep()
      for (const callOff of wakes.values()) callOff()
    },
  }
}
