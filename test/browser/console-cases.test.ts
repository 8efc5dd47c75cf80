/** Cases in real browsers: opened from an alert, asked, answered by another, found, agreed with, closed with a lesson; on a phone and from right to left. */
// runs apart: a browser and several people in it take longer than the other tests may
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld, type Desk } from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

describe('cases in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let analyst: Desk
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    analyst = await world.join('Anna Bilyk', 'analyst')
  })
  after(() => world?.close())
  const dialog = ({ page }: Desk) => page.getByRole('dialog')
  const section = ({ page }: Desk, name: string) => page.getByRole('region', { name })
  const send = async (desk: Desk) => {
    await dialog(desk).locator('button[type=submit]').click()
    await dialog(desk).waitFor({ state: 'detached' })
  }

  test('are opened from an alert, with the alert in them', async () => {
    const { id } = await world.issue()
    const { officer } = world
    await openConsole(officer, world, `/alert/${id}`, { language: 'en' })
    await officer.page.getByRole('button', { name: 'Add to a case' }).click()
    await dialog(officer).getByLabel('What the new case is about').fill('Why two sirens stayed silent')
    await hasNoBarriers(officer.page)
    await dialog(officer).locator('button[type=submit]').click()
    await officer.page.getByRole('link', { name: 'It is in the case' }).click()
    await officer.page.getByRole('heading', { name: 'Why two sirens stayed silent' }).waitFor()
    await section(officer, 'What it gathers').getByRole('link').first().waitFor()
    assert.deepEqual(officer.complaints, [])
  })

  test('are asked, answered by whoever was asked, and closed only when a second person agrees', async () => {
    const { officer } = world
    const { page } = officer
    const asked = async (text: string) => {
      await page.getByRole('button', { name: 'Ask a question' }).click()
      await dialog(officer).getByLabel('What has to be known').fill(text)
      await dialog(officer).getByLabel('Of whom').selectOption({ label: 'Anna Bilyk' })
      await send(officer)
    }
    // Who they are comes later than whoever is in a hurry.
    await page.route('**/v1/cases/people', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      await route.continue()
    })
    await page.reload()
    await asked('Were their batteries looked at?')
    await page.unroute('**/v1/cases/people')
    await page.getByRole('button', { name: 'Close the case' }).click()
    await dialog(officer).getByLabel('No lesson was drawn: why not').fill('There is none')
    await dialog(officer).locator('button[type=submit]').click()
    await officer.says('Questions still open: 1.')
    await page.keyboard.press('Escape')
    await openConsole(analyst, world, new URL(page.url()).pathname.replace(/^\/console/, ''), {
      language: 'en',
    })
    await section(analyst, 'Questions').getByRole('button', { name: 'Answer' }).click()
    await dialog(analyst).getByLabel('The answer').fill('Not since spring')
    await dialog(analyst).getByRole('checkbox').first().check()
    await send(analyst)
    await analyst.says('Not since spring')
    await analyst.page.getByRole('button', { name: 'Say what was found' }).click()
    await dialog(analyst).getByLabel('What was found').fill('The batteries were flat')
    await dialog(analyst).getByLabel('How likely').selectOption('very-likely')
    await dialog(analyst).getByRole('checkbox').first().check()
    await hasNoBarriers(analyst.page)
    await takePicture(analyst, 'case-finding')
    await send(analyst)
    // Nobody judges their own; the other sees it without loading the page anew.
    assert.equal(await analyst.page.getByRole('button', { name: 'I agree' }).count(), 0)
    await section(officer, 'Findings').getByRole('button', { name: 'I agree' }).click()
    await officer.says('agreed')
    await page.getByRole('button', { name: 'Draw a lesson' }).click()
    await dialog(officer)
      .getByLabel('What is to be done differently')
      .fill('Look at each battery twice a year')
    await dialog(officer).getByLabel('By when').fill('2099-05-01')
    await send(officer)
    await hasNoBarriers(page)
    await takePicture(officer, 'case', { height: 1000 })
    await takePicture(officer, 'case-phone', { width: 360, height: 640 })
    await page.getByRole('button', { name: 'Close the case' }).click()
    await send(officer)
    await officer.says('closed')
    await page.getByText('What happened here').click()
    await officer.says(/closed the case/)
    assert.deepEqual([...officer.complaints, ...analyst.complaints], [])
  })

  test('are listed with what is still to be done, and a lesson is done after the case is closed', async () => {
    const { officer } = world
    // Screens in the menus of the row are found by name as well.
    await officer.page.keyboard.press('Control+k')
    await dialog(officer).getByRole('combobox').fill('Cases')
    await officer.page.keyboard.press('Enter')
    await officer.page.getByRole('heading', { name: 'Cases', exact: true }).waitFor()
    await openConsole(officer, world, '/cases?which=all', { language: 'en', theme: 'light' })
    await officer.says('Lessons still to be done')
    await officer.says(/due 1 May 2099/)
    await hasNoBarriers(officer.page)
    await takePicture(officer, 'cases')
    await officer.page.getByRole('link', { name: 'Look at each battery twice a year' }).click()
    await officer.page.getByRole('button', { name: 'It is done' }).click()
    await dialog(officer).getByLabel('What came of it').fill('It stands in the plan of the year')
    await send(officer)
    await officer.says('It stands in the plan of the year')
    assert.deepEqual(officer.complaints, [])
  })

  test('are read by who watches, who is offered nothing else, and from right to left', async () => {
    const { officer } = world
    const path = new URL(officer.page.url()).pathname.replace(/^\/console/, '')
    const watcher = await world.join('Vira Bondar', 'watcher')
    await openConsole(watcher, world, path, { language: 'he', theme: 'dark' })
    await watcher.says('The batteries were flat')
    assert.equal(await watcher.page.getByRole('button', { name: /…$/ }).count(), 0)
    await hasNoBarriers(watcher.page)
    await takePicture(watcher, 'case-hebrew', { width: 360, height: 640 })
    assert.deepEqual(watcher.complaints, [])
  })
})
