/**
 * Readings from an MQTT broker, at least once: a message is acknowledged when what it says is durable, and what is not
 * acknowledged comes again. The broker keeps the session while nobody is here, for as long as it keeps any.
 */
import { connect as connectTcp, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { setImmediate } from 'node:timers/promises'
import { MqttClient, type IClientOptions, type IPublishPacket } from 'mqtt'
import type { Clock, Log, Milliseconds, TlsMaterial } from '#base'
import { tlsAsClient } from '../base/tls-policy.node.ts'

export interface Delivered {
  readonly topic: string
  readonly payload: Uint8Array
  readonly freshness: 'fresh' | 'kept'
}

export interface ReadingLineOptions {
  /** `mqtt://user@host:port` or `mqtts://…`. */
  readonly url: string
  /** Read anew for each connection; undefined where the address says it, or nobody asks for one. */
  readonly password: () => Promise<string | undefined>
  readonly tls?: () => TlsMaterial
  /** The session’s name at the broker: the same for every server of one installation, so that one of them has it. */
  readonly clientId: string
  readonly filters: readonly string[]
  readonly clock: Clock
  readonly log: Log
  /** All that came meanwhile, in its order. Durable when it resolves; where it throws everything comes again. */
  take(messages: readonly Delivered[]): Promise<void>
  onUp(): void
  onDown(): void
}

export interface ReadingLine {
  readonly isUp: boolean
  /** Takes what is under way to its end, then goes; the session stays. */
  close(): Promise<void>
}

const [firstWait, longestWait]: readonly Milliseconds[] = [200, 10_000]
/** The broker sends so many ahead of our acknowledgements; where it doesn’t ask (MQTT 3.1.1), reading on waits. */
const mostUnderWay = 200
/** A month: longer than any outage that a session should survive. */
const sessionSeconds = 31 * 86_400

export function openReadingLine(options: ReadingLineOptions): ReadingLine {
  const { clock, log } = options
  const versions = [5, 4] as const
  let attempt = 0
  let works: 4 | 5 | undefined
  let wait = firstWait!
  let client: MqttClient | undefined
  let [isUp, closed] = [false, false]
  let callOff: (() => void) | undefined
  let working: Promise<void> = Promise.resolve()

  const connect = async () => {
    const password = await options.password()
    if (closed) return
    const protocolVersion = works ?? versions[attempt++ % versions.length]!
    const mine = clientTo(options, password, {
      ...{
        protocolVersion,
        clientId: options.clientId,
        clean: false,
        reconnectPeriod: 0,
        resubscribe: false,
      },
      ...{ connectTimeout: 5_000, keepalive: 30, writeCache: false },
      ...(protocolVersion === 5
        ? { properties: { sessionExpiryInterval: sessionSeconds, receiveMaximum: mostUnderWay } }
        : {}),
    })
    client = mine
    let connected = false
    let waiting: { readonly packet: IPublishPacket; readonly goOn: () => void }[] = []
    let held: (() => void)[] = []
    let isTaking = false
    const takeAll = async () => {
      isTaking = true
      try {
        while (waiting.length > 0 && client === mine) {
          // A flood is read in one go, thousands of messages long; everything else has its turn between two batches of it.
          await setImmediate()
          const batch = waiting
          waiting = []
          await options.take(
            batch.map(({ packet: { topic, payload, retain } }) => ({
              ...{ topic, payload: Buffer.from(payload), freshness: retain ? 'kept' : 'fresh' },
            })),
          )
          // In the order in which they came (MQTT 3.1.1 §4.6).
          for (const { packet } of batch) acknowledge(mine, packet)
          for (const goOn of held.splice(0)) goOn()
        }
      } catch (error) {
        log.error('Readings could not be kept; the broker sends them again', { why: String(error) })
        mine.end(true)
      } finally {
        isTaking = false
        held = []
      }
    }
    // mqtt.js acknowledges when this calls back without an error, and before that reads nothing more: one message for each
    // write to the disk. With an error it acknowledges nothing and reads on; that is ours to do, once a batch is durable.
    mine.handleMessage = (packet, callback) => {
      const goOn = () => callback(new Error('acknowledged later'))
      waiting.push({ packet, goOn })
      if (waiting.length < mostUnderWay) goOn()
      else held.push(goOn)
      if (!isTaking) working = takeAll()
    }
    mine.on('connect', () => {
      connected = true
      mine.subscribe([...options.filters], { qos: 1 }, (error, grants) => {
        if (closed || client !== mine) return
        if (error === null && grants?.every(({ qos }) => (qos as number) < 128) === true) {
          ;[works, wait, isUp] = [protocolVersion, firstWait!, true]
          return options.onUp()
        }
        log.error('The broker refuses the topics of readings', { topics: options.filters.join(' ') })
        mine.end(true)
      })
    })
    mine.on('error', (error) => {
      if (works !== undefined || protocolVersion === versions.at(-1))
        log.warn('The broker of readings can’t be used', { why: error.message })
      mine.end(true)
    })
    mine.once('close', () => {
      mine.end(true)
      if (client !== mine) return
      const wasUp = isUp
      ;[isUp, client] = [false, undefined]
      if (closed) return
      if (wasUp) options.onDown()
      if (!connected && works === undefined && attempt % versions.length !== 0) return void connect()
      callOff = clock.after(wait * (0.5 + Math.random() / 2), () => void connect())
      wait = Math.min(longestWait!, wait * 2)
    })
  }
  void connect()

  return {
    get isUp() {
      return isUp
    },
    async close() {
      closed = true
      callOff?.()
      await working
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

/** PUBACK: MQTT 3.1.1 §3.4; in MQTT 5 (§3.4.2.1) one without a reason says that it was taken. */
function acknowledge(client: MqttClient, { qos, messageId }: IPublishPacket): void {
  if (qos !== 1 || messageId === undefined) return
  client.stream.write(Uint8Array.of(0x40, 2, messageId >> 8, messageId & 0xff))
}

/** Opened here: `connect` of mqtt first loads its WebSocket and its proxies for any address. */
function clientTo(
  { url, tls }: ReadingLineOptions,
  password: string | undefined,
  settings: IClientOptions,
): MqttClient {
  const address = new URL(url)
  // An IPv6 address stands in brackets in a URL (RFC 3986 §3.2.2), and without them everywhere else.
  const host = address.hostname.replace(/^\[|\]$/g, '')
  const isTls = address.protocol === 'mqtts:'
  const port = address.port === '' ? (isTls ? 8_883 : 1_883) : Number(address.port)
  const open = () =>
    isTls
      ? connectTls({
          ...{ ...tlsAsClient, ...tls?.(), host, port },
          // RFC 6066 §3: an address is no server name.
          ...(isIP(host) === 0 ? { servername: host } : {}),
        })
      : connectTcp({ host, port, noDelay: true })
  const own = address.password === '' ? undefined : decodeURIComponent(address.password)
  const secret = password ?? own
  const login =
    address.username === ''
      ? {}
      : {
          username: decodeURIComponent(address.username),
          ...(secret === undefined ? {} : { password: secret }),
        }
  return new MqttClient(open as ConstructorParameters<typeof MqttClient>[0], { ...settings, ...login })
}
