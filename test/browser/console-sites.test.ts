/** Long because one night is set up once, and that takes a minute. Sites in a real browser: where one is blind stands as plainly as a high value, a gap stays a gap, an alarm leads to its draft, and nobody outside is told. */
// runs alone: a browser and several people in it take longer than the other tests may
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { servedRoutes } from '../support/served-routes.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld, type Desk } from './console-world.ts'
import { keysOf } from './keys-alone.ts'
import { plant, sitesNight, type SitesNight } from './sites-world.ts'
import { until } from './eventually.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

interface Site {
  readonly dark: number
  readonly alarm: { readonly id: string; readonly proposal: { readonly alert: string } | null } | null
  readonly stations: readonly { readonly id: string; readonly state: string; readonly dark: string | null }[]
  readonly hotlines: readonly object[]
  readonly statements: readonly { readonly evidence: string; readonly kind: string }[]
}

describe('sites in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let night: SitesNight
  let officer: Desk
  const read = async (id = 'north-plant') => done<Site>(await world.server.olena.get(`/v1/sites/${id}`))
  const fits = (desk: Desk) =>
    desk.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth') as Promise<boolean>
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    night = await sitesNight(world)
    officer = world.officer
    // The server looks once a minute, by the clock of the wall.
    const until = Date.now() + 150_000
    const isAlarming = async () => ((await read()).alarm?.proposal ?? null) !== null
    while (Date.now() < until && !(await isAlarming())) await new Promise((go) => setTimeout(go, 250))
    const states = Object.fromEntries(
      (await read()).stations.map(({ id, state, dark }) => [id, dark ?? state]),
    )
    assert.deepEqual(states, {
      ...{ 'np-gate': 'alarm', 'np-west': 'alarm', 'np-hill': 'usual', 'np-new': 'never-heard' },
      ...{ 'np-north': 'link-lost', 'np-river': 'link-lost', 'np-school': 'power-lost' },
    })
  })
  after(() => world?.close())

  test('stand with the alarm first, then the rest, each with whom to call', async () => {
    await openConsole(officer, world, '/sites', { language: 'en', theme: 'dark' })
    const { page } = officer
    const list = page.getByRole('list', { name: 'Sites, the worst first' })
    const first = list.getByRole('listitem').first()
    await first.getByText('North plant (drill)').waitFor()
    await first.getByText('Alarm: raised values').waitFor()
    await first.getByText('We are blind here: 4 of 7 stations say nothing').waitFor()
    await first.getByText(/2 · link lost · since/).waitFor()
    await first.getByText(/1 · power lost · since/).waitFor()
    await first.getByText('7 stations · inner zone: 5 km · outer zone: 30 km').waitFor()
    assert.equal(
      await first.getByRole('link', { name: 'Call Shift lead, +7 000 000-00-01' }).getAttribute('href'),
      'tel:+70000000001',
    )
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: world.url })
    await first.getByRole('button', { name: 'Copy: Shift lead, +7 000 000-00-01' }).click()
    await first.getByText('+7 000 000-00-01 is copied.').waitFor()
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), '+7 000 000-00-01')
    await list.getByText('3 stations like radon and rain').waitFor()
    await page.locator('[data-map=there]').waitFor()
    await page
      .getByRole('list', { name: 'What the signs of stations mean' })
      .getByText('we are blind here')
      .waitFor()
    await hasNoBarriers(page, { themes: ['dark', 'light', 'contrast'] })
    await takePicture(officer, 'sites')
    await takePicture(officer, 'sites-small', { width: 360, height: 640 })
  })

  test('are drawn on the map: what is blind in a colour of its own, as large as what is high', async () => {
    const { page } = officer
    const seen = (await page.evaluate(`(() => {
      const canvas = document.querySelector('.map canvas:last-of-type')
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      const style = getComputedStyle(document.documentElement)
      const paint = new OffscreenCanvas(1, 1).getContext('2d')
      const count = (name) => {
        paint.fillStyle = style.getPropertyValue(name)
        paint.fillRect(0, 0, 1, 1)
        const [r, g, b] = paint.getImageData(0, 0, 1, 1).data
        let found = 0
        for (let i = 0; i < data.length; i += 4)
          if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) found++
        return found
      }
      return { blind: count('--blind'), danger: count('--danger') }
    })()`)) as { readonly blind: number; readonly danger: number }
    // Pure pixels alone are counted: most of a small sign is its edges.
    assert.ok(seen.danger > 15 && seen.blind > 15, JSON.stringify(seen))
    const { x, y, width, height } = (await page.locator('.map .stage').boundingBox())!
    let tip = ''
    // Somewhere on it: its place follows from the map's own shapes.
    for (let at = 0.3; at < 0.75 && !tip.includes('link lost'); at += 0.012)
      for (let down = 0.5; down < 0.8 && !tip.includes('link lost'); down += 0.016) {
        await page.mouse.move(x + width * at, y + height * down)
        tip = (await page.locator('.tip').allTextContents()).join()
      }
    assert.match(tip, /(North road|River bank): we are blind here, link lost, since .+ old/)
  })

  test('say what an alarm rests on, and lead to the draft that waits', async () => {
    await openConsole(officer, world, '/sites/north-plant')
    const { page } = officer
    const alarm = page.getByRole('region', { name: /^Alarm: raised values/ })
    await alarm
      .getByText(/Gate.*nSv\/h.? over what is usual there.*and 1 station near by: West village/s)
      .waitFor()
    await alarm.getByText(/another station within 30 km is raised too/).waitFor()
    await alarm.getByText(/raised for half an hour or longer/).waitFor()
    const blind = page.getByRole('region', { name: 'We are blind here' })
    await blind.getByText('link lost', { exact: true }).waitFor()
    await blind.getByText(/River bank · since .+ · mast 1/).waitFor()
    await blind.getByText('power lost', { exact: true }).waitFor()
    await blind.getByText('never heard', { exact: true }).waitFor()
    await page.getByRole('slider', { name: 'Values of Gate over time' }).waitFor()
    await hasNoBarriers(page, { themes: ['dark', 'light', 'contrast'] })
    await takePicture(officer, 'site')
    await takePicture(officer, 'site-tall', { width: 1366, height: 1800 })
    await alarm.getByRole('link', { name: 'Look at the draft' }).click()
    await officer.says(/Radiation/)
    assert.match(page.url(), /\/console\/compose\//)
  })

  test('leave a gap as a gap, with its reason, on the chart and in its table', async () => {
    await openConsole(officer, world, '/sites/north-plant?stations=np-hill%20np-river&period=24h')
    const { page } = officer
    await page.getByRole('slider', { name: 'Values of Hill over time' }).waitFor()
    const hill = page.getByRole('region', { name: /^Hill/ })
    // Before the gap, and after it: no line goes over it.
    assert.equal(await hill.locator('path.line').count(), 2)
    assert.equal(await hill.locator('rect.gap').count(), 1)
    await hill.getByText(/We were blind here .+ – .+, nobody knows why/).waitFor()
    const lines = await hill
      .locator('path.line')
      .evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect().toJSON() as { left: number; right: number }),
      )
    const gap = (await hill.locator('rect.gap').boundingBox())!
    for (const { left, right } of lines)
      assert.ok(right <= gap.x + 3 || left >= gap.x + gap.width - 3, JSON.stringify({ gap, left, right }))
    const river = page.getByRole('region', { name: /^River bank/ })
    await river
      .getByText(/link lost$/)
      .first()
      .waitFor()
    await hill.getByText('Danger from').waitFor()
    await hill.getByText('As a table').click()
    const table = hill.getByRole('region', { name: 'Values of Hill' })
    await table.getByRole('row', { name: /We were blind here .+nobody knows why/ }).waitFor()
    assert.ok((await table.getByRole('row').count()) > 100)
    await hasNoBarriers(page)
  })

  test('are read by keys alone, moment by moment', async () => {
    const { page } = officer
    const keys = keysOf(page)
    await keys.to('Values of Hill over time')
    const slider = page.getByRole('slider', { name: 'Values of Hill over time' })
    const told = () => slider.getAttribute('aria-valuetext')
    assert.match((await told()) ?? '', /^Last: .+ nSv\/h/)
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    assert.match((await told()) ?? '', /\(\d\d:\d\d UTC\): .+ nSv\/h/)
    const before = await told()
    await page.keyboard.press('PageDown')
    assert.notEqual(await told(), before)
    // Into the gap: it says that nothing is known, and no neighbour's value.
    for (let i = 0; i < 12 && !/no value/.test((await told()) ?? ''); i++)
      await page.keyboard.press('PageDown')
    assert.match((await told()) ?? '', /no value, nobody knows why$/)
    // The same moment is read in the other chart.
    const other = page.getByRole('slider', { name: 'Values of River bank over time' })
    assert.match((await other.getAttribute('aria-valuetext')) ?? '', /UTC\): .+ nSv\/h/)
    await page.keyboard.press('Escape')
    assert.match((await told()) ?? '', /^Last: /)
  })

  test('are looked at over a longer time, and compared on one scale', async () => {
    const { page } = officer
    await page.getByRole('button', { name: '7 days' }).click()
    await page.locator('path.band[d^=M]').first().waitFor()
    assert.match(page.url(), /period=7d/)
    await page.getByRole('checkbox', { name: 'Chart of Gate' }).check()
    await page.getByRole('slider', { name: 'Values of Gate over time' }).waitFor()
    const highest = () =>
      page
        .getByRole('region', { name: /^Hill/ })
        .locator('svg text.value')
        .evaluateAll((all) => Math.max(...all.map((one) => Number(one.textContent.replace(',', '')) || 0)))
    assert.ok((await highest()) < 200)
    await page.getByRole('checkbox', { name: 'One scale for all' }).check()
    await until(
      page,
      `[...document.querySelectorAll('svg text.value')].filter((one) => one.textContent === '1,000').length >= 3`,
    )
    assert.ok((await highest()) >= 900)
    await page.getByRole('button', { name: 'Earlier' }).click()
    await page.getByRole('button', { name: 'Now', exact: true }).click()
    await takePicture(officer, 'site-week', { width: 1366, height: 1200 })
  })

  test('fit a phone, in light, and are read from the right in Hebrew', async () => {
    await openConsole(officer, world, '/sites/north-plant', { language: 'en', theme: 'light' })
    await officer.page.setViewportSize({ width: 360, height: 640 })
    await officer.page.getByRole('slider').first().waitFor()
    assert.ok(await fits(officer), 'it is wider than the phone')
    await takePicture(officer, 'site-small', { width: 360, height: 2400 })
    await hasNoBarriers(officer.page, { themes: ['light'] })
    await openConsole(officer, world, '/sites/north-plant', { language: 'he', theme: 'dark' })
    await officer.page.getByRole('slider').first().waitFor()
    assert.ok(await fits(officer), 'in Hebrew it is wider than the phone')
    await officer.page.setViewportSize({ width: 1366, height: 768 })
    await hasNoBarriers(officer.page, { themes: ['dark'] })
    await takePicture(officer, 'site-hebrew', { width: 1366, height: 1500 })
    // Time goes from left to right all the same.
    assert.equal(await officer.page.locator('.plot').first().getAttribute('dir'), 'ltr')
  })

  test('stand on the Watch as far as they are news, all of them by choice', async () => {
    await openConsole(officer, world, '', { language: 'en', theme: 'dark' })
    const { page } = officer
    const sites = page.getByRole('region', { name: /^Sites/ })
    await sites.getByText('North plant (drill)').waitFor()
    await sites.getByText('4 stations say nothing').waitFor()
    await sites.getByText(/2 · link lost · since/).waitFor()
    await sites.getByRole('link', { name: 'A draft waits: look at it' }).waitFor()
    const legend = page.getByRole('list', { name: 'What the signs of stations mean' })
    await legend.getByText('we are blind here').waitFor()
    const usual = legend.getByRole('listitem').filter({ hasText: /usual$/ })
    assert.equal(await usual.count(), 0)
    await page.getByRole('combobox', { name: 'Stations' }).selectOption('all')
    await usual.waitFor()
    await page.getByRole('combobox', { name: 'Stations' }).selectOption('none')
    await legend.waitFor({ state: 'detached' })
    await page.reload()
    assert.equal(await page.getByRole('combobox', { name: 'Stations' }).inputValue(), 'none')
    await page.getByRole('combobox', { name: 'Stations' }).selectOption('news')
    await legend.waitFor()
    await hasNoBarriers(page)
    await takePicture(officer, 'watch-with-sites')
  })

  test('take a visit from the evidence desk, with its words and the way to them', async () => {
    const analyst = await world.join('Iryna Hai', 'analyst')
    await openConsole(analyst, world, '/sites/north-plant', { language: 'en' })
    const { page } = analyst
    await page.getByRole('button', { name: 'Attach…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Visit' }).check()
    const link = dialog.getByLabel('Or its link or number')
    await link.fill('https://elsewhere.example/page')
    await dialog.getByText('That is no link to the evidence desk and no number.').waitFor()
    assert.ok(await dialog.getByRole('button', { name: 'Attach', exact: true }).isDisabled())
    await dialog
      .getByRole('list', { name: 'Documents of the evidence desk' })
      .getByRole('button')
      .first()
      .click()
    assert.equal(await link.inputValue(), night.visit)
    await hasNoBarriers(page, { within: 'dialog', themes: ['dark'] })
    await takePicture(analyst, 'site-attach')
    await link.fill(`${world.url}/console/evidence/${night.visit}`)
    await dialog.getByRole('button', { name: 'Attach', exact: true }).click()
    await page.getByText('It is attached.').waitFor()
    const statements = page.getByRole('region', { name: 'Visits and statements' })
    await statements.getByText('monitors.example').first().waitFor()
    await statements.getByRole('link', { name: /^Read it/ }).click()
    await analyst.says(/The monitoring team visited the North plant/)
    const [attached] = (await read()).statements
    assert.deepEqual([attached?.kind, attached?.evidence], ['visit', night.visit])
    await analyst.close()
  })

  test('are changed by who may, and what was typed stays until it is kept', async () => {
    const { administrator } = world
    const { page } = administrator
    await openConsole(administrator, world, '/sites/north-plant', { language: 'en', theme: 'light' })
    await page.getByRole('link', { name: 'Change' }).click()
    await page.getByRole('heading', { name: 'Change North plant (drill)' }).waitFor()
    await page.getByRole('button', { name: 'Add a number' }).click()
    await page.getByLabel('Who answers').last().fill('Fire watch')
    await page.getByLabel('Number', { exact: true }).last().fill('ask me')
    await page.getByRole('button', { name: 'Keep the site' }).click()
    await page
      .getByRole('alert')
      .getByText(/Number 3: “ask me” can’t be dialled/)
      .waitFor()
    assert.equal((await read()).hotlines.length, 2)
    assert.equal(await page.getByLabel('Who answers').last().inputValue(), 'Fire watch')
    await page.getByLabel('Number', { exact: true }).last().fill('+7 000 000-00-09')
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-stations-'))
    const file = join(folder, 'stations.csv')
    writeFileSync(file, 'name;id;lat\r\nNowhere;np-x;52,4\r\n')
    const input = page.locator('input[type=file]')
    await input.setInputFiles(file)
    await page
      .getByRole('alert')
      .getByText(/It has no columns called lon/)
      .waitFor()
    writeFileSync(file, '\uFEFFname;id;lat;lon;everySeconds\r\n"Lake; east";np-lake;52,41;39,2;60\r\n')
    await input.setInputFiles(file)
    await page.getByText(/1 station of the list stands below/).waitFor()
    rmSync(folder, { recursive: true })
    await hasNoBarriers(page, { themes: ['light', 'dark'] })
    await takePicture(administrator, 'site-form', { width: 1366, height: 1200 })
    await page.getByRole('button', { name: 'Keep the site' }).click()
    await page.getByRole('heading', { name: plant.name }).waitFor()
    const kept = await read()
    assert.equal(kept.hotlines.length, 3)
    assert.ok(kept.stations.some(({ id }) => id === 'np-lake'))
    // Who may not change it is not offered to.
    await openConsole(officer, world, '/sites/north-plant')
    await officer.says(/Numbers to call/)
    assert.equal(await officer.page.getByRole('link', { name: 'Change' }).count(), 0)
  })

  test('are told to nobody outside, not even when their draft is issued', async () => {
    const { olena, taras, stranger, running } = world.server
    const { alarm } = await read()
    const alert = alarm!.proposal!.alert
    done(await olena.post(`/v1/alerts/${alert}/submit`, {}))
    const { contentHash } = done<{ alert: { contentHash: string } }>(
      await taras.get(`/v1/alerts/${alert}`),
    ).alert
    done(await taras.post(`/v1/alerts/${alert}/approve`, { contentHash }))
    done(await olena.post(`/v1/alerts/${alert}/issue`, {}))
    const board = await stranger.get('/v1/board')
    assert.match(board.text, /radiation/)
    let read200 = 0
    for (const { method, url } of servedRoutes(running)) {
      if (method !== 'GET' || /[:*]/.test(url) || url === '/v1/live' || url === '/v1/duty/live') continue
      const answer = await fetch(world.url + url, { redirect: 'manual' })
      if (answer.status === 200) read200++
      assert.doesNotMatch(await answer.text(), /north.plant|np-gate|site-alarm|West village/i, url)
    }
    assert.ok(read200 > 20, `only ${read200} were read`)
    for (const url of ['/v1/sites', '/v1/sites.geojson', '/v1/sites/north-plant'])
      assert.equal((await stranger.get(url)).status, 401, url)
  })

  test('end an alarm with its reason, and the chart keeps when it was', async () => {
    await openConsole(officer, world, '/sites/north-plant?stations=np-gate', {
      language: 'en',
      theme: 'dark',
    })
    const { page } = officer
    await page.getByRole('button', { name: 'End the alarm…' }).click()
    await page.getByRole('dialog').getByLabel('Why is it over?').fill('The drill is over')
    await page.getByRole('dialog').getByRole('button', { name: 'End the alarm' }).click()
    await page.getByRole('region', { name: /^Alarm/ }).waitFor({ state: 'detached' })
    assert.equal((await read()).alarm, null)
    await page.reload()
    await page.getByRole('region', { name: /^Gate/ }).locator('rect.alarm').waitFor()
  })
})
