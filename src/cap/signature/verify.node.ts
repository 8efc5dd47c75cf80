/**
 * Verifies the signatures of CAP messages, in a narrow profile of XML-DSig: the whole alert, enveloped, one reference. What was
 * signed is handed back as bytes, and only those may be acted upon.
 */
import {
  constants,
  createHash,
  timingSafeEqual,
  verify,
  type KeyObject,
  type X509Certificate,
} from 'node:crypto'
import { ok, parseInstant, refuse, type Instant, type JsonObject, type Result } from '#base'
import { decodeXml } from '../xml/decode.ts'
import type { SignatureMethod } from './algorithms.ts'
import { openXml, type OpenXml } from './canonical.node.ts'
import { judgeTrust, keysOfTrust, openTrust, type OpenTrust } from './judge-trust.node.ts'
import { describeCertificate, keysOf, nameOf, publicKeySha256, type CandidateKey } from './keys.node.ts'
import { outlineOf, type Outline } from './outline.ts'
import { readSignature, type SignatureSays } from './read-signature.ts'
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

interface Signed {
  /** What the digest covers. */
  readonly bytes: Uint8Array
  readonly signedInfo: Uint8Array
}

/**
 * The canonical alert whose digest the signature bears, or undefined where no reading of it has that digest. The transform takes
 * out the signature itself; of an alert signed twice the others stay, and yet senders differ: Canada's national aggregator signs
 * beside the first signature and over neither. Trying without those that follow, then without any, is safe: a signature is no
 * content, and what was digested is what the caller gets to read.
 */
async function signedContent(
  { text, outline }: Case,
  count: number,
  says: SignatureSays,
  number: number,
): Promise<Signed | undefined> {
  const following = Array.from({ length: count - number - 1 }, (_, step) => number + 1 + step)
  const before = Array.from({ length: number }, (_, step) => step)
  const rounds = [[number], following, before].filter((round) => round.length > 0)
  // An id names the element alone; '' the document, with instructions that stand before and after its root.
  const xml = await reopened(says.uri === '' ? text : text.slice(outline.rootFrom, outline.rootTo))
  let bytes: Uint8Array | undefined
  try {
    for (const round of rounds) {
      xml.removeSignatures(round)
      // Comments are no part of what '' and '#id' refer to, whatever the canonicalization keeps (XML-DSig 1.1 §4.4.3.3).
      const { form, prefixes } = says.referenceForm
      const canonical = xml.canonical({ name: form.name, comments: 'dropped' }, prefixes)
      if (isSame(createHash(says.hash).update(canonical).digest(), says.digest)) {
        bytes = canonical
        break
      }
    }
  } finally {
    xml.close()
  }
  if (bytes === undefined) return undefined
  const context = await reopened(text)
  try {
    const { form, prefixes } = says.signedInfoForm
    return { bytes, signedInfo: context.canonicalSignedInfo(number, form, prefixes) }
  } finally {
    context.close()
  }
}

async function reopened(text: string): Promise<OpenXml> {
  const opening = await openXml(text)
  if ('reason' in opening) throw new Error(`a document that was well-formed no longer is: ${opening.reason}`)
  return opening.xml
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

const fieldOctets: { readonly [curve: string]: number } = { prime256v1: 32, secp384r1: 48, secp521r1: 66 }

/** The method must fit the kind of the key: an RSA key never checks anything else than RSA. */
function holds(
  { method, value }: { method: SignatureMethod; value: Uint8Array },
  key: KeyObject,
  data: Uint8Array,
): boolean {
  if (key.asymmetricKeyType !== method.key) return false
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {}
  try {
    if (method.key === 'rsa')
      return (
        modulusLength >= 1_024 &&
        modulusLength <= 8_192 &&
        verify(method.hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, value)
      )
    // r and s side by side, each as long as the curve's field (XML-DSig 1.1 §6.4.3).
    return (
      value.length === 2 * (fieldOctets[namedCurve] ?? Number.NaN) &&
      verify(method.hash, data, { key, dsaEncoding: 'ieee-p1363' }, value)
    )
  } catch {
    return false
  }
}

function isDer(value: Uint8Array): boolean {
  return value[0] === 0x30 && value[1] === value.length - 2 && value.length % 32 !== 0
}

function weaknessOf({ method, hash }: SignatureSays, key: KeyObject): string | undefined {
  if (method.hash === 'sha1' || hash === 'sha1') return 'SHA-1'
  const bits = key.asymmetricKeyDetails?.modulusLength ?? Number.POSITIVE_INFINITY
  return bits < 2_048 ? `an RSA key of ${bits} bits` : undefined
}

/** Who the signed bytes say is speaking, and when; read from them and from nothing else. */
async function authorOf(
  bytes: Uint8Array,
): Promise<Result<{ readonly sender: string; readonly sent: Instant }, SignatureCode>> {
  const xml = await reopened(new TextDecoder().decode(bytes))
  try {
    const [sender, ...moreSenders] = xml.childTexts('sender')
    const [time, ...moreTimes] = xml.childTexts('sent')
    const unclear = (what: string) => refuse('cap/signature-sender-unclear', { what })
    if (sender === undefined || sender.trim() === '' || moreSenders.length > 0) return unclear('who sends it')
    const sent = time === undefined || moreTimes.length > 0 ? undefined : parseInstant(time.trim())
    if (sent === undefined || !sent.ok) return unclear('when it was sent')
    return ok({ sender: sender.trim(), sent: sent.value })
  } finally {
    xml.close()
  }
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
