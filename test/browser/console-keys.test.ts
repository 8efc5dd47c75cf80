/** The console without a mouse: approving, seeing whom it reached and setting up, from the first key to what the server then holds. */
// runs apart: a browser and several people in it take longer than the other tests may
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
import {
  openConsole,
  red,
  startConsoleWorld,
  terbunsky,
  zadonsky,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'
import { keysOf, type Keys } from './keys-alone.ts'

describe('the console by keys alone', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let approver: Keys
  let officer: Keys
  let administrator: Keys
  before(async () => {
    world = await startConsoleWorld({
      ...{ sirens: { fail: 0.15, offline: 0.1 }, settings: { TOCSIN_WEBHOOK_ALLOW: '127.0.0.1' } },
    })
    approver = keysOf(world.approver.page)
    officer = keysOf(world.officer.page)
    administrator = keysOf(world.administrator.page)
    const look = { language: 'en', theme: 'dark', map: 'drawn' } as const
    for (const desk of [world.approver, world.officer, world.administrator])
      await openConsole(desk, world, '', look)
  })
  after(() => world?.close())

  const alertOf = async (id: string) =>
    done<{ alert: { status: string; content: unknown } }>(await world.server.olena.get(`/v1/alerts/${id}`))
      .alert
  /** Anew, with the keyboard where a page begins. */
  const begin = (desk: Desk, path: string) => openConsole(desk, world, path)

  test('approves: the screen by its letter, down to what goes out, the one that names all of it', async () => {
    const { page } = world.approver
    const waiting = await world.submit(red([terbunsky, zadonsky]))
    await begin(world.approver, '')
    await page.keyboard.press('a')
    await page.waitForURL(`**/console/approve/${waiting.id}`)
    await page.getByRole('button', { name: /^Approve.*2 areas/ }).waitFor()
    // In the order in which one reads: the list of what waits, then what is read, then its acts.
    await approver.to(/^New alert/)
    await approver.to(/^Approve.*2 areas/)
    await approver.press('Enter')
    await approver.until(/^(Approved|Issued) \d\d:\d\d/)
    // One Tab further is where one looks next.
    await approver.to('Alert')
    assert.match((await alertOf(waiting.id)).status, /approved|issued/)
    await approver.press('Enter')
    await page.waitForURL(`**/console/alert/${waiting.id}`)
  })

  test('returns with a reason: what is asked has the keyboard, and so has what came of it', async () => {
    const { page } = world.approver
    const waiting = await world.submit(red([terbunsky], { level: 'yellow' }))
    await begin(world.approver, '')
    await page.keyboard.press('a')
    await page.waitForURL('**/console/approve/*')
    await approver.to(/Air danger/)
    await approver.press('Enter')
    await page.waitForURL(`**/console/approve/${waiting.id}`)
    await page.getByRole('button', { name: /^Approve.*1 area/ }).waitFor()
    await approver.to('Return it')
    await approver.press('Space')
    assert.equal((await approver.where()).name, 'What should be different')
    // Without a reason nothing goes.
    await approver.press('Enter')
    await page.keyboard.type('Terbunsky is calm. Zadonsky is meant.')
    await approver.press('Enter')
    await approver.until(/Returned to its author/)
    await approver.to('Alert')
    assert.equal((await alertOf(waiting.id)).status, 'draft')
  })

  test('sees whom it reached: sorts, exports, and sends to one again', async () => {
    const { page } = world.officer
    const alert = await world.issue(red(['RU-LIP']))
    await world.server.head()
    await begin(world.officer, '')
    await page.keyboard.press('r')
    await page.waitForURL('**/console/reach')
    await officer.to(/^DRILL.*Lipetsk Oblast|Lipetsk Oblast/)
    await officer.press('Enter')
    await page.waitForURL(`**/console/reach/${alert.id}`)
    await page.locator('tr[data-state=failed] button').first().waitFor()

    await officer.to(/^Target/)
    await officer.press('Enter')
    const header = page.getByRole('columnheader', { name: 'Target' })
    assert.equal(await header.getAttribute('aria-sort'), 'ascending')
    await officer.press('Space')
    assert.equal(await header.getAttribute('aria-sort'), 'descending')

    // Backwards: what is done with the table stands before it.
    await officer.to('Export as CSV', 'back')
    const [download] = await Promise.all([page.waitForEvent('download'), officer.press('Enter')])
    assert.match(download.suggestedFilename(), /\.csv$/)

    await officer.to(/^Send again to/)
    const { name } = await officer.where()
    await officer.press('Enter')
    // Escape lets it be, and the keyboard is where it was.
    await officer.press('Escape')
    assert.equal((await officer.where()).name, name)
    await officer.press('Enter')
    await officer.to('Send again')
    await officer.press('Enter')
    await officer.until(/^Sent again to/)
  })

  test('copies a ladder, gives it a name and saves it', async () => {
    const { page } = world.administrator
    await begin(world.administrator, '')
    await administrator.to(/^Prepare/)
    await administrator.press('Enter')
    await administrator.to('Set-up')
    await administrator.press('Enter')
    await page.waitForURL('**/console/set-up')
    await administrator.to('Ladders')
    await administrator.press('Enter')
    await page.waitForURL('**/console/set-up/ladders')
    await administrator.to(/^Copy ?: .*Lipetsk/)
    await administrator.press('Enter')
    assert.equal((await administrator.where()).role, 'input')
    await administrator.to('Name in English')
    await administrator.write('Ladder by keys')
    await administrator.to('Save')
    await administrator.press('Enter')
    await administrator.until('It holds from now on')
    const { ladders } = done<{ ladders: { names: { en?: string } }[] }>(
      await world.server.olena.get('/v1/ladders'),
    )
    assert.ok(ladders.some(({ names }) => names.en === 'Ladder by keys'))
    await administrator.to(/^Remove ?: .*Ladder by keys/)
    await administrator.press('Enter')
    await administrator.to('Remove')
    await administrator.press('Enter')
    await administrator.until('Removed.')
  })

  test('writes a text and saves it with who reviewed it', async () => {
    const { page } = world.administrator
    await begin(world.administrator, '/set-up/texts')
    await page.getByRole('textbox', { name: /^English ?, texts\.warning\.90\[0\]/ }).waitFor()
    await administrator.to(/^English ?, texts\.warning\.90\[0\]/)
    await administrator.write('[{lead} ]{DangerColour}! {place}. {act}')
    await administrator.to('Save English', 'back')
    await administrator.press('Enter')
    await administrator.to('Reviewed by')
    await page.keyboard.type('Regional civil protection')
    await administrator.to('Note')
    await page.keyboard.type('Read aloud in a drill.')
    await administrator.press('Enter')
    await administrator.until('It holds from now on')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('finds an area, sees it on the map, and takes in a file', async () => {
    const { page } = world.administrator
    await begin(world.administrator, '/set-up/areas')
    await page.locator('[data-map="there"]').waitFor()
    await administrator.to(/^Find an area/)
    await page.keyboard.type('Задонский')
    await administrator.to('Zadonsky District')
    await administrator.press('Enter')
    assert.equal(
      await page.getByRole('button', { name: 'Zadonsky District' }).getAttribute('aria-pressed'),
      'true',
    )
    // Waited for from before the key: the browser is told late to hand it over.
    const choosing = page.waitForEvent('filechooser')
    await administrator.to(/^Files/)
    await page.keyboard.press('Space')
    const chooser = await choosing
    const ring = [38.6, 39, 39, 38.6, 38.6].map((lon, i) => [lon, i < 2 || i === 4 ? 52.2 : 52.6])
    const feature = {
      ...{ type: 'Feature', properties: { name: 'Задонский район' } },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }
    await chooser.setFiles({
      name: 'boundaries.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [feature] })),
    })
    await administrator.to('Import')
    await administrator.press('Enter')
    await administrator.until(/1 joined/)
  })

  test('tests the sirens quietly, registers one and removes it', async () => {
    const { page } = world.administrator
    await begin(world.administrator, '/set-up/sirens')
    await page.getByText(/Sirens connect to/).waitFor()
    await administrator.to('Test all quietly')
    await administrator.press('Enter')
    await administrator.until(/\d+ passed/)
    await administrator.to('Register sirens')
    await administrator.press('Enter')
    for (const [field, text] of [
      ['Id', 'by-keys'],
      ['Name', 'By keys'],
      ['Area (code)', 'RU-LIP'],
      ['Run by', 'Duty room'],
    ] as const) {
      await administrator.to(field)
      await page.keyboard.type(text)
    }
    await administrator.to(/^Kind/)
    await page.keyboard.press('ArrowDown')
    await administrator.to(/^Register sirens ?: One siren/)
    await administrator.press('Enter')
    await administrator.until('1 siren is registered.')
    await administrator.to(/^Find a siren/, 'back')
    await page.keyboard.type('by-keys')
    await administrator.to(/^Remove ?: By keys/)
    await administrator.press('Enter')
    await administrator.to('Remove')
    await administrator.press('Enter')
    await administrator.until('Removed.')
  })

  test('proves a channel, subscribes a program, keeps its secret and lets it go', async () => {
    const { page } = world.administrator
    await begin(world.administrator, '/set-up/channels')
    await administrator.to('Test: Live readers')
    await administrator.press('Enter')
    await administrator.until('Proven: it delivers')
    await administrator.to(/^Subscribe a program/)
    await administrator.press('Enter')
    assert.equal((await administrator.where()).name, 'Address that is called')
    await page.keyboard.type('http://127.0.0.1:9/warnings')
    await administrator.to('everywhere')
    await administrator.press('ArrowRight')
    await administrator.to(/^Find an area/)
    await page.keyboard.type('Zadon')
    await administrator.press('Enter')
    await page.getByRole('button', { name: 'Remove: Zadonsky District' }).waitFor()
    await administrator.to('TEST')
    await administrator.press('Space')
    await administrator.to('Subscribe')
    await administrator.press('Enter')
    await administrator.until('Secret of 127.0.0.1:9')
    assert.equal((await administrator.where()).name, 'Secret of 127.0.0.1:9')
    await administrator.to('Copy')
    await administrator.press('Enter')
    await administrator.to('I have kept it')
    await administrator.press('Enter')
    assert.match((await administrator.where()).name, /^Subscribe a program/)
    await administrator.to(/^Ping/)
    await administrator.press('Enter')
    await administrator.until(/Pinged 127\.0\.0\.1:9: failed\. No connection/)
    await administrator.to(/^Remove ?: 127/)
    await administrator.press('Enter')
    await administrator.to('Remove')
    await administrator.press('Enter')
    await administrator.until('Removed.')
    await page.getByText('Nobody is subscribed.').waitFor()
    await administrator.to(/^Subscribe a program/)
  })

  test('goes on to where authorities and people are changed', async () => {
    const { page } = world.administrator
    await begin(world.administrator, '/set-up/authorities')
    await administrator.to('Change authorities')
    await administrator.press('Enter')
    await page.waitForURL('**/people/authorities')
    await begin(world.administrator, '/set-up/people')
    await administrator.to('Keys of programs')
    await administrator.press('Enter')
    await page.waitForURL('**/people/keys')
    for (const { complaints } of [world.approver, world.officer, world.administrator])
      assert.deepEqual(complaints, [])
  })
})
