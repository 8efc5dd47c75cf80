/** From a telephone call to the times at which people must be warned: a sighting is noted, followed, and tells Compose when it could be where. */
// runs apart: a browser and a server of its own
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { program } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld } from './console-world.ts'

const chromium = program('chromium') ?? program('chromium-browser') ?? program('google-chrome')

describe('what is on its way', { skip: chromium === undefined ? 'no Chromium here' : false }, () => {
  let world: ConsoleWorld
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
  })
  after(() => world?.close())

  test('is noted from a call, followed by one press, and says where it could be when', async () => {
    const { officer } = world
    const { page } = officer
    await openConsole(officer, world)
    await page.getByText('Note a sighting').waitFor()
    await page.keyboard.press('s')
    await page.getByLabel('What was seen or heard').fill('An engine, low, no lights')
    await page.getByLabel('Where (area, if known)').fill('Dankovsky District')
    await page.getByLabel('Danger (if known)').selectOption('drone')
    await page.getByLabel('Flying towards').selectOption('south')
    await page.getByRole('button', { name: 'Note it' }).click()
    await officer.says('An engine, low, no lights')
    await page.getByRole('button', { name: 'Follow it' }).click()
    await officer.says('On its way')
    // South of Dankov lies Lebedyan, on the way to Lipetsk.
    await officer.says(/Lebedyansky District:\s+\d\d:\d\d to \d\d:\d\d/)
    await hasNoBarriers(page)
    await takePicture(officer, 'track')

    const { tracks } = done<{ tracks: { threat: string; headingDegrees: number }[] }>(
      await world.server.olena.get('/v1/tracks'),
    )
    assert.deepEqual(
      tracks.map(({ threat, headingDegrees }) => [threat, headingDegrees]),
      [['drone', 180]],
    )
    // Compose says when it could be in the area that is chosen.
    await openConsole(officer, world, '/compose?threat=drone&level=red&areas=gn:567100')
    await page.getByRole('heading', { name: 'Could arrive' }).waitFor()
    await openConsole(officer, world)
    await page.getByRole('button', { name: 'No longer followed' }).click()
    await page.getByText('On its way').waitFor({ state: 'detached' })
    assert.deepEqual(officer.complaints, [])
  })
})
