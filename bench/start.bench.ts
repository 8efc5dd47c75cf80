/**
 * How long from `npm start` to the first answer, what it costs, and what the server then holds; beside a bare Fastify in
 * the same run. Three starts: the first one after `npm ci`, later ones on the data that is there, and one for which
 * nothing was compiled before (installed with `--ignore-scripts`, or the code has changed since).
 *
 * `npm run bench:start [-- ROUNDS]`
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const rounds = Number(process.argv[2] ?? 5)

interface Round {
  readonly milliseconds: number
  /** Of the server's process alone, user and system: another user of the machine lengthens the wait more than this. */
  readonly cpuSeconds: number
  /** Resident, of the server's process, which is the largest. */
  readonly megabytes: number
  readonly megabytesAfterPage: number
}

/** Starts a command that serves on `port`, asks until it answers, reads what its largest process took, and ends it. */
async function round(
  command: readonly string[],
  port: number,
  path: string,
  environment: NodeJS.ProcessEnv,
): Promise<Round> {
  const began = performance.now()
  const child = spawn(command[0] as string, command.slice(1), {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: 'ignore',
    detached: true,
  })
  const group = child.pid as number
  const ask = async (asked: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${asked}`).catch(() => undefined)
    await answer?.arrayBuffer()
    return answer?.ok === true
  }
  try {
    for (let tries = 0; tries < 3_000; tries++) {
      if (await ask(path)) {
        const milliseconds = performance.now() - began
        const server = largestOf(group)
        await ask('/')
        return {
          milliseconds,
          cpuSeconds: server.cpuSeconds,
          megabytes: server.megabytes,
          megabytesAfterPage: largestOf(group).megabytes,
        }
      }
      await wait(10)
    }
    throw new Error(`${command.join(' ')} did not answer in time`)
  } finally {
    process.kill(-group, 'SIGKILL')
  }
}

/** What the largest process of a tree of processes holds and has spent (proc(5)). */
function largestOf(pid: number | string): { readonly megabytes: number; readonly cpuSeconds: number } {
  const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8')
  // After the name in brackets, which may hold spaces: fields 14 and 15, in hundredths of a second.
  const fields = read('stat').split(') ')[1]?.split(' ') ?? []
  const own = {
    megabytes: Number(/VmRSS:\s+(\d+)/.exec(read('status'))?.[1] ?? 0) / 1024,
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100,
  }
  const children = read(`task/${pid}/children`).trim().split(' ').filter(Boolean)
  return [own, ...children.map(largestOf)].reduce((a, b) => (b.megabytes > a.megabytes ? b : a))
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-start-'))
const bare = join(folder, 'bare.mjs')
writeFileSync(
  bare,
  `import fastify from '${join(root, 'node_modules/fastify/fastify.js')}'\nconst app = fastify()\napp.get('/', () => 'hello')\nawait app.listen({ port: Number(process.env.PORT) })\n`,
)

async function ours(data: string, settings: NodeJS.ProcessEnv = {}): Promise<Round> {
  const [port, mqtt] = [await freePort(), await freePort()]
  return round(['npm', 'start'], port, '/v1/board', {
    TOCSIN_DATA: join(folder, data),
    TOCSIN_PORT: String(port),
    TOCSIN_MQTT_PORT: String(mqtt),
    ...settings,
  })
}

async function theirs(): Promise<Round> {
  const port = await freePort()
  return round([process.execPath, bare], port, '/', { PORT: String(port) })
}

// As npm ci ends; the code may have changed since.
spawnSync(process.execPath, [join(root, 'tools/prepare.mjs')])
const starts = {
  'npm start, first after npm ci': [] as Round[],
  'npm start, later': [] as Round[],
  'npm start, nothing compiled': [] as Round[],
  'a bare Fastify, without npm': [] as Round[],
}
await ours('kept')
for (let i = 0; i < rounds; i++) {
  starts['npm start, first after npm ci'].push(await ours(`first-${i}`))
  starts['npm start, later'].push(await ours('kept'))
  const compiled = { NODE_COMPILE_CACHE: join(folder, `compiled-${i}`) }
  starts['npm start, nothing compiled'].push(await ours(`cold-${i}`, compiled))
  starts['a bare Fastify, without npm'].push(await theirs())
}
rmSync(folder, { recursive: true, force: true })

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
const line = (name: string, cells: readonly (number | string)[]) =>
  console.log(`${name.padEnd(30)} ${cells.map((cell) => String(cell).padStart(8)).join(' ')}`)
console.log(`From start to first answer, ${rounds} rounds; aim: 1,500 ms, 120 MB`)
line('', ['median', 'worst', 'CPU s', 'MB', 'MB with'])
line('', ['ms', 'ms', 'server', '', 'a page'])
for (const [name, list] of Object.entries(starts))
  line(name, [
    median(list.map((one) => one.milliseconds)).toFixed(0),
    Math.max(...list.map((one) => one.milliseconds)).toFixed(0),
    median(list.map((one) => one.cpuSeconds)).toFixed(2),
    median(list.map((one) => one.megabytes)).toFixed(0),
    median(list.map((one) => one.megabytesAfterPage)).toFixed(0),
  ])
