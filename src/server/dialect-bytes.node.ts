/**
 * The bytes of a dialect's answers: made once for each state of the board, with a validator and a date that no second change
 * in the same second can hide behind.
 */
import { gzip } from 'node:zlib'
import { epochMilliseconds, instantOf, minute, sha256, type Instant } from '#base'
import type { DialectAnswer, DialectCall, Found, Picture } from '#dialects'
import type { Face } from './dialect-desk.ts'

export interface Bytes {
  readonly status: number
  readonly body: Buffer
  /** What is small and a text is sent as one, with its head in the same write. */
  readonly text: string | undefined
  /** Media type, and what the dialect says for itself. */
  readonly head: { readonly [name: string]: string }
  /** Undefined for what is for one caller alone. */
  readonly etag: string | undefined
  readonly datedAt: Instant
  /** The minute since 1970 for which it holds, where it changes by itself. */
  readonly minute?: number
  /** Heads of answers that were written with them before. */
  readonly heads: Map<string, { readonly [name: string]: string | number }>
  /** Smaller, once it is made. */
  zipped: Buffer | 'not-yet' | 'being-made' | 'not-worth-it'
}

export interface DialectBytes {
  /** What was made for this very address and is true still. */
  atHand(url: string): Bytes | undefined
  make(url: string, found: Found, call: DialectCall): Bytes | Promise<Bytes>
}

/** Addresses come from clients: so many are remembered, then all are made anew. */
const mostKept = 5_000
const longestAddress = 300
const worthZipping = 1_400
const longestText = 16_384

export function dialectBytes({ ground, picture }: Face): DialectBytes {
  const byAddress = new Map<string, Bytes>()
  const byName = new Map<string, Bytes | Promise<Bytes>>()
  /** What was made last under a name in this state, also in a minute that is over. */
  const before = new Map<string, Bytes>()
  let state = ''
  const minuteNow = () => Math.floor(epochMilliseconds(ground.now()) / minute)
  const isTrueStill = ({ minute: made }: Bytes) => made === undefined || made === minuteNow()
  const forgetOld = (shown: Picture) => {
    if (state === shown.state) return
    state = shown.state
    byAddress.clear()
    byName.clear()
    before.clear()
  }
  return {
    atHand(url) {
      forgetOld(picture())
      const found = byAddress.get(url)
      return found !== undefined && isTrueStill(found) ? found : undefined
    },
    make(url, { route, params }, call) {
      const shown = picture()
      const answer = () => route.answer(call, shown, ground)
      if (route.lasts === 'once') return whenThere(answer(), (it) => bytesOf(it, shown, 'for-one'))
      forgetOld(shown)
      const madeIn = state
      const changesByItself = route.lasts === 'a-minute' ? byItself(minuteNow(), shown) : {}
      const name = JSON.stringify([route.path, params, call.query])
      const keep = (made: Bytes): Bytes => {
        // What was asked of the board before it changed is not kept for those who ask after.
        if (state === madeIn && made.status === 200) {
          if (byAddress.size >= mostKept) byAddress.clear()
          if (before.size >= mostKept) before.clear()
          byName.set(name, made)
          before.set(name, made)
          if (url.length <= longestAddress) byAddress.set(url, made)
        } else byName.delete(name)
        return made
      }
      const known = byName.get(name)
      if (known instanceof Promise || (known !== undefined && isTrueStill(known)))
        return whenThere(known, keep)
      const made = whenThere(answer(), (it) => {
        const bytes = { ...bytesOf(it, shown, 'for-all'), ...changesByItself }
        const last = before.get(name)
        // Of the same bytes the date stays: who has them need not read them again.
        return last !== undefined && last.etag === bytes.etag && bytes.etag !== undefined
          ? {
              ...bytes,
              datedAt: last.datedAt,
              heads: last.heads,
              zipped: Buffer.isBuffer(last.zipped) ? last.zipped : bytes.zipped,
            }
          : bytes
      })
      if (byName.size >= mostKept) byName.clear()
      if (made instanceof Promise) {
        byName.set(name, made)
        made.catch(() => byName.delete(name))
      }
      return whenThere(made, keep)
    },
  }
}

/** Its date is that of the minute it is for, which every server has alike, or of the change in that minute. */
function byItself(made: number, picture: Picture): Pick<Bytes, 'minute' | 'datedAt'> {
  const began = instantOf(made * minute)
  const changedAt = dateOf(picture)
  return { minute: made, datedAt: began > changedAt ? began : changedAt }
}

function dateOf({ shownAt, datedAt }: Pick<Picture, 'shownAt' | 'datedAt'>): Instant {
  return datedAt ?? shownAt
}

function whenThere<Given, Made>(
  given: Given | Promise<Given>,
  make: (it: Given) => Made,
): Made | Promise<Made> {
  return given instanceof Promise ? given.then(make) : make(given)
}

export function bytesOf(
  { status, type, body: text, headers }: DialectAnswer,
  picture: Pick<Picture, 'shownAt' | 'datedAt'>,
  whom: 'for-all' | 'for-one',
): Bytes {
  const body =
    typeof text === 'string' ? Buffer.from(text) : Buffer.from(text.buffer, text.byteOffset, text.byteLength)
  const isKept = whom === 'for-all' && status === 200
  return {
    ...{ status, body, datedAt: dateOf(picture), heads: new Map() },
    text: typeof text === 'string' && body.length <= longestText ? text : undefined,
    head: { 'content-type': type ?? 'application/json; charset=utf-8', ...headers },
    etag: isKept ? `"${sha256(body).slice(0, 32)}"` : undefined,
    zipped: isKept && body.length >= worthZipping ? 'not-yet' : 'not-worth-it',
  }
}

/** The smaller bytes where they are there; whoever comes first gets the plain ones, and nobody waits. */
export function zippedOf(bytes: Bytes): Buffer | undefined {
  if (bytes.zipped === 'not-yet') {
    bytes.zipped = 'being-made'
    gzip(bytes.body, { level: 6 }, (error, smaller) => {
      bytes.zipped = error === null ? smaller : 'not-worth-it'
    })
  }
  return Buffer.isBuffer(bytes.zipped) ? bytes.zipped : undefined
}

/**
 * For `Last-Modified`, in whole seconds since 1970. Within the second of a change another one may follow, so that whoever reads in
 * it is given the second before: the date they bring back then never hides the second change (RFC 9110 §8.8.2.2).
 */
export function modifiedSeconds(datedAt: Instant, now: Instant): number {
  const [changed, present] = [datedAt, now].map((at) => Math.floor(epochMilliseconds(at) / 1_000)) as [
    number,
    number,
  ]
  // The clock of who wrote the change may be ahead of this one; a date in the future is none (§8.8.2.1).
  return present > changed ? changed : Math.min(changed - 1, present)
}

/** Whether who asks has these bytes already (RFC 9110 §13.2.2: If-None-Match before If-Modified-Since). */
export function isHeld(
  { etag, datedAt }: Bytes,
  asked: { readonly etags: string | undefined; readonly since: string | undefined },
  now: Instant,
): boolean {
  if (etag === undefined) return false
  if (asked.etags !== undefined)
    return asked.etags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
  if (asked.since === undefined) return false
  const changed = Math.floor(epochMilliseconds(datedAt) / 1_000)
  return Math.floor(epochMilliseconds(now) / 1_000) > changed && Date.parse(asked.since) >= changed * 1_000
}
