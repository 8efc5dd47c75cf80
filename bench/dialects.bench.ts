/**
 * What dialects cost: bytes and building time while 1,500 areas are under alert, requests a second beside a file of the same
 * size (by the same HTTP server, and by nginx), and how soon a change on the board is in every answer.
 *
 * `npm run bench:dialects [-- --seconds 3] [--connections 32] [--rounds 3]`
 */
import { fork, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FromServer, List, ToServer } from './dialects-server.node.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '32' },
    rounds: { type: 'string', default: '3' },
  },
})
const [seconds, connections, rounds] = [values.seconds, values.connections, values.rounds].map(Number) as [
  number,
  number,
  number,
]
const nginx = '/usr/sbin/nginx'

const child = fork(join(import.meta.dirname, 'dialects-server.node.ts'), { stdio: 'inherit' })
const hears = () =>
  new Promise<FromServer>((resolve) => child.once('message', (it) => resolve(it as FromServer)))
const tell = async (say: ToServer['say']): Promise<bigint> => {
  const heard = hears()
  child.send({ say } satisfies ToServer)
  const answer = await heard
  return answer.say === 'done' ? BigInt(answer.atNanoseconds) : 0n
}

const first = await hears()
if (first.say !== 'listening') throw new Error('the server did not begin')
const { port, lists } = first
const files = await startNginx(lists)
console.log(
  `load ${loadavg()[0]!.toFixed(1)}, ${connections} connections, ${rounds} rounds of ${seconds} s each\n`,
)
console.log(
  '1,500 areas under alert         kB    build ms   answers/s   a file here   of it   nginx   of it',
)
for (const list of lists) {
  const own: number[] = []
  const here: number[] = []
  const there: number[] = []
  // By turns, so that what else the machine does falls on all alike.
  for (let round = 0; round < rounds; round++) {
    own.push(await perSecond(port, list.path))
    here.push(await perSecond(port, `/file/${list.dialect}`))
    if (files !== undefined) there.push(await perSecond(files.port, `/${list.dialect}`))
  }
  const [mine, file, peer] = [middle(own), middle(here), middle(there)]
  const share = (of: number | undefined) => (of === undefined ? '' : `${Math.round((100 * mine!) / of)} %`)
  console.log(
    [
      list.dialect.padEnd(24),
      (list.bytes / 1_000).toFixed(1).padStart(10),
      list.buildMilliseconds.toFixed(2).padStart(12),
      Math.round(mine!).toString().padStart(12),
      Math.round(file!).toString().padStart(14),
      share(file).padStart(8),
      (peer === undefined ? 'none' : Math.round(peer).toString()).padStart(8),
      share(peer).padStart(8),
    ].join(''),
  )
}

console.log('\nfrom the order’s answer to the first answer that shows it, ms (median and worst of 20)')
await tell('none')
for (const { dialect, path } of lists) {
  const waits: number[] = []
  for (let turn = 0; turn < 20; turn++) {
    const before = await body(path)
    const done = tell(turn % 2 === 0 ? 'issue' : 'end')
    let seenAt = 0n
    while (seenAt === 0n) if ((await body(path)) !== before) seenAt = process.hrtime.bigint()
    // What is seen before the order is answered was as soon as can be.
    waits.push(Math.max(0, Number(seenAt - (await done)) / 1e6))
  }
  const sorted = waits.toSorted((a, b) => a - b)
  console.log(
    `${dialect.padEnd(24)}${sorted[10]!.toFixed(1).padStart(10)}${sorted.at(-1)!.toFixed(1).padStart(10)}`,
  )
}
child.disconnect()
files?.stop()

async function body(path: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}${path}`)).text()
}

function middle(all: readonly number[]): number | undefined {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]
}

/** Keep-alive connections, each of which asks again as soon as it has its answer whole. */
async function perSecond(at: number, path: string): Promise<number> {
  const asked = Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
  let answers = 0
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect(at, '127.0.0.1').setNoDelay()
    let due = -1
    socket.on('data', (bytes) => {
      if (due < 0) {
        const head = bytes.indexOf('\r\n\r\n')
        const length = /content-length: (\d+)/i.exec(bytes.toString('latin1', 0, head))
        if (head < 0 || length === null || !bytes.subarray(0, 12).includes('200'))
          throw new Error(`${path}: ${bytes.toString('latin1', 0, 200)}`)
        due = head + 4 + Number(length[1])
      }
      due -= bytes.length
      if (due > 0) return
      due = -1
      answers += 1
      socket.write(asked)
    })
    socket.once('connect', () => socket.write(asked))
    return socket.on('error', () => {})
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const [before, began] = [answers, performance.now()]
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  const rate = ((answers - before) * 1_000) / (performance.now() - began)
  for (const socket of sockets) socket.destroy()
  return rate
}

async function startNginx(
  all: readonly List[],
): Promise<{ readonly port: number; stop(): void } | undefined> {
  if (!existsSync(nginx)) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-dialects-'))
  for (const { dialect, bytes } of all) writeFileSync(join(folder, dialect), Buffer.alloc(bytes, 'x'))
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port: free } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  const file = join(folder, 'nginx.conf')
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? 'user root;' : ''} worker_processes 1; pid ${folder}/pid; error_log stderr crit; daemon off;
events {} http { access_log off; keepalive_requests 10000000; default_type application/json;
server { listen 127.0.0.1:${free}; root ${folder}; } }`,
  )
  const server = spawn(nginx, ['-c', file, '-p', folder], { stdio: 'inherit' })
  await new Promise((resolve) => setTimeout(resolve, 500))
  return {
    port: free,
    stop() {
      server.once('exit', () => rmSync(folder, { recursive: true, force: true }))
      server.kill('SIGTERM')
    },
  }
}
