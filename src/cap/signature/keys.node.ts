/** The keys that may have made a signature: those its KeyInfo brings along. Nothing is ever fetched, and bringing a key proves nothing. */
import { createHash, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { instantOf } from '#base'
import { xmlDsig, xmlDsig11 } from './algorithms.ts'
import type { CapCertificate } from './verification.ts'
import { bytesOf, childOf, childrenCalled, type SignatureNode } from './signature-node.ts'

export interface CandidateKey {
  readonly key: KeyObject
  /** The certificate the key came in. */
  readonly certificate: X509Certificate | undefined
}

export interface KeysOfMessage {
  readonly candidates: readonly CandidateKey[]
  /** All that came along, for building a chain. */
  readonly certificates: readonly X509Certificate[]
}

const mostCertificates = 8
const mostKeyValues = 4
/** Bytes; a certificate of a few hundred names is 20 kB. */
const largestCertificate = 32_768

export function keysOf(keyInfo: SignatureNode | undefined): KeysOfMessage {
  const certificates = childrenCalled(keyInfo, xmlDsig, 'X509Data')
    .flatMap((data) => childrenCalled(data, xmlDsig, 'X509Certificate'))
    .slice(0, mostCertificates)
    .flatMap((node) => {
      const bytes = bytesOf(node)
      return bytes === undefined || bytes.length > largestCertificate ? [] : certificateOf(bytes)
    })
  const values = childrenCalled(keyInfo, xmlDsig, 'KeyValue').slice(0, mostKeyValues).flatMap(keyOfValue)
  return {
    candidates: [
      ...certificates.flatMap((certificate) =>
        orNothing(() => ({ key: certificate.publicKey, certificate }) satisfies CandidateKey),
      ),
      ...values.map((key) => ({ key, certificate: undefined })),
    ],
    certificates,
  }
}

/** A certificate whose dates can't be read might be expired; it is none. */
function certificateOf(bytes: Uint8Array): X509Certificate[] {
  return orNothing(() => new X509Certificate(bytes)).filter(hasDates)
}

export function hasDates({ validFromDate, validToDate }: X509Certificate): boolean {
  return !Number.isNaN(validFromDate.getTime()) && !Number.isNaN(validToDate.getTime())
}

/** RSAKeyValue (XML-DSig 1.1 §4.5.2.2) and ECKeyValue with a named curve (§4.5.2.3). */
function keyOfValue(value: SignatureNode): KeyObject[] {
  const rsa = childOf(value, xmlDsig, 'RSAKeyValue')
  const [n, e] = [bytesOf(childOf(rsa, xmlDsig, 'Modulus')), bytesOf(childOf(rsa, xmlDsig, 'Exponent'))]
  if (n !== undefined && e !== undefined && n.length <= 1_025 && e.length <= 8)
    return orNothing(() => createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: url(n), e: url(e) } }))
  const ec = childOf(value, xmlDsig11, 'ECKeyValue')
  const curve = curves[childOf(ec, xmlDsig11, 'NamedCurve')?.attributes['URI'] ?? '']
  const point = bytesOf(childOf(ec, xmlDsig11, 'PublicKey'))
  // An uncompressed point: 4, x, y (SEC 1 §2.3.3).
  if (curve === undefined || point?.[0] !== 4 || point.length !== 1 + 2 * curve.octets) return []
  const x = url(point.subarray(1, 1 + curve.octets))
  const y = url(point.subarray(1 + curve.octets))
  return orNothing(() => createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: curve.name, x, y } }))
}

const curves: { readonly [uri: string]: { readonly name: string; readonly octets: number } } = {
  'urn:oid:1.2.840.10045.3.1.7': { name: 'P-256', octets: 32 },
  'urn:oid:1.3.132.0.34': { name: 'P-384', octets: 48 },
  'urn:oid:1.3.132.0.35': { name: 'P-521', octets: 66 },
}

/** SHA-256 of the SubjectPublicKeyInfo, hexadecimal. */
export function publicKeySha256(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

export function describeCertificate(certificate: X509Certificate): CapCertificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    serial: certificate.serialNumber.toLowerCase(),
    notBefore: instantOf(certificate.validFromDate.getTime()),
    notAfter: instantOf(certificate.validToDate.getTime()),
    fingerprint: certificate.fingerprint256,
  }
}

/** The common name of a certificate's subject, or its organisation, or all of it. */
export function nameOf(certificate: X509Certificate): string {
  const lines = subjectLines(certificate)
  const line = lines.find((one) => one.startsWith('CN=')) ?? lines.find((one) => one.startsWith('O='))
  return line === undefined
    ? oneLine(certificate.subject) || 'a certificate without a name'
    : line.slice(line.indexOf('=') + 1)
}

/** `CN=Town of Elets, warnings`: one for each line of the name, with commas and quotation marks as they are. */
export function subjectLines({ subject }: X509Certificate): string[] {
  return ((subject as string | undefined) ?? '').split('\n').map(unescaped)
}

function unescaped(line: string): string {
  return line.replace(/\\([,"])/g, '$1')
}

function oneLine(name: string | undefined): string {
  return unescaped((name ?? '').split('\n').join(', '))
}

function url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

/** What a stranger sent may be no certificate and no key; then it simply is none. */
function orNothing<Value>(make: () => Value): Value[] {
  try {
    return [make()]
  } catch {
    return []
  }
}
