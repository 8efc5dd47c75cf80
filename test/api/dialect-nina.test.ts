/** A made-up German land that is in service for real, and clients of NINA's API that read it. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { XmlDocument } from 'libxml2-wasm'
import { modes, type Mode, type PersonId } from '#base'
import { hashOfKey, mainAuthority, type KeyId, type PeopleEvent } from '#people'
import { musterlandPack } from '../support/musterland.ts'
import { ninaClient, NotAnswered, type NinaClient } from '../support/nina-client.ts'
import { done, startTestServer, type Client, type Ordered, type TestServer } from '../support/server.node.ts'

const prefix = '/dialects/nina'
const keyOf = (who: string) => `tocsin_${who}_0123456789abcdef0123456789abcdef`
const district = '990010000000'

function inFolder(folder: string): string {
  const pack = join(folder, 'pack')
  mkdirSync(pack)
  writeFileSync(join(pack, 'pack.json'), JSON.stringify(musterlandPack()))
  const file = join(folder, 'authority.json')
  const authority = {
    ...{ issuer: { de: 'Leitstelle Musterland', en: 'Musterland control' }, sender: 'DE-XM-M-W001' },
    ...{ languages: ['en'], ladder: 'all-hazards', timeZone: 'Europe/Berlin', areas: ['XM'], pack },
    ...{ renewForMinutes: 180, demonstration: false },
  }
  writeFileSync(file, JSON.stringify(authority))
  return file
}

function people(): readonly PeopleEvent[] {
  return [
    ...['officer', 'approver'].flatMap((id): PeopleEvent[] => [
      {
        type: 'person-added',
        data: {
          ...{ person: id as PersonId, kind: 'human', authority: mainAuthority, roles: [id as never] },
          ...{ areas: 'everywhere', modes },
        },
      },
      { type: 'person-joined', data: { person: id as PersonId } },
      {
        type: 'key-made',
        data: {
          ...{ key: `key-${id}` as KeyId, owner: id as PersonId, hash: hashOfKey(keyOf(id)) },
          ...{
            areas: 'everywhere',
            modes,
            perMinute: null,
            expiresAt: null,
            actions: 'all',
            certificate: null,
          },
        },
      },
    ]),
    { type: 'authority-switched', data: { authority: mainAuthority, service: 'live' } },
  ]
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
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-nina-'))
  let server: TestServer
  let officer: Client
  let approver: Client
  let client: NinaClient
  before(async () => {
    server = await startTestServer({
      expects: /second person/,
      settings: {
        ...{ TOCSIN_AUTHORITY: inFolder(folder), TOCSIN_MODE: 'live', TOCSIN_BROKER: 'none' },
        TOCSIN_DIALECT_RATES: 'nina=300',
      },
    })
    await server.running.system.people.asInstallation(() => people())
    officer = server.withKey(keyOf('officer'))
    approver = server.withKey(keyOf('approver'))
    client = ninaClient(`${server.url}${prefix}`)
  })
  after(async () => {
    await server?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const agreed = async (path: string, body: object) => {
    const { alert } = done<Ordered>(await officer.post(path, body))
    return alert
  }
  const issue = async (areas: readonly string[], mode: Mode = 'live'): Promise<string> => {
    const alert = await agreed('/v1/alerts', { threat: 'flood', level: 'watch', mode, areas })
    const path = `/v1/alerts/${alert.id}`
    done(await officer.post(`${path}/submit`, {}))
    done(await approver.post(`${path}/approve`, { contentHash: alert.contentHash }))
    done(await officer.post(`${path}/issue`, {}))
    return alert.id
  }
  const end = async (alert: string, how: 'all-clear' | 'retract' = 'all-clear') =>
    done(
      await officer.post(`/v1/alerts/${alert}/${how}`, how === 'retract' ? { reason: 'a wrong gauge' } : {}),
    )
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
    await end(alert)
    assert.deepEqual(await client.read(district), [])
  })

  test('see each change as another version of the same warning', async () => {
    const alert = await issue(['XM-1'])
    const [before] = await dashboard()
    const { contentHash } = await agreed(`/v1/alerts/${alert}/renew`, {})
    assert.ok(contentHash)
    const [now] = await dashboard()
    assert.equal(now!.id, before!.id)
    assert.deepEqual([before!.payload.version, now!.payload.version], [1, 2])
    assert.notEqual(now!.payload.hash, before!.payload.hash)
    assert.deepEqual([before!.payload.data.msgType, now!.payload.data.msgType], ['Alert', 'Update'])
    assert.equal(now!.payload.data.area.data, district)
    assert.ok(now!.i18nTitle.de.length > 0)
    await end(alert)
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
    const { dialects } = done<{ dialects: readonly { id: string; leftOut: number }[] }>(
      await server.stranger.get('/v1/dialects'),
    )
    assert.equal(dialects.find(({ id }) => id === 'nina')!.leftOut, 1)
    await end(alert)
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
      await end(alert)
    }
  })

  test('read after the end that it is over, word for word, and find every message in the archive', async (t) => {
    const { ground } = server.running.app.dialects.desk.face('nina')!
    if (ground.told === undefined) return t.skip('this server does not give what was told before')
    const alert = await issue(['XM-1'])
    await end(alert)
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
    await end(wrong, 'retract')
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
