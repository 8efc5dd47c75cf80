/** Hands one message to one push service: encrypted, signed, bounded in time, over connections that are kept, and never to an address nobody checked. */
import type { IncomingMessage, RequestOptions } from 'node:http'
import { isAllowed, refuse, second, type AddressPolicy, type Clock, type Refused } from '#base'
import { guardedLookup, PrivateAddress, systemResolve, type Resolve } from '../../base/guarded-lookup.node.ts'
import { answerOf, type PushAnswer } from './answer.ts'
import type { PushRequests } from './push-request.ts'
import type { Encrypting } from './encrypting.node.ts'
import { checkEndpoint } from './endpoint.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')

export interface PushRequestOptions {
  readonly policy: AddressPolicy
  readonly clock: Clock
  readonly encrypting: Encrypting
  /** The `authorization` for an origin. */
  readonly token: (origin: string) => string
  readonly resolve?: Resolve
}

/** Of an answer's body nothing is read: it means nothing here. */
const longestAnswer = 16 * 1024
const longestTalk = 5 * second
/** Connections that wait for the next message, an origin. */
const mostIdle = 128

export function pushRequests(options: PushRequestOptions): PushRequests {
  const { policy, clock, encrypting, token } = options
  const kept = { keepAlive: true, maxFreeSockets: mostIdle, timeout: 30_000, scheduling: 'lifo' } as const
  const guarded = guardedLookup(options.resolve ?? systemResolve)
  // Apart from each other: a connection that was made unguarded must never be used where it has to be guarded.
  const agents = {
    guarded: { 'http:': new http.Agent(kept), 'https:': new https.Agent(kept) },
    allowed: { 'http:': new http.Agent(kept), 'https:': new https.Agent(kept) },
  }

  const send = (
    url: URL,
    body: Uint8Array,
    request: RequestOptions,
    stopped: AbortSignal,
  ): Promise<PushAnswer> =>
    new Promise((resolve) => {
      const open = url.protocol === 'https:' ? https.request : http.request
      const sent = open(url, request)
      let handedOver = false
      sent.on('finish', () => (handedOver = true))
      // While it still connects, nobody has heard of it.
      const stop = () => handedOver || sent.destroy()
      stopped.addEventListener('abort', stop, { once: true })
      sent.on('close', () => stopped.removeEventListener('abort', stop))
      sent.on('response', (response: IncomingMessage) => {
        let bytes = 0
        response.on('data', ({ length }: Buffer) => {
          if ((bytes += length) > longestAnswer) response.destroy()
        })
        response.on('error', () => {})
        // What it goes on to say is waited for, so that the connection may be kept, but a stranger's service can't hold it for ever.
        const letGo = clock.after(longestTalk, () => response.destroy())
        response.on('close', letGo)
        resolve(answerOf(response.statusCode ?? 0, response.headers['retry-after'], clock.now()))
      })
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection that the service had closed meanwhile: nothing of it was read there (RFC 9112 §9.3.1).
        const isOff = stopped.aborted || request.signal?.aborted === true
        if (sent.reusedSocket && error.code === 'ECONNRESET' && !isOff)
          return resolve(send(url, body, { ...request, agent: false }, stopped))
        if (error instanceof PrivateAddress)
          return resolve({ kind: 'refused', problem: 'push/private-address', retry: 'later' })
        if (handedOver) return resolve({ kind: 'unknown', problem: 'push/no-answer' })
        const problem = isOff ? 'push/called-off' : 'push/unreachable'
        resolve({ kind: 'refused', problem, retry: 'later' })
      })
      sent.end(body)
    })

  return {
    async post({ endpoint, keys }, text, { ttlSeconds, urgency, topic }, off) {
      const { stopped, givenUp } = off
      const isOff = () => stopped.aborted || givenUp.aborted
      const calledOff = { kind: 'refused', problem: 'push/called-off', retry: 'later' } as const
      const url = checkEndpoint(endpoint, policy)
      // The policy may have become stricter since.
      if (!url.ok) return never(url)
      if (isOff()) return calledOff
      const plain = Buffer.from(text)
      const encrypted = keys === null ? undefined : await encrypting.encrypt(keys, plain)
      if (encrypted?.ok === false) return isOff() ? calledOff : never(refuse('push/bad-keys'))
      // It may have been stopped while it was encrypted.
      if (isOff()) return calledOff
      const body = encrypted?.value ?? plain
      const free = isAllowed(url.value, policy)
      const request: RequestOptions = {
        method: 'POST',
        agent: agents[free ? 'allowed' : 'guarded'][url.value.protocol as 'https:'],
        signal: givenUp,
        headers: {
          authorization: token(url.value.origin),
          ...(keys === null ? {} : { 'content-encoding': 'aes128gcm' }),
          'content-type': 'application/octet-stream',
          'content-length': body.length,
          ttl: String(ttlSeconds),
          urgency,
          topic,
          'user-agent': 'Tocsin-Push/1',
        },
        ...(isAllowed(url.value, policy) ? {} : { lookup: guarded }),
      }
      off.goesOut?.()
      return send(url.value, body, request, stopped)
    },
    close() {
      for (const pair of Object.values(agents)) for (const agent of Object.values(pair)) agent.destroy()
    },
  }
}

function never({ problem }: Refused<string>): PushAnswer {
  return { kind: 'refused', problem: problem.code, retry: 'never' }
}
