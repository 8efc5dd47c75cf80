// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { absent } from '../support/absent.ts'
import { hasNoBarriers } from './axe.ts'
import {
  openConsole,
  red,
  sevenDistricts,
  startConsoleWorld,
  takePicture,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'

describe('Reach', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let desk: Desk
  let alert: string
  before(async () => {
    world = await startConsoleWorld({ sirens: { fail: 0.1, offline: 0.1 } })
    desk = world.officer
  })
  after(() => world.close())

  const rows = () => desk.page.locator('tbody tr[data-state]')
  const column = async (index: number) =>
    (await desk.page.locator(`tbody tr[data-state] > :nth-child(${index})`).allInnerTexts()).map((one) =>
      one.trim(),
    )

  test('is asked for an alert, and shows it as it goes out', async () => {
    await openConsole(desk, world, '/reach')
    await desk.says('No alert has been issued within the last day')
    alert = (await world.issue(red(sevenDistricts))).id
    const link = desk.page.getByRole('link', { name: /Drone attack threat/ })
    await link.waitFor()
    await hasNoBarriers(desk.page)
    await link.click()
    await desk.page.waitForURL(`**/console/reach/${alert}`)
    await rows().nth(17).waitFor()
    assert.equal(await rows().count(), 18)
    // Live: nobody asks for it again.
    await desk.page.locator('tr[data-state=sounding], tr[data-state=confirmed]').nth(5).waitFor()
    await desk.page.locator('tr[data-state=failed]').first().waitFor()
    await desk.page.locator('tr[data-state=unknown], tr[data-state=pending]').first().waitFor()
    await desk.page.locator('.map canvas').first().waitFor()
    await takePicture(desk, 'reach')
    await hasNoBarriers(desk.page, { themes: ['dark', 'light', 'contrast'] })
  })

  test('counts what is sure as at least so many', async () => {
    await desk.page.getByText(/at least \d+ of 18/).waitFor()
    await desk.says('No siren or receiver there')
  })

  test('is sorted by its headers, with mouse and keyboard, and says how', async () => {
    const { page } = desk
    const header = page.getByRole('columnheader', { name: 'Target' })
    await header.getByRole('button').focus()
    await page.keyboard.press('Enter')
    assert.equal(await header.getAttribute('aria-sort'), 'ascending')
    const up = await column(1)
    assert.deepEqual(up, up.toSorted(new Intl.Collator('en', { numeric: true }).compare))
    await header.getByRole('button').click()
    assert.equal(await header.getAttribute('aria-sort'), 'descending')
    assert.deepEqual(await column(1), up.toReversed())
  })

  test('is filtered by name, area and state', async () => {
    const { page } = desk
    await page.getByLabel('Name or area').fill('zadonsk')
    await page.getByRole('status').getByText('2 rows').waitFor()
    await page.getByLabel('Name or area').fill('')
    await page.getByLabel('State').selectOption('failed')
    const states = await column(2)
    assert.ok(states.length > 0 && states.every((one) => one.includes('failed')), states.join())
    await page.getByLabel('State').selectOption('all')
  })

  test('is taken along as a file that is what one sees', async () => {
    const { page } = desk
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as CSV' }).click(),
    ])
    assert.match(download.suggestedFilename(), new RegExp(`^reach-drill-${alert}-.*\\.csv$`))
    const bytes = readFileSync(await download.path())
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
    const [head, ...lines] = parse(bytes, { bom: true }) as string[][]
    assert.deepEqual(head?.slice(0, 3), ['Target', 'State', 'Area'])
    assert.deepEqual(
      lines.map(([name]) => name),
      await column(1),
    )
  })

  test('sends again to one target, once that was meant', async () => {
    const { page } = desk
    const failed = page.locator('tr[data-state=failed]').first()
    const name = await failed.locator('th').innerText()
    const before = await world.server.head()
    await failed.getByRole('button', { name: `Send again to ${name}` }).click()
    const dialog = page.getByRole('dialog', { name: `Send again to ${name}` })
    await hasNoBarriers(page, { within: 'dialog' })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    // Other facts may come meanwhile, such as how far the alert has reached.
    const facts = await world.server.running.system.ledger.read(before as never, 100)
    assert.deepEqual(
      facts.filter(({ type }) => type === 'attempt-resent'),
      [],
    )
    await failed.getByRole('button', { name: `Send again to ${name}` }).click()
    await dialog.getByRole('button', { name: 'Send again' }).click()
    await desk.says(new RegExp(`Sent again to ${name}: `))
    await takePicture(desk, 'reach-sent-again')
  })

  test('shows every column on a laptop in each language, the last one whole', async () => {
    for (const language of ['he', 'uk', 'ru', 'en'] as const) {
      await openConsole(desk, world, `/reach/${alert}`, { language })
      await desk.page.locator('tr[data-state=failed] button').first().waitFor()
      const [there, wanted] = (await desk.page.evaluate(
        `(({ clientWidth, scrollWidth }) => [clientWidth, scrollWidth])(document.querySelector('section.table .scrolls'))`,
      )) as [number, number]
      assert.ok(wanted <= there, `${language}: ${wanted} of ${there} px`)
      // Why one failed is said in words.
      const said = await desk.page.locator('tr[data-state=failed] td').first().innerText()
      assert.doesNotMatch(said, /siren\/|delivery\//)
    }
  })

  test('offers nobody what they may not do', async () => {
    await openConsole(world.approver, world, `/reach/${alert}`)
    await world.approver.page.locator('tr[data-state=failed]').first().waitFor()
    assert.equal(await world.approver.page.getByRole('button', { name: /Send again/ }).count(), 0)
  })

  test('is whole on a telephone, and from right to left', async () => {
    const { page } = desk
    await page.setViewportSize({ width: 360, height: 640 })
    for (const language of ['he', 'uk', 'ru', 'en'] as const) {
      await openConsole(desk, world, `/reach/${alert}`, { language })
      await rows().nth(17).waitFor()
      const across = (await page.evaluate('document.documentElement.scrollWidth')) as number
      assert.ok(across <= 360, `${language} is ${across} px wide`)
      await hasNoBarriers(page)
    }
    await takePicture(desk, 'reach-phone')
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  test('complained of nothing', () => {
    assert.deepEqual(desk.complaints, [])
  })
})
