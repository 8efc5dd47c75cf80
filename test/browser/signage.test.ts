// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { sha256 } from '#base'
import { absent, program } from '../support/absent.ts'
import { areaOf, riverland, screensWorld } from '../support/screens-world.ts'
import { issueAlert, red, startTestServer, zadonsky } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { takePicture, type Desk } from './console-world.ts'

const windows = [
  { width: 360, height: 640 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
] as const
const measured = `(() => {
  const screen = document.getElementById('screen')
  const letters = parseFloat(getComputedStyle(document.querySelector('h2')).fontSize)
  return [screen.scrollHeight, screen.clientHeight, letters, document.documentElement.scrollWidth]
})()`
const many = Array.from({ length: 60 }, (_, i) => areaOf(`m:${i}`, 'XX-R', `Community of Longer Name ${i}`))

describe('the signage page in a browser', { skip: absent('chromium') }, () => {
  let browser: Browser
  let server: Server
  let world = screensWorld()
  let asked = 0
  let unchanged = 0
  let gone: 'here' | 'gone' = 'here'
  before(async () => {
    browser = await chromium.launch({
      executablePath: program('chromium')!,
      args: ['--no-sandbox', '--disable-background-networking'],
    })
    server = createServer(async (request, response) => {
      if (gone === 'gone') return request.socket.destroy()
      if (request.url === '/favicon.ico') return response.writeHead(204).end()
      asked += 1
      const { status, type, body, headers } = await world.ask(request.url ?? '/')
      const etag = `"${sha256(body).slice(0, 12)}"`
      if (request.headers['if-none-match'] === etag) {
        unchanged += 1
        return response.writeHead(304, { etag }).end()
      }
      return response.writeHead(status, { 'content-type': type, etag, ...headers }).end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  after(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  })

  const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
  /** Its clock is moved by hand, and whatever it complains of fails the test. */
  const open = async (path: string, size: (typeof windows)[number] = windows[2]) => {
    const page = await browser.newPage({ viewport: size })
    const complaints: string[] = []
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !/ERR_|404/.test(message.text())) complaints.push(message.text())
    })
    await page.clock.install()
    await page.goto(at(path))
    await page.locator('#screen').waitFor()
    return { page, complaints }
  }
  const scene = (prepare: (world: ReturnType<typeof screensWorld>) => void, areas = riverland) => {
    world = screensWorld(areas)
    prepare(world)
  }
  /** Until it has asked again. */
  const pass = async (page: Page, milliseconds: number) => {
    const before = asked
    await page.clock.runFor(milliseconds)
    if (gone === 'here') while (asked === before) await page.clock.runFor(1_000)
  }

  const scenes = {
    quiet: () => scene(() => {}),
    danger: () =>
      scene(({ issue }) => {
        issue({ id: 'a', areas: ['xx:1', 'xx:2'], from: 97 })
        issue({ id: 'b', areas: ['XX-R'], level: 'yellow', from: 40 })
      }),
    drill: () =>
      scene(({ issue }) => {
        issue({ id: 'a', areas: ['xx:1'], from: 97, mode: 'drill' })
        issue({ id: 'b', areas: ['XX-R'], level: 'yellow', mode: 'drill' })
      }),
    mixed: () =>
      scene(({ issue }) => {
        issue({ id: 'a', areas: ['XX-R'], from: 97 })
        issue({ id: 'b', areas: ['xx:2'], level: 'yellow', mode: 'drill' })
      }),
    lapsed: () =>
      scene(({ issue, end }) => {
        issue({ id: 'a', areas: ['xx:1'] })
        end('a', 'lapsed', 60)
      }),
    over: () =>
      scene(({ issue, end }) => {
        issue({ id: 'a', areas: ['XX-R'] })
        end('a', 'all-clear', 80)
      }),
    many: () =>
      scene(
        ({ issue }) => {
          issue({ id: 'a', areas: many.slice(0, 30).map(({ code }) => code), from: 97 })
          for (let i = 30; i < 60; i++) issue({ id: `b${i}`, areas: [`m:${i}`], level: 'yellow', from: i })
        },
        [...riverland, ...many],
      ),
  } as const

  for (const name of Object.keys(scenes) as (keyof typeof scenes)[])
    test(`${name}: all of it is on the screen, in letters as large as may be, and nobody is shut out`, async () => {
      scenes[name]()
      for (const theme of ['dark', 'light'] as const) {
        const { page, complaints } = await open(`/signage?theme=${theme}`)
        for (const size of windows) {
          // Some players turn their screen while the page is on it.
          await page.setViewportSize(size)
          await takePicture({ page } as Desk, `signage-${name}-${size.width}-${theme}`)
          const [needs, has, letters, wide] = (await page.evaluate(measured)) as [
            number,
            number,
            number,
            number,
          ]
          assert.ok(wide <= size.width, `${size.width} ${theme} must be moved sideways`)
          if (size.height > 700) assert.ok(needs <= has + 1, `${size.width} ${theme}: ${needs} of ${has}`)
          // A letter of 3 cm on a screen of 55 inches is read from ten metres.
          if (size.width === 1920 && name !== 'many') assert.ok(letters >= 72, `${letters} pixels`)
        }
        await hasNoBarriers(page, { themes: [theme] })
        assert.deepEqual(complaints, [])
        await page.close()
      }
    })

  test('shows what comes without being loaded anew, and moves nothing else', async () => {
    scenes.quiet()
    const { page, complaints } = await open('/signage/xx%3A1')
    await page.evaluate('window.before = 1')
    await page.locator('h2', { hasText: 'No warning is in force' }).waitFor()
    await pass(page, 11_000)
    assert.equal(await page.locator('.changed').count(), 0)
    const before = unchanged
    await pass(page, 11_000)
    assert.ok(unchanged > before, 'what did not change was sent again')
    world.issue({ id: 'a', areas: ['xx:1'], from: 99 })
    await pass(page, 11_000)
    await page.locator('.changed h2', { hasText: 'Drone attack threat' }).waitFor()
    assert.equal(await page.evaluate('window.before'), 1)
    assert.match(await page.title(), /^DANGER: Drone attack threat/)
    assert.deepEqual(complaints, [])
    await page.close()
  })

  test('takes another frame when a drill begins', async () => {
    scenes.quiet()
    const { page } = await open('/signage')
    world.issue({ id: 'a', areas: ['xx:1'], from: 99, mode: 'drill' })
    await pass(page, 11_000)
    await page.locator('html[data-mode=drill]').waitFor()
    assert.equal(await page.locator('.frame').isVisible(), true)
    assert.match(await page.locator('p.drill').innerText(), /DRILL This is only a drill/)
    await page.close()
  })

  for (const theme of ['dark', 'light'] as const)
    test(`says since when it hears nothing, and when it hears again (${theme})`, async () => {
      scenes.quiet()
      const { page } = await open(`/signage?theme=${theme}`, windows[1])
      await pass(page, 11_000)
      assert.equal(await page.locator('#lost').isVisible(), false)
      gone = 'gone'
      try {
        for (let i = 0; i < 30; i++) await page.clock.runFor(1_000)
        await page.locator('html.lost').waitFor()
        const said = await page.locator('#lost').innerText()
        assert.match(said, /^Connection lost since \d\d:\d\d\. This may be out of date\.$/)
        // The tick is what is seen from afar.
        assert.equal(await page.locator('.quiet .mark').isVisible(), false)
        await takePicture({ page } as Desk, `signage-lost-1366-${theme}`)
        await hasNoBarriers(page, { themes: [theme] })
      } finally {
        gone = 'here'
      }
      await pass(page, 11_000)
      await page.locator('html:not(.lost)').waitFor()
      assert.equal(await page.locator('#lost').isVisible(), false)
      await page.close()
    })

  test('is whole without a script, and loads itself anew', async () => {
    scenes.danger()
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: windows[1] })
    const page = await context.newPage()
    await page.goto(at('/signage'))
    assert.match(
      await page.locator('main').innerText(),
      /DANGER[^]*Drone attack threat[^]*since\s23:37[^]*Go indoors/,
    )
    assert.match(await page.content(), /<noscript><meta http-equiv="refresh" content="10"/)
    const bottom = async (one: string) => {
      const box = (await page.locator(one).last().boundingBox())!
      return box.y + box.height
    }
    assert.ok((await bottom('.card')) <= (await bottom('main')) + 1, 'the last card is cut off')
    await takePicture({ page } as Desk, 'signage-no-script-1366')
    await context.close()
  })

  test('says of an area that is not known that it is none', async () => {
    scenes.quiet()
    const { page } = await open('/signage/nowhere', windows[1])
    await page.locator('h1', { hasText: 'No area “nowhere” is known here.' }).waitFor()
    await page.close()
  })

  test('is written from right to left where its words are, and what is in another language says so', async () => {
    scenes.danger()
    const { page } = await open('/signage?lang=he', windows[1])
    const [mark, words] = await Promise.all(
      ['.first .mark', '.first h2'].map(async (one) => (await page.locator(one).boundingBox())!),
    )
    assert.ok(mark!.x > words!.x)
    assert.equal(await page.locator('.first .brief').getAttribute('lang'), 'en')
    await takePicture({ page } as Desk, 'signage-hebrew-1366')
    await hasNoBarriers(page, { themes: ['dark'] })
    await page.close()
  })

  test('is the same at a real server, and when somebody loads it again', async () => {
    const real = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    try {
      await issueAlert(real, red())
      const page = await browser.newPage({ viewport: windows[1] })
      const complaints: string[] = []
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      await page.goto(`${real.url}/dialects/screens/signage/${zadonsky}?lang=ru`)
      // What a browser brings back as known must not take the page's policy from it.
      for (let i = 0; i < 2; i++) await page.reload()
      await page.locator('html.fitted').waitFor()
      assert.equal(await page.locator('html').getAttribute('data-mode'), 'drill')
      assert.match(await page.locator('main').innerText(), /УЧЕНИЯ ОПАСНОСТЬ\s+Угроза атаки дронов/)
      assert.deepEqual(
        complaints.filter((text) => !/favicon|404/.test(text)),
        [],
      )
      await page.close()
    } finally {
      await real.close()
    }
  })
})
