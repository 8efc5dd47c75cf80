/**
 * A push service on this machine: endpoints that behave as told, messages read with the phones' own keys, and everything checked
 * that a real one checks. A phone may be off: then the service keeps what a service keeps, by topic and TTL.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { checkedVapid, decrypted, newPhoneKeys, type PhoneKeys, type Vapid } from './push-service-crypto.ts'

/** How an endpoint answers. `late`: milliseconds until it does; whatever it answers, only 2xx takes the message. */
export type Behaviour =
  | { readonly status: number; readonly late?: number; readonly retryAfter?: number | string }
  | 'hangs'
  /** Takes the message, and the line breaks before an answer. */
  | 'breaks'

export interface Pushed {
  readonly phone: string
  /** What the phone shows: decrypted, or as it came for plain UnifiedPush. */
  readonly text: string
  readonly json: Record<string, unknown>
  readonly ttlSeconds: number
  readonly urgency: string | undefined
  readonly topic: string | undefined
  readonly vapid: Vapid
  readonly bytes: number
  readonly atMs: number
  readonly status: number | 'hangs' | 'breaks'
}

export interface Phone {
  readonly name: string
  readonly endpoint: string
  /** Null for plain UnifiedPush. */
  readonly keys: { readonly p256dh: string; readonly auth: string } | null
  /** What reached the phone, in order. */
  readonly got: readonly Pushed[]
  /** Every request at its endpoint, also those that were not taken. */
  readonly asked: readonly Pushed[]
  behaves(how: Behaviour): void
  /** From now on the service keeps what it takes, one of each topic. */
  switchOff(): void
  /** What was kept and is not over yet reaches it. */
  switchOn(): void
  /** The next message that reaches it and fits, or one that did already. */
  gets(fits: (pushed: Pushed) => boolean): Promise<Pushed>
}

export interface PushService {
  readonly origin: string
  /** `host:port`, for TOCSIN_PUSH_ALLOW. */
  readonly host: string
  phone(name?: string, options?: { readonly keys?: 'plain' }): Phone
  /** What a real service would have refused, in words; a test expects none. */
  readonly flaws: readonly string[]
  /** Requests that are open now. */
  readonly open: number
  /** Connections that were ever made. */
  readonly connections: number
  close(): Promise<void>
}

interface KeptPhone extends Phone {
  readonly secrets: PhoneKeys | undefined
  readonly got: Pushed[]
  readonly asked: Pushed[]
  readonly kept: Map<string, Pushed>
  readonly waiting: Set<{
    readonly fits: (pushed: Pushed) => boolean
    readonly resolve: (it: Pushed) => void
  }>
  how: Behaviour
  power: 'on' | 'off'
}

const urgencies = ['very-low', 'low', 'normal', 'high']

export async function startPushService(
  options: { readonly nowMs?: () => number; readonly publicKey?: string; readonly port?: number } = {},
): Promise<PushService> {
  const nowMs = options.nowMs ?? Date.now
  const phones = new Map<string, KeptPhone>()
  const flaws: string[] = []
  const sockets = new Set<Socket>()
  let [open, connections] = [0, 0]
  let origin = ''

  const reach = (phone: KeptPhone, pushed: Pushed) => {
    phone.got.push(pushed)
    for (const one of phone.waiting)
      if (one.fits(pushed)) {
        phone.waiting.delete(one)
        one.resolve(pushed)
      }
  }
  const take = (phone: KeptPhone, pushed: Pushed) => {
    if (phone.power === 'on') return reach(phone, pushed)
    // RFC 8030 §5.4: a newer one of the same topic takes its place.
    const key = pushed.topic ?? `${phone.kept.size}-${pushed.atMs}`
    phone.kept.delete(key)
    phone.kept.set(key, pushed)
  }

  const read = (phone: KeptPhone, request: IncomingMessage, body: Buffer): Pushed => {
    const { ttl, urgency, topic, authorization, 'content-encoding': encoding } = request.headers
    const header = (value: string | readonly string[] | undefined) => value?.toString()
    const ttlSeconds = Number(header(ttl))
    if (!/^\d+$/.test(header(ttl) ?? '')) flaws.push(`TTL ${header(ttl)} (RFC 8030 §5.2)`)
    if (urgency !== undefined && !urgencies.includes(header(urgency)!))
      flaws.push(`Urgency ${header(urgency)}`)
    if (topic !== undefined && !/^[\w-]{1,32}$/.test(header(topic)!)) flaws.push(`Topic ${header(topic)}`)
    let vapid: Vapid = { publicKey: '', aud: '', exp: 0, sub: undefined }
    try {
      vapid = checkedVapid(authorization, origin, nowMs())
      if (options.publicKey !== undefined && vapid.publicKey !== options.publicKey)
        flaws.push('signed with another key than the subscription was made with (RFC 8292 §4.2)')
    } catch (error) {
      flaws.push((error as Error).message)
    }
    let text = ''
    try {
      if (phone.secrets !== undefined && encoding !== 'aes128gcm')
        throw new Error(`Content-Encoding ${encoding}`)
      text = (phone.secrets === undefined ? body : decrypted(body, phone.secrets)).toString()
    } catch (error) {
      flaws.push((error as Error).message)
    }
    let json: Record<string, unknown> = {}
    try {
      json = JSON.parse(text) as Record<string, unknown>
    } catch {
      flaws.push(`no JSON: ${text.slice(0, 60)}`)
    }
    return {
      ...{ phone: phone.name, text, json, ttlSeconds, urgency: header(urgency), topic: header(topic), vapid },
      ...{ bytes: body.length, atMs: nowMs() },
      status: typeof phone.how === 'string' ? phone.how : phone.how.status,
    }
  }

  const answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const phone = phones.get((request.url ?? '').replace('/push/', ''))
    if (phone === undefined) return void response.writeHead(404).end()
    const { how } = phone
    const pushed = read(phone, request, body)
    phone.asked.push(pushed)
    if (how === 'hangs') return undefined
    if (how === 'breaks') {
      take(phone, pushed)
      return void request.socket.destroy()
    }
    const say = () => {
      if (how.status >= 200 && how.status < 300) take(phone, pushed)
      const retry = how.retryAfter === undefined ? {} : { 'retry-after': String(how.retryAfter) }
      response
        .writeHead(how.status, { ...retry, ...(how.status === 201 ? { location: `${origin}/m/1` } : {}) })
        .end()
    }
    if (how.late === undefined) say()
    else setTimeout(say, how.late)
    return undefined
  }

  const server = createServer((request, response) => {
    open++
    response.once('close', () => open--)
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('error', () => {})
    request.on('end', () => answer(request, response, Buffer.concat(parts)))
  })
  server.keepAliveTimeout = 60_000
  server.on('connection', (socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`

  return {
    ...{ origin, host: `127.0.0.1:${port}`, flaws },
    get open() {
      return open
    },
    get connections() {
      return connections
    },
    phone(name = `phone-${phones.size + 1}`, { keys } = {}) {
      const secrets = keys === 'plain' ? undefined : newPhoneKeys()
      const phone: KeptPhone = {
        ...{ name, endpoint: `${origin}/push/${name}`, keys: secrets?.keys ?? null, secrets },
        ...{ got: [], asked: [], kept: new Map(), waiting: new Set(), how: { status: 201 }, power: 'on' },
        behaves: (how) => void (phone.how = how),
        switchOff: () => void (phone.power = 'off'),
        switchOn() {
          phone.power = 'on'
          for (const pushed of phone.kept.values())
            if (pushed.atMs + pushed.ttlSeconds * 1_000 > nowMs()) reach(phone, pushed)
          phone.kept.clear()
        },
        gets(fits) {
          const found = phone.got.find(fits)
          if (found !== undefined) return Promise.resolve(found)
          return new Promise((resolve) => phone.waiting.add({ fits, resolve }))
        },
      }
      phones.set(name, phone)
      return phone
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
