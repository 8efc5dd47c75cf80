/** When somebody of a team is on duty and when nobody is. Pure: instants are milliseconds since 1970. */
import type { ShiftView } from './answers.ts'

export interface Gap {
  readonly from: number
  /** Where the next shift begins; undefined where none is known. */
  readonly until: number | undefined
}

/** A minute between two shifts is how they are written, not a gap. */
const shortest = 5 * 60_000

/** The spans from `from` on in which nobody is on duty, the first ones; within what the rota is known for. */
export function gapsOf(shifts: readonly ShiftView[], from: number, most = 3): readonly Gap[] {
  const spans = shifts
    .map((shift) => ({ from: Date.parse(shift.from), until: Date.parse(shift.until) }))
    .filter(({ until }) => until > from)
    .toSorted((a, b) => a.from - b.from)
  const gaps: Gap[] = []
  let covered = from
  for (const span of spans) {
    if (span.from - covered >= shortest) gaps.push({ from: covered, until: span.from })
    covered = Math.max(covered, span.until)
  }
  // A rota that was written to its end says nothing of what comes after it but that somebody has to write on.
  if (spans.length > 0) gaps.push({ from: covered, until: undefined })
  return gaps.slice(0, most)
}

/** The shifts that touch the next days, the soonest first. */
export function soonest(shifts: readonly ShiftView[], from: number, most: number): readonly ShiftView[] {
  return shifts
    .filter(({ until }) => Date.parse(until) > from)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .slice(0, most)
}

/**
 * An instant as the clock on the wall shows it there, as a field of time and date wants it: “2026-11-02T22:00”. A field knows no
 * zone, and the duty room's is not that of whoever sits at the browser.
 */
export function onTheWall(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  } as Intl.DateTimeFormatOptions).formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`
}

/** The other way; in the hour that comes twice the first is meant, one that does not come is that much later. Undefined: no time. */
export function instantOn(wall: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall)) return undefined
  const asUtc = Date.parse(`${wall}:00Z`)
  if (Number.isNaN(asUtc)) return undefined
  const offset = (at: number) => Date.parse(`${onTheWall(at, timeZone)}:00Z`) - at
  const half = 43_200_000
  const [before, after] = [offset(asUtc - half), offset(asUtc + half)]
  return offset(asUtc - before) === before ? asUtc - before : asUtc - after
}
