import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

describe('an order with a key', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())

  const draft = async (key: string, body: object = red(), as = server.olena) =>
    as.post('/v1/alerts', body, { 'idempotency-key': key })

  test('is done once, however often it is sent', async () => {
    const first = done<Ordered>(await draft('once'))
    const head = await server.head()
    const second = done<Ordered>(await draft('once'))
    assert.equal(second.alert.id, first.alert.id)
    assert.deepEqual([first.repeated, second.repeated], ['first-time', 'repeated'])
    assert.equal(await server.head(), head)
  })

  test('is done once when twenty copies of it arrive at the same moment', async () => {
    const head = await server.head()
    const answers = await Promise.all(Array.from({ length: 20 }, () => draft('at once')))
    const ordered = answers.map((answer) => done<Ordered>(answer))
    assert.equal(new Set(ordered.map(({ alert }) => alert.id)).size, 1)
    assert.equal(ordered.filter(({ repeated }) => repeated === 'first-time').length, 1)
    assert.equal(await server.head(), head + 1)
  })

  test('is the same order however its body is laid out, and another one when anything in it differs', async () => {
    const { threat, level, areas } = red()
    done(await draft('layout', { threat, level, areas }))
    assert.equal(done<Ordered>(await draft('layout', { areas, level, threat })).repeated, 'repeated')
    // The same place by its name is the same order.
    assert.equal(done<Ordered>(await draft('layout', { ...red(['Zadonsky District']) })).repeated, 'repeated')
    const head = await server.head()
    refused(await draft('layout', red(['gn:483542'])), 'alerts/order-key-reused')
    refused(await draft('layout', red(undefined, { renewForMinutes: 60 })), 'alerts/order-key-reused')
    assert.equal(await server.head(), head)
  })

  test('of another person is another order', async () => {
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', { id: 'ivan', name: 'I', roles: ['officer'] }),
    )
    const mine = done<Ordered>(await draft('shift'))
    const theirs = done<Ordered>(await draft('shift', red(['gn:483542']), server.withKey(key)))
    assert.notEqual(mine.alert.id, theirs.alert.id)
    assert.equal(theirs.repeated, 'first-time')
  })

  test('is answered with the alert as it stands by now', async () => {
    const { id } = await issueAlert(server)
    const path = `/v1/alerts/${id}/all-clear`
    const first = done<Ordered>(await server.olena.post(path, {}, { 'idempotency-key': 'the end' }))
    const again = done<Ordered>(await server.olena.post(path, {}, { 'idempotency-key': 'the end' }))
    assert.deepEqual([first.alert.status, again.alert.status], ['ended', 'ended'])
    assert.equal(again.repeated, 'repeated')
    // Without the key it is a new order, and too late.
    refused(await server.olena.post(path, {}), 'alerts/not-in-force')
  })

  test('that was refused leaves its key free', async () => {
    refused(await draft('second try', red(undefined, { renewForMinutes: 1 })), 'alerts/expiry-beyond-policy')
    assert.equal(done<Ordered>(await draft('second try')).repeated, 'first-time')
  })

  test('is recognised after a restart', async () => {
    const first = done<Ordered>(await draft('over the restart'))
    await server.startAgain()
    const head = await server.head()
    const again = done<Ordered>(await draft('over the restart'))
    assert.equal(again.alert.id, first.alert.id)
    assert.equal(again.repeated, 'repeated')
    refused(await draft('over the restart', red(['gn:483542'])), 'alerts/order-key-reused')
    assert.equal(await server.head(), head)
  })

  test('has a key of 1 to 200 characters', async () => {
    refused(await draft('x'.repeat(201)), 'server/invalid-request', 'headers.idempotency-key')
    done(await draft('x'.repeat(200)))
  })
})
