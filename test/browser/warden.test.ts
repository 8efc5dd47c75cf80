// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { absent, program } from '../support/absent.ts'
import { done, startTestServer, type TestServer } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'

describe('a warden’s page', { skip: absent('chromium') }, () => {
  let server: TestServer
  let browser: Browser
  let shelter: string
  let link: { readonly id: string; readonly token: string }
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    browser = await chromium.launch({ executablePath: program('chromium')!, args: ['--no-sandbox'] })
    const body = { lon: 39.6, lat: 52.6, names: { en: 'Drill shelter 1', uk: 'Навчальне укриття 1' } }
    shelter = done<{ id: string }>(await server.admin.post('/v1/shelters', body)).id
    link = done(await server.admin.post(`/v1/shelters/${shelter}/links`, {}))
  })
  after(async () => {
    await browser?.close()
    await server?.close()
  })

  const open = async (query = '', height = 640): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 360, height } })
    await page.goto(`${server.url}/warden${query}#${link.token}`)
    return page
  }

  test('says which shelter it is for, and takes what is said with two touches; the drill is on it', async () => {
    const asked: string[] = []
    const page = await open()
    page.on('request', (request) => asked.push(request.url()))
    await page.getByText('Drill shelter 1').waitFor()
    await page.getByText('Nobody has said anything yet.').waitFor()
    assert.ok(await page.getByText('DRILL', { exact: true }).isVisible())
    await page.getByLabel('Full').check()
    await page.getByLabel('People inside').fill('48')
    await page.getByRole('button', { name: 'Say so' }).click()
    await page.getByText(/It was said at \d\d:\d\d/).waitFor()
    const seen = done<{ status: { state: string; people: number } }>(
      await server.stranger.get(`/v1/shelters/${shelter}`),
    )
    assert.deepEqual([seen.status.state, seen.status.people], ['full', 48])
    // The secret stands in no address that is asked for.
    assert.ok(asked.length > 0 && asked.every((url) => !url.includes(link.token)))
    await hasNoBarriers(page)
    await page.close()
  })

  test('speaks four languages, one of them from right to left, and fits a small screen', async () => {
    for (const [language, name] of [
      ['uk', 'Навчальне укриття 1'],
      ['ru', 'Drill shelter 1'],
      ['he', 'Drill shelter 1'],
    ] as const) {
      const page = await open(`?lang=${language}`)
      await page.getByText(name).waitFor()
      const { lang, dir, wide } = (await page.evaluate(`({
        lang: document.documentElement.lang,
        dir: getComputedStyle(document.documentElement).direction,
        wide: document.documentElement.scrollWidth,
      })`)) as { readonly lang: string; readonly dir: string; readonly wide: number }
      assert.deepEqual([lang, dir, wide <= 360], [language, language === 'he' ? 'rtl' : 'ltr', true])
      await hasNoBarriers(page)
      await page.close()
    }
  })

  test('says so when its link was revoked', async () => {
    const page = await open()
    await page.getByText('Drill shelter 1').waitFor()
    await server.admin.ask('DELETE', `/v1/shelters/${shelter}/links/${link.id}`)
    await page.getByLabel('Open').check()
    await page.getByRole('button').click()
    await page.getByText('This link is not good any more.').waitFor()
    await page.close()
  })
})
