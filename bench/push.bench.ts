/**
 * How fast phones are told, and whether those that hang, are gone or are busy hold up the others.
 * `npm run bench:push -- [--phones N] [--threads N]`: N endpoints (10,000) at one push service on this machine, all healthy, then with
 * 5 % that hang, 5 % that are gone and 5 % that answer 429; times from the order to each healthy phone; encryptions a second.
 */
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { countingIds, silentLog, type AlertId, type Instant } from '#base'
import type { Notice } from '#alerts'
import { memoryPushTable, openSubscriptionBook } from '#channels'
import { systemClock } from '../src/base/clock.node.ts'
import { encryptingThreads } from '../src/channels/push/encrypting.node.ts'
import { pushChannel } from '../src/channels/push/push-channel.ts'
import { pushRequests } from '../src/channels/push/push-request.http.ts'
import { newVapidKey, vapidTokens } from '../src/channels/push/vapid.node.ts'
import { told } from '../test/support/courier-world.ts'
import { newPhoneKeys } from '../test/support/push-service-crypto.ts'
import { small } from '../test/support/small-country.ts'

const { values } = parseArgs({
  options: {
    phones: { type: 'string', default: '10000' },
    threads: { type: 'string', default: String(Math.max(1, availableParallelism() - 1)) },
  },
})
const [phones, threads] = [Number(values.phones), Number(values.threads)]

interface Run {
  /** Milliseconds from the order until the healthy phone's service had taken it, ascending. */
  readonly healthy: readonly number[]
  readonly wholeMs: number
  readonly mainMs: number
}

async function run(sick: number): Promise<Run> {
  const service = fork(new URL('push-service.node.ts', import.meta.url), [String(phones), String(sick)])
  const [{ origin }] = (await once(service, 'message')) as [{ readonly origin: string }]
  const clock = systemClock()
  const policy = { allowed: [new URL(origin).host] }
  const table = memoryPushTable()
  const keys = Array.from({ length: 50 }, () => newPhoneKeys().keys)
  const at = clock.now()
  for (let i = 0; i < phones; i++)
    await table.add({
      ...{
        id: `push-${i}` as never,
        secret: `${i}` as never,
        endpoint: `${origin}/${i}`,
        keys: keys[i % 50]!,
      },
      ...{
        language: 'en',
        places: [{ kind: 'area', area: 'a' as never }],
        content: 'full',
        modes: ['drill'],
      },
      ...{ state: 'working', createdAt: at, nonce: null, nonceAt: null, provenAt: at, acceptedAt: null },
    })
  const book = await openSubscriptionBook({
    ...{ table, policy, clock, log: silentLog, ids: countingIds(), hierarchy: () => small, modes: ['drill'] },
    newSecret: () => 'x',
  })
  await book.ready()
  const encrypting = encryptingThreads({ threads })
  const token = vapidTokens(newVapidKey(), { clock, subject: () => 'mailto:bench@example.org' })
  const requests = pushRequests({ policy, clock, encrypting, token })
  const channel = pushChannel({ book, table, requests, clock, report: silentLog, modes: ['drill'] })
  const notice = (alert: string): Notice =>
    told(alert, 1, 'warning', ['a'], {
      at: clock.now(),
      renewBy: new Date(Date.now() + 3_600_000).toISOString() as Instant,
      alert: alert as AlertId,
    })
  const cpu = process.cpuUsage()
  const began = performance.now()
  const beganMs = Date.now()
  await channel.send(notice('alert-1'), { id: 'a', areas: ['a' as never] }, AbortSignal.timeout(50_000))
  const wholeMs = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  service.send('times')
  const [{ times }] = (await once(service, 'message')) as [{ readonly times: readonly number[] }]
  await channel.close()
  requests.close()
  await encrypting.close()
  service.kill()
  return {
    healthy: times.map((time) => time - beganMs).toSorted((a, b) => a - b),
    wholeMs,
    mainMs: (user + system) / 1_000,
  }
}

async function encryptions(): Promise<number> {
  const encrypting = encryptingThreads({ threads })
  const { keys } = newPhoneKeys()
  const text = Buffer.from('x'.repeat(900))
  const batch = () => Promise.all(Array.from({ length: 200 }, () => encrypting.encrypt(keys, text)))
  await batch()
  const began = performance.now()
  for (let i = 0; i < 10; i++) await batch()
  await encrypting.close()
  return 2_000 / ((performance.now() - began) / 1_000)
}

const said = ({ healthy, wholeMs, mainMs }: Run) => {
  const at = (share: number) =>
    `${((healthy[Math.floor((healthy.length - 1) * share)] ?? 0) / 1_000).toFixed(2)} s`
  return `${healthy.length} healthy: p50 ${at(0.5)}, p99 ${at(0.99)}, last ${at(1)}; all tries done after ${(wholeMs / 1_000).toFixed(1)} s; CPU of the sender with its threads ${(mainMs / 1_000).toFixed(1)} s`
}
const load = () =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')

console.log(
  `${phones} phones, ${threads} encrypting ${threads === 1 ? 'thread' : 'threads'}, node ${process.version}, ${availableParallelism()} cores, ${execFileSync('uname', ['-sr']).toString().trim()}`,
)
console.log(`load ${load()}: ${Math.round(await encryptions())} encryptions a second`)
console.log(`load ${load()}: all healthy: ${said(await run(0))}`)
console.log(`load ${load()}: 5 % hang, 5 % are gone, 5 % answer 429: ${said(await run(0.05))}`)
