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

interface SightingView {
  readonly id: string
  readonly text: string
  readonly area: string | null
  readonly state: string
  readonly closed: { readonly reason: string } | null
}

describe('sightings over HTTP', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  const enter = async (body: object) => done<SightingView>(await server.olena.post('/v1/sightings', body))
  const listed = async () =>
    done<{ sightings: SightingView[] }>(await server.taras.get('/v1/sightings')).sightings

  test('are entered with a place or without, listed the newest first and closed with a reason', async () => {
    const first = await enter({
      text: 'A drone over the river, going north',
      area: zadonsky,
      threat: 'drone',
    })
    const second = await enter({ text: 'A bang', lon: 38.92, lat: 52.39, headingDegrees: 10 })
    assert.equal(first.area, zadonsky)
    assert.equal(second.area, zadonsky, 'the position lies there')
    const third = await enter({ text: 'Something far away' })
    assert.equal(third.area, null)
    assert.deepEqual(
      (await listed()).map(({ id }) => id).toSorted(),
      [first.id, second.id, third.id].toSorted(),
    )
    const closed = done<SightingView>(
      await server.olena.post(`/v1/sightings/${first.id}/close`, { reason: 'It was a tractor.' }),
    )
    assert.deepEqual([closed.state, closed.closed?.reason], ['closed', 'It was a tractor.'])
    refused(
      await server.olena.post(`/v1/sightings/${first.id}/close`, { reason: 'Again' }),
      'threats/sighting-closed',
    )
    refused(
      await server.olena.post('/v1/sightings/sighting-none/close', { reason: 'No' }),
      'threats/no-such-sighting',
    )
  })

  test('leave in the ledger only that they were entered and closed, never what was told', async () => {
    const before = await server.head()
    const made = await enter({ text: 'Two wings over the church', area: zadonsky, threat: 'drone' })
    done(await server.olena.post(`/v1/sightings/${made.id}/close`, { reason: 'Storks, both of them' }))
    const facts = (await server.running.system.ledger.read(before as Seq, 100)).filter(({ stream }) =>
      stream.startsWith('sighting:'),
    )
    const data = { sighting: made.id, area: zadonsky, threat: 'drone' }
    assert.deepEqual(
      facts.map(({ type, by, data: told }) => [type, by, told]),
      [
        ['sighting-entered', 'olena', data],
        ['sighting-closed', 'olena', data],
      ],
    )
    for (const { via } of facts) assert.match(String(via), /^key:/)
  })

  test('are counted for the duty room while nobody has closed them', async () => {
    const open = async () =>
      done<{ sightings: { open: number } }>(await server.olena.get('/v1/duty')).sightings.open
    const before = await open()
    const made = await enter({ text: 'A light in the sky', area: zadonsky })
    assert.equal(await open(), before + 1)
    done(
      await server.olena.post(`/v1/sightings/${made.id}/close`, { reason: 'The moon, says the same caller' }),
    )
    assert.equal(await open(), before)
  })

  test('hold nothing that leads to whoever told them', async () => {
    const post = (body: object) => server.olena.post('/v1/sightings', body)
    refused(await post({ text: 'Call back 8 (4742) 55-12-34, he saw it' }), 'threats/names-somebody', 'text')
    refused(await post({ text: 'ivan@example.org saw it' }), 'threats/names-somebody', 'text')
    done(await post({ text: 'At 52.3912 38.9234, height about 300 m, at 02:14' }))
  })

  test('are a caller’s as far as their areas are', async () => {
    const made = await server.admin.post('/v1/keys', {
      ...{ id: 'officer-there', name: 'officer-there', roles: ['officer'], areas: [terbunsky] },
    })
    const terbuny = server.withKey(done<{ key: string }>(made).key)
    const theirs = await enter({ text: 'A drone over the mill', area: terbunsky })
    const others = await enter({ text: 'A drone over the bridge', area: zadonsky })
    const shown = done<{ sightings: SightingView[] }>(await terbuny.get('/v1/sightings')).sightings
    assert.ok(shown.some(({ id }) => id === theirs.id))
    assert.ok(shown.every(({ area }) => area === terbunsky || area === null))
    refused(
      await terbuny.post(`/v1/sightings/${others.id}/close`, { reason: 'Not mine' }),
      'people/outside-area',
    )
    refused(await terbuny.post('/v1/sightings', { text: 'There', area: zadonsky }), 'people/outside-area')
    done(await terbuny.post(`/v1/sightings/${theirs.id}/close`, { reason: 'A kite' }))
  })

  test('are refused when they can’t be placed', async () => {
    const post = (body: object) => server.olena.post('/v1/sightings', { text: 'A drone', ...body })
    refused(await post({ area: 'Atlantis' }), 'areas/unknown')
    refused(await post({ lon: 39 }), 'server/invalid-request')
    refused(await post({ area: zadonsky, lon: 39, lat: 52 }), 'server/invalid-request')
    refused(await post({ threat: 'dragon' }), 'threats/not-known-here', 'threat')
    refused(await post({ at: '2020-01-01T00:00:00Z' }), 'threats/seen-too-long-ago', 'at')
  })
})
