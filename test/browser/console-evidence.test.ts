/** The evidence desk as an analyst works it: a text taken in, judged by keyboard beside its words, added up into events, and drafted from. */
// runs apart: a browser and a server of its own
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld, type Desk } from './console-world.ts'
import { eventually } from './eventually.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

const article = [
  'Governor Igor Artamonov said that two people were injured in Zadonsky District.',
  'Residents reported that at least five people were injured in Zadonsky District.',
  'According to the Defence Ministry, 14 drones were shot down over Lipetsk Oblast overnight.',
].join('\n')
const announcement =
  'Губернатор Игорь Артамонов: в Задонском районе объявлен красный уровень «Угроза атаки БПЛА».'
const signs =
  'Numerous reports say that Russia is stockpiling missiles near Engels. A mass strike on Ukraine may follow within days.'

describe('the evidence desk', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let analyst: Desk
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    analyst = await world.join('Anna Bilyk', 'analyst')
  })
  after(() => world?.close())

  const cards = (desk: Desk) => desk.page.locator('section[aria-label="Claims"] article')
  const takeIn = async (desk: Desk, text: string, source: string) => {
    const { page } = desk
    await openConsole(desk, world, '/evidence')
    await page.getByRole('button', { name: 'Take in a text' }).click()
    await page.getByLabel('Text', { exact: true }).fill(text)
    await page.getByLabel('Who published it').fill(source)
    await page.getByRole('button', { name: 'Take it in' }).click()
    await page.locator('section[aria-label="Text"]').waitFor()
  }

  test('shows a text beside its claims, and takes it through with the keyboard alone', async () => {
    const { page } = analyst
    await takeIn(analyst, article, 'Lipetsk wire')
    await cards(analyst).nth(2).waitFor()
    // The text stands there whole, as text, with every claim marked at its words.
    assert.equal(await page.locator('.text').innerText(), article)
    const marked = (await page.locator('.text mark').allInnerTexts()).join(' … ')
    assert.match(marked, /two people were injured/)
    await hasNoBarriers(page)
    await takePicture(analyst, 'evidence-reading')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('a')
    await cards(analyst).nth(0).getByText('accepted ·').waitFor()
    await analyst.says('You are working on it')
    // Accepting goes on to the next.
    await eventually(() => cards(analyst).nth(1).getAttribute('aria-current'), 'true')
    await page.keyboard.press('a')
    await cards(analyst).nth(1).getByText('accepted ·').waitFor()
    await page.keyboard.press('x')
    await page.getByLabel('Why').fill('Nobody counted them')
    await page.keyboard.press('Enter')
    await cards(analyst).nth(2).getByText('Why: Nobody counted them').waitFor()
    await page.keyboard.press('k')
    await page.keyboard.press('4')
    await page.getByLabel('Why').fill('Heard, not seen')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await eventually(() => cards(analyst).nth(1).locator('select').inputValue(), '4')
    assert.deepEqual(analyst.complaints, [])
  })

  test('gives a range and never a sum, and says who said which', async () => {
    const { page } = analyst
    await openConsole(analyst, world, '/evidence?part=events')
    await page.getByRole('list', { name: 'Events' }).getByText('2 to at least 5 injured').waitFor()
    assert.doesNotMatch(await page.locator('main').innerText(), /\b7\b/)
    await page.getByRole('link', { name: /People hurt/ }).click()
    await page.getByRole('heading', { name: 'Who said what' }).waitFor()
    await analyst.says('Igor Artamonov')
    await analyst.says('Not confirmed')
    // One text is one family, however many it quotes.
    await analyst.says('1 independent family says so')
    await hasNoBarriers(page)
    await takePicture(analyst, 'evidence-event')
    await page.getByRole('checkbox').first().check()
    await page.getByRole('button', { name: 'Split off what is marked' }).click()
    await page.getByLabel('Why').fill('Two different streets')
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await analyst.says('Some claims were split off')
    await page.getByRole('button', { name: 'Undo…' }).click()
    await page.getByLabel('Why').fill('The same street')
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await page.getByText('Some claims were split off').waitFor({ state: 'detached' })
    await analyst.says('2 to at least 5 injured')
  })

  test('says to a second analyst who holds it, and lets them take it over with a reason', async () => {
    const { officer } = world
    await openConsole(officer, world, '/evidence?list=all')
    const row = officer.page.locator('main li').filter({ hasText: 'Lipetsk wire' })
    await row.getByText(/Anna Bilyk is working on it until/).waitFor()
    await row.getByRole('link').click()
    await officer.page.getByRole('button', { name: 'Take over…' }).waitFor()
    assert.equal(
      await cards(officer)
        .first()
        .getByRole('button', { name: /Accept/ })
        .count(),
      0,
    )
    await officer.page.getByRole('button', { name: 'Take over…' }).click()
    await officer.page.getByLabel('Why').fill('Anna went home')
    await officer.page.getByRole('dialog').locator('button[type=submit]').click()
    await officer.says('You are working on it')
    await cards(officer)
      .first()
      .getByRole('button', { name: /Accept/ })
      .waitFor()
  })

  test('grades a source apart from what it says, and keeps every grade', async () => {
    const { page } = analyst
    await openConsole(analyst, world, '/evidence?part=sources')
    const source = page.locator('main li').filter({ hasText: 'Lipetsk wire' })
    await source.getByLabel('How reliable').selectOption('B')
    await page.getByLabel('Why').fill('Right nine times of ten')
    await page.getByRole('dialog').locator('button[type=submit]').click()
    await source.getByText(/F to B, .*Anna Bilyk: Right nine times of ten/).waitFor()
    await hasNoBarriers(page)
  })

  test('drafts a warning from an announcement with everything filled in, and sends nothing by itself', async () => {
    const { officer, server } = world
    await takeIn(officer, announcement, 'Governor’s channel')
    await officer.page.getByRole('button', { name: 'Draft a warning from this text…' }).click()
    await officer.page.getByRole('heading', { name: 'New alert' }).waitFor()
    await officer.says('Zadonsky District')
    await officer.says(/Drone attack threat/)
    assert.equal([...server.running.system.world.alerts()].length, 0)
  })

  test('reckons how likely something is, line by line, and proposes a step of the watch to a person', async () => {
    const { page } = analyst
    await openConsole(analyst, world, '/evidence?part=assessments')
    await page.getByRole('button', { name: 'Put up a hypothesis' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What may come').fill('A mass strike on the energy system')
    await dialog.getByLabel('What else it could be, 1').fill('An exercise')
    for (const field of ['At least', 'Most likely', 'At most'])
      await dialog.getByLabel(field, { exact: true }).fill('20')
    await dialog.getByLabel('On what this beginning rests').fill('One month in five')
    await dialog.locator('button[type=submit]').click()
    await page.getByRole('heading', { name: 'A mass strike on the energy system' }).waitFor()
    await analyst.says('There is no evidence yet.')
    const add = async (says: string, ratio: string) => {
      await page.getByRole('button', { name: 'Add evidence…' }).click()
      await dialog.getByLabel('What it says, in a sentence').fill(says)
      for (const field of ['At least', 'Most likely', 'At most'])
        await dialog.getByLabel(field, { exact: true }).fill(ratio)
      await dialog.getByLabel('Why').fill('Seen by two')
      await dialog.locator('button[type=submit]').click()
      await page.getByRole('region', { name: 'How it is reckoned' }).getByText(says).waitFor()
    }
    await add('Bombers were loaded', '4')
    // Odds of 0.25 times 4 are 1: half and half.
    await page.locator('.big', { hasText: '50%' }).waitFor()
    await analyst.says(/Proposed to a person: step “watch”/)
    await add('Storm at sea', '0.5')
    await page.locator('.big', { hasText: '33%' }).waitFor()
    // One figure is no range.
    await analyst.says(/Reckoned 33 %\./)
    // What nobody held against an explanation is no sign for it.
    await analyst.says('not judged throughout, has no place in the order')
    await page.getByLabel('Bombers were loaded: An exercise').selectOption('consistent')
    await page.getByText('Day by day').waitFor()
    await analyst.says('Storm at sea')
    await hasNoBarriers(page)
    await takePicture(analyst, 'evidence-assessment', { height: 1600 })
    assert.deepEqual(analyst.complaints, [])
  })

  test('changes the terms and the weights of an assessment, and keeps its text for good', async () => {
    const { page } = analyst
    const dialog = page.getByRole('dialog')
    // What was judged a moment ago may not be in the picture yet, and this would be a change of what it was before.
    await page.reload()
    await page.getByRole('button', { name: 'Change the hypothesis…' }).click()
    await dialog.getByLabel('What may come').fill('A mass strike on power stations')
    await dialog.getByRole('button', { name: 'Add another explanation' }).click()
    await dialog.getByLabel('What else it could be, 2').fill('A show of force')
    await dialog.getByLabel('Most likely', { exact: true }).fill('10')
    await dialog.getByLabel('At least', { exact: true }).fill('5')
    await dialog.getByLabel('Leave it below … %').fill('30')
    await dialog.getByLabel('Why', { exact: true }).fill('One winter more was counted')
    await hasNoBarriers(page)
    await takePicture(analyst, 'evidence-terms')
    await dialog.locator('button[type=submit]').click()
    await page.getByRole('heading', { name: 'A mass strike on power stations' }).waitFor()
    await analyst.says(/“watch” from 40 %, left below 30 %/)
    await page.locator('.big', { hasText: '18%' }).waitFor()
    // What was judged against the first explanation is its own still.
    assert.equal(await page.getByLabel('Bombers were loaded: An exercise').inputValue(), 'consistent')
    await page.getByRole('button', { name: 'Change…' }).first().click()
    await dialog.getByLabel('Most likely', { exact: true }).fill('3')
    await dialog.getByLabel('At least', { exact: true }).fill('2')
    await dialog.getByLabel('Why', { exact: true }).fill('Only half of them')
    await dialog.locator('button[type=submit]').click()
    await page.getByRole('region', { name: 'How it is reckoned' }).getByText('× 3 (2 – 4)').waitFor()
    await page.getByRole('button', { name: 'Keep this text' }).click()
    await page
      .getByRole('region', { name: 'Kept texts' })
      .getByText(/Anna Bilyk/)
      .waitFor()
    await page.getByText('Who changed what').click()
    await analyst.says('Why: One winter more was counted')
    await hasNoBarriers(page)
    assert.deepEqual(analyst.complaints, [])
  })

  test('shows the signs in a text with their weak points, and weighs one where a person says', async () => {
    const { page } = analyst
    await takeIn(analyst, signs, 'A blog')
    await page.getByText('Signs of something to come').click()
    await analyst.says('Stockpiling')
    await analyst.says(/rests on somebody unnamed/)
    await hasNoBarriers(page)
    await takePicture(analyst, 'evidence-signs')
    await page.getByRole('button', { name: 'Weigh it…' }).first().click()
    const dialog = page.getByRole('dialog')
    assert.equal(await dialog.locator('select').nth(1).inputValue(), 'stockpiling')
    await dialog.getByLabel('Why', { exact: true }).fill('It fits what was seen in autumn')
    await dialog.locator('button[type=submit]').click()
    await page.getByRole('link', { name: /It is weighed in/ }).click()
    await page.getByRole('heading', { name: 'A mass strike on power stations' }).waitFor()
    await analyst.says(/Russia is stockpiling missiles/)
  })

  test('puts a text into the family that it goes back to, with a reason', async () => {
    const { page } = analyst
    await takeIn(analyst, 'Two houses burnt down in Dankovsky District, residents said.', 'A copyist')
    await page.getByText('Family of copies').click()
    await analyst.says('No other text of its family is here.')
    await page.getByRole('button', { name: 'Put it into another family…' }).click()
    const dialog = page.getByRole('dialog')
    const wire = dialog.locator('option', { hasText: 'Lipetsk wire' })
    await wire.first().waitFor({ state: 'attached' })
    await dialog.getByLabel('It goes back to').selectOption((await wire.first().getAttribute('value')) ?? '')
    await dialog.getByLabel('Why', { exact: true }).fill('It names the wire')
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'detached' })
    await page
      .locator('details', { hasText: 'Family of copies' })
      .getByRole('link', { name: /Lipetsk wire/ })
      .waitFor()
    assert.deepEqual(analyst.complaints, [])
  })

  test('of two who take a document at once one has it, and the other is told who', async () => {
    const { officer } = world
    await takeIn(analyst, 'Three people were hurt in Yeletsky District, the mayor said.', 'Both read it')
    const path = new URL(analyst.page.url()).pathname.replace(/^\/console/, '')
    await openConsole(officer, world, path)
    const work = (desk: Desk) => desk.page.getByRole('button', { name: 'Work on it' })
    await Promise.all([work(analyst).waitFor(), work(officer).waitFor()])
    // Each as it is now: whoever is told in time that the other was first has no such button any more.
    const buttons = await Promise.all([analyst, officer].map((desk) => work(desk).elementHandle()))
    await Promise.all(
      buttons.map((button) =>
        button!.evaluate((pressed) => (pressed as unknown as { click(): void }).click()),
      ),
    )
    const mine = (desk: Desk) => desk.page.getByRole('button', { name: 'Put it down' })
    const theirs = (desk: Desk) => desk.page.getByRole('button', { name: 'Take over…' })
    await Promise.all([analyst, officer].map((desk) => mine(desk).or(theirs(desk)).waitFor()))
    const held = await Promise.all([analyst, officer].map((desk) => mine(desk).count()))
    assert.equal(held[0]! + held[1]!, 1)
  })

  test('takes the same text once', async () => {
    const { page } = analyst
    await takeIn(analyst, 'One warehouse burnt in Usmansky District.', 'Once')
    const first = page.url()
    await takeIn(analyst, 'One warehouse burnt in Usmansky District.', 'Once')
    assert.equal(page.url(), first)
  })

  test('lists what came in, byte for byte, and reads it once more', async () => {
    const { page } = analyst
    await openConsole(analyst, world, '/evidence?part=intake')
    await analyst.says('No feed is read yet.')
    const originals = page.getByRole('region', { name: 'Originals' })
    await originals.getByRole('button', { name: 'What was made of it' }).first().click()
    await originals.getByRole('link', { name: 'whole' }).waitFor()
    await originals.getByRole('button', { name: 'Read it once more and compare' }).first().click()
    await analyst.says('1 text comes out of it as it is kept')
    await hasNoBarriers(page)
    await takePicture(analyst, 'evidence-coming-in')
    // Who sets feeds up is not who judges what they bring.
    assert.equal(await page.getByRole('button', { name: 'Add a feed…' }).count(), 0)
    await openConsole(world.administrator, world, '/evidence?part=intake')
    await world.administrator.page.getByRole('button', { name: 'Add a feed…' }).waitFor()
    assert.deepEqual(analyst.complaints, [])
  })

  test('can be read and judged on a phone, and from right to left', async () => {
    const { page } = analyst
    await openConsole(analyst, world, '/evidence?list=all', { language: 'he', theme: 'light' })
    await page.setViewportSize({ width: 360, height: 640 })
    await page.locator('main li a').last().click()
    await page.locator('article').first().waitFor()
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true)
    await hasNoBarriers(page, { themes: ['light'] })
    await takePicture(analyst, 'evidence-phone')
    assert.deepEqual(analyst.complaints, [])
  })
})
