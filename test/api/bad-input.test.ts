import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import {
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  zadonsky,
  type Answer,
  type Method,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

const json = { 'content-type': 'application/json' }

describe('bad input', () => {
  let server: TestServer
  let draft: Ordered['alert']
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none', TOCSIN_BODY_LIMIT: '65536' } })
    draft = done<Ordered>(await server.olena.post('/v1/alerts', red())).alert
  })
  after(() => server.close())

  /** Asks, and makes sure that the ledger is as before. */
  const losingNothing = async (ask: () => Promise<Answer>): Promise<Answer> => {
    const before = await server.head()
    const answer = await ask()
    assert.equal(await server.head(), before, 'a refused request left a fact')
    return answer
  }
  const drafted = (body: object) => losingNothing(() => server.olena.post('/v1/alerts', body))
  const stepped = (name: string, body: object, id = draft.id) =>
    losingNothing(() => server.olena.post(`/v1/alerts/${id}/${name}`, body))

  describe('about areas', () => {
    test('that nobody knows is refused with suggestions and its place', async () => {
      const problem = refused(await drafted(red(['gn:483542', 'Zadomskk'])), 'areas/unknown', 'areas[1]')
      assert.equal(problem.status, 422)
      assert.ok((problem['suggestions'] as { code: string }[]).some(({ code }) => code === zadonsky))
      assert.match(problem.detail, /Zadomskk.*Zadonsky District/)
    })

    test('that may mean two places is asked back, never guessed', async () => {
      const twin = (code: string, parent: string) => ({
        code,
        kind: 'settlement',
        parent,
        names: { en: 'Ivanovka' },
      })
      const areas = [twin('x:1', zadonsky), twin('x:2', 'gn:483542')]
      const pack = { pack: 'x', title: 'x', version: '1', source: [{ what: 'x', licence: 'x' }], areas }
      const base64 = Buffer.from(JSON.stringify(pack)).toString('base64')
      done(
        await server.admin.post('/v1/areas/import', {
          files: [{ name: 'pack.json', base64 }],
          unmatched: 'add',
        }),
      )
      const problem = refused(await drafted(red(['Ivanovka'])), 'areas/ambiguous', 'areas[0]')
      assert.deepEqual((problem['candidates'] as { code: string }[]).map(({ code }) => code).toSorted(), [
        'x:1',
        'x:2',
      ])
      const inOne = done<Ordered>(
        await server.olena.post('/v1/alerts', red(['Ivanovka'], { within: zadonsky })),
      )
      assert.deepEqual(
        inOne.alert.content.areas.map(({ code }) => code),
        ['x:1'],
      )
      assert.match(problem.advice, /code/)
    })

    test('that names none is refused', async () => {
      refused(await drafted(red([])), 'areas/none-given', 'areas')
      refused(await drafted({ threat: 'drone', level: 'red' }), 'server/invalid-request', 'areas')
      refused(await drafted(red([''])), 'server/invalid-request', 'areas[0]')
      const { id } = await issueAlert(server, red(['gn:483542', zadonsky]))
      refused(await stepped('all-clear', { areas: [] }, id), 'areas/none-given', 'areas')
      refused(await stepped('all-clear', { areas: ['gn:567100'] }, id), 'alerts/area-not-in-alert', 'areas')
      refused(await stepped('extend', { areas: [zadonsky] }, id), 'alerts/not-wider')
      refused(await stepped('reduce', { areas: [zadonsky, 'gn:483542'] }, id), 'alerts/not-narrower')
      done(await server.olena.post(`/v1/alerts/${id}/retract`, { reason: 'test over' }))
    })

    test('outside of what this authority warns is refused', async () => {
      refused(await drafted(red(['RU'])), 'people/outside-area', 'areas')
    })

    test('that leaves nothing, or excepts what is not inside, is refused', async () => {
      refused(await drafted(red(['Zadonsky except Terbunsky'])), 'areas/unknown', 'areas[0]')
      refused(await drafted(red(['Lipetsk Oblast except Lipetsk Oblast'])), 'areas/nothing-left')
    })

    test('that are looked for within nowhere is refused', async () => {
      refused(await drafted(red(['Zadonsky'], { within: 'nowhere' })), 'areas/unknown', 'within')
      for (const path of ['/v1/areas?within=nowhere', '/v1/areas?find=zadonsk&within=nowhere'])
        refused(await server.stranger.get(path), 'areas/unknown', 'within')
      refused(await server.stranger.get('/v1/areas/nowhere'), 'areas/unknown')
      refused(await server.stranger.get('/v1/areas/nowhere/now'), 'areas/unknown')
      refused(await server.olena.get('/v1/sirens?area=nowhere'), 'areas/unknown', 'area')
    })

    test('that is half a point is refused', async () => {
      refused(await server.stranger.get('/v1/areas?lon=39'), 'server/invalid-request', 'query.lat')
      refused(await server.stranger.get('/v1/areas?lon=39&lat=91'), 'server/invalid-request', 'query.lat')
    })
  })

  describe('about time', () => {
    test('that lies in the past is refused', async () => {
      const renewBy = '2020-01-01T00:00:00Z'
      refused(await drafted(red(undefined, { renewBy })), 'alerts/expiry-in-the-past', 'renewBy')
    })

    test('that is beyond the policy is refused with the policy', async () => {
      const problem = refused(
        await drafted(red(undefined, { renewForMinutes: 24 * 60 + 1 })),
        'alerts/expiry-beyond-policy',
        'renewForMinutes',
      )
      assert.match(problem.detail, /1441.*5 to 1440/)
      const renewBy = new Date(Date.now() + 48 * 3_600_000).toISOString()
      refused(await drafted(red(undefined, { renewBy })), 'alerts/expiry-beyond-policy')
      refused(await drafted(red(undefined, { renewForMinutes: 4 })), 'alerts/expiry-beyond-policy')
    })

    test('without a zone is refused: nobody knows whose clock it was', async () => {
      const problem = refused(
        await drafted(red(undefined, { renewBy: '2025-11-02T00:37:00' })),
        'server/invalid-request',
        'renewBy',
      )
      assert.match(problem.detail, /zone/)
    })

    test('given twice, as minutes and as an instant, is refused: one of them would be lost', async () => {
      const renewBy = new Date(Date.now() + 3_600_000).toISOString()
      refused(
        await drafted(red(undefined, { renewBy, renewForMinutes: 90 })),
        'server/invalid-request',
        'renewForMinutes',
      )
    })
  })

  describe('in a text', () => {
    const texts = (text: string, length = '90') => red(undefined, { texts: { en: { [length]: text } } })

    test('that is too long for its length is refused with how much', async () => {
      const problem = refused(await drafted(texts('x'.repeat(91))), 'alerts/text-too-long', 'texts.en.90')
      assert.deepEqual([problem['units'], problem['length'], problem['over']], [98, 90, 8])
      // “DRILL. ” is part of the text, and counts.
      assert.match(problem.detail, /gsm-7/)
      // One Cyrillic letter, and every character costs as much as two.
      refused(await drafted(texts('ы'.repeat(361), '360')), 'alerts/text-too-long', 'texts.en.360')
    })

    test('that no carrier delivers is refused with its name', async () => {
      const problem = refused(
        await drafted(texts('Stay in\u0007doors')),
        'alerts/text-has-unsendable-characters',
        'texts.en.90',
      )
      assert.match(problem.detail, /U\+0007/)
    })

    test('that is empty, or of a length nobody sends, is refused', async () => {
      refused(await drafted(texts('  ')), 'alerts/text-is-empty', 'texts.en.90')
      const problem = refused(await drafted(texts('x', '91')), 'server/invalid-request', 'texts.en.91')
      assert.match(problem.detail, /nothing of that name/)
    })

    test('in a language that nobody here is told in is refused, not dropped', async () => {
      const texts = { en: { '90': 'Stay inside.' }, de: { '90': 'Bleiben Sie im Haus.' } }
      const problem = refused(await drafted(red(undefined, { texts })), 'alerts/unknown-language', 'texts.de')
      assert.match(problem.advice, /en, ru, uk/)
    })
  })

  describe('about an alert', () => {
    test('that does not exist is refused', async () => {
      refused(await stepped('submit', {}, 'alert-nowhere'), 'alerts/unknown')
      refused(await server.olena.get('/v1/alerts/alert-nowhere'), 'alerts/unknown')
      refused(await server.olena.get('/v1/alerts/alert-nowhere/reach'), 'alerts/unknown')
      refused(await server.olena.get('/v1/alerts/alert-nowhere/attempts'), 'alerts/unknown')
      refused(await server.stranger.get('/v1/notices/alert-nowhere.1'), 'alerts/unknown')
      refused(await server.olena.post('/v1/attempts/resend', { attempt: 'none' }), 'delivery/no-such-attempt')
    })

    test('that names no danger, level or ladder is refused with those there are', async () => {
      const threat = refused(await drafted({ ...red(), threat: 'dragon' }), 'alerts/unknown-threat', 'threat')
      assert.match(threat.advice, /drone/)
      const level = refused(await drafted({ ...red(), level: 'purple' }), 'alerts/unknown-level', 'level')
      assert.match(level.advice, /yellow, red/)
      const ladder = refused(
        await drafted(red(undefined, { ladder: 'steps' })),
        'alerts/unknown-ladder',
        'ladder',
      )
      assert.match(ladder.advice, /lipetsk/)
      refused(await drafted({ ...red(), threat: 'flood' }), 'alerts/ladder-has-no-words', 'threat')
    })

    test('that changed since it was read is not approved, and says what it is now', async () => {
      const { alert } = done<Ordered>(await server.olena.post('/v1/alerts', red()))
      done(await server.olena.post(`/v1/alerts/${alert.id}/submit`, {}))
      const edited = done<Ordered>(
        await server.olena.post(`/v1/alerts/${alert.id}/edit`, { areas: ['gn:483542'] }),
      ).alert
      done(await server.olena.post(`/v1/alerts/${alert.id}/submit`, {}))
      const approve = (contentHash: string) =>
        losingNothing(() => server.taras.post(`/v1/alerts/${alert.id}/approve`, { contentHash }))
      const problem = refused(await approve(alert.contentHash), 'alerts/changed-since-read')
      assert.equal(problem['contentHash'], edited.contentHash)
      refused(await approve('not a hash'), 'server/invalid-request', 'contentHash')
      refused(await stepped('issue', { readVersion: 1 }, alert.id), 'alerts/version-moved')
      const early = refused(await stepped('all-clear', {}, alert.id), 'alerts/not-in-force')
      assert.equal(early['state'], 'submitted')
    })

    test('that is live is refused where nothing live is issued', async () => {
      refused(await drafted(red(undefined, { mode: 'live' })), 'server/live-not-here', 'mode')
    })

    test('for a channel that doesn’t exist is refused: nobody would be told', async () => {
      const problem = refused(
        await drafted(red(undefined, { channels: ['pigeons'] })),
        'alerts/unknown-channel',
      )
      assert.equal(problem.at, 'channels[0]')
    })

    test('without its reason is refused', async () => {
      const { id } = await issueAlert(server)
      refused(await stepped('retract', {}, id), 'server/invalid-request', 'reason')
      refused(await stepped('retract', { reason: '   ' }, id), 'alerts/reason-missing', 'reason')
      refused(await stepped('raise', { level: 'red' }, id), 'alerts/not-higher')
      refused(await stepped('lower', { level: 'red' }, id), 'alerts/not-lower')
      refused(await stepped('correct', { texts: {} }, id), 'alerts/nothing-changed')
      done(await server.olena.post(`/v1/alerts/${id}/retract`, { reason: 'test over' }))
    })
  })

  describe('as a request', () => {
    const sent = (raw: string | Uint8Array, headers: { readonly [name: string]: string } = json) =>
      losingNothing(() => server.olena.ask('POST', '/v1/alerts', { raw, headers }))

    test('that is no JSON is refused with the place', async () => {
      const problem = refused(await sent('{"threat": "drone",}'), 'base/malformed-json')
      assert.equal(problem.status, 400)
      refused(await sent(''), 'base/malformed-json')
      refused(await sent('{"__proto__": {"admin": true}}'), 'base/malformed-json')
      refused(await sent('null'), 'server/invalid-request', 'body')
      refused(await sent('[]'), 'server/invalid-request', 'body')
      refused(await sent(new Uint8Array([0xff, 0xfe, 0x7b])), 'base/malformed-json')
    })

    test('that is too large is refused before it is read', async () => {
      const problem = refused(await sent(JSON.stringify(red(['x'.repeat(70_000)]))), 'server/body-too-large')
      assert.equal(problem['limit'], 65_536)
    })

    test('in another media type is refused', async () => {
      refused(
        await sent('threat=drone', { 'content-type': 'application/x-www-form-urlencoded' }),
        'server/wrong-media-type',
      )
      refused(await sent('<alert/>', { 'content-type': 'application/cap+xml' }), 'server/wrong-media-type')
    })

    test('with a member nobody knows is refused: it might be a misspelt one', async () => {
      const problem = refused(
        await drafted(red(undefined, { renewForMinute: 60 })),
        'server/invalid-request',
        'renewForMinute',
      )
      assert.match(problem.detail, /nothing of that name/)
    })

    test('with a member of the wrong kind is refused in plain words', async () => {
      const why = async (more: object, at: string) =>
        refused(await drafted(red(undefined, more)), 'server/invalid-request', at).detail
      assert.match(await why({ renewForMinutes: 'an hour' }, 'renewForMinutes'), /must be a number/)
      assert.match(await why({ mode: 'real' }, 'mode'), /one of live, drill, test/)
      assert.match(await why({ channels: [] }, 'channels'), /empty/)
      assert.match(await why({ areas: ['x', 7] }, 'areas[1]'), /must be a text/)
    })

    test('for nowhere is refused', async () => {
      for (const path of [
        '/v2/board',
        '/v1/board/',
        '/v1/alerts/a/b/c',
        '/v1//board',
        '/V1/board',
        '/.env',
        '/v1/problems/no/such',
      ])
        refused(await server.olena.get(path), 'server/unknown-path')
      refused(await server.olena.get('/v1/areas/%zz'), 'server/invalid-request', 'path')
      refused(await server.olena.get('/v1/alerts/..%2f..%2fetc'), 'server/invalid-request', 'path.alert')
      refused(await server.olena.get(`/v1/areas/${'x'.repeat(500)}`), 'server/invalid-request')
    })

    test('by the wrong method is refused with the right ones', async () => {
      for (const [method, path, allowed] of [
        ['POST', '/v1/board', 'GET, HEAD'],
        ['DELETE', '/v1/alerts', 'POST, GET, HEAD'],
        ['GET', `/v1/alerts/${draft.id}/issue`, 'POST'],
        ['PATCH', '/v1/people', 'GET, HEAD, POST'],
      ] as const) {
        const answer = await losingNothing(() => server.olena.ask(method as Method, path))
        assert.equal(refused(answer, 'server/wrong-method').status, 405)
        assert.equal(answer.headers.get('allow'), allowed, `${method} ${path}`)
      }
    })

    test('with a head beyond all measure, or that is no HTTP, is refused as a problem too', async () => {
      for (const [text, code] of [
        [
          `GET /v1/board HTTP/1.1\r\nHost: x\r\nX-Much: ${'y'.repeat(70_000)}\r\n\r\n`,
          'server/head-too-large',
        ],
        ['GET /v1/board HTTP/1.1\r\nHost: x\r\nbroken\r\n\r\n', 'server/invalid-request'],
        ['EHLO mail\r\n\r\n', 'server/invalid-request'],
      ] as const) {
        const said = await raw(server.port, text)
        assert.match(said, /^HTTP\/1\.1 4\d\d .+\r\ncontent-type: application\/problem\+json/)
        assert.equal((JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4)) as { code: string }).code, code)
      }
    })

    test('in numbers out of range is refused', async () => {
      refused(await server.admin.get('/v1/ledger/facts?limit=0'), 'server/invalid-request', 'query.limit')
      refused(await server.admin.get('/v1/ledger/facts?after=-1'), 'server/invalid-request', 'query.after')
      refused(await server.admin.get('/v1/ledger/facts?after=1e400'), 'server/invalid-request', 'query.after')
      assert.deepEqual(
        done<{ facts: [] }>(await server.admin.get('/v1/ledger/facts?after=9007199254740991')).facts,
        [],
      )
      refused(await server.stranger.get('/v1/board?mode=real'), 'server/invalid-request', 'query.mode')
      refused(await server.olena.get('/v1/alerts?status=gone'), 'server/invalid-request', 'query.status')
    })
  })

  describe('in a file of areas', () => {
    const imported = (files: { readonly [name: string]: unknown }, more: object = {}) =>
      losingNothing(() =>
        server.admin.post('/v1/areas/import', {
          files: Object.entries(files).map(([name, content]) => ({
            name,
            base64: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString(
              'base64',
            ),
          })),
          ...more,
        }),
      )
    const feature = (name: string, ring: readonly (readonly [number, number])[]) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })
    const size = async () =>
      done<{ areas: unknown[] }>(await server.stranger.get('/v1/areas?within=RU-LIP')).areas.length

    test('that is a half-broken pack is refused whole, with every broken place', async () => {
      const before = await size()
      const pack = {
        ...{ pack: 'x', title: 'x', version: '1', source: [{ what: 'x', licence: 'x' }] },
        areas: [
          { code: 'X-1', kind: 'district', parent: 'RU-LIP', names: { en: 'One' }, codes: {} },
          { code: 'X-2', kind: 'castle', parent: 'RU-LIP', names: { en: 'Two' }, codes: {} },
          { code: 'X-3', kind: 'district', parent: 'RU-LIP', names: {}, codes: {} },
        ],
      }
      const problem = refused(await imported({ 'pack.json': pack }), 'areas/broken-pack')
      assert.equal(problem['count'], 2, problem.detail)
      assert.equal(await size(), before)
    })

    test('that is none is refused with its name', async () => {
      const problem = refused(await imported({ 'holiday.txt': 'sun and sea' }), 'areas/unrecognised-file')
      assert.match(problem.detail, /holiday\.txt/)
      refused(await imported({}), 'server/invalid-request', 'files')
      refused(
        await losingNothing(() =>
          server.admin.post('/v1/areas/import', { files: [{ name: 'x', base64: 'not base 64!' }] }),
        ),
        'server/invalid-request',
        'files[0].base64',
      )
    })

    test('whose shapes are broken is told feature by feature, and the good ones are taken', async () => {
      const nothing: readonly (readonly [number, number])[] = [
        [39, 52],
        [39, 52],
        [39, 52],
        [39, 52],
      ]
      const answer = await server.admin.post('/v1/areas/import', {
        within: 'RU-LIP',
        files: [
          {
            name: 'shapes.geojson',
            base64: Buffer.from(
              JSON.stringify({
                type: 'FeatureCollection',
                features: [
                  feature('Zadonsky District', [
                    [38.5, 52.2],
                    [39.1, 52.2],
                    [39.1, 52.6],
                    [38.5, 52.6],
                    [38.5, 52.2],
                  ]),
                  feature('Terbunsky District', nothing),
                  feature('Atlantis', [
                    [38, 52],
                    [38.1, 52],
                    [38.1, 52.1],
                    [38, 52],
                  ]),
                ],
              }),
            ).toString('base64'),
          },
        ],
      })
      const told = done<{
        joined: unknown[]
        refused: { feature: string }[]
        unjoined: { feature: string }[]
      }>(answer)
      assert.equal(told.joined.length, 1)
      assert.deepEqual(
        told.refused.map((one) => one.feature),
        ['Terbunsky District'],
      )
      assert.deepEqual(
        told.unjoined.map((one) => one.feature),
        ['Atlantis'],
      )
    })
  })

  describe('about webhooks, sirens and people', () => {
    const hooked = (body: object) => losingNothing(() => server.admin.post('/v1/webhooks', body))

    test('that would lead inside is refused', async () => {
      refused(await hooked({ url: 'http://example.org/' }), 'webhook/not-https', 'url')
      for (const url of [
        'https://127.0.0.1/',
        'https://[::1]/',
        'https://10.0.0.7/x',
        'https://169.254.169.254/latest',
      ])
        refused(await hooked({ url }), 'webhook/private-address', 'url')
      refused(await hooked({ url: 'not a url' }), 'webhook/not-a-url', 'url')
      refused(await hooked({ url: 'https://example.org', areas: ['nowhere'] }), 'areas/unknown', 'areas[0]')
      refused(
        await hooked({ url: 'https://example.org', levels: ['blue'] }),
        'server/invalid-request',
        'levels[0]',
      )
      for (const path of ['rotate', 'test', 'enable'])
        refused(
          await losingNothing(() => server.admin.post(`/v1/webhooks/none/${path}`, {})),
          'webhook/no-such-webhook',
        )
      refused(await server.admin.ask('DELETE', '/v1/webhooks/none'), 'webhook/no-such-webhook')
      refused(await server.admin.get('/v1/webhooks/none/attempts'), 'webhook/no-such-webhook')
    })

    test('is told by the siren’s place in the list', async () => {
      const siren = { id: 's-1', name: 'S 1', area: zadonsky, operator: 'O' }
      const listed = (...sirens: object[]) => losingNothing(() => server.admin.post('/v1/sirens', { sirens }))
      refused(
        await listed(siren, { ...siren, id: 's-2', area: 'nowhere' }),
        'areas/unknown',
        'sirens[1].area',
      )
      refused(await listed(siren, siren), 'siren/duplicate-id')
      refused(await listed({ id: 's-3' }), 'siren/bad-list')
      refused(await listed(), 'server/invalid-request', 'sirens')
      refused(await losingNothing(() => server.admin.post('/v1/sirens/test', {})), 'server/no-sirens')
    })

    test('gives nobody a key', async () => {
      const added = (body: object) => losingNothing(() => server.admin.post('/v1/keys', body))
      refused(await added({ id: 'olena', name: 'O', roles: ['watcher'] }), 'people/exists')
      refused(await added({ id: 'A B', name: 'O', roles: ['watcher'] }), 'server/invalid-request', 'id')
      refused(await added({ id: 'new', name: 'O', roles: ['king'] }), 'people/no-such-role', 'roles')
      refused(
        await added({ id: 'new', name: 'O', roles: ['watcher'], areas: ['nowhere'] }),
        'areas/unknown',
        'areas[0]',
      )
    })
  })

  test('of any kind gets a problem, never a broken server, and leaves nothing behind', async () => {
    const { routes } = server.running.app.book
    const posts = routes.filter(({ method, url }) => method === 'POST' && url !== '/v1/ledger/verify')
    const words = fc.constantFrom(
      'threat',
      'level',
      'areas',
      'mode',
      'texts',
      'reason',
      'sirens',
      'files',
      'url',
      'id',
      'roles',
      'readVersion',
      'channels',
    )
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('drone', 'red', 'drill', [zadonsky], ['all'], 'all', '', null, -1, 1e21, '\u0000', '‮'),
    )
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.oneof(words, fc.string()), value), fc.string())
    const before = await server.head()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), body, async ({ url }, sent) => {
        const path = url.replace(':alert', draft.id).replace(/:\w+/, 'none')
        const client = /people|sirens|webhooks|import/.test(url) ? server.admin : server.olena
        const answer = await client.ask('POST', path, { raw: JSON.stringify(sent), headers: json })
        assert.ok(
          answer.status < 500 || answer.status === 503,
          `${path} ${JSON.stringify(sent)}: ${answer.text}`,
        )
        // What happens to be valid is carried out: an empty edit is not, discarding a draft is.
        if (answer.status < 300) assert.ok(Object.keys(sent as object).every((key) => key.length > 0))
      }),
      { seed: 20251102, numRuns: 400 },
    )
    const facts = await server.running.system.ledger.read(before as never, 1_000)
    assert.ok(facts.length < 20, facts.map(({ type }) => type).join())
  })
})

/** What the server answers to bytes that no client would send. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  socket.on('error', () => {})
  socket.write(text)
  await once(socket, 'close')
  return said
}
