import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { recordingLog, virtualClock, type ActorId, type Instant } from '#base'
import { newSecret, sign } from '../../channels/webhook/signature.node.ts'
import { callByPage } from './call.http.ts'
import type { CallMessage } from './person-call.ts'

const taras = 'person-7' as ActorId
const message: CallMessage = {
  ...{ id: 'call-0123456789abcdef', what: 'approval', step: 'everybody', mode: 'drill', about: 'alert-1' },
  since: '2025-11-01T23:40:00.000Z' as Instant,
  ...{ says: { en: 'Drones.' }, where: { en: 'Zadonsky District' }, timeZone: 'Europe/Moscow' },
  link: 'https://warn.example.org/waiting#alert-1',
}

async function pagingService(status = 202) {
  const requests: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      requests.push({ headers: request.headers, body })
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('taken')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { requests, url: `http://127.0.0.1:${port}/page`, close: () => server.close() }
}

async function called(url: string, allowed: readonly string[], secret = newSecret()) {
  const log = recordingLog()
  const clock = virtualClock(new Date().toISOString() as Instant)
  const maker = callByPage({ url, secret, sign, policy: { allowed }, clock, log, patienceFor: 2_000 })
  const contact = { email: 'taras.shevchuk@example.org' }
  const answer = await maker.call(taras, contact, message, new AbortController().signal)
  await maker.close()
  return { answer, log }
}

describe('a call through the paging service', { concurrency: true }, () => {
  test('is signed as others check it, and names the person by their id alone', async () => {
    const service = await pagingService()
    const secret = newSecret()
    try {
      const { answer, log } = await called(service.url, ['127.0.0.1'], secret)
      assert.deepEqual([answer, log.lines], [{ kind: 'accepted' }, []])
      const [request] = service.requests
      assert.ok(request !== undefined)
      const said = new Webhook(secret).verify(request.body, request.headers as Record<string, string>)
      assert.equal(request.headers['webhook-id'], message.id)
      const { type, data } = said as {
        readonly type: string
        readonly data: { readonly [member: string]: unknown }
      }
      assert.deepEqual(
        [type, data['person'], data['what'], data['mode'], data['about']],
        ['person.called', taras, 'approval', 'drill', 'alert-1'],
      )
      assert.doesNotMatch(request.body, /shevchuk|example\.org(?!\/waiting)/)
    } finally {
      service.close()
    }
  })

  test('is not made to a private address, nor without encryption, unless the host is allowed by name', async () => {
    const service = await pagingService()
    try {
      const refused = async (url: string) => (await called(url, [])).answer
      assert.deepEqual(await refused(service.url), { kind: 'failed', why: 'base/not-https', again: 'never' })
      const failed = { kind: 'failed', why: 'base/private-address', again: 'never' } as const
      assert.deepEqual(await refused('https://127.0.0.1/page'), failed)
      assert.deepEqual(await refused('https://[::1]/page'), failed)
      assert.deepEqual(await refused('https://localhost/page'), { ...failed, again: 'later' })
      assert.equal(service.requests.length, 0)
    } finally {
      service.close()
    }
  })

  test('that is not taken says whether it may pass; a redirection is not followed', async () => {
    for (const [status, again] of [
      [503, 'later'],
      [429, 'later'],
      [401, 'never'],
      [307, 'never'],
    ] as const) {
      const service = await pagingService(status)
      try {
        const { answer } = await called(service.url, ['127.0.0.1'])
        assert.deepEqual(answer, { kind: 'failed', why: `page-answered-${status}`, again })
        assert.equal(service.requests.length, 1)
      } finally {
        service.close()
      }
    }
    const { answer } = await called('http://127.0.0.1:1/', ['127.0.0.1'])
    assert.deepEqual(answer, { kind: 'failed', why: 'page-unreachable', again: 'later' })
  })
})
