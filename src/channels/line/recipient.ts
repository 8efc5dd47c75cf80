/** A recipient: an address that asked to be told of alerts in some areas. No name is kept, and nothing but what sending needs. */
import type { AreaCode } from '#areas'
import { ok, refuse, type Brand, type Instant, type Mode, type Result } from '#base'
import type { LineName } from './line.ts'

export type RecipientId = Brand<string, 'RecipientId'>

export interface Recipient {
  /** Says nothing of whom: it may stand in logs and facts. */
  readonly id: RecipientId
  readonly channel: LineName
  readonly address: string
  /** BCP 47. */
  readonly language: string
  readonly areas: readonly AreaCode[]
  /** `live` alone, unless this address was listed for drills or tests too. */
  readonly modes: readonly Mode[]
  /** Whoever asked for no more stays on the list as just that, so that the next import brings nobody back. */
  readonly state: 'listed' | 'opted-out'
  readonly addedAt: Instant
  readonly changedAt: Instant
  /** Removed then; null for as long as the list is kept. */
  readonly keptUntil: Instant | null
  /** What takes this address off the list, in an e-mail's own link. */
  readonly token: string
}

const number = /^\+[1-9]\d{6,14}$/
/** RFC 5321 §4.5.3.1: 64 and 255 octets; one address alone, without comments and quotations. */
const mailbox = /^[^\s@<>(),;:"[\]\\]{1,64}@(?=.{1,255}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/

/** The address as it is kept: E.164 with its plus, or an e-mail address whose host is in small letters. */
export function readAddress(channel: LineName, text: string): Result<string, 'line/bad-address'> {
  const given = text.trim()
  if (channel === 'email') {
    const at = given.lastIndexOf('@')
    const address = `${given.slice(0, at)}${given.slice(at).toLowerCase()}`
    return mailbox.test(address) ? ok(address) : refuse('line/bad-address', { address: hidden(given) })
  }
  const digits = given.replaceAll(/[\s().\-/]/g, '').replace(/^00/, '+')
  return number.test(digits) ? ok(digits) : refuse('line/bad-address', { address: hidden(given) })
}

/** As it may stand in an answer or a log: enough to find it in one's own file, too little to call. */
export function hidden(address: string): string {
  const at = address.lastIndexOf('@')
  if (at > 0) return `${address.slice(0, 1)}…${address.slice(at)}`
  return address.length <= 4 ? '…' : `${address.slice(0, 3)}…${address.slice(-2)}`
}

/** Words that take a number off the list, and those that put it back; whole messages only, whatever their case. */
const stopWords = ['stop', 'стоп', 'unsubscribe', 'cancel', 'quit', 'відписка', 'отписка', 'הסר', 'עצור']
const startWords = ['start', 'старт', 'התחל']

export function wishOf(text: string): 'stop' | 'start' | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[.!\s]+$/, '')
  if (stopWords.includes(word)) return 'stop'
  return startWords.includes(word) ? 'start' : undefined
}
