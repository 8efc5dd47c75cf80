/** Signs a CAP message: enveloped, over the whole alert, the certificate beside it; the rest of the text stays as it was to the byte. */
import { constants, createHash, createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { epochMilliseconds, ok, parseInstant, refuse, type Result } from '#base'
import {
  canonicalForms,
  canonicalUris,
  digestUris,
  ecdsaUris,
  envelopedSignature,
  rsaSha256,
  xmlDsig,
  type Canonicalization,
} from './algorithms.ts'
import { openXml, type OpenXml } from './canonical.node.ts'
import { publicKeySha256 } from './keys.node.ts'
import { outlineOf } from './outline.ts'

/** A private key with the certificate made for it, read and found to fit each other. */
export interface CapSigner {
  readonly key: KeyObject
  /** The signer's own first, then those of the authorities up to, and without, the root. */
  readonly certificates: readonly X509Certificate[]
  readonly canonicalization: Canonicalization
}

/**
 * A signer from PEM: a private key on P-256, P-384 or RSA of 2048 bits and more, and its certificate, with intermediates after it.
 * Exclusive canonicalization survives being put into a feed; 1.1 is what some peers insist on.
 */
export function readSigner(pem: {
  readonly key: string
  readonly certificates: string
  readonly passphrase?: string
  readonly canonicalization?: Canonicalization
}): Result<CapSigner, 'cap/bad-signing-key'> {
  const bad = (why: string) => refuse('cap/bad-signing-key', { why })
  try {
    const key = createPrivateKey({
      key: pem.key,
      ...(pem.passphrase === undefined ? {} : { passphrase: pem.passphrase }),
    })
    const certificates = (
      pem.certificates.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? []
    ).map((one) => new X509Certificate(one))
    const [own] = certificates
    if (own === undefined) return bad('there is no certificate')
    if (!own.checkPrivateKey(key)) return bad('the first certificate was not made for this key')
    if (methodOf(key) === undefined) return bad('it is neither P-256, P-384 nor RSA of at least 2048 bits')
    return ok({ key, certificates, canonicalization: pem.canonicalization ?? 'exclusive' })
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error))
  }
}

interface SigningMethod {
  readonly uri: string
  readonly hash: 'sha256' | 'sha384'
}

function methodOf(key: KeyObject): SigningMethod | undefined {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= 2_048) return { uri: rsaSha256, hash: 'sha256' }
  if (key.asymmetricKeyType !== 'ec') return undefined
  if (namedCurve === 'prime256v1') return { uri: ecdsaUris.sha256, hash: 'sha256' }
  return namedCurve === 'secp384r1' ? { uri: ecdsaUris.sha384, hash: 'sha384' } : undefined
}

/**
 * The same CAP 1.2 message with a Signature as its last element; with several signers, sign again with the next. Everything else
 * of the text stays as it is, so that taking the Signature out gives the text that went in. Only ECDSA's random number differs
 * from one signing to the next. Refused where the text is not one alert, or where the certificate doesn't hold when it is sent:
 * nobody could verify that.
 */
export async function signCap(xml: string, signer: CapSigner): Promise<Result<string, 'cap/not-signable'>> {
  const no = (why: string) => refuse('cap/not-signable', { why })
  const outline = outlineOf(xml)
  if (!outline.ok) return no(String(outline.problem.details['what'] ?? outline.problem.details['reason']))
  const { doctype, rootContentTo } = outline.value
  if (doctype === 'present') return no('it has a DOCTYPE')
  const declared = /^\uFEFF?<\?xml[^>]*encoding\s*=\s*["']([^"']*)/.exec(xml)?.[1]
  if (declared !== undefined && !/^utf-?8$/i.test(declared))
    return no(`it declares ${declared} instead of UTF-8`)
  const opening = await openXml(xml)
  if ('reason' in opening) return no(opening.reason)
  const form = canonicalForms[canonicalUris[signer.canonicalization]]!
  const method = methodOf(signer.key)!
  let digest: string
  try {
    const fault = faultOf(opening.xml, signer)
    if (fault !== undefined || rootContentTo === undefined) return no(fault ?? 'it is empty')
    // The signature is not there yet: what is there is what the enveloped-signature transform will leave.
    digest = createHash(method.hash).update(opening.xml.canonical(form, [])).digest('base64')
  } finally {
    opening.xml.close()
  }
  const [head, tail] = [xml.slice(0, rootContentTo), xml.slice(rootContentTo)]
  const signatureWith = (value: string) => `${head}${signatureElement(signer, method, digest, value)}${tail}`
  // An inclusive form of SignedInfo depends on what is declared around it, so it is made where it will stand.
  const placed = await openXml(signatureWith(''))
  if ('reason' in placed) return no(placed.reason)
  let signedInfo: Uint8Array
  try {
    signedInfo = placed.xml.canonicalSignedInfo(placed.xml.signatures.length - 1, form, [])
  } finally {
    placed.xml.close()
  }
  const value =
    signer.key.asymmetricKeyType === 'rsa'
      ? sign(method.hash, signedInfo, { key: signer.key, padding: constants.RSA_PKCS1_PADDING })
      : sign(method.hash, signedInfo, { key: signer.key, dsaEncoding: 'ieee-p1363' })
  return ok(signatureWith(value.toString('base64')))
}

function faultOf(xml: OpenXml, { certificates: [own] }: CapSigner): string | undefined {
  if (xml.root.name !== 'alert' || xml.root.namespace !== 'urn:oasis:names:tc:emergency:cap:1.2')
    return 'it is not a CAP 1.2 alert'
  const [time, ...more] = xml.childTexts('sent')
  const sent = time === undefined || more.length > 0 ? undefined : parseInstant(time.trim())
  if (sent === undefined || !sent.ok) return 'it doesn’t say once and clearly when it was sent'
  const at = epochMilliseconds(sent.value)
  if (own === undefined || at < own.validFromDate.getTime() || at > own.validToDate.getTime())
    return `the certificate doesn’t hold at ${time?.trim()}, when the message says it was sent`
  return undefined
}

/** In one line and without white space of its own: indentation would become part of what is signed. */
function signatureElement(signer: CapSigner, method: SigningMethod, digest: string, value: string): string {
  const form = canonicalUris[signer.canonicalization]
  const certificates = signer.certificates
    .map((one) => `<X509Certificate>${one.raw.toString('base64')}</X509Certificate>`)
    .join('')
  return [
    `<Signature xmlns="${xmlDsig}"><SignedInfo>`,
    `<CanonicalizationMethod Algorithm="${form}"/><SignatureMethod Algorithm="${method.uri}"/>`,
    `<Reference URI=""><Transforms><Transform Algorithm="${envelopedSignature}"/><Transform Algorithm="${form}"/></Transforms>`,
    `<DigestMethod Algorithm="${digestUris[method.hash]}"/><DigestValue>${digest}</DigestValue></Reference></SignedInfo>`,
    `<SignatureValue>${value}</SignatureValue><KeyInfo><X509Data>${certificates}</X509Data></KeyInfo></Signature>`,
  ].join('')
}

/** What others pin to trust this signer: SHA-256 of its public key, hexadecimal. */
export function fingerprintOf({ certificates: [own] }: CapSigner): string {
  return own === undefined ? '' : publicKeySha256(own.publicKey)
}
