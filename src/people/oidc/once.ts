/** Remembers what may be used once, for as long as it could be used again. */
import type { Instant } from '#base'

export interface Once {
  /** Whether this is its first use; from then on it is not, until it is worth nothing anyway. */
  use(key: string, until: Instant, at: Instant): 'first' | 'again'
}

/** Beyond `most` those that end soonest in the order of use are forgotten: memory is bounded, whoever asks. */
export function onceOnly(most = 20_000): Once {
  const used = new Map<string, Instant>()
  return {
    use(key, until, at) {
      for (const [old, end] of used) {
        if (end > at && used.size < most) break
        used.delete(old)
      }
      if ((used.get(key) ?? at) > at) return 'again'
      used.set(key, until)
      return 'first'
    },
  }
}
