/** Names of XML 1.0, fifth edition (§2.3), found by one look at each unit. */

const nameStart = 1
const namePart = 2
const ofAscii = new Uint8Array(128)
for (const unit of range('A', 'Z').concat(range('a', 'z'), range('_', '_'), range(':', ':')))
  ofAscii[unit] = nameStart | namePart
for (const unit of range('0', '9').concat(range('-', '.'))) ofAscii[unit] = namePart

/** Of a unit below 128. */
export function startsAsciiName(unit: number): boolean {
  return (ofAscii[unit]! & nameStart) !== 0
}

/** Of a unit below 128. */
export function continuesAsciiName(unit: number): boolean {
  return ofAscii[unit] !== 0
}

/** Where the name that begins at this offset ends; the offset itself when none does. */
export function nameEnd(text: string, from: number): number {
  const first = text.charCodeAt(from)
  if (first < 128) {
    if ((ofAscii[first]! & nameStart) === 0) return from
  } else if (!startsName(text.codePointAt(from))) return from
  let at = from + (first >= 0xd800 && first <= 0xdbff ? 2 : 1)
  for (;;) {
    const unit = text.charCodeAt(at)
    if (unit < 128) {
      if (ofAscii[unit] === 0) return at
      at += 1
    } else if (unit >= 128) {
      const code = text.codePointAt(at)!
      if (!startsName(code) && !continuesName(code)) return at
      at += code > 0xffff ? 2 : 1
    } else return at // past the end
  }
}

/** NameStartChar beyond ASCII. */
function startsName(code: number | undefined): boolean {
  if (code === undefined || code < 0xc0) return false
  if (code <= 0x2ff) return code !== 0xd7 && code !== 0xf7
  if (code <= 0x1fff) return code >= 0x370 && code !== 0x37e
  if (code <= 0x218f) return code === 0x200c || code === 0x200d || code >= 0x2070
  if (code <= 0x2fef) return code >= 0x2c00
  if (code <= 0xd7ff) return code >= 0x3001
  if (code <= 0xfffd) return (code >= 0xf900 && code <= 0xfdcf) || code >= 0xfdf0
  return code >= 0x10000 && code <= 0xeffff
}

/** What NameChar has beyond that. */
function continuesName(code: number): boolean {
  return code === 0xb7 || (code >= 0x300 && code <= 0x36f) || code === 0x203f || code === 0x2040
}

export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09
}

export function skipSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at += 1
  return at
}

function range(first: string, last: string): number[] {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)]
  return Array.from({ length: to - from + 1 }, (_, nth) => from + nth)
}
