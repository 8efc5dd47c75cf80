/** Checklists in real browsers: one starts with its alert, is done with keys and thumbs, tells zones, closes; and protocols are written as form and file. */
// runs apart: a browser and several people in it take longer than the other tests may
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { done, red, zadonsky } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld, type Desk } from './console-world.ts'
import { keysOf } from './keys-alone.ts'
import { eventually, until } from './eventually.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')
const folder = join(import.meta.dirname, '..', '..', 'packs', 'protocols')
const yaml = (name: string) => readFileSync(join(folder, `${name}.yaml`), 'utf8')
/** The shipped one for drones, with the zone of the one for floods in an area under alert. */
const withZone = yaml('drone-red').concat(
  yaml('flood')
    .slice(yaml('flood').indexOf('zones:'))
    .replace('    shape:', `    areas: ['${zadonsky}']\n    shape:`),
)
/** An hour and a second ago it was not due, and now it is. */
const late = yaml('drone-yellow')
  .replaceAll(/due: .*/g, 'due: 1 s')
  .replace('climb-after: 10 min', 'climb-after: 1 h')
/** One grey pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)
const phone = { width: 360, height: 640 }
const shelters = 'How many shelters are open?'
const services = 'Tell fire, ambulance and police by the direct line.'

interface RunView {
  readonly id: string
  readonly tasks: readonly { readonly key: string; readonly state: string }[]
}

describe('checklists in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let alert = ''
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    await take('drone-red', withZone)
  })
  after(() => world?.close())

  const take = async (id: string, text: string) =>
    done(await world.server.admin.ask('PUT', `/v1/protocols/${id}`, { body: { text } }))
  const runs = async (which = 'open') =>
    done<{ runs: readonly RunView[] }>(await world.server.olena.get(`/v1/protocol-runs?which=${which}`)).runs
  const taskAt = ({ page }: Desk, key: string) => page.locator(`[data-task="${key}"]`)
  const inDialog = ({ page }: Desk, name: string) =>
    page.getByRole('dialog').getByRole('button', { name, exact: true })

  test('come by themselves with an alert, to everybody who looks, and say who has what until when', async () => {
    const { officer, approver } = world
    await openConsole(officer, world, '/checklists', { language: 'en' })
    await officer.says('No list runs.')
    await openConsole(approver, world, '/checklists', { language: 'en' })
    alert = (await world.issue(red())).id
    for (const desk of [officer, approver]) {
      await desk.page.getByRole('heading', { name: /Drones, attack near/ }).waitFor()
      await taskAt(desk, 'tell-duty-services')
        .getByText(/with duty officer · goes to approver in/)
        .waitFor()
    }
    await officer.says('0 of 5 done')
    await hasNoBarriers(officer.page)
    await takePicture(officer, 'checklists-begun')
  })

  test('are done with the keyboard alone, one task after the other', async () => {
    const { officer, approver } = world
    const { page } = officer
    const keys = keysOf(page)
    await page.locator('body').press('w')
    await page.waitForURL('**/console')
    await page.locator('body').press('c')
    await page.waitForURL('**/checklists')
    await taskAt(officer, 'tell-duty-services').waitFor()
    await keys.to(`Done: ${services}`)
    await keys.press('Enter')
    await taskAt(officer, 'tell-duty-services')
      .getByText(/^Done \d\d:\d\d by Oksana Koval/)
      .waitFor()
    // The next that can be done has the keyboard.
    await page.locator('[data-task="shelters-open"]:focus').waitFor()
    await keys.to(`Answer: ${shelters}`)
    await keys.write('501')
    await keys.press('Enter')
    // The browser itself keeps what is out of bounds from being sent.
    assert.equal((await runs())[0]!.tasks.find(({ key }) => key === 'shelters-open')!.state, 'open')
    await keys.write('12')
    await keys.press('Enter')
    await taskAt(officer, 'shelters-open').getByText('12 shelters').waitFor()
    const branch = taskAt(officer, 'open-the-rest')
    await branch.getByText('not needed', { exact: true }).waitFor()
    await branch.getByText(/is below 10: no, so it is not needed/).waitFor()
    await taskAt(officer, 'plant').getByRole('button', { name: 'no-answer' }).click()
    await taskAt(officer, 'go-to-the-plant')
      .getByRole('button', { name: /^Done: / })
      .waitFor()
    // Another console sees it without a reload, and may take it back.
    await taskAt(approver, 'plant')
      .getByText(/by Oksana Koval/)
      .waitFor()
    await taskAt(approver, 'plant')
      .getByRole('button', { name: /^Take it back/ })
      .click()
    await taskAt(officer, 'plant').getByRole('button', { name: 'running' }).click()
    await taskAt(approver, 'go-to-the-plant').getByText('not needed', { exact: true }).waitFor()
    await takePicture(officer, 'checklists-branches')
  })

  test('tell a zone by one press and a look at where its people go; residents see it', async () => {
    const { officer, server } = world
    const zone = officer.page.locator('[data-zone="low-bank"]')
    await zone.getByText('nobody was told anything').waitFor()
    assert.equal(await zone.getByRole('button', { name: /It is over/ }).count(), 0)
    await zone.getByRole('button', { name: 'Order to leave: Low bank' }).click()
    const dialog = officer.page.getByRole('dialog')
    await dialog.getByText('Everybody in “Low bank” is told to leave now.').waitFor()
    await dialog.getByText('School on the hill').waitFor()
    await dialog.getByText(/On foot along the upper road/).waitFor()
    await dialog.getByText(/Buses from the bus station/).waitFor()
    await takePicture(officer, 'checklists-zone-sure')
    await hasNoBarriers(officer.page)
    await inDialog(officer, 'Order to leave').click()
    await zone.getByText('told to leave', { exact: true }).waitFor()
    await zone.getByText(/by Oksana Koval/).waitFor()
    const page = (await server.stranger.get(`/?place=${zadonsky}&lang=en`)).text
    assert.ok(page.includes('data-told="order"'))
    await takePicture(officer, 'checklists-zone')
    const resident = await world.people.desk()
    for (const [lang, theme] of [
      ['en', 'light'],
      ['he', 'dark'],
    ] as const) {
      await resident.page.emulateMedia({ colorScheme: theme })
      await resident.page.goto(`${world.url}/?place=${zadonsky}&lang=${lang}`)
      await resident.page.locator('[data-told="order"]').waitFor()
      await takePicture(resident, `resident-zone-${lang}`, phone)
    }
    await resident.close()
  })

  test('that are late are said on the Watch, which leads to them; and climb', async () => {
    const { officer } = world
    const { page } = officer
    await openConsole(officer, world)
    assert.equal(await page.getByRole('link', { name: /late/ }).count(), 0)
    await take('drone-yellow', late)
    const other = await world.issue(red(undefined, { level: 'yellow' }))
    const link = page.getByRole('link', { name: /^⧖? ?\d+ tasks? (is|are) late$/ })
    await link.waitFor()
    await takePicture(officer, 'watch-late')
    await hasNoBarriers(page, { within: '.lists' })
    await link.click()
    await page.waitForURL('**/checklists')
    const card = page.locator('.lists a').first()
    await card.getByText(/late/).waitFor()
    await page
      .getByText(/late by \d+/)
      .first()
      .waitFor()
    await takePicture(officer, 'checklists-late')
    await hasNoBarriers(page)
    await world.order(other.id, 'all-clear')
  })

  test('go on after the all-clear with a photo, looked at before it is sent, and are closed with a reason', async () => {
    const { officer } = world
    const { page } = officer
    const [run] = (await runs()).filter(({ id }) => id.endsWith('drone-red'))
    await world.order(alert, 'all-clear')
    await page.setViewportSize(phone)
    await openConsole(officer, world, `/checklists/${run!.id}`)
    await officer.says('After the alert')
    const photo = taskAt(officer, 'picture-of-debris')
    await photo
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.txt', mimeType: 'image/png', buffer: Buffer.from('no') })
    await photo.getByText(/can’t be shown as a picture/).waitFor()
    await photo
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png })
    await photo.locator('canvas').waitFor()
    await photo.getByRole('button', { name: /^Send the photo/ }).scrollIntoViewIfNeeded()
    await takePicture(officer, 'checklists-photo-phone')
    await photo.getByRole('button', { name: /^Send the photo/ }).click()
    await photo.locator('img').waitFor()
    await until(page, 'document.querySelector("[data-task=picture-of-debris] img")?.naturalWidth === 1')
    await page.getByText('It can be closed once “Low bank” has been told that it is over.').waitFor()
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'wider than the phone',
    )
    await hasNoBarriers(page)
    const zone = page.locator('[data-zone="low-bank"]')
    await zone.getByRole('button', { name: /It is over/ }).click()
    await inDialog(officer, 'It is over').click()
    await zone.getByText('told that it is over', { exact: true }).waitFor()
    await officer.press('Close the list')
    await page.getByLabel('Why').fill('The rest was done by the day shift.')
    await inDialog(officer, 'Close the list').click()
    await page.getByText(/^Closed .* by Oksana Koval/).waitFor()
    await page.reload()
    await officer.says(/The rest was done by the day shift/)
    await page.getByRole('link', { name: 'All lists' }).click()
    await page.waitForURL('**/checklists')
    await takePicture(officer, 'checklists-phone')
    assert.equal(await page.locator('.lists a', { hasText: 'finished' }).count(), 0)
    await page.getByLabel('Show finished ones too').check()
    await page.locator('.lists a', { hasText: 'finished' }).waitFor()
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'wider than the phone',
    )
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  test('stand in the night’s timeline: tasks done and late, zones told', async () => {
    const { officer } = world
    await openConsole(officer, world, '/timeline')
    await officer.says('Checklist began')
    for (const said of ['Task done', 'Zone told to leave', 'Closing list began', 'Checklist closed'])
      await officer.says(said)
    await officer.says(/Task late/)
    await officer.page.getByText(`${shelters} 12 shelters`).first().waitFor()
    await takePicture(officer, 'timeline-checklists')
  })

  test('start by protocols that are written as a form and as a file, each fault at its place in both', async () => {
    const { administrator: desk, officer } = world
    const { page } = desk
    await openConsole(desk, world, '/checklists/protocols', { language: 'en' })
    await page.locator('[data-protocol="drone-red"]').getByRole('link', { name: /^Edit/ }).click()
    const text = page.getByLabel('The protocol as text')
    await page.getByLabel('Due after the start of the list').first().fill('4 min')
    await eventually(async () => (await text.inputValue()).includes('due: 4 min'), true)
    await takePicture(desk, 'protocol-editor')
    await hasNoBarriers(page)
    // In the file, and the form follows.
    const whole = await text.inputValue()
    await text.fill(whole.replace('due: 4 min', 'due: soon').replace('threats:\n', 'threatz:\n'))
    const faults = page.locator('.faults li')
    await faults.filter({ hasText: 'This is no length of time.' }).waitFor()
    const line = whole.slice(0, whole.indexOf('due: 4 min')).split('\n').length
    await faults
      .getByRole('button', { name: `line ${line}, column`, exact: false })
      .first()
      .click()
    const chosen = () =>
      page.evaluate(
        `(() => { const { value, selectionStart } = document.activeElement; return value.slice(selectionStart, selectionStart + 4) })()`,
      )
    // With the next picture that is painted, which a busy machine takes its time for.
    await eventually(chosen, 'soon')
    assert.equal(await page.getByLabel('Due after the start of the list').first().inputValue(), 'soon')
    await page.locator('form .wrong', { hasText: 'This is no length of time.' }).waitFor()
    assert.equal(await page.getByRole('button', { name: /^Put version/ }).isDisabled(), true)
    await takePicture(desk, 'protocol-faults')
    await text.fill(whole.replace('en: Drones, attack near', 'en: Drones, very near'))
    await desk.says('Nothing is wrong with it.')
    // A list that runs keeps its version, and says so.
    const running = await world.issue(red())
    const [run] = (await runs()).filter(({ id }) => id.includes(running.id))
    await openConsole(officer, world, `/checklists/${run!.id}`)
    await officer.page.getByRole('heading', { name: /Drones, attack near/ }).waitFor()
    await desk.press('Put version 2 in use')
    await desk.says('Version 2 is in use from now on.')
    await desk.says(/^Version 1, /)
    await officer.says('This list keeps version 1, with which it began. New lists start by version 2.')
    await takePicture(officer, 'checklists-keeps-version')
    await world.order(running.id, 'all-clear')
    const [download] = await Promise.all([page.waitForEvent('download'), desk.press('Download')])
    assert.equal(download.suggestedFilename(), 'drone-red.yaml')
    // An earlier one is read again.
    await page.getByRole('link', { name: /^Version 1, / }).click()
    await desk.says('This is version 1. Saved, it becomes the newest again.')
  })

  test('that nobody has written yet begin as a form or as a pasted file, and are retired', async () => {
    const { administrator: desk } = world
    const { page } = desk
    await openConsole(desk, world, '/checklists/protocols')
    await page.getByRole('link', { name: 'New protocol' }).click()
    await desk.says(/\d+ faults/)
    await page.getByLabel('The protocol as text').fill('a: [1')
    await page.locator('.faults li', { hasText: 'can’t be read as YAML' }).waitFor()
    await page.getByLabel('The protocol as text').fill(yaml('radiation'))
    await desk.says('Nothing is wrong with it.')
    await page.locator('form fieldset.panel').nth(2).waitFor()
    await desk.press('Put it in use')
    await page.waitForURL('**/protocols?one=radiation')
    await page.getByRole('link', { name: 'All protocols' }).click()
    const one = page.locator('[data-protocol="radiation"]')
    await one.getByText('in use').waitFor()
    await takePicture(desk, 'protocols')
    await hasNoBarriers(page)
    await one.getByRole('button', { name: /^Retire/ }).click()
    await inDialog(desk, 'Retire').click()
    await one.getByText('retired').waitFor()
    assert.equal(await one.getByRole('button', { name: /^Retire/ }).count(), 0)
  })

  test('are as clear in Hebrew, in the light and on a phone', async () => {
    const { officer, administrator: desk } = world
    const { page } = officer
    await world.issue(red())
    await page.setViewportSize(phone)
    for (const look of [
      { language: 'he', theme: 'light' },
      { language: 'uk', theme: 'dark' },
    ] as const) {
      await openConsole(officer, world, '/checklists', look)
      await page.locator('.lists a').first().waitFor()
      await takePicture(officer, `checklists-phone-${look.language}`)
      await page.locator('.lists a').first().click()
      await page.locator('[data-task]').first().waitFor()
      await takePicture(officer, `checklist-phone-${look.language}`)
      assert.ok(
        await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
        'wider than the phone',
      )
      await hasNoBarriers(page)
    }
    await page.setViewportSize({ width: 1366, height: 768 })
    await openConsole(officer, world, '/checklists', { language: 'he', theme: 'light' })
    await page.locator('[data-task]').first().waitFor()
    await takePicture(officer, 'checklists-he')
    await desk.page.setViewportSize(phone)
    await openConsole(desk, world, '/checklists/protocols?one=drone-red', { language: 'he', theme: 'light' })
    await desk.page.locator('form fieldset').first().waitFor()
    await takePicture(desk, 'protocol-phone-he')
    assert.ok(
      await desk.page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      'wider than the phone',
    )
    assert.deepEqual(officer.complaints, [])
    assert.deepEqual(desk.complaints, [])
  })
})
