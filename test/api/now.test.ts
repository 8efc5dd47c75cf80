import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import type { z } from 'zod'
import type { nowAnswer } from '../../src/server/now-schema.ts'
import {
  dankovsky,
  done,
  issueAlert,
  lipetskOblast,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

type Now = z.output<typeof nowAnswer>

describe('Now over HTTP', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())

  const now = async (query: string) => done<Now>(await server.stranger.get(`/v1/now?${query}`))
  const page = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await server.stranger.get(path, headers)
    assert.equal(answer.status, 200, answer.text)
    return answer.text
  }
  /** As it comes over the line: the answer's head and its body, as Chromium asks for them. */
  const weigh = (path: string) =>
    new Promise<Buffer>((resolve, reject) => {
      const parts: Buffer[] = []
      const socket = connect(server.port, '127.0.0.1')
      socket.on('data', (part) => void parts.push(part))
      socket.on('error', reject)
      socket.on('close', () => resolve(Buffer.concat(parts)))
      socket.write(
        `GET ${path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip, deflate, br\r\nconnection: close\r\n\r\n`,
      )
    })
  /** The document and everything that it makes a browser load. */
  const firstSight = async (path: string) => {
    const answer = await weigh(path)
    const head = answer.indexOf('\r\n\r\n')
    assert.match(answer.subarray(0, head).toString(), /content-encoding: br/i)
    const html = brotliDecompressSync(answer.subarray(head + 4)).toString()
    // What only one maker's phones fetch, for their home screen, and what the page itself fetches once it is shown, is no first sight.
    const first = html.replace(/<link rel="apple-touch-icon"[^>]*>|data-later="[^"]*"/g, '')
    const files = new Set([...first.matchAll(/"(\/resident\/[^"]+)"/g)].map(([, file]) => file!))
    let bytes = answer.length
    const each: { [file: string]: number } = { document: answer.length }
    for (const file of files) {
      const one = await weigh(file)
      assert.match(one.toString('latin1'), /^HTTP\/1\.1 200/)
      each[file] = one.length
      bytes += one.length
    }
    return { bytes, each, html, files }
  }

  test('weighs under 14 kB with all that first sight needs, at its worst: three places, each under a danger and an advice, in Ukrainian', async (t) => {
    const alerts = []
    for (const [threat, place] of [
      ['chemical', zadonsky],
      ['flood', terbunsky],
      ['radiation', dankovsky],
    ] as const)
      alerts.push(
        await issueAlert(server, { threat, ladder: 'all-hazards', level: 'warning', areas: [place] }),
      )
    for (const [threat, place] of [
      ['extreme-heat', zadonsky],
      ['wildfire', terbunsky],
      ['drone', dankovsky],
    ] as const)
      alerts.push(
        await issueAlert(server, { threat, ladder: 'all-hazards', level: 'advice', areas: [place] }),
      )
    const places = [zadonsky, terbunsky, dankovsky].map((code) => `place=${code}`).join('&')
    const { bytes, each, html, files } = await firstSight(`/?${places}&lang=uk`)
    t.diagnostic(`${bytes} bytes: ${JSON.stringify(each)}`)
    assert.equal(html.match(/class="card danger"/g)?.length, 3)
    assert.equal(html.match(/class="card advisory"/g)?.length, 3)
    assert.equal([...files].length, 3, 'a style, a script and an icon')
    assert.ok(bytes < 14_000, `${bytes} bytes: ${JSON.stringify(each)}`)
    for (const { id } of alerts) done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })

  test('is the same for everybody until a second has passed or something changed, and is not sent again to who has it', async () => {
    const { headers } = await server.stranger.get(`/v1/now?place=${zadonsky}&lang=en`)
    assert.equal(headers.get('cache-control'), 'public, max-age=1')
    assert.equal(headers.get('access-control-allow-origin'), '*')
    assert.match(headers.get('vary') ?? '', /accept-encoding.*accept-language/)
    let again = 0
    // A second may end between the two.
    for (let i = 0; i < 20 && again !== 304; i++) {
      const etag = (await server.stranger.get('/?lang=en')).headers.get('etag')!
      again = (await server.stranger.get('/?lang=en', { 'if-none-match': etag })).status
    }
    assert.equal(again, 304)
    const before = await now(`place=${zadonsky}`)
    const { id } = await issueAlert(server)
    const during = await now(`place=${zadonsky}`)
    assert.ok(during.seq > before.seq)
    assert.equal(during.groups[0]!.look, 'danger')
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
    assert.equal((await now(`place=${zadonsky}`)).groups[0]!.look, 'ended')
  })

  test('speaks the language that is asked for, else the browser’s, else the authority’s first', async () => {
    assert.match(await page('/?lang=he', { 'accept-language': 'uk' }), /<html lang="he" dir="rtl"/)
    assert.match(
      await page('/', { 'accept-language': 'fr, uk;q=0.8, en;q=0.5' }),
      /<html lang="uk" dir="ltr"/,
    )
    assert.match(await page('/', { 'accept-language': 'fr' }), /<html lang="en"/)
    assert.equal((await now(`place=${zadonsky}&lang=ru`)).groups[0]!.places[0]!.name.text, 'Задонский район')
  })

  test('takes eight places, once each, and says which are not here', async () => {
    const many = Array.from({ length: 20 }, (_, i) => `place=nowhere-${i}`).join('&')
    assert.equal((await now(many)).unknown.length, 8)
    const twice = await now(`place=${zadonsky}&place=${zadonsky}&place=gn:1`)
    assert.deepEqual(
      twice.groups.flatMap(({ places }) => places.map(({ code }) => code)),
      [zadonsky],
    )
    assert.deepEqual(twice.unknown, ['gn:1'])
  })

  test('says when it could be here at the earliest, of what is warned of, and never where it is', async () => {
    const at = Date.parse(server.running.system.clock.now())
    const track = done<{ id: string }>(
      await server.olena.post('/v1/tracks', {
        ...{ threat: 'drone', headingDegrees: 45, speedKmPerHour: { from: 150, to: 200 } },
        seen: [{ at: new Date(at - 120_000).toISOString(), lon: 36.5, lat: 51 }],
      }),
    )
    const quiet = await server.stranger.get(`/v1/now?place=${zadonsky}`)
    assert.doesNotMatch(quiet.text, /earliest/, 'nobody decided to warn')
    const { id } = await issueAlert(server)
    const warned = await server.stranger.get(`/v1/now?place=${zadonsky}`)
    const [group] = done<Now>(warned).groups
    const arrival = group!.places[0]!.arrival!
    assert.ok(arrival.known === 'times' && Date.parse(arrival.earliest) > at)
    assert.match(arrival.earliest, /:00\.000Z$/, 'finer times in many places would tell where it is')
    assert.doesNotMatch(warned.text, /36\.5|"lon"|"lat"|track|headingDegrees/)
    assert.match(
      await page(`/?place=${zadonsky}&lang=en`),
      /It could be here at <time datetime="[^"]+">\d\d:\d\d<\/time> at the earliest/,
    )
    done(await server.olena.post(`/v1/tracks/${track.id}/end`, {}))
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })

  test('says that an alert was sent in error', async () => {
    const { id } = await issueAlert(server, { threat: 'drone', level: 'red', areas: [terbunsky] })
    done(await server.olena.post(`/v1/alerts/${id}/retract`, { reason: 'a wrong key' }))
    assert.match(await page(`/?place=${terbunsky}&lang=en`), /There is no danger/)
  })

  test('finds places by name in any language, with slips of the pen, and adds and removes them by links alone', async () => {
    for (const text of ['Zadonsk', 'задонск', 'Задонський', 'Zadonks']) {
      const html = await page(`/places?q=${encodeURIComponent(text)}&lang=en&place=${terbunsky}`)
      assert.match(
        html,
        new RegExp(`href="/places\\?place=${terbunsky}&amp;place=${zadonsky}&amp;lang=en"`),
        text,
      )
    }
    const chosen = await page(`/places?place=${terbunsky}&place=${zadonsky}&lang=en`)
    assert.match(chosen, new RegExp(`href="/places\\?place=${terbunsky}&amp;lang=en"`), 'without Zadonsky')
    assert.match(chosen, new RegExp(`href="/\\?place=${terbunsky}&amp;place=${zadonsky}&amp;lang=en"`))
    assert.match(await page('/places?q=%3Cscript%3E&lang=en'), /Nothing found by the name “&lt;script&gt;”/)
  })

  test('has a kiosk for several languages at once', async () => {
    const { id } = await issueAlert(server)
    const html = await page(`/kiosk?place=${zadonsky}&lang=uk&lang=en`)
    assert.deepEqual(
      [...html.matchAll(/<section class="slide danger" lang="(\w+)"/g)].map(([, lang]) => lang),
      ['en', 'uk'],
    )
    // Each counts its minutes in its own words.
    const slides = html.split('<section ').slice(1)
    assert.deepEqual(
      slides.map((slide) => /data-minutes="\{count\} (\S+)"/.exec(slide)?.[1]),
      ['min', 'хв'],
    )
    assert.match(html, /<meta http-equiv="refresh" content="12" \/>/)
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })

  test('shows the whole region where it did, as a map and as a list', async () => {
    const html = await page('/region?lang=en')
    assert.match(html, /<svg class="map"/)
    assert.match(html, /<table>/)
    assert.equal((await now('')).about, 'region')
    assert.deepEqual((await now('')).watch, [lipetskOblast])
  })
})
