/** The append-only record of everything that happened, as its users see it; memory, SQLite and PostgreSQL keep it. */
import type { Result, Sha256 } from '#base'
import type { Fact, NewFact, Seq } from './fact.ts'

export interface Head {
  readonly seq: Seq
  readonly hash: Sha256
}

/** What is written at once: all of it or nothing. */
export interface Commit {
  readonly facts: readonly NewFact[]
  /** The version each named stream must still have (0: it must be new); anything else is a conflict. */
  readonly expected: { readonly [stream: string]: number }
}

export type AppendRefusal =
  | 'ledger/conflict' // the stream moved on since the decision was made
  | 'ledger/cannot-write' // disk full, read-only, or gone: nothing was written
  | 'ledger/not-the-writer' // another server decides (PostgreSQL), or the ledger is closing

export interface Follower {
  /** Resolves when everything durable at the time of the call has been handed over. */
  caughtUp(): Promise<void>
  close(): Promise<void>
}

export interface Ledger {
  /** Resolves once the facts are durable (fsync), in ledger order; concurrent commits share one fsync. */
  append(commit: Commit): Promise<Result<readonly Fact[], AppendRefusal>>
  /** Durable facts after `after`, in order, `limit` at most. */
  read(after: Seq, limit: number): Promise<readonly Fact[]>
  readStream(stream: string, afterVersion?: number): Promise<readonly Fact[]>
  head(): Promise<Head>
  /**
   * Hands over every durable fact after `after`, in order, once each, then goes on with new ones as they become durable.
   * The next batch waits until the promise of the last one settles; a handler that throws stops its follower, loudly.
   */
  follow(after: Seq, onFacts: (facts: readonly Fact[]) => void | Promise<void>): Follower
  close(): Promise<void>
}
