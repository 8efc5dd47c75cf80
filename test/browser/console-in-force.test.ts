/** The officer’s later paths in a real browser: approve and return, retract, end in parts, and two officers on one alert. */
// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { done, type Board, type Ordered } from '../support/server.node.ts'
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
import { until } from './eventually.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

describe('an alert in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
  })
  after(() => world?.close())

  const alertNow = async (id: string) => done<Ordered>(await world.server.olena.get(`/v1/alerts/${id}`)).alert
  const linesOf = async (id: string) =>
    done<Board>(await world.server.stranger.get('/v1/board')).lines.filter(({ alerts }) =>
      alerts.some(({ alert }) => alert === id),
    )

  test('is approved as it was read, its magnitude named, or returned with a reason', async () => {
    const { approver, officer } = world
    const first = await world.submit(red(sevenDistricts))
    await openConsole(approver, world, `/approve/${first.id}`)
    await approver.says(/7 areas, 1,008,000 people|7 areas, .*people/)
    const act = approver.page.getByRole('button', { name: /^Approve: 7 areas, [\d,]+ people/ })
    await act.waitFor()
    await approver.says('This is exactly what will go out.')
    await hasNoBarriers(approver.page, { themes: ['dark', 'light', 'contrast'] })
    await takePicture(approver, 'approve')
    await approver.press('Return it')
    await approver.page.getByLabel('What should be different').fill('Usmansky is missing')
    await approver.page.keyboard.press('Enter')
    await approver.says('Returned to its author.')
    const returned = await alertNow(first.id)
    assert.equal(returned.status, 'draft')

    await openConsole(officer, world, `/alert/${first.id}`)
    await officer.says('Returned: Usmansky is missing')
    const again = await world.order(first.id, 'submit')
    await openConsole(approver, world, `/approve/${again.id}`)
    await act.click()
    await approver.says('Approved')
    assert.equal((await alertNow(first.id)).status, 'approved')

    // The officer sees it without a reload, and issues it.
    await openConsole(officer, world, `/approve/${first.id}`)
    await officer.page.getByRole('button', { name: /^Issue now: 7 areas/ }).click()
    await officer.says('Issued')
    assert.equal((await alertNow(first.id)).status, 'issued')
    await world.order(first.id, 'all-clear')
  })

  test('is not approved when it was changed while it was read', async () => {
    const { approver } = world
    const { id } = await world.submit()
    await openConsole(approver, world, `/approve/${id}`)
    const act = approver.page.getByRole('button', { name: /^Approve: 1 area/ })
    await act.waitFor()
    await world.order(id, 'edit', { areas: [...sevenDistricts] })
    await world.order(id, 'submit')
    await approver.says('It was changed while you read.')
    await approver.page.getByRole('button', { name: /^Approve: 7 areas/ }).waitFor()
    await world.order(id, 'discard')
  })

  test('is taken back by one press, in words that stand there before, within five seconds', async () => {
    const { officer } = world
    const { id } = await world.issue()
    await openConsole(officer, world, `/alert/${id}`)
    const retract = officer.page.getByRole('button', { name: 'Retract' })
    await officer.says(/there is no danger\. The message .* was sent in error/)
    await takePicture(officer, 'retract')
    // A wrong press can be taken back itself.
    await retract.click()
    await officer.press(/No, keep it/)
    await officer.says('Not taken back.')
    assert.equal((await alertNow(id)).status, 'issued')

    const begun = performance.now()
    await retract.click()
    await officer.says('Retract: sent')
    const took = performance.now() - begun
    assert.ok(took < 5_000, `it took ${Math.round(took)} ms`)
    const over = await alertNow(id)
    assert.equal(over.status, 'ended')
    assert.equal(over['how'], 'retracted')
    assert.deepEqual(await linesOf(id), [])
  })

  test('is taken back from Watch by one key, and by no link', async () => {
    const { officer } = world
    const { id } = await world.issue()
    await openConsole(officer, world, `/alert/${id}?do=retract`)
    await officer.page.getByRole('button', { name: 'Retract' }).waitFor()
    await officer.says(/was sent in error/)
    assert.equal((await alertNow(id)).status, 'issued')

    await openConsole(officer, world)
    await officer.page.getByRole('link', { name: /^0 Retract|^Retract/ }).waitFor()
    const begun = performance.now()
    await officer.page.keyboard.press('0')
    await officer.says(/Taking it back in/)
    await officer.says('Retract: sent')
    assert.ok(performance.now() - begun < 5_000)
    assert.equal((await alertNow(id))['how'], 'retracted')
  })

  test('is ended in parts, each in two actions, and each seen before it is sent', async () => {
    const { officer } = world
    const { page } = officer
    const { id } = await world.issue(red(sevenDistricts))
    await openConsole(officer, world, `/alert/${id}`)
    await page.getByRole('button', { name: /All-clear here\s*: Zadonsky District/ }).click()
    const send = page.getByRole('button', { name: /^All-clear: \d+ areas?, / })
    await send.waitFor()
    await officer.says('to those who are let go: Zadonsky District')
    await takePicture(officer, 'end-in-parts')
    await hasNoBarriers(page)
    // The second action is Enter: the keyboard is where it is needed.
    await page.keyboard.press('Enter')
    await officer.says('All-clear: sent')
    assert.equal((await linesOf(id)).length, 6)
    assert.ok((await linesOf(id)).every(({ area }) => area !== zadonsky))

    await page.keyboard.press('7')
    await send.waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Nothing else.').waitFor()
    assert.deepEqual(await linesOf(id), [])
    assert.equal((await alertNow(id)).status, 'ended')
  })

  test('is raised, lowered, extended, reduced, corrected and renewed in two actions where nothing is to be written', async () => {
    const { officer } = world
    const { page } = officer
    const { id } = await world.issue(red([zadonsky, sevenDistricts[0]], { level: 'yellow' }))
    await openConsole(officer, world, `/alert/${id}`)
    await page.getByRole('button', { name: 'Renew' }).waitFor()
    const twice = async (key: string, button: RegExp, said: string) => {
      await page.keyboard.press(key)
      await page.getByRole('button', { name: button }).waitFor()
      await until(
        page,
        `[...document.querySelectorAll('button')].some((one) => one === document.activeElement && one.className.includes('send'))`,
      )
      await page.keyboard.press('Enter')
      await officer.says(said)
    }
    await twice('2', /^Raise: 2 areas/, 'Raise: sent')
    assert.equal((await alertNow(id)).content.level, 'red')
    await twice('3', /^Lower: 2 areas/, 'Lower: sent')
    await twice('1', /^Renew: 2 areas/, 'Renew: sent')
    await page.getByRole('button', { name: /Leave out\s*: Zadonsky District/ }).click()
    await page.getByRole('button', { name: /^Leave areas out: / }).waitFor()
    await page.keyboard.press('Enter')
    await officer.says('Leave areas out: sent')
    // By typing: the letters of a name and Enter, then Enter on what it does.
    await page.keyboard.press('4')
    await page.keyboard.type('zadonsky')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Extend: / }).click()
    await officer.says('Extend: sent')
    await page.keyboard.press('6')
    const text = page.getByRole('textbox', { name: /^Instead, EN/ })
    await text.fill('Two drones seen near Khlevnoye. Go indoors.')
    await page.getByRole('button', { name: /^Correct the text: / }).click()
    await officer.says('Correct the text: sent')
    const { content } = await alertNow(id)
    assert.match(content.wording.texts['en']?.['360'] ?? '', /Two drones seen near Khlevnoye/)
    assert.equal(content.areas.length, 2)
    await world.order(id, 'all-clear')
  })

  test('is worked on by two officers at once: the second sees the first, and nobody’s change is lost', async () => {
    const { officer } = world
    const second = await world.join('Petro Second', 'officer')
    const { id } = await world.issue(red([zadonsky], { level: 'yellow' }))
    await openConsole(officer, world, `/alert/${id}`)
    await openConsole(second, world, `/alert/${id}`)
    // Both have the same step open.
    for (const desk of [officer, second]) {
      await desk.page.keyboard.press('2')
      await desk.page.getByRole('button', { name: /^Raise: 1 area/ }).waitFor()
    }
    await officer.page.keyboard.press('Enter')
    await officer.says('Raise: sent')
    // The second sees it happen and is told that what they read no longer stands.
    await second.says('Somebody changed this alert a moment ago.')
    const before = await alertNow(id)
    assert.equal(before.content.level, 'red')
    await second.page.keyboard.press('Escape')
    await second.page.keyboard.press('4')
    await second.page.keyboard.type('terb')
    await second.page.keyboard.press('Enter')
    await second.page.getByRole('button', { name: /^Extend: / }).click()
    await second.says('Extend: sent')
    const now = await alertNow(id)
    assert.equal(now.content.level, 'red')
    assert.equal(now.content.areas.length, 2)
    // And the first sees that, without having done anything.
    await officer.says('Terbunsky District')
    assert.deepEqual(second.complaints, [])
    await second.close()
    await world.order(id, 'all-clear')
  })

  test('complains of nothing in the browser', () => {
    assert.deepEqual(world.officer.complaints, [])
    assert.deepEqual(world.approver.complaints, [])
  })
})
