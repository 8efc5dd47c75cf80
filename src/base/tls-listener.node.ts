/**
 * A port that speaks TLS: hands out connections whose handshake is done, bounds those whose isn't in time and number, and
 * takes renewed certificates without losing anybody.
 */
import { randomBytes, type X509Certificate } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import { createServer, TLSSocket, type TlsOptions } from 'node:tls'
import { day, epochMilliseconds, second, type Clock, type Milliseconds } from './clock.ts'
import { tlsAsServer } from './tls-policy.node.ts'
import type { KeptTls } from './tls.ts'

export interface TlsListenerOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  /** With authorities in it, clients are asked for a certificate of theirs. */
  readonly tls: KeptTls
  /** With `must`, a client that shows none, or one that is not of the authorities, is refused. */
  readonly clients: 'may' | 'must'
  readonly alpn?: readonly string[]
  readonly clock: Clock
  readonly mostConnections?: number
  /** Handshakes under way at once: each costs a few milliseconds of this process. The surplus is closed unanswered. */
  readonly mostHandshakes?: number
  /** Whose handshakes are counted together, by the address they come from; the empty text is nobody's. */
  readonly crowdOf?: (address: string) => string
  /** Of those, how many may be one crowd's: none may keep all others out. */
  readonly mostHandshakesOfOne?: number
  readonly handshakeFor?: Milliseconds
  /** A connection, ready to be read. */
  take(socket: TLSSocket): void
  /** Says why to a client without the certificate that it must show; without this it is closed unanswered. */
  refuse?(socket: TLSSocket): void
}

export interface TlsListener {
  readonly port: number
  /** Stops listening and ends unfinished handshakes; those who were taken stay. */
  close(): void
}

export async function listenWithTls(options: TlsListenerOptions): Promise<TlsListener> {
  const { tls, clock, mostHandshakes = 500, mostHandshakesOfOne = 100, handshakeFor = 10 * second } = options
  const secure = (): TlsOptions => ({
    ...tlsAsServer,
    ...tls.current(),
    requestCert: tls.current().ca !== undefined,
    // Looked at below: Node takes a resumed session for authorized even where it began without a certificate.
    rejectUnauthorized: false,
  })
  const server = createServer({
    ...secure(),
    ...(options.alpn === undefined ? {} : { ALPNProtocols: [...options.alpn] }),
    handshakeTimeout: handshakeFor,
    noDelay: true,
  })
  server.maxConnections = options.mostConnections ?? 20_000

  const shaking = new Map<string, { readonly socket: Socket; readonly crowd: string }>()
  const isFull = (crowd: string) => {
    if (shaking.size >= mostHandshakes) return true
    if (crowd === '' || shaking.size < mostHandshakesOfOne) return false
    let ofOne = 0
    for (const other of shaking.values()) if (other.crowd === crowd) ofOne++
    return ofOne >= mostHandshakesOfOne
  }
  server.on('connection', (socket: Socket) => {
    const crowd = options.crowdOf?.(socket.remoteAddress ?? '') ?? ''
    if (isFull(crowd)) return void socket.destroy()
    const peer = peerOf(socket)
    shaking.set(peer, { socket, crowd })
    socket.once('close', () => shaking.delete(peer))
  })
  server.on('secureConnection', (socket) => {
    shaking.delete(peerOf(socket))
    socket.on('error', ignore)
    if (options.clients === 'may') return options.take(socket)
    if (verifiedCertificate(socket, epochMilliseconds(clock.now())) !== undefined) return options.take(socket)
    if (options.refuse === undefined) socket.destroy()
    else options.refuse(socket)
  })
  // Too slow, not TLS, no version or suite in common: Node says so, and leaves the slow ones open.
  server.on('tlsClientError', (_, socket) => void socket.destroy())

  tls.onChange(() => {
    server.setSecureContext(secure())
    // A session begun under what counted before must not be taken up again under what counts now.
    server.setTicketKeys(randomBytes(48))
  })
  // RFC 9325 §3.4: whoever learns the key of tickets reads what was resumed with them.
  let callOff = () => {}
  const changeTicketKeys = () => {
    server.setTicketKeys(randomBytes(48))
    callOff = clock.after(day, changeTicketKeys)
  }
  changeTicketKeys()

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: options.host, port: options.port, backlog: 4_096 }, () => {
      server.removeListener('error', reject)
      resolve()
    })
  }).catch((error: unknown) => {
    callOff()
    throw error
  })
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      callOff()
      server.close()
      for (const { socket } of shaking.values()) socket.destroy()
    },
  }
}

/**
 * The certificate the client of this connection proved to hold, issued by an authority that counts here and not ended
 * yet; undefined for every other. A resumed session brings the certificate it began with.
 */
export function verifiedCertificate(socket: unknown, atMs: number): X509Certificate | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined
  const certificate = socket.getPeerX509Certificate()
  if (certificate === undefined) return undefined
  const from = certificate.validFromDate.getTime()
  const to = certificate.validToDate.getTime()
  return from <= atMs && atMs < to ? certificate : undefined
}

function ignore(): void {
  // 'close' follows.
}

/** While it is open nobody else has the same. */
function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
