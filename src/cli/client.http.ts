/** The command line as a client of the server: the right key, JSON in and out, problems as the server names them. */
import { ok, refuse, type Json, type Result } from '#base'
import { keyOfThisMachine } from '../server/keys.node.ts'
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
  remove(path: string): Promise<Result<void>>
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

async function keyFor(given: Given, actor: Actor): Promise<Result<string | undefined>> {
  const name = given.value('as')
  if (name === undefined && process.env['TOCSIN_KEY'] !== undefined) return ok(process.env['TOCSIN_KEY'])
  if (name === undefined && actor === 'nobody') return ok(undefined)
  const folder = dataFolder(given)
  const key = await keyOfThisMachine(folder, name ?? actor)
  return key === undefined
    ? refuse('server/no-key', { name: name ?? actor, folder: `${folder}/keys` })
    : ok(key)
}

export function clientOf(server: string, key: string | undefined): Client {
  const call = async <Answer>(
    method: string,
    path: string,
    body?: Json,
    more: { readonly [name: string]: string } = {},
  ): Promise<Result<Answer>> => {
    let response: Response
    let text: string
    try {
      response = await fetch(server + path, {
        method,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...more,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
      })
      text = await response.text()
    } catch (error) {
      const { cause, message } = error as Error & { cause?: { code?: string; message?: string } }
      return refuse('server/unreachable', { server, why: cause?.code ?? cause?.message ?? message })
    }
    const answer = text === '' ? undefined : readJson(text)
    if (response.ok) return ok(answer as Answer)
    const problem = answer as { readonly code?: string; readonly at?: string } | undefined
    if (problem?.code === undefined)
      return refuse('server/unreachable', { server, why: `it answered ${response.status}` })
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
  return {
    server,
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, body) => call('PUT', path, body),
    remove: (path) => call('DELETE', path),
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
