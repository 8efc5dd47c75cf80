import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { memoryShelf, recordingLog, type Instant } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import { channelAt, commander, embeddedMeeting, joinSiren, sirenIn } from '../../../test/support/sirens.ts'
import { sealed } from './envelope.ts'
import { openLine } from './line.mqtt.ts'
import { orderFor, usualTimes } from './order.ts'
import { shelfSirens } from './registry.ts'
import { newSigningKey } from './signing.node.ts'
import type { SirenReport } from './report.ts'
import type { SirenId } from './siren.ts'
import { topicOf } from './topics.ts'

/** Two sirens, their channel, and somebody who has taken over the broker: reads every topic and writes to any. */
async function scene(t: TestContext) {
  const meeting = await embeddedMeeting()
  const registry = await shelfSirens(memoryShelf())
  const a = await joinSiren(registry, meeting, sirenIn('zadonsk', 'a-1'))
  const b = await joinSiren(registry, meeting, sirenIn('terbuny', 'b-1'))
  const { channel } = await channelAt(meeting, [], { registry })
  const overheard: { topic: string; payload: string }[] = []
  let wake: (() => void) | undefined
  const attacker = await new Promise<ReturnType<typeof openLine>>((resolve) => {
    const line = openLine({
      url: meeting.url,
      ...(meeting.login === undefined ? {} : { login: meeting.login }),
      protocolVersions: [4],
      clientId: 'attacker',
      listensTo: ['tocsin/#'],
      clock: systemClock(),
      log: recordingLog(),
      onMessage(topic, payload) {
        overheard.push({ topic, payload: Buffer.from(payload).toString() })
        wake?.()
      },
      onUp: () => resolve(line),
    })
  })
  t.after(async () => {
    await Promise.all([channel.close(), a.connected.close(), b.connected.close(), attacker.close()])
    await meeting.close()
  })
  /** Waits until something on the wire is so. */
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise<void>((resolve) => (wake = resolve))
  }
  for (const { siren } of [a, b])
    await until(() => overheard.some(({ topic }) => topic === topicOf(siren.id, 'state')))
  /** Publishes as the attacker and waits for the siren's next report. */
  const attack = async (siren: SirenId, payload: string): Promise<SirenReport> => {
    const reports = () => overheard.filter(({ topic }) => topic === topicOf(siren, 'state'))
    const before = reports().length
    await attacker.publish(topicOf(siren, 'command'), payload, 'passing')
    await until(() => reports().length > before)
    return JSON.parse(reports().at(-1)?.payload ?? '').body
  }
  const warn = async () => {
    const notice = drillNotice({ areas: [frozenArea('zadonsk')] })
    const [target] = await channel.targets(notice, (area) => area === 'zadonsk')
    assert.ok(target)
    return channel.send(notice, target, AbortSignal.timeout(5_000))
  }
  const commandsTo = (siren: SirenId) => overheard.filter(({ topic }) => topic === topicOf(siren, 'command'))
  return { a, b, channel, attacker, attack, warn, until, overheard, commandsTo, registry, meeting }
}

const forDrill = (siren: SirenId, counter: number, at: Instant) =>
  orderFor(drillNotice(), siren, counter, at, usualTimes).command as never

describe('whoever has taken over the broker', () => {
  test('can’t sound a siren with the bytes of an earlier order', async (t) => {
    const { a, attack, channel, warn, until, commandsTo } = await scene(t)
    assert.equal((await warn()).kind, 'confirmed')
    await until(() => commandsTo(a.siren.id).length > 0)
    const captured = commandsTo(a.siren.id)[0]?.payload ?? ''
    const again = await attack(a.siren.id, captured)
    assert.equal(again.condition, 'sounding')
    assert.deepEqual(a.played, ['danger'], 'the repeat of the standing order is answered, not performed')

    const end = drillNotice({ areas: [frozenArea('zadonsk')], kind: 'retraction', revision: 2 })
    const [target] = await channel.targets(end, () => true)
    assert.ok(target)
    assert.equal((await channel.send(end, target, AbortSignal.timeout(5_000))).kind, 'confirmed')
    const replayed = await attack(a.siren.id, captured)
    assert.equal(replayed.refused?.problem, 'siren/replayed')
    assert.equal(replayed.condition, 'stopped')
    assert.deepEqual(a.played, ['danger'])
  })
  test('can’t sound a siren with a key of their own', async (t) => {
    const { a, attack } = await scene(t)
    const report = await attack(
      a.siren.id,
      sealed('command', forDrill(a.siren.id, 99, systemClock().now()), newSigningKey().sign),
    )
    assert.equal(report.refused?.problem, 'siren/forged')
    assert.deepEqual(a.played, [])
  })
  test('can’t sound one siren with the order of another', async (t) => {
    const { a, b, attack, warn, until, commandsTo } = await scene(t)
    await warn()
    await until(() => commandsTo(a.siren.id).length > 0)
    const report = await attack(b.siren.id, commandsTo(a.siren.id)[0]?.payload ?? '')
    assert.equal(report.refused?.problem, 'siren/misaddressed')
    assert.deepEqual(b.played, [])
  })
  test('can’t sound a siren with an order that was held back until its time was over', async (t) => {
    const { a, attack } = await scene(t)
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString() as Instant
    const report = await attack(
      a.siren.id,
      sealed('command', forDrill(a.siren.id, 99, hourAgo), commander.sign),
    )
    assert.equal(report.refused?.problem, 'siren/late')
    assert.deepEqual(a.played, [])
  })
  test('can’t confirm for a siren: forged, unsigned, copied and garbled answers are counted and not believed', async (t) => {
    const { a, b, attacker, channel, until, overheard, warn } = await scene(t)
    await warn()
    await until(() =>
      overheard.some(
        ({ topic, payload }) => topic === topicOf(a.siren.id, 'state') && payload.includes('sounding'),
      ),
    )
    const said = overheard.findLast(({ topic }) => topic === topicOf(a.siren.id, 'state'))?.payload ?? ''
    const body = { ...JSON.parse(said).body, siren: b.siren.id }
    const state = topicOf(b.siren.id, 'state')
    for (const payload of [
      sealed('report', body, newSigningKey().sign),
      sealed('report', body),
      said,
      'garbage',
      '{"body":{"v":2}}',
    ])
      await attacker.publish(state, payload, 'passing')
    // The last of them has been read when what follows it on the same line has been.
    await attacker.publish(topicOf('nobody' as SirenId, 'state'), 'x', 'passing')
    const counted = () => Object.values(channel.disbelieved).reduce((sum, count) => sum + count, 0)
    while (counted() < 6) await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(
      { ...channel.disbelieved },
      { garbled: 2, forged: 2, unsigned: 1, misaddressed: 0, replayed: 0, strangers: 1 },
    )
    assert.equal(channel.status(b.siren.id), 'unknown')
  })
  test('can’t set counters to their end with an unsigned answer', async (t) => {
    const { registry, channel, attacker, warn, a } = await scene(t)
    await registry.put([sirenIn('terbuny', 'keyless')])
    const at = systemClock().now()
    const body = { v: 1, siren: 'keyless', at, counter: 9_000, faults: [], refusals: 0, condition: 'ready' }
    await attacker.publish(topicOf('keyless' as SirenId, 'state'), sealed('report', body), 'passing')
    while (channel.states().get('keyless' as SirenId) === undefined)
      await new Promise((resolve) => setImmediate(resolve))
    await warn()
    assert.ok((a.obeyed[0]?.counter ?? 0) < 100)
  })
})
