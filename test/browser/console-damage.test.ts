/** Damage in real browsers: numbers that lead to what they rest on, two assessors at one record, things that are one, the embargo, outages, and areas that nobody may enter. */
// runs apart: browsers of several people, and a server of their own
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import {
  openConsole,
  startConsoleWorld,
  takePicture,
  zadonsky,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'
import { hasCount } from './eventually.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')
const night = 'night-2026-11-22'
const wideness = 'document.documentElement.scrollWidth <= window.innerWidth'

/** A picture of one point, with what a camera writes into it left out. */
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('damage in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let vira: Desk
  let ihor: Desk
  let hurt: string
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    vira = await world.join('Vira Bondar', 'assessor')
    ihor = await world.join('Ihor Lysenko', 'assessor')
    const note = async (body: object) =>
      done<{ observation: { id: string } }>(
        await world.server.olena.post('/v1/damage/observations', {
          ...{ area: zadonsky, subject: 'dwellings', occurrence: night, cause: 'glass' },
          ...body,
        }),
      ).observation.id
    const official = (name: string) => ({ kind: 'official', name })
    await note({ atLeast: 1_400, atMost: null, source: official('Regional administration') })
    await note({ status: 'seen', asset: { address: 'ул. Мира, 3', lon: 38.9, lat: 52.4 } })
    await note({ asset: { address: 'угол Мира и Садовой', lon: 38.9001, lat: 52.40002 } })
    hurt = await note({ subject: 'injured', atLeast: 20, atMost: 20, source: official('Hospital') })
    await note({ subject: 'injured', atLeast: 24, atMost: 30, source: official('Ministry') })
  })
  after(() => world?.close())

  const part = (desk: Desk, name: string) =>
    desk.page.getByRole('group', { name: 'Parts of damage' }).getByRole('button', { name }).click()
  const sure = async (desk: Desk, reason?: string) => {
    const dialog = desk.page.getByRole('dialog')
    if (reason !== undefined) await dialog.getByLabel('Why').fill(reason)
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'detached' })
  }
  const openHurt = async (desk: Desk) => {
    await openConsole(desk, world, `/damage/${night}?part=observations&observation=${hurt}`, {
      language: 'en',
    })
    await desk.page.getByRole('heading', { name: 'What became of it' }).waitFor()
  }

  test('gives numbers apart by how well they are known, and each leads to what it rests on', async () => {
    await openConsole(vira, world, '/damage', { language: 'en' })
    const { page } = vira
    await vira.says('Regional administration: at least 1,400 (reported)')
    await hasNoBarriers(page)
    await takePicture(vira, 'damage-numbers')
    // What somebody saw is one house; what an office says stands apart from it.
    await page
      .getByRole('link', {
        name: /^dwellings: at least 1, Zadonsky District, with what was seen: see what it rests on/,
      })
      .click()
    await vira.says('This number rests on these')
    await hasCount(page.locator('main li'), 1)
    await page.goBack()
    await page
      .getByRole('link', { name: /^dwellings: at least 1,400, Zadonsky District, with what is only said/ })
      .click()
    await page.getByRole('link', { name: /dwellings: at least 1,400/ }).waitFor()
    await hasCount(page.locator('main li'), 3)
    await takePicture(vira, 'damage-rests-on')
    await page.getByRole('link', { name: /dwellings: at least 1,400/ }).click()
    await vira.says('in the ledger')
    await vira.says('Regional administration')
  })

  test('notes what somebody saw, with its place and a photo, once', async () => {
    const { page } = vira
    await openConsole(vira, world, '/damage', { language: 'en' })
    await page.getByRole('button', { name: 'Note damage…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^What/).selectOption('schools')
    await dialog.getByLabel('By what').selectOption('blast-wave')
    await dialog.getByLabel('How badly').selectOption('major')
    await dialog.getByLabel(/^Area/).fill('Zadonsky District')
    await dialog.getByLabel('Address').fill('ул. Школьная, 1')
    await dialog.getByLabel('Latitude, longitude').fill('52.39 and a bit')
    await dialog.getByText('Two numbers are needed').waitFor()
    await dialog.getByLabel('Latitude, longitude').fill('52.39, 38.93')
    await dialog.getByLabel('Night or occurrence').fill(night)
    await dialog
      .getByLabel('Photos')
      .setInputFiles({ name: 'school.png', mimeType: 'image/png', buffer: photo })
    await hasNoBarriers(page)
    await takePicture(vira, 'damage-note')
    await dialog.locator('button[type=submit]').click()
    await page.getByRole('heading', { name: 'schools: 1 · Zadonsky District' }).waitFor()
    await page.getByRole('button', { name: 'Show 1 photo' }).click()
    await page.getByRole('img', { name: 'Photo 1 of this observation' }).waitFor()
    await page.getByRole('button', { name: 'Show where exactly' }).click()
    await vira.says('ул. Школьная, 1')
    await takePicture(vira, 'damage-one')
    await hasNoBarriers(page)
    assert.deepEqual(vira.complaints, [])
  })

  test('takes over what a resident told, as their word', async () => {
    const { page } = vira
    done(
      await world.server.stranger.post('/v1/tell/damage', {
        ...{ id: 'c'.repeat(32), what: 'building', area: zadonsky, text: 'Окна выбиты во дворе' },
      }),
    )
    await openConsole(vira, world, '/damage?part=waiting', { language: 'en' })
    const row = page.locator('main li').filter({ hasText: 'Окна выбиты' })
    await takePicture(vira, 'damage-waiting')
    await row.getByRole('button', { name: 'Take it over…' }).click()
    await page.getByRole('dialog').getByLabel('By what').selectOption('glass')
    await hasNoBarriers(page)
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await page.getByRole('heading', { name: 'dwellings: 1 · Zadonsky District' }).waitFor()
    await page.locator('dd').getByText('○ reported').waitFor()
    await page.locator('dd').getByText('a resident').waitFor()
    await openConsole(vira, world, '/damage?part=waiting')
    await vira.says('Nothing waits.')
  })

  test('lets no two assessors change one record unawares: who comes second sees who works on it, and both sides', async () => {
    await openHurt(vira)
    await openHurt(ihor)
    await vira.page.getByRole('button', { name: 'Correct…' }).click()
    const hers = vira.page.getByRole('dialog')
    await hers.getByLabel('At least').fill('22')
    await hers.getByLabel('At most').fill('22')
    await hers.getByLabel('Why').fill('Two more came in')
    // The second sees it at once, and can’t simply change it.
    await ihor.says(/Vira Bondar works on it, until/)
    assert.equal(await ihor.page.getByRole('button', { name: 'Correct…' }).count(), 0)
    await takePicture(ihor, 'damage-held')
    await ihor.page.getByRole('button', { name: 'Take it over…' }).click()
    await ihor.page.getByRole('dialog').getByText('Vira Bondar is working on it').waitFor()
    await sure(ihor)
    await ihor.page.getByRole('button', { name: 'Correct…' }).click()
    const his = ihor.page.getByRole('dialog')
    await his.getByLabel('At least').fill('25')
    await his.getByLabel('At most').fill('25')
    await his.getByLabel('Why').fill('The list of the ward')
    await his.locator('button[type=submit]').click()
    await his.waitFor({ state: 'detached' })
    await ihor.page.getByRole('heading', { name: 'injured: 25' }).waitFor()
    // What she typed is not lost, and overwrites nothing.
    await hers.locator('button[type=submit]').click()
    await hers.getByRole('heading', { name: /Nothing was overwritten/ }).waitFor()
    const row = hers.locator('tbody tr').filter({ hasText: 'At least' })
    assert.deepEqual(await row.locator('td').allInnerTexts(), ['20', '25', '22'])
    await hers.getByText(/Changed by Ihor Lysenko/).waitFor()
    await takePicture(vira, 'damage-both-sides')
    await hasNoBarriers(vira.page)
    await hasCount(ihor.page.getByRole('heading', { name: 'injured: 25' }), 1)
    await hers.getByRole('button', { name: 'Say mine instead' }).click()
    await hers.waitFor({ state: 'detached' })
    await vira.page.getByRole('heading', { name: 'injured: 22' }).waitFor()
    // Every version stays readable, with who said it and why.
    for (const change of ['At least: 20 → 25', 'At least: 25 → 22', 'Why: The list of the ward'])
      await vira.says(change)
    await takePicture(vira, 'damage-history')
  })

  test('is confirmed, disputed with its other side, withdrawn and taken up again, each with a reason', async () => {
    await openHurt(vira)
    const { page } = vira
    await page.getByRole('button', { name: 'Confirm…' }).click()
    await sure(vira, 'The list of the hospital')
    await page.locator('dd').getByText('● confirmed').waitFor()
    await page.getByRole('button', { name: 'Dispute…' }).click()
    await page
      .getByRole('dialog')
      .getByLabel(/injured: 24 to 30.*Ministry/)
      .check()
    await takePicture(vira, 'damage-dispute')
    await sure(vira, 'They count differently')
    await page.getByRole('link', { name: 'other side 1' }).waitFor()
    await part(vira, 'Numbers')
    await vira.says('Hospital: 22 (disputed)')
    await openHurt(vira)
    await page.getByRole('button', { name: 'Withdraw…' }).click()
    await sure(vira, 'Counted twice')
    await page.getByRole('button', { name: 'Take up again…' }).click()
    await sure(vira, 'They were others')
    await page.locator('dd').getByText('○ reported').waitFor()
  })

  test('shows side by side what may be one, puts it together, and undoes that very act', async () => {
    const { page } = vira
    await openConsole(vira, world, `/damage/${night}?part=same`, { language: 'en' })
    await vira.says('same place')
    await hasNoBarriers(page)
    await takePicture(vira, 'damage-same')
    await page.getByRole('button', { name: 'They are one: keep this: ул. Мира, 3' }).click()
    await sure(vira, 'A house on the corner')
    await page.getByRole('button', { name: 'Undo…: ул. Мира, 3' }).click()
    await sure(vira, 'Two after all')
    await page.getByRole('button', { name: 'They are one: keep this: ул. Мира, 3' }).waitFor()
  })

  test('is kept back, set, and let go by an approver, for one area or for all, whose word stands there', async () => {
    const { approver } = world
    const { page } = approver
    await openConsole(approver, world, `/damage/${night}?part=embargo`, { language: 'en', theme: 'light' })
    await approver.says('Nothing of this occurrence.')
    await page.getByRole('button', { name: 'Set the hours…' }).click()
    await page.getByRole('dialog').getByLabel('Hours').fill('48')
    await sure(approver, 'They still shoot')
    await approver.says('Numbers stay back for 48 hours here.')
    await page.getByRole('button', { name: 'Keep back for longer…' }).click()
    await page.getByRole('dialog').getByLabel('Until').fill('2030-01-01T06:00')
    await sure(approver, 'The site is still searched')
    await approver.says(/not public before 1 Jan 06:00/)
    await page.getByRole('button', { name: 'Release…: Zadonsky District' }).click()
    await sure(approver, 'The governor told it')
    await approver.says(/Danylo Moroz let it go/)
    await page.getByText('What everybody reads now').locator('..').getByText('1,400').first().waitFor()
    await hasNoBarriers(page)
    await takePicture(approver, 'damage-embargo-light')
    const open = done<{ lines: readonly unknown[] }>(await world.server.stranger.get('/v1/damage'))
    assert.ok(open.lines.length > 0)
  })

  test('says what does not work since when, corrects it, and says that it works again', async () => {
    const { officer } = world
    const { page } = officer
    await openConsole(officer, world, '/damage?part=outages', { language: 'en' })
    await page.getByRole('button', { name: 'Note an outage…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Area').fill('Zadonsky District')
    await dialog.getByLabel(/Since/).fill('2026-11-22T01:10')
    await dialog.getByLabel('Who says so').fill('Grid operator')
    await dialog.getByLabel('Households without: At least').fill('900')
    await takePicture(officer, 'damage-outage-note')
    await hasNoBarriers(page)
    await sure(officer)
    await officer.says(/since 22 Nov 01:10/)
    await officer.says(/at least 900 households/)
    await page.getByRole('button', { name: 'Correct…: Power, Zadonsky District' }).click()
    await page.getByRole('dialog').getByLabel('How well known').selectOption('confirmed')
    await sure(officer)
    await officer.says(/● confirmed · Grid operator/)
    await takePicture(officer, 'damage-outages')
    await page.getByRole('button', { name: 'Works again…: Power, Zadonsky District' }).click()
    await sure(officer)
    await officer.says(/works again since/)
  })

  test('marks where explosives may lie by a drawn line, of which everybody is shown squares alone', async () => {
    const { officer } = world
    const { page } = officer
    await openConsole(officer, world, '/damage?part=remnants', { language: 'en', map: 'drawn' })
    await page.getByRole('button', { name: 'Mark an area…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Draw a circle' }).click()
    const map = dialog.locator('[data-map=there]')
    await map.waitFor()
    await map.getByLabel('Around').selectOption({ label: 'Zadonsky District' })
    await map.getByLabel(/Radius/).fill('2')
    await map
      .getByRole('button', { name: 'Take it', exact: true })
      .or(map.locator('button[type=submit]'))
      .first()
      .click()
    await dialog.getByText('The outline has').waitFor()
    await takePicture(officer, 'damage-remnant-draw')
    await hasNoBarriers(page)
    await dialog.getByLabel('Who says so').fill('Sappers')
    await sure(officer)
    const row = page.locator('[data-remnant=suspected]')
    await row.getByText(/squares are shown/).waitFor()
    await row.getByRole('button', { name: 'Show the exact line' }).click()
    await row.locator('polygon').waitFor()
    await takePicture(officer, 'damage-remnants')
    await row.getByRole('button', { name: /^Confirm…/ }).click()
    await sure(officer)
    await page
      .locator('[data-remnant=confirmed]')
      .getByRole('button', { name: /^Cleared…/ })
      .click()
    await sure(officer)
    await page.locator('[data-remnant=cleared]').waitFor()
    await page
      .locator('[data-remnant=cleared]')
      .getByRole('button', { name: /^Suspected again…/ })
      .click()
    await sure(officer)
    assert.deepEqual(officer.complaints, [])
  })

  test('can be read on a phone, and from right to left', async () => {
    await openConsole(vira, world, '/damage', { language: 'he', theme: 'light' })
    await takePicture(vira, 'damage-he')
    await vira.page.setViewportSize({ width: 360, height: 640 })
    for (const one of [
      '',
      '?part=observations',
      '?part=same',
      '?part=embargo',
      '?part=outages',
      '?part=remnants',
    ]) {
      await openConsole(vira, world, `/damage/${night}${one}`)
      await vira.page.locator('main :is(ul, table, .pair)').first().waitFor()
      assert.ok(await vira.page.evaluate(wideness), `${one} is wider than the phone`)
      await takePicture(vira, `damage-phone${one.replaceAll(/\W/g, '-')}`)
    }
    await hasNoBarriers(vira.page, { themes: ['light'] })
    await vira.page.setViewportSize({ width: 1366, height: 768 })
  })

  test('tells the public what is out and what not to touch', async () => {
    const { page } = world.approver
    for (const language of ['en', 'he']) {
      await page.goto(`${world.url}/outages?lang=${language}`)
      await takePicture(world.approver, `outages-${language}`)
      await hasNoBarriers(page)
    }
    await page.setViewportSize({ width: 360, height: 640 })
    assert.ok(await page.evaluate(wideness))
    // Who looks at their own place reads it there, without asking for it.
    for (const language of ['uk', 'he']) {
      await page.goto(`${world.url}/?place=${zadonsky}&lang=${language}`)
      await page.locator('[data-remnants]').waitFor()
      assert.ok(await page.evaluate(wideness))
      await hasNoBarriers(page, { themes: ['light'] })
      await takePicture(world.approver, `now-remnants-${language}`)
    }
  })
})
