import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { memoryShelf, recordingLog, virtualClock } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { absent, program } from '../../../test/support/absent.ts'
import { startMosquitto } from '../../../test/support/mosquitto.node.ts'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import { channelAt, commander, embeddedMeeting } from '../../../test/support/sirens.ts'
import { answers, freePort, removeAtExit, start } from '../../../test/support/started.node.ts'
import type { Outcome } from '../channel.ts'
import { behavioursOf, fleetSirens, type Behaviour } from './fleet.ts'
import { shelfSirens } from './registry.ts'
import { runFleet, withFleetKeys } from './simulator.mqtt.ts'
import { countsOf, sirenReach } from './siren-reach.ts'
import type { SirenId } from './siren.ts'
import type { SirenStatus } from './siren-state.ts'

const area = frozenArea('zadonsk')
const tick = () => new Promise((resolve) => setTimeout(resolve, 2))

/** What the board must say of each kind at the deadline, and after everybody who will ever answer has. */
const atDeadline: Record<Behaviour, SirenStatus> = {
  works: 'sounding',
  fails: 'failed',
  mute: 'silent',
  late: 'silent',
  offline: 'unknown',
}

async function nightOf(
  t: TestContext,
  meeting: { url: string; login?: { username: string; password: string } },
  count: number,
) {
  const seed = 'night'
  const clock = virtualClock(systemClock().now())
  const sirens = withFleetKeys(fleetSirens(count, [{ code: area.code }], ['drill', 'test']), seed)
  const registry = await shelfSirens(memoryShelf())
  const { channel } = await channelAt(meeting, sirens, { registry, clock, times: { answerWithin: 30_000 } })
  const late = new Map<string, Outcome>()
  channel.onLateOutcome?.((_notice, target, outcome) => void late.set(target, outcome))
  const fleet = await runFleet({
    url: meeting.url,
    sirens: sirens.map(({ id }) => id),
    trusts: [commander.publicKey],
    seed,
    fail: 0.05,
    mute: 0.05,
    late: 0.05,
    offline: 0.05,
    lateBy: 35_000,
    clock,
    log: recordingLog(),
  })
  t.after(async () => {
    await Promise.all([channel.close(), fleet.close()])
  })
  const ids = (how: Behaviour) => sirens.map(({ id }) => id).filter((id) => fleet.truth.get(id) === how)
  const say = () => new Map(sirens.map(({ id }) => [id, channel.status(id)]))
  const expected = (words: Record<Behaviour, SirenStatus>) =>
    new Map(sirens.map(({ id }) => [id, words[fleet.truth.get(id) ?? 'works']]))

  const notice = drillNotice({ areas: [area] })
  const outcomes = new Map<string, Outcome>()
  for (const target of await channel.targets(notice, () => true))
    void channel
      .send(notice, target, AbortSignal.timeout(60_000))
      .then((outcome) => outcomes.set(target.id, outcome))
  const answering = ids('works').length + ids('fails').length
  while (outcomes.size < answering) await tick()
  assert.deepEqual(
    countsOf(
      sirenReach(sirens, channel.states(), [area.code], (a, b) => a === b, clock.now(), channel.times).total,
    ),
    {
      pending: count - answering,
      sounding: ids('works').length,
      passed: 0,
      failed: ids('fails').length,
      silent: 0,
      unknown: 0,
    },
  )

  clock.advance(30_001)
  while (outcomes.size < count) await tick()
  // The hearts of those that are mute or late beat once in that half minute, and the network needs a moment.
  while ([...ids('mute'), ...ids('late')].some((id) => channel.status(id) !== 'silent')) await tick()
  assert.deepEqual(say(), expected(atDeadline))
  for (const id of ids('works')) assert.equal(outcomes.get(id)?.kind, 'confirmed')
  for (const id of ids('fails'))
    assert.deepEqual(outcomes.get(id), { kind: 'refused', problem: 'siren/fault', retry: 'never' })
  for (const how of ['mute', 'late', 'offline'] as const)
    for (const id of ids(how))
      assert.deepEqual(outcomes.get(id), { kind: 'unknown', problem: 'siren/no-answer' })

  clock.advance(6_000)
  while (late.size < ids('late').length) await tick()
  assert.deepEqual([...late.keys()].sort(), ids('late'))
  assert.deepEqual(say(), expected({ ...atDeadline, late: 'sounding' }))
}

describe('a fleet of sirens, some of which misbehave', () => {
  test('is reported as it is, each of 200, by the embedded broker', async (t) => {
    const meeting = await embeddedMeeting()
    t.after(() => meeting.close())
    await nightOf(t, meeting, 200)
  })
  test('is reported as it is by mosquitto', { skip: absent('mosquitto') }, async (t) => {
    const mosquitto = await startMosquitto()
    t.after(() => mosquitto.stop())
    await nightOf(t, mosquitto, 40)
  })
  test('is reported as it is by NATS', { skip: absent('nats') }, async (t) => {
    const nats = await startNats()
    t.after(() => nats.stop())
    await nightOf(t, nats, 40)
  })
  test('has exactly the shares that were asked for, the same ones for the same seed', () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => `sim-${n}` as SirenId)
    const shares = { fail: 0.02, mute: 0.01, late: 0.01 }
    const truth = behavioursOf(ids, shares, 'a')
    const count = (how: Behaviour) => [...truth.values()].filter((it) => it === how).length
    assert.deepEqual(
      [count('works'), count('fails'), count('mute'), count('late'), count('offline')],
      [960, 20, 10, 10, 0],
    )
    assert.deepEqual(behavioursOf(ids.toReversed(), shares, 'a'), truth)
    assert.notDeepEqual(behavioursOf(ids, shares, 'b'), truth)
  })
})

async function startNats() {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-nats-'))
  removeAtExit(folder)
  const [port, mqtt] = [await freePort(), await freePort()]
  const config = join(folder, 'nats.conf')
  writeFileSync(
    config,
    [
      `listen: "127.0.0.1:${port}"`,
      'server_name: test',
      `jetstream { store_dir: "${folder}" }`,
      `mqtt { host: "127.0.0.1", port: ${mqtt} }`,
    ].join('\n'),
  )
  const nats = start(program('nats-server') ?? 'nats-server', ['-c', config], { cwd: folder })
  await answers(mqtt, nats)
  return { url: `mqtt://127.0.0.1:${mqtt}`, stop: () => nats.end('SIGTERM') }
}
