/** What a phone is sent: one notice in its owner's language, small, marked as what it is, with how long and how urgently it counts. */
import { isEnd, type Notice, type Texts } from '#alerts'
import {
  between,
  day,
  epochMilliseconds,
  second,
  sha256,
  type Instant,
  type JsonObject,
  type Mode,
} from '#base'

/** The words of a notice, the same for everyone who reads that language. */
export interface PushWords {
  readonly v: 1
  readonly kind: 'notice'
  readonly alert: string
  readonly notice: string
  readonly revision: number
  readonly mode: Mode
  readonly what: Notice['kind']
  readonly look: 'danger' | 'advisory' | 'ended'
  readonly title: string
  readonly body: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  readonly at: Instant
  readonly until: Instant | null
  readonly url: string
}

export type Sound = 'loud' | 'quiet'

/** RFC 8030 §5.2–5.4. */
export interface PushHeaders {
  readonly ttlSeconds: number
  readonly urgency: 'high' | 'normal'
  readonly topic: string
}

/** RFC 8030 §7.2 lets a service refuse more than 4,096 bytes; encrypted, and with room for what comes later. */
export const longestMessage = 3_000

/** What is never left out, in whatever language the rest is. */
const marks: { readonly [language: string]: { readonly drill: string; readonly test: string } } = {
  en: { drill: 'DRILL', test: 'TEST' },
  uk: { drill: 'НАВЧАННЯ', test: 'ПЕРЕВІРКА' },
  ru: { drill: 'УЧЕНИЯ', test: 'ПРОВЕРКА' },
  he: { drill: 'תרגיל', test: 'בדיקה' },
}

// Scripts that run from right to left (Unicode, Script_Extensions of letters).
const rightToLeft = /^(ar|arc|ckb|dv|fa|he|ks|nqo|ps|sd|syr|ug|ur|yi)(-|$)/

/** The reader's own, one of the same language, English, whatever there is: a warning in another language beats none. */
export function languageFor(notice: Pick<Notice, 'wording'>, wanted: string): string | undefined {
  const there = Object.keys(notice.wording.texts)
  const [primary = ''] = wanted.split('-')
  return (
    there.find((one) => one === wanted) ??
    there.find((one) => one.split('-')[0] === primary) ??
    there.find((one) => one === 'en') ??
    there[0]
  )
}

/** Undefined where the notice has no words at all. `home` is the address of the residents' page, `/` where nobody knows better. */
export function wordsOf(notice: Notice, wanted: string, home = '/'): PushWords | undefined {
  const lang = languageFor(notice, wanted)
  const texts = lang === undefined ? undefined : notice.wording.texts[lang]
  if (lang === undefined || texts === undefined) return undefined
  return {
    ...{ v: 1, kind: 'notice', alert: notice.alert, notice: notice.id, revision: notice.revision },
    ...{ mode: notice.mode, what: notice.kind },
    look: isEnd(notice) ? 'ended' : notice.gravity,
    ...said(texts, markFor(notice.mode, lang)),
    ...{ lang, dir: rightToLeft.test(lang) ? 'rtl' : 'ltr' },
    ...{ at: notice.at, until: notice.renewBy ?? null, url: home },
  }
}

export function markFor(mode: Mode, language: string): string | undefined {
  if (mode === 'live') return undefined
  return (marks[language.split('-')[0] ?? ''] ?? marks['en']!)[mode]
}

const longestTitle = 110

/** The shortest text begins with what and where: that is the title; the body is the whole message. Both say so when it is no real danger. */
function said(texts: Texts, mark: string | undefined): { readonly title: string; readonly body: string } {
  const bare = (text: string) => (mark === undefined ? text.trim() : withoutMark(text, mark))
  const sentences = bare(texts['90']).split(/(?<=[.!?])\s+/)
  let title = sentences.shift() ?? ''
  // “The danger is higher now.” alone is no title: what and where come after it.
  while (!title.includes(':') && sentences.length > 0 && `${title} ${sentences[0]}`.length <= longestTitle)
    title = `${title} ${sentences.shift()}`
  const body = bare(texts['360'])
  return mark === undefined ? { title, body } : { title: `${mark}. ${title}`, body: `${mark}. ${body}` }
}

/** The mark stands at both ends of what was rendered; here it is put before both parts. */
function withoutMark(text: string, mark: string): string {
  const head = `${mark}.`
  let bare = text.trim()
  while (bare.startsWith(head)) bare = bare.slice(head.length).trim()
  while (bare.endsWith(head)) bare = bare.slice(0, -head.length).trim()
  return bare
}

/** The JSON of a message. Words that would not fit are shortened at the end of a sentence or a word, openly. */
export function messageText(words: PushWords, sound: Sound): string {
  const text = JSON.stringify({ ...words, sound })
  const over = Buffer.byteLength(text) - longestMessage
  if (over <= 0) return text
  const body = shortened(words.body, Buffer.byteLength(words.body) - over - 8)
  return JSON.stringify({ ...words, body, sound })
}

function shortened(text: string, bytes: number): string {
  let kept = Buffer.from(text)
    .subarray(0, Math.max(0, bytes))
    .toString()
    .replace(/\uFFFD+$/, '')
  kept = kept.slice(0, Math.max(kept.lastIndexOf(' '), 0)) || kept
  return `${kept}…`
}

export function idText(notice: Pick<Notice, 'id'>): string {
  return JSON.stringify({ v: 1, kind: 'id', notice: notice.id })
}

export function proofText(subscription: string, nonce: string): string {
  return JSON.stringify({ v: 1, kind: 'proof', subscription, nonce } satisfies JsonObject)
}

/** An all-clear waits a day for a phone that is off; a warning no longer than it is in force, so that a stale danger never rings. */
const endCountsFor = day

/** Undefined when it is over: nothing may be sent then. */
export function headersOf(
  notice: Pick<Notice, 'kind' | 'alert' | 'gravity' | 'renewBy' | 'at'>,
  now: Instant,
): PushHeaders | undefined {
  const ends = isEnd(notice)
  const until = ends
    ? endCountsFor
    : notice.renewBy === undefined
      ? endCountsFor
      : between(now, notice.renewBy)
  const ttlSeconds = Math.floor(until / second)
  if (ttlSeconds <= 0) return undefined
  return {
    ttlSeconds,
    urgency: ends || notice.gravity === 'danger' ? 'high' : 'normal',
    topic: topicOf(notice.alert),
  }
}

/**
 * The same for every message of an alert, so that a newer one takes the place of one that was not delivered yet
 * (RFC 8030 §5.4: at most 32 characters of base64url). Says nothing to the service but that two belong together.
 */
export function topicOf(alert: string): string {
  return Buffer.from(sha256(`push topic of ${alert}`), 'hex')
    .toString('base64url')
    .slice(0, 32)
}

/** Lower goes first: live before drill before test; ends before warnings, danger before advisory, news before what goes on. */
export function rankOf(notice: Pick<Notice, 'mode' | 'kind' | 'gravity' | 'loudFor'>): number {
  const within = isEnd(notice)
    ? 0
    : (notice.gravity === 'danger' ? 1 : 3) + (notice.loudFor.length > 0 ? 0 : 1)
  return { live: 0, drill: 5, test: 10 }[notice.mode] + within
}

export const proofHeaders: PushHeaders = { ttlSeconds: 120, urgency: 'high', topic: 'proof' }

/** Whether a try may still begin. */
export function isOver(notice: Pick<Notice, 'kind' | 'renewBy'>, now: Instant): boolean {
  return (
    !isEnd(notice) &&
    notice.renewBy !== undefined &&
    epochMilliseconds(notice.renewBy) <= epochMilliseconds(now)
  )
}
