/**
 * The HTTPS face: the same pages, API and streams over TLS, certificates of clients, and a plain port that only leads
 * browsers here. While there is one, the plain port of the server is for this machine alone.
 */
import type { Socket } from 'node:net'
import {
  addressGroup,
  ok,
  plainAddress,
  readProxies,
  refuse,
  type Clock,
  type KeptTls,
  type Log,
  type Result,
} from '#base'
import { listenWithTls, type TlsListener } from '../base/tls-listener.node.ts'
import { keepTls } from '../base/tls-watch.node.ts'
import { problemBody } from './problem-document.http.ts'
import type { Config } from './config.ts'
import { listenToRedirect, type Redirect } from './tls-redirect.http.ts'

export interface TlsFace {
  readonly port: number
  /** By the first name in the certificate, else by the address listened on. */
  readonly url: string
  /** Undefined where nobody is led here. */
  readonly redirectPort: number | undefined
  close(): void
}

type TlsSettings = Pick<
  Config,
  | 'proxies'
  | 'tlsKey'
  | 'tlsCertificate'
  | 'tlsPort'
  | 'tlsRedirectPort'
  | 'clientCa'
  | 'clientCertificates'
  | 'host'
>

/** Undefined where no key is named. */
export async function prepareTls(
  config: TlsSettings,
  around: { readonly clock: Clock; readonly log: Log },
): Promise<Result<KeptTls | undefined>> {
  const authorities = { setting: 'TOCSIN_CLIENT_CA', file: config.clientCa }
  if (config.tlsKey === '' && config.tlsCertificate === '') {
    const needless: readonly [string, string][] = [
      [authorities.setting, config.clientCa],
      ['TOCSIN_TLS_REDIRECT_PORT', String(config.tlsRedirectPort)],
      ['TOCSIN_CLIENT_CERTIFICATES', config.clientCertificates === 'must' ? 'must' : ''],
    ]
    for (const [at, value] of needless)
      if (value !== '')
        return refuse('server/bad-setting', { at, value, why: 'there is no TLS port without TOCSIN_TLS_KEY' })
    return ok(undefined)
  }
  if (config.clientCertificates === 'must' && config.clientCa === '')
    return refuse('server/bad-setting', {
      ...{ at: 'TOCSIN_CLIENT_CERTIFICATES', value: 'must' },
      why: 'TOCSIN_CLIENT_CA must say whose certificates count',
    })
  return keepTls(
    {
      key: { setting: 'TOCSIN_TLS_KEY', file: config.tlsKey },
      certificate: { setting: 'TOCSIN_TLS_CERTIFICATE', file: config.tlsCertificate },
      authorities,
    },
    around,
  )
}

/** With TLS nothing plain leaves the machine: the plain port is for its command line and a proxy that runs on it. */
export function plainHost(host: string, tls: KeptTls | undefined): string {
  return tls === undefined || isThisMachine(host) ? host : '127.0.0.1'
}

/** Refused when a port is taken. */
export async function openTlsFace(
  config: TlsSettings,
  tls: KeptTls,
  around: { readonly clock: Clock; take(socket: Socket): void },
): Promise<Result<TlsFace>> {
  const proxies = readProxies(config.proxies)!
  let listener: TlsListener | undefined
  let redirect: Redirect | undefined
  let port = config.tlsPort
  try {
    listener = await listenWithTls({
      ...{ host: config.host, port, tls, clients: config.clientCertificates, alpn: ['http/1.1'] },
      ...around,
      crowdOf: (address) => (proxies.includes(address) ? '' : addressGroup(plainAddress(address) ?? '')),
      refuse: (socket) =>
        void socket
          .setTimeout(5_000, () => socket.destroy())
          .resume()
          .end(needsCertificate()),
    })
    const { port: tlsPort } = listener
    if (config.tlsRedirectPort !== '') {
      port = config.tlsRedirectPort
      redirect = await listenToRedirect({ host: config.host, port, tlsPort })
    }
    const everywhere = config.host === '0.0.0.0' || config.host === '::'
    const name = tls.names()[0] ?? (everywhere || isThisMachine(config.host) ? 'localhost' : config.host)
    const host = name.includes(':') ? `[${name}]` : name
    const opened = listener
    return ok({
      port: tlsPort,
      url: `https://${host}${tlsPort === 443 ? '' : `:${tlsPort}`}`,
      redirectPort: redirect?.port,
      close() {
        opened.close()
        redirect?.close()
      },
    })
  } catch (error) {
    listener?.close()
    const why = (error as Error).message
    return refuse('server/address-taken', { address: `${config.host}:${port}`, why })
  }
}

function needsCertificate(): string {
  const document = problemBody(refuse('server/needs-certificate').problem)
  const body = JSON.stringify(document)
  const fields = [
    `HTTP/1.1 ${document.status} Forbidden`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  return `${fields.join('\r\n')}\r\n\r\n${body}`
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)
}
