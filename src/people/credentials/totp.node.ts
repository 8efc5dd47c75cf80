/** One-time codes of authenticator apps: TOTP (RFC 6238) with SHA-1, six digits, thirty seconds, as every app knows it. */
import { randomBytes } from 'node:crypto'
import { epochMilliseconds, type Instant } from '#base'

export interface TotpCodes {
  /** 160 random bits (RFC 4226 §4 R6), base 32. */
  newSecret(): string
  /** What the app reads out of the QR code. */
  uri(secret: string, about: { readonly issuer: string; readonly login: string }): string
  /** The time step the code is of: this one or a neighbour of it (RFC 6238 §5.2). Undefined when it is of none of them. */
  stepOf(secret: string, code: string, at: Instant): number | undefined
}

const period = 30
const digits = 6
const algorithm = 'SHA1'
/** Steps before and after that are taken too, for clocks that are off and fingers that are slow. */
const neighbours = 1

export async function openTotp(): Promise<TotpCodes> {
  const { Secret, TOTP } = await import('otpauth')
  return {
    newSecret: () => new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32,
    uri: (secret, { issuer, login }) =>
      new TOTP({
        issuer,
        label: login,
        algorithm,
        digits,
        period,
        secret: Secret.fromBase32(secret),
      }).toString(),
    stepOf(secret, code, at) {
      const token = code.replace(/\s/g, '')
      if (!/^[0-9]{6}$/.test(token)) return undefined
      const timestamp = epochMilliseconds(at)
      const away = TOTP.validate({
        token,
        secret: Secret.fromBase32(secret),
        algorithm,
        digits,
        period,
        timestamp,
        window: neighbours,
      })
      return away === null ? undefined : TOTP.counter({ period, timestamp }) + away
    },
  }
}
