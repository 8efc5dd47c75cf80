/** A publisher's server that plays whatever the test says: answers by path, counted, with what it was asked kept. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HostRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** `performance.now()` when it came. */
  readonly atMs: number
}

export type Play = (request: HostRequest, response: ServerResponse) => void

export interface FeedHost {
  readonly base: string
  /** `127.0.0.1:port`, to be allowed by name. */
  readonly name: string
  readonly requests: readonly HostRequest[]
  /** The most that were answered at the same time. */
  readonly mostAtOnce: number
  /** What is played at a path from now on; 404 elsewhere. */
  play(path: string, play: Play | string): void
  asked(path: string): readonly HostRequest[]
  /** Open connections. */
  connections(): Promise<number>
  close(): Promise<void>
}

export async function startFeedHost(): Promise<FeedHost> {
  const plays = new Map<string, Play>()
  const requests: HostRequest[] = []
  let now = 0
  let most = 0
  const server = createServer((incoming, response) => {
    most = Math.max(most, ++now)
    response.on('close', () => (now -= 1))
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const path = incoming.url ?? '/'
      const request: HostRequest = {
        ...{ method: incoming.method ?? '', path, headers: incoming.headers, atMs: performance.now() },
        body: Buffer.concat(chunks).toString(),
      }
      requests.push(request)
      const play = plays.get(path.replace(/\?.*/, ''))
      if (play === undefined) response.writeHead(404).end('nothing here')
      else play(request, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const name = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ base: `http://${name}`, name, requests },
    get mostAtOnce() {
      return most
    },
    play(path, play) {
      plays.set(
        path,
        typeof play === 'function'
          ? play
          : (_, response) => void response.writeHead(200, { 'content-type': 'application/xml' }).end(play),
      )
    },
    asked: (path) => requests.filter((request) => request.path.replace(/\?.*/, '') === path),
    connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An answer that knows its ETag, as a polite publisher's does. */
export function withEtag(body: () => string): Play {
  return ({ headers }, response) => {
    const text = body()
    const etag = `"${text.length}-${[...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7)}"`
    if (headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
    else response.writeHead(200, { etag, 'content-type': 'application/atom+xml' }).end(text)
  }
}
