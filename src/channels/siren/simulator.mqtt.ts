/** Runs a fleet of reference sirens in one process, some of which misbehave, and tells the truth about each. */
import { createHash } from 'node:crypto'
import type { Clock, Log, Milliseconds, TlsMaterial } from '#base'
import { behavioursOf, type Behaviour, type FleetShares } from './fleet.ts'
import { openLine, type Line, type Login } from './line.mqtt.ts'
import { cautiousRules, type ModeRules } from './command.ts'
import { forgetfulMemory, referenceSiren, type ReferenceSiren } from './reference-siren.ts'
import { ed25519Verifier, signingKey, type SigningKey } from './signing.node.ts'
import type { Siren, SirenId } from './siren.ts'
import { parseTopic, topicOf } from './topics.ts'

export interface FleetOptions extends FleetShares {
  readonly url: string
  readonly login?: Login
  /** For `mqtts:`: each siren's own certificate; with shared connections, the first one's. */
  readonly tlsOf?: (siren: SirenId) => TlsMaterial
  readonly sirens: readonly SirenId[]
  /** Public keys of those who may command the fleet. */
  readonly trusts: readonly string[]
  readonly seed: string
  /** One connection for each siren unless given; shared ones carry no will. */
  readonly connections?: number
  /** `seed-keys` sign with keys made from the seed (see `withFleetKeys`). */
  readonly answers?: 'seed-keys' | 'unsigned'
  /** What pretended sirens do in each mode; they make no sound, so they may do it in drills. */
  readonly rules?: ModeRules
  /** How long after the order a late siren answers. */
  readonly lateBy?: Milliseconds
  readonly heartbeatEvery?: Milliseconds
  readonly clock: Clock
  readonly log: Log
  onSound?(siren: SirenId, pattern: string): void
}

export interface Fleet {
  /** What each siren was made to do. */
  readonly truth: ReadonlyMap<SirenId, Behaviour>
  /** Sirens whose sound is running. */
  readonly sounding: number
  close(): Promise<void>
}

/** The key a simulated siren of this seed signs with. For simulations only: whoever knows the seed has the key. */
export function fleetKey(seed: string, siren: SirenId): SigningKey {
  return signingKey(createHash('sha256').update(`fleet/${seed}/${siren}`).digest('base64url'))
}

/** The sirens with the public keys of a simulated fleet, for the registry. */
export function withFleetKeys(sirens: readonly Siren[], seed: string): readonly Siren[] {
  return sirens.map((siren) => ({ ...siren, publicKey: fleetKey(seed, siren.id).publicKey }))
}

/** Resolves when every siren that isn't offline is connected and hears its orders. */
export async function runFleet(options: FleetOptions): Promise<Fleet> {
  const { clock, log, tlsOf } = options
  const truth = behavioursOf(options.sirens, options, options.seed)
  const online = options.sirens.filter((siren) => truth.get(siren) !== 'offline')
  const shared = options.connections !== undefined
  const lineCount = Math.min(online.length, options.connections ?? online.length)
  const verify = ed25519Verifier()
  const callOffs = new Set<() => void>()
  const lines: Line[] = []
  let sounding = 0

  const later = (wait: Milliseconds, act: () => void) => {
    const callOff = clock.after(wait, () => {
      callOffs.delete(callOff)
      act()
    })
    callOffs.add(callOff)
    return callOff
  }

  const pretend = async (siren: SirenId, line: () => Line): Promise<ReferenceSiren> => {
    const behaviour = truth.get(siren) ?? 'works'
    const device = await referenceSiren({
      siren,
      trusts: options.trusts,
      ...(options.answers === 'unsigned' ? {} : { sign: fleetKey(options.seed, siren).sign }),
      verify,
      memory: forgetfulMemory(),
      rules: options.rules ?? { ...cautiousRules, drill: 'aloud' },
      clock,
      log,
      selfTest: async () => ({ batteryPercent: 95, faults: [] }),
      sound: ({ pattern, seconds }, started, signal) =>
        new Promise((resolve) => {
          if (behaviour === 'fails') return resolve({ faults: ['amplifier'] })
          options.onSound?.(siren, pattern)
          sounding++
          const ended = () => {
            sounding--
            callOff()
            resolve({ faults: [] })
          }
          const callOff = later(seconds * 1_000, () => {
            signal.removeEventListener('abort', ended)
            ended()
          })
          signal.addEventListener('abort', ended, { once: true })
          started()
        }),
      publish(topic, payload, keep) {
        const say = () =>
          void line()
            .publish(topic, payload, keep)
            .catch(() => {})
        const isAnswer =
          parseTopic(topic)?.part === 'state' && device !== undefined && device.report.counter > 0
        if (!isAnswer) say()
        else if (behaviour === 'late') later(options.lateBy ?? 15_000, say)
        else if (behaviour !== 'mute') say()
      },
    })
    return device
  }

  const connect = (some: readonly SirenId[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const [first] = some
      if (first === undefined) return resolve()
      const devices = new Map<SirenId, ReferenceSiren>()
      let line: Line
      Promise.all(some.map(async (siren) => void devices.set(siren, await pretend(siren, () => line)))).then(
        () => {
          const only = shared ? undefined : devices.get(first)
          line = openLine({
            url: options.url,
            protocolVersions: [4],
            clientId: shared ? `fleet-${options.seed}-${lines.length}` : `siren-${first}`,
            ...(options.login === undefined ? {} : { login: options.login }),
            ...(tlsOf === undefined ? {} : { tls: () => tlsOf(first) }),
            ...(only === undefined ? {} : { will: () => only.will() }),
            listensTo: some.map((siren) => topicOf(siren, 'command')),
            clock,
            log,
            onMessage(topic, payload) {
              const siren = parseTopic(topic)?.siren
              void devices.get(siren as SirenId)?.receive(payload)
            },
            onUp() {
              for (const device of devices.values()) device.announce()
              resolve()
            },
          })
          lines.push(line)
          const every = options.heartbeatEvery ?? 30_000
          const beat = () => {
            if (line.isUp) for (const device of devices.values()) void device.beat()
            later(every, beat)
          }
          // Spread over the interval, so that a thousand hearts don't beat at once.
          later((every * (lines.length % 100)) / 100, beat)
        },
        reject,
      )
    })

  const groups = Array.from({ length: lineCount }, (_, index) =>
    online.filter((_siren, place) => place % lineCount === index),
  )
  // A hundred at a time: a broker's queue of new connections is short.
  for (let from = 0; from < groups.length; from += 100)
    await Promise.all(groups.slice(from, from + 100).map(connect))

  return {
    truth,
    get sounding() {
      return sounding
    },
    async close() {
      for (const callOff of callOffs) callOff()
      await Promise.all(lines.map((line) => line.close()))
    },
  }
}
