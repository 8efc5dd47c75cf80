import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readFeed } from './feed-parts.node.ts'
import { Unreadable } from './reading.ts'

const read = (xml: string, ask = {}) => readFeed(new TextEncoder().encode(xml), ask)
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:media="m" xmlns:dc="d"><channel><title>Новости &amp;amp; дело</title><link>https://www.news.example/</link>${items}</channel></rss>`

describe('an entry of RSS', () => {
  test('is its title and the longer of its texts, without markup', () => {
    const { parts } = read(
      rss(`<item><title>Отбой &amp;laquo;красного&amp;raquo;</title><link>https://news.example/1</link><guid isPermaLink="false">n1</guid>
        <pubDate>Sun, 02 Nov 2025 00:37:00 +0300</pubDate><dc:creator>И. Иванов</dc:creator><media:title>нет</media:title>
        <description>&lt;p&gt;Кратко&lt;/p&gt;</description>
        <content:encoded><![CDATA[<p>Первый&nbsp;абзац.</p><script>нет</script><p>Второй.</p>]]></content:encoded></item>`),
    )
    assert.deepEqual(parts, [
      {
        ...{ part: 'entry n1', text: 'Отбой «красного»\n\nПервый абзац.\n\nВторой.', encoding: 'utf-8' },
        times: [
          {
            by: 'feed',
            field: 'published',
            text: 'Sun, 02 Nov 2025 00:37:00 +0300',
            at: '2025-11-01T21:37:00.000Z',
          },
        ],
        ...{ identity: 'feed news.example n1', title: 'Отбой «красного»', url: 'https://news.example/1' },
        ...{ publisher: { key: 'news.example', name: 'Новости & дело' }, author: 'И. Иванов' },
      },
    ])
  })
  test('without any text is counted', () => {
    assert.deepEqual(read(rss('<item><enclosure url="x"/></item>')), { parts: [], empty: 1 })
  })
  test('whose day has no zone has no instant', () => {
    const { parts } = read(rss('<item><title>x</title><dc:date>2025-11-02T00:37</dc:date></item>'))
    assert.equal(parts[0]?.times[0]?.at, null)
  })
  test('believes no entity that the feed makes up', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&b;&f;</title></item></channel></rss>`
    assert.equal(read(bomb).parts[0]?.text, '&b;&f;')
  })
})

describe('an entry of Atom', () => {
  const atom = (entry: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>Н</title><link rel="self" href="https://a.example/f"/><link href="https://a.example/"/><entry>${entry}</entry></feed>`
  test('may hold its text as elements', () => {
    const { parts } = read(
      atom(
        '<id>tag:a,1</id><title type="text">5 &lt; 6</title><updated>2025-11-02T00:37:00Z</updated><link rel="enclosure" href="https://no"/><link href="https://a.example/1"/><author><name>Ю</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Раз &amp; <b>два</b></p><p>три</p></div></content>',
      ),
    )
    const [{ text, url, author, part, times } = assert.fail()] = parts
    assert.deepEqual(
      { text, url, author, part },
      {
        ...{
          text: '5 < 6\n\nРаз & два\n\nтри',
          url: 'https://a.example/1',
          author: 'Ю',
          part: 'entry tag:a,1',
        },
      },
    )
    assert.equal(times[0]?.field, 'updated')
  })
})

describe('a feed', () => {
  test('is read in the encoding of its declaration', () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><title>'),
      Buffer.from([0xd2, 0xf0, 0xe5, 0xe2, 0xee, 0xe3, 0xe0]),
      Buffer.from('</title></item></channel></rss>'),
    ])
    assert.equal(readFeed(bytes, {}).parts[0]?.text, 'Тревога')
  })
  test('that is something else is refused', () => {
    assert.throws(
      () => read('<?xml version="1.0"?><alert><item/></alert>'),
      (error) => error instanceof Unreadable && error.problem.code === 'evidence/garbled',
    )
  })
  test('with more entries than any news has is refused', () => {
    assert.throws(
      () => read(rss('<item/>'.repeat(5_001))),
      (error) => error instanceof Unreadable && error.problem.code === 'evidence/too-many-parts',
    )
  })
})
