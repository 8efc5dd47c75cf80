/** The subscriber's side of WebSub for one source: asks the hub, answers when it asks back, renews, and leaves politely. */
import type { Clock, Log, Problem } from '#base'
import type { CapSource } from './arrival.ts'
import type { HttpAsking, HttpLink } from './http-asking.ts'
import type { HostQueue } from './host-queue.ts'
import {
  confirmed,
  failedAgain,
  offerOf,
  readHubQuestion,
  subscriptionForm,
  subscriptionStep,
  type Offer,
  type Subscription,
} from './subscription.ts'

export interface HubPorts {
  readonly asking: HttpAsking
  readonly queue: HostQueue
  readonly clock: Clock
  readonly log: Log
  /** In [0, 1). */
  readonly random: () => number
  /** Unguessable, fit for a path. */
  readonly newToken: () => string
  /** The address at which a hub reaches us; undefined where none does, and hubs are not used. */
  readonly callbackFor: ((token: string) => string) | undefined
  /** Tokens of subscriptions that are being given up, with their topics: hubs ask back about those, too. */
  readonly leaving: Map<string, string>
  /** Aborted when the exchange stops. */
  readonly closing: AbortSignal
}

export interface HubAnswer {
  readonly status: 200 | 404
  readonly body: string
}

export interface HubDesk {
  /** What is due now, with what the last document offered, if there was one. */
  step(
    fetched: { readonly url: string; readonly links: readonly HttpLink[] } | undefined,
    found: { readonly hub: readonly string[]; readonly self: string | undefined } | undefined,
    signal: AbortSignal,
  ): Promise<void>
  /** Answers the hub's question (W3C WebSub §5.3); undefined: the token is not this source's. */
  answer(token: string, query: { readonly [name: string]: unknown }): Promise<HubAnswer | undefined>
  /** Ours at once; the hub is told in the background. */
  leave(): Promise<void>
}

const mostLeaving = 1_000
const no: HubAnswer = { status: 404, body: '' }

export function hubDesk(
  ports: HubPorts & {
    readonly source: () => CapSource
    readonly get: () => Subscription | undefined
    /** In force at once, durable when it returns. */
    readonly put: (subscription: Subscription | undefined) => Promise<void>
  },
): HubDesk {
  const { asking, queue, clock, log, random, leaving } = ports

  const post = async (
    mode: 'subscribe' | 'unsubscribe',
    subscription: Subscription,
    signal: AbortSignal,
  ): Promise<string | undefined> => {
    const url = URL.parse(subscription.hub)
    if (url === null || ports.callbackFor === undefined) return 'its address is none'
    const leave = await queue.enter(url.host, ports.source().id, signal)
    const body = subscriptionForm(mode, subscription, ports.callbackFor(subscription.token))
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await asking.ask({ method: 'POST', url, headers, body }, signal).finally(leave)
    if (answer.kind === 'none') return answer.problem.code
    // 202 is what the standard has; some hubs verify first and answer 204.
    return answer.status >= 200 && answer.status < 300 ? undefined : `status ${answer.status}`
  }

  const fail = async (subscription: Subscription, problem: Problem) => {
    log.warn('A hub does not push a source; it is polled.', {
      source: ports.source().id,
      problem: problem.code,
    })
    await ports.put(failedAgain(subscription, { at: clock.now(), problem }, random()))
  }
  const refused = ({ hub }: Subscription, why: string): Problem => ({
    code: 'exchange/hub-refused',
    details: { host: URL.parse(hub)?.hostname ?? hub, why },
  })

  const subscribe = async ({ hub, topic }: Offer, signal: AbortSignal) => {
    const before = ports.get()
    const tries = before?.hub === hub && before.topic === topic ? before.tries : 0
    const asked: Subscription = {
      ...{ kind: 'asked', hub, topic, tries, askedAt: clock.now() },
      ...{ token: ports.newToken(), secret: ports.newToken() },
    }
    // Before it is asked: a hub may ask back before it answers.
    await ports.put(asked)
    const why = await post('subscribe', asked, signal)
    const now = ports.get()
    if (why !== undefined && now?.kind === 'asked' && now.token === asked.token)
      await fail(now, refused(now, why))
  }

  return {
    async step(fetched, found, signal) {
      const source = ports.source()
      if (source.websub === 'never' || source.paused === 'yes' || ports.callbackFor === undefined) return
      const now = ports.get()
      const said = fetched === undefined || found === undefined ? undefined : offered(fetched, found)
      const offer = said ?? (now === undefined ? undefined : { hub: now.hub, topic: now.topic })
      switch (subscriptionStep(now, offer, clock.now())) {
        case 'subscribe':
          if (now?.kind === 'active' && offer !== undefined && now.hub !== offer.hub) await this.leave()
          return subscribe(offer!, signal)
        case 'renew': {
          const why = await post('subscribe', now!, signal)
          const then = ports.get()
          if (then?.kind !== 'active' || then.token !== now!.token) return
          if (why !== undefined) return fail(then, refused(then, why))
          // Until the hub has asked back the lease runs on as it was; if it doesn't, we ask once more.
          if (then === now)
            await ports.put(failedAgain(then, { at: clock.now(), problem: refused(then, '') }, random()))
          return
        }
        case 'timed-out':
          return fail(now!, refused(now!, 'it never asked back'))
        case 'nothing':
          return
      }
    },
    async answer(token, query) {
      const question = readHubQuestion(query)
      const now = ports.get()
      if (now?.token !== token) return undefined
      if (question.kind === 'nonsense' || question.topic !== now.topic) return no
      if (question.kind === 'denied') {
        await fail(now, { code: 'exchange/hub-denied', details: { why: question.reason } })
        return { status: 200, body: '' }
      }
      // Nobody asked for an end: whoever wants one is not us.
      if (question.mode === 'unsubscribe' || now.kind === 'failed') return no
      await ports.put(confirmed(now, question.leaseSeconds, clock.now(), random()))
      return { status: 200, body: question.challenge }
    },
    async leave() {
      const now = ports.get()
      if (now === undefined) return
      await ports.put(undefined)
      if (now.kind === 'failed') return
      leaving.set(now.token, now.topic)
      for (const token of leaving.keys()) if (leaving.size > mostLeaving) leaving.delete(token)
      // A hub that can't be told will notice when the lease ends, or by our 404.
      post('unsubscribe', now, ports.closing).catch(() => {})
    },
  }
}

/** A hub asks whether a subscription that was given up, maybe of a source that is gone, was really meant to end. */
export function answerOnLeaving(
  leaving: ReadonlyMap<string, string>,
  token: string,
  query: { readonly [name: string]: unknown },
): HubAnswer {
  const question = readHubQuestion(query)
  const isMeant =
    question.kind === 'intent' && question.mode === 'unsubscribe' && question.topic === leaving.get(token)
  return isMeant ? { status: 200, body: question.challenge } : no
}

function offered(
  fetched: { readonly url: string; readonly links: readonly HttpLink[] },
  found: { readonly hub: readonly string[]; readonly self: string | undefined },
): Offer | undefined {
  const targets = (rel: string) =>
    fetched.links.filter(({ rels }) => rels.includes(rel)).map(({ target }) => target)
  return offerOf({ hub: targets('hub'), self: targets('self')[0] }, found, fetched.url)
}
