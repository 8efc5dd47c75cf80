/**
 * Where a reader of the live stream stands, as the id of the last event it received.
 *
 * `123` means: everything the ledger's first 123 facts had to say. When one fact says several things, all but the last
 * carry `122.1`, `122.2` …: everything of 122 facts, and so many messages of the next. So ids grow, whatever the filter,
 * the part before the dot is always a whole ledger sequence, and a line cut between two messages loses and repeats none.
 */
import { ok, refuse, type Result } from '#base'

export interface Position {
  /** Every fact up to and with this one has been told in full. */
  readonly seq: number
  /** Messages of the fact after `seq` that have been told too. */
  readonly part: number
}

export function atSeq(seq: number): Position {
  return { seq, part: 0 }
}

/** The id of message `index` (from 0) of the `count` messages of fact `seq`. */
export function eventId(seq: number, index: number, count: number): string {
  return index === count - 1 ? String(seq) : `${seq - 1}.${index + 1}`
}

// 15 digits: every such number is exact in a double.
const eventIdPattern = /^(0|[1-9]\d{0,14})(?:\.([1-9]\d{0,2}))?$/

export function parseEventId(text: string): Result<Position, 'channels/not-a-position'> {
  const found = eventIdPattern.exec(text)
  if (found === null) return refuse('channels/not-a-position', { text: text.slice(0, 40) })
  return ok({ seq: Number(found[1]), part: Number(found[2] ?? 0) })
}

/** The newest fact that must exist for this position to have been given out. */
export function newestNeeded(position: Position): number {
  return position.part === 0 ? position.seq : position.seq + 1
}
