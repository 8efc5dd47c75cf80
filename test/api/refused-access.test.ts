import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { JsonObject } from '#base'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'

describe('access that is refused', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())

  const told = (): JsonObject[] =>
    server.log.lines
      .filter(({ message }) => message === 'Access was refused')
      .map(({ level, details }) => ({ level, ...details }))

  test('is written into the log once a minute, with key or session and what was asked for', async () => {
    for (let i = 0; i < 3; i++) refused(await server.olena.get('/v1/people'), 'people/not-allowed')
    const [line, ...others] = told()
    assert.deepEqual(others, [])
    assert.match(String(line?.['who']), /^key:key-/)
    assert.equal(line?.['what'], 'GET /v1/people')
    assert.equal(line?.['code'], 'people/not-allowed')
  })

  test('of somebody whom nobody knows is written with the address, and never with what was shown', async () => {
    const before = told().length
    const key = 'tocsin_0123456789abcdef0123456789abcdef01234567'
    refused(await server.withKey(key).get('/v1/alerts'), 'people/unknown-key')
    const [line, ...others] = told().slice(before)
    assert.deepEqual(others, [])
    assert.deepEqual(line, {
      ...{ level: 'info', who: '127.0.0.1', what: 'GET /v1/alerts', code: 'people/unknown-key', times: 1 },
    })
    assert.ok(!JSON.stringify(server.log.lines).includes(key.slice(8, 30)))
  })

  test('only by what is asked for (another mode, another place) is written, too', async () => {
    const client = { id: 'tester', name: 'T', roles: ['officer'], areas: 'everywhere', modes: ['test'] }
    const { key } = done<{ key: string }>(await server.admin.post('/v1/keys', client))
    const before = told().length
    const drill = { threat: 'drone', level: 'red', areas: ['RU-LIP'], mode: 'drill' }
    refused(await server.withKey(key).post('/v1/alerts', drill), 'people/outside-mode')
    assert.deepEqual(
      told()
        .slice(before)
        .map(({ what, code }) => [what, code]),
      [['POST /v1/alerts', 'people/outside-mode']],
    )
  })
})
