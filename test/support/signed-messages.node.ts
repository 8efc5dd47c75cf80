/** Signed CAP messages for tests, and the trust lists under which they hold. */
import { createHash, sign } from 'node:crypto'
import {
  canonicalForms,
  digestMethods,
  envelopedSignature,
  xmlDsig,
} from '../../src/cap/signature/algorithms.ts'
import { openXml, type OpenXml } from '../../src/cap/signature/canonical.node.ts'
import { readTrustList, type TrustList } from '../../src/cap/signature/trust.ts'
import { readSigner, signCap } from '../../src/cap/signature/sign.node.ts'
import type { Instant } from '#base'
import { certificate, type MadeCertificate } from './certificates.node.ts'

export const sentAt = '2026-11-22T18:00:00-00:00'
/** Five minutes after the messages were sent. */
export const now = '2026-11-22T18:05:00.000Z' as Instant

/** A valid CAP 1.2 message; `inside` goes before its end, `attributes` on its root. */
export function warning({
  sender = 'duty@town.example',
  sent = sentAt,
  attributes = '',
  inside = '',
} = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"${attributes}>
  <identifier>drill-7</identifier>
  <sender>${sender}</sender>
  <sent>${sent}</sent>
  <status>Exercise</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <language>en</language>
    <category>Security</category>
    <event>Drone attack threat</event>
    <urgency>Immediate</urgency>
    <severity>Extreme</severity>
    <certainty>Likely</certainty>
    <headline>Тревога: stay inside</headline>
    <area><areaDesc>Town &amp; river</areaDesc><geocode><valueName>TOWN</valueName><value>7</value></geocode></area>
  </info>${inside}
</alert>`
}

export const town: MadeCertificate = certificate({ name: 'Town of Tests' })

export async function signed(
  xml: string,
  by: MadeCertificate = town,
  options: { readonly form?: 'exclusive' | '1.0' | '1.1'; readonly chain?: readonly MadeCertificate[] } = {},
): Promise<string> {
  const certificates = [by, ...(options.chain ?? [])].map(({ pem }) => pem).join('')
  const signer = readSigner({ key: by.keyPem, certificates, canonicalization: options.form ?? 'exclusive' })
  if (!signer.ok) throw new Error(JSON.stringify(signer.problem))
  const result = await signCap(xml, signer.value)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

/** With any method of XML-DSig, also those we never sign with: `xmldsig#rsa-sha1`. */
export async function signedWith(xml: string, by: MadeCertificate, method: string): Promise<string> {
  const hash = method.split('-').at(-1) ?? ''
  const canonical = 'http://www.w3.org/2006/12/xml-c14n11'
  const form = canonicalForms[canonical]!
  const digest = await withXml(xml, (opened) =>
    createHash(hash).update(opened.canonical(form, [])).digest('base64'),
  )
  const digestUri = Object.entries(digestMethods).find(([, name]) => name === hash)![0]
  const methodUri = method.startsWith('xmldsig#')
    ? `http://www.w3.org/2000/09/${method}`
    : `http://www.w3.org/2001/04/${method}`
  const certificateText = by.pem.replace(/-----[^-]+-----|\s/g, '')
  const withValue = (value: string) =>
    xml.replace(
      /<\/(\w+:)?alert>$/,
      (end) =>
        `<Signature xmlns="${xmlDsig}"><SignedInfo><CanonicalizationMethod Algorithm="${canonical}"/><SignatureMethod Algorithm="${methodUri}"/><Reference URI=""><Transforms><Transform Algorithm="${envelopedSignature}"/><Transform Algorithm="${canonical}"/></Transforms><DigestMethod Algorithm="${digestUri}"/><DigestValue>${digest}</DigestValue></Reference></SignedInfo><SignatureValue>${value}</SignatureValue><KeyInfo><X509Data><X509Certificate>${certificateText}</X509Certificate></X509Data></KeyInfo></Signature>${end}`,
    )
  const signedInfo = await withXml(withValue('AAAA'), (opened) => opened.canonicalSignedInfo(0, form, []))
  return withValue(sign(hash, signedInfo, { key: by.key, dsaEncoding: 'ieee-p1363' }).toString('base64'))
}

async function withXml<Value>(xml: string, use: (opened: OpenXml) => Value): Promise<Value> {
  const opening = await openXml(xml)
  if ('reason' in opening) throw new Error(opening.reason)
  try {
    return use(opening.xml)
  } finally {
    opening.xml.close()
  }
}

export function trusting(...entries: readonly { readonly [field: string]: unknown }[]): TrustList {
  const list = readTrustList({
    trust: entries.map((entry) => ({ signer: 'Town', senders: ['duty@town.example'], ...entry })),
  })
  if (!list.ok) throw new Error(JSON.stringify(list.problem))
  return list.value
}

export const trustingTown: TrustList = trusting({ certificate: town.pem })
