/**
 * A plain port that leads browsers on to the TLS port and answers nothing else. The API is not led on: a client that
 * sends its key in the clear must find that out, and not go on doing it unseen.
 */
import type { AddressInfo } from 'node:net'
import { refuse } from '#base'
import { problemBody } from './problem-document.http.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const { createServer } = process.getBuiltinModule('node:http')

export interface Redirect {
  readonly port: number
  close(): void
}

export async function listenToRedirect(options: {
  readonly host: string
  readonly port: number
  readonly tlsPort: number
}): Promise<Redirect> {
  const { host, port, tlsPort } = options
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    const path = request.url ?? '/'
    const name = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d+)?$/i.exec(request.headers.host ?? '')?.[1]
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/^\/v1(\/|$)/.test(path)
    response.setHeader('connection', 'close')
    if (isPage && name !== undefined && path.startsWith('/')) {
      const location = `https://${name}${tlsPort === 443 ? '' : `:${tlsPort}`}${path}`
      response.writeHead(308, { location, 'cache-control': 'no-store' }).end()
      return
    }
    const body = problemBody(refuse('server/needs-tls', { port: tlsPort }).problem)
    response.writeHead(body.status, { 'content-type': 'application/problem+json' })
    response.end(request.method === 'HEAD' ? '' : JSON.stringify(body))
  })
  server.maxConnections = 1_000
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, host, () => resolve()),
  )
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
