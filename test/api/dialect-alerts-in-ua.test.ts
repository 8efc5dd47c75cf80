/** A made-up oblast that is in service for real, and clients of alerts.in.ua that read it: the uids come by an import. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { alertsInUaClient, RefusedByServer, type AlertsInUaClient } from '../support/alerts-in-ua-client.ts'
import { keyOf, startLiveLand, type LiveLand } from '../support/live-land.node.ts'
import type { TestServer } from '../support/server.node.ts'

const prefix = '/dialects/alerts-in-ua'

const place = (code: string, kind: string, parent: string | null, uk: string) => ({
  ...{ code, kind, parent, names: { uk, en: code }, codes: { katotth: code }, divided: 'wholly' },
})
const areas = [
  place('XX', 'country', null, 'Країна'),
  place('XX-1', 'region', 'XX', 'Лугова область'),
  place('XX-2', 'region', 'XX', 'Гірська область'),
  place('XX-1-1', 'district', 'XX-1', 'Річковий район'),
  place('XX-1-2', 'district', 'XX-1', 'Озерний район'),
  place('XX-1-3', 'district', 'XX-1', 'Степовий район'),
  place('XX-1-1-1', 'municipality', 'XX-1-1', 'Польова сільська громада'),
  place('XX-1-1-2', 'municipality', 'XX-1-1', 'Мостівська міська громада'),
]
const uids = { 27: 'Лугова область', 22: 'Гірська область', 90: 'Річковий район', 91: 'Озерний район' }

const authority = {
  ...{ issuer: { uk: 'Луговий центр', en: 'Meadow centre' }, sender: 'duty@example.org' },
  ...{ languages: ['uk', 'en'], ladder: 'ukraine', timeZone: 'Europe/Kyiv', areas: ['XX'] },
}
/** Apps that read. */
const machines = [
  { id: 'app', role: 'watcher' },
  { id: 'hasty', role: 'watcher' },
  { id: 'blind', role: 'watcher', actions: ['alert.read'] },
] as const

describe('clients of alerts.in.ua', () => {
  let land: LiveLand
  let server: TestServer
  let client: AlertsInUaClient
  before(async () => {
    land = await startLiveLand({
      ...{ pack: { pack: 'meadows', title: 'Meadows', areas }, authority, machines },
      settings: { TOCSIN_DIALECT_RATES: 'alerts-in-ua=60' },
    })
    ;({ server } = land)
    await land.importCodes('uids.json', { uids })
    client = alertsInUaClient(`${server.url}${prefix}`, keyOf('app'))
  })
  after(() => land?.close())

  const issue = (threat: string, on: readonly string[], more: object = {}) =>
    land.issue({ threat, ladder: 'ukraine', level: 'alert', areas: on, ...more })
  const end = (...alerts: readonly string[]) => land.end(...alerts)
  const leftOut = () => land.leftOut('alerts-in-ua')
  const advisory = { ladder: 'lipetsk', level: 'yellow' }

  test('are told that nothing is new', async () => {
    const fresh = alertsInUaClient(`${server.url}${prefix}`, keyOf('app'), 'parameter')
    // The date of an answer has whole seconds, one for each import before, so it counts once that of the last is over.
    while (fresh.unchanged() < 2) {
      assert.deepEqual(await fresh.active(), [])
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
  })

  test('read a night: what is in force where, its letters, and afterwards its history', async () => {
    assert.deepEqual(await client.active(), [])
    assert.equal(await client.byOblast(), 'N'.repeat(27))
    const drones = await issue('drone', ['XX-1'], advisory)
    const missiles = await issue('cruise-missile', ['XX-1-1', 'XX-1-2'])
    const night = await client.active()
    const [first, ...others] = night
    const { id, startedAt, ...rest } = first!
    assert.deepEqual(rest, {
      ...{ title: 'Лугова область', place: 'oblast', uid: 27, oblast: 'Лугова область', oblastUid: 27 },
      ...{ raion: null, type: 'air_raid', level: 'yellow', threats: ['drones yellow'] },
      ...{ notes: 'Застереження: Дрон', finishedAt: null },
    })
    assert.deepEqual(
      others.map(({ uid, level, oblastUid, threats }) => [uid, level, oblastUid, threats]),
      [90, 91].map((uid) => [uid, 'red', 27, ['cruise_missiles red']]),
    )
    await end(drones)
    assert.deepEqual(
      (await client.active()).map((one) => one.id),
      others.map((one) => one.id),
    )
    assert.deepEqual(await Promise.all(['27', '90', '22'].map(client.status)), ['P', 'A', 'N'])
    assert.equal((await client.byOblast()).indexOf('P'), 13)
    const letters = await client.all()
    assert.equal([22, 27, 90, 91, 29].map((uid) => letters[uid]).join(''), 'NPAA ')
    await end(missiles)
    assert.deepEqual(await client.active(), [])

    const history = await client.history('27')
    const idsOf = (all: typeof night) => new Set(all.map((one) => one.id))
    assert.deepEqual(idsOf(history), idsOf(night))
    assert.ok(history.every(({ finishedAt }) => finishedAt !== null))
    assert.deepEqual(history.find((one) => one.id === id)?.startedAt, startedAt)
    assert.deepEqual(
      (await client.history('90', 'week_ago')).map(({ uid }) => uid),
      [90, 27],
    )
    assert.deepEqual(await client.history('22'), [])
  })

  test('see part of an oblast as P, and an alert for the country at every oblast', async () => {
    const part = await issue('guided-bomb', ['XX-1-2'])
    assert.deepEqual(await Promise.all(['27', '90', '91'].map(client.status)), ['P', 'N', 'A'])
    const all = await issue('air-raid', ['XX'])
    assert.deepEqual(
      (await client.active()).map(({ uid, threats }) => [uid, threats[0]]),
      [
        [91, 'guided_aerial_bombs red'],
        [27, 'unknown red'],
        [22, 'unknown red'],
      ],
    )
    assert.deepEqual(await Promise.all(['27', '90', '22'].map(client.status)), ['A', 'A', 'A'])
    await end(part, all)
  })

  test('read shelling as such, and nothing of a flood or of a hromada without a uid, which are counted', async () => {
    const alerts = [
      await issue('artillery', ['XX-1-2']),
      await issue('flood', ['XX-2'], { ladder: 'all-hazards', level: 'warning' }),
      await issue('drone', ['XX-1-1-1']),
    ]
    assert.deepEqual(
      (await client.active()).map(({ uid, type, level }) => [uid, type, level]),
      [[91, 'artillery_shelling', 'red']],
    )
    // The hromada is known to the letters of what it lies in.
    assert.deepEqual(await Promise.all(['27', '90', '91', '22'].map(client.status)), ['P', 'P', 'N', 'N'])
    assert.equal(await leftOut(), 2)
    await end(...alerts)
    assert.equal(await leftOut(), 0)
  })

  test('never read a drill or a test', async () => {
    const alerts = []
    for (const mode of ['drill', 'test']) alerts.push(await issue('drone', ['XX-1'], { mode }))
    const before = await client.history('27')
    assert.deepEqual(await client.active(), [])
    assert.equal(await client.status('27'), 'N')
    assert.equal(await leftOut(), 0)
    await end(...alerts)
    assert.deepEqual(await client.history('27'), before)
  })

  test('are told what is new, also within one second', async () => {
    const fresh = alertsInUaClient(`${server.url}${prefix}`, keyOf('app'), 'parameter')
    const alert = await issue('drone', ['XX-2'])
    assert.equal((await fresh.active()).length, 1)
    await end(alert)
    assert.equal((await fresh.active()).length, 0)
    const second = await issue('drone', ['XX-2'])
    assert.equal((await fresh.active()).length, 1)
    assert.equal(fresh.unchanged(), 0)
    await end(second)
    assert.equal((await fresh.active()).length, 0)
    assert.equal(fresh.unchanged(), 0)
  })

  test('are refused in words that they show', async () => {
    const by = (key: string) => alertsInUaClient(`${server.url}${prefix}`, key)
    const refused = async (asked: Promise<unknown>, status: number) => {
      await assert.rejects(asked, (error) => error instanceof RefusedByServer && error.status === status)
    }
    await refused(by('tocsin_wrong_key').active(), 401)
    await refused(by(keyOf('blind')).active(), 403)
    await refused(client.status('999'), 404)
    await refused(client.status('XX-1'), 404)
    await refused(client.history('27', 'year_ago'), 404)
    const nothing = await fetch(`${server.url}${prefix}/v1/alerts/active.json`)
    assert.deepEqual([nothing.status, await nothing.json()], [401, { message: 'A key is needed.' }])
    const hasty = by(keyOf('hasty'))
    for (let count = 0; count < 60; count += 1) await hasty.status('27')
    await refused(hasty.status('27'), 429)
    const often = await fetch(`${server.url}${prefix}/v1/alerts/active.json?token=${keyOf('hasty')}`)
    assert.equal(often.status, 429)
    assert.match(often.headers.get('retry-after') ?? '', /^[1-9]\d?$/)
  })
})
