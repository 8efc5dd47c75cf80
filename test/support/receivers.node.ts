/** Those a server tells: webhook receivers, sirens, and a reader of the live stream. They live on while servers are killed. */
import { once } from 'node:events'
import { createServer, get, type ClientRequest, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { silentLog } from '#base'
import type { Siren, SirenId } from '#channels'
import { systemClock } from '../../src/base/clock.node.ts'
import { connectSiren, type ConnectedSiren } from '../../src/channels/siren/reference-siren.mqtt.ts'
import { eventStreamReader } from '../../src/channels/stream/event-stream-reader.ts'
import { forgetfulMemory } from '../../src/channels/siren/reference-siren.ts'
import { ed25519Verifier } from '../../src/channels/siren/signing.node.ts'
import { fleetKey } from '../../src/channels/siren/simulator.mqtt.ts'
import type { Chance } from './chance.ts'
import type { HeardEvent, Told } from './crash-checks.ts'

export interface Receivers {
  /** `127.0.0.1:port`, for TOCSIN_WEBHOOK_ALLOW. */
  readonly host: string
  readonly paths: readonly string[]
  /** The webhook's id behind a path, once it is known. */
  readonly ids: Map<string, string>
  readonly told: readonly Told[]
  /** Resolves when no connection is open: what a killed server had still sent has arrived. */
  drained(): Promise<void>
  close(): Promise<void>
}

/** `/good` always takes it, `/busy` often refuses, `/slow` takes its time or never answers. */
export async function startReceivers(options: {
  readonly chance: Chance
  readonly life: () => number
}): Promise<Receivers> {
  const { chance } = options
  const told: Told[] = []
  const ids = new Map<string, string>()
  const timers = new Set<NodeJS.Timeout>()
  const later = (milliseconds: number, act: () => void) => {
    const timer = setTimeout(() => (timers.delete(timer), act()), milliseconds)
    timers.add(timer)
  }
  const answer = (path: string, response: ServerResponse) => {
    const say = (status: number) => response.writeHead(status).end()
    if (path === '/busy' && chance.happens(0.4)) return say(503)
    if (path !== '/slow') return later(chance.between(0, 10), () => say(204))
    // Never answered: the server's patience ends, or its life.
    if (!chance.happens(0.15)) later(chance.between(0, 300), () => say(204))
  }
  const server = createServer((request, response) => {
    const life = options.life()
    const path = request.url ?? ''
    let text = ''
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece))
    request.on('error', () => {})
    request.on('end', () => {
      const { data } = JSON.parse(text) as { data: { notice: string; alert: string; kind: Told['kind'] } }
      const attempt = `${data.notice}/webhook/${ids.get(path) ?? path}`
      told.push({ life, attempt, alert: data.alert, kind: data.kind })
      answer(path, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths: ['/good', '/busy', '/slow'],
    ids,
    told,
    async drained() {
      while ((await connections()) > 0) await wait(2)
    },
    async close() {
      for (const timer of timers) clearTimeout(timer)
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export interface Sirens {
  readonly told: readonly Told[]
  /** Resolves when every siren has connected since the call, or after `patience` milliseconds. */
  allUp(patience: number): Promise<void>
  close(): Promise<void>
}

/** Signs answers with the keys of a simulated fleet of this seed; half of the sounds end by themselves, half at a stop. */
export async function startSirens(options: {
  readonly url: string
  readonly sirens: readonly Siren[]
  readonly seed: string
  readonly commandKey: string
  readonly chance: Chance
  readonly life: () => number
}): Promise<Sirens> {
  const told: Told[] = []
  const clock = systemClock()
  const verify = ed25519Verifier()
  let up = new Set<SirenId>()
  let noticed = () => {}
  const connected: ConnectedSiren[] = []
  for (const { id } of options.sirens)
    connected.push(
      await connectSiren({
        ...{ url: options.url, siren: id, trusts: [options.commandKey], clock, verify, log: silentLog },
        protocolVersions: [4],
        sign: fleetKey(options.seed, id).sign,
        memory: forgetfulMemory(),
        rules: { live: 'refuse', drill: 'aloud', test: 'aloud' },
        heartbeatEvery: 5_000,
        selfTest: async () => ({ batteryPercent: 90, faults: [] }),
        onObeyed({ action, notice, alert }) {
          if (action === 'quiet-test') return
          told.push({
            ...{ life: options.life(), attempt: `${notice}/siren/${id}`, alert: alert ?? '', kind: action },
          })
        },
        sound: (_order, started, signal) =>
          new Promise((resolve) => {
            const ended = () => resolve({ faults: [] })
            signal.addEventListener('abort', ended, { once: true })
            if (options.chance.happens(0.5)) setTimeout(ended, options.chance.between(1, 200)).unref()
            started()
          }),
        onUp() {
          up.add(id)
          noticed()
        },
      }),
    )
  return {
    told,
    async allUp(patience) {
      const signal = AbortSignal.timeout(patience)
      while (up.size < options.sirens.length && !signal.aborted)
        await new Promise<void>((resolve) => {
          noticed = resolve
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
      up = new Set()
    },
    async close() {
      await Promise.all(connected.map((one) => one.close()))
    },
  }
}

export interface StreamReader {
  readonly heard: readonly HeardEvent[]
  /** How often it connected. */
  readonly connections: number
  /** Resolves when this notice has been heard; rejects after `patience` milliseconds. */
  hears(notice: string, patience: number): Promise<void>
  close(): void
}

/** Reads everything from the first fact on, and comes back with `Last-Event-ID` whenever the line breaks. */
export function startStreamReader(url: () => string): StreamReader {
  const heard: HeardEvent[] = []
  const said = new Set<string>()
  let [connections, closed] = [0, false]
  let request: ClientRequest | undefined
  const noticed = new Set<() => void>()
  const connect = () => {
    if (closed) return
    let over = false
    const again = () => {
      if (over) return
      over = true
      request?.destroy()
      setTimeout(connect, 20)
    }
    // A line cut within an event leaves half of it behind: the next one begins with nothing.
    const mine = eventStreamReader(heard.at(-1)?.id ?? '0')
    request = get(`${url()}/v1/live`, { headers: { 'Last-Event-ID': mine.lastEventId }, agent: false })
    request.on('error', again)
    request.on('response', (response) => {
      connections++
      if (response.statusCode !== 200) {
        response.resume()
        return again()
      }
      response.on('data', (bytes: Buffer) => {
        for (const { event, data, lastEventId } of mine.read(bytes)) {
          const notice = event === 'notice' ? (JSON.parse(data) as { id: string }).id : undefined
          heard.push({ event, id: lastEventId, ...(notice === undefined ? {} : { notice }) })
          if (notice !== undefined) said.add(notice)
        }
        for (const look of noticed) look()
      })
      response.on('error', again)
      response.on('close', again)
    })
  }
  connect()
  return {
    heard,
    get connections() {
      return connections
    },
    hears: (notice, patience) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          noticed.delete(look)
          reject(new Error(`the stream has not said ${notice} within ${patience} ms`))
        }, patience)
        const look = () => {
          if (!said.has(notice)) return
          clearTimeout(timer)
          noticed.delete(look)
          resolve()
        }
        noticed.add(look)
        look()
      }),
    close() {
      closed = true
      request?.destroy()
    },
  }
}
