/** The timeline in a real browser: what is shown of a night, where it stood at a moment, what is taken along of it, and the report that is printed. */
// runs apart: a browser and several people in it take longer than the other tests may
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { unzipSync } from 'fflate'
import { program } from '../support/absent.ts'
import { hasNoBarriers } from './axe.ts'
import {
  openConsole,
  red,
  sevenDistricts,
  startConsoleWorld,
  takePicture,
  zadonsky,
  type ConsoleWorld,
} from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

describe('the timeline in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let over: string
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    over = (await world.issue(red(sevenDistricts))).id
    await world.order(over, 'all-clear', { areas: [zadonsky] })
    await world.order(over, 'all-clear')
    await world.issue(red(['RU-LIP'], { level: 'yellow' }))
    await openConsole(world.officer, world, '/timeline', { language: 'en', theme: 'dark' })
  })
  after(() => world?.close())

  const shownEntries = () => world.officer.page.locator('section.list li:not(.day)')
  const statusSays = async (text: RegExp) =>
    world.officer.page.locator('section.list [role=status]', { hasText: text }).waitFor()

  test('shows what happened, and of it only the kinds and words that one asks for', async () => {
    const { page } = world.officer
    await page.locator('section.list li b', { hasText: 'All-clear for some areas' }).waitFor()
    await shownEntries().filter({ hasText: 'approved by Taras M., approver' }).first().waitFor()
    const called = page.locator('section.list li b', { hasText: 'People called to approve it' })
    await called.first().waitFor()
    // What is summed up of the reach comes a minute after each alert, whatever is being looked at then.
    const checkbox = (name: string) => page.getByRole('checkbox', { name, exact: true })
    await checkbox('Reach').uncheck()
    await statusSays(/\d entr(y|ies)/)
    await called.first().waitFor()
    const all = await shownEntries().count()

    // Until the answer is there, nothing is known: not that nothing happened.
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await page.route(/\/v1\/timeline\?/, async (route) => {
      await released
      await route.continue()
    })
    await checkbox('Calls and reviews').uncheck()
    await statusSays(/Reading…/)
    assert.equal(await shownEntries().count(), 0)
    assert.doesNotMatch(await page.locator('main').innerText(), /Nothing happened|Nothing was in force/)
    release()
    await statusSays(/\d entr(y|ies)/)
    await page.unroute(/\/v1\/timeline\?/)
    assert.equal(await called.count(), 0)
    assert.match(page.url(), /show=/)
    const alerts = await shownEntries().count()
    assert.ok(alerts > 0 && alerts < all, `${alerts} of ${all}`)

    await page.getByRole('searchbox', { name: 'Find in it' }).fill('zadonsky')
    await shownEntries().filter({ hasText: 'Air danger' }).first().waitFor({ state: 'detached' })
    const found = await shownEntries().count()
    assert.ok(found > 0 && found < alerts, `${found} of ${alerts}`)
    await statusSays(new RegExp(`^\\s*${found} entr(y|ies)`))
    await page.getByRole('searchbox', { name: 'Find in it' }).fill('nothing is called so')
    await world.officer.says('Nothing happened in this time.')
    await page.getByRole('searchbox', { name: 'Find in it' }).fill('')

    // The address has it all: what a colleague is sent looks the same.
    await page.reload()
    await statusSays(new RegExp(`^\\s*${alerts} entr(y|ies)`))
    assert.equal(await shownEntries().count(), alerts)
    assert.equal(await checkbox('Calls and reviews').isChecked(), false)
    await checkbox('Calls and reviews').check()
    await called.first().waitFor()
    await checkbox('Reach').check()
    await statusSays(/\d entr(y|ies)/)
  })

  test('shows where things stood at a moment, chosen by the slider or by an entry', async () => {
    const { page } = world.officer
    const slider = page.getByRole('slider')
    await page.locator('.played .map[data-map="there"]').waitFor()
    const states = () =>
      page.evaluate(
        `Object.fromEntries([...document.querySelectorAll('.played [data-code]')].map((one) => [one.dataset.code, one.dataset.state]))`,
      ) as Promise<{ [code: string]: string }>
    const standsAt = async (entry: RegExp) => {
      await shownEntries().filter({ hasText: entry }).first().locator('button.when').click()
      return states()
    }
    await page.locator('.played p b', { hasText: 'Air danger' }).waitFor()
    assert.deepEqual(new Set(Object.values(await states())), new Set(['advisory']))

    const issued = await standsAt(/Issued.*Drone attack threat/)
    assert.equal(Object.values(issued).filter((state) => state === 'danger').length, 7)
    const inPart = await standsAt(/All-clear for some areas/)
    assert.equal(Object.values(inPart).filter((state) => state === 'danger').length, 6)
    assert.notEqual(inPart[zadonsky], 'danger')
    // It names what was let go, not where it goes on.
    const said = await shownEntries()
      .filter({ hasText: 'All-clear for some areas' })
      .locator('.what')
      .innerText()
    assert.match(said, /Zadonsky District/)
    assert.doesNotMatch(said, /Terbunsky District/)
    await takePicture(world.officer, 'timeline-moment')

    await slider.focus()
    await page.keyboard.press('Home')
    await world.officer.says('Nothing was in force.')
    await page.keyboard.press('End')
    await page.locator('.played p b', { hasText: 'Air danger' }).waitFor()
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /\d\d:\d\d:\d\d/)
    await page.getByRole('button', { name: 'Now', exact: true }).click()
    await hasNoBarriers(page)
  })

  test('is taken along as a spreadsheet, a map and the CAP messages', async () => {
    const { page } = world.officer
    const taken = async (link: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: link }).click(),
      ])
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
    }
    const csv = await taken('CSV (spreadsheet)')
    assert.match(csv.name, /\.csv$/)
    const lines = csv.bytes.toString('utf8').trim().split('\r\n')
    assert.ok(lines.length > 5, csv.bytes.toString('utf8'))
    assert.match(csv.bytes.toString('utf8'), /alert-issued/)

    const geojson = await taken('GeoJSON (map)')
    assert.match(geojson.name, /\.geojson$/)
    const { type, features } = JSON.parse(geojson.bytes.toString('utf8')) as {
      type: string
      features: unknown[]
    }
    assert.equal(type, 'FeatureCollection')
    assert.ok(features.length > 0)

    const zip = await taken('CAP messages (zip)')
    assert.match(zip.name, /\.zip$/)
    const messages = Object.entries(unzipSync(zip.bytes)).filter(([name]) => name.endsWith('.xml'))
    // Issued, in parts, over, and the yellow one.
    assert.ok(messages.length >= 4, messages.map(([name]) => name).join())
    for (const [name, bytes] of messages)
      assert.match(new TextDecoder().decode(bytes), /<alert [^>]*urn:oasis:names:tc:emergency:cap:1\.2/, name)
  })

  test('is printed as a report: each alert by name, level, areas and end, and nothing that is only for a screen', async () => {
    const { officer } = world
    const { page } = officer
    await page.getByRole('button', { name: 'Report to print' }).click()
    await officer.says('Course of events')
    await hasNoBarriers(page)
    await page.emulateMedia({ media: 'print' })
    const said = (await page.locator('body').innerText()).replaceAll(/\s+/g, ' ')
    for (const wanted of [
      'Report: Lipetsk Oblast operations centre',
      'This is the report of a drill. There was no real danger.',
      'Drone attack threat red',
      'Air danger yellow',
      'Zadonsky District',
      'all-clear',
      'in force',
      'Taras M., approver',
      'From the ledger, entries',
      'by Oksana Koval',
    ])
      assert.ok(said.includes(wanted), `“${wanted}” is not in: ${said}`)
    for (const unwanted of ['Back to the timeline', 'Sounds off', 'New alert', 'Ctrl K'])
      assert.ok(!said.includes(unwanted), `“${unwanted}” is printed: ${said}`)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-')
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
    assert.ok(pages >= 1 && pages <= 3, `${pages} pages`)
    await takePicture(officer, 'timeline-report', { width: 794, height: 1123 })
    await page.emulateMedia({ media: null })
    await page.getByRole('button', { name: 'Back to the timeline' }).click()
    await officer.says('Find in it')
  })

  test('of one alert has nothing of another', async () => {
    const { officer } = world
    await openConsole(officer, world, `/timeline/${over}`)
    await officer.page.locator('section.list li b', { hasText: 'All-clear for some areas' }).waitFor()
    assert.equal(await shownEntries().filter({ hasText: 'Air danger' }).count(), 0)
    assert.deepEqual(officer.complaints, [])
  })
})
