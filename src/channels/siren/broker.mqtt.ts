/**
 * The broker inside the server: MQTT 3.1.1 over TCP, where a siren writes only below its own topic and hears only its own
 * orders, and only the server commands. What it retains lives in memory; sirens say how they stand at each connection.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { Aedes, type Client } from 'aedes'
import type { Log } from '#base'
import { longestPayloadBytes } from './envelope.ts'
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
}

export interface Broker {
  readonly url: string
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
  | { readonly is: 'siren'; readonly siren: SirenId }
  | { readonly is: 'anyone-here' }

export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { log } = options
  const login = options.login ?? { username: 'tocsin', password: randomBytes(24).toString('base64url') }
  const roles = new WeakMap<Client, Role>()
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
    if (username === login.username)
      return password !== undefined && same(password, login.password) ? { is: 'server' } : undefined
    // A client id that is taken throws out whoever had it: nobody but the server may take the server's.
    if (client.id.startsWith('tocsin-')) return undefined
    if (username !== undefined && isSirenId(username)) {
      const may = password !== undefined && options.sirenMayEnter?.(username, password) === true
      const ownName = client.id === `siren-${username}`
      return may && ownName ? { is: 'siren', siren: username } : undefined
    }
    const here = isLoopback((client.conn as Socket).remoteAddress)
    return options.anonymous === 'loopback' && here ? { is: 'anyone-here' } : undefined
  }
  const mayWrite = (role: Role | undefined, topic: string): boolean => {
    if (role?.is === 'server') return !topic.startsWith('$')
    const parsed = parseTopic(topic)
    if (role === undefined || parsed === undefined) return false
    if (!sirenWrites.some((part) => part === parsed.part)) return false
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

  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    aedes.handle(socket)
  })
  server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1', backlog: 4_096 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let closing: Promise<void> | undefined
  return {
    url: `mqtt://${options.host ?? '127.0.0.1'}:${port}`,
    port,
    login,
    get connections() {
      return aedes.connectedClients
    },
    get refusals() {
      return refusals
    },
    close: () =>
      (closing ??= (async () => {
        const gone = new Promise<void>((resolve) => server.close(() => resolve()))
        await new Promise<void>((resolve) => aedes.close(() => resolve()))
        for (const socket of sockets) socket.destroy()
        await gone
      })()),
  }
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address ?? '')
}

/** In constant time: how long it takes tells nothing about the password. */
function same(given: Uint8Array, wanted: string): boolean {
  const digest = (it: Uint8Array | string) => createHash('sha256').update(it).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
