/** What a file is, told by its first bytes before anybody's word for it, and how large each kind may be. */
import { refuse, type Refused } from '#base'

export const originalKinds = ['text', 'html', 'pdf', 'mail', 'feed', 'telegram'] as const
export type OriginalKind = (typeof originalKinds)[number]

/** As a sentence calls it. */
export const kindNames: { readonly [kind in OriginalKind]: string } = {
  text: 'a text',
  html: 'an HTML page',
  pdf: 'a PDF',
  mail: 'an e-mail',
  feed: 'a feed',
  telegram: 'a Telegram export',
}

const mebibyte = 1024 * 1024

/** Bytes of an original. Text is the least, because it is all text; most of a PDF or a mail is pictures. */
export const largestOriginal: { readonly [kind in OriginalKind]: number } = {
  text: 4 * mebibyte,
  html: 8 * mebibyte,
  feed: 8 * mebibyte,
  pdf: 32 * mebibyte,
  mail: 32 * mebibyte,
  telegram: 64 * mebibyte,
}
export const largestOfAll = Math.max(...Object.values(largestOriginal))

/** What came along with the bytes; it counts only where they don't speak for themselves. */
export interface ToldOfBytes {
  /** A media type, with its parameters. */
  readonly type?: string
  readonly name?: string
}

const headBytes = 4_096

/** Bytes at the beginning of what holds no text that we read; what people call it. */
const foreign: readonly (readonly [begins: string, kind: string])[] = [
  ['PK\x03\x04', 'a zip archive or an office document'],
  ['\x1f\x8b', 'a file packed with gzip'],
  ['\xd0\xcf\x11\xe0', 'an old office document'],
  ['{\\rtf', 'a rich-text document'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['RIFF', 'a picture or a recording'],
  ['ID3', 'a recording'],
  ['OggS', 'a recording'],
  ['MZ', 'a program'],
  ['\x7fELF', 'a program'],
  ['SQLite format 3', 'a database'],
]

/** The beginning of a message's head (RFC 5322 §2.2): fields that one begins with, and no page or post does. */
const mailHead =
  /^(?:(?:received|return-path|delivered-to|message-id|mime-version|x-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results|from|to|cc|date|subject|reply-to|sender|content-type|content-transfer-encoding|list-[\w-]+):[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}/i
const feedHead = /<(?:rss|feed|rdf:rdf)[\s>]/i
const htmlHead = /<(?:!doctype html|html|head|body|article|main|div|p|h1|table|meta|title)[\s>/]/i
const telegramHead = /^\s*\{[\s\S]{0,2000}?"(?:messages|chats|about|personal_information)"\s*:/

/** The kind, or what it is instead. */
export function kindOf(
  bytes: Uint8Array,
  told: ToldOfBytes = {},
): { readonly ok: true; readonly value: OriginalKind } | Refused<'evidence/no-text-kind'> {
  const of = (value: OriginalKind) => ({ ok: true, value }) as const
  const first = latin1(bytes.subarray(0, headBytes))
  // ISO 32000-1 annex H.3.4.1: readers look for the header within the first 1,024 bytes.
  if (first.slice(0, 1_024).includes('%PDF-')) return of('pdf')
  const known = foreign.find(([begins]) => first.startsWith(begins))
  if (known !== undefined) return refuse('evidence/no-text-kind', { kind: known[1] })
  const head = isWide(bytes) ? first.replaceAll('\0', '').slice(1) : first
  if (head.includes('\0')) return refuse('evidence/no-text-kind', { kind: 'no text that anybody wrote' })
  const type = (told.type ?? '').split(';')[0]!.trim().toLowerCase()
  const ending = /\.([a-z0-9]{1,8})$/i.exec(told.name ?? '')?.[1]?.toLowerCase() ?? ''
  const body = head.replace(/^ï»¿/, '').trimStart()
  if (type === 'message/rfc822' || ending === 'eml' || mailHead.test(body)) return of('mail')
  if (/^From \S+ .*\d\d:\d\d/.test(body))
    return refuse('evidence/no-text-kind', { kind: 'a box of several e-mails' })
  if (body.startsWith('{')) {
    if (telegramHead.test(body)) return of('telegram')
    if (type === 'application/json' || ending === 'json')
      return refuse('evidence/no-text-kind', { kind: 'JSON that is no Telegram export' })
  }
  if (body.startsWith('<')) {
    if (feedHead.test(head)) return of('feed')
    if (htmlHead.test(head) || type === 'text/html' || ending === 'html' || ending === 'htm')
      return of('html')
    if (body.startsWith('<?xml')) return refuse('evidence/no-text-kind', { kind: 'XML that is no feed' })
  }
  if (type === 'text/html' || type === 'application/xhtml+xml' || ending === 'html' || ending === 'htm')
    return of('html')
  return of('text')
}

/** Too large for its kind, said before anything is read. */
export function tooLarge(kind: OriginalKind, bytes: number): Refused<'evidence/too-large'> | undefined {
  const limit = largestOriginal[kind]
  return bytes > limit ? refuse('evidence/too-large', { bytes, kind: kindNames[kind], limit }) : undefined
}

/** Begins with the byte order mark of UTF-16. */
function isWide(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
