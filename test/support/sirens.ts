/** A siren channel, a broker and real reference sirens around it, for tests: one call starts them, one stops them. */
import type { AreaCode } from '#areas'
import {
  memoryShelf,
  recordingLog,
  type Clock,
  type Mode,
  type RecordingLog,
  type Shelf,
  type TlsMaterial,
} from '#base'
import { systemClock } from '../../src/base/clock.node.ts'
import { startBroker, type Broker } from '../../src/channels/siren/broker.mqtt.ts'
import type { SirenCommand } from '../../src/channels/siren/command.ts'
import type { Login } from '../../src/channels/siren/line.mqtt.ts'
import { connectSiren, type ConnectedSiren } from '../../src/channels/siren/reference-siren.mqtt.ts'
import { forgetfulMemory, type SirenMemoryStore } from '../../src/channels/siren/reference-siren.ts'
import { shelfSirens, type SirenRegistry } from '../../src/channels/siren/registry.ts'
import {
  sirenChannel,
  type SirenChannel,
  type SirenChannelOptions,
} from '../../src/channels/siren/siren-channel.mqtt.ts'
import { ed25519PoolVerifier, ed25519Verifier, newSigningKey } from '../../src/channels/siren/signing.node.ts'
import type { Siren, SirenId } from '../../src/channels/siren/siren.ts'

/** Where sirens and channel meet: the embedded broker or any other. */
export interface Meeting {
  readonly url: string
  readonly login?: Login
  /** Breaks every connection at once. */
  fall(): Promise<void>
  close(): Promise<void>
}

export async function embeddedMeeting(): Promise<Meeting & { readonly broker: Broker }> {
  const broker = await startBroker({ anonymous: 'loopback', log: recordingLog() })
  return {
    broker,
    url: broker.url,
    login: broker.login,
    fall: () => broker.close(),
    close: () => broker.close(),
  }
}

export const commander = newSigningKey()

/** A siren entry with a key, in `area`, for drills. */
export function sirenIn(area: string, id: string, more: Partial<Siren> = {}): Siren {
  return {
    id: id as SirenId,
    name: id,
    area: area as AreaCode,
    operator: `operator of ${area}`,
    kind: 'signed',
    modes: ['drill', 'test'],
    ...more,
  }
}

/** What a test tells its siren to do; changed at any time. */
export interface Ways {
  how: 'confirm' | 'refuse' | 'silence'
  /** Called with each command it obeys, before it answers. */
  onObeyed?(command: SirenCommand): void
}

export interface TestSiren {
  readonly siren: Siren
  readonly ways: Ways
  readonly obeyed: readonly SirenCommand[]
  /** Every pattern it truly played. */
  readonly played: readonly string[]
  readonly connected: ConnectedSiren
}

/** Adds a siren with a new key to the registry and connects it; resolves when it hears its orders. */
export async function joinSiren(
  registry: SirenRegistry,
  meeting: Pick<Meeting, 'url'>,
  entry: Siren,
  more: {
    readonly memory?: SirenMemoryStore
    readonly clock?: Clock
    readonly trusts?: string
    readonly tls?: () => TlsMaterial
    /** A word of its own for live orders. */
    readonly live?: 'refuse' | 'aloud'
  } = {},
): Promise<TestSiren> {
  const key = newSigningKey()
  const siren = { ...entry, publicKey: key.publicKey }
  await registry.put([siren])
  const ways: Ways = { how: 'confirm' }
  const obeyed: SirenCommand[] = []
  const played: string[] = []
  let up: () => void
  const isUp = new Promise<void>((resolve) => (up = resolve))
  const connected = await connectSiren({
    url: meeting.url,
    protocolVersions: [4],
    siren: siren.id,
    trusts: [more.trusts ?? commander.publicKey],
    // A mute siren obeys and says nothing: its answers are signed with nobody's key.
    sign: (text) => (ways.how === 'silence' ? 'silence' : key.sign(text)),
    verify: ed25519Verifier(),
    memory: more.memory ?? forgetfulMemory(),
    ...(more.tls === undefined ? {} : { tls: more.tls }),
    rules: { live: more.live ?? 'refuse', drill: 'aloud', test: 'aloud' },
    clock: more.clock ?? systemClock(),
    log: recordingLog(),
    selfTest: async () => ({ batteryPercent: 87, faults: [] }),
    onObeyed(command) {
      obeyed.push(command)
      ways.onObeyed?.(command)
    },
    sound: ({ pattern }, started, signal) =>
      new Promise((resolve) => {
        if (ways.how === 'refuse') return resolve({ faults: ['amplifier'] })
        played.push(pattern)
        // It sounds until it is told to stop.
        signal.addEventListener('abort', () => resolve({ faults: [] }), { once: true })
        started()
      }),
    onUp: () => up(),
  })
  await isUp
  return { siren, ways, obeyed, played, connected }
}

export interface SirenWorld {
  readonly channel: SirenChannel
  readonly registry: SirenRegistry
  readonly shelf: Shelf
  readonly log: RecordingLog
}

/** A channel that is ready; areas contain only themselves unless `contains` says otherwise. */
export async function channelAt(
  meeting: Pick<Meeting, 'url' | 'login'>,
  sirens: readonly Siren[],
  more: Partial<SirenChannelOptions> = {},
): Promise<SirenWorld> {
  const shelf = more.shelf ?? memoryShelf()
  const registry = more.registry ?? (await shelfSirens(shelf))
  await registry.put(sirens)
  const log = recordingLog()
  const modes: readonly Mode[] = ['drill', 'test']
  const channel = await sirenChannel({
    url: meeting.url,
    ...(meeting.login === undefined ? {} : { login: meeting.login }),
    registry,
    shelf,
    sign: commander.sign,
    verify: ed25519PoolVerifier(),
    modes,
    contains: (outer, inner) => outer === inner,
    clock: systemClock(),
    log,
    times: { answerWithin: 3_000 },
    ...more,
  })
  await channel.ready
  return { channel, registry, shelf, log }
}
