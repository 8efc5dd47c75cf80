/** The push service of the bench, in a process of its own: it reads and throws away, so that it is not what is measured. `push-service.node.ts PHONES SICK`. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const [phones, sick] = process.argv.slice(2).map(Number) as [number, number]
const times: number[] = []

/** Spread evenly over the crowd: of each hundred, so many of a kind. */
function fate(phone: number): 'hangs' | 'gone' | 'busy' | 'healthy' {
  const place = (phone * 37) % 100
  const share = sick * 100
  if (place < share) return 'hangs'
  if (place < 2 * share) return 'gone'
  return place < 3 * share ? 'busy' : 'healthy'
}

const answers: { readonly [kind in ReturnType<typeof fate>]: (response: ServerResponse) => void } = {
  hangs: () => {},
  gone: (response) => void response.writeHead(410).end(),
  busy: (response) => void response.writeHead(429, { 'retry-after': '60' }).end(),
  healthy(response) {
    times.push(Date.now())
    response.writeHead(201).end()
  },
}

const server = createServer((request, response) => {
  request.resume()
  request.on('error', () => {})
  request.on('end', () => answers[fate(Number(request.url?.slice(1)) % phones)](response))
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () =>
  process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
process.on('message', () => process.send?.({ times }))
