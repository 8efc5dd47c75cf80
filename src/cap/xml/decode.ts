/**
 * Bytes as text: the byte order mark, then the first bytes, then the declaration decide (XML 1.0 §4.3.3 and appendix F).
 * Never throws and never guesses silently: what can't be decoded becomes U+FFFD and is reported.
 */
import { mostFindings, type CapPlace, type Findings } from '../finding.ts'
import { xmlLimits, type XmlLimits } from './limits.ts'
import { brokenUtf8 } from './utf-8.ts'
import { xmlFindings } from './xml-findings.ts'

export interface DecodedXml {
  /** Without byte order mark; empty when the encoding is refused. */
  readonly text: string
  /** As the Encoding Standard names it: `utf-8`, `utf-16le`, `windows-1252`; `utf-32` and `ebcdic` are refused. */
  readonly encoding: string
  /** What is wrong with the encoding, for `reportDecoding`. */
  readonly flaws: readonly DecodingFlaw[]
}

export interface DecodingFlaw {
  readonly code: keyof typeof xmlFindings
  /** In `text`. */
  readonly offset: number
  readonly details: { readonly [name: string]: string | number }
}

/** The findings of a decoding, in the collection that was made for its text. */
export function reportDecoding(decoded: DecodedXml, found: Findings): void {
  for (const { code, offset, details } of decoded.flaws) {
    const place: CapPlace = { offset, path: '/' }
    found.report(xmlFindings, code, place, details)
  }
}

export function decodeXml(bytes: Uint8Array, limits: Partial<XmlLimits> = {}): DecodedXml {
  const decoded = decodeAny(bytes, limits)
  if (!decoded.text.startsWith('\uFEFF')) return decoded
  // A second mark is a character before the root; `readXml` takes it for the only one.
  const twice = flaw('cap/xml-text-outside-root', { text: 'a second byte order mark' })
  return { ...decoded, flaws: [...decoded.flaws, twice] }
}

function decodeAny(bytes: Uint8Array, limits: Partial<XmlLimits>): DecodedXml {
  const most = limits.bytes ?? xmlLimits.bytes
  if (bytes.length > most)
    return { text: '', encoding: 'utf-8', flaws: [flaw('cap/xml-too-large', { what: 'bytes', most })] }
  const sign = firstSign(bytes)
  switch (sign) {
    case 'utf-32':
    case 'ebcdic':
      return { text: '', encoding: sign, flaws: [flaw('cap/xml-encoding-refused', { encoding: sign })] }
    case 'utf-8 mark':
      return decodeAs(bytes, 'utf-8', contradictions(declaredIn(bytes), 'utf-8'))
    case 'utf-16le mark':
    case 'utf-16be mark':
    case 'utf-16le':
    case 'utf-16be':
      return decodeUtf16(bytes, sign)
    default:
      return decodeDeclared(bytes)
  }
}

type Sign = 'utf-32' | 'ebcdic' | 'utf-8 mark' | `utf-16${'le' | 'be'}${'' | ' mark'}`

/** What the first four bytes give away (appendix F.1). */
function firstSign(bytes: Uint8Array): Sign | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le mark'
  if (a === 0xfe && b === 0xff) return c === 0 && d === 0 ? 'utf-32' : 'utf-16be mark'
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8 mark'
  if (a === 0 && b === 0)
    return (c === 0xfe && d === 0xff) || (c === 0 && isBeginning(d)) ? 'utf-32' : undefined
  if (isBeginning(a) && b === 0) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le'
  if (a === 0 && isBeginning(b)) return 'utf-16be'
  if (a === 0x4c && b === 0x6f && c === 0xa7 && d === 0x94) return 'ebcdic'
  return undefined
}

/** `<`, or the white space that many put before it. */
function isBeginning(byte: number | undefined): boolean {
  return byte === 0x3c || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

const declaration =
  /^\uFEFF?[ \t\r\n]*<\?xml[ \t\r\n][^>]{0,500}?[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*["']?([^"'\s?>]{1,60})/

/** Where a declaration is looked for. White space and a mark may stand before it. */
const longestDeclaration = 1_024

/** The encoding that a document declares, in small letters. */
function declaredBy(text: string): string | undefined {
  return declaration.exec(text.slice(0, longestDeclaration))?.[1]?.toLowerCase()
}

/** Of bytes whose ASCII is ASCII. */
function declaredIn(bytes: Uint8Array): string | undefined {
  return declaredBy(decoder('utf-8', 'lenient').decode(bytes.subarray(0, longestDeclaration)))
}

function decodeDeclared(bytes: Uint8Array): DecodedXml {
  const asUtf8 = strictly(bytes, 'utf-8')
  const declared = asUtf8 === undefined ? declaredIn(bytes) : declaredBy(asUtf8)
  if (declared === undefined) return decodeAs(bytes, 'utf-8', [])
  const encoding = encodingOf(declared)
  if (encoding === 'utf-8' && asUtf8 !== undefined) return { text: asUtf8, encoding, flaws: [] }
  const onlyAscii = asUtf8?.length === bytes.length && !asUtf8.includes('\u001b')
  // Bytes in which the declaration could be read as ASCII are not UTF-16.
  if (encoding === undefined || encoding.startsWith('utf-16') || (isAscii(declared) && !onlyAscii)) {
    const really = asUtf8 === undefined ? 'windows-1252' : 'utf-8'
    const code = encoding === undefined ? 'cap/xml-encoding-unknown' : 'cap/xml-encoding-contradicted'
    return decodeAs(bytes, really, [flaw(code, { declared, encoding: really })])
  }
  if (onlyAscii) return { text: asUtf8, encoding, flaws: [] }
  if (encoding === 'utf-8') return decodeAs(bytes, encoding, [])
  const flaws: DecodingFlaw[] = []
  if (asUtf8 !== undefined) flaws.push(flaw('cap/xml-encoding-doubtful', { declared }))
  // The Encoding Standard reads three of ISO 8859 as the Windows code pages, which put letters and quotation marks where
  // ISO has control characters. Nobody means those; but other readers may take them so.
  else if (!declared.includes('windows') && encoding.startsWith('windows') && bytes.some(isControl))
    flaws.push(flaw('cap/xml-encoding-not-latin', { declared, encoding }))
  return decodeAs(bytes, encoding, flaws)
}

function isControl(byte: number): boolean {
  return byte >= 0x80 && byte < 0xa0
}

function isAscii(label: string): boolean {
  return label === 'us-ascii' || label === 'ascii' || label === 'ansi_x3.4-1968'
}

function decodeUtf16(bytes: Uint8Array, sign: Sign): DecodedXml {
  const encoding = sign.startsWith('utf-16le') ? 'utf-16le' : 'utf-16be'
  const decoded = decodeAs(bytes, encoding, [])
  const declared = declaredBy(decoded.text)
  const flaws = contradictions(declared, encoding)
  if (!sign.endsWith('mark') && declared !== encoding) flaws.push(flaw('cap/xml-byte-order-mark', {}))
  return { ...decoded, flaws: [...flaws, ...decoded.flaws] }
}

/** What the bytes are known to be stands against what is declared. */
function contradictions(declared: string | undefined, encoding: string): DecodingFlaw[] {
  if (declared === undefined) return []
  const meant = encodingOf(declared)
  // `utf-16` says nothing of the order of bytes, and neither do its older names.
  const agrees =
    meant === encoding || (encoding === 'utf-16be' && meant === 'utf-16le' && declared !== 'utf-16le')
  return agrees ? [] : [flaw('cap/xml-encoding-contradicted', { declared, encoding })]
}

/** The Encoding Standard's name for a declared one; undefined for what no browser reads either. */
function encodingOf(label: string): string | undefined {
  if (label === 'utf-8') return label
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

/** Making a decoder costs as much as decoding a message; none keeps anything between two documents. */
type Decoder = InstanceType<typeof TextDecoder>
const decoders = new Map<string, Decoder>()

function decoder(encoding: string, manner: 'strict' | 'lenient'): Decoder {
  const known = decoders.get(`${manner} ${encoding}`)
  if (known !== undefined) return known
  const made = new TextDecoder(encoding, { fatal: manner === 'strict' })
  decoders.set(`${manner} ${encoding}`, made)
  return made
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return decoder(encoding, 'strict').decode(bytes)
  } catch {
    return undefined
  }
}

function decodeAs(bytes: Uint8Array, encoding: string, flaws: DecodingFlaw[]): DecodedXml {
  const proper = strictly(bytes, encoding)
  if (proper !== undefined) return { text: proper, encoding, flaws }
  const text = decoder(encoding, 'lenient').decode(bytes)
  return { text, encoding, flaws: [...flaws, ...brokenPlaces(bytes, text, encoding)] }
}

function brokenPlaces(bytes: Uint8Array, text: string, encoding: string): DecodingFlaw[] {
  if (encoding === 'utf-8')
    return brokenUtf8(bytes, mostFindings).map(({ byte, offset }) => ({
      code: 'cap/xml-encoding-broken',
      offset,
      details: { byte, encoding },
    }))
  const flaws: DecodingFlaw[] = []
  let at = text.indexOf('\uFFFD')
  while (at !== -1 && flaws.length < mostFindings) {
    flaws.push({ code: 'cap/xml-encoding-broken', offset: at, details: { byte: '?', encoding } })
    while (text[at] === '\uFFFD') at += 1
    at = text.indexOf('\uFFFD', at)
  }
  return flaws
}

function flaw(code: DecodingFlaw['code'], details: DecodingFlaw['details']): DecodingFlaw {
  return { code, offset: 0, details }
}
