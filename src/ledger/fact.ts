/** One entry of the ledger: something that happened, who did it, when, in which mode. Facts are never changed. */
import type { ActorId, Brand, Instant, JsonObject, Mode, Sha256 } from '#base'

/** A fact's place in the whole ledger, from 1, without gaps. */
export type Seq = Brand<number, 'Seq'>

/** Before the first fact. */
export const beginning = 0 as Seq

/** What is handed to the ledger; it adds the place and the hash. */
export interface NewFact<Type extends string = string, Data extends JsonObject = JsonObject> {
  /** The thing it happened to: `alert:…`, `areas`, `siren:…`. One stream is one order of events. */
  readonly stream: string
  readonly at: Instant
  readonly by: ActorId
  readonly mode: Mode
  /** What happened, in the past tense: `alert-issued`. */
  readonly type: Type
  /** No personal data, no telemetry: opaque ids only. */
  readonly data: Data
  /** By which key or session it was ordered (`key:…`, `session:…`); left out for what nobody ordered. */
  readonly via?: string
}

export interface Fact<Type extends string = string, Data extends JsonObject = JsonObject> extends NewFact<
  Type,
  Data
> {
  readonly seq: Seq
  /** Its place in its stream, from 1, without gaps. */
  readonly version: number
  /** The hash of the fact before it in the ledger; 64 zeros before the first. */
  readonly previous: Sha256
  /** SHA-256 over `previous` followed by the canonical JSON (RFC 8785) of every member but `previous` and `hash`. */
  readonly hash: Sha256
}
