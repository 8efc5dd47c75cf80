/** Messages that are not there as elements: what is read of them, and where their problems are said to be. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkCap } from '../check.ts'
import { readCap } from './read-cap.ts'

const cap = 'urn:oasis:names:tc:emergency:cap:1.2'

function alert(identifier: string, prefix = ''): string {
  const p = prefix === '' ? '' : `${prefix}:`
  return `<${p}alert xmlns${prefix === '' ? '' : `:${prefix}`}="${cap}">
<${p}identifier>${identifier}</${p}identifier>
<${p}sender>duty@example.org</${p}sender>
<${p}sent>2025-11-02T00:37:00+03:00</${p}sent>
<${p}status>Exercise</${p}status>
<${p}msgType>Alert</${p}msgType>
<${p}scope>Public</${p}scope>
</${p}alert>`
}

const declared = (xml: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`
const escaped = (xml: string) => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const inCdata = (xml: string) => `<![CDATA[${xml}]]>`

const rss = (
  item: string,
) => `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Warnings</title><link>https://example.org/</link><description>All</description>
<pubDate>Sun, 02 Nov 2025 00:37:00 +0300</pubDate>
<item><title>Go in</title><guid>1</guid>${item}</item></channel></rss>`
const entry = (content: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>t</title>
<updated>2025-11-02T00:37:00Z</updated>
<entry><id>e</id><title>t</title><updated>2025-11-02T00:37:00Z</updated>${content}</entry></feed>`
const edxl = (content: string) =>
  `<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><distributionID>D</distributionID>
<contentObject>${content}</contentObject></EDXLDistribution>`
const edxl2 = (content: string) =>
  `<edxlDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:2.0"><distributionID>D</distributionID>
<content><contentObject>${content}</contentObject></content></edxlDistribution>`

function identifiers(source: string | Uint8Array) {
  return readCap(source).readings.map((reading) => reading.message?.identifier)
}

describe('a message that stands in an envelope as text', () => {
  const documents: { readonly [name: string]: string } = {
    'escaped in the description of an RSS item': rss(`<description>${escaped(alert('A'))}</description>`),
    'in CDATA in the description of an RSS item': rss(
      `<description>${inCdata(declared(alert('A')))}</description>`,
    ),
    'in content:encoded of an RSS item': rss(
      `<description>Storm</description><content:encoded>\n  ${inCdata(alert('A', 'cap'))}</content:encoded>`,
    ),
    'escaped in Atom’s content of type text': entry(`<content type="text">${escaped(alert('A'))}</content>`),
    'in CDATA in Atom’s content of CAP’s own type': entry(
      `<content type="application/cap+xml">\n${inCdata(declared(alert('A')))}</content>`,
    ),
    'in Atom’s summary, after a comment': entry(
      `<summary>${escaped(`<!-- made by hand -->${alert('A')}`)}</summary>`,
    ),
    'escaped in EDXL-DE 1.0': edxl(
      `<xmlContent><embeddedXMLContent>${escaped(alert('A'))}</embeddedXMLContent></xmlContent>`,
    ),
    'in base 64 in EDXL-DE 1.0': edxl(
      `<nonXMLContent><mimeType>application/cap+xml</mimeType><contentData>\n${btoa(declared(alert('A')))}\n</contentData></nonXMLContent>`,
    ),
    'in base 64 in EDXL-DE 2.0': edxl2(
      `<otherContent><mimeType>text/xml</mimeType><contentData>${btoa(alert('A'))}</contentData></otherContent>`,
    ),
    'escaped in an answer of SOAP': `<s:Envelope xmlns:s="urn:s"><s:Body><return>${escaped(alert('A'))}</return></s:Body></s:Envelope>`,
  }
  for (const [name, text] of Object.entries(documents))
    test(`is read: ${name}`, () => {
      const { readings, problems } = readCap(text)
      assert.deepEqual(
        readings.map(({ message, source }) => [message?.identifier, identifiers(source ?? '')]),
        [['A', ['A']]],
      )
      assert.deepEqual(
        problems.filter(({ level }) => level === 'error'),
        [],
      )
      assert.ok(problems.some(({ code }) => code === 'cap/alert-as-text' || code === 'cap/alert-as-base-64'))
    })

  test('has its problems at the line and the path where it stands', () => {
    for (const write of [escaped, inCdata]) {
      const text = entry(
        `<content type="text">\n${write(alert('A').replace('>Exercise', '>exercise'))}</content>`,
      )
      const problem = checkCap(text).problems.find(({ code }) => code === 'cap/value-spelling')!
      assert.equal(problem.path, '/feed/entry[1]/content[1]/alert[1]/status[1]')
      assert.match(text.split('\n')[problem.line - 1]!, /exercise/)
    }
  })

  test('has what is wrong with it as XML at its place, too', () => {
    const broken = alert('A').replace('</scope>', '</scope><note>wind & rain</note>')
    const text = entry(`<content type="text">${escaped(broken)}</content>`)
    const problem = checkCap(text).problems.find(({ code }) => code === 'cap/xml-bare-ampersand')!
    assert.equal(problem.path, '/feed/entry[1]/content[1]/alert[1]/note[1]')
    assert.match(text.split('\n')[problem.line - 1]!, /wind/)
  })

  test('is held against the schema', () => {
    const text = entry(
      `<content type="text">${escaped(alert('A').replace('<scope>', '<scope lang="en">'))}</content>`,
    )
    const problem = checkCap(text).problems.find(({ level }) => level === 'error')
    assert.deepEqual([problem?.code], ['cap/schema-unexpected-attribute'])
  })

  test('leans on no namespace of the envelope', () => {
    const text = entry(`<content type="text">${escaped(alert('A').replace(/ xmlns="[^"]*"/, ''))}</content>`)
    assert.ok(readCap(text).problems.some(({ code }) => code === 'cap/wrong-namespace'))
  })

  test('is not looked for where it stands as elements', () => {
    const text = entry(
      `<summary>${escaped(alert('A'))}</summary><content type="application/cap+xml">${alert('B')}</content>`,
    )
    assert.deepEqual(identifiers(text), ['B'])
  })

  test('costs time that grows with the document alone, be it all in one line', () => {
    const one = `<entry><content>${escaped(alert('A').replaceAll('\n', ''))}</content></entry>`
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom">${one.repeat(4_000)}<x>${'a'.repeat(12_000_000)}</x></feed>`
    const begin = performance.now()
    assert.equal(readCap(feed).readings.length, 4_000)
    assert.ok(performance.now() - begin < 4_000)
  })

  test('is no text that merely tells of alerts', () => {
    for (const text of [
      '&lt;alerting/&gt;',
      'An &lt;alert&gt; was sent',
      '&lt;!-- &lt;alert&gt;',
      '&lt;?alert ?',
      'PGFsZXJ0Pg==',
    ])
      assert.deepEqual(identifiers(entry(`<content type="text">${text}</content>`)), [])
  })
})

describe('messages without anything around them', () => {
  test('are all read, each with its own declaration', () => {
    const text = `${declared(alert('A'))}\n${declared(alert('B', 'cap'))}\n${alert('C')}`
    assert.deepEqual([readCap(text).kind, identifiers(text)], ['wrapped', ['A', 'B', 'C']])
    assert.equal(checkCap(text).valid, false)
  })

  test('have their problems at their lines', () => {
    const text = `${alert('A')}\n${alert('B').replace('>Exercise', '>exercise').replace('Public', 'R&D')}`
    const { problems } = checkCap(text)
    for (const [code, words] of [
      ['cap/value-spelling', /exercise/],
      ['cap/xml-bare-ampersand', /R&D/],
    ] as const) {
      const found = problems.filter((problem) => problem.code === code)
      assert.equal(found.length, 1, code)
      assert.match(text.split('\n')[found[0]!.line - 1]!, words)
    }
  })

  test('are read after the words of a server that failed', () => {
    const text = `<b>Warning</b>: no such index in /srv/a.php on line 3<br/>\n${alert('A')}`
    assert.deepEqual(identifiers(text), ['A'])
    assert.equal(checkCap(text).valid, false)
  })

  test('are no reason to read one twice that words follow', () => {
    for (const rest of ['garbage', '<!-- <alert> -->', '<script>1</script>', '\0\0', '\uFEFF'])
      assert.deepEqual(identifiers(alert('A') + rest), ['A'])
  })

  test('cost time that grows with the text alone', () => {
    const text = alert('A').repeat(4_000)
    const begin = performance.now()
    assert.equal(readCap(text).readings.length, 4_000)
    assert.ok(performance.now() - begin < 3_000)
  })
})
