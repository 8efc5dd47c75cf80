/** Which certificate a client proved to hold. Headers are never asked: anybody could write them. */
import { sha256, type Instant, epochMilliseconds } from '#base'
import { verifiedCertificate } from '../base/tls-listener.node.ts'

/**
 * SHA-256 of the certificate (DER) in hexadecimal; undefined where none was shown, where it is not of TOCSIN_CLIENT_CA, has
 * ended, or came by way of a proxy.
 */
export function clientCertificateOf(
  request: { readonly socket?: unknown; readonly raw?: { readonly socket?: unknown } },
  at: Instant,
): string | undefined {
  const socket = request.raw?.socket ?? request.socket
  const certificate = verifiedCertificate(socket, epochMilliseconds(at))
  return certificate === undefined ? undefined : sha256(certificate.raw)
}
