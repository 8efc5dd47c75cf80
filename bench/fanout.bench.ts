/**
 * How long until the last of N clients has heard of a fact, what an idle connection costs, and what a delivery costs,
 * beside others in the same run. Clients, servers and the machine's other work share its processors: read the ratios.
 *
 * `npx node --expose-gc bench/fanout.bench.ts [--n 1000,5000,18000,36000] [--peers ws,socket.io,nchan,nats | none]
 * [--rounds 15] [--stalled 10000]`
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { markOf, type FromClient, type Kind, type ToClient } from './fanout-client.node.ts'
import { startNats, startNchan, type Peer } from './fanout-peers.node.ts'
import type { FromServer, ToServer } from './fanout-server.node.ts'

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '1000,5000,18000,36000' },
    peers: { type: 'string', default: 'ws,socket.io,nchan,nats' },
    rounds: { type: 'string', default: '15' },
    stalled: { type: 'string' },
    inside: { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
/** A process may open 20,000 files on many machines; the rest is for the process itself. */
const mostPerProcess = 18_500

interface Contender {
  readonly name: string
  readonly kind: Kind
  readonly path: string
  readonly port: number
  readonly pids: readonly number[]
  /** When the fact was durable (Tocsin) or the order was given (the others, which keep nothing), and when it was ordered. */
  publish(text: string): Promise<{ readonly at: number; readonly orderedAt: number }>
  settle(): Promise<void>
  counts(): Promise<object>
  stop(): Promise<void>
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

function hears<Message>(
  child: ChildProcess,
  wanted: (message: Message) => boolean,
  within = 120_000,
): Promise<Message> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), within)
    const listen = (message: unknown) => {
      if (!wanted(message as Message)) return
      clearTimeout(timer)
      child.removeListener('message', listen)
      resolve(message as Message)
    }
    child.on('message', listen)
  })
}

async function own(name: 'tocsin' | 'ws' | 'socket.io', processes: number): Promise<Contender> {
  const child = fork(new URL('./fanout-server.node.ts', import.meta.url), { execArgv: ['--expose-gc'] })
  const send = (message: ToServer) => void child.send(message)
  const heard = <Say extends FromServer['say']>(say: Say) =>
    hears<Extract<FromServer, { say: Say }>>(child, (message) => message.say === say)
  const listening = heard('listening')
  send({ start: name, processes })
  const { port, pids } = await listening
  return {
    name: name === 'tocsin' ? (processes > 0 ? `tocsin, ${processes} processes` : 'tocsin') : name,
    kind: name === 'tocsin' ? 'sse' : name === 'ws' ? 'ws' : 'socket.io',
    path: name === 'tocsin' ? '/v1/live' : name === 'ws' ? '/' : '/socket.io/?EIO=4&transport=websocket',
    port,
    pids,
    async publish(text) {
      const published = heard('published')
      send({ publish: text })
      const { durableAt, orderedAt } = await published
      return { at: durableAt, orderedAt }
    },
    async settle() {
      const settled = heard('settled')
      send({ ask: 'settle' })
      await settled
    },
    async counts() {
      const counts = heard('counts')
      send({ ask: 'counts' })
      return (await counts).counts
    },
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      send({ ask: 'stop' })
      await exited
    },
  }
}

function foreign(name: string, kind: Kind, peer: Peer | undefined): Contender | undefined {
  if (peer === undefined) return undefined
  return {
    name,
    kind,
    path: peer.path,
    port: peer.port,
    pids: peer.pids,
    async publish(text) {
      const at = peer.publish(text)
      return { at, orderedAt: at }
    },
    settle: async () => {},
    counts: async () => ({}),
    stop: () => peer.stop(),
  }
}

const status = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
const memoryOf = (pids: readonly number[]) => pids.reduce((sum, pid) => sum + status(pid), 0)
/** Seconds of processor time, user and system (100 ticks a second). */
const processorOf = (pids: readonly number[]) =>
  pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return sum + (Number(fields[11]) + Number(fields[12])) / 100
  }, 0)

interface Crowd {
  readonly size: number
  expect(round: number): Promise<number>
  leave(): void
}

let crowds = 0
async function crowd(contender: Contender, size: number, stall = false): Promise<Crowd> {
  const processes = Math.max(2, Math.ceil(size / 12_000))
  const children = Array.from({ length: processes }, () =>
    fork(new URL('./fanout-client.node.ts', import.meta.url)),
  )
  let failed = 0
  await Promise.all(
    children.map(async (child, i) => {
      const clients = Math.floor(size / processes) + (i < size % processes ? 1 : 0)
      const opened = hears<Extract<FromClient, { say: 'open' }>>(child, ({ say }) => say === 'open')
      const number = crowds++ % 250
      child.send({
        open: { kind: contender.kind, port: contender.port, path: contender.path, clients, number, stall },
      } satisfies ToClient)
      failed += (await opened).failed
    }),
  )
  if (failed > 0) console.error(`${contender.name}: ${failed} of ${size} connections failed`)
  return {
    size: size - failed,
    async expect(round) {
      const last = await Promise.all(
        children.map((child) => {
          const heard = hears<Extract<FromClient, { say: 'heard' }>>(
            child,
            (message) => message.say === 'heard' && message.round === round,
          )
          child.send({ expect: round } satisfies ToClient)
          return heard
        }),
      )
      return Math.max(...last.map(({ lastAt }) => lastAt))
    },
    leave: () => children.forEach((child) => child.kill('SIGKILL')),
  }
}

/** About what a notice in three languages weighs. */
const textOf = (round: number, bytes = 1_600) =>
  '{"text":"' + 'дрон '.repeat(bytes / 9) + '"}' + markOf(round)

interface Row {
  readonly name: string
  readonly n: number
  readonly median: number
  readonly worst: number
  readonly fromOrder: number
  readonly bytes: number
  readonly bytesAfter: number
  readonly processor: number
}

const middle = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] as number

async function measure(contender: Contender, n: number): Promise<Row> {
  const warm = await crowd(contender, 20)
  await warm.expect.length
  warm.leave()
  await wait(500)
  await contender.settle()
  const before = memoryOf(contender.pids)
  const clients = await crowd(contender, n)
  await wait(1_000)
  await contender.settle()
  const bytes = (memoryOf(contender.pids) - before) / clients.size
  const times: number[] = []
  const orders: number[] = []
  let used = 0
  for (let round = 1; round <= rounds + 2; round++) {
    const heard = clients.expect(round)
    await wait(150)
    const processor = processorOf(contender.pids)
    const { at, orderedAt } = await contender.publish(textOf(round))
    const last = await heard
    await wait(50)
    // Two rounds to warm up.
    if (round <= 2) continue
    used += processorOf(contender.pids) - processor
    times.push((last - at) / 1e6)
    orders.push((last - orderedAt) / 1e6)
  }
  await contender.settle()
  const bytesAfter = (memoryOf(contender.pids) - before) / clients.size
  clients.leave()
  return {
    name: contender.name,
    n: clients.size,
    median: middle(times),
    worst: Math.max(...times),
    fromOrder: middle(orders),
    bytes,
    bytesAfter,
    processor: (used * 1e6) / (rounds * clients.size),
  }
}

async function contenders(n: number): Promise<(() => Promise<Contender | undefined>)[]> {
  const wanted = new Set(values.peers === 'none' ? [] : values.peers.split(','))
  const servers = Math.ceil(n / mostPerProcess)
  const all: (() => Promise<Contender | undefined>)[] = [() => own('tocsin', servers > 1 ? servers : 0)]
  if (wanted.has('nchan'))
    all.push(async () =>
      foreign(
        servers > 1 ? `nginx + nchan, ${servers} workers` : 'nginx + nchan',
        'sse',
        await startNchan(servers),
      ),
    )
  if (servers > 1) return all
  if (wanted.has('ws')) all.push(() => own('ws', 0))
  if (wanted.has('socket.io')) all.push(() => own('socket.io', 0))
  if (wanted.has('nats')) all.push(async () => foreign('nats websocket', 'nats', await startNats()))
  return all
}

async function fanout(): Promise<void> {
  console.log(
    `${rounds} rounds of ${Buffer.byteLength(textOf(1))} bytes; times in ms, from the durable fact to the last client`,
  )
  console.log(
    '| | clients | median | worst | from the order | bytes idle | bytes after | µs CPU a delivery | to nchan’s median |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const n of values.n.split(',').map(Number)) {
    const rows: Row[] = []
    for (const start of await contenders(n)) {
      const contender = await start()
      if (contender === undefined) {
        console.log('| (a peer is not installed) |')
        continue
      }
      try {
        rows.push(await measure(contender, n))
      } catch (error) {
        console.log(`| ${contender.name} | ${n} | ${String(error)} |`)
      } finally {
        await contender.stop()
      }
    }
    const peer = rows.find(({ name }) => name.includes('nchan'))
    for (const row of rows)
      console.log(
        `| ${row.name} | ${row.n} | ${row.median.toFixed(0)} | ${row.worst.toFixed(0)} | ${row.fromOrder.toFixed(0)} | ${row.bytes.toFixed(0)} | ${row.bytesAfter.toFixed(0)} | ${row.processor.toFixed(1)} | ${peer === undefined ? '' : (row.median / peer.median).toFixed(2)} |`,
      )
  }
}

/**
 * Readers that stop reading, beside readers that go on. Runs in a network of its own with small kernel buffers: else the
 * kernel would hold megabytes for each before anything waited in the server.
 */
async function stalled(count: number): Promise<void> {
  if (!values.inside) {
    const script =
      'ip link set lo up && sysctl -qw net.ipv4.tcp_wmem="4096 8192 16384" net.ipv4.tcp_rmem="4096 8192 16384" && exec "$@"'
    const again = [
      process.execPath,
      ...process.execArgv,
      import.meta.filename,
      '--stalled',
      String(count),
      '--inside',
    ]
    execFileSync('unshare', ['-n', 'sh', '-c', script, 'sh', ...again], { stdio: 'inherit' })
    return
  }
  const contender = await own('tocsin', 0)
  const good = await crowd(contender, 500)
  const times = async (from: number) => {
    const all: number[] = []
    for (let round = from; round < from + 15; round++) {
      const heard = good.expect(round)
      await wait(100)
      const { at } = await contender.publish(textOf(round, 16_000))
      all.push(((await heard) - at) / 1e6)
    }
    return all
  }
  const alone = await times(1)
  await contender.settle()
  const before = memoryOf(contender.pids)
  const idle = await crowd(contender, count, true)
  await wait(500)
  await contender.settle()
  const open = memoryOf(contender.pids)
  const beside = await times(100)
  const peak = memoryOf(contender.pids)
  const counts = await contender.counts()
  await contender.settle()
  const say = (numbers: readonly number[]) =>
    `median ${middle(numbers).toFixed(1)} ms, worst ${Math.max(...numbers).toFixed(1)} ms`
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`
  console.log(`500 readers alone: ${say(alone)}`)
  console.log(`500 readers beside ${idle.size} that stopped reading: ${say(beside)}`)
  console.log(
    `memory: ${megabytes(before)} before, ${megabytes(open)} with them open, ${megabytes(peak)} after 15 events of 16 kB`,
  )
  console.log(JSON.stringify(counts))
  good.leave()
  idle.leave()
  await contender.stop()
}

if (values.stalled === undefined) await fanout()
else await stalled(Number(values.stalled))
process.exit(0)
