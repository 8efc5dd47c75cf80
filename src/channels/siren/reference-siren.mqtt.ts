/** The reference siren on its own MQTT connection: what a siren maker runs, with the sound as a callback. */
import type { Milliseconds } from '#base'
import { openLine, type LineOptions, type Login } from './line.mqtt.ts'
import { referenceSiren, type ReferenceSiren, type ReferenceSirenOptions } from './reference-siren.ts'
import { topicOf } from './topics.ts'

export interface ConnectedSirenOptions extends Omit<ReferenceSirenOptions, 'publish'> {
  readonly url: string
  /** The siren's id and its password, where the broker asks for one. */
  readonly login?: Login
  /** For `mqtts:`: the siren's certificate and key, and the authorities that the broker's must come from. */
  readonly tls?: LineOptions['tls']
  readonly protocolVersions?: readonly (4 | 5)[]
  readonly heartbeatEvery?: Milliseconds
  /** Called each time it is connected and hears its orders. */
  onUp?(): void
}

export interface ConnectedSiren {
  readonly device: ReferenceSiren
  /** Hangs up without a goodbye, as a broken cable does. It connects again by itself. */
  cut(): void
  close(): Promise<void>
}

export async function connectSiren(options: ConnectedSirenOptions): Promise<ConnectedSiren> {
  const { siren, clock, log } = options
  const device = await referenceSiren({
    ...options,
    publish: (topic, payload, keep) => {
      // What can't be said now is said at the next connection: announce() tells how things stand then.
      line.publish(topic, payload, keep).catch(() => {})
    },
  })
  const line = openLine({
    url: options.url,
    clientId: `siren-${siren}`,
    ...(options.login === undefined ? {} : { login: options.login }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(options.protocolVersions === undefined ? {} : { protocolVersions: options.protocolVersions }),
    will: () => device.will(),
    listensTo: [topicOf(siren, 'command')],
    clock,
    log,
    onMessage: (_topic, payload) => {
      device
        .receive(payload)
        .catch((error: Error) => log.error('An order could not be obeyed', { siren, why: error.message }))
    },
    onUp() {
      device.announce()
      options.onUp?.()
    },
  })
  const every = options.heartbeatEvery ?? 30_000
  let callOff: () => void
  const beat = () => {
    if (line.isUp) void device.beat()
    callOff = clock.after(every, beat)
  }
  callOff = clock.after(every, beat)
  return {
    device,
    cut: () => line.cut(),
    async close() {
      callOff()
      await line.close()
    },
  }
}
