// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { AreaCode } from '#areas'
import type { Instant } from '#base'
import { frontPage, type PageView } from '#web'
import { residentAssets } from '../../src/server/resident-assets.node.ts'
import { securityHeaders } from '../../src/server/security-headers.ts'
import { loadAssets } from '../../src/web/assets.node.ts'
import { absent, program } from '../support/absent.ts'

const assets = loadAssets()
const { files, region } = residentAssets()
const at = '2025-11-01T21:41:07.000Z' as Instant
const quiet: PageView = {
  language: 'en',
  languages: ['en', 'uk', 'ru'],
  mode: 'drill',
  demonstration: 'demonstration',
  issuer: 'Lipetsk Oblast',
  region: 'Lipetsk Oblast',
  at,
  seq: 7,
  timeZone: 'Europe/Moscow',
  inForce: [],
  ended: [],
  areas: [
    { code: 'z' as AreaCode, name: 'Zadonsky District', look: 'nothing', reach: 'all-of-it', lines: [] },
  ],
  timeline: [],
  spreadMilliseconds: 800,
  links: { live: '/v1/live' },
  assets: { ...assets.paths, script: region },
}
const red: PageView = {
  ...quiet,
  seq: 8,
  inForce: [
    {
      look: 'danger',
      danger: 'Drone attack threat',
      colour: 'red',
      places: ['Zadonsky District'],
      reach: 'these-places',
      since: at,
      renewBy: '2025-11-01T22:41:07.000Z' as Instant,
      flagged: 'in-time',
      text: 'Go indoors.',
      alerts: ['a1'],
    },
  ],
}

describe('the front page in a browser', { skip: absent('chromium') }, () => {
  let browser: Browser
  let shown = quiet
  let pages = 0
  const streams = new Set<ServerResponse>()
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    const asset = assets.files.get(path)
    if (asset !== undefined) return response.writeHead(200, { 'content-type': asset.type }).end(asset.body)
    const file = files.get(path)
    if (file !== undefined)
      return response.writeHead(200, { 'content-type': file.type }).end((await file.packed()).identity)
    if (path === '/v1/live') {
      streams.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
      response.write(`event: board\nid: ${shown.seq}\ndata: {}\n\n`)
      return request.once('close', () => streams.delete(response))
    }
    pages += 1
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      // As the server sends it: the page must do with what that lets it do.
      ...securityHeaders({ route: '/', action: undefined, cacheControl: 'no-store', publicBy: 'http' }),
    }
    return response.writeHead(200, headers).end(frontPage(shown))
  })
  const say = (text: string) => {
    for (const stream of streams) stream.write(text)
  }

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
    const executablePath =
      program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? ''
    browser = await chromium.launch({ executablePath, args })
  })
  after(async () => {
    await browser.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  /** Opens the page in the state; whatever the browser complains of ends up in `complaints`. */
  const open = async (
    state: PageView,
    options: { clock?: 'by-hand'; script?: 'off'; width?: number } = {},
  ) => {
    shown = state
    pages = 0
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1366, height: 768 },
      javaScriptEnabled: options.script !== 'off',
    })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => void complaints.push(message.text()))
    page.on('pageerror', (error) => void complaints.push(error.message))
    if (options.clock === 'by-hand') await page.clock.install({ time: at })
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return { page, complaints, close: () => context.close() }
  }
  const headline = (page: Page) => page.locator('#in-force h3').first()

  test('shows a warning without being reloaded, and takes it off again', async () => {
    const { page, complaints, close } = await open(quiet)
    await page.locator('#heard', { hasText: '· live' }).waitFor()
    await page.evaluate(`document.body.setAttribute('data-same-page', '')`)
    shown = red
    say('event: notice\nid: 8\ndata: {}\n\n')
    await headline(page).filter({ hasText: 'Drone attack threat' }).waitFor()
    assert.match(await page.title(), /^DRILL · Drone attack threat/)
    shown = { ...quiet, seq: 9 }
    say('event: notice\nid: 9\ndata: {}\n\n')
    await headline(page).filter({ hasText: 'Nothing in force' }).waitFor()
    assert.equal(await page.locator('body[data-same-page]').count(), 1, 'it was reloaded')
    assert.deepEqual(complaints, [])
    await close()
  })

  test('does not fetch again what it already shows', async () => {
    const { page, close } = await open(red, { clock: 'by-hand' })
    await page.locator('#heard', { hasText: '· live' }).waitFor()
    await page.clock.runFor(3_000)
    assert.equal(pages, 1)
    await close()
  })

  test('dims and says since when it has heard nothing, and comes back by itself', async () => {
    const { page, close } = await open(red, { clock: 'by-hand' })
    await page.locator('#heard', { hasText: '· live' }).waitFor()
    await page.clock.runFor(24_000)
    assert.equal(await page.locator('html.lost').count(), 0)
    await page.clock.runFor(4_000)
    await page.locator('html.lost').waitFor()
    assert.match(
      await page.locator('#lost').innerText(),
      /^No news since 00:41:\d\d\. What follows was true then\./,
    )
    assert.equal(await headline(page).isVisible(), true)
    say('event: ping\nid: 8\ndata: {}\n\n')
    await page.locator('html:not(.lost)').waitFor()
    assert.equal(await page.locator('#lost').isVisible(), false)
    await close()
  })

  test('counts the minutes by the server’s clock, not the phone’s', async () => {
    const { page, close } = await open(red, { clock: 'by-hand' })
    await page.clock.setSystemTime('2031-01-01T00:00:00Z')
    await page.reload()
    assert.equal(await page.locator('[data-age]').first().innerText(), '0 min')
    assert.match(await page.locator('#heard').innerText(), /00:41:0\d/)
    await close()
  })

  test('is whole without a script, and reloads itself', async () => {
    const { page, close } = await open(red, { script: 'off' })
    assert.equal(await headline(page).innerText(), '▲Drone attack threat RED')
    assert.equal(await page.locator('meta[http-equiv=refresh]').getAttribute('content'), '30')
    assert.match(await page.locator('#heard').innerText(), /reloads itself every 30 seconds/)
    assert.equal(await page.locator('#lost').isVisible(), false)
    await close()
  })

  test('fits a narrow phone without scrolling sideways, and shows the mode twice', async () => {
    for (const language of ['en', 'uk', 'ru'] as const) {
      const { page, close } = await open({ ...red, language }, { width: 320 })
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), language)
      for (const bar of await page.locator('.mode b').all()) assert.equal(await bar.isVisible(), true)
      await close()
    }
  })
})
