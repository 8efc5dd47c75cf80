/**
 * How much may be told in a minute, of each kind and from each place, beside what one address may. Behind one address of a carrier
 * stands a town: answers about sirens are bounded by what the server can count, and by nothing narrower. What an officer has to read
 * is bounded by what can be read; what is told already costs nobody anything, and joins it.
 */
import { between, minute, type Instant } from '#base'
import type { TellKind } from './told.ts'

export type Allowed = TellKind | 'photo' | 'safe'

interface Allowance {
  /** Of the whole installation, in a minute. */
  readonly overall: number
  /** Of one area, in a minute: what is new, not what joins. */
  readonly ofPlace: number
}

export const allowances: { readonly [kind in Allowed]: Allowance } = {
  siren: { overall: 120_000, ofPlace: 60_000 },
  sighting: { overall: 600, ofPlace: 120 },
  damage: { overall: 600, ofPlace: 120 },
  // Nobody who needs help is turned away for the crowd while it can be kept at all.
  help: { overall: 6_000, ofPlace: 3_000 },
  photo: { overall: 240, ofPlace: 60 },
  safe: { overall: 30_000, ofPlace: 30_000 },
}

export interface Allowances {
  /** `some`: taken; else in how many seconds there is more. */
  take(kind: Allowed, place: string, now: Instant): 'some' | number
}

/** In windows of a minute, of which the next begins when the first asks after the last is over. */
export function openAllowances(of = allowances): Allowances {
  let since: Instant | undefined
  let taken = new Map<string, number>()
  return {
    take(kind, place, now) {
      if (since === undefined || between(since, now) >= minute || now < since) {
        since = now
        taken = new Map()
      }
      const keys = [
        [kind, of[kind].overall],
        [`${kind} ${place}`, of[kind].ofPlace],
      ] as const
      if (keys.some(([key, most]) => (taken.get(key) ?? 0) >= most))
        return Math.max(1, Math.ceil((minute - between(since, now)) / 1_000))
      for (const [key] of keys) taken.set(key, (taken.get(key) ?? 0) + 1)
      return 'some'
    },
  }
}
