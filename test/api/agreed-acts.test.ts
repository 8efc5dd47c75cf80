import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, memoryShelf, recordingLog, type PersonId } from '#base'
import { forgettingActs } from '../../src/server/agreed-acts.ts'
import { installation } from '../support/installation.ts'
import { hashOfKey, type PeopleOrder } from '#people'
import { invite, setUpAdministrator } from '../support/people.node.ts'
import { done, refused, startTestServer } from '../support/server.node.ts'

interface Waits {
  readonly proposal: { readonly id: string; readonly contentHash: string }
}

describe('the whole of what waits for a second person', () => {
  test('is kept until somebody answers, and no longer: refused, withdrawn, or agreed to', async (t) => {
    const settings = { TOCSIN_BROKER: 'none', TOCSIN_WEBHOOK_ALLOW: '127.0.0.1:9' }
    const server = await startTestServer({ settings })
    t.after(() => server.close())
    const ann = await setUpAdministrator(server)
    const ben = await invite(server, ann.client, 'Ben', { roles: ['administrator'] })
    const kept = async () => (await server.running.system.shelf.list('agreed-acts')).length
    const propose = async (path: string) =>
      done<Waits>(await ann.client.post('/v1/webhooks', { url: `http://127.0.0.1:9/${path}` })).proposal
    const [refusedOne, withdrawn, agreed] = [await propose('a'), await propose('b'), await propose('c')]
    refused(await ann.client.post('/v1/webhooks', { url: 'http://127.0.0.1:9/c' }), 'people/proposed-already')
    assert.equal(await kept(), 3)
    done(await ben.client.post(`/v1/proposals/${refusedOne.id}/refuse`, {}))
    assert.equal(await kept(), 2)
    done(await ann.client.post(`/v1/proposals/${withdrawn.id}/withdraw`, {}))
    assert.equal(await kept(), 1)
    done(
      await ben.client.post(`/v1/proposals/${agreed.id}/confirm`, {
        contentHash: agreed.contentHash,
      }),
    )
    assert.equal(await kept(), 0)
  })

  test('is dropped when it has lapsed, which leaves no fact', async () => {
    const { people, as, waits, twoAdministrators, clock } = await installation()
    await twoAdministrators()
    const shelf = memoryShelf()
    const order = {
      ...{ type: 'foreign', kind: 'webhooks/create', digest: hashOfKey('x'), shown: {} },
    } as unknown as PeopleOrder & { digest: string }
    await shelf.put('agreed-acts', [{ key: order.digest, document: { payload: {}, by: 'ann' } }])
    await waits(order, as('ann' as PersonId))
    const system = { people, shelf, clock, log: recordingLog() }
    const forgetting = forgettingActs(system)
    await forgetting.caughtUp()
    assert.equal((await shelf.list('agreed-acts')).length, 1)
    clock.advance(day + 1)
    await forgetting.caughtUp()
    assert.deepEqual(await shelf.list('agreed-acts'), [])
    await forgetting.close()
  })
})
