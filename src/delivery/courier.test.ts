import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AlertId } from '#base'
import { hour, minute, plus, second } from '#base'
import type { Channel, Outcome } from '#channels'
import {
  confirmed,
  courierWorld,
  dropped,
  later,
  never,
  start,
  target,
  told,
} from '../../test/support/courier-world.ts'
import { memoryAttemptLog } from './attempt-log.ts'
import type { AttemptId } from './attempt.ts'

const hanging = () => new Promise<Outcome>(() => {})

describe('the courier', () => {
  test('tells every target of a notice and records that each confirmed', async () => {
    const world = courierWorld({
      targets: [target('one', ['o/a']), target('two', ['o/b']), target('far', ['p'])],
    })
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    await world.courier.quiet()
    assert.deepEqual(world.said().sort(), ['a.1→one', 'a.1→two'])
    for (const it of await world.log.byAlert('a' as AlertId)) assert.equal(it.state, 'confirmed')
    assert.equal(world.courier.load().alerts, 0)
  })

  test('has the plan written down before anything is sent', async () => {
    const log = memoryAttemptLog()
    const written: string[] = []
    const world = courierWorld({
      log: {
        ...log,
        async write(entry) {
          await log.write(entry)
          written.push(...entry.attempts.map(({ state }) => state))
        },
      },
    })
    world.answers(() => {
      written.push('sent')
      return confirmed
    })
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    await world.courier.quiet()
    assert.deepEqual(written, ['waiting', 'sending', 'sent', 'confirmed'])
  })

  test('plans a notice that comes twice once', async () => {
    const world = courierWorld()
    const notice = told('a', 1, 'warning', ['o'])
    await world.courier.onNotices([notice, notice])
    await world.courier.onNotice(notice)
    await world.courier.quiet()
    assert.deepEqual(world.said(), ['a.1→one'])
  })

  test('tries again what was refused for now, and not what was refused for good', async () => {
    const world = courierWorld({ targets: [target('busy'), target('gone')] })
    world.answers((_, { id }) => (id === 'gone' ? never : world.heard.length > 3 ? confirmed : later))
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    await world.courier.quiet()
    for (let waited = 0; waited < 10; waited++) {
      world.clock.advance(second)
      await world.settle()
    }
    assert.deepEqual(world.said(), ['a.1→busy', 'a.1→gone', 'a.1→busy', 'a.1→busy'])
    assert.equal((await world.state('a.1/bell/gone'))?.state, 'refused')
    const busy = await world.state('a.1/bell/busy')
    assert.equal(busy?.state, 'confirmed')
    assert.equal(busy.tries, 3)
    assert.deepEqual(
      busy.history.map(({ outcome }) => outcome.kind),
      ['refused', 'refused', 'confirmed'],
    )
  })

  test('waits as long as a target asked for', async () => {
    const world = courierWorld()
    world.answers(() =>
      world.heard.length > 1 ? confirmed : { ...later, notBefore: plus(start, 5 * minute) },
    )
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    await world.courier.quiet()
    world.clock.advance(5 * minute - 1)
    await world.settle()
    assert.equal(world.heard.length, 1)
    world.clock.advance(1)
    await world.settle()
    assert.equal(world.heard.length, 2)
  })

  test('does not try past the deadline, and then says expired or leaves unknown as it is', async () => {
    const world = courierWorld({ targets: [target('busy'), target('mute')] })
    world.answers((_, { id }) => (id === 'busy' ? later : dropped))
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    for (let passed = 0; passed < 3 * hour; passed += 10 * second) {
      world.clock.advance(10 * second)
      await world.settle()
    }
    const [busy, mute] = [await world.state('a.1/bell/busy'), await world.state('a.1/bell/mute')]
    assert.deepEqual([busy?.state, busy?.nextTryAt], ['expired', null])
    assert.deepEqual([mute?.state, mute?.nextTryAt], ['unknown', null])
    for (const it of busy?.history ?? []) assert.ok(it.at < busy!.deadlineAt)
    assert.equal(world.courier.load().alerts, 0)
  })

  test('calls a try without an answer unknown when its patience is over, and believes an answer that comes later', async () => {
    const world = courierWorld()
    const answer = Promise.withResolvers<Outcome>()
    const slow: Channel = { ...world.channel, send: () => answer.promise }
    const other = courierWorld({ channels: [slow] })
    await other.courier.onNotice(told('a', 1, 'warning', ['o']))
    await other.settle()
    other.clock.advance(slow.patienceFor)
    await other.settle()
    assert.equal((await other.state('a.1/bell/one'))?.state, 'unknown')
    answer.resolve(confirmed)
    await other.settle()
    await other.courier.quiet()
    assert.equal((await other.state('a.1/bell/one'))?.state, 'confirmed')
  })

  test('sends nothing of an alert that the ledger has stopped, although the end is not planned yet', async () => {
    const world = courierWorld()
    world.stopped.add('a')
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    await world.courier.quiet()
    assert.deepEqual(world.said(), [])
    const attempt = await world.state('a.1/bell/one')
    assert.equal(attempt?.state, 'superseded')
    assert.equal(attempt.tries, 0)
    await world.courier.onNotice(told('a', 2, 'retraction', ['o']))
    await world.courier.quiet()
    assert.deepEqual(world.said(), ['a.2→one'])
  })

  test('lets an end overtake what is queued and what is in flight, and tells it last', async () => {
    const world = courierWorld({ targets: [target('one'), target('two')], channel: { concurrency: 1 } })
    world.answers(({ kind }) => (kind === 'warning' ? hanging() : confirmed))
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    await world.settle()
    assert.deepEqual(world.said(), ['a.1→one'])
    await world.courier.onNotice(told('a', 2, 'all-clear', ['o']))
    await world.courier.quiet()
    assert.deepEqual(world.said(), ['a.1→one', 'a.2→one', 'a.2→two'])
    assert.equal((await world.state('a.1/bell/one'))?.state, 'superseded')
    assert.equal((await world.state('a.1/bell/two'))?.state, 'superseded')
  })

  test('sends nothing of an overtaken revision, also when calling one off makes room for the next', async () => {
    const log = memoryAttemptLog()
    const open = Promise.withResolvers<void>()
    let gated = false
    const world = courierWorld({
      log: { ...log, write: async (entry) => (gated && (await open.promise), log.write(entry)) },
      targets: ['one', 'two', 'three'].map((id) => target(id)),
      channel: { concurrency: 1 },
    })
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    gated = true
    const planning = world.courier.onNotice(told('a', 2, 'update', ['o']))
    await world.settle()
    gated = false
    open.resolve()
    await planning
    await world.courier.quiet()
    assert.deepEqual(world.said(), ['a.1→one', 'a.2→one', 'a.2→two', 'a.2→three'])
    for (const id of ['two', 'three'])
      assert.equal((await world.state(`a.1/bell/${id}`))?.state, 'superseded')
  })

  test('tells an end also to a target that the channel no longer names', async () => {
    const targets = [target('one'), target('two')]
    const world = courierWorld({ targets })
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    await world.courier.quiet()
    targets.pop()
    await world.courier.onNotice(told('a', 2, 'all-clear', ['o']))
    await world.courier.quiet()
    assert.deepEqual(world.said().slice(2).sort(), ['a.2→one', 'a.2→two'])
  })

  test('stays loud for a target that never heard the louder notice before', async () => {
    const world = courierWorld({ targets: [target('one', ['o/a'])] })
    world.answers(() => later)
    await world.courier.onNotice(told('a', 1, 'warning', ['o/a']))
    await world.settle()
    world.answers(() => confirmed)
    await world.courier.onNotice(told('a', 2, 'update', ['o/a', 'o/b'], { loud: ['o/b'] }))
    await world.courier.quiet()
    await world.courier.onNotice(told('a', 3, 'update', ['o/a', 'o/b'], { loud: [] }))
    await world.courier.quiet()
    assert.deepEqual(
      world.heard.map(({ notice }) => notice.loudFor),
      [['o/a'], ['o/b', 'o/a'], []],
    )
  })

  test('refuses and records a mode that a channel may not carry', async () => {
    const world = courierWorld({ channel: { modes: ['drill', 'test'] } })
    await world.courier.onNotice(told('a', 1, 'warning', ['o'], { mode: 'live' }))
    await world.courier.quiet()
    assert.deepEqual(world.said(), [])
    const attempt = await world.state('a.1/bell/one')
    assert.equal(attempt?.state, 'refused')
    assert.deepEqual(attempt.lastOutcome, {
      kind: 'refused',
      problem: 'delivery/mode-not-carried',
      retry: 'never',
    })
  })

  test('sends live before drill, ends before warnings, danger before advice', async () => {
    const world = courierWorld({ channel: { concurrency: 1 } })
    const block = Promise.withResolvers<Outcome>()
    world.answers(({ alert }) => (alert === 'blocker' ? block.promise : confirmed))
    await world.courier.onNotice(told('blocker', 1, 'warning', ['o']))
    await world.courier.onNotices([
      told('drill', 1, 'all-clear', ['o']),
      told('advice', 1, 'warning', ['o'], { mode: 'live', gravity: 'advisory' }),
      told('danger', 1, 'warning', ['o'], { mode: 'live' }),
      told('over', 2, 'all-clear', ['o'], { mode: 'live' }),
    ])
    block.resolve(confirmed)
    await world.courier.quiet()
    assert.deepEqual(
      world.heard.map(({ notice }) => notice.alert),
      ['blocker', 'over', 'danger', 'advice', 'drill'],
    )
  })

  test('takes up after a crash what was being sent, and repeats nothing that was confirmed', async () => {
    const log = memoryAttemptLog()
    const before = courierWorld({ log, targets: [target('one'), target('two')] })
    before.answers((_, { id }) => (id === 'one' ? confirmed : hanging()))
    await before.courier.onNotice(told('a', 1, 'warning', ['o']))
    await before.settle()
    const after = courierWorld({ log, targets: [target('one'), target('two')] })
    assert.equal(await after.courier.resume(), 1)
    await after.courier.onNotice(told('a', 1, 'warning', ['o']))
    await after.courier.quiet()
    assert.deepEqual(after.said(), ['a.1→two'])
    const two = await after.state('a.1/bell/two')
    assert.deepEqual(
      two?.history.map(({ outcome }) => ('problem' in outcome ? outcome.problem : outcome.kind)),
      ['delivery/interrupted', 'confirmed'],
    )
  })

  test('sends nothing while it can not write, says so once, and goes on when it can', async () => {
    const log = memoryAttemptLog()
    let full = true
    const world = courierWorld({
      log: { ...log, write: (entry) => (full ? Promise.reject(new Error('disk full')) : log.write(entry)) },
    })
    const planning = world.courier.onNotice(told('a', 1, 'warning', ['o']))
    for (let waited = 0; waited < 5; waited++) {
      await world.settle()
      world.clock.advance(second)
    }
    assert.deepEqual(world.said(), [])
    assert.equal(world.courier.load().attemptLog, 'fails')
    full = false
    await world.settle()
    world.clock.advance(second)
    await planning
    await world.courier.quiet()
    assert.deepEqual(world.said(), ['a.1→one'])
    assert.deepEqual(
      world.report.lines.map(({ level }) => level),
      ['error', 'info'],
    )
  })

  test('tells other channels when one can not name its targets, and asks that one again', async () => {
    const world = courierWorld()
    let broken = true
    const asked: Channel = {
      ...world.channel,
      name: 'flaky',
      targets: async () => {
        if (broken) throw new Error('the list is being rebuilt')
        return [target('late')]
      },
    }
    const both = courierWorld({ channels: [world.channel, asked] })
    await both.courier.onNotice(told('a', 1, 'warning', ['o']))
    await both.courier.quiet()
    assert.deepEqual(world.said(), ['a.1→one'])
    broken = false
    both.clock.advance(5 * second)
    await both.settle()
    await both.courier.quiet()
    assert.deepEqual(world.said(), ['a.1→one', 'a.1→late'])
    assert.equal(both.report.lines.length, 1)
  })

  test('tries again when its patience is over although the machine’s clock stands still', async () => {
    const world = courierWorld()
    const wakes: (() => void)[] = []
    const frozen = courierWorld({
      channels: [world.channel],
      courier: { clock: { now: () => start, after: (_, act) => (wakes.push(act), () => {}) } },
    })
    world.answers(() => (world.heard.length > 1 ? confirmed : later))
    await frozen.courier.onNotice(told('a', 1, 'warning', ['o']))
    await frozen.courier.quiet()
    for (let turn = 0; turn < 4 && world.heard.length < 2; turn++) {
      for (const wake of wakes.splice(0)) wake()
      await frozen.settle()
    }
    assert.equal(world.heard.length, 2)
  })
})

describe('sending again by hand', () => {
  const resent = (world: ReturnType<typeof courierWorld>, id: string) => world.courier.resend(id as AttemptId)

  test('tries one failed target once more', async () => {
    const world = courierWorld()
    world.answers(() => (world.heard.length > 1 ? confirmed : never))
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    await world.courier.quiet()
    assert.ok((await resent(world, 'a.1/bell/one')).ok)
    await world.courier.quiet()
    assert.equal((await world.state('a.1/bell/one'))?.state, 'confirmed')
  })

  for (const [why, code, prepare] of [
    ['one that nobody knows', 'no-such-attempt', async () => 'x.1/bell/one'],
    [
      'one that was confirmed',
      'already-confirmed',
      async (world) => {
        await world.courier.onNotice(told('a', 1, 'warning', ['o']))
        return 'a.1/bell/one'
      },
    ],
    [
      'a warning of an alert that ended',
      'stopped',
      async (world) => {
        world.answers(() => never)
        await world.courier.onNotice(told('a', 1, 'warning', ['o']))
        await world.courier.quiet()
        await world.courier.onNotice(told('a', 2, 'all-clear', ['o']))
        return 'a.1/bell/one'
      },
    ],
    [
      'a warning of an alert that the ledger has ended',
      'stopped',
      async (world) => {
        world.answers(() => never)
        await world.courier.onNotice(told('a', 1, 'warning', ['o']))
        await world.courier.quiet()
        world.stopped.add('a')
        return 'a.1/bell/one'
      },
    ],
    [
      'what something newer has overtaken',
      'superseded',
      async (world) => {
        world.answers(() => later)
        await world.courier.onNotice(told('a', 1, 'warning', ['o']))
        await world.courier.quiet()
        await world.courier.onNotice(told('a', 2, 'update', ['o']))
        return 'a.1/bell/one'
      },
    ],
  ] satisfies [string, string, (world: ReturnType<typeof courierWorld>) => Promise<string>][])
    test(`is refused for ${why}`, async () => {
      const world = courierWorld()
      const id = await prepare(world)
      await world.courier.quiet()
      const result = await resent(world, id)
      assert.equal(result.ok ? 'ok' : result.problem.code, `delivery/${code}`)
    })

  test('an all-clear that failed may be sent again after the end', async () => {
    const world = courierWorld()
    await world.courier.onNotice(told('a', 1, 'warning', ['o']))
    await world.courier.quiet()
    world.answers(() => never)
    world.stopped.add('a')
    await world.courier.onNotice(told('a', 2, 'all-clear', ['o']))
    await world.courier.quiet()
    world.answers(() => confirmed)
    assert.ok((await resent(world, 'a.2/bell/one')).ok)
    await world.courier.quiet()
    assert.equal((await world.state('a.2/bell/one'))?.state, 'confirmed')
  })
})

test('a courier that closes while it can not write tells the follower that the plan is not durable', async () => {
  const log = { ...memoryAttemptLog(), write: () => Promise.reject(new Error('disk full')) }
  const world = courierWorld({ log })
  const planning = assert.rejects(
    world.courier.onNotice(told('a', 1, 'warning', ['o'])),
    /the courier is closed/,
  )
  await world.settle()
  await world.courier.close()
  await planning
  assert.deepEqual(world.said(), [])
  await assert.rejects(world.courier.onNotice(told('a', 2, 'all-clear', ['o'])), /the courier is closed/)
})

test('a channel that never names its targets holds up the others for a second', async () => {
  const world = courierWorld()
  const mute: Channel = { ...world.channel, name: 'mute', targets: () => new Promise(() => {}) }
  const both = courierWorld({ channels: [mute, world.channel] })
  const planning = both.courier.onNotice(told('a', 1, 'warning', ['o']))
  await both.settle()
  both.clock.advance(second)
  await planning
  await both.courier.quiet()
  assert.deepEqual(world.said(), ['a.1→one'])
})

test('a closed courier leaves what flew as it is written down: sending', async () => {
  const world = courierWorld()
  world.answers(hanging)
  await world.courier.onNotice(told('a', 1, 'warning', ['o']))
  await world.settle()
  await world.courier.close()
  assert.equal((await world.state('a.1/bell/one'))?.state, 'sending')
  assert.deepEqual(await world.courier.resend('a.1/bell/one' as AttemptId), {
    ok: false,
    problem: { code: 'delivery/closed', details: {} },
  })
})
