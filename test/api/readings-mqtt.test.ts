/** Readings that stations send to a broker: who may speak for which site, what can’t be read, and how the API tells it. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import mqtt, { type MqttClient } from 'mqtt'
import { absent } from '../support/absent.ts'
import { startMosquitto, type Mosquitto } from '../support/mosquitto.node.ts'
import { done, startTestServer, type TestServer } from '../support/server.node.ts'
import { removeAtExit } from '../support/started.node.ts'

interface Intake {
  readonly state: string
  readonly topic: string
  readonly messages: number
  readonly kept: number
  readonly refused: number
  readonly lastRefused: { readonly topic: string; readonly code: string } | null
}

const siteOf = (id: string) => ({
  ...{ name: `Drill ${id}`, kind: 'nuclear-plant', lon: 38.9, lat: 52.4 },
  stations: ['a', 'b'].map((name) => ({
    ...{ id: `${id}-${name}`, name, lon: 38.9, lat: 52.4, link: 'mast' },
    ...{ quantity: 'gamma-dose-rate', everySeconds: 60 },
  })),
})

describe('readings over MQTT', { skip: absent('mosquitto') }, () => {
  let mosquitto: Mosquitto
  let server: TestServer
  let station: MqttClient
  before(async () => {
    mosquitto = await startMosquitto({ persistence: true, passwords: { tocsin: 'a:b@c', plant: 'p' } })
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-readings-'))
    removeAtExit(folder)
    const file = join(folder, 'password')
    writeFileSync(file, 'a:b@c\n', { mode: 0o600 })
    server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_READINGS_PASSWORD_FILE: file },
        TOCSIN_READINGS_BROKER: mosquitto.url.replace('mqtt://', 'mqtt://tocsin@'),
        TOCSIN_READINGS_LINK_TOPIC: 'links/{link}',
      },
      // Its start, before it decides.
      expects: /broker/i,
    })
    for (const id of ['north', 'south'])
      done(await server.admin.ask('PUT', `/v1/sites/${id}`, { body: siteOf(id) }))
    station = await mqtt.connectAsync(mosquitto.url, { username: 'plant', password: 'p' })
    await until(async () => (await intake()).state === 'taking', 'taking')
  })
  after(async () => {
    station?.end(true)
    await server?.close()
    await mosquitto?.stop()
  })
  const intake = async () => done<{ intake: Intake }>(await server.olena.get('/v1/sites')).intake
  const until = async (holds: () => Promise<boolean>, what: string) => {
    for (let turns = 0; !(await holds()); turns++) {
      assert.ok(turns < 500, `${what} did not come`)
      await wait(20)
    }
  }
  const say = (topic: string, payload: string | Buffer) => station.publishAsync(topic, payload, { qos: 1 })
  const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString()
  const values = async (site: string, id: string) =>
    done<{ points: { mean: number }[] }>(
      await server.olena.get(
        `/v1/sites/${site}/stations/${id}/readings?from=${at(60)}&until=${at(-1)}&step=reading`,
      ),
    ).points.map(({ mean }) => mean)

  test('are kept in every form, of the station that the topic names where the message names none', async () => {
    await say('readings/north/north-a', JSON.stringify({ at: at(5), value: 0.1, unit: 'µSv/h' }))
    await say(
      'readings/north/north-b',
      JSON.stringify([
        { at: at(4), value: 90, unit: 'nSv/h' },
        { at: at(3), value: 91, unit: 'nSv/h' },
      ]),
    )
    await say('readings/north/all', `station,at,value,unit\nnorth-a,${at(2)},92,nSv/h\n`)
    const form = { 'north-a': { kenn: 'north-a', ort: 'Zadónsk', mw: 0.093, status: 1 } }
    await say('readings/north/list', Buffer.from(JSON.stringify(form), 'latin1'))
    await until(async () => (await intake()).kept >= 5, 'five readings')
    assert.deepEqual(await values('north', 'north-a'), [100, 92, 93])
    assert.deepEqual(await values('north', 'north-b'), [90, 91])
  })

  test('of another site’s station are refused, and so is what can’t be read: told, and not sent again', async () => {
    const before = await intake()
    await say('readings/north/south-a', JSON.stringify({ at: at(1), value: 9_999, unit: 'nSv/h' }))
    await until(async () => (await intake()).refused === before.refused + 1, 'the refusal')
    assert.equal((await intake()).lastRefused?.code, 'sites/unknown-station')
    await say('readings/north/north-a', 'not {json')
    await until(async () => (await intake()).refused === before.refused + 2, 'the refusal')
    const { lastRefused } = await intake()
    assert.equal(lastRefused?.topic, 'readings/north/north-a')
    assert.equal(lastRefused?.code, 'sites/unreadable-readings')
    assert.deepEqual(await values('south', 'south-a'), [])
  })

  test('wait at the broker while the server is away, and come when it is back', async () => {
    const before = await values('north', 'north-a')
    await server.startAgain(async () => {
      for (let n = 0; n < 30; n++)
        await say('readings/north/north-a', JSON.stringify({ at: at(30 - n / 60), value: n, unit: 'nSv/h' }))
    })
    await until(
      async () => (await values('north', 'north-a')).length === before.length + 30,
      'the thirty that waited',
    )
  })
})
