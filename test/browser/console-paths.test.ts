// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { absent, program } from '../support/absent.ts'
import { startCuttingProxy, type Cut, type CuttingProxy } from '../support/cutting-proxy.node.ts'
import { atWatch, countOn, isReady, paste, sendButton, sevenNames, typeNames } from './compose-world.ts'
import {
  openConsole,
  sevenDistricts,
  shown,
  startConsoleWorld,
  takePicture,
  terbunsky,
  zadonsky,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'

const two = `/compose?threat=drone&level=red&areas=${zadonsky},${terbunsky}`

describe('an officer’s path', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let desk: Desk
  let page: Page
  let proxy: CuttingProxy
  before(async () => {
    world = await startConsoleWorld()
    desk = world.officer
    page = desk.page
    proxy = await startCuttingProxy(() => world.server.port)
    await countOn(page)
  })
  after(async () => {
    await proxy.close()
    await world.close()
  })

  const head = async () => (await world.server.running.system.ledger.head()).seq
  /** What the ledger tells since then: how often each kind of step was taken. */
  const since = async (seq: Awaited<ReturnType<typeof head>>) => {
    const facts = await world.server.running.system.ledger.read(seq, 10_000)
    const times = (type: string) => facts.filter((fact) => fact.type === type).length
    return { drafted: times('alert-drafted'), issued: times('alert-issued') }
  }
  const standsIn = async () => {
    await page.waitForURL('**/console/alert/*')
    const id = new URL(page.url()).pathname.split('/').at(-1)!
    const { body } = await world.server.olena.get(`/v1/alerts/${id}`)
    const { alert } = body as { alert: { status: string; content: { areas: { code: string }[] } } }
    assert.equal(alert.status, 'issued')
    return alert.content.areas.map(({ code }) => code).toSorted()
  }

  test('issues by hand: from Watch to what is in force, in front of everybody', async () => {
    const before = await head()
    await atWatch(desk, world)
    await openConsole(world.approver, world)
    await page.keyboard.press('n')
    await page.locator('.compose .choose').waitFor()
    await page.keyboard.press('d')
    await page.keyboard.press('2')
    await typeNames(page, sevenNames)
    await isReady(page, 7)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    assert.deepEqual(await standsIn(), [...sevenDistricts].toSorted())
    assert.deepEqual(await since(before), { drafted: 1, issued: 1 })
    await world.approver.says(/Drone attack threat/)
    await takePicture(desk, 'path-by-hand')
  })

  test('issues from a paste: the message on Watch, one look, Enter', async () => {
    const before = await head()
    await atWatch(desk, world)
    await paste(page, 'Красный уровень «Угроза атаки БПЛА» объявлен в Данковском и Чаплыгинском районах.')
    await isReady(page, 2)
    await page.keyboard.press('Enter')
    assert.deepEqual(await standsIn(), ['gn:567100', 'gn:569929'])
    assert.deepEqual(await since(before), { drafted: 1, issued: 1 })
  })

  test('goes on where it was when the server starts again in the middle of it', async () => {
    const before = await head()
    await openConsole(desk, world, two)
    await isReady(page, 2)
    await world.server.startAgain()
    await page.getByRole('combobox', { name: 'Type names' }).focus()
    await typeNames(page, ['usm'])
    await isReady(page, 3)
    await sendButton(page).click()
    assert.deepEqual(await standsIn(), [zadonsky, terbunsky, 'gn:478304'].toSorted())
    assert.deepEqual(await since(before), { drafted: 1, issued: 1 })
  })

  for (const [when, fits] of [
    ['before-it-arrives', /^POST \/v1\/alerts$/],
    ['after-it-was-done', /^POST \/v1\/alerts$/],
    ['before-it-arrives', /^POST \/v1\/alerts\/[^/]+\/issue$/],
    ['after-it-was-done', /^POST \/v1\/alerts\/[^/]+\/issue$/],
  ] as const satisfies readonly (readonly [Cut, RegExp])[])
    test(`sends once when the line is cut ${when.replaceAll('-', ' ')} (${fits.source.includes('issue') ? 'issue' : 'draft'})`, async () => {
      const before = await head()
      await openConsole(desk, { url: `http://localhost:${proxy.port}` }, two)
      await isReady(page, 2)
      const { met, mend } = proxy.cut(when, fits)
      await sendButton(page).click()
      await met
      await page.getByText('Not known yet; asking again').waitFor()
      mend()
      assert.deepEqual(await standsIn(), [zadonsky, terbunsky].toSorted())
      assert.deepEqual(await since(before), { drafted: 1, issued: 1 })
    })

  test('says not sent when the line stays dead and one stops asking, and sends once when it is back', async () => {
    const before = await head()
    await openConsole(desk, { url: `http://localhost:${proxy.port}` }, two)
    await isReady(page, 2)
    proxy.line('down')
    await sendButton(page).click()
    await page.getByText('Not known yet; asking again').waitFor()
    await takePicture(desk, 'path-line-dead')
    await page.getByRole('button', { name: 'Stop asking' }).click()
    await page.getByText('Not sent.').waitFor()
    assert.deepEqual(await since(before), { drafted: 0, issued: 0 })
    proxy.line('up')
    await page.locator('.send .main[aria-disabled=false]').click()
    assert.deepEqual(await standsIn(), [zadonsky, terbunsky].toSorted())
    assert.deepEqual(await since(before), { drafted: 1, issued: 1 })
  })

  test('loses nothing when the session ends in the middle of it', async () => {
    await openConsole(desk, world, two)
    await isReady(page, 2)
    const { sessions } = world.server.running.accounts.signIn
    for (const id of world.server.running.system.people.registry.people.keys())
      await sessions.endAllOf(id, 'idle')
    const before = await head()
    await page.getByRole('combobox', { name: 'Type names' }).focus()
    await typeNames(page, ['usm'])
    const over = page.getByRole('dialog', { name: 'You are signed out' })
    await over.waitFor()
    await takePicture(desk, 'path-session-over')
    await over.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await over.waitFor({ state: 'detached' })
    await isReady(page, 3)
    await sendButton(page).click()
    assert.deepEqual(await standsIn(), [zadonsky, terbunsky, 'gn:478304'].toSorted())
    assert.deepEqual(await since(before), { drafted: 1, issued: 1 })
    assert.deepEqual(desk.complaints, [])
  })

  test('is offered again after the browser was killed', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'tocsin-profile-'))
    const open = async (): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: program('chromium') ?? program('chromium-browser') ?? program('google-chrome') ?? '',
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
        viewport: { width: 1366, height: 768 },
      })
      // A killed browser may have lost its cookies too; whoever it was signs in again, and this is not about that.
      await context.addCookies(await desk.context.cookies())
      return { context, page: context.pages()[0] ?? (await context.newPage()) }
    }
    try {
      const first = await open()
      await first.page.goto(`${world.url}/console${two}`)
      await shown(first.page)
      await isReady(first.page, 2)
      await first.page.getByRole('combobox', { name: 'Type names' }).focus()
      await typeNames(first.page, ['kh'])
      await first.page.getByText(/Draft saved \d\d:\d\d:\d\d/).waitFor()
      const gone = new Promise((resolve) => first.context.on('close', resolve))
      killThoseOf(profile)
      await gone
      rmSync(join(profile, 'SingletonLock'), { force: true })
      const second = await open()
      await second.page.goto(`${world.url}/console/compose`)
      await second.page
        .getByText(/A draft of \d\d:\d\d is kept: Drone, Drone attack threat, 3 areas/)
        .waitFor()
      await second.page.getByRole('button', { name: /Continue the draft of/ }).click()
      await isReady(second.page, 3)
      await second.page.getByRole('list', { name: 'Chosen areas' }).getByText('Khlevensky District').waitFor()
      await second.page.getByRole('button', { name: 'Throw away' }).click()
      await second.page.reload()
      await second.page.locator('.compose .choose').waitFor()
      assert.equal(await second.page.getByText(/A draft of .* is kept/).count(), 0)
      await second.context.close()
    } finally {
      killThoseOf(profile)
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    }
  })
})

/** Without a word, as when the power fails: every process of the browser with this profile. */
function killThoseOf(profile: string): void {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`))
        process.kill(Number(id), 'SIGKILL')
    } catch {}
}
