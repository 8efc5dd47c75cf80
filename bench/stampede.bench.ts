/**
 * A hundred thousand residents open the page in the same minute, while a danger is in force: how long each waits, what it
 * costs one process, beside nginx that sends the same bytes from a file in the same run. Each comes on a connection of its
 * own; how long one waits counts from when they came, not from when there was time for them. Then everybody at once, as
 * after a siren: the same again, squeezed into a few seconds.
 *
 * `npm run bench:stampede [-- --n 100000] [--seconds 60] [--burst 10000] [--burst-seconds 3]`
 */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Crowd, Waited } from './stampede-crowd.node.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '60' },
    burst: { type: 'string', default: '10000' },
    'burst-seconds': { type: 'string', default: '3' },
  },
})

interface Contender {
  readonly name: string
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(url: string, ask: RequestInit = {}): Promise<Response> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(url, ask).catch(() => undefined)
    if (answer !== undefined) return answer
    if (tries > 600) throw new Error(`${url} does not answer`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill('SIGTERM')
  })
}

/** The whole product with a drill in force, as it is started by hand. */
async function startTocsin(folder: string): Promise<Contender> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'src/cli/tocsin.mjs'), 'serve'], {
    env: {
      ...process.env,
      ...{ TOCSIN_DATA: join(folder, 'tocsin'), TOCSIN_PORT: String(port), TOCSIN_BROKER: 'none' },
      // Everybody comes from one address here.
      TOCSIN_RATE_PUBLIC: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const base = `http://127.0.0.1:${port}`
  await answers(base)
  const order = async (path: string, body: object) => {
    const key = readFileSync(join(folder, 'tocsin/keys/olena.key'), 'utf8').trim()
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const answer = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return ((await answer.json()) as { alert: { id: string } }).alert.id
  }
  const places = ['Zadonsky', 'Terbunsky', 'Khlevensky', 'Lipetsk', 'Lipetsky', 'Volovsky', 'Dolgorukovsky']
  const id = await order('/v1/alerts', { threat: 'drone', level: 'red', areas: places, within: 'RU-LIP' })
  await order(`/v1/alerts/${id}/submit`, {})
  await order(`/v1/alerts/${id}/issue`, {})
  return { name: 'Tocsin, one process', port, pid: child.pid as number, stop: () => end(child) }
}

/** One worker that sends the same page, packed beforehand, to whoever asks for anything. */
async function startNginx(folder: string, page: Buffer): Promise<Contender | undefined> {
  if (!existsSync('/usr/sbin/nginx')) return undefined
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  writeFileSync(join(folder, 'page.html'), page)
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1; worker_rlimit_nofile 20000; daemon off; pid ${folder}/pid; error_log ${folder}/error.log warn;
events { worker_connections 19900; multi_accept on; }
http {
  access_log off; sendfile on; open_file_cache max=10;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${folder}; default_type text/html; add_header content-encoding br; add_header cache-control "public, max-age=1";
    location / { try_files /page.html =404; }
  }
}
`,
  )
  const child = spawn('/usr/sbin/nginx', ['-c', file, '-p', folder], { stdio: 'inherit' })
  await answers(`http://127.0.0.1:${port}`)
  return { name: 'nginx, one worker, a file', port, pid: child.pid as number, stop: () => end(child) }
}

/** User and system, of a process and those it started (proc(5)), in seconds. */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  const own = (Number(fields[11]) + Number(fields[12])) / 100
  return children.reduce((sum, child) => sum + cpuSecondsOf(Number(child)), own)
}

function send(crowd: Crowd): Promise<Waited> {
  const child = fork(fileURLToPath(new URL('stampede-crowd.node.ts', import.meta.url)))
  return new Promise((resolve, reject) => {
    child.once('message', (waited) => {
      resolve(waited as Waited)
      child.kill()
    })
    child.once('error', reject)
    child.send(crowd)
  })
}

/** Half of them read the page of a place alone; the rest have places of their own together, or none yet. */
async function pathsOf(port: number): Promise<string[]> {
  const answer = await answers(`http://127.0.0.1:${port}/v1/areas?within=RU-LIP`)
  const listed = (await answer.json()) as { areas: { code: string }[] }
  const codes = listed.areas.map(({ code }) => code).filter((code) => code !== 'RU-LIP')
  if (codes.length < 10) throw new Error(`${codes.length} areas are too few to be a region`)
  const languages = ['ru', 'uk', 'en']
  const paths = codes.flatMap((code) => languages.map((language) => `/?place=${code}&lang=${language}`))
  const pairs = codes.flatMap((one, i) =>
    [3, 7].map((step) => `/?place=${one}&place=${codes[(i + step) % codes.length]}&lang=ru`),
  )
  return [...paths, ...pairs, '/?lang=ru', '/']
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-stampede-'))
const rows: string[][] = []
const contenders: Contender[] = []
try {
  const tocsin = await startTocsin(folder)
  contenders.push(tocsin)
  const paths = await pathsOf(tocsin.port)
  const sample = await fetch(`http://127.0.0.1:${tocsin.port}${paths[0]}`, {
    headers: { 'accept-encoding': 'identity' },
  })
  const { brotliCompressSync } = await import('node:zlib')
  const nginx = await startNginx(folder, brotliCompressSync(Buffer.from(await sample.arrayBuffer())))
  if (nginx === undefined) console.log('nginx is not installed: nothing to stand beside')
  else contenders.push(nginx)
  const crowds = [
    { what: 'a minute', count: Number(values.n), seconds: Number(values.seconds) },
    { what: 'at once', count: Number(values.burst), seconds: Number(values['burst-seconds']) },
  ]
  for (const { what, count, seconds } of crowds)
    for (const { name, port, pid } of contenders) {
      await send({ port, paths, count: 500, milliseconds: 1_000 })
      const before = cpuSecondsOf(pid)
      const waited = await send({ port, paths, count, milliseconds: seconds * 1_000 })
      const cpu = cpuSecondsOf(pid) - before
      if (waited.failed > 0) console.log(`${name}, ${what}: not answered because`, waited.why)
      rows.push([
        ...[`${what}: ${count} in ${seconds} s`, name, String(waited.answered), String(waited.failed)],
        ...[waited.p50, waited.p99, waited.longest].map((time) => time.toFixed(1)),
        ...[cpu.toFixed(1), ((cpu / waited.seconds) * 100).toFixed(0), ((cpu / count) * 1e6).toFixed(0)],
        (waited.bytes / Math.max(waited.answered, 1) / 1_000).toFixed(1),
      ])
    }
} finally {
  for (const { stop } of contenders) await stop()
  rmSync(folder, { recursive: true, force: true })
}
const head = [
  'residents',
  'server',
  '200',
  'failed',
  'p50 ms',
  'p99 ms',
  'longest',
  'CPU s',
  '% of a core',
].concat(['µs each', 'kB each'])
const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]!.length)))
for (const row of [head, ...rows]) console.log(row.map((cell, at) => cell.padStart(widths[at]!)).join('  '))
console.log(
  `load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}, the crowd shares the processors`,
)
