import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { sha256, type JsonObject } from '#base'
import { saidTypes } from '#people'
import {
  done,
  issueAlert,
  lipetskOblast,
  red,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type Client,
  type Method,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'
import { unattributed } from '../support/unattributed.ts'
import { callEvidence } from './audit-evidence.ts'

interface Audited {
  readonly facts: readonly {
    readonly seq: number
    readonly at: string
    readonly by: string
    readonly byName: string
    readonly kind: string
    readonly what: string
    readonly type: string
    readonly via: string | null
    readonly where: { readonly address: string; readonly browser: string } | null
    readonly key: { readonly id: string; readonly owner: string | null } | null
    readonly data: JsonObject
  }[]
  readonly before: number | null
  readonly verified: { readonly seq: number; readonly hash: string; readonly damage: null | object }
}

const publishedTexts =
  'texts that others published or sent in, for those who judge them; originals themselves are written down'

/** What whoever is allowed may read without a fact being written of it, and why. */
const notSensitive: { readonly [route: string]: string } = {
  'GET /v1/alerts': 'what is said to the public, or is about to be',
  'GET /v1/alerts/:alert': 'what is said to the public, or is about to be',
  'GET /v1/duty': 'the same as alerts, what waits, reach and sirens, at once; counts of the rest',
  'GET /v1/duty/live': 'that something moved, never what',
  'GET /v1/channels': 'counts, and how the ways of reaching people are',
  'GET /v1/channels/cell-broadcast/on-air': 'what every phone there is told',
  'GET /v1/area-sets': 'areas that are warned together, by their codes',
  'GET /v1/alerts/waiting': 'counts, and what is about to be said to the public',
  'GET /v1/reviews': 'ids and reasons; whoever may read alerts shall judge them',
  'GET /v1/alerts/:alert/reach': 'counts by area',
  'GET /v1/alerts/:alert/attempts': 'targets by their ids',
  'GET /v1/timeline': 'what alerts, reports and reach show, in order; as a file it is written down',
  'GET /v1/drills': 'what was trained, and how it went',
  'GET /v1/drills/:id': 'what was trained, and how it went',
  'GET /v1/drill-scripts': 'what is to be trained, for those who train others',
  'GET /v1/sirens': 'sirens stand where everybody sees them',
  'GET /v1/webhooks/:id/attempts': 'the target by its id',
  'GET /v1/recipients': 'counts, and how the carriers stand',
  'GET /v1/reports': 'what others have published',
  'GET /v1/tracks': 'what comes and where it was, with nothing of who saw it',
  'GET /v1/sightings': 'what was seen, with nothing of who saw it',
  'GET /v1/resident-reports': 'what was told, with nothing of who told it',
  'GET /v1/resident-reports/:id/photos/:photo': 'the picture alone',
  'GET /v1/reports/:id': 'what others have published',
  'GET /v1/reports/:id/message': 'what others have published',
  'GET /v1/sources': 'addresses of public feeds; passwords stand elsewhere',
  'GET /v1/sources/:id': 'addresses of public feeds; passwords stand elsewhere',
  'GET /v1/protocols': 'what is to be done in an alert, for those who do it',
  'GET /v1/protocols/:id': 'what is to be done in an alert, for those who do it',
  'GET /v1/protocol-runs': 'what is done in an alert, and by whom, for those who do it',
  'GET /v1/protocol-runs/due': 'times alone',
  'GET /v1/protocol-runs/:run': 'what is done in an alert, and by whom, for those who do it',
  'GET /v1/protocol-runs/:run/tasks/:task/photo': 'the picture alone',
  'GET /v1/cases': 'what is being found out, for those who do',
  'GET /v1/cases/:id': 'what is being found out; what it gathers is shown to whoever may read it there',
  'GET /v1/cases/:id/history': 'who decided what, for those who decide',
  'GET /v1/cases/lessons': 'what is still to be done, for those who do it',
  'GET /v1/cases/people': 'who may be asked, for those who ask',
  'GET /v1/damage/occurrences': 'nights, and how much was observed of each',
  'GET /v1/damage/tally': 'counts by area; where exactly stands elsewhere, and is sensitive',
  'GET /v1/damage/tally.csv': 'counts by area; where exactly stands elsewhere, and is sensitive',
  'GET /v1/damage/areas.geojson': 'counts by area; where exactly stands elsewhere, and is sensitive',
  'GET /v1/damage/observations': 'counts by area; where exactly stands elsewhere, and is sensitive',
  'GET /v1/damage/observations/:id': 'counts by area; where exactly stands elsewhere, and is sensitive',
  'GET /v1/damage/waiting': 'what waits, by its id and area; its words stand with the report or the text',
  'GET /v1/damage/embargo': 'when the public is told',
  'GET /v1/forms': 'what forms ask, with nothing that was answered',
  'GET /v1/forms/:id': 'what a form asks, with nothing that was answered',
  'GET /openrosa/formList': 'which forms there are, as phones read it',
  'GET /openrosa/forms/:id': 'what a form asks, with nothing that was answered',
  'GET /openrosa/forms/:id/manifest': 'which files a form brings along: none',
  'GET /openrosa/submission': 'where filled forms are sent to: nothing is read',
  'GET /v1/situation-report': 'counts by area and what texts say; its files are sensitive',
  'GET /v1/outages/kept': 'what the public is told of outages, and who said it',
  'GET /v1/remnants/kept': 'what the public is told of explosive remnants, and who said it',
  'GET /v1/sites': 'what is watched, and where nothing is seen',
  'GET /v1/sites/:site': 'what is watched; its numbers are those of offices',
  'GET /v1/sites.geojson': 'what is watched, and where nothing is seen',
  'GET /v1/sites/:site/stations/:station/readings': 'what was measured',
  'GET /v1/shelters/sources': 'where lists of shelters came from, and how they are read',
  'GET /v1/shelters/capacity': 'counts per area',
  'GET /v1/shelters/capacity.csv': 'counts per area',
  'GET /v1/shelters/:id/links': 'when links were made; what stands in them nobody knows any more',
  'GET /v1/me': 'about oneself',
  'GET /my-calls': 'about oneself',
  'GET /v1/my-calls/devices': 'about oneself',
  'GET /v1/account': 'about oneself',
  'GET /v1/proposals': 'it waits to be read by a second person',
  'GET /v1/roles': 'what roles allow is in the documents',
  'GET /v1/authorities': 'who warns of what is public',
  'GET /v1/ladders': 'the steps by which the public is warned',
  'GET /v1/phrases': 'what is said to the public',
  'GET /v1/evidence/documents': publishedTexts,
  'GET /v1/evidence/documents/:id': publishedTexts,
  'GET /v1/evidence/documents/:id/family': publishedTexts,
  'GET /v1/evidence/documents/:id/indicators': publishedTexts,
  'GET /v1/evidence/events': publishedTexts,
  'GET /v1/evidence/events/:id': publishedTexts,
  'GET /v1/evidence/events/:id/doubts': publishedTexts,
  'GET /v1/evidence/documents/:id/history': 'who decided what, for those who decide',
  'GET /v1/evidence/events/:id/history': 'who decided what, for those who decide',
  'GET /v1/evidence/documents/:id/draft': 'what a claim fills in; nothing more than the claim',
  'GET /v1/evidence/sources': 'who published what, and how far it is believed',
  'GET /v1/evidence/sources/:id': 'who published what, and how far it is believed',
  'GET /v1/evidence/grades': 'constants',
  'GET /v1/evidence/feeds': 'addresses of public feeds',
  'GET /v1/assessments/weights': 'constants',
  'GET /v1/assessments': 'the desk’s own judgement',
  'GET /v1/assessments/:id': 'the desk’s own judgement',
  'GET /v1/assessments/:id/trend': 'the desk’s own judgement',
  'GET /v1/assessments/:id/written': 'the desk’s own judgement',
  'GET /v1/assessments/:id/writings': 'the desk’s own judgement',
  'GET /v1/assessments/:id/history': 'who decided what, for those who decide',
}

describe('the audit over HTTP', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({
      settings: {
        TOCSIN_TWO_PEOPLE_IN_DRILLS: 'yes',
        TOCSIN_WEBHOOK_ALLOW: 'localhost',
        TOCSIN_SOURCE_ALLOW: 'localhost',
      },
      expects: /source|fetched|webhook/i,
    })
  })
  after(() => server.close())

  const audit = async (query = '', who: Client = server.admin) =>
    done<Audited>(await who.get(`/v1/audit${query}`))
  const factsOf = async (type: string) =>
    (await audit('?limit=500')).facts.filter((fact) => fact.type === type)

  test('every route that reads more than the board is sensitive, or on a short list with the reason', () => {
    const asking = server.running.app.book.routes.filter(
      ({ method, action }) => method === 'GET' && action !== 'public',
    )
    const silent = asking.filter(({ sensitive }) => sensitive === undefined).map(({ url }) => `GET ${url}`)
    assert.deepEqual(
      silent.filter((route) => !Object.hasOwn(notSensitive, route)),
      [],
    )
    // No reason outlives its route, and none stands beside a declaration.
    assert.deepEqual(
      Object.keys(notSensitive).filter((route) => !silent.includes(route)),
      [],
    )
    assert.ok(asking.length - silent.length >= 10)
  })

  test('every order leaves its key in the facts it causes, whatever it changes', async () => {
    const called = new Set<string>()
    // What is still on its way to sirens is not waited for: it would take longer than the test.
    const head = async () => (await server.running.system.ledger.head()).seq
    const urls = server.running.app.book.routes
    const call = async <Body = JsonObject>(who: Client, method: Method, path: string, body?: unknown) => {
      const before = await head()
      const answer = await who.ask(method, path, body === undefined ? {} : { body })
      const given = done<Body>(answer)
      const plain = path.split('?')[0]!
      const route = urls.find(
        (one) => one.method === method && new RegExp(`^${one.url.replace(/:\w+/g, '[^/]+')}$`).test(plain),
      )
      if ((await head()) > before) called.add(`${method} ${route?.url}`)
      return given
    }
    const { admin, olena, taras } = server
    const draft = async (body: object = red()) =>
      (await call<Ordered>(olena, 'POST', '/v1/alerts', body)).alert
    const step = async (who: Client, id: string, name: string, body: object = {}) =>
      (await call<Ordered>(who, 'POST', `/v1/alerts/${id}/${name}`, body)).alert
    // An alert's whole life, each change by two.
    await step(olena, (await draft()).id, 'discard')
    const { id } = await draft({ ...red(), level: 'yellow' })
    await step(olena, id, 'edit', { renewForMinutes: 90 })
    await step(olena, id, 'submit')
    await step(taras, id, 'return', { reason: 'Two hours, please.' })
    const { contentHash } = await step(olena, id, 'edit', { renewForMinutes: 120 })
    await step(olena, id, 'submit')
    await step(taras, id, 'approve', { contentHash })
    await step(olena, id, 'issue')
    for (const [name, body] of [
      ['raise', { level: 'red' }],
      ['extend', { areas: [terbunsky] }],
      ['reduce', { areas: [terbunsky] }],
      ['correct', { texts: { en: { '90': 'DRILL. Stay indoors.' } } }],
      ['lower', { level: 'yellow' }],
    ] as const)
      await step(olena, id, name, { ...body, emergency: 'Alone on shift.' })
    await step(olena, id, 'renew', { renewForMinutes: 60 })
    await call(taras, 'POST', `/v1/reviews/${id}/close`, { verdict: 'justified', text: 'It was needed.' })
    await step(olena, id, 'all-clear')
    await step(taras, (await issueAlert(server)).id, 'retract', { reason: 'A mistake.' })
    // What comes, and what was told of it.
    const seen = { at: new Date().toISOString(), lon: 38.9, lat: 52.4 }
    const followed = await call<{ id: string }>(olena, 'POST', '/v1/tracks', {
      threat: 'drone',
      seen: [seen],
    })
    await call(olena, 'POST', `/v1/tracks/${followed.id}/end`, {})
    const told = await call<{ id: string }>(olena, 'POST', '/v1/sightings', {
      text: 'A drone',
      area: zadonsky,
    })
    await call(olena, 'POST', `/v1/sightings/${told.id}/close`, { reason: 'A kite.' })
    for (const what of ['building', 'road', 'gas'])
      done(await server.stranger.post('/v1/tell/damage', { what, area: zadonsky }))
    done(await server.stranger.post('/v1/tell/sighting', { what: 'drone', area: zadonsky }))
    const { reports } = done<{ reports: { id: string; kind: string }[] }>(
      await olena.get('/v1/resident-reports'),
    )
    const [one, another] = reports.filter(({ kind }) => kind === 'damage')
    await call(olena, 'POST', `/v1/resident-reports/${one!.id}/merge`, { into: another!.id })
    await call(olena, 'POST', `/v1/resident-reports/${another!.id}/close`, { reason: 'Seen to.' })
    const drone = reports.find(({ kind }) => kind === 'sighting')!
    await call(olena, 'POST', `/v1/resident-reports/${drone.id}/sighting`, {})
    // What there is to reach people.
    const siren = { id: 'tower', name: 'Tower', area: zadonsky, operator: 'Town', lon: 38.9, lat: 52.4 }
    await call(admin, 'POST', '/v1/sirens', { sirens: [siren] })
    await call(admin, 'POST', '/v1/sirens/test', { area: terbunsky })
    await call(admin, 'POST', '/v1/sirens/remove', { sirens: ['tower'] })
    const hook = { url: 'http://localhost:9/', areas: [zadonsky] }
    const webhook = (await call<{ id: string }>(admin, 'POST', '/v1/webhooks', hook)).id
    await call(admin, 'POST', `/v1/webhooks/${webhook}/rotate`, {})
    await call(admin, 'POST', `/v1/webhooks/${webhook}/enable`, {})
    await call(admin, 'POST', `/v1/webhooks/${webhook}/test`, {})
    await call(admin, 'DELETE', `/v1/webhooks/${webhook}`)
    const csv = `channel,address,areas\nsms,+74742555100,${zadonsky}\nsms,+74742555101,${zadonsky}`
    await call(admin, 'POST', '/v1/recipients/import', { csv })
    const listed = { address: '+74742555100' }
    const { recipients } = await call<{ recipients: { id: string }[] }>(
      ...([admin, 'POST', '/v1/recipients/about', listed] as const),
    )
    await call(admin, 'DELETE', `/v1/recipients/${recipients[0]!.id}`)
    await call(admin, 'POST', '/v1/recipients/erase', { address: '+74742555101' })
    const source = { name: 'Elsewhere', address: 'http://localhost:9/feed', takes: 'reports' }
    await call(admin, 'PUT', '/v1/sources/elsewhere', source)
    await call(admin, 'PUT', '/v1/sources/elsewhere', { ...source, name: 'There' })
    await call(admin, 'DELETE', '/v1/sources/elsewhere')
    const boundary = {
      type: 'Polygon',
      coordinates: [
        [
          [38, 52],
          [39, 52],
          [39, 53],
          [38, 52],
        ],
      ],
    }
    const features = [{ type: 'Feature', properties: { name: 'Somewhere', code: 'x:1' }, geometry: boundary }]
    const bytes = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
    const file = { name: 'areas.geojson', base64: bytes.toString('base64') }
    await call(admin, 'POST', '/v1/areas/import', { files: [file], within: lipetskOblast, unmatched: 'add' })
    const { id: opened } = await call<{ id: string }>(olena, 'POST', '/v1/cases', {
      title: 'What went wrong',
    })
    await call(olena, 'POST', `/v1/cases/${opened}/orders`, { type: 'ask', text: 'Why?' })
    const plant = { name: 'Drill dam', kind: 'dam', lon: 39.6, lat: 52.6 }
    await call(admin, 'PUT', '/v1/sites/drill-dam', plant)
    const monitors = { text: 'The monitors saw no damage at the dam.', source: 'monitors.example' }
    const { documents } = await call<{ documents: { document: string }[] }>(
      olena,
      'POST',
      '/v1/evidence/documents',
      monitors,
    )
    const visit = { kind: 'visit', evidence: documents[0]!.document }
    await call(olena, 'POST', '/v1/sites/drill-dam/statements', visit)
    await call(admin, 'DELETE', '/v1/sites/drill-dam')
    const shelter = (await call<{ id: string }>(admin, 'POST', '/v1/shelters', { lon: 39.6, lat: 52.6 })).id
    await call(admin, 'PUT', `/v1/shelters/${shelter}`, { visibility: 'hidden' })
    await call(admin, 'PUT', `/v1/shelters/${shelter}`, { visibility: 'public' })
    await call(admin, 'PUT', `/v1/shelters/${shelter}`, { note: 'Behind the shop.' })
    const warden = (await call<{ id: string }>(admin, 'POST', `/v1/shelters/${shelter}/links`, {})).id
    await call(admin, 'DELETE', `/v1/shelters/${shelter}/links/${warden}`)
    const list = Buffer.from('lat,lon\n52.61234,39.61234\n').toString('base64')
    const asked = { file: { name: 'list.csv', base64: list }, mapping: { lat: 'lat', lon: 'lon' } }
    const { hash } = done<{ hash: string }>(await admin.post('/v1/shelters/import', asked))
    await call(admin, 'POST', '/v1/shelters/import', { ...asked, agreed: hash })
    await call(admin, 'DELETE', `/v1/shelters/${shelter}`)
    const inject = { kind: 'word', text: { en: 'Begin.' } }
    const script = { name: { en: 'Short' }, steps: [{ id: 'one', atMinutes: 0, inject }], endsAtMinutes: 5 }
    await call(olena, 'PUT', '/v1/drill-scripts/short', script)
    const drilled = await call<{ drill: { id: string } }>(olena, 'POST', '/v1/drills', {
      ...{ script: 'short', announce: 0 },
    })
    await call(olena, 'POST', `/v1/drills/${drilled.drill.id}/end`, { reason: 'Enough.' })
    await call(olena, 'DELETE', '/v1/drill-scripts/short')
    // What is said, and by which ways.
    const said = { en: 'Act', ru: 'Действуйте', uk: 'Дійте' }
    const top = { id: 'act', height: 1, names: said, gravity: 'danger', colour: 'red', severity: 'Severe' }
    const levels = [{ ...top, urgency: 'Immediate', certainty: 'Likely' }]
    await call(admin, 'PUT', '/v1/ladders/town', { names: said, speaks: 'the-degree', levels })
    await call(admin, 'DELETE', '/v1/ladders/town')
    await call(admin, 'PUT', '/v1/phrases/en', { changes: { learn: 'Listen to the radio.' } })
    await call(admin, 'POST', '/v1/channels/stream/test', {})
    await call(olena, 'PUT', '/v1/area-sets/river', { name: 'Along the river', areas: [zadonsky] })
    await call(olena, 'DELETE', '/v1/area-sets/river')
    // Who may do what.
    const rights = { roles: ['officer'], modes: ['drill'] }
    const person = (await call<{ id: string }>(admin, 'POST', '/v1/people', { name: 'Marta', ...rights })).id
    await call(admin, 'POST', `/v1/people/${person}/invitation`, {})
    await call(admin, 'PUT', `/v1/people/${person}`, { roles: ['watcher'], modes: ['drill'] })
    await call(admin, 'POST', `/v1/people/${person}/restore`, {})
    await call(admin, 'POST', `/v1/people/${person}/suspend`, {})
    await call(admin, 'POST', `/v1/people/${person}/reinstate`, {})
    await call(admin, 'DELETE', `/v1/people/${person}`)
    await call(admin, 'DELETE', `/v1/people/${person}/personal`)
    await call(admin, 'POST', '/v1/people/set-up', {})
    const made = await call<{ keyId: string }>(admin, 'POST', '/v1/keys', { id: 'app', ...rights })
    const next = await call<{ keyId: string }>(admin, 'POST', `/v1/keys/${made.keyId}/rotate`, {})
    await call(admin, 'DELETE', `/v1/keys/${next.keyId}`)
    await call(admin, 'PUT', '/v1/roles/looker', { actions: ['board.read'] })
    await call(admin, 'DELETE', '/v1/roles/looker')
    const owns = { names: { en: 'Town' }, owns: { areas: [zadonsky] } }
    await call(admin, 'POST', '/v1/authorities', { id: 'town', ...owns })
    await call(admin, 'PUT', '/v1/authorities/town', owns)
    await callEvidence(call, server)

    const { ledger, people } = server.running.system
    assert.deepEqual(await unattributed(ledger, people.registry), [])
    // A route that nobody called here could forget it: none is left out without a reason.
    const elsewhere = [
      // By sessions, in the tests of signing in; every test server is asked the same at its end.
      /\/v1\/(account|session)/,
      // By two administrators, and with messages from outside, in tests of their own.
      /\/v1\/(proposals|reports|attempts)/,
      /\/v1\/authorities\/:authority\/service/,
      // Changes nothing.
      /\/v1\/(ledger\/verify|sources\/:id\/check|protocols\/check|forms\/check|phrases\/preview|alerts\/preview|announcements\/read)/,
      // Reads and compares; that an original was read is written down.
      /\/v1\/evidence\/originals\/:sha256\/compare/,
      // Only asks sooner: what has come is taken in by this server, as when the feed is due.
      /\/v1\/evidence\/feeds\/:id\/check/,
      // With bytes instead of JSON, in the tests of shelters; a status is telemetry, and summed in a fact.
      /\/v1\/shelters\/:id\/(photo|status)/,
      // Reads, by a body because an address belongs into no path; who read is written down.
      /\/v1\/recipients\/about/,
      // By an alert’s whole life, in the tests of protocols.
      /\/v1\/protocol-runs\/|\/v1\/protocols\/:id/,
      // What was measured is telemetry, and no fact; alarms begin by what is measured, in the tests of sites.
      /\/v1\/readings|\/v1\/sites\/:site\/alarm/,
      // By people called out and their replies, in the tests of call-outs.
      /\/v1\/(call-outs|teams|responders|rota-feeds|my-calls)/,
      // By phones that fill forms in, in the tests of OpenRosa and of forms.
      /\/v1\/form(s|-records|-submissions)\/|\/v1\/form-records|\/openrosa\//,
      // By a night and its morning, in the tests of damage.
      /\/v1\/(damage|outages|remnants)/,
      // A position is telemetry, and no fact.
      /\/v1\/tracks\/:id\/seen/,
    ]
    const forgotten = urls
      .filter(({ method, action }) => method !== 'GET' && action !== 'public')
      .map(({ method, url }) => `${method} ${url}`)
      .filter((route) => !called.has(route) && !elsewhere.some((known) => known.test(route)))
    assert.deepEqual(forgotten, [])
  })

  test('says every fact of all that in words of its own, by name, with the key and whose it is', async () => {
    const { facts } = await audit('?limit=500')
    assert.deepEqual(
      [...new Set(facts.map(({ type }) => type))].filter((type) => !saidTypes.includes(type)),
      [],
    )
    const [issued] = facts.filter(({ type, by }) => type === 'alert-issued' && by === 'olena').toReversed()
    assert.match(issued!.what, /^Olena K\., duty officer issued drill: drone, yellow, for Zadonsk/)
    assert.deepEqual([issued!.kind, issued!.where, issued!.key?.owner], ['alerts', null, 'olena'])
    assert.equal(issued!.via, `key:${issued!.key?.id}`)
    assert.ok(!/"hash":/.test(JSON.stringify(facts.filter(({ kind }) => kind === 'rights'))))
  })

  test('goes back page by page to the first fact, and by person, kind and time', async () => {
    const seqs: number[] = []
    let before: number | null = (await server.head()) + 1
    while (before !== null) {
      const page: Audited = await audit(`?limit=37&before=${before}`)
      seqs.push(...page.facts.map(({ seq }) => seq))
      before = page.before
    }
    assert.deepEqual(
      seqs,
      Array.from({ length: seqs.length }, (_, i) => seqs.length - i),
    )
    const { facts: reading } = await audit('?kind=reading&person=admin')
    assert.ok(reading.length > 0 && reading.every(({ kind, by }) => kind === 'reading' && by === 'admin'))
    const { facts: about } = await audit('?kind=rights&person=olena')
    assert.ok(about.length >= 2 && about.every(({ data }) => JSON.stringify(data).includes('"olena"')))
    const { at } = about[0]!
    const until = await audit(`?to=${at}&limit=500`)
    assert.ok(until.facts.every((fact) => fact.at < at))
    const since = await audit(`?from=${at}&limit=500`)
    assert.ok(since.facts.every((fact) => fact.at >= at))
    refused(await server.admin.get('/v1/audit?from=yesterday'), 'server/invalid-request')
    refused(await server.admin.get('/v1/audit?kind=all'), 'server/invalid-request')
    refused(await server.olena.get('/v1/audit'), 'people/not-allowed')
  })

  test('has verified the chain itself, and says how far', async () => {
    const { verified } = await audit('?limit=1')
    const head = await server.running.system.ledger.head()
    assert.deepEqual(verified, { seq: head.seq, hash: head.hash, damage: null })
  })

  test('writes down who reads what is sensitive, once in ten minutes, and not who was refused', async () => {
    const { id, key } = done<{ id: string; key: string }>(
      await server.admin.post('/v1/keys', { id: 'reader', roles: ['administrator'] }),
    )
    const reader = server.withKey(key)
    const paths = ['/v1/people', '/v1/keys', '/v1/webhooks', '/v1/audit', '/v1/audit.csv', '/v1/audit.ndjson']
    const exports = ['/v1/ledger/export', '/v1/evidence/export.csv']
    for (const path of [...paths, ...exports, '/v1/ledger/facts', '/v1/people/taras/personal'])
      for (let again = 0; again < 3; again++) done(await reader.get(path))
    refused(await server.olena.get('/v1/people'), 'people/not-allowed')
    refused(await reader.get('/v1/people/nobody-here/personal'), 'people/no-such-person')
    const readings = async () => (await factsOf('sensitive-read')).filter(({ by }) => by === id)
    // They are written after the answer is out.
    for (let tries = 0; tries < 100 && (await readings()).length < 9; tries++) await setImmediate()
    const read = await readings()
    assert.deepEqual(read.map(({ data }) => String(data['what'])).toSorted(), [
      ...['audit', 'audit-export', 'exports of evidence', 'keys', 'ledger', 'ledger-export', 'people'],
      ...['personal-data', 'webhooks'],
    ])
    assert.ok(read.every(({ data, via }) => data['times'] === 1 && via?.startsWith('key:')))
    const one = read.find(({ data }) => data['what'] === 'personal-data')
    assert.equal(one?.data['person'], 'taras')
    assert.equal(one?.what, 'reader read everything that is kept about Taras M., approver.')
    await server.startAgain()
    // What came after the first was counted, and is told at the end.
    const counted = await readings()
    const times = (what: string) =>
      counted.filter(({ data }) => data['what'] === what).map(({ data }) => data['times'])
    assert.deepEqual(
      [times('people'), times('audit-export')],
      [
        [2, 1],
        [5, 1],
      ],
    )
  })

  test('is given as CSV that no spreadsheet computes, with the same filters', async () => {
    const formula = '=HYPERLINK("http://example.org")'
    const body = { id: 'formula', name: formula, roles: ['administrator'] }
    const client = server.withKey(done<{ key: string }>(await server.admin.post('/v1/keys', body)).key)
    done(await client.ask('PUT', '/v1/roles/looker', { body: { actions: ['board.read'] } }))
    const answer = await server.admin.get('/v1/audit.csv?kind=rights')
    assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/)
    assert.match(answer.headers.get('content-disposition') ?? '', /attachment/)
    const { parse } = await import('csv-parse/sync')
    const rows = parse(answer.text, { columns: true }) as Record<string, string>[]
    assert.ok(rows.length > 10 && rows.every(({ kind }) => kind === 'rights'))
    assert.ok(rows.some(({ name }) => name === `'${formula}`))
    for (const row of rows) for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[=+\-@\t\r]/)
    const narrow = parse((await server.admin.get('/v1/audit.csv?person=formula')).text, { columns: true })
    assert.equal((narrow as unknown[]).length, 3)
  })

  test('is given as the ledger keeps it, so that the chain can be checked elsewhere', async () => {
    const { text } = await server.admin.get('/v1/audit.ndjson')
    const [header, ...lines] = text.trimEnd().split('\n')
    const trailer = JSON.parse(lines.pop()!) as { facts: number; head: { seq: number; hash: string } }
    assert.equal((JSON.parse(header!) as JsonObject)['format'], 'tocsin-audit')
    let previous = '0'.repeat(64)
    for (const line of lines) {
      const [, fact, hash, before] =
        /^\{"fact":(.*),"hash":"([0-9a-f]{64})","previous":"([0-9a-f]{64})"\}$/.exec(line)!
      assert.equal(before, previous)
      assert.equal(sha256(before! + fact!), hash)
      previous = hash!
    }
    assert.deepEqual([trailer.facts, trailer.head.hash], [lines.length, previous])
    const some = (await server.admin.get('/v1/audit.ndjson?kind=alerts')).text.trimEnd().split('\n')
    assert.ok(some.length < lines.length && some.every((line) => !line.includes('"type":"key-made"')))
  })
})
