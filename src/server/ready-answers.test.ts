import assert from 'node:assert/strict'
import {
  createServer,
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { virtualClock, type Instant } from '#base'
import { readyAnswers, type ReadyAnswers } from './ready-answers.http.ts'

interface Got {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

describe('an answer at hand', () => {
  let app: FastifyInstance
  let ready: ReadyAnswers
  let port = 0
  let state = 's1'
  let made = 0
  let whileMade = () => {}

  before(async () => {
    ready = readyAnswers({ clock: virtualClock('2026-11-23T02:40:00.000Z' as Instant), ratePublic: 20 })
    app = Fastify({ serverFactory: (handle) => createServer(ready.before(handle)) })
    app.addHook('onSend', async (_, reply) => void reply.header('content-security-policy', 'here'))
    ready.on(app)
    app.get('/page', { config: { ready: () => state } }, async (_, reply) => {
      made++
      whileMade()
      return reply
        .header('etag', `"${state}"`)
        .header('vary', 'accept-encoding')
        .type('text/html')
        .send(`page ${state}`)
    })
    app.get('/mine', async () => `mine ${++made}`)
    await app.listen({ port: 0, host: '127.0.0.1' })
    port = (app.server.address() as AddressInfo).port
  })
  after(() => app.close())
  beforeEach(() => {
    state = `s${made + 2}`
    whileMade = () => {}
  })

  const get = (path: string, headers: { readonly [name: string]: string } = {}, method = 'GET') =>
    new Promise<Got>((resolve, reject) => {
      const sent = ask({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString(),
          }),
        )
      })
      sent.on('error', reject).end()
    })
  const said = ({ status, text, headers }: Got) => ({ status, text, headers: { ...headers, date: 'now' } })

  test('is the same as the one before it, head and bytes, and nothing is made for it', async () => {
    const first = await get('/page')
    const at = made
    const second = await get('/page')
    assert.deepEqual(said(second), said(first))
    assert.equal(second.headers['content-security-policy'], 'here')
    assert.equal(made, at)
  })

  test('is made anew as soon as what it says has changed', async () => {
    await get('/page')
    state = 'later'
    assert.equal((await get('/page')).text, 'page later')
  })

  test('is not kept when something happened while it was made', async () => {
    whileMade = () => (state = 'meanwhile')
    await get('/page')
    whileMade = () => {}
    const at = made
    await get('/page')
    assert.equal(made, at + 1)
  })

  test('is not sent again to who has it', async () => {
    const { headers } = await get('/page')
    const at = made
    const again = await get('/page', { 'if-none-match': headers.etag! })
    assert.equal(again.status, 304)
    assert.equal(again.headers.etag, headers.etag)
    assert.equal(again.headers['content-type'], undefined)
    assert.equal(made, at)
    assert.equal((await get('/page', { 'if-none-match': '"other"' })).status, 200)
  })

  test('is another for another language, encoding or address, and for no other method', async () => {
    await get('/page')
    const at = made
    for (const headers of [{ 'accept-language': 'uk' }, { 'accept-encoding': 'br' }])
      await get('/page', headers)
    await get('/page?place=x')
    assert.equal(made, at + 3)
    await get('/page', {}, 'HEAD')
    assert.equal(made, at + 4)
  })

  test('is for nobody who shows who they are, nor for whom somebody else speaks', async () => {
    await get('/page')
    const at = made
    await get('/page', { authorization: 'Bearer x' })
    await get('/page', { 'x-forwarded-for': '203.0.113.9' })
    assert.equal(made, at + 2)
  })

  test('is none of what does not say that it is the same for everybody', async () => {
    assert.notEqual((await get('/mine')).text, (await get('/mine')).text)
  })

  test('is given to one address for half of its limit; then the routes and their own limits are asked', async () => {
    await get('/page')
    let handed = 0
    let answered = 0
    const listener = ready.before(() => handed++)
    const reader = (remoteAddress: string) => {
      const response = { writeHead: () => response, end: () => void answered++ }
      const request = { method: 'GET', url: '/page', headers: {}, socket: { remoteAddress } }
      listener(
        request as unknown as IncomingMessage,
        response as unknown as ServerResponse & { req: IncomingMessage },
      )
    }
    for (let i = 0; i < 25; i++) reader('203.0.113.7')
    assert.deepEqual({ answered, handed }, { answered: 10, handed: 15 })
    // A household's addresses are one.
    for (let i = 0; i < 25; i++) reader(`2001:db8::${i + 1}`)
    assert.deepEqual({ answered, handed }, { answered: 20, handed: 30 })
    reader('198.51.100.1')
    assert.equal(answered, 21)
  })
})
