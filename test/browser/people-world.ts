/** The real server with a browser whose devices hold passkeys, for the tests of the pages of staff. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { program } from '../support/absent.ts'
import { startTestServer, type TestServer } from '../support/server.node.ts'

export interface Desk {
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained of. */
  readonly complaints: string[]
  /** Waits until the page says it. */
  says(text: string | RegExp): Promise<void>
  press(name: string | RegExp): Promise<void>
  close(): Promise<void>
}

export interface PeopleWorld {
  readonly server: TestServer
  /** Where browsers let passkeys be used. */
  readonly url: string
  /** Another device, with a passkey holder of its own. */
  desk(options?: { readonly width?: number; readonly clock?: 'by-hand' }): Promise<Desk>
  /** The address that the machine’s console shows. */
  setUpLink(): Promise<string>
  close(): Promise<void>
}

export async function startPeopleWorld(
  settings: { readonly [variable: `TOCSIN_${string}`]: string } = {},
  /** What the server is meant to warn of. */
  expects?: RegExp,
): Promise<PeopleWorld> {
  const server = await startTestServer({
    settings: { TOCSIN_BROKER: 'none', ...settings },
    ...(expects === undefined ? {} : { expects }),
  })
  const executablePath = program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? ''
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
  const browser: Browser = await chromium.launch({ executablePath, args })
  const url = `http://localhost:${server.port}`
  return {
    ...{ server, url },
    async desk(options = {}) {
      const context = await browser.newContext({
        viewport: { width: options.width ?? 1366, height: options.width === undefined ? 768 : 640 },
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      const page = await context.newPage()
      // Long enough for a machine that does other things too: what is there is found at once.
      page.setDefaultTimeout(45_000)
      const complaints: string[] = []
      page.on('console', (message) => {
        // A refused request is written there by the browser itself.
        if (!/Failed to load resource/.test(message.text())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => void complaints.push(error.message))
      if (options.clock === 'by-hand') await page.clock.install()
      const devices = await context.newCDPSession(page)
      await devices.send('WebAuthn.enable')
      await devices.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
          ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
        },
      })
      return {
        ...{ page, context, complaints },
        says: async (text) => {
          try {
            await page.getByText(text).first().waitFor()
          } catch (error) {
            // What it says instead is what one wants to know.
            const said = await page.locator('main').innerText()
            throw new Error(`${page.url()} says: ${said.slice(0, 600)}`, { cause: error })
          }
        },
        press: (name) => page.getByRole('button', { name }).first().click(),
        close: () => context.close(),
      }
    },
    async setUpLink() {
      const made = await server.running.accounts.setUp()
      if (made === undefined) throw new Error('somebody governs here already')
      return made.url
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

/** The first administrator comes in by the machine’s link, with a passkey, and keeps their codes. */
export async function setUpAdministrator(world: PeopleWorld, desk: Desk): Promise<readonly string[]> {
  const { page } = desk
  await page.goto(await world.setUpLink())
  await page.getByLabel('Your name').fill('Halyna Administrator')
  await page.getByLabel('Name you sign in with').fill('halyna')
  await desk.press('Make a passkey')
  await desk.says('Each lets you in once')
  const codes = await page.locator('.codes code').allInnerTexts()
  await desk.press('I have kept them')
  await page.waitForURL('**/people')
  return codes
}

/** Somebody is invited on the page of people, and joins with a passkey on a device of their own. */
export async function invite(
  world: PeopleWorld,
  { page, says }: Desk,
  who: { readonly name: string; readonly login: string; readonly role: string },
): Promise<Desk> {
  await page.goto(`${world.url}/people`)
  await page.getByText('Invite somebody').click()
  const form = page.locator('form', { hasText: 'Make the invitation' })
  await form.getByLabel('Their name').fill(who.name)
  await form.getByRole('checkbox', { name: 'officer' }).uncheck()
  await form.getByRole('checkbox', { name: who.role }).check()
  await form.getByRole('button', { name: 'Make the invitation' }).click()
  await says(`${who.name} is invited`)
  const desk = await world.desk()
  await desk.page.goto(await page.locator('.secret-line code').innerText())
  await desk.page.getByLabel('Name you sign in with').fill(who.login)
  await desk.press('Make a passkey')
  await desk.press('I have kept them')
  await desk.page.waitForURL('**/waiting')
  return desk
}
