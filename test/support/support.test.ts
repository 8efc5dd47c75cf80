/** The engines that other tests lean on start, answer, come back and end. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import mqtt from 'mqtt'
import pg from 'pg'
import { absent } from './absent.ts'
import { startMosquitto } from './mosquitto.node.ts'
import { createDatabase, startOwnPostgres, startPostgres } from './postgres.node.ts'

describe('a throw-away PostgreSQL', () => {
  test(
    'gives each caller a database of its own in one shared cluster',
    { skip: absent('postgres') },
    async () => {
      const [one, other] = [await createDatabase(), await createDatabase()]
      assert.notEqual(one, other)
      for (const url of [one, other]) {
        const client = new pg.Client(url)
        await client.connect()
        await client.query('create table fact (seq int primary key)')
        await client.end()
      }
      assert.equal((await startPostgres()).pid, (await startPostgres()).pid)
    },
  )

  test('can be owned and stopped by one caller', { skip: absent('postgres') }, async () => {
    const own = await startOwnPostgres()
    await own.stop()
    await assert.rejects(new pg.Client(own.url).connect(), { code: 'ECONNREFUSED' })
  })
})

describe('a throw-away mosquitto', () => {
  test(
    'keeps a retained message through stop and restart when it persists',
    { skip: absent('mosquitto') },
    async () => {
      const broker = await startMosquitto({ persistence: true })
      const writer = await mqtt.connectAsync(broker.url)
      await writer.publishAsync('state', 'sounding', { qos: 1, retain: true })
      await writer.endAsync()
      await broker.stop()
      await broker.restart()
      const reader = await mqtt.connectAsync(broker.url)
      const message = new Promise<string>((resolve) =>
        reader.once('message', (_, body) => resolve(String(body))),
      )
      await reader.subscribeAsync('state', { qos: 1 })
      assert.equal(await message, 'sounding')
      await reader.endAsync()
      await broker.kill()
    },
  )
})
