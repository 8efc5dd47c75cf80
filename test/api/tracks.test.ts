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

interface TrackView {
  readonly id: string
  readonly state: string
  readonly seen: readonly { readonly at: string }[]
  readonly headingDegrees: number | null
  readonly spreadDegrees: number
  readonly arrivals: readonly {
    readonly area: string
    readonly track: string
    readonly earliest: string
    readonly latest: string
    readonly to: string
  }[]
  readonly arrivalsUnknown: readonly { readonly area: string; readonly why: string }[]
}

describe('tracks over HTTP', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  const now = () => server.running.system.clock.now()
  const ago = (minutes: number) => new Date(Date.parse(now()) - minutes * 60_000).toISOString()
  const listed = async () => done<{ tracks: TrackView[] }>(await server.taras.get('/v1/tracks')).tracks
  const begin = async (body: object) => done<TrackView>(await server.olena.post('/v1/tracks', body))

  test('are begun, seen again and ended, and say when they could be where', async () => {
    // South-west of the oblast, going north-east.
    const made = await begin({
      threat: 'drone',
      seen: [{ at: ago(2), lon: 36.5, lat: 51 }],
      headingDegrees: 45,
      speedKmPerHour: { from: 150, to: 200 },
      note: 'The sound of a moped',
    })
    const toZadonsky = made.arrivals.find(({ area }) => area === zadonsky)!
    assert.ok(toZadonsky.earliest < toZadonsky.latest, 'the slowest comes last')
    assert.equal(toZadonsky.track, made.id)
    assert.ok(made.spreadDegrees >= 34 && made.spreadDegrees < 36, 'two minutes without news widen the cone')
    assert.deepEqual(
      (await listed()).map(({ id }) => id),
      [made.id],
    )
    const again = done<TrackView>(
      await server.olena.post(`/v1/tracks/${made.id}/seen`, { at: ago(0), lon: 36.55, lat: 51.05 }),
    )
    assert.equal(again.seen.length, 2)
    assert.equal(again.headingDegrees, null, 'now the positions tell')
    refused(
      await server.olena.post(`/v1/tracks/${made.id}/seen`, { at: ago(1), lon: 37, lat: 51 }),
      'threats/times-out-of-order',
    )
    const preview = done<{ arrivals: { area: string; track: string }[] }>(
      await server.olena.post('/v1/alerts/preview', {
        order: {
          type: 'draft',
          threat: 'drone',
          level: 'yellow',
          areas: [zadonsky, terbunsky],
          renewForMinutes: 60,
        },
      }),
    )
    assert.deepEqual(new Set(preview.arrivals.map(({ area }) => area)), new Set([zadonsky, terbunsky]))
    const ended = done<TrackView>(await server.olena.post(`/v1/tracks/${made.id}/end`, {}))
    assert.equal(ended.state, 'ended')
    assert.deepEqual(ended.arrivals, [])
    assert.deepEqual(await listed(), [])
    refused(await server.olena.post(`/v1/tracks/${made.id}/end`, {}), 'threats/track-over')
  })

  test('leave in the ledger that they were begun and ended, by whom and via, and no position', async () => {
    const before = await server.head()
    const made = await begin({ threat: 'drone', seen: [{ at: ago(1), lon: 38.111, lat: 52.222 }] })
    done(await server.olena.post(`/v1/tracks/${made.id}/seen`, { at: ago(0), lon: 38.2, lat: 52.3 }))
    done(await server.olena.post(`/v1/tracks/${made.id}/end`, {}))
    const facts = (await server.running.system.ledger.read(before as Seq, 100)).filter(({ stream }) =>
      stream.startsWith('track:'),
    )
    assert.deepEqual(
      facts.map(({ type, by, data }) => [type, by, data]),
      [
        ['track-begun', 'olena', { track: made.id, threat: 'drone' }],
        ['track-ended', 'olena', { track: made.id, threat: 'drone' }],
      ],
    )
    for (const { via } of facts) assert.match(String(via), /^key:/)
  })

  test('of a kind whose speed nobody knows say so instead of a time', async () => {
    const made = await begin({
      threat: 'air-raid',
      seen: [{ at: ago(1), lon: 36.5, lat: 51 }],
      headingDegrees: 45,
    })
    assert.deepEqual(made.arrivals, [])
    assert.ok(made.arrivalsUnknown.some(({ area, why }) => area === zadonsky && why === 'no-speed'))
    done(await server.olena.post(`/v1/tracks/${made.id}/end`, {}))
  })

  test('are refused when what they say can’t be', async () => {
    const position = { at: ago(1), lon: 38, lat: 52 }
    const post = (body: object) =>
      server.olena.post('/v1/tracks', { threat: 'drone', seen: [position], ...body })
    refused(await post({ threat: 'dragon' }), 'threats/not-known-here', 'threat')
    refused(await post({ seen: [{ ...position, at: ago(-10) }] }), 'threats/seen-in-the-future', 'seen[0].at')
    refused(await post({ seen: [{ ...position, at: ago(1_500) }] }), 'threats/seen-too-long-ago')
    refused(await post({ speedKmPerHour: { from: 300, to: 200 } }), 'threats/bad-speed')
    refused(await post({ headingDegrees: 360 }), 'server/invalid-request')
    refused(await post({ note: 'Called from +7 474 200 10 20' }), 'threats/names-somebody', 'note')
    refused(await server.olena.post('/v1/tracks/track-none/end', {}), 'threats/no-such-track')
    assert.deepEqual(await listed(), [])
  })

  test('are a caller’s as far as their areas are', async () => {
    const terbuny = await officer('officer-there', [terbunsky])
    const position = { at: ago(1), lon: 38.9, lat: 52.4 }
    // In Zadonsky, which is not theirs; but it comes towards them, and may come from anywhere beyond the map.
    refused(await terbuny.post('/v1/tracks', { threat: 'drone', seen: [position] }), 'people/outside-area')
    const away = await begin({ threat: 'drone', seen: [position], headingDegrees: 0 })
    const towards = await begin({ threat: 'drone', seen: [position], headingDegrees: 180 })
    const shown = done<{ tracks: TrackView[] }>(await terbuny.get('/v1/tracks')).tracks
    assert.deepEqual(
      shown.map(({ id, arrivals }) => [id, arrivals.map(({ area }) => area)]),
      [[towards.id, [terbunsky]]],
    )
    refused(await terbuny.post(`/v1/tracks/${towards.id}/end`, {}), 'people/outside-area')
    // Beyond the map it would be anybody's: one that was last seen elsewhere is not taken there, and ended, by them.
    refused(
      await terbuny.post(`/v1/tracks/${towards.id}/seen`, { at: ago(0), lon: 10, lat: 0 }),
      'people/outside-area',
    )
    const foreign = done<TrackView>(
      await terbuny.post('/v1/tracks', { threat: 'drone', seen: [{ at: ago(1), lon: 36, lat: 51 }] }),
    )
    for (const { id } of [away, towards, foreign]) done(await server.olena.post(`/v1/tracks/${id}/end`, {}))
    const watcher = await server.admin.post('/v1/keys', {
      id: 'looks-on',
      name: 'looks-on',
      roles: ['watcher'],
    })
    const looksOn = server.withKey(done<{ key: string }>(watcher).key)
    done(await looksOn.get('/v1/tracks'))
    refused(await looksOn.post('/v1/tracks', { threat: 'drone', seen: [position] }), 'people/not-allowed')
  })

  const officer = async (id: string, areas: readonly string[]) =>
    server.withKey(
      done<{ key: string }>(await server.admin.post('/v1/keys', { id, name: id, roles: ['officer'], areas }))
        .key,
    )

  test('outlive a new start', async () => {
    const made = await begin({ threat: 'drone', seen: [{ at: ago(1), lon: 38, lat: 52 }] })
    await server.startAgain()
    assert.deepEqual(
      (await listed()).map(({ id }) => id),
      [made.id],
    )
    done(await server.olena.post(`/v1/tracks/${made.id}/end`, {}))
  })
})
