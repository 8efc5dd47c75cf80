/** Kills the real server with SIGKILL around the call that follows what was done alone: the call is not lost, and who gets it twice can tell. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pagingService } from '../support/pager.node.ts'
import { ask, authorityWithoutSirens, keyOf, startServe } from '../support/serve.node.ts'
import { removeAtExit } from '../support/started.node.ts'

const emergency = 'Alone on shift, drones over the city.'

async function installation() {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-second-person-'))
  removeAtExit(folder)
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  const pager = await pagingService()
  const settings = {
    ...{ TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none', TOCSIN_TWO_PEOPLE_IN_DRILLS: 'yes' },
    ...pager.settings,
  }
  const serve = () => startServe({ folder, settings })
  const called = async (url: string) => {
    const { body } = await ask(url, 'GET', '/v1/reviews', { as: keyOf(folder, 'taras') })
    const { reviews } = body as {
      readonly reviews: readonly { readonly called: { readonly accepted: number } }[]
    }
    return reviews.map((one) => one.called.accepted)
  }
  return { folder, pager, serve, called }
}

test('a server killed while it calls calls again under the same id, and once it is taken never more', async () => {
  const { folder, pager, serve, called } = await installation()
  const draft = { threat: 'drone', level: 'red', areas: ['gn:465724'] }
  try {
    pager.answers('never')
    const first = serve()
    const url = await first.ready
    const as = keyOf(folder, 'olena')
    const drafted = await ask(url, 'POST', '/v1/alerts', { as, body: draft })
    const { id } = (drafted.body as { readonly alert: { readonly id: string } }).alert
    const issued = await ask(url, 'POST', `/v1/alerts/${id}/issue`, { as, body: { emergency } })
    assert.equal(issued.status, 200)
    await pager.has(1)
    await first.end('SIGKILL')

    pager.answers(202)
    const second = serve()
    const again = await second.ready
    await pager.has(2)
    assert.equal(pager.pages[0]?.id, pager.pages[1]?.id)
    while ((await called(again))[0] !== 1) await new Promise((resolve) => setTimeout(resolve, 20))
    await second.end('SIGKILL')

    const third = serve()
    assert.deepEqual(await called(await third.ready), [1])
    await third.end('SIGTERM')
    assert.equal(pager.pages.length, 2)
  } finally {
    await pager.close()
  }
})

test('a server killed the moment it has answered what was done alone calls after its next start', async () => {
  const { folder, pager, serve } = await installation()
  try {
    const first = serve()
    const url = await first.ready
    const as = keyOf(folder, 'olena')
    const draft = { threat: 'drone', level: 'red', areas: ['gn:465724'] }
    const drafted = await ask(url, 'POST', '/v1/alerts', { as, body: draft })
    const { id } = (drafted.body as { readonly alert: { readonly id: string } }).alert
    await ask(url, 'POST', `/v1/alerts/${id}/issue`, { as, body: { emergency } })
    await first.end('SIGKILL')
    const before = pager.pages.length
    const second = serve()
    await second.ready
    await pager.has(1)
    await second.end('SIGTERM')
    // It may have called, and been taken, just before it died.
    assert.ok(pager.pages.length <= before + 1)
    assert.equal(new Set(pager.pages.map((page) => page.id)).size, 1)
    assert.deepEqual([pager.pages[0]?.person, pager.pages[0]?.what], ['taras', 'emergency'])
  } finally {
    await pager.close()
  }
})
