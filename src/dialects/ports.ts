/** What of the product a dialect may do beside reading; each is the product's own act, with its own permission and fact. */
import type { Instant, Mode, Result } from '#base'
import type { DialectCaller } from './dialect.ts'

export interface DialectPorts {
  readonly webhooks: DialectWebhooks
  readonly reports: DialectReports
}

/**
 * Who is called in a dialect's own format, at most one address for each person whose key it is. They are ordinary webhooks:
 * administrators see and remove them, the address is guarded, the ledger has the fact. `format` is the dialect's id.
 */
export interface DialectWebhooks {
  /** Asked for again with the same address it is the one that is there; with another, it goes there from now on. */
  put(caller: DialectCaller, format: WebhookDialect, url: string): Promise<DialectWebhookPut>
  /** As `put`, for somebody who has one: else `webhook/no-such-webhook`. */
  change(caller: DialectCaller, format: WebhookDialect, url: string): Promise<DialectWebhookPut>
  /** Where an address is named it must be that one: else `webhook/no-such-webhook`. */
  drop(caller: DialectCaller, format: WebhookDialect, url?: string): Promise<Result<void>>
}

/** Dialects in whose format webhooks may be called. */
export type WebhookDialect = 'alertmanager' | 'ukraine-alarm'

/** `waits`: a second person has to agree first. Refusals have the codes of `POST /v1/webhooks`: `webhook/private-address` … */
export type DialectWebhookPut = Result<'done' | 'waits'>

/** What a machine says of a danger: for the desk to judge, never an alert by itself. */
export interface MachineReport {
  /** Stable for one thing said: told again under the same name it makes no second report. */
  readonly name: string
  readonly mode: Mode
  readonly saidAt: Instant
  readonly goesOn: 'yes' | 'over'
  /** When it is out of date unless it is said again. */
  readonly until?: Instant
  readonly headline: string
  /** Plain text of many lines. */
  readonly text: string
  readonly severity: 'extreme' | 'severe' | 'moderate' | 'minor' | 'unknown'
  readonly link?: string
  /** Suggestions, where the machine names one of ours. */
  readonly threat?: string
  readonly area?: string
}

export interface DialectReports {
  /** Durable when it resolves: all of them, or it rejects and may be sent again. */
  take(caller: DialectCaller, reports: readonly MachineReport[]): Promise<void>
}
