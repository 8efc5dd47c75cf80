/** Short messages and calls through an HTTP gateway by template: bounded in time and size, never redirected, never to an address nobody checked. */
import type { RequestOptions } from 'node:http'
import {
  between,
  checkUrl,
  isAllowed,
  second,
  sha256,
  type AddressPolicy,
  type Clock,
  type Instant,
  type Json,
  type Log,
  type Milliseconds,
} from '#base'
import { guardedLookup, PrivateAddress, systemResolve, type Resolve } from '../../base/guarded-lookup.node.ts'
import type { ChannelStanding, Outcome } from '../channel.ts'
import type { Carrier, Handed, Handing, HearReceipt, HearText } from '../line/carrier.ts'
import type { Recall } from '../line/line.ts'
import { readRetryAfter } from '../webhook/answer.ts'
import { readCallback } from './callback.ts'
import { spoken } from './spoken.ts'
import { filled, textAt, type FilledRequest, type GatewayTemplate, type Values } from './template.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const http = process.getBuiltinModule('node:http')
const https = process.getBuiltinModule('node:https')

export interface GatewayOptions {
  readonly kind: 'sms' | 'voice'
  readonly template: GatewayTemplate
  /** By name, as their files have them. */
  readonly secrets: { readonly [name: string]: string }
  readonly policy: AddressPolicy
  readonly clock: Clock
  readonly report: Log
  /** Where the gateway calls back; empty where nobody knows this server's address. */
  readonly callbackAt: string
  readonly patienceFor?: Milliseconds
  readonly resolve?: Resolve
}

export interface GatewayCarrier extends Carrier {
  /** Takes what a callback said; false where it says nothing that is understood. */
  called(document: Json): Promise<'taken' | 'not-understood'>
}

const longestAnswer = 64 * 1024

type Answer =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly body: string
      readonly retryAfter?: string
    }
  | { readonly kind: 'not-sent'; readonly problem: string; readonly retry: 'never' | 'later' }
  | { readonly kind: 'no-answer' }

export function gatewayCarrier(options: GatewayOptions): GatewayCarrier {
  const { kind, template, secrets, policy, clock, report } = options
  const patienceFor = options.patienceFor ?? 20 * second
  const { callback, accepted } = template
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 16 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 16 }),
  }
  const guarded = guardedLookup(options.resolve ?? systemResolve)
  const closing = new AbortController()
  let receipt: HearReceipt = async () => {}
  let text: HearText = async () => {}
  let standing: ChannelStanding = { state: 'working', since: clock.now() }
  const stands = (state: ChannelStanding['state'], problem?: string) => {
    if (standing.state !== state || standing.problem !== problem)
      standing = { state, since: clock.now(), ...(problem === undefined ? {} : { problem }) }
  }

  const valuesOf = (message: Handing): Values => {
    const repeats = message.repeats ?? template.repeats
    const asksForKey = kind === 'voice' && callback?.key !== undefined && message.keys === undefined
    const key = asksForKey ? callback.acknowledges : undefined
    return {
      ...{ number: message.to, digits: message.to.replace(/^\+/, ''), text: message.text },
      spoken: spoken(message.text, {
        ...{ language: message.language, repeats },
        ...(key === undefined ? {} : { key }),
      }),
      // Ids of ours say which alert and which person: a gateway is told a name that stays the same, and no more.
      id: sha256(`gateway ${message.id}`).slice(0, 32),
      ...{ language: message.language, mode: message.mode, until: message.until, repeats },
      seconds: Math.max(1, Math.ceil(between(clock.now(), message.until) / second)),
      ...{ callback: options.callbackAt, reference: '' },
    }
  }

  const ask = (request: FilledRequest, signal: AbortSignal): Promise<Answer> => {
    const url = checkUrl(request.url, policy)
    if (!url.ok) return Promise.resolve({ kind: 'not-sent', problem: 'line/private-address', retry: 'never' })
    const off = AbortSignal.any([signal, closing.signal, AbortSignal.timeout(patienceFor)])
    if (off.aborted) return Promise.resolve({ kind: 'not-sent', problem: 'line/called-off', retry: 'later' })
    const protocol = url.value.protocol as keyof typeof agents
    const body = request.body === undefined ? undefined : Buffer.from(request.body)
    const how: RequestOptions = {
      ...{ method: request.method, agent: agents[protocol], signal: off },
      headers: {
        'user-agent': 'Tocsin-Gateway/1',
        ...request.headers,
        ...(body === undefined ? {} : { 'content-length': body.length }),
      },
      ...(isAllowed(url.value, policy) ? {} : { lookup: guarded }),
    }
    return new Promise((resolve) => {
      let handedOver = false
      const open = protocol === 'https:' ? https.request : http.request
      const asking = open(url.value, how)
      asking.on('finish', () => (handedOver = true))
      asking.on('response', (response) => {
        const chunks: Buffer[] = []
        let bytes = 0
        const answered = () =>
          resolve({
            ...{ kind: 'answered', status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() },
            ...(response.headers['retry-after'] && { retryAfter: response.headers['retry-after'] }),
          })
        response.on('data', (chunk: Buffer) => {
          if ((bytes += chunk.length) > longestAnswer) response.destroy()
          else chunks.push(chunk)
        })
        response.on('error', answered)
        response.on('close', answered)
      })
      asking.on('error', (error) => {
        if (error instanceof PrivateAddress)
          resolve({ kind: 'not-sent', problem: 'line/private-address', retry: 'later' })
        else if (handedOver) resolve({ kind: 'no-answer' })
        else {
          const calledOff = error.name === 'AbortError' || error.name === 'TimeoutError'
          const problem = calledOff ? 'line/called-off' : 'line/not-connected'
          resolve({ kind: 'not-sent', problem, retry: 'later' })
        }
      })
      asking.end(body)
    })
  }

  const outcomeOf = (answer: Answer): Handed => {
    const refused = (problem: string, retry: 'never' | 'later', notBefore?: Instant): Handed => ({
      references: [],
      outcome: { kind: 'refused', problem, retry, ...(notBefore === undefined ? {} : { notBefore }) },
    })
    if (answer.kind === 'no-answer')
      return { references: [], outcome: { kind: 'unknown', problem: 'line/no-answer' } }
    if (answer.kind === 'not-sent') {
      if (answer.problem !== 'line/called-off') stands('failing', answer.problem)
      return refused(answer.problem, answer.retry)
    }
    const { status } = answer
    const document = documentOf(answer.body)
    const said = accepted.where === undefined ? undefined : textAt(document, accepted.where.pointer)
    const isTaken =
      accepted.status.includes(status) &&
      (accepted.where === undefined || accepted.where.is.some((one) => String(one) === said))
    if (isTaken) {
      stands('working')
      const reference = textAt(document, accepted.reference)
      const outcome: Outcome = { kind: 'accepted', reference: reference ?? `HTTP ${status}` }
      return { references: reference === undefined ? [] : [reference], outcome }
    }
    report.warn('A gateway did not take a message', { kind, status, said: said?.slice(0, 40) ?? '' })
    if (status === 401 || status === 403) {
      stands('failing', 'line/sign-in-refused')
      return refused('line/sign-in-refused', 'later')
    }
    if (status === 429 || status === 503)
      return refused(
        'line/busy',
        'later',
        answer.retryAfter === undefined ? undefined : readRetryAfter(answer.retryAfter, clock.now()),
      )
    return refused('line/rejected', [400, 404, 422].includes(status) ? 'never' : 'later')
  }

  return {
    abilities: {
      confirms:
        kind === 'voice' && callback?.key !== undefined
          ? 'person'
          : callback === undefined
            ? 'nothing'
            : 'device',
      recalls: template.cancel === undefined ? 'never' : 'while-waiting',
      replies: callback?.key !== undefined ? 'keys' : callback?.text === undefined ? 'none' : 'texts',
    },
    patienceFor: patienceFor + 5 * second,
    async hand(message, signal) {
      const request = filled(template.send, valuesOf(message), secrets)
      if (!request.ok)
        return { references: [], outcome: { kind: 'refused', problem: 'line/bad-gateway', retry: 'never' } }
      return outcomeOf(await ask(request.value, signal))
    },
    ...(template.cancel === undefined ? {} : { recall }),
    listen(hear) {
      receipt = hear.receipt
      text = hear.text
    },
    async called(document) {
      const said = callback === undefined ? undefined : readCallback(document, callback, kind)
      if (said === undefined) return 'not-understood'
      const { reference, outcome, from } = said
      if (reference !== undefined && outcome !== undefined)
        await receipt({ references: [reference], outcome })
      if (said.text !== undefined) {
        const plussed = from !== undefined && /^\d{7,15}$/.test(from) ? `+${from}` : from
        await text({
          ...{ to: '', text: said.text, at: clock.now() },
          ...(plussed === undefined ? {} : { from: plussed }),
          ...(reference === undefined ? {} : { about: reference }),
        })
      }
      return 'taken'
    },
    standing: () => standing,
    async prove() {
      // Whatever could be asked of it would be a message to somebody, or is a gateway's own affair.
      const says = 'Nothing can be asked of this gateway without sending somebody something.'
      return { at: clock.now(), code: 'gateway-not-asked', outcome: 'unknown', says }
    },
    async close() {
      closing.abort()
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }

  async function recall(references: readonly string[]): Promise<Recall> {
    for (const reference of references) {
      const values: Values = {
        ...{ number: '', digits: '', text: '', spoken: '', id: '', language: '', mode: '', until: '' },
        ...{ seconds: 0, repeats: 0, callback: '', reference },
      }
      const request = template.cancel === undefined ? undefined : filled(template.cancel, values, secrets)
      if (request?.ok !== true) return { kind: 'too-late', problem: 'line/cannot-recall' }
      const answer = await ask(request.value, closing.signal)
      if (answer.kind !== 'answered') return { kind: 'unknown', problem: 'line/no-answer' }
      if (answer.status < 200 || answer.status >= 300)
        return { kind: 'too-late', problem: 'line/cannot-recall' }
    }
    return { kind: 'recalled' }
  }
}

/** JSON, or else the text itself. */
function documentOf(body: string): Json {
  try {
    return JSON.parse(body) as Json
  } catch {
    return body.trim()
  }
}
