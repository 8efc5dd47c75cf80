/** What is known of a message's signatures: whether it counts, who made it, why not, and the very bytes that were signed. */
import type { Instant } from '#base'
import type { SignatureCode } from './signature-findings.ts'

/** `fresh`: to be acted on now. `archive`: kept since it came; what expired later was good then. */
export interface VerificationPolicy {
  readonly use: 'fresh' | 'archive'
  /** SHA-1 and RSA keys of 1024 to 2047 bits, for historic messages. */
  readonly historicAlgorithms: 'refused' | 'accepted'
}

export interface CapCertificate {
  readonly subject: string
  readonly issuer: string
  /** Hexadecimal. */
  readonly serial: string
  readonly notBefore: Instant
  readonly notAfter: Instant
  /** SHA-256 of the certificate, hexadecimal in pairs with colons, as browsers and openssl show it. */
  readonly fingerprint: string
}

export interface CapSignatureAlgorithm {
  /** `ECDSA-SHA256` */
  readonly signature: string
  /** `sha256` */
  readonly digest: string
  /** `exclusive`, `1.1`, `1.0 with comments` */
  readonly canonicalization: string
}

export interface OneSignature {
  /** It counts: unchanged, made by a signer of the trust list, in time, for a sender the signer may speak for. */
  readonly valid: boolean
  /** Digest and signature value are right for a key at hand, whoever holds it. */
  readonly intact: boolean
  /** The trust list's name of whoever signed; the certificate's where no entry knows it, undefined where nobody is known. */
  readonly signer: string | undefined
  /** Undefined when valid. */
  readonly code: SignatureCode | undefined
  /** A sentence, also when valid. */
  readonly why: string
  readonly certificate: CapCertificate | undefined
  /** SHA-256 of the key (SubjectPublicKeyInfo), hexadecimal: what a trust list pins. */
  readonly publicKeySha256: string | undefined
  readonly algorithm: CapSignatureAlgorithm | undefined
  /**
   * The canonical XML that was signed, as UTF-8; only when valid. Whoever acts on a signed message reads it from these bytes
   * and from nothing else: then no two readers can disagree on what was signed.
   */
  readonly signedBytes: Uint8Array | undefined
}

/** The signature that speaks for the message, the first valid one or else the one that came furthest; and all of them. */
export interface CapVerification extends OneSignature {
  readonly present: boolean
  /** In the order of the document. */
  readonly signatures: readonly OneSignature[]
}
