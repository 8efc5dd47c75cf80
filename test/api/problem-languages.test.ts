import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startTestServer, type TestServer } from '../support/server.node.ts'

describe('a refusal', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())

  const asked = async (language: string | undefined, path = '/v1/alerts/no-such-alert') => {
    const { status, headers, body } = await server.olena.get(
      path,
      language === undefined ? {} : { 'accept-language': language },
    )
    const { title, detail, advice, ...same } = body as { [name: string]: unknown }
    return { status, headers, same, said: [title, detail, advice] }
  }

  test('is told in the reader’s language, and is the same problem', async () => {
    const english = await asked(undefined)
    assert.equal(english.headers.get('content-language'), 'en')
    assert.match(String(english.headers.get('vary')), /accept-language/)
    for (const [wish, language, letters] of [
      ['uk', 'uk', /Тривоги «no-such-alert» немає/],
      ['ru-RU, ru;q=0.9', 'ru', /Тревоги «no-such-alert» нет/],
      ['fr, he;q=0.5', 'he', /אין התרעה/],
    ] as const) {
      const told = await asked(wish)
      assert.equal(told.headers.get('content-language'), language)
      assert.match(String(told.headers.get('vary')), /accept-language/)
      assert.match(told.said.join(' '), letters)
      assert.deepEqual([told.status, told.same], [english.status, english.same])
    }
    assert.deepEqual((await asked('fr')).said, english.said)
  })

  test('before the request was read, of nobody known and of no path is told so too', async () => {
    for (const [client, path, code] of [
      [server.stranger, '/v1/people', 'people/unknown-key'],
      [server.olena, '/v1/nothing', 'server/unknown-path'],
      [server.olena, '/v1/timeline?limit=x', 'server/invalid-request'],
    ] as const) {
      const { headers, body } = await client.get(path, { 'accept-language': 'uk' })
      const { code: is, detail } = body as { code: string; detail: string }
      assert.equal(is, code)
      assert.equal(headers.get('content-language'), 'uk')
      assert.match(detail, /[а-яіїє]/)
    }
  })

  test('of a step that needs a reason is carried out once, whatever its language', async () => {
    const head = await server.head()
    const body = { threat: 'drone', level: 'nothing', areas: ['Задонськ'] }
    const { status } = await server.olena.post('/v1/alerts', body, { 'accept-language': 'he' })
    assert.equal(status, 422)
    assert.equal(await server.head(), head)
  })
})
