/** A made-up German land that is in service for real, and clients of NINA's API that read it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { XmlDocument } from 'libxml2-wasm'
import type { Mode } from '#base'
import { startLiveLand, type LiveLand } from '../support/live-land.node.ts'
import { musterlandPack } from '../support/musterland.ts'
import { ninaClient, NotAnswered, type NinaClient } from '../support/nina-client.ts'
import { done, type Client, type Ordered, type TestServer } from '../support/server.node.ts'

const prefix = '/dialects/nina'
const district = '990010000000'

const authority = {
  ...{ issuer: { de: 'Leitstelle Musterland', en: 'Musterland control' }, sender: 'DE-XM-M-W001' },
  ...{ languages: ['en'], ladder: 'all-hazards', timeZone: 'Europe/Berlin', areas: ['XM'] },
}

interface Payload {
  readonly id: string
  readonly payload: {
    readonly version: number
    readonly hash: string
    readonly data: { readonly msgType: string; readonly area: { readonly data: string } }
  }
  readonly i18nTitle: { readonly de: string }
}

describe('clients of NINA', () => {
  let land: LiveLand
  let server: TestServer
  let officer: Client
  let client: NinaClient
  before(async () => {
    land = await startLiveLand({
      ...{ pack: musterlandPack(), authority },
      settings: { TOCSIN_DIALECT_RATES: 'nina=300' },
    })
    ;({ server, officer } = land)
    client = ninaClient(`${server.url}${prefix}`)
  })
  after(() => land?.close())

  const issue = (areas: readonly string[], mode: Mode = 'live') =>
    land.issue({ threat: 'flood', level: 'watch', mode, areas })
  const dashboard = (key = district) => client.json<readonly Payload[]>(`/api31/dashboard/${key}.json`)
  const isMissing = (path: string, status = 404) =>
    assert.rejects(client.json(path), (error) => error instanceof NotAnswered && error.status === status)
  const status = async (alert: string) =>
    (await client.json<{ status: string }>(`/api31/warnings/mow.${alert}.json`)).status

  test('read a warning by their region, with who warns, where, and what to do', async () => {
    assert.deepEqual(await client.read(district), [])
    const alert = await issue(['XM-1-A', 'XM-1-B'])
    const [warning, ...others] = await client.read(district)
    assert.deepEqual(others, [])
    assert.equal(warning!.id, `mow.${alert}`)
    assert.match(warning!.headline, /flood/i)
    assert.deepEqual(warning!.areas, ['Musterstadt', 'Musterdorf'])
    assert.equal(warning!.sender, 'Musterland control')
    assert.equal(warning!.severity, 'Moderate')
    assert.match(warning!.web, /^http:\/\/[^/]+\/$/)
    assert.match(warning!.sent, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/)
    assert.ok(warning!.description.length > 50)
    assert.deepEqual(await client.read('990020000000'), [])
    await land.end(alert)
    assert.deepEqual(await client.read(district), [])
  })

  test('see each change as another version of the same warning', async () => {
    const alert = await issue(['XM-1'])
    const [before] = await dashboard()
    const renewed = done<Ordered>(await officer.post(`/v1/alerts/${alert}/renew`, {}))
    assert.ok(renewed.alert.contentHash)
    const [now] = await dashboard()
    assert.equal(now!.id, before!.id)
    assert.deepEqual([before!.payload.version, now!.payload.version], [1, 2])
    assert.notEqual(now!.payload.hash, before!.payload.hash)
    assert.deepEqual([before!.payload.data.msgType, now!.payload.data.msgType], ['Alert', 'Update'])
    assert.equal(now!.payload.data.area.data, district)
    assert.ok(now!.i18nTitle.de.length > 0)
    await land.end(alert)
  })

  test('find the same alert on the map, in the feed and as an outline', async () => {
    const alert = await issue(['XM-1-A', 'XM-2-A'])
    const map = await client.json<readonly { id: string }[]>('/api31/mowas/mapData.json')
    assert.deepEqual(
      map.map(({ id }) => id),
      [`mow.${alert}`],
    )
    for (const provider of ['katwarn', 'biwapp', 'dwd', 'lhp', 'police'])
      assert.deepEqual(await client.json(`/api31/${provider}/mapData.json`), [])
    const shapes = await client.json<{ features: unknown[] }>(`/api31/warnings/mow.${alert}.geojson`)
    assert.equal(shapes.features.length, 1)
    const feed = await fetch(`${server.url}${prefix}/api31/mowas/rss/${district}.rss`)
    assert.equal(feed.headers.get('content-type'), 'application/rss+xml; charset=utf-8')
    const document = XmlDocument.fromString(await feed.text())
    const links = document.find('/rss/channel/item/link').map((node) => node.content)
    document.dispose()
    assert.equal(links.length, 1)
    // The feed leads to the message itself.
    assert.equal((await fetch(links[0]!)).status, 200)
    assert.equal(await land.leftOut('nina'), 1)
    await land.end(alert)
  })

  test('never find a drill or a test on a list, and read in the warning itself that it is one', async () => {
    const drill = await issue(['XM-1'], 'drill')
    const trial = await issue(['XM-1'], 'test')
    assert.deepEqual(await dashboard(), [])
    assert.deepEqual(await client.json('/api31/mowas/mapData.json'), [])
    const feed = await fetch(`${server.url}${prefix}/api31/mowas/rss/${district}.rss`)
    assert.doesNotMatch(await feed.text(), /<item>/)
    assert.deepEqual([await status(drill), await status(trial)], ['Exercise', 'Test'])
    for (const alert of [drill, trial]) {
      await isMissing(`/api31/archive.mowas/mow.${alert}-mapping.json`)
      await isMissing(`/api31/warnings/mow.${alert}.geojson`)
      await land.end(alert)
    }
  })

  test('read after the end that it is over, word for word, and find every message in the archive', async (t) => {
    const { ground } = server.running.app.dialects.desk.face('nina')!
    if (ground.told === undefined) return t.skip('this server does not give what was told before')
    const alert = await issue(['XM-1'])
    await land.end(alert)
    const path = `/api31/warnings/mow.${alert}.json`
    const over = await client.json<{ msgType: string; info: { headline: string }[] }>(path)
    assert.equal(over.msgType, 'Cancel')
    assert.match(over.info[0]!.headline, /over|clear|end/i)
    const { history } = await client.json<{ history: { identifier: string; msgType: string }[] }>(
      `/api31/archive.mowas/mow.${alert}-mapping.json`,
    )
    assert.deepEqual(
      history.map(({ msgType }) => msgType),
      ['ALERT', 'CANCEL'],
    )
    const [first] = history
    const archived = await client.json<{ msgType: string }>(`/api31/archive.mowas/${first!.identifier}`)
    assert.equal(archived.msgType, 'Alert')
    const wrong = await issue(['XM-1'])
    done(await officer.post(`/v1/alerts/${wrong}/retract`, { reason: 'a wrong gauge' }))
    const { msgType } = await client.json<{ msgType: string }>(`/api31/warnings/mow.${wrong}.json`)
    assert.equal(msgType, 'Cancel')
  })

  test('are refused as the original does, and told nothing twice that is not new', async () => {
    await isMissing('/api31/dashboard/990030000000.json')
    await isMissing('/api31/dashboard/99001.json', 400)
    await isMissing('/api31/mowas/rss/990030000000.rss')
    await isMissing('/api31/warnings/mow.alert-77.json')
    await isMissing('/api31/warnings/dwd.1.geojson')
    await isMissing('/api31/appdata/covid/covidmap/DE/covidmap.json')
    const url = `${server.url}${prefix}/api31/dashboard/${district}.json`
    const first = await fetch(`${url}?since=never`)
    const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag')! } })
    assert.deepEqual([first.status, again.status], [200, 304])
    const head = await fetch(url, { method: 'HEAD' })
    assert.deepEqual([head.status, await head.text()], [200, ''])
    let last = first
    for (let asked = 0; asked < 400 && last.status === 200; asked += 1) last = await fetch(url)
    assert.equal(last.status, 429)
    assert.match(last.headers.get('retry-after') ?? '', /^\d+$/)
    assert.equal(((await last.json()) as { status: number }).status, 429)
  })
})
