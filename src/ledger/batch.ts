/** Decides what a batch of concurrent commits becomes: each is sealed whole or answered with its conflict, in the order they came. */
import type { Fact, Seq } from './fact.ts'
import { sealFact, type FactRecord, type Sealed } from './chain.ts'
import type { Commit, Head } from './ledger.ts'

export type Answer =
  | { readonly kind: 'sealed'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'conflict'
      readonly stream: string
      readonly expected: number
      readonly actual: number
    }
  /** The commit can't be written down at all: a programming mistake, its author's alone. */
  | { readonly kind: 'mistake'; readonly error: unknown }

export interface Batch {
  readonly records: readonly FactRecord[]
  /** One per commit, in order. */
  readonly answers: readonly Answer[]
  /** The versions of the streams that moved. */
  readonly versions: ReadonlyMap<string, number>
}

/** The streams a commit speaks of: those it expects something of and those it writes to. */
export function streamsOf(commit: Commit): Set<string> {
  return new Set([...Object.keys(commit.expected), ...commit.facts.map((fact) => fact.stream)])
}

/**
 * `versionOf` tells each stream's version at `head` (0: it does not exist). A commit sees the ones before it in the batch
 * as written: of two that expect the same version, the second conflicts.
 */
export function planBatch(
  commits: readonly Commit[],
  head: Head,
  versionOf: (stream: string) => number,
): Batch {
  let { seq, hash } = head
  const versions = new Map<string, number>()
  const current = (stream: string) => versions.get(stream) ?? versionOf(stream)
  const records: FactRecord[] = []

  const answer = (commit: Commit): Answer => {
    for (const [stream, expected] of Object.entries(commit.expected)) {
      const actual = current(stream)
      if (actual !== expected) return { kind: 'conflict', stream, expected, actual }
    }
    const moved = new Map<string, number>()
    const sealed: Sealed[] = []
    let last = { seq, hash }
    try {
      for (const fact of commit.facts) {
        const version = (moved.get(fact.stream) ?? current(fact.stream)) + 1
        const next = sealFact(fact, (last.seq + 1) as Seq, version, last.hash)
        sealed.push(next)
        moved.set(fact.stream, version)
        last = { seq: next.record.seq, hash: next.record.hash }
      }
    } catch (error) {
      return { kind: 'mistake', error }
    }
    for (const [stream, version] of moved) versions.set(stream, version)
    for (const { record } of sealed) records.push(record)
    seq = last.seq
    hash = last.hash
    return { kind: 'sealed', facts: sealed.map(({ fact }) => fact) }
  }

  return { answers: commits.map(answer), records, versions }
}
