/** TLS to those who are asked: whose certificates count, which certificate is shown to them, and what is wrong with theirs, in words. */
import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls'
import type { TlsMaterial } from '#base'
import { tlsAsClient } from '../base/tls-policy.node.ts'
import type { FetchProblem } from './http-asking.ts'

export function contextOf({ key, cert, ca }: TlsMaterial): SecureContext {
  return createSecureContext({
    ...tlsAsClient,
    ...(key === undefined || cert === undefined ? {} : { key, cert }),
    // Named alone, they would stand in the place of the usual ones.
    ...(ca === undefined ? {} : { ca: [...usualAuthorities(), ca] }),
  })
}

function usualAuthorities(): readonly string[] {
  return typeof getCACertificates === 'function' ? getCACertificates('default') : rootCertificates
}

/** By the codes of OpenSSL's verification and of Node's own. */
const faults: { readonly [code: string]: string } = {
  CERT_HAS_EXPIRED: 'it has ended',
  CERT_NOT_YET_VALID: 'it has not begun yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is made out to another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself and by nobody else',
  SELF_SIGNED_CERT_IN_CHAIN: 'it is from an authority that is not known here',
  UNABLE_TO_GET_ISSUER_CERT: 'it is from an authority that is not known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'it is from an authority that is not known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it is from an authority that is not known here',
  INVALID_PURPOSE: 'it is not for servers',
  CERT_REVOKED: 'it was taken back',
  CERT_SIGNATURE_FAILURE: 'its signature does not fit',
  CA_MD_TOO_WEAK: 'it is signed in a way that can be forged',
  CA_KEY_TOO_SMALL: 'its authority’s key is too short',
  EE_KEY_TOO_SMALL: 'its key is too short',
}

/** What the other side says of the certificate shown to it (RFC 8446 §6.2). */
const alerts: { readonly [alert: string]: string } = {
  CERTIFICATE_REQUIRED: 'it asks for one, and none was shown',
  UNKNOWN_CA: 'it does not know the authority of the one that was shown',
  BAD_CERTIFICATE: 'it does not take the one that was shown',
  CERTIFICATE_UNKNOWN: 'it does not take the one that was shown',
  UNSUPPORTED_CERTIFICATE: 'it does not take the kind of the one that was shown',
  CERTIFICATE_EXPIRED: 'the one that was shown has ended',
  CERTIFICATE_REVOKED: 'the one that was shown was taken back',
  ACCESS_DENIED: 'it does not take the one that was shown',
}

/** Undefined where the failure has nothing to do with TLS. */
export function certificateProblem(error: NodeJS.ErrnoException, host: string): FetchProblem | undefined {
  const code = error.code ?? ''
  const fault = faults[code]
  if (fault !== undefined) return { code: 'exchange/certificate-wrong', details: { host, why: fault } }
  const [, alert = ''] = /^ERR_SSL_(?:(?:SSLV3|TLSV1|TLSV13)_)?ALERT_(\w+)$/.exec(code) ?? []
  const said = alerts[alert]
  if (said !== undefined) return { code: 'exchange/certificate-asked', details: { host, why: said } }
  if (!/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/.test(code)) return undefined
  return { code: 'exchange/certificate-wrong', details: { host, why: code.slice(0, 120) } }
}
