// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import type { Phone as PushPhone, Pushed } from '../support/push-service.node.ts'
import { issueAlert, red, zadonsky } from '../support/server.node.ts'
import { startAppWorld, type AppWorld, type Phone } from './resident-app-world.ts'

const isProof = ({ json }: Pushed) => json['kind'] === 'proof'

describe('alerts on a phone', { skip: absent('chromium') }, () => {
  let world: AppWorld
  before(async () => (world = await startAppWorld()))
  after(() => world?.close())

  /**
   * The browser's own push service can't be reached from here, so its address and its keys are those of ours; what is sent there
   * is encrypted by the server for these keys, decrypted with them, and handed to the real service worker.
   */
  async function phoneAt(lang: string, push: PushPhone, permissions = ['notifications']): Promise<Phone> {
    const phone = await world.phone({ path: `/places?place=${zadonsky}&lang=${lang}`, permissions })
    await phone.page.addInitScript(`
      PushManager.prototype.subscribe = async () => ({
        toJSON: () => (${JSON.stringify({ endpoint: push.endpoint, keys: push.keys })}),
        unsubscribe: async () => true,
      })`)
    await phone.page.goto(`${world.url}/phone?place=${zadonsky}&lang=${lang}`)
    await phone.controlled()
    return phone
  }
  const state = (phone: Phone, name: string) => phone.page.locator(`#state[data-state="${name}"]`).waitFor()
  const shown = async (phone: Phone, fits: (title: string) => boolean) => {
    for (;;) {
      const found = (await phone.notifications()).find(({ title }) => fits(title))
      if (found !== undefined) return found
      await phone.page.waitForTimeout(50)
    }
  }
  async function subscribed(push: PushPhone): Promise<Phone> {
    const phone = await phoneAt('en', push)
    await state(phone, 'off')
    await phone.page.click('#on')
    const proof = await push.gets(isProof)
    await state(phone, 'waiting')
    await phone.deliver(proof.text)
    await state(phone, 'working')
    return phone
  }
  const noticeOf = (push: PushPhone, alert: string, what: string) =>
    push.gets(({ json }) => json['alert'] === alert && json['what'] === what)

  test('work only when a test push has come back, ring, change in place, end, and leave nothing behind', async () => {
    const push = world.service.phone()
    const phone = await phoneAt('en', push)
    await state(phone, 'off')
    assert.equal(await phone.page.locator('#kept-nothing').isVisible(), true)
    await phone.page.click('#on')
    const proof = await push.gets(isProof)
    await state(phone, 'waiting')
    assert.equal(await phone.page.locator('#proven').isVisible(), false, 'not before the test is back')
    await phone.deliver(proof.text)
    await state(phone, 'working')
    assert.match(await phone.page.locator('#proven').innerText(), /^Last proven delivery: .*\d\d:\d\d:\d\d/)
    assert.match((await shown(phone, (title) => /reach this phone/.test(title))).body, /no danger/)

    const alert = await issueAlert(world.server, red([zadonsky]))
    const warning = await noticeOf(push, alert.id, 'warning')
    await phone.deliver(warning.text)
    const danger = await shown(phone, (title) => title.startsWith('DRILL.'))
    assert.deepEqual(
      [danger.silent, danger.renotify, danger.requireInteraction, danger.lang, danger.dir],
      [false, true, true, 'en', 'ltr'],
    )

    // Opened from the notification's own page: the place is under a danger there.
    await phone.page.goto(`${world.url}/?place=${zadonsky}&lang=en`)
    await phone.page.getByRole('heading', { name: /Drone attack threat/ }).waitFor()

    await phone.deliver(
      JSON.stringify({
        ...warning.json,
        revision: 2,
        what: 'update',
        sound: 'quiet',
        title: 'DRILL. Changed',
      }),
    )
    const changed = await shown(phone, (title) => title === 'DRILL. Changed')
    assert.deepEqual([changed.tag, changed.renotify, changed.silent], [danger.tag, false, true])
    assert.equal((await phone.notifications()).filter(({ tag }) => tag === danger.tag).length, 1)

    await world.server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {})
    const end = await noticeOf(push, alert.id, 'all-clear')
    await phone.deliver(JSON.stringify({ ...end.json, revision: 3 }))
    const over = await shown(phone, (title) => title === end.json['title'])
    assert.deepEqual([over.tag, over.requireInteraction], [danger.tag, false])

    // The warning again, late: the all-clear stays.
    await phone.deliver(warning.text)
    await phone.page.waitForTimeout(300)
    assert.deepEqual(
      (await phone.notifications()).filter(({ tag }) => tag === danger.tag).map(({ title }) => title),
      [over.title],
    )

    await phone.page.goto(`${world.url}/phone?place=${zadonsky}&lang=en`)
    await state(phone, 'working')
    await phone.page.click('#remove')
    await state(phone, 'off')
    assert.match(await phone.page.locator('#removed').innerText(), /here and on the server/)
    while ((await phone.notifications()).length > 0) await phone.page.waitForTimeout(50)
    const { length } = push.got
    const another = await issueAlert(world.server, red([zadonsky]))
    await world.server.running.system.quiet()
    assert.equal(push.got.length, length, 'nothing comes any more')
    await world.server.olena.post(`/v1/alerts/${another.id}/all-clear`, {})
    assert.deepEqual(phone.complaints, [])
    await phone.close()
  })

  test('by number alone fetch their words from the board, and say that there is something when they can’t', async () => {
    const push = world.service.phone()
    const phone = await phoneAt('uk', push)
    await state(phone, 'off')
    await phone.page.check('#content')
    await phone.page.click('#on')
    await phone.deliver((await push.gets(isProof)).text)
    await state(phone, 'working')
    const alert = await issueAlert(world.server, red([zadonsky]))
    const pushed = await push.gets(({ json }) => json['kind'] === 'id')
    assert.deepEqual(
      Object.keys(pushed.json).toSorted(),
      ['kind', 'notice', 'v'],
      'nothing is in it but a number',
    )
    await phone.deliver(pushed.text)
    const words = await shown(phone, (title) => title.startsWith('НАВЧАННЯ.'))
    assert.deepEqual([words.lang, words.silent], ['uk', false])
    await phone.deliver(JSON.stringify({ v: 1, kind: 'id', notice: 'nobody-knows.1' }))
    const fallback = await shown(phone, (title) => title.startsWith('Нове оповіщення'))
    assert.deepEqual([fallback.silent, fallback.requireInteraction], [false, true])
    await world.server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {})
    await phone.close()
  })

  test('are silent of advice in quiet hours, and never of a danger', async () => {
    const push = world.service.phone()
    const phone = await subscribed(push)
    await phone.page.check('#quiet')
    await phone.page.fill('#quiet-from', '00:00')
    await phone.page.fill('#quiet-to', '00:00')
    await phone.page.locator('#quiet-to').blur()
    const base = {
      ...{ v: 1, kind: 'notice', revision: 1, mode: 'drill', what: 'warning', sound: 'loud', body: 'x' },
      ...{ lang: 'en', dir: 'ltr', at: new Date(Date.now()).toISOString(), until: null, url: '/' },
    }
    const say = (alert: string, look: string, title: string, more: object = {}) =>
      phone.deliver(JSON.stringify({ ...base, alert, notice: `${alert}.1`, look, title, ...more }))
    await say('quiet-1', 'advisory', 'Advice')
    assert.equal((await shown(phone, (title) => title === 'Advice')).silent, true)
    await say('quiet-2', 'danger', 'Danger')
    assert.equal((await shown(phone, (title) => title === 'Danger')).silent, false)
    await say('quiet-3', 'danger', 'Old', { until: new Date(Date.now() - 1_000).toISOString() })
    const old = await shown(phone, (title) => title === 'No longer current: Old')
    assert.deepEqual([old.silent, old.requireInteraction], [true, false])
    await say('quiet-2', 'ended', 'Over', { revision: 2, what: 'all-clear' })
    assert.equal((await shown(phone, (title) => title === 'Over')).silent, true)
    await phone.close()
  })

  /** An event that only a browser's own push service or a finger can cause, handed to the real worker. */
  const happens = async (phone: Phone, event: string, detail: string) => {
    const [worker] = phone.context.serviceWorkers()
    await worker!.evaluate(`(async () => {
      const event = Object.assign(new Event('${event}'), await (${detail})())
      const waits = []
      event.waitUntil = (one) => waits.push(one)
      self.dispatchEvent(event)
      await Promise.all(waits)
    })()`)
  }

  test('go on at a new address when the browser changes it, proven anew, and no more at the old one', async () => {
    const [old, fresh] = [world.service.phone(), world.service.phone()]
    const phone = await subscribed(old)
    const to = JSON.stringify({ endpoint: fresh.endpoint, keys: fresh.keys })
    await happens(phone, 'pushsubscriptionchange', `() => ({ newSubscription: { toJSON: () => (${to}) } })`)
    await phone.deliver((await fresh.gets(isProof)).text)
    await phone.page.reload()
    await state(phone, 'working')
    const { length } = old.got
    const alert = await issueAlert(world.server, red([zadonsky]))
    await noticeOf(fresh, alert.id, 'warning')
    await world.server.running.system.quiet()
    assert.equal(old.got.length, length)
    await world.server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {})
    await phone.close()
  })

  test('lead to the page that they are about when they are touched, and are then put away', async () => {
    const push = world.service.phone()
    const phone = await subscribed(push)
    const alert = await issueAlert(world.server, red([zadonsky]))
    await phone.deliver((await noticeOf(push, alert.id, 'warning')).text)
    const { tag } = await shown(phone, (title) => title.startsWith('DRILL.'))
    const touch = (action: string) =>
      happens(
        phone,
        'notificationclick',
        `async () => ({ action: '${action}', notification: (await registration.getNotifications({ tag: '${tag}' }))[0] })`,
      )
    await touch('shelters')
    await phone.page.waitForURL(/\/shelters\?place=/)
    assert.ok(!(await phone.notifications()).some((one) => one.tag === tag))
    await world.server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {})
    const end = await noticeOf(push, alert.id, 'all-clear')
    await phone.deliver(end.text)
    await shown(phone, (title) => title === end.json['title'])
    await touch('')
    await phone.page.waitForURL(/\/\?place=/)
    await phone.close()
  })

  test('are not asked for before somebody presses, and say what works without them when they are forbidden', async () => {
    const phone = await phoneAt('en', world.service.phone(), [])
    await phone.context.clearPermissions()
    await phone.page.evaluate(`Notification.requestPermission = async () => 'denied'`)
    assert.notEqual(await phone.page.locator('#state').getAttribute('data-state'), 'asking')
    await phone.page.evaluate(`localStorage.setItem('tocsin:places', '${zadonsky}')`)
    await phone.page.evaluate(`say => document.getElementById('on').hidden = false`)
    await phone.page.click('#on')
    await state(phone, 'denied')
    assert.match(await phone.page.locator('#instead').innerText(), /sirens; radio/)
    await phone.close()
  })
})
