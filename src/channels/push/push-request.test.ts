import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { virtualClock, type Instant } from '#base'
import { pushRequests } from './push-request.http.ts'
import type { Encrypting } from './encrypting.node.ts'

const never = new AbortController().signal

describe('a push service that answers and never stops talking', () => {
  let service: Server
  let host: string
  let open = 0
  before(async () => {
    service = createServer((request, response) => {
      request.resume()
      open++
      response.on('close', () => open--)
      // The answer, and of its body never the end.
      response.writeHead(201).write('.')
    })
    service.listen(0, '127.0.0.1')
    await once(service, 'listening')
    host = `127.0.0.1:${(service.address() as AddressInfo).port}`
  })
  after(() => {
    service.closeAllConnections()
    service.close()
  })

  test('is heard, and let go', async () => {
    const clock = virtualClock('2025-11-01T21:37:00.000Z' as Instant)
    const encrypting = {} as Encrypting
    const requests = pushRequests({ policy: { allowed: [host] }, clock, encrypting, token: () => 'vapid' })
    const headers = { ttlSeconds: 60, urgency: 'high', topic: 'one' } as const
    const to = { endpoint: `http://${host}/1`, keys: null }
    const closed = new Promise<void>((resolve) => {
      service.once('request', (_, response) => response.on('close', resolve))
    })
    const answer = await requests.post(to, 'words', headers, { stopped: never, givenUp: never })
    assert.deepEqual([answer, open], [{ kind: 'accepted' }, 1])
    clock.advance(5_000)
    await closed
    assert.equal(open, 0)
    requests.close()
  })
})
