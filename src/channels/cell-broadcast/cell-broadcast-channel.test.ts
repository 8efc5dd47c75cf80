import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import {
  memoryShelf,
  minute,
  recordingLog,
  second,
  virtualClock,
  type AlertId,
  type Instant,
  type Json,
  type Mode,
  type NoticeId,
  type Shelf,
} from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import { channelContract, type ChannelWorld } from '../channel.contract.ts'
import type { Channel, Outcome } from '../channel.ts'
import { openAirBook } from './air-book.ts'
import { cellBroadcastChannel } from './cell-broadcast-channel.cbe.ts'
import type { Answer, Centre } from './centre.cbe.ts'
import { ecbeBody } from './ecbe.ts'
import { readNetworks, type Network } from './network.ts'
import { simulatedNetwork } from './simulated-network.ts'
import { runSimulator, type Temper } from './simulator.http.ts'

function listed(overrides: object = {}, ...more: readonly object[]): readonly Network[] {
  const one = {
    id: 'one',
    name: 'One',
    url: 'http://127.0.0.1:1',
    areas: ['gn:467120'],
    languages: ['ru', 'en'],
  }
  const read = readNetworks(JSON.stringify({ networks: [{ ...one, ...overrides }, ...more] }))
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}

const same = (outer: AreaCode, inner: AreaCode) => outer === inner
const phones = [
  { id: 'a', name: 'A', cell: 'north', tests: 'shown', additional: 'shown' },
  { id: 'b', name: 'B', cell: 'south', tests: 'hidden', additional: 'shown' },
] as const

channelContract('cell-broadcast', async (): Promise<ChannelWorld> => {
  let temper: Temper = 'serve'
  let now: { notice: string; target: string; mode: Mode } | undefined
  const acted = new Map<string, { notice: string; target: string; mode: Mode }>()
  const simulator = await runSimulator({
    ...{ port: 0, cells: ['north'], phones, clock: systemClock() },
    temper(method) {
      // What a phone would take for a repeat is one: by its identifier and serial number, not by how often it was asked for.
      if (temper !== 'refuse' && temper !== 'lose' && now !== undefined)
        acted.set(`${method}/${now.notice}/${now.target}`, now)
      return temper
    },
  })
  const clock = systemClock()
  const channel = cellBroadcastChannel({
    networks: listed({ url: simulator.url }),
    ...{ book: await openAirBook(memoryShelf(), clock.now), clock, report: recordingLog() },
    ...{ modes: ['drill', 'test'], contains: same },
  })
  let count = 0
  return {
    channel: {
      ...channel,
      send(notice, target, signal) {
        now = { notice: notice.id, target: target.id, mode: notice.mode }
        return channel.send(notice, target, signal)
      },
    },
    notice: (overrides) => drillNotice({ id: `alert-000001.${++count}` as NoticeId, ...overrides }),
    behave(how) {
      temper = how === 'confirm' ? 'serve' : how
    },
    received: () => [...acted.values()],
    async close() {
      await channel.close()
      await simulator.close()
    },
  }
})

/** A channel on a virtual clock, with a centre in the same process whose line the test may cut. */
async function world(
  t: TestContext,
  options: { network?: object; shelf?: Shelf; others?: readonly object[] } = {},
) {
  const clock = virtualClock('2025-11-01T21:37:00.000Z' as Instant)
  const network = simulatedNetwork({ cells: ['north', 'south'], phones, at: clock.now() })
  const shelf = options.shelf ?? memoryShelf()
  const orders: string[] = []
  let line: (order: string) => 'serve' | 'lost-answer' | 'never-came' | 'unreachable' | number = () => 'serve'
  /** Orders that are still on their way when nobody waits for them any more. */
  const late: (() => void)[] = []
  const through = (
    order: string,
    act: () => { status: number; text: string },
    signal: AbortSignal,
  ): Answer => {
    if (signal.aborted) return { kind: 'not-sent', why: 'called-off' }
    const how = line(order)
    orders.push(order)
    if (how === 'unreachable') return { kind: 'not-sent', why: 'unreachable' }
    if (typeof how === 'number') return { kind: 'answered', status: how, text: '' }
    if (how === 'never-came') {
      late.push(act)
      return { kind: 'unanswered' }
    }
    const done = act()
    return how === 'serve' ? { kind: 'answered', ...done } : { kind: 'unanswered' }
  }
  const centre: Centre = {
    start: async (broadcast, signal) =>
      through(
        `start ${broadcast.messageId}:${broadcast.serial.code}.${broadcast.serial.update}`,
        () => network.start(ecbeBody(broadcast) as unknown as Json, clock.now()),
        signal,
      ),
    stop: async (messageId, signal) =>
      through(`stop ${messageId}`, () => network.stop(messageId, clock.now()), signal),
  }
  let goesOn: readonly AreaCode[] = []
  const open = async () => {
    const channel = cellBroadcastChannel({
      networks: listed(options.network, ...(options.others ?? [])),
      ...{ book: await openAirBook(shelf, clock.now), clock, report: recordingLog() },
      ...{ contains: same, goesOnIn: () => goesOn, centre: () => centre },
    })
    t.after(() => channel.close())
    return channel
  }
  let channel: Channel = await open()
  return {
    ...{ clock, network, orders, late, shelf },
    lineIs: (as: typeof line) => void (line = as),
    goesOnIn: (areas: readonly string[]) => void (goesOn = areas as readonly AreaCode[]),
    send: (notice: Notice, target = 'one'): Promise<Outcome> =>
      channel.send(notice, { id: target, areas: ['gn:467120' as AreaCode] }, new AbortController().signal),
    onAir: () =>
      network
        .state()
        .onAir.map(({ messageId, serial }) => `${messageId}:${(serial >> 4) & 1023}.${serial & 15}`),
    phone: (id: string) => network.state().phones.find((one) => one.id === id)!,
    async restart() {
      await channel.close()
      channel = await open()
    },
    async passes(time: number) {
      clock.advance(time)
      network.advance(clock.now())
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

const version = (revision: number, overrides: Partial<Notice> = {}) =>
  drillNotice({
    id: `alert-000001.${revision}` as NoticeId,
    revision,
    kind: revision === 1 ? 'warning' : 'update',
    ...overrides,
  })
const end = (revision: number, overrides: Partial<Notice> = {}) =>
  version(revision, { kind: 'all-clear', reason: 'cleared', loudFor: [], ...overrides })
const saying = (en: string, ru = 'УЧЕНИЕ. Тревога.'): Pick<Notice, 'wording'> => ({
  wording: {
    texts: { en: { '90': en, '360': en, '1395': en }, ru: { '90': ru, '360': ru, '1395': ru } },
    missing: [],
  },
})

describe('a warning on the air', () => {
  test('is one message for the local language and one for the others', async (t) => {
    const here = await world(t)
    const outcome = await here.send(version(1))
    assert.deepEqual(outcome, { kind: 'accepted', reference: '4381/0x4000 4394/0x4000' })
    assert.deepEqual(here.onAir(), ['4381:0.0', '4394:0.0'])
    assert.deepEqual(
      here.phone('a').screen.map(({ text }) => text.slice(0, 7)),
      ['DRILL. ', 'УЧЕНИЕ.'],
    )
    assert.equal(here.phone('b').rang, 0, 'a phone that did not ask for exercises stays quiet')
  })

  test('keeps its message code and raises its version when it says something else, and phones show the new one alone', async (t) => {
    const here = await world(t)
    await here.send(version(1, saying('DRILL. One.')))
    await here.send(version(2, saying('DRILL. Two.')))
    assert.deepEqual(here.onAir(), ['4381:0.0', '4394:0.1'], 'only the message that changed')
    assert.deepEqual(
      here.phone('a').screen.map(({ text }) => text),
      ['DRILL. Two.', 'УЧЕНИЕ. Тревога.'],
    )
    assert.equal(here.phone('a').rang, 3)
  })

  test('wraps its version after the sixteenth', async (t) => {
    const here = await world(t)
    for (let revision = 1; revision <= 17; revision++)
      await here.send(version(revision, saying(`DRILL. ${revision}.`)))
    assert.deepEqual(here.onAir(), ['4381:0.0', '4394:0.0'])
    assert.equal(here.phone('a').screen[0]?.text, 'DRILL. 17.')
  })

  test('is renewed without a phone ringing again', async (t) => {
    const here = await world(t)
    await here.send(version(1))
    const renewed = version(2, {
      reason: 'renewed',
      loudFor: [],
      renewBy: '2025-11-02T01:37:00.000Z' as Instant,
    })
    await here.send(renewed)
    assert.deepEqual(here.onAir(), ['4381:0.0', '4394:0.0'])
    assert.equal(here.phone('a').rang, 2)
    await here.passes(3 * 60 * minute)
    assert.deepEqual(here.onAir(), ['4381:0.0', '4394:0.0'], 'it goes on beyond its first time')
  })

  test('ends by the network itself when nobody renews or ends it', async (t) => {
    const here = await world(t)
    await here.send(version(1))
    await here.passes(2 * 60 * minute)
    assert.equal(here.onAir().length, 2)
    await here.passes(5 * minute)
    assert.deepEqual(here.onAir(), [])
  })

  test('is stopped by its end, and nothing of it comes after', async (t) => {
    const here = await world(t)
    await here.send(version(1))
    assert.deepEqual(await here.send(end(2)), { kind: 'accepted', reference: 'off-air' })
    assert.deepEqual(here.onAir(), [])
    assert.deepEqual(await here.send(version(1)), {
      kind: 'refused',
      problem: 'cell-broadcast/overtaken',
      retry: 'never',
    })
    assert.deepEqual(here.orders.slice(-2), ['stop 4381', 'stop 4394'])
  })

  test('is stopped at a level without a sound', async (t) => {
    const here = await world(t)
    await here.send(version(1))
    const { siren: _, ...silent } = version(2, { reason: 'lowered', gravity: 'advisory', loudFor: [] })
    await here.send(silent)
    assert.deepEqual(here.onAir(), [])
    await here.send(version(3))
    assert.deepEqual(here.onAir(), ['4381:0.1', '4394:0.1'], 'a new version, so that phones ring again')
  })

  test('stands under another class when it grows worse, and the first is stopped only then', async (t) => {
    const here = await world(t, { network: { modes: ['live'] } })
    await here.send(version(1, { mode: 'live', gravity: 'advisory' }))
    assert.deepEqual(here.onAir(), ['4373:0.0', '4386:0.0'])
    await here.send(version(2, { mode: 'live', gravity: 'danger', ...saying('Danger.') }))
    assert.deepEqual(here.onAir(), ['4370:0.1', '4383:0.1'])
    assert.deepEqual(here.orders.slice(2), ['start 4370:0.1', 'start 4383:0.1', 'stop 4373', 'stop 4386'])
  })
})

describe('several warnings on one network', () => {
  const other = (number: number, overrides: Partial<Notice> = {}) =>
    drillNotice({ alert: `alert-00000${number}` as AlertId, mode: 'live', ...overrides })

  test('have an identifier and a message code each; the next goes one step lower', async (t) => {
    const here = await world(t, { network: { modes: ['live'], languages: ['en'] } })
    for (const number of [1, 2, 3, 4]) await here.send(other(number))
    assert.deepEqual(here.onAir(), ['4370:0.0', '4371:1.0', '4372:2.0', '4373:3.0'])
    await here.send(
      other(1, { id: 'alert-000001.2' as NoticeId, revision: 2, kind: 'all-clear', loudFor: [] }),
    )
    await here.send(other(5))
    assert.deepEqual(here.onAir(), ['4371:1.0', '4372:2.0', '4373:3.0', '4370:4.0'])
  })

  test('wait where every identifier is taken, and take one that falls free', async (t) => {
    const here = await world(t, { network: { languages: ['en'] } })
    const drill = (number: number, more: Partial<Notice> = {}) => other(number, { mode: 'drill', ...more })
    for (const number of [1, 2, 3]) assert.equal((await here.send(drill(number))).kind, 'accepted')
    assert.deepEqual(await here.send(drill(4)), {
      kind: 'refused',
      problem: 'cell-broadcast/id-taken',
      retry: 'later',
    })
    await here.send(
      drill(2, { id: 'alert-000002.2' as NoticeId, revision: 2, kind: 'retraction', loudFor: [] }),
    )
    assert.equal((await here.send(drill(4))).kind, 'accepted')
    for (const id of here.onAir())
      assert.match(id, /^(4381|4398|4380):/, 'a drill under an identifier of a warning')
  })

  test('leave alone what somebody else has on the air', async (t) => {
    const here = await world(t, { network: { modes: ['live'], languages: ['en'] } })
    const foreign = {
      ...{ cbeName: 'other', category: 'normal' as const, repetitionPeriod: 5, count: 0, messageId: 4370 },
      ...{ serial: { scope: 'plmn_wide' as const, code: 900, update: 0 }, dcs: 0x0f, pages: ['0d'] },
    }
    here.network.start(ecbeBody(foreign) as unknown as Json, here.clock.now())
    assert.equal((await here.send(other(1))).kind, 'accepted')
    assert.deepEqual(here.onAir(), ['4370:900.0', '4371:0.1'])
    await here.send(
      other(1, { id: 'alert-000001.2' as NoticeId, revision: 2, kind: 'all-clear', loudFor: [] }),
    )
    assert.deepEqual(here.onAir(), ['4370:900.0'])
  })
})

describe('an order whose answer is lost', () => {
  test('is stopped before it is given again: one broadcast is left, with the same serial number', async (t) => {
    const here = await world(t, { network: { languages: ['en'] } })
    here.lineIs(() => 'lost-answer')
    assert.deepEqual(await here.send(version(1)), { kind: 'unknown', problem: 'cell-broadcast/no-answer' })
    here.lineIs(() => 'serve')
    assert.equal((await here.send(version(1))).kind, 'accepted')
    assert.deepEqual(here.onAir(), ['4381:0.0'])
    assert.equal(here.phone('a').rang, 1)
  })

  test('is followed by a new version: only that one is left', async (t) => {
    const here = await world(t, { network: { languages: ['en'] } })
    here.lineIs(() => 'lost-answer')
    await here.send(version(1, saying('DRILL. One.')))
    here.lineIs(() => 'serve')
    await here.send(version(2, saying('DRILL. Two.')))
    assert.deepEqual(here.onAir(), ['4381:0.1'])
  })

  test('may reach the centre after the end: it is stopped all the same', async (t) => {
    const here = await world(t, { network: { languages: ['en'] } })
    here.lineIs((order) => (order.startsWith('start') ? 'never-came' : 'serve'))
    await here.send(version(1))
    assert.deepEqual(await here.send(end(2)), { kind: 'unknown', problem: 'cell-broadcast/may-start-late' })
    for (const arrive of here.late) arrive()
    assert.deepEqual(here.onAir(), ['4381:0.0'], 'it came late')
    await here.passes(90 * second)
    assert.deepEqual(here.onAir(), [])
    assert.deepEqual(await here.send(end(2)), { kind: 'accepted', reference: 'off-air' })
  })

  test('is known after a restart, and stopped on the end', async (t) => {
    const here = await world(t)
    here.lineIs((order) => (order.startsWith('start 4394') ? 'lost-answer' : 'serve'))
    await here.send(version(1))
    here.lineIs(() => 'serve')
    await here.restart()
    assert.equal((await here.send(end(2))).kind, 'accepted')
    assert.deepEqual(here.onAir(), [])
  })
})

describe('a centre that is away', () => {
  test('gets what is on the air stopped once it is back, though nobody asks any more', async (t) => {
    const here = await world(t)
    await here.send(version(1))
    here.lineIs(() => 'unreachable')
    assert.deepEqual(await here.send(end(2)), {
      kind: 'refused',
      problem: 'cell-broadcast/unreachable',
      retry: 'later',
    })
    await here.restart()
    here.lineIs(() => 'serve')
    await here.passes(31 * second)
    assert.deepEqual(here.onAir(), [])
  })

  const answers = [
    [400, 'cell-broadcast/rejected', 'never'],
    [401, 'cell-broadcast/rejected', 'later'],
    [404, 'cell-broadcast/not-a-centre', 'later'],
    [429, 'cell-broadcast/busy', 'later'],
    [500, 'cell-broadcast/busy', 'later'],
    [503, 'cell-broadcast/busy', 'later'],
  ] as const
  for (const [status, problem, retry] of answers)
    test(`answers ${status}: ${problem}`, async (t) => {
      const here = await world(t)
      here.lineIs(() => status)
      assert.deepEqual(await here.send(version(1)), { kind: 'refused', problem, retry })
    })

  test('and a gateway that gave up says nothing of what it did: it is stopped before it is asked again', async (t) => {
    const here = await world(t, { network: { languages: ['en'] } })
    here.lineIs(() => 504)
    assert.equal((await here.send(version(1))).kind, 'unknown')
    here.lineIs(() => 'serve')
    await here.send(version(1))
    assert.deepEqual(here.orders, ['start 4381:0.0', 'stop 4381', 'start 4381:0.0'])
  })
})

describe('a warning for a part of what a network serves', () => {
  const two = { areas: ['gn:467120', 'gn:482803'] }
  test('is not broadcast to all of it, unless the list says so', async (t) => {
    const here = await world(t, { network: two })
    assert.deepEqual(await here.send(version(1)), {
      ...{ kind: 'refused', problem: 'cell-broadcast/wider-than-warned', retry: 'never' },
    })
    assert.deepEqual(here.orders, [])
    const wide = await world(t, { network: { ...two, forAPart: 'broadcast' } })
    assert.equal((await wide.send(version(1))).kind, 'accepted')
  })

  test('goes on while it goes on anywhere there, and is stopped with the last of it', async (t) => {
    const here = await world(t, { network: { ...two, forAPart: 'broadcast' } })
    await here.send(version(1, { areas: [frozenArea('gn:467120'), frozenArea('gn:482803')] }))
    here.goesOnIn(['gn:482803'])
    const part = end(2, { id: 'alert-000001.2e' as NoticeId, reason: 'areas-cleared' })
    assert.equal((await here.send(part)).kind, 'accepted')
    assert.equal(here.onAir().length, 2)
    here.goesOnIn([])
    await here.send(end(3))
    assert.deepEqual(here.onAir(), [])
  })
})

describe('two networks', () => {
  test('are told each by itself, and one that is in no list is not', async (t) => {
    const here = await world(t, {
      others: [{ id: 'two', name: 'Two', url: 'http://127.0.0.1:2', areas: ['gn:467120'] }],
    })
    here.lineIs(() => 'unreachable')
    assert.equal((await here.send(version(1))).kind, 'refused')
    here.lineIs(() => 'serve')
    assert.deepEqual(await here.send(version(1), 'two'), {
      kind: 'accepted',
      reference: '4381/0x4000 4394/0x4000',
    })
    const { kind, ...why } = (await here.send(version(1), 'three')) as { kind: string }
    assert.equal(kind, 'refused')
    assert.deepEqual(why, { problem: 'cell-broadcast/no-such-network', retry: 'later' })
  })
})
