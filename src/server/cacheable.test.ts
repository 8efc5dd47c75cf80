import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Instant } from '#base'
import { builtOncePerState, sendCacheable } from './cacheable.http.ts'

describe('an answer that may be kept', () => {
  let app: FastifyInstance
  let now = '2025-11-02T00:37:10.000Z' as Instant
  const changedAt = '2025-11-02T00:37:00.400Z' as Instant
  before(() => {
    app = Fastify()
    app.get('/', (request, reply) =>
      sendCacheable(
        request,
        reply,
        { body: Buffer.from('{}'), type: 'application/json', etag: '"7"', changedAt },
        now,
      ),
    )
  })
  after(() => app.close())
  const ask = async (headers: { readonly [name: string]: string }) =>
    (await app.inject({ url: '/', headers })).statusCode

  test('is not sent to who has its tag, whatever the date says', async () => {
    const old = 'Sat, 01 Nov 2025 00:00:00 GMT'
    assert.equal(await ask({ 'if-none-match': '"7"', 'if-modified-since': old }), 304)
    assert.equal(await ask({ 'if-none-match': '"8"' }), 200)
  })

  test('is not sent to who has it of the same second or later', async () => {
    assert.equal(await ask({ 'if-modified-since': 'Sun, 02 Nov 2025 00:37:00 GMT' }), 304)
    assert.equal(await ask({ 'if-modified-since': 'Sun, 02 Nov 2025 00:38:00 GMT' }), 304)
    assert.equal(await ask({ 'if-modified-since': 'Sun, 02 Nov 2025 00:36:59 GMT' }), 200)
    assert.equal(await ask({ 'if-modified-since': 'yesterday' }), 200)
  })

  test('is sent within two seconds of a change, because a date can’t tell that change from the next', async () => {
    now = '2025-11-02T00:37:02.300Z' as Instant
    assert.equal(await ask({ 'if-modified-since': 'Sun, 02 Nov 2025 00:37:00 GMT' }), 200)
    now = '2025-11-02T00:37:02.400Z' as Instant
    assert.equal(await ask({ 'if-modified-since': 'Sun, 02 Nov 2025 00:37:00 GMT' }), 304)
  })

  test('is built once per state and name', () => {
    let state = 'a'
    let builds = 0
    const once = builtOncePerState<number>(() => state)
    const build = () => ++builds
    assert.deepEqual([once('x', build), once('x', build), once('y', build)], [1, 1, 2])
    state = 'b'
    assert.deepEqual([once('x', build), once('x', build)], [3, 3])
  })

  test('keeps a bounded number of names, whatever clients ask for', () => {
    const once = builtOncePerState<object>(() => 'same')
    const first = once('0', () => ({}))
    for (let name = 1; name <= 10_000; name++) once(String(name), () => ({}))
    assert.notEqual(
      once('0', () => ({})),
      first,
    )
  })
})
