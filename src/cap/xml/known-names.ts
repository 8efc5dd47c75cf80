/** Names as they are read, each made once: a document says the same few again and again, and the same string is found and compared at once. */
import { continuesAsciiName, nameEnd, startsAsciiName } from './names.ts'

export interface XmlName {
  readonly written: string
  /** '' where there is none. */
  readonly prefix: string
  readonly local: string
  /** Not one prefix and one local name (Namespaces in XML §4). */
  readonly flaw: 'malformed' | undefined
}

/** One place for each hash, taken over by whichever name came last: no document can fill it for the others. */
const places = 4_096
const known: (XmlName | undefined)[] = Array.from({ length: places }, () => undefined)
/** Longer ones are rare. */
const longest = 32

/** The name that begins at this offset; undefined where none does. */
export function nameAt(text: string, from: number): XmlName | undefined {
  let at = from
  let hash = 0
  let unit = text.charCodeAt(at)
  if (!(unit < 128) || !startsAsciiName(unit)) return otherNameAt(text, from)
  do {
    hash = (hash * 33 + unit) & 0xffffff
    at += 1
    unit = text.charCodeAt(at)
  } while (unit < 128 && continuesAsciiName(unit))
  if (unit >= 128 || at - from > longest) return otherNameAt(text, from)
  const place = (hash ^ (hash >> 12)) & (places - 1)
  const last = known[place]
  if (last !== undefined && last.written.length === at - from && standsAt(text, last.written, from))
    return last
  return (known[place] = nameOf(ownString(text.slice(from, at))))
}

/** As `text.startsWith(name, at)`, which takes longer for so few letters. */
export function standsAt(text: string, name: string, at: number): boolean {
  for (let nth = 0; nth < name.length; nth += 1)
    if (text.charCodeAt(at + nth) !== name.charCodeAt(nth)) return false
  return true
}

function otherNameAt(text: string, from: number): XmlName | undefined {
  const to = nameEnd(text, from)
  return to === from ? undefined : nameOf(text.slice(from, to))
}

function nameOf(written: string): XmlName {
  const colon = written.indexOf(':')
  if (colon === -1) return { written, prefix: '', local: written, flaw: undefined }
  const local = written.slice(colon + 1)
  if (colon > 0 && !local.includes(':') && nameEnd(local, 0) > 0)
    return { written, prefix: written.slice(0, colon), local, flaw: undefined }
  return {
    written,
    prefix: '',
    local: written.slice(written.lastIndexOf(':') + 1) || written,
    flaw: 'malformed',
  }
}

/** A slice may hold on to the whole text, which must not outlive its document; the name of a property never does. */
function ownString(slice: string): string {
  return Object.keys({ [slice]: slice })[0]!
}
