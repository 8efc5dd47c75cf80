/** Sirens that prove themselves by certificates: at the broker inside, at mosquitto, and who is not let in. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer as createTlsServer } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import type { Notice } from '#alerts'
import { countingIds, memoryShelf, recordingLog } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { keepTls } from '../../base/tls-watch.node.ts'
import { absent } from '../../../test/support/absent.ts'
import { startMosquitto } from '../../../test/support/mosquitto.node.ts'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import { channelAt, joinSiren, sirenIn } from '../../../test/support/sirens.ts'
import { testAuthority, type CertificateFiles, type TestAuthority } from '../../../test/support/tls.node.ts'
import { startBroker } from './broker.mqtt.ts'
import { openLine } from './line.mqtt.ts'
import { openSirens } from './open-sirens.mqtt.ts'
import { shelfSirens } from './registry.ts'

const never = new AbortController().signal
const areas = [frozenArea('zadonsk')]
const red = (more: Partial<Notice> = {}) => drillNotice({ areas, ...more })

const shown = (authority: TestAuthority, files?: CertificateFiles) => () => ({
  ca: authority.made.pem,
  ...(files === undefined ? {} : { key: files.made.keyPem, cert: files.made.pem }),
})

async function keptFor(t: TestContext, authority: TestAuthority) {
  const own = authority.server()
  const kept = await keepTls(
    {
      key: { setting: 'KEY', file: own.key },
      certificate: { setting: 'CERTIFICATE', file: own.certificate },
      authorities: { setting: 'CA', file: authority.ca },
    },
    { clock: systemClock(), log: recordingLog() },
  )
  assert.ok(kept.ok && kept.value !== undefined)
  t.after(kept.value.close)
  return kept.value
}

async function certifiedBroker(t: TestContext, registered: Set<string>) {
  const authority = testAuthority()
  const kept = await keptFor(t, authority)
  const broker = await startBroker({
    ...{ anonymous: 'loopback', log: recordingLog(), sirenMayEnter: () => true },
    tls: { kept, clock: systemClock(), isRegistered: (siren) => registered.has(siren) },
  })
  t.after(() => broker.close())
  const enter = (certificate: Partial<CertificateFiles> | undefined, settings: IClientOptions) => {
    const { made } = certificate ?? {}
    const client = mqtt.connect(broker.url, {
      ...{ reconnectPeriod: 0, protocolVersion: 4, ca: authority.made.pem },
      ...(made === undefined ? {} : { key: made.keyPem, cert: made.pem }),
      ...settings,
    })
    t.after(() => void client.end(true))
    return new Promise<MqttClient>((resolve, reject) => {
      client.once('connect', () => resolve(client))
      client.once('error', reject)
      client.once('close', () => reject(new Error('closed')))
    })
  }
  return { authority, broker, enter }
}

async function isThrownOut(client: MqttClient, topic: string): Promise<boolean> {
  const closed = new Promise<true>((resolve) => client.once('close', () => resolve(true)))
  const taken = new Promise<false>((resolve) =>
    client.publish(topic, 'x', { qos: 1 }, (error) => !error && resolve(false)),
  )
  return Promise.race([closed, taken])
}
const granted = async (client: MqttClient, topic: string) =>
  (await client.subscribeAsync(topic, { qos: 1 }).catch(() => [{ qos: 128 }]))[0]?.qos === 1

describe('the embedded broker with certificates', () => {
  test('lets in whom a certificate of its authority names, and only as that siren', async (t) => {
    const { authority, enter } = await certifiedBroker(t, new Set(['a-1', 'b-1', 'box-1', 'box-2']))
    const a = authority.client('a-1')
    await enter(a, { clientId: 'siren-a-1' })
    await enter(a, { clientId: 'siren-a-1', username: 'a-1' })
    const box = authority.client('Pump house', { names: ['box-1', 'box-2'] })
    await enter(box, { clientId: 'siren-box-1' })
    await enter(box, { clientId: 'siren-box-2' })
    for (const [why, certificate, settings] of [
      ['another siren’s name', a, { clientId: 'siren-b-1' }],
      ['another siren’s user name', a, { clientId: 'siren-a-1', username: 'b-1', password: 'x' }],
      ['a name of its own choice', a, { clientId: 'anything' }],
      ['a siren that nobody registered', authority.client('c-1'), { clientId: 'siren-c-1' }],
      ['no certificate', undefined, { clientId: 'siren-a-1' }],
      [
        'no certificate, but a password',
        undefined,
        { clientId: 'siren-a-1', username: 'a-1', password: 'x' },
      ],
      ['another authority', testAuthority().client('a-1'), { clientId: 'siren-a-1' }],
      [
        'one that has ended',
        authority.client('a-1', { notAfter: '2021-01-01T00:00:00Z' }),
        { clientId: 'siren-a-1' },
      ],
      ['one for servers', authority.server('a-1', { name: 'a-1' }), { clientId: 'siren-a-1' }],
    ] as const)
      await assert.rejects(enter(certificate, settings), why)
  })
  test('lets nobody command from outside, not even with the server’s password', async (t) => {
    const { authority, broker, enter } = await certifiedBroker(t, new Set(['a-1', 'tocsin']))
    await assert.rejects(enter(authority.client('a-1'), { ...broker.login, clientId: 'tocsin-1' }))
    await assert.rejects(enter(authority.client('tocsin'), { ...broker.login, clientId: 'tocsin-1' }))
    const siren = await enter(authority.client('a-1'), { clientId: 'siren-a-1' })
    assert.equal(await isThrownOut(siren, 'tocsin/v1/sirens/a-1/command'), true)
  })
  test('lets a siren write and hear only its own topics', async (t) => {
    const { authority, broker, enter } = await certifiedBroker(t, new Set(['a-1', 'b-1']))
    const files = authority.client('a-1')
    const siren = () => enter(files, { clientId: 'siren-a-1' })
    assert.equal(await isThrownOut(await siren(), 'tocsin/v1/sirens/a-1/state'), false)
    for (const topic of [
      'tocsin/v1/sirens/b-1/state',
      'tocsin/v1/sirens/b-1/command',
      'homeassistant/siren/b/config',
    ])
      assert.equal(await isThrownOut(await siren(), topic), true, topic)
    const one = await siren()
    assert.equal(await granted(one, 'tocsin/v1/sirens/a-1/command'), true)
    for (const topic of ['tocsin/v1/sirens/b-1/command', 'tocsin/v1/sirens/+/command', '#'])
      assert.equal(await granted(one, topic), false, topic)
    assert.equal(broker.refusals, 6)
  })
  test('throws out a siren that was struck off the list', async (t) => {
    const registered = new Set(['a-1'])
    const { authority, enter } = await certifiedBroker(t, registered)
    const siren = await enter(authority.client('a-1'), { clientId: 'siren-a-1' })
    registered.clear()
    assert.equal(await isThrownOut(siren, 'tocsin/v1/sirens/a-1/state'), true)
  })
})

describe('the sirens of a live installation', () => {
  test('sound by the broker inside, once each proves which one it is', async (t) => {
    const authority = testAuthority()
    const shelf = memoryShelf()
    const clock = systemClock()
    const kept = await keptFor(t, authority)
    const ready = await openSirens({
      ...{ shelf, clock, ids: countingIds(), log: recordingLog(), modes: ['live', 'drill', 'test'] },
      areas: { isArea: () => true, contains: (a, b) => a === b, neighbours: () => [] },
      settings: { broker: '', mqttPort: 0, webhookAllow: [] },
      tls: { mqtt: kept },
      shipped: {},
      note: () => {},
    })
    const [opened] = await ready.open()
    const channel = ready.desk.channel!
    t.after(() => (opened as unknown as { close(): Promise<void> }).close())
    await channel.ready
    assert.match(ready.desk.brokerUrl, /^mqtts:\/\/localhost:\d+$/)
    const siren = await joinSiren(
      ready.desk.registry,
      { url: ready.desk.brokerUrl },
      sirenIn('zadonsk', 'z-1', { modes: ['live'] }),
      { tls: shown(authority, authority.client('z-1')), trusts: ready.desk.commandKey, live: 'aloud' },
    )
    t.after(() => siren.connected.close())
    const notice = red({ mode: 'live' })
    const [target] = await channel.targets(notice, () => true)
    assert.deepEqual(await channel.send(notice, target!, never), {
      ...{ kind: 'confirmed', by: 'device', detail: 'sounding' },
    })
    assert.deepEqual(siren.played, ['danger'])
  })
})

describe('a line over TLS', () => {
  test('says nothing to a broker whose certificate is not to be trusted', async (t) => {
    const authority = testAuthority()
    const impostor = testAuthority('Impostor')
    const ended = authority.server('ended', { notAfter: '2021-01-01T00:00:00Z' })
    for (const [why, { made }] of [
      ['unknown', impostor.server()],
      ['another name', authority.server('elsewhere', { names: ['elsewhere.example'] })],
      ['ended', ended],
    ] as const) {
      let heard = 0
      const server = createTlsServer(
        { key: made.keyPem, cert: made.pem, maxVersion: 'TLSv1.3' },
        (socket) => {
          socket.on('error', () => {}).on('data', (bytes: Buffer) => (heard += bytes.length))
        },
      )
      server.on('tlsClientError', () => {})
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const clock = systemClock()
      const log = recordingLog()
      const warned = new Promise<string>((resolve) => {
        log.warn = (_, details) => resolve(String(details?.['why']))
      })
      const line = openLine({
        url: `mqtts://secret:password@localhost:${(server.address() as AddressInfo).port}`,
        ...{ tls: shown(authority), protocolVersions: [4], listensTo: [], clock, log, onMessage() {} },
      })
      assert.match(await warned, /certificate|altnames/i, why)
      await line.close()
      server.close()
      await once(server, 'close')
      assert.equal(heard, 0, why)
    }
    t.diagnostic('the login is never sent')
  })
})

describe('sirens at mosquitto with certificates', { skip: absent('mosquitto') }, () => {
  const rights = [
    ...['user tocsin', 'topic readwrite tocsin/v1/#', 'topic write homeassistant/siren/#', ''],
    ...['command', 'plain/set'].map((part) => `pattern read tocsin/v1/sirens/%u/${part}`),
    ...['state', 'heartbeat', 'plain/state', 'plain/availability'].map(
      (part) => `pattern write tocsin/v1/sirens/%u/${part}`,
    ),
    '',
  ].join('\n')

  test('sound and answer, each on its own topics', async (t) => {
    const authority = testAuthority()
    const own = authority.server()
    const mosquitto = await startMosquitto({
      certificates: { ca: authority.ca, key: own.key, certificate: own.certificate, rights },
    })
    t.after(() => mosquitto.stop())
    const registry = await shelfSirens(memoryShelf())
    const tls = (name: string) => shown(authority, authority.client(name))
    const siren = await joinSiren(registry, mosquitto, sirenIn('zadonsk', 'z-1'), { tls: tls('z-1') })
    const { channel } = await channelAt(mosquitto, [], { registry, tls: tls('tocsin') })
    t.after(async () => {
      await channel.close()
      await siren.connected.close()
    })
    const [target] = await channel.targets(red(), () => true)
    assert.deepEqual(await channel.send(red(), target!, never), {
      ...{ kind: 'confirmed', by: 'device', detail: 'sounding' },
    })
    // Another siren's certificate hears nothing of it, and nobody gets in without one.
    const heard: string[] = []
    const clock = systemClock()
    const log = recordingLog()
    let up = () => {}
    const isUp = new Promise<void>((resolve) => (up = resolve))
    const other = openLine({
      ...{ url: mosquitto.url, tls: tls('z-2'), protocolVersions: [4], clock, log },
      listensTo: ['tocsin/v1/sirens/z-1/command', 'tocsin/v1/sirens/z-2/command'],
      onMessage: (topic) => void heard.push(topic),
      onUp: up,
    })
    t.after(() => other.close())
    await Promise.race([isUp, new Promise((resolve) => (log.error = resolve))])
    await channel.send(red({ revision: 2, kind: 'update', reason: 'raised' }), target!, never)
    assert.deepEqual(heard, [])
    const warned = new Promise<void>((resolve) => (log.warn = () => resolve()))
    const nobody = openLine({
      ...{ url: mosquitto.url, tls: shown(authority), protocolVersions: [4], clock, log, listensTo: [] },
      onMessage() {},
      onUp: () => assert.fail('it got in without a certificate'),
    })
    await warned
    await nobody.close()
  })
})
