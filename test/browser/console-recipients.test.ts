/** Lists of recipients and what is on the air, in the set-up of the console: how lines stand, a file with broken rows, one address shown and erased. */
// runs apart: a browser, an SMSC and a simulated network take longer than the other tests may
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Request } from 'playwright-core'
import { systemClock } from '../../src/base/clock.node.ts'
import { runSimulator, type Simulator } from '../../src/channels/cell-broadcast/simulator.http.ts'
import { program } from '../support/absent.ts'
import { zadonsky } from '../support/server.node.ts'
import { smsc, type Smsc } from '../support/smsc.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, red, startConsoleWorld, takePicture, type ConsoleWorld } from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

describe('lines in the set-up', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let centre: Smsc
  let network: Simulator
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-networks-'))
  before(async () => {
    centre = await smsc()
    network = await runSimulator({ port: 0, cells: ['A'], phones: [], clock: systemClock() })
    const list = join(folder, 'networks.json')
    const north = { id: 'north', name: 'North Mobile', url: network.url, areas: [zadonsky] }
    writeFileSync(list, JSON.stringify({ networks: [north] }))
    world = await startConsoleWorld({
      sirens: 'none',
      settings: {
        ...{ TOCSIN_SMPP: `smpp://tocsin:secret@127.0.0.1:${centre.port}`, TOCSIN_SMS_FROM: 'Tocsin' },
        TOCSIN_CELL_BROADCAST: list,
      },
    })
  })
  after(async () => {
    await world?.close()
    await network?.close()
    await centre?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('tell how each stands, and take a list whose broken rows are shown with their reasons', async () => {
    const { administrator: desk } = world
    const { page } = desk
    await openConsole(desk, world, '/set-up/recipients', { language: 'en' })
    await page.locator('[data-line="sms"]').getByText('working').waitFor()
    await page.locator('[data-line="voice"]').getByText('not set up').waitFor()
    const csv = [
      'channel,address,language,areas,modes,until',
      `sms,+74742555100,en,${zadonsky},live drill,`,
      `sms,12,en,${zadonsky},live,`,
      'sms,+74742555101,en,Nowhere at all,live,',
    ].join('\n')
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'town.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await desk.press('Bring it in')
    await desk.says('1 new, 0 changed, 0 as before, 0 taken off.')
    const row = (text: string) => page.getByRole('row').filter({ hasText: text })
    await row('3').getByText('numbers begin with +').waitFor()
    await row('4')
      .getByText(/names an area that is not there/)
      .waitFor()
    await row('4').getByText('Nowhere at all').waitFor()
    await page.locator('[data-line="sms"]').getByText('1 address').waitFor()
    await page.getByLabel(/^By/).selectOption('sms')
    await page.getByLabel('Number or address').first().fill('+74742555102')
    await desk.press('Add')
    await page.locator('[data-line="sms"]').getByText('2 addresses').waitFor()
    await hasNoBarriers(page)
    await takePicture(desk, 'recipients')
  })

  test('show one address to hand over, take it off and erase it', async () => {
    const { administrator: desk } = world
    const { page } = desk
    const form = page.locator('form').filter({ hasText: 'What is kept of an address' })
    await form.getByLabel('Number or address').fill('+74742555102')
    await form.getByRole('button', { name: 'Look' }).click()
    await form.getByRole('button', { name: /^Take off/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Take off' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await desk.says('Taken off the list.')
    // Who looks for another before the first was answered is shown the other, and would erase the other.
    const isFirst = (asked: Request) => asked.postData()?.includes('555102') === true
    await page.route('**/v1/recipients/about', async (route) => {
      if (isFirst(route.request())) await new Promise((resolve) => setTimeout(resolve, 1_500))
      await route.continue()
    })
    const late = page.waitForResponse(
      (answer) => answer.url().endsWith('/v1/recipients/about') && isFirst(answer.request()),
    )
    await form.getByRole('button', { name: 'Look' }).click()
    await form.getByLabel('Number or address').fill('+74742555100')
    await form.getByRole('button', { name: 'Look' }).click()
    await form.getByText(/Zadonsky District/).waitFor()
    await (await late).finished()
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))')
    assert.ok(await form.getByText(/Zadonsky District/).isVisible(), 'it is what is kept of another')
    await page.unroute('**/v1/recipients/about')
    await form.getByRole('button', { name: 'Erase everything…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click()
    await desk.says('Everything of it is erased.')
    await page.locator('[data-line="sms"]').getByText('0 addresses').waitFor()
    await page.setViewportSize({ width: 360, height: 640 })
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'))
    await takePicture(desk, 'recipients-small')
    await page.setViewportSize({ width: 1366, height: 768 })
    await openConsole(desk, world, '/set-up/recipients', { language: 'he', theme: 'light' })
    await page.locator('[data-line="sms"]').waitFor()
    await hasNoBarriers(page)
    await takePicture(desk, 'recipients-he')
  })

  test('tell what mobile networks have on the air, with pages, until the centre has stopped it', async () => {
    const { administrator: desk } = world
    const { page } = desk
    await openConsole(desk, world, '/set-up/channels', { language: 'en', theme: 'dark' })
    await desk.says('Nothing of ours is on the air.')
    const alert = await world.issue(red([zadonsky]))
    await desk.says('taken by the centre')
    const said = await page.locator('li li').filter({ hasText: '4381' }).innerText()
    assert.match(said, /exercise · English · \d+ pages? · taken by the centre/)
    await hasNoBarriers(page)
    await takePicture(desk, 'on-air')
    await world.order(alert.id, 'all-clear')
    await desk.says(/^Last stopped at/)
    await desk.says('Nothing of ours is on the air.')
    assert.deepEqual(desk.complaints, [])
  })
})
