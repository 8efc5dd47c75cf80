/**
 * Verifies the signatures of CAP messages, in a narrow profile of XML-DSig: the whole alert, enveloped, one reference. What was
 * signed is handed back as bytes, and only those may be acted upon.
 */
import type { X509Certificate } from 'node:crypto'
import { ok, refuse, type Instant, type JsonObject, type Result } from '#base'
import { decodeXml } from '../xml/decode.ts'
import { openXml, type OpenXml } from './canonical.node.ts'
import { judgeTrust, keysOfTrust, openTrust, type OpenTrust } from './judge-trust.node.ts'
import { describeCertificate, keysOf, nameOf, publicKeySha256, type CandidateKey } from './keys.node.ts'
import { outlineOf, type Outline } from './outline.ts'
import { holds, isDer, weaknessOf } from './key-fit.node.ts'
import { readSignature, type SignatureSays } from './read-signature.ts'
import { authorOf, signedContent, type Signed } from './signed-content.node.ts'
import { saySignature, type SignatureCode } from './signature-findings.ts'
import type { SignatureNode } from './signature-node.ts'
import type { TrustList } from './trust.ts'
import type { CapVerification, OneSignature, VerificationPolicy } from './verification.ts'

export const forFresh: VerificationPolicy = { use: 'fresh', historicAlgorithms: 'refused' }
export const forArchives: VerificationPolicy = { use: 'archive', historicAlgorithms: 'accepted' }

const capNamespace = /^(urn:oasis:names:tc:emergency:cap:1\.[12]|http:\/\/www\.incident\.com\/cap\/1\.0)$/
const mostSignatures = 4
/** Keys of the trust list that are tried on a message that brings none. */
const mostPinned = 200

/**
 * Verifies the one alert of a document, as it came from outside, for someone who acts on it at `at`. Never throws for what is in
 * the bytes; throws a TypeError for a trust list with a certificate that can't be read (`openTrust` refuses it beforehand).
 */
export async function verifyCap(
  bytes: Uint8Array | string,
  trust: TrustList,
  at: Instant,
  policy: VerificationPolicy = forFresh,
): Promise<CapVerification> {
  return verifyText(textOf(bytes), opened(trust), at, policy)
}

/** One verification for each alert of a feed or envelope, in the order of the document; one for a bare alert. */
export async function verifyEachCap(
  bytes: Uint8Array | string,
  trust: TrustList,
  at: Instant,
  policy: VerificationPolicy = forFresh,
): Promise<readonly CapVerification[]> {
  const text = textOf(bytes)
  const outline = outlineOf(text)
  if (!outline.ok || outline.value.doctype === 'present' || outline.value.alerts.length === 0)
    return [await verifyText(text, opened(trust), at, policy)]
  const verifications: CapVerification[] = []
  for (const alert of outline.value.alerts)
    verifications.push(await verifyText(alert, opened(trust), at, policy))
  return verifications
}

function opened(list: TrustList): OpenTrust {
  const trust = openTrust(list)
  if (!trust.ok) throw new TypeError(`${trust.problem.at}: ${String(trust.problem.details['why'])}`)
  return trust.value
}

function textOf(source: Uint8Array | string): string {
  const text = typeof source === 'string' ? source : decodeXml(source).text
  return text.replace(/^[\uFEFF \t\r\n]+/, '')
}

/** What is needed throughout a verification. */
interface Case {
  readonly text: string
  readonly outline: Outline
  readonly trust: OpenTrust
  readonly at: Instant
  readonly policy: VerificationPolicy
}

async function verifyText(
  text: string,
  trust: OpenTrust,
  at: Instant,
  policy: VerificationPolicy,
): Promise<CapVerification> {
  const outline = outlineOf(text)
  const mentions = text.includes('http://www.w3.org/2000/09/xmldsig#')
  const none = (code: SignatureCode, details: JsonObject = {}, presence: 'present' | 'absent' = 'absent') =>
    ({ ...failed(code, details), present: presence === 'present', signatures: [] }) satisfies CapVerification
  const presence = mentions ? 'present' : 'absent'
  if (!outline.ok) return none(outline.problem.code, outline.problem.details, presence)
  if (outline.value.doctype === 'present') return none('cap/signature-doctype', {}, presence)
  const opening = await openXml(text)
  if ('reason' in opening) return none('cap/signature-unreadable', { reason: opening.reason }, presence)
  const { xml } = opening
  try {
    const { root, signatures } = xml
    if (root.name !== 'alert' || !capNamespace.test(root.namespace))
      return none('cap/signature-not-an-alert', { root: `{${root.namespace}}${root.name}` }, presence)
    if (signatures.length === 0) {
      const where = mentions ? xml.misplacedSignature() : undefined
      return where === undefined
        ? none('cap/signature-missing')
        : none('cap/signature-misplaced', { where }, 'present')
    }
    if (signatures.length > mostSignatures)
      return none('cap/signature-too-many', { count: signatures.length, most: mostSignatures }, 'present')
    const all: OneSignature[] = []
    for (const [number, node] of signatures.entries())
      all.push(await verifyOne({ text, outline: outline.value, trust, at, policy }, xml, node, number))
    const speaks =
      all.find(({ valid }) => valid) ?? all.reduce((best, one) => (reach(one) > reach(best) ? one : best))
    return { ...speaks, present: true, signatures: all }
  } finally {
    xml.close()
  }
}

/** How far a signature came before it failed. */
function reach({ intact, certificate, algorithm }: OneSignature): number {
  return (intact ? 4 : 0) + (algorithm === undefined ? 0 : 2) + (certificate === undefined ? 0 : 1)
}

async function verifyOne(
  kase: Case,
  xml: OpenXml,
  node: SignatureNode | 'too large',
  number: number,
): Promise<OneSignature> {
  if (node === 'too large')
    return failed('cap/signature-too-costly', { what: 'its signature is larger than any can be' })
  const read = readSignature(node)
  if (!read.ok) return failed(read.problem.code, read.problem.details)
  const says = read.value
  const pointed = pointsAtRoot(says.uri, xml)
  if (!pointed.ok) return failed(pointed.problem.code, pointed.problem.details)
  const keys = keysOf(says.keyInfo)
  const [shown] = keys.certificates
  const known = {
    algorithm: {
      signature: says.method.name,
      digest: says.hash,
      canonicalization: `${says.referenceForm.form.name}${says.signedInfoForm.form.comments === 'kept' ? ' with comments' : ''}`,
    },
    certificate: shown === undefined ? undefined : describeCertificate(shown),
    signer: shown === undefined ? undefined : nameOf(shown),
  }
  const signed = await signedContent(kase, xml.signatures.length, says, number)
  if (signed === undefined) return failed('cap/signature-altered', {}, known)
  const candidates = [
    ...keys.candidates,
    ...(keys.candidates.length > 0 ? [] : keysOfTrust(kase.trust).slice(0, mostPinned)),
  ]
  if (candidates.length === 0) return failed('cap/signature-no-key', {}, known)
  const derValue = says.method.key === 'ec' && isDer(says.value)
  const made = candidates.find(({ key }) => holds(says, key, signed.signedInfo))
  if (made === undefined) {
    if (derValue)
      return failed(
        'cap/signature-forbidden',
        { what: 'an ECDSA value in DER; r and s belong side by side' },
        known,
      )
    if (keys.candidates.length === 0) return failed('cap/signature-no-key', {}, known)
    return failed(
      'cap/signature-forged',
      { who: shown === undefined ? 'the key it names' : nameOf(shown) },
      known,
    )
  }
  return judged(kase, keys.certificates, says, made, signed, known.algorithm)
}

/** From here on the signature is right for a key; the question is whose key, and what it may say. */
async function judged(
  { trust, at, policy }: Case,
  certificates: readonly X509Certificate[],
  says: SignatureSays,
  made: CandidateKey,
  signed: Signed,
  algorithm: OneSignature['algorithm'],
): Promise<OneSignature> {
  const { certificate, key } = made
  const known = {
    algorithm,
    intact: true,
    certificate: certificate === undefined ? undefined : describeCertificate(certificate),
    publicKeySha256: publicKeySha256(key),
    signer: certificate === undefined ? undefined : nameOf(certificate),
  }
  const weakness = weaknessOf(says, key)
  if (weakness !== undefined && policy.historicAlgorithms === 'refused')
    return failed('cap/signature-weak', { what: weakness }, known)
  const author = await authorOf(signed.bytes)
  if (!author.ok) return failed(author.problem.code, author.problem.details, known)
  const trusted = judgeTrust(trust, { ...author.value, made, certificates, at, policy })
  if (!trusted.ok) {
    const named = trusted.problem.details['signer']
    const signer = typeof named === 'string' ? named : known.signer
    return failed(trusted.problem.code, trusted.problem.details, { ...known, signer })
  }
  const { signer, expiredSince } = trusted.value
  const since = expiredSince === undefined ? '' : ` Its certificate has expired since, on ${expiredSince}.`
  return {
    ...known,
    valid: true,
    signer,
    code: undefined,
    why: `Unchanged since ${signer} signed it (${says.method.name}).${since}`,
    signedBytes: signed.bytes,
  }
}

/** The reference must be to the alert itself: by '' to its document, or by an id that nothing else bears. */
function pointsAtRoot(uri: string, xml: OpenXml): Result<void, SignatureCode> {
  if (uri === '') return ok()
  const id = uri.slice(1)
  const { count, first } = xml.bearers(id)
  if (count > 1) return refuse('cap/signature-ambiguous', { id, count })
  if (count === 1 && xml.rootIds.includes(id)) return ok()
  const what = first === undefined ? `“${uri}”, which is nowhere in the document` : `the element ${first}`
  return refuse('cap/signature-of-something-else', { what })
}

function failed(
  code: SignatureCode,
  details: JsonObject,
  known: Partial<
    Pick<OneSignature, 'intact' | 'signer' | 'certificate' | 'publicKeySha256' | 'algorithm'>
  > = {},
): OneSignature {
  const said = Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [],
    ),
  )
  return {
    intact: false,
    signer: undefined,
    certificate: undefined,
    publicKeySha256: undefined,
    algorithm: undefined,
    ...known,
    valid: false,
    code,
    why: saySignature(code, said),
    signedBytes: undefined,
  }
}
