import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import type { Notice } from '#alerts'
import { memoryShelf, plus, recordingLog, virtualClock, type Instant } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { absent } from '../../../test/support/absent.ts'
import { startMosquitto } from '../../../test/support/mosquitto.node.ts'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import { channelAt, embeddedMeeting, joinSiren, sirenIn } from '../../../test/support/sirens.ts'
import type { Outcome } from '../channel.ts'
import { startBroker } from './broker.mqtt.ts'
import { openLine } from './line.mqtt.ts'
import type { Escalation } from './nearest.ts'
import { shelfSirens } from './registry.ts'
import type { SirenChannel, SirenChannelOptions } from './siren-channel.mqtt.ts'
import type { Siren, SirenId } from './siren.ts'
import { topicOf } from './topics.ts'

const never = new AbortController().signal
const areas = [frozenArea('zadonsk')]
const red = (more: Partial<Notice> = {}) => drillNotice({ areas, ...more })
const allClear = (more: Partial<Notice> = {}) =>
  red({ kind: 'all-clear', reason: 'cleared', revision: 2, loudFor: [], ...more })

/** Waits until something that arrives by the network is so. */
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2))
}
const tell = async (channel: SirenChannel, notice: Notice): Promise<readonly Outcome[]> => {
  const targets = await channel.targets(notice, (area) => notice.areas.some(({ code }) => code === area))
  return Promise.all(targets.map((target) => channel.send(notice, target, never)))
}

async function scene(t: TestContext, more: Partial<SirenChannelOptions> = {}) {
  const meeting = await embeddedMeeting()
  const shelf = memoryShelf()
  const registry = await shelfSirens(shelf)
  const siren = await joinSiren(
    registry,
    meeting,
    sirenIn('zadonsk', 'z-1', { position: { lon: 38.9, lat: 52.4 } }),
  )
  const world = await channelAt(meeting, [], { registry, shelf, ...more })
  t.after(async () => {
    await world.channel.close()
    await siren.connected.close()
    await meeting.close()
  })
  return { ...world, siren, meeting }
}

describe('sirens in an alert', () => {
  test('are only those where it is loud', async (t) => {
    const { channel, registry } = await scene(t)
    await registry.put([sirenIn('terbuny', 't-1')])
    const both = red({ areas: [frozenArea('zadonsk'), frozenArea('terbuny')], loudFor: ['terbuny'] as never })
    assert.deepEqual(
      (await channel.targets(both, () => true)).map(({ id }) => id),
      ['t-1'],
    )
    const renewed = red({ kind: 'update', reason: 'renewed', loudFor: [] })
    assert.deepEqual(await channel.targets(renewed, () => true), [])
  })
  test('are not asked to stop what never sounded there', async (t) => {
    const { channel } = await scene(t)
    assert.deepEqual(await tell(channel, allClear()), [])
  })
  test('sound, stop and play the all-clear', async (t) => {
    const { channel, siren } = await scene(t)
    assert.deepEqual(await tell(channel, red()), [{ kind: 'confirmed', by: 'device', detail: 'sounding' }])
    assert.equal(channel.status(siren.siren.id), 'sounding')
    assert.deepEqual(await tell(channel, allClear()), [
      { kind: 'confirmed', by: 'device', detail: 'stopped' },
    ])
    assert.deepEqual(siren.played, ['danger', 'all-clear'])
    assert.equal(channel.status(siren.siren.id), 'passed')
  })
  test('never sound for what was ended, not even by a try that comes after', async (t) => {
    const { channel, siren } = await scene(t)
    await channel.targets(allClear(), () => true)
    assert.deepEqual(await tell(channel, red()), [
      { kind: 'refused', problem: 'siren/stopped', retry: 'never' },
    ])
    assert.deepEqual(siren.obeyed, [])
    const again = red({ revision: 3, reason: 'extended' })
    assert.equal((await tell(channel, again))[0]?.kind, 'confirmed', 'a later revision may sound again')
  })
  test('stop at once for a retraction that overtakes a warning nobody answered', async (t) => {
    const { channel, siren } = await scene(t)
    siren.ways.how = 'silence'
    const warning = tell(channel, red())
    await until(() => siren.obeyed.length === 1)
    siren.ways.how = 'confirm'
    const retraction = await tell(channel, allClear({ kind: 'retraction', reason: 'retracted' }))
    assert.equal(retraction[0]?.kind, 'confirmed')
    assert.deepEqual(await warning, [{ kind: 'refused', problem: 'siren/overtaken', retry: 'never' }])
    assert.deepEqual(siren.played, ['danger'])
  })
  test('go on for one alert when another one ends, and clear only when both have', async (t) => {
    const { channel, siren } = await scene(t)
    const drone = { alert: 'alert-000001' as never }
    const missile = { alert: 'alert-000002' as never }
    await tell(channel, red(drone))
    await tell(channel, red(missile))
    assert.deepEqual(await tell(channel, allClear(drone)), [], 'the missile warning still sounds')
    await tell(channel, allClear(missile))
    assert.deepEqual(siren.played, ['danger', 'danger', 'all-clear'])
  })
  test('stop without an all-clear while an earlier alert goes on', async (t) => {
    const { channel, siren } = await scene(t)
    await tell(channel, red({ alert: 'alert-000001' as never }))
    await tell(channel, red({ alert: 'alert-000002' as never }))
    await tell(channel, allClear({ alert: 'alert-000002' as never }))
    assert.deepEqual(siren.played, ['danger', 'danger'])
    await tell(channel, allClear({ alert: 'alert-000001' as never }))
    assert.deepEqual(siren.played, ['danger', 'danger', 'all-clear'])
  })
})

describe('a siren that answers late or not at all', () => {
  test('is unknown at the deadline, raises the alarm once, and is confirmed when it answers', async (t) => {
    const clock = virtualClock(systemClock().now())
    const calls: Escalation[] = []
    const { channel, registry, siren } = await scene(t, {
      clock,
      onEscalation: (call) => calls.push(call),
      neighbours: () => ['terbuny' as never],
    })
    await registry.put([
      sirenIn('terbuny', 't-1', { position: { lon: 38.95, lat: 52.4 } }),
      sirenIn('dankov', 'd-1', { position: { lon: 39.2, lat: 53.2 } }),
    ])
    const late: (readonly [string, string, Outcome])[] = []
    channel.onLateOutcome?.((...it) => late.push(it))
    siren.ways.how = 'silence'
    const first = tell(channel, red())
    await until(() => siren.obeyed.length === 1)
    assert.equal(channel.status(siren.siren.id), 'pending')
    clock.advance(channel.patienceFor + 2)
    assert.deepEqual(await first, [{ kind: 'unknown', problem: 'siren/no-answer' }])
    assert.equal(calls.length, 1)
    assert.equal(calls[0]?.status, 'unknown')
    assert.deepEqual(calls[0]?.operators, ['operator of zadonsk', 'operator of terbuny'])
    assert.deepEqual(
      calls[0]?.nearest.map(({ siren: id }) => id),
      ['t-1', 'd-1'],
    )

    siren.ways.how = 'confirm'
    siren.connected.device.announce()
    await until(() => late.length > 0)
    assert.deepEqual(late, [[red().id, 'z-1', { kind: 'confirmed', by: 'device', detail: 'sounding' }]])
    assert.deepEqual(await tell(channel, red()), [late[0]?.[2]], 'a further try only reads the answer')
    assert.equal(siren.obeyed.length, 1)
    assert.equal(calls.length, 1)
  })
  test('is silent, not unknown, while its heart beats', async (t) => {
    const clock = virtualClock(systemClock().now())
    const { channel, siren } = await scene(t, { clock })
    await siren.connected.device.beat()
    await until(() => channel.states().get(siren.siren.id)?.lastHeard?.endsWith('Z') === true)
    siren.ways.how = 'silence'
    const first = tell(channel, red())
    await until(() => siren.obeyed.length === 1)
    clock.advance(channel.patienceFor + 2)
    await first
    assert.equal(channel.status(siren.siren.id), 'silent')
    assert.equal(channel.states().get(siren.siren.id)?.batteryPercent, 87)
  })
  test('gets the same order with the same counter at each try, and is left alone when its time is up', async (t) => {
    const clock = virtualClock(systemClock().now())
    const { channel, siren } = await scene(t, { clock })
    siren.ways.how = 'silence'
    const reports = () => siren.connected.device.report
    for (let tries = 0; tries < 3; tries++) {
      let outcomes: readonly Outcome[] | undefined
      void tell(channel, red()).then((them) => (outcomes = them))
      await until(() => siren.obeyed.length === 1)
      await until(() => (clock.advance(500), outcomes !== undefined))
      assert.deepEqual(outcomes, [{ kind: 'unknown', problem: 'siren/no-answer' }])
    }
    assert.equal(siren.obeyed.length, 1)
    assert.equal(reports().counter, siren.obeyed[0]?.counter)
    clock.advance(channel.times.soundWithin)
    assert.deepEqual(await tell(channel, red()), [
      { kind: 'refused', problem: 'siren/no-answer', retry: 'never' },
    ])
  })
  test('hears its order when it comes back in time', async (t) => {
    const { channel, siren, registry, meeting } = await scene(t)
    await siren.connected.close()
    const off = new AbortController()
    const [target] = await channel.targets(red(), () => true)
    assert.ok(target)
    const sending = channel.send(red(), target, off.signal)
    const back = await joinSiren(registry, meeting, siren.siren)
    t.after(() => back.connected.close())
    assert.equal((await sending).kind, 'confirmed')
    assert.deepEqual(back.played, ['danger'])
  })
  test('hears only the stop when it comes back after that', async (t) => {
    const { channel, siren, registry, meeting } = await scene(t)
    await siren.connected.close()
    const [target] = await channel.targets(red(), () => true)
    assert.ok(target)
    const warning = channel.send(red(), target, never)
    await until(() => channel.states().get(siren.siren.id)?.order !== undefined)
    const end = tell(channel, allClear())
    const back = await joinSiren(registry, meeting, siren.siren)
    t.after(() => back.connected.close())
    await warning
    assert.equal((await end)[0]?.kind, 'confirmed')
    assert.deepEqual(back.played, [])
  })
})

describe('a restart of the server in the middle of an alert', () => {
  test('commands no siren again that had confirmed, and goes on counting', async (t) => {
    const { channel, siren, shelf, meeting, registry } = await scene(t)
    await tell(channel, red())
    await channel.close()
    const { channel: next } = await channelAt(meeting, [], { shelf, registry })
    t.after(() => next.close())
    assert.deepEqual(await tell(next, red()), [{ kind: 'confirmed', by: 'device', detail: 'sounding' }])
    assert.equal(siren.obeyed.length, 1)
    assert.equal((await tell(next, allClear()))[0]?.kind, 'confirmed')
    assert.deepEqual(
      siren.obeyed.map(({ action }) => action),
      ['sound', 'stop'],
    )
  })
  test('commands no siren again even when the shelf was lost, and outgrows the counters that sirens have seen', async (t) => {
    const { channel, siren, meeting, registry } = await scene(t)
    for (let revision = 1; revision < 5; revision++) await tell(channel, red({ revision }))
    await channel.close()
    const { channel: next } = await channelAt(meeting, [], { registry })
    t.after(() => next.close())
    assert.equal((await tell(next, red({ revision: 4 })))[0]?.kind, 'confirmed')
    assert.equal(siren.obeyed.length, 4)
    assert.equal((await tell(next, allClear({ revision: 5 })))[0]?.kind, 'confirmed')
    assert.deepEqual(
      siren.obeyed.map(({ counter }) => counter),
      [1, 2, 3, 4, 5],
    )
  })
})

describe('a broker that dies in the middle of an alert', () => {
  const dies = async (
    t: TestContext,
    broker: {
      url: string
      login?: { username: string; password: string }
      fall(): Promise<void>
      rise(): Promise<void>
    },
  ) => {
    const registry = await shelfSirens(memoryShelf())
    const siren = await joinSiren(registry, broker, sirenIn('zadonsk', 'z-1'))
    const { channel } = await channelAt(broker, [], { registry })
    t.after(() => Promise.all([channel.close(), siren.connected.close()]))
    assert.equal(channel.standing!().state, 'working')
    siren.ways.how = 'silence'
    const first = tell(channel, red())
    await until(() => siren.obeyed.length === 1)
    await broker.fall()
    assert.deepEqual(await first, [{ kind: 'unknown', problem: 'siren/line-dropped' }])
    assert.deepEqual(await tell(channel, red()), [
      { kind: 'refused', problem: 'siren/broker-unreachable', retry: 'later' },
    ])
    const { state, problem } = channel.standing!()
    assert.deepEqual([state, problem], ['failing', 'siren/broker-unreachable'])
    siren.ways.how = 'confirm'
    await broker.rise()
    let outcome: Outcome | undefined
    while (outcome?.kind !== 'confirmed') {
      ;[outcome] = await tell(channel, red())
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    assert.equal(channel.standing!().state, 'working')
    assert.equal(siren.obeyed.length, 1, 'it sounded once, though the order was sent again')
  }

  test('makes what was on its way unknown; when it returns the same order is confirmed (embedded broker)', async (t) => {
    const options = { anonymous: 'loopback', log: recordingLog() } as const
    let broker = await startBroker(options)
    const { url, login, port } = broker
    t.after(() => broker.close())
    await dies(t, {
      url,
      get login() {
        return login
      },
      fall: () => broker.close(),
      rise: async () => void (broker = await startBroker({ ...options, port, login })),
    })
  })
  test(
    'makes what was on its way unknown; when it returns the same order is confirmed (mosquitto)',
    { skip: absent('mosquitto') },
    async (t) => {
      const mosquitto = await startMosquitto()
      t.after(() => mosquitto.stop())
      await dies(t, { url: mosquitto.url, fall: mosquitto.kill, rise: mosquitto.restart })
    },
  )
})

describe('a shelf that can’t be written', () => {
  test('keeps sirens from starting, not from stopping, and the next try works', async (t) => {
    const inner = memoryShelf()
    let isFull = false
    const shelf = {
      ...inner,
      put: async (...it: Parameters<typeof inner.put>) =>
        isFull ? Promise.reject(new Error('full')) : inner.put(...it),
    }
    const { channel, siren } = await scene(t, { shelf })
    const fillUp = () => (isFull = true)
    fillUp()
    assert.deepEqual(await tell(channel, red()), [
      { kind: 'refused', problem: 'siren/not-kept', retry: 'later' },
    ])
    assert.deepEqual(siren.obeyed, [])
    isFull = false
    assert.equal((await tell(channel, red()))[0]?.kind, 'confirmed')
    fillUp()
    assert.equal((await tell(channel, allClear()))[0]?.kind, 'confirmed')
    assert.deepEqual(siren.played, ['danger', 'all-clear'])
  })
})

describe('a quiet test', () => {
  test('passes or fails sirens without a sound, and leaves alone what may be sounding', async (t) => {
    const { channel, siren, registry, meeting } = await scene(t)
    const busy = await joinSiren(registry, meeting, sirenIn('terbuny', 't-1'))
    t.after(() => busy.connected.close())
    await tell(channel, red({ areas: [frozenArea('terbuny')] }))
    const found = await channel.quietTest([siren.siren.id, busy.siren.id, 'nobody' as SirenId])
    assert.deepEqual(
      [...found],
      [
        ['z-1', 'passed'],
        ['t-1', 'sounding'],
        ['nobody', 'unknown'],
      ],
    )
    assert.deepEqual(siren.played, [])
    assert.deepEqual(
      busy.obeyed.map(({ action }) => action),
      ['sound'],
    )
  })
})

describe('a plain siren', () => {
  test('is switched on and off, believed only for what fits, and shown as unsigned', async (t) => {
    const meeting = await embeddedMeeting()
    const relay: Siren = sirenIn('zadonsk', 'relay-1', { kind: 'plain' })
    const heard: string[] = []
    const line = await new Promise<ReturnType<typeof openLine>>((resolve) => {
      const mine = openLine({
        url: meeting.url,
        protocolVersions: [4],
        listensTo: [topicOf(relay.id, 'plain/set')],
        clientId: 'relay-1',
        clock: systemClock(),
        log: recordingLog(),
        onMessage(_topic, payload) {
          const { state } = JSON.parse(Buffer.from(payload).toString())
          heard.push(state)
          void mine.publish(topicOf(relay.id, 'plain/state'), state, 'retained')
        },
        onUp: () => resolve(mine),
      })
    })
    const { channel } = await channelAt(meeting, [relay])
    t.after(async () => {
      await Promise.all([channel.close(), line.close()])
      await meeting.close()
    })
    assert.deepEqual(await tell(channel, red()), [
      { kind: 'confirmed', by: 'device', detail: 'sounding, unsigned' },
    ])
    assert.deepEqual(await tell(channel, allClear()), [
      { kind: 'confirmed', by: 'device', detail: 'stopped, unsigned' },
    ])
    assert.deepEqual(heard, ['ON', 'OFF'])
  })
})

test('an order is good for as long as the times say', async (t) => {
  const { channel, siren } = await scene(t)
  await tell(channel, red())
  const [order] = siren.obeyed
  assert.ok(order)
  assert.equal(order.notAfter, plus(order.issuedAt as Instant, channel.times.soundWithin))
})
