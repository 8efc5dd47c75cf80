// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser } from 'playwright-core'
import { absent, program } from '../support/absent.ts'
import {
  issueAlert,
  red,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

interface Looks {
  readonly banner: string
  readonly frame: string
  readonly ground: string
  readonly width: number
  readonly headlines: readonly string[]
  readonly titles: readonly string[]
  readonly hidden: readonly string[]
}

/** Runs in the page. */
const looking = `(() => {
  const root = document.documentElement
  const all = [...document.querySelectorAll('*')]
  const shown = (name) =>
    all
      .filter((element) => element.localName === name && element.getClientRects().length > 0)
      .map(({ textContent }) => textContent)
  return {
    banner: getComputedStyle(root, '::before').content,
    frame: getComputedStyle(root, '::after').borderTopWidth,
    ground: getComputedStyle(root).backgroundColor,
    width: root.scrollWidth,
    headlines: shown('headline'),
    titles: shown('title'),
    hidden: [...shown('polygon'), ...shown('parameter'), ...shown('id')],
  }
})()`

describe('published XML in a browser', { skip: absent('chromium') }, () => {
  let browser: Browser
  let server: TestServer
  let notice: string
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    notice = `/v1/notices/${(await issueAlert(server, red([zadonsky, terbunsky]))).id}.1.cap`
    browser = await chromium.launch({
      executablePath: program('chromium')!,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    })
  })
  after(async () => {
    await browser.close()
    await server.close()
  })

  const look = async (path: string, colorScheme: 'light' | 'dark', width: number) => {
    const context = await browser.newContext({ viewport: { width, height: 700 }, colorScheme })
    try {
      const page = await context.newPage()
      await page.goto(`${server.url}${path}`)
      return await page.evaluate<Looks>(looking)
    } finally {
      await context.close()
    }
  }

  test('says first that it is an exercise, in words and by its frame, and shows what is for people', async () => {
    for (const path of [notice, '/v1/feed.atom', '/v1/feed.rss', '/v1/feed.atom?content=full']) {
      const light = await look(path, 'light', 1366)
      const dark = await look(path, 'dark', 360)
      assert.match(light.banner, /EXERCISE/, path)
      assert.equal(light.frame, '8px', path)
      assert.notEqual(light.ground, dark.ground, path)
      assert.equal(dark.width, 360, `${path} is wider than a phone`)
      assert.deepEqual(light.hidden, [], path)
      const said = path === notice ? light.headlines : light.titles
      assert.ok(
        said.some((text) => text.includes('Go indoors')),
        `${path}: ${said.join()}`,
      )
    }
    assert.equal((await look(notice, 'light', 1366)).headlines.length, 3, 'one for each language')
  })

  test('gives programs the message alone, and browsers the same message', async () => {
    const alone = await server.stranger.get(notice, { accept: '*/*' })
    assert.match(alone.headers.get('content-type') ?? '', /^application\/cap\+xml/)
    const inside = await fetch(`${server.url}${notice}`, { headers: { accept: 'text/html,*/*' } })
    assert.match(inside.headers.get('content-type') ?? '', /^application\/xml/)
    assert.match(inside.headers.get('vary') ?? '', /accept/)
    const alert = alone.text.slice(alone.text.indexOf('<alert')).trimEnd()
    assert.ok((await inside.text()).includes(alert))
  })

  test('has a stylesheet of its own for each mode', async () => {
    const styles = await Promise.all(
      ['live', 'drill', 'test'].map(async (mode) => (await server.stranger.get(`/cap-${mode}.css`)).text),
    )
    assert.equal(new Set(styles).size, 3)
    assert.doesNotMatch(styles[0]!, /EXERCISE|TEST ·/)
    assert.match(styles[2]!, /TEST ·/)
  })
})
