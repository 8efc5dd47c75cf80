/** Opens what the sirens need: registry, broker and channel; the last two only while this server decides. */
import { type Clock, type Log, type Result, type Shelf } from '#base'
import { shelfSirens, type Channel, type Siren } from '#channels'
import { startBroker, type Broker } from '../channels/siren/broker.mqtt.ts'
import { sirenChannel } from '../channels/siren/siren-channel.mqtt.ts'
import { ed25519Verifier, type SigningKey } from '../channels/siren/signing.node.ts'
import type { AreaBook } from './area-book.ts'
import type { Config } from './config.ts'
import type { SirenDesk } from './siren-desk.ts'
import type { System } from './system.ts'

export interface SirensOpened {
  readonly desk: SirenDesk
  openChannel(system: System): Promise<readonly Channel[]>
  close(): Promise<void>
}

export interface SirensParts {
  readonly config: Pick<Config, 'broker' | 'mqttPort' | 'mode' | 'host'>
  readonly shelf: Shelf
  readonly key: SigningKey
  readonly areas: AreaBook
  readonly clock: Clock
  readonly log: Log
  /** Registered when there are none yet. */
  readonly shipped: Result<readonly Siren[]>
}

export async function openSirens(parts: SirensParts): Promise<SirensOpened> {
  const { config, shelf, key, areas, clock, log } = parts
  const registry = await shelfSirens(shelf, (id) =>
    log.warn('A siren on the shelf can’t be read', { siren: id }),
  )
  if (registry.all().length === 0 && parts.shipped.ok && parts.shipped.value.length > 0)
    await registry.put(parts.shipped.value)
  const desk: SirenDesk = {
    registry,
    channel: undefined,
    brokerUrl: config.broker === 'none' ? '' : config.broker,
  }
  let broker: Broker | undefined

  return {
    desk,
    async openChannel(system) {
      if (config.broker === 'none') return []
      if (config.broker === '')
        // Anybody on this machine may be a siren of the demonstration; the outside needs an own broker with accounts.
        broker = await startBroker({
          host: '127.0.0.1',
          port: config.mqttPort,
          anonymous: config.mode === 'live' ? 'nobody' : 'loopback',
          log,
        })
      desk.brokerUrl = broker?.url ?? config.broker
      const channel = await sirenChannel({
        url: desk.brokerUrl,
        ...(broker === undefined ? {} : { login: broker.login }),
        ...{ registry, shelf, clock, log, sign: key.sign, verify: ed25519Verifier() },
        modes: config.mode === 'live' ? ['live', 'drill', 'test'] : ['drill', 'test'],
        contains: (outer, inner) => areas.hierarchy().contains(outer, inner),
        neighbours: areas.neighbours,
        onEscalation: ({ siren, notice, status, operators, nearest }) =>
          void system.note({
            stream: `siren:${siren.id}`,
            type: 'siren-escalated',
            mode: config.mode,
            data: { siren: siren.id, notice, status, operators, nearest: nearest.map((one) => ({ ...one })) },
          }),
      })
      desk.channel = channel
      return [
        {
          ...channel,
          close: async () => {
            desk.channel = undefined
            await channel.close()
            await broker?.close()
            broker = undefined
          },
        },
      ]
    },
    async close() {
      await broker?.close()
    },
  }
}
