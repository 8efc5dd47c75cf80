/** Fetches a document that a stranger named: from public addresses only, each redirect checked anew, bounded in time and bytes, kept as it came. */
import type { IncomingMessage } from 'node:http'
import { checkUrl, isAllowed, ok, refuse, second, type AddressPolicy, type Result } from '#base'
import { guardedLookup, PrivateAddress, systemResolve, type Resolve } from '../base/guarded-lookup.node.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')

export interface FetchOptions {
  readonly mostBytes: number
  readonly policy?: AddressPolicy
  readonly resolve?: Resolve
  readonly patienceFor?: number
}

const mostRedirects = 4

/** Whoever names the address is a stranger: hosts that are allowed to webhooks are not allowed to them. */
const strangers: AddressPolicy = { allowed: [], plainHttp: 'allowed' }

export async function fetchDocument(address: string, options: FetchOptions): Promise<Result<Buffer>> {
  const policy = options.policy ?? strangers
  const patienceFor = options.patienceFor ?? 15 * second
  const signal = AbortSignal.timeout(patienceFor)
  let next = address
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const url = checkUrl(next, policy)
    if (!url.ok) return url
    let response: IncomingMessage
    try {
      response = await get(url.value, signal, policy, options.resolve ?? systemResolve)
    } catch (error) {
      if (error instanceof PrivateAddress)
        return refuse('base/private-address', {
          at: 'url',
          host: url.value.hostname,
          address: 'an address inside a network',
          range: 'found by its name',
        })
      return cannot(url.value, signal.aborted ? 'it took too long' : whyOf(error))
    }
    const status = response.statusCode ?? 0
    const { location } = response.headers
    if (status >= 300 && status < 400 && location !== undefined) {
      response.destroy()
      const target = URL.parse(location, url.value.href)
      if (target === null) return cannot(url.value, 'it leads on to what is no address')
      target.hash = ''
      next = target.href
      continue
    }
    if (status !== 200) {
      response.destroy()
      return cannot(url.value, `it answers ${status}`)
    }
    return bodyOf(response, url.value, signal, options.mostBytes)
  }
  return refuse('server/cannot-fetch', { at: 'url', url: next.slice(0, 200), why: 'it leads on and on' })
}

function get(
  url: URL,
  signal: AbortSignal,
  policy: AddressPolicy,
  resolve: Resolve,
): Promise<IncomingMessage> {
  const open: typeof http.get = url.protocol === 'https:' ? https.get : http.get
  return new Promise((done, fail) => {
    open(
      url,
      {
        signal,
        agent: false,
        headers: {
          accept: 'application/cap+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5',
          // Bytes are judged as they stand; a compressed bomb is not let in.
          'accept-encoding': 'identity',
          'user-agent': 'Tocsin-Check/1',
        },
        ...(isAllowed(url, policy) ? {} : { lookup: guardedLookup(resolve) }),
      },
      done,
    ).on('error', fail)
  })
}

async function bodyOf(
  response: IncomingMessage,
  url: URL,
  signal: AbortSignal,
  mostBytes: number,
): Promise<Result<Buffer>> {
  const { 'content-encoding': encoding = 'identity' } = response.headers
  if (encoding !== 'identity') {
    response.destroy()
    return cannot(url, `it answers compressed (${encoding.slice(0, 40)}) although that was not asked for`)
  }
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > mostBytes) {
        response.destroy()
        return cannot(url, `it is larger than ${mostBytes} bytes`)
      }
      pieces.push(piece)
    }
  } catch (error) {
    return cannot(url, signal.aborted ? 'it took too long' : whyOf(error))
  }
  return ok(Buffer.concat(pieces))
}

function cannot(url: URL, why: string): Result<never> {
  return refuse('server/cannot-fetch', { at: 'url', url: url.href.slice(0, 200), why })
}

function whyOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known'
  if (code === 'ECONNREFUSED') return 'nothing answers there'
  return code ?? message
}
