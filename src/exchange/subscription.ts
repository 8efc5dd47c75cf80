/** A subscription at a WebSub hub (W3C WebSub, 23 January 2018), from asking to its end: what to ask for, what to confirm, when to renew. */
import {
  epochMilliseconds,
  hour,
  instantOf,
  minute,
  plus,
  second,
  type Instant,
  type Milliseconds,
} from '#base'
import type { Noted } from './source-state.ts'

interface Common {
  readonly hub: string
  /** The feed's own address of itself (`rel=self`), which is what the hub knows it by. */
  readonly topic: string
  /** Unguessable; the end of the callback's path. A new one for each hub and topic. */
  readonly token: string
  /** What the hub signs with; never shown. */
  readonly secret: string
}

export type Subscription =
  | (Common & { readonly kind: 'asked'; readonly askedAt: Instant; readonly tries: number })
  | (Common & {
      readonly kind: 'active'
      readonly until: Instant
      readonly renewAt: Instant
      readonly tries: number
      /** Of the last delivery; `weakly` is HMAC-SHA1, which some hubs have nothing better than. */
      readonly signed: 'strongly' | 'weakly'
    })
  | (Common & {
      readonly kind: 'failed'
      readonly failure: Noted
      readonly tries: number
      readonly againAt: Instant
    })

/** Asked for; the hub has the last word (§5.1). */
export const wantedLeaseSeconds = 7 * 86_400
/** What a hub that says none is taken to mean. */
const usualLeaseSeconds = 86_400
/** A hub that never asks back had its chance. */
export const verificationWithin: Milliseconds = 5 * minute
const firstAgain = 5 * minute
const longestAgain = 6 * hour

export interface Offer {
  readonly hub: string
  readonly topic: string
}

/** What is to be done now: nothing, or ask the hub anew, or ask it again in time before the lease ends. */
export function subscriptionStep(
  now: Subscription | undefined,
  offer: Offer | undefined,
  at: Instant,
): 'nothing' | 'subscribe' | 'renew' | 'timed-out' {
  if (offer !== undefined && (now === undefined || now.hub !== offer.hub || now.topic !== offer.topic))
    return 'subscribe'
  if (now === undefined) return 'nothing'
  switch (now.kind) {
    case 'asked':
      return plus(now.askedAt, verificationWithin) <= at ? 'timed-out' : 'nothing'
    case 'active':
      return now.until <= at ? 'subscribe' : now.renewAt <= at ? 'renew' : 'nothing'
    case 'failed':
      return now.againAt <= at && offer !== undefined ? 'subscribe' : 'nothing'
  }
}

/** When `subscriptionStep` will next say something else, or undefined. */
export function nextStepAt(now: Subscription | undefined): Instant | undefined {
  switch (now?.kind) {
    case 'asked':
      return plus(now.askedAt, verificationWithin)
    case 'active':
      return now.renewAt
    case 'failed':
      return now.againAt
    default:
      return undefined
  }
}

/** The hub asked back, and means us (§5.3). Renewed when a tenth of the lease is left, at least a minute before its end. */
export function confirmed(
  asked: Subscription,
  leaseSeconds: number | undefined,
  at: Instant,
  random: number,
): Subscription {
  const lease = Math.max(1, leaseSeconds ?? usualLeaseSeconds) * second
  const left = Math.min(Math.max(lease * 0.1 * (1 + random), minute), lease / 2)
  const until = instantOf(epochMilliseconds(at) + lease)
  const { hub, topic, token, secret } = asked
  return {
    ...{
      kind: 'active',
      hub,
      topic,
      token,
      secret,
      until,
      renewAt: plus(until, -Math.round(left)),
      tries: 0,
    },
    signed: asked.kind === 'active' ? asked.signed : 'strongly',
  }
}

/** Refused, denied or silent: asked again ever more seldom, since the source is polled all the same. */
export function failedAgain(before: Subscription, failure: Noted, random: number): Subscription {
  const tries = before.tries + 1
  const wait = Math.min(firstAgain * 2 ** Math.min(tries - 1, 20), longestAgain)
  const againAt = plus(failure.at, Math.ceil(wait * (1 + 0.2 * random)))
  const { hub, topic, token, secret } = before
  // A renewal that failed leaves the lease as it is until it ends.
  if (before.kind === 'active' && againAt < before.until) return { ...before, tries, renewAt: againAt }
  return { kind: 'failed', hub, topic, token, secret, failure, tries, againAt }
}

/** The form that is posted to the hub (§5.1). */
export function subscriptionForm(
  mode: 'subscribe' | 'unsubscribe',
  { topic, secret }: Pick<Subscription, 'topic' | 'secret'>,
  callback: string,
): string {
  return new URLSearchParams({
    'hub.mode': mode,
    'hub.topic': topic,
    'hub.callback': callback,
    ...(mode === 'subscribe'
      ? { 'hub.lease_seconds': String(wantedLeaseSeconds), 'hub.secret': secret }
      : {}),
  }).toString()
}

/** What a hub's GET at the callback says. */
export type HubQuestion =
  | {
      readonly kind: 'intent'
      readonly mode: 'subscribe' | 'unsubscribe'
      readonly topic: string
      readonly challenge: string
      readonly leaseSeconds?: number
    }
  | { readonly kind: 'denied'; readonly topic: string; readonly reason: string }
  | { readonly kind: 'nonsense' }

/** §5.2 and §5.3. */
export function readHubQuestion(query: { readonly [name: string]: unknown }): HubQuestion {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const [mode, topic, challenge] = [text('hub.mode'), text('hub.topic'), text('hub.challenge')]
  if (topic === '') return { kind: 'nonsense' }
  if (mode === 'denied') return { kind: 'denied', topic, reason: text('hub.reason').slice(0, 200) }
  if ((mode !== 'subscribe' && mode !== 'unsubscribe') || challenge === '' || challenge.length > 4_096)
    return { kind: 'nonsense' }
  const lease = text('hub.lease_seconds')
  return {
    ...{ kind: 'intent', mode, topic, challenge },
    ...(/^\d{1,9}$/.test(lease) ? { leaseSeconds: Number(lease) } : {}),
  }
}

export const hubDigests = ['sha1', 'sha256', 'sha384', 'sha512'] as const
export type HubDigest = (typeof hubDigests)[number]

/** `X-Hub-Signature: sha256=…` (§7): the method and the digest in lower-case hexadecimal, or undefined. */
export function readHubSignature(
  header: string | undefined,
): { readonly method: HubDigest; readonly hex: string } | undefined {
  const [, name = '', hex = ''] = /^\s*(\w+)=([0-9a-f]{40,128})\s*$/i.exec(header ?? '') ?? []
  const method = hubDigests.find((one) => one === name.toLowerCase())
  return method === undefined ? undefined : { method, hex: hex.toLowerCase() }
}

/** The hub and the topic that a document offers: HTTP's Link headers count before what stands in the document (§4). */
export function offerOf(
  http: { readonly hub: readonly string[]; readonly self: string | undefined },
  document: { readonly hub: readonly string[]; readonly self: string | undefined },
  url: string,
): Offer | undefined {
  const absolute = (link: string | undefined) => (link === undefined ? undefined : URL.parse(link, url)?.href)
  const hub = absolute(http.hub[0] ?? document.hub[0])
  const topic = absolute(http.self ?? document.self) ?? url
  return hub === undefined ? undefined : { hub, topic }
}
