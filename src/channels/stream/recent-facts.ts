/** The latest facts kept at hand for readers that come back, bounded in number and in bytes. */
import type { LiveBatch, LiveFact } from './live-event.ts'

export interface RecentFacts {
  /** Everything after this fact is at hand. */
  readonly floor: number
  add(batch: LiveBatch): void
  /** The facts after `seq`, oldest first; only to be asked when `seq` is not below the floor. */
  after(seq: number): Iterable<LiveFact>
  /** Starts anew after `seq`. */
  clear(seq: number): void
}

export function recentFacts(start: number, keepFacts: number, keepBytes: number): RecentFacts {
  let facts: LiveFact[] = []
  let floor = start
  let bytes = 0
  const size = (fact: LiveFact) => fact.messages.reduce((sum, message) => sum + message.bytes.length, 0)
  return {
    get floor() {
      return floor
    },
    add(batch) {
      for (const fact of batch.facts) {
        facts.push(fact)
        bytes += size(fact)
      }
      let spare = 0
      while (facts.length - spare > keepFacts || (bytes > keepBytes && facts.length > spare)) {
        const oldest = facts[spare++] as LiveFact
        bytes -= size(oldest)
        floor = oldest.seq
      }
      if (spare > 0) facts = facts.slice(spare)
    },
    *after(seq) {
      let low = 0
      let high = facts.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((facts[middle] as LiveFact).seq <= seq) low = middle + 1
        else high = middle
      }
      // The array is replaced, never shortened in place: a walk that is under way keeps its own.
      const walked = facts
      for (let i = low; i < walked.length; i++) yield walked[i] as LiveFact
    },
    clear(seq) {
      facts = []
      bytes = 0
      floor = seq
    },
  }
}
