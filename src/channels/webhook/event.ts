/** What a webhook is sent: one JSON text per notice, the same for every receiver. */
import type { Notice, NoticeKind } from '#alerts'
import { sha256, type Instant, type Json } from '#base'

export type WebhookEventType = `notice.${NoticeKind}` | 'webhook.ping'

/** Standard Webhooks: `type` says what `data` is, `timestamp` when it happened (RFC 3339). */
export interface WebhookEvent {
  readonly type: WebhookEventType
  readonly timestamp: Instant
  readonly data: { readonly [name: string]: Json | undefined }
}

export function noticeEvent(notice: Notice): WebhookEvent {
  return {
    type: `notice.${notice.kind}`,
    timestamp: notice.at,
    data: {
      notice: notice.id,
      alert: notice.alert,
      revision: notice.revision,
      seq: notice.seq,
      // First among what a receiver looks at: a drill must never be taken for the real thing.
      mode: notice.mode,
      kind: notice.kind,
      reason: notice.reason,
      issuer: notice.issuer,
      threat: notice.threat,
      ladder: notice.ladder,
      level: notice.level,
      gravity: notice.gravity,
      areas: notice.areas.map(({ code, names }) => ({ code, names })),
      newOrWorseIn: notice.loudFor,
      since: notice.since,
      renewBy: notice.renewBy,
      texts: notice.wording.texts as Json,
      missingLanguages: notice.wording.missing,
    },
  }
}

export function pingEvent(at: Instant): WebhookEvent {
  return { type: 'webhook.ping', timestamp: at, data: { mode: 'test' } }
}

/** What one try sends: the text, and what its `webhook-id` is made of. */
export interface SaidText {
  readonly about: string
  readonly text: string
  /** Where order counts only among those with the same key. */
  readonly key?: string
}

/**
 * The value of `webhook-id`: the same at every try of one notice at one receiver, another for any other. Without a full
 * stop, because those separate the parts of what is signed.
 */
export function messageId(notice: string, target: string): string {
  return `msg_${sha256(`${notice}/${target}`).slice(0, 32)}`
}
