/** The bar over every screen: one row on a laptop in each language, one menu on a phone, and every screen that one may use is in it, by pointer and by keys. */
// runs apart: a browser and a server of its own
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld } from './console-world.ts'
import { keysOf } from './keys-alone.ts'

const languages = ['en', 'uk', 'ru', 'he'] as const
const ways = `[...document.querySelectorAll('header nav a')].map((one) => one.getAttribute('href'))`
/** How high the bar is, and how far the page is wider than the window. */
const heights = `[document.querySelector('header').offsetHeight, document.documentElement.scrollWidth - innerWidth]`

describe('the bar over every screen', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  before(async () => (world = await startConsoleWorld({ sirens: 'none' })))
  after(() => world?.close())

  for (const language of languages)
    test(`is one row on a laptop and two on a phone, with every screen, in ${language}`, async () => {
      const { officer } = world
      const { page } = officer
      await world.submit()
      // The longest of what stands in a menu: its name is in the row while one is there.
      await openConsole(officer, world, '/checklists', { language })
      const wide = (await page.evaluate(ways)) as string[]
      assert.ok(wide.length >= 12, wide.join(' '))
      const [row, outside] = (await page.evaluate(heights)) as [number, number]
      assert.ok(row < 60, `the bar is ${row} px high`)
      assert.ok(outside <= 0)
      await takePicture(officer, `bar-${language}`)
      await page.setViewportSize({ width: 360, height: 640 })
      await page.locator('header nav > details').nth(1).waitFor({ state: 'detached' })
      assert.deepEqual(await page.evaluate(ways), wide)
      const [rows, over] = (await page.evaluate(heights)) as [number, number]
      assert.ok(rows < 100, `the bar is ${rows} px high`)
      assert.ok(over <= 0)
      // “There is no real danger” cut short might say that there is.
      const cut = `[...document.querySelectorAll('.mode .means')].filter((one) => one.scrollWidth > one.clientWidth).length`
      assert.equal(await page.evaluate(cut), 0, 'what the mode means is cut off')
      await page.locator('header nav summary').click()
      await hasNoBarriers(page)
      await takePicture(officer, `bar-${language}-phone`)
      await page.setViewportSize({ width: 1366, height: 768 })
      assert.deepEqual(officer.complaints, [])
    })

  test('leads away from every screen, from one that chooses by itself what it shows too', async () => {
    const { officer } = world
    const { page } = officer
    const { id } = await world.submit()
    await openConsole(officer, world, '/approve', { language: 'en' })
    await page.waitForURL('**/console/approve/*')
    await page.locator('header nav').getByRole('link', { name: 'Evidence' }).click()
    await page.getByRole('heading', { name: 'Evidence', level: 1 }).waitFor()
    await page.keyboard.press('a')
    await page.waitForURL('**/console/approve/*')
    await page.keyboard.press('d')
    await page.getByRole('heading', { name: 'Drills', level: 1 }).waitFor()
    assert.match(page.url(), /\/console\/drills$/)
    await world.order(id, 'return', { reason: 'Not now' }, 'taras')
  })

  test('gives its menus and who sits here to the keyboard, by their whole names', async () => {
    const { page } = world.officer
    await openConsole(world.officer, world, '/checklists', { language: 'en' })
    const keys = keysOf(page)
    await keys.to(/^Response:\s*Checklists/)
    await keys.press('Enter')
    await keys.to('Sites')
    await keys.press('Enter')
    await page.waitForURL('**/console/sites')
    await keys.to(/Sounds off/)
    await keys.to(/Oksana Koval/)
    await keys.press('Enter')
    await page.getByRole('group', { name: 'You and this screen' }).getByText('Oksana Koval').waitFor()
    await keys.press('Escape')
  })
})
