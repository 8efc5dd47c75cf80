import assert from 'node:assert/strict'
import { get, type IncomingHttpHeaders } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import {
  dankovsky,
  done,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

interface Raw {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

/** As it comes over the wire: `fetch` would unpack it. */
function raw(server: TestServer, path: string, headers: { [name: string]: string } = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    get(server.url + path, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes: Buffer.concat(chunks),
        }),
      )
    }).once('error', reject)
  })
}

describe('the map for a page that draws it', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
  })
  after(() => server.close())

  test('names every area, its parent and what is known of its shape', async () => {
    const { version, areas } = done<{
      version: string
      areas: { code: string; parent: string | null; shape: string; names: object; divided: string | null }[]
    }>(await server.stranger.get('/v1/map/areas'))
    assert.match(version, /^[0-9a-f]{64}$/)
    assert.equal(areas.length, 22)
    const one = areas.find(({ code }) => code === zadonsky)!
    assert.deepEqual([one.parent, one.shape], ['RU-LIP', 'approximate'])
  })
  for (const [path, type] of [
    ['/v1/map/areas', /^application\/json/],
    ['/v1/map/shapes', /^application\/topo\+json/],
  ] as const)
    test(`${path} is the same in each encoding, and nothing to whoever has it`, async () => {
      const plain = await raw(server, path)
      assert.equal(plain.headers['content-encoding'], undefined)
      assert.match(plain.headers['content-type'] ?? '', type)
      for (const [encoding, unpack] of [
        ['br', brotliDecompressSync],
        ['gzip', gunzipSync],
      ] as const) {
        const packed = await raw(server, path, { 'accept-encoding': encoding })
        assert.equal(packed.headers['content-encoding'], encoding)
        assert.match(packed.headers.vary ?? '', /accept-encoding/)
        assert.deepEqual(unpack(packed.bytes), plain.bytes)
        assert.notEqual(packed.headers.etag, plain.headers.etag)
        const again = await raw(server, path, {
          'accept-encoding': encoding,
          'if-none-match': packed.headers.etag!,
        })
        assert.deepEqual([again.status, again.bytes.length], [304, 0])
      }
      const refusing = await raw(server, path, { 'accept-encoding': 'br;q=0, gzip;q=0' })
      assert.equal(refusing.headers['content-encoding'], undefined)
    })
  test('draws each border once: neighbours share arcs', async () => {
    const { objects } = JSON.parse((await raw(server, '/v1/map/shapes')).bytes.toString()) as {
      objects: { areas: { geometries: { id: string; arcs: number[][][] }[] } }
    }
    const uses = new Map<number, number>()
    for (const { arcs } of objects.areas.geometries)
      for (const arc of new Set(arcs.flat(2).map((one) => (one < 0 ? ~one : one))))
        uses.set(arc, (uses.get(arc) ?? 0) + 1)
    assert.ok(objects.areas.geometries.some(({ id }) => id === zadonsky))
    assert.ok([...uses.values()].filter((count) => count === 2).length >= 10, JSON.stringify([...uses]))
  })
  test('is another one once areas were imported', async () => {
    const before = await raw(server, '/v1/map/shapes')
    const box = (lon: number) => [
      [
        [lon, 52.3],
        [lon + 0.4, 52.3],
        [lon + 0.4, 52.6],
        [lon, 52.6],
        [lon, 52.3],
      ],
    ]
    const file = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: 'Zadonskiy Rayon' },
          geometry: { type: 'Polygon', coordinates: box(38.8) },
        },
      ],
    })
    const files = [{ name: 'one.geojson', base64: Buffer.from(file).toString('base64') }]
    done(await server.admin.post('/v1/areas/import', { files, within: 'RU-LIP' }))
    const now = await raw(server, '/v1/map/shapes', { 'if-none-match': before.headers.etag! })
    assert.equal(now.status, 200)
    assert.notEqual(now.headers.etag, before.headers.etag)
  })
})

describe('saved sets of areas over HTTP', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
  })
  after(() => server.close())
  const put = (id: string, body: object) => server.olena.ask('PUT', `/v1/area-sets/${id}`, { body })
  interface Sets {
    readonly sets: readonly { id: string; name: string; areas: string[]; gone: string[]; by: string }[]
  }

  test('are saved by name or code, listed, and written down with who ordered it', async () => {
    done(await put('river', { name: 'Along the river', areas: ['Zadonsky', terbunsky] }))
    const { sets } = done<Sets>(await server.olena.get('/v1/area-sets'))
    assert.deepEqual(
      sets.map(({ id, name, areas, gone }) => ({ id, name, areas, gone })),
      [{ id: 'river', name: 'Along the river', areas: [zadonsky, terbunsky], gone: [] }],
    )
    const { ledger } = server.running.system
    const facts = await ledger.read(((await server.head()) - 1) as never, 10)
    const { stream, type, by, via, data } = facts.at(-1)!
    assert.deepEqual([stream, type, by], ['area-sets', 'area-set-saved', 'olena'])
    assert.match(via ?? '', /^key:/)
    assert.deepEqual(data, { set: 'river', name: 'Along the river', areas: [zadonsky, terbunsky] })
  })
  test('of the same name are refused, with the set that has it', async () => {
    const problem = refused(
      await put('other', { name: 'along THE river', areas: [dankovsky] }),
      'server/area-set-name-taken',
      'name',
    )
    assert.equal(problem['set'], 'river')
  })
  test('hold nothing unclear, nothing of elsewhere, and are nobody’s who may not warn there', async () => {
    refused(await put('bad', { name: 'Bad', areas: ['Nowhere at all'] }), 'areas/unknown')
    refused(await put('empty', { name: 'Empty', areas: [] }), 'server/invalid-request')
    refused(await put('Bad Id', { name: 'Bad', areas: [zadonsky] }), 'server/invalid-request')
    refused(await put('all', { name: 'All', areas: ['RU'] }), 'people/outside-area')
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', {
        ...{ id: 'terbuny-officer', name: 'T', roles: ['officer'], areas: [terbunsky] },
      }),
    )
    const local = server.withKey(key)
    const mine = { name: 'Mine', areas: [zadonsky] }
    refused(await local.ask('PUT', '/v1/area-sets/mine', { body: mine }), 'people/outside-area')
    // It holds an area that is not theirs: neither changed nor removed by them.
    const taken = { name: 'Taken over', areas: [terbunsky] }
    refused(await local.ask('PUT', '/v1/area-sets/river', { body: taken }), 'people/outside-area')
    refused(await local.ask('DELETE', '/v1/area-sets/river'), 'people/outside-area')
    done(await local.ask('PUT', '/v1/area-sets/taken', { body: taken }))
  })
  test('are there after a restart, and gone when they are removed', async () => {
    await server.startAgain()
    assert.equal(done<Sets>(await server.olena.get('/v1/area-sets')).sets.length, 2)
    done(await server.olena.ask('DELETE', '/v1/area-sets/river'))
    refused(await server.olena.ask('DELETE', '/v1/area-sets/river'), 'server/no-such-area-set')
    assert.deepEqual(
      done<Sets>(await server.olena.get('/v1/area-sets')).sets.map(({ id }) => id),
      ['taken'],
    )
  })
})
