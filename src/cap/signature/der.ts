/** As much of ASN.1's distinguished encoding (X.690 §10) as certificates need: written, and read within bounds. */

export interface DerValue {
  readonly tag: number
  readonly content: Uint8Array
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

export function encode(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = joined(parts)
  return joined([Uint8Array.of(tag, ...lengthOf(content.length)), content])
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => encode(tags.sequence, ...parts)

/** Of bytes, most significant first; a zero goes before a high bit, so that the number stays positive. */
export function positiveInteger(bytes: Uint8Array): Uint8Array {
  const from = bytes.findIndex((byte) => byte !== 0)
  const significant = from === -1 ? Uint8Array.of(0) : bytes.subarray(from)
  return encode(tags.integer, ...(significant[0]! >= 0x80 ? [Uint8Array.of(0)] : []), significant)
}

/** `2.5.29.19` */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return encode(tags.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

export function text(value: string): Uint8Array {
  return encode(tags.utf8, new TextEncoder().encode(value))
}

/** Years to 2049 in two digits, later ones in four (RFC 5280 §4.1.2.5). */
export function time(instant: string): Uint8Array {
  const digits = `${instant.slice(0, 19).replace(/[-:T]/g, '')}Z`
  const isShort = Number(instant.slice(0, 4)) < 2050
  return encode(isShort ? tags.utcTime : tags.generalizedTime, ascii(isShort ? digits.slice(2) : digits))
}

/** Reads the values that stand one after another; undefined where the bytes are not DER. */
export function decode(bytes: Uint8Array): DerValue[] | undefined {
  const values: DerValue[] = []
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at]!
    let length = bytes[at + 1] ?? 0x80
    at += 2
    if (length === 0x80 || length > 0x84) return undefined
    if (length > 0x80) {
      const octets = length - 0x80
      if (at + octets > bytes.length) return undefined
      length = bytes.subarray(at, at + octets).reduce((sum, byte) => sum * 256 + byte, 0)
      at += octets
    }
    if (at + length > bytes.length) return undefined
    values.push({ tag, content: bytes.subarray(at, at + length) })
    at += length
  }
  return values
}

/** The dotted form of an object identifier's content. */
export function sayObjectIdentifier(content: Uint8Array): string {
  const arcs: number[] = []
  let value = 0
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(value)
      value = 0
    }
  }
  const [first = 0, ...rest] = arcs
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...rest].join('.')
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 + octets.length, ...octets]
}

function base128(arc: number): number[] {
  const octets = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    octets.unshift((rest % 128) | 0x80)
  return octets
}

function ascii(value: string): Uint8Array {
  return new TextEncoder().encode(value)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
