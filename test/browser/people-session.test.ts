// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { setUpAdministrator, startPeopleWorld, type Desk, type PeopleWorld } from './people-world.ts'

const minute = 60_000

describe('a session, in a browser', { skip: absent('chromium') }, () => {
  let world: PeopleWorld
  let desk: Desk
  before(async () => {
    world = await startPeopleWorld()
    desk = await world.desk()
    await setUpAdministrator(world, desk)
  })
  after(() => world.close())

  /** As if nothing had been done at any screen for so long. */
  const endAll = async () => {
    const { sessions } = world.server.running.accounts.signIn
    const { people } = world.server.running.system
    for (const id of people.registry.people.keys()) await sessions.endAllOf(id, 'idle')
  }

  test('warns before it ends, takes nothing from whoever types, and stays when asked to', async () => {
    const { page } = desk
    let shift: 'near-its-end' | 'as-it-is' = 'near-its-end'
    await page.route('**/v1/session', async (route) => {
      const answer = await route.fetch()
      const told = (await answer.json()) as { endsAt?: string; warnAt?: string }
      if (shift === 'near-its-end' && told.endsAt !== undefined) {
        told.endsAt = new Date(Date.now() + 1.5 * minute).toISOString()
        told.warnAt = new Date(Date.now() - 1_000).toISOString()
      }
      await route.fulfill({ response: answer, json: told })
    })
    await page.goto(`${world.url}/account`)
    await desk.says(/This session ends in 1:\d\d/)
    const name = page.getByLabel('Your name')
    await name.fill('Halyna A.')
    await desk.says(/This session ends in 1:[012]\d/)
    assert.equal(await page.evaluate('document.activeElement.name'), 'name')
    shift = 'as-it-is'
    await desk.press('Stay signed in')
    await page.locator('.ending').waitFor({ state: 'hidden' })
    await page.unroute('**/v1/session')
  })

  test('that has ended loses no word: one signs in again where one is, and the act is done', async () => {
    const { page } = desk
    await page.goto(`${world.url}/account`)
    await page.getByLabel('Your name').fill('Halyna of the night')
    await endAll()
    await desk.press('Save')
    const over = page.getByRole('dialog', { name: 'You are signed out' })
    await over.getByText('nothing was done at this screen').waitFor()
    // It can't be waved away.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await over.waitFor()
    await over.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await over.waitFor({ state: 'detached' })
    await desk.says('Saved.')
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Halyna of the night')
    assert.deepEqual(desk.complaints, [])
  })

  test('keeps what is typed over a reload, and forgets it when it is sent', async () => {
    const { page } = desk
    await page.goto(`${world.url}/account`)
    await page.getByLabel('Your name').fill('Half a na')
    await page.reload()
    await desk.says('Where you are signed in')
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Half a na')
    await page.getByLabel('Your name').fill('Halyna Administrator')
    await desk.press('Save')
    await desk.says('Saved.')
    await page.reload()
    await desk.says('Where you are signed in')
    assert.equal(await page.evaluate('Object.keys(sessionStorage).length'), 0)
  })

  test('that ended in one tab goes on when one signs in in another', async () => {
    const { page, context } = desk
    await page.goto(`${world.url}/account`)
    await page.getByLabel('Your name').fill('Typed before')
    await endAll()
    await desk.press('Save')
    const over = page.getByRole('dialog', { name: 'You are signed out' })
    await over.waitFor()
    // The passkey is with the first tab’s device: the other one uses it through the same prompt’s page.
    const [other] = await Promise.all([
      context.waitForEvent('page'),
      over.getByText('Sign in in another tab').click(),
    ])
    await other.waitForLoadState()
    await other.close()
    await over.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await desk.says('Saved.')
  })

  test('that was proved long ago asks again before what is grave, once, and then does it', async () => {
    const { page } = desk
    await page.goto(`${world.url}/account`)
    await desk.says('Where you are signed in')
    let asked = 0
    await page.route('**/v1/account/recovery-codes', async (route) => {
      asked += 1
      if (asked > 1) return route.fallback()
      const problem = { code: 'people/prove-again', status: 403, detail: 'Prove it.', advice: 'Sign in.' }
      return route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify(problem),
      })
    })
    await desk.press('Make new codes')
    const prompt = page.getByRole('dialog', { name: 'Say again that it is you' })
    await prompt.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await desk.says('Each lets you in once')
    assert.equal(asked, 2)
    await page.unroute('**/v1/account/recovery-codes')
  })

  test('is needed for a page of staff, and leads back to it and nowhere else', async () => {
    const stranger = await world.desk()
    await stranger.page.goto(`${world.url}/people/keys`)
    await stranger.page.waitForURL('**/sign-in?*')
    assert.equal(new URL(stranger.page.url()).searchParams.get('next'), '/people/keys')
    await stranger.page.goto(`${world.url}/sources`)
    await stranger.page.waitForURL('**/sign-in?next=%2Fsources&why=needed')
    await stranger.close()
    for (const elsewhere of ['//evil.example/x', '/\\\\evil.example', 'https://evil.example/']) {
      const { page } = desk
      await page.goto(`${world.url}/sign-in?next=${encodeURIComponent(elsewhere)}`)
      await desk.says('You are signed in as')
      assert.equal(await page.getByRole('link', { name: 'Go on' }).getAttribute('href'), '/waiting')
    }
    await desk.page.goto(`${world.url}/sources`)
    await desk.says('No source yet')
    await desk.says('Sign out')
    assert.deepEqual(desk.complaints, [])
  })

  test('can be begun and ended with the keyboard alone', async () => {
    const { page } = desk
    await page.goto(`${world.url}/account`)
    await desk.says('Where you are signed in')
    const tabTo = async (name: string) => {
      const target = page.getByRole('button', { name }).first()
      await target.waitFor()
      for (let i = 0; i < 40; i += 1) {
        if ((await page.evaluate('document.activeElement.textContent')) === name) return
        await page.keyboard.press('Tab')
      }
      assert.fail(`no number of tabs leads to ${name}`)
    }
    await tabTo('Sign out')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/sign-in?why=signed-out')
    await tabTo('Sign in with a passkey')
    const ring = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    assert.equal(ring, 'solid')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/waiting')
    await desk.says('Nothing waits for a second person.')
  })

  test('needs a script, and a page without one says so and leads to what is in force', async () => {
    const context = await desk.context.browser()!.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    for (const path of ['/sign-in', '/waiting']) {
      await page.goto(world.url + path)
      assert.match(await page.locator('noscript').innerText(), /needs JavaScript/)
      assert.equal(await page.getByRole('link', { name: 'Warnings in force' }).getAttribute('href'), '/')
    }
    await page.goto(`${world.url}/region?lang=en`)
    assert.equal(await page.getByRole('link', { name: 'Staff: sign in' }).getAttribute('href'), '/sign-in')
    await context.close()
  })

  test('is begun at an address that browsers trust, and the page leads there from one they don’t', async () => {
    const stranger = await world.desk()
    await stranger.page.goto(`${world.server.url}/sign-in`)
    await stranger.says('Signing in needs https')
    await stranger.page.getByRole('link', { name: `Open this page at ${world.url}` }).click()
    await stranger.page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor()
    assert.deepEqual(stranger.complaints, [])
    await stranger.close()
  })

  test('is begun as soon as the server answers again, and until then the page says why it is empty', async () => {
    const { page } = desk
    await page.route('**/v1/session', (route) => route.abort())
    await page.goto(`${world.url}/account`)
    await desk.says('The server did not answer.')
    await page.unroute('**/v1/session')
    await desk.says('Where you are signed in')
  })

  test('of another person shows nothing of what the one before typed', async () => {
    const { page } = desk
    await page.goto(`${world.url}/account`)
    await page.getByLabel('Your name').fill('A secret thought')
    const rights = { roles: ['watcher'], areas: 'everywhere', modes: ['drill'] }
    const made = await world.server.admin.post('/v1/people', { name: 'Somebody Else', ...rights })
    assert.equal(made.status, 201, made.text)
    const { link } = made.body as { link: { url: string } }
    const other = await desk.context.newPage()
    const devices = await desk.context.newCDPSession(other)
    await devices.send('WebAuthn.enable')
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    })
    await other.goto(link.url)
    await other.getByLabel('Name you sign in with').fill('somebody')
    await other.getByRole('button', { name: 'Make a passkey' }).click()
    await other.getByText('I have kept them').waitFor()
    // The first tab hears of it, and is loaded anew for whoever is here now.
    await page.locator('#who', { hasText: 'Somebody Else' }).waitFor()
    await desk.says('Where you are signed in')
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Somebody Else')
    assert.doesNotMatch(String(await page.evaluate('JSON.stringify(sessionStorage)')), /secret thought/)
    await other.close()
  })
})
