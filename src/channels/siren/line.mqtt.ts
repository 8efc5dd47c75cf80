/**
 * A connection to an MQTT broker that comes back by itself. Each new connection starts empty: nothing that was handed over
 * before is sent again behind the caller's back, because what is right to send may have changed meanwhile.
 */
import { randomBytes } from 'node:crypto'
import { connect as connectTcp, isIP, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { MqttClient, connect as connectByUrl, type IClientOptions } from 'mqtt'
import type { Clock, Log, Milliseconds, TlsMaterial } from '#base'
import { tlsAsClient } from '../../base/tls-policy.node.ts'

export interface Login {
  readonly username: string
  readonly password: string
}

export interface LineOptions {
  /** `mqtt://host:port` or `mqtts://…`. */
  readonly url: string
  /** As a function it is asked for anew for each connection. */
  readonly login?: Login | (() => Promise<Login | undefined>)
  /** For `mqtts:`: this side's certificate, and the authorities that the broker's must come from; read anew for each connection. */
  readonly tls?: () => TlsMaterial
  /** Opens the connection where no address leads: to a broker in this process. */
  readonly connect?: () => Duplex
  readonly clientId?: string
  /** Tried in this order until one works: 5 is MQTT 5, 4 is MQTT 3.1.1. */
  readonly protocolVersions?: readonly (4 | 5)[]
  /** Read anew for each connection. */
  readonly will?: () => {
    readonly topic: string
    readonly payload: string
    readonly keep?: 'retained' | 'passing'
  }
  /** Topics to listen to, with QoS 1, at each connection. */
  readonly listensTo: readonly string[]
  readonly clock: Clock
  readonly log: Log
  onMessage(topic: string, payload: Uint8Array, freshness: 'fresh' | 'kept'): void
  /** Each time the line is up and everything in `listensTo` is acknowledged. */
  onUp?(): void
  /** Each time an established line breaks. */
  onDown?(): void
}

export interface Line {
  readonly isUp: boolean
  /** The version in use, once connected. */
  readonly protocolVersion: 4 | 5 | undefined
  /** Resolves when the broker has taken it (QoS 1); rejects when the line is down or breaks first. */
  publish(topic: string, payload: string, keep: 'retained' | 'passing'): Promise<void>
  subscribe(topics: readonly string[]): Promise<void>
  /** Hangs up without a goodbye, as a broken cable does: the broker publishes the will. */
  cut(): void
  close(): Promise<void>
}

const firstWait: Milliseconds = 100
const longestWait: Milliseconds = 5_000

export function openLine(options: LineOptions): Line {
  const { clock, log } = options
  const versions = options.protocolVersions ?? [5, 4]
  const clientId = options.clientId ?? `tocsin-${randomBytes(8).toString('hex')}`
  let attempt = 0
  let wait = firstWait
  let works: 4 | 5 | undefined
  let client: MqttClient | undefined
  let isUp = false
  let closed = false
  let callOff: (() => void) | undefined
  /** What to tell those whose message the broker hasn't acknowledged. */
  const untaken = new Set<(why: Error) => void>()

  const connect = () => {
    const { login } = options
    if (typeof login !== 'function') return open(login)
    void login().then((asked) => {
      if (!closed) open(asked)
    })
  }
  const open = (login: Login | undefined) => {
    const protocolVersion = works ?? versions[attempt++ % versions.length] ?? 4
    const will = options.will?.()
    const settings: IClientOptions = {
      protocolVersion,
      clientId,
      clean: true,
      reconnectPeriod: 0,
      resubscribe: false,
      connectTimeout: 5_000,
      keepalive: 30,
      // Else 65,536 buffers are made at the first packet, one for every number it could hold: 10 MB.
      writeCache: false,
      ...login,
      ...(will === undefined
        ? {}
        : {
            will: {
              ...{ topic: will.topic, payload: Buffer.from(will.payload) },
              ...{ qos: 1, retain: will.keep === 'retained' },
            },
          }),
    }
    const mine = clientTo(options, settings)
    client = mine
    let connected = false
    mine.on('connect', () => {
      connected = true
      if (mine.stream instanceof Socket) mine.stream.setNoDelay(true)
      const up = () => {
        if (closed || client !== mine) return
        works = protocolVersion
        wait = firstWait
        isUp = true
        options.onUp?.()
      }
      if (options.listensTo.length === 0) return up()
      mine.subscribe([...options.listensTo], { qos: 1 }, (error, grants) => {
        if (error === null && grants?.every(({ qos }) => (qos as number) < 128) === true) return up()
        log.error('The broker refuses a subscription', { topics: [...options.listensTo] })
        mine.end(true)
      })
    })
    mine.on('message', (topic, payload, packet) =>
      options.onMessage(topic, payload, packet.retain ? 'kept' : 'fresh'),
    )
    mine.on('error', (error) => {
      // The address may still come up; a version that is refused is simply not spoken there.
      if (works !== undefined || protocolVersion === versions.at(-1))
        log.warn('The broker can’t be used', { why: error.message })
      mine.end(true)
    })
    mine.once('close', () => {
      mine.end(true)
      if (client !== mine) return
      const wasUp = isUp
      isUp = false
      client = undefined
      for (const reject of untaken) reject(new Error('the line broke'))
      untaken.clear()
      if (closed) return
      if (wasUp) options.onDown?.()
      // The next version is tried at once, an address that refuses only after a while.
      const another = !connected && works === undefined && attempt % versions.length !== 0
      if (another) return connect()
      callOff = clock.after(wait * (0.5 + Math.random() / 2), connect)
      wait = Math.min(longestWait, wait * 2)
    })
  }
  connect()

  return {
    get isUp() {
      return isUp
    },
    get protocolVersion() {
      return works
    },
    publish: (topic, payload, keep) =>
      new Promise((resolve, reject) => {
        if (!isUp || client === undefined) return reject(new Error('the line is down'))
        untaken.add(reject)
        client.publish(topic, payload, { qos: 1, retain: keep === 'retained' }, (error) => {
          untaken.delete(reject)
          if (error) reject(error)
          else resolve()
        })
      }),
    subscribe: (topics) =>
      new Promise((resolve, reject) => {
        if (client === undefined) return reject(new Error('the line is down'))
        client.subscribe([...topics], { qos: 1 }, (error) => (error ? reject(error) : resolve()))
      }),
    cut: () => void client?.stream.destroy(),
    async close() {
      closed = true
      callOff?.()
      const mine = client
      if (mine === undefined) return
      await new Promise<void>((resolve) => {
        // A polite end waits for acknowledgements, which from a broker that just died never come.
        const force = setTimeout(() => (mine.end(true), resolve()), 1_000)
        const ended = () => (clearTimeout(force), resolve())
        mine.once('close', ended)
        mine.end(!isUp, {}, ended)
      })
    },
  }
}

/** Plain TCP and TLS are opened here: `connect` of mqtt first loads its WebSocket and its proxies for any URL. */
function clientTo({ url, tls, connect }: LineOptions, settings: IClientOptions): MqttClient {
  const { protocol, hostname, port, username, password } = new URL(url)
  // An IPv6 address stands in brackets in a URL (RFC 3986 §3.2.2), and without them everywhere else.
  const host = hostname.replace(/^\[|\]$/g, '')
  const open =
    connect ??
    (protocol === 'mqtt:'
      ? () => connectTcp({ host, port: port === '' ? 1_883 : Number(port) })
      : protocol === 'mqtts:'
        ? () =>
            connectTls({
              ...{ ...tlsAsClient, ...tls?.(), host, port: port === '' ? 8_883 : Number(port) },
              // RFC 6066 §3: an address is no server name.
              ...(isIP(host) === 0 ? { servername: host } : {}),
            })
        : undefined)
  if (open === undefined) return connectByUrl(url, settings)
  const login =
    username === '' ? {} : { username: decodeURIComponent(username), password: decodeURIComponent(password) }
  return new MqttClient(open as ConstructorParameters<typeof MqttClient>[0], { ...login, ...settings })
}
