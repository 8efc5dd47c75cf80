/** What a receiver's answer means for a notice. */
import { hour, instantOf, epochMilliseconds, type Instant } from '#base'
import type { Outcome } from '../channel.ts'

/**
 * 2xx: the receiver itself says that it has it, which is all a machine can confirm. 410: gone for good. A redirection is
 * not followed: where it leads was checked by nobody. Anything else may be a receiver in the middle of a deployment, and
 * is tried again.
 */
export function outcomeOf(status: number, retryAfter: string | undefined, at: Instant): Outcome {
  if (status >= 200 && status < 300) return { kind: 'confirmed', by: 'device' }
  if (status === 410) return { kind: 'refused', problem: 'webhook/gone', retry: 'never' }
  if (status === 301 || status === 308)
    return { kind: 'refused', problem: 'webhook/redirected', retry: 'never' }
  if (status >= 300 && status < 400) return { kind: 'refused', problem: 'webhook/redirected', retry: 'later' }
  const notBefore = retryAfter === undefined ? undefined : readRetryAfter(retryAfter, at)
  return {
    kind: 'refused',
    problem: status === 429 || status === 503 ? 'webhook/busy' : 'webhook/rejected',
    retry: 'later',
    ...(notBefore === undefined ? {} : { notBefore }),
  }
}

/** A receiver can't put a warning off for longer than this. */
const longestDelay = hour

const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/

/** RFC 9110 §10.2.3: seconds or an HTTP date; undefined when it is neither. */
export function readRetryAfter(text: string, at: Instant): Instant | undefined {
  const nowMs = epochMilliseconds(at)
  const trimmed = text.trim()
  let dueMs = Number.NaN
  if (/^\d{1,9}$/.test(trimmed)) dueMs = nowMs + Number(trimmed) * 1_000
  else if (httpDate.test(trimmed)) dueMs = Date.parse(trimmed)
  if (Number.isNaN(dueMs)) return undefined
  return instantOf(Math.min(Math.max(dueMs, nowMs), nowMs + longestDelay))
}
