import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Seq } from '#ledger'
import {
  done,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

interface Told {
  readonly id: string
  readonly state: string
  readonly late: string
  readonly shortened: string
}
interface ReportView {
  readonly id: string
  readonly kind: string
  readonly what: string
  readonly area: string | null
  readonly state: string
  readonly told: number
  readonly atLeast: number
  readonly contact: string
  readonly tellings: readonly {
    readonly text: string
    readonly at: { readonly lon: number; readonly lat: number } | null
    readonly precision: string
  }[]
}

let drawnSoFar = 0
/** As a device draws them, but the same in each run. */
const drawn = () => `drawn-by-chance-in-test-${String(++drawnSoFar).padStart(6, '0')}`

describe('what residents tell over HTTP', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  const tell = async (kind: string, body: object) =>
    done<Told>(await server.stranger.post(`/v1/tell/${kind}`, body))
  const desk = async (who = server.olena) =>
    done<{
      reports: ReportView[]
      sirens: { area: string; heard: number; notHeard: number; says: string }[]
      crossings: { what: string; at: { lon: number; lat: number }; withinKm: number }[]
    }>(await who.get('/v1/resident-reports'))
  const reportOf = async (kind: string, area: string) =>
    (await desk()).reports.find((one) => one.kind === kind && one.area === area)

  test('is taken from anybody, and becomes one report where several tell the same', async () => {
    const first = await tell('sighting', {
      what: 'drone',
      area: zadonsky,
      text: 'Over the river',
      device: drawn(),
    })
    assert.deepEqual([first.state, first.late, first.shortened], ['taken', 'in-time', 'no'])
    const second = await tell('sighting', { what: 'drone', area: zadonsky, device: drawn() })
    assert.equal(second.state, 'joined')
    const report = await reportOf('sighting', zadonsky)
    assert.deepEqual([report?.told, report?.atLeast, report?.state], [2, 2, 'open'])
    assert.deepEqual(
      report?.tellings.map(({ text }) => text),
      ['Over the river', ''],
    )
  })

  test('is one when a failing network sends it twice', async () => {
    const body = { what: 'power', area: terbunsky, id: drawn() }
    assert.equal((await tell('damage', body)).state, 'taken')
    assert.equal((await tell('damage', body)).state, 'repeated')
    assert.equal((await reportOf('damage', terbunsky))?.told, 1)
  })

  test('is placed no finer than it must be, unless whoever tells it says so', async () => {
    const at = { lon: 38.923_45, lat: 52.391_23 }
    await tell('help', { what: 'medical', ...at })
    await tell('help', { what: 'trapped', ...at, precise: 'yes' })
    const reports = (await desk()).reports.filter(({ kind }) => kind === 'help')
    const [coarse, exact] = ['medical', 'trapped'].map((what) => reports.find((one) => one.what === what))
    assert.deepEqual(coarse?.tellings[0]?.at, { lon: 38.925, lat: 52.395 })
    assert.deepEqual(exact?.tellings[0]?.at, at)
    const watched = (await desk(server.taras)).reports.find((one) => one.id === exact?.id)
    assert.deepEqual(watched?.tellings[0]?.at, { lon: 38.925, lat: 52.395 }, 'who only watches sees the box')
  })

  test('keeps a way back to whoever needs help for officers alone, and out of the ledger', async () => {
    const head = (await server.head()) as Seq
    const contact = '+7 900 000 00 01, third floor'
    await tell('help', { what: 'other', area: zadonsky, contact, text: 'Call +7 900 000 00 01' })
    const report = (await desk()).reports.find((one) => one.contact === 'kept')!
    assert.deepEqual(
      report.tellings.map(({ text }) => text),
      ['Call …'],
    )
    refused(await server.taras.get(`/v1/resident-reports/${report.id}/contact`), 'people/not-allowed')
    assert.deepEqual(done(await server.olena.get(`/v1/resident-reports/${report.id}/contact`)), { contact })
    done(await server.olena.post(`/v1/resident-reports/${report.id}/close`, { reason: 'They were helped' }))
    const facts = JSON.stringify(await server.running.system.ledger.read(head, 1_000))
    assert.ok(!facts.includes('900') && !facts.includes('third floor') && !facts.includes('helped'))
    assert.ok(facts.includes('resident-report-closed') && facts.includes('resident-contact'))
  })

  test('about the sirens is counted by device, the latest answer of each', async () => {
    const devices = Array.from({ length: 6 }, drawn)
    for (const device of devices) await tell('siren', { hears: 'heard', area: zadonsky, device })
    await tell('siren', { hears: 'not-heard', area: zadonsky, device: devices[0]! })
    const last = await tell('siren', { hears: 'not-heard', area: zadonsky })
    const counted = async () => (await desk()).sirens.find(({ area }) => area === zadonsky)!
    assert.deepEqual([(await counted()).heard, (await counted()).notHeard], [5, 2])
    assert.equal((await server.stranger.post('/v1/tell/take-back', { id: last.id })).status, 204)
    assert.deepEqual([(await counted()).heard, (await counted()).notHeard], [5, 1])
    refused(await server.stranger.post('/v1/tell/take-back', { id: last.id }), 'reports/unknown')
  })

  test('can be taken back, and is gone when nobody else told it', async () => {
    const body = { what: 'smoke', area: terbunsky, text: 'Behind the mill' }
    const { id } = await tell('sighting', body)
    assert.equal((await server.stranger.post('/v1/tell/take-back', { id })).status, 204)
    assert.equal(await reportOf('sighting', terbunsky), undefined)
  })

  test('says when it was, if that was a while ago, and is refused if that is too long or yet to come', async () => {
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
    const body = { what: 'flash', area: terbunsky }
    assert.equal((await tell('sighting', { ...body, seenAt: ago(30) })).late, 'late')
    const post = (seenAt: string) => server.stranger.post('/v1/tell/sighting', { ...body, seenAt })
    refused(await post(ago(25 * 60)), 'reports/too-long-ago', 'seenAt')
    refused(await post(ago(-60)), 'reports/not-yet', 'seenAt')
  })

  test('is refused without a place, and from where nobody is warned', async () => {
    const post = (body: object) => server.stranger.post('/v1/tell/siren', { hears: 'heard', ...body })
    refused(await post({}), 'reports/nowhere', 'area')
    refused(await post({ lon: 0, lat: 0 }), 'reports/elsewhere', 'lon')
    refused(await post({ lon: 39 }), 'server/invalid-request', 'lon')
    refused(await post({ area: 'Atlantis' }), 'areas/unknown')
    refused(await post({ area: zadonsky, name: 'Ivan' }), 'server/invalid-request')
  })

  test('is judged by officers: closed, put together, or made a sighting', async () => {
    const one = await tell('damage', { what: 'road', lon: 38.92, lat: 52.39 })
    assert.equal(one.state, 'taken')
    await tell('damage', { what: 'building', lon: 38.92, lat: 52.39 })
    const { reports } = await desk()
    const [road, building] = ['road', 'building'].map((what) => reports.find((each) => each.what === what)!)
    refused(
      await server.taras.post(`/v1/resident-reports/${road!.id}/merge`, { into: building!.id }),
      'people/not-allowed',
    )
    const both = done<ReportView>(
      await server.olena.post(`/v1/resident-reports/${road!.id}/merge`, { into: building!.id }),
    )
    assert.deepEqual([both.id, both.told], [building!.id, 2])
    refused(
      await server.olena.post(`/v1/resident-reports/${road!.id}/close`, { reason: 'Again' }),
      'reports/judged-already',
    )
    const seen = (await desk()).reports.find(({ what, state }) => what === 'drone' && state === 'open')!
    const turned = done<ReportView>(await server.olena.post(`/v1/resident-reports/${seen.id}/sighting`, {}))
    assert.equal(turned.state, 'sighting')
    const { sightings } = done<{ sightings: { text: string; threat: string }[] }>(
      await server.olena.get('/v1/sightings'),
    )
    assert.ok(sightings.some(({ text, threat }) => threat === 'drone' && text.includes('Over the river')))
  })

  test('may come as a form, and the page is told what became of it', async () => {
    const post = (path: string, fields: object, headers: object = {}) =>
      fetch(`${server.running.url}${path}`, {
        ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(fields as never) },
        headers: headers as never,
      })
    const taken = await post('/tell/siren', { hears: 'heard', area: terbunsky, lon: '', lat: '', lang: 'uk' })
    assert.equal(taken.status, 303)
    assert.match(taken.headers.get('location')!, /^\/tell\?kind=siren&lang=uk&told=taken&id=/)
    const wrong = await post('/tell/siren', { hears: 'maybe', area: terbunsky })
    assert.match(wrong.headers.get('location')!, /problem=server%2Finvalid-request&at=hears/)
    const foreign = await post(
      '/tell/siren',
      { hears: 'heard', area: terbunsky },
      { 'sec-fetch-site': 'cross-site' },
    )
    assert.match(foreign.headers.get('location')!, /problem=reports%2Fforeign-form/)
  })

  test('never changes the board, whatever it is', async () => {
    const facts = await server.running.system.ledger.read(0 as Seq, 10_000)
    assert.deepEqual(
      facts.filter(({ stream }) => stream.startsWith('alert:')),
      [],
    )
    assert.equal([...server.running.system.world.inForce()].length, 0)
  })
})

describe('that one is safe', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  test('is read by whoever has the link, and taken back by whoever said it', async () => {
    const id = drawn()
    const said = done<{ token: string; path: string; saidAt: string; expiresAt: string }>(
      await server.stranger.post('/v1/safe', { id, ciphertext: 'q83vASNFZ4mrze8' }),
    )
    assert.equal(said.path, `/safe/${said.token}`)
    assert.ok(!said.token.includes(id) && said.token.length === 32)
    const read = () => server.stranger.get(`/v1/safe/${said.token}`)
    const { ciphertext, saidAt } = done<{ ciphertext: string; saidAt: string }>(await read())
    assert.deepEqual([ciphertext, saidAt], ['q83vASNFZ4mrze8', said.saidAt])
    assert.equal(Date.parse(said.expiresAt) - Date.parse(saidAt), 7 * 24 * 3_600_000)
    const again = done<{ token: string; saidAt: string }>(await server.stranger.post('/v1/safe', { id }))
    assert.deepEqual([again.token, again.saidAt], [said.token, saidAt], 'sent twice it is one')
    assert.equal((await server.stranger.post('/v1/safe/take-back', { id })).status, 204)
    refused(await read(), 'reports/safe-unknown')
    refused(await server.stranger.get(`/v1/safe/${id}`), 'reports/safe-unknown')
  })

  test('is bounded, listed nowhere, and no part of the ledger', async () => {
    const head = (await server.head()) as Seq
    refused(
      await server.stranger.post('/v1/safe', { ciphertext: 'A'.repeat(2_732) }),
      'reports/safe-too-long',
      'ciphertext',
    )
    const { token } = done<{ token: string }>(
      await server.stranger.post('/v1/safe', { ciphertext: 'A'.repeat(2_731) }),
    )
    assert.equal((await server.stranger.get('/v1/safe')).status, 405)
    const facts = JSON.stringify(await server.running.system.ledger.read(head, 1_000))
    assert.ok(!facts.includes(token))
    const kept = await server.running.system.personal.list(
      `resident-safe-${new Date(Date.now() + 7 * 24 * 3_600_000).toISOString().slice(0, 10)}`,
    )
    assert.ok(
      kept.length > 0 && kept.every(({ key }) => key !== token),
      'whoever reads the store has no link',
    )
  })
})
