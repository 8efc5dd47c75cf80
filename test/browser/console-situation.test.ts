/** The report of a night in a real browser: made by one press, in each language, each number with the facts beneath it; what is printed is what is read. */
// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { nightByApi } from '../support/night-by-api.ts'
import { readPdf } from '../support/pdf.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld } from './console-world.ts'

const wideness = 'document.documentElement.scrollWidth <= window.innerWidth'
const small = { width: 360, height: 640 }

describe('the situation report in the console', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    await nightByApi(world.server)
    await world.server.head()
  })
  after(() => world?.close())

  const open = async (query = '', language: 'en' | 'he' | 'uk' = 'en') => {
    await openConsole(world.officer, world, `/report${query}`, { language, theme: 'dark' })
    await world.officer.page.locator('article.report h2').first().waitFor()
    return world.officer.page
  }

  test('is there without asking for anything, and says what is known, by whom, and what is not', async () => {
    const page = await open()
    await world.officer.says('Situation report: Lipetsk Oblast operations centre')
    await world.officer.says('This is the report of a drill. There was no real danger.')
    await world.officer.says('Nobody has seen it for us.')
    await world.officer.says('Regional administration')
    assert.ok(await page.evaluate(wideness))
    await takePicture(world.officer, 'situation-dark')
    await hasNoBarriers(page)
  })

  test('leads from a number to the facts that it rests on, by the keyboard too', async () => {
    const page = await open()
    const figure = page.getByRole('button', { name: 'People asked: 3' })
    await figure.focus()
    await page.keyboard.press('Enter')
    const facts = page.locator('.rests li')
    await facts.first().waitFor()
    assert.match((await facts.allTextContents()).join(' '), /Fact \d+, /)
    assert.equal(await figure.getAttribute('aria-expanded'), 'true')
    await figure.press('Enter')
    await facts.first().waitFor({ state: 'detached' })
    // The end of a line does the same.
    await page.locator('#report-damage ~ table button').first().click()
    await facts.first().waitFor()
    await takePicture(world.officer, 'situation-facts')
    await hasNoBarriers(page, { themes: ['light'] })
  })

  test('is read from right to left in Hebrew, also beside an English console', async () => {
    const page = await open('?lang=he')
    assert.equal(await page.locator('article.report').getAttribute('dir'), 'rtl')
    await world.officer.says('דוח מצב')
    await page.locator('.console').evaluate('(it) => it.scrollTo(0, 0)')
    await takePicture(world.officer, 'situation-he')
    await open('', 'he')
    assert.ok(await page.evaluate(wideness))
    await takePicture(world.officer, 'situation-he-whole')
    await hasNoBarriers(page, { themes: ['dark'] })
  })

  test('fits a telephone, each cell with its column’s name', async () => {
    const page = await open()
    await page.setViewportSize(small)
    assert.ok(await page.evaluate(wideness))
    await page.locator('#report-damage').scrollIntoViewIfNeeded()
    await takePicture(world.officer, 'situation-phone', small)
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  test('for the public holds nothing under embargo, and no number that is pressed', async () => {
    const page = await open('?face=public')
    await world.officer.says('Nothing under embargo')
    const text = (await page.locator('article.report').textContent()) ?? ''
    assert.ok(!text.includes('1,400') && !text.includes('Regional administration'), text)
    assert.equal(await page.locator('article.report button').count(), 0)
  })

  test('says what is wrong with areas that nobody knows, and loses nothing', async () => {
    const page = await open()
    await page.getByLabel('Only about').fill('Nowhereville')
    await page.getByLabel('Only about').blur()
    await page.getByRole('alert').waitFor()
    await world.officer.says('Nowhereville')
    await page.getByLabel('Only about').fill('Zadonsky District')
    await page.getByLabel('Only about').blur()
    await page.locator('article.report h2').first().waitFor()
  })

  test(
    'is printed as it is read, without what is only for a screen',
    { skip: absent('pdftotext') },
    async () => {
      const page = await open()
      const pages = readPdf(await page.pdf({ preferCSSPageSize: true }))
      const printed = pages.map(({ text }) => text).join(' ')
      assert.ok(printed.includes('What is not known') && printed.includes('Regional administration'))
      assert.ok(!printed.includes('Make it anew') && !printed.includes('Rests on'))
    },
  )

  test('comes as a PDF of exactly what is shown', { skip: absent('pdftotext') }, async () => {
    const page = await open('?lang=uk')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'PDF file' }).click(),
    ])
    assert.match(download.suggestedFilename(), /^situation-.*-uk\.pdf$/)
    assert.deepEqual(
      world.officer.complaints.filter((one) => !/422/.test(one)),
      [],
    )
  })
})
