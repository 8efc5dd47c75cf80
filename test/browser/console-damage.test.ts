/** Damage in real browsers: an assessor reads the tally with its sources, judges, merges and splits; an approver lifts the embargo; the public reads the outages. */
// runs alone: a browser and several people in it take longer than the other tests may
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import {
  openConsole,
  startConsoleWorld,
  takePicture,
  zadonsky,
  type ConsoleWorld,
  type Desk,
} from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

describe('damage in the console', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  let assessor: Desk
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    assessor = await world.join('Vira Bondar', 'assessor')
    const note = async (body: object) =>
      done(
        await world.server.olena.post('/v1/damage/observations', {
          ...{ area: zadonsky, subject: 'dwellings', occurrence: 'night-2026-11-22', cause: 'glass' },
          ...body,
        }),
      )
    const official = (name: string) => ({ kind: 'official', name })
    await note({ atLeast: 1_400, atMost: null, source: official('Regional administration') })
    await note({ status: 'seen', asset: { address: 'ул. Мира, 3', lon: 38.9, lat: 52.4 } })
    await note({ asset: { address: 'угол Мира и Садовой', lon: 38.9001, lat: 52.40002 } })
    await note({ subject: 'injured', atLeast: 20, atMost: 20, source: official('Hospital') })
    done(
      await world.server.olena.post('/v1/outages', {
        ...{
          kind: 'power',
          area: zadonsky,
          since: '2026-01-22T00:00:00Z',
          source: official('Grid operator'),
        },
      }),
    )
    done(await world.server.olena.post('/v1/remnants', { area: zadonsky, state: 'suspected' }))
  })
  after(() => world?.close())

  test('is read with who says it, and judged with a reason', async () => {
    await openConsole(assessor, world, '/damage', { language: 'en' })
    await assessor.says(/at least 1400/)
    await assessor.says(/Regional administration: at least 1400 \(reported\)/)
    await hasNoBarriers(assessor.page)
    await takePicture(assessor, 'damage')
    const { page } = assessor
    await page.getByRole('button', { name: /^Confirm: 20 injured/ }).click()
    await page.getByRole('dialog').getByLabel('Why').fill('The list of the hospital')
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
    await assessor.says(/Hospital: 20 \(confirmed\)/)
  })

  test('is one house again when people say so, and two when they say so', async () => {
    const { page } = assessor
    await page.getByRole('button', { name: 'They are one' }).click()
    await page.getByRole('dialog').getByLabel('Why').fill('A house on the corner')
    await page.getByRole('dialog').getByRole('button', { name: 'They are one' }).click()
    await page.getByRole('button', { name: 'They are several' }).click()
    await page.getByRole('dialog').getByLabel('Why').fill('Two after all')
    await page.getByRole('dialog').getByRole('button', { name: 'They are several' }).click()
    await page.getByRole('button', { name: 'They are one' }).waitFor()
  })

  test('is let go by an approver, whose word stands there', async () => {
    const { approver } = world
    await openConsole(approver, world, '/damage', { language: 'en', theme: 'light' })
    await approver.page.getByRole('button', { name: 'Lift the embargo' }).click()
    await approver.page.getByRole('dialog').getByLabel('Why').fill('The governor told it')
    await approver.page.getByRole('dialog').getByRole('button', { name: 'Lift the embargo' }).click()
    await approver.says(/Danylo Moroz lifted it/)
    await takePicture(approver, 'damage-light')
    await approver.page.setViewportSize({ width: 360, height: 640 })
    await takePicture(approver, 'damage-small')
    assert.ok(
      await approver.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'),
      'it is wider than the phone',
    )
    const open = done<{ lines: readonly unknown[] }>(await world.server.stranger.get('/v1/damage'))
    assert.ok(open.lines.length > 0)
  })

  test('tells the public what is out and what not to touch', async () => {
    const { page } = world.approver
    for (const language of ['en', 'he']) {
      await page.goto(`${world.url}/outages?lang=${language}`)
      await takePicture(world.approver, `outages-${language}`)
      await hasNoBarriers(page)
    }
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'))
  })
})
