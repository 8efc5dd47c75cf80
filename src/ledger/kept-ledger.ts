/** A ledger over any keeper: concurrent commits are gathered into batches, each written as one, and followers hear of it once it is durable. */
import { ok, refuse, type Log, type Refused, type Result } from '#base'
import { planBatch, streamsOf } from './batch.ts'
import { openRecord } from './chain.ts'
import type { Fact, Seq } from './fact.ts'
import { following } from './following.ts'
import type { Keeper, KeptLedger, WriteRefusal } from './keeper.ts'
import type { AppendRefusal, Commit } from './ledger.ts'

type Appended = Result<readonly Fact[], AppendRefusal>

interface Waiting {
  readonly commit: Commit
  readonly resolve: (result: Appended) => void
  readonly reject: (error: unknown) => void
}

/** Facts written at once, at most: a bound on the memory of a burst, far above what one fsync's time brings. */
const batchFacts = 2_000
/** Streams whose version is kept at hand; older ones are asked of the keeper again. */
const knownStreams = 10_000

export interface LedgerCore {
  readonly ledger: KeptLedger
  /** Tells followers of facts another process wrote. */
  announce(facts: readonly Fact[]): void
  /** Tells of a change of the deciding server. */
  leadership(writer: 'me' | 'other'): void
  readonly newest: Seq
}

export function keptLedger(
  keeper: Keeper,
  options: { readonly newest: Seq; readonly log: Log; readonly writer: 'me' | 'other' },
): LedgerCore {
  const versions = new Map<string, number>()
  const queue: Waiting[] = []
  const listeners = new Set<(writer: 'me' | 'other') => void>()
  let writer = options.writer
  let writing: Promise<void> | undefined
  let closing: Promise<void> | undefined

  const read = async (after: Seq, limit: number) => (await keeper.records(after, limit)).map(openRecord)
  const readInTime = async (after: Seq, limit: number) =>
    (await (keeper.recordsInTime ?? keeper.records)(after, limit)).map(openRecord)
  const hub = following({
    newest: options.newest,
    read: readInTime,
    head: () => keeper.head(),
    log: options.log,
  })

  const takeBatch = () => {
    let facts = 0
    let count = 0
    for (const { commit } of queue) {
      if (count > 0 && facts + commit.facts.length > batchFacts) break
      facts += commit.facts.length
      count++
    }
    return queue.splice(0, count)
  }

  const refuseAll = (batch: readonly Waiting[], refusal: Refused<WriteRefusal>) => {
    versions.clear()
    for (const { resolve } of batch) resolve(refusal)
  }

  /** Counts changes of the deciding server: versions learnt before one say nothing after it. */
  let reign = 0

  const remember = (moved: ReadonlyMap<string, number>) => {
    for (const [stream, version] of moved) {
      versions.delete(stream)
      versions.set(stream, version)
    }
    for (const stream of versions.keys()) {
      if (versions.size <= knownStreams) break
      versions.delete(stream)
    }
  }

  const writeBatch = async (batch: readonly Waiting[]) => {
    const reignAtStart = reign
    const ready = await keeper.prepare()
    if (!ready.ok) return refuseAll(batch, ready)
    const asked = new Set<string>()
    for (const { commit } of batch)
      for (const stream of streamsOf(commit)) if (!versions.has(stream)) asked.add(stream)
    let kept: ReadonlyMap<string, number> | undefined
    try {
      if (asked.size > 0) kept = await keeper.versionsOf([...asked])
    } catch (error) {
      // Without the versions nothing can be decided, and nothing has been written yet.
      return refuseAll(batch, refuse('ledger/cannot-write', { why: (error as Error).message }))
    }
    const plan = planBatch(
      batch.map(({ commit }) => commit),
      ready.value,
      (stream) => versions.get(stream) ?? kept?.get(stream) ?? 0,
    )
    if (plan.records.length > 0) {
      const written = await keeper.write(plan.records)
      // A conflict in this batch may be with a commit that was just refused, so it is not known to be one.
      if (!written.ok) return refuseAll(batch, written)
      if (reign === reignAtStart) remember(plan.versions)
    }
    const durable: Fact[] = []
    for (const [index, answer] of plan.answers.entries()) {
      const { resolve, reject } = batch[index]!
      if (answer.kind === 'sealed') {
        for (const fact of answer.facts) durable.push(fact)
        resolve(ok(answer.facts))
      } else if (answer.kind === 'conflict') {
        const { stream, expected, actual } = answer
        resolve(refuse('ledger/conflict', { stream, expected, actual }))
      } else reject(answer.error)
    }
    hub.announce(durable)
  }

  const writeQueue = async () => {
    await undefined // all that is appended in one turn shares the first batch
    while (queue.length > 0) {
      const batch = takeBatch()
      try {
        await writeBatch(batch)
      } catch (error) {
        versions.clear()
        for (const { reject } of batch) reject(error)
      }
    }
    writing = undefined
  }

  const ledger: KeptLedger = {
    get id() {
      return keeper.id()
    },
    get writer() {
      return writer
    },
    onLeadership(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    append(commit) {
      if (closing) return Promise.resolve(refuse('ledger/not-the-writer', { why: 'it is shutting down' }))
      return new Promise<Appended>((resolve, reject) => {
        queue.push({ commit, resolve, reject })
        writing ??= writeQueue()
      })
    },
    read,
    readStream: async (stream, afterVersion = 0) =>
      (await keeper.streamRecords(stream, afterVersion)).map(openRecord),
    head: () => keeper.head(),
    records: (after, limit) => keeper.records(after, limit),
    async adopt(id) {
      const { seq } = await keeper.head()
      if (seq > 0) throw new Error('a ledger with facts keeps its identity')
      await keeper.adopt(id)
    },
    follow: (after, onFacts) => hub.follow(after, onFacts),
    close() {
      closing ??= (async () => {
        keeper.closing?.()
        await writing
        hub.close()
        await keeper.close()
      })()
      return closing
    },
  }
  return {
    ledger,
    announce: (facts) => hub.announce(facts),
    get newest() {
      return hub.newest
    },
    leadership(next) {
      versions.clear()
      reign++
      if (next === writer) return
      writer = next
      for (const listener of listeners) listener(next)
    },
  }
}
