/** Live, drill and test side by side: nobody who sees a corner of the screen, hears its title read or is about to send takes one for another. */
// runs apart: two servers are set up by their people, in browsers
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { builtConsole } from '../support/console.ts'
import { ownAuthority } from '../support/server.node.ts'
import { openConsole, takePicture } from './console-world.ts'
import { invite, setUpAdministrator, startPeopleWorld, type Desk, type PeopleWorld } from './people-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

interface Mode {
  readonly title: string
  /** Top and bottom. */
  readonly bars: readonly string[]
  readonly frame: string
}

const looks = `({
  title: document.title,
  bars: [...document.querySelectorAll('.mode')].map((one) => one.innerText.replaceAll(/\\s+/g, ' ')),
  frame: (() => {
    const one = document.querySelector('.frame')
    if (one === null) return 'none'
    const { borderTopStyle, borderImageSource } = getComputedStyle(one)
    return borderTopStyle + ' ' + borderImageSource
  })(),
})`

describe(
  'live, drill and test in the console',
  {
    skip: chromium === undefined ? 'no Chromium here' : false,
  },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-modes-'))
    const worlds: PeopleWorld[] = []
    const open = async (settings: { readonly [variable: `TOCSIN_${string}`]: string }) => {
      await builtConsole()
      const world = await startPeopleWorld(settings)
      worlds.push(world)
      const administrator = await world.desk()
      await setUpAdministrator(world, administrator)
      return { world, administrator }
    }
    after(async () => {
      for (const world of worlds) await world.close()
      rmSync(folder, { recursive: true })
    })
    const seen = async ({ page }: Desk) => (await page.evaluate(looks)) as Mode
    const all: { [mode: string]: Mode } = {}

    test('a drill and a test say so above, below, in the title and around', async () => {
      for (const mode of ['drill', 'test'] as const) {
        const { world, administrator } = await open({ TOCSIN_MODE: mode })
        await openConsole(administrator, world, '', { language: 'en', theme: 'dark' })
        all[mode] = await seen(administrator)
        const { title, bars, frame } = all[mode]
        const word = mode.toUpperCase()
        assert.match(title, new RegExp(`^${word} · Watch`))
        assert.equal(bars.length, 2)
        for (const bar of bars)
          assert.match(bar, new RegExp(`^${word} This is a ${mode}.*There is no real danger`))
        assert.notEqual(frame, 'none')
        await takePicture(administrator, `mode-${mode}`)
      }
      assert.notEqual(all['drill']?.frame, all['test']?.frame)
    })

    test('what is live has no frame, says so, and asks once more before it goes out', async () => {
      const { world, administrator } = await open({
        TOCSIN_AUTHORITY: ownAuthority(folder),
        TOCSIN_MODE: 'live',
      })
      // While one person governs alone, they may let somebody warn live.
      const officer = await world.desk()
      const asked = { name: 'Oksana Koval', roles: ['officer'], modes: ['live', 'drill', 'test'] }
      const link = (await administrator.page.evaluate(`fetch('/v1/people', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'tocsin-request': '1' },
        body: ${JSON.stringify(JSON.stringify(asked))},
      }).then((answer) => answer.json()).then((told) => told.link?.url ?? JSON.stringify(told))`)) as string
      await officer.page.goto(link)
      await officer.page.getByLabel('Name you sign in with').fill('oksana')
      await officer.press('Make a passkey')
      await officer.press('I have kept them')
      await officer.page.waitForURL('**/waiting')
      const second = await invite(world, administrator, {
        name: 'Bohdan',
        login: 'bohdan',
        role: 'administrator',
      })
      await administrator.page.goto(`${world.url}/people/authorities`)
      await administrator.press('Switch to live')
      await administrator.press('Yes: Switch to live')
      await administrator.says('This waits for a second person')
      await second.page.goto(`${world.url}/waiting`)
      await second.page.locator('.card-waiting').getByRole('button', { name: 'Confirm' }).click()
      await second.says('Done.')

      await openConsole(officer, world, '', { language: 'en', theme: 'dark' })
      await officer.page.locator('.mode.live').first().waitFor()
      const live = await seen(officer)
      assert.match(live.title, /^Watch/)
      for (const bar of live.bars) assert.match(bar, /^LIVE What is done here is real/)
      assert.equal(live.frame, 'none')
      await takePicture(officer, 'mode-live')

      const { page } = officer
      const message = 'Red level. Threat of a drone attack: Zadonsky district.'
      await openConsole(officer, world, `/compose?${new URLSearchParams({ text: message })}`)
      const send = page.locator('section.send button.main').first()
      await page.locator('section.send button.main', { hasText: ': LIVE, 1 area' }).waitFor()
      const sent = async () => (await world.server.running.system.ledger.head()).seq
      const before = await sent()
      await send.click()
      await page.getByRole('alertdialog', { name: 'Send it live?' }).waitFor()
      await takePicture(officer, 'mode-live-extra-step')
      assert.equal(await sent(), before, 'it was sent before it was asked')
      await page.keyboard.press('Escape')
      await page.getByRole('alertdialog').waitFor({ state: 'detached' })

      // In the same room a drill is told apart before it is sent, and goes without that step.
      await page.getByLabel('Mode').selectOption({ label: 'DRILL' })
      await officer.says('This alert is a DRILL, although the duty room works in LIVE.')
      await page.locator('section.send button.main', { hasText: ': DRILL, 1 area' }).waitFor()
      assert.deepEqual(officer.complaints, [])
    })
  },
)
