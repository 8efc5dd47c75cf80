import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { readCap } from '#cap/reader'
import { fatEntry, feedOf, thinEntry, warning, xmlOf } from '../../test/support/outside-world.ts'
import type { SourceKind } from './arrival.ts'
import { findIn } from './found-document.ts'

const at = '2026-11-22T06:00:00.000Z' as Instant
const url = 'https://warn.town.example/cap/feed'
const find = (text: string, kind: SourceKind = 'auto') => {
  const bytes = new TextEncoder().encode(text)
  const found = findIn(readCap(bytes), bytes, url, kind)
  assert.ok(found.ok)
  return found.value
}
const codeOf = (text: string, kind: SourceKind) => {
  const bytes = new TextEncoder().encode(text)
  const found = findIn(readCap(bytes), bytes, url, kind)
  return found.ok ? 'ok' : found.problem.code
}
const rss = (head: string, items = '') =>
  `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>t</title><link>https://x.example/</link><description>d</description>${head}${items}</channel></rss>`

describe('what is found in a document', () => {
  test('is the pace at which an RSS feed says that it is made', () => {
    const pace = (head: string) => find(rss(head)).madeEverySeconds
    assert.equal(pace('<ttl>15</ttl>'), 900)
    assert.equal(
      pace('<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>'),
      900,
    )
    assert.equal(pace('<sy:updatePeriod>daily</sy:updatePeriod>'), 86_400)
    for (const head of ['', '<ttl>0</ttl>', '<ttl>soon</ttl>', '<sy:updatePeriod>often</sy:updatePeriod>'])
      assert.equal(pace(head), undefined, head)
  })
  test('are links made whole, with their times, and none that leads to files or scripts', () => {
    const entries = ['m/1.xml', '/2', 'https://other.example/3', 'file:///etc/passwd', 'javascript:alert(1)']
    const found = find(feedOf({ updated: at, entries: entries.map((href) => thinEntry(href, at)) }))
    assert.deepEqual(
      found.links.map((link) => link.url),
      ['https://warn.town.example/cap/m/1.xml', 'https://warn.town.example/2', 'https://other.example/3'],
    )
    assert.ok(found.links.every(({ updated }) => updated === at))
  })
  test('is the archive before a plain older page, and never the page itself', () => {
    const older = (head: string) => find(feedOf({ updated: at, head, entries: [] })).older
    const next = '<link rel="next" href="?page=2"/>'
    assert.equal(older(next), `${url}?page=2`)
    assert.equal(
      older(`${next}<link rel="prev-archive" href="/2026-10"/>`),
      'https://warn.town.example/2026-10',
    )
    assert.equal(older(`<link rel="next" href="${url}"/>`), undefined)
  })
  test('is refused where it is another kind than was set up, or none', () => {
    const alert = xmlOf(warning('a', at))
    assert.equal(codeOf(alert, 'cap'), 'ok')
    assert.equal(codeOf(alert, 'atom'), 'exchange/other-kind')
    assert.equal(codeOf(rss(''), 'atom'), 'exchange/other-kind')
    assert.equal(codeOf(rss(''), 'rss'), 'ok')
    for (const text of ['', 'no XML', '<html><body/></html>', '{}', '\u0000'])
      assert.equal(codeOf(text, 'auto'), 'exchange/not-cap', text)
  })
  test('has problems of each message with that message alone', () => {
    const broken = fatEntry(
      warning('b', at),
      xmlOf(warning('b', at)).replace('<severity>Severe', '<severity>Awful'),
    )
    const { messages } = find(feedOf({ updated: at, entries: [fatEntry(warning('a', at)), broken] }))
    assert.equal(messages.length, 2)
    assert.deepEqual(messages[0]!.problems, [])
    assert.ok(messages[1]!.problems.length > 0)
  })
  test('holds alerts that read the same on their own, whatever they lean on around them', () => {
    const bare = xmlOf(warning('a', at)).replace(/^<\?xml[^>]*>\s*/, '')
    const undeclared = bare.replace(' xmlns="urn:oasis:names:tc:emergency:cap:1.2"', '')
    const dec = 'xmlns:c="urn:oasis:names:tc:emergency:cap:1.2"'
    for (const text of [
      `<wrap xmlns="urn:oasis:names:tc:emergency:cap:1.2">${undeclared}</wrap>`,
      `<wrap ${dec}><in>${undeclared.replace(/<(\/?)(?=\w)/g, '<$1c:')}</in></wrap>`,
      `<wrap ${dec} xmlns:o="urn:x?a=1&amp;b=&quot;">${bare.replace('<alert', '<alert o:mark="1"')}</wrap>`,
      `<wrap xmlns="urn:x-outer">${bare}</wrap>`,
    ]) {
      const [message] = find(text).messages
      assert.ok(message !== undefined, text.slice(0, 80))
      const alone = readCap(message.bytes())
      assert.equal(alone.kind, 'cap')
      assert.deepEqual(alone.readings[0]!.message, message.reading.message)
    }
    // Nothing is added where nothing is needed: a signature may cover every byte.
    const [whole] = find(`<wrap xmlns="urn:x-outer" xmlns:p="urn:x-p">${bare}</wrap>`).messages
    assert.equal(Buffer.from(whole!.bytes()).toString(), bare.trimEnd())
  })
})
