/** The servers under measure, one to a process: Tocsin with a real ledger, ws and socket.io as their manuals show them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AreaCode } from '#areas'
import { instantOf, ok, silentLog, system } from '#base'
import type { Fact, Seq } from '#ledger'
import { Server as SocketIo } from 'socket.io'
import { WebSocketServer } from 'ws'
import { systemClock } from '../src/base/clock.node.ts'
import { everything, liveBatch, liveFact } from '../src/channels/stream/index.ts'
import { startLive } from '../src/channels/stream/start-live.sse.ts'
import { openSqliteLedger } from '../src/ledger/ledger.sqlite.ts'

export type ToServer =
  | { readonly start: 'tocsin' | 'ws' | 'socket.io'; readonly processes: number }
  | { readonly publish: string }
  | { readonly ask: 'settle' | 'counts' | 'stop' }

export type FromServer =
  | { readonly say: 'listening'; readonly port: number; readonly pids: readonly number[] }
  /** Nanoseconds of the machine's monotonic clock: when the order was given, and when it was durable. */
  | { readonly say: 'published'; readonly orderedAt: number; readonly durableAt: number }
  | { readonly say: 'settled' }
  | { readonly say: 'counts'; readonly counts: object }

const now = () => Number(process.hrtime.bigint())
const tell = (message: FromServer) => void process.send?.(message)
let publish: (text: string) => void | Promise<void> = () => {}
let counts = (): object => ({})
let stop = async () => {}

const noMap = { ancestors: () => [] }

async function tocsin(processes: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-fanout-'))
  const opened = await openSqliteLedger({ file: join(folder, 'ledger.sqlite'), log: silentLog })
  if (!opened.ok) throw new Error(opened.problem.code)
  const ledger = opened.value
  const batchOf = (facts: readonly Fact[]) =>
    liveBatch(
      facts.map((fact) =>
        liveFact(noMap, fact.seq, [
          { event: 'notice', data: String(fact.data['text']), areas: ['RU-LIP' as AreaCode] },
        ]),
      ),
    )
  const live = await startLive({
    host: '127.0.0.1',
    port: 0,
    httpServer: createServer((_, response) => response.end()),
    processes,
    clock: systemClock(),
    log: { ...silentLog, error: console.error },
    mode: 'drill',
    source: {
      filter: async () => ok(everything),
      head: async () => (await ledger.head()).seq,
      after: async (seq, limit) => {
        const facts = await ledger.read(seq as Seq, limit)
        return facts.length === 0 ? { after: seq, through: seq, facts: [] } : batchOf(facts)
      },
      board: async () => ({ seq: (await ledger.head()).seq, data: { board: [] } }),
    },
  })
  ledger.follow(live.head as Seq, (facts) => live.publish(batchOf(facts)))
  publish = async (text) => {
    const orderedAt = now()
    await ledger.append({
      facts: [
        {
          stream: 'alert:bench',
          at: instantOf(Date.now()),
          by: system,
          mode: 'drill',
          type: 'alert-issued',
          data: { text },
        },
      ],
      expected: {},
    })
    tell({ say: 'published', orderedAt, durableAt: now() })
  }
  counts = () => live.counts()
  stop = async () => {
    await live.close()
    await ledger.close()
    rmSync(folder, { recursive: true })
  }
  tell({ say: 'listening', port: live.port, pids: [process.pid, ...live.processIds()] })
}

function ws(): void {
  const server: WebSocketServer = new WebSocketServer(
    { port: 0, host: '127.0.0.1', perMessageDeflate: false, backlog: 4096 },
    () => tell({ say: 'listening', port: (server.address() as { port: number }).port, pids: [process.pid] }),
  )
  publish = (text) => {
    const orderedAt = now()
    for (const client of server.clients) client.send(text)
    tell({ say: 'published', orderedAt, durableAt: orderedAt })
  }
}

function socketIo(): void {
  const http = createServer()
  const server = new SocketIo(http, { transports: ['websocket'], pingInterval: 600_000 })
  http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
    tell({ say: 'listening', port: (http.address() as { port: number }).port, pids: [process.pid] }),
  )
  publish = (text) => {
    const orderedAt = now()
    server.emit('notice', text)
    tell({ say: 'published', orderedAt, durableAt: orderedAt })
  }
}

process.on('message', async (message: ToServer) => {
  if ('start' in message) {
    if (message.start === 'tocsin') await tocsin(message.processes)
    if (message.start === 'ws') ws()
    if (message.start === 'socket.io') socketIo()
  } else if ('publish' in message) await publish(message.publish)
  else if (message.ask === 'counts') tell({ say: 'counts', counts: counts() })
  else if (message.ask === 'settle') {
    globalThis.gc?.()
    tell({ say: 'settled' })
  } else {
    await stop()
    process.exit(0)
  }
})
