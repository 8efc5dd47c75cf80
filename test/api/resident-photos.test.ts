import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { Seq } from '#ledger'
import { madePng } from '../support/made-png.ts'
import {
  done,
  issueAlert,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

let drawnSoFar = 0
const drawn = () => `drawn-by-chance-in-test-${String(++drawnSoFar).padStart(6, '0')}`

interface ReportView {
  readonly id: string
  readonly kind: string
  readonly tellings: readonly { readonly photo: { readonly hash: string } | null }[]
}

describe('photos of residents', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  const tell = async (kind: string, body: object) => {
    const id = drawn()
    done(await server.stranger.post(`/v1/tell/${kind}`, { id, ...body }))
    return id
  }
  const send = (telling: string, bytes: Buffer, type = 'image/png') =>
    server.stranger.ask('PUT', '/v1/tell/photo', {
      raw: bytes as never,
      headers: { 'content-type': type, 'tocsin-telling': telling },
    })
  const reports = async () =>
    done<{ reports: ReportView[] }>(await server.olena.get('/v1/resident-reports')).reports
  const photosOf = async (kind: string) =>
    (await reports())
      .filter((one) => one.kind === kind)
      .flatMap(({ id, tellings }) =>
        tellings.flatMap(({ photo }) =>
          photo === null ? [] : [`/v1/resident-reports/${id}/photos/${photo.hash}`],
        ),
      )

  test('are kept without where they were taken, and shown to officers as pictures that can be nothing else', async () => {
    const telling = await tell('sighting', { what: 'drone', area: zadonsky })
    assert.deepEqual(done(await send(telling, madePng({ hidden: 'GPS 52.39 38.92' }))), {
      widthPixels: 1,
      heightPixels: 1,
    })
    // The same once more, with other metadata, from another who saw the same.
    const other = await tell('sighting', { what: 'drone', area: zadonsky, device: drawn() })
    done(await send(other, madePng({ hidden: 'taken by Ivan' })))
    const paths = await photosOf('sighting')
    assert.equal(paths.length, 2)
    assert.equal(new Set(paths).size, 1, 'the same photo is one')
    refused(await server.stranger.get(paths[0]!), 'people/unknown-key')
    const shown = await fetch(`${server.running.url}${paths[0]}`, {
      headers: { authorization: `Bearer ${await server.keyOf('olena')}` },
    })
    assert.equal(shown.status, 200)
    const { headers } = shown
    assert.equal(headers.get('content-type'), 'image/png')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.match(headers.get('content-security-policy')!, /default-src 'none'.*; sandbox$/)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin')
    const bytes = Buffer.from(await shown.arrayBuffer())
    assert.ok(!bytes.includes('GPS') && !bytes.includes('Ivan') && bytes.includes('IDAT'))
    const kept = JSON.stringify(await server.running.system.personal.list('resident-photos'))
    assert.ok(!Buffer.from(kept).includes(Buffer.from('GPS 52').toString('base64').slice(0, 6)))
  })

  test('are refused with advice, and what was written stays', async () => {
    const telling = await tell('damage', { what: 'building', area: terbunsky })
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)])
    assert.match(refused(await send(telling, heic, 'image/heic'), 'reports/photo-heic').advice, /JPEG/)
    refused(await send(telling, Buffer.from('<svg onload="x()"/>'), 'image/png'), 'reports/photo-kind')
    refused(await send(telling, madePng({ hidden: 'x' }).subarray(0, 40)), 'reports/photo-broken')
    refused(await send(drawn(), madePng({ hidden: 'x' })), 'reports/unknown')
    assert.ok((await reports()).some(({ kind }) => kind === 'damage'))
  })

  test('come with a form as well', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ what: 'gas', area: terbunsky, id: drawn(), text: 'Smells' }))
      form.set(name, value)
    form.set('photo', new Blob([madePng({ hidden: 'GPS' })], { type: 'image/png' }), 'IMG_0001.png')
    const post = () =>
      fetch(`${server.running.url}/tell/damage`, { method: 'POST', redirect: 'manual', body: form })
    const location = (await post()).headers.get('location')!
    assert.match(location, /^\/tell\?kind=damage&told=taken&id=[\w-]+$/)
    assert.equal((await photosOf('damage')).length, 1)
    form.set('photo', new Blob(['ftyp'], { type: 'image/png' }), 'IMG_0002.png')
    form.set('id', drawn())
    assert.match((await post()).headers.get('location')!, /photo=reports%2Fphoto-kind/)
  })

  test('go when their telling is taken back by the last who sent them', async () => {
    const telling = await tell('damage', { what: 'water', area: zadonsky })
    const photo = madePng({ hidden: 'x' }).subarray()
    done(await send(telling, photo))
    assert.equal((await server.stranger.post('/v1/tell/take-back', { id: telling })).status, 204)
    assert.ok(!(await reports()).some(({ tellings }) => tellings.length === 0))
  })
})

describe('a crowd of residents', () => {
  let server: TestServer
  before(async () => (server = await startTestServer()))
  after(() => server.close())

  test('behind one address counts whole when it answers about the sirens, and it is said that it came from one', async () => {
    const answers = 500
    for (let i = 0; i < answers; i += 50)
      await Promise.all(
        Array.from({ length: 50 }, async () =>
          done(
            await server.stranger.post('/v1/tell/siren', { hears: 'heard', area: zadonsky, device: drawn() }),
          ),
        ),
      )
    const { sirens } = done<{ sirens: { heard: number; fromCrowds: number; says: string }[] }>(
      await server.olena.get('/v1/resident-reports'),
    )
    assert.deepEqual(
      sirens.map(({ heard, says }) => [heard, says]),
      [[answers, 'heard']],
    )
    assert.ok(sirens[0]!.fromCrowds >= answers - 60 && sirens[0]!.fromCrowds < answers)
  })

  test('is held to what officers can read, and told when to try again', async () => {
    // What is quickly answered takes from the same bucket.
    const post = () => server.stranger.post('/v1/tell/take-back', { id: drawn() })
    for (let i = 0; i < 600; i += 50) await Promise.all(Array.from({ length: 50 }, post))
    const last = await server.stranger.post('/v1/tell/damage', { what: 'power', area: zadonsky })
    const problem = refused(last, 'server/too-many')
    assert.equal(problem['limit'], 'telling')
    assert.match(last.headers.get('retry-after')!, /^\d+$/)
    // The same moment, from the same address: help is another matter.
    done(await server.stranger.post('/v1/tell/help', { what: 'medical', area: zadonsky }))
    done(await server.stranger.post('/v1/tell/siren', { hears: 'heard', area: zadonsky }))
  })

  test('never changes the board or an alert, whatever it tells in whatever order', async () => {
    const { id } = await issueAlert(server)
    const { world, ledger } = server.running.system
    const standing = () => JSON.stringify([[...world.inForce()], [...world.alerts()]])
    const [before, from] = [standing(), await server.head()]
    const place = fc.constantFrom<object[]>({ area: zadonsky }, { area: 'RU' }, { lon: 38.92, lat: 52.39 })
    const telling = fc.oneof(
      fc.record({
        kind: fc.constant('siren'),
        body: fc.record({ hears: fc.constantFrom('heard', 'not-heard') }),
      }),
      fc.record({
        kind: fc.constant('help'),
        body: fc.record({
          what: fc.constantFrom('medical', 'trapped'),
          text: fc.constantFrom('all-clear', id),
        }),
      }),
      fc.record({ kind: fc.constant('safe'), body: fc.constant({}) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(telling, place), { maxLength: 6 }), async (all) => {
        for (const [{ kind, body }, where] of all) {
          const [path, sent] =
            kind === 'safe' ? ['/v1/safe', {}] : [`/v1/tell/${kind}`, { ...body, ...where }]
          const told = await server.stranger.post(path, sent)
          assert.ok(told.status === 201, told.text)
        }
        assert.equal(standing(), before)
      }),
      { seed: 20261123, numRuns: 10 },
    )
    const facts = await ledger.read(from as Seq, 1_000)
    const types = new Set(facts.map(({ type }) => type))
    // What the alert itself brings with it, and counts.
    const expected = ['residents-told', 'residents-heard-sirens', 'reach-summarised', 'siren-escalated']
    for (const type of types) assert.ok(expected.includes(type), type)
    done(await server.olena.post(`/v1/alerts/${id}/retract`, { reason: 'test over' }))
  })
})
