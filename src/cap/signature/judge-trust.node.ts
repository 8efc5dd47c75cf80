/** Whether the trust list lets the key that made a signature speak for the sender of the message at its time. */
import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { instantOf, ok, refuse, type Instant, type JsonObject, type Result } from '#base'
import { chainTo } from './chain.node.ts'
import { hasDates, nameOf, publicKeySha256, subjectLines, type CandidateKey } from './keys.node.ts'
import type { SignatureCode } from './signature-findings.ts'
import { maySignFor, type TrustEntry, type TrustList } from './trust.ts'
import type { VerificationPolicy } from './verification.ts'

/** A trust list with its PEM read: done once, not for each message. */
export interface OpenTrust {
  readonly entries: readonly OpenEntry[]
}

interface OpenEntry {
  readonly entry: TrustEntry
  /** Of a pinned key; an authority has none of its own here. */
  readonly keySha256: string | undefined
  readonly key: KeyObject | undefined
  readonly certificate: X509Certificate | undefined
}

const opened = new WeakMap<TrustList, Result<OpenTrust, 'cap/bad-trust-list'>>()

/** Refuses a list with a certificate or key that can't be read, naming its place. */
export function openTrust(list: TrustList): Result<OpenTrust, 'cap/bad-trust-list'> {
  const known = opened.get(list)
  if (known !== undefined) return known
  const result = open(list)
  opened.set(list, result)
  return result
}

function open(list: TrustList): Result<OpenTrust, 'cap/bad-trust-list'> {
  const entries: OpenEntry[] = []
  for (const [number, entry] of list.entries.entries()) {
    const { by } = entry
    try {
      const certificate =
        by.kind === 'certificate' || by.kind === 'authority' ? new X509Certificate(by.pem) : undefined
      if (certificate !== undefined && !hasDates(certificate)) throw new Error('it has no readable dates')
      const pinned = by.kind === 'public-key' ? createPublicKey(by.pem) : undefined
      const key = by.kind === 'certificate' ? certificate?.publicKey : pinned
      const keySha256 = by.kind === 'fingerprint' ? by.publicKeySha256 : key && publicKeySha256(key)
      entries.push({ entry, key, keySha256, certificate })
    } catch (error) {
      const why = `the ${by.kind} of ${entry.signer} can’t be read (${error instanceof Error ? error.message : String(error)})`
      return refuse('cap/bad-trust-list', { at: `trust[${number}]`, why })
    }
  }
  return ok({ entries })
}

/** The keys the list holds itself, for messages that bring none. */
export function keysOfTrust({ entries }: OpenTrust): CandidateKey[] {
  return entries.flatMap(({ key, certificate }) => (key === undefined ? [] : [{ key, certificate }]))
}

export interface Claim {
  readonly made: CandidateKey
  readonly certificates: readonly X509Certificate[]
  readonly sender: string
  readonly sent: Instant
  /** When the message is acted upon. */
  readonly at: Instant
  readonly policy: VerificationPolicy
}

export interface Trusted {
  readonly signer: string
  /** Set where it was good when it was sent and would not be now. */
  readonly expiredSince: Instant | undefined
}

/** Later ones came further: of several entries the reader is told of the one that nearly fitted. */
const ranks: readonly SignatureCode[] = [
  'cap/signature-untrusted',
  'cap/signature-certificate',
  'cap/signature-wrong-sender',
  'cap/signature-not-yet-valid',
  'cap/signature-expired',
  'cap/signature-revoked',
]

export function judgeTrust(trust: OpenTrust, claim: Claim): Result<Trusted, SignatureCode> {
  const keySha256 = publicKeySha256(claim.made.key)
  const who =
    claim.made.certificate === undefined
      ? `the key ${keySha256.slice(0, 16)}…`
      : nameOf(claim.made.certificate)
  let nearest: Result<Trusted, SignatureCode> = refuse('cap/signature-untrusted', { who })
  let isRevoked: Result<Trusted, SignatureCode> | undefined
  let trusted: Result<Trusted, SignatureCode> | undefined
  for (const one of trust.entries) {
    const judged = judgeEntry(one, claim, keySha256, who)
    if (judged.ok) trusted ??= judged
    else {
      if (judged.problem.code === 'cap/signature-revoked') isRevoked ??= judged
      if (rank(judged) > rank(nearest)) nearest = judged
    }
  }
  // A key that one entry revokes is not saved by another that forgot to.
  return isRevoked ?? trusted ?? (rank(nearest) > 0 ? nearest : (outOfDate(claim, who) ?? nearest))
}

/** Also of a certificate that nobody knows: its dates are its owner's own word. */
function outOfDate(claim: Claim, who: string): Result<never, SignatureCode> | undefined {
  const { certificate } = claim.made
  const late =
    certificate &&
    judgeDates({ from: undefined, until: undefined, revokedAt: undefined }, [certificate], claim)
  return late && refuse(late.code, { signer: who, ...late.details })
}

function rank(result: Result<Trusted, SignatureCode>): number {
  return result.ok ? ranks.length : ranks.indexOf(result.problem.code)
}

function judgeEntry(
  { entry, certificate, keySha256: pinned }: OpenEntry,
  claim: Claim,
  keySha256: string,
  who: string,
): Result<Trusted, SignatureCode> {
  const { signer } = entry
  let chain: readonly X509Certificate[]
  if (entry.by.kind === 'authority') {
    const { subject } = entry.by
    const leaf = claim.made.certificate
    if (leaf === undefined || certificate === undefined) return refuse('cap/signature-untrusted', { who })
    const lines = new Set(subjectLines(leaf))
    if (subject !== 'any' && !subject.every((line) => lines.has(line)))
      return refuse('cap/signature-untrusted', { who })
    const found = chainTo(certificate, leaf, claim.certificates, claim.policy.historicAlgorithms)
    if (!found.ok)
      return found.problem.code === 'no-chain'
        ? refuse('cap/signature-untrusted', { who })
        : refuse('cap/signature-certificate', { who, why: String(found.problem.details['why']) })
    chain = found.value
  } else {
    if (pinned !== keySha256) return refuse('cap/signature-untrusted', { who })
    // The pinned certificate's own dates count; a bare key has those that its certificate in the message admits to.
    const dated = certificate ?? claim.made.certificate
    chain = dated === undefined ? [] : [dated]
  }
  const refusedFor = judgeDates(entry, chain, claim)
  if (refusedFor !== undefined) return refuse(refusedFor.code, { signer, ...refusedFor.details })
  if (!maySignFor(entry, claim.sender))
    return refuse('cap/signature-wrong-sender', { signer, sender: claim.sender })
  const last = earliest([...chain.map(until), ...(entry.until === undefined ? [] : [entry.until])])
  return ok({ signer, expiredSince: last !== undefined && claim.at > last ? last : undefined })
}

interface Late {
  readonly code: SignatureCode
  readonly details: JsonObject
}

/**
 * Each certificate of the chain and the entry itself must hold when the message says it was sent, and for a fresh message now
 * as well: `sent` is the signer's word, and a thief with an expired key would date a message back.
 */
function judgeDates(
  entry: Pick<TrustEntry, 'from' | 'until' | 'revokedAt'>,
  chain: readonly X509Certificate[],
  claim: Claim,
): Late | undefined {
  const { sent, at, policy } = claim
  const revokedFrom = policy.use === 'fresh' ? at : sent
  if (entry.revokedAt !== undefined && revokedFrom >= entry.revokedAt)
    return { code: 'cap/signature-revoked', details: { revokedAt: entry.revokedAt } }
  const spans = [
    { what: 'The entry', from: entry.from, until: entry.until },
    ...chain.map((one, number) => ({
      what: number === 0 ? 'The certificate' : `The authority’s certificate (${nameOf(one)})`,
      from: instantOf(one.validFromDate.getTime()),
      until: until(one),
    })),
  ]
  for (const { what, from, until: end } of spans) {
    if (from !== undefined && sent < from)
      return { code: 'cap/signature-not-yet-valid', details: { what, from, sent } }
    if (end === undefined || (sent <= end && (policy.use === 'archive' || at <= end))) continue
    const when = sent > end ? `the message is of ${sent}` : `it is now ${at}`
    return { code: 'cap/signature-expired', details: { what, until: end, when } }
  }
  return undefined
}

function until(certificate: X509Certificate): Instant {
  return instantOf(certificate.validToDate.getTime())
}

function earliest(instants: readonly Instant[]): Instant | undefined {
  return instants.toSorted()[0]
}
