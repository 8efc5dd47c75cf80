/** Calls people through the authority's own paging service: one signed request for each, which names the person by their id alone. */
import type { ClientRequest, RequestOptions } from 'node:http'
import {
  checkUrl,
  epochMilliseconds,
  isAllowed,
  second,
  type AddressPolicy,
  type Clock,
  type JsonObject,
  type Log,
} from '#base'
import { guardedLookup, PrivateAddress, systemResolve, type Resolve } from '../../base/guarded-lookup.node.ts'
import type { CallAnswer, PersonCall } from './person-call.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')

export interface PageSettings {
  readonly url: string
  /** Standard Webhooks 1.0: `whsec_` and the secret in base64. */
  readonly secret: string
  /** The value of `webhook-signature`, as Standard Webhooks 1.0 has it. */
  readonly sign: (
    secrets: readonly string[],
    message: { readonly id: string; readonly atSeconds: number; readonly body: Uint8Array },
  ) => string
  readonly policy: AddressPolicy
  readonly clock: Clock
  readonly log: Log
  readonly patienceFor?: number
  readonly resolve?: Resolve
}

/** The paging service itself: one signed event for each call, with the id by which a second try is known. */
export interface Pager {
  page(
    event: { readonly id: string; readonly type: string; readonly data: JsonObject },
    signal: AbortSignal,
  ): Promise<CallAnswer>
  close(): Promise<void>
}

export function callByPage(settings: PageSettings): PersonCall {
  const pager = openPager(settings)
  return {
    by: 'page',
    needs: 'nothing',
    async call(person, _, message, signal) {
      const { id, timeZone: __, ...data } = message
      const event = { id, type: 'person.called', data: { person, ...data } as unknown as JsonObject }
      const answer = await pager.page(event, signal)
      if (answer.kind === 'failed')
        settings.log.warn('A call through the paging service was not taken', { person, why: answer.why })
      return answer
    },
    close: () => pager.close(),
  }
}

export function openPager(settings: PageSettings): Pager {
  const { policy, clock } = settings
  const patience = settings.patienceFor ?? 10 * second
  const guarded = guardedLookup(settings.resolve ?? systemResolve)
  const agents = { 'http:': new http.Agent(), 'https:': new https.Agent() }
  const failed = (why: string, again: 'later' | 'never'): CallAnswer => ({ kind: 'failed', why, again })
  return {
    async page({ id, type, data }, signal) {
      const url = checkUrl(settings.url, policy)
      if (!url.ok) return failed(url.problem.code, 'never')
      const at = clock.now()
      const atSeconds = Math.floor(epochMilliseconds(at) / 1_000)
      const body = Buffer.from(JSON.stringify({ type, timestamp: at, data }))
      const { protocol } = url.value
      const request: RequestOptions = {
        method: 'POST',
        agent: agents[protocol as keyof typeof agents],
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          'user-agent': 'Tocsin-Webhook/1',
          'webhook-id': id,
          'webhook-timestamp': String(atSeconds),
          'webhook-signature': settings.sign([settings.secret], { id, atSeconds, body }),
        },
        ...(isAllowed(url.value, policy) ? {} : { lookup: guarded }),
      }
      return answerTo((protocol === 'https:' ? https : http).request(url.value, request), body)
    },
    async close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

/** Redirections are not followed: the secret is for this address. */
function answerTo(request: ClientRequest, body: Buffer): Promise<CallAnswer> {
  return new Promise((resolve) => {
    request.on('response', (response) => {
      const status = response.statusCode ?? 0
      // What it says beside its status means nothing here.
      response.destroy()
      if (status >= 200 && status < 300) resolve({ kind: 'accepted' })
      else {
        const passes = status >= 500 || status === 408 || status === 429
        resolve({ kind: 'failed', why: `page-answered-${status}`, again: passes ? 'later' : 'never' })
      }
    })
    request.on('error', (error) => {
      if (error instanceof PrivateAddress)
        resolve({ kind: 'failed', why: 'base/private-address', again: 'later' })
      else resolve({ kind: 'failed', why: 'page-unreachable', again: 'later' })
    })
    request.end(body)
  })
}
