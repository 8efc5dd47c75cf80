import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { done, refused, startTestServer, type Client, type TestServer } from '../support/server.node.ts'

interface View {
  readonly id: string
  readonly dark: number
  readonly alarm: { readonly id: string; readonly stations: readonly string[] } | null
  readonly stations: readonly { readonly id: string; readonly dark: string | null; readonly unit: string }[]
  readonly statements: readonly {
    readonly evidence: string
    readonly said: { readonly source: string | null; readonly stands: string } | null
  }[]
}

/** A plant near Zadonsk that stands nowhere. */
const site = {
  ...{ name: 'Drill plant', kind: 'nuclear-plant', lon: 38.9, lat: 52.4 },
  rings: [
    { name: 'outer', radiusKm: 30 },
    { name: 'inner', radiusKm: 5 },
  ],
  hotlines: [{ name: 'Shift lead', number: '+7 000 000-00-01' }],
  stations: ['a', 'b'].map((id, index) => ({
    ...{ id: `drill-${id}`, name: `Station ${id}`, lon: 38.9 + index / 10, lat: 52.4 },
    ...{ quantity: 'gamma-dose-rate', everySeconds: 60, threshold: 300 },
  })),
}

describe('sites over HTTP', () => {
  let server: TestServer
  let admin: Client
  let olena: Client
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    ;({ admin, olena } = server)
    done(await admin.ask('PUT', '/v1/sites/drill-plant', { body: site }))
  })
  after(() => server.close())
  const give = (readings: readonly object[], query = '') =>
    admin.post(`/v1/readings${query}`, { readings } as never)
  const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString()
  const read = async () => done<View>(await olena.get('/v1/sites/drill-plant'))

  test('are kept with their rings in order, and a station in one of them only', async () => {
    const kept = done<{ rings: { name: string }[] }>(await olena.get('/v1/sites/drill-plant'))
    assert.deepEqual(
      kept.rings.map(({ name }) => name),
      ['inner', 'outer'],
    )
    refused(await admin.ask('PUT', '/v1/sites/second', { body: site }), 'sites/bad-site')
    refused(await olena.get('/v1/sites/none'), 'sites/unknown')
  })

  test('take readings whole or not at all, and tell what a clock can’t mean', async () => {
    const given = done<{ kept: number; told: { station: string; why: string }[] }>(
      await give([
        { station: 'drill-a', at: at(1), value: 0.09, unit: 'µSv/h' },
        { station: 'drill-a', at: '2044-01-01T00:00:00Z', value: 0.09, unit: 'µSv/h' },
        { station: 'nobody', at: at(1), value: 0.09, unit: 'µSv/h' },
      ]),
    )
    assert.equal(given.kept, 1)
    assert.deepEqual(given.told.map(({ station, why }) => `${station} ${why}`).toSorted(), [
      'drill-a future',
      'nobody unknown-station',
    ])
    refused(await give([{ station: 'drill-a', at: at(1), value: 1, unit: 'rem' }]), 'sites/unknown-unit')
    const chart = done<{ unit: string; points: { mean: number }[] }>(
      await olena.get(
        `/v1/sites/drill-plant/stations/drill-a/readings?from=${at(60)}&until=${at(0)}&step=reading`,
      ),
    )
    assert.deepEqual([chart.unit, chart.points.map(({ mean }) => mean)], ['nSv/h', [90]])
    refused(
      await olena.get(
        `/v1/sites/drill-plant/stations/drill-a/readings?from=${at(60 * 24 * 900)}&until=${at(0)}`,
      ),
      'sites/too-many-points',
    )
  })

  test('say where a chart has nothing, as far as anybody knows why', async () => {
    interface Chart {
      readonly points: readonly object[]
      readonly gaps: readonly { readonly from: string; readonly until: string; readonly why: string | null }[]
      readonly threshold: number | null
    }
    const ask = (step: string, from = at(60), until = at(0)) =>
      olena.get(`/v1/sites/drill-plant/stations/drill-a/readings?from=${from}&until=${until}&step=${step}`)
    const { points, gaps, threshold } = done<Chart>(await ask('reading'))
    assert.equal(points.length, 1)
    assert.equal(threshold, 300)
    const [before] = gaps
    assert.equal(before?.why, null)
    assert.equal(gaps.length, 1)
    // What is still to come is no gap.
    const ahead = done<Chart>(await ask('hour', at(-600), at(-1_200)))
    assert.deepEqual(ahead.gaps, [])
    for (const step of ['10min', 'hour', 'day'])
      assert.ok(done<Chart>(await ask(step)).points.length <= 2, step)
  })

  test('are a map: rings as polygons, stations with their newest value and their state', async () => {
    interface Feature {
      readonly id: string
      readonly geometry: { readonly type: string; readonly coordinates: unknown }
      readonly properties: { readonly is: string; readonly [name: string]: unknown }
    }
    const { type, features } = done<{ type: string; features: readonly Feature[] }>(
      await olena.get('/v1/sites.geojson'),
    )
    assert.equal(type, 'FeatureCollection')
    const kinds = Map.groupBy(features, ({ properties }) => properties.is)
    // The larger ring first: the smaller one is drawn upon it.
    assert.deepEqual(
      kinds.get('ring')?.map(({ properties, geometry }) => [properties['radiusKm'], geometry.type]),
      [
        [30, 'Polygon'],
        [5, 'Polygon'],
      ],
    )
    assert.deepEqual(
      kinds.get('site')?.map(({ properties }) => properties['id']),
      ['drill-plant'],
    )
    assert.deepEqual(
      kinds
        .get('station')
        ?.map(({ properties }) => [properties['id'], properties['unit']])
        .toSorted(),
      [
        ['drill-a', 'nSv/h'],
        ['drill-b', 'nSv/h'],
      ],
    )
    const none = done<{ features: readonly Feature[] }>(await olena.get('/v1/sites.geojson?site=other'))
    assert.deepEqual(none.features, [])
  })

  test('get a visit or a statement attached that the evidence desk has, and both sides show it', async () => {
    refused(
      await olena.post('/v1/sites/drill-plant/statements', { kind: 'visit', evidence: 'document-000001' }),
      'evidence/unknown-document',
    )
    const taken = done<{ documents: readonly { document: string }[] }>(
      await olena.post('/v1/evidence/documents', {
        text: 'The IAEA team visited the Drill plant on Saturday and saw no damage to the reactor building. Governor Ivan Petrov said: “Two drones were shot down over Zadonsk district.”',
        source: 'monitors.example',
      }),
    )
    const id = taken.documents[0]!.document
    refused(
      await olena.post('/v1/sites/drill-plant/statements', { kind: 'statement', evidence: `${id}/900` }),
      'evidence/unknown-claim',
    )
    const view = done<View>(
      await olena.post('/v1/sites/drill-plant/statements', { kind: 'visit', evidence: id }),
    )
    const [statement] = view.statements
    assert.equal(statement?.evidence, id)
    assert.equal(statement?.said?.source, 'monitors.example')
    assert.equal(statement?.said?.stands, 'open')
    const document = done<{ sites: readonly { site: string; name: string; kind: string }[] }>(
      await olena.get(`/v1/evidence/documents/${id}`),
    )
    assert.deepEqual(
      document.sites.map(({ site: of, name, kind }) => [of, name, kind]),
      [['drill-plant', 'Drill plant', 'visit']],
    )
  })

  test('let nobody vouch for, or read, what the evidence desk does not let them read', async () => {
    const withOnly = async (name: string, actions: readonly string[]) => {
      done(await admin.ask('PUT', `/v1/roles/${name}`, { body: { actions } }))
      const { key } = done<{ key: string }>(await admin.post('/v1/keys', { id: name, roles: [name] }))
      return server.withKey(key)
    }
    const { statements } = await read()
    const evidence = statements[0]!.evidence
    const blind = await withOnly('blind-judge', ['report.read', 'evidence.judge'])
    refused(
      await blind.post('/v1/sites/drill-plant/statements', { kind: 'statement', evidence }),
      'people/not-allowed',
    )
    const looker = await withOnly('site-looker', ['report.read'])
    const seen = done<View>(await looker.get('/v1/sites/drill-plant'))
    assert.deepEqual(
      seen.statements.map(({ evidence: of, said }) => [of, said]),
      [[evidence, null]],
    )
  })

  test('tell of an alarm nobody but a person issues from or ends', async () => {
    refused(
      await olena.post('/v1/sites/drill-plant/alarm/end', { alarm: 'x', reason: 'no' }),
      'sites/no-alarm',
    )
    assert.equal((await read()).alarm, null)
    const picture = done<{ sites: object }>(await olena.get('/v1/duty'))
    assert.deepEqual(picture.sites, { dark: 0, alarms: 0, proposals: [] })
  })
})
