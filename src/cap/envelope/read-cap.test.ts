/** Documents around messages: what each kind gives, and each finding by one thing broken in a valid document. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { envelopeFindings } from './envelope-findings.ts'
import { readCap } from './read-cap.ts'

const cap = 'urn:oasis:names:tc:emergency:cap:1.2'

function alert(identifier: string): string {
  return `<alert xmlns="${cap}"><identifier>${identifier}</identifier><sender>duty@example.org</sender>
    <sent>2025-11-02T00:37:00+03:00</sent><status>Exercise</status><msgType>Alert</msgType><scope>Public</scope></alert>`
}

const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="${cap}" xmlns:fh="http://purl.org/syndication/history/1.0">
  <id>tag:example.org,2025:feed</id>
  <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Warnings <b>now</b></div></title>
  <updated>2025-11-02T00:37:00.5Z</updated>
  <link rel="self" href="https://example.org/feed"/>
  <link rel="hub" href="https://hub.example.org/"/>
  <link rel="hub" href="https://hub.example.net/"/>
  <link rel="next" href="https://example.org/feed?page=2"/>
  <link rel="prev-archive" href="https://example.org/2024"/>
  <fh:archive/>
  <entry>
    <id>tag:example.org,2025:1</id>
    <title>Go inside</title>
    <updated>2025-11-02T00:37:00+03:00</updated>
    <content type="application/cap+xml">${alert('FAT')}</content>
  </entry>
  <entry>
    <id>tag:example.org,2025:2</id>
    <title>Stay inside</title>
    <updated>2025-11-02T01:37:00+03:00</updated>
    <link href="https://example.org/2.html" type="text/html"/>
    <link href="https://example.org/2.xml" type="application/cap+xml;charset=utf-8"/>
    <cap:event>Drone threat</cap:event>
    <cap:status>Exercise</cap:status>
  </entry>
</feed>`

const rss = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Warnings</title>
    <link>https://example.org/</link>
    <description>All of them</description>
    <pubDate>Sun, 02 Nov 2025 00:37:00 +0300</pubDate>
    <atom:link rel="hub" href="https://hub.example.org/"/>
    <item>
      <title>Go inside</title>
      <link>https://example.org/1.xml</link>
      <guid isPermaLink="false">one</guid>
      <pubDate>Sun, 02 Nov 2025 00:37:00 +0300</pubDate>
    </item>
    <item>
      <title>Stay inside</title>
      <link>https://example.org/2.html</link>
      <guid>two</guid>
      <enclosure url="https://example.org/2.xml" type="application/cap+xml" length="1"/>
    </item>
    <item>
      <description>Fat</description>
      <guid>three</guid>
      ${alert('FAT')}
    </item>
  </channel>
</rss>`

const edxl = `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0">
  <distributionID>D-1</distributionID>
  <senderID>duty@example.org</senderID>
  <dateTimeSent>2025-11-02T00:37:00+03:00</dateTimeSent>
  <contentObject>
    <contentDescription>Here</contentDescription>
    <xmlContent><embeddedXMLContent>${alert('INSIDE')}</embeddedXMLContent></xmlContent>
  </contentObject>
  <contentObject>
    <nonXMLContent><mimeType>application/cap+xml</mimeType><uri>https://example.org/1.xml</uri></nonXMLContent>
  </contentObject>
</EDXLDistribution>`

const edxl2 = `<de:edxlDistribution xmlns:de="urn:oasis:names:tc:emergency:EDXL:DE:2.0">
  <de:distributionID>D-2</de:distributionID>
  <de:content><de:contentObject>
    <de:contentXML><de:embeddedXMLContent>${alert('INSIDE')}</de:embeddedXMLContent></de:contentXML>
  </de:contentObject></de:content>
</de:edxlDistribution>`

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function found(text: string): [code: string, path: string][] {
  return readCap(text).problems.map(({ code, path }) => [code, path])
}

function identifiers(text: string) {
  return readCap(text).readings.map((reading) => reading.message?.identifier)
}

function replaced(from: string | RegExp, to: string, text: string): string {
  const changed = text.replace(from, () => to)
  assert.notEqual(changed, text)
  return changed
}

describe('a document', () => {
  test('is one message, in UTF-8 or UTF-16', () => {
    const text = `<?xml version="1.0"?>\n${alert('Ж-1')}`
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
    for (const source of [text, new TextEncoder().encode(text), utf16]) {
      const { kind, readings, problems, feed } = readCap(source)
      assert.deepEqual([kind, readings.length, problems, feed], ['cap', 1, [], undefined])
      assert.equal(readings[0]!.message?.identifier, 'Ж-1')
    }
  })

  test('is an Atom feed, with its hubs and pages, and entries that hold messages or link to them', () => {
    const { kind, readings, problems, feed } = readCap(atom)
    assert.deepEqual([kind, problems], ['atom', []])
    assert.deepEqual(
      readings.map((reading) => reading.message?.identifier),
      ['FAT'],
    )
    assert.ok(feed)
    assert.equal(feed.id, 'tag:example.org,2025:feed')
    assert.equal(feed.title, 'Warnings now')
    assert.equal(feed.updated, '2025-11-02T00:37:00.500Z')
    assert.equal(feed.self, 'https://example.org/feed')
    assert.deepEqual(feed.hubs, ['https://hub.example.org/', 'https://hub.example.net/'])
    assert.equal(feed.next, 'https://example.org/feed?page=2')
    assert.equal(feed.previousArchive, 'https://example.org/2024')
    assert.equal(feed.isArchive, true)
    const [fat, thin] = feed.entries
    assert.equal(fat!.reading, readings[0])
    assert.equal(fat!.capHref, undefined)
    assert.equal(thin!.capHref, 'https://example.org/2.xml')
    assert.equal(thin!.updated, '2025-11-01T22:37:00.000Z')
    assert.deepEqual(thin!.hints, { event: 'Drone threat', status: 'Exercise' })
  })

  test('is one entry of Atom alone', () => {
    const entry = /<entry>[^]*?<\/entry>/
      .exec(atom)![0]
      .replace('<entry>', '<entry xmlns="http://www.w3.org/2005/Atom">')
    assert.deepEqual(found(entry), [])
    assert.deepEqual(identifiers(entry), ['FAT'])
  })

  test('is an RSS feed', () => {
    const { kind, problems, feed, readings } = readCap(rss)
    assert.deepEqual([kind, problems], ['rss', []])
    assert.equal(feed!.updated, '2025-11-01T21:37:00.000Z')
    assert.deepEqual(feed!.hubs, ['https://hub.example.org/'])
    assert.deepEqual(
      feed!.entries.map((entry) => [entry.id, entry.capHref, entry.reading?.message?.identifier]),
      [
        ['one', 'https://example.org/1.xml', undefined],
        ['two', 'https://example.org/2.xml', undefined],
        ['three', undefined, 'FAT'],
      ],
    )
    assert.equal(readings.length, 1)
  })

  test('is an EDXL distribution of either version', () => {
    const { kind, problems, feed } = readCap(edxl)
    assert.deepEqual([kind, problems], ['edxl-de', []])
    assert.equal(feed!.id, 'D-1')
    assert.deepEqual(
      feed!.entries.map((entry) => [entry.title, entry.capHref, entry.reading?.message?.identifier]),
      [
        ['Here', undefined, 'INSIDE'],
        [undefined, 'https://example.org/1.xml', undefined],
      ],
    )
    assert.deepEqual(found(edxl2), [])
    assert.deepEqual(identifiers(edxl2), ['INSIDE'])
  })

  test('is an Atom feed even where its entries only say the main words of messages, as the NWS once did', () => {
    const hints = atom.replace(/<content[^]*?<\/content>|<link href[^]*?\/>/g, '')
    const { kind, feed, readings } = readCap(hints)
    assert.deepEqual([kind, readings, feed!.entries.length], ['atom', [], 2])
    assert.deepEqual(feed!.entries[1]!.hints, { event: 'Drone threat', status: 'Exercise' })
    assert.deepEqual(found(hints), [
      ['cap/entry-without-cap', '/feed/entry[1]'],
      ['cap/entry-without-cap', '/feed/entry[2]'],
    ])
  })

  test('is an EDXL distribution with several objects, and several messages in one of them', () => {
    const many = replaced(alert('INSIDE'), `${alert('INSIDE')}<!-- and -->${alert('BESIDE')}`, edxl)
    const three = replaced(
      '</EDXLDistribution>',
      `<contentObject><xmlContent><embeddedXMLContent>${alert('LAST')}</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>`,
      many,
    )
    assert.deepEqual(found(three), [])
    assert.deepEqual(identifiers(three), ['INSIDE', 'BESIDE', 'LAST'])
  })

  test('takes relative links by the base that the feed declares', () => {
    const based = replaced('<entry>', '<entry xml:base="warnings/">', atom)
      .replace('<feed ', '<feed xml:base="https://example.org/" ')
      .replace(/<content.*\n.*<\/content>/, '<link href="1.xml"/>')
    const { problems, feed } = readCap(based)
    assert.deepEqual(problems, [])
    assert.equal(feed!.entries[0]!.capHref, 'https://example.org/warnings/1.xml')
  })

  test('guesses no link among several', () => {
    const two = replaced(
      /<link href="https:\/\/example.org\/2.xml".*\n/,
      '<link href="https://example.org/b.html"/>\n',
      atom,
    )
    assert.deepEqual(found(two), [['cap/entry-without-cap', '/feed/entry[2]']])
    const picture = two.replace('type="text/html"', 'type="image/png"')
    assert.equal(readCap(picture).feed!.entries[1]!.capHref, 'https://example.org/b.html')
  })

  const soap = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${alert('ONE')}${alert('TWO')}</s:Body></s:Envelope>`
  const breakages: readonly [code: keyof typeof envelopeFindings, path: string, text: string][] = [
    ['cap/not-cap', '/html', '<html><body>Not found</body></html>'],
    ['cap/wrapped-alert', '/Envelope', soap],
    ['cap/alert-as-text', '/feed/entry[1]/content[1]', replaced(alert('FAT'), escaped(alert('FAT')), atom)],
    [
      'cap/alert-as-base-64',
      '/EDXLDistribution/contentObject[2]/nonXMLContent[1]/contentData[1]',
      replaced(/<uri>.*<\/uri>/, `<contentData>${btoa(alert('CODED'))}</contentData>`, edxl),
    ],
    [
      'cap/feed-namespace',
      '/feed',
      replaced('http://www.w3.org/2005/Atom', 'http://purl.org/atom/ns#', atom),
    ],
    ['cap/feed-missing-element', '/feed', replaced('<id>tag:example.org,2025:feed</id>', '', atom)],
    ['cap/feed-missing-element', '/feed/updated[1]', replaced(/<updated>.*?</, '<updated><', atom)],
    [
      'cap/feed-missing-element',
      '/rss/channel[1]',
      replaced('<description>All of them</description>', '', rss),
    ],
    ['cap/entry-missing-element', '/feed/entry[1]', replaced('<title>Go inside</title>', '', atom)],
    ['cap/entry-without-cap', '/feed/entry[1]', replaced(/<content[^]*?<\/content>/, '', atom)],
    [
      'cap/entry-without-cap',
      '/rss/channel[1]/item[1]',
      replaced('<link>https://example.org/1.xml</link>', '', rss),
    ],
    [
      'cap/entry-content-not-cap',
      '/feed/entry[1]/content[1]/report[1]',
      replaced(
        /<alert[^]*?<\/alert><\/content>/,
        '<report/></content><link href="https://example.org/1"/>',
        atom,
      ),
    ],
    [
      'cap/duplicate-entry-id',
      '/feed/entry[2]',
      replaced('2025:2', '2025:1', atom).replace('01:37:00', '00:37:00'),
    ],
    [
      'cap/feed-time',
      '/feed/updated[1]',
      replaced('2025-11-02T00:37:00.5Z', 'Sun, 02 Nov 2025 00:37:00 GMT', atom),
    ],
    [
      'cap/feed-time',
      '/rss/channel[1]/pubDate[1]',
      replaced('Sun, 02 Nov 2025 00:37:00 +0300', 'yesterday', rss),
    ],
    ['cap/relative-link', '/feed/link[1]', replaced('"https://example.org/feed"', '"feed"', atom)],
    ['cap/feed-without-date', '/rss/channel[1]', replaced(/<pubDate>.*<\/pubDate>/, '', rss)],
    [
      'cap/item-without-guid',
      '/rss/channel[1]/item[1]',
      replaced('<guid isPermaLink="false">one</guid>', '', rss),
    ],
    ['cap/item-without-words', '/rss/channel[1]/item[1]', replaced('<title>Go inside</title>', '', rss)],
    [
      'cap/edxl-without-content',
      '/EDXLDistribution',
      replaced(/<contentObject>[^]*<\/contentObject>/, '', edxl),
    ],
    [
      'cap/edxl-without-cap',
      '/EDXLDistribution/contentObject[2]',
      replaced('<mimeType>application/cap+xml', '<mimeType>image/png', edxl),
    ],
  ]
  const sideBySide = `${alert('ONE')}\n${alert('TWO')}`
  test('says cap/alerts-side-by-side of the first root, after what XML says of the second', () => {
    assert.deepEqual(found(sideBySide), [
      ['cap/alerts-side-by-side', '/alert'],
      ['cap/xml-second-root', '/'],
    ])
  })

  for (const [code, path, text] of breakages)
    test(`says ${code} of ${path}`, () => {
      assert.deepEqual(found(text), [[code, path]])
    })

  test('says every finding of its own in some case above', () => {
    const said = new Set([...breakages.map(([code]) => code), 'cap/alerts-side-by-side'])
    assert.deepEqual(said, new Set(Object.keys(envelopeFindings)))
  })

  test('gives the messages of a wrapper all the same', () => {
    assert.equal(readCap(soap).kind, 'wrapped')
    assert.deepEqual(identifiers(soap), ['ONE', 'TWO'])
  })

  test('says the problems of a message at their place in the feed', () => {
    const text = replaced('<status>Exercise', '<status>exercise', atom)
    const [problem, ...rest] = readCap(text).problems
    assert.deepEqual(rest, [])
    assert.equal(problem!.path, '/feed/entry[1]/content[1]/alert[1]/status[1]')
    assert.equal(problem!.line, text.slice(0, text.indexOf('<status>')).split('\n').length)
  })

  test('that is nothing at all is unreadable, and said so', () => {
    for (const source of [
      '',
      ' ',
      'hello',
      new Uint8Array(),
      new Uint8Array([0, 255, 254]),
      '{}',
      '[',
      '"x"',
    ]) {
      const { kind, readings, problems } = readCap(source)
      assert.deepEqual([kind, readings], ['unreadable', []])
      assert.ok(problems.some((problem) => problem.level === 'error'))
    }
  })
})
