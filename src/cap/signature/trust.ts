/** The trust list: which keys and authorities an administrator believes, for which senders, from when until when. Data, and how it is read. */
import { z } from 'zod'
import { misfitOf, ok, parseInstant, refuse, type Instant, type Result } from '#base'

export interface TrustEntry {
  /** The name people know the signer by; several entries of one signer overlap while a key is replaced. */
  readonly signer: string
  /**
   * The CAP senders it may sign for: one exactly (`warn@town.example`), all of a domain (`*@town.example`), of the domains
   * below it (`*@*.town.example`), or any (`*`), which is for aggregators.
   */
  readonly senders: readonly string[]
  readonly by: TrustAnchor
  /** Narrower than the certificate's own dates, or instead of them for a bare key. */
  readonly from: Instant | undefined
  readonly until: Instant | undefined
  readonly revokedAt: Instant | undefined
}

export type TrustAnchor =
  | { readonly kind: 'certificate'; readonly pem: string }
  | { readonly kind: 'public-key'; readonly pem: string }
  /** SHA-256 of the SubjectPublicKeyInfo, 64 hexadecimal digits. */
  | { readonly kind: 'fingerprint'; readonly publicKeySha256: string }
  /** Anybody to whom this authority gave a certificate whose subject bears every one of these lines (`O=Town of Elets`). */
  | { readonly kind: 'authority'; readonly pem: string; readonly subject: readonly string[] | 'any' }

export interface TrustList {
  readonly entries: readonly TrustEntry[]
}

const instant = z.string().transform((text, context): Instant => {
  const read = parseInstant(text)
  if (read.ok) return read.value
  context.addIssue({
    code: 'custom',
    message: 'it must be a time with its zone, such as 2026-11-22T18:00:00Z',
  })
  return z.NEVER
})
const sender = z
  .string()
  .min(1)
  .max(300)
  .refine(
    (text) => text === '*' || !text.includes('*') || /^\*@(\*\.)?[^*@\s]+$/.test(text),
    'it must be a sender, *@domain, *@*.domain or *',
  )
const pem = (label: string) =>
  z
    .string()
    .max(100_000)
    .refine(
      (text) => text.includes(`-----BEGIN ${label}-----`),
      `it must be PEM, beginning -----BEGIN ${label}-----`,
    )

const entrySchema = z
  .strictObject({
    signer: z.string().min(1).max(200),
    senders: z.array(sender).min(1).max(1_000),
    certificate: pem('CERTIFICATE').optional(),
    publicKey: pem('PUBLIC KEY').optional(),
    publicKeySha256: z
      .string()
      .transform((text) => text.replaceAll(':', '').toLowerCase())
      .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'it must be 64 hexadecimal digits'))
      .optional(),
    authority: pem('CERTIFICATE').optional(),
    subject: z.union([z.array(z.string().regex(/^[A-Za-z.0-9]+=./)).min(1), z.literal('any')]).optional(),
    from: instant.optional(),
    until: instant.optional(),
    revokedAt: instant.optional(),
  })
  .transform((entry, context): TrustEntry => {
    const { certificate, publicKey, publicKeySha256, authority, subject } = entry
    const anchors: TrustAnchor[] = [
      ...(certificate === undefined ? [] : [{ kind: 'certificate', pem: certificate } as const]),
      ...(publicKey === undefined ? [] : [{ kind: 'public-key', pem: publicKey } as const]),
      ...(publicKeySha256 === undefined ? [] : [{ kind: 'fingerprint', publicKeySha256 } as const]),
      ...(authority === undefined
        ? []
        : [{ kind: 'authority', pem: authority, subject: subject ?? [] } as const]),
    ]
    const [by] = anchors
    if (by === undefined || anchors.length > 1) {
      context.addIssue({
        code: 'custom',
        message: 'it must have exactly one of certificate, publicKey, publicKeySha256 and authority',
      })
      return z.NEVER
    }
    // A public authority certifies anybody who asks: without a subject the entry would trust them all.
    if ((authority === undefined) !== (subject === undefined)) {
      context.addIssue({
        code: 'custom',
        message:
          'an authority needs a subject (“any” only for one that certifies nobody else), and nothing else has one',
      })
      return z.NEVER
    }
    return {
      signer: entry.signer,
      senders: entry.senders,
      by,
      from: entry.from,
      until: entry.until,
      revokedAt: entry.revokedAt,
    }
  })

const listSchema = z.strictObject({ trust: z.array(entrySchema).max(1_000) })

/** A trust list from its JSON: `{ "trust": [ { "signer", "senders", "certificate" | … } ] }`. */
export function readTrustList(json: unknown): Result<TrustList, 'cap/bad-trust-list'> {
  const read = listSchema.safeParse(json)
  if (read.success) return ok({ entries: read.data.trust })
  const { at, why } = misfitOf(read.error.issues)
  return refuse('cap/bad-trust-list', { at, why })
}

export const nobodyTrusted: TrustList = { entries: [] }

/** Domains are compared without case (RFC 4343), everything else exactly. */
export function maySignFor(entry: Pick<TrustEntry, 'senders'>, senderOfMessage: string): boolean {
  return entry.senders.some((pattern) => {
    if (pattern === '*' || pattern === senderOfMessage) return true
    if (!pattern.startsWith('*@')) return false
    const at = senderOfMessage.lastIndexOf('@')
    if (at < 1) return false
    const domain = senderOfMessage.slice(at + 1).toLowerCase()
    const wanted = pattern.slice(2).toLowerCase()
    return wanted.startsWith('*.')
      ? domain.endsWith(wanted.slice(1)) && domain.length >= wanted.length
      : domain === wanted
  })
}
