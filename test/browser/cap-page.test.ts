// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { absent, program } from '../support/absent.ts'
import { startTestServer, type TestServer } from '../support/server.node.ts'

const lines = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">',
  '<identifier>a-1</identifier>',
  '<sender>desk@town.example</sender>',
  '<sent>tonight</sent>',
  '<status>Exercise</status><msgType>Alert</msgType><scope>Public</scope>',
  '<info><category>Safety</category><event>Drones</event><urgency>Immediate</urgency>',
  '<severity>Extreme</severity><certainty>Likely</certainty>',
  '<headline>&lt;img src=x onerror=document.title=1&gt;</headline>',
  '<area><areaDesc>Town</areaDesc><polygon>52.3,38.9 52.3,39.1 52.5,39.0 52.3,38.9</polygon></area>',
  '</info></alert>',
]
const broken = lines.join('\n')
const sound = broken.replace('tonight', '2025-11-02T00:37:00+03:00')
const file = (text: string) => ({ name: 'warning.cap', mimeType: 'text/xml', buffer: Buffer.from(text) })

describe('the page that checks CAP, in a browser', { skip: absent('chromium') }, () => {
  let browser: Browser
  let server: TestServer
  const complaints: string[] = []
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    const executablePath =
      program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? ''
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
    browser = await chromium.launch({ executablePath, args })
  })
  after(async () => {
    await browser.close()
    await server.close()
  })

  const open = async (options: {
    readonly script?: 'off'
    readonly width?: number
  }): Promise<{ readonly page: Page; readonly context: BrowserContext }> => {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1366, height: options.width === undefined ? 768 : 640 },
      javaScriptEnabled: options.script !== 'off',
    })
    const page = await context.newPage()
    complaints.length = 0
    page.on('console', (message) => void complaints.push(message.text()))
    page.on('pageerror', (error) => void complaints.push(error.message))
    await page.goto(`${server.url}/cap`)
    return { page, context }
  }

  test('checks what is pasted, without a script, and leads from a problem to its line', async () => {
    const { page, context } = await open({ script: 'off' })
    await page.fill('#text', broken)
    await page.click('button')
    assert.match(await page.locator('.verdict').innerText(), /Not valid/)
    await page.locator('.problems a', { hasText: 'line 5' }).first().click()
    assert.match(page.url(), /#L5$/)
    assert.equal(await page.locator('#L5 mark').first().innerText(), '<sent>tonight</sent>')
    assert.match(await page.locator('#L5 .note').first().innerText(), /error/)
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('shows what a sound message says, in the frame of what it is, and where', async () => {
    const { page, context } = await open({})
    await page.setInputFiles('#file', file(sound))
    await page.click('button')
    assert.match(await page.locator('.verdict').innerText(), /✓ Valid/)
    assert.match(await page.locator('.told.drill').innerText(), /^EXERCISE/)
    assert.equal(await page.locator('.cap-map .shape').count(), 1)
    assert.equal(await page.locator('figcaption li').innerText(), '1 Town')
    // The HTML in its headline stays text: nothing was loaded, nothing ran.
    assert.match(await page.locator('.told h3').innerText(), /<img src=x onerror=document.title=1>/)
    assert.match(await page.title(), /^Valid/)
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('takes a file that is dropped anywhere', async () => {
    const { page, context } = await open({})
    const carried = await page.evaluateHandle(
      `(() => { const it = new DataTransfer(); it.items.add(new File([${JSON.stringify(sound)}], 'w.cap')); return it })()`,
    )
    await page.dispatchEvent('footer', 'drop', { dataTransfer: carried })
    await page.locator('.verdict').waitFor()
    assert.match(await page.locator('.verdict').innerText(), /Valid[\s\S]*w\.cap/)
    await context.close()
  })

  test('fits a narrow screen', async () => {
    const { page, context } = await open({ width: 360 })
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.equal(await overflow(), 0)
    await page.setInputFiles('#file', file(broken.replace('a-1', 'a'.repeat(300))))
    await page.click('button')
    await page.locator('.verdict').waitFor()
    assert.equal(await overflow(), 0)
    await context.close()
  })

  test('says why an address could not be fetched, and keeps it in its field', async () => {
    const { page, context } = await open({ script: 'off' })
    await page.fill('#url', 'http://127.0.0.1:9/x.cap')
    await page.click('button')
    assert.match(await page.locator('.verdict').innerText(), /Could not be checked/)
    assert.equal(await page.inputValue('#url'), 'http://127.0.0.1:9/x.cap')
    await context.close()
  })
})
