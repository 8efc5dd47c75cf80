/**
 * Does the Watch grow while it is open? Feeds it changes of every kind, and measures the heap of its page after a forced
 * collection: once when it is warm, and at the end. Fails on more than a tenth of growth per 1,000 updates.
 *
 * `npm run test:soak [-- --minutes 480 --rate 60]`; the rate is changes a minute. The changes take turns, so that the picture
 * is as large at the end as at the beginning: what has grown is what was kept for nothing.
 */
import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import type { JsonObject } from '#base'
import { openConsole, red, startConsoleWorld, terbunsky, zadonsky } from '../browser/console-world.ts'
import { done } from '../support/server.node.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    rate: { type: 'string', default: '300' },
    warm: { type: 'string', default: '200' },
  },
})
const [minutes, rate, warm] = [Number(values.minutes), Number(values.rate), Number(values.warm)]
const mostGrowth = 0.1

const world = await startConsoleWorld()
try {
  const { page, context } = world.officer
  const tools = await context.newCDPSession(page)
  await tools.send('HeapProfiler.enable')
  /** Bytes, DOM nodes and listeners that nothing can collect. */
  const measure = async () => {
    // The last change has been drawn and the last fetch answered.
    await wait(2_000)
    for (let pass = 0; pass < 3; pass++) await tools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await tools.send('Runtime.getHeapUsage')
    const { nodes, jsEventListeners, documents } = await tools.send('Memory.getDOMCounters')
    return { bytes: usedSize, nodes, listeners: jsEventListeners, documents }
  }

  // What has ended stays in the picture for a day: it is ended before, so that the picture stays as large as it is.
  const standing = await world.issue(red([zadonsky]))
  const other = await world.issue(red([terbunsky]))
  await openConsole(world.officer, world)
  await page.locator('[data-alert]').nth(1).waitFor()
  await page.locator('.map canvas').first().waitFor()
  // Every text is changed in place, nothing is added for good.
  await page.evaluate(`{
    globalThis.drawn = 0
    new MutationObserver((records) => (globalThis.drawn += records.length)).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true })
  }`)

  let level: 'red' | 'yellow' = 'red'
  const changes: readonly (() => Promise<unknown>)[] = [
    () => world.order(standing.id, 'renew', { renewForMinutes: 60 + Math.floor(Math.random() * 600) }),
    () => {
      level = level === 'red' ? 'yellow' : 'red'
      return world.order(other.id, level === 'red' ? 'raise' : 'lower', { level })
    },
    async () => {
      const noted = done<JsonObject>(
        await world.server.olena.post('/v1/sightings', { text: 'Buzzing, moving south', area: zadonsky }),
      )
      return world.server.olena.post(`/v1/sightings/${noted['id'] as string}/close`, {
        reason: 'Heard twice',
      })
    },
    async () => world.server.olena.post('/v1/sirens/test', { area: zadonsky }),
  ]

  const everyMilliseconds = 60_000 / rate
  const feed = async (count: number, until = Infinity) => {
    let given = 0
    for (let next = performance.now(); given < count && performance.now() < until; given++) {
      await changes[given % changes.length]!()
      next += everyMilliseconds
      await wait(Math.max(0, next - performance.now()))
    }
    return given
  }

  await feed(warm)
  const before = await measure()
  const drawnBefore = (await page.evaluate('globalThis.drawn')) as number
  const given = await feed(Infinity, performance.now() + minutes * 60_000)
  const end = await measure()
  const drawn = ((await page.evaluate('globalThis.drawn')) as number) - drawnBefore
  const growth = (end.bytes - before.bytes) / before.bytes
  const perThousand = growth / (given / 1_000)

  const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(2)} MB`
  console.log(
    `updates ${given} in ${minutes} min (${(given / minutes).toFixed(0)} a minute), drawn ${drawn} times`,
  )
  console.log(
    `heap ${megabytes(before.bytes)} → ${megabytes(end.bytes)}: ${(growth * 100).toFixed(1)} %, ${(perThousand * 100).toFixed(1)} % per 1,000 updates`,
  )
  console.log(
    `nodes ${before.nodes} → ${end.nodes}, listeners ${before.listeners} → ${end.listeners}, documents ${before.documents} → ${end.documents}`,
  )
  assert.ok(given > 0 && drawn >= given, 'the page was not changed by what was fed')
  assert.ok(perThousand <= mostGrowth, `it grows by ${(perThousand * 100).toFixed(1)} % per 1,000 updates`)
  assert.deepEqual(world.officer.complaints, [])
} finally {
  await world.close()
}
