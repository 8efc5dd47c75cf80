/**
 * The night near the plant as people at their screens live it: a text comes in and is drafted from, an alert goes out, two drones
 * are said to be shot down, an official speaks of 1,400 homes that nobody has seen, stations go dark, a team is called and one does
 * not answer, monitors come; and in the morning the report says all of it, and each number leads to its facts. A drill, made up.
 */
// runs apart: a whole night at five screens in a browser, with people of its own
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { beginning } from '#ledger'
import type { SituationReport } from '#situation'
import { absent } from '../support/absent.ts'
import { callOut, drillPlant, nightTexts, noteDamage } from '../support/night-by-api.ts'
import { done } from '../support/server.node.ts'
import { traceAll } from '../support/tracing.ts'
import { hasNoBarriers } from './axe.ts'
import { isReady, sendButton } from './compose-world.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld, type Desk } from './console-world.ts'

const announcement =
  'Губернатор Игорь Артамонов: в Задонском районе объявлен красный уровень «Угроза атаки БПЛА».'
const minute = 60_000

describe('the night near the plant, at the screens', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let analyst: Desk
  let officer: Desk
  let called: string
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    officer = world.officer
    analyst = await world.join('Anna Bilyk', 'analyst')
    const { admin } = world.server
    done(await admin.ask('PUT', '/v1/sites/drill-plant', { body: drillPlant }))
  })
  after(() => world?.close())

  const alerts = () => [...world.server.running.system.world.alerts()]
  const cards = (desk: Desk) => desk.page.locator('section[aria-label="Claims"] article')
  /** At the evidence desk; ends at its document. */
  const takeIn = async (desk: Desk, source: string, text: string): Promise<string> => {
    const { page } = desk
    await openConsole(desk, world, '/evidence', { language: 'en' })
    await page.getByRole('button', { name: 'Take in a text' }).click()
    await page.getByLabel('Text', { exact: true }).fill(text)
    await page.getByLabel('Who published it').fill(source)
    await page.getByRole('button', { name: 'Take it in' }).click()
    await page.locator('section[aria-label="Text"]').waitFor()
    return decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!)
  }
  /** Every claim of it, by the keyboard. */
  const acceptAll = async (desk: Desk) => {
    await cards(desk).first().waitFor()
    const count = await cards(desk).count()
    await desk.page.keyboard.press('j')
    await desk.page.keyboard.press('k')
    for (let i = 0; i < count; i++) {
      await desk.page.keyboard.press('a')
      await cards(desk).nth(i).getByText('accepted ·').waitFor()
    }
    return count
  }

  test('a warning is drafted from what the governor said, and goes out by one press', async () => {
    const { page } = officer
    await takeIn(officer, 'Governor’s channel', announcement)
    await page.getByRole('button', { name: 'Draft a warning from this text…' }).click()
    await page.getByRole('heading', { name: 'New alert' }).waitFor()
    await officer.says('Zadonsky District')
    await takePicture(officer, 'story-1-draft')
    // It rests on the text: the report counts the time from there.
    await isReady(page, 1)
    await sendButton(page).click()
    while (alerts().length === 0 || alerts()[0]!.status !== 'issued')
      await new Promise((resolve) => setImmediate(resolve))
    await openConsole(officer, world)
    await officer.says(/Drone attack threat/)
    assert.equal(alerts().filter(({ status }) => status === 'issued').length, 1)
    await takePicture(officer, 'story-2-in-force')
  })

  test('two drones are said to be shot down, and what an official says of 1,400 homes stands as said', async () => {
    await takeIn(analyst, 'air-force.example.org', nightTexts.shotDown)
    assert.ok((await acceptAll(analyst)) > 0)
    await takeIn(analyst, 'region.example.org', nightTexts.official)
    assert.ok((await acceptAll(analyst)) > 0)
    await takePicture(analyst, 'story-3-evidence')
    await noteDamage(world.server.olena)
    await openConsole(officer, world, '/damage', { language: 'en' })
    await officer.says(/Regional administration/)
    await officer.says(/1,400/)
    await takePicture(officer, 'story-4-damage')
  })

  test('three stations lose power, and the screen says that nobody sees anything there', async () => {
    const { running } = world.server
    // Silence takes longer than a test may; what the server writes after it is written here (the scenario waits for it).
    for (const { id } of drillPlant.stations) {
      const lastHeardAt = new Date(Date.now() - 20 * minute).toISOString()
      const data = { site: 'drill-plant', station: id, why: 'power-lost', lastHeardAt }
      await running.system.note({ stream: 'sites', type: 'station-dark', mode: 'drill', data })
    }
    await openConsole(officer, world, '/sites/drill-plant', { language: 'en' })
    await officer.says('North gate')
    await takePicture(officer, 'story-5-dark')
  })

  test('a team is called; one of them does not answer, and everybody sees who', async () => {
    called = await callOut(world.server, alerts().find(({ status }) => status === 'issued')!.id)
    await openConsole(officer, world, `/call-outs/${called}`, { language: 'en' })
    await officer.says('Name of cyd')
    await officer.says('No answer yet')
    await takePicture(officer, 'story-6-call-out')
  })

  test('monitors confirm damage near the plant, and their text stands at the plant', async () => {
    const document = await takeIn(analyst, 'monitors.example.org', nightTexts.monitors)
    await acceptAll(analyst)
    const visit = { kind: 'visit', evidence: document }
    done(await world.server.olena.post('/v1/sites/drill-plant/statements', visit))
    await openConsole(officer, world, '/sites/drill-plant', { language: 'en' })
    await officer.says(/monitors\.example\.org/)
    await takePicture(officer, 'story-7-monitors')
  })

  test('in the morning the report says what is known, by whom, and what is not, and each number leads to its facts', async () => {
    const { server } = world
    const issued = alerts().find(({ status }) => status === 'issued')!
    await world.order(issued.id, 'all-clear')
    await server.head()
    const { page } = officer
    await openConsole(officer, world, '/report', { language: 'en', theme: 'light' })
    await page.locator('article.report h2').first().waitFor()
    for (const said of [
      /dwellings, at least 1,400, in Zadonsky District: Regional administration says so\. Nobody has seen it for us\./,
      /injured, 18 to 22, in Zadonsky District: Hospital says so\./,
      /Drill plant, North gate: no reading since .* \(power lost\)\./,
      'People who were called out and did not answer: 1. Nobody knows where they are.',
      'Places of a call-out that nobody fills: 1.',
      'monitors.example.org',
    ])
      await officer.says(said)
    await hasNoBarriers(page, { themes: ['light'] })
    await takePicture(officer, 'story-8-report')

    // What stands on the screen is what the server answered; each of its numbers is worked out anew from the ledger.
    const given = done<{ report: SituationReport }>(await server.olena.get('/v1/situation-report?lang=en'))
    const ledger = await server.running.system.ledger.read(beginning, 100_000)
    const traced = traceAll(given.report, ledger)
    assert.ok(traced.length > 30, `${traced.length} numbers`)
    for (const { figures } of given.report.sections)
      for (const { id, rests } of figures) {
        const shown = page.locator('article.report .figures button').nth(indexOf(given.report, id))
        await shown.click()
        const facts = page.locator('article.report .rests li')
        if (rests.length > 0) await facts.first().waitFor()
        assert.equal(await facts.count(), rests.length, id)
        await shown.click()
      }
    assert.deepEqual(officer.complaints, [])
    assert.deepEqual(analyst.complaints, [])
  })
})

/** Where a figure stands on the page: what is known, what is not and what is open come first there. */
function indexOf({ sections }: SituationReport, id: string): number {
  const first = ['alerts', 'damage', 'unknown', 'open']
  const rank = (one: string) => (first.includes(one) ? first.indexOf(one) : first.length)
  const inOrder = sections.toSorted((a, b) => rank(a.id) - rank(b.id))
  return inOrder.flatMap(({ figures }) => figures.map((one) => one.id)).indexOf(id)
}
