/** A made-up oblast in service for real, and what clients of UkraineAlarm do with it: choose a region, poll it, be called. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { modes, type ActorId, type PersonId } from '#base'
import { hashOfKey, mainAuthority, type KeyId, type PeopleEvent } from '#people'
import { done, startTestServer, type TestServer } from '../support/server.node.ts'

const api = '/dialects/ukraine-alarm/api/v3'
const keyOf = (who: string) => `tocsin_${who}_0123456789abcdef0123456789abcdef`

const place = (code: string, kind: string, parent: string | null, uk: string) => ({
  ...{ code, kind, parent, names: { uk, en: code }, codes: { katotth: code }, divided: 'wholly' },
})
const areas = [
  place('XX', 'country', null, 'Країна'),
  place('XX-1', 'region', 'XX', 'Лугова область'),
  place('XX-1-1', 'district', 'XX-1', 'Річковий район'),
  place('XX-1-1-1', 'municipality', 'XX-1-1', 'Польова сільська громада'),
  place('XX-1-2', 'district', 'XX-1', 'Новий район'),
  place('XX-1-3', 'district', 'XX-1', 'Озерний район'),
]
/** One district has no id. */
const tree = {
  states: [
    {
      ...{ stateName: 'Лугова область', stateId: 14 },
      districts: [
        {
          ...{ districtName: 'Річковий район', districtId: 102 },
          communities: [{ communityName: 'Польова територіальна громада', communityId: 1001 }],
        },
        { districtName: 'Озерний район', districtId: 103, communities: [] },
      ],
    },
  ],
}

/** An authority and its pack, as an installation of one's own would have them. */
function inFolder(folder: string): string {
  const pack = join(folder, 'pack')
  mkdirSync(pack)
  const source = [{ what: 'made up for tests', licence: 'Apache-2.0' }]
  writeFileSync(
    join(pack, 'pack.json'),
    JSON.stringify({ pack: 'rivers', title: 'Rivers', version: '1', source, areas }),
  )
  const file = join(folder, 'authority.json')
  const authority = {
    ...{ issuer: { uk: 'Луговий центр', en: 'Meadow centre' }, sender: 'duty@example.org' },
    ...{ languages: ['uk', 'en'], ladder: 'ukraine', timeZone: 'Europe/Kyiv', areas: ['XX'], pack },
    ...{ renewForMinutes: 180, demonstration: false },
  }
  writeFileSync(file, JSON.stringify(authority))
  return file
}

/** An app that only reads, and a gateway that may be called. */
function people(): readonly PeopleEvent[] {
  const who = [['app', 'watcher'] as const, ['gateway', 'administrator'] as const]
  return [
    ...who.flatMap(([id, role]): PeopleEvent[] => [
      {
        type: 'person-added',
        data: {
          ...{ person: id as PersonId, kind: 'machine', authority: mainAuthority, roles: [role] },
          ...{ areas: 'everywhere', modes },
        },
      },
      {
        type: 'key-made',
        data: {
          ...{ key: `key-${id}` as KeyId, owner: id as PersonId, hash: hashOfKey(keyOf(id)) },
          ...{
            actions: 'all',
            areas: 'everywhere',
            modes,
            perMinute: null,
            expiresAt: null,
            certificate: null,
          },
        },
      },
    ]),
    { type: 'authority-switched', data: { authority: mainAuthority, service: 'live' } },
  ]
}

interface Alarm {
  readonly regionId: string
  readonly type: string
  readonly activeAlertLevels: readonly { readonly alertLevel: string }[]
}
interface Region {
  readonly regionId: string
  readonly regionName: string
  readonly regionChildIds: readonly Region[]
}

describe('clients of UkraineAlarm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-ukraine-alarm-'))
  const heard: { readonly status: string; readonly regionId: number; readonly alarmType: string }[] = []
  let receiver: Server
  let server: TestServer
  let hook: string
  before(async () => {
    receiver = createServer((request, response) => {
      let text = ''
      request.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      request.on('end', () => {
        heard.push(JSON.parse(text) as (typeof heard)[number])
        receiver.emit('heard')
        response.writeHead(200).end()
      })
    }).listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alarm`
    server = await startTestServer({
      settings: {
        ...{ TOCSIN_AUTHORITY: inFolder(folder), TOCSIN_MODE: 'live', TOCSIN_BROKER: 'none' },
        ...{ TOCSIN_DIALECT_RATES: 'ukraine-alarm=120', TOCSIN_WEBHOOK_ALLOW: new URL(hook).host },
      },
    })
    await server.running.system.people.asInstallation(() => people())
    const base64 = Buffer.from(JSON.stringify(tree)).toString('base64')
    done(await server.admin.post('/v1/areas/import', { files: [{ name: 'regions.json', base64 }] }))
  })
  after(async () => {
    await server?.close()
    receiver?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = (method: string, path: string, key?: string, body?: unknown, headers: object = {}) =>
    fetch(`${server.url}${api}${path}`, {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  const read = async <Shape>(path: string): Promise<Shape> => {
    const response = await ask('GET', path, keyOf('app'))
    assert.equal(response.status, 200, path)
    return (await response.json()) as Shape
  }
  const index = async () =>
    (await read<{ readonly lastActionIndex: number }>('/alerts/status')).lastActionIndex
  /** As Home Assistant does: whatever type stands in the first entry is on. */
  const sensors = async (id: string) => {
    const [region] = await read<readonly [{ readonly activeAlerts: readonly Alarm[] }]>(`/alerts/${id}`)
    return region.activeAlerts.map(({ type }) => type)
  }
  /** As two people would order it; who may is another test’s matter. */
  const order = async (one: object, by = 'olena') => {
    const ordered = await server.running.system.desk.order(one as never, by as ActorId)
    assert.ok(ordered.ok, JSON.stringify(ordered))
    return ordered.value.alert
  }
  const issue = async (body: object): Promise<string> => {
    const drafted = await order({ type: 'draft', ladder: 'ukraine', level: 'alert', mode: 'live', ...body })
    assert.ok('contentHash' in drafted)
    const { id: alert, contentHash } = drafted
    await order({ type: 'submit', alert })
    await order({ type: 'approve', alert, contentHash }, 'taras')
    await order({ type: 'issue', alert })
    return alert
  }
  const clear = (alert: string) => order({ type: 'all-clear', alert })
  const isHeard = async (count: number) => {
    while (heard.length < count) await once(receiver, 'heard')
    return heard.slice(0, count)
  }

  test('are refused without a key, with a wrong one, and where their key may not manage webhooks', async () => {
    for (const [status, key] of [
      [401, undefined],
      [401, 'nothing'],
    ] as const) {
      const response = await ask('GET', '/alerts', key)
      assert.equal(response.status, status)
      assert.equal(((await response.json()) as { readonly status: number }).status, status)
    }
    assert.equal((await ask('POST', '/webhook', keyOf('app'), { webHookUrl: hook })).status, 403)
    // Careful clients add the scheme.
    assert.equal((await ask('GET', '/alerts', `Bearer ${keyOf('app')}`)).status, 200)
  })

  test('choose a region in the tree as Home Assistant’s form does', async () => {
    const { states } = await read<{ readonly states: readonly Region[] }>('/regions')
    const names: string[] = []
    for (let at = states; at.length > 0; at = at[0]!.regionChildIds) names.push(at[0]!.regionName)
    assert.deepEqual(names, ['Лугова область', 'Річковий район', 'Польова територіальна громада'])
  })

  test('see a warning where it was given and below it, poll the number, and see the end', async () => {
    assert.deepEqual(await read('/alerts'), [])
    assert.deepEqual(await sensors('1001'), [])
    const before = await index()
    const alert = await issue({ threat: 'drone', areas: ['XX-1-1'] })
    const during = await index()
    assert.ok(during > before)
    assert.deepEqual(await Promise.all(['14', '102', '1001'].map(sensors)), [[], ['AIR'], ['AIR']])
    const listed = await read<readonly Region[]>('/alerts')
    assert.deepEqual(
      listed.map(({ regionId }) => regionId),
      ['102'],
    )
    await server.startAgain()
    assert.equal(await index(), during, 'a restart is no news')
    await clear(alert)
    assert.ok((await index()) > during)
    assert.deepEqual(await sensors('1001'), [])
    type Histories = readonly [{ readonly alarms: readonly { readonly isContinue: boolean }[] }]
    const [{ alarms }] = await read<Histories>('/alerts/regionHistory?regionId=1001')
    assert.deepEqual(
      alarms.map(({ isContinue }) => isContinue),
      [false],
    )
  })

  test('see nothing of a drill, nor the number move', async () => {
    const before = await index()
    const alert = await issue({ threat: 'drone', areas: ['XX-1'], mode: 'drill' })
    assert.deepEqual([await read('/alerts'), await index()], [[], before])
    await clear(alert)
  })

  test('see nothing of an area without an id, which is counted, nor the number move', async () => {
    const before = await index()
    const alert = await issue({ threat: 'drone', areas: ['XX-1-2'] })
    assert.deepEqual([await read('/alerts'), await index()], [[], before])
    const { dialects } = done<{
      readonly dialects: readonly { readonly id: string; readonly leftOut: number }[]
    }>(await server.admin.get('/v1/dialects'))
    assert.equal(dialects.find(({ id }) => id === 'ukraine-alarm')?.leftOut, 1)
    await clear(alert)
  })

  test('are answered as the original would: unknown regions, other methods, odd parameters', async () => {
    assert.equal((await ask('GET', '/alerts/77', keyOf('app'))).status, 404)
    assert.equal((await ask('GET', '/nothing', keyOf('app'))).status, 404)
    assert.equal((await ask('PUT', '/webhook', keyOf('gateway'), {})).status, 405)
    assert.equal((await ask('GET', '/alerts?odd=1&regionId=%00', keyOf('app'))).status, 200)
    const list = await ask('GET', '/alerts', keyOf('app'))
    const again = await ask('GET', '/alerts', keyOf('app'), undefined, {
      'if-none-match': list.headers.get('etag')!,
    })
    assert.equal(again.status, 304)
  })

  test('are called at a start and an end, and no more once they have unsubscribed', async () => {
    const gateway = keyOf('gateway')
    assert.equal((await ask('PATCH', '/webhook', gateway, { webHookUrl: hook })).status, 404)
    assert.equal((await ask('POST', '/webhook', gateway, '{"webHookUrl":7}')).status, 400)
    assert.equal((await ask('POST', '/webhook', gateway, { webHookUrl: 'https://10.0.0.1/' })).status, 400)
    const made = await ask('POST', '/webhook', gateway, { webHookUrl: hook })
    assert.equal(made.status, 200, await made.text())
    assert.equal((await ask('PATCH', '/webhook', gateway, { webHookUrl: hook })).status, 200)
    const alert = await issue({ threat: 'artillery', areas: ['XX-1-1', 'XX-1-3'] })
    await isHeard(2)
    await clear(alert)
    assert.deepEqual(
      (await isHeard(4)).map(({ status, regionId, alarmType }) => [status, regionId, alarmType]),
      [
        ['Activate', 102, 'ARTILLERY'],
        ['Activate', 103, 'ARTILLERY'],
        ['DEACTIVATE', 102, 'ARTILLERY'],
        ['DEACTIVATE', 103, 'ARTILLERY'],
      ],
    )
    assert.equal((await ask('DELETE', '/webhook', gateway, { webHookUrl: hook })).status, 200)
    assert.equal((await ask('DELETE', '/webhook', gateway)).status, 404)
  })

  test('are told to wait when they ask too often', async () => {
    let answer = await ask('GET', '/alerts/status', keyOf('app'))
    for (let i = 0; i < 130 && answer.status === 200; i++)
      answer = await ask('GET', '/alerts/status', keyOf('app'))
    assert.equal(answer.status, 429)
    assert.ok(Number(answer.headers.get('retry-after')) >= 1)
    assert.equal(((await answer.json()) as { readonly status: number }).status, 429)
  })
})
