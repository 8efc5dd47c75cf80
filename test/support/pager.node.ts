/** A paging service of an authority, as calls meet it: on a free port, keeping what it is told, answering as the test says. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { newSecret } from '../../src/channels/webhook/signature.node.ts'

export interface Page {
  readonly id: string
  readonly person: string
  readonly what: string
  readonly about: string
  readonly step: string
  readonly mode: string
  readonly body: string
}

export interface PagingService {
  readonly pages: readonly Page[]
  /** For a server that is to call through it. */
  readonly settings: { readonly [variable: `TOCSIN_${string}`]: string }
  /** Resolves when so many pages have come. */
  has(count: number): Promise<void>
  /** From now on it answers so, or not at all. */
  answers(status: number | 'never'): void
  close(): Promise<void>
}

export async function pagingService(): Promise<PagingService> {
  const pages: Page[] = []
  const secret = newSecret()
  let answer: number | 'never' = 202
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      // Throws at a signature that is not of this secret, and so ends the test.
      const said = new Webhook(secret).verify(body, request.headers as Headers) as {
        readonly data: Omit<Page, 'id' | 'body'>
      }
      pages.push({ ...said.data, id: String(request.headers['webhook-id']), body })
      for (const look of waiting) look()
      if (answer !== 'never') response.writeHead(answer).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    pages,
    settings: {
      TOCSIN_CALL_URL: `http://127.0.0.1:${port}/page`,
      TOCSIN_CALL_SECRET: secret,
      TOCSIN_CALL_ALLOW: '127.0.0.1',
    },
    has: (count) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${pages.length} pages came, not ${count}`)), 30_000)
        const look = () => {
          if (pages.length < count) return
          clearTimeout(late)
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    answers: (status) => void (answer = status),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

type Headers = IncomingHttpHeaders & Record<string, string>
