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
  /** The same for the same thing, however often it is said: told again it makes no second report. */
  readonly name: string
  readonly mode: Mode
  /** Of an end: when it was over, the same however often it is said. */
  readonly saidAt: Instant
  /** Since when, where the machine says it: what came back after it was over has another beginning. */
  readonly since?: Instant
  readonly goesOn: 'yes' | 'over'
  /** Plain text, all of it. */
  readonly event: string
  readonly headline: string
  readonly text: string
  readonly severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor' | 'Unknown'
  readonly link?: string
  /** Suggestions, where the machine names some of ours. */
  readonly threat?: string
  readonly area?: { readonly code: string; readonly name: string }
  /** The alert of ours that it repeats: then it is none of the desk's business. */
  readonly alert?: string
}

export interface DialectReports {
  /** `taken`: all of them, durably. Else all may be sent again; `too-many`: nobody judges so much at once. `name` is for people. */
  take(
    caller: DialectCaller,
    name: string,
    reports: readonly MachineReport[],
  ): Promise<'taken' | 'too-many' | 'not-now'>
}
