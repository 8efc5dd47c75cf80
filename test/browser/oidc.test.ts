// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser } from 'playwright-core'
import { absent, program } from '../support/absent.ts'
import { publicClient, startOidcProvider, type RealProvider } from '../support/oidc-provider.node.ts'
import { done, startTestServer, type TestServer } from '../support/server.node.ts'

describe('signing in through a provider, in a browser', { skip: absent('chromium') }, () => {
  let browser: Browser
  let provider: RealProvider
  let server: TestServer
  let home: string
  before(async () => {
    provider = await startOidcProvider(() => ({
      redirectUri: `${home}/v1/sign-in/oidc/callback`,
      signedOutUri: `${home}/sign-in`,
    }))
    server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_OIDC_ISSUER: provider.issuer, TOCSIN_OIDC_CLIENT: publicClient },
        ...{ TOCSIN_OIDC_ALLOW: provider.host, TOCSIN_OIDC_NAME: 'Region staff account' },
      },
    })
    // Another site than the provider's: what its redirection carries is what a browser sends between two sites.
    home = `http://localhost:${server.port}`
    await provider.open()
    const executablePath =
      program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? ''
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
    browser = await chromium.launch({ executablePath, args })
  })
  after(async () => {
    await browser.close()
    await server.close()
    await provider.close()
  })

  test('ends signed in on a page of ours, though the session’s cookie never comes from another site', async () => {
    const { link } = done<{ link: { url: string } }>(
      await server.admin.post('/v1/people', {
        ...{ name: 'Ivan', login: 'ivan', roles: ['officer'], areas: 'everywhere', modes: ['drill'] },
      }),
    )
    const joining = await browser.newContext()
    const first = await joining.newPage()
    const asked: string[] = []
    first.on('request', (request) => void asked.push(request.url()))
    await first.goto(`${home}/join#${new URL(link.url).hash.slice(1)}`)
    await first.getByRole('button', { name: /Region staff account/ }).click()
    await first.waitForURL(`${home}/account`)
    await first.getByText('Organisation’s account').first().waitFor()
    assert.ok(asked.length > 5 && !asked.some((url) => url.split('#')[0]!.includes(link.url.split('#')[1]!)))
    await joining.close()

    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${home}/sign-in`)
    await page.getByRole('button', { name: /Region staff account/ }).click()
    await page.waitForURL((url) => url.origin === home && url.pathname !== '/sign-in')
    const session = await page.evaluate(async () => (await fetch('/v1/session')).json() as Promise<object>)
    assert.deepEqual(
      Object.fromEntries(Object.entries(session).filter(([name]) => ['signedIn', 'method'].includes(name))),
      { signedIn: 'yes', method: 'oidc' },
    )
    const cookies = await context.cookies(home)
    assert.deepEqual(
      cookies.map(({ name, sameSite, httpOnly, secure }) => [name, sameSite, httpOnly, secure]),
      [['__Host-tocsin', 'Strict', true, true]],
    )
    await context.close()
  })

  test('that is ended at the provider is explained on the sign-in page', async () => {
    provider.atProvider({ does: 'cancel' })
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${home}/sign-in`)
    await page.getByRole('button', { name: /Region staff account/ }).click()
    await page.waitForURL(/why=/)
    await page.getByText('You ended the sign-in at your organisation').waitFor()
    await context.close()
  })
})
