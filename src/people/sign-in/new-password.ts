/** A new password and its authenticator app, in two steps: the app's secret is shown, and taken once the app has given a code for it. */
import { ok, refuse, type PersonId, type Result } from '#base'
import type { Password, Totp } from '../credentials/credential.ts'
import { judgePassword } from '../credentials/password-rules.ts'
import type { Tickets } from '../credentials/tickets.ts'
import type { SignInParts } from './ports.ts'

/** The secret waits for its code; only the person it was made for can use it. */
export type PasswordTickets = Tickets<{ readonly person: PersonId; readonly secret: string }>

export interface PasswordBegun {
  readonly ticket: string
  readonly totp: { readonly uri: string; readonly secret: string; readonly qr: string }
}

type Parts = Pick<
  SignInParts,
  'passwordTickets' | 'totp' | 'names' | 'drawQr' | 'commonPasswords' | 'clock' | 'passwords'
>

/** `from` is the address that asks. */
export async function beginPassword(
  parts: Parts,
  person: PersonId,
  login: string,
  from: string,
): Promise<PasswordBegun> {
  const totp = await parts.totp()
  const secret = totp.newSecret()
  const uri = totp.uri(secret, { issuer: parts.names[0], login })
  const ticket = parts.passwordTickets.open({ person, secret }, from)
  return { ticket, totp: { uri, secret, qr: await parts.drawQr(uri) } }
}

export interface PasswordTyped {
  readonly ticket: string
  readonly password: string
  readonly code: string
}

/**
 * The password hashed and the app it goes with, to be kept together. What is wrong with the password or the code is said
 * before the ticket is used up, so that it can be typed again without another QR code.
 */
export async function takePassword(
  parts: Parts,
  about: { readonly id: PersonId; readonly name: string; readonly login: string; readonly email?: string },
  { ticket, password: typed, code }: PasswordTyped,
): Promise<Result<{ readonly password: Password; readonly totp: Totp }>> {
  const at = parts.clock.now()
  const [totp, isCommon] = [await parts.totp(), await parts.commonPasswords()]
  const judged = judgePassword(typed, { ...about, around: parts.names, isCommon })
  if (!judged.ok) return judged
  const waiting = parts.passwordTickets.look(ticket)
  if (waiting?.person !== about.id) return refuse('people/ticket-over')
  const step = totp.stepOf(waiting.secret, code, at)
  if (step === undefined) return refuse('people/wrong-code', { at: 'code' })
  const hash = await parts.passwords.hash(judged.value)
  if (!hash.ok) return hash
  if (parts.passwordTickets.take(ticket) === undefined) return refuse('people/ticket-over')
  // The code that proved the app can't be used to sign in as well.
  return ok({
    password: { hash: hash.value, changedAt: at },
    totp: { secret: waiting.secret, lastStep: step },
  })
}
