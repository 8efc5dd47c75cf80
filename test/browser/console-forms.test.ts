// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { openRosaClient } from '../support/openrosa-client.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, type ConsoleWorld } from './console-world.ts'
import { until } from './eventually.ts'

describe('forms in the set-up', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  before(async () => (world = await startConsoleWorld({ sirens: 'none' })))
  after(() => world?.close())

  test('shows a form’s file, says what is wrong with it by line, and takes the mended one in', async () => {
    const { page } = world.administrator
    await openConsole(world.administrator, world, '/set-up/forms')
    await page.getByText('damage-assessment').waitFor()
    await page.getByText('came with the product').waitFor()
    await page.getByRole('button', { name: 'Show its file' }).click()
    const box = page.getByLabel('Text of the form')
    await until(
      page,
      `document.querySelector('textarea')?.value.includes('form: damage-assessment') === true`,
    )
    const shipped = await box.inputValue()
    await box.fill(shipped.replace('ask: point', 'ask: places'))
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText(/It is not said what is asked/).waitFor()
    const line = shipped.split('\n').findIndex((one) => one.includes('ask: point')) + 1
    await page.getByText(`Line ${line}, column`).first().waitFor()
    if (process.env['PICTURES'] !== undefined)
      await page.screenshot({ path: `${process.env['PICTURES']}/console-forms.png`, fullPage: true })
    await hasNoBarriers(page)
    await box.fill(shipped.replaceAll('What was hit', 'What is broken'))
    await page.getByRole('button', { name: 'Take it in' }).click()
    await page.getByText('version 2').waitFor()
  })

  test('makes a key for one assessor’s ODK Collect, told once, with which the phone lists the form and nothing else', async () => {
    const { page } = world.administrator
    await openConsole(world.administrator, world, '/set-up/forms')
    await page.locator('form select').selectOption({ label: 'Oksana Koval' })
    await page.getByRole('button', { name: 'Make a key and its code' }).click()
    await page.getByRole('img', { name: 'Settings for ODK Collect as a QR code' }).waitFor()
    const key = await page.locator('dd code').nth(1).innerText()
    assert.match(key, /^tocsin_[0-9a-f]{40}$/)
    if (process.env['PICTURES'] !== undefined)
      await page.screenshot({ path: `${process.env['PICTURES']}/console-collect.png`, fullPage: true })
    await hasNoBarriers(page)
    const [listed] = await openRosaClient(world.url, key).list()
    assert.match(listed!.version, /^2\./)
    const answer = await fetch(`${world.url}/v1/alerts`, { headers: { authorization: `Bearer ${key}` } })
    assert.equal(answer.status, 403)
    await page.getByRole('button', { name: 'The phone has it' }).click()
    assert.equal(await page.getByText(key).count(), 0)
  })

  test('is read in Hebrew from the other side, on a phone', async () => {
    const { page } = world.administrator
    await page.setViewportSize({ width: 360, height: 640 })
    await openConsole(world.administrator, world, '/set-up/forms', { language: 'he' })
    await page.getByRole('heading', { name: 'טפסים', exact: true }).waitFor()
    assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false)
    if (process.env['PICTURES'] !== undefined)
      await page.screenshot({ path: `${process.env['PICTURES']}/console-forms-he.png`, fullPage: true })
  })
})
