/** The real server in the test's process, on free ports and a folder of its own, with a client for each of its people. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import { recordingLog, type JsonObject, type RecordingLog } from '#base'
import { readConfig } from '../../src/server/config.ts'
import { keyOfThisMachine } from '../../src/server/keys.node.ts'
import { problemDocument } from '../../src/server/problem-document.http.ts'
import { allProblems } from '../../src/server/problems.ts'
import type { BookedRoute } from '../../src/server/route.http.ts'
import type { alertView, boardView, orderedView } from '../../src/server/schemas.ts'
import { startServer, type Server } from '../../src/server/serve.node.ts'
import { unattributed } from './unattributed.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed JSON; undefined where the answer is none. */
  readonly body: unknown
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'

export interface Ask {
  readonly body?: unknown
  /** Sent as it is, instead of `body` as JSON. */
  readonly raw?: string | Uint8Array
  readonly headers?: { readonly [name: string]: string }
}

/** Each answer is compared with what the API document declares, whatever else a test asks of it. */
export interface Client {
  ask(method: Method, path: string, ask?: Ask): Promise<Answer>
  get(path: string, headers?: Ask['headers']): Promise<Answer>
  post(path: string, body: unknown, headers?: Ask['headers']): Promise<Answer>
}

export interface TestServer {
  /** Changes when it is started again. */
  readonly url: string
  readonly port: number
  readonly folder: string
  readonly log: RecordingLog
  readonly running: Server
  readonly olena: Client
  readonly taras: Client
  readonly admin: Client
  /** Without a key. */
  readonly stranger: Client
  withKey(key: string): Client
  /** A browser of our own page with this cookie; none when it is empty. */
  withCookie(cookie: string): Client
  /** The key of one of the first people. */
  keyOf(id: string): Promise<string>
  /** The last fact's place: what a refused request must not move. */
  head(): Promise<number>
  /** Stops it and starts another on the same folder; `meanwhile` is done to the folder while nothing runs. */
  startAgain(meanwhile?: (folder: string) => Promise<void>): Promise<void>
  /** Stops it, deletes its folder, and fails when it logged a warning that nobody expected. */
  close(): Promise<void>
}

export interface ServerOptions {
  readonly settings?: { readonly [variable: `TOCSIN_${string}`]: string }
  /** `own` is the shipped authority in service: it can be switched to live, and has nobody but its machine. */
  readonly authority?: 'demonstration' | 'own'
  /** Warnings and errors that belong to the test. */
  readonly expects?: RegExp
  readonly folder?: string
}

export type Ordered = z.output<typeof orderedView>
export type AlertView = z.output<typeof alertView>
export type Board = z.output<typeof boardView>

export async function startTestServer(options: ServerOptions = {}): Promise<TestServer> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'tocsin-server-'))
  const log = recordingLog()
  const config = readConfig({
    TOCSIN_PORT: '0',
    TOCSIN_MQTT_PORT: '0',
    TOCSIN_DATA: folder,
    ...(options.authority === 'own' ? { TOCSIN_AUTHORITY: ownAuthority(folder) } : {}),
    ...options.settings,
  })
  assert.ok(config.ok, JSON.stringify(config))
  const start = async () => {
    const started = await startServer(config.value, log)
    assert.ok(started.ok, JSON.stringify(started))
    return started.value
  }
  let running = await start()
  const port = () => Number(new URL(running.url).port)
  const at = () => ({ running, port: port() })
  const clientOf = (key?: string) =>
    httpClient(at, key === undefined ? {} : { authorization: `Bearer ${key}` })
  const withCookie = (cookie: string) =>
    httpClient(at, {
      ...{ 'tocsin-request': '1', 'user-agent': 'Tests/1', host: `localhost:${port()}` },
      ...{ origin: `http://localhost:${port()}`, 'sec-fetch-site': 'same-origin' },
      ...(cookie === '' ? {} : { cookie }),
    })
  const keyOf = async (id: string) => {
    const key = await keyOfThisMachine(folder, id)
    assert.ok(key !== undefined, `there is no key of ${id}`)
    return key
  }
  const demonstration = running.authority.demonstration
  const personal = async (id: string) =>
    clientOf(demonstration || id === 'admin' ? await keyOf(id) : undefined)
  return {
    get url() {
      return `http://127.0.0.1:${port()}`
    },
    get port() {
      return port()
    },
    get running() {
      return running
    },
    ...{ folder, log, keyOf },
    olena: await personal('olena'),
    taras: await personal('taras'),
    admin: await personal('admin'),
    stranger: clientOf(),
    withKey: clientOf,
    withCookie,
    async head() {
      // What was ordered before has its consequences: somebody is called, and that is written down.
      await running.system.quiet()
      return (await running.system.ledger.head()).seq
    },
    async startAgain(meanwhile) {
      await running.close()
      await meanwhile?.(folder)
      running = await start()
    },
    async close() {
      const { ledger, people } = running.system
      const fromNowhere = await unattributed(ledger, people.registry)
      await running.close()
      rmSync(folder, { recursive: true, force: true })
      const unexpected = log.lines.filter(
        ({ level, message }) => level !== 'info' && options.expects?.test(message) !== true,
      )
      assert.deepEqual(unexpected, [], 'the server warned of something that no test expected')
      assert.deepEqual(fromNowhere, [], 'facts don’t say by which key or session they were ordered')
    },
  }
}

/** The shipped authority without its sirens, as an installation of one's own would describe it. */
export function ownAuthority(folder: string): string {
  const shipped = new URL('../../packs/lipetsk/authority.json', import.meta.url)
  const authority = JSON.parse(readFileSync(shipped, 'utf8')) as object
  const file = join(folder, 'own-authority.json')
  writeFileSync(file, JSON.stringify({ ...authority, demonstration: false, sirens: undefined }))
  return file
}

function httpClient(
  at: () => { readonly running: Server; readonly port: number },
  own: { readonly [name: string]: string },
): Client {
  const ask = async (method: Method, path: string, { body, raw, headers }: Ask = {}): Promise<Answer> => {
    const { running, port } = at()
    const response = await fetch(
      `http://${own['host'] === undefined ? '127.0.0.1' : 'localhost'}:${port}${path}`,
      {
        method,
        headers: {
          ...own,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(raw !== undefined
          ? { body: raw as string }
          : body === undefined
            ? {}
            : { body: JSON.stringify(body) }),
        redirect: 'error',
      },
    )
    const type = response.headers.get('content-type') ?? ''
    // It has no end: that it began is the answer.
    if (type.startsWith('text/event-stream')) await response.body?.cancel()
    const text = type.startsWith('text/event-stream') ? '' : await response.text()
    const answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: /[/+]json\b/.test(type) && text !== '' ? (JSON.parse(text) as unknown) : undefined,
    }
    if (method !== 'HEAD') isAsDeclared(running.app.book.routes, method, path, answer)
    return answer
  }
  return {
    ask,
    get: (path, headers) => ask('GET', path, headers === undefined ? {} : { headers }),
    post: (path, body, headers) => ask('POST', path, { body, ...(headers === undefined ? {} : { headers }) }),
  }
}

/** A success is exactly what its route declares, member for member; everything else is a whole problem document. */
export function isAsDeclared(
  routes: readonly BookedRoute[],
  method: string,
  path: string,
  { status, headers, text, body }: Answer,
): void {
  const said = `${method} ${path} answered ${status} ${text.slice(0, 500)}`
  const type = (headers.get('content-type') ?? '').split(';')[0]
  if (status === 304) return assert.equal(text, '', said)
  if (status >= 400) {
    assert.equal(type, 'application/problem+json', said)
    const problem = problemDocument.parse(body)
    assert.equal(problem.status, status, said)
    assert.equal(problem.type, `/v1/problems/${problem.code}`, said)
    assert.ok(Object.hasOwn(allProblems, problem.code), `${problem.code} is not declared`)
    for (const sentence of [problem.title, problem.detail, problem.advice])
      assert.doesNotMatch(sentence, /undefined|\[object|“”|\{[a-z]\w*\}|^$/, said)
    return
  }
  const plain = path.split('?')[0] as string
  const fitting = routes.filter((one) => one.method === method && patternOf(one.url).test(plain))
  // As the server does: a place by its own name comes before one that anything fits.
  const route = fitting.find(({ url }) => url === plain) ?? fitting[0]
  if (route === undefined) return
  assert.equal(status, route.status, said)
  if (status === 204) return assert.equal(text, '', said)
  if (typeof route.answer === 'string') return assert.equal(type, route.answer.split(';')[0], said)
  assert.equal(type, 'application/json', said)
  const parsed = route.answer.safeParse(body)
  assert.ok(parsed.success, `${said}\ndoes not fit what is declared: ${JSON.stringify(parsed.error?.issues)}`)
  // An object's schema drops what it doesn't name: what is dropped was not declared.
  assert.deepEqual(parsed.data, body, `${method} ${path} answers more than it declares`)
}

export function patternOf(url: string): RegExp {
  return new RegExp(`^${url.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`)
}

/** What a request that must succeed gave. */
export function done<Body = JsonObject>(answer: Answer): Body {
  assert.ok(answer.status < 300, `${answer.status} ${answer.text}`)
  return answer.body as Body
}

export type ProblemAnswer = z.output<typeof problemDocument> & { readonly [detail: string]: unknown }

/** The problem of a request that must be refused, exactly so. */
export function refused(answer: Answer, code: string, at?: string): ProblemAnswer {
  const problem = answer.body as ProblemAnswer | undefined
  assert.equal(problem?.code, code, `${answer.status} ${answer.text}`)
  if (at !== undefined) assert.equal(problem?.at, at, answer.text)
  return problem as ProblemAnswer
}

export const sevenDistricts = [
  'gn:12666369',
  'gn:535119',
  'gn:472303',
  'gn:565604',
  'gn:465724',
  'gn:483542',
  'gn:550109',
] as const
export const zadonsky = 'gn:465724'
export const terbunsky = 'gn:483542'
export const dankovsky = 'gn:567100'
export const lipetskOblast = 'RU-LIP'

/** A red drone warning for these areas, as a draft's body. */
export function red(areas: readonly string[] = [zadonsky], more: object = {}): JsonObject {
  return { threat: 'drone', level: 'red', areas: [...areas], ...more }
}

/** Drafts, submits, approves and issues in drill mode; the issued alert. */
export async function issueAlert(server: TestServer, body: object = red()): Promise<AlertView> {
  const drafted = done<Ordered>(await server.olena.post('/v1/alerts', body)).alert
  const path = `/v1/alerts/${drafted.id}`
  done(await server.olena.post(`${path}/submit`, {}))
  done(await server.taras.post(`${path}/approve`, { contentHash: drafted.contentHash }))
  return done<Ordered>(await server.olena.post(`${path}/issue`, {})).alert
}
