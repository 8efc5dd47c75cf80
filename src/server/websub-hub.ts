/** A hub for our own feeds (W3C WebSub, 23 January 2018): whoever means it is sent the whole feed as soon as it changes, until their lease ends. */
import {
  checkUrl,
  epochMilliseconds,
  hostOf,
  instantOf,
  minute,
  ok,
  plus,
  refuse,
  second,
  sha256,
  type AddressPolicy,
  type Instant,
  type Json,
  type Mode,
  type Result,
} from '#base'
import type { HttpAsking } from '#exchange'
import { feedVariantAt, type FeedVariant } from './feed-writing.ts'
import type { Beside, System } from './system.ts'

const collection = 'hub-subscriptions'
export const mostSubscriptions = 1_000
const mostOfOneHost = 100
const mostPending = 50
const mostAtOnce = 20
const longestSecret = 199
/** Seconds; what is asked for outside of these is brought inside (§5.1). */
const leases = { shortest: 60, usual: 7 * 86_400, longest: 10 * 86_400 }
/** After each failure; the last one again and again, until the lease ends. */
const waits = [5 * second, 30 * second, 2 * minute, 10 * minute, 60 * minute]

export interface HubPorts {
  readonly asking: HttpAsking
  readonly policy: Pick<AddressPolicy, 'allowed'>
  /** `sha256=…` of the bytes by the secret (§7). */
  readonly sign: (secret: string, body: string) => string
  /** Unguessable. */
  readonly newChallenge: () => string
}

export interface HubParts {
  /** Opened when this server begins to decide. */
  readonly ports: () => HubPorts
  readonly system: Pick<System, 'shelf' | 'clock' | 'log'>
  /** Without a slash at the end; empty until it is known. */
  readonly base: () => string
  readonly render: (variant: FeedVariant) => Promise<Result<{ readonly text: string; readonly type: string }>>
  /** The place of the newest that a mode's feeds show. */
  readonly newest: (mode: Mode) => number
}

export interface WebSubHub {
  /** Takes a form of §5.1 or §5.2; what was asked for happens when the callback has confirmed it. */
  ask(form: URLSearchParams): Result<void>
  /** Feeds of this mode show something new. */
  changed(mode: Mode): void
  /** On the server that decides. */
  begin(): Promise<Beside>
}

interface Subscription {
  readonly callback: string
  /** As the subscriber wrote it: it is told the same. */
  readonly topic: string
  readonly variant: FeedVariant
  readonly secret?: string
  readonly until: Instant
  /** The newest it was sent. */
  readonly told: number
}

export function openWebSubHub(parts: HubParts): WebSubHub {
  const { shelf, clock, log } = parts.system
  let ports: HubPorts | undefined
  const subscriptions = new Map<string, Subscription>()
  const delivering = new Set<string>()
  const calledOff = new Map<string, () => void>()
  const queue: (() => Promise<void>)[] = []
  let running = 0
  let pending = 0
  let closing = new AbortController()
  closing.abort()

  const keyOf = ({ topic, callback }: Pick<Subscription, 'topic' | 'callback'>) =>
    sha256(`${topic}\n${callback}`).slice(0, 40)
  const keep = async (subscription: Subscription) => {
    const key = keyOf(subscription)
    await shelf.put(collection, [{ key, document: subscription as unknown as Json }])
    subscriptions.set(key, subscription)
  }
  const drop = async (key: string) => {
    subscriptions.delete(key)
    calledOff.get(key)?.()
    calledOff.delete(key)
    await shelf.remove(collection, [key])
  }
  const dropOld = () => {
    for (const [key, { until }] of subscriptions) if (until <= clock.now()) start(() => drop(key))
  }

  /** A few at once: a thousand subscribers must not take the server's breath away. */
  const start = (work: () => Promise<void>) => {
    queue.push(work)
    pump()
  }
  const pump = () => {
    while (running < mostAtOnce && queue.length > 0) {
      running += 1
      void queue.shift()!()
        .catch((error: unknown) => {
          if (!closing.signal.aborted) log.warn('The hub could not do something', { why: String(error) })
        })
        .finally(() => {
          running -= 1
          pump()
        })
    }
  }

  const ask = (form: URLSearchParams): Result<void> => {
    const [mode, topic, callback] = ['mode', 'topic', 'callback'].map((name) => form.get(`hub.${name}`) ?? '')
    const wrong = (at: string, why: string) => refuse('server/invalid-request', { at: `hub.${at}`, why })
    if (mode !== 'subscribe' && mode !== 'unsubscribe')
      return wrong('mode', 'it must be subscribe or unsubscribe')
    const variant = feedVariantAt(parts.base(), topic!)
    if (variant === undefined)
      return refuse('server/hub-topic', { at: 'hub.topic', topic: topic!.slice(0, 200) })
    if (ports === undefined) return refuse('server/not-the-writer')
    const url = checkUrl(callback!, { ...ports.policy, plainHttp: 'allowed' })
    if (!url.ok) return url
    const secret = form.get('hub.secret') ?? undefined
    if (secret !== undefined && Buffer.byteLength(secret) > longestSecret)
      return wrong('secret', `it must have fewer than ${longestSecret + 1} bytes`)
    const asked = Number(form.get('hub.lease_seconds') ?? leases.usual)
    if (!Number.isFinite(asked)) return wrong('lease_seconds', 'it must be a number')
    const lease = Math.round(Math.min(Math.max(asked, leases.shortest), leases.longest))
    dropOld()
    const known = subscriptions.has(keyOf({ topic: topic!, callback: callback! }))
    const ofHost = [...subscriptions.values()].filter(({ callback }) => isOf(url.value, callback)).length
    if (
      mode === 'subscribe' &&
      !known &&
      (subscriptions.size >= mostSubscriptions || ofHost >= mostOfOneHost)
    )
      return refuse('server/hub-full')
    if (pending >= mostPending) return refuse('server/busy')
    pending += 1
    const wanted = {
      callback: url.value.href,
      topic: topic!,
      variant,
      ...(secret === undefined ? {} : { secret }),
    }
    start(async () => {
      try {
        await verify(mode, { ...wanted, callback: callback! }, lease)
      } finally {
        pending = Math.max(0, pending - 1)
      }
    })
    return ok()
  }

  /** §5.3: nobody can subscribe, or unsubscribe, somebody else. */
  const verify = async (
    mode: 'subscribe' | 'unsubscribe',
    wanted: Pick<Subscription, 'callback' | 'topic' | 'variant' | 'secret'>,
    lease: number,
  ): Promise<void> => {
    const challenge = ports!.newChallenge()
    const url = new URL(wanted.callback)
    const asked = { 'hub.mode': mode, 'hub.topic': wanted.topic, 'hub.challenge': challenge }
    for (const [name, value] of Object.entries(asked)) url.searchParams.append(name, value)
    if (mode === 'subscribe') url.searchParams.append('hub.lease_seconds', String(lease))
    const answer = await ports!.asking.ask({ method: 'GET', url, headers: {} }, closing.signal)
    const meant = answer.kind === 'answer' && answer.status >= 200 && answer.status < 300
    if (!meant || Buffer.from(answer.bytes).toString().trim() !== challenge) return
    const key = keyOf(wanted)
    if (mode === 'unsubscribe') return drop(key)
    const until = instantOf(epochMilliseconds(clock.now()) + lease * second)
    const told = subscriptions.get(key)?.told ?? parts.newest(wanted.variant.mode)
    await keep({ ...wanted, until, told })
    deliverTo(key)
  }

  const deliverTo = (key: string) => {
    if (delivering.has(key) || closing.signal.aborted) return
    delivering.add(key)
    calledOff.get(key)?.()
    calledOff.delete(key)
    start(async () => {
      try {
        await deliver(key)
      } finally {
        delivering.delete(key)
      }
      const now = subscriptions.get(key)
      // What came while it was on its way.
      if (now !== undefined && !calledOff.has(key) && now.told < parts.newest(now.variant.mode))
        deliverTo(key)
    })
  }
  const failures = new Map<string, number>()
  const deliver = async (key: string): Promise<void> => {
    const subscription = subscriptions.get(key)
    if (subscription === undefined) return
    const { variant, until, told, callback, topic, secret } = subscription
    const newest = parts.newest(variant.mode)
    if (told >= newest) return
    if (until <= clock.now()) return drop(key)
    // The feed as it is at each try: who was away for an hour misses nothing, and gets it once.
    const base = parts.base()
    const feed = base === '' ? undefined : await parts.render(variant)
    const answer =
      feed?.ok === true
        ? await ports!.asking.ask(
            {
              ...{ method: 'POST', url: new URL(callback), body: feed.value.text },
              headers: {
                'content-type': feed.value.type,
                link: `<${base}/hub>; rel="hub", <${topic}>; rel="self"`,
                ...(secret === undefined ? {} : { 'x-hub-signature': ports!.sign(secret, feed.value.text) }),
              },
            },
            closing.signal,
          )
        : undefined
    const status = answer?.kind === 'answer' ? answer.status : 0
    // §7: gone means that it wants nothing more.
    if (status === 410) return drop(key)
    if (status >= 200 && status < 300) {
      failures.delete(key)
      const now = subscriptions.get(key)
      if (now !== undefined) await keep({ ...now, told: Math.max(now.told, newest) })
      return
    }
    const failed = failures.get(key) ?? 0
    failures.set(key, failed + 1)
    const wait = base === '' ? second : waits[Math.min(failed, waits.length - 1)]!
    if (plus(clock.now(), wait) >= until) return drop(key)
    calledOff.set(
      key,
      clock.after(wait, () => {
        calledOff.delete(key)
        deliverTo(key)
      }),
    )
  }

  return {
    ask,
    changed(mode) {
      if (closing.signal.aborted) return
      dropOld()
      for (const [key, { variant }] of subscriptions)
        // Who is waited for after a failure is tried at once: there is news.
        if (variant.mode === mode) deliverTo(key)
    },
    async begin() {
      closing = new AbortController()
      const opened = (ports = parts.ports())
      subscriptions.clear()
      delivering.clear()
      failures.clear()
      pending = 0
      for (const { key, document } of await shelf.list(collection))
        subscriptions.set(key, document as unknown as Subscription)
      dropOld()
      for (const key of subscriptions.keys()) deliverTo(key)
      return {
        caughtUp: async () => {},
        async close() {
          closing.abort()
          for (const callOff of calledOff.values()) callOff()
          calledOff.clear()
          queue.length = 0
          if (ports === opened) ports = undefined
          await opened.asking.close()
        },
      }
    },
  }
}

function isOf(url: URL, callback: string): boolean {
  const other = URL.parse(callback)
  return other !== null && hostOf(other) === hostOf(url)
}
