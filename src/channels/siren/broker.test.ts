import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, test, type TestContext } from 'node:test'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { recordingLog } from '#base'
import { startBroker, type BrokerOptions } from './broker.mqtt.ts'

async function broker(t: TestContext, options: Partial<BrokerOptions> = {}) {
  const started = await startBroker({
    anonymous: 'nobody',
    sirenMayEnter: (siren, password) => Buffer.from(password).toString() === `${siren}'s password`,
    log: recordingLog(),
    ...options,
  })
  t.after(() => started.close())
  const enter = (settings: IClientOptions): Promise<MqttClient> => {
    const client = mqtt.connect(started.url, { reconnectPeriod: 0, protocolVersion: 4, ...settings })
    t.after(() => void client.end(true))
    return new Promise((resolve, reject) => {
      client.once('connect', () => resolve(client))
      client.once('error', reject)
    })
  }
  const asSiren = (id: string) =>
    enter({ username: id, password: `${id}'s password`, clientId: `siren-${id}` })
  return { started, enter, asSiren, asServer: () => enter({ ...started.login, clientId: 'tocsin-1' }) }
}

/** Whether the broker closes the connection of a client that publishes there. */
async function isThrownOut(client: MqttClient, topic: string, payload = 'x'): Promise<boolean> {
  const closed = new Promise<true>((resolve) => client.once('close', () => resolve(true)))
  const taken = new Promise<false>((resolve) =>
    client.publish(topic, payload, { qos: 1 }, (error) => !error && resolve(false)),
  )
  return Promise.race([closed, taken])
}
const granted = async (client: MqttClient, topic: string) =>
  (await client.subscribeAsync(topic, { qos: 1 }).catch(() => [{ qos: 128 }]))[0]?.qos === 1

describe('the embedded broker', () => {
  test('lets a siren in with its own password and name only', async (t) => {
    const { enter, asSiren } = await broker(t)
    await asSiren('a-1')
    await assert.rejects(enter({ username: 'a-1', password: 'wrong', clientId: 'siren-a-1' }))
    await assert.rejects(enter({ username: 'a-1', password: "a-1's password", clientId: 'siren-b-1' }))
    await assert.rejects(enter({ username: 'tocsin', password: 'guess', clientId: 'x' }))
    await assert.rejects(enter({ clientId: 'x' }))
  })
  test('lets a siren write below its own topic and nowhere else', async (t) => {
    const { asSiren } = await broker(t)
    assert.equal(await isThrownOut(await asSiren('a-1'), 'tocsin/v1/sirens/a-1/state'), false)
    for (const topic of [
      'tocsin/v1/sirens/b-1/state',
      'tocsin/v1/sirens/a-1/command',
      'homeassistant/siren/a/config',
      '$SYS/x',
    ])
      assert.equal(await isThrownOut(await asSiren('a-1'), topic), true, topic)
  })
  test('lets a siren hear its own orders and nothing else', async (t) => {
    const { asSiren } = await broker(t)
    const siren = await asSiren('a-1')
    assert.equal(await granted(siren, 'tocsin/v1/sirens/a-1/command'), true)
    for (const topic of [
      'tocsin/v1/sirens/b-1/command',
      'tocsin/v1/sirens/+/command',
      '#',
      'tocsin/v1/sirens/a-1/state',
    ])
      assert.equal(await granted(siren, topic), false, topic)
  })
  test('lets only the server command', async (t) => {
    const { asServer, enter } = await broker(t, { anonymous: 'loopback' })
    assert.equal(await isThrownOut(await asServer(), 'tocsin/v1/sirens/a-1/command'), false)
    const anybody = await enter({ clientId: 'anybody' })
    assert.equal(await isThrownOut(anybody, 'tocsin/v1/sirens/a-1/command'), true)
  })
  test('lets nobody take the server’s place by its client id', async (t) => {
    const { asServer, enter } = await broker(t, { anonymous: 'loopback' })
    const server = await asServer()
    await assert.rejects(enter({ clientId: 'tocsin-1' }))
    assert.equal(server.connected, true)
  })
  test('throws out who sends more than a message can hold, and counts it', async (t) => {
    const { started, asSiren } = await broker(t)
    assert.equal(
      await isThrownOut(await asSiren('a-1'), 'tocsin/v1/sirens/a-1/state', 'x'.repeat(5_000)),
      true,
    )
    assert.equal(started.refusals, 1)
  })
  test('lives through bytes that are not MQTT', async (t) => {
    const { started, asSiren } = await broker(t)
    const { connect } = await import('node:net')
    const socket = connect(started.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'close')
    await asSiren('a-1')
  })
})
