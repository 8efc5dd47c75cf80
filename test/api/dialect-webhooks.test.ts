import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { DialectCaller } from '#dialects'
import { dialectWebhooks } from '../../src/server/dialect-webhooks.ts'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'

interface WebhookView {
  readonly id: string
  readonly url: string
  readonly format: string
  readonly modes: readonly string[]
  readonly createdBy: string
}

describe('a webhook that a dialect’s client asked for', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({
      settings: { TOCSIN_WEBHOOK_ALLOW: '127.0.0.1:9', TOCSIN_BROKER: 'none' },
    })
  })
  after(() => server?.close())
  const callerWith = async (id: string, actions: readonly string[]): Promise<DialectCaller> => {
    done(await server.admin.ask('PUT', `/v1/roles/${id}`, { body: { actions } }))
    const { key } = done<{ key: string }>(await server.admin.post('/v1/keys', { id, roles: [id] }))
    const found = server.running.system.people.withKey(key)
    assert.ok(found.ok && found.value.via.by === 'key')
    return { person: found.value.person.id, key: `key:${found.value.via.key}` }
  }
  const port = () => dialectWebhooks(server.running.system, server.running.desks.webhook)
  const listed = async () =>
    done<{ webhooks: readonly WebhookView[] }>(await server.admin.get('/v1/webhooks')).webhooks
  const here = 'http://127.0.0.1:9/alarm'
  const there = 'http://127.0.0.1:9/elsewhere'

  test('is an ordinary one: listed, in the ledger, one for each client, taken away by an administrator', async () => {
    const map = await callerWith('led-map', ['webhooks.manage'])
    const { put, change, drop } = port()
    assert.deepEqual(await change(map, 'ukraine-alarm', here).then(codeOf), 'webhook/no-such-webhook')
    const head = await server.head()
    assert.deepEqual(await put(map, 'ukraine-alarm', here), { ok: true, value: 'done' })
    assert.deepEqual(await put(map, 'ukraine-alarm', here), { ok: true, value: 'done' })
    const [one, ...others] = await listed()
    assert.deepEqual(others, [])
    assert.deepEqual(
      [one!.url, one!.format, one!.modes, one!.createdBy],
      [here, 'ukraine-alarm', ['live'], 'led-map'],
    )
    const facts = await server.running.system.ledger.read(head as never, 10)
    assert.deepEqual(
      facts.filter(({ stream }) => stream.startsWith('webhook:')).map(({ type, by }) => [type, by]),
      [['webhook-created', 'led-map']],
    )
    assert.deepEqual(await change(map, 'ukraine-alarm', there), { ok: true, value: 'done' })
    assert.deepEqual(
      (await listed()).map(({ url }) => url),
      [there],
    )
    assert.equal(codeOf(await drop(map, 'ukraine-alarm', here)), 'webhook/no-such-webhook')
    const [{ id } = { id: '' }] = await listed()
    assert.equal((await server.admin.ask('DELETE', `/v1/webhooks/${id}`)).status, 204)
    assert.equal(codeOf(await drop(map, 'ukraine-alarm')), 'webhook/no-such-webhook')
    assert.ok((await put(map, 'ukraine-alarm', here)).ok)
    assert.ok((await drop(map, 'ukraine-alarm', here)).ok)
    assert.deepEqual(await listed(), [])
  })

  test('asked for by hand in a format says what that format cannot', async () => {
    const post = (more: object) => server.admin.post('/v1/webhooks', { url: here, ...more })
    refused(
      await post({ format: 'ukraine-alarm', modes: ['live', 'drill'] }),
      'webhook/mode-not-sayable',
      'modes[1]',
    )
    const { speakers } = server.running.desks.webhook
    const { alertmanager } = speakers
    assert.ok(alertmanager !== undefined)
    delete speakers.alertmanager
    refused(await post({ format: 'alertmanager' }), 'webhook/format-not-spoken', 'format')
    speakers.alertmanager = alertmanager
    const made = done<WebhookView>(await post({ format: 'alertmanager' }))
    assert.deepEqual([made.format, made.modes], ['alertmanager', ['live']])
    assert.equal((await server.admin.ask('DELETE', `/v1/webhooks/${made.id}`)).status, 204)
  })

  test('is refused where its dialect is not served, with what to do about it, in each language', async () => {
    const without = await startTestServer({ settings: { TOCSIN_BROKER: 'none', TOCSIN_DIALECTS: 'none' } })
    try {
      const ask = (format: string, language: string) =>
        without.admin.post(
          '/v1/webhooks',
          { url: 'https://example.org/hook', format },
          { 'accept-language': language },
        )
      const said = new Set<string>()
      for (const language of ['en', 'ru', 'uk', 'he']) {
        const answer = await ask('ukraine-alarm', language)
        refused(answer, 'webhook/format-not-spoken', 'format')
        const { detail, advice } = answer.body as { readonly detail: string; readonly advice: string }
        assert.match(detail, /ukraine-alarm.*ukraine-alarm/, language)
        for (const word of ['TOCSIN_DIALECTS', 'all', 'tocsin']) assert.ok(advice.includes(word), language)
        said.add(advice)
      }
      assert.equal(said.size, 4)
      done(await ask('tocsin', 'en'))
    } finally {
      await without.close()
    }
  })

  test('leads nowhere that others may not lead, and needs the same right', async () => {
    const map = await callerWith('second-map', ['webhooks.manage'])
    const reader = await callerWith('reader', ['board.read'])
    const { put, drop } = port()
    assert.equal(codeOf(await put(map, 'ukraine-alarm', 'https://10.0.0.1/')), 'webhook/private-address')
    assert.equal(codeOf(await put(map, 'ukraine-alarm', 'http://public.example/')), 'webhook/not-https')
    assert.equal(codeOf(await put(map, 'ukraine-alarm', 'nonsense')), 'webhook/not-a-url')
    assert.equal(codeOf(await put(reader, 'ukraine-alarm', here)), 'people/not-allowed')
    assert.equal(codeOf(await drop(reader, 'ukraine-alarm')), 'people/not-allowed')
    assert.equal(
      codeOf(await put({ person: 'nobody', key: 'key:none' }, 'ukraine-alarm', here)),
      'people/unknown-key',
    )
    assert.deepEqual(await listed(), [])
  })
})

function codeOf(answer: {
  readonly ok: boolean
  readonly problem?: { readonly code: string }
}): string | undefined {
  return answer.problem?.code
}
