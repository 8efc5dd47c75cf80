import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ok, refuse } from '#base'
import { callOf, groundOf, pictureOf } from '../../../test/support/made-up-oblast.ts'
import type { DialectPorts, DialectWebhookPut } from '../ports.ts'
import { ukraineAlarm } from './index.ts'

const olena = { person: 'olena', key: 'key-1' }

async function asked(
  method: 'POST' | 'PATCH' | 'DELETE',
  body: string,
  answers: DialectWebhookPut = ok('done'),
) {
  const done: unknown[] = []
  const webhooks: DialectPorts['webhooks'] = {
    put: async (...of) => (done.push(['put', ...of]), answers),
    change: async (...of) => (done.push(['change', ...of]), answers),
    drop: async (...of) => (done.push(['drop', ...of]), answers.ok ? ok() : answers),
  }
  const route = ukraineAlarm.routes.find((one) => one.path === '/api/v3/webhook' && one.method === method)
  assert.ok(route !== undefined && route.needs === 'webhooks.manage' && route.lasts === 'once')
  const call = callOf({ body: new TextEncoder().encode(body), caller: olena })
  const answer = await route.answer(
    call,
    pictureOf([]),
    groundOf([], { ports: { webhooks } as DialectPorts }),
  )
  return { ...answer, done }
}
const url = 'https://example.org/alarm'
const said = JSON.stringify({ webHookUrl: url })

describe('the webhook', () => {
  test('is set, moved and dropped for whoever’s key it is', async () => {
    const by = [olena, 'ukraine-alarm', url]
    for (const [method, act] of [
      ['POST', 'put'],
      ['PATCH', 'change'],
      ['DELETE', 'drop'],
    ] as const) {
      const { status, body, done } = await asked(method, said)
      assert.deepEqual({ status, body, done }, { status: 200, body: '{}', done: [[act, ...by]] })
    }
  })
  test('is dropped without an address too', async () => {
    for (const body of ['', '{}', '{"webHookUrl":null}'])
      assert.deepEqual((await asked('DELETE', body)).done, [['drop', olena, 'ukraine-alarm', undefined]])
  })
  test('is read however its name is capitalised', async () =>
    assert.equal((await asked('POST', JSON.stringify({ webhookUrl: url }))).done.length, 1))
  test('that waits for a second person is told so', async () =>
    assert.equal((await asked('POST', said, ok('waits'))).status, 202))
  test('with no address is refused before anybody is asked', async () => {
    const long = JSON.stringify({ webHookUrl: `https://example.org/${'x'.repeat(2_048)}` })
    for (const body of [
      '',
      '{}',
      'nothing',
      '[]',
      '"https://example.org"',
      '{"webHookUrl":7}',
      '{"webHookUrl":"ftp://example.org/"}',
      long,
    ])
      for (const method of ['POST', 'PATCH'] as const) {
        const { status, type, done } = await asked(method, body)
        assert.deepEqual([status, done], [400, []], body)
        assert.equal(type, 'application/problem+json; charset=utf-8')
      }
    assert.equal((await asked('DELETE', 'nothing')).status, 400)
  })
  test('that is not there is not found; an address that may not be called is refused with its code', async () => {
    assert.equal((await asked('PATCH', said, refuse('webhook/no-such-webhook'))).status, 404)
    assert.equal((await asked('DELETE', said, refuse('webhook/no-such-webhook'))).status, 404)
    const { status, body } = await asked('POST', said, refuse('webhook/private-address'))
    assert.equal(status, 400)
    assert.match(String(body), /webhook\/private-address/)
    assert.equal((await asked('POST', said, refuse('people/not-allowed'))).status, 403)
    const later = await asked('POST', said, refuse('server/not-the-writer'))
    assert.deepEqual([later.status, later.headers], [503, { 'retry-after': '10' }])
  })
})
