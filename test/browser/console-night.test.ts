/** The demonstration night as an officer sees it who only watches: at each step the screen says what the board says, and a picture of it is kept. */
// runs apart: a whole night with its sirens is watched in a browser, a minute on a busy machine
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { tellNight } from '../../src/cli/commands/demo.cli.ts'
import { clientOf } from '../../src/cli/client.http.ts'
import type { Output } from '../../src/cli/command.ts'
import { night } from '../../src/cli/demo-night.ts'
import { program } from '../support/absent.ts'
import { done, type Board } from '../support/server.node.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld } from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

/** What stands on the Watch, read off the page. */
interface Seen {
  readonly inForce: string
  readonly alerts: readonly string[]
  readonly areas: { readonly [code: string]: string }
}

const reading = `({
  inForce: document.querySelector('[data-in-force]')?.dataset.inForce ?? '',
  alerts: [...document.querySelectorAll('[data-in-force="something"] [data-alert]')].map((one) => one.dataset.alert).toSorted(),
  areas: Object.fromEntries([...document.querySelectorAll('.map [data-code]')].map((one) => [one.dataset.code, one.dataset.state])),
})`
const nextReading = `new Promise(requestAnimationFrame).then(() => ${reading})`

describe(
  'the demonstration night in the console',
  {
    skip: chromium === undefined ? 'no Chromium here' : false,
  },
  () => {
    let world: ConsoleWorld
    let parentOf: ReadonlyMap<string, string | null>
    before(async () => {
      world = await startConsoleWorld()
      const { areas } = done<{ areas: readonly { code: string; parent: string | null }[] }>(
        await world.server.stranger.get('/v1/map/areas'),
      )
      parentOf = new Map(areas.map(({ code, parent }) => [code, parent]))
    })
    after(() => world?.close())

    const boardNow = async () => done<Board>(await world.server.stranger.get('/v1/board'))

    /** What the board means for these areas: the gravest that holds there, in what it lies in too; else how it ended there. */
    function meant({ lines, endings, inForce }: Board, codes: readonly string[]): Seen {
      const around = function* (code: string) {
        for (let at: string | null = code; at !== null; at = parentOf.get(at) ?? null) yield at
      }
      const stateOf = (code: string) => {
        const within = [...around(code)]
        const standing = lines.filter(({ area }) => within.includes(area)).map(({ gravity }) => gravity)
        if (standing.length > 0) return standing.includes('danger') ? 'danger' : 'advisory'
        const ended = endings.filter(({ area }) => within.includes(area))
        return ended.length > 0 ? 'ended' : 'nothing'
      }
      return {
        inForce,
        alerts: [...new Set(lines.flatMap(({ alerts }) => alerts.map(({ alert }) => alert)))].toSorted(),
        areas: Object.fromEntries(codes.map((code) => [code, stateOf(code)])),
      }
    }

    /** The screen may be a moment behind; a minute later it is wrong. */
    async function saysWhatTheBoardSays(step: string): Promise<Seen> {
      const { page } = world.officer
      const codes = Object.keys(((await page.evaluate(reading)) as Seen).areas)
      assert.equal(codes.length, 20, 'the map does not show the oblast')
      const wanted = meant(await boardNow(), codes)
      // Strings that the page evaluates itself are against its policy: it is read again and again from outside.
      const until = performance.now() + 10_000
      let seen = await page.evaluate(reading)
      while (!isDeepStrictEqual(seen, wanted) && performance.now() < until)
        seen = await page.evaluate(nextReading)
      assert.deepEqual(seen, wanted, `${step}: the screen is not what the board says`)
      return wanted
    }

    test('is on the Watch as it is on the board, from its first step to its last, with a picture of each', async () => {
      const { officer, server } = world
      const { page } = officer
      await openConsole(officer, world, '', { theme: 'dark', language: 'en' })
      await page.locator('.map[data-map="there"]').waitFor()
      const picture = (name: string) => takePicture(officer, `night-${name}`)
      await officer.says('Nothing in force')
      await saysWhatTheBoardSays('before')
      await picture('1-before')

      const output: Output = { say() {}, give() {}, progress() {}, json: 'human' }
      const clients = await Promise.all(
        ['olena', 'taras'].map(async (id) => clientOf(server.url, await server.keyOf(id))),
      )
      const team = { officer: clients[0]!, approver: clients[1]! }
      const seen: string[] = []
      const wallLooks = { width: 1920, height: 1080 }
      /** What is looked at when a step has been taken. */
      const looks: readonly (() => Promise<void>)[] = [
        async () => {
          await page.locator('[data-in-force="something"]').waitFor()
          await officer.says(/yellow/i)
          const { areas } = await saysWhatTheBoardSays('yellow')
          assert.deepEqual([...new Set(Object.values(areas))], ['advisory'])
          await picture('2-yellow')
        },
        async () => {
          await page.locator('.alerts li.danger').waitFor()
          const { areas } = await saysWhatTheBoardSays('red')
          assert.equal(Object.values(areas).filter((state) => state === 'danger').length, 7)
          await picture('3-red')
          await takePicture(officer, 'night-4-red-on-the-wall', wallLooks)
          await page.locator('.alerts li.danger button').first().click()
          await page.locator('aside').getByText('What it says').waitFor()
          await picture('5-red-chosen')
          await page.keyboard.press('Enter')
          await officer.page.getByRole('button', { name: 'Retract' }).waitFor()
          await picture('6-red-open')
          await page.locator('main').getByRole('link', { name: 'Reach', exact: true }).click()
          await page.locator('main :is(table, [role=table])').first().waitFor()
          await picture('7-reach')
          await page.keyboard.press('w')
          await page.locator('.map[data-map="there"]').waitFor()
        },
        async () => {
          await page.locator('.alerts li.danger').waitFor({ state: 'detached' })
          const { areas } = await saysWhatTheBoardSays('red ended')
          assert.ok(Object.values(areas).every((state) => state === 'advisory'))
          await picture('8-red-ended-yellow-stays')
        },
        async () => {
          await page.locator('[data-in-force="nothing"]').waitFor()
          await saysWhatTheBoardSays('all over')
          await picture('9-over')
        },
      ]
      const told = await tellNight(team, output, async ({ clock }) => {
        // The step before was taken; before the first there is nothing to look at.
        if (seen.length > 0) await looks[seen.length - 1]!()
        seen.push(clock)
      })
      assert.ok(told.ok, JSON.stringify(told))
      await looks[seen.length - 1]!()
      assert.deepEqual(
        seen,
        night.map(({ clock }) => clock),
      )
      assert.equal((await boardNow()).inForce, 'nothing')
      await officer.says('Nothing in force')
    })

    test('is in the timeline afterwards, and in the report that is printed of it', async () => {
      const { officer } = world
      const { page } = officer
      await openConsole(officer, world, '/timeline')
      await page.locator('section.list li b', { hasText: 'All-clear' }).first().waitFor()
      await takePicture(officer, 'night-10-timeline')
      await page.getByRole('button', { name: 'Report to print' }).click()
      await officer.says('Course of events')
      await page.emulateMedia({ media: 'print' })
      await takePicture(officer, 'night-11-report', { width: 794, height: 1123 })
      await page.emulateMedia({ media: null })
      assert.deepEqual(officer.complaints, [])
    })
  },
)
