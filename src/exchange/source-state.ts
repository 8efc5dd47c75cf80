/** What is known of a source from its polls up to now: one value that is kept on the shelf, and the steps by which it changes. */
import { between, day, second, type Instant, type Milliseconds, type Problem } from '#base'
import type { CapSource } from './arrival.ts'
import type { Validators } from './fetching.ts'
import type { Subscription } from './subscription.ts'

export interface Noted {
  readonly at: Instant
  readonly problem: Problem
}

/** How often a feed says that it was written: a feed that used to tick and stopped is not a quiet one. */
export interface Heartbeat {
  readonly updated: Instant
  /** From one writing to the next, a moving average. */
  readonly usual: Milliseconds
  readonly beats: number
}

export const countedAs = ['taken', 'known', 'ours', 'refused', 'passedOver', 'lost'] as const
/** `taken`: new to intake. `passedOver`: no longer in force at the first contact. `lost`: links that were given up. */
export type Counts = { readonly [as in (typeof countedAs)[number]]: number }

export interface SourceState {
  /** Of the settings; what is known of another address is void. */
  readonly address: string
  readonly movedTo?: string
  readonly validators?: Validators
  /** Null: not until somebody changes the source. */
  readonly nextAt: Instant | null
  readonly failures: number
  readonly read: 'never' | 'before'
  readonly triedAt?: Instant
  readonly goodAt?: Instant
  /** When a message of it was last taken. */
  readonly messageAt?: Instant
  readonly failure?: Noted
  readonly goneAt?: Instant
  readonly heartbeat?: Heartbeat
  /** As the document last said (RSS `ttl` and the like), for answers of “unchanged”. */
  readonly madeEverySeconds?: number
  readonly counts: Counts
  /** What was wrong with single messages and entries, newest first. */
  readonly notes: readonly Noted[]
  /** What became of the message that was dealt with last. */
  readonly last?: 'taken' | 'refused'
  readonly subscription?: Subscription
}

const mostNotes = 20

export function newState(source: Pick<CapSource, 'address'>, nextAt: Instant | null): SourceState {
  return {
    ...{ address: source.address, nextAt, failures: 0, read: 'never', notes: [] },
    counts: { taken: 0, known: 0, ours: 0, refused: 0, passedOver: 0, lost: 0 },
  }
}

/** The same sentence about the same thing is not noted again and again: it moves up. */
export function noted(notes: readonly Noted[], more: readonly Noted[]): readonly Noted[] {
  const newest = [...more].reverse()
  const kept: Noted[] = []
  const said = new Set<string>()
  for (const note of [...newest, ...notes]) {
    const text = JSON.stringify(note.problem)
    if (said.has(text)) continue
    said.add(text)
    if (kept.push(note) === mostNotes) break
  }
  return kept
}

export function counted(counts: Counts, more: Partial<Counts>): Counts {
  return Object.fromEntries(countedAs.map((as) => [as, counts[as] + (more[as] ?? 0)])) as Counts
}

/** A feed that was written again. */
export function beat(before: Heartbeat | undefined, updated: Instant | undefined): Heartbeat | undefined {
  if (updated === undefined || before === undefined || updated === before.updated)
    return before ?? (updated === undefined ? undefined : { updated, usual: 0, beats: 0 })
  const passed = between(before.updated, updated)
  // A publisher may go back to an older copy; that is no beat.
  if (passed < 0) return { ...before, updated }
  const beats = before.beats + 1
  const usual = before.beats === 0 ? passed : before.usual + (passed - before.usual) / Math.min(beats, 10)
  return { updated, usual: Math.round(usual), beats }
}

const fewestBeats = 5
const beatsMissed = 10
const shortestSilence = 900 * second

/**
 * Whether its silence is suspicious: it was written at a pace for a while, and now for ten times as long it wasn't. Feeds
 * that are written only when something happens have no pace shorter than a day, and are never called stale.
 */
export function isStale({ heartbeat }: Pick<SourceState, 'heartbeat'>, at: Instant): boolean {
  if (heartbeat === undefined || heartbeat.beats < fewestBeats || heartbeat.usual > day) return false
  return between(heartbeat.updated, at) > Math.max(heartbeat.usual * beatsMissed, shortestSilence)
}
