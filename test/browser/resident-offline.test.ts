// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { issueAlert, red, zadonsky } from '../support/server.node.ts'
import { until } from './eventually.ts'
import { startAppWorld, type AppWorld, type Phone } from './resident-app-world.ts'

const schoolFields = {
  ...{
    names: { en: 'School 3' },
    address: 'Lenina 3',
    lon: 38.925,
    lat: 52.394,
    type: 'school',
    protects: [],
  },
  ...{ capacity: null, wheelchair: 'yes', pets: 'unknown', opening: { when: 'always' }, admits: 'everyone' },
  ...{ use: 'in-use', visibility: 'public', note: '' },
}

describe('a phone without a network', { skip: absent('chromium') }, () => {
  let world: AppWorld
  before(async () => {
    world = await startAppWorld()
    assert.equal((await world.server.admin.post('/v1/shelters', schoolFields)).status, 201)
    await issueAlert(world.server, red([zadonsky]))
  })
  after(() => world?.close())

  /** Until the pages and lists of its owner lie on the phone. */
  async function kept(phone: Phone, ...paths: readonly string[]): Promise<void> {
    for (const path of paths)
      await until(
        phone.page,
        `caches.open('tocsin-pages').then((one) => one.keys()).then((all) => all.some(({ url }) => url.includes(${JSON.stringify(path)})))`,
      )
  }
  const ahead = ['/what-to-do', '/shelters?', '/tell', '/phone', '/v1/shelters/offline']

  test('starts, says what held when and how old that is, tells what to do and where to go', async () => {
    const phone = await world.phone({
      ...{ path: `/places?place=${zadonsky}&lang=en`, permissions: ['geolocation'] },
      geolocation: { longitude: 38.92, latitude: 52.39 },
    })
    const { page, context } = phone
    await page.goto(`${world.url}/?place=${zadonsky}&lang=en`)
    await phone.controlled()
    await kept(phone, `/?place=gn%3A465724`, ...ahead)
    await page.close()
    await context.setOffline(true)

    let gone = 0
    const { url } = world
    await world.server.startAgain(async () => {
      gone += 1
      // Opened anew, as from the home screen: the network is cut and the server is dead.
      const fresh = await context.newPage()
      fresh.setDefaultTimeout(45_000)
      const opened = async () => (await (await fresh.goto(`${url}/?place=${zadonsky}&lang=en`))?.text()) ?? ''
      // Also where its own script never came to say so. For a second after it came, the browser's own cache gives it as new.
      let markup = await opened()
      for (let tries = 0; tries < 100 && !markup.includes('class="lost '); tries++) markup = await opened()
      assert.match(markup, /<html [^>]*class="lost /)
      assert.match(markup, /<p id="lost" role="alert">\s*<b [^>]*>No connection since \d\d:\d\d:\d\d\.</)
      await fresh.getByRole('heading', { name: /Drone attack threat/ }).waitFor()
      await fresh.locator('html.lost').waitFor()
      assert.match(await fresh.getByRole('alert').innerText(), /^No connection since \d\d:\d\d:\d\d\./)
      assert.doesNotMatch(await fresh.locator('#heard').innerText(), /live/)
      assert.match(await fresh.locator('main').innerText(), /Do this now/)
      assert.equal(await fresh.locator('.mode b').first().innerText(), 'DRILL')

      await fresh.goto(`${url}/what-to-do?lang=en`)
      await fresh.locator('#kept-at').waitFor()
      assert.match(
        await fresh.locator('#kept-at').innerText(),
        /^No connection\. This page was kept at .*\d\d:\d\d/,
      )
      assert.ok((await fresh.locator('details.threat').count()) > 10)

      await fresh.goto(`${url}/shelters?place=${zadonsky}&lang=en`)
      await fresh.click('#here')
      await fresh.locator('.best .way').waitFor()
      assert.match(
        await fresh.locator('.best .way').innerText(),
        /m to the north-east · about \d+ min on foot/,
      )
      assert.match(await fresh.locator('#kept-at').innerText(), /^No connection/)

      // A page that was never seen, and of another place: the same kind of page, not a blank one.
      await fresh.goto(`${url}/?place=gn:483542&lang=en`)
      await fresh.locator('html.lost').waitFor()
      await fresh.close()
    })
    assert.equal(gone, 1)
    await phone.close()
  })

  test('is never shown a blank page, however little is kept', async () => {
    const phone = await world.phone({ path: `/?place=${zadonsky}&lang=uk` })
    const { page, context } = phone
    await phone.controlled()
    await kept(phone, ...ahead)
    // A full device, or a browser that cleared half of it.
    await page.evaluate(`caches.open('tocsin-pages').then(async (one) => {
      for (const request of await one.keys()) await one.put(request, new Response('half a pa', { headers: { 'tocsin-kept-at': '1' } }))
    })`)
    await page.evaluate(`caches.delete('tocsin-files')`)
    const { url } = world
    await context.setOffline(true)
    await world.server.startAgain(async () => {
      await page.goto(`${url}/?place=${zadonsky}&lang=uk`)
      assert.match(await page.locator('main').innerText(), /Немає зв’язку[^]*зайдіть у приміщення/)
      assert.equal(await page.locator('html').getAttribute('dir'), 'ltr')
    })
    await phone.close()
  })

  test('asks the network first, and keeps nothing of the staff', async () => {
    const phone = await world.phone({ path: `/?place=${zadonsky}&lang=en` })
    await phone.controlled()
    await kept(phone, '/?place=')
    await phone.page.goto(`${world.url}/sign-in`)
    await phone.page.goto(`${world.url}/?place=${zadonsky}&lang=en`)
    assert.equal(await phone.page.locator('html').getAttribute('data-kept'), null)
    const urls = (await phone.page.evaluate(
      `caches.open('tocsin-pages').then((one) => one.keys()).then((all) => all.map(({ url }) => new URL(url).pathname))`,
    )) as readonly string[]
    for (const path of urls)
      assert.match(path, /^\/(|phone|what-to-do|tell|shelters|v1\/shelters\/offline)$/, path)
    await phone.close()
  })
})
