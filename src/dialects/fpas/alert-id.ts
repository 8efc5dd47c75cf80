/** The id under which apps know a CAP message: a UUID that is always the same for it, and another for each message. */
import { sha256, type Brand } from '#base'

/** Each message has its own: apps keep what they fetched, and never ask for the same id again. */
export type FpasAlertId = Brand<string, 'FpasAlertId'>

export interface PublishedAs {
  /** `own`: by its notice. `relayed`: another sender's, by its stream. */
  readonly kind: 'own' | 'relayed'
  readonly id: string
}

/** RFC 9562 §5.8: version 8, of the name's SHA-256. `sender` keeps two installations apart. */
export function fpasAlertId({ kind, id }: PublishedAs, sender: string): FpasAlertId {
  const digits = sha256(`fpas\n${sender}\n${kind}/${id}`)
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16)
  const parts = [
    ...[digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`],
    ...[`${variant}${digits.slice(17, 20)}`, digits.slice(20, 32)],
  ]
  return parts.join('-') as FpasAlertId
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** With or without braces and in either case, as Qt and others write it; undefined for what is none. */
export function readUuid(text: string): string | undefined {
  const plain = text.toLowerCase().replace(/^\{(.*)\}$/, '$1')
  return uuid.test(plain) ? plain : undefined
}
