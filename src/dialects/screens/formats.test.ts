/** What readers of calendars and feeds rely on, asked of an independent reader and of the feed's own specification. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import ICAL from 'ical.js'
import { areaOf, screensWorld as world } from '../../../test/support/screens-world.ts'

const octets = (text: string) => Buffer.byteLength(text)
const eventsOf = (body: string) =>
  new ICAL.Component(ICAL.parse(body) as never).getAllSubcomponents('vevent').map((one) => ({
    one,
    event: new ICAL.Event(one),
    first: (name: string) => one.getFirstPropertyValue(name)?.toString(),
  }))

describe('the calendar', () => {
  const path = '/calendar.ics'

  test('is lines of at most 75 octets ended by CRLF, and no character is cut', async () => {
    const { issue, ask } = world()
    issue({ id: 'a', areas: ['xx:1', 'xx:2'] })
    const { body, type } = await ask(`${path}?lang=uk`)
    assert.equal(type, 'text/calendar; charset=utf-8; method=PUBLISH')
    assert.doesNotMatch(body, /(^|[^\r])\n|\r(?!\n)/)
    assert.ok(body.endsWith('\r\n'))
    const lines = body.slice(0, -2).split('\r\n')
    for (const line of lines) {
      assert.ok(octets(line) <= 75, line)
      assert.doesNotMatch(line, /\uFFFD/)
      // Each stands for itself, also where somebody decodes line by line.
      assert.equal(Buffer.from(line).toString('utf8'), line)
    }
    assert.ok(
      lines.some((line) => line.startsWith(' ')),
      'nothing was folded',
    )
  })

  test('says how often to come back, and that it is published', async () => {
    const calendar = new ICAL.Component(ICAL.parse((await world().ask(path)).body) as never)
    const said = (name: string) => calendar.getFirstPropertyValue(name)?.toString()
    assert.deepEqual(
      ['version', 'method', 'refresh-interval', 'x-published-ttl', 'x-wr-timezone', 'x-wr-calname'].map(said),
      ['2.0', 'PUBLISH', 'PT5M', 'PT5M', 'Europe/Kyiv', 'Warnings: Riverland operations centre'],
    )
    // RFC 5545 §3.6: there is at least one component, also where nothing is in force.
    assert.deepEqual(
      calendar.getAllSubcomponents().map(({ name }) => name),
      ['vtimezone'],
    )
  })

  test('has one event for an alert and area from the first notice to the last', async () => {
    const { issue, end, ask } = world()
    issue({ id: 'a', areas: ['xx:1', 'xx:2'], from: 10 })
    const before = eventsOf((await ask(path)).body)
    assert.deepEqual(
      before.map(({ event }) => [
        event.uid,
        event.sequence,
        event.startDate.toString(),
        event.endDate.toString(),
      ]),
      ['xx:1', 'xx:2'].map((code) => [
        ...[`a.${code}@riverland.example`, 1],
        // Until it must be renewed: nobody knows the end.
        ...['2026-11-03T20:10:00Z', '2026-11-03T21:10:00Z'],
      ]),
    )
    assert.match(before[0]!.event.description, /ends with the all-clear/)
    end('a', 'all-clear', 35)
    const after = eventsOf((await ask(path)).body)
    assert.deepEqual(
      after
        .map(({ event, first }) => [
          ...[event.uid, event.sequence, event.startDate.toString(), event.endDate.toString()],
          ...[first('status'), first('dtstamp')],
        ])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      ['xx:1', 'xx:2'].map((code) => [
        ...[`a.${code}@riverland.example`, 2, '2026-11-03T20:10:00Z', '2026-11-03T20:35:00Z'],
        ...['CONFIRMED', '2026-11-03T20:35:00Z'],
      ]),
    )
  })

  test('cancels what was sent in error, and says what only lapsed', async () => {
    const { issue, end, ask } = world()
    issue({ id: 'wrong', areas: ['xx:1'] })
    end('wrong', 'retracted', 3)
    issue({ id: 'lapsed', areas: ['xx:2'] })
    end('lapsed', 'lapsed', 60)
    const [lapsed, wrong] = eventsOf((await ask(path)).body)
    assert.deepEqual(
      [wrong!.first('status'), wrong!.event.summary],
      ['CANCELLED', 'Sent in error: Drone attack threat · Northbank'],
    )
    assert.match(lapsed!.event.summary, /^Lapsed, not cleared: /)
    assert.equal(lapsed!.first('status'), 'CONFIRMED')
  })

  test('of an area goes back as far as is known, that of everything a day', async () => {
    const { issue, end, ask } = world()
    issue({ id: 'a', areas: ['xx:1'] })
    end('a', 'all-clear', 30)
    const twoDays = 2 * 24 * 60
    assert.equal(eventsOf((await ask(path, twoDays)).body).length, 0)
    assert.equal(eventsOf((await ask('/calendar/xx%3A1.ics', twoDays)).body).length, 1)
    assert.equal(eventsOf((await ask('/calendar/xx%3A2.ics', twoDays)).body).length, 0)
  })
})

describe('the feed', () => {
  interface Feed {
    readonly [name: string]: unknown
    readonly items: readonly { readonly [name: string]: unknown; readonly tags: readonly string[] }[]
  }
  const read = (body: string) => JSON.parse(body) as Feed

  test('has every member that JSON Feed 1.1 asks for, each of its kind', async () => {
    const { issue, end, ask } = world()
    issue({ id: 'a', areas: ['xx:1', 'xx:2'] })
    issue({ id: 'b', areas: ['xx:3'], level: 'yellow' })
    end('b', 'all-clear', 30)
    const { body, type } = await ask('/feed/XX-R.json?lang=uk')
    assert.equal(type, 'application/feed+json; charset=utf-8')
    const feed = read(body)
    assert.equal(feed['version'], 'https://jsonfeed.org/version/1.1')
    assert.equal(feed['title'], 'Попередження: Порічна область')
    assert.equal(feed['home_page_url'], 'https://riverland.example/?place=XX-R')
    assert.equal(feed['feed_url'], 'https://riverland.example/dialects/screens/feed/XX-R.json?lang=uk')
    assert.equal(feed.items.length, 2)
    const ids = feed.items.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    for (const item of feed.items) {
      for (const name of ['id', 'title', 'content_text', 'language', 'url'])
        assert.ok(typeof item[name] === 'string' && item[name] !== '', `${name} of ${String(item['id'])}`)
      for (const name of ['date_published', 'date_modified'])
        assert.match(String(item[name]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      assert.ok(item.tags.every((tag) => typeof tag === 'string'))
    }
  })

  test('rings anew for another level, and not for a renewal', async () => {
    const { issue, ask } = world()
    const idNow = async () => read((await ask('/feed.json')).body).items[0]!['id']
    issue({ id: 'a', areas: ['xx:1'], level: 'yellow' })
    const first = await idNow()
    issue({ id: 'a', areas: ['xx:1'], level: 'yellow', revision: 2 })
    assert.equal(await idNow(), first)
    issue({ id: 'a', areas: ['xx:1'], level: 'red', revision: 3 })
    assert.notEqual(await idNow(), first)
  })

  test('tells of an end for a day, and what still holds there', async () => {
    const { issue, end, ask } = world()
    issue({ id: 'around', areas: ['XX-R'], level: 'yellow' })
    issue({ id: 'a', areas: ['xx:1'], from: 5 })
    end('a', 'all-clear', 30)
    const ended = async (now: number) =>
      read((await ask('/feed.json', now)).body).items.filter(({ tags }) => tags.includes('all-clear'))
    const [item] = await ended(40)
    assert.match(
      String(item!['content_text']),
      /Drone attack threat has ended\.\n\nStill in force there: Air danger\./,
    )
    assert.equal((await ended(30 + 24 * 60 - 1)).length, 1)
    assert.equal((await ended(30 + 24 * 60)).length, 0)
  })
})

describe('1,500 areas under alert', () => {
  const codes = Array.from({ length: 1_500 }, (_, i) => `m:${i}`)
  const places = [
    areaOf('M', null, 'Many'),
    ...codes.map((code) => areaOf(code, 'M', `Громада номер ${code}`)),
  ]
  const megabyte = 1_000_000

  for (const [name, alerts] of [
    ['in one alert', [codes]],
    ['in an alert each', codes.map((code) => [code])],
  ] as const)
    test(`${name}: every face stays under a megabyte`, async (t) => {
      const { issue, ask } = world(places)
      for (const [i, areas] of alerts.entries()) issue({ id: `alert-${i}`, areas })
      for (const path of ['/text', '/calendar.ics', '/feed.json', '/signage', '/signage/M', '/feed/M.json']) {
        await ask(`${path}?lang=uk`)
        const began = performance.now()
        const { body } = await ask(`${path}?lang=uk`)
        const took = performance.now() - began
        t.diagnostic(`${path}: ${octets(body)} octets in ${took.toFixed(1)} ms`)
        assert.ok(octets(body) < megabyte, `${path}: ${octets(body)} octets`)
        if (!path.startsWith('/signage')) assert.match(body, /m:1499/)
      }
      assert.equal(eventsOf((await ask('/calendar.ics')).body).length, 1_500)
      assert.match((await ask('/signage')).body, /and 1476 more/)
    })
})
