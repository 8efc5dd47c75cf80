/** Every screen of the console for everybody: read by axe in each look, used by keys alone, at twice the size, on a telephone, from right to left, without motion. */
// runs apart: it opens every screen of the console in each look, language and size, which takes more than a minute
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { JsonObject } from '#base'
import { program } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
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
  type Look,
} from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

interface Looked {
  readonly name: string
  readonly path: string
  /** What stands there once all of it has come. */
  readonly ready: string
  /** What one comes for, where it is one thing to press or to type in. */
  readonly main?: string
}

describe('every screen of the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let screens: readonly Looked[]
  before(async () => {
    world = await startConsoleWorld({ settings: {} })
    const { server } = world
    const alert = await world.issue(red(sevenDistricts))
    const waiting = await world.submit(red([terbunsky, zadonsky]))
    const { drill } = done<{ drill: { id: string } }>(
      await server.olena.post('/v1/drills', { script: 'lipetsk-drone-night', announce: 0 }),
    )
    await server.running.system.quiet()
    done<JsonObject>(await server.olena.post(`/v1/drills/${drill.id}/end`, {}))
    const fixed: readonly Looked[] = [
      { name: 'watch', path: '', ready: '.alerts li.danger', main: '.new' },
      { name: 'compose', path: '/compose', ready: 'section.send', main: 'section.send button' },
      {
        ...{ name: 'approve', path: `/approve/${waiting.id}` },
        ready: 'main button.main',
        main: 'main button.main',
      },
      { name: 'alert', path: `/alert/${alert.id}`, ready: 'main .map[data-map="there"]' },
      {
        name: 'alert-end',
        path: `/alert/${alert.id}?do=all-clear`,
        ready: 'main button.send',
        main: 'main button.send',
      },
      { name: 'alert-extend', path: `/alert/${alert.id}?do=extend`, ready: 'main input' },
      { name: 'reach-choose', path: '/reach', ready: 'main ul a', main: 'main ul a' },
      { name: 'reach', path: `/reach/${alert.id}`, ready: 'main table tbody tr' },
      { name: 'timeline', path: '/timeline', ready: 'section.list li b', main: 'section.list button.main' },
      {
        name: 'report',
        path: '/timeline?as=report',
        ready: 'article.report table td',
        main: 'main button.main',
      },
      { name: 'drills', path: '/drills', ready: 'main li button.main', main: 'main li button.main' },
      { name: 'score', path: `/drills/${drill.id}`, ready: 'main table tbody tr' },
      { name: 'set-up', path: '/set-up', ready: 'main h1, main h2' },
    ]
    // The set-up says itself which parts it has.
    await openConsole(world.administrator, world, '/set-up', { language: 'en', map: 'drawn' })
    const parts = (await world.administrator.page.evaluate(
      `[...new Set([...document.querySelectorAll('main a[href^="/console/set-up/"]')].map((one) => one.getAttribute('href')))]`,
    )) as string[]
    screens = [
      ...fixed,
      ...parts.map((href) => ({
        ...{ name: href.replace('/console/', '').replaceAll('/', '-'), path: href.replace('/console', '') },
        ready: 'main h1, main h2',
      })),
    ]
    await look({ language: 'en', theme: 'dark', map: 'drawn' })
  })
  after(() => world?.close())

  const parts = () => screens.filter(({ name }) => name.startsWith('set-up-'))
  /** The parts of the set-up are the administrator’s, who has more of them to press. */
  const deskOf = ({ name }: Looked) =>
    name.startsWith('set-up') ? world.administrator : name === 'approve' ? world.approver : world.officer
  const desks = () => [world.officer, world.approver, world.administrator]

  /** Goes there as a link does: the program is not fetched again. */
  async function visit(screen: Looked): Promise<void> {
    const { page } = deskOf(screen)
    await page.evaluate(
      `(history.pushState(null, '', ${JSON.stringify(`/console${screen.path}`)}), dispatchEvent(new PopStateEvent('popstate')))`,
    )
    await page.locator(screen.ready).first().waitFor()
    await page.evaluate('document.querySelector("main").scrollTo(0, 0), scrollTo(0, 0)')
  }
  async function look(wanted: Look): Promise<void> {
    for (const desk of desks()) await openConsole(desk, world, '', wanted)
  }
  /** All that is wrong is told at once, by screen. */
  async function each(check: (screen: Looked) => Promise<readonly string[]>): Promise<void> {
    const wrong: string[] = []
    for (const screen of screens)
      try {
        wrong.push(...(await check(screen)).map((one) => `${screen.name}: ${one}`))
      } catch (error) {
        wrong.push(`${screen.name}: ${(error as Error).message}`)
      }
    assert.deepEqual(wrong, [], wrong.join('\n'))
  }

  test('has nothing that axe finds, in the dark, light and contrast looks', async () => {
    await each(async (screen) => {
      await visit(screen)
      await hasNoBarriers(deskOf(screen).page, { themes: ['dark', 'light', 'contrast'] })
      return []
    })
  })

  test('is gone through by Tab: each control is reached and seen to be, and none holds the keyboard', async () => {
    const gone = async (screen: Looked): Promise<readonly string[]> => {
      await visit(screen)
      const { page } = deskOf(screen)
      // Until nothing comes any more: what is still being fetched moves under the keyboard.
      let count = -1
      for (let now = (await page.evaluate(gatherControls)) as number; now !== count;) {
        count = now
        await page.waitForTimeout(400)
        now = (await page.evaluate(gatherControls)) as number
      }
      const missing = new Set(Array.from({ length: count }, (_, at) => at))
      const unseen = new Set<string>()
      let left = false
      for (let press = 0; press < count * 2 + 40 && !left; press++) {
        await page.keyboard.press('Tab')
        const at = (await page.evaluate(whereFocusIs)) as {
          index: number
          seen: boolean
          name: string
          out: boolean
        }
        left = at.out
        missing.delete(at.index)
        if (!at.out && !at.seen) unseen.add(at.name)
      }
      const names = (await page.evaluate('controls.map(nameOfControl)')) as string[]
      return [
        ...(left ? [] : ['Tab never leaves it']),
        ...[...missing].map((at) => `Tab does not reach ${names[at]}`),
        ...[...unseen].map((name) => `one does not see that the keyboard is at ${name}`),
      ]
    }
    // The picture of the duty room moves by itself as well: wrong is what is wrong every time.
    await each(async (screen) => {
      let wrong = await gone(screen)
      for (let again = 0; again < 2 && wrong.length > 0; again++) wrong = await gone(screen)
      return wrong
    })
  })

  const sizes = [
    { name: 'laptop', width: 1366, height: 768 },
    { name: 'at 200 %', width: 683, height: 384 },
    { name: 'telephone', width: 360, height: 640 },
  ] as const
  for (const language of ['en', 'he', 'uk', 'ru'] as const)
    test(`fits at any size, with its main act at hand, in ${language}`, async () => {
      await look({ language, theme: 'dark', map: 'drawn' })
      await each(async (screen) => {
        const desk = deskOf(screen)
        await visit(screen)
        const wrong: string[] = []
        for (const { name, width, height } of sizes) {
          await desk.page.setViewportSize({ width, height })
          await desk.page.evaluate(
            'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
          )
          const found = (await desk.page.evaluate(
            `(${outOfPlace})(${JSON.stringify(screen.main ?? '')})`,
          )) as string[]
          wrong.push(...found.map((one) => `${name}: ${one}`))
          if (language === 'he' ? name === 'laptop' : language === 'en' && name !== 'laptop')
            await takePicture(desk, `quality-${screen.name}-${language}-${width}`)
        }
        await desk.page.setViewportSize({ width: 1366, height: 768 })
        const [lang, dir] = (await desk.page.evaluate(
          '[document.documentElement.lang, document.documentElement.dir]',
        )) as string[]
        if (lang !== language || (dir === 'rtl') !== (language === 'he'))
          wrong.push(`lang=${lang} dir=${dir}`)
        return wrong
      })
    })

  test('brings what sends into sight on a telephone when a step is chosen', async () => {
    const { page } = world.officer
    await look({ language: 'en' })
    await page.setViewportSize({ width: 360, height: 640 })
    await visit(screens.find(({ name }) => name === 'alert')!)
    await page.getByRole('button', { name: 'All-clear', exact: true }).click()
    const send = page.getByRole('button', { name: /^All-clear: \d+ areas?, / })
    await send.waitFor()
    const hit = `(() => {
      const act = document.activeElement
      const { left, top, width, height } = act.getBoundingClientRect()
      const over = document.elementFromPoint(left + width / 2, top + height / 2)
      return act.innerText.slice(0, 10) + (over !== null && act.contains(over) ? ' in sight' : ' out of sight')
    })()`
    assert.equal(await page.evaluate(hit), 'All-clear: in sight')
    await takePicture(world.officer, 'quality-step-on-a-telephone')
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  test('moves nothing for whoever asked for less motion, not even when something new comes', async () => {
    const { page } = world.officer
    const moving = `document.getAnimations().filter(({ playState }) => playState === 'running').map((one) => one.animationName ?? one.transitionProperty)`
    for (const desk of desks()) await desk.page.emulateMedia({ reducedMotion: 'reduce' })
    await each(async (screen) => {
      await visit(screen)
      return ((await deskOf(screen).page.evaluate(moving)) as string[]).map((one) => `${one} runs`)
    })
    await visit(screens[0]!)
    const before = await page.locator('[data-alert]').count()
    const { id } = await world.issue(red([terbunsky], { level: 'yellow' }))
    await page.locator(`[data-alert="${id}"]`).waitFor()
    assert.equal(await page.locator('[data-alert]').count(), before + 1)
    assert.deepEqual(await page.evaluate(moving), [])
    await world.order(id, 'all-clear')
    for (const desk of desks()) await desk.page.emulateMedia({ reducedMotion: null })
  })

  test('tells its states without the page’s own colours', async () => {
    const { officer } = world
    for (const desk of desks()) await desk.page.emulateMedia({ forcedColors: 'active' })
    await each(async (screen) => {
      await visit(screen)
      return (await deskOf(screen).page.evaluate(hiddenStates)) as string[]
    })
    await visit(screens[0]!)
    await takePicture(officer, 'quality-watch-forced-colours')
    for (const desk of desks()) await desk.page.emulateMedia({ forcedColors: null })
  })

  test('complains of nothing in the browser, and the set-up was gone through in its parts', (context) => {
    for (const { complaints } of desks()) assert.deepEqual(complaints, [])
    if (parts().length === 0) context.diagnostic('the set-up has no parts of its own to go through')
  })
})

/** Leaves `controls` and `nameOfControl` on the page; how many there are. */
const gatherControls = `(() => {
  window.nameOfControl = (one) => (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? (one.innerText || one.id || one.className)).trim().replaceAll(/\\s+/g, ' ').slice(0, 60) + ' <' + one.localName + '>'
  // The next Tab goes to the first of the page.
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex]'
  const radios = new Set()
  window.controls = [...document.querySelectorAll(wanted)].filter((one) => {
    if (one.tabIndex < 0 || one.disabled || !one.checkVisibility({ visibilityProperty: true }) || one.closest('[inert]')) return false
    if (one.localName === 'summary' && one.parentElement.localName !== 'details') return false
    if (one.type !== 'radio') return true
    const group = [...document.querySelectorAll('input[type=radio]')].filter(({ name }) => name === one.name)
    return one === (group.find(({ checked }) => checked) ?? group[0])
  })
  return window.controls.length
})()`

const whereFocusIs = `(() => {
  const one = document.activeElement
  if (one === null || one === document.body || one === document.documentElement) return { index: -1, seen: true, name: '', out: true }
  const drawn = (at) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || (boxShadow !== 'none' && at.matches(':focus-visible'))
  }
  const { width, height } = one.getBoundingClientRect()
  const seen = (drawn(one) && width > 0 && height > 0) || drawn(one.closest('label') ?? one)
  return { index: window.controls.indexOf(one), seen, name: window.nameOfControl(one), out: false }
})()`

/** What lies outside of the screen, or under something when it should be pressed. */
const outOfPlace = `(mainAct) => {
  const wrong = []
  const { scrollWidth } = document.documentElement
  if (scrollWidth > innerWidth) wrong.push('scrolls sideways, ' + scrollWidth + ' of ' + innerWidth)
  const scrollsIn = (one) => {
    for (let at = one.parentElement; at !== null && at !== document.documentElement; at = at.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth && at.localName !== 'main') return true
    return false
  }
  for (const at of document.querySelectorAll('main, main *'))
    if (at.localName === 'main' && at.scrollWidth > at.clientWidth + 1) wrong.push('main scrolls sideways, ' + at.scrollWidth + ' of ' + at.clientWidth)
  const told = new Set()
  for (const one of document.querySelectorAll('header a, header button, header summary, main :is(a, button, input, select, textarea, summary, h1, h2, h3, p, th, td, label)')) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('.only-heard, .map')) continue
    const { left, right, width, height } = one.getBoundingClientRect()
    const name = (one.getAttribute('aria-label') ?? (one.innerText || one.name || one.className)).trim().replaceAll(/\\s+/g, ' ').slice(0, 40) + ' <' + one.localName + '>'
    if (width > 2 && height > 2 && (left < -1 || right > innerWidth + 1) && !scrollsIn(one)) told.add(name + ' lies outside, ' + Math.round(left) + ' to ' + Math.round(right))
    const { overflowX, textOverflow } = getComputedStyle(one)
    if (['hidden', 'clip'].includes(overflowX) && textOverflow !== 'ellipsis' && one.scrollWidth > one.clientWidth + 1) told.add(name + ' is cut off')
  }
  wrong.push(...[...told].slice(0, 6))
  if (mainAct !== '') {
    const act = document.querySelector(mainAct)
    if (act === null) wrong.push('there is no ' + mainAct)
    else {
      act.scrollIntoView({ block: 'center' })
      const { left, top, width, height } = act.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      if (hit === null || !(act.contains(hit) || hit.contains(act))) wrong.push('what one comes for lies under ' + (hit?.className ?? 'nothing'))
      if (width < 24 || height < 24) wrong.push('what one comes for is small')
      scrollTo(0, 0)
    }
  }
  return wrong
}`

/** States that are told by a colour of the page alone. */
const hiddenStates = `(() => {
  const wrong = []
  for (const one of document.querySelectorAll('.state')) {
    if (!one.checkVisibility()) continue
    if (one.innerText.trim() === '') wrong.push('a state without a word')
  }
  const looks = (one) => {
    const { outlineStyle, borderTopStyle, borderTopWidth, borderBottomWidth, borderInlineStartWidth, fontWeight, textDecorationLine } = getComputedStyle(one)
    return [outlineStyle, borderTopStyle, borderTopWidth, borderBottomWidth, borderInlineStartWidth, fontWeight, textDecorationLine].join()
  }
  const differs = (chosen, others, name) => {
    const other = [...document.querySelectorAll(others)].find((one) => one.checkVisibility())
    for (const one of document.querySelectorAll(chosen))
      if (one.checkVisibility() && other !== undefined && looks(one) === looks(other)) wrong.push(name + ' looks like the others: ' + one.innerText.slice(0, 30))
  }
  differs('nav [aria-current=page]', 'nav a:not([aria-current])', 'the screen one is at')
  differs('main button.press[aria-pressed=true]', 'main button.press[aria-pressed=false]', 'what is pressed')
  differs('.alerts [aria-pressed=true]', '.alerts [aria-pressed=false]', 'the chosen alert')
  if (!/DRILL/.test(document.querySelector('.mode')?.innerText ?? '')) wrong.push('the mode is not told')
  return wrong
})()`
