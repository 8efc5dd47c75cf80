/** Opens what the sirens need: registry and signing key at once, broker and channel while this server decides. */
import type { Shelf } from '#base'
import type { ChannelOpener } from '../opener.ts'
import { startBroker } from './broker.mqtt.ts'
import { readSirenList, shelfSirens, type SirenRegistry } from './registry.ts'
import { sirenChannel, type SirenChannel } from './siren-channel.mqtt.ts'
import type { SirenId } from './siren.ts'
import { sirenProver } from './siren-prover.ts'
import { ed25519PoolVerifier, newSigningKey, signingKey, type SigningKey } from './signing.node.ts'

export interface SirenDesk {
  readonly registry: SirenRegistry
  /** What sirens check orders with: Ed25519, base64url. */
  readonly commandKey: string
  /** Undefined while another server decides, or where there are no sirens at all. */
  channel: SirenChannel | undefined
  /** Called when a siren's one word changes; must not throw. */
  onStatus(listen: () => void): void
  /** Where sirens connect to, without the server's own login; empty where there is no broker. */
  brokerUrl: string
}

export const openSirens: ChannelOpener<SirenDesk> = async (around) => {
  const { shelf, clock, log, settings, modes, areas, shipped, tls } = around
  const key = await keptKey(shelf)
  const registry = await shelfSirens(shelf, (id) =>
    log.warn('A siren on the shelf can’t be read', { siren: id }),
  )
  if (registry.all().length === 0 && shipped['siren'] !== undefined) {
    const list = readSirenList(shipped['siren'], modes)
    if (list.ok) await registry.put(list.value)
    else
      log.error('The shipped list of sirens can’t be read', {
        why: list.problem.code,
        ...list.problem.details,
      })
  }
  const brokerUrl = settings.broker === 'none' ? '' : withoutLogin(settings.broker)
  const listeners: (() => void)[] = []
  const desk: SirenDesk = {
    ...{ registry, commandKey: key.publicKey, channel: undefined, brokerUrl },
    onStatus: (listen) => void listeners.push(listen),
  }
  return {
    desk,
    kept: { changedBy: ['sirens-registered', 'sirens-removed'], reload: () => registry.reload() },
    async open() {
      if (settings.broker === 'none') return []
      // Anybody on this machine may be a siren of a drill; for live each must prove which one it is.
      const anonymous = modes.includes('live') ? 'nobody' : 'loopback'
      const isRegistered = (siren: SirenId) => registry.get(siren) !== undefined
      const host = settings.mqttHost ?? '127.0.0.1'
      const broker =
        settings.broker === ''
          ? await startBroker({
              ...{ host, port: settings.mqttPort, anonymous, log },
              ...(tls?.mqtt === undefined ? {} : { tls: { kept: tls.mqtt, clock, isRegistered } }),
            })
          : undefined
      if (broker !== undefined) desk.brokerUrl = broker.url
      const channel = await sirenChannel({
        url: broker?.url ?? settings.broker,
        ...(broker === undefined ? {} : { login: broker.login, connect: () => broker.connectInside() }),
        ...(tls?.broker === undefined ? {} : { tls: tls.broker.current }),
        ...{ registry, shelf, clock, log, modes, sign: key.sign, verify: ed25519PoolVerifier() },
        contains: areas.contains,
        neighbours: areas.neighbours,
        onStatus() {
          for (const listen of listeners) listen()
        },
        onEscalation: ({ siren, notice, status, operators, nearest }) =>
          around.note({
            stream: `siren:${siren.id}`,
            type: 'siren-escalated',
            data: { siren: siren.id, notice, status, operators, nearest: nearest.map((one) => ({ ...one })) },
          }),
      })
      desk.channel = channel
      const close = async () => {
        desk.channel = undefined
        await channel.close()
        await broker?.close()
      }
      return [{ ...channel, close, prover: sirenProver(channel, registry, clock) }]
    },
  }
}

/** The key that signs orders. It is on the shelf, so that the server that takes over signs with the same one. */
async function keptKey(shelf: Shelf): Promise<SigningKey> {
  const collection = 'signing-keys'
  const kept = (await shelf.get(collection, 'sirens')) as { readonly privateKey: string } | undefined
  if (kept !== undefined) return signingKey(kept.privateKey)
  const made = newSigningKey()
  await shelf.put(collection, [{ key: 'sirens', document: { privateKey: made.privateKey } }])
  return made
}

/** The address is shown to whoever may see the sirens; the password in it commands them. */
function withoutLogin(address: string): string {
  return address.replace(/^([a-z]+:\/\/)[^/]*@/i, '$1')
}
