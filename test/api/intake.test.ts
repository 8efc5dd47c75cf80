import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { startFeedHost, type FeedHost } from '../support/feed-host.node.ts'
import { pdfOf } from '../support/made-pdf.ts'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'

interface Part {
  readonly part: string
  readonly document: string
  readonly how: string
  readonly textSha256: string
  readonly times: readonly { readonly by: string; readonly at: string | null }[]
}
interface Taken {
  readonly how: string
  readonly original: {
    readonly sha256: string
    readonly kind: string
    readonly way: string
    readonly state: string
    readonly documents: number
    readonly attachments: readonly {
      readonly name: string | null
      readonly problem: { readonly code: string } | null
    }[]
  }
  readonly documents: readonly Part[]
}

const hex = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const exported = (messages: number) =>
  JSON.stringify({
    ...{ name: 'Канал', type: 'public_channel', id: 12 },
    messages: Array.from({ length: messages }, (_, id) => ({
      ...{
        id,
        type: 'message',
        date_unixtime: String(1_762_033_020 + id),
        text: [`Сообщение ${id}`, { type: 'bold', text: '!' }],
      },
    })),
  })
const rss = (...titles: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Новости</title><link>https://news.example/</link>${titles
    .map(
      (title) =>
        `<item><title>${title}</title><guid>${title}</guid><pubDate>Sun, 02 Nov 2025 00:37:00 GMT</pubDate></item>`,
    )
    .join('')}</channel></rss>`

describe('taking documents in over HTTP', () => {
  let server: TestServer
  let host: FeedHost
  before(async () => {
    host = await startFeedHost()
    server = await startTestServer({ settings: { TOCSIN_SOURCE_ALLOW: host.name } })
  })
  after(async () => {
    await server.close()
    await host.close()
  })
  const sendFile = (bytes: string | Uint8Array, query = '', type = 'application/octet-stream') =>
    server.olena.ask('POST', `/v1/evidence/documents${query}`, {
      raw: bytes,
      headers: { 'content-type': type },
    })

  test('a pasted text becomes a document, and the same again is the first', async () => {
    const body = {
      text: 'Отбой красного уровня в Задонском районе.',
      source: 'Липецк сегодня',
      saidAt: '2025-11-02T00:37:00+03:00',
    }
    const first = done<Taken>(await server.olena.post('/v1/evidence/documents', body))
    assert.deepEqual([first.how, first.original.way, first.original.sha256], ['new', 'paste', hex(body.text)])
    const [{ document, textSha256 } = assert.fail()] = first.documents
    assert.equal(textSha256, hex(body.text))
    const again = done<Taken>(await server.olena.post('/v1/evidence/documents', body))
    assert.deepEqual([again.how, again.documents[0]?.document], ['again', document])
    const shown = done<{ readonly saidAt: string; readonly source: { readonly name: string } }>(
      await server.olena.get(`/v1/evidence/documents/${document}`),
    )
    assert.deepEqual([shown.saidAt, shown.source.name], ['2025-11-01T21:37:00.000Z', 'Липецк сегодня'])
    const origin = done<{ readonly part: string; readonly original: Taken['original'] }>(
      await server.olena.get(`/v1/evidence/documents/${document}/original`),
    )
    assert.deepEqual([origin.part, origin.original.sha256], ['whole', hex(body.text)])
  })

  test('an original comes back byte for byte, to be saved and never shown', async () => {
    const page = Buffer.concat([
      Buffer.from('<meta charset=windows-1251><script>alert(1)</script><p>'),
      Buffer.from([0xd2, 0xf0, 0xe5, 0xe2, 0xee, 0xe3, 0xe0]),
    ])
    const taken = done<Taken>(
      await sendFile(page, '?name=a.html&url=https://www.gazeta.example/1', 'text/html'),
    )
    assert.equal(taken.documents[0]?.textSha256, hex('Тревога'))
    const key = await server.keyOf('olena')
    const answer = await fetch(`${server.url}/v1/evidence/originals/${hex(page)}/bytes`, {
      headers: { authorization: `Bearer ${key}` },
    })
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), page)
    const heads = ['content-type', 'content-disposition', 'x-content-type-options', 'cache-control']
    assert.deepEqual(
      heads.map((name) => answer.headers.get(name)),
      [
        ...[
          'application/octet-stream',
          `attachment; filename="original-${hex(page).slice(0, 12)}.bin"`,
          'nosniff',
          'no-store',
        ],
      ],
    )
    const compared = done<{ readonly same: number; readonly different: readonly string[] }>(
      await server.olena.post(`/v1/evidence/originals/${hex(page)}/compare`, {}),
    )
    assert.deepEqual([compared.same, compared.different], [1, []])
  })

  test('a PDF, an e-mail with one attached, and a Telegram export are each what they are', async () => {
    const pdf = pdfOf([['Отбой объявлен в полночь.']])
    const mail = [
      'From: =?UTF-8?B?0JTQtdC20YPRgNC90YvQuQ==?= <d@oblast.example>\r\nSubject: Report\r\nDate: Sun, 2 Nov 2025 00:37:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n',
      '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the attached file.',
      `--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=r.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(pdf).toString('base64')}`,
      '--b\r\nContent-Type: application/zip\r\nContent-Disposition: attachment; filename=z.zip\r\n\r\nPK\x03\x04zip',
      '--b--\r\n',
    ].join('\r\n')
    const taken = done<Taken>(await sendFile(mail, '?name=m.eml'))
    assert.deepEqual([taken.original.kind, taken.original.way], ['mail', 'e-mail'])
    assert.deepEqual(
      taken.original.attachments.map(({ name, problem }) => [name, problem?.code]),
      [
        ['r.pdf', undefined],
        ['z.zip', 'evidence/no-text-kind'],
      ],
    )
    assert.deepEqual(
      taken.documents[0]?.times.map(({ by, at }) => [by, at]),
      [['mail', '2025-11-01T21:37:00.000Z']],
    )
    const inner = done<{
      readonly original: { readonly inside: { readonly part: string } }
      readonly documents: readonly Part[]
    }>(await server.olena.get(`/v1/evidence/originals/${hex(pdf)}`))
    assert.deepEqual(
      [inner.original.inside.part, inner.documents[0]?.textSha256],
      ['attachment 1', hex('Отбой объявлен в полночь.')],
    )
    const telegram = done<Taken>(await sendFile(exported(30), '?name=result.json'))
    assert.deepEqual(
      [telegram.original.way, telegram.original.documents, telegram.documents[7]?.part],
      ['telegram', 30, 'message 7'],
    )
  })

  test('what can’t be read is refused for its own reason', async () => {
    refused(await sendFile('PK\x03\x04…'), 'evidence/no-text-kind')
    refused(await sendFile('<div>'.repeat(5_000)), 'evidence/nested-too-deep')
    refused(await sendFile(pdfOf([[]])), 'evidence/empty')
    refused(await sendFile('x'.repeat(4 * 1024 * 1024 + 1)), 'evidence/too-large')
    refused(await sendFile('ok', '?within=RU-NOWHERE'), 'areas/unknown')
    refused(
      await server.olena.post('/v1/evidence/documents', { text: 'x', url: 'javascript:alert(1)' }),
      'server/invalid-request',
    )
    refused(await server.olena.get(`/v1/evidence/originals/${'0'.repeat(64)}`), 'evidence/unknown-original')
    refused(await server.stranger.post('/v1/evidence/documents', { text: 'x' }), 'people/unknown-key')
  })

  test('what came is listed, the newest first, page by page', async () => {
    const whole = done<{ readonly originals: readonly { readonly sha256: string }[] }>(
      await server.olena.get('/v1/evidence/originals'),
    )
    const first = done<{ readonly originals: readonly { readonly sha256: string }[]; readonly next: string }>(
      await server.olena.get('/v1/evidence/originals?limit=2'),
    )
    const second = done<{ readonly originals: readonly { readonly sha256: string }[] }>(
      await server.olena.get(`/v1/evidence/originals?limit=2&after=${encodeURIComponent(first.next)}`),
    )
    assert.deepEqual(
      [...first.originals, ...second.originals].map(({ sha256 }) => sha256),
      whole.originals.slice(0, 4).map(({ sha256 }) => sha256),
    )
  })

  test('a feed of news gives documents, asks whether it changed, and keeps nothing that says nothing new', async () => {
    const address = `${host.base}/news`
    host.play('/news', (request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
      else response.writeHead(200, { etag: '"1"', 'content-type': 'text/html' }).end(rss('Отбой', 'Тревога'))
    })
    const added = await server.admin.ask('PUT', '/v1/evidence/feeds/news', { body: { address } })
    assert.equal(done<{ readonly documents: number }>(added).documents, 0)
    const check = async () =>
      done<{
        readonly documents: number
        readonly problem: { readonly code: string } | null
        readonly goodAt: string | null
      }>(await server.olena.post('/v1/evidence/feeds/news/check', {}))
    assert.equal((await check()).documents, 2)
    assert.equal((await check()).documents, 2)
    // Who had it read is a fact, each time.
    const kept = await server.running.system.ledger.read(0 as never, 10_000)
    assert.equal(kept.filter(({ type }) => type === 'news-feed-checked').length, 2)
    assert.equal(host.asked('/news').length, 2)
    const count = async () =>
      done<{ readonly originals: readonly unknown[] }>(await server.olena.get('/v1/evidence/originals'))
        .originals.length
    const before = await count()
    host.play('/news', (_, response) => response.writeHead(200).end(rss('Тревога', 'Отбой')))
    assert.equal((await check()).documents, 2)
    assert.equal(await count(), before)
    host.play('/news', (_, response) => response.writeHead(200).end(rss('Тревога', 'Новое')))
    assert.equal((await check()).documents, 3)
    assert.equal(await count(), before + 1)
    host.play('/news', (_, response) => response.writeHead(200).end('<html>503'))
    assert.equal((await check()).problem?.code, 'evidence/garbled')
    host.play('/news', (_, response) => response.writeHead(500).end())
    assert.equal((await check()).problem?.code, 'exchange/answered-wrong')
    refused(
      await server.admin.ask('PUT', '/v1/evidence/feeds/inner', { body: { address: 'http://10.0.0.1/' } }),
      'evidence/feed-settings-wrong',
    )
    assert.equal((await server.admin.ask('DELETE', '/v1/evidence/feeds/news', {})).status, 204)
    refused(await server.olena.post('/v1/evidence/feeds/news/check', {}), 'evidence/unknown-feed')
  })

  test('who brought what, and which feeds were set up, stands in the ledger', async () => {
    const facts = await server.running.system.ledger.read(0 as never, 10_000)
    const types = new Set(facts.map(({ type }) => type))
    for (const type of ['original-kept', 'news-feed-added', 'news-feed-removed'])
      assert.ok(types.has(type), type)
    const kept = facts.find(({ type }) => type === 'original-kept')
    assert.deepEqual(
      [kept?.by, Object.keys(kept?.data ?? {}).toSorted()],
      ['olena', ['bytes', 'kind', 'sha256', 'way']],
    )
  })
})
