// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { hasNoBarriers } from './axe.ts'
import {
  openConsole,
  red,
  sevenDistricts,
  startConsoleWorld,
  takePicture,
  terbunsky,
  zadonsky,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'
import { measureFirstScreen } from './first-screen.ts'
import { startStallingProxy } from './stalling-proxy.ts'

describe('the Watch', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let desk: Desk
  before(async () => {
    world = await startConsoleWorld({ sirens: { fail: 0.1 } })
    desk = world.officer
  })
  after(async () => {
    await world.close()
  })

  const heard = () => desk.page.locator('[data-announcer]')
  const inForce = () => desk.page.locator('[data-in-force=something] li')
  const hears = (text: RegExp) => heard().filter({ hasText: text }).waitFor({ state: 'attached' })

  test('says that nothing is in force as loudly as anything, and where', async () => {
    await openConsole(desk, world)
    await desk.says('Nothing in force')
    await desk.says('in all 20 areas')
    const size = await desk.page.evaluate(
      'parseFloat(getComputedStyle(document.querySelector(".big")).fontSize)',
    )
    assert.ok((size as number) >= 24, `it is ${size} px high`)
    await desk.page.locator('.map canvas').first().waitFor()
    await takePicture(desk, 'watch-nothing')
    await hasNoBarriers(desk.page, { themes: ['dark', 'light', 'contrast'] })
  })

  test('shows what comes into force without being asked, says it once and marks it once', async () => {
    await desk.page.evaluate('globalThis.sameDocument = true')
    const changed = desk.page.locator('li.changed')
    const yellow = await world.issue({ threat: 'drone', level: 'yellow', areas: ['RU-LIP'] })
    await desk.page.locator(`[data-alert="${yellow.id}"]`).waitFor()
    await hears(/In force now: yellow, Air danger/)
    assert.equal(await changed.count(), 1)
    const alert = await world.issue(red(sevenDistricts))
    await inForce().nth(1).waitFor()
    // The gravest first, whatever came last; and it is what one looks at.
    assert.match(await inForce().first().innerText(), /RED[^]*Drone attack threat[^]*7 areas[^]*renew by/i)
    await desk.page.getByRole('complementary').getByText('What it says').waitFor()
    await inForce()
      .first()
      .getByText(/of 18 sirens/)
      .waitFor()
    await world.order(alert.id, 'renew', { renewForMinutes: 240 })
    await hears(/Changed: red, Drone attack threat/)
    assert.equal(await desk.page.evaluate('globalThis.sameDocument'), true, 'the page was loaded anew')
  })

  test('counts how its sirens stand, in words', async () => {
    const health = desk.page.getByRole('region', { name: 'What warns people' })
    await health.getByText('failed').waitFor()
    await health.getByText('Sirens: working').waitFor()
    await takePicture(desk, 'watch-two-alerts')
    await hasNoBarriers(desk.page, { themes: ['dark', 'light', 'contrast'] })
  })

  test('shows who waits for a second person, and leads there', async () => {
    const { id } = await world.submit(red([terbunsky]))
    const review = desk.page.getByRole('link', { name: /^Review.*Terbunsky/ })
    await review.waitFor()
    await hears(/Waits for a second person: Drone attack threat Terbunsky/)
    assert.equal(await review.getAttribute('href'), `/console/approve/${id}`)
  })

  test('takes down what somebody tells, by keyboard alone, and lays it aside with a reason', async () => {
    const { page } = desk
    await page.locator('#main').focus()
    await page.keyboard.press('s')
    await page.keyboard.type('Buzzing, moving south')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Zadonsky District')
    await page.keyboard.press('Enter')
    const sighting = page.getByRole('listitem').filter({ hasText: 'Buzzing, moving south' })
    await sighting.getByText('Zadonsky District').waitFor()
    await hears(/A sighting was noted/)
    await sighting.getByRole('button', { name: 'Dismiss…' }).click()
    const asked = page.getByRole('dialog', { name: 'Close this sighting' })
    await hasNoBarriers(page, { within: 'dialog' })
    await asked.getByLabel('Reason').fill('A tractor, seen by the police')
    await asked.getByRole('button', { name: 'Dismiss' }).click()
    await sighting.waitFor({ state: 'detached' })
  })

  test('cannot be looked at without seeing what is about to lapse', async () => {
    const { id } = await world.issue({
      ...red([zadonsky]),
      threat: 'artillery',
      ladder: 'all-hazards',
      level: 'warning',
      renewForMinutes: 5,
    })
    await hears(/About to lapse/)
    for (const path of ['', '/reach']) {
      await openConsole(desk, world, path)
      const strip = desk.page.locator('.lapse-strip')
      await strip.getByText(/Lapses in [34]:\d\d/).waitFor()
      assert.equal(
        await strip.getByRole('link', { name: 'Renew' }).getAttribute('href'),
        `/console/alert/${id}?do=renew`,
      )
    }
    await openConsole(desk, world)
    await takePicture(desk, 'watch-about-to-lapse')
    await hasNoBarriers(desk.page)
    await world.order(id, 'all-clear')
    await desk.page.locator('.lapse-strip').waitFor({ state: 'detached' })
    await desk.page.getByRole('heading', { name: /Ended within the hour/ }).waitFor()
  })

  test('goes anywhere by a name typed, in any language, and says its keys', async () => {
    const { page } = desk
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /^Go to/ }).waitFor()
    await hasNoBarriers(page)
    await page.keyboard.type('задон')
    await page.getByRole('option', { name: 'Zadonsky District', exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/console?area=${encodeURIComponent(zadonsky)}`)
    await page.getByRole('complementary').getByRole('heading', { name: 'Zadonsky District' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('lower drone')
    await page
      .getByRole('option', { name: /^Lower/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/console/alert/*?do=lower')
    await page.keyboard.press('w')
    await page.waitForURL('**/console')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await hasNoBarriers(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('is moved through by arrows, and begins what is to be done with one digit', async () => {
    const { page } = desk
    await openConsole(desk, world)
    await inForce().nth(1).waitFor()
    await page.locator('#main').focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('[data-alert][aria-pressed=true]').getByText('Air danger').waitFor()
    await page.keyboard.press('1')
    await page.waitForURL('**/console/alert/*?do=renew')
    await page.keyboard.press('w')
    await page.keyboard.press('n')
    await page.waitForURL('**/console/compose')
    await page.keyboard.press('Escape')
  })

  test('makes a sound of its own for each kind, once it was asked to and touched', async () => {
    const { page } = desk
    await page.addInitScript(`{
      globalThis.tones = []
      const make = AudioContext.prototype.createOscillator
      AudioContext.prototype.createOscillator = function () {
        const one = make.call(this)
        setTimeout(() => globalThis.tones.push(one.frequency.value))
        return one
      }
    }`)
    await openConsole(desk, world, '', { sounds: ['issued', 'ended'] })
    await desk.says('Sound is off until you press here')
    await desk.press('Sound is off until you press here')
    await page.getByText('Sounds on').waitFor()
    const soundsOf = async (act: () => Promise<unknown>) => {
      await page.evaluate('globalThis.tones.length = 0')
      await act()
      // The page's policy lets nothing of a test be evaluated in it again and again.
      while (((await page.evaluate('globalThis.tones.length')) as number) < 2)
        await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))')
      return JSON.stringify(await page.evaluate('globalThis.tones'))
    }
    let id = ''
    const issued = await soundsOf(
      async () =>
        ({ id } = await world.issue(
          red([zadonsky], { threat: 'aircraft', ladder: 'all-hazards', level: 'warning' }),
        )),
    )
    const ended = await soundsOf(() => world.order(id, 'all-clear'))
    assert.notEqual(issued, ended)
    await page.locator('summary', { hasText: 'Sounds on' }).click()
    await hasNoBarriers(page)
    const tried = await soundsOf(() =>
      page.getByRole('button', { name: 'Hear it: The connection is lost' }).click(),
    )
    assert.notEqual(tried, ended)
    await page.keyboard.press('Escape')
  })

  test('says when the server is gone and how old the picture is, and comes back by itself with what it missed', async () => {
    const { page } = desk
    await openConsole(desk, world)
    const bar = page.locator('.lost-bar')
    const told: string[] = []
    await world.server.startAgain(async () => {
      await bar.waitFor()
      told.push(await bar.innerText(), await page.title())
      told.push((await page.evaluate('getComputedStyle(document.querySelector("main")).filter')) as string)
      await hears(/The connection is lost/)
      await bar.getByText(/No news for ([6-9]|\d\d) /).waitFor()
      await takePicture(desk, 'watch-connection-lost')
      await hasNoBarriers(page)
    })
    const [said, title, filter] = told as [string, string, string]
    assert.match(said, /CONNECTION LOST[^]*No news for \d+ sec[^]*true at \d\d:\d\d:\d\d[^]*sent once/)
    assert.match(title, /^✕ No connection/)
    assert.match(filter, /brightness/)
    await bar.waitFor({ state: 'detached', timeout: 20_000 })
    await hears(/The connection is back/)
    const { id } = await world.issue(
      red([terbunsky], { threat: 'radiation', ladder: 'all-hazards', level: 'warning' }),
    )
    await page.locator(`[data-alert="${id}"]`).waitFor()
    assert.doesNotMatch(await page.title(), /No connection/)
    await world.order(id, 'all-clear')
  })

  test('notices a line that was cut without a word, and fetches all that moved meanwhile', async () => {
    const { page } = desk
    const proxy = await startStallingProxy(world.server.port)
    try {
      await page.goto(`http://localhost:${proxy.port}/console`)
      await page.locator('.true').filter({ hasText: 'live' }).waitFor()
      proxy.stall()
      const { id } = await world.issue(
        red([terbunsky], { threat: 'chemical', ladder: 'all-hazards', level: 'warning' }),
      )
      await page.locator('.lost-bar').waitFor({ timeout: 20_000 })
      assert.equal(await page.locator(`[data-alert="${id}"]`).count(), 0)
      proxy.flow()
      await page.locator(`[data-alert="${id}"]`).waitFor({ timeout: 20_000 })
      await page.locator('.lost-bar').waitFor({ state: 'detached', timeout: 20_000 })
    } finally {
      await page.goto('about:blank')
      await proxy.close()
    }
  })

  test('is whole on a telephone, in four languages and from right to left', async () => {
    const { page } = desk
    const narrow = { width: 360, height: 640 }
    await page.setViewportSize(narrow)
    for (const language of ['uk', 'ru', 'he', 'en'] as const) {
      await openConsole(desk, world, '', { language })
      await inForce().first().waitFor()
      const [across, direction] = (await page.evaluate(
        '[document.documentElement.scrollWidth, document.documentElement.dir]',
      )) as [number, string]
      assert.ok(across <= narrow.width, `${language} is ${across} px wide`)
      assert.equal(direction, language === 'he' ? 'rtl' : 'ltr')
      await takePicture(desk, `watch-phone-${language}`)
      await hasNoBarriers(page)
    }
    await page.setViewportSize({ width: 1366, height: 768 })
    await openConsole(desk, world, '', { language: 'he' })
    await takePicture(desk, 'watch-he')
    await openConsole(desk, world, '', { language: 'en' })
  })

  test('is whole at 200 % zoom, and moves nothing for whoever wants no motion', async () => {
    const { page } = desk
    // What a browser does at 200 %: half as many pixels, each twice as large.
    await page.setViewportSize({ width: 683, height: 384 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await openConsole(desk, world)
    await inForce().first().waitFor()
    assert.ok(((await page.evaluate('document.documentElement.scrollWidth')) as number) <= 683)
    const { id } = await world.issue(
      red([zadonsky], { threat: 'flood', ladder: 'all-hazards', level: 'warning' }),
    )
    await page.locator(`[data-alert="${id}"]`).waitFor()
    assert.equal(await page.evaluate('document.getAnimations().length'), 0)
    await page.emulateMedia({ reducedMotion: null })
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  test('costs less than 200 kB before the map, in English and Ukrainian, and stands without waiting for it', async () => {
    for (const language of ['en', 'uk'] as const) {
      const { bytes, mapBytes, shown, usable, files } = await measureFirstScreen(desk, world, language, 4)
      console.log(
        `first screen, ${language}, 4× slower: ${(bytes / 1_000).toFixed(1)} kB (map ${(mapBytes / 1_000).toFixed(1)} kB), stands after ${shown.toFixed(0)} ms, answers a key after ${usable.toFixed(0)} ms`,
      )
      assert.ok(bytes > 50_000, 'not everything was counted')
      assert.ok(bytes < 200_000, JSON.stringify(files))
    }
    await openConsole(desk, world, '', { language: 'en' })
  })

  test('complained of nothing', () => {
    const expected = /Failed to load|net::ERR|AudioContext was not allowed to start/
    assert.deepEqual(
      desk.complaints.filter((one) => !expected.test(one)),
      [],
    )
  })
})
