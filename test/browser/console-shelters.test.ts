/** Shelters in the set-up: a list is taken in as somebody says, one is edited, hidden and given a photo, a warden gets a link, and planners get their figures. */
// runs apart: a browser and several people in it take longer than the other tests may
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld, type Desk } from './console-world.ts'
import { until } from './eventually.ts'

interface Seen {
  readonly id: string
  readonly names: { readonly [language: string]: string }
  readonly type: string
  readonly photo: object | null
  readonly status: { readonly state: string }
}

/** In Lipetsk’s own shape; nothing of it stands anywhere. */
const list = (lines: readonly string[]) => Buffer.from(`nr;title;lat;lon;room;kind\n${lines.join('\n')}\n`)
const first = [
  '1;Drill shelter 1;52,6101;39,5901;50+;підвал',
  '2;Drill shelter 2;39.6002;52.6102;120;metro',
  '3;Drill shelter 3;52.6203;39.6103;many;bunker',
  '4;Drill shelter 4;;;10;school',
  '5;Drill shelter 5;48.1;11.5;10;school',
  '6;Drill shelter 6;52.6303;39.6203;80;school',
]

describe('shelters in the set-up', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let desk: Desk
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    desk = world.officer
    await openConsole(desk, world, '/set-up/shelters', { language: 'en', theme: 'dark' })
  })
  after(() => world?.close())

  const seen = async () =>
    done<{ shelters: Seen[] }>(await world.server.stranger.get('/v1/shelters?limit=200')).shelters
  const named = async () => (await seen()).map(({ names }) => String(Object.values(names)[0])).toSorted()
  const choose = (lines: readonly string[]) =>
    desk.page
      .locator('main input[type=file]')
      .setInputFiles({ name: 'drill.csv', mimeType: 'text/csv', buffer: list(lines) })
  const button = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: true })
  const row = (name: string) =>
    desk.page.locator('main li', { has: desk.page.locator('b.name', { hasText: name }) })
  const fits = async (name: string) => {
    const { page } = desk
    await page.setViewportSize({ width: 360, height: 640 })
    const wider = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    await takePicture(desk, `${name}-small`)
    await page.setViewportSize({ width: 1366, height: 768 })
    assert.ok((wider as number) <= 0, `${wider} px too wide`)
  }

  test('show how a list would be read, and what is wrong with it, before anything is done', async () => {
    const { page } = desk
    await desk.says('There is no shelter yet.')
    await button('Import a list').click()
    await choose(first)
    await button('Look at it').click()
    await desk.says('This is a guess by the names of the fields.')
    // The guess found no capacity: its field is called otherwise.
    const rule = (label: string) => page.getByLabel(label, { exact: true })
    assert.equal(await rule('Name').inputValue(), 'f:title')
    assert.equal(await rule('Places for people').inputValue(), '')
    await rule('Places for people').selectOption('f:room')
    await desk.says('You changed something')
    assert.ok(await button('Do this').isDisabled(), 'what nobody has looked at is not done')
    await button('Look again').click()
    await desk.says('This is as you set it.')
    await page.getByText('6 rows', { exact: true }).waitFor()
    const sum = await page.locator('.sum').innerText()
    const [rows, ...parts] = [...sum.matchAll(/\d+/g)].map(([digits]) => Number(digits))
    assert.equal(parts.length, 4)
    assert.equal(
      parts.reduce((a, b) => a + b, 0),
      rows,
      sum,
    )
    // The word that nobody could guess is asked about, and answered in its place.
    await page.getByLabel('bunker').selectOption('civil-defence')
    await button('Look again').click()
    await page.getByText('You changed something').waitFor({ state: 'detached' })
    assert.equal(await page.getByText('What it is, is not known').count(), 0)
    await page.getByText('It lies far outside the areas').click()
    await page.getByText('Row 5: “11.5, 48.1”').waitFor()
    await page.getByText('Latitude and longitude were swapped').waitFor()
    await takePicture(desk, 'shelter-import', { height: 1800 })
    await hasNoBarriers(page, { themes: ['dark', 'light', 'contrast'] })
    await fits('shelter-import')
    assert.deepEqual(await named(), [], 'nothing is there yet')
  })

  test('are there once that was agreed to, in the timeline too', async () => {
    await button('Do this').click()
    await desk.says('Done: 4 new shelters')
    assert.deepEqual(
      await named(),
      [1, 2, 3, 6].map((digit) => `Drill shelter ${digit}`),
    )
    assert.equal(
      (await seen()).find(({ names }) => Object.values(names)[0] === 'Drill shelter 3')?.type,
      'civil-defence',
    )
    await openConsole(desk, world, '/timeline?show=shelters')
    await desk.says('Shelters imported')
  })

  test('are found by name and by how they are, and are hidden at once', async () => {
    const { page } = desk
    await openConsole(desk, world, '/set-up/shelters')
    await desk.says('4 shelters')
    await page.getByLabel('Find by name or address').fill('shelter 6')
    await row('Drill shelter 1').waitFor({ state: 'detached' })
    await row('Drill shelter 6').getByRole('button', { name: /^Hide/ }).press('Enter')
    await desk.says('Drill shelter 6 is hidden from everybody now.')
    assert.ok(!(await named()).includes('Drill shelter 6'))
    await page.getByLabel('Find by name or address').fill('')
    await page.getByLabel('Shown to').selectOption('hidden')
    await row('Drill shelter 2').waitFor({ state: 'detached' })
    assert.ok(await row('Drill shelter 6').isVisible())
    await row('Drill shelter 6').getByRole('button', { name: /^Show/ }).click()
    await desk.says('Drill shelter 6 is public now.')
    await page.getByLabel('Shown to').selectOption('any')
    await takePicture(desk, 'shelter-list')
    await hasNoBarriers(page)
    await fits('shelter-list')
  })

  test('are edited by the keyboard alone, and what a number must be is said', async () => {
    const { page } = desk
    const edit = row('Drill shelter 2').getByRole('button', { name: /^Edit/ })
    await edit.focus()
    await page.keyboard.press('Enter')
    const form = page.getByRole('form', { name: 'Edit: Drill shelter 2' })
    await form.waitFor()
    // From its title, where the keyboard is, the first field is the name.
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'INPUT')
    await form.getByLabel('Latitude').fill('north')
    await page.keyboard.press('Enter')
    await desk.says('Longitude and latitude are degrees')
    await form.getByLabel('Latitude').fill('52.6105')
    await form.getByLabel('Address').fill('Drill street 2')
    await form.getByLabel('Wheelchairs').selectOption('yes')
    await takePicture(desk, 'shelter-edit', { height: 1400 })
    await hasNoBarriers(page)
    await fits('shelter-edit')
    await form.getByLabel('Address').press('Enter')
    await desk.says('Saved.')
    await row('Drill shelter 2').getByText('wheelchairs get in').waitFor()
    await row('Drill shelter 2').getByText('changed by hand').waitFor()
    assert.ok(
      await edit.evaluate((one) => one === one.ownerDocument.activeElement),
      'the keyboard is where it was',
    )
  })

  test('get a photo, which is gone from everybody while the shelter is hidden', async () => {
    const { page } = desk
    await row('Drill shelter 2').getByRole('button', { name: /^Edit/ }).click()
    const picture = await page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 64, height: 48 } })
    const photo = row('Drill shelter 2').getByLabel('Photo of Drill shelter 2')
    await photo.setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: picture })
    await button('Use this photo').click()
    const shown = page.getByRole('img', { name: 'Photo of Drill shelter 2' })
    await shown.waitFor()
    await until(page, 'document.querySelector("main img")?.naturalWidth === 64')
    await button('Take the photo away').click()
    await desk.says('There is no photo.')
    const text = row('Drill shelter 2').getByLabel('Photo of Drill shelter 2')
    await text.setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') })
    await button('Use this photo').click()
    await row('Drill shelter 2').getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
  })

  test('have links for wardens, shown once, by which a shelter says how it is until they are revoked', async () => {
    const { page } = desk
    await button('Make a link').click()
    const made = page.getByRole('status', { name: 'Link for the warden of Drill shelter 2' })
    const url = await made.locator('code').innerText()
    assert.match(url, /\/warden#[\w-]{43}$/)
    await made.getByRole('img', { name: 'QR code of the link' }).waitFor()
    await takePicture(desk, 'shelter-link', { height: 1400 })
    await hasNoBarriers(page)
    // The warden opens it on a phone of their own, and says that it is full.
    const warden = await world.people.desk({ width: 360 })
    await warden.page.goto(`${world.url}${new URL(url).pathname}${new URL(url).hash}`)
    await warden.page.getByLabel('Full').check()
    await warden.page.getByLabel('People inside').fill('48')
    await warden.page.getByRole('button', { name: 'Say so' }).click()
    await warden.page.getByText(/It was said at/).waitFor()
    await warden.close()
    await button('I have given it').click()
    await page.reload()
    await row('Drill shelter 2').getByText('48 people inside').waitFor()
    await row('Drill shelter 2').getByText('full', { exact: true }).waitFor()
    assert.ok(!(await page.content()).includes(url.split('#')[1]!), 'the secret is not told again')
    await row('Drill shelter 2').getByRole('button', { name: /^Edit/ }).click()
    await page.getByRole('button', { name: /^Revoke/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await desk.says('There is no link yet.')
    const token = url.split('#')[1]!
    const over = await world.server.stranger.post('/v1/shelter-status/look', { token })
    assert.equal(over.status, 404)
  })

  test('of which a new edition has some no more are kept, hidden or removed as somebody says, and not before', async () => {
    const { page } = desk
    await button('Import a list').click()
    await choose(['1;Drill shelter one;52,6101;39,5901;60;підвал', ...first.slice(1, 3)])
    await button('Look at it').click()
    await desk.says('This is how the last edition of this list was read.')
    await page.getByText('1 is not in the list any more').click()
    await button('Do this').click()
    await desk.says('First say what becomes of those')
    await page.getByRole('radio', { name: 'They are hidden from everybody' }).check()
    await takePicture(desk, 'shelter-import-again', { height: 1800 })
    await hasNoBarriers(page)
    await button('Do this').click()
    await desk.says('Done: 0 new shelters, 1 changed.')
    assert.deepEqual(await named(), ['Drill shelter 2', 'Drill shelter 3', 'Drill shelter one'])
    const packed = { name: 'drill.csv', mimeType: 'text/csv', buffer: Buffer.from([0x1f, 0x8b, 0, 0]) }
    await page.locator('main input[type=file]').setInputFiles(packed)
    await button('Look at it').click()
    await desk.says('it is packed with gzip')
    await page.locator('.problem[role=alert]').waitFor()
  })

  test('stand beside the people of each area, in any order, with what nobody knows; for a spreadsheet too', async () => {
    const { page } = desk
    await button('Places for people').click()
    const table = page.getByRole('region', { name: 'Places for people' }).locator('table')
    await table.getByText('at least').first().waitFor()
    await page.getByText('People are known per area only.').waitFor()
    const head = table.getByRole('columnheader', { name: 'Shelters' })
    await head.getByRole('button').press('Enter')
    assert.equal(await head.getAttribute('aria-sort'), 'descending')
    const counts = () => table.locator('tbody tr td:nth-child(5)').allInnerTexts()
    const most = (await counts()).map(Number)
    assert.deepEqual(
      most,
      most.toSorted((a, b) => b - a),
    )
    assert.ok(most[0]! > 0)
    await head.getByRole('button').press('Enter')
    assert.deepEqual((await counts()).map(Number), most.toReversed())
    await takePicture(desk, 'shelter-planning')
    await hasNoBarriers(page)
    await fits('shelter-planning')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ])
    const text = readFileSync(await file.path(), 'utf8')
    assert.match(text, /places per 100 people at least/)
    assert.equal(text.trimEnd().split('\n').length, most.length + 1)
  })

  test('are removed once that was meant', async () => {
    const { page } = desk
    await button('All shelters').click()
    await row('Drill shelter 3').getByRole('button', { name: /^Edit/ }).click()
    await page.getByRole('button', { name: /^Remove…/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await desk.says('Removed.')
    await row('Drill shelter 3').waitFor({ state: 'detached' })
    assert.deepEqual(await named(), ['Drill shelter 2', 'Drill shelter one'])
  })

  test('are read by nobody who may not keep them', async () => {
    const { approver } = world
    await openConsole(approver, world, '/set-up/shelters', { language: 'en' })
    await approver.says(/^You may read this\. It can be changed by: officers/)
    assert.equal(await approver.page.getByText('Drill shelter').count(), 0)
  })

  test('say everything in each language, and fit from right to left', async () => {
    const { page } = desk
    for (const language of ['uk', 'ru', 'he'] as const) {
      await openConsole(desk, world, '/set-up/shelters', { language, theme: 'light' })
      await page.locator('main li button[aria-expanded]').first().click()
      await page.locator('main li form input').first().waitFor()
      // Dangers are called what the pack calls them.
      const dangers = await page.locator('main form fieldset').first().innerText()
      const text = (await page.locator('main').innerText())
        .replace(dangers, '')
        .replaceAll(/Drill (?:shelter \w+|street)|link-\w+|QR|JPEG|PNG|WebP|shelters|Tocsin/g, '')
      assert.doesNotMatch(text, /[a-z]{3}/i, text)
      await takePicture(desk, `shelter-edit-${language}`, { height: 1400 })
      await page.locator('main .views button').nth(1).click()
      await page.locator('main input[type=file]').waitFor()
      await choose(first)
      await page.locator('main form button[type=submit]').click()
      await page.locator('.sum').waitFor()
      await takePicture(desk, `shelter-import-${language}`, { height: 1800 })
      await fits(`shelter-import-${language}`)
    }
    await hasNoBarriers(page)
    assert.deepEqual(desk.complaints, [])
  })
})
