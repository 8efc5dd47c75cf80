import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, test } from 'node:test'
import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import { boundsOf, type AreaCode } from '#areas'
import { checkCap } from '#cap/reader'
import { ask, fossWarn, kPublicAlerts, type Box, type Heard } from '../support/fpas-apps.ts'
import { startPushService, type Phone, type PushService } from '../support/push-service.node.ts'
import {
  dankovsky,
  done,
  issueAlert,
  red,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('an app that speaks FPAS', () => {
  let server: TestServer
  let service: PushService
  before(async () => {
    service = await startPushService()
    server = await startTestServer({
      settings: {
        TOCSIN_PUSH_ALLOW: service.host,
        TOCSIN_PUSH_SUBJECT: 'mailto:duty@example.org',
        TOCSIN_BROKER: 'none',
      },
      expects: /push/i,
    })
  })
  after(async () => {
    await server?.close()
    await service?.close()
    assert.deepEqual(service?.flaws, [])
  })
  const base = () => server.url
  const boundsAt = (code: string) => {
    const { shape } = server.running.system.areas.hierarchy().get(code as AreaCode)!
    return boundsOf(shape!)
  }
  /** A tenth of a degree in the middle of a district. */
  const boxIn = (code: string): Box => {
    const { west, south, east, north } = boundsAt(code)
    const [lon, lat] = [(west + east) / 2, (south + north) / 2]
    return { minLat: lat - 0.05, maxLat: lat + 0.05, minLon: lon - 0.05, maxLon: lon + 0.05 }
  }
  const idIn = ({ status, json, text }: Heard): { readonly id: string; readonly confirmation: string } => {
    assert.equal(status, 200, text)
    const { subscription_id: id, confirmation_id: confirmation } = json as Record<string, string>
    assert.match(id!, uuid)
    assert.match(confirmation!, uuid)
    return { id: id!, confirmation: confirmation! }
  }
  const of =
    (type: string, but: readonly string[] = []) =>
    ({ json }: { readonly json: Record<string, unknown> }) =>
      json['type'] === type && !but.includes(String(json['alert_id']))
  const pushedTo = async (phone: Phone, type: string, but: readonly string[] = []): Promise<string> => {
    const { json } = await phone.gets(of(type, but))
    assert.deepEqual(Object.keys(json), ['type', 'alert_id'])
    assert.match(String(json['alert_id']), uuid)
    return String(json['alert_id'])
  }
  /** As apps read it: children by their plain names. */
  const read = (xml: string) => {
    const document = XmlDocument.fromString(xml)
    try {
      const all = document.find('//*').map((node) => node as XmlElement)
      for (const one of all) assert.equal(one.prefix, '', one.name)
      const text = (name: string) => document.get(`/*/*[local-name() = '${name}']`)?.content
      const root = document.root.name
      return {
        root,
        status: text('status'),
        msgType: text('msgType'),
        references: text('references') ?? '',
        identifier: text('identifier') ?? '',
      }
    } finally {
      document.dispose()
    }
  }
  const step = async (alert: string, name: string, body: object = {}) =>
    done(await server.olena.post(`/v1/alerts/${alert}/${name}`, body))

  test('lives a whole alert: status, key, subscription, warning, change, all-clear, farewell', async () => {
    const app = fossWarn(base, service.phone())
    const status = (await app.status()).json as Record<string, unknown>
    for (const field of ['server_version', 'server_operator', 'privacy_notice', 'terms_of_service'])
      assert.ok(typeof status[field] === 'string' && status[field] !== '', field)
    assert.ok(Number.isInteger(status['congestion_state']))
    assert.deepEqual(status['supported_push_services'], {
      ...{ UNIFIED_PUSH: true, UNIFIED_PUSH_ENCRYPTED: true, APN: false, FIREBASE: false },
    })
    const key = ((await app.vapidKey()).json as Record<string, string>)['vapid-key']
    assert.equal(Buffer.from(key!, 'base64url').length, 65)

    const { id, confirmation } = idIn(await app.subscribe(boxIn(zadonsky)))
    const { json: confirmed, vapid } = await app.phone.gets(of('subscribe'))
    assert.deepEqual(confirmed, { type: 'subscribe', confirmation_id: confirmation })
    assert.equal(vapid.publicKey, key)
    assert.equal((await app.heartbeat(id)).status, 200)
    assert.deepEqual((await app.all(id)).json, [])

    const { id: alert } = await issueAlert(server, { threat: 'drone', level: 'yellow', areas: [zadonsky] })
    const added = await pushedTo(app.phone, 'added')
    const warning = await app.detail(added)
    assert.equal(warning.status, 200)
    assert.match(warning.headers.get('content-type') ?? '', /^application\/cap\+xml/)
    assert.match(warning.headers.get('cache-control') ?? '', /public.*immutable/)
    const said = read(warning.text)
    assert.deepEqual([said.root, said.status, said.msgType], ['alert', 'Exercise', 'Alert'])
    assert.deepEqual((await app.all(id)).json, [added])
    assert.deepEqual((await app.area(boxIn(zadonsky))).json, [added])
    assert.deepEqual((await app.area(boxIn(dankovsky))).json, [])

    // Worse: told aloud again, under an id of its own, so that an app that keeps what it has fetched fetches this.
    await step(alert, 'raise', { level: 'red' })
    const raised = await pushedTo(app.phone, 'added', [added])
    const worse = read((await app.detail(raised)).text)
    assert.equal(worse.msgType, 'Update')
    assert.match(worse.references, new RegExp(`,${said.identifier},`))
    assert.deepEqual((await app.all(id)).json, [raised])
    // The old one can be fetched still: an app may be late.
    assert.equal((await app.detail(added)).text, warning.text)

    // No worse than before: nothing that rings.
    await step(alert, 'renew')
    const renewed = await pushedTo(app.phone, 'update')
    assert.deepEqual((await app.all(id)).json, [renewed])

    await step(alert, 'all-clear')
    const over = await pushedTo(app.phone, 'added', [added, raised])
    assert.equal(await pushedTo(app.phone, 'removed'), renewed)
    const cleared = read((await app.detail(over)).text)
    assert.match(cleared.references, new RegExp(`,${read((await app.detail(renewed)).text).identifier},`))
    assert.match((await app.detail(over)).text, /<responseType>AllClear</)
    // For an hour it is shown that it is over, to those who only look.
    assert.deepEqual((await app.all(id)).json, [over])
    assert.deepEqual((await app.area(boxIn(zadonsky))).json, [over])

    assert.equal((await app.unsubscribe(id)).status, 200)
    assert.equal((await app.heartbeat(id)).status, 404)
    assert.equal((await ask(base(), 'GET', `/subscription/?subscription_id=${id}`)).status, 404)
    assert.equal((await app.all(id)).status, 400)
    // An app that lost the answer can forget it as well.
    assert.equal((await app.unsubscribe(id)).status, 200)
  })

  test('sends numbers and padded keys, has several places at one endpoint, and lets go by id', async () => {
    const app = kPublicAlerts(base, service.phone())
    const [home, work] = [
      idIn(await app.subscribe(boxIn(zadonsky))),
      idIn(await app.subscribe(boxIn(terbunsky))),
    ]
    assert.notEqual(home.id, work.id)
    for (const { confirmation } of [home, work])
      await app.phone.gets(({ json }) => json['confirmation_id'] === confirmation)
    const { id: alert } = await issueAlert(server, red([terbunsky]))
    const added = await pushedTo(app.phone, 'added')
    assert.deepEqual((await app.area(boxIn(terbunsky))).json, [added])
    assert.equal((await app.heartbeat(home.id)).status, 200)
    await step(alert, 'retract', { reason: 'It was a flock of birds.' })
    assert.equal(await pushedTo(app.phone, 'removed'), added)
    const over = await pushedTo(app.phone, 'added', [added])
    assert.equal(read((await app.detail(over)).text).msgType, 'Cancel')
    assert.equal((await app.unsubscribe(home.id)).status, 200)
    assert.equal((await app.heartbeat(home.id)).status, 404)
    assert.equal((await app.heartbeat(work.id)).status, 200)
  })

  test('uses UnifiedPush in the clear', async () => {
    const app = fossWarn(base, service.phone(undefined, { keys: 'plain' }))
    const { id } = idIn(await app.subscribe(boxIn(dankovsky)))
    await app.phone.gets(of('subscribe'))
    const { id: alert } = await issueAlert(server, red([dankovsky]))
    await pushedTo(app.phone, 'added')
    await step(alert, 'all-clear')
    await pushedTo(app.phone, 'removed')
    const view = (await server.stranger.get(`/subscription/?subscription_id=${id}`)).body as Record<
      string,
      unknown
    >
    assert.equal(view['encrypted'], false)
  })

  test('is not subscribed when the confirmation is not taken', async () => {
    const before = server.running.system
    for (const how of [{ status: 500 }, { status: 404 }, 'breaks'] as const) {
      const app = fossWarn(base, service.phone())
      app.phone.behaves(how)
      const refused = await app.subscribe(boxIn(zadonsky))
      assert.equal(refused.status, 400, refused.text)
      assert.equal((refused.json as Record<string, unknown>)['code'], 'fpas/not-confirmed')
      assert.equal((refused.json as Record<string, unknown>)['subscription_id'], undefined)
    }
    assert.equal(before, server.running.system)
  })

  test('is refused by name, and nothing is pushed, for what can’t be subscribed', async () => {
    const phone = service.phone()
    const good = {
      ...{ push_service: 'UNIFIED_PUSH_ENCRYPTED', token: phone.endpoint },
      ...{ p256dh_key: phone.keys!.p256dh, auth_key: phone.keys!.auth },
      ...{ min_lat: 52, max_lat: 53, min_lon: 38, max_lon: 39 },
    }
    const post = (body: string, type = 'application/json') =>
      ask(base(), 'POST', '/subscription/', { headers: { 'content-type': type }, body })
    for (const [change, code] of [
      [{ push_service: 'APN' }, 'fpas/push-service-not-offered'],
      [{ push_service: 'EXAMPLE_PUSH' }, 'fpas/push-service-not-offered'],
      [{ max_lat: 'NaN' }, 'fpas/bad-box'],
      [{ min_lon: 180.5 }, 'fpas/bad-box'],
      [{ min_lon: undefined }, 'fpas/missing'],
      [{ auth_key: 'short' }, 'fpas/not-confirmed'],
      [{ vapid_public_key: 'another' }, 'fpas/other-server-key'],
      // A stranger’s endpoint leads nowhere inside.
      [{ token: 'https://10.0.0.7/up' }, 'fpas/not-confirmed'],
      [{ token: 'https://localhost/up' }, 'fpas/not-confirmed'],
      [{ token: 'http://push.example/up' }, 'fpas/not-confirmed'],
      [{ token: '127.0.0.1' }, 'fpas/not-confirmed'],
    ] as const) {
      const refused = await post(JSON.stringify({ ...good, ...change }))
      const said = `${JSON.stringify(change)} ${refused.text}`
      assert.equal(refused.status, 400, said)
      assert.equal((refused.json as { readonly code: string }).code, code, said)
    }
    for (const body of ['', '{', '[]', '"text"', 'null']) assert.equal((await post(body)).status, 400, body)
    assert.equal((await post(JSON.stringify({ ...good, filler: 'x'.repeat(20_000) }))).status, 413)
    assert.deepEqual(phone.asked, [])
    // Qt calls it a form where nobody says what it is.
    const old = await post(JSON.stringify(good), 'application/x-www-form-urlencoded')
    assert.equal((await ask(base(), 'DELETE', `/subscription?subscription_id=${idIn(old).id}`)).status, 200)
    for (const id of ['', 'invalid', '00000000-0000-4000-8000-000000000000']) {
      assert.equal((await server.stranger.ask('PUT', `/subscription/?subscription_id=${id}`)).status, 404, id)
      assert.equal((await server.stranger.get(`/alert/all?subscription_id=${id}`)).status, 400, id)
      assert.equal((await server.stranger.get(`/alert/${id === '' ? 'x' : id}`)).status, 404, id)
    }
    assert.equal((await server.stranger.ask('DELETE', '/subscription/?subscription_id=invalid')).status, 400)
  })

  test('is not known any more when it was silent for three weeks, and may subscribe again', async () => {
    const app = kPublicAlerts(base, service.phone())
    const [lost, kept] = [
      idIn(await app.subscribe(boxIn(zadonsky))),
      idIn(await app.subscribe(boxIn(terbunsky))),
    ]
    await server.startAgain(async (folder) => {
      const file = new DatabaseSync(join(folder, 'push.sqlite'))
      const silentFor = (id: string, days: number) =>
        file
          .prepare('update push_subscriptions set proven_at = ? where id = ?')
          .run(new Date(Date.now() - days * 86_400_000).toISOString(), id)
      assert.equal(silentFor(lost.id, 21.1).changes, 1)
      assert.equal(silentFor(kept.id, 20.9).changes, 1)
      file.close()
    })
    assert.equal((await app.heartbeat(lost.id)).status, 404)
    assert.equal((await app.heartbeat(kept.id)).status, 200)
    const again = idIn(await app.subscribe(boxIn(zadonsky)))
    assert.notEqual(again.id, lost.id)
    for (const { id } of [again, kept]) assert.equal((await app.unsubscribe(id)).status, 200)
  })

  test('comes with another endpoint, which is confirmed before it counts', async () => {
    const app = fossWarn(base, service.phone())
    const { id } = idIn(await app.subscribe(boxIn(zadonsky)))
    const broken = service.phone()
    broken.behaves({ status: 500 })
    assert.equal((await app.moves(id, broken)).status, 400)
    const next = service.phone()
    assert.equal((await app.moves(id, next)).status, 200)
    await next.gets(of('subscribe'))
    const { id: alert } = await issueAlert(server, red([zadonsky]))
    await pushedTo(next, 'added')
    assert.ok(!app.phone.got.some(of('added')))
    await step(alert, 'all-clear')
    await pushedTo(next, 'removed')
    assert.equal((await app.unsubscribe(id)).status, 200)
  })

  test('is still subscribed after the server was started again, and may fetch what it was told of', async () => {
    const app = kPublicAlerts(base, service.phone())
    const { id } = idIn(await app.subscribe(boxIn(terbunsky)))
    const { id: alert } = await issueAlert(server, red([terbunsky]))
    const added = await pushedTo(app.phone, 'added')
    const { text } = await app.detail(added)
    await server.startAgain()
    assert.equal((await app.heartbeat(id)).status, 200)
    assert.equal((await app.detail(added)).text, text)
    assert.ok(((await app.area(boxIn(terbunsky))).json as string[]).includes(added))
    await step(alert, 'all-clear')
    assert.equal(await pushedTo(app.phone, 'removed'), added)
    assert.equal((await app.unsubscribe(id)).status, 200)
  })

  test('is told of what only touches its box', async () => {
    const area = server.running.system.areas.hierarchy().get(zadonsky as AreaCode)!
    const { west, north } = boundsAt(zadonsky)
    const westernmost = area.shape!.flatMap(([ring]) => ring!).find(({ lon }) => lon === west)!
    const app = fossWarn(base, service.phone())
    const margin = area.shapeQuality === 'approximate' ? 0.05 : 0
    const beside: Box = {
      ...{ minLon: west - margin - 0.2, maxLon: west - margin },
      ...{ minLat: westernmost.lat - 0.001, maxLat: westernmost.lat + 0.001 },
    }
    const boxes = {
      beside,
      // The wrong way round, as an app asks when somebody taps its map.
      tapped: { ...beside, minLat: beside.maxLat, maxLat: beside.minLat },
      world: { minLat: -90, maxLat: 90, minLon: -180, maxLon: 180 },
      apart: { ...beside, maxLon: west - margin - 1e-6 },
      north: { ...beside, minLat: north + 0.2, maxLat: north + 0.3 },
    }
    const listed = async (box: Box) => (await app.area(box)).json as string[]
    const earlier = new Set(await listed(boxes.world))
    const { id: alert } = await issueAlert(server, red([zadonsky]))
    const fresh: { [box: string]: number } = {}
    for (const [name, box] of Object.entries(boxes))
      fresh[name] = (await listed(box)).filter((id) => !earlier.has(id)).length
    assert.deepEqual(fresh, { beside: 1, tapped: 1, world: 1, apart: 0, north: 0 })
    await step(alert, 'all-clear')
  })

  test('is answered at each spelling of an address', async () => {
    for (const path of [
      '/config/server_status',
      '/subscription',
      '/subscription?type=webpush',
      '/alert/area',
    ])
      for (const variant of [path, path.replace(/(\?|$)/, '/$1')]) {
        const query = path === '/alert/area' ? '?min_lat=1&max_lat=2&min_lon=3&max_lon=4' : ''
        assert.equal((await server.stranger.get(variant + query)).status, 200, variant)
      }
    for (const path of [
      '/sources/area_status',
      '/source/area_status',
      '/sources/area_status/',
      '/source/area_status/',
    ]) {
      const { results } = (await server.stranger.get(`${path}?country_codes=ru&country_codes=fr`)).body as {
        readonly results: readonly Record<string, unknown>[]
      }
      assert.deepEqual(
        results.map((one) => one['authorityCountry']),
        ['ru'],
      )
      assert.equal(results[0]?.['cap_alert_feed_status'], 'operating')
      assert.equal((await server.stranger.get(path)).status, 400)
    }
  })

  test('reads its alert as strict CAP, by other judges than our own writer', async (t) => {
    const [id] = (await ask(base(), 'GET', '/alert/area?min_lat=-90&max_lat=90&min_lon=-180&max_lon=180'))
      .json as string[]
    const { text } = await ask(base(), 'GET', `/alert/${id}`)
    const checked = checkCap(Buffer.from(text))
    assert.ok(checked.valid, JSON.stringify(checked.problems))
    assert.doesNotMatch(text, /<\/?[\w.-]+:(?!Signature)/)
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-fpas-'))
    try {
      const file = join(folder, 'alert.xml')
      writeFileSync(file, text)
      const lint = spawnSync('xmllint', ['--noout', '--nonet', file])
      if (lint.error !== undefined) return t.diagnostic('xmllint is not installed')
      assert.equal(lint.status, 0, lint.stderr?.toString())
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('draws what is in force with a style that needs nothing of others', async () => {
    const { id: alert } = await issueAlert(server, red([zadonsky]))
    const { json } = await ask(base(), 'GET', '/static/map_style_alerts_only.json')
    const style = json as {
      readonly version: number
      readonly sources: Record<string, { readonly type: string; readonly tiles: readonly string[] }>
      readonly layers: readonly { readonly source: string; readonly 'source-layer': string }[]
    }
    assert.equal(style.version, 8)
    const { type, tiles } = style.sources['alerts']!
    assert.equal(type, 'vector')
    const tileAt = (z: number, x: number, y: number) =>
      fetch(tiles[0]!.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`))
    assert.equal(new URL(tiles[0]!).port, new URL(base()).port)
    const whole = await tileAt(0, 0, 0)
    assert.equal(whole.status, 200)
    assert.equal(whole.headers.get('access-control-allow-origin'), '*')
    const { west, north } = boundsAt(zadonsky)
    const [z, x] = [8, Math.floor(((west + 180) / 360) * 256)]
    const sine = Math.sin((north * Math.PI) / 180)
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256)
    const there = await (await tileAt(z, x, y)).bytes()
    for (const said of [style.layers[0]!['source-layer'], 'Exercise', 'severity'])
      assert.ok(Buffer.from(there).includes(said), said)
    assert.equal((await (await tileAt(z, 0, 0)).bytes()).length, 0)
    for (const [zoom, column, row] of [
      [0, 1, 0],
      [0, 0, 1],
      [13, 0, 0],
    ] as const) {
      const refused = await tileAt(zoom, column, row)
      assert.equal(refused.status, 400, `${zoom}/${column}/${row}`)
      await refused.text()
    }
    await step(alert, 'all-clear')
  })
})
