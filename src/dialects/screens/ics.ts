/** iCalendar as a text (RFC 5545): lines ended by CRLF, folded at 75 octets, texts escaped. */
import type { Instant } from '#base'

/** One property on its lines; the name with its parameters, the value as it is to stand there. */
export function icsLine(name: string, value: string): string {
  return `${folded(`${name}:${value}`)}\r\n`
}

const needsEscape = /[\\;,]|\p{Cc}/u

/** RFC 5545 §3.3.11. Other control characters have no place in a text (§3.1). */
export function escapedText(text: string): string {
  if (!needsEscape.test(text)) return text
  return text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    .replaceAll(/[^\P{Cc}\t]/gu, '')
}

/** Seconds, UTC: `20261103T213700Z`. */
export function utcTime(at: Instant): string {
  const [year, month, day] = [at.slice(0, 4), at.slice(5, 7), at.slice(8, 10)]
  return `${year}${month}${day}T${at.slice(11, 13)}${at.slice(14, 16)}${at.slice(17, 19)}Z`
}

const mostOctets = 75

/** No character is cut: readers that decode before they join lines are not rare. */
function folded(line: string): string {
  let text = ''
  let octets = 0
  let from = 0
  for (let at = 0; at < line.length; at += 1) {
    const unit = line.charCodeAt(at)
    const isPair = unit >= 0xd8_00 && unit < 0xdc_00
    const size = unit < 0x80 ? 1 : unit < 0x8_00 ? 2 : isPair ? 4 : 3
    if (octets + size > mostOctets) {
      text += `${line.slice(from, at)}\r\n `
      from = at
      // The space counts.
      octets = 1
    }
    octets += size
    if (isPair) at += 1
  }
  return from === 0 ? line : text + line.slice(from)
}
