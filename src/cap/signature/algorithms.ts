/** The algorithms of XML-DSig that are understood, by the URIs that name them, and those that are refused by name. */

export const xmlDsig = 'http://www.w3.org/2000/09/xmldsig#'
export const xmlDsig11 = 'http://www.w3.org/2009/xmldsig11#'
export const exclusiveC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const envelopedSignature = `${xmlDsig}enveloped-signature`

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const xmlEnc = 'http://www.w3.org/2001/04/xmlenc#'

export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512'
export type Canonicalization = '1.0' | 'exclusive' | '1.1'

export interface CanonicalForm {
  readonly name: Canonicalization
  readonly comments: 'kept' | 'dropped'
}

export interface SignatureMethod {
  readonly name: string
  readonly key: 'rsa' | 'ec'
  readonly hash: HashName
}

/** Canonical XML 1.0 and 1.1, Exclusive XML Canonicalization 1.0 (XML-DSig 1.1 §6.5). */
export const canonicalForms: { readonly [uri: string]: CanonicalForm } = Object.fromEntries(
  (
    [
      ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', '#', '1.0'],
      ['http://www.w3.org/2006/12/xml-c14n11', '#', '1.1'],
      [exclusiveC14n, '', 'exclusive'],
    ] as const
  ).flatMap(([uri, mark, name]) => [
    [uri, { name, comments: 'dropped' } as const],
    [`${uri}${mark}WithComments`, { name, comments: 'kept' } as const],
  ]),
)

export const canonicalUris: { readonly [Name in Canonicalization]: string } = {
  '1.0': 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  exclusive: exclusiveC14n,
  '1.1': 'http://www.w3.org/2006/12/xml-c14n11',
}

export const digestMethods: { readonly [uri: string]: HashName } = {
  [`${xmlDsig}sha1`]: 'sha1',
  [`${xmlEnc}sha256`]: 'sha256',
  [`${more}sha384`]: 'sha384',
  [`${xmlEnc}sha512`]: 'sha512',
}

export const digestUris: { readonly [Hash in Exclude<HashName, 'sha1'>]: string } = {
  sha256: `${xmlEnc}sha256`,
  sha384: `${more}sha384`,
  sha512: `${xmlEnc}sha512`,
}

export const signatureMethods: { readonly [uri: string]: SignatureMethod } = {
  [`${xmlDsig}rsa-sha1`]: { name: 'RSA-SHA1', key: 'rsa', hash: 'sha1' },
  [`${more}rsa-sha256`]: { name: 'RSA-SHA256', key: 'rsa', hash: 'sha256' },
  [`${more}rsa-sha384`]: { name: 'RSA-SHA384', key: 'rsa', hash: 'sha384' },
  [`${more}rsa-sha512`]: { name: 'RSA-SHA512', key: 'rsa', hash: 'sha512' },
  [`${more}ecdsa-sha1`]: { name: 'ECDSA-SHA1', key: 'ec', hash: 'sha1' },
  [`${more}ecdsa-sha256`]: { name: 'ECDSA-SHA256', key: 'ec', hash: 'sha256' },
  [`${more}ecdsa-sha384`]: { name: 'ECDSA-SHA384', key: 'ec', hash: 'sha384' },
  [`${more}ecdsa-sha512`]: { name: 'ECDSA-SHA512', key: 'ec', hash: 'sha512' },
}

export const rsaSha256 = `${more}rsa-sha256`
export const ecdsaUris = { sha256: `${more}ecdsa-sha256`, sha384: `${more}ecdsa-sha384` } as const

/** Why a method that is not in the tables above is refused, where that can be said better than “unknown”. */
export function whyRefused(uri: string): string {
  if (uri.includes('hmac'))
    return 'a shared secret (HMAC), which proves nothing to anybody who could have made it himself'
  if (uri.includes('dsa-sha') && !uri.includes('ecdsa')) return 'DSA, which is withdrawn (FIPS 186-5)'
  if (uri.includes('md5')) return 'MD5, which is broken'
  if (uri.includes('xpath') || uri.includes('xmldsig-filter'))
    return 'an XPath filter, which can sign a part and look like the whole'
  if (uri.includes('xslt')) return 'an XSLT program'
  if (uri.endsWith('#base64')) return 'a base 64 transform'
  return uri === '' ? 'no algorithm' : uri
}
