/**
 * Recovery codes: printed on paper, kept in a drawer, typed once each when everything else is lost.
 * 120 random bits each: from 112 bits on, a plain hash is enough to keep them safe on the shelf (OWASP ASVS 5.0, 6.5.2).
 */
import { ok, refuse, sha256, type Instant, type PersonId, type Result, type Sha256 } from '#base'
import type { Credentials } from './credential.ts'

export const recoveryCodeCount = 10

/** Crockford’s base 32: no I, L, O or U, so that what is printed reads one way only. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 24
const groupLength = 4

/** `randomBytes` gives that many unguessable bytes. Codes read `7KQM-2WXR-9HDT-VC4P-E0JA-6SBN`. */
export function newRecoveryCodes(randomBytes: (count: number) => Uint8Array): readonly string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = Array.from(randomBytes(codeLength), (byte) => alphabet[byte & 31]!).join('')
    return letters.match(new RegExp(`.{${groupLength}}`, 'g'))!.join('-')
  })
}

/** The code that was meant: case, dashes and spaces don’t count, and O is 0, I and L are 1. Undefined when it can’t be one. */
export function readRecoveryCode(typed: string): string | undefined {
  // Longer than any code with separators: not worth looking at.
  if (typed.length > 200) return undefined
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]+/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return letters.length === codeLength && [...letters].every((letter) => alphabet.includes(letter))
    ? letters
    : undefined
}

/** What is kept of a code. The person goes into it, so that equal hashes say nothing about two people. */
export function hashOfRecoveryCode(person: PersonId, code: string): Sha256 | undefined {
  const letters = readRecoveryCode(code)
  return letters === undefined ? undefined : sha256(`tocsin-recovery-code:${person}:${letters}`)
}

/** Uses a code up; to be decided within `CredentialBook.change`, where it can’t be used twice. */
export function useRecoveryCode(
  credentials: Credentials,
  typed: string,
  at: Instant,
): Result<Credentials, 'people/wrong-code'> {
  const hash = hashOfRecoveryCode(credentials.person, typed)
  const used = credentials.recoveryCodes.findIndex((code) => code.hash === hash && code.usedAt === undefined)
  if (hash === undefined || used < 0) return refuse('people/wrong-code')
  return ok({
    ...credentials,
    recoveryCodes: credentials.recoveryCodes.map((code, i) => (i === used ? { ...code, usedAt: at } : code)),
  })
}
