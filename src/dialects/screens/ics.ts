/** iCalendar as a text (RFC 5545): lines ended by CRLF, folded at 75 octets, texts escaped. */
import type { Instant } from '#base'

/** A property with its parameters, and its value as it is to stand there. */
export type IcsLine = readonly [name: string, value: string]

export function icsText(lines: readonly IcsLine[]): string {
  let text = ''
  for (const [name, value] of lines) text += `${folded(`${name}:${value}`)}\r\n`
  return text
}

/** RFC 5545 §3.3.11. Other control characters have no place in a text (§3.1). */
export function escapedText(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    .replaceAll(/[^\P{Cc}\t]/gu, '')
}

/** Seconds, UTC: `20261103T213700Z`. */
export function utcTime(at: Instant): string {
  return `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

const mostOctets = 75

/** No character is cut: readers that join lines before they decode are rarer than those that do not. */
function folded(line: string): string {
  // Three octets at most for each unit of UTF-16.
  if (line.length * 3 <= mostOctets) return line
  let text = ''
  let octets = 0
  let from = 0
  for (let at = 0; at < line.length;) {
    const point = line.codePointAt(at)!
    const size = point < 0x80 ? 1 : point < 0x8_00 ? 2 : point < 0x1_00_00 ? 3 : 4
    if (octets + size > mostOctets) {
      text += `${line.slice(from, at)}\r\n `
      from = at
      // The space counts.
      octets = 1
    }
    octets += size
    at += size === 4 ? 2 : 1
  }
  return text + line.slice(from)
}
