/**
 * The broker inside the server: MQTT 3.1.1 over TCP or TLS, where a siren writes only below its own topic and hears only
 * its own orders, and only the server commands. What it retains lives in memory; sirens say how they stand at each connection.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { duplexPair, type Duplex } from 'node:stream'
import { Aedes, type Client } from 'aedes'
import { epochMilliseconds, type Clock, type KeptTls, type Log } from '#base'
import { listenWithTls, verifiedCertificate } from '../../base/tls-listener.node.ts'
import { longestPayloadBytes } from './envelope.ts'
import { sirensNamedIn } from './certified.node.ts'
import type { Login } from './line.mqtt.ts'
import { isSirenId, type SirenId } from './siren.ts'
import { parseTopic, sirenReads, sirenWrites } from './topics.ts'

export interface BrokerOptions {
  readonly host?: string
  /** 0 takes a free one. */
  readonly port?: number
  /** `loopback` lets anybody on this machine be any siren: for the demonstration. Nobody may command without a password. */
  readonly anonymous: 'nobody' | 'loopback'
  /** Whether this is the siren's password; a siren logs in with its id as the user name. */
  sirenMayEnter?(siren: SirenId, password: Uint8Array): boolean
  readonly log: Log
  /** The server's own way in; a new password unless given. */
  readonly login?: Login
  readonly mostConnections?: number
  /**
   * With it only TLS is spoken. With authorities in it, a certificate of theirs is the way in, and the only one: it names
   * the sirens that its holder may be. Neither password nor address counts then.
   */
  readonly tls?: { readonly kept: KeptTls; readonly clock: Clock; isRegistered(siren: SirenId): boolean }
}

export interface Broker {
  readonly url: string
  /** A way in from this process, without a port: only who comes by it may log in as the server when certificates count. */
  connectInside(): Duplex
  readonly port: number
  /** The server's own way in: the only login that may publish commands. */
  readonly login: Login
  readonly connections: number
  /** Messages and subscriptions that were not allowed. */
  readonly refusals: number
  close(): Promise<void>
}

type Role =
  | { readonly is: 'server' }
  | { readonly is: 'siren'; readonly siren: SirenId; readonly by: 'password' | 'certificate' }
  | { readonly is: 'anyone-here' }

export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { log } = options
  const login = options.login ?? { username: 'tocsin', password: randomBytes(24).toString('base64url') }
  const roles = new WeakMap<Client, Role>()
  const inside = new WeakSet<Duplex>()
  const certified = options.tls?.kept.current().ca !== undefined
  let refusals = 0
  const refused = (client: Client | null, why: string, topic: string) => {
    refusals++
    log.warn('The broker refused something', {
      client: client?.id.slice(0, 64) ?? '',
      why,
      topic: topic.slice(0, 128),
    })
  }

  const roleOf = (
    client: Client,
    username: string | undefined,
    password: Uint8Array | undefined,
  ): Role | undefined => {
    if (certified && !inside.has(client.conn as Duplex)) {
      const certificate = verifiedCertificate(client.conn, epochMilliseconds(options.tls!.clock.now()))
      const named = certificate === undefined ? [] : sirensNamedIn(certificate)
      const siren = named.find((one) => client.id === `siren-${one}`)
      // A user name is none of a certificate's business; one that claims somebody else is.
      if (siren === undefined || (username ?? siren) !== siren || !options.tls!.isRegistered(siren))
        return undefined
      return { is: 'siren', siren, by: 'certificate' }
    }
    if (username === login.username)
      return password !== undefined && same(password, login.password) ? { is: 'server' } : undefined
    // A client id that is taken throws out whoever had it: nobody but the server may take the server's.
    if (client.id.startsWith('tocsin-')) return undefined
    if (username !== undefined && isSirenId(username)) {
      const may = password !== undefined && options.sirenMayEnter?.(username, password) === true
      const ownName = client.id === `siren-${username}`
      return may && ownName ? { is: 'siren', siren: username, by: 'password' } : undefined
    }
    const here = isLoopback((client.conn as Socket).remoteAddress)
    return options.anonymous === 'loopback' && here ? { is: 'anyone-here' } : undefined
  }
  const mayWrite = (role: Role | undefined, topic: string): boolean => {
    if (role?.is === 'server') return !topic.startsWith('$')
    const parsed = parseTopic(topic)
    if (role === undefined || parsed === undefined) return false
    if (!sirenWrites.some((part) => part === parsed.part)) return false
    // A siren that was struck off the list while it was connected.
    if (role.is === 'siren' && role.by === 'certificate' && !options.tls!.isRegistered(role.siren))
      return false
    return role.is === 'anyone-here' || role.siren === parsed.siren
  }
  const mayRead = (role: Role | undefined, topic: string): boolean => {
    if (role?.is === 'server') return true
    const parsed = parseTopic(topic)
    if (role === undefined || parsed === undefined) return false
    if (!sirenReads.some((part) => part === parsed.part)) return false
    return role.is === 'anyone-here' || role.siren === parsed.siren
  }

  const aedes = await Aedes.createBroker({
    concurrency: 1_000,
    queueLimit: 1_000,
    drainTimeout: 10_000,
    connectTimeout: 10_000,
    maxTopicLevels: 8,
    preConnect: (_client, _packet, done) =>
      done(null, aedes.connectedClients < (options.mostConnections ?? 18_000)),
    authenticate: (client, username, password, done) => {
      const role = roleOf(client, username, password)
      if (role === undefined) {
        refused(client, 'login', '')
        return done(Object.assign(new Error('not allowed'), { returnCode: 5 }), false)
      }
      roles.set(client, role)
      done(null, true)
    },
    authorizePublish: (client, packet, done) => {
      const role = client === null ? undefined : roles.get(client)
      if (packet.payload.length > longestPayloadBytes) {
        refused(client, 'too long', packet.topic)
        return done(new Error('the payload is too long'))
      }
      if (mayWrite(role, packet.topic)) return done(null)
      refused(client, 'publish', packet.topic)
      done(new Error('not allowed to publish there'))
    },
    authorizeSubscribe: (client, subscription, done) => {
      if (mayRead(roles.get(client), subscription.topic)) return done(null, subscription)
      refused(client, 'subscribe', subscription.topic)
      // MQTT 3.1.1 §3.9.3: 0x80 in the acknowledgement, and the connection stays.
      done(null, null)
    },
  })
  for (const event of ['clientError', 'connectionError'] as const)
    aedes.on(event, (client, error) => {
      if (error.message !== 'not allowed')
        log.info('A connection to the broker ended', {
          client: client?.id?.slice(0, 64) ?? '',
          why: error.message,
        })
    })

  const streams = new Set<Duplex>()
  const take = (stream: Duplex) => {
    streams.add(stream)
    stream.once('close', () => streams.delete(stream))
    aedes.handle(stream)
  }
  const where = { port: options.port ?? 0, host: options.host ?? '127.0.0.1' }
  const listen = () =>
    options.tls === undefined
      ? listenPlainly(where, take)
      : listenWithTls({
          ...{ ...where, tls: options.tls.kept, clock: options.tls.clock, take },
          clients: certified ? 'must' : 'may',
        })
  const listening = await listen().catch((error: unknown) => {
    // Its own timers would keep a process going that could not start.
    aedes.close()
    throw error
  })
  const { port } = listening
  let closing: Promise<void> | undefined
  return {
    url: `${options.tls === undefined ? 'mqtt' : 'mqtts'}://${shownHost(where.host, options.tls?.kept)}:${port}`,
    port,
    login,
    connectInside() {
      const [here, there] = duplexPair()
      inside.add(there)
      take(there)
      return here
    },
    get connections() {
      return aedes.connectedClients
    },
    get refusals() {
      return refusals
    },
    close: () =>
      (closing ??= (async () => {
        listening.close()
        await new Promise<void>((resolve) => aedes.close(() => resolve()))
        for (const stream of streams) stream.destroy()
      })()),
  }
}

async function listenPlainly(
  { port, host }: { readonly port: number; readonly host: string },
  take: (socket: Socket) => void,
): Promise<{ readonly port: number; close(): void }> {
  const server = createServer({ noDelay: true }, take)
  server.listen({ port, host, backlog: 4_096 })
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}

/** A certificate is made out to names, and clients compare them with the address they were given. */
function shownHost(host: string, tls: KeptTls | undefined): string {
  const name = tls?.names()[0] ?? host
  return name.includes(':') ? `[${name}]` : name
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address ?? '')
}

/** In constant time: how long it takes tells nothing about the password. */
function same(given: Uint8Array, wanted: string): boolean {
  const digest = (it: Uint8Array | string) => createHash('sha256').update(it).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
