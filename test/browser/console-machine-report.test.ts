// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { done } from '../support/server.node.ts'
import { hasNoBarriers } from './axe.ts'
import { openConsole, startConsoleWorld, takePicture, type ConsoleWorld, type Desk } from './console-world.ts'

describe('what monitoring tells the duty room', { skip: absent('chromium') }, () => {
  let world: ConsoleWorld
  let desk: Desk
  before(async () => {
    world = await startConsoleWorld({ sirens: 'none' })
    desk = world.officer
  })
  after(() => world.close())

  test('is a report with all it said, as plain text, until it is over', async () => {
    const { server } = world
    const { admin } = server
    done(await admin.ask('PUT', '/v1/roles/monitoring', { body: { actions: ['report.send'] } }))
    const { key } = done<{ key: string }>(
      await admin.post('/v1/keys', { id: 'prometheus', roles: ['monitoring'] }),
    )
    const post = async (more: object) => {
      const { status } = await fetch(`${server.url}/dialects/alertmanager/api/v2/alerts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify([
          {
            labels: { alertname: 'WaterRises', station: 'dam-3' },
            annotations: { summary: 'Above the <b>mark</b>' },
            ...more,
          },
        ]),
      })
      assert.equal(status, 200)
    }
    await openConsole(desk, world)
    await post({})
    await desk.says('Report from Alertmanager (prometheus)')
    await desk.page.getByText('Above the <b>mark</b>', { exact: true }).click()
    await desk.page.getByText('station: dam-3').waitFor()
    await takePicture(desk, 'watch-machine-report')
    await hasNoBarriers(desk.page, { themes: ['dark', 'light', 'contrast'] })
    await post({ endsAt: new Date(Date.now() - 1_000).toISOString() })
    await desk.says('Over: WaterRises')
    assert.equal(await desk.page.getByText('WaterRises', { exact: true }).count(), 0)
    assert.deepEqual(desk.complaints, [])
  })
})
