/**
 * What a live stream costs over TLS, beside the plain one: bytes a connection and milliseconds of work.
 *
 * `node bench/live-tls.bench.ts --readers 2000`
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect as connectPlainly, type Socket } from 'node:net'
import { connect } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { testAuthority } from '../test/support/tls.node.ts'

/** Counts what a reader has heard, and keeps only the beginning. */
class Heard {
  readonly socket: Socket
  #text = ''
  #bytes = 0
  #check = () => {}
  constructor(socket: Socket) {
    this.socket = socket
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length
      if (this.#text.length < 2_000) this.#text += chunk.toString('latin1')
      this.#check()
    })
  }
  until(seen: (text: string) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#check = () => void (seen(this.#text) && resolve())
      this.#check()
    })
  }
  untilBytes(more: number): Promise<void> {
    const goal = this.#bytes + more
    return new Promise((resolve, reject) => {
      this.socket.once('close', () => reject(new Error('let go')))
      this.#check = () => void (this.#bytes >= goal && resolve())
    })
  }
}

const { values } = parseArgs({ options: { readers: { type: 'string', default: '2000' } } })
const readers = Number(values.readers)
const authority = testAuthority()
const own = authority.server()
const ca = authority.made.pem

interface Told {
  readonly rss: number
  readonly cpu: { readonly user: number; readonly system: number }
  readonly counts: { readonly connections: number; readonly droppedSlow: number }
}

const rows: object[] = []
for (const kind of ['plain', 'tls'] as const) {
  const file = fileURLToPath(new URL('live-tls-server.node.ts', import.meta.url))
  const server = fork(file, [own.key, own.certificate], { execArgv: ['--expose-gc'] })
  const [ports] = (await once(server, 'message')) as [{ readonly plain: number; readonly tls: number }]
  const ask = async (message: object): Promise<Told> => {
    server.send(message)
    return ((await once(server, 'message')) as [Told])[0]
  }
  const open = async (): Promise<Heard> => {
    const port = ports[kind]
    const socket = kind === 'tls' ? connect({ port, servername: 'localhost', ca }) : connectPlainly(port)
    socket.write('GET /v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const heard = new Heard(socket)
    await heard.until((text) => text.includes('the board'))
    return heard
  }
  for (let n = 0; n < 100; n++) (await open()).socket.destroy()
  const before = await ask({ ask: 'settle' })
  const all: Heard[] = []
  const begun = performance.now()
  while (all.length < readers) all.push(...(await Promise.all(Array.from({ length: 50 }, open))))
  const opening = performance.now() - begun
  const idle = await ask({ ask: 'settle' })
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const from = performance.now()
    const heard = all.map((one) => one.untilBytes(1_600))
    await ask({ ask: 'publish' })
    await Promise.all(heard)
    times.push(performance.now() - from)
  }
  const after = await ask({ ask: 'settle' })
  // Sixty in one breath, 100 kB a reader: none who reads may be let go for it.
  const burst = all.map((one) => one.untilBytes(60 * 1_600))
  await ask({ ask: 'publish', count: 60 })
  await Promise.all(burst)
  const end = await ask({ ask: 'settle' })
  rows.push({
    ...{ kind, readers: end.counts.connections, dropped: end.counts.droppedSlow },
    'bytes, idle': Math.round((idle.rss - before.rss) / readers),
    'bytes, after 5 events': Math.round((after.rss - before.rss) / readers),
    'opening, ms CPU each': (
      (idle.cpu.user + idle.cpu.system - before.cpu.user - before.cpu.system) /
      1_000 /
      readers
    ).toFixed(2),
    'opening, ms in all': Math.round(opening),
    'to the last, ms median': Math.round(times.toSorted((a, b) => a - b)[2]!),
  })
  server.send({ ask: 'stop' })
  for (const { socket } of all) socket.destroy()
  await once(server, 'exit')
}
console.table(rows)
process.exit(0)
