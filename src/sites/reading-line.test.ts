/** Readings over a real broker: acknowledged when they are durable, and everything else comes again. */
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import mqtt, { type IClientOptions } from 'mqtt'
import { recordingLog } from '#base'
import { systemClock } from '../base/clock.node.ts'
import { absent } from '../../test/support/absent.ts'
import { startMosquitto, type Mosquitto, type MosquittoOptions } from '../../test/support/mosquitto.node.ts'
import { testAuthority } from '../../test/support/tls.node.ts'
import { openReadingLine, type Delivered, type ReadingLineOptions } from './reading-line.mqtt.ts'

const skip = absent('mosquitto')

async function broker(t: TestContext, options: MosquittoOptions = {}): Promise<Mosquitto> {
  const started = await startMosquitto({ persistence: true, ...options })
  t.after(() => started.stop())
  return started
}

/** What is taken, in its order; `take` may be replaced to fail. */
function lineTo(t: TestContext, { url }: Pick<Mosquitto, 'url'>, more: Partial<ReadingLineOptions> = {}) {
  const taken: string[] = []
  let batches = 0
  const line = openReadingLine({
    ...{ url, clientId: 'tocsin-readings-test', filters: ['readings/+/+'], clock: systemClock() },
    ...{ log: recordingLog(), password: async () => undefined, onUp: () => {}, onDown: () => {} },
    take: async (messages: readonly Delivered[]) => {
      batches++
      // As a disk takes its time: others come meanwhile.
      await wait(2)
      taken.push(...messages.map(({ payload }) => Buffer.from(payload).toString()))
    },
    ...more,
  })
  t.after(() => line.close())
  return { line, taken, batches: () => batches }
}

async function until(holds: () => boolean, what: string) {
  for (let turns = 0; !holds(); turns++) {
    assert.ok(turns < 2_000, `${what} did not come`)
    await wait(10)
  }
}

async function publisher(t: TestContext, { url }: Pick<Mosquitto, 'url'>, more: IClientOptions = {}) {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 50, ...more })
  t.after(() => client.end(true))
  const say = (what: string) => client.publishAsync('readings/plant/a', what, { qos: 1 })
  return { client, say }
}
const numbers = (from: number, until: number) =>
  Array.from({ length: until - from }, (_, index) => String(from + index))

describe('readings over a real broker', { skip }, () => {
  test('are taken in their order, many at once for each write', async (t) => {
    const mosquitto = await broker(t)
    const { line, taken, batches } = lineTo(t, mosquitto)
    await until(() => line.isUp, 'the line')
    const { say } = await publisher(t, mosquitto)
    await Promise.all(numbers(0, 2_000).map(say))
    await until(() => taken.length >= 2_000, 'all of them')
    assert.deepEqual(taken, numbers(0, 2_000))
    assert.ok(batches() < 1_000, `${batches()} writes for 2,000 messages`)
  })

  test('that could not be kept come again, and nothing is taken for kept before', async (t) => {
    const mosquitto = await broker(t)
    const kept: string[] = []
    let full = true
    const log = recordingLog()
    const { line } = lineTo(t, mosquitto, {
      log,
      async take(messages) {
        if (full) throw new Error('the disk is full')
        kept.push(...messages.map(({ payload }) => Buffer.from(payload).toString()))
      },
    })
    await until(() => line.isUp, 'the line')
    const { say } = await publisher(t, mosquitto)
    await say('first')
    await until(() => log.lines.some(({ message }) => message.includes('could not be kept')), 'the failure')
    full = false
    await until(() => kept.length > 0, 'the reading')
    assert.deepEqual([...new Set(kept)], ['first'])
  })

  test('that come while nobody is here wait at the broker, also over its own restart', async (t) => {
    const mosquitto = await broker(t)
    const first = lineTo(t, mosquitto)
    await until(() => first.line.isUp, 'the line')
    await first.line.close()
    const { say, client } = await publisher(t, mosquitto)
    await Promise.all(numbers(0, 50).map(say))
    client.end(true)
    await mosquitto.stop()
    await mosquitto.restart()
    const second = lineTo(t, mosquitto)
    await until(() => second.taken.length >= 50, 'what waited')
    assert.deepEqual(second.taken, numbers(0, 50))
  })

  test('go on after the broker died in the middle', async (t) => {
    const mosquitto = await broker(t)
    const { line, taken } = lineTo(t, mosquitto)
    await until(() => line.isUp, 'the line')
    const { say } = await publisher(t, mosquitto)
    await say('before')
    await until(() => taken.includes('before'), 'the first')
    await mosquitto.restart()
    await until(() => line.isUp, 'the line again')
    await say('after')
    await until(() => taken.includes('after'), 'the second')
  })

  test('come by TLS from a broker whose certificate counts, and from no other', async (t) => {
    const [authority, stranger] = [testAuthority(), testAuthority()]
    const [server, reader] = [authority.server(), authority.client('reader')]
    const rights = 'user reader\ntopic readwrite readings/#\n'
    const mosquitto = await broker(t, {
      certificates: { ca: authority.ca, key: server.key, certificate: server.certificate, rights },
    })
    const own = { key: reader.made.keyPem, cert: reader.made.pem }
    const { line, taken } = lineTo(t, mosquitto, { tls: () => ({ ...own, ca: authority.made.pem }) })
    await until(() => line.isUp, 'the line')
    const { say } = await publisher(t, mosquitto, { ...own, ca: authority.made.pem })
    await say('sealed')
    await until(() => taken.includes('sealed'), 'the reading')
    const log = recordingLog()
    const other = lineTo(t, mosquitto, {
      ...{ log, clientId: 'tocsin-readings-other', tls: () => ({ ...own, ca: stranger.made.pem }) },
    })
    await until(() => log.lines.some(({ message }) => message.includes('can’t be used')), 'the refusal')
    assert.equal(other.line.isUp, false)
  })
})
