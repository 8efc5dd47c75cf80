/** What xs:anyURI takes (XSD 1.0 part 2 §3.2.17): a reference by RFC 3986 §4.1, when what it may not hold literally has been escaped. */

const [inScheme, inHost, inSegment, inQuery, inFragment] = [1, 2, 4, 8, 16]

/**
 * By code unit below 128, where it may stand. Space, quotes, angle brackets, braces, backslash, caret, backtick, bar,
 * controls and all beyond ASCII would be escaped first, so that they may stand wherever an escape may. A percent sign is
 * handled apart; square brackets are taken in fragments, as RFC 2732 had them, and not in queries, as RFC 3986 has it.
 */
const places = new Uint8Array(128)
const everywhere = inHost | inSegment | inQuery | inFragment
for (let unit = 0; unit < 128; unit++) {
  const character = String.fromCharCode(unit)
  if (/[A-Za-z0-9+.-]/.test(character)) places[unit] = inScheme | everywhere
  else if (/[[\]]/.test(character)) places[unit] = inFragment
  else if (/[:@]/.test(character)) places[unit] = inSegment | inQuery | inFragment
  else if (character === '/' || character === '?') places[unit] = inQuery | inFragment
  else if (character !== '#' && character !== '%') places[unit] = everywhere
}

/** Of a value whose white space was collapsed. */
export function isAnyUri(value: string): boolean {
  let at = 0
  const [colon, slash] = [value.indexOf(':'), value.search(/[/?#]/)]
  if (colon !== -1 && (slash === -1 || colon < slash)) {
    // A colon before any slash ends a scheme: the first segment of a relative path may not hold one (§4.2).
    if (!/^[A-Za-z]/.test(value) || run(value, 0, inScheme) !== colon) return false
    at = colon + 1
  }
  if (value.startsWith('//', at)) {
    at = authority(value, at + 2)
    if (at === -1 || (at < value.length && !'/?#'.includes(value.charAt(at)))) return false
  }
  at = segments(value, at)
  if (value.charAt(at) === '?') at = run(value, at + 1, inQuery)
  if (value.charAt(at) === '#') at = run(value, at + 1, inFragment)
  return at === value.length
}

/** Where the run of characters that may stand in such a place ends. */
function run(value: string, from: number, place: number): number {
  let at = from
  while (at < value.length) {
    const unit = value.charCodeAt(at)
    if (unit === percent && place !== inScheme) {
      if (!isHexadecimal(value.charCodeAt(at + 1)) || !isHexadecimal(value.charCodeAt(at + 2))) return at
      at += 3
    } else if (unit < 128 ? (places[unit]! & place) !== 0 : place !== inScheme) at += 1
    else return at
  }
  return at
}

const percent = 0x25

function isHexadecimal(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x46) || (unit >= 0x61 && unit <= 0x66)
}

function segments(value: string, from: number): number {
  let at = run(value, from, inSegment)
  while (value.charAt(at) === '/') at = run(value, at + 1, inSegment)
  return at
}

/** Its end, or -1 where what stands there is none: `[userinfo@]host[:port]`. */
function authority(value: string, from: number): number {
  let at = from
  for (let user = run(value, from, inHost); ; user = run(value, user + 1, inHost)) {
    if (value.charAt(user) === '@') at = user + 1
    if (value.charAt(user) !== ':') break
  }
  if (value.charAt(at) === '[') {
    at = value.indexOf(']', at) + 1
    if (at === 0) return -1
  } else at = run(value, at, inHost)
  if (value.charAt(at) === ':') {
    at += 1
    while (value.charCodeAt(at) >= 0x30 && value.charCodeAt(at) <= 0x39) at += 1
  }
  return at
}
