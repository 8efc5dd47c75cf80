import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import ICAL from 'ical.js'
import { screensWorld as world } from '../../../test/support/screens-world.ts'
import { screens } from './index.ts'

function isGolden(name: string, text: string): void {
  const file = new URL(`golden/${name}`, import.meta.url)
  if (process.env['TOCSIN_WRITE'] === '1') writeFileSync(file, text)
  const kept = readFileSync(file, 'utf8')
  if (name.endsWith('.json')) assert.deepEqual(JSON.parse(text), JSON.parse(kept))
  else assert.equal(text, kept)
}

function night() {
  const { issue, end, ask } = world()
  issue({ id: 'yellow', areas: ['XX-R'], level: 'yellow', mode: 'drill', from: 5 })
  issue({ id: 'red', areas: ['xx:1', 'xx:3'], from: 40, revision: 3 })
  issue({ id: 'over', areas: ['xx:2'], from: 10 })
  end('over', 'all-clear', 30)
  issue({ id: 'wrong', areas: ['xx:2'], level: 'yellow', from: 50 })
  end('wrong', 'retracted', 52)
  return ask
}

describe('the faces of one night', () => {
  for (const [path, file] of [
    ['/text', 'text.golden.txt'],
    ['/text/xx%3A2.txt?lang=uk', 'text-of-an-area.golden.txt'],
    ['/calendar.ics', 'calendar.golden.txt'],
    ['/feed.json', 'feed.golden.json'],
    ['/signage', 'signage.golden.txt'],
  ] as const)
    test(`${path} is as it was read by people`, async () => {
      const { body } = await night()(path)
      // Another style or script is no other page.
      isGolden(file, body.replaceAll(/(signage\.(css|js)\?v=)\w+/g, '$1…'))
    })
})

interface Item {
  readonly [name: string]: unknown
  readonly id: string
  readonly title: string
  readonly content_text: string
  readonly tags: readonly string[]
}

const itemsOf = (body: string) => (JSON.parse(body) as { readonly items: readonly Item[] }).items
const eventsOf = (body: string) =>
  new ICAL.Component(ICAL.parse(body) as never)
    .getAllSubcomponents('vevent')
    .map((one) => new ICAL.Event(one))

describe('screens', () => {
  const faces = ['/text', '/calendar.ics', '/feed.json', '/signage']

  test('never say a test, not even that it ended', async () => {
    const { issue, end, ask } = world()
    issue({ id: 'trial', areas: ['xx:1'], mode: 'test' })
    issue({ id: 'trial-over', areas: ['xx:2'], mode: 'test' })
    end('trial-over', 'all-clear', 20)
    for (const path of faces) {
      const { body } = await ask(path)
      assert.doesNotMatch(body, /Drone|Go indoors|trial|DANGER/, path)
    }
    assert.ok(!screens.modes.includes('test'))
  })

  test('say of a drill that it is one, first and in words', async () => {
    const { issue, end, ask } = world()
    issue({ id: 'd', areas: ['xx:1'], mode: 'drill' })
    assert.match((await ask('/text')).body, /^DRILL: DANGER: /m)
    const [event] = eventsOf((await ask('/calendar.ics')).body)
    assert.match(event!.summary, /^DRILL: DANGER: /)
    assert.deepEqual(event!.component.getFirstProperty('categories')?.getValues(), [
      'drone',
      'danger',
      'DRILL',
    ])
    const feed = JSON.parse((await ask('/feed.json')).body) as { readonly title: string }
    assert.match(feed.title, /^DRILL: /)
    const { body: page } = await ask('/signage')
    assert.match(page, /<html [^>]*data-mode="drill"/)
    assert.match(page, /<b>DRILL<\/b> This is only a drill/)
    assert.match(page, /<title>DRILL · /)
    end('d', 'all-clear', 20)
    assert.match(itemsOf((await ask('/feed.json')).body)[0]!.title, /^DRILL: All-clear/)
    assert.match((await ask('/text')).body, /^DRILL: All-clear/m)
  })

  test('show a live danger before a drill, and in no drill’s frame', async () => {
    const { issue, ask } = world()
    issue({ id: 'd', areas: ['XX-R'], mode: 'drill' })
    issue({ id: 'l', areas: ['xx:1'], level: 'yellow', from: 5 })
    const { body } = await ask('/signage')
    assert.match(body, /<html [^>]*data-mode="live"/)
    assert.ok(body.indexOf('BE READY') < body.indexOf('class="tag"'))
    // The bar says that a drill is shown too, and not that all of it is one.
    assert.doesNotMatch(body, /This is only a drill/)
  })

  test('say plainly that nothing is in force, and as of when', async () => {
    const { ask } = world()
    assert.match((await ask('/text')).body, /^No warning is in force as of 23:40 \(Europe\/Kyiv\)\.$/m)
    assert.match((await ask('/text?lang=uk')).body, /^Попереджень немає станом на 23:40 \(Europe\/Kyiv\)\.$/m)
    assert.match((await ask('/signage')).body, /<h2>No warning is in force<\/h2>/)
    assert.deepEqual(itemsOf((await ask('/feed.json')).body), [])
    assert.deepEqual(eventsOf((await ask('/calendar.ics')).body), [])
  })

  test('never say so where something lapsed and nobody cleared it', async () => {
    const { issue, end, ask } = world()
    issue({ id: 'a', areas: ['xx:1'] })
    end('a', 'lapsed', 60)
    const twoDays = 60 + 2 * 24 * 60
    for (const path of ['/text', '/signage', '/feed.json']) {
      const { body } = await ask(path, twoDays)
      assert.match(body, /Lapsed, not cleared/, path)
      assert.doesNotMatch(body, /No warning is in force/, path)
    }
  })

  test('concern an area by what was said of it, around it and in it', async () => {
    const { issue, ask } = world()
    issue({ id: 'all', areas: ['XX-R'], level: 'yellow' })
    issue({ id: 'north', areas: ['xx:1'] })
    const dangers = async (path: string) => (await ask(path)).body.match(/^(DANGER|BE READY)/gm)
    assert.deepEqual(await dangers('/text/xx%3A1.txt'), ['DANGER', 'BE READY'])
    assert.deepEqual(await dangers('/text/xx%3A2.txt'), ['BE READY'])
    // For the region what holds for all of it is not less than what holds for a part, unless that is a danger.
    assert.deepEqual(await dangers('/text/XX-R.txt'), ['DANGER', 'BE READY'])
    assert.match((await ask('/text/XX-R.txt')).body, /^in a part of Riverland$/m)
  })

  for (const path of ['/text/nowhere.txt', '/calendar/nowhere.ics', '/feed/nowhere.json', '/signage/nowhere'])
    test(`${path}: an area that is not there is said to be none`, async () => {
      const { status, type, body } = await world().ask(path)
      assert.equal(status, 404)
      assert.equal(type, `text/${path.startsWith('/signage') ? 'html' : 'plain'}; charset=utf-8`)
      assert.match(body, /No area “nowhere” is known here\./)
      assert.doesNotMatch(body, /No warning/)
    })

  test('cannot be broken by what a name holds', async () => {
    const { issue, ask } = world()
    issue({ id: 'a', areas: ['xx:3', 'xx:2'] })
    const { body } = await ask('/signage')
    assert.match(body, /&lt;b&gt;Mill&lt;\/b&gt;/)
    assert.doesNotMatch(body, /<b>Mill/)
    assert.doesNotMatch((await ask('/signage/%3Cscript%3E')).body, /<script>/)
    const events = eventsOf((await ask('/calendar.ics')).body)
    assert.deepEqual(
      events.map(({ location }) => location),
      ['<b>Mill</b>', 'Southbank, Old Town; Port'],
    )
  })

  test('speak the language that is asked for among the authority’s, else its first', async () => {
    const { issue, ask } = world()
    issue({ id: 'a', areas: ['xx:1'] })
    assert.match((await ask('/text?lang=uk')).body, /НЕБЕЗПЕКА: Загроза атаки дронів \(червоний\)/)
    assert.match((await ask('/text?lang=uk-UA')).body, /Північний берег/)
    for (const other of ['?lang=de', '?lang=', ''])
      assert.match((await ask(`/text${other}`)).body, /DANGER: Drone attack threat \(red\)/)
    assert.match((await ask('/signage?lang=uk')).body, /<html lang="uk"/)
  })
})
