/** A drill in real browsers: announced, seen by every console, composed from, scored, ended, and held again to be compared. */
// runs apart: a browser and several people in it take longer than the other tests may
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld } from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')
const script = 'Drones over Lipetsk Oblast'
/** What the script expects of its first step. */
const asked = ['gn:12666369', 'gn:535119', 'gn:478304', 'gn:565845', 'gn:465724', 'gn:483542', 'gn:550109']

describe('a drill in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
  })
  after(() => world?.close())

  const drills = async () =>
    done<{
      drills: readonly {
        id: string
        state: string
        score: { counts: { inTime: number; expected: number; mistakes: number } } | null
      }[]
    }>(await world.server.olena.get('/v1/drills')).drills
  const announceAtOnce = async () => {
    const { page } = world.officer
    await page.getByLabel('Announced for').selectOption({ label: 'begins at once' })
    await page.getByRole('button', { name: `Announce : ${script}` }).click()
  }

  test('is announced for later, said on every console and to the public, and called off', async () => {
    const { officer, approver, server } = world
    await openConsole(approver, world, '', { language: 'en' })
    await openConsole(officer, world, '/drills', { language: 'en' })
    await officer.says('No drill is announced or running.')
    await hasNoBarriers(officer.page)
    await officer.page.getByRole('button', { name: `Announce : ${script}` }).click()
    await officer.says(/Announced: begins/)
    await approver.says(new RegExp(`Drill “${script}” is announced: from \\d\\d:\\d\\d`))
    assert.match(
      (await server.stranger.get('/?lang=en')).text,
      /A drill is announced: \d\d:\d\d to \d\d:\d\d/,
    )
    await takePicture(officer, 'drill-announced')
    await officer.press('Call it off')
    await officer.page.getByRole('dialog').getByRole('button', { name: 'Call it off' }).click()
    await officer.says('No drill is announced or running.')
    await approver.page.locator('.drill-strip').waitFor({ state: 'detached' })
  })

  test('begins at once, and what it brings comes to every console without a reload', async () => {
    const { officer, approver } = world
    await openConsole(approver, world, '/drills')
    await announceAtOnce()
    for (const desk of [officer, approver]) {
      await desk.page.locator('.drill-strip', { hasText: /is running since \d\d:\d\d/ }).waitFor()
      await desk.says(/Red level\. Threat of a drone attack: the city of Lipetsk/)
    }
    await takePicture(officer, 'drill-running')
    await hasNoBarriers(officer.page)
    // What is expected is not told to whoever is being tried.
    assert.equal(await approver.page.getByRole('button', { name: 'End the drill' }).count(), 0)
  })

  test('is composed from: its message is read, and what was issued in time is counted', async () => {
    const { officer, server } = world
    const { page } = officer
    await officer.page.getByRole('link', { name: 'Compose from this' }).first().click()
    // In a drill one person is enough.
    const send = page.getByRole('button', { name: /^Issue now: DRILL, 7 areas/ })
    await send.waitFor()
    await takePicture(officer, 'drill-composed')
    await send.click()
    await page.getByRole('button', { name: 'Retract' }).waitFor()
    const { alerts } = done<{
      alerts: readonly { status: string; mode: string; content: { areas: readonly { code: string }[] } }[]
    }>(await server.olena.get('/v1/alerts'))
    const [issued] = alerts.filter(({ status }) => status === 'issued')
    assert.equal(issued?.mode, 'drill')
    assert.deepEqual(issued.content.areas.map(({ code }) => code).toSorted(), asked.toSorted())
  })

  test('is ended and scored: what was done in time, what was missed, and after how long', async () => {
    const { officer } = world
    const { page } = officer
    await openConsole(officer, world, '/drills')
    await officer.press('End the drill')
    await officer.says('What was brought and done so far is scored.')
    await page.getByRole('dialog').getByRole('button', { name: 'End the drill' }).click()
    await officer.says('No drill is announced or running.')
    const [held] = await drills()
    assert.equal(held?.state, 'over')
    assert.equal(held.score?.counts.inTime, 1)
    await page.locator(`a[href$="/drills/${held.id}"]`).click()
    await officer.says(new RegExp(`1 of ${held.score.counts.expected} in time`))
    await officer.says(/first warning after/)
    const first = page.locator('tbody tr').first()
    assert.match(await first.innerText(), /issue, Drone.*in time/s)
    await takePicture(officer, 'drill-score')
    await hasNoBarriers(page)
    for (const { id } of done<{ alerts: readonly { id: string; status: string }[] }>(
      await world.server.olena.get('/v1/alerts'),
    ).alerts.filter(({ status }) => status === 'issued'))
      await world.order(id, 'all-clear')
  })

  test('is held again from the same script, and compared with the time before', async () => {
    const { officer } = world
    const { page } = officer
    await openConsole(officer, world, '/drills')
    await announceAtOnce()
    await officer.press('End the drill')
    await page.getByRole('dialog').getByRole('button', { name: 'End the drill' }).click()
    await officer.says('No drill is announced or running.')
    const [again, earlier] = (await drills()).filter(({ score }) => score !== null)
    assert.ok(again !== undefined && earlier !== undefined)
    await page.locator(`a[href$="/drills/${again.id}"]`).click()
    await officer.says('The same script before')
    // It is over: what it never came to will not come yet.
    assert.ok((await page.getByText('not come to', { exact: true }).count()) > 0)
    assert.equal(await page.getByText('not yet', { exact: true }).count(), 0)
    assert.equal(await page.getByRole('heading', { name: 'Reach', exact: true }).count(), 0)
    await officer.says(new RegExp(`0 of ${again.score?.counts.expected} in time`))
    const before = page.locator('section.panel', { hasText: 'The same script before' })
    await before.getByText(new RegExp(`1 of ${earlier.score?.counts.expected} in time`)).waitFor()
    await takePicture(officer, 'drill-compared')
  })

  test('has a script that can be copied, written wrong and told so, written right, and removed', async () => {
    const { officer } = world
    const { page } = officer
    await openConsole(officer, world, '/drills')
    await page.getByRole('button', { name: `Copy and edit : ${script}` }).click()
    const text = page.getByLabel('Script, as JSON')
    const whole = await text.inputValue()
    await text.fill('{')
    await officer.press('Save the script')
    await officer.says(/This is not JSON/)
    await text.fill(whole.replace('"gn:12666369"', '"gn:0"'))
    await officer.press('Save the script')
    await page
      .locator('[role=alert], .problem', { hasText: /gn:0|steps/ })
      .first()
      .waitFor()
    await text.fill(whole.replaceAll('Drones over Lipetsk Oblast', 'A night of our own'))
    await officer.press('Save the script')
    await officer.says('Saved.')
    await page.getByRole('button', { name: 'Remove : A night of our own' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('A night of our own').first().waitFor({ state: 'detached' })
    assert.deepEqual(officer.complaints, [])
    assert.deepEqual(world.approver.complaints, [])
  })
})
