/** Fetches one document: through the host gate, with its validators, over its redirections, and says in one word what came of it. */
import { plus, type Clock, type Instant } from '#base'
import type { HostQueue } from './host-queue.ts'
import {
  freshSecondsOf,
  linksOf,
  retryAfterOf,
  type FetchProblem,
  type HttpAsking,
  type HttpLink,
} from './http-asking.ts'

import { longestRetryAfter } from './schedule.ts'

/** What a cache remembers to ask whether something changed (RFC 9110 §8.8). */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

export interface Wanted {
  readonly url: string
  /** On whose behalf; sources take turns at a host. */
  readonly source: string
  readonly validators?: Validators
  /** Sent to the origin of this address alone, not to where it may redirect. */
  readonly credentials?: { readonly header: string; readonly value: string; readonly origin: string }
}

export type Fetched =
  | {
      readonly kind: 'document'
      readonly bytes: Uint8Array
      /** Where it was found in the end. */
      readonly url: string
      /** The new address, where every redirection on the way was for good. */
      readonly movedTo?: string
      readonly validators: Validators
      readonly freshForSeconds?: number
      readonly links: readonly HttpLink[]
    }
  | { readonly kind: 'unchanged'; readonly freshForSeconds?: number; readonly movedTo?: string }
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'failed'
      readonly problem: FetchProblem
      readonly retryAfter?: Instant
      /** Not even tried, because the host takes a rest it asked for. */
      readonly tried?: 'no'
    }

export interface Fetching {
  /** Rejects only when `signal` is aborted. */
  fetch(wanted: Wanted, signal: AbortSignal): Promise<Fetched>
}

const mostHops = 5
const accept =
  'application/cap+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.5, */*;q=0.1'

export function fetching(asking: HttpAsking, queue: HostQueue, clock: Clock): Fetching {
  return {
    async fetch(wanted, signal) {
      const start = URL.parse(wanted.url)
      if (start === null)
        return failed({ code: 'base/not-a-url', details: { url: wanted.url.slice(0, 200) } })
      start.hash = ''
      let url = start
      let forGood = true
      const seen = new Set<string>()
      for (let hops = 0; ; hops++) {
        if (seen.has(url.href) || hops > mostHops)
          return failed({ code: 'exchange/redirect-loop', details: { hops } })
        seen.add(url.href)
        const resting = queue.restsUntil(url.host)
        if (resting !== undefined) {
          const problem: FetchProblem = {
            code: 'exchange/busy',
            details: { host: url.hostname, answered: 'resting' },
          }
          return { kind: 'failed', problem, retryAfter: resting, tried: 'no' }
        }
        const leave = await queue.enter(url.host, wanted.source, signal)
        const asked = { method: 'GET', url, headers: headersFor(wanted, url) } as const
        const answer = await asking.ask(asked, signal).finally(leave)
        if (answer.kind === 'none') return failed(answer.problem)
        const { status, headers } = answer
        const moved = hops > 0 && forGood ? { movedTo: url.href } : {}
        const host = url.hostname
        const at = clock.now()
        switch (status) {
          case 301:
          case 302:
          case 303:
          case 307:
          case 308: {
            const next = URL.parse(headers['location'] ?? '', url.href)
            if (next === null || !/^https?:$/.test(next.protocol))
              return failed({ code: 'exchange/answered-wrong', details: { host, answered: status } })
            next.hash = ''
            // What was asked for safely is not handed on to the open.
            if (url.protocol === 'https:' && next.protocol === 'http:')
              return failed({ code: 'base/not-https', details: { host: next.hostname } })
            forGood &&= status === 301 || status === 308
            url = next
            continue
          }
          case 304:
            return { kind: 'unchanged', ...moved, ...fresh(headers) }
          case 410:
            return { kind: 'gone' }
          case 401:
          case 403:
          case 407:
            return failed({ code: 'exchange/not-let-in', details: { host, answered: status } })
          case 404:
            return failed({ code: 'exchange/not-found', details: { answered: status } })
          case 429:
          case 503: {
            const retryAfter = retryAfterOf(headers['retry-after'], at)
            const problem: FetchProblem = {
              code: 'exchange/busy',
              details: { host, answered: `status ${status}` },
            }
            if (retryAfter === undefined) return failed(problem)
            const latest = plus(at, longestRetryAfter)
            queue.rest(url.host, retryAfter < latest ? retryAfter : latest)
            return { kind: 'failed', problem, retryAfter }
          }
        }
        if (status !== 200)
          return failed({ code: 'exchange/answered-wrong', details: { host, answered: status } })
        return {
          ...{ kind: 'document', bytes: answer.bytes, url: url.href },
          ...{ validators: validatorsOf(headers), links: linksOf(headers['link']) },
          ...moved,
          ...fresh(headers),
        }
      }
    },
  }
}

function failed(problem: FetchProblem): Fetched {
  return { kind: 'failed', problem }
}

function headersFor(wanted: Wanted, url: URL): { readonly [name: string]: string } {
  const { validators = {}, credentials } = wanted
  return {
    accept,
    ...(validators.etag === undefined ? {} : { 'if-none-match': validators.etag }),
    ...(validators.lastModified === undefined ? {} : { 'if-modified-since': validators.lastModified }),
    ...(credentials === undefined || credentials.origin !== url.origin
      ? {}
      : { [credentials.header.toLowerCase()]: credentials.value }),
  }
}

/** Kept as they came: they are sent back to where they came from, and mean nothing here. */
function validatorsOf(headers: { readonly [name: string]: string | undefined }): Validators {
  const [etag, lastModified] = [headers['etag'], headers['last-modified']]
  return {
    ...(etag === undefined || etag.length > 1_024 ? {} : { etag }),
    ...(lastModified === undefined || lastModified.length > 64 ? {} : { lastModified }),
  }
}

function fresh(headers: { readonly [name: string]: string | undefined }) {
  const freshForSeconds = freshSecondsOf(headers)
  return freshForSeconds === undefined ? {} : { freshForSeconds }
}
