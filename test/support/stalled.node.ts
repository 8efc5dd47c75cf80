/**
 * A server with many readers who stopped reading, in a network of its own whose buffers are small (they would take megabytes
 * each otherwise): `unshare -n … node stalled.node.ts COUNT`. Says in one line of JSON what orders took and what it cost.
 */
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startStreamReader } from './receivers.node.ts'
import { ask, keyOf, startServe } from './serve.node.ts'

export interface StalledReport {
  readonly stalled: number
  /** Milliseconds from the order to its answer, each. */
  readonly orders: readonly number[]
  /** Milliseconds from the order to the last of those who read, each. */
  readonly heard: readonly number[]
  /** Resident bytes before the stalled ones came, and at the end. */
  readonly memory: readonly [number, number]
  /** Stalled ones that the server let go. */
  readonly letGo: number
  readonly said: string
}

const orders = 30
const readers = 10
const count = Number(process.argv[2])

/** Connections that the server holds, by the ports of those at their other end: one that it closed may still have bytes on the way. */
function heldFor(readers: ReadonlySet<number>, port: number): number {
  const rows = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n'))
  const portOf = (address = '') => Number.parseInt(address.split(':')[1] ?? '', 16)
  return rows.filter((row) => {
    const [, local, remote, state] = row.trim().split(/\s+/)
    return state === established && portOf(local) === port && readers.has(portOf(remote))
  }).length
}
const established = '01'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-stalled-'))
const serving = startServe({ folder, settings: { TOCSIN_BROKER: 'none' } })
try {
  const url = await serving.ready
  const olena = keyOf(folder, 'olena')
  const order = async (path: string, body: object) => {
    const answer = await ask(url, 'POST', path, { as: olena, body })
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
    return (answer.body as { readonly alert: { readonly id: string } }).alert
  }
  const memory = async () => {
    const text = (await ask(url, 'GET', '/metrics')).body as string
    return Number(/^tocsin_process_resident_memory_bytes (\d+)/m.exec(text)?.[1])
  }
  const good = Array.from({ length: readers }, () => startStreamReader(() => url))
  const { id } = await order('/v1/alerts', { threat: 'drone', level: 'red', areas: ['RU-LIP'] })
  await order(`/v1/alerts/${id}/issue`, {})
  await Promise.all(good.map((reader) => reader.hears(`${id}.1`, 10_000)))
  const before = await memory()

  const { port } = new URL(url)
  const stalled = new Set<number>()
  for (let n = 0; n < count; n++) {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    await once(socket, 'connect')
    stalled.add(socket.localPort!)
    socket.write('GET /v1/live HTTP/1.1\r\nHost: tocsin\r\n\r\n')
    // The first bytes of an answer, and then nothing more is read.
    await once(socket, 'data')
    socket.pause()
  }

  const [took, heard]: [number[], number[]] = [[], []]
  for (let n = 0; n < orders; n++) {
    const began = performance.now()
    const texts = { en: { '1395': `DRILL. Correction ${n}. ${'Stay where you are. '.repeat(60)}` } }
    await order(`/v1/alerts/${id}/correct`, { texts })
    took.push(performance.now() - began)
    await Promise.all(good.map((reader) => reader.hears(`${id}.${n + 2}`, 10_000)))
    heard.push(performance.now() - began)
  }
  const after = await memory()
  for (const reader of good) reader.close()
  let held = count
  for (let tries = 0; held > 0 && tries < 750; tries++) {
    await wait(20)
    held = heldFor(stalled, Number(port))
  }
  const report: StalledReport = {
    ...{ stalled: count, orders: took, heard, memory: [before, after], letGo: count - held },
    said: serving.said(),
  }
  console.log(JSON.stringify(report))
} finally {
  await serving.end('SIGKILL')
  rmSync(folder, { recursive: true })
}
process.exit(0)
