/** Asks over HTTP: bounded in time and size even where a few bytes unpack to many, and never at an address nobody checked. */
import type { Agent as HttpAgent, IncomingMessage, RequestOptions } from 'node:http'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { Transform } from 'node:stream'
import { checkUrl, isAllowed, second, type AddressPolicy, type KeptTls, type Milliseconds } from '#base'
import { tlsAsClient } from '../base/tls-policy.node.ts'
import { certificateProblem, contextOf } from './asking-tls.node.ts'
import { guardedLookup, PrivateAddress, systemResolve, type Resolve } from '../base/guarded-lookup.node.ts'
import {
  patienceFor,
  type Asked,
  type FetchProblem,
  type HttpAnswer,
  type HttpAsking,
} from './http-asking.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')

export interface HttpAskingOptions {
  /** Which private hosts are allowed by name; whether plain http is taken is for this adapter to say: it is. */
  readonly policy: Pick<AddressPolicy, 'allowed'>
  /** Names the product and where to complain. */
  readonly userAgent: string
  /** The largest document, unpacked. */
  readonly longestBytes?: number
  readonly patienceFor?: Milliseconds
  readonly resolve?: Resolve
  /** This side's own certificate, for servers that ask for one, and authorities beside the usual ones. */
  readonly tls?: KeptTls
}

const defaultLongestBytes = 16 * 1024 * 1024
/** Two requests to a host that come one after the other share a connection. */
const keptFor = 5 * second

export function httpAsking(options: HttpAskingOptions): HttpAsking {
  const policy: AddressPolicy = { allowed: options.policy.allowed, plainHttp: 'allowed' }
  const longest = options.longestBytes ?? defaultLongestBytes
  const patience = options.patienceFor ?? patienceFor
  const kept = { keepAlive: true, keepAliveMsecs: keptFor, timeout: keptFor, maxFreeSockets: 2 }
  const { tls } = options
  let agents: { readonly 'http:': HttpAgent; readonly 'https:': HttpAgent } | undefined
  // Made at the first request: reading the usual authorities takes a while.
  const agentFor = (protocol: string) => {
    agents ??= {
      'http:': new http.Agent(kept),
      'https:': new https.Agent({
        ...kept,
        ...(tls === undefined ? tlsAsClient : { secureContext: contextOf(tls.current()) }),
      }),
    }
    return agents[protocol as keyof typeof agents]
  }
  // The connections of those before end by themselves within seconds.
  tls?.onChange(() => (agents = undefined))
  const guarded = guardedLookup(options.resolve ?? systemResolve)
  const closing = new AbortController()

  const ask = (asked: Asked, url: URL, signal: AbortSignal): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const late = AbortSignal.timeout(patience)
      const off = AbortSignal.any([signal, closing.signal, late])
      const none = (problem: FetchProblem) => resolve({ kind: 'none', problem })
      const failed = (error: unknown, stage: 'before' | 'during') => {
        if (late.aborted && !signal.aborted && !closing.signal.aborted)
          none({ code: 'exchange/timed-out', details: { host: url.hostname, seconds: patience / second } })
        else if (off.aborted) reject(off.reason as Error)
        else none(problemOf(error as NodeJS.ErrnoException, url, stage))
      }
      if (off.aborted) return reject(off.reason as Error)
      const { protocol } = url
      const request: RequestOptions = {
        method: asked.method,
        agent: agentFor(protocol),
        signal: off,
        headers: {
          'user-agent': options.userAgent,
          'accept-encoding': 'gzip, deflate, br',
          ...asked.headers,
          ...(asked.body === undefined ? {} : { 'content-length': Buffer.byteLength(asked.body) }),
        },
        ...(isAllowed(url, policy) ? {} : { lookup: guarded }),
      }
      const open = protocol === 'https:' ? https.request : http.request
      const outgoing = open(url, request)
      outgoing.on('error', (error) => failed(error, 'before'))
      outgoing.on('response', (response) => {
        const status = response.statusCode ?? 0
        const headers = headersOf(response)
        if (status < 200 || status >= 300 || status === 204) {
          // What an error page says is for people; the connection is cut instead of read to its end.
          response.on('error', () => {})
          drain(response)
          return resolve({ kind: 'answer', status, headers, bytes: new Uint8Array() })
        }
        unpacked(response, longest).then(
          (bytes) =>
            bytes === 'too-large'
              ? none({ code: 'exchange/too-large', details: { limit: longest } })
              : resolve({ kind: 'answer', status, headers, bytes }),
          (error: unknown) => failed(error, 'during'),
        )
      })
      outgoing.end(asked.body)
    })

  return {
    async ask(asked, signal) {
      const url = checkUrl(asked.url.href, policy)
      if (!url.ok) return { kind: 'none', problem: url.problem }
      return ask(asked, url.value, signal)
    },
    async close() {
      closing.abort()
      for (const agent of Object.values(agents ?? {})) agent.destroy()
    },
  }
}

/** What is left of a short answer is read, so that the connection can be used again; a long one is cut. */
function drain(response: IncomingMessage): void {
  let left = 16 * 1024
  response.on('data', ({ length }: Buffer) => {
    if ((left -= length) < 0) response.destroy()
  })
}

/** The body without its content coding (RFC 9110 §8.4.1). */
async function unpacked(response: IncomingMessage, longest: number): Promise<Uint8Array | 'too-large'> {
  if (Number(response.headers['content-length'] ?? 0) > longest) {
    response.destroy()
    return 'too-large'
  }
  const coding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const chunks: Buffer[] = []
  let bytes = 0
  let packed = 0
  let unpack: Transform | undefined
  const take = (chunk: Buffer) => {
    bytes += chunk.length
    chunks.push(chunk)
  }
  try {
    const done = new Promise<void>((resolve, reject) => {
      response.on('error', reject)
      // Node says so of a body that ended before its length, or was cut between two chunks.
      response.on('aborted', () => reject(new Garbled('it was cut short')))
      const watch = (chunk: Buffer) => {
        take(chunk)
        if (bytes > longest) reject(new TooLarge())
      }
      if (coding === 'identity' || coding === '') {
        response.on('data', watch).on('end', resolve)
        return
      }
      response.once('readable', () => {
        const first = response.read(1) as Buffer | null
        // An empty body is empty in every coding.
        if (first === null) return resolve()
        response.unshift(first)
        unpack = unpackerOf(coding, first[0]!)
        if (unpack === undefined)
          return reject(new Garbled(`its coding “${coding.slice(0, 40)}” is not known`))
        unpack.on('data', watch).on('end', resolve)
        unpack.on('error', (error) => reject(new Garbled(`it can’t be unpacked (${error.message})`)))
        response.on('data', (chunk: Buffer) => {
          if ((packed += chunk.length) > longest) reject(new TooLarge())
        })
        response.pipe(unpack)
      })
    })
    await done
    return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes)
  } catch (error) {
    if (error instanceof TooLarge) return 'too-large'
    throw error
  } finally {
    unpack?.destroy()
    if (!response.complete) response.destroy()
  }
}

class TooLarge extends Error {}
class Garbled extends Error {}

function unpackerOf(coding: string, firstByte: number): Transform | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    case 'deflate':
      // RFC 9110 §8.4.1.2 means zlib; some servers send the bare stream. The low four bits of zlib's first byte are 8.
      return (firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw()
    default:
      return undefined
  }
}

function headersOf(response: IncomingMessage): { readonly [name: string]: string | undefined } {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )
}

function problemOf(error: NodeJS.ErrnoException, url: URL, stage: 'before' | 'during'): FetchProblem {
  const host = url.hostname
  const why = (error.code ?? error.message).slice(0, 120)
  if (error instanceof PrivateAddress)
    return {
      code: 'base/private-address',
      details: { host, address: 'a private address', range: 'by its name' },
    }
  if (error instanceof Garbled) return { code: 'exchange/garbled', details: { why: error.message } }
  if (stage === 'during')
    return { code: 'exchange/garbled', details: { why: `the connection broke (${why})` } }
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return { code: 'exchange/no-such-host', details: { host } }
  const tlsProblem = certificateProblem(error, host)
  if (tlsProblem !== undefined) return tlsProblem
  return { code: 'exchange/unreachable', details: { host, why } }
}
