// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { absent } from '../support/absent.ts'
import {
  done,
  issueAlert,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openChromium } from './resident-now-world.ts'

describe('Now from the real server, in a browser', { skip: absent('chromium') }, () => {
  let server: TestServer
  let browser: Browser
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    browser = await openChromium()
  })
  after(async () => {
    await browser.close()
    await server.close()
  })

  const visit = async (path: string, options: { readonly script?: 'off'; readonly locale?: string } = {}) => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 640 },
      javaScriptEnabled: options.script !== 'off',
      locale: options.locale ?? 'en-GB',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(45_000)
    const complaints: string[] = []
    page.on('console', (message) => void complaints.push(message.text()))
    page.on('pageerror', (error) => void complaints.push(error.message))
    const go = (to: string) => page.goto(`http://localhost:${server.port}${to}`)
    await go(path)
    return { page, context, complaints, go, close: () => context.close() }
  }
  const search = (page: Page) => new URL(page.url()).searchParams
  const headline = (page: Page, text: string) => page.locator('main h2', { hasText: text }).first().waitFor()

  test('weighs under 14 kB for a first visit, by the browser’s own count, with an empty cache', async (t) => {
    const { id } = await issueAlert(server)
    const { page, context, go, close } = await visit('/v1/health')
    const tools = await context.newCDPSession(page)
    await tools.send('Network.enable')
    await tools.send('Network.clearBrowserCache')
    const files: { [url: string]: number } = {}
    const asked = new Map<string, string>()
    await tools.send('Page.enable')
    let isShown = false
    tools.on('Page.loadEventFired', () => void (isShown = true))
    // What the page fetches once it stands is no first sight; its icon is, whenever the browser asks for it.
    tools.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (!isShown || request.url.includes('/icon-')) asked.set(requestId, request.url)
    })
    // Heads and bodies as they came over the line.
    tools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const url = asked.get(requestId)
      if (url !== undefined) files[new URL(url).pathname] = encodedDataLength
    })
    await go(`/?place=${zadonsky}&lang=uk`)
    await headline(page, 'Загроза атаки дронів')
    await page.waitForLoadState('load')
    await page.locator('#heard', { hasText: 'наживо' }).waitFor()
    const bytes = Object.values(files).reduce((sum, one) => sum + one, 0)
    t.diagnostic(`${bytes} bytes: ${JSON.stringify(files)}`)
    assert.ok(Object.keys(files).some((path) => path.endsWith('.css')))
    assert.ok(Object.keys(files).some((path) => path.endsWith('.js')))
    assert.ok(bytes > 4_000 && bytes < 14_000, `${bytes} bytes: ${JSON.stringify(files)}`)
    await close()
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })

  test('lets somebody without a script choose places by name, take one away again, and see what holds there', async () => {
    const { page, complaints, close } = await visit('/?lang=en', { script: 'off' })
    await page.getByRole('searchbox').fill('Задонський район')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: /Add.*Zadonsky District/ }).click()
    await page.getByRole('searchbox').fill('Terbuni')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: /Add.*Terbunsky District/ }).click()
    assert.deepEqual(search(page).getAll('place'), [zadonsky, terbunsky])
    await page.getByRole('link', { name: /Remove.*Zadonsky District/ }).click()
    await page.getByRole('link', { name: 'Show what is in force here' }).click()
    assert.deepEqual(search(page).getAll('place'), [terbunsky])
    await headline(page, 'Nothing in force here')
    await page
      .getByRole('link', { name: /Terbunsky District/ })
      .first()
      .click()
    assert.deepEqual(search(page).getAll('place'), [terbunsky], 'and back to change it')
    assert.deepEqual(complaints, [])
    await close()
  })

  test('remembers chosen places on this device alone, and a link that somebody sent changes nothing there', async () => {
    const { page, complaints, go, close } = await visit(`/places?place=${zadonsky}&lang=en`)
    await go('/?lang=en')
    await page.waitForURL((url) => url.searchParams.get('place') === zadonsky)
    await go(`/?place=${terbunsky}&lang=en`)
    await page.getByRole('heading', { name: /Terbunsky District/ }).waitFor()
    await go('/?lang=en')
    await page.waitForURL((url) => url.searchParams.get('place') === zadonsky)
    await go('/places?lang=en')
    await page.getByRole('link', { name: /Remove.*Zadonsky District/ }).click()
    await page.getByText('None yet.').waitFor()
    await go('/?lang=en')
    await page.getByRole('heading', { level: 1, name: 'Lipetsk Oblast' }).waitFor()
    assert.deepEqual(complaints, [])
    assert.deepEqual(await page.context().cookies(), [])
    await close()
  })

  test('speaks the browser’s language, and after a choice that one, from right to left where it is written so', async () => {
    const { page, complaints, go, close } = await visit(`/?place=${zadonsky}`, { locale: 'uk-UA' })
    assert.equal(await page.locator('html').getAttribute('lang'), 'uk')
    await page.locator('.languages summary').click()
    await page.getByRole('link', { name: 'עברית' }).click()
    await page.locator('html[lang=he][dir=rtl]').waitFor()
    const [name, menu] = [
      await page.locator('h1').boundingBox(),
      await page.locator('.languages').boundingBox(),
    ]
    assert.ok(name!.x > menu!.x, 'the name stands at the right')
    await go(`/?place=${zadonsky}`)
    await page.waitForURL((url) => url.searchParams.get('lang') === 'he')
    assert.deepEqual(complaints, [])
    await close()
  })

  test('shows an alert within seconds on a page that is open, and the all-clear, without being reloaded', async () => {
    const { page, complaints, close } = await visit(`/?place=${zadonsky}&lang=en`)
    await page.locator('#heard', { hasText: '· live' }).waitFor()
    await page.evaluate(`document.body.setAttribute('data-same-page', '')`)
    const { id } = await issueAlert(server)
    await headline(page, 'Drone attack threat')
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
    await headline(page, 'All-clear')
    assert.equal(await page.locator('body[data-same-page]').count(), 1, 'it was reloaded')
    assert.deepEqual(complaints, [])
    await close()
  })

  test('has no barriers where places are chosen, nor where the whole region is shown', async () => {
    const { page, go, close } = await visit(`/places?place=${terbunsky}&q=Lipetsk&lang=en`)
    for (const path of [
      `/places?place=${terbunsky}&q=Lipetsk&lang=he`,
      '/places?q=zzzzqq&lang=uk',
      '/region?lang=uk',
    ])
      for (const colorScheme of ['light', 'dark'] as const) {
        await go(path)
        await page.emulateMedia({ colorScheme })
        await hasNoBarriers(page, { themes: [colorScheme] })
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path)
      }
    await close()
  })
})
