// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { invite, type Joined } from '../support/people.node.ts'
import type { Phone as PushPhone } from '../support/push-service.node.ts'
import { done, refused, zadonsky } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { startAppWorld, type AppWorld, type Phone } from './resident-app-world.ts'

interface CallOut {
  readonly id: string
  readonly asked: readonly {
    readonly person: string
    readonly answers: readonly { readonly answer: string; readonly over: string }[]
  }[]
}

describe('a responder’s own device', { skip: absent('chromium') }, () => {
  let world: AppWorld
  const people = new Map<string, Joined>()
  before(async () => {
    world = await startAppWorld()
    const { server } = world
    for (const [id, language] of [
      ['ann', 'en'],
      ['dina', 'he'],
    ] as const) {
      const joined = await invite(server, server.admin, id, {
        ...{ roles: ['watcher'], areas: 'everywhere', modes: ['drill'] },
      })
      people.set(id, joined)
      const body = { name: id, language, skills: [id], lines: { pager: 'no' }, account: joined.id }
      done(await server.admin.ask('PUT', `/v1/responders/${id}`, { body }))
    }
    const team = { name: 'Crew', areas: [zadonsky], members: ['ann', 'dina'] }
    done(await server.admin.ask('PUT', '/v1/teams/crew', { body: team }))
  })
  after(() => world?.close())

  /** The browser's own push service can't be reached from here: its address and its keys are those of ours. */
  async function deviceOf(
    who: string,
    push: PushPhone,
    {
      theme = 'light',
      language = 'en',
    }: { readonly theme?: 'light' | 'dark'; readonly language?: string } = {},
  ): Promise<Phone> {
    const phone = await world.phone({
      ...{ path: '/sign-in', permissions: ['notifications'], theme },
      // A session belongs to the browser that it was opened in.
      userAgent: 'Tests/1',
    })
    const [name = '', value = ''] = people.get(who)!.cookie.split('=')
    const cookie = { name, value, url: world.url.replace('http:', 'https:'), secure: true }
    await phone.context.addCookies([cookie])
    await phone.context.setExtraHTTPHeaders({ 'accept-language': language })
    await phone.page.addInitScript(`{
      const subscription = {
        endpoint: ${JSON.stringify(push.endpoint)},
        toJSON: () => (${JSON.stringify({ endpoint: push.endpoint, keys: push.keys })}),
        unsubscribe: async () => { localStorage.removeItem('subscribed'); return true },
      }
      PushManager.prototype.subscribe = async () => { localStorage.setItem('subscribed', 'yes'); return subscription }
      PushManager.prototype.getSubscription = async () => localStorage.getItem('subscribed') ? subscription : null
    }`)
    await phone.page.goto(`${world.url}/my-calls`)
    return phone
  }
  const state = (phone: Phone, name: string) => phone.page.locator(`#state[data-state="${name}"]`).waitFor()
  const scope = `navigator.serviceWorker.getRegistration('/my-calls')`
  /** What the device shows, by the registration of the calls alone. */
  const shown = async (phone: Phone, fits: (body: string) => boolean) => {
    for (;;) {
      const all = (await phone.page.evaluate(
        `${scope}.then((one) => one.getNotifications()).then((all) => all.map(({ title, body, dir, silent, requireInteraction, actions }) => ({ title, body, dir, silent, requireInteraction, actions: actions.map(({ action, title }) => [action, title]) })))`,
      )) as readonly {
        readonly title: string
        readonly body: string
        readonly dir: string
        readonly silent: boolean | null
        readonly requireInteraction: boolean
        readonly actions: readonly (readonly [string, string])[]
      }[]
      const found = all.find(({ body }) => fits(body))
      if (found !== undefined) return { ...found, count: all.length }
      await phone.page.waitForTimeout(50)
    }
  }
  /** An event that only a push service or a finger can cause, handed to the real worker. */
  const happens = async (phone: Phone, event: string, detail: string) => {
    const worker = phone.context.serviceWorkers().find((one) => one.url().endsWith('/sw.js'))
    await worker!.evaluate(`(async () => {
      const event = Object.assign(new Event('${event}'), await (${detail})())
      const waits = []
      event.waitUntil = (one) => waits.push(one)
      self.dispatchEvent(event)
      await Promise.all(waits)
    })()`)
  }
  const deliver = (phone: Phone, text: string) =>
    happens(phone, 'push', `() => ({ data: { json: () => (${text}) } })`)
  const call = async (says: string, skill: string) =>
    done<CallOut>(
      await world.server.olena.post('/v1/call-outs', {
        ...{ says, teams: ['crew'], quotas: [{ skills: [skill], wanted: 1 }] },
      }),
    )
  const answers = async (id: string) =>
    done<CallOut>(await world.server.olena.get(`/v1/call-outs/${id}`)).asked[0]!.answers
  const pushed = (push: PushPhone, says: string, say: string) =>
    push.gets(({ json }) => json['say'] === say && (say !== 'ask' || String(json['body']).includes(says)))

  test('is called once it is switched on, answers with one touch, and is left alone once it is switched off', async () => {
    const push = world.service.phone()
    const phone = await deviceOf('ann', push)
    await state(phone, 'off')
    await hasNoBarriers(phone.page, { themes: ['light'] })
    await phone.page.getByRole('button', { name: 'Call me on this device' }).click()
    await state(phone, 'on')
    await deliver(phone, (await push.gets(({ json }) => json['say'] === 'hello')).text)
    assert.equal((await shown(phone, (body) => body.startsWith('Calls ring'))).title, 'DRILL. Call-out')
    // What a resident switches off is another registration.
    assert.equal(
      await phone.page.evaluate(`${scope}.then((one) => new URL(one.scope).pathname)`),
      '/my-calls',
    )
    await phone.page.reload()
    await state(phone, 'on')

    const { id } = await call('Fire station 2', 'ann')
    await deliver(phone, (await pushed(push, 'Fire station 2', 'ask')).text)
    const asked = await shown(phone, (body) => body.includes('Fire station 2'))
    assert.deepEqual(asked.actions, [
      ['coming', 'I’m coming'],
      ['cannot', 'I can’t'],
    ])
    assert.deepEqual([asked.silent, asked.requireInteraction], [false, true])
    const touch = (action: string) =>
      happens(
        phone,
        'notificationclick',
        `async () => ({ action: '${action}', notification: (await registration.getNotifications()).find(({ actions }) => actions.length > 0) })`,
      )
    await touch('coming')
    assert.deepEqual(
      (await answers(id)).map(({ answer, over }) => [answer, over]),
      [['coming', 'push']],
    )
    const told = await shown(phone, (body) => body === 'You said: I’m coming')
    assert.deepEqual([told.silent, told.actions], [true, []])
    await deliver(phone, (await pushed(push, '', 'answered')).text)
    await shown(phone, (body) => body.startsWith('Your answer is here'))

    // Touched anywhere else, it opens the page with all the answers.
    const other = await call('Fire station 3', 'ann')
    await deliver(phone, (await pushed(push, 'Fire station 3', 'ask')).text)
    await shown(phone, (body) => body.includes('Fire station 3'))
    await happens(
      phone,
      'notificationclick',
      `async () => {
        clients.openWindow = async (path) => { self.opened = path }
        return { action: '', notification: (await registration.getNotifications()).find(({ actions }) => actions.length > 0) }
      }`,
    )
    const [worker] = phone.context.serviceWorkers()
    const path = (await worker!.evaluate('self.opened')) as string
    assert.match((await world.server.stranger.get(path)).text, /Fire station 3/)

    await phone.page.getByRole('button', { name: 'Don’t call me here any more' }).click()
    await state(phone, 'off')
    const { length } = push.got
    done(await world.server.olena.post(`/v1/call-outs/${id}/close`, {}))
    done(await world.server.olena.post(`/v1/call-outs/${other.id}/close`, {}))
    await world.server.running.system.quiet()
    assert.equal(push.got.length, length)
    // Nothing is asked for that the page's policy forbids; it has no picture in its tab.
    assert.deepEqual(
      phone.complaints.filter((text) => !text.includes('404')),
      [],
    )
    await phone.close()
  })

  test('is called at its new address when the browser changes it', async () => {
    const [old, fresh] = [world.service.phone(), world.service.phone()]
    const phone = await deviceOf('ann', old)
    await phone.page.getByRole('button', { name: 'Call me on this device' }).click()
    await state(phone, 'on')
    const to = JSON.stringify({ endpoint: fresh.endpoint, keys: fresh.keys })
    await happens(phone, 'pushsubscriptionchange', `() => ({ newSubscription: { toJSON: () => (${to}) } })`)
    await fresh.gets(({ json }) => json['say'] === 'hello')
    const { client } = people.get('ann')!
    const devices = async () =>
      done<{ devices: readonly { readonly id: string; readonly endpoint: string }[] }>(
        await client.get('/v1/my-calls/devices'),
      ).devices
    while (!(await devices()).some(({ endpoint }) => endpoint === fresh.endpoint))
      await phone.page.waitForTimeout(20)
    // The old address is over at its push service, and forgotten with the next call.
    old.behaves({ status: 410 })
    const { id } = await call('Fire station 4', 'ann')
    await fresh.gets(({ json }) => String(json['body']).includes('Fire station 4'))
    while ((await devices()).length > 1) await phone.page.waitForTimeout(20)
    for (const device of await devices()) await client.ask('DELETE', `/v1/my-calls/devices/${device.id}`)
    done(await world.server.olena.post(`/v1/call-outs/${id}/close`, {}))
    await phone.close()
  })

  test('leads whoever is not signed in to where one signs in, and back', async () => {
    const phone = await world.phone({ path: '/my-calls' })
    assert.equal(new URL(phone.page.url()).pathname, '/sign-in')
    assert.equal(new URL(phone.page.url()).searchParams.get('next'), '/my-calls')
    await phone.close()
  })

  test('says what went wrong, and keeps nothing of a device that could not be reached', async () => {
    const push = world.service.phone()
    push.behaves({ status: 410 })
    const phone = await deviceOf('ann', push)
    await phone.page.getByRole('button', { name: 'Call me on this device' }).click()
    await state(phone, 'failed')
    assert.match(await phone.page.locator('#state').innerText(), /^That did not work: /)
    refused(
      await people.get('ann')!.client.ask('DELETE', '/v1/my-calls/devices/none'),
      'response/unknown-device',
    )
    assert.deepEqual(done(await people.get('ann')!.client.get('/v1/my-calls/devices')), { devices: [] })
    await phone.close()
  })

  test('speaks Hebrew from right to left, in the dark too', async () => {
    const push = world.service.phone()
    const { client } = people.get('dina')!
    done(await client.post('/v1/my-calls/devices', { endpoint: push.endpoint, keys: push.keys }))
    const phone = await deviceOf('dina', push, { theme: 'dark', language: 'he' })
    const { id } = await call('תחנת כיבוי 2', 'dina')
    await phone.page.reload()
    await state(phone, 'off')
    await hasNoBarriers(phone.page, { themes: ['dark'] })
    assert.equal(await phone.page.locator('html').getAttribute('dir'), 'rtl')
    const { json } = await pushed(push, 'תחנת כיבוי 2', 'ask')
    assert.deepEqual([json['lang'], json['dir'], json['title']], ['he', 'rtl', 'תרגיל. הזעקה'])
    done(await world.server.olena.post(`/v1/call-outs/${id}/close`, {}))
    await phone.close()
  })
})
