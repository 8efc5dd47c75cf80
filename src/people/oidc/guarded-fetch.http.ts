/** Fetches for the OpenID Connect library: bounded in time and size, never redirected, and never at an address nobody checked. */
import type { IncomingMessage, RequestOptions } from 'node:http'
import type { CustomFetch } from 'openid-client'
import { checkUrl, isAllowed, second, type AddressPolicy, type Milliseconds } from '#base'
import { guardedLookup, systemResolve, type Resolve } from '../../base/guarded-lookup.node.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')

export interface GuardedFetchOptions {
  readonly policy: AddressPolicy
  readonly patienceFor?: Milliseconds
  readonly longestBytes?: number
  readonly resolve?: Resolve
}

/** Why there was no answer; never holds what was sent. */
export class NotFetched extends Error {
  override readonly name = 'NotFetched'
}

/** Discovery documents and key sets are a few kilobytes. */
const defaultLongestBytes = 256 * 1024

export function guardedFetch(options: GuardedFetchOptions): CustomFetch {
  const { policy, patienceFor = 8 * second, longestBytes = defaultLongestBytes } = options
  const guarded = guardedLookup(options.resolve ?? systemResolve)
  return async (address, { method, headers, body, signal }) => {
    const checked = checkUrl(address, policy)
    if (!checked.ok)
      throw new NotFetched(`${checked.problem.code} (${URL.parse(address)?.hostname ?? 'no address'})`)
    const url = checked.value
    const late = AbortSignal.timeout(patienceFor)
    const sent = body === undefined || body === null ? undefined : String(body as string | URLSearchParams)
    const request: RequestOptions = {
      method,
      // No connection is kept: sign-ins are rare, and each connection's address is checked anew.
      agent: false,
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
      headers: {
        'user-agent': 'Tocsin-SignIn/1',
        ...headers,
        'accept-encoding': 'identity',
        ...(sent === undefined ? {} : { 'content-length': Buffer.byteLength(sent) }),
      },
      ...(isAllowed(url, policy) ? {} : { lookup: guarded }),
    }
    const open = url.protocol === 'https:' ? https.request : http.request
    try {
      return await new Promise<Response>((resolve, reject) => {
        const outgoing = open(url, request, (response) => {
          taken(response, longestBytes).then((bytes) => resolve(answerOf(response, bytes)), reject)
        })
        outgoing.on('error', reject)
        outgoing.end(sent)
      })
    } catch (error) {
      if (error instanceof NotFetched) throw error
      if (late.aborted)
        throw new NotFetched(`${url.hostname} did not answer within ${patienceFor / second} s`)
      const { code, message } = error as NodeJS.ErrnoException
      throw new NotFetched(`${url.hostname}: ${(code ?? message).slice(0, 120)}`)
    }
  }
}

async function taken(response: IncomingMessage, longest: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if ((bytes += chunk.length) > longest) {
      response.destroy()
      throw new NotFetched(`the answer is longer than ${longest} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, bytes: Buffer<ArrayBuffer>): Response {
  if (statusCode < 200 || statusCode > 599) throw new NotFetched(`it answered ${statusCode}`)
  const plain: [string, string][] = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'set-cookie' ? [] : [[name, String(value)]],
  )
  // Those never have a body (RFC 9110 §6.4.1), and Response throws when it is given one.
  const empty = statusCode === 204 || statusCode === 205 || statusCode === 304
  return new Response(empty ? null : bytes, { status: statusCode, headers: plain })
}
