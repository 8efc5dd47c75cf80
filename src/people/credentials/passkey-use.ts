/** A passkey that counts counts up: one that goes back means that two devices hold the key (WebAuthn Level 3 §7.2 step 22). */
import { ok, refuse, type Instant, type Result } from '#base'
import type { Credentials, Passkey } from './credential.ts'

export interface PasskeyUse {
  readonly credentials: Credentials
  readonly counter: 'on' | 'back'
}

/**
 * To be decided within `CredentialBook.change`. A use that goes back proves nothing and is marked; the passkey stays, as
 * nobody knows which of the two devices is the thief’s, and locking out the officer is worse than telling them.
 */
export function usePasskey(
  credentials: Credentials,
  id: string,
  counter: number,
  at: Instant,
): Result<PasskeyUse, 'people/no-such-passkey'> {
  const passkey = credentials.passkeys.find((one) => one.id === id)
  if (passkey === undefined) return refuse('people/no-such-passkey')
  // Devices that sync don’t count: theirs is always 0.
  const back = (counter > 0 || passkey.counter > 0) && counter <= passkey.counter
  const next: Passkey = back ? { ...passkey, doubtedAt: at } : { ...passkey, counter, lastUsedAt: at }
  const passkeys = credentials.passkeys.map((one) => (one.id === id ? next : one))
  return ok({ credentials: { ...credentials, passkeys }, counter: back ? 'back' : 'on' })
}
