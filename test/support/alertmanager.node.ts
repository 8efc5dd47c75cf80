/** A throw-away Alertmanager and Prometheus for tests, on free ports of 127.0.0.1, and amtool beside them; gone when the test process ends. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { program } from './absent.ts'
import { answers, freePort, removeAtExit, start } from './started.node.ts'

export interface Running {
  readonly url: string
  stop(): Promise<void>
}

/** An Alertmanager that calls this address at once with what is posted to it. */
export async function startAlertmanager(hook: string): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-alertmanager-'))
  removeAtExit(folder)
  const port = await freePort()
  const config = join(folder, 'alertmanager.yml')
  writeFileSync(
    config,
    [
      ...['route:', '  receiver: tocsin', '  group_by: [tocsin_alert]'],
      ...['  group_wait: 0s', '  group_interval: 1s', '  repeat_interval: 1h'],
      ...['receivers:', '- name: tocsin', '  webhook_configs:', `  - url: ${hook}`, ''],
    ].join('\n'),
  )
  const started = start(
    (program('prometheus-alertmanager') ?? program('alertmanager'))!,
    [
      ...[`--config.file=${config}`, `--storage.path=${folder}/kept`],
      ...[`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='],
    ],
    { cwd: folder },
  )
  await answers(port, started)
  return { url: `http://127.0.0.1:${port}`, stop: () => started.end('SIGTERM') }
}

/** A Prometheus that alerts all the time, and posts to an Alertmanager under a path with a key. */
export async function startPrometheus(to: {
  readonly host: string
  readonly prefix: string
  readonly key: string
}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-prometheus-'))
  removeAtExit(folder)
  const port = await freePort()
  const config = join(folder, 'prometheus.yml')
  writeFileSync(
    join(folder, 'rules.yml'),
    [
      ...[
        'groups:',
        '- name: dam',
        '  interval: 1s',
        '  rules:',
        '  - alert: WaterRises',
        '    expr: vector(1) > 0',
      ],
      ...['    labels:', '      severity: critical', '      station: dam-3'],
      ...['    annotations:', '      summary: "Water is above the mark: {{ $value }}"', ''],
    ].join('\n'),
  )
  writeFileSync(
    config,
    [
      ...['global:', '  evaluation_interval: 1s', 'rule_files: [rules.yml]', 'alerting:', '  alertmanagers:'],
      ...[`  - path_prefix: ${to.prefix}`, '    authorization:', `      credentials: ${to.key}`],
      ...['    static_configs:', `    - targets: ['${to.host}']`, ''],
    ].join('\n'),
  )
  const started = start(
    program('prometheus')!,
    [
      ...[`--config.file=${config}`, `--storage.tsdb.path=${folder}/kept`],
      ...[`--web.listen-address=127.0.0.1:${port}`, '--rules.alert.resend-delay=1s'],
    ],
    { cwd: folder },
  )
  await answers(port, started)
  return { url: `http://127.0.0.1:${port}`, stop: () => started.end('SIGTERM') }
}

/** What amtool says, and how it ended. */
export function amtool(url: string, key: string | undefined, ...words: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-amtool-'))
  removeAtExit(folder)
  const file = join(folder, 'http.yml')
  writeFileSync(file, key === undefined ? '{}\n' : `authorization:\n  credentials: ${key}\n`, { mode: 0o600 })
  return new Promise<{ readonly ended: 'well' | 'badly'; readonly said: string }>((resolve) => {
    execFile(
      program('amtool')!,
      [`--alertmanager.url=${url}`, `--http.config.file=${file}`, ...words],
      { encoding: 'utf8', timeout: 20_000 },
      (error, stdout, stderr) =>
        resolve({ ended: error === null ? 'well' : 'badly', said: `${stdout}${stderr}` }),
    )
  })
}

export interface Hook {
  /** `127.0.0.1:port`. */
  readonly host: string
  readonly url: string
  readonly heard: readonly { readonly headers: IncomingHttpHeaders; readonly body: string }[]
  /** The first body, heard already or yet to come, that fits. */
  hears(fits: (body: string) => boolean): Promise<string>
  /** What it answers from now on; 200 at first. */
  answers(status: number): void
  close(): Promise<void>
}

/** Somebody's paging program: takes what it is sent. */
export async function startHook(): Promise<Hook> {
  const heard: { headers: IncomingHttpHeaders; body: string }[] = []
  let status = 200
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      response.writeHead(status).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ host, heard, url: `http://${host}/hook` },
    async hears(fits) {
      for (let tries = 0; tries < 600; tries += 1) {
        const found = heard.find(({ body }) => fits(body))
        if (found !== undefined) return found.body
        await wait(50)
      }
      throw new Error(
        `never heard; heard were ${JSON.stringify(heard.map(({ body }) => body)).slice(0, 2_000)}`,
      )
    },
    answers: (next) => void (status = next),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
