/** What a push service's answer means for one message to one subscription (RFC 8030 §5, §7; RFC 8292 §4). */
import type { Instant } from '#base'
import { readRetryAfter } from '../webhook/answer.ts'

export type PushAnswer =
  /** Taken by the service. The phone may be off: nobody has seen it yet. */
  | { readonly kind: 'accepted' }
  /** The subscription is over: it is removed. */
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'refused'
      readonly problem: string
      readonly retry: 'never' | 'later'
      readonly notBefore?: Instant
    }
  /** Handed over, and no word of what became of it. */
  | { readonly kind: 'unknown'; readonly problem: string }

/**
 * 404 and 410: the subscription expired or was ended. 413: the message is too large for this service, and would be at every
 * try. 400 and 403 mean that the service does not take what we say or who we are; that may be put right on either side, so it
 * is tried again, but not soon. A redirection is not followed: where it leads was checked by nobody.
 */
export function answerOf(status: number, retryAfter: string | undefined, at: Instant): PushAnswer {
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status === 413) return { kind: 'refused', problem: 'push/too-large', retry: 'never' }
  const notBefore = retryAfter === undefined ? undefined : readRetryAfter(retryAfter, at)
  return {
    kind: 'refused',
    problem: status === 429 || status === 503 ? 'push/busy' : 'push/rejected',
    retry: 'later',
    ...(notBefore === undefined ? {} : { notBefore }),
  }
}

/** What is known of the subscriber after it; undefined where nothing was learnt. */
export function stateAfter(answer: PushAnswer): 'accepted' | 'refused' | 'unknown' | undefined {
  switch (answer.kind) {
    case 'accepted':
      return 'accepted'
    case 'gone':
      return 'refused'
    case 'unknown':
      return 'unknown'
    case 'refused':
      return answer.retry === 'never' ? 'refused' : undefined
  }
}
