import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  done,
  refused,
  startTestServer,
  terbunsky,
  type Client,
  type TestServer,
} from '../support/server.node.ts'

interface View {
  readonly id: string
  readonly names: { readonly [language: string]: string }
  readonly status: { readonly state: string; readonly people?: number | null }
  readonly way: { readonly minutes: { readonly usual: number }; readonly reached: string } | null
  readonly visibility: string
  readonly edited: readonly string[]
}
interface Near {
  readonly shelters: readonly View[]
  readonly best: string | null
  readonly instead: string | null
  readonly left: number
}
interface Proposal {
  readonly state: string
  readonly hash: string
  readonly mapping: object
  readonly mappingFrom: string
  readonly tally: object
  readonly findings: readonly { readonly row: number; readonly code: string }[]
  readonly changes: {
    readonly added: number
    readonly changed: readonly View[]
    readonly same: number
    readonly gone: readonly View[]
  }
}

/** In Lipetsk’s own shape; nothing of it stands anywhere. */
const list = (lines: readonly string[]) => `id;name;lat;lon;capacity;type\n${lines.join('\n')}\n`
const drill = [
  '1;Drill shelter 1;52,6101;39,5901;50+;підвал',
  '2;Drill shelter 2;39,6002;52,6102;120;metro',
  '3;Drill shelter 3;52,6203;39,6103;many;school',
  '4;Drill shelter 4;;;10;school',
  '5;Drill shelter 5;48,1;11,5;10;school',
]

describe('shelters over HTTP', () => {
  let server: TestServer
  let stranger: Client
  let admin: Client
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    ;({ stranger, admin } = server)
  })
  after(() => server.close())

  const importing = async (lines: readonly string[], more: object = {}) =>
    admin.post('/v1/shelters/import', {
      ...{
        file: { name: 'drill.csv', base64: Buffer.from(list(lines)).toString('base64') },
        source: 'drill',
      },
      ...more,
    })
  const propose = async (lines: readonly string[], more: object = {}) =>
    done<Proposal>(await importing(lines, more))
  const near = async (query = '') => done<Near>(await stranger.get(`/v1/shelters?near=39.59,52.61${query}`))
  const named = ({ shelters }: Near) => shelters.map(({ names }) => Object.values(names)[0])
  const idOf = async (name: string) =>
    done<{ shelters: View[] }>(await admin.get('/v1/shelters/kept')).shelters.find(({ names }) =>
      Object.values(names).includes(name),
    )!.id

  test('an import is a proposal first: what is wrong is said row by row, and nothing is there yet', async () => {
    const before = await server.head()
    const proposed = await propose(drill)
    assert.equal(proposed.state, 'proposed')
    assert.equal(proposed.mappingFrom, 'guessed')
    assert.deepEqual(proposed.tally, { rows: 5, taken: 0, mended: 2, doubted: 1, refused: 2 })
    assert.deepEqual(
      proposed.findings.filter(({ code }) => code !== 'decimal-comma').map(({ row, code }) => [row, code]),
      [
        [2, 'swapped-mended'],
        [3, 'capacity-unreadable'],
        [4, 'no-place'],
        [5, 'outside-region'],
      ],
    )
    assert.equal(await server.head(), before)
    assert.deepEqual((await near()).shelters, [])
  })

  test('is applied with the mapping and the hash that were looked at, and with no other', async () => {
    const { hash, mapping } = await propose(drill)
    refused(await importing(drill, { agreed: hash }), 'shelters/no-mapping')
    refused(await importing(drill.slice(1), { mapping, agreed: hash }), 'shelters/proposal-changed')
    const applied = done<Proposal>(await importing(drill, { mapping, agreed: hash }))
    assert.deepEqual([applied.state, applied.changes.added], ['applied', 3])
    assert.deepEqual(named(await near()), ['Drill shelter 1', 'Drill shelter 2', 'Drill shelter 3'])
    const fact = (await server.running.system.ledger.read(((await server.head()) - 1) as never, 1))[0]!
    assert.equal(fact.type, 'shelters-imported')
    assert.equal(fact.mode, 'drill')
    assert.deepEqual([fact.data['added'], fact.data['refused']], [3, 2])
  })

  test('is known again: the mapping is kept, edits and statuses stay, and nobody is left out unasked', async () => {
    const one = await idOf('Drill shelter 1')
    done(
      await admin.ask('PUT', `/v1/shelters/${one}`, {
        body: { wheelchair: 'yes', capacity: { places: 70 } },
      }),
    )
    done(await admin.post(`/v1/shelters/${one}/status`, { state: 'open', people: 12 }))
    const next = ['1;Drill shelter one;52,6101;39,5901;60;підвал', drill[1]!]
    const proposed = await propose(next)
    assert.equal(proposed.mappingFrom, 'kept')
    assert.deepEqual([proposed.changes.added, proposed.changes.same], [0, 1])
    assert.equal(proposed.changes.changed.length, 1)
    assert.equal(proposed.changes.gone.length, 1)
    const { hash, mapping } = proposed
    refused(await importing(next, { mapping, agreed: hash }), 'shelters/gone-undecided')
    done(await importing(next, { mapping, agreed: hash, gone: 'hide' }))
    assert.deepEqual(named(await near()), ['Drill shelter one', 'Drill shelter 2'])
    const [first] = (await near()).shelters
    const { capacity, wheelchair, status } = first as unknown as {
      [name: string]: { places: number; state: string }
    }
    assert.deepEqual([capacity!.places, wheelchair, status!.state], [70, 'yes', 'open'])
  })

  test('what is hidden is in no public answer, neither by its id nor for a map nor for phones', async () => {
    const hidden = await idOf('Drill shelter 3')
    const raw = hidden.replace('shelter-', '')
    refused(await stranger.get(`/v1/shelters/${hidden}`), 'shelters/unknown')
    refused(await stranger.get(`/v1/shelters/${hidden}/photo`), 'shelters/unknown')
    for (const path of [
      '/v1/shelters?limit=200',
      '/v1/shelters?near=39.61,52.62&limit=200',
      '/v1/shelters.geojson',
      '/v1/shelters/offline',
    ]) {
      const { text, status } = await stranger.get(path)
      assert.equal(status, 200)
      assert.ok(!text.includes(raw) && !text.includes('shelter 3'), path)
    }
    assert.ok(!server.log.lines.some((entry) => JSON.stringify(entry).includes(raw)))
  })

  test('the map is sent again only when something changed, and hiding changes it at once', async () => {
    const first = await stranger.get('/v1/shelters.geojson')
    const etag = first.headers.get('etag')!
    assert.equal((await stranger.get('/v1/shelters.geojson', { 'if-none-match': etag })).status, 304)
    const two = await idOf('Drill shelter 2')
    done(await admin.ask('PUT', `/v1/shelters/${two}`, { body: { visibility: 'hidden' } }))
    const second = await stranger.get('/v1/shelters.geojson', { 'if-none-match': etag })
    assert.equal(second.status, 200)
    assert.ok(!second.text.includes('Drill shelter 2'))
    done(await admin.ask('PUT', `/v1/shelters/${two}`, { body: { asListed: ['visibility'] } }))
    assert.equal((await near()).shelters.length, 2)
  })

  test('a warden says by a link how their shelter is: for that one only, without an account, until it is revoked', async () => {
    const one = await idOf('Drill shelter one')
    const made = done<{ id: string; url: string; token: string }>(
      await admin.post(`/v1/shelters/${one}/links`, {}),
    )
    assert.ok(made.url.endsWith(`/warden#${made.token}`))
    const looked = done<View>(await stranger.post('/v1/shelter-status/look', { token: made.token }))
    assert.equal(looked.id, one)
    const before = await server.head()
    const said = done<View>(
      await stranger.post('/v1/shelter-status', {
        token: made.token,
        state: 'full',
        people: 70,
        power: 'no',
      }),
    )
    assert.deepEqual([said.status.state, said.status.people], ['full', 70])
    // A full one is recommended to nobody; it is still on the map, as full.
    assert.deepEqual(named(await near()), ['Drill shelter 2'])
    assert.match((await stranger.get('/v1/shelters.geojson')).text, /"status":"full"/)
    // No fact for each word of a warden, and no token anywhere.
    assert.equal(await server.head(), before)
    const listed = await admin.get(`/v1/shelters/${one}/links`)
    assert.ok(!listed.text.includes(made.token) && listed.text.includes(made.id))
    assert.equal((await admin.ask('DELETE', `/v1/shelters/${one}/links/${made.id}`)).status, 204)
    refused(await stranger.post('/v1/shelter-status/look', { token: made.token }), 'shelters/link-over')
    refused(
      await stranger.post('/v1/shelter-status', { token: made.token, state: 'open' }),
      'shelters/link-over',
    )
    refused(await stranger.post('/v1/shelter-status/look', { token: 'x' }), 'shelters/link-over')
    done(await admin.post(`/v1/shelters/${one}/status`, { state: 'open' }))
  })

  test('what is reached before an arrival is told, and where nothing is, what to do instead', async () => {
    const now = Date.now()
    const at = (minutes: number) => encodeURIComponent(new Date(now + minutes * 60_000).toISOString())
    const soon = await near(`&arrival=${at(30)}`)
    assert.equal(soon.best, soon.shelters[0]!.id)
    assert.equal(soon.shelters[0]!.way?.reached, 'in-time')
    const tooSoon = await near(`&arrival=${at(1)}`)
    assert.deepEqual([tooSoon.best, tooSoon.instead], [null, 'inner-room'])
    assert.deepEqual(named(await near('&wheelchair=needed&open=only')), ['Drill shelter one'])
    refused(await stranger.get('/v1/shelters?near=52'), 'shelters/bad-origin')
    refused(await stranger.get('/v1/shelters?place=XX'), 'areas/unknown')
    const inPlace = done<Near>(await stranger.get('/v1/shelters?place=RU-LIP&limit=1'))
    assert.deepEqual([inPlace.shelters.length, inPlace.left], [1, 1])
  })

  test('planners get places per 100 people with what is unknown, and a sheet', async () => {
    const { areas, cannotBeKnown } = done<{
      areas: { shelters: number; places: number; placesPer100People: number; capacityUnknown: number }[]
      cannotBeKnown: string
    }>(await admin.get('/v1/shelters/capacity?within=RU-LIP'))
    const sum = (of: (one: (typeof areas)[number]) => number) => areas.reduce((all, one) => all + of(one), 0)
    // The hidden one of unknown capacity is counted as a shelter, and as no place.
    assert.deepEqual(
      [sum((one) => one.shelters), sum((one) => one.places), sum((one) => one.capacityUnknown)],
      [3, 190, 1],
    )
    assert.match(cannotBeKnown, /nobody can say/)
    const sheet = await admin.get('/v1/shelters/capacity.csv?within=RU-LIP')
    assert.equal(sheet.text.trim().split('\r\n').length, areas.length + 1)
    assert.ok(sheet.text.startsWith('\uFEFF"area"') || sheet.text.startsWith('"area"'))
  })

  test('a photo is its picture alone, and goes with the shelter when that is hidden', async () => {
    const two = await idOf('Drill shelter 2')
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const put = await admin.ask('PUT', `/v1/shelters/${two}/photo`, {
      ...{ raw: png, headers: { 'content-type': 'image/png' } },
    })
    assert.equal(put.status, 200, put.text)
    const shown = await fetch(`${server.url}/v1/shelters/${two}/photo`)
    assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/png'])
    assert.equal(shown.headers.get('cache-control'), 'public, max-age=1')
    assert.equal((await admin.ask('DELETE', `/v1/shelters/${two}/photo`)).status, 204)
    refused(await stranger.get(`/v1/shelters/${two}/photo`), 'shelters/no-photo')
  })

  test('are kept by those who may, and whoever may in one place only keeps those there', async () => {
    refused(await server.taras.post('/v1/shelters', { lon: 39.6, lat: 52.6 }), 'people/not-allowed')
    const { key } = done<{ key: string }>(
      await admin.post('/v1/keys', {
        id: 'terbuny',
        name: 'Terbuny',
        roles: ['officer'],
        areas: [terbunsky],
      }),
    )
    const theirs = server.withKey(key)
    const one = await idOf('Drill shelter one')
    refused(await theirs.ask('PUT', `/v1/shelters/${one}`, { body: { note: 'no' } }), 'people/outside-area')
    assert.deepEqual(done<{ shelters: View[] }>(await theirs.get('/v1/shelters/kept')).shelters, [])
  })

  test('outlive a restart, with their statuses', async () => {
    const before = await near()
    await server.startAgain()
    ;({ stranger, admin } = server)
    const after = await near()
    assert.deepEqual(
      after.shelters.map(({ id, status }) => [id, status.state]),
      before.shelters.map(({ id, status }) => [id, status.state]),
    )
  })
})
