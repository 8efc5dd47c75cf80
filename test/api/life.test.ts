import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  dankovsky,
  done,
  issueAlert,
  lipetskOblast,
  red,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type Board,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

describe('an alert’s life over HTTP', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  const step = async (id: string, name: string, body: object = {}) =>
    done<Ordered>(await server.olena.post(`/v1/alerts/${id}/${name}`, body)).alert
  const linesAt = async (code: string) =>
    done<{ lines: { level: string; via: string }[] }>(
      await server.stranger.get(`/v1/areas/${code}/now`),
    ).lines.map(({ level, via }) => `${level} ${via}`)

  test('runs from draft to all-clear, and each answer is as the API document says', async () => {
    const drafted = done<Ordered>(
      await server.olena.post('/v1/alerts', {
        threat: 'drone',
        level: 'yellow',
        areas: ['Zadonsky'],
        within: lipetskOblast,
        renewForMinutes: 60,
      }),
    )
    assert.equal(drafted.repeated, 'first-time')
    assert.equal(drafted.alert.mode, 'drill')
    assert.deepEqual(drafted.alert.content.wording.missing, [])
    const { id } = drafted.alert
    const edited = await step(id, 'edit', { renewForMinutes: 90 })
    assert.equal(edited.content.renewForMinutes, 90)
    assert.equal((await step(id, 'submit', { contentHash: edited.contentHash })).status, 'submitted')
    const returned = done<Ordered>(
      await server.taras.post(`/v1/alerts/${id}/return`, { reason: 'Two hours, please.' }),
    )
    assert.equal(returned.alert.status, 'draft')
    const again = await step(id, 'edit', { renewForMinutes: 120 })
    await step(id, 'submit')
    done(await server.taras.post(`/v1/alerts/${id}/approve`, { contentHash: again.contentHash }))
    assert.equal((await step(id, 'issue')).status, 'issued')
    assert.deepEqual(await linesAt(zadonsky), ['yellow own'])

    await step(id, 'raise', { level: 'red' })
    assert.deepEqual(await linesAt(zadonsky), ['red own'])
    await step(id, 'extend', { areas: [terbunsky, dankovsky] })
    await step(id, 'reduce', { areas: [dankovsky] })
    assert.deepEqual(await linesAt(dankovsky), [])
    await step(id, 'lower', { level: 'yellow' })
    const corrected = await step(id, 'correct', {
      texts: { en: { '90': 'DRILL. Air danger. Stay indoors.' } },
    })
    assert.equal(corrected.content.wording.texts['en']?.['90'], 'DRILL. Air danger. Stay indoors.')
    await step(id, 'renew', { renewForMinutes: 30 })
    await step(id, 'all-clear', { areas: [terbunsky] })
    assert.deepEqual(await linesAt(lipetskOblast), ['yellow partial'])
    const over = await step(id, 'all-clear', { reason: 'The drones are gone.' })
    assert.equal(over['how'], 'all-clear')
    assert.equal(done<Board>(await server.stranger.get('/v1/board')).inForce, 'nothing')

    const listed = done<{ alerts: { id: string }[] }>(
      await server.taras.get('/v1/alerts?status=ended&mode=drill'),
    )
    assert.ok(listed.alerts.some((one) => one.id === id))
    assert.equal(done<Ordered>(await server.taras.get(`/v1/alerts/${id}`)).alert.status, 'ended')
    done(await server.taras.get(`/v1/alerts/${id}/reach`))
    done(await server.taras.get(`/v1/alerts/${id}/attempts`))
  })

  test('ends by a retraction from the approver alone, with one request', async () => {
    const { id } = await issueAlert(server)
    const retracted = done<Ordered>(
      await server.taras.post(`/v1/alerts/${id}/retract`, { reason: 'A mistake.' }),
    )
    assert.equal(retracted.alert['how'], 'retracted')
  })

  test('says which other alerts lie where it is', async () => {
    const wide = await issueAlert(server, { threat: 'drone', level: 'yellow', areas: [lipetskOblast] })
    const narrow = done<Ordered>(await server.olena.post('/v1/alerts', red()))
    assert.deepEqual(narrow.overlaps, [
      { area: zadonsky, threat: 'drone', level: 'yellow', holdsFor: 'all-of-it', alerts: [wide.id] },
    ])
    await step(narrow.alert.id, 'discard')
    refused(await server.olena.post(`/v1/alerts/${narrow.alert.id}/submit`, {}), 'alerts/not-submittable')
    await step(wide.id, 'all-clear')
  })

  test('is public for everybody at once, and everything beside it is as declared too', async () => {
    for (const path of [
      '/v1/health',
      '/v1/board',
      '/v1/board?mode=test',
      '/v1/in-force.geojson',
      '/v1/threats',
      '/v1/areas',
      '/v1/areas?find=zadonsk',
      '/v1/areas?lon=38.9&lat=52.4',
      `/v1/areas?within=${lipetskOblast}`,
      `/v1/areas/${zadonsky}`,
      `/v1/areas/${zadonsky}/shape`,
      '/v1/feed.atom?lang=ru',
      '/v1/ledger/head',
      '/v1/openapi.json',
      '/metrics',
    ])
      done(await server.stranger.get(path))
    for (const path of ['/v1/me', '/v1/people', '/v1/sirens', '/v1/sirens?area=RU-LIP', '/v1/webhooks'])
      done(await server.admin.get(path))
    done(await server.admin.get('/v1/ledger/facts?after=3&limit=5'))
    done(await server.admin.get('/v1/ledger/export'))
    done(await server.admin.post('/v1/ledger/verify', {}))
  })
})
