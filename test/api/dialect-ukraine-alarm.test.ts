/** A made-up oblast in service for real, and what clients of UkraineAlarm do with it: choose a region, poll it, be called. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { keyOf, startLiveLand, type LiveLand } from '../support/live-land.node.ts'
import type { TestServer } from '../support/server.node.ts'

const api = '/dialects/ukraine-alarm/api/v3'

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

const authority = {
  ...{ issuer: { uk: 'Луговий центр', en: 'Meadow centre' }, sender: 'duty@example.org' },
  ...{ languages: ['uk', 'en'], ladder: 'ukraine', timeZone: 'Europe/Kyiv', areas: ['XX'] },
}
/** An app that only reads, and a gateway that may be called. */
const machines = [
  { id: 'app', role: 'watcher' },
  { id: 'gateway', role: 'administrator' },
] as const

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
  const heard: { readonly status: string; readonly regionId: number; readonly alarmType: string }[] = []
  let receiver: Server
  let land: LiveLand
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
    land = await startLiveLand({
      ...{ pack: { pack: 'rivers', title: 'Rivers', areas }, authority, machines },
      settings: {
        ...{ TOCSIN_DIALECT_RATES: 'ukraine-alarm=120', TOCSIN_WEBHOOK_ALLOW: new URL(hook).host },
      },
    })
    ;({ server } = land)
    await land.importCodes('regions.json', tree)
  })
  after(async () => {
    await land?.close()
    receiver?.close()
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
  const issue = (body: object) => land.issue({ ladder: 'ukraine', level: 'alert', ...body })
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
    await land.end(alert)
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
    await land.end(alert)
  })

  test('see nothing of an area without an id, which is counted, nor the number move', async () => {
    const before = await index()
    const alert = await issue({ threat: 'drone', areas: ['XX-1-2'] })
    assert.deepEqual([await read('/alerts'), await index()], [[], before])
    assert.equal(await land.leftOut('ukraine-alarm'), 1)
    await land.end(alert)
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
    await land.end(alert)
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

  test('see the number grow when ids are imported or taken back, and never fall, not after a restart either', async () => {
    const numbers = [await index()]
    const again = async (content: object) => {
      await land.importCodes('regions.json', content)
      numbers.push(await index())
    }
    const [state] = tree.states
    const districts = [...state!.districts, { districtName: 'Новий район', districtId: 104, communities: [] }]
    await again({ states: [{ ...state, districts }] })
    await again(tree)
    assert.deepEqual(
      numbers,
      [...new Set(numbers)].toSorted((a, b) => a - b),
    )
    await server.startAgain()
    assert.equal(await index(), numbers.at(-1))
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
