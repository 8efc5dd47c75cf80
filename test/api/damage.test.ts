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

interface Observation {
  readonly id: string
  readonly version: number
  readonly asset: string | null
  readonly status: string
  readonly occurrence: string
  readonly facts: readonly number[]
}
interface Said {
  readonly name: string | null
  readonly atLeast: number
  readonly facts: readonly number[]
}
interface Tally {
  readonly area: string
  readonly subject: string
  readonly lines: readonly {
    readonly standing: string
    readonly atLeast: number
    readonly atMost: number | null
    readonly by: readonly Said[]
  }[]
  readonly disputed: readonly (Said & { readonly against: readonly Said[] })[]
}
interface Assets {
  readonly assets: readonly {
    readonly id: string
    readonly address: string | null
    readonly into: object | null
  }[]
  readonly maybeSame: readonly { readonly assets: readonly string[]; readonly because: string }[]
}

const [secretLon, secretLat] = [38.931_27, 52.391_43]
const address = 'ул. Секретная, 17'

describe('damage over HTTP', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  const note = async (body: object) =>
    done<{ observation: Observation; repeated: string }>(
      await server.olena.post('/v1/damage/observations', { subject: 'dwellings', ...body }),
    )
  const tally = async (area: string, of: string, subject = 'dwellings') =>
    done<{ tallies: Tally[] }>(await server.taras.get(`/v1/damage/tally?occurrence=${of}`)).tallies.find(
      (one) => one.area === area && one.subject === subject,
    )
  const standing = (one: Tally | undefined) =>
    one?.lines.map(({ standing: is, atLeast, atMost }) => [is, atLeast, atMost])

  test('keeps what an office says apart from what an assessor saw, and each number leads to its facts', async () => {
    const said = await note({
      ...{ area: zadonsky, atLeast: 1_400, atMost: null, occurrence: 'flats', cause: 'glass' },
      source: { kind: 'official', name: 'Regional administration' },
    })
    await note({
      ...{ area: zadonsky, status: 'seen', occurrence: 'flats', grade: 'minor' },
      asset: { address: 'ул. Мира, 3' },
    })
    const there = await tally(zadonsky, 'flats')
    assert.deepEqual(standing(there), [
      ['seen', 1, null],
      ['reported', 1_400, null],
    ])
    const by = there!.lines[1]!.by.find(({ name }) => name === 'Regional administration')!
    assert.deepEqual(by.facts, said.observation.facts)
    const [fact] = await server.running.system.ledger.read((by.facts[0]! - 1) as Seq, 1)
    assert.equal(fact?.type, 'observation-made')
    assert.equal(fact?.data['atLeast'], 1_400)
  })

  test('that is sent again under its id is one, and refused where it says something else', async () => {
    const body = { id: 'phone-1', area: zadonsky, occurrence: 'again', seenAt: '2026-01-01T00:00:00Z' }
    assert.equal((await note(body)).repeated, 'first-time')
    assert.equal((await note(body)).repeated, 'repeated')
    refused(
      await server.olena.post('/v1/damage/observations', { subject: 'dwellings', ...body, atLeast: 9 }),
      'damage/exists-already',
    )
    assert.deepEqual(standing(await tally(zadonsky, 'again')), [['reported', 1, 1]])
  })

  test('finds a house again by its address, offers those that may be one, merges and splits them', async () => {
    const of = { area: zadonsky, occurrence: 'houses' }
    const first = await note({ ...of, asset: { address: 'ул. Ленина, д. 12' } })
    const second = await note({ ...of, asset: { address: 'Ленина 12, кв. 4' } })
    assert.equal(first.observation.asset, second.observation.asset)
    const at = { lon: 38.9, lat: 52.4 }
    const third = await note({ ...of, asset: { address: 'Мира 5', ...at } })
    const fourth = await note({
      ...of,
      asset: { address: 'угол Мира и Садовой', lon: 38.9001, lat: 52.40002 },
    })
    const assets = async () => done<Assets>(await server.olena.get('/v1/damage/assets?occurrence=houses'))
    const [pair] = (await assets()).maybeSame
    assert.equal(pair?.because, 'same-place')
    assert.deepEqual(new Set(pair.assets), new Set([third.observation.asset, fourth.observation.asset]))
    assert.equal(standing(await tally(zadonsky, 'houses'))?.[0]?.[1], 3)
    const { merge } = done<{ merge: string }>(
      await server.olena.post('/v1/damage/assets/merge', {
        ...{ into: pair.assets[0], from: [pair.assets[1]], why: 'One house on a corner' },
      }),
    )
    assert.equal(standing(await tally(zadonsky, 'houses'))?.[0]?.[1], 2)
    done(await server.olena.post(`/v1/damage/merges/${merge}/split`, { why: 'Two after all' }))
    assert.equal(standing(await tally(zadonsky, 'houses'))?.[0]?.[1], 3)
    assert.ok((await assets()).assets.every(({ into }) => into === null))
  })

  test('shows both sides of a dispute, and is changed by nobody unawares', async () => {
    const of = { area: zadonsky, occurrence: 'sides', subject: 'injured' }
    const one = await note({ ...of, atLeast: 11, source: { kind: 'official', name: 'Hospital' } })
    const other = await note({ ...of, atLeast: 13, source: { kind: 'official', name: 'Ministry' } })
    assert.deepEqual(standing(await tally(zadonsky, 'sides', 'injured')), [['reported', 11, 13]])
    const judge = (readVersion: number) =>
      server.olena.post(`/v1/damage/observations/${one.observation.id}/judge`, {
        ...{ to: 'disputed', against: [other.observation.id], why: 'They differ', readVersion },
      })
    done(await judge(1))
    refused(await judge(1), 'damage/moved-on')
    const { disputed, lines } = (await tally(zadonsky, 'sides', 'injured'))!
    assert.deepEqual(
      [disputed[0]?.name, disputed[0]?.against[0]?.name, lines[0]?.atLeast],
      ['Hospital', 'Ministry', 13],
    )
    const lock = `/v1/damage/observations/${other.observation.id}/lock`
    done(await server.olena.post(lock, {}))
    const vira = server.withKey(
      done<{ key: string }>(
        await server.admin.post('/v1/keys', { id: 'vira', name: 'Vira', roles: ['assessor'] }),
      ).key,
    )
    refused(await vira.post(lock, {}), 'damage/held-by-another')
    refused(
      await vira.post(lock.replace('lock', 'judge'), { to: 'withdrawn', why: 'No' }),
      'damage/held-by-another',
    )
    done(await vira.post(lock, { takeOver: 'yes' }))
  })

  test('is heard from residents, and taken over once', async () => {
    done(
      await server.stranger.post('/v1/tell/damage', {
        ...{ id: 'a'.repeat(32), what: 'building', area: terbunsky, text: 'Окна выбиты' },
      }),
    )
    const { waiting } = done<{ waiting: { from: string; says: string }[] }>(
      await server.olena.get('/v1/damage/waiting'),
    )
    const from = waiting.find(({ says }) => says.includes('Окна'))?.from
    assert.ok(from?.startsWith('report:'))
    const body = { from, subject: 'dwellings', cause: 'glass', occurrence: 'told' }
    done(await server.olena.post('/v1/damage/take', body))
    const again = done<{ repeated: string }>(await server.olena.post('/v1/damage/take', body))
    assert.equal(again.repeated, 'repeated')
    assert.deepEqual(standing(await tally(terbunsky, 'told')), [['reported', 1, 1]])
    const left = done<{ waiting: { from: string }[] }>(await server.olena.get('/v1/damage/waiting'))
    assert.ok(left.waiting.every((one) => one.from !== from))
  })

  test('is public after its embargo, by area; lifting it is a fact with its reason', async () => {
    const lines = async () =>
      done<{ lines: { occurrence: string; atLeast: number }[] }>(await server.stranger.get('/v1/damage'))
        .lines.filter(({ occurrence }) => occurrence === 'hush')
        .map(({ atLeast }) => atLeast)
    await note({ area: zadonsky, occurrence: 'hush', atLeast: 40, atMost: 40 })
    assert.deepEqual(await lines(), [])
    done(
      await server.taras.post('/v1/damage/embargo/hush/extend', {
        until: new Date(Date.now() + 1e9).toISOString(),
        why: 'They still shoot',
      }),
    )
    done(await server.taras.post('/v1/damage/embargo/hush/lift', { why: 'The governor told the numbers' }))
    assert.ok((await lines()).includes(40))
    refused(await server.taras.post('/v1/damage/embargo/hush/lift', { why: 'Again' }), 'damage/no-embargo')
    await note({ area: zadonsky, occurrence: 'hush', atLeast: 90, atMost: 90 })
    assert.ok(!(await lines()).includes(90), 'what is said later waits its own time')
    const facts = await server.running.system.ledger.readStream('damage')
    assert.equal(facts.findLast(({ type }) => type === 'embargo-lifted')?.by, 'taras')
  })

  test('tells nobody without a key a point, an address or a word, on any route or page', async () => {
    await note({
      ...{ area: zadonsky, occurrence: 'points', status: 'seen', subject: 'energy', cause: 'impact' },
      asset: { address, lon: secretLon, lat: secretLat },
    })
    await server.taras.post('/v1/damage/embargo/points/lift', { why: 'Секретная причина' })
    const open = server.running.app.book.routes.filter(
      ({ action, method }) => action === 'public' && method === 'GET',
    )
    const pages = [
      '/',
      '/region',
      '/places',
      '/kiosk',
      '/phone',
      '/what-to-do',
      '/shelters',
      '/tell',
      '/outages',
    ]
    const paths = [
      ...open.map(({ url }) => url.replace(/:(\w+)/g, 'some-$1')),
      ...open.map(({ url }) => url.replace(/:(\w+)/g, zadonsky)),
      ...pages,
      ...pages.map((page) => `${page}?place=${zadonsky}&lang=ru`),
    ]
    let read = 0
    for (const path of new Set(paths.filter((one) => !one.startsWith('/v1/live')))) {
      // One that only sends somewhere else shows nothing.
      const answer = await server.stranger.get(path).catch(() => undefined)
      if (answer === undefined) continue
      read += answer.status === 200 ? 1 : 0
      for (const secret of ['38.93127', '52.39143', 'Секретная', 'asset-', '"observation-'])
        assert.ok(!answer.text.includes(secret), `${path} has ${secret}`)
    }
    assert.ok(read > 20, 'hardly anything was read')
    const ledger = JSON.stringify(await server.running.system.ledger.readStream('damage'))
    for (const secret of ['38.93127', '52.39143', 'Секретная']) assert.ok(!ledger.includes(secret), secret)
    const exact = await server.olena.get('/v1/damage/assets.geojson?occurrence=points')
    assert.ok(exact.text.includes(String(secretLon)) && exact.text.includes(address))
    refused(await server.taras.get('/v1/damage/assets.geojson?occurrence=points'), 'people/not-allowed')
    const byArea = await server.taras.get('/v1/damage/areas.geojson?occurrence=points')
    assert.ok(byArea.text.includes(zadonsky) && !byArea.text.includes('"Point"'))
    const csv = await server.taras.get('/v1/damage/tally.csv?occurrence=points')
    assert.match(csv.text, /"energy","seen","1"/)
  })
})

describe('the boards of outages and remnants', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  test('show everybody what is out, since when and by whom, until a day after it works again', async () => {
    const opened = done<{ id: string }>(
      await server.olena.post('/v1/outages', {
        ...{ kind: 'power', area: zadonsky, since: '2026-01-01T00:00:00Z', status: 'confirmed' },
        ...{ source: { kind: 'official', name: 'Grid operator' }, without: { atLeast: 900, atMost: null } },
      }),
    )
    done(await server.olena.post('/v1/outages', { kind: 'water', area: zadonsky, shown: 'staff' }))
    const board = async () =>
      done<{ outages: { kind: string; source: string; endedAt: string | null }[] }>(
        await server.stranger.get('/v1/outages'),
      ).outages
    assert.deepEqual(
      (await board()).map(({ kind, source, endedAt }) => [kind, source, endedAt]),
      [['power', 'Grid operator', null]],
    )
    const page = await server.stranger.get('/outages?lang=uk')
    assert.match(page.text, /Світло[\s\S]*щонайменше 900[\s\S]*Grid operator/)
    done(await server.olena.post(`/v1/outages/${opened.id}/end`, {}))
    assert.equal((await board()).length, 1)
    refused(await server.olena.post(`/v1/outages/${opened.id}/end`, {}), 'damage/over-already')
  })

  test('tell everybody at once, in four languages, not to touch and not to enter', async () => {
    const { id } = done<{ id: string }>(
      await server.olena.post('/v1/remnants', {
        ...{ area: terbunsky, state: 'suspected', source: { kind: 'official', name: 'Sappers' } },
      }),
    )
    const { notice, remnants } = done<{
      notice: { [language: string]: string }
      remnants: { state: string }[]
    }>(await server.stranger.get('/v1/remnants'))
    assert.deepEqual(Object.keys(notice).toSorted(), ['en', 'he', 'ru', 'uk'])
    assert.equal(remnants[0]?.state, 'suspected')
    for (const [language, words] of [
      ['en', 'Do not touch anything unknown. Do not enter.'],
      ['uk', 'Не торкайтеся'],
      ['ru', 'Не трогайте'],
      ['he', 'אין לגעת'],
    ])
      assert.ok((await server.stranger.get(`/outages?lang=${language}`)).text.includes(words!))
    done(await server.olena.post(`/v1/remnants/${id}`, { state: 'cleared' }))
    const after = done<{ remnants: { state: string }[] }>(await server.stranger.get('/v1/remnants'))
    assert.equal(after.remnants[0]?.state, 'cleared')
  })
})
