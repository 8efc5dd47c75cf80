/** How long from `npm start` to the first answer, and how much memory the server then holds; beside a bare Fastify in the same run. */
import { spawn } from 'node:child_process'
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
  readonly megabytes: number
}

/** Starts a command that serves on `port`, asks until it answers, reads the memory of the largest process, and ends it. */
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
  try {
    for (let tries = 0; tries < 1_200; tries++) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
      if (answer?.ok) {
        await answer.arrayBuffer()
        return { milliseconds: performance.now() - began, megabytes: largestOf(child.pid as number) }
      }
      await wait(10)
    }
    throw new Error(`${command.join(' ')} did not answer in time`)
  } finally {
    process.kill(-(child.pid as number), 'SIGKILL')
  }
}

/** The resident memory of the largest process of a process group, megabytes (proc(5)). */
function largestOf(group: number): number {
  const pids = readFileSync(`/proc/${group}/task/${group}/children`, 'utf8').trim().split(' ').filter(Boolean)
  const own = (pid: string | number): number[] => {
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
    return [kilobytes / 1024, ...children.flatMap(own)]
  }
  return Math.max(...own(group), ...pids.flatMap(own))
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
const ours: Round[] = []
const theirs: Round[] = []
for (let i = 0; i < rounds; i++) {
  const [port, mqtt] = [await freePort(), await freePort()]
  // The first round begins without a data folder, the others with the one it made.
  const environment = {
    TOCSIN_DATA: join(folder, 'data'),
    TOCSIN_PORT: String(port),
    TOCSIN_MQTT_PORT: String(mqtt),
  }
  ours.push(await round(['npm', 'start'], port, '/v1/board', environment))
  const other = await freePort()
  theirs.push(await round([process.execPath, bare], other, '/', { PORT: String(other) }))
}
rmSync(folder, { recursive: true, force: true })

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
const row = (name: string, list: readonly Round[]) =>
  `${name.padEnd(26)} ${median(list.map((one) => one.milliseconds))
    .toFixed(0)
    .padStart(9)} ${Math.max(...list.map((one) => one.milliseconds))
    .toFixed(0)
    .padStart(9)} ${median(list.map((one) => one.megabytes))
    .toFixed(0)
    .padStart(9)}`
console.log(
  `${'from start to first answer'.padEnd(26)} ${'median ms'.padStart(9)} ${'worst ms'.padStart(9)} ${'MB'.padStart(9)}   (${rounds} rounds; aim 1,500 ms, 120 MB)`,
)
console.log(row('npm start', ours))
console.log(row('a bare Fastify, no npm', theirs))
console.log(
  `${'ratio'.padEnd(26)} ${(median(ours.map((one) => one.milliseconds)) / median(theirs.map((one) => one.milliseconds))).toFixed(1).padStart(9)}`,
)
