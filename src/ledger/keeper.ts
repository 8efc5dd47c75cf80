/** What a place that keeps facts must be able to do. Memory, SQLite and PostgreSQL are keepers; `keptLedger` makes a ledger of one. */
import type { Result } from '#base'
import type { FactRecord } from './chain.ts'
import type { Seq } from './fact.ts'
import type { Head, Ledger } from './ledger.ts'

export type WriteRefusal = 'ledger/cannot-write' | 'ledger/not-the-writer'

export interface Keeper {
  /** Names this ledger and no other, in checkpoints and exports; given when it was made. */
  id(): string
  /** Takes the identity of the ledger that is being restored; only while empty. */
  adopt(id: string): Promise<void>
  /** The head to write after, or why nothing can be written at the moment. Asked before each batch. */
  prepare(): Promise<Result<Head, WriteRefusal>>
  /** The kept version of each stream; a stream that isn't in the answer is new. */
  versionsOf(streams: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Durable and whole when it answers ok; when it refuses, nothing was written, and it has made sure of that. */
  write(records: readonly FactRecord[]): Promise<Result<void, WriteRefusal>>
  head(): Promise<Head>
  /** Durable records after `after`, in order. */
  records(after: Seq, limit: number): Promise<readonly FactRecord[]>
  /** The same for followers: waits where `records` would fail for a cause that passes, such as a database that restarts. */
  recordsInTime?(after: Seq, limit: number): Promise<readonly FactRecord[]>
  streamRecords(stream: string, afterVersion: number): Promise<readonly FactRecord[]>
  /** Told before the last writes are waited for: what can't be found out soon is no longer waited for. */
  closing?(): void
  close(): Promise<void>
}

/** A ledger together with what its keeping needs: identity, raw records to verify and export, and who decides. */
export interface KeptLedger extends Ledger {
  readonly id: string
  /** Whether this process decides. Always `me` except for a ledger opened read-only, or held by another server. */
  readonly writer: 'me' | 'other'
  /**
   * Told of each change of `writer`; returns the way to stop listening. When it says `me`, every fact of the server
   * before is readable; a decider still lets its followers catch up (`caughtUp`) before its first decision.
   */
  onLeadership(listener: (writer: 'me' | 'other') => void): () => void
  /** The facts as kept, unchecked: for verification and export. */
  records(after: Seq, limit: number): Promise<readonly FactRecord[]>
  /** Only while empty: takes the identity of the ledger that is restored into it. */
  adopt(id: string): Promise<void>
}
