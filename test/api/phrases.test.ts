import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { invite, setUpAdministrator } from '../support/people.node.ts'
import {
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  zadonsky,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

interface Book {
  readonly language: string
  readonly reviewed: { readonly by: string | null; readonly note: string }
  readonly phrases: { readonly [path: string]: string }
  readonly shipped: { readonly [path: string]: string }
  readonly overridden: readonly string[]
  readonly missing: readonly string[]
  readonly changedBy: string | null
  readonly fellBack: string | null
}
interface Phrases {
  readonly books: readonly Book[]
  readonly languages: readonly string[]
  readonly limits: readonly { readonly length: string; readonly most: { readonly [a: string]: number } }[]
  readonly slots: readonly { readonly under: string; readonly slots: readonly string[] }[]
}
interface Preview {
  readonly saying: string
  readonly texts: readonly {
    readonly length: string
    readonly text: string | null
    readonly units: number
    readonly alphabet: string
    readonly most: number
    readonly over: number
    readonly variants: readonly {
      readonly path: string
      readonly text: string | null
      readonly over: number
    }[]
  }[]
}

const shelter = 'advice.drone.danger.act'

describe('phrases over HTTP', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none' },
      expects: /The changed phrases can’t be read/,
    })
  })
  after(() => server.close())
  const put = (body: object, language = 'en') => server.admin.ask('PUT', `/v1/phrases/${language}`, { body })
  const all = async () => done<Phrases>(await server.olena.get('/v1/phrases'))
  const book = async (language = 'en') => (await all()).books.find((one) => one.language === language)!
  const preview = async (body: object) =>
    done<Preview>(
      await server.olena.post('/v1/phrases/preview', {
        ...{ language: 'en', threat: 'drone', level: 'red', kind: 'warning', ...body },
      }),
    )
  const said = async () => {
    const drafted = done<Ordered>(await server.olena.post('/v1/alerts', red())).alert
    done(await server.olena.post(`/v1/alerts/${drafted.id}/discard`, {}))
    return drafted.content.wording.texts['en']!
  }

  test('are told whole: every template with what it may name, its limits, and who reviewed it', async () => {
    const { books, limits, slots, languages } = await all()
    assert.deepEqual(books.map(({ language }) => language).toSorted(), ['en', 'ru', 'uk'])
    assert.deepEqual(languages, ['en', 'ru', 'uk'])
    assert.deepEqual(limits.at(-1), { length: '1395', most: { 'gsm-7': 1395, 'ucs-2': 615 } })
    assert.ok(slots.find(({ under }) => under === 'texts')?.slots.includes('place'))
    for (const { phrases, reviewed, overridden, fellBack, missing } of books) {
      assert.ok(Object.keys(phrases).length > 250, String(Object.keys(phrases).length))
      assert.match(phrases['texts.warning.90[0]'] ?? '', /\{place\}/)
      assert.equal(reviewed.by, null)
      assert.deepEqual([overridden, fellBack, missing], [[], null, []])
    }
  })

  test('say something else at once, stay as they were in what was issued, and go back', async () => {
    const issued = await issueAlert(server)
    const before = await said()
    const changes = { [shelter]: 'Go indoors, away from windows' }
    const changed = done<Book>(await put({ changes }))
    assert.deepEqual(changed.overridden, [shelter])
    assert.equal(changed.shipped[shelter], (await book()).shipped[shelter])
    assert.equal(changed.reviewed.by, null)
    assert.match(changed.reviewed.note, /not reviewed since/)
    const after = await said()
    assert.notDeepEqual(after, before)
    assert.match(after['90'] ?? '', /Go indoors, away from windows/)
    const { alert } = done<{ alert: typeof issued }>(await server.olena.get(`/v1/alerts/${issued.id}`))
    assert.deepEqual(alert.content.wording, issued.content.wording)
    const reviewed = { by: 'Regional emergency service', note: 'Read aloud on 22 November.' }
    assert.deepEqual(done<Book>(await put({ changes: {}, reviewed })).reviewed, reviewed)
    // Another change: nobody has read the book as it is now.
    assert.equal(done<Book>(await put({ changes: { learn: 'See the notice board.' } })).reviewed.by, null)
    const back = done<Book>(await put({ changes: { [shelter]: null, learn: null } }))
    assert.deepEqual(back.overridden, [])
    assert.deepEqual(await said(), before)
    done(await server.olena.post(`/v1/alerts/${issued.id}/all-clear`, {}))
  })

  test('are refused with the exact path, and nothing is changed', async () => {
    const cases: [string, string, string][] = [
      ['texts.warning.90[0]', '{Danger}: {where}.', 'alerts/phrase-not-right'],
      ['texts.warning.90[0]', '{Danger}.', 'alerts/phrase-not-right'],
      ['texts.warning.90[0]', '{place}: {Danger}. {place}.', 'alerts/phrase-not-right'],
      ['texts.warning.90[0]', '[{Danger}: {place}.', 'alerts/phrase-not-right'],
      ['texts.warning.90[9]', '{Danger}: {place}.', 'alerts/phrase-not-right'],
      ['modes.drill.90[0]', '{text}', 'alerts/phrase-not-right'],
      ['modes.drill.90[0]', 'DRILL.', 'alerts/phrase-not-right'],
      ['places.andMore.other', '{nmaes} and more', 'alerts/phrase-not-right'],
      [shelter, 'Go to {place}', 'alerts/phrase-not-right'],
      [shelter, 'Go [away]', 'alerts/phrase-not-right'],
      [shelter, 'Go\u0007', 'alerts/phrase-not-right'],
      [shelter, 'Go\naway', 'alerts/phrase-not-right'],
      [shelter, '   ', 'alerts/phrase-not-right'],
      ['advice', 'x', 'alerts/phrase-not-right'],
      ['__proto__.polluted', 'x', 'alerts/phrase-not-right'],
      ['advice.__proto__.polluted', 'x', 'alerts/phrase-not-right'],
      ['guidance[0]', 'x', 'alerts/phrase-not-right'],
    ]
    const before = await server.head()
    for (const [path, text, code] of cases) refused(await put({ changes: { [path]: text } }), code, path)
    assert.equal(({} as { polluted?: string }).polluted, undefined)
    refused(await put({ changes: { 'advice.dragons.brief': 'Dragons' } }), 'alerts/phrase-book-malformed')
    refused(await put({ changes: {} }, 'xx'), 'alerts/no-phrase-book', 'language')
    assert.equal(await server.head(), before)
  })

  test('are refused where they would no longer fit in what has to be said here', async () => {
    const long = 'Stay where you are and wait until somebody tells you what to do next, patiently'
    const changes = Object.fromEntries(
      [0, 1, 2, 3, 4].map((i) => [`texts.warning.90[${i}]`, `{Danger}: {place}. ${long}.`]),
    )
    const problem = refused(await put({ changes }), 'alerts/phrases-do-not-fit', 'texts.warning.90')
    assert.equal(problem['language'], 'en')
    assert.ok(Number(problem['units']) > 90, JSON.stringify(problem))
    assert.deepEqual((await book()).overridden, [])
  })

  test('are previewed with each length counted, and nothing is kept', async () => {
    const before = await server.head()
    const plain = await preview({ areas: [zadonsky] })
    assert.equal(plain.saying, 'warning')
    const [short] = plain.texts
    assert.deepEqual([short?.length, short?.alphabet, short?.most, short?.over], ['90', 'gsm-7', 90, 0])
    assert.equal(short?.text?.length, short?.units)
    assert.equal(short?.variants[0]?.path, 'texts.warning.90[0]')
    // One typographic quote, and the whole text takes twice the room.
    const dear = await preview({ areas: [zadonsky], changes: { [shelter]: 'Take shelter – now' } })
    assert.equal(dear.texts[0]?.alphabet, 'ucs-2')
    const tooLong = await preview({ changes: { 'advice.drone.danger.act': 'x'.repeat(200) } })
    assert.ok((tooLong.texts[0]?.variants[0]?.over ?? 0) > 0)
    const drill = await preview({ mode: 'drill', kind: 'all-clear', remains: 'yes' })
    assert.equal(drill.saying, 'all-clear-still')
    assert.match(drill.texts[0]?.text ?? '', /^DRILL/)
    refused(
      await server.olena.post('/v1/phrases/preview', {
        ...{ language: 'en', threat: 'drone', level: 'blue', kind: 'warning' },
      }),
      'alerts/unknown-level',
    )
    assert.equal(await server.head(), before)
  })

  test('are an administrator’s to change, and what was changed is in the ledger with the key it was by', async () => {
    refused(await server.olena.ask('PUT', '/v1/phrases/en', { body: { changes: {} } }), 'people/not-allowed')
    done(await put({ changes: { learn: 'Listen to the radio.' } }))
    const last = (await server.running.system.ledger.readStream('phrases:en')).at(-1)
    assert.deepEqual(
      [last?.type, last?.by, last?.via?.split(':')[0], last?.data['changes']],
      ['phrases-changed', 'admin', 'key', { learn: 'Listen to the radio.' }],
    )
    done(await put({ changes: { learn: null } }))
  })

  test('that can’t be read any more never stop the server: the shipped book speaks, and everybody is told', async () => {
    const before = await said()
    done(await put({ changes: { learn: 'Listen to the radio.' } }))
    const { shelf } = server.running.system
    const torn = { changes: { 'texts.warning.90[0]': '{nothing}' }, reviewed: null, by: 'x', at: 'y' }
    await shelf.put('phrase-changes', [
      { key: 'en', document: torn },
      { key: 'ru', document: 'rubbish' },
    ])
    await server.startAgain()
    assert.match((await book()).fellBack ?? '', /phrase-not-right texts\.warning\.90\[0\]/)
    assert.notEqual((await book('ru')).fellBack, null)
    assert.equal((await book('uk')).fellBack, null)
    assert.deepEqual(await said(), before)
    const { status, texts } = done<{ status: string; texts: string }>(await server.stranger.get('/v1/health'))
    assert.deepEqual([status, texts], ['degraded', 'shipped-ones-instead'])
    const facts = await server.running.system.ledger.readStream('phrases:en')
    assert.equal(facts.at(-1)?.type, 'phrases-fell-back')
    assert.ok(server.log.lines.some(({ level, message }) => level === 'error' && /phrases/.test(message)))
    // Taking every change back, or making one that is right, mends it.
    done(await put({ changes: { 'texts.warning.90[0]': null } }))
    done(await put({ changes: {} }, 'ru'))
    assert.equal((await book()).fellBack, null)
    assert.equal(done<{ status: string }>(await server.stranger.get('/v1/health')).status, 'serving')
  })
})

describe('where two people govern', () => {
  test('words for the public wait for the second, who sees what was said before and after', async (t) => {
    const server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    t.after(() => server.close())
    const ann = await setUpAdministrator(server)
    const ben = await invite(server, ann.client, 'Ben', { roles: ['administrator'] })
    const changes = { [shelter]: 'Go indoors, away from windows' }
    const ask = () => ann.client.ask('PUT', '/v1/phrases/en', { body: { changes } })
    const { proposal } = done<{
      proposal: { id: string; contentHash: string; order: { shown: { changes: object[] } } }
    }>(await ask())
    refused(await ask(), 'people/proposed-already')
    const [shown] = proposal.order.shown.changes as { before: string; after: string }[]
    assert.equal(shown?.after, changes[shelter])
    assert.ok((shown?.before.length ?? 0) > 3)
    const overridden = async () =>
      done<Phrases>(await ann.client.get('/v1/phrases')).books.find(({ language }) => language === 'en')
        ?.overridden
    assert.deepEqual(await overridden(), [])
    const { contentHash } = proposal
    done(await ben.client.post(`/v1/proposals/${proposal.id}/confirm`, { contentHash }))
    assert.deepEqual(await overridden(), [shelter])
    const fact = (await server.running.system.ledger.readStream('phrases:en')).at(-1)
    assert.equal(fact?.by, ann.id)
    assert.match(fact?.via ?? '', /^session:/)
  })
})
