/** Calls webhooks over HTTP: signed, bounded in time and size, never redirected, and never to an address nobody checked. */
import type { ClientRequest, RequestOptions } from 'node:http'
import type { Notice } from '#alerts'
import {
  epochMilliseconds,
  isAllowed,
  modes,
  ok,
  refuse,
  second,
  type AddressPolicy,
  type Clock,
  type IdSource,
  type Log,
  type Mode,
  type Result,
} from '#base'
import type { Abilities, Channel, Outcome } from '../channel.ts'
import { outcomeOf } from './answer.ts'
import { messageId, noticeEvent, pingEvent, type SaidText } from './event.ts'
import { formatTraits, type WebhookSpeakers } from './format.ts'
import { guardedLookup, PrivateAddress, systemResolve, type Resolve } from '../../base/guarded-lookup.node.ts'
import { severalCalls } from './several-calls.ts'
import { sign } from './signature.node.ts'
import type { Webhook, WebhookBook } from './subscription.ts'
import { checkUrl } from './webhook-address.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')

export interface WebhookChannel extends Channel {
  /** Sends a `webhook.ping` at once, once, and says what came of it; a disabled webhook may be pinged too. */
  ping(
    id: string,
  ): Promise<Result<Outcome, 'webhook/no-such-webhook' | 'webhook/no-ping' | 'webhook/format-not-spoken'>>
}

export interface WebhookChannelOptions {
  readonly book: WebhookBook
  readonly policy: AddressPolicy
  readonly clock: Clock
  readonly ids: IdSource
  readonly report: Log
  readonly modes?: readonly Mode[]
  readonly patienceFor?: number
  readonly concurrency?: number
  readonly resolve?: Resolve
  readonly speakers?: WebhookSpeakers
}

/** What is read of an answer's body before the connection is cut; its content means nothing here. */
const longestAnswer = 16 * 1024

export function webhookChannel(options: WebhookChannelOptions): WebhookChannel {
  const { book, policy, clock, report, speakers = {} } = options
  const patienceFor = options.patienceFor ?? 10 * second
  // No connection is kept for later: warnings are rare, and each connection's address is checked anew.
  const agents = { 'http:': new http.Agent(), 'https:': new https.Agent() }
  const guarded = guardedLookup(options.resolve ?? systemResolve)
  const own = new WeakMap<Notice, readonly SaidText[]>()
  const calls = severalCalls()
  const closing = new AbortController()
  const abilities: Abilities = {
    longestText: 'any',
    // A 2xx is the receiver's own word that it has the notice; of people it says nothing.
    confirms: 'device',
    aims: 'area',
    carries: 'every-level',
    modes: options.modes ?? modes,
  }

  /** Undefined where nobody speaks its format. */
  const saidOf = (notice: Notice, webhook: Webhook): readonly SaidText[] | undefined => {
    const { format } = webhook
    if (format !== 'tocsin')
      return speakers[format]?.say(notice, webhook).map((one) => {
        const { text, key } = typeof one === 'string' ? { text: one, key: undefined } : one
        return { text, about: `${notice.id} ${text}`, ...(key === undefined ? {} : { key }) }
      })
    const made = own.get(notice) ?? [{ text: JSON.stringify(noticeEvent(notice)), about: notice.id }]
    own.set(notice, made)
    return made
  }
  const call = async (webhook: Webhook, id: string, body: Buffer, signal: AbortSignal): Promise<Outcome> => {
    const url = checkUrl(webhook.url, policy)
    // The policy may have become stricter since the webhook was made.
    if (!url.ok) return { kind: 'refused', problem: url.problem.code, retry: 'never' }
    const off = AbortSignal.any([signal, closing.signal, AbortSignal.timeout(patienceFor)])
    if (off.aborted) return { kind: 'refused', problem: 'webhook/called-off', retry: 'later' }
    const at = clock.now()
    const atSeconds = Math.floor(epochMilliseconds(at) / 1_000)
    const { protocol } = url.value
    const request: RequestOptions = {
      method: 'POST',
      agent: agents[protocol as keyof typeof agents],
      signal: off,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'user-agent': 'Tocsin-Webhook/1',
        'webhook-id': id,
        'webhook-timestamp': String(atSeconds),
        'webhook-signature': sign(book.secretsOf(webhook.id, at), { id, atSeconds, body }),
      },
      ...(isAllowed(url.value, policy) ? {} : { lookup: guarded }),
    }
    const open = protocol === 'https:' ? https.request : http.request
    return answerTo(open(url.value, request), body, clock)
  }

  return {
    name: 'webhook',
    abilities,
    patienceFor,
    concurrency: options.concurrency ?? 64,
    async targets(notice, covers) {
      const level = `${notice.ladder}/${notice.level}`
      return book
        .list()
        .filter(
          (it) =>
            it.disabled === undefined &&
            it.modes.includes(notice.mode) &&
            (it.levels === undefined || it.levels.includes(level)) &&
            (it.areas === 'everywhere' || it.areas.some(covers)) &&
            formatTraits[it.format].modes.includes(notice.mode) &&
            saidOf(notice, it)?.length !== 0,
        )
        .map(({ id, areas }) => ({ id, areas }))
    },
    async send(notice, target, signal) {
      const refused = (problem: string, retry: 'never' | 'later' = 'never'): Outcome => ({
        kind: 'refused',
        problem,
        retry,
      })
      if (closing.signal.aborted) return refused('webhook/closed', 'later')
      const webhook = book.get(target.id)
      if (webhook === undefined) return refused('webhook/no-such-webhook')
      if (!abilities.modes.includes(notice.mode) || !webhook.modes.includes(notice.mode))
        return refused('webhook/mode-not-carried')
      if (webhook.disabled !== undefined) return refused('webhook/disabled')
      if (!formatTraits[webhook.format].modes.includes(notice.mode))
        return refused('webhook/mode-not-carried')
      const said = saidOf(notice, webhook)
      if (said === undefined) return refused('webhook/format-not-spoken', 'later')
      const callOne = (message: string, text: string) => call(webhook, message, Buffer.from(text), signal)
      const outcome = await calls.tell(notice, webhook.id, said, callOne, signal)
      if (outcome.kind === 'refused' && outcome.problem === 'webhook/gone') {
        report.warn('A webhook’s receiver is gone; the webhook was disabled.', { webhook: webhook.id })
        await book.disable(webhook.id, 'webhook/gone', clock.now())
      }
      return outcome
    },
    async ping(id) {
      const webhook = book.get(id)
      if (webhook === undefined) return refuse('webhook/no-such-webhook', { webhook: id })
      const { format } = webhook
      const speaker = format === 'tocsin' ? undefined : speakers[format]
      if (format !== 'tocsin' && speaker?.ping === undefined)
        return refuse(speaker === undefined ? 'webhook/format-not-spoken' : 'webhook/no-ping', { format })
      const at = clock.now()
      const body = Buffer.from(speaker?.ping?.(at) ?? JSON.stringify(pingEvent(at)))
      const message = messageId(options.ids.next('ping'), webhook.id)
      return ok(await call(webhook, message, body, AbortSignal.timeout(patienceFor)))
    },
    async close() {
      closing.abort()
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

/** Sends the body and waits for the status line; what goes wrong before everything was handed over means: not sent. */
function answerTo(request: ClientRequest, body: Buffer, clock: Clock): Promise<Outcome> {
  return new Promise((resolve) => {
    let handedOver = false
    request.on('finish', () => (handedOver = true))
    request.on('response', (response) => {
      let bytes = 0
      response.on('data', ({ length }: Buffer) => {
        if ((bytes += length) > longestAnswer) response.destroy()
      })
      response.on('error', () => {})
      resolve(outcomeOf(response.statusCode ?? 0, response.headers['retry-after'], clock.now()))
    })
    request.on('error', (error) => {
      if (error instanceof PrivateAddress)
        // Names change: what leads astray today may be put right before the deadline.
        resolve({ kind: 'refused', problem: 'webhook/private-address', retry: 'later' })
      else if (handedOver) resolve({ kind: 'unknown', problem: 'webhook/no-answer' })
      else {
        const calledOff = error.name === 'AbortError' || error.name === 'TimeoutError'
        resolve({
          kind: 'refused',
          problem: calledOff ? 'webhook/called-off' : 'webhook/unreachable',
          retry: 'later',
        })
      }
    })
    request.end(body)
  })
}
