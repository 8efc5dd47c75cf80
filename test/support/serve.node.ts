/** The product as an operator runs it: `tocsin serve` in a process of its own, with its own data folder; made to be killed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { start, type Started } from './started.node.ts'

export interface Serving extends Started {
  /** Resolves with its address when it answers; rejects when it ends before. */
  readonly ready: Promise<string>
}

export interface ServeOptions {
  readonly folder: string
  readonly port?: number
  readonly mqttPort?: number
  readonly settings?: { readonly [variable: `TOCSIN_${string}`]: string }
  /** What comes before node: `['prlimit', '--fsize=…']`. */
  readonly before?: readonly string[]
  /** `for-people`: what its console shows them, the link for the first administrator too. */
  readonly says?: 'for-programs' | 'for-people'
}

const root = join(import.meta.dirname, '..', '..')

export function startServe(options: ServeOptions): Serving {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TOCSIN_'))
  const command = [
    ...(options.before ?? []),
    process.execPath,
    join(root, 'src', 'cli', 'tocsin.mjs'),
    'serve',
    ...(options.says === 'for-people' ? [] : ['--json']),
  ]
  const started = start(command[0]!, command.slice(1), {
    env: {
      ...Object.fromEntries(inherited),
      TOCSIN_DATA: options.folder,
      TOCSIN_PORT: String(options.port ?? 0),
      TOCSIN_MQTT_PORT: String(options.mqttPort ?? 0),
      ...options.settings,
    },
  })
  const ready = started
    .says(/(?:"url":"| Open +)http:\/\/[^:]+:(\d+)\b/)
    .then(([, port]) => `http://127.0.0.1:${port}`)
  // Whoever kills it before it answers does not wait for its address.
  ready.catch(() => {})
  return { ...started, ready }
}

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON where it is JSON, the text otherwise. */
  readonly body: unknown
}

/** One request; rejects when the server is gone before it has answered. */
export async function ask(
  url: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  more: { readonly as?: string; readonly body?: unknown; readonly key?: string } = {},
): Promise<ApiAnswer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(more.as === undefined ? {} : { authorization: `Bearer ${more.as}` }),
      ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(more.key === undefined ? {} : { 'idempotency-key': more.key }),
    },
    ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
  })
  const text = await response.text()
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  }
}

/** The key of one of the first people. */
export function keyOf(folder: string, id: 'olena' | 'taras' | 'admin'): string {
  return readFileSync(join(folder, 'keys', `${id}.key`), 'utf8').trim()
}

/** An authority file like the demonstration's, with nobody's sirens. */
export function authorityWithoutSirens(): string {
  const file = join(root, 'packs', 'lipetsk', 'authority.json')
  const { sirens: _, ...authority } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  return JSON.stringify(authority)
}
