// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { bundled } from '../../src/server/resident-bundle.node.ts'
import { residentAppAssets } from '../../src/server/resident-app-assets.node.ts'
import { absent } from '../support/absent.ts'
import { zadonsky } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { until } from './eventually.ts'
import { startAppWorld, type AppWorld } from './resident-app-world.ts'

const languages = ['en', 'uk', 'ru', 'he'] as const
const pages = [
  `/phone?place=${zadonsky}`,
  '/what-to-do?',
  `/shelters?place=${zadonsky}`,
  '/shelters?near=38.93,52.39',
  `/tell?place=${zadonsky}`,
  `/safe/${'0'.repeat(32)}?`,
] as const

describe('the residents’ app', { skip: absent('chromium') }, () => {
  let world: AppWorld
  before(async () => {
    world = await startAppWorld()
    const shelter = {
      ...{ names: { uk: 'Школа 3' }, address: 'вул. Шкільна, 3', lon: 38.92, lat: 52.39, type: 'school' },
      ...{ protects: [], capacity: { places: 120, bound: 'stated' }, wheelchair: 'yes', pets: 'unknown' },
      ...{ opening: { when: 'on-alert' }, admits: 'everyone', use: 'in-use', visibility: 'public', note: '' },
    }
    assert.equal((await world.server.admin.post('/v1/shelters', shelter)).status, 201)
  })
  after(() => world?.close())

  test('can be installed, by Chromium’s own judgement, in each language as one app', async () => {
    for (const language of languages) {
      const phone = await world.phone({ path: `/?lang=${language}` })
      await phone.controlled()
      const { installabilityErrors } = await phone.cdp.send('Page.getInstallabilityErrors')
      assert.deepEqual(installabilityErrors, [])
      const { errors, data = '{}', url } = await phone.cdp.send('Page.getAppManifest')
      assert.deepEqual(errors, [], url)
      const manifest = JSON.parse(data) as {
        readonly [name: string]: unknown
        readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[]
        readonly shortcuts: readonly { readonly name: string; readonly url: string }[]
      }
      assert.deepEqual(
        [manifest['id'], manifest['lang'], manifest['dir'], manifest['scope']],
        ['/', language, language === 'he' ? 'rtl' : 'ltr', '/'],
      )
      assert.deepEqual(
        manifest.icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`),
        [
          'any 192x192',
          'any 512x512',
          'maskable 192x192',
          'maskable 512x512',
          'monochrome 96x96',
          'monochrome 512x512',
        ],
      )
      for (const { src, sizes } of manifest.icons) {
        const side = await phone.page.evaluate(
          `fetch(${JSON.stringify(src)}).then((one) => one.blob()).then(createImageBitmap).then(({ width, height }) => width + 'x' + height)`,
        )
        assert.equal(side, sizes, src)
      }
      for (const { url: to } of manifest.shortcuts)
        assert.equal((await world.server.stranger.get(to)).status, 200, to)
      assert.deepEqual(phone.complaints, [])
      await phone.close()
    }
  })

  test('has nothing on any page that would stop somebody from using it, light and dark, both ways of writing, on a small phone', async () => {
    for (const [theme, language] of [
      ['light', 'en'],
      ['dark', 'he'],
      ['dark', 'uk'],
      ['light', 'ru'],
    ] as const) {
      const phone = await world.phone({ path: `/?lang=${language}`, theme })
      for (const path of pages) {
        await phone.page.goto(`${world.url}${path}&lang=${language}`)
        await phone.page.evaluate(
          `document.querySelectorAll('details:not(.languages)').forEach((one) => (one.open = true))`,
        )
        await hasNoBarriers(phone.page, { themes: [theme] })
        const over = await phone.page.evaluate('document.documentElement.scrollWidth - innerWidth')
        assert.equal(over, 0, `${language} ${path} is wider than the phone`)
        assert.equal(await phone.page.getByRole('heading', { level: 1 }).count(), 1, path)
        assert.match(await phone.page.title(), / · /, 'the mode stands in the title')
      }
      assert.deepEqual(phone.complaints, [])
      await phone.close()
    }
  })

  test('lies before a finger in targets of 44 pixels', async () => {
    const phone = await world.phone({ path: '/?lang=en' })
    for (const path of pages) {
      await phone.page.goto(`${world.url}${path}&lang=en`)
      await phone.page.evaluate(
        `document.querySelectorAll('details.threat').forEach((one) => (one.open = true))`,
      )
      const small = await phone.page
        .evaluate(`[...document.querySelectorAll('button, summary, select, nav a, .go, .chips label, .arrows label')]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
        .map((one) => one.textContent.trim() + ' ' + one.getBoundingClientRect().height)`)
      assert.deepEqual(small, [], path)
    }
    await phone.close()
  })

  test('runs from right to left in Hebrew, words and order, but for what lies on a map', async () => {
    const phone = await world.phone({ path: `/tell?place=${zadonsky}&lang=he` })
    const { page } = phone
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
    const box = async (of: string) => (await page.locator(of).first().boundingBox())!
    const [back, languagesBox] = [await box('.back'), await box('.languages')]
    assert.ok(back.x > languagesBox.x, 'the way back stands at the right, where reading begins')
    await page.evaluate(`document.querySelectorAll('details.threat').forEach((one) => (one.open = true))`)
    const [west, east] = [await box('.p6'), await box('.p2')]
    assert.ok(west.x < east.x, 'west stays at the left')
    await page.goto(`${world.url}/phone?place=${zadonsky}&lang=he`)
    const [input, text] = [await box('#follow'), await box('#follow + span')]
    assert.ok(input.x > text.x, 'a box stands before its words')
    await phone.close()
  })

  test('is read in another language where one stands', async () => {
    const phone = await world.phone({ path: `/shelters?place=${zadonsky}&lang=en` })
    await phone.page.locator('.languages summary').click()
    await phone.page.getByRole('link', { name: 'Українська' }).click()
    await phone.page.getByRole('heading', { level: 1, name: 'Укриття' }).waitFor()
    assert.match(phone.page.url(), /\/shelters\?place=gn:465724&lang=uk$/)
    await phone.close()
  })

  test('is a worker that weighs little, knows every file of its pages, and lets go of what it needs no more', async () => {
    const worker = (await world.server.stranger.get('/sw.js')).text
    assert.ok(worker.length < 60_000, `${worker.length} bytes`)
    for (const path of Object.values(residentAppAssets().scripts)) assert.ok(worker.includes(path), path)
    assert.throws(() => bundled(new URL('../../src/resident/nowhere.dom.ts', import.meta.url)), /ENOENT/)
    const phone = await world.phone({ path: '/?lang=en' })
    await phone.controlled()
    await phone.page.evaluate(
      `caches.open('tocsin-files').then((one) => one.put('/resident/old-1.js', new Response('')))`,
    )
    await phone.page.evaluate(`caches.open('tocsin-of-an-older-version')`)
    await phone.page.evaluate(`navigator.serviceWorker.controller.postMessage({ kind: 'keep-ahead' })`)
    await until(
      phone.page,
      `Promise.all([caches.keys(), caches.match('/resident/old-1.js')]).then(([names, old]) => !names.includes('tocsin-of-an-older-version') && old === undefined)`,
    ).catch(async () => {
      assert.fail(String(await phone.page.evaluate(`caches.keys()`)))
    })
    await phone.close()
  })
})
