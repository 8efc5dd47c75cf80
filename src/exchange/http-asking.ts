/** One HTTP request and what came of it: what the exchange needs of the outside, and what headers say, read without guessing. */
import { epochMilliseconds, instantOf, second, type Instant, type Milliseconds, type Problem } from '#base'
import type { ExchangeProblem } from './problems.ts'

export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string }
  readonly body?: string
}

/** Why there is no answer: a problem of the exchange, or of the guard of addresses (`base/…`). */
export type FetchProblem = Problem<
  ExchangeProblem | 'base/not-a-url' | 'base/not-https' | 'base/port-not-allowed' | 'base/private-address'
>

export type HttpAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      /** Lower-case names; several of one name are joined by commas. */
      readonly headers: { readonly [name: string]: string | undefined }
      /** Without its content coding; empty unless the status is 2xx. */
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'none'; readonly problem: FetchProblem }

/** One request, no redirection followed. Rejects only when `signal` is aborted; whatever else fails is an answer. */
export interface HttpAsking {
  ask(asked: Asked, signal: AbortSignal): Promise<HttpAnswer>
  close(): Promise<void>
}

const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/

/** RFC 9110 §10.2.3: seconds or an HTTP date; undefined when it is neither, or is over. */
export function retryAfterOf(text: string | undefined, at: Instant): Instant | undefined {
  const trimmed = text?.trim() ?? ''
  const dueMs = /^\d{1,9}$/.test(trimmed)
    ? epochMilliseconds(at) + Number(trimmed) * second
    : httpDate.test(trimmed)
      ? Date.parse(trimmed)
      : Number.NaN
  return dueMs > epochMilliseconds(at) ? instantOf(dueMs) : undefined
}

/** RFC 9111 §4.2.1, as a private cache reads it: `max-age` less the answer's `Age`; undefined where it may not be kept. */
export function freshSecondsOf(headers: { readonly [name: string]: string | undefined }): number | undefined {
  const directives = (headers['cache-control'] ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
  if (directives.includes('no-store') || directives.includes('no-cache')) return undefined
  const age = /^\d{1,9}$/.test(headers['age'] ?? '') ? Number(headers['age']) : 0
  for (const directive of directives) {
    const [, seconds] = /^max-age="?(\d{1,9})"?$/.exec(directive) ?? []
    if (seconds !== undefined) return Math.max(0, Number(seconds) - age)
  }
  const expires = headers['expires'] ?? ''
  const date = headers['date'] ?? ''
  if (!httpDate.test(expires) || !httpDate.test(date)) return undefined
  return Math.max(0, (Date.parse(expires) - Date.parse(date)) / second - age)
}

export interface HttpLink {
  readonly target: string
  /** Lower-case relation types. */
  readonly rels: readonly string[]
}

const eachParameter = /;\s*([\w!#$&+.^`|~*-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g

/** The targets and relations of a Link header (RFC 8288 §3); what can't be read is passed over. */
export function linksOf(header: string | undefined): HttpLink[] {
  const links: HttpLink[] = []
  const each = /<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g
  for (const [, target = '', parameters = ''] of (header ?? '').slice(0, 8_192).matchAll(each)) {
    // One by one: what stands in the quotes of another parameter is no relation.
    let rels: string[] = []
    for (const [, name = '', quoted, bare] of parameters.matchAll(eachParameter))
      if (name.toLowerCase() === 'rel' && rels.length === 0)
        rels = (quoted ?? bare ?? '')
          .toLowerCase()
          .split(/\s+/)
          .filter((rel) => rel !== '')
    if (rels.length > 0) links.push({ target: target.trim(), rels })
  }
  return links
}

/** How long a request may take in all. */
export const patienceFor: Milliseconds = 45 * second
