/** How long from the order to the last of a thousand sirens confirmed, on the embedded broker and beside it on mosquitto. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import type { AreaCode } from '#areas'
import { memoryShelf, silentLog, type NoticeId } from '#base'
import { drillNotice, frozenArea } from '../test/support/notices.ts'
import { absent } from '../test/support/absent.ts'
import { startMosquitto } from '../test/support/mosquitto.node.ts'
import { systemClock } from '../src/base/clock.node.ts'
import { startBroker } from '../src/channels/siren/broker.mqtt.ts'
import { fleetSirens } from '../src/channels/siren/fleet.ts'
import type { Login } from '../src/channels/siren/line.mqtt.ts'
import { shelfSirens } from '../src/channels/siren/registry.ts'
import { sirenChannel } from '../src/channels/siren/siren-channel.mqtt.ts'
import { ed25519PoolVerifier, newSigningKey } from '../src/channels/siren/signing.node.ts'
import type { SirenId } from '../src/channels/siren/siren.ts'
import { withFleetKeys } from '../src/channels/siren/simulator.mqtt.ts'
import type { Outcome } from '../src/channels/channel.ts'
import type { FromFleet, ToFleet } from './sirens-fleet.node.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '10' },
    brokers: { type: 'string', default: 'embedded,mosquitto' },
    json: { type: 'boolean', default: false },
  },
})
const count = Number(values.count)
const rounds = Number(values.rounds)
const seed = 'bench'
const answerWithin = 8_000
const sleep = (wait: number) => new Promise((resolve) => setTimeout(resolve, wait))

interface Meeting {
  readonly url: string
  readonly login?: Login
  stop(): Promise<void>
}

async function measure(name: string, meeting: Meeting) {
  const key = newSigningKey()
  const area = frozenArea('bench')
  const sirens = withFleetKeys(fleetSirens(count, [{ code: area.code as AreaCode }], ['drill']), seed)
  const shelf = memoryShelf()
  const registry = await shelfSirens(shelf)
  await registry.put(sirens)
  const channel = await sirenChannel({
    url: meeting.url,
    ...(meeting.login === undefined ? {} : { login: meeting.login }),
    registry,
    shelf,
    sign: key.sign,
    verify: ed25519PoolVerifier(),
    modes: ['drill'],
    contains: (outer, inner) => outer === inner,
    clock: systemClock(),
    log: silentLog,
    times: { answerWithin },
  })
  await channel.ready
  const child = fork(new URL('./sirens-fleet.node.ts', import.meta.url))
  const order: ToFleet = {
    url: meeting.url,
    sirens: sirens.map(({ id }) => id),
    trusts: key.publicKey,
    seed,
    fail: 0.02,
    mute: 0.01,
    late: 0.01,
    lateBy: answerWithin + 2_000,
  }
  child.send(order)
  const [{ truth: pairs }] = (await once(child, 'message')) as [FromFleet]
  const truth = new Map(pairs)

  const ask = async (revision: number, kind: 'warning' | 'all-clear') => {
    const notice = drillNotice({ areas: [area], revision, kind, id: `bench.${revision}` as NoticeId })
    const off = new AbortController()
    const outcomes = new Map<string, Outcome>()
    const confirmedAfter: number[] = []
    const from = performance.now()
    const targets = await channel.targets(notice, () => true)
    const expected = targets.filter(({ id }) => !['mute', 'late'].includes(truth.get(id as SirenId) ?? ''))
    let waitingFor = expected.length
    await new Promise<void>((resolve) => {
      for (const target of targets)
        void channel.send(notice, target, off.signal).then((outcome) => {
          outcomes.set(target.id, outcome)
          if (outcome.kind === 'confirmed') confirmedAfter.push(performance.now() - from)
          if (expected.includes(target) && --waitingFor === 0) resolve()
        })
    })
    return { confirmedAfter, off, outcomes, targets: targets.length }
  }

  let unanswered = 0
  const lasts: number[] = []
  const all: number[] = []
  const cpuBefore = process.cpuUsage()
  for (let round = 0; round < rounds; round++) {
    const warning = await ask(round * 2 + 1, 'warning')
    lasts.push(Math.max(...warning.confirmedAfter))
    all.push(...warning.confirmedAfter)
    unanswered += [...warning.outcomes.values()].filter(({ kind }) => kind === 'unknown').length
    warning.off.abort()
    const end = await ask(round * 2 + 2, 'all-clear')
    end.off.abort()
    // What the late ones still have to say of the round before is not this round's work.
    await sleep(200)
  }
  const cpu = process.cpuUsage(cpuBefore)

  // The truth about each, at the deadline of one more order and after the last late answer.
  await ask(rounds * 2 + 1, 'warning')
  await sleep(answerWithin + 100)
  const words: Record<string, Record<string, number>> = {}
  for (const { id } of sirens) {
    const row = (words[truth.get(id) ?? ''] ??= {})
    row[channel.status(id)] = (row[channel.status(id)] ?? 0) + 1
  }
  await sleep(2_500)
  const lateNow = sirens.filter(({ id }) => truth.get(id) === 'late').map(({ id }) => channel.status(id))

  child.send('stop')
  await Promise.race([once(child, 'exit'), sleep(3_000)])
  child.kill()
  const protocolVersion = channel.protocolVersion === 5 ? '5' : '3.1.1'
  await channel.close()
  await meeting.stop()
  const at = (sorted: number[], share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN)
  all.sort((a, b) => a - b)
  lasts.sort((a, b) => a - b)
  return {
    broker: `${name}, MQTT ${protocolVersion}`,
    sirens: count,
    orders: rounds,
    confirmedMilliseconds: { p50: at(all, 0.5), p99: at(all, 0.99) },
    lastConfirmedMilliseconds: { median: at(lasts, 0.5), worst: Math.round(lasts.at(-1) ?? NaN) },
    /** Of those that should have answered. */
    unanswered,
    /** One warning and one end, signing, broker and client in one process. */
    serverCpuMillisecondsPerRound: Math.round((cpu.user + cpu.system) / 1_000 / rounds),
    statusByBehaviourAtDeadline: words,
    lateAfterTheirAnswer: Object.fromEntries(
      [...new Set(lateNow)].map((word) => [word, lateNow.filter((it) => it === word).length]),
    ),
  }
}

const results = []
if (values.brokers.includes('embedded')) {
  const embedded = await startBroker({ anonymous: 'loopback', log: silentLog })
  results.push(
    await measure('embedded', {
      url: embedded.url,
      login: embedded.login,
      stop: () => embedded.close(),
    }),
  )
}
if (values.brokers.includes('mosquitto') && absent('mosquitto') === false)
  results.push(await measure('mosquitto', await startMosquitto()))
if (values.json) console.log(JSON.stringify(results))
else for (const result of results) console.log(JSON.stringify(result, null, 2))
