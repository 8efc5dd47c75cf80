import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { entryId, writeCapFeed, type CapFeed } from './atom.ts'
import type { CapMessage } from '../message.ts'
import type { CapTime } from '../time.ts'

const time = (text: string) => text as CapTime
const message = (
  identifier: string,
  sent: string,
  status: CapMessage['status'] = 'Exercise',
): CapMessage => ({
  identifier,
  sender: 'lipetsk.example',
  sent: time(sent),
  status,
  msgType: 'Alert',
  scope: 'Public',
  info: [
    {
      language: 'en',
      category: ['Security'],
      event: 'Drone',
      urgency: 'Immediate',
      severity: 'Extreme',
      certainty: 'Likely',
      headline: 'Go indoors & stay',
      description: 'Drones are near.',
      senderName: 'Lipetsk Oblast',
      area: [{ areaDesc: 'Zadonsky' }, { areaDesc: 'Terbunsky' }],
    },
  ],
})
const entry = (message: CapMessage) => ({
  message,
  href: `https://warn.example/v1/cap/${message.identifier}`,
})
const feed: CapFeed = {
  id: 'tag:lipetsk.example,2025:tocsin/feed',
  title: 'Warnings',
  author: 'Lipetsk Oblast',
  self: 'https://warn.example/v1/feed.atom',
  since: time('2025-11-01T00:00:00+03:00'),
  entries: [],
}

function written(changed: Partial<CapFeed> = {}, language = 'en'): string {
  const result = writeCapFeed({ ...feed, ...changed }, language)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

describe('an Atom feed of CAP messages', () => {
  test('is a feed even when it is empty', () => {
    const xml = written()
    assert.match(xml, /<updated>2025-11-01T00:00:00\+03:00<\/updated>/)
    assert.doesNotMatch(xml, /<entry>/)
  })
  test('puts the newest first by instant, whatever zone it is written in, and takes its time from it', () => {
    const older = message('a.1', '2025-11-02T00:30:00+03:00')
    const newer = message('a.2', '2025-11-01T21:37:00-00:00')
    const xml = written({ entries: [entry(older), entry(newer)] })
    assert.deepEqual(
      [...xml.matchAll(/<cap:identifier>(.*?)</g)].map((found) => found[1]),
      ['a.2', 'a.1'],
    )
    assert.match(xml, /<\/title>\n {2}<updated>2025-11-01T21:37:00Z<\/updated>/)
    assert.equal(written({ entries: [entry(newer), entry(older)] }), xml)
  })
  test('keeps the given order within a second: an identifier says nothing of time', () => {
    const sent = '2025-11-02T00:30:00+03:00'
    const ids = ['a.10', 'b.1', 'a.9']
    const xml = written({ entries: ids.map((id) => entry(message(id, sent))) })
    assert.deepEqual(
      [...xml.matchAll(/<cap:identifier>(.*?)</g)].map((found) => found[1]),
      ids,
    )
  })
  test('names an entry for ever by who sent it, the day and the identifier', () => {
    const one = message('a.1', '2025-11-02T00:30:00+03:00')
    assert.equal(entryId(one), 'tag:lipetsk.example,2025-11-02:a.1')
    assert.equal(
      entryId({ ...one, sender: 'Duty@Lipetsk.Example' }),
      'tag:duty@lipetsk.example,2025-11-02:a.1',
    )
    assert.equal(entryId({ ...one, sender: 'LIP/1' }), 'tag:cap.invalid,2025-11-02:LIP%2F1/a.1')
  })
  test('says in the title itself that an entry is an exercise or a test, and says nothing when it is actual', () => {
    const title = (status: CapMessage['status']) =>
      /<entry>[^]*?<title>(.*?)</.exec(
        written({ entries: [entry(message('a.1', '2025-11-02T00:30:00+03:00', status))] }),
      )?.[1]
    assert.equal(title('Exercise'), '[Exercise] Go indoors &amp; stay')
    assert.equal(title('Test'), '[Test] Go indoors &amp; stay')
    assert.equal(title('Actual'), 'Go indoors &amp; stay')
  })
  test('marks a text that is not in the feed’s language', () => {
    const xml = written({ entries: [entry(message('a.1', '2025-11-02T00:30:00+03:00'))] }, 'uk')
    assert.match(xml, /<title xml:lang="en">/)
  })
  test('takes a text of the same language in another country before one in another language', () => {
    const [info] = message('a-1', '2025-11-02T00:37:00+03:00').info
    const infos = ['fr-CA', 'en-CA'].map((language) => ({ ...info!, language, headline: language }))
    const both = { ...message('a-1', '2025-11-02T00:37:00+03:00'), info: infos }
    assert.match(written({ entries: [entry(both)] }), /<title xml:lang="en-CA">[^<]*en-CA<\/title>/)
  })
  test('links to the message as application/cap+xml', () => {
    const xml = written({ entries: [entry(message('a.1', '2025-11-02T00:30:00+03:00'))] })
    assert.match(
      xml,
      /<link rel="alternate" href="https:\/\/warn.example\/v1\/cap\/a.1" type="application\/cap\+xml"\/>/,
    )
  })
  test('is refused with an address that a reader elsewhere can’t follow', () => {
    const result = writeCapFeed({ ...feed, self: '/feed.atom' }, 'en')
    assert.equal(!result.ok && result.problem.code, 'cap/bad-feed-address')
  })
})
