/** What everybody may read of damage: after its time or a person's word, by area, and no coordinate that came of where something fell. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  done,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

const [lon, lat] = [38.931_27, 52.391_43]
const ring = [
  { lon: 38.911_37, lat: 52.381_43 },
  { lon: 38.913_91, lat: 52.381_61 },
  { lon: 38.912_73, lat: 52.383_17 },
]
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const squares = { lon: 0.02, lat: 0.01 }

describe('what everybody may read of damage', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  const note = async (body: object) =>
    done<{ observation: { id: string; occurrence: string } }>(
      await server.olena.post('/v1/damage/observations', {
        ...{ subject: 'dwellings', area: zadonsky },
        ...body,
      }),
    ).observation
  /** Every public answer there is: routes with what their paths may hold, and pages in every language. */
  const everything = async (ids: readonly string[]) => {
    const routes = server.running.app.book.routes.filter(
      ({ action, method }) => action === 'public' && method === 'GET',
    )
    const filled = ['some', zadonsky, ...ids].flatMap((given) =>
      routes.map(({ url }) => url.replace(/:(\w+)/g, encodeURIComponent(given))),
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
    const asked = pages.flatMap((page) =>
      ['en', 'uk', 'ru', 'he'].map((lang) => `${page}?place=${zadonsky}&lang=${lang}`),
    )
    const texts = new Map<string, string>()
    const readAt = `/v1/now?place=${zadonsky}&lang=en`
    for (const path of new Set([...filled, ...asked, readAt])) {
      if (path.startsWith('/v1/live')) continue
      // One that only sends somewhere else shows nothing.
      const answer = await server.stranger.get(path).catch(() => undefined)
      if (answer?.status === 200) texts.set(path, answer.text)
    }
    return texts
  }
  const numbersIn = (text: string) => text.match(/\d+\.\d{2,}/g) ?? []
  const isOnGrid = (number: number, step: number) =>
    Math.abs(number / step - Math.round(number / step)) < 1e-6
  /** Numbers near what is secret that were not there before, and are no line of the grid. */
  const given = (before: ReadonlySet<string>, texts: ReadonlyMap<string, string>) =>
    [...texts].flatMap(([path, text]) =>
      numbersIn(text)
        .filter((number) => !before.has(number))
        .map(Number)
        .filter(
          (number) =>
            (Math.abs(number - lon) < 0.1 && !isOnGrid(number, squares.lon)) ||
            (Math.abs(number - lat) < 0.1 && !isOnGrid(number, squares.lat)),
        )
        .map((number) => `${path} tells ${number}`),
    )

  test('has no coordinate of a house, a photo, a drawn line or a report, on any route or page, even when all is let go', async () => {
    const before = new Set([...(await everything([])).values()].flatMap(numbersIn))
    const seen = { status: 'seen', asset: { address: 'ул. Секретная, 17', lon, lat }, occurrence: 'secret' }
    const { id } = await note(seen)
    const photo = await server.olena.ask('POST', `/v1/damage/observations/${id}/photos`, {
      ...{ raw: onePixel, headers: { 'content-type': 'image/png' } },
    })
    const [hash] = done<{ photos: string[] }>(photo).photos
    done(
      await server.stranger.post('/v1/tell/damage', {
        ...{ id: 'b'.repeat(32), what: 'building', area: zadonsky, text: 'Крыша', lon, lat },
      }),
    )
    const remnant = done<{ id: string; squares: object[] }>(
      await server.olena.post('/v1/remnants', { state: 'confirmed', area: zadonsky, outline: ring }),
    )
    assert.equal(remnant.squares.length, 1)
    done(await server.taras.post('/v1/damage/embargo/secret/lift', { why: 'All of it' }))
    const texts = await everything([id, remnant.id, hash!, 'secret'])
    assert.ok(texts.size > 40, 'hardly anything was read')
    assert.deepEqual(given(before, texts), [])
    for (const [path, text] of texts)
      for (const secret of ['Секретная', hash!, '"asset-', id])
        assert.ok(!text.includes(secret), `${path} has ${secret}`)
    const shown = done<{ remnants: { squares: object[]; outline?: object }[] }>(
      await server.stranger.get('/v1/remnants'),
    ).remnants[0]!
    assert.deepEqual(shown.squares, [{ west: 38.9, south: 52.38, east: 38.92, north: 52.39 }])
    // The guard sees: what those read who may is full of it.
    const exact = await server.olena.get('/v1/damage/assets.geojson?occurrence=secret')
    const line = await server.olena.get(`/v1/remnants/${remnant.id}/outline`)
    assert.equal(
      given(
        before,
        new Map([
          ['assets', exact.text],
          ['line', line.text],
        ]),
      ).length,
      8,
    )
    for (const path of [
      `/v1/remnants/${remnant.id}/outline`,
      `/v1/damage/observations/${id}/photos/${hash}`,
    ]) {
      refused(await server.stranger.get(path), 'people/unknown-key')
      refused(await server.taras.get(path), 'people/not-allowed')
    }
    const ledger = JSON.stringify(await server.running.system.ledger.readStream('damage'))
    assert.deepEqual(given(before, new Map([['ledger', ledger]])), [])
  })

  test('grows by the area that somebody let go, and by no other; who did it is in the ledger and on the screen', async () => {
    await note({ occurrence: 'two-areas', atLeast: 40, atMost: 40 })
    await note({ occurrence: 'two-areas', area: terbunsky, atLeast: 7, atMost: 7 })
    const lines = async () =>
      done<{ lines: { occurrence: string; area: string; atLeast: number }[] }>(
        await server.stranger.get('/v1/damage'),
      )
        .lines.filter(({ occurrence }) => occurrence === 'two-areas')
        .map(({ area, atLeast }) => `${area} ${atLeast}`)
    assert.deepEqual(await lines(), [])
    const lift = (body: object) => server.taras.post('/v1/damage/embargo/two-areas/lift', body)
    const lifted = done<{
      embargo: { until: string | null; lifts: { area: string; byName: string }[]; held: { area: string }[] }
    }>(await lift({ why: 'The mayor told it', area: 'Zadonsky' }))
    assert.deepEqual(
      lifted.embargo.lifts.map(({ area, byName }) => [area, byName]),
      [[zadonsky, 'Taras M., approver']],
    )
    assert.deepEqual(
      lifted.embargo.held.map(({ area }) => area),
      [terbunsky],
    )
    const told = await lines()
    assert.ok(
      told.includes(`${zadonsky} 40`) && !told.some((line) => line.startsWith(terbunsky)),
      told.join(),
    )
    // The region's number is that of what is public, and not of all.
    assert.ok(!told.some((line) => line.endsWith(' 47')))
    refused(await lift({ why: 'Again', area: 'Zadonsky' }), 'damage/no-embargo')
    refused(await lift({ why: 'Nowhere', area: 'Nowhere at all' }), 'areas/unknown')
    done(await lift({ why: 'All of it' }))
    assert.ok((await lines()).some((line) => line.endsWith(' 47')))
    const facts = await server.running.system.ledger.readStream('damage')
    const { by, data } = facts.find(
      ({ type, data: said }) => type === 'embargo-lifted' && said['area'] !== undefined,
    )!
    assert.deepEqual([by, data['within']], ['taras', [zadonsky]])
  })

  test('says on the page of every place in it, in four languages, not to touch and not to enter, until it is cleared', async () => {
    const now = async (lang: string, place = terbunsky) =>
      (await server.stranger.get(`/?place=${place}&lang=${lang}`)).text
    assert.doesNotMatch(await now('en'), /Explosives/)
    const { id } = done<{ id: string }>(
      await server.olena.post('/v1/remnants', { area: terbunsky, state: 'suspected' }),
    )
    for (const [lang, words] of [
      ['en', /Explosives may lie in[\s\S]*Terbunsky[\s\S]*Do not touch anything unknown\. Do not enter\./],
      ['uk', /Можуть лежати вибухонебезпечні[\s\S]*Не торкайтеся/],
      ['ru', /Могут лежать взрывоопасные[\s\S]*Не трогайте/],
      ['he', /ייתכנו חומרי נפץ[\s\S]*אין לגעת/],
    ] as const)
      assert.match(await now(lang), words)
    // Before “nothing in force”, which would be taken for leave to go there.
    assert.match(await now('en'), /data-remnants[\s\S]*Nothing in force/)
    const view = done<{ remnants?: { state: string }[] }>(
      await server.stranger.get(`/v1/now?place=${terbunsky}&lang=en`),
    )
    assert.deepEqual(
      view.remnants?.map(({ state }) => state),
      ['suspected'],
    )
    done(await server.olena.post(`/v1/remnants/${id}`, { state: 'cleared', readVersion: 1 }))
    assert.doesNotMatch(await now('en'), /Explosives/)
    refused(
      await server.olena.post(`/v1/remnants/${id}`, { state: 'suspected', readVersion: 1 }),
      'damage/moved-on',
    )
  })

  test('is refused an outline that is none, or larger than anybody can search', async () => {
    const draw = (outline: object) =>
      server.olena.post('/v1/remnants', { area: zadonsky, state: 'suspected', outline })
    refused(await draw([ring[0], ring[0], ring[1]]), 'damage/bad-outline')
    refused(
      await draw([
        { lon: 30, lat: 50 },
        { lon: 40, lat: 50 },
        { lon: 40, lat: 60 },
      ]),
      'damage/outline-too-large',
    )
    refused(await draw([ring[0], ring[1]]), 'server/invalid-request')
  })
})

describe('damage beside the other desks', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  test('is taken over from a claim on the evidence desk, as the word of whoever published it, and once', async () => {
    const text = 'Governor Igor Artamonov said that two people were injured in Zadonsky District.'
    const { documents } = done<{ documents: { document: string }[] }>(
      await server.olena.post('/v1/evidence/documents', { text, source: 'Lipetsk wire' }),
    )
    const path = `/v1/evidence/documents/${documents[0]!.document}`
    done(await server.olena.post(`${path}/lock`, {}))
    done(await server.olena.post(`${path}/claims/0/judge`, { verdict: 'accepted', event: 'new' }))
    const waiting = async () =>
      done<{ waiting: { from: string; kind: string; area: string; says: string; source: string }[] }>(
        await server.olena.get('/v1/damage/waiting'),
      ).waiting.filter(({ kind }) => kind === 'text')
    const [claim] = await waiting()
    assert.ok(claim !== undefined, 'the claim is offered')
    assert.deepEqual([claim.area, claim.source], [zadonsky, 'Lipetsk wire'])
    assert.match(claim.says, /two people were injured/)
    const body = { from: claim.from, subject: 'injured', atLeast: 2, atMost: 2, occurrence: 'claimed' }
    const { observation } = done<{
      observation: { status: string; origin: string; source: { kind: string }; area: string }
    }>(await server.olena.post('/v1/damage/take', body))
    assert.deepEqual(
      [observation.status, observation.origin, observation.source.kind, observation.area],
      ['reported', claim.from, 'text', zadonsky],
    )
    const again = done<{ repeated: string }>(await server.olena.post('/v1/damage/take', body))
    assert.equal(again.repeated, 'repeated')
    assert.deepEqual(await waiting(), [])
    const { tallies } = done<{ tallies: { lines: { standing: string; atLeast: number }[] }[] }>(
      await server.olena.get('/v1/damage/tally?occurrence=claimed'),
    )
    assert.deepEqual(
      tallies[0]?.lines.map(({ standing, atLeast }) => [standing, atLeast]),
      [['reported', 2]],
    )
    // What somebody only published is seen by nobody of ours.
    refused(
      await server.olena.post(
        `/v1/damage/observations/${encodeURIComponent((observation as unknown as { id: string }).id)}/judge`,
        { to: 'seen', why: 'It says so' },
      ),
      'damage/not-seen',
    )
    refused(
      await server.olena.post('/v1/damage/take', { ...body, from: 'claim:none:9' }),
      'damage/unknown-report',
    )
  })

  test('stands in the timeline for those who may read it, in groups of its own, and never who holds a record', async () => {
    const noted = done<{ observation: { id: string } }>(
      await server.olena.post('/v1/damage/observations', {
        ...{ subject: 'dwellings', area: zadonsky, occurrence: 'timed' },
      }),
    ).observation
    done(await server.olena.post(`/v1/damage/observations/${noted.id}/lock`, {}))
    done(await server.olena.post('/v1/outages', { kind: 'power', area: zadonsky, shown: 'staff' }))
    done(await server.olena.post('/v1/remnants', { area: zadonsky, state: 'suspected' }))
    const kinds = async (query: string, client = server.olena) =>
      done<{ entries: { group: string; kind: string }[] }>(
        await client.get(`/v1/timeline?${query}&limit=500`),
      ).entries.map(({ group, kind }) => `${group} ${kind}`)
    const all = await kinds('')
    for (const one of ['damage observation-made', 'outages outage-opened', 'remnants remnant-area-kept'])
      assert.ok(all.includes(one), one)
    assert.ok(!all.some((one) => one.includes('locked')))
    assert.deepEqual(await kinds('kinds=outages'), ['outages outage-opened'])
    done(await server.admin.ask('PUT', '/v1/roles/only-alerts', { body: { actions: ['alert.read'] } }))
    const { key } = done<{ key: string }>(
      await server.admin.post('/v1/keys', { id: 'narrow', name: 'narrow', roles: ['only-alerts'] }),
    )
    const narrow = await kinds('', server.withKey(key))
    assert.ok(!narrow.some((one) => /^(damage|outages|remnants) /.test(one)))
    refused(await server.stranger.get('/v1/timeline'), 'people/unknown-key')
  })

  test('leads from each number to the very observations it rests on', async () => {
    const made: string[] = []
    for (const [status, atLeast] of [
      ['reported', 30],
      ['seen', 1],
    ] as const)
      made.push(
        done<{ observation: { id: string } }>(
          await server.olena.post('/v1/damage/observations', {
            ...{ subject: 'schools', area: zadonsky, occurrence: 'rests', status, atLeast, atMost: atLeast },
            ...(status === 'seen' ? { asset: { address: 'ул. Мира, 3' } } : {}),
          }),
        ).observation.id,
      )
    const ids = async (standing: string) =>
      done<{ observations: { id: string }[] }>(
        await server.olena.get(
          `/v1/damage/observations?occurrence=rests&area=${zadonsky}&subject=schools&standing=${standing}`,
        ),
      ).observations.map(({ id }) => id)
    assert.deepEqual(await ids('seen'), [made[1]])
    assert.deepEqual((await ids('reported')).toSorted(), made.toSorted())
    assert.deepEqual(await ids('confirmed'), [])
  })
})
