import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { done, refused, startTestServer, type Client, type TestServer } from '../support/server.node.ts'

interface View {
  readonly id: string
  readonly dark: number
  readonly alarm: { readonly id: string; readonly stations: readonly string[] } | null
  readonly stations: readonly { readonly id: string; readonly dark: string | null; readonly unit: string }[]
  readonly statements: readonly { readonly evidence: string }[]
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

  test('get evidence attached', async () => {
    const attached = { kind: 'visit', evidence: 'document-000001' }
    const view = done<View>(await olena.post('/v1/sites/drill-plant/statements', attached))
    assert.deepEqual(
      view.statements.map(({ evidence }) => evidence),
      ['document-000001'],
    )
  })

  test('tell of an alarm nobody but a person issues from or ends', async () => {
    refused(
      await olena.post('/v1/sites/drill-plant/alarm/end', { alarm: 'x', reason: 'no' }),
      'sites/no-alarm',
    )
    assert.equal((await read()).alarm, null)
  })
})
