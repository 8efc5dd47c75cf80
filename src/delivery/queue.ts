/** What waits and what flies on one channel. */
import { isEnd } from '#alerts'
import type { NoticeId } from '#base'
import type { Channel } from '#channels'
import type { AttemptId, Sending, Tryable } from './attempt.ts'
import { priorityQueue, type PriorityQueue } from './priority-queue.ts'
import type { RetrySchedule } from './retry.ts'

export interface Sender {
  readonly channel: Channel
  readonly schedule: RetrySchedule
}

export interface Due {
  readonly attempt: Tryable
  readonly order: number
  readonly dueMs: number
  readonly deadlineMs: number
}

export interface Flight {
  readonly id: AttemptId
  readonly attempt: Sending
  readonly sender: Queue
  readonly abort: AbortController
  /** When its patience ends; Infinity until it is really sent. */
  dueMs: number
  overtakenBy?: NoticeId
  landed: boolean
}

export interface Queue extends Sender {
  readonly ready: PriorityQueue<Due>
  readonly flights: Set<Flight>
  /** By alert and target: at most one flight; what else is due there waits behind it. */
  readonly lanes: Map<string, { flight: Flight; readonly behind: Due[] }>
}

export function openQueue(sender: Sender): Queue {
  return { ...sender, ready: priorityQueue(goesBefore), flights: new Set(), lanes: new Map() }
}

/** The more urgent first; of equals the earlier told, of those the earlier queued. */
function goesBefore(a: Due, b: Due): boolean {
  if (a.attempt.priority !== b.attempt.priority) return a.attempt.priority < b.attempt.priority
  if (a.attempt.seq !== b.attempt.seq) return a.attempt.seq < b.attempt.seq
  if (isEnd(a.attempt) !== isEnd(b.attempt)) return isEnd(a.attempt)
  return a.order < b.order
}
