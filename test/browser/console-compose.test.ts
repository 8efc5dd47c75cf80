// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { absent } from '../support/absent.ts'
import { hasNoBarriers } from './axe.ts'
import {
  atWatch,
  countOn,
  expertSeconds,
  isReady,
  paste,
  pressArea,
  presses,
  sendButton,
  sevenNames,
  total,
  typeNames,
} from './compose-world.ts'
import {
  openConsole,
  sevenDistricts,
  startConsoleWorld,
  takePicture,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'

const announcement =
  'Внимание! Красный уровень «Угроза атаки БПЛА» объявлен в Ельце, Задонском, Воловском, Добринском и Усманском районах.'

describe('composing an alert', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let desk: Desk
  let page: Page
  before(async () => {
    world = await startConsoleWorld()
    desk = world.officer
    page = desk.page
    await countOn(page)
  })
  after(() => world.close())

  const issued = async () => {
    await page.waitForURL('**/console/alert/*')
    const id = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!)
    const found = await world.server.olena.get(`/v1/alerts/${id}`)
    const { alert } = found.body as {
      alert: { status: string; mode: string; content: { level: string; areas: { code: string }[] } }
    }
    return { ...alert, areas: alert.content.areas.map(({ code }) => code) }
  }

  test('for seven districts takes at most five key presses a name by typing', async () => {
    await atWatch(desk, world)
    await page.keyboard.press('n')
    await page.locator('.compose .choose').waitFor()
    await page.keyboard.press('d')
    await page.keyboard.press('2')
    for (const name of sevenNames) assert.ok(name.length + 1 <= 5)
    await typeNames(page, sevenNames)
    await isReady(page, 7)
    await takePicture(desk, 'compose-typed')
    await page.keyboard.press('Enter')
    assert.match(
      (await sendButton(page).textContent()) ?? '',
      /Issue now: DRILL, 7 areas, at least [\d,]+ people, \d+ sirens/,
    )
    await page.keyboard.press('Enter')
    const alert = await issued()
    const counted = await presses(page)
    assert.deepEqual([alert.status, alert.mode, alert.content.level], ['issued', 'drill', 'red'])
    assert.deepEqual(alert.areas.toSorted(), [...sevenDistricts].toSorted())
    assert.equal(counted.keys, 3 + sevenNames.join('').length + 7 + 2)
    assert.ok(expertSeconds(counted) <= 15, `${expertSeconds(counted)} s`)
  })

  test('for seven districts takes at most twelve actions on the map', async () => {
    await atWatch(desk, world)
    await page.keyboard.press('n')
    await page.locator('.compose [data-map=there]').waitFor()
    await page.keyboard.press('d')
    await page.keyboard.press('2')
    for (const code of sevenDistricts) await pressArea(page, code)
    await isReady(page, 7)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    const alert = await issued()
    const counted = await presses(page)
    assert.deepEqual(alert.areas.toSorted(), [...sevenDistricts].toSorted())
    assert.ok(total(counted) <= 12, JSON.stringify(counted))
    assert.ok(expertSeconds(counted) <= 15, `${expertSeconds(counted)} s`)
  })

  test('from a pasted message takes at most four actions', async () => {
    await atWatch(desk, world)
    await paste(page, announcement)
    await page.locator('.pasted mark.found').first().waitFor()
    await isReady(page, 5)
    await takePicture(desk, 'compose-pasted')
    assert.equal(await page.evaluate("document.activeElement.matches('.send .main')"), true)
    await page.keyboard.press('Enter')
    const alert = await issued()
    const counted = await presses(page)
    assert.deepEqual([alert.status, alert.content.level, alert.areas.length], ['issued', 'red', 5])
    assert.ok(total(counted) <= 4, JSON.stringify(counted))
    assert.ok(expertSeconds(counted) <= 15)
  })

  test('asks about a name it is not sure of, one key each', async () => {
    await openConsole(desk, world, '/compose')
    await paste(page, 'Red level, drone attack threat, is declared in Zadonsky and Dobrovinsky districts.')
    const question = page.getByRole('group', { name: /→ .*\?/ })
    await question.waitFor()
    const asked = (await question.getAttribute('aria-label')) ?? ''
    await page.keyboard.press('y')
    await question.waitFor({ state: 'detached' })
    const chosen = page.getByRole('list', { name: 'Chosen areas' })
    await chosen.getByText('Zadonsky District').waitFor()
    assert.match(asked, /Dobrovinsky/)
    await chosen.getByText(/→ (.*)\?/.exec(asked)![1]!).waitFor()
  })

  test('of a message that ends something offers that, and composes nothing', async () => {
    await openConsole(desk, world, '/compose')
    await paste(page, 'Отбой красного уровня «Угроза атаки БПЛА» в Задонском районе.')
    await page.getByText('This message ends an alert').waitFor()
    assert.equal(await sendButton(page).getAttribute('aria-disabled'), 'true')
    await page
      .getByRole('button', { name: /^End Drone attack threat/ })
      .first()
      .click()
    await page.waitForURL('**/console/alert/*do=all-clear*')
  })

  test('shows what each language and length will say, and counts what is written by hand', async () => {
    await openConsole(desk, world, '/compose?threat=drone&level=red&areas=gn:465724')
    const words = page.getByRole('region', { name: 'Will say' })
    await words.getByText(/Zadonsky District/).waitFor()
    await words.getByRole('button', { name: 'RU' }).click()
    await words.getByText(/Задонский район/).waitFor()
    await words.getByRole('button', { name: 'Write by hand' }).click()
    await words.getByRole('textbox').fill('УЧЕБНАЯ ТРЕВОГА. В укрытие!')
    await words.getByText('27 of 90 characters').waitFor()
    await words.getByRole('group', { name: 'Length' }).getByRole('button', { name: '360' }).waitFor()
    await isReady(page, 1)
    await words.getByRole('textbox').fill('я'.repeat(91))
    await words.getByText('91 of 90').waitFor()
    await words.getByText('too long', { exact: true }).waitFor()
    // The server refuses it by now: what was written stays to be mended, with the reason beside it.
    await page.waitForResponse(async (answer) => answer.url().endsWith('/v1/alerts/preview') && !answer.ok())
    await words.getByRole('textbox').waitFor()
    await words.getByRole('button', { name: 'Back to the phrase book' }).click()
    await words.getByText(/Задонский район/).waitFor()
  })

  test('says what the server refuses where it is about, and does not send', async () => {
    await openConsole(desk, world, '/compose?threat=drone&level=red&areas=gn:465724')
    await isReady(page, 1)
    await page.getByRole('spinbutton', { name: 'Minutes' }).fill('2')
    await page.keyboard.press('Tab')
    await page.getByText('the policy allows 5 to 1440').waitFor()
    assert.equal(await sendButton(page).getAttribute('aria-disabled'), 'true')
  })

  test('warns the whole region but some of it', async () => {
    await openConsole(desk, world, '/compose?threat=drone&level=yellow')
    await page.getByRole('button', { name: 'Whole region except…' }).click()
    await page.keyboard.type('zad')
    await page.keyboard.press('Enter')
    await isReady(page, 19)
  })

  test('takes an extra step where it is live, which names what will happen', async () => {
    const sent: string[] = []
    await page.route('**/v1/duty', async (route) => {
      const answer = await route.fetch()
      const duty = (await answer.json()) as { readonly authority: object }
      const authority = { ...duty.authority, service: 'live' }
      await route.fulfill({ response: answer, json: { ...duty, mode: 'live', authority } })
    })
    await page.route('**/v1/alerts/preview', async (route) => {
      const { order } = route.request().postDataJSON() as { order: object }
      await route.continue({ postData: JSON.stringify({ order: { ...order, mode: 'drill' } }) })
    })
    // Nothing that says it is live leaves the browser.
    await page.route('**/v1/alerts', (route) => {
      sent.push(route.request().method())
      return route.fulfill({
        status: 422,
        json: { code: 'test/kept-here', detail: 'Kept here.', advice: '' },
      })
    })
    await openConsole(desk, world, '/compose?threat=drone&level=red&areas=gn:465724')
    await isReady(page, 1)
    await sendButton(page).click()
    const step = page.getByRole('alertdialog')
    await step
      .getByText(/LIVE This is live. It warns at least 35,000 people in 1 area; \d+ sirens? sound/)
      .waitFor()
    await takePicture(desk, 'compose-live')
    await page.keyboard.press('Escape')
    await step.waitFor({ state: 'detached' })
    assert.deepEqual(sent, [])
    await page.keyboard.press('Enter')
    await step.waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Not sent.').waitFor()
    assert.deepEqual(sent, ['POST'])
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  test('shows at once what another officer puts in force there', async () => {
    await openConsole(desk, world, '/compose?threat=drone&level=red&areas=gn:567100')
    const reaches = page.getByRole('region', { name: 'Reaches' })
    await reaches.getByText('Nothing else is in force there').waitFor()
    await world.issue({ threat: 'drone', level: 'yellow', areas: ['gn:567100'] })
    await reaches.getByText(/Dankovsky District: Air danger, stays in force/).waitFor()
  })

  /** As where two people are needed: the server says so, and would take it. */
  const needingTwo = () =>
    page.route('**/v1/alerts/preview', async (route) => {
      const answer = await route.fetch()
      const told = (await answer.json()) as object
      const needs = { people: 2, mayIssueAlone: 'in-an-emergency', step: 'submit' }
      await route.fulfill({ response: answer, json: { ...told, needs } })
    })

  test('goes to a second person where two are needed', async () => {
    await needingTwo()
    await openConsole(desk, world, '/compose?threat=drone&level=red&areas=gn:465724')
    await isReady(page, 1)
    assert.match(
      (await sendButton(page).textContent()) ?? '',
      /^Send for approval: DRILL, 1 area, at least 35,000 people/,
    )
    await sendButton(page).click()
    await page.waitForURL('**/console/alert/*')
    const { body } = await world.server.olena.get(
      `/v1/alerts/${new URL(page.url()).pathname.split('/').at(-1)}`,
    )
    assert.equal((body as { alert: { status: string } }).alert.status, 'submitted')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  test('is issued by one person in an emergency, with a reason and not without', async () => {
    await needingTwo()
    await openConsole(desk, world, '/compose?threat=drone&level=red&areas=gn:465724')
    await isReady(page, 1)
    await page.getByRole('button', { name: 'One-person emergency…' }).click()
    const alone = page.getByRole('button', { name: /^Issue alone: DRILL/ })
    assert.equal(await alone.getAttribute('aria-disabled'), 'true')
    await page.getByLabel('Why can it not wait?').fill('Seen from the roof, two minutes away')
    await takePicture(desk, 'compose-emergency')
    await alone.click()
    assert.equal((await issued()).status, 'issued')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  test('goes on with a draft of somebody’s instead of drafting it twice', async () => {
    const drafted = await world.server.olena.post('/v1/alerts', {
      ...{ threat: 'drone', level: 'red', areas: ['gn:465724'] },
      texts: { en: { '90': 'DRILL. By hand.' } },
    })
    const { id } = (drafted.body as { alert: { id: string } }).alert
    await openConsole(desk, world, `/compose/${id}`)
    const words = page.getByRole('textbox', { name: /^Text in English/ })
    await words.waitFor()
    assert.equal(await words.inputValue(), 'DRILL. By hand.')
    await page.getByRole('combobox', { name: 'Type names' }).focus()
    await typeNames(page, ['usm'])
    await isReady(page, 2)
    await sendButton(page).click()
    const alert = await issued()
    assert.ok(page.url().endsWith(id), page.url())
    assert.deepEqual(alert.areas.toSorted(), ['gn:465724', 'gn:478304'])
  })

  test('is done from the first field to the last by Tab alone, in the order of the work', async () => {
    await openConsole(desk, world, '/compose?threat=drone&level=red&areas=gn:465724')
    await isReady(page, 1)
    await page.locator('input[name=threat]:checked').focus()
    const met: string[] = []
    for (let tabs = 0; tabs < 60 && met.at(-1) !== 'send'; tabs++) {
      const at = (await page.evaluate(`(() => {
        const at = document.activeElement
        const part = ['fieldset', '.map', '[aria-label="Will say"]', '.send'].map((one) => at.closest(one)).find(Boolean)
        return part === undefined ? '' : part.matches('.send') ? 'send' : part.matches('fieldset') ? part.querySelector('legend').textContent.trim().slice(0, 1) : part.matches('.map') ? 'map' : 'words'
      })()`)) as string
      if (at !== '' && met.at(-1) !== at) met.push(at)
      await page.keyboard.press('Tab')
    }
    assert.deepEqual(met, ['1', '2', '3', '4', 'map', 'words', 'send'])
  })

  test('has no barriers, in either theme, empty or full, wide or narrow', async () => {
    await openConsole(desk, world, '/compose')
    await page.locator('.compose .choose').waitFor()
    await hasNoBarriers(page)
    await openConsole(desk, world, '/compose?threat=drone&level=red&areas=gn:465724,gn:483542')
    await isReady(page, 2)
    await hasNoBarriers(page, { themes: ['dark', 'light', 'contrast'] })
    await page.keyboard.type('do')
    await page.setViewportSize({ width: 360, height: 640 })
    await takePicture(desk, 'compose-narrow')
    await hasNoBarriers(page)
    await page.setViewportSize({ width: 1366, height: 768 })
    assert.deepEqual(desk.complaints, [])
  })
})
