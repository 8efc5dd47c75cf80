import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { absent, program } from '../support/absent.ts'
import { madePng } from '../support/made-png.ts'
import { filledIn, openRosaClient, type Filled, type OpenRosaClient } from '../support/openrosa-client.ts'
import { done, refused, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'

interface View {
  readonly id: string
  readonly revision: number
  readonly current: {
    readonly submission: string
    readonly answers: { readonly [key: string]: unknown }
    readonly photos: readonly Photo[]
  }
  readonly contested: readonly { readonly submission: string }[]
  readonly observations: readonly string[]
  readonly notCounted: readonly string[]
}
interface Photo {
  readonly name: string
  readonly state: string
  readonly photo: string | null
  readonly why: string | null
}
interface Observation {
  readonly id: string
  readonly subject: string
  readonly atLeast: number
  readonly atMost: number | null
  readonly grade: string | null
  readonly cause: string
  readonly status: string
  readonly source: { readonly kind: string; readonly ref: string }
  readonly version: number
}

let drawn = 0
const newId = () => `uuid:00000000-0000-4000-8000-${String(++drawn).padStart(12, '0')}`
const usual = {
  ...{
    seen_at: '2026-11-22T07:15:00.000+03:00',
    place: '52.391430 38.931270 150.0 4.5',
    address: 'ул. Мира, 3',
  },
  ...{ kind: 'dwellings', 'units/at_least': '12', 'units/at_most': '20', grade: 'major', cause: 'debris' },
}

describe('OpenRosa', () => {
  let server: TestServer
  let client: OpenRosaClient
  let form: string
  let key: string
  before(async () => {
    server = await startTestServer()
    key = await server.keyOf('olena')
    client = openRosaClient(`http://localhost:${server.port}`, key)
    const [listed] = await client.list()
    form = await client.fetchForm(listed!)
  })
  after(() => server.close())

  const send = (filled: Partial<Filled> & { readonly xml: string }, most?: number) =>
    client.send({ files: [], ...filled }, most)
  const record = async (id: string) => done<View>((await server.olena.get(`/v1/form-records/${id}`)) as never)
  const observations = async () =>
    new Map(
      done<{ observations: Observation[] }>(
        await server.olena.get('/v1/damage/observations?occurrence=night-2026-11-21&limit=1000'),
      ).observations.map((one) => [one.id, one]),
    )

  test('is spoken to as ODK Collect does: challenged, listed, compared, fetched', async () => {
    const fresh = openRosaClient(`http://localhost:${server.port}`, key)
    const [listed, ...more] = await fresh.list()
    assert.deepEqual(more, [])
    assert.equal(listed!.formID, 'damage-assessment')
    assert.equal(listed!.name, 'Damage assessment')
    assert.match(listed!.version, /^1\.[0-9a-f]{8}$/)
    await fresh.fetchForm(listed!)
    assert.deepEqual(fresh.asked.slice(0, 2), ['GET /openrosa/formList 401', 'GET /openrosa/formList 200'])
    const none = await server.olena.get('/openrosa/formList?formID=other')
    assert.doesNotMatch(none.text, /<xform>/)
    assert.match(
      (await server.olena.get('/openrosa/forms/damage-assessment/manifest')).text,
      /xformsManifest/,
    )
  })

  test('gives no key away: Basic over TLS or to this machine’s own name alone, not to pages of others, not elsewhere', async () => {
    const authorization = `Basic ${Buffer.from(`x:${key}`).toString('base64')}`
    const at = (path: string, headers: { [name: string]: string } = {}) =>
      server.stranger.get(path, { authorization, ...headers })
    refused(await at('/openrosa/formList'), 'people/needs-https')
    const local = { host: `localhost:${server.port}` }
    refused(
      await at('/openrosa/formList', { ...local, 'sec-fetch-site': 'cross-site' }),
      'people/needs-https',
    )
    const here = (path: string, headers: { [name: string]: string } = {}) =>
      fetch(`http://localhost:${server.port}${path}`, { headers: { authorization, ...headers } })
    assert.equal((await here('/openrosa/formList')).status, 200)
    assert.equal((await here('/openrosa/formList', { 'sec-fetch-site': 'cross-site' })).status, 403)
    assert.equal((await here('/v1/damage/tally')).status, 401)
    const wrong = `Basic ${Buffer.from('x:tocsin_0000').toString('base64')}`
    assert.equal((await here('/openrosa/formList', { authorization: wrong })).status, 401)
    assert.equal((await here('/openrosa/formList', { authorization: 'Basic ???' })).status, 401)
  })

  test('becomes observations of what an assessor saw, with a range, a grade, a cause and people', async () => {
    const instance = newId()
    const xml = filledIn(
      form,
      {
        ...usual,
        people: 'yes',
        'injured/at_least': '3',
        utilities: 'power water',
        note: 'Окна & двери <выбиты>',
      },
      { instance },
    )
    const [posted] = await send({ xml })
    assert.deepEqual(posted, { status: 201, message: 'Taken.' })
    const { current, observations: made, notCounted } = await record(instance)
    assert.deepEqual(notCounted, [])
    assert.equal(current.answers['note'], 'Окна & двери <выбиты>')
    assert.deepEqual(current.answers['utilities'], ['power', 'water'])
    assert.deepEqual(current.answers['place'], { lon: 38.931_27, lat: 52.391_43, accuracyMetres: 5 })
    const all = await observations()
    const [homes, hurt] = made.map((id) => all.get(id)!)
    const { subject, atLeast, atMost, grade, cause, status, source } = homes!
    assert.deepEqual(
      { subject, atLeast, atMost, grade, cause, status, source: source.kind },
      {
        subject: 'dwellings',
        atLeast: 12,
        atMost: 20,
        grade: 'major',
        cause: 'debris',
        status: 'seen',
        source: 'assessor',
      },
    )
    assert.deepEqual([hurt!.subject, hurt!.atLeast, hurt!.atMost], ['injured', 3, null])
    // Nothing of where and in which words stands in the ledger.
    const facts = JSON.stringify(await server.running.system.ledger.readStream('form-records'))
    for (const secret of ['Мира', '52.39', '38.93', 'Окна']) assert.ok(!facts.includes(secret), secret)
  })

  test('is one, however often it is sent', async () => {
    const instance = newId()
    const xml = filledIn(form, { ...usual, address: 'ул. Ленина, 8' }, { instance })
    await send({ xml })
    const head = await server.head()
    assert.deepEqual(await send({ xml }), [{ status: 201, message: 'Here already; nothing was doubled.' }])
    assert.equal(await server.head(), head)
    const other = filledIn(form, { ...usual, address: 'ул. Ленина, 9' }, { instance })
    const [clash] = await send({ xml: other })
    assert.equal(clash!.status, 409)
    assert.match(clash!.message, /says something else/)
    assert.equal((await record(instance)).current.answers['address'], 'ул. Ленина, 8')
  })

  test('comes in parts with its photos, of which the pictures alone are kept', async () => {
    const instance = newId()
    const secret = 'GPS 52.39N 38.92E taken by Ivan'
    const files = [1, 2, 3].map((n) => ({
      name: `17${n}.png`,
      type: 'image/png',
      bytes: madePng({ hidden: secret, shade: n }),
    }))
    const photos = { photo_1: '171.png', photo_2: '172.png', photo_3: '173.png' }
    const xml = filledIn(form, { ...usual, address: 'ул. Мира, 44', ...photos }, { instance })
    const posted = await send({ xml, files }, xml.length + files[0]!.bytes.length)
    assert.deepEqual(
      posted.map(({ status }) => status),
      [201, 201, 201],
    )
    assert.match(posted[0]!.message, /the rest is awaited/)
    const { current, observations: made } = await record(instance)
    assert.equal(made.length, 1)
    assert.deepEqual(
      current.photos.map(({ state }) => state),
      ['here', 'here', 'here'],
    )
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-photo-'))
    for (const { photo } of current.photos) {
      const answer = await fetch(`${server.url}/v1/form-records/${instance}/photos/${photo}`, {
        headers: { authorization: `Bearer ${key}` },
      })
      const bytes = Buffer.from(await answer.arrayBuffer())
      assert.ok(!bytes.includes('Ivan') && bytes.length > 50)
      writeFileSync(join(folder, `${photo}.png`), bytes)
    }
    const exiftool = program('exiftool')
    if (exiftool === undefined) console.log(absent('exiftool'))
    else assert.doesNotMatch(execFileSync(exiftool, ['-a', '-G1', folder], { encoding: 'utf8' }), /Ivan|GPS/)
    rmSync(folder, { recursive: true })
  })

  test('keeps the words when a photo is none, and says so', async () => {
    const instance = newId()
    const xml = filledIn(form, { ...usual, address: 'ул. Мира, 45', photo_1: 'x.jpg' }, { instance })
    const files = [
      { name: 'x.jpg', type: 'image/jpeg', bytes: Buffer.from('no picture at all') },
      { name: 'audit.csv', type: 'text/csv', bytes: Buffer.from('event,node') },
    ]
    const [posted] = await send({ xml, files })
    assert.equal(posted!.status, 201)
    assert.match(posted!.message, /^Taken\. A photo was not kept: /)
    const [photo] = (await record(instance)).current.photos
    assert.deepEqual([photo!.state, photo!.why], ['refused', 'reports/photo-kind'])
  })

  test('changes what it said when it is edited, and takes back what it says no more', async () => {
    const [first, second] = [newId(), newId()]
    const answers = { ...usual, address: 'ул. Победы, 1', people: 'yes', 'injured/at_least': '2' }
    await send({ xml: filledIn(form, answers, { instance: first }) })
    const before = await record(first)
    const { people, 'injured/at_least': _, ...calmer } = answers
    assert.equal(people, 'yes')
    const edited = { ...calmer, people: 'no', 'units/at_least': '15' }
    const xml = filledIn(form, edited, { instance: second, deprecated: first })
    assert.deepEqual(await send({ xml }), [{ status: 201, message: 'Taken.' }])
    const now = await record(first)
    assert.deepEqual([now.revision, now.current.submission], [2, second])
    assert.deepEqual(now.observations, before.observations)
    const all = await observations()
    const [homes, hurt] = now.observations.map((id) => all.get(id)!)
    assert.deepEqual([homes!.atLeast, homes!.status, hurt!.status], [15, 'seen', 'withdrawn'])
    // The phone heard no answer and sends all of it again.
    const head = await server.head()
    await send({ xml: filledIn(form, answers, { instance: first }) })
    await send({ xml })
    assert.equal(await server.head(), head)
  })

  test('overwrites nothing where two edited the same, or the duty room corrected it: both sides wait for a person', async () => {
    const [first, mine, theirs] = [newId(), newId(), newId()]
    const at = (instance: string, least: string, deprecated?: string) =>
      filledIn(
        ...([form, { ...usual, address: 'ул. Победы, 20', 'units/at_least': least }] as const),
        deprecated === undefined ? { instance } : { instance, deprecated },
      )
    await send({ xml: at(first, '4') })
    await send({ xml: at(theirs, '6', first) })
    const [posted] = await send({ xml: at(mine, '9', first) })
    assert.equal(posted!.status, 201)
    assert.match(posted!.message, /both sides wait/)
    const waits = await record(first)
    assert.equal(waits.current.submission, theirs)
    assert.deepEqual(
      waits.contested.map(({ submission }) => submission),
      [mine],
    )
    const [id] = waits.observations
    assert.equal((await observations()).get(id!)!.atLeast, 6)
    const settle = (keep: string, readRevision: number) =>
      server.olena.post(`/v1/form-records/${first}/settle`, { keep, readRevision })
    refused(await settle(mine, 1), 'damage/moved-on')
    refused(await settle(newId(), 2), 'damage/unknown-submission')
    const settled = done<View>((await settle(mine, 2)) as never)
    assert.deepEqual([settled.revision, settled.current.submission, settled.contested], [3, mine, []])
    assert.equal((await observations()).get(id!)!.atLeast, 9)
    refused(await settle(theirs, 3), 'damage/is-so-already')

    const corrected = {
      atLeast: 7,
      why: 'counted again',
      readVersion: (await observations()).get(id!)!.version,
    }
    done(await server.olena.post(`/v1/damage/observations/${id}/correct`, corrected))
    const late = newId()
    await send({ xml: at(late, '11', mine) })
    assert.equal((await observations()).get(id!)!.atLeast, 7)
    const kept = done<View>((await settle(mine, 3)) as never)
    assert.deepEqual(kept.contested, [])
    // What the duty room said stays: nobody chose anything else.
    assert.equal((await observations()).get(id!)!.atLeast, 7)
  })

  test('counts a record once when the edit comes before what it replaces', async () => {
    const [first, second] = [newId(), newId()]
    const answers = { ...usual, address: 'ул. Садовая, 2' }
    await send({
      xml: filledIn(form, { ...answers, 'units/at_least': '18' }, { instance: second, deprecated: first }),
    })
    await send({ xml: filledIn(form, answers, { instance: first }) })
    const { current, observations: made } = await record(second)
    assert.equal(current.submission, second)
    const all = [...(await observations()).values()].filter(({ id }) => made.includes(id))
    assert.deepEqual(
      all.map(({ atLeast }) => atLeast),
      [18],
    )
    refused(await server.olena.get(`/v1/form-records/${first}`), 'damage/unknown-record')
  })

  test('joins two records to one when what links them comes last, and counts it once', async () => {
    const [first, second, third] = [newId(), newId(), newId()]
    const at = (instance: string, least: string, deprecated?: string) =>
      filledIn(
        ...([form, { ...usual, address: 'ул. Полевая, 3', 'units/at_least': least }] as const),
        deprecated === undefined ? { instance } : { instance, deprecated },
      )
    await send({ xml: at(third, '16', second) })
    await send({ xml: at(first, '14') })
    const [before, other] = [await record(third), await record(first)]
    const counting = async () =>
      [...before.observations, ...other.observations].map(async (id) => {
        const { atLeast, status } = (await observations()).get(id)!
        return [atLeast, status]
      })
    await send({ xml: at(second, '15', first) })
    assert.deepEqual(await Promise.all(await counting()), [
      [16, 'seen'],
      [14, 'withdrawn'],
    ])
    const { records } = done<{ records: View[] }>(await server.olena.get('/v1/form-records?limit=500'))
    const those = records.filter(({ current }) => current.answers['address'] === 'ул. Полевая, 3')
    assert.deepEqual(
      those.map(({ current }) => current.submission),
      [third],
    )
  })

  test('refuses what is no filled form, and says what is wrong in its own kind of document', async () => {
    const head = await server.head()
    const good = filledIn(form, usual, { instance: newId() })
    const refusedAs = async (xml: string, status: number, says: RegExp) => {
      const [posted] = await send({ xml })
      assert.equal(posted!.status, status, posted!.message)
      assert.match(posted!.message, says)
    }
    const bomb = `<!DOCTYPE data [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>`
    await refusedAs(good.replace('<data', `${bomb}<data`), 422, /can be read/)
    const file = `<!DOCTYPE data [<!ENTITY f SYSTEM "file:///etc/passwd">]>`
    await refusedAs(good.replace('<data', `${file}<data`).replace('ул. Мира', '&f;'), 422, /can be read/)
    await refusedAs(good.slice(0, -20), 422, /can be read/)
    await refusedAs(`${'<a>'.repeat(400)}${'</a>'.repeat(400)}`, 422, /can be read/)
    await refusedAs(good.replace('<instanceID>', '<instanceID>no id '), 422, /meta\/instanceID/)
    await refusedAs(good.replace('id="damage-assessment"', 'id="other"'), 404, /no form “other”/)
    await refusedAs(good.replace('<kind>dwellings', '<kind>palaces'), 422, /“kind” doesn’t fit/)
    await refusedAs(good.replace('<at_least>12', '<at_least>-1'), 422, /“units” doesn’t fit/)
    await refusedAs(good.replace('<at_least>12', '<at_least>30'), 422, /“units” doesn’t fit/)
    await refusedAs(good.replace('<grade>major', '<grade>'), 422, /“grade” is missing/)
    await refusedAs(good.replace('52.391430 38.931270 150.0 4.5', ''), 422, /is missing.*point or as an area/)
    await refusedAs(good.replace('52.391430 38.931270', '10.0 10.0'), 422, /none of the areas/)
    const area = good.replace('52.391430 38.931270 150.0 4.5', '').replace('<area/>', '<area>nowhere</area>')
    await refusedAs(area, 422, /“area” doesn’t fit/)
    assert.equal(await server.head(), head)
    // Whoever speaks no OpenRosa gets a problem as everywhere else.
    const plain = await server.olena.ask('POST', '/openrosa/submission', {
      ...{ raw: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    })
    refused(plain, 'damage/submission-unread')
    const large = Buffer.alloc(11 * 1024 * 1024)
    const posted = await send({ xml: good, files: [{ name: 'a.jpg', type: 'image/jpeg', bytes: large }] })
    assert.equal(posted[0]!.status, 413)
    const place = good
      .replace('52.391430 38.931270 150.0 4.5', '')
      .replace('<area/>', `<area>${zadonsky}</area>`)
    assert.equal((await send({ xml: place }))[0]!.status, 201)
  })

  test('is taken from those alone who may note damage there', async () => {
    const xml = filledIn(form, usual, { instance: newId() })
    const approver = openRosaClient(`http://localhost:${server.port}`, await server.keyOf('taras'))
    await assert.rejects(approver.list(), /403/)
    const key2 = done<{ key: string }>(
      await server.admin.post('/v1/keys', {
        ...{ name: 'Phone', roles: ['assessor'], areas: ['gn:483542'], modes: ['drill', 'test'] },
        actions: ['damage.note'],
      }),
    ).key
    const elsewhere = openRosaClient(`http://localhost:${server.port}`, key2)
    await elsewhere.list()
    const [posted] = await elsewhere.send({ xml, files: [] })
    assert.equal(posted!.status, 403)
  })
})
