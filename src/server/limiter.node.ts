/** Counts requests in memory, by rate-limiter-flexible, for a bounded number of addresses. */
import { createRequire } from 'node:module'
import type * as flexible from 'rate-limiter-flexible'
import { windowSeconds, type BucketName, type Limiter } from './limits.ts'

// Its door opens all thirty of its limiters; this is one of them with the four files it needs.
const Memory = createRequire(import.meta.url)(
  'rate-limiter-flexible/lib/RateLimiterMemory.js',
) as typeof flexible.RateLimiterMemory

/**
 * Whoever owns a network has more addresses than anybody has memory. In a bucket that holds so many, those who come new are
 * not counted until the window is over: nobody is refused for the crowd, and who has so many addresses was held up by no
 * limit of one.
 */
const mostCounted = 20_000

export function memoryLimiter(most = mostCounted): Limiter {
  const buckets = new Map<BucketName, Limiter['take']>()
  return {
    take(bucket, who, points) {
      let take = buckets.get(bucket)
      if (take === undefined) buckets.set(bucket, (take = takingFromOne(most)))
      return take(bucket, who, points)
    },
  }
}

function takingFromOne(most: number): Limiter['take'] {
  // It refuses by itself beyond its points; here keys have figures of their own, so that it only counts.
  const counter = new Memory({ points: Number.MAX_SAFE_INTEGER, duration: windowSeconds })
  let since = 0
  let counted = 0
  return async (_, who, points) => {
    // Each is kept for one window, so that at most twice as many are held.
    if (performance.now() - since > windowSeconds * 1_000) [since, counted] = [performance.now(), 0]
    if (counted >= most && (await counter.get(who)) === null) return { points: 0, secondsLeft: windowSeconds }
    const { consumedPoints, msBeforeNext, isFirstInDuration } = await counter.penalty(who, points)
    if (isFirstInDuration) counted += 1
    return { points: consumedPoints, secondsLeft: msBeforeNext / 1_000 }
  }
}
