/** What somebody proves themselves by, as it is kept on the personal shelf: nothing in it lets a reader of the shelf in, but the TOTP secret. */
import { ok, refuse, type Instant, type PersonId, type Result } from '#base'

/** A public key whose private half a device keeps (WebAuthn Level 3 §4 “credential record”). */
export interface Passkey {
  /** Of the credential, base64url. */
  readonly id: string
  /** The person as the device knows them: random, and neither their name nor their id (WebAuthn §14.6.1). Base64url. */
  readonly userHandle: string
  /** COSE_Key (RFC 9052 §7), base64url. */
  readonly publicKey: string
  /** How often the device says it has signed; 0 from devices that don’t count. */
  readonly counter: number
  readonly transports: readonly string[]
  /** The make of the authenticator; all zeros when it doesn’t say. */
  readonly aaguid?: string
  /** Whether the device copies it to the owner’s other devices. */
  readonly syncs: boolean
  /** What its owner calls it. */
  readonly name: string
  readonly madeAt: Instant
  readonly lastUsedAt?: Instant
  /** When its counter last went back: somebody may have a copy of it. */
  readonly doubtedAt?: Instant
}

export interface Password {
  /** A PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
  readonly hash: string
  readonly changedAt: Instant
}

export interface Totp {
  /** Base 32 (RFC 4648 §6), as authenticator apps take it. */
  readonly secret: string
  /** The last time step of which a code was accepted: none of it or before is taken again (RFC 6238 §5.2). */
  readonly lastStep: number
}

export interface RecoveryCode {
  readonly hash: string
  readonly usedAt?: Instant
}

/** An account elsewhere that stands for the person: its issuer’s word is the proof. */
export interface OidcLink {
  readonly issuer: string
  readonly subject: string
  readonly linkedAt: Instant
}

export interface Credentials {
  readonly person: PersonId
  readonly passkeys: readonly Passkey[]
  readonly password: Password | null
  readonly totp: Totp | null
  readonly recoveryCodes: readonly RecoveryCode[]
  readonly oidc: readonly OidcLink[]
}

export type WayIn = 'passkey' | 'password-totp' | 'oidc'

export function noCredentials(person: PersonId): Credentials {
  return { person, passkeys: [], password: null, totp: null, recoveryCodes: [], oidc: [] }
}

/** By which means they can sign in for good. A recovery code is not one: it is used up. */
export function waysIn(credentials: Credentials): readonly WayIn[] {
  const { passkeys, password, totp, oidc } = credentials
  return [
    ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ...(password !== null && totp !== null ? (['password-totp'] as const) : []),
    ...(oidc.length > 0 ? (['oidc'] as const) : []),
  ]
}

/** More than anybody carries; a bound, so that one account can’t fill the shelf. */
export const mostPasskeys = 20

export function withPasskey(
  credentials: Credentials,
  passkey: Passkey,
): Result<Credentials, 'people/passkey-known' | 'people/too-many-passkeys'> {
  if (credentials.passkeys.some(({ id }) => id === passkey.id)) return refuse('people/passkey-known')
  if (credentials.passkeys.length >= mostPasskeys)
    return refuse('people/too-many-passkeys', { most: mostPasskeys })
  return ok({ ...credentials, passkeys: [...credentials.passkeys, passkey] })
}

export function withoutPasskey(
  credentials: Credentials,
  id: string,
): Result<Credentials, 'people/no-such-passkey' | 'people/last-way-in'> {
  const passkeys = credentials.passkeys.filter((passkey) => passkey.id !== id)
  if (passkeys.length === credentials.passkeys.length) return refuse('people/no-such-passkey')
  return unlessLastWayIn({ ...credentials, passkeys })
}

/** A password and the app that comes with it, together: one alone is no way in. */
export function withPassword(credentials: Credentials, password: Password, totp: Totp): Credentials {
  return { ...credentials, password, totp }
}

export function withoutPassword(
  credentials: Credentials,
): Result<Credentials, 'people/no-password' | 'people/last-way-in'> {
  if (credentials.password === null) return refuse('people/no-password')
  return unlessLastWayIn({ ...credentials, password: null, totp: null })
}

/** A new set ends the old one: a sheet that was lost is worth nothing once another is printed. */
export function withRecoveryCodes(credentials: Credentials, hashes: readonly string[]): Credentials {
  return { ...credentials, recoveryCodes: hashes.map((hash) => ({ hash })) }
}

export function recoveryCodesLeft(credentials: Credentials): number {
  return credentials.recoveryCodes.filter(({ usedAt }) => usedAt === undefined).length
}

export function withOidc(credentials: Credentials, link: OidcLink): Credentials {
  const others = credentials.oidc.filter(
    ({ issuer, subject }) => issuer !== link.issuer || subject !== link.subject,
  )
  return { ...credentials, oidc: [...others, link] }
}

export function withoutOidc(
  credentials: Credentials,
  issuer: string,
): Result<Credentials, 'people/no-such-oidc-account' | 'people/last-way-in'> {
  const oidc = credentials.oidc.filter((link) => link.issuer !== issuer)
  if (oidc.length === credentials.oidc.length) return refuse('people/no-such-oidc-account')
  return unlessLastWayIn({ ...credentials, oidc })
}

function unlessLastWayIn(left: Credentials): Result<Credentials, 'people/last-way-in'> {
  return waysIn(left).length === 0 ? refuse('people/last-way-in') : ok(left)
}
