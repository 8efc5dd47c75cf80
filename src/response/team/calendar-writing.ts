/** Shifts as an iCalendar document (RFC 5545), as calendars on phones subscribe to them. Times are in UTC, so that no zone has to come along. */
import { sha256, type Instant } from '#base'
import type { Shift } from './team.ts'

export interface CalendarShift extends Shift {
  /** What the entry is called. */
  readonly summary: string
}

/** `name`: of the calendar; `at`: when it was written. */
export function writeCalendar(name: string, shifts: readonly CalendarShift[], at: Instant): string {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Tocsin//Rota//EN', 'CALSCALE:GREGORIAN'],
    // Not of the standard, and what every calendar shows as the name.
    `X-WR-CALNAME:${escaped(name)}`,
    ...shifts.flatMap(({ from, until, people, summary }) => [
      'BEGIN:VEVENT',
      // The same shift keeps its name from one fetch to the next, so that phones don't show it anew.
      `UID:${sha256(`${from} ${until} ${people.join(' ')} ${summary}`).slice(0, 32)}@tocsin`,
      `DTSTAMP:${stamp(at)}`,
      `DTSTART:${stamp(from)}`,
      `DTEND:${stamp(until)}`,
      `SUMMARY:${escaped(summary)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function stamp(at: Instant): string {
  return `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** RFC 5545 §3.3.11. */
function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n|\r/g, String.raw`\n`)
}

/** RFC 5545 §3.1: no line is longer than 75 octets, and no letter is cut in two. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const letter of line) {
    const size = octetsOf(letter)
    if (octets + size > 75) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += letter
    octets += size
  }
  return [...parts, part].join('\r\n')
}

function octetsOf(letter: string): number {
  const code = letter.codePointAt(0)!
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4
}
