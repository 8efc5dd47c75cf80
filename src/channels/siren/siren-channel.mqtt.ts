/** Sirens as a channel: one signed order per siren and notice, answered by the device, repeatable without a second sound. */
import { randomBytes } from 'node:crypto'
import type { AreaCode } from '#areas'
import type { Clock, JsonObject, Log, Mode, Shelf } from '#base'
import type { Channel, ChannelStanding, Outcome, Target } from '../channel.ts'
import { shelfCounters } from './counter-store.ts'
import { sealed, type Sign, type VerifyLater } from './envelope.ts'
import { discovery, plainCommand } from './home-assistant.ts'
import { openLine, type Line, type LineOptions, type Login } from './line.mqtt.ts'
import { helpFor, type Escalation } from './nearest.ts'
import { orderFor, quietTestOrder, usualTimes, type SirenTimes } from './order.ts'
import { shelfOrderBook } from './order-book.ts'
import { outcomeOfAnswer, outcomeOfOrder } from './outcome.ts'
import type { SirenProblem } from './problems.ts'
import type { SirenRegistry } from './registry.ts'
import type { Siren, SirenId } from './siren.ts'
import type { SirenOrder, SirenState, SirenStatus } from './siren-state.ts'
import { sirenWatch, type Disbelieved } from './siren-watch.ts'
import { standingOrders } from './standing-orders.ts'
import { answersFilters, echoTopic, topicOf } from './topics.ts'
import { waitersFor } from './waiters.ts'

export interface SirenChannelOptions {
  /** The broker: `mqtt://host:port`. */
  readonly url: string
  readonly login?: Login
  readonly tls?: LineOptions['tls']
  readonly connect?: LineOptions['connect']
  /** Tried in this order; 5 then 4 (MQTT 3.1.1) unless given. */
  readonly protocolVersions?: readonly (4 | 5)[]
  readonly registry: SirenRegistry
  /** Keeps counters and the last order to each siren. One channel at a time may use it. */
  readonly shelf: Shelf
  readonly sign: Sign
  readonly verify: VerifyLater
  /** What this installation may send at all; each siren's own modes narrow it further. */
  readonly modes: readonly Mode[]
  contains(outer: AreaCode, inner: AreaCode): boolean
  neighbours?(area: AreaCode): readonly AreaCode[]
  readonly times?: Partial<SirenTimes>
  readonly clock: Clock
  readonly log: Log
  /** Once for each siren and sounding notice, when the siren failed, or said nothing by its deadline. */
  onEscalation?(escalation: Escalation): void
  /** Each change of a siren's one word. */
  onStatus?(state: SirenState, from: SirenStatus, to: SirenStatus): void
}

export interface SirenChannel extends Channel {
  /** Resolves when the broker was reached and what it had kept of the sirens' answers was read. */
  readonly ready: Promise<void>
  readonly times: SirenTimes
  readonly disbelieved: Readonly<Disbelieved>
  readonly protocolVersion: 4 | 5 | undefined
  states(): ReadonlyMap<SirenId, SirenState>
  status(siren: SirenId): SirenStatus
  /**
   * Tests sirens without a sound and resolves with what each is then. Plain sirens and those with an order that may
   * still be obeyed are left alone and reported as they are.
   */
  quietTest(sirens: readonly SirenId[]): Promise<ReadonlyMap<SirenId, SirenStatus>>
}

export async function sirenChannel(options: SirenChannelOptions): Promise<SirenChannel> {
  const { registry, clock, log } = options
  const times = { ...usualTimes, ...options.times }
  const counters = await shelfCounters(options.shelf)
  const book = await shelfOrderBook(options.shelf)
  const waiters = waitersFor(clock, times.answerWithin)
  const lateListeners: ((notice: string, target: string, outcome: Outcome) => void)[] = []
  const toldLate = new Map<SirenId, string>()
  const escalated = new Map<SirenId, string>()
  const echo = echoTopic(randomBytes(12).toString('hex'))
  let isSettled = false
  let settledSince = clock.now()
  let isClosed = false
  let isReady: () => void
  const ready = new Promise<void>((resolve) => (isReady = resolve))

  const watch = sirenWatch({
    registry,
    kept: book.kept,
    verify: options.verify,
    clock,
    log,
    times,
    onAnswer(state, authenticity) {
      // Only what is proven may move counters: anybody could write a huge one into an unsigned answer.
      if (authenticity === 'signed' && state.answer !== undefined) counters.raise(state.answer.report.counter)
      const outcome = outcomeOfOrder(state)
      if (outcome === undefined || state.order === undefined) return
      const { counter, notice } = state.order.command
      if (waiters.settle(state.siren, outcome, (it) => it === counter) > 0) {
        toldLate.set(state.siren, `${counter} ${outcome.kind}`)
      } else if (notice !== undefined && toldLate.get(state.siren) !== `${counter} ${outcome.kind}`) {
        toldLate.set(state.siren, `${counter} ${outcome.kind}`)
        for (const listen of lateListeners) listen(notice, state.siren, outcome)
      }
    },
    onStatus(state, from, to) {
      options.onStatus?.(state, from, to)
      escalate(state, to)
    },
  })
  const standing = standingOrders({
    registry,
    watch,
    contains: options.contains,
    rewrite: (order) =>
      void book
        .write(order)
        .catch(() => log.error('An order could not be kept', { siren: order.command.siren })),
  })

  const escalate = (state: SirenState, status: SirenStatus) => {
    const command = state.order?.command
    const siren = registry.get(state.siren)
    if (command?.action !== 'sound' || command.notice === undefined || siren === undefined) return
    if (status !== 'failed' && status !== 'silent' && status !== 'unknown') return
    // It confirmed this order before; that it is no longer heard is shown, but it is no call for help.
    if (status !== 'failed' && outcomeOfOrder(state)?.kind === 'confirmed') return
    if (escalated.get(siren.id) === command.notice) return
    escalated.set(siren.id, command.notice)
    const fails = (other: SirenId) => watch.status(other) === 'failed'
    const help = helpFor(siren, registry.all(), options.neighbours ?? (() => []), fails)
    options.onEscalation?.({ siren, notice: command.notice, status, ...help })
  }

  let line: Line
  line = openLine({
    url: options.url,
    ...(options.login === undefined ? {} : { login: options.login }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(options.connect === undefined ? {} : { connect: options.connect }),
    ...(options.protocolVersions === undefined ? {} : { protocolVersions: options.protocolVersions }),
    listensTo: [...answersFilters, echo],
    clock,
    log,
    onMessage(topic, payload, freshness) {
      if (topic !== echo) return watch.hear(topic, payload, freshness)
      // The broker answers in order: whatever it had kept of the sirens came before this echo.
      void watch.heardAll().then(() => {
        if (!line.isUp) return
        if (!isSettled) settledSince = clock.now()
        isSettled = true
        for (const siren of registry.all()) if (siren.kind === 'plain') publishDiscovery(siren)
        isReady()
      })
    },
    onUp() {
      log.info('Connected to the sirens’ broker', { protocolVersion: line.protocolVersion ?? 0 })
      line.publish(echo, '', 'passing').catch(() => {})
    },
    onDown() {
      if (isSettled) settledSince = clock.now()
      isSettled = false
      log.warn('The sirens’ broker is gone; orders on their way are unknown')
      waiters.settleAll(unknown('siren/line-dropped'))
    },
  })
  const publishDiscovery = (siren: Siren) => {
    const { topic, payload } = discovery(siren)
    line.publish(topic, payload, 'retained').catch(() => {})
  }

  const publish = (siren: Siren, { command }: SirenOrder): Promise<void> => {
    if (siren.kind === 'signed') {
      // A test isn't kept: it must not take the place of a stop that a siren hasn't heard.
      const keep = command.action === 'quiet-test' ? 'passing' : 'retained'
      return line.publish(
        topicOf(siren.id, 'command'),
        sealed('command', command as unknown as JsonObject, options.sign),
        keep,
      )
    }
    const payload = plainCommand(command)
    // Never retained: a relay knows no window, and would sound at its next power-up.
    return payload === undefined
      ? Promise.resolve()
      : line.publish(topicOf(siren.id, 'plain/set'), payload, 'passing')
  }

  /** Writes the order down, sends it, and waits for what becomes of it. */
  const carryOut = async (siren: Siren, order: SirenOrder, signal: AbortSignal): Promise<Outcome> => {
    const { counter } = order.command
    const overtaken = refused('siren/overtaken', 'never')
    waiters.settle(siren.id, overtaken, (older) => older < counter)
    const isKept = await book.write(order).then(
      () => true,
      () => false,
    )
    if (!isKept) {
      log.error('An order could not be written down', { siren: siren.id })
      // A stop goes out all the same: its counter is reserved, and silence harms nobody.
      if (order.command.action !== 'stop') return refused('siren/not-kept', 'later')
    }
    if (watch.state(siren.id).order?.command.counter !== counter) return overtaken
    if (isClosed) return refused('siren/closed', 'later')
    if (!isSettled) return refused('siren/broker-unreachable', 'later')
    if (signal.aborted) return refused('siren/called-off', 'later')
    const outcome = waiters.wait(siren.id, counter, signal)
    publish(siren, order).catch(() =>
      waiters.settle(siren.id, unknown('siren/line-dropped'), (it) => it === counter),
    )
    return outcome
  }

  return {
    name: 'siren',
    abilities: {
      longestText: 'any',
      confirms: 'device',
      aims: 'area',
      carries: 'sounding-levels',
      modes: options.modes,
    },
    patienceFor: times.answerWithin,
    concurrency: 2_000,
    ready,
    standing: (): ChannelStanding =>
      isSettled
        ? { state: 'working', since: settledSince }
        : { state: 'failing', since: settledSince, problem: 'siren/broker-unreachable' },
    times,
    disbelieved: watch.disbelieved,
    get protocolVersion() {
      return line.protocolVersion
    },
    states: watch.states,
    status: watch.status,
    targets: async (notice, covers) => standing.targets(notice, covers).map(asTarget),
    foreseenTargets: async (notice, covers) => standing.foreseen(notice, covers).map(asTarget),
    async send(notice, target, signal) {
      const siren = registry.get(target.id as SirenId)
      if (isClosed) return refused('siren/closed', 'later')
      if (siren === undefined) return refused('siren/not-a-siren', 'never')
      if (!options.modes.includes(notice.mode) || !siren.modes.includes(notice.mode))
        return refused('siren/mode-not-carried', 'never')
      if (signal.aborted) return refused('siren/called-off', 'later')
      if (!isSettled) return refused('siren/broker-unreachable', 'later')
      const known = watch.state(siren.id)
      if (known.order === undefined && known.answer?.report.notice === notice.id) {
        const before = outcomeOfAnswer(known.answer)
        if (before !== undefined) return before
      }
      const placed = await standing
        .place(notice, siren, clock.now(), async (othersOpen) => {
          const counter = await counters.next()
          return orderFor(notice, siren.id, counter, clock.now(), times, othersOpen())
        })
        .catch(() => refused('siren/not-kept', 'later'))
      return placed.kind === 'order' ? carryOut(siren, placed.order, signal) : placed
    },
    onLateOutcome: (listen) => void lateListeners.push(listen),
    async quietTest(ids) {
      const never = new AbortController().signal
      await Promise.all(
        ids.map(async (id) => {
          const siren = registry.get(id)
          const last = watch.state(id)
          if (last.answer?.report.condition === 'sounding') return
          const mayBeObeyed =
            last.order !== undefined &&
            last.order.command.notAfter > clock.now() &&
            outcomeOfOrder(last) === undefined
          if (siren === undefined || siren.kind === 'plain' || mayBeObeyed) return
          if (!isSettled || !options.modes.includes('test')) return
          const order = quietTestOrder(id, await counters.next(), clock.now(), times, standing.open(id))
          if (watch.order(order) === 'stands') await carryOut(siren, order, never)
        }),
      )
      return new Map(ids.map((id) => [id, watch.status(id)]))
    },
    async close() {
      if (isClosed) return
      isClosed = true
      waiters.settleAll(unknown('siren/closed'))
      watch.close()
      await line.close()
    },
  }
}

function asTarget(siren: Siren): Target {
  return { id: siren.id, areas: [siren.area] }
}

function refused(problem: SirenProblem, retry: 'never' | 'later'): Outcome {
  return { kind: 'refused', problem, retry }
}

function unknown(problem: SirenProblem): Outcome {
  return { kind: 'unknown', problem }
}
