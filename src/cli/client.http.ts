/** The command line as a client of the server: the right key, JSON in and out, problems as the server names them. */
import { readFile, stat } from 'node:fs/promises'
import { ok, refuse, type Json, type Result } from '#base'
import { keyFile, keyOfThisMachine } from '../server/keys.node.ts'
import type { Given } from './command.ts'

export interface Client {
  readonly server: string
  get<Answer>(path: string): Promise<Result<Answer>>
  post<Answer>(
    path: string,
    body: Json,
    headers?: { readonly [name: string]: string },
  ): Promise<Result<Answer>>
  put<Answer>(path: string, body: Json): Promise<Result<Answer>>
  /** Posts bytes as they are. */
  send<Answer>(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<Answer>>
  remove(path: string): Promise<Result<void>>
  /** The answer as it comes, piece by piece: for what may be long. */
  pour(path: string, into: (bytes: Uint8Array) => Promise<void>): Promise<Result<void>>
}

/** Who acts when nobody is named: the demonstration's people, by what the command needs. */
export type Actor = 'olena' | 'taras' | 'admin' | 'nobody'

export function serverAddress(given: Given): string {
  const named = given.value('server') ?? process.env['TOCSIN_SERVER']
  return (named ?? `http://localhost:${process.env['TOCSIN_PORT'] ?? 8080}`).replace(/\/$/, '')
}

export function dataFolder(given: Given): string {
  return given.value('data') ?? process.env['TOCSIN_DATA'] ?? 'data'
}

export async function connect(given: Given, actor: Actor): Promise<Result<Client>> {
  const server = serverAddress(given)
  const key = await keyFor(given, actor)
  if (!key.ok) return key
  return ok(clientOf(server, key.value))
}

/** Whose key: the one that is named, that of the environment, the file it names, or the one of the role that the command needs. */
async function keyFor(given: Given, actor: Actor): Promise<Result<string | undefined>> {
  const name = given.value('as')
  if (name === undefined) {
    const [key, file] = [process.env['TOCSIN_KEY'], process.env['TOCSIN_KEY_FILE']]
    if (key !== undefined) return ok(key)
    if (file !== undefined) return keyIn(file)
    if (actor === 'nobody') return ok(undefined)
  }
  const folder = dataFolder(given)
  const key = await keyOfThisMachine(folder, name ?? actor)
  if (key === undefined) return refuse('server/no-key', { name: name ?? actor, folder: `${folder}/keys` })
  await warnOfReaders(keyFile(folder, name ?? actor))
  return ok(key)
}

async function keyIn(file: string): Promise<Result<string>> {
  try {
    const key = (await readFile(file, 'utf8')).trim()
    await warnOfReaders(file)
    return ok(key)
  } catch (error) {
    return refuse('server/cannot-read', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}

/** Whoever can read a key is its owner. Said beside the answer, never in it; Windows keeps its rights elsewhere. */
async function warnOfReaders(file: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(file)
  if ((mode & 0o077) !== 0)
    process.stderr.write(`Others on this machine can read ${file}: run “chmod 600 ${file}”.\n`)
}

export function clientOf(server: string, key: string | undefined): Client {
  const authorised = key === undefined ? {} : { authorization: `Bearer ${key}` }
  const reach = async (path: string, init: RequestInit): Promise<Result<Response>> => {
    try {
      return ok(await fetch(server + path, { ...init, redirect: 'error' }))
    } catch (error) {
      return refuse('server/unreachable', { server, why: whyUnreached(error) })
    }
  }
  const call = async <Answer>(
    method: string,
    path: string,
    body?: Json | Uint8Array<ArrayBuffer>,
    more: { readonly [name: string]: string } = {},
  ): Promise<Result<Answer>> => {
    const response = await reach(path, {
      method,
      headers: {
        ...authorised,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
    })
    if (!response.ok) return response
    let text: string
    try {
      text = await response.value.text()
    } catch (error) {
      return refuse('server/unreachable', { server, why: whyUnreached(error) })
    }
    if (response.value.ok) return ok((text === '' ? undefined : readJson(text)) as Answer)
    return problemIn(text, server, response.value.status)
  }
  return {
    server,
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, body) => call('PUT', path, body),
    send: (path, bytes) => call('POST', path, bytes, { 'content-type': 'application/octet-stream' }),
    remove: (path) => call('DELETE', path),
    async pour(path, into) {
      const response = await reach(path, { headers: authorised })
      if (!response.ok) return response
      const { ok: fine, status, body } = response.value
      if (!fine) return problemIn(await response.value.text(), server, status)
      const pieces = body![Symbol.asyncIterator]()
      for (;;) {
        // An answer that breaks off is the server's; what breaks in writing it down is ours, and thrown.
        let piece: IteratorResult<Uint8Array, unknown>
        try {
          piece = await pieces.next()
        } catch (error) {
          return refuse('server/unreachable', { server, why: whyUnreached(error) })
        }
        if (piece.done === true) return ok()
        await into(piece.value)
      }
    },
  }
}

function whyUnreached(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } }
  return cause?.code ?? cause?.message ?? message
}

/** The problem as the server named it. */
function problemIn(text: string, server: string, status: number): Result<never> {
  const problem = readJson(text) as { readonly code?: string; readonly at?: string } | undefined
  if (problem?.code === undefined)
    return refuse('server/unreachable', { server, why: `it answered ${status}` })
  const {
    code,
    at,
    type: _,
    title: __,
    status: ___,
    detail: ____,
    advice: _____,
    ...details
  } = problem as { [name: string]: Json } & { code: string; at?: string }
  return refuse(code, { ...details, ...(at === undefined ? {} : { at }) })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
