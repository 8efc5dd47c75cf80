import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startPushService, type Phone, type PushService } from '../support/push-service.node.ts'
import {
  dankovsky,
  issueAlert,
  red,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

describe('a resident’s phone', () => {
  let server: TestServer
  let service: PushService
  before(async () => {
    service = await startPushService()
    server = await startTestServer({
      settings: { TOCSIN_PUSH_ALLOW: service.host, TOCSIN_PUSH_SUBJECT: 'mailto:duty@example.org' },
      expects: /push/i,
    })
  })
  after(async () => {
    await server?.close()
    await service?.close()
    assert.deepEqual(service?.flaws, [])
  })
  type Made = { readonly id: string; readonly secret: string; readonly state: string }
  const wish = (phone: Phone, change: object = {}) => ({
    ...{ endpoint: phone.endpoint, keys: phone.keys, language: 'en', places: [{ area: zadonsky }] },
    ...change,
  })
  const subscribe = async (phone: Phone, change: object = {}, headers: Record<string, string> = {}) => {
    const { status, body } = await server.stranger.post(
      '/v1/push/subscriptions',
      wish(phone, change),
      headers,
    )
    return { status, made: body as Made & { readonly code?: string } }
  }
  const isProof = ({ json }: { readonly json: Record<string, unknown> }) => json['kind'] === 'proof'
  const prove = async (phone: Phone, { id }: Made) => {
    const { json } = await phone.gets(
      ({ json: said }) => said['kind'] === 'proof' && said['subscription'] === id,
    )
    return server.stranger.post(`/v1/push/subscriptions/${id}/proof`, { nonce: json['nonce'] })
  }
  const look = async ({ id, secret }: Made) =>
    server.stranger.get(`/v1/push/subscriptions/${id}`, { authorization: `Bearer ${secret}` })
  const alert = (areas: readonly string[]) => issueAlert(server, red(areas))

  test('subscribes with the key it is given, and works once a test push came back', async () => {
    const key = (await server.stranger.get('/v1/push/key')).body as { readonly publicKey: string }
    assert.equal(Buffer.from(key.publicKey, 'base64url').length, 65)
    const phone = service.phone()
    const { status, made } = await subscribe(phone)
    assert.deepEqual([status, made.state], [201, 'unproven'])
    assert.equal(((await look(made)).body as { readonly state: string }).state, 'unproven')
    const proven = await prove(phone, made)
    assert.equal(proven.status, 200)
    const shown = (await look(made)).body as Record<string, unknown>
    assert.deepEqual([shown['state'], shown['acceptedAt']], ['working', null])
    assert.ok(typeof shown['provenAt'] === 'string')
    const [pushed] = phone.got
    assert.deepEqual([pushed?.vapid.publicKey, pushed?.vapid.sub], [key.publicKey, 'mailto:duty@example.org'])
    // A proof that somebody overheard proves nothing again.
    assert.equal((await prove(phone, made)).status, 409)
  })

  test('keeps no place finer than a hundredth of a degree, and gives it back in the same square', async () => {
    const { made } = await subscribe(service.phone(), { places: [{ lon: 38.92437, lat: 52.39112 }] })
    const { places } = (await look(made)).body as {
      readonly places: { readonly lon: number; readonly lat: number }[]
    }
    assert.deepEqual(places, [{ lon: 38.925, lat: 52.395 }])
    const changed = await server.stranger.ask('PUT', `/v1/push/subscriptions/${made.id}`, {
      headers: { authorization: `Bearer ${made.secret}` },
      body: { places, language: 'uk', content: 'id-only' },
    })
    assert.equal(changed.status, 200)
    assert.deepEqual((changed.body as { readonly places: unknown }).places, places)
  })

  test('is one subscription however often it subscribes, and nobody else’s to take', async () => {
    const phone = service.phone()
    const first = await subscribe(phone)
    const second = await subscribe(phone, { language: 'ru' })
    assert.equal(second.made.id, first.made.id)
    assert.equal((await look(first.made)).status, 404)
    assert.equal((await look(second.made)).status, 200)
    const stranger = await subscribe(phone, { keys: service.phone().keys })
    assert.deepEqual([stranger.status, stranger.made.code], [409, 'push/endpoint-taken'])
    const owner = await subscribe(
      phone,
      { keys: phone.keys },
      { authorization: `Bearer ${second.made.secret}` },
    )
    assert.equal(owner.status, 201)
  })

  test('is told of an alert where it is, of its end, and counted', async () => {
    const [here, there] = [service.phone(), service.phone()]
    for (const [phone, area] of [
      [here, zadonsky],
      [there, terbunsky],
    ] as const) {
      const { made } = await subscribe(phone, { places: [{ area }] })
      await prove(phone, made)
    }
    const ordered = await alert([zadonsky])
    const pushed = await here.gets(({ json }) => json['kind'] === 'notice' && json['alert'] === ordered.id)
    assert.match(String(pushed.json['title']), /^DRILL\. .*Zadonsky/)
    const words = await server.stranger.get(`/v1/push/notices/${String(pushed.json['notice'])}?lang=en`)
    const { sound, ...same } = pushed.json
    assert.deepEqual([words.status, sound], [200, 'loud'])
    assert.deepEqual({ ...(words.body as object), url: '' }, { ...same, url: '' })
    assert.match(words.headers.get('cache-control') ?? '', /public/)
    await server.running.system.quiet()
    type Reach = {
      readonly reach: {
        readonly warned: {
          readonly channels: { readonly channel: string; readonly counts: Record<string, number> }[]
        }
      }
    }
    const { reach } = (await server.olena.get(`/v1/alerts/${ordered.id}/reach`)).body as Reach
    const counts = reach.warned.channels.find(({ channel }) => channel === 'push')?.counts
    assert.ok(counts !== undefined && counts['accepted']! >= 1, JSON.stringify(counts))
    assert.equal(
      counts['targets'],
      counts['accepted']! + counts['unknown']! + counts['refused']! + counts['pending']!,
    )
    await server.olena.post(`/v1/alerts/${ordered.id}/all-clear`, {})
    await here.gets(({ json }) => json['alert'] === ordered.id && json['what'] === 'all-clear')
    assert.ok(there.got.every(isProof))
  })

  test('is counted before anybody is told, and a test of the channel wakes nobody', async () => {
    const phone = service.phone()
    const { made } = await subscribe(phone, { places: [{ area: dankovsky }] })
    await prove(phone, made)
    const preview = await server.olena.post('/v1/alerts/preview', {
      order: { type: 'draft', ...red([dankovsky]) },
    })
    const { magnitude } = preview.body as {
      readonly magnitude: { readonly subscribers: { readonly push: number } }
    }
    assert.equal(magnitude.subscribers.push, 1)
    const sent = phone.asked.length
    const tried = await server.admin.post('/v1/channels/push/test', {})
    const { proven, steps } = tried.body as {
      readonly proven: string
      readonly steps: readonly { readonly code: string }[]
    }
    assert.deepEqual([proven, steps.map(({ code }) => code)], ['yes', ['test-push-came-back']])
    assert.equal(phone.asked.length, sent)
  })

  test('lets go with one request, and nothing of it is kept', async () => {
    const phone = service.phone()
    const { made } = await subscribe(phone)
    const authorization = { authorization: `Bearer ${made.secret}` }
    const wrong = await server.stranger.ask('DELETE', `/v1/push/subscriptions/${made.id}`, {
      headers: { authorization: 'Bearer x' },
    })
    assert.equal(wrong.status, 404)
    const gone = await server.stranger.ask('DELETE', `/v1/push/subscriptions/${made.id}`, {
      headers: authorization,
    })
    assert.equal(gone.status, 204)
    assert.equal((await look(made)).status, 404)
  })

  test('is refused an address inside, keys that are none, and an area that is nowhere', async () => {
    const phone = service.phone()
    const refusals = [
      [{ endpoint: 'https://10.0.0.1/x' }, 'push/private-address'],
      [{ endpoint: 'http://push.example/x' }, 'push/not-https'],
      [{ endpoint: 'nonsense' }, 'push/not-a-url'],
      [{ keys: { p256dh: 'AAAA', auth: 'AAAA' } }, 'push/bad-keys'],
      [{ places: [{ area: 'gn:1' }] }, 'push/unknown-area'],
      [{ places: [] }, 'server/invalid-request'],
      [{ places: [{ lon: 400, lat: 0 }] }, 'server/invalid-request'],
      [{ modes: ['live'] }, 'push/no-modes'],
    ] as const
    for (const [change, code] of refusals) assert.equal((await subscribe(phone, change)).made.code, code)
  })

  test('asks for a test push no more often than is of use', async () => {
    const phone = service.phone()
    const { made } = await subscribe(phone)
    const again = await server.stranger.ask('POST', `/v1/push/subscriptions/${made.id}/test`, {
      headers: { authorization: `Bearer ${made.secret}` },
    })
    assert.equal(again.status, 429)
  })

  test('still works after the server was started again, with the same key', async () => {
    const phone = service.phone()
    const { made } = await subscribe(phone)
    await prove(phone, made)
    const before = (await server.stranger.get('/v1/push/key')).text
    await server.startAgain()
    assert.equal((await server.stranger.get('/v1/push/key')).text, before)
    const ordered = await alert([zadonsky])
    await phone.gets(({ json }) => json['alert'] === ordered.id)
  })
})
