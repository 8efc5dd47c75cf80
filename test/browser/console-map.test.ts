// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { absent, program } from '../support/absent.ts'
import { builtConsole } from '../support/console.ts'
import { startTestServer, type TestServer } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { buildMapPage, type MapPageFiles } from './map-page.ts'
import { startTinyBasemap } from './tiny-basemap.node.ts'

const zadonsky = 'gn:465724'
const lipetsk = 'gn:12666369'

describe('the map in a browser', { skip: absent('chromium') }, () => {
  let server: TestServer
  let browser: Browser
  let files: MapPageFiles
  const url = () => `http://localhost:${server.port}`

  before(
    async () => {
      server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
      await builtConsole()
      files = await buildMapPage()
      const executablePath =
        program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? ''
      browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--no-first-run', '--disable-features=LocalNetworkAccessChecks'],
      })
    },
    { timeout: 180_000 },
  )
  after(async () => {
    await browser?.close()
    files?.remove()
    await server?.close()
  })

  const given = `{ within: ['RU-LIP'], areas: new Map([
    ['RU-LIP', { state: 'advisory', letter: 'Y', said: 'Air danger, yellow' }],
    ['${zadonsky}', { state: 'danger', letter: 'R', said: 'Drone attack threat, red', chosen: 'yes' }],
    ['gn:483542', { state: 'lapsed', said: 'lapsed, not cleared' }],
  ]), sirens: [{ id: 'a', lon: 38.5, lat: 52.8, status: 'failed', name: 'Yelets 1' }] }`

  async function open(settings: object = {}) {
    const context = await browser.newContext({ viewport: { width: 1000, height: 720 } })
    const page = await context.newPage()
    page.setDefaultTimeout(45_000)
    const complaints: string[] = []
    page.on('console', (message) => void complaints.push(message.text()))
    page.on('pageerror', (error) => void complaints.push(error.message))
    const at = await files.serveOn(page, url())
    await context.addInitScript(
      `localStorage.setItem('tocsin:console', '${JSON.stringify({ language: 'en', map: 'drawn', ...settings })}')`,
    )
    await page.goto(at)
    await page.locator('[data-map=there]').waitFor()
    await page.evaluate(`give(${given})`)
    return { page, complaints, close: () => context.close() }
  }

  const told = (page: Page) => page.evaluate('told') as Promise<unknown[][]>
  const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name })

  test('says each area by its name and its state, with what holds above it', async () => {
    const { page, complaints, close } = await open()
    await option(page, 'Zadonsky District, Drone attack threat, red, chosen, approximate shape').waitFor()
    await option(page, 'Usmansky District, Air danger, yellow, approximate shape').waitFor()
    assert.equal(await page.getByRole('option').count(), 20)
    assert.deepEqual(complaints, [])
    await close()
  })

  test('paints what holds: red there, neutral where nothing is left of it', async () => {
    const { page, close } = await open()
    /** How many pixels of the canvas are of the colour of danger. */
    const red = () =>
      page.evaluate(`(() => {
        const canvas = document.querySelector('canvas')
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
        let count = 0
        for (let i = 0; i < data.length; i += 4) if (data[i] === 168 && data[i + 1] === 0 && data[i + 2] === 13) count++
        return count
      })()`) as Promise<number>
    assert.ok((await red()) > 2_000, 'a district is red')
    await page.evaluate(`give({ areas: new Map() }); flush()`)
    assert.equal(await red(), 0)
    await close()
  })

  test('chooses what is pressed, and shows in words what the pointer is on', async () => {
    const { page, close } = await open()
    await option(page, /^Usmansky/).click()
    await option(page, /^Lipetsk,/).click()
    assert.deepEqual(await told(page), [
      ['choose', 'gn:478304'],
      ['choose', lipetsk],
    ])
    const at = (await option(page, /^Zadonsky/).boundingBox())!
    await page.mouse.move(at.x + 10, at.y + 10)
    await page.locator('.tip', { hasText: 'Zadonsky District, Drone attack threat, red' }).waitFor()
    await page.keyboard.press('Escape')
    await close()
  })

  test('is pulled and zoomed without choosing anything', async () => {
    const { page, close } = await open()
    const place = () => option(page, /^Zadonsky/).boundingBox()
    const before = (await place())!
    await page.mouse.move(300, 300)
    await page.mouse.down()
    await page.mouse.move(340, 330, { steps: 4 })
    await page.mouse.up()
    const after = (await place())!
    assert.ok(Math.abs(after.x - before.x - 40) < 1 && Math.abs(after.y - before.y - 30) < 1)
    await page.mouse.wheel(0, -300)
    await page.getByRole('button', { name: 'Show everything' }).click()
    assert.deepEqual(await place(), before)
    assert.deepEqual(await told(page), [])
    await close()
  })

  test('is one stop of the keyboard: arrows go about, Enter chooses, plus brings nearer', async () => {
    const { page, close } = await open()
    /** What the keyboard is on, and in it where. */
    const focused = () => page.evaluate('document.activeElement.getAttribute("aria-label")')
    const here = () =>
      page.evaluate(
        'document.getElementById(document.activeElement.getAttribute("aria-activedescendant")).dataset.code',
      )
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'Areas of the test')
    const first = await here()
    await page.keyboard.press('ArrowDown')
    const second = await here()
    assert.notEqual(second, first)
    await page.keyboard.press('Enter')
    await page.keyboard.press('End')
    assert.equal(await here(), 'gn:465724', 'Zadonsky is the last by name')
    await page.keyboard.press('PageUp')
    await page.keyboard.press(' ')
    assert.deepEqual(
      (await told(page)).map(([, code]) => code),
      [second, 'gn:467976'],
    )
    await page.keyboard.press('+')
    assert.ok(await page.getByRole('button', { name: 'Show everything' }).isEnabled())
    await page.keyboard.press('0')
    assert.ok(await page.getByRole('button', { name: 'Show everything' }).isDisabled())
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'Nearer')
    await close()
  })

  test('takes what is drawn: corner by corner, in one pull, and as a circle that is only said', async () => {
    const { page, close } = await open()
    await page.evaluate(`give({ draw: 'polygon' })`)
    const centre = async (name: RegExp) => {
      const { x, y } = (await option(page, name).boundingBox())!
      return { x: x + 10, y: y + 10 }
    }
    const { x, y } = await centre(/^Usmansky/)
    for (const [dx, dy] of [
      [-12, -12],
      [12, -12],
      [12, 12],
    ] as const)
      await page.mouse.click(x + dx, y + dy)
    await page.getByRole('button', { name: 'Close the shape' }).click()
    await page.getByText('The shape touches 1 area.').waitFor()
    const other = await centre(/^Dobrinsky/)
    await page.mouse.move(other.x - 14, other.y - 10)
    await page.mouse.down()
    for (const [dx, dy] of [
      [14, -10],
      [14, 10],
      [-14, 10],
    ] as const)
      await page.mouse.move(other.x + dx, other.y + dy, { steps: 3 })
    await page.mouse.up()
    await page.evaluate(`give({ draw: 'circle' })`)
    await page.getByLabel('Around').selectOption({ label: 'Lipetsk' })
    await page.getByLabel('Radius, km').fill('2')
    await page.getByRole('button', { name: 'Take what it touches' }).click()
    const drawn = await told(page)
    assert.deepEqual(
      drawn.map(([kind, codes]) => [kind, codes]),
      [
        ['drawn', ['gn:478304']],
        ['drawn', ['gn:565845']],
        ['drawn', [lipetsk]],
      ],
    )
    assert.equal((drawn[2]![2] as { readonly radiusKilometres: number }).radiusKilometres, 2)
    await close()
  })

  test('tells which areas are unsure because their shape is approximate', async () => {
    const { page, close } = await open()
    await page.evaluate(`give({ draw: 'circle' })`)
    await page.getByLabel('Around').selectOption({ label: 'Zadonsky District' })
    await page.getByLabel('Radius, km').fill('60')
    await page.keyboard.press('Enter')
    const [[, codes, , unsure]] = (await told(page)) as [[string, string[], object, string[]]]
    assert.ok(codes.length > 5 && codes.includes(zadonsky), codes.join(' '))
    assert.ok(unsure.length > 0 && !unsure.includes(zadonsky), 'what lies whole in it is sure')
    await close()
  })

  test('has no barriers, in any look', async () => {
    const { page, close } = await open()
    await page.getByText('What the map shows').click()
    await page.evaluate(`give({ draw: 'circle' })`)
    await hasNoBarriers(page, { themes: ['dark', 'light', 'contrast'] })
    await close()
  })

  test('is drawn where WebGL is only reckoned, and lets nothing else than its own worker run', async () => {
    const { page, close } = await open({ map: 'auto' })
    assert.equal(await page.locator('.map').getAttribute('data-by'), 'drawn')
    await assert.rejects(page.evaluate(`new Worker('/assets/other.js')`), /TrustedScriptURL/)
    await close()
  })

  test('is by WebGL where that is asked for: own worker, own shapes, nothing from elsewhere, no complaint', async () => {
    const context = await browser.newContext({ viewport: { width: 420, height: 640 } })
    const page = await context.newPage()
    const [complaints, asked]: [string[], string[]] = [[], []]
    page.on('console', (message) => void complaints.push(message.text()))
    page.on('pageerror', (error) => void complaints.push(error.message))
    page.on('request', (request) => void asked.push(request.url()))
    const at = await files.serveOn(page, url())
    await context.addInitScript(`localStorage.setItem('tocsin:console', '{"language":"en","map":"webgl"}')`)
    await page.goto(at)
    await page.locator('[data-map=there]').waitFor()
    await page.evaluate(`give(${given})`)
    await page.locator('[data-by=webgl]').waitFor({ timeout: 60_000 })
    await page.getByRole('option', { name: /^Usmansky/ }).click()
    assert.deepEqual(await told(page), [['choose', 'gn:478304']])
    await assert.rejects(page.evaluate(`new Worker('/assets/other.js')`), /TrustedScriptURL/)
    await assert.rejects(page.evaluate(`document.body.innerHTML = '<b>x</b>'`), /TrustedHTML/)
    assert.deepEqual(
      asked.filter((one) => !one.startsWith(`${url()}/`)),
      [],
    )
    // What the policy refused above is written there, and how slow a processor is that is only reckoned.
    assert.deepEqual(
      complaints.filter((one) => !/Trusted|GL Driver Message/.test(one)),
      [],
    )
    await context.close()
  })

  test('has a background map beneath it where the installation names one, and then reads from there alone', async () => {
    const basemap = await startTinyBasemap('© <a href="https://example.org">Land mappers</a>')
    const other = await startTestServer({ settings: { TOCSIN_BROKER: 'none', TOCSIN_BASEMAP: basemap.url } })
    const context = await browser.newContext({ viewport: { width: 420, height: 640 } })
    try {
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => void complaints.push(message.text()))
      page.on('pageerror', (error) => void complaints.push(error.message))
      const document_ = await page.request.get(`${other.url}/console`)
      assert.match(await document_.text(), new RegExp(`data-basemap="${basemap.url}"`))
      assert.match(
        document_.headers()['content-security-policy'] ?? '',
        new RegExp(`connect-src 'self' ${new URL(basemap.url).origin};`),
      )
      const at = await files.serveOn(page, `http://localhost:${other.port}`, basemap.url)
      await context.addInitScript(`localStorage.setItem('tocsin:console', '{"language":"en","map":"webgl"}')`)
      await page.goto(at)
      await page.locator('[data-map=there]').waitFor()
      await page.evaluate(`give({ within: ['RU-LIP'] })`)
      await page.getByText('© Land mappers').waitFor({ timeout: 60_000 })
      assert.ok(basemap.asked() > 0)
      assert.deepEqual(
        complaints.filter((one) => !/GL Driver Message/.test(one)),
        [],
      )
    } finally {
      await context.close()
      await other.close()
      await basemap.close()
    }
  })
})
