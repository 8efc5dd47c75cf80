/** What a siren does with what it is told: checks, writes down, obeys, and says how it went. Transport and clock are given. */
import { ok, refuse, type Clock, type JsonObject, type Log, type Mode, type Result } from '#base'
import {
  acceptCommand,
  cautiousRules,
  commandSchema,
  nothingAccepted,
  type CommandRefusal,
  type ModeRules,
  type SirenCommand,
  type SirenMemory,
} from './command.ts'
import { opened, sealed, type Sign, type Verify } from './envelope.ts'
import type { Condition, SirenHeartbeat, SirenReport } from './report.ts'
import type { SirenId, SirenPattern } from './siren.ts'
import { topicOf } from './topics.ts'

/** Where a siren keeps its last command; `save` is durable when it resolves. */
export interface SirenMemoryStore {
  load(): Promise<SirenMemory | undefined>
  save(memory: SirenMemory): Promise<void>
}

export interface SelfTest {
  readonly batteryPercent?: number
  /** Short names of what is broken. */
  readonly faults: readonly string[]
}

export interface ReferenceSirenOptions {
  readonly siren: SirenId
  /** Public keys of those who may command it. */
  readonly trusts: readonly string[]
  /** Signs its answers; without it they go out unsigned. */
  readonly sign?: Sign
  readonly verify: Verify
  readonly memory: SirenMemoryStore
  readonly rules?: ModeRules
  readonly clock: Clock
  readonly log: Log
  /**
   * Makes the sound and resolves with what broke when it ends; stops at once when the signal says so.
   * `started` is called when it is truly to be heard: only then does the siren say that it sounds.
   */
  sound(
    order: { readonly pattern: SirenPattern; readonly seconds: number; readonly mode: Mode },
    started: () => void,
    signal: AbortSignal,
  ): Promise<{ readonly faults: readonly string[] }>
  selfTest(): Promise<SelfTest>
  /** Once for each command that it obeys, before it does; never for a repeat. */
  onObeyed?(command: SirenCommand): void
  publish(topic: string, payload: string, keep: 'retained' | 'passing'): void
}

export interface ReferenceSiren {
  /** Takes a payload from its command topic; resolves when it was judged and, if obeyed, begun. */
  receive(payload: Uint8Array): Promise<Result<void, CommandRefusal | 'siren/garbled'>>
  /** Says how things stand; called at each connection. */
  announce(): void
  beat(): Promise<void>
  /** What the broker should publish when the connection breaks. */
  will(): { readonly topic: string; readonly payload: string }
  readonly report: SirenReport
}

/** Wakes a siren with what it remembers. A power cut while it sounded is a fault that it reports, not a thing it forgets. */
export async function referenceSiren(options: ReferenceSirenOptions): Promise<ReferenceSiren> {
  const { siren, clock, log } = options
  const rules = options.rules ?? cautiousRules
  let memory = (await options.memory.load()) ?? nothingAccepted
  const wasInterrupted = memory.left === 'sounding'
  // What was cut short may be ordered again.
  if (wasInterrupted) memory = { ...memory, sounded: memory.sounded?.slice(0, -1) ?? [] }
  let answer: Pick<SirenReport, 'condition' | 'notice' | 'mode' | 'how'> = {
    condition: wasInterrupted ? 'failed' : 'ready',
  }
  let health: SelfTest = await options.selfTest()
  /** What broke while obeying the last command, on top of what the self-test finds. */
  let broke: readonly string[] = wasInterrupted ? ['interrupted'] : []
  let refusals = 0
  let refused: SirenReport['refused']
  let sounding: { counter: number; readonly stop: AbortController } | undefined
  /** The alerts that it sounded for and that haven't ended: only their all-clear is played. */
  const soundedFor = new Set<string>()
  let judging: Promise<unknown> = Promise.resolve()
  let saving: Promise<void> = Promise.resolve()

  const vital = () => ({
    v: 1 as const,
    siren,
    at: clock.now(),
    counter: memory.lastCounter,
    faults: [...new Set([...health.faults, ...broke])].slice(0, 16),
    ...(health.batteryPercent === undefined ? {} : { batteryPercent: health.batteryPercent }),
  })
  const report = (): SirenReport => ({
    ...vital(),
    ...answer,
    refusals,
    ...(refused === undefined ? {} : { refused }),
  })
  const heartbeat = (presence: SirenHeartbeat['presence']): SirenHeartbeat => ({ ...vital(), presence })
  const announce = () =>
    options.publish(
      topicOf(siren, 'state'),
      sealed('report', report() as unknown as JsonObject, options.sign),
      'retained',
    )
  const is = (condition: Condition, command: SirenCommand, how: 'aloud' | 'said-only') => {
    answer = {
      condition,
      mode: command.mode,
      how,
      ...(command.notice === undefined ? {} : { notice: command.notice }),
    }
    announce()
  }

  /** One after another; `then` runs in the same breath as the change, so that no answer mixes old and new. */
  const remember = (change: (kept: SirenMemory) => SirenMemory, then: () => void = () => {}) => {
    saving = saving
      .catch(() => {})
      .then(async () => {
        const next = change(memory)
        await options.memory.save(next)
        memory = next
        then()
      })
    return saving
  }

  const judge = async (payload: Uint8Array): Promise<Result<void, CommandRefusal | 'siren/garbled'>> => {
    const envelope = opened('command', commandSchema, payload)
    if (!envelope.ok) return refusedBy(envelope.problem.code, undefined)
    const { body: command, text, signature } = envelope.value
    const genuine =
      signature !== undefined && options.trusts.some((key) => options.verify(text, signature, key))
    const accepted = acceptCommand(
      { siren, rules, memory },
      { command, text, signature: genuine ? 'valid' : 'forged' },
      clock.now(),
    )
    if (!accepted.ok) return refusedBy(accepted.problem.code, command)
    if (accepted.value.do === 'answer-again') {
      announce()
      return ok()
    }
    if (accepted.value.do === 'answer-anew') {
      const { memory: next, how } = accepted.value
      await remember(
        () => next,
        () => {
          if (sounding !== undefined) sounding.counter = command.counter
          is(sounding === undefined ? 'passed' : 'sounding', command, how)
        },
      )
      return ok()
    }
    // Written down, then done: after a power cut the same command must not sound a second time.
    const { memory: next, how } = accepted.value
    await remember(
      () => next,
      () => {
        broke = []
        options.onObeyed?.(command)
        perform(command, how)
      },
    )
    return ok()
  }

  const refusedBy = (problem: CommandRefusal | 'siren/garbled', command: SirenCommand | undefined) => {
    refusals++
    const hides = problem === 'siren/forged' || problem === 'siren/misaddressed' || command === undefined
    refused = { problem, at: clock.now(), ...(hides ? {} : { counter: command.counter }) }
    log.warn('A command was refused', { siren, problem })
    announce()
    return refuse(problem)
  }

  const hush = () => {
    sounding?.stop.abort()
    // What it was sounding no longer answers for the siren, whenever it ends.
    sounding = undefined
  }

  const perform = (command: SirenCommand, how: 'aloud' | 'said-only') => {
    switch (command.action) {
      case 'sound':
        hush()
        if (command.alert !== undefined) noteSounded(command.alert)
        if (how === 'said-only') is('passed', command, how)
        else play(command, command.pattern, command.seconds, 'passed')
        return
      case 'stop': {
        hush()
        const wasForIt = command.alert !== undefined && soundedFor.delete(command.alert)
        if (how === 'aloud' && wasForIt && command.pattern !== undefined)
          play(command, command.pattern, command.seconds ?? 1, 'stopped')
        else is('stopped', command, how)
        return
      }
      case 'quiet-test':
        // While it sounds there is nothing to test quietly: that it sounds is the answer.
        if (sounding !== undefined) return announce()
        void options.selfTest().then(
          (found) => {
            health = found
            is(found.faults.length === 0 ? 'passed' : 'failed', command, 'said-only')
          },
          () => {
            broke = ['self-test']
            is('failed', command, 'said-only')
          },
        )
    }
  }

  const noteSounded = (alert: string) => {
    soundedFor.add(alert)
    for (const oldest of soundedFor) if (soundedFor.size > 32) soundedFor.delete(oldest)
  }

  const play = (command: SirenCommand, pattern: SirenPattern, seconds: number, end: 'passed' | 'stopped') => {
    const stop = new AbortController()
    const mine = { counter: command.counter, stop }
    sounding = mine
    const started = () => {
      // A stop that is followed by its all-clear has already stopped what it was to stop.
      if (sounding === mine) is(end === 'stopped' ? 'stopped' : 'sounding', command, 'aloud')
    }
    const ended = (faults: readonly string[]) => {
      if (sounding !== mine) return // a newer command answers for the siren now
      sounding = undefined
      broke = faults
      const wentWell = faults.length === 0
      const without = (kept: SirenMemory) =>
        wentWell ? {} : { sounded: (kept.sounded ?? []).filter((notice) => notice !== command.notice) }
      remember((kept) =>
        kept.lastCounter === mine.counter ? { ...kept, left: 'done', ...without(kept) } : kept,
      ).catch(() => log.error('The memory can’t be written', { siren }))
      is(faults.length === 0 ? end : 'failed', command, 'aloud')
    }
    options.sound({ pattern, seconds, mode: command.mode }, started, stop.signal).then(
      ({ faults }) => ended(faults),
      () => ended(['sound']),
    )
  }

  return {
    receive(payload) {
      const judged = judging.then(() => judge(payload))
      judging = judged.catch(() => {})
      return judged
    },
    announce,
    async beat() {
      health = await options.selfTest().catch(() => ({ faults: ['self-test'] }))
      const payload = sealed('heartbeat', heartbeat('here') as unknown as JsonObject, options.sign)
      options.publish(topicOf(siren, 'heartbeat'), payload, 'passing')
    },
    will: () => ({
      topic: topicOf(siren, 'heartbeat'),
      payload: sealed('heartbeat', heartbeat('gone') as unknown as JsonObject, options.sign),
    }),
    get report() {
      return report()
    },
  }
}

/** A memory that forgets at power-off: for tests and simulations only. */
export function forgetfulMemory(): SirenMemoryStore {
  let kept: SirenMemory | undefined
  return {
    load: async () => kept,
    save: async (memory) => {
      kept = memory
    },
  }
}
