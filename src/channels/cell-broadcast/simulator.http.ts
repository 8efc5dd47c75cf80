/** Serves the simulated network on this machine: the centre's REST for orders, and a page that shows every phone. */
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseJson, type Clock, type Milliseconds } from '#base'
import { messagePath } from './ecbe.ts'
import { networkPage } from './network-page.ts'
import { simulatedNetwork, type SimulatedNetwork, type SimulatedPhone } from './simulated-network.ts'

const http = process.getBuiltinModule('node:http')

/** What a centre may do to an order: `drop` does it and breaks the line, `silence` does it and never answers, `lose` never gets it. */
export type Temper = 'serve' | 'refuse' | 'drop' | 'silence' | 'lose'

export interface SimulatorOptions {
  /** 0 takes a free one. Always on this machine alone: what it shows looks like a warning. */
  readonly port: number
  readonly cells: readonly string[]
  readonly phones: readonly SimulatedPhone[]
  readonly clock: Clock
  readonly pagesEvery?: Milliseconds
  readonly sameId?: 'refused' | 'replaces'
  readonly temper?: (method: string, path: string) => Temper
}

export interface Simulator {
  readonly url: string
  readonly network: SimulatedNetwork
  close(): Promise<void>
}

const longestBody = 64 * 1024

export async function runSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { clock } = options
  const network = simulatedNetwork({
    ...{ cells: options.cells, phones: options.phones, at: clock.now() },
    ...(options.sameId === undefined ? {} : { sameId: options.sameId }),
  })
  const temper = options.temper ?? (() => 'serve' as const)
  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/' } = request
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
    const text = await bodyOf(request)
    if (pathname === messagePath || pathname.startsWith(`${messagePath}/`)) {
      const how = temper(method, pathname)
      if (how === 'lose') return void response.destroy()
      if (how === 'refuse') return say(response, 503, 'text/plain', 'not now')
      const done = order(method, pathname, text)
      if (how === 'drop') return void response.destroy()
      if (how === 'serve') say(response, done.status, 'text/plain', done.text)
      return
    }
    network.advance(clock.now())
    if (method === 'POST' && pathname.startsWith('/phones/')) {
      const cell = searchParams.get('cell')
      network.move(
        decodeURIComponent(pathname.slice('/phones/'.length)),
        cell === null || cell === '' ? undefined : cell,
        clock.now(),
      )
      response.writeHead(303, { location: '/' }).end()
      return
    }
    if (method !== 'GET') return say(response, 405, 'text/plain', 'not here')
    if (pathname === '/state.json')
      return say(response, 200, 'application/json', JSON.stringify(network.state()))
    if (pathname === '/') return say(response, 200, 'text/html; charset=utf-8', networkPage(network.state()))
    say(response, 404, 'text/plain', 'nothing there')
  }

  const order = (method: string, pathname: string, text: string) => {
    if (method === 'POST' && pathname === messagePath) {
      const body = parseJson(text)
      return body.ok ? network.start(body.value, clock.now()) : { status: 400, text: 'no JSON body' }
    }
    const id = /^\/(\d{1,5})$/.exec(pathname.slice(messagePath.length))?.[1]
    if (method === 'DELETE' && id !== undefined && Number(id) <= 0xffff)
      return network.stop(Number(id), clock.now())
    return { status: 404, text: 'no such endpoint' }
  }

  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  let callOff = () => {}
  const pageOn = () => {
    network.advance(clock.now())
    callOff = clock.after(options.pagesEvery ?? 500, pageOn)
  }
  pageOn()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    network,
    async close() {
      callOff()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if ((bytes += chunk.length) > longestBody) throw new Error('too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function say(response: ServerResponse, status: number, type: string, text: string): void {
  response
    .writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    })
    .end(text)
}
