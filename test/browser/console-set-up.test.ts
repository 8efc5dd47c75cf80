/** The set-up in a real browser: what is missing is told, and ladders, texts, areas, sirens and channels are seen, changed and tried. */
// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld, type Desk } from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')
const parts = [
  '',
  'authorities',
  'ladders',
  'texts',
  'areas',
  'sirens',
  'channels',
  'recipients',
  'people',
] as const

/** What each part says once everything it shows was fetched. */
const whole: { readonly [part in (typeof parts)[number]]: string | RegExp } = {
  '': /\d+ things? to do/,
  authorities: 'Drills only',
  ladders: 'All hazards',
  texts: /of 90, UCS-2/,
  areas: /21 areas/,
  sirens: /Sirens connect to/,
  channels: 'Nobody is subscribed.',
  recipients: /No carrier is set up/,
  people: /\d active/,
}

describe('the set-up in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let administrator: Desk
  let officer: Desk
  before(async () => {
    world = await startConsoleWorld()
    ;({ administrator, officer } = world)
  })
  after(() => world?.close())

  const open = (desk: Desk, part: string) =>
    openConsole(desk, world, `/set-up${part === '' ? '' : `/${part}`}`)
  const region = (desk: Desk, name: RegExp | string) => desk.page.locator('main').getByText(name).first()

  test('tells what is missing, the most pressing first, and leads there', async () => {
    await open(administrator, '')
    await administrator.says(/\d+ things to do/)
    await administrator.says('The texts in Russian were not reviewed by anybody yet')
    await administrator.says('There is only one administrator')
    const standings = await administrator.page.locator('main li .standing').allInnerTexts()
    const firstGood = standings.findIndex((one) => one.includes('in order'))
    assert.ok(
      standings.slice(firstGood).every((one) => one.includes('in order')),
      standings.join(),
    )
    await administrator.page
      .getByRole('link', { name: /^Open ?: Texts/ })
      .first()
      .click()
    await administrator.page.waitForURL('**/console/set-up/texts')
  })

  test('is reached part by part with the keyboard alone', async () => {
    const { page } = administrator
    await open(administrator, '')
    const nav = page.getByRole('navigation', { name: 'Parts of the set-up' })
    await nav.getByRole('link', { name: 'Overview' }).focus()
    for (const [name, path] of [
      ['Authorities', 'authorities'],
      ['Ladders', 'ladders'],
      ['Texts', 'texts'],
      ['Areas', 'areas'],
      ['Sirens', 'sirens'],
      ['Shelters', 'shelters'],
      ['Assessment forms', 'forms'],
      ['Channels', 'channels'],
      ['Recipients', 'recipients'],
      ['People and keys', 'people'],
    ] as const) {
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/console/set-up/${path}`)
      await page.getByRole('heading', { level: 1, name: `Set-up: ${name}` }).waitFor()
    }
  })

  test('copies a shipped ladder, says at its field what is refused, and saves what is right', async () => {
    const { page } = administrator
    await open(administrator, 'ladders')
    await page.getByRole('button', { name: /^Copy ?: .*Lipetsk/ }).click()
    const form = page.getByRole('form', { name: /own-lipetsk/ })
    const name = form.getByLabel('Name in Ukrainian').first()
    await name.fill('')
    await form.getByRole('button', { name: 'Save' }).click()
    await form
      .getByText(/has no name in/)
      .first()
      .waitFor()
    assert.equal(await name.getAttribute('aria-invalid'), 'true')
    await name.fill('Власна драбина')
    await form.getByRole('button', { name: 'Save' }).click()
    await administrator.says('It holds from now on')
    const { ladders } = done<{ ladders: { id: string; names: { uk?: string } }[] }>(
      await world.server.olena.get('/v1/ladders'),
    )
    assert.equal(ladders.find(({ id }) => id === 'own-lipetsk')?.names.uk, 'Власна драбина')
    await page
      .getByRole('button', { name: /^Edit ?: / })
      .first()
      .waitFor()
    await page
      .getByRole('button', { name: /^Remove ?: / })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await administrator.says('Removed.')
  })

  test('counts a text while it is typed, refuses what cannot stand there, and saves it with who reviewed it', async () => {
    const { page } = administrator
    await open(administrator, 'texts')
    const box = page.getByRole('textbox', { name: /^English ?, texts\.warning\.90\[0\]/ })
    await box.waitFor()
    const cell = page.locator('.cell', { has: box })
    await cell.getByText(/of 90, GSM-7/).waitFor()
    assert.equal(await page.getByRole('textbox', { name: /texts\.warning\.90\[0\]/ }).count(), 3)
    await box.fill('{DangerColour}: {place}. {act} Остерігайтеся того, що падає, і не виходьте без потреби.')
    await cell.getByText(/too long by \d+/).waitFor()
    await cell.getByText(/of 90, UCS-2/).waitFor()
    await box.fill('{DangerColour}. {act}')
    await cell.getByText(/“place” must stand in it once/).waitFor()
    await box.fill('[{lead} ]{DangerColour}! {place}. {act}')
    await page.getByRole('button', { name: 'Save English' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reviewed by').fill('Regional civil protection')
    await dialog.getByLabel('Note').fill('Read aloud in a drill.')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await administrator.says('It holds from now on')
    await administrator.says('reviewed by Regional civil protection')
    await page.getByRole('button', { name: 'Back to shipped: texts.warning.90[0], English' }).click()
    await administrator.says('1 change in English is not saved')
  })

  test('imports boundaries and tells what was joined and what was not', async () => {
    const { page } = administrator
    await open(administrator, 'areas')
    await page.getByLabel('Find an area').fill('Задонский')
    await page.getByRole('button', { name: 'Zadonsky District' }).click()
    const square = (name: string, lon: number) => ({
      type: 'Feature',
      properties: { name },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [lon, 52.2],
            [lon + 0.4, 52.2],
            [lon + 0.4, 52.6],
            [lon, 52.6],
            [lon, 52.2],
          ],
        ],
      },
    })
    const collection = {
      type: 'FeatureCollection',
      features: [square('Задонский район', 38.6), square('Нигдейский район', 39.1)],
    }
    await page.getByLabel('Files', { exact: true }).setInputFiles({
      name: 'boundaries.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify(collection)),
    })
    await page.getByRole('button', { name: 'Import' }).click()
    await administrator.says(/There are \d+ areas now; 1 changed\./)
    await administrator.says(/1 joined, 1 not joined/)
    await administrator.says('Нигдейский район')
  })

  test('tests sirens without a sound, registers one and removes it', async () => {
    const { page } = administrator
    await open(administrator, 'sirens')
    await page.getByRole('button', { name: 'Test all quietly' }).click()
    await administrator.says(/\d+ passed/)
    await page.getByText('Register sirens').first().click()
    await page.getByLabel('A list, as JSON').fill('[{')
    await page.getByRole('button', { name: /^Register sirens ?: A list/ }).click()
    await administrator.says('This is not a list in JSON')
    const list = [{ id: 'tried-1', name: 'Tried 1', area: 'RU-LIP', operator: 'Duty room' }]
    await page.getByLabel('A list, as JSON').fill(JSON.stringify(list))
    await page.getByRole('button', { name: /^Register sirens ?: A list/ }).click()
    await administrator.says('1 siren is registered.')
    await page.getByLabel('Find a siren or an area').fill('tried-1')
    await page.getByRole('button', { name: /^Remove ?: Tried 1/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await administrator.says('Removed.')
  })

  test('proves a channel by what arrived, in plain words', async () => {
    const { page } = officer
    await open(officer, 'channels')
    await page.getByRole('button', { name: 'Test: Live readers' }).click()
    await officer.says('Proven: it delivers')
    await officer.says('The reader saw it.')
    // Who is called is no officer’s business.
    await page.getByRole('button', { name: 'Test: Webhooks' }).click()
    await officer.says(/Nothing you were given allows/)
    await open(administrator, 'channels')
    await administrator.page.getByRole('button', { name: 'Test: Webhooks' }).click()
    await administrator.says('Not proven')
    await administrator.says('There is nobody on it who could be tried.')
  })

  test('shows an officer everything and lets them change nothing, saying who may', async () => {
    const { page } = officer
    await open(officer, 'texts')
    await officer.says('It can be changed by: administrators.')
    const box = page.getByRole('textbox', { name: /^English ?, texts\.warning\.90\[0\]/ })
    assert.equal(await box.getAttribute('readonly'), '')
    await open(officer, 'ladders')
    await region(officer, 'It can be changed by').waitFor()
    assert.equal(await page.getByRole('button', { name: /^Copy/ }).count(), 0)
    await open(officer, 'people')
    await officer.says('Your rights do not let you read this.')
  })

  for (const part of parts)
    test(`stands in nobody’s way: ${part === '' ? 'overview' : part}`, async () => {
      const { page } = administrator
      await open(administrator, part)
      await page.locator('main').getByText(whole[part]).first().waitFor()
      if (part === 'areas') await page.locator('[data-map="there"]').waitFor()
      await takePicture(administrator, `set-up-${part}`)
      await hasNoBarriers(page)
      await page.setViewportSize({ width: 360, height: 640 })
      const wider = (await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )) as number
      assert.ok(wider <= 0, `${part} is ${wider} px too wide`)
      await takePicture(administrator, `set-up-${part}-small`)
      await page.setViewportSize({ width: 1366, height: 768 })
    })

  test('says that a change waits where there are two who may agree, and holds nothing until then', async () => {
    const { page } = administrator
    await world.join('Iryna Second', 'administrator')
    await open(administrator, 'ladders')
    await page.getByRole('button', { name: /^Copy ?: .*Lipetsk/ }).click()
    await page
      .getByRole('form', { name: /own-lipetsk/ })
      .getByRole('button', { name: 'Save' })
      .click()
    await administrator.says('This waits for a second person.')
    await page.locator('main').getByRole('link', { name: 'What waits for a second person' }).waitFor()
    const { ladders } = done<{ ladders: { id: string }[] }>(await world.server.olena.get('/v1/ladders'))
    assert.ok(!ladders.some(({ id }) => id === 'own-lipetsk'))
  })

  test('speaks every language of the console', async () => {
    const { page } = administrator
    for (const language of ['uk', 'ru', 'he'] as const) {
      await openConsole(administrator, world, '/set-up', { language })
      const heading = await page.getByRole('heading', { level: 1 }).innerText()
      assert.doesNotMatch(heading, /[a-z]{3}/i)
      await page.locator('main li .standing').first().waitFor()
      assert.doesNotMatch((await page.locator('main li .standing').allInnerTexts()).join(), /[a-z]{3}/i)
      await takePicture(administrator, `set-up-${language}`)
    }
    await openConsole(administrator, world, '/set-up', { language: 'en' })
  })

  test('made no browser complain', () => {
    assert.deepEqual([...administrator.complaints, ...officer.complaints], [])
  })
})
