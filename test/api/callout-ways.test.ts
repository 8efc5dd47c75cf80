/** One person who is called over every way at once, by real peers: they answer over each in turn, and every other one falls silent. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  callPeers,
  everyWay,
  lines,
  pathIn,
  type CallPeers,
  type EveryWay,
} from '../support/call-ways.node.ts'
import { invite, type Joined } from '../support/people.node.ts'
import { done, refused, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'

interface Device {
  readonly id: string
  readonly endpoint: string
}
interface CallOut {
  readonly id: string
  readonly asked: readonly {
    readonly answers: readonly { readonly answer: string; readonly over: string }[]
    readonly sent: readonly { readonly way: string; readonly say: string; readonly outcome: string }[]
  }[]
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const devicesPath = '/v1/my-calls/devices'

describe('somebody who is called over every way', { timeout: 60_000 }, () => {
  let peers: CallPeers
  let server: TestServer
  let dana: Joined
  const wish = () => ({ endpoint: peers.phone.endpoint, keys: peers.phone.keys })
  const until = async (check: () => boolean | Promise<boolean>) => {
    while (!(await check())) await new Promise((resolve) => setImmediate(resolve))
  }
  const show = async (id: string) => done<CallOut>(await server.olena.get(`/v1/call-outs/${id}`))
  const call = async (says: string) =>
    done<CallOut>(
      await server.olena.post('/v1/call-outs', {
        ...{ says, teams: ['divers'], forMinutes: 60, quotas: [{ skills: ['diver'], wanted: 1 }] },
      }),
    ).id
  before(async () => {
    peers = await callPeers()
    server = await startTestServer({ settings: peers.settings, expects: /^A gateway can’t call back/ })
    dana = await invite(server, server.admin, 'Dana', {
      ...{ roles: ['watcher'], areas: 'everywhere', modes: ['drill'] },
    })
  })
  after(async () => {
    await server?.close()
    await peers?.close()
  })

  test('is called on a device only once their team knows their account, and once the device was reached', async () => {
    refused(await server.stranger.get('/my-calls'), 'people/unknown-key')
    assert.match((await dana.client.get('/my-calls')).text, /No responder has your account yet/)
    refused(await dana.client.post(devicesPath, wish()), 'response/not-a-responder')
    done(
      await server.admin.ask('PUT', '/v1/responders/dana', {
        body: { name: 'Dana', language: 'en', skills: ['diver'], lines, account: dana.id },
      }),
    )
    const team = { name: 'Divers', areas: [zadonsky], members: ['dana'] }
    done(await server.admin.ask('PUT', '/v1/teams/divers', { body: team }))
    const page = await dana.client.get('/my-calls')
    assert.match(page.text, /Call me on this device/)
    assert.match(page.headers.get('content-security-policy')!, /trusted-types tocsin-worker/)
    refused(
      await dana.client.post(devicesPath, { ...wish(), endpoint: 'http://10.0.0.1/push' }),
      'push/not-https',
    )
    refused(
      await dana.client.post(devicesPath, { ...wish(), keys: { p256dh: 'AA', auth: 'AA' } }),
      'push/bad-keys',
    )
    peers.phone.behaves({ status: 410 })
    refused(await dana.client.post(devicesPath, wish()), 'push/gone')
    peers.phone.behaves({ status: 201 })
    const device = done<Device>(await dana.client.post(devicesPath, wish()))
    const hello = await peers.phone.gets(({ json }) => json['say'] === 'hello')
    assert.equal(hello.json['title'], 'DRILL. Call-out')
    // The same device again is no second one, and nobody else sees it.
    assert.equal(done<Device>(await dana.client.post(devicesPath, wish())).id, device.id)
    const { devices } = done<{ devices: readonly Device[] }>(await dana.client.get(devicesPath))
    assert.deepEqual(
      devices.map(({ endpoint }) => endpoint),
      [peers.phone.endpoint],
    )
    const other = await invite(server, server.admin, 'Oleh', {
      ...{ roles: ['watcher'], areas: 'everywhere', modes: ['drill'] },
    })
    assert.deepEqual(done(await other.client.get(devicesPath)), { devices: [] })
    refused(await other.client.ask('DELETE', `${devicesPath}/${device.id}`), 'response/unknown-device')
    refused(await server.stranger.get(devicesPath), 'people/unknown-key')
  })

  const answers: { readonly [way in EveryWay]: (says: string) => Promise<void> } = {
    // A button of the notification: the worker sends what it was told.
    async push(says) {
      const { json } = await peers.phone.gets((one) => String(one.json['body']).includes(says))
      assert.deepEqual(
        (json['buttons'] as { answer: string }[]).map(({ answer }) => answer),
        ['coming', 'cannot'],
      )
      const raw = `say=${(json['buttons'] as { answer: string }[])[0]!.answer}&over=push`
      const path = String(json['path'])
      assert.equal((await server.stranger.ask('POST', path, { raw, headers: form })).status, 200)
    },
    async sms() {
      await peers.centre.text(lines.sms.slice(1), { short_message: Buffer.from('1 20'), data_coding: 0 })
    },
    async email(says) {
      const { text } = peers.mails.find((one) => one.text.includes(says))!
      assert.match(text, /^DRILL\. Call-out: /)
      const pressed = { raw: 'say=coming+15', headers: form }
      assert.equal((await server.stranger.ask('POST', pathIn(text), pressed)).status, 200)
    },
    async voice(says) {
      const { id, say } = peers.calls.find((one) => one.say.includes(says))!
      assert.doesNotMatch(say, /https?:|heard this/, 'no link is spoken, and 1 means one thing')
      assert.match(say, /Press 1 if you come, 2 if you can’t/)
      const key = { id, status: 'answered', digits: '1' }
      refused(await server.stranger.post('/v1/gateways/voice/another-secret', key), 'line/bad-callback')
      done(await server.stranger.post(`/v1/gateways/voice/${peers.callbackSecret}`, key))
    },
    async pager(says) {
      const { body } = peers.pager.pages.find((one) => one.body.includes(says))!
      const { text } = (JSON.parse(body) as { data: { text: string } }).data
      const pressed = { raw: 'say=coming', headers: form }
      assert.equal((await server.stranger.ask('POST', pathIn(text), pressed)).status, 200)
    },
  }
  const saidOver = { push: 'push', sms: 'sms', email: 'page', voice: 'voice', pager: 'page' } as const

  for (const way of everyWay)
    test(`answers over ${way}, and every other way falls silent`, async () => {
      const says = `Pier ${way}`
      const id = await call(says)
      await until(() => everyWay.every((one) => peers.asks(says)[one] === 1))
      const smsBefore = peers.centre.taken.at(-1)!.id
      const callBefore = peers.calls.at(-1)!.id
      const asked = peers.phone.got.find(({ json }) => String(json['body']).includes(says))!
      await answers[way](says)
      await until(async () => (await show(id)).asked[0]!.answers.length > 0)
      const [answer] = (await show(id)).asked[0]!.answers
      assert.deepEqual([answer!.answer, answer!.over], ['coming', saidOver[way]])
      // What a carrier has still is called back there, the notification gives way, and the pager is told.
      await until(() => peers.centre.cancelled.includes(smsBefore))
      if (way !== 'voice') await until(() => peers.hungUp.includes(callBefore))
      const after = await peers.phone.gets(
        ({ json, atMs }) => json['say'] === 'answered' && atMs >= asked.atMs,
      )
      assert.equal(after.topic, asked.topic)
      await until(() =>
        peers.pager.pages.some(({ body }) => body.includes('responder.answered') && body.includes(id)),
      )
      done(await server.olena.post(`/v1/call-outs/${id}/close`, {}))
      await until(async () =>
        everyWay.every(async (one) =>
          (await show(id)).asked[0]!.sent.some((sent) => sent.way === one && sent.say === 'stand-down'),
        ),
      )
      assert.deepEqual(peers.asks(says), { push: 1, sms: 1, email: 1, voice: 1, pager: 1 })
      assert.deepEqual(peers.pushes.flaws, [])
    })

  test('finds their calls where they are signed in, and nobody else’s', async () => {
    const id = await call('Lock gate')
    const page = await dana.client.get('/my-calls')
    const path = /href="(\/call\/[^"]+)"[^>]*>Lock gate/.exec(page.text)?.[1]
    assert.ok(path !== undefined, page.text)
    assert.match((await dana.client.get(path)).text, /Lock gate/)
    const { client: stranger } = await invite(server, server.admin, 'Petro', {
      ...{ roles: ['officer'], areas: 'everywhere', modes: ['drill'] },
    })
    assert.doesNotMatch((await stranger.get('/my-calls')).text, /Lock gate|\/call\//)
    // A key is no person at a screen.
    refused(await server.olena.get('/my-calls'), 'people/not-signed-in-here')
    done(await server.olena.post(`/v1/call-outs/${id}/close`, {}))
  })

  test('is no longer called on a device that they switched off, or that is gone', async () => {
    const [device] = done<{ devices: readonly Device[] }>(await dana.client.get(devicesPath)).devices
    const gone = peers.pushes.phone('gone')
    done(await dana.client.post(devicesPath, { endpoint: gone.endpoint, keys: gone.keys }))
    gone.behaves({ status: 410 })
    assert.equal((await dana.client.ask('DELETE', `${devicesPath}/${device!.id}`)).status, 204)
    const before = peers.phone.got.length
    const id = await call('Weir')
    await until(() => gone.asked.length > 0)
    await until(async () => done<{ devices: [] }>(await dana.client.get(devicesPath)).devices.length === 0)
    assert.equal(peers.phone.got.length, before)
    done(await server.olena.post(`/v1/call-outs/${id}/close`, {}))
    const about = done<object>(await dana.client.get('/v1/account/personal'))
    assert.match(JSON.stringify(about), /Weir|dana/)
  })
})
