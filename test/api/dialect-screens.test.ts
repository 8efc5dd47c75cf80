import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import ICAL from 'ical.js'
import {
  dankovsky,
  done,
  issueAlert,
  red,
  startTestServer,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

/** What a board, a calendar or a reader keeps between two questions. */
interface Kept {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

describe('screens of a server', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
  })
  after(() => server?.close())

  const ask = async (path: string, headers: Record<string, string> = {}): Promise<Kept> => {
    const response = await fetch(`${server.url}/dialects/screens${path}`, { headers })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const faces = (area: string) => [
    `/text/${area}.txt`,
    `/calendar/${area}.ics`,
    `/feed/${area}.json`,
    `/signage/${area}`,
  ]
  const eventsOf = ({ text }: Kept) =>
    new ICAL.Component(ICAL.parse(text) as never)
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one))

  test('tell one alert from its first notice to its last, on each face', async () => {
    for (const path of faces(zadonsky)) assert.doesNotMatch((await ask(path)).text, /Drone attack/, path)

    const alert = await issueAlert(server, red())
    for (const path of faces(zadonsky)) {
      const { status, text } = await ask(path)
      assert.equal(status, 200)
      assert.match(text.replaceAll('\r\n ', ''), /DRILL.*Drone attack threat/s, path)
    }
    for (const path of faces(dankovsky)) assert.doesNotMatch((await ask(path)).text, /Drone attack/, path)
    const [standing] = eventsOf(await ask('/calendar.ics'))
    assert.equal(
      standing!.endDate.toJSDate().getTime(),
      Math.floor(Date.parse(String(alert['renewBy'])) / 1_000) * 1_000,
    )

    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {}))
    assert.match((await ask(`/text/${zadonsky}.txt`)).text, /^DRILL: All-clear: Drone attack threat$/m)
    assert.match((await ask(`/signage/${zadonsky}`)).text, /<h2>All-clear<\/h2>/)
    const { items } = JSON.parse((await ask('/feed.json')).text) as {
      readonly items: { readonly title: string }[]
    }
    assert.deepEqual(
      items.map(({ title }) => title),
      ['DRILL: All-clear: Drone attack threat · Zadonsky District'],
    )
    const [ended] = eventsOf(await ask(`/calendar/${zadonsky}.ics`))
    assert.equal(ended!.uid, standing!.uid)
    assert.ok(ended!.sequence > standing!.sequence)
    assert.ok(ended!.endDate.compare(standing!.endDate) < 0)
  })

  test('are the same bytes for everybody, whatever a browser’s own languages are, and 304 to who has them', async () => {
    for (const path of faces(zadonsky)) {
      const first = await ask(path, { 'accept-language': 'uk' })
      const tag = first.headers.get('etag')
      assert.ok(tag !== null, path)
      assert.equal((await ask(path, { 'accept-language': 'en' })).headers.get('etag'), tag)
      assert.equal((await ask(path, { 'if-none-match': tag })).status, 304)
      assert.doesNotMatch(first.headers.get('vary') ?? '', /language/)
    }
    assert.match((await ask('/text?lang=ru')).text, /по состоянию на/)
  })

  test('send each face as what it is, and let the page load what is its own alone', async () => {
    const types = ['/text', '/calendar.ics', '/feed.json', '/signage', '/signage.css', '/signage.js']
    const sent = await Promise.all(types.map((path) => ask(path)))
    assert.deepEqual(
      sent.map(({ headers }) => headers.get('content-type')),
      [
        ...['text/plain; charset=utf-8', 'text/calendar; charset=utf-8; method=PUBLISH'],
        ...['application/feed+json; charset=utf-8', 'text/html; charset=utf-8'],
        ...['text/css; charset=utf-8', 'text/javascript; charset=utf-8'],
      ],
    )
    const policy = sent[3]!.headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'/)
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'/)
    assert.doesNotMatch(policy, /unsafe/)
    // A browser that kept it would take its policy from a 304, and show yesterday's without a network.
    assert.equal(sent[3]!.headers.get('cache-control'), 'no-store')
    // Nothing in the page needs more than that.
    assert.doesNotMatch(sent[3]!.text, /<script>|<style|style=|\son\w+=/)
  })

  test('refuse in their own shape: a sentence', async () => {
    for (const [path, page] of [
      ['/text/gn:1.txt', 'text/plain'],
      ['/calendar/gn:1.ics', 'text/plain'],
      ['/feed/gn:1.json', 'text/plain'],
      ['/signage/gn:1', 'text/html'],
    ] as const) {
      const { status, headers, text } = await ask(path)
      assert.equal(status, 404)
      assert.equal(headers.get('content-type'), `${page}; charset=utf-8`)
      assert.match(text, /No area “gn:1” is known here\./)
    }
    const nowhere = await ask('/nowhere')
    assert.deepEqual([nowhere.status, nowhere.text], [404, 'Not found.\n'])
    const posted = await fetch(`${server.url}/dialects/screens/text`, { method: 'POST', body: 'x' })
    assert.equal(posted.status, 405)
    assert.match(await posted.text(), /POST is not for this address/)
  })

  test('ignore parameters that they don’t know', async () => {
    const { status } = await ask('/text?lang=xx&theme=pink&%00=1')
    assert.equal(status, 200)
    assert.match((await ask('/signage?theme=pink')).text, /data-theme="dark"/)
    assert.match((await ask('/signage?theme=light')).text, /data-theme="light"/)
  })
})

test('screens of a server in test show no test at all', async () => {
  const server = await startTestServer({
    settings: { TOCSIN_BROKER: 'none', TOCSIN_MODE: 'test' },
  })
  try {
    const before = await fetch(`${server.url}/dialects/screens/text`).then((answer) => answer.text())
    assert.equal((await issueAlert(server, red())).mode, 'test')
    for (const path of ['/text', '/calendar.ics', '/feed.json', '/signage']) {
      const text = await fetch(`${server.url}/dialects/screens${path}`).then((answer) => answer.text())
      assert.doesNotMatch(text, /Drone|TEST|DANGER/, path)
    }
    assert.match(before, /No warning is in force/)
  } finally {
    await server.close()
  }
})
