// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { plus, type Instant } from '#base'
import { nowViewOf, residentLanguages, type NowView, type ResidentLanguage } from '#resident'
import { absent } from '../support/absent.ts'
import { at, sourcesOf, states, viewOf, zadonsky } from '../support/resident-night.node.ts'
import { hasNoBarriers } from './axe.ts'
import { startResidentWorld, type ResidentWorld } from './resident-now-world.ts'

const view = (state: string, language: ResidentLanguage = 'en'): NowView =>
  viewOf(states[state]!.night, language, states[state]!.places)
const later = (state: string, seconds: number, seq: number): NowView => ({
  ...nowViewOf(
    sourcesOf(states[state]!.night),
    { language: 'en', places: states[state]!.places },
    plus(at, seconds * 1_000) as Instant,
  ),
  seq,
})
const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth')

describe('Now in a browser', { skip: absent('chromium') }, () => {
  let world: ResidentWorld
  before(async () => (world = await startResidentWorld()))
  after(() => world.close())

  const headline = (page: Page) => page.locator('main h2:visible').first()

  test('on a first visit without a script says in every state what it is, on the first screen of a small phone', async () => {
    const headings: { readonly [state: string]: RegExp } = {
      ...{ nothing: /^✓ Nothing in force here/, danger: /^▲ Drone attack threat/, advisory: /^△ Air danger/ },
      ...{
        'all-clear': /^✓ All-clear/,
        retracted: /^✓ There is no danger/,
        lapsed: /^\? Lapsed, not cleared/,
      },
      ...{ part: /^◐ Drone attack threat/, nearby: /^✓ Nothing in force here/ },
    }
    for (const [state, heading] of Object.entries(headings)) {
      const { page, complaints, close } = await world.open(view(state), { script: 'off' })
      assert.match((await headline(page).innerText()).replace(/\s+/g, ' '), heading, state)
      const { y, height } = (await headline(page).boundingBox())!
      assert.ok(y + height < 320, `${state}: half of the screen is above it`)
      assert.ok(await fits(page), state)
      assert.equal(await page.locator('#lost').isVisible(), false)
      assert.match(await page.locator('#heard').innerText(), /Checked 00:41:07 · reloads every 30 seconds/)
      assert.equal(await page.locator('meta[http-equiv=refresh]').getAttribute('content'), '30')
      for (const bar of await page.locator('.mode b').all()) assert.equal(await bar.isVisible(), true)
      assert.deepEqual(complaints, [])
      await close()
    }
  })

  test('shows the first thing to do without scrolling, on 360 by 640, in every language', async () => {
    for (const language of residentLanguages) {
      const { page, close } = await world.open(view('danger', language), { script: 'off' })
      const { y, height } = (await page.locator('main ol li').first().boundingBox())!
      assert.ok(y + height < 610, `${language}: it ends at ${y + height}`)
      await close()
    }
  })

  test('fits a small phone, and a desk at 200 % zoom, in every language and state', async () => {
    for (const size of [
      [320, 640],
      [683, 384],
    ] as const) {
      const { page, close } = await world.open(view('danger'), { script: 'off', size })
      for (const language of residentLanguages)
        for (const state of ['danger', 'places', 'part', 'lapsed', 'nobody-chose']) {
          world.show(view(state, language))
          await page.reload()
          assert.ok(await fits(page), `${size[0]} ${language} ${state}`)
        }
      await close()
    }
  })

  test('has nothing that would stop somebody from using it, light and dark, left to right and right to left', async () => {
    for (const theme of ['light', 'dark'] as const)
      for (const [state, language] of [
        ['danger', 'en'],
        ['places', 'he'],
        ['part', 'uk'],
        ['lapsed', 'en'],
        ['all-clear-still', 'ru'],
        ['retracted', 'en'],
        ['nobody-chose', 'he'],
        ['test', 'en'],
      ] as const) {
        const { page, close } = await world.open(view(state, language), { theme })
        await hasNoBarriers(page, { themes: [theme] })
        await close()
      }
  })

  test('lies before a finger in targets of 44 pixels', async () => {
    const { page, close } = await world.open(view('danger'))
    for (const target of await page.locator('a:visible, summary:visible, button:visible').all())
      assert.ok((await target.boundingBox())!.height >= 44, await target.innerText())
    await close()
  })

  test('has names for those who hear it', async () => {
    const { page, close } = await world.open(view('places'))
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1)
    await page.getByRole('region', { name: 'Zadonsky District, Lipetsk' }).waitFor()
    await page.getByRole('heading', { name: /Drone attack threat/ }).waitFor()
    assert.equal(await page.getByRole('alert').count(), 0, 'nothing is wrong with the connection')
    await close()
  })

  test('shows what changes without being reloaded, says it once to who hears the page, and takes it off again', async () => {
    const { page, complaints, close } = await world.open(view('nothing'), { clock: 'by-hand' })
    await page.locator('#heard', { hasText: '· live' }).waitFor()
    assert.match(decodeURIComponent(world.listened()[0]!), new RegExp(`^\\?areas=${zadonsky},`))
    await page.evaluate(`document.body.setAttribute('data-same-page', '')`)
    world.show(later('danger', 5, 43))
    world.say('event: notice\nid: 43\ndata: {}\n\n')
    await page.clock.runFor(5_000)
    await headline(page).filter({ hasText: 'Drone attack threat' }).waitFor()
    assert.match(await page.title(), /^DRILL · Drone attack threat/)
    assert.match(
      await page.locator('#say').innerText(),
      /^Drone attack threat: Zadonsky District\. Go indoors/,
    )
    const fetched = world.fetched()
    world.say('event: notice\nid: 43\ndata: {}\n\n')
    await page.clock.runFor(5_000)
    assert.equal(world.fetched(), fetched, 'what it shows already is not fetched again')
    world.show(later('all-clear', 20, 44))
    world.say('event: notice\nid: 44\ndata: {}\n\n')
    await page.clock.runFor(5_000)
    await headline(page).filter({ hasText: 'All-clear' }).waitFor()
    assert.equal(await page.locator('body[data-same-page]').count(), 1, 'it was reloaded')
    assert.deepEqual(complaints, [])
    await close()
  })

  test('shows the words of a notice for its places the moment they come, before it has fetched itself again', async () => {
    const { page, complaints, close } = await world.open(
      { ...view('nothing'), spreadMilliseconds: 60_000 },
      { clock: 'by-hand', first: 'Math.random = () => 0.9' },
    )
    await page.locator('#heard', { hasText: '· live' }).waitFor()
    const notice = (more: object) => {
      const texts = { en: { '360': 'DRILL. Go indoors. DRILL.' }, uk: { '360': '…' } }
      const data = {
        kind: 'warning',
        mode: 'drill',
        gravity: 'danger',
        areas: [{ code: 'RU-LIP' }],
        loudFor: ['RU-LIP'],
        wording: { texts },
        ...more,
      }
      return JSON.stringify(data)
    }
    const news = page.locator('#news')
    for (const [seq, other] of [{ areas: [{ code: 'gn:567100' }] }, { mode: 'live' }].entries())
      world.say(`event: notice\nid: ${50 + seq}\ndata: ${notice(other)}\n\n`)
    world.show({ ...later('danger', 60, 53), spreadMilliseconds: 800 })
    world.say(`event: notice\nid: 53\ndata: ${notice({})}\n\n`)
    await news.filter({ hasText: 'DRILL. Go indoors. DRILL.' }).waitFor()
    assert.equal(world.fetched(), 1, 'it is not fetched yet')
    await hasNoBarriers(page, { themes: ['light'] })
    await world.pass(page, 55)
    await headline(page).filter({ hasText: 'Drone attack threat' }).waitFor()
    assert.equal(await news.isVisible(), false)
    assert.equal(await page.locator('#say').innerText(), '', 'it is not said a second time')
    assert.deepEqual(complaints, [])
    await close()
  })

  test('counts down to what may come, by the server’s clock', async () => {
    const { page, close } = await world.open(view('danger'), { clock: 'by-hand' })
    const arrival = page.locator('[data-arrives]')
    assert.match(await arrival.innerText(), /^It could be here in 6 min at the earliest\.$/)
    await world.pass(page, 5 * 60)
    assert.match(await arrival.innerText(), /^It could be here in \d\d s at the earliest\.$/)
    await world.pass(page, 2 * 60)
    assert.equal(await arrival.innerText(), 'It could be here already.')
    await close()
  })

  test('turns grey and says what to do when it has heard nothing, and comes back by itself', async () => {
    const { page, close } = await world.open(view('danger'), { clock: 'by-hand' })
    await page.locator('#heard', { hasText: '· live' }).waitFor()
    await page.clock.runFor(24_000)
    assert.equal(await page.locator('html.lost').count(), 0)
    await page.clock.runFor(4_000)
    await page.locator('html.lost').waitFor()
    assert.match(
      await page.getByRole('alert').innerText(),
      /^No connection since 00:41:\d\d\. What follows was true then\. Stay in shelter until you hear the all-clear from another source\./,
    )
    assert.equal(await headline(page).isVisible(), true)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.clock.resume()
    await hasNoBarriers(page, { themes: ['dark'] })
    world.say('event: ping\nid: 42\ndata: {}\n\n')
    await page.locator('html:not(.lost)').waitFor()
    await close()
  })

  test('sounds differently for a danger, an advice and an all-clear, and only for who asked for sounds', async () => {
    const first = `
      globalThis.heard = []
      const make = AudioContext.prototype.createOscillator
      AudioContext.prototype.createOscillator = function () {
        const tone = make.call(this)
        const start = tone.start
        tone.start = function (when) { heard.push(tone.type + ' ' + tone.frequency.value); return start.call(tone, when) }
        return tone
      }`
    const { page, close } = await world.open(view('nothing'), { clock: 'by-hand', first })
    const sounds = async () => new Set((await page.evaluate('heard.splice(0)')) as string[])
    const becomes = async (state: string, seq: number) => {
      world.show(later(state, seq, seq))
      world.say(`event: notice\nid: ${seq}\ndata: {}\n\n`)
      await page.clock.runFor(5_000)
      await page.locator(`body[data-seq]`).waitFor()
      await page.locator(`main[data-look="${later(state, seq, seq).groups[0]!.look}"]`).waitFor()
      return sounds()
    }
    await page.locator('#heard', { hasText: '· live' }).waitFor()
    assert.deepEqual(await becomes('danger', 43), new Set(), 'nobody asked')
    await becomes('nothing', 44)
    await page.getByRole('button', { name: 'Switch sounds on' }).click()
    await sounds()
    const [advisory, danger, ended] = [
      await becomes('advisory', 45),
      await becomes('danger', 46),
      await becomes('all-clear', 47),
    ]
    for (const heard of [advisory, danger, ended]) assert.ok(heard.size > 0)
    assert.ok(
      danger.isDisjointFrom(advisory) && danger.isDisjointFrom(ended) && advisory.isDisjointFrom(ended),
    )
    await close()
  })
})

/** What of the slide is cut off or lies outside of the screen. */
const beyond = `(() => {
  const slide = document.querySelector('.slide:not([hidden])')
  const parts = [slide, ...slide.querySelectorAll('*'), document.querySelector('footer')]
  const box = document.querySelector('footer').getBoundingClientRect()
  return parts
    .filter((one) => {
      const { bottom, right, left } = one.getBoundingClientRect()
      return bottom > (one.closest('footer') ? innerHeight : box.top) + 1 || right > innerWidth + 1 || left < -1
    })
    .map((one) => one.tagName + ' ' + one.textContent.slice(0, 40))
})()`
const headlinePixels = `getComputedStyle(document.querySelector('.slide:not([hidden]) h2')).fontSize`

describe('the kiosk in a browser', { skip: absent('chromium') }, () => {
  let world: ResidentWorld
  before(async () => (world = await startResidentWorld()))
  after(() => world.close())
  const open = (
    state: string,
    more: Parameters<ResidentWorld['open']>[1] = {},
    languages: readonly ResidentLanguage[] = ['uk', 'en'],
  ) => world.open(view(state), { kiosk: languages.map((language) => view(state, language)), ...more })

  test('shows all it says on every screen it is made for, in letters to be read from eight metres', async () => {
    for (const size of [
      [1920, 1080],
      [1280, 720],
      [1080, 1920],
      [360, 640],
    ] as const) {
      const { page, close } = await open('danger', { size, script: 'off' })
      for (const state of [
        'danger',
        'places',
        'nothing',
        'lapsed',
        'retracted',
        'part',
        'by-hand',
        'relayed',
      ])
        for (const language of ['uk', 'he'] as const) {
          world.show(view(state, language))
          await page.reload()
          const said = `${size.join('×')} ${state} ${language}`
          assert.deepEqual(await page.evaluate(beyond), [], said)
          // A capital of 40 mm on a screen of a metre’s width (8 m ÷ 200) is a font of 108 pixels of 1,920.
          const letters = parseFloat(String(await page.evaluate(headlinePixels)))
          if (size[0] === 1920) assert.ok(letters >= 108 || state === 'relayed', `${said}: ${letters}`)
        }
      await close()
    }
  })

  test('turns among its languages by the clock, moves a little each minute, and tells the time', async () => {
    const { page, complaints, close } = await open('danger', { clock: 'by-hand', size: [1280, 720] })
    const shown = async () => page.locator('.slide:visible').getAttribute('lang')
    const [before, shift] = [await shown(), await page.locator('body').getAttribute('data-shift')]
    world.say('event: ping\nid: 42\ndata: {}\n\n')
    await world.pass(page, 12)
    assert.notEqual(await shown(), before)
    world.say('event: ping\nid: 42\ndata: {}\n\n')
    await world.pass(page, 50)
    assert.notEqual(await page.locator('body').getAttribute('data-shift'), shift)
    assert.equal(await page.locator('#clock').innerText(), '00:42')
    assert.deepEqual(complaints, [])
    await close()
  })

  test('turns without a script too, says loudly when it is out of touch, and has no barriers', async () => {
    const quiet = await open('danger', { script: 'off', size: [1280, 720] })
    assert.equal(await quiet.page.locator('meta[http-equiv=refresh]').getAttribute('content'), '12')
    await quiet.close()
    const { page, close } = await open('danger', { clock: 'by-hand', size: [1280, 720] })
    await page.locator('#heard', { hasText: /наживо|live/ }).waitFor()
    await hasNoBarriers(page, { themes: ['dark'] })
    await page.context().setOffline(true)
    await page.clock.runFor(40_000)
    await page.locator('html.lost').waitFor()
    assert.equal(await page.locator('#lost').isVisible(), true)
    const { height } = (await page.locator('#lost').boundingBox())!
    assert.ok(height > 40)
    await close()
  })
})
