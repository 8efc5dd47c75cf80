// runs apart: it drives a browser, which takes both cores while it starts
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { absent } from '../support/absent.ts'
import { zadonsky } from '../support/server.node.ts'
import { startSlowLine, type SlowLine } from '../support/slow-line.node.ts'
import { until } from './eventually.ts'
import { startAppWorld, type AppWorld } from './resident-app-world.ts'

const restAfterMs = 600

describe('a page whose script is there before its words', { skip: absent('chromium') }, () => {
  let world: AppWorld
  let line: SlowLine
  before(async () => {
    world = await startAppWorld()
    line = await startSlowLine(world.server.port, restAfterMs)
  })
  after(async () => {
    await line?.close()
    await world?.close()
  })

  test('does all that it does otherwise', async () => {
    const phone = await world.phone({ path: '/what-to-do?lang=en' })
    const { page } = phone
    const at = `http://localhost:${line.port}`
    const scripts: string[] = []
    page.on('request', (one) => {
      if (one.resourceType() === 'script') scripts.push(one.url())
    })
    // Twice: the second time the scripts are kept, and there at once.
    for (const round of ['first', 'again'])
      for (const [path, isDone] of [
        [`/?place=${zadonsky}`, `document.getElementById('heard').textContent.includes('live')`],
        [`/phone?place=${zadonsky}`, `document.getElementById('state').dataset.state !== 'looking'`],
        [`/shelters?place=${zadonsky}`, `document.getElementById('here').hidden === false`],
        [`/tell?place=${zadonsky}`, `document.querySelector('[data-words][hidden]') === null`],
        ['/kiosk', `document.getElementById('heard').textContent.includes('live')`],
        ['/dialects/screens/signage', `document.getElementById('checked') !== null`],
      ] as const) {
        const began = Date.now()
        const answer = await page.goto(`${at}${path}`)
        assert.equal(answer?.status(), 200, path)
        assert.ok(round === 'again' || Date.now() - began >= restAfterMs, `${path} came at once`)
        await until(page, isDone)
      }
    assert.ok(scripts.length > 0)
    assert.deepEqual(phone.complaints, [])
    await phone.close()
  })
})
