/** Turns bytes into text: by the byte order mark, by what was said of the encoding, and where nobody said it right, by the letters. */

export interface Decoded {
  readonly text: string
  /** As the Encoding Standard names it: `utf-8`, `windows-1251`, `koi8-u`. */
  readonly encoding: string
  /** What told of it. `letters`: nobody did; it is the one in which the text reads like words. */
  readonly toldBy: 'mark' | 'way-in' | 'document' | 'form' | 'letters'
}

/** One-byte encodings of Cyrillic that old sites and exports have still, the likeliest first. */
const cyrillic = ['windows-1251', 'koi8-u', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic'] as const

/** `said`: labels, first that of the way in (an HTTP header, a MIME part), then that of the document itself. */
export function decodeBytes(
  bytes: Uint8Array,
  said: { readonly wayIn?: string | undefined; readonly document?: string | undefined } = {},
): Decoded {
  const mark = markOf(bytes)
  if (mark !== undefined) return { text: decoded(bytes, mark)!, encoding: mark, toldBy: 'mark' }
  // Letters beyond ASCII that are well-formed UTF-8 are that and nothing else, also where a page kept an older label.
  const utf8 = decoded(bytes, 'utf-8', 'strictly')
  if (utf8 !== undefined && utf8.length < bytes.length)
    return { text: utf8, encoding: 'utf-8', toldBy: 'form' }
  for (const [toldBy, label] of [
    ['way-in', said.wayIn],
    ['document', said.document],
  ] as const) {
    const encoding = label === undefined ? undefined : encodingOf(label)
    // A page can't say in UTF-16 that it is ASCII beneath (HTML Standard §13.2.3.2).
    if (encoding === undefined || (toldBy === 'document' && encoding.startsWith('utf-16'))) continue
    const text = decoded(bytes, encoding, 'strictly')
    if (text !== undefined) return { text, encoding, toldBy }
  }
  if (utf8 !== undefined && !utf8.includes('\0')) return { text: utf8, encoding: 'utf-8', toldBy: 'form' }
  const wide = wideOf(bytes)
  if (wide !== undefined) return { text: decoded(bytes, wide)!, encoding: wide, toldBy: 'form' }
  const mended = decoded(bytes, 'utf-8')!
  return isMostlyWhole(mended) ? { text: mended, encoding: 'utf-8', toldBy: 'form' } : byLetters(bytes)
}

/** UTF-8 of which a few bytes were lost: a file cut short, a post cut in the middle of a letter. */
function isMostlyWhole(text: string): boolean {
  let [lost, whole] = [0, 0]
  for (const letter of text)
    if (letter === '\ufffd') lost++
    else if (letter > '\u007f') whole++
  return lost * 20 < whole
}

/** The label that an HTML page gives of itself within its first bytes (HTML Standard §13.2.3.3). */
export function metaCharset(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 4_096))
  return /<meta\s[^>]{0,512}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1]
}

/** The label of an XML declaration (XML 1.0 §4.3.3). */
export function xmlCharset(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 256))
  return /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})/.exec(head)?.[1]
}

/** `charset=` of a media type. */
export function charsetOfType(type: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(type ?? '')?.[1]
}

function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

function decoded(
  bytes: Uint8Array,
  encoding: string,
  how: 'strictly' | 'anyhow' = 'anyhow',
): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: how === 'strictly' }).decode(bytes)
  } catch {
    return undefined
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: spaces and full stops have a zero beside them, always on the same side. */
function wideOf(bytes: Uint8Array): string | undefined {
  let [even, odd] = [0, 0]
  const looked = Math.min(bytes.length, 4_096)
  for (let i = 0; i < looked; i++) {
    if (bytes[i] !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  if (odd > looked / 40 && odd > even * 8) return 'utf-16le'
  if (even > looked / 40 && even > odd * 8) return 'utf-16be'
  return undefined
}

/** The Cyrillic encoding in which it reads like words; Latin of the West where none does. */
function byLetters(bytes: Uint8Array): Decoded {
  const sample = bytes.subarray(0, 65_536)
  let best: { readonly encoding: string; readonly score: number } = { encoding: 'windows-1252', score: 0 }
  for (const encoding of cyrillic) {
    const score = likeWords(decoded(sample, encoding) ?? '')
    if (score > best.score) best = { encoding, score }
  }
  return { text: decoded(bytes, best.encoding)!, encoding: best.encoding, toldBy: 'letters' }
}

/** The commonest letters of Russian and Ukrainian; a wrong encoding makes rare ones of them. */
const common = new Set('оеаинтсрвлкмдпуіяОЕАИНТСРВЛКМДПУІЯ')

/** Letters that are common and stand as in words; capitals within a word speak against it, and Latin letters beside Cyrillic ones. */
function likeWords(text: string): number {
  let score = 0
  let before: 'small' | 'capital' | 'latin' | 'none' = 'none'
  for (const letter of text) {
    if (letter >= 'Ѐ' && letter <= 'ӿ') {
      const size = letter === letter.toLowerCase() ? 'small' : 'capital'
      score += common.has(letter) ? 2 : 0.5
      if (size === 'capital' && before === 'small') score -= 3
      if (before === 'latin') score -= 4
      before = size
    } else if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
      if (before === 'small' || before === 'capital') score -= 4
      before = 'latin'
    } else {
      if (letter > '\u007f' && !'«»—–…№„“”’'.includes(letter)) score -= 2
      before = 'none'
    }
  }
  return score
}
