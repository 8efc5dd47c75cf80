/** Which passwords are taken: long ones that nobody would try, whatever they are made of (NIST SP 800-63B-4 §3.1.1.2, OWASP ASVS 5.0 V6.2). */
import { ok, refuse, type Result } from '#base'

/** In code points. Fifteen is what the standards advise; nothing more is asked of their make-up. */
export const passwordLength = { least: 15, most: 128 } as const

export interface AboutPassword {
  readonly login: string
  readonly name: string
  readonly email?: string
  /** The product’s, the authority’s, the place’s: what stands on the door. */
  readonly around: readonly string[]
  /** Whether it is among those that are tried first; `own` are words that belong to this person. */
  readonly isCommon: (password: string, own: readonly string[]) => boolean
}

export type PasswordRefusal =
  | 'people/password-too-short'
  | 'people/password-too-long'
  | 'people/password-unreadable'
  | 'people/password-common'
  | 'people/password-tells'

/**
 * One text for all ways a keyboard writes the same: NFC, and every kind of space is the space (OpaqueString of RFC 8265 §4.2).
 * Nothing is trimmed, cut or put into another case; both what is set and what is typed later go through it.
 */
export function normalPassword(typed: string): string {
  return typed.replace(/\p{Zs}/gu, ' ').normalize('NFC')
}

/** Control characters, half characters, and those that stand for nothing or for something else on each machine. */
const unreadable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u

/** The password as it is to be hashed (`normalPassword`), or the reason why not. */
export function judgePassword(typed: string, about: AboutPassword): Result<string, PasswordRefusal> {
  const at = 'password'
  // Hashed as UTF-8, all halves of characters would be one; the others can’t be typed again on the next machine.
  if (unreadable.test(typed)) return refuse('people/password-unreadable', { at })
  const password = normalPassword(typed)
  const length = [...password].length
  const { least, most } = passwordLength
  if (length < least) return refuse('people/password-too-short', { at, length, least })
  if (length > most) return refuse('people/password-too-long', { at, length, most })
  const words = tellingWords(about)
  const plain = plainText(password)
  const word = words.find((one) => plain.includes(one))
  if (word !== undefined) return refuse('people/password-tells', { at, word })
  if (about.isCommon(password, words)) return refuse('people/password-common', { at })
  return ok(password)
}

/** Shorter words stand in others by chance: “Ann” in “planned”. */
const shortestTelling = 4

function tellingWords({ login, name, email, around }: AboutPassword): readonly string[] {
  const local = email?.split('@')[0]
  const whole = [login, name, ...(local === undefined ? [] : [local]), ...around].map(plainText)
  const parts = [login, name].flatMap((text) => text.split(/[\s.,@_-]+/)).map(plainText)
  return [...new Set([...whole, ...parts])].filter((word) => [...word].length >= shortestTelling)
}

/** Without case, marks, spaces and signs, so that “O. Lena” is found in “o-léna”. */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}
