import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readCap } from '../envelope/read-cap.ts'
import type { CapMessage } from '../message.ts'
import type { CapTime } from '../time.ts'
import { alertElement, writeCap } from '../write.ts'
import { entryId, writeCapFeed, type CapFeed } from './atom.ts'
import { rfc822Time, writeCapRss } from './rss.ts'

const time = (text: string) => text as CapTime
const corner = (lon: number, lat: number) => ({ lon, lat })
const message = (identifier: string, more: Partial<CapMessage> = {}): CapMessage => ({
  ...{ identifier, sender: 'lipetsk.example', sent: time('2025-11-02T00:37:00+03:00') },
  ...{ status: 'Exercise', msgType: 'Alert', scope: 'Public' },
  info: [
    {
      ...{
        language: 'en',
        category: ['Security'],
        event: 'Drone',
        urgency: 'Immediate',
        severity: 'Extreme',
      },
      ...{ certainty: 'Likely', headline: 'Go indoors & stay', description: 'Drones are <near>.' },
      area: [
        { areaDesc: 'Zadonsky', polygon: [[corner(38, 52), corner(39, 52), corner(39, 53), corner(38, 52)]] },
      ],
    },
  ],
  ...more,
})
const entry = (message: CapMessage, content?: string) => ({
  ...{ message, href: `https://warn.example/v1/notices/${message.identifier}.cap` },
  ...(content === undefined ? {} : { content }),
})
const feed: CapFeed = {
  ...{ id: 'tag:lipetsk.example,2025:feed', title: 'Warnings & more', author: 'Lipetsk Oblast' },
  ...{ self: 'https://warn.example/v1/feed.rss', alternate: 'https://warn.example/' },
  ...{ since: time('2025-11-01T00:00:00+03:00'), entries: [], stylesheet: '/cap-drill.css' },
}
const written = (write: typeof writeCapRss, changed: Partial<CapFeed> = {}): string => {
  const result = write({ ...feed, ...changed }, 'en')
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const embedded = (one: CapMessage): string => {
  const xml = writeCap(one)
  assert.ok(xml.ok && alertElement(one).ok)
  return xml.value.slice(xml.value.indexOf('<alert'))
}

for (const [name, write] of [
  ['an RSS feed', writeCapRss],
  ['an Atom feed', writeCapFeed],
] as const)
  describe(`${name} that is read back`, () => {
    test('gives nothing to complain of, empty, thin and fat', () => {
      const one = message('a.1')
      for (const entries of [[], [entry(one), entry(message('a.2'))], [entry(one, embedded(one))]])
        assert.deepEqual(readCap(written(write, { entries })).problems, [])
    })
    test('has every entry under the same id, time and link', () => {
      const { feed: found } = readCap(written(write, { entries: [entry(message('a.1'))] }))
      const [first] = found!.entries
      assert.equal(first?.id, entryId(message('a.1')))
      assert.equal(first?.updated, '2025-11-01T21:37:00.000Z')
      assert.equal(first?.capHref, 'https://warn.example/v1/notices/a.1.cap')
      assert.equal(first?.hints['status'], 'Exercise')
      assert.equal(first?.title, '[Exercise] Go indoors & stay')
    })
    test('holds the whole message where it is fat', () => {
      const one = message('a.1')
      const { readings } = readCap(written(write, { entries: [entry(one, embedded(one))] }))
      assert.deepEqual(readings[0]?.message, one)
    })
    test('says where its hub, its pages and its other languages are', () => {
      const { feed: found } = readCap(
        written(write, {
          archive: 'complete',
          links: [
            { rel: 'hub', href: 'https://warn.example/hub' },
            { rel: 'prev-archive', href: 'https://warn.example/1' },
            { rel: 'next-archive', href: 'https://warn.example/3' },
            { rel: 'current', href: 'https://warn.example/now' },
            { rel: 'alternate', href: 'https://warn.example/uk', language: 'uk' },
          ],
        }),
      )
      assert.deepEqual(found!.hubs, ['https://warn.example/hub'])
      assert.equal(found!.self, feed.self)
      assert.equal(found!.previousArchive, 'https://warn.example/1')
      assert.equal(found!.nextArchive, 'https://warn.example/3')
      assert.equal(found!.current, 'https://warn.example/now')
      assert.equal(found!.isArchive, true)
      assert.equal(readCap(written(write)).feed!.isArchive, false)
    })
    test('names its stylesheet before the root', () => {
      assert.match(
        written(write),
        /^<\?xml [^>]*\?>\n<\?xml-stylesheet type="text\/css" href="\/cap-drill.css"\?>\n</,
      )
    })
    test('is refused with a relation that a reader elsewhere can’t follow', () => {
      const result = write({ ...feed, links: [{ rel: 'hub', href: '/hub' }] }, 'en')
      assert.equal(!result.ok && result.problem.code, 'cap/bad-feed-address')
    })
  })

describe('a time of RSS', () => {
  test('keeps its zone and its day of the week there', () => {
    assert.equal(rfc822Time(time('2025-11-02T00:37:00+03:00')), 'Sun, 02 Nov 2025 00:37:00 +0300')
    assert.equal(rfc822Time(time('2025-11-01T21:37:00-00:00')), 'Sat, 01 Nov 2025 21:37:00 +0000')
    assert.equal(rfc822Time(time('2024-02-29T23:59:59-03:30')), 'Thu, 29 Feb 2024 23:59:59 -0330')
  })
})
