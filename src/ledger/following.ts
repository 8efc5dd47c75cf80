/** Hands durable facts to followers: in order, once each, without polling, each follower at its own pace. */
import type { Log } from '#base'
import type { Fact, Seq } from './fact.ts'
import type { Follower } from './ledger.ts'

export interface Following {
  /** Tells of facts that have become durable; they continue those told before. */
  announce(facts: readonly Fact[]): void
  readonly newest: Seq
  follow(after: Seq, onFacts: (facts: readonly Fact[]) => void | Promise<void>): Follower
  /** Stops every follower; what a handler is doing at that moment is not waited for. */
  close(): void
}

/** How many of the newest facts are kept at hand, so that followers that keep up cost no reading. */
const recentFacts = 512
const pageFacts = 500

export function following(options: {
  readonly newest: Seq
  readonly read: (after: Seq, limit: number) => Promise<readonly Fact[]>
  readonly head: () => Promise<{ readonly seq: Seq }>
  readonly log: Log
}): Following {
  let newest = options.newest
  let recent: Fact[] = []
  const wakes = new Set<() => void>()
  const followers = new Set<{ stop(): void }>()

  const see = (seq: Seq) => {
    if (seq <= newest) return
    newest = seq
    for (const wake of wakes) wake()
  }

  const atHand = (after: Seq): readonly Fact[] | undefined => {
    const oldest = recent[0]
    const last = recent.at(-1)
    if (!oldest || !last || oldest.seq > after + 1 || after >= last.seq) return undefined
    return recent.slice(after + 1 - oldest.seq, after + 1 - oldest.seq + pageFacts)
  }

  return {
    get newest() {
      return newest
    },
    announce(facts) {
      const last = facts.at(-1)
      if (!last) return
      const before = recent.at(-1)
      // A gap (facts this process did not see pass) empties the store at hand; followers then read.
      if (before === undefined || before.seq + 1 !== facts[0]!.seq) recent = []
      for (const fact of facts) recent.push(fact)
      if (recent.length > recentFacts * 2) recent = recent.slice(-recentFacts)
      see(last.seq)
    },
    follow(after, onFacts) {
      let position = after
      let state: 'open' | 'closed' | 'failed' = 'open'
      let failure: unknown
      let wakeUp: (() => void) | undefined
      let handling: void | Promise<void>
      const wake = () => wakeUp?.()
      const waiting = new Set<{ until: Seq; resolve: () => void; reject: (error: unknown) => void }>()
      const settleWaiting = () => {
        for (const one of waiting) {
          if (state === 'failed') one.reject(failure)
          else if (state === 'closed' || position >= one.until) one.resolve()
          else continue
          waiting.delete(one)
        }
      }
      const isOpen = () => state === 'open'
      const run = async () => {
        await undefined // the caller has its follower in hand before the first fact comes
        while (isOpen()) {
          if (position >= newest) {
            await new Promise<void>((resolve) => (wakeUp = resolve))
            wakeUp = undefined
            continue
          }
          try {
            const facts = atHand(position) ?? (await options.read(position, pageFacts))
            const last = facts.at(-1)
            if (!isOpen()) break
            if (!last) throw new Error(`facts after ${position} were announced but can't be read`)
            handling = onFacts(facts)
            await handling
            position = last.seq
          } catch (error) {
            if (!isOpen()) break
            state = 'failed'
            failure = error
            options.log.error('A follower of the ledger failed and has stopped', {
              after: position,
              why: error instanceof Error ? (error.stack ?? error.message) : String(error),
            })
          }
          settleWaiting()
        }
        wakes.delete(wake)
        settleWaiting()
      }
      wakes.add(wake)
      void run()
      const stop = () => {
        if (state === 'open') state = 'closed'
        followers.delete(self)
        wake()
        settleWaiting()
      }
      const self = { stop }
      followers.add(self)
      return {
        async caughtUp() {
          if (state === 'failed') throw failure
          const { seq } = await options.head()
          see(seq)
          if (position >= seq || state === 'closed') return
          await new Promise<void>((resolve, reject) => {
            waiting.add({ until: seq, resolve, reject })
            settleWaiting()
          })
        },
        async close() {
          stop()
          // The handler is waited for, a read is not: it may be waiting for a database that never comes back.
          await Promise.resolve(handling).catch(() => {})
        },
      }
    },
    close() {
      for (const follower of followers) follower.stop()
    },
  }
}
