/** A made-up coast that is in service for real; an unmodified client polls it, and readers of the socket hear of it. */
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { startLiveLand, type LiveLand } from '../support/live-land.node.ts'
import { activeAlert } from '../support/pikud-haoref-client.node.ts'
import { issueAlert, startTestServer, type TestServer } from '../support/server.node.ts'
import { testAuthority } from '../support/tls.node.ts'

const prefix = '/dialects/pikud-haoref'

const place = (code: string, parent: string | null, he: string, tzevaadom?: string) => ({
  ...{ code, kind: parent === null ? 'region' : 'settlement', parent, names: { he, en: code } },
  ...{ divided: 'wholly', codes: tzevaadom === undefined ? {} : { tzevaadom } },
})
const areas = [
  place('XX', null, 'החוף'),
  place('XX-harbour', 'XX', 'הנמל', '101'),
  place('XX-lighthouse', 'XX', 'המגדלור', '102'),
  place('XX-hill', 'XX', 'הגבעה'),
]

const authority = {
  ...{ issuer: { en: 'Coast centre' }, sender: 'duty@example.org', languages: ['en'] },
  ...{ ladder: 'all-hazards', timeZone: 'Asia/Jerusalem', areas: ['XX'] },
}

interface Said {
  readonly type: 'ALERT' | 'SYSTEM_MESSAGE'
  readonly data: {
    readonly [name: string]: unknown
    readonly notificationId: string
    readonly cities: readonly string[]
  }
}

/** A reader of the socket, as those of tzevaadom connect. */
async function listen(url: string, options: object = {}) {
  const socket = new WebSocket(url, { origin: 'https://www.example.org', ...options })
  const heard: Said[] = []
  socket.on('message', (bytes: Buffer) => void heard.push(JSON.parse(bytes.toString()) as Said))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return {
    heard,
    async hears(count: number): Promise<readonly Said[]> {
      for (let turn = 0; heard.length < count && turn < 400; turn += 1) await wait(10)
      assert.equal(heard.length, count, JSON.stringify(heard))
      return heard.splice(0)
    },
    close: () => socket.terminate(),
  }
}

describe('clients of Pikud HaOref', () => {
  let land: LiveLand
  let server: TestServer
  before(async () => {
    land = await startLiveLand({
      ...{ pack: { pack: 'coast', title: 'Coast', areas }, authority },
      settings: { TOCSIN_DIALECT_PORTS: 'pikud-haoref=0' },
    })
    ;({ server } = land)
  })
  after(() => land?.close())
  /** At a port of its own the addresses are those of the original. */
  const root = () => `http://127.0.0.1:${server.running.app.dialects.ports.get('pikud-haoref')}/`
  const alerts = () => `${root()}warningMessages/alert/Alerts.json`
  const history = () => `${root()}warningMessages/alert/History/AlertsHistory.json`
  const active = () => activeAlert(alerts(), history())
  const issue = (threat: string, on: readonly string[], more: object = {}) =>
    land.issue({ threat, level: 'warning', areas: on, ...more })
  const past = async () =>
    ((await (await fetch(history())).json()) as { readonly data: string; readonly category: number }[]).map(
      ({ data, category }) => `${category} ${data}`,
    )

  test('unmodified: nothing, a drill seen as a drill, an alert in front of it, a pre-alert, the end', async () => {
    assert.deepEqual(await active(), { type: 'none', cities: [] })
    assert.equal(await (await fetch(alerts())).text(), '')

    const drill = await issue('tsunami', ['XX-harbour'], { mode: 'drill' })
    const drilled = await active()
    assert.deepEqual([drilled.type, ...drilled.cities], ['tsunamiDrill', 'הנמל'])
    assert.match(drilled.instructions!, / - תרגיל$/)

    const drone = await issue('drone', ['XX-harbour', 'XX-hill'])
    assert.deepEqual(await active(), {
      ...{ type: 'hostileAircraftIntrusion', cities: ['הנמל', 'הגבעה'], instructions: 'Drone, red level' },
    })
    await land.end(drone)
    assert.deepEqual(await active(), {
      ...{ type: 'newsFlash', cities: ['הנמל', 'הגבעה'], instructions: 'האירוע הסתיים' },
    })
    const watched = await issue('cruise-missile', ['XX'], { level: 'advice' })
    assert.deepEqual(await active(), {
      ...{ type: 'newsFlash', cities: ['החוף', 'הנמל', 'המגדלור', 'הגבעה'] },
      instructions: 'בדקות הקרובות צפויות להתקבל התרעות באזורך',
    })
    await land.end(drill)
    await land.end(watched)
  })

  test('and its history: it reads the end there too, and drills by their own numbers', async () => {
    // Where it finds a list it reads it as the history.
    const read = await activeAlert(history(), history())
    assert.equal(read.type !== 'none' && read.type !== 'unknown', true, JSON.stringify(read))
    assert.deepEqual(read.cities.toSorted(), ['הגבעה', 'החוף', 'המגדלור', 'הנמל'])
    // Each once: two ends at one place are one row where they fall into the same second.
    assert.deepEqual([...new Set(await past())].toSorted(), [
      ...['13 הגבעה', '13 החוף', '13 המגדלור', '13 הנמל'],
      ...['14 הגבעה', '14 החוף', '14 המגדלור', '14 הנמל', '2 הגבעה', '2 הנמל', '25 הנמל', '27 הנמל'],
    ])
    const [row] = (await (await fetch(history())).json()) as { readonly alertDate: string }[]
    assert.match(row!.alertDate, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  })

  test('never see a test', async () => {
    const before = await past()
    const tried = await issue('drone', ['XX-hill'], { mode: 'test' })
    assert.doesNotMatch(JSON.stringify(await active()), /hostileAircraft/)
    assert.deepEqual(await past(), before)
    await land.end(tried)
  })

  test('ask in their own spellings, and are told what is not there in words, never in an empty body', async () => {
    for (const path of [
      'WarningMessages/alert/alerts.json?1763930000',
      'WarningMessages/History/AlertsHistory.json',
    ])
      assert.equal((await fetch(`${root()}${path}`)).status, 200, path)
    assert.equal((await fetch(`${server.url}${prefix}/warningMessages/alert/Alerts.json`)).status, 200)
    for (const [path, method, status] of [
      ['warningMessages/nothing.json', 'GET', 404],
      ['warningMessages/alert/Alerts.json', 'POST', 405],
    ] as const) {
      const answer = await fetch(`${root()}${path}`, { method })
      assert.equal(answer.status, status)
      assert.notEqual((await answer.text()).trim(), '')
    }
  })

  test('hear by the socket of alerts, drills marked as such, and ends; of tests nothing', async () => {
    const [here, there] = await Promise.all([
      listen(`${server.url.replace('http', 'ws')}${prefix}/socket?platform=WEB`),
      listen(`${root().replace('http', 'ws')}socket?platform=ANDROID`),
    ])
    const tried = await issue('drone', ['XX-hill'], { mode: 'test' })
    const alert = await issue('ballistic-missile', ['XX-harbour', 'XX-hill'])
    const [first] = await here.hears(1)
    const { notificationId, time, ...data } = first!.data
    assert.equal(first!.type, 'ALERT')
    assert.deepEqual(data, { threat: 0, isDrill: false, cities: ['הנמל', 'הגבעה'] })
    assert.match(notificationId, /^[0-9a-f]{32}$/)
    assert.ok(Math.abs(Number(time) - Date.now() / 1_000) < 60)
    assert.deepEqual(await there.hears(1), [first])

    const late = await listen(`${root().replace('http', 'ws')}socket`)
    assert.deepEqual(await late.hears(1), [first], 'whoever connects is told what is in force')

    const drill = await issue('earthquake', ['XX'], { mode: 'drill' })
    const [drilled] = await here.hears(1)
    assert.deepEqual(
      [drilled!.type, drilled!.data['isDrill'], drilled!.data['threat'], drilled!.data.cities.length],
      ['ALERT', true, 3, 4],
    )
    await land.end(drill)
    await land.end(tried)
    const watched = await issue('drone', ['XX-lighthouse'], { level: 'advice' })
    await land.end(alert)
    const [preAlert, over] = await here.hears(2)
    assert.deepEqual(
      [preAlert, over].map((one) => [
        one!.type,
        one!.data['instructionType'],
        one!.data['citiesIds'],
        one!.data.cities,
      ]),
      [
        ['SYSTEM_MESSAGE', 0, [102], ['המגדלור']],
        ['SYSTEM_MESSAGE', 1, [101], ['הנמל', 'הגבעה']],
      ],
    )
    assert.match(String(preAlert!.data['bodyHe']), /^בדקות הקרובות צפויות להתקבל התרעות באזורך\. /)
    assert.match(String(over!.data['bodyHe']), /^האירוע הסתיים/)
    await land.end(watched)
    await here.hears(1)
    for (const one of [here, there, late]) one.close()
  })

  test('of other protocols get an answer all the same', async () => {
    for (const [path, upgrade, status] of [
      [`${prefix}/warningMessages/alert/Alerts.json`, 'h2c', 200],
      [`${prefix}/elsewhere`, 'websocket', 404],
      ['/v1/board', 'h2c', 200],
    ] as const) {
      const answered = await new Promise((resolve, reject) => {
        const asked = request(`${server.url}${path}`, {
          headers: { connection: 'Upgrade', upgrade, 'http2-settings': 'AAMAAABkAAQAAP__' },
        })
        asked.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
        asked.end()
      })
      assert.equal(answered, status, path)
    }
  })
})

describe('a drill over TLS', () => {
  test('is told by wss too, with the names that an authority without Hebrew uses', async () => {
    const authority = testAuthority()
    const { key, certificate } = authority.server()
    const server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_TLS_PORT: '0', TOCSIN_HOST: '0.0.0.0' },
        ...{ TOCSIN_TLS_KEY: key, TOCSIN_TLS_CERTIFICATE: certificate },
      },
    })
    try {
      const url = `wss://localhost:${server.running.tls!.port}${prefix}/socket?platform=WEB`
      const reader = await listen(url, { ca: authority.made.pem })
      await issueAlert(server)
      const [alert] = await reader.hears(1)
      assert.deepEqual(
        [alert!.type, alert!.data['isDrill'], alert!.data.cities],
        ['ALERT', true, ['Zadonsky District']],
      )
      reader.close()
      const board = await fetch(`${server.url}${prefix}/warningMessages/alert/Alerts.json`)
      const { cat, data } = (await board.json()) as { readonly cat: string; readonly data: string[] }
      assert.deepEqual([cat, ...data], ['106', 'Zadonsky District'])
    } finally {
      await server.close()
    }
  })
})
