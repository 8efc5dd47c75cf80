/** What a part that speaks TLS is given: keys and certificates as they are now, whoever reads and renews them. */
import type { Result } from './result.ts'

export type TlsProblem =
  | 'base/tls-half'
  | 'base/tls-unreadable'
  | 'base/tls-not-pem'
  | 'base/tls-weak-key'
  | 'base/tls-wrong-key'
  | 'base/tls-expired'
  | 'base/tls-not-yet'

/** PEM, as `tls.createSecureContext` takes it; what nobody named is absent. */
export interface TlsMaterial {
  readonly key?: string
  readonly cert?: string
  readonly ca?: string
}

export interface KeptTls {
  /** What counts now; another object once it has changed. */
  current(): TlsMaterial
  /** DNS names in the certificate shown to others. */
  names(): readonly string[]
  /** Reads the files now, as at SIGHUP; resolves when what is new counts, or is refused and the old goes on. */
  readAgain(): Promise<Result<void, TlsProblem>>
  onChange(listen: () => void): void
  close(): void
}
