/** Where an SMSC is and who we are there, as one address. */

export interface SmppAddress {
  readonly host: string
  readonly port: number
  readonly tls: 'tls' | 'plain'
  readonly systemId: string
  readonly password: string
  readonly systemType: string
}

export function isSmppUrl(text: string): boolean {
  return readSmppUrl(text) !== undefined
}

/** `smpp://system_id:password@host:2775?system_type=X`, `smpps://` for TLS; undefined where it is none. SMPP 3.4 §4.1.5 bounds the fields. */
export function readSmppUrl(text: string): SmppAddress | undefined {
  const url = URL.parse(text)
  if (url === null || !/^smpps?:$/.test(url.protocol) || url.hostname === '') return undefined
  if (!/^\/?$/.test(url.pathname)) return undefined
  const [systemId, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const systemType = url.searchParams.get('system_type') ?? ''
  if (systemId === '' || systemId.length > 15 || password.length > 8 || systemType.length > 12)
    return undefined
  const tls = url.protocol === 'smpps:' ? 'tls' : 'plain'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (tls === 'tls' ? 3550 : 2775) : Number(url.port),
    ...{ tls, systemId, password, systemType },
  }
}
