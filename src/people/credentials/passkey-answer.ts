/** What a browser says about the ceremony it took part in, read before any signature is looked at, so that the record can say what was wrong. */

/** Why an answer proves nothing. For the record only: whoever failed is told nothing but that they are not signed in. */
export type PasskeyDoubt =
  | 'ticket-over'
  | 'malformed'
  | 'unknown-passkey'
  | 'other-user'
  | 'other-ceremony'
  | 'other-challenge'
  | 'other-origin'
  | 'framed'
  | 'other-party'
  | 'nobody-present'
  | 'user-not-verified'
  | 'signature'
  | 'counter-back'

export interface ExpectedAnswer {
  readonly ceremony: 'webauthn.create' | 'webauthn.get'
  readonly challenge: string
  readonly origins: readonly string[]
}

/** Of the client data (WebAuthn Level 3 §7.1 steps 6–12, §7.2 steps 10–14); undefined when nothing speaks against it. */
export function doubtOfClientData(
  clientDataJSON: unknown,
  expected: ExpectedAnswer,
): PasskeyDoubt | undefined {
  const said = readClientData(clientDataJSON)
  if (said === undefined) return 'malformed'
  if (said['type'] !== expected.ceremony) return 'other-ceremony'
  if (said['challenge'] !== expected.challenge) return 'other-challenge'
  if (!expected.origins.some((origin) => origin === said['origin'])) return 'other-origin'
  // Our pages are never in a frame of another origin; who sees ours there is being led.
  if (said['crossOrigin'] === true || said['topOrigin'] !== undefined) return 'framed'
  return undefined
}

/** Longer than any browser writes. */
const longestClientData = 4_096

function readClientData(base64url: unknown): { readonly [key: string]: unknown } | undefined {
  if (typeof base64url !== 'string' || base64url.length > longestClientData) return undefined
  try {
    const said: unknown = JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'))
    return typeof said === 'object' && said !== null ? (said as { [key: string]: unknown }) : undefined
  } catch {
    return undefined
  }
}

/** Of the flags and the hash in authenticator data (WebAuthn Level 3 §6.1), where it is long enough to have them. */
export function doubtOfAuthenticatorData(
  authenticatorData: unknown,
  partyHash: string,
): PasskeyDoubt | undefined {
  if (typeof authenticatorData !== 'string') return 'malformed'
  const data = Buffer.from(authenticatorData, 'base64url')
  if (data.length < 37) return 'malformed'
  if (data.subarray(0, 32).toString('hex') !== partyHash) return 'other-party'
  const flags = data[32]!
  if ((flags & 0x01) === 0) return 'nobody-present'
  if ((flags & 0x04) === 0) return 'user-not-verified'
  return undefined
}
