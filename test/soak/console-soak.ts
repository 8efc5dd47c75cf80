/**
 * Does the Watch grow while it is open? Feeds it changes of every kind and measures what its page keeps, again and again after
 * forced collections. A line is laid through the second half of the measurements and drawn on over a shift of eight hours:
 * red where that adds more than a tenth, and where so few measurements cannot tell.
 *
 * `npm run test:soak [-- --minutes 480 --rate 60 --measures 24]`; the rate is changes a minute. The changes take turns, so
 * that the picture is as large at the end as at the beginning: what has grown is what was kept for nothing. `--leak` keeps
 * every answer in the page, to see that it turns red.
 */
import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import type { JsonObject } from '#base'
import { openConsole, red, startConsoleWorld, terbunsky, zadonsky } from '../browser/console-world.ts'
import { done } from '../support/server.node.ts'
import { growthOf, secondHalf, updatesAMinute, updatesOfAShift, verdictOn } from '../support/growth.ts'
import { heldBy } from './held.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    rate: { type: 'string', default: '300' },
    warm: { type: 'string', default: '200' },
    measures: { type: 'string', default: '16' },
    leak: { type: 'boolean', default: false },
  },
})
const [minutes, rate, warm] = [Number(values.minutes), Number(values.rate), Number(values.warm)]
const measures = Number(values.measures)

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(3)} MB`

const world = await startConsoleWorld()
try {
  const { page, context } = world.officer
  const tools = await context.newCDPSession(page)
  await tools.send('HeapProfiler.enable')
  /** Bytes, DOM nodes and listeners that nothing can collect. */
  const measure = async (updates: number) => {
    // The last change has been drawn and the last fetch answered.
    await wait(2_000)
    const held = await heldBy(tools)
    const { nodes, jsEventListeners: listeners, documents } = await tools.send('Memory.getDOMCounters')
    const one = { updates, ...held, nodes, listeners, documents }
    console.log(
      `${String(updates).padStart(7)} updates: kept ${megabytes(one.kept)}, compiled ${megabytes(one.compiled)}, the tools' own ${megabytes(one.tools)}, ${nodes} nodes, ${listeners} listeners`,
    )
    return one
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
  let turn = 0
  const feed = async (count: number, until = Infinity) => {
    let given = 0
    for (let next = performance.now(); given < count && performance.now() < until; given++) {
      await changes[turn++ % changes.length]!()
      next += everyMilliseconds
      await wait(Math.max(0, next - performance.now()))
    }
    return given
  }

  if (values.leak)
    await page.evaluate(`{
      globalThis.keptForNothing = []
      const asked = globalThis.fetch
      globalThis.fetch = async (...call) => {
        const answer = await asked(...call)
        answer.clone().text().then((text) => keptForNothing.push(text))
        return answer
      }
    }`)

  await feed(warm)
  const all = [await measure(0)]
  const drawnBefore = (await page.evaluate('globalThis.drawn')) as number
  const [began, span] = [performance.now(), minutes * 60_000]
  let given = 0
  while (all.length < measures) {
    given += await feed(Infinity, began + (span * all.length) / (measures - 1))
    all.push(await measure(given))
  }
  const drawn = ((await page.evaluate('globalThis.drawn')) as number) - drawnBefore
  console.log(
    `updates ${given} in ${minutes} min (${(given / minutes).toFixed(0)} a minute), drawn ${drawn} times`,
  )

  const late = secondHalf(all)
  const line = (name: 'kept' | 'compiled') => {
    const growth = growthOf(late.map((one) => ({ updates: one.updates, bytes: one[name] })))
    const { perUpdate, give, bytes } = growth
    const shift = perUpdate * updatesOfAShift
    console.log(
      `${name} ${megabytes(bytes)}: ${megabytes(perUpdate * 1_000)} ± ${megabytes(give * 1_000)} per 1,000 updates; a shift of 8 hours at ${updatesAMinute} updates a minute adds ${megabytes(shift)} ± ${megabytes(give * updatesOfAShift)} (${((shift / bytes) * 100).toFixed(1)} %)`,
    )
    return growth
  }
  const verdict = verdictOn(line('kept'))
  line('compiled')
  console.log(`verdict over the last ${late.length} of ${all.length} measurements: ${verdict}`)

  assert.ok(given > 0 && drawn >= given, 'the page was not changed by what was fed')
  assert.equal(verdict, 'level', 'what the page keeps grows with what it is told')
  const [middle, end] = [late[0]!, late.at(-1)!]
  assert.ok(end.listeners <= middle.listeners + 2, `listeners ${middle.listeners} → ${end.listeners}`)
  assert.ok(end.nodes <= middle.nodes * 1.05, `nodes ${middle.nodes} → ${end.nodes}`)
  assert.equal(end.documents, middle.documents)
  assert.deepEqual(world.officer.complaints, [])
} finally {
  await world.close()
}
