import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invite, setUpAdministrator } from '../support/people.node.ts'
import { done, refused, startTestServer } from '../support/server.node.ts'

interface Webhooks {
  readonly webhooks: readonly { readonly url: string }[]
}

test('a webhook that is asked for again while it waits is made once two have agreed, and made once', async (t) => {
  const settings = { TOCSIN_BROKER: 'none', TOCSIN_WEBHOOK_ALLOW: '127.0.0.1:9' }
  const server = await startTestServer({ settings })
  t.after(() => server.close())
  const ann = await setUpAdministrator(server)
  const ben = await invite(server, ann.client, 'Ben', { roles: ['administrator'] })
  const body = { url: 'http://127.0.0.1:9/hook' }
  const { proposal } = done<{ proposal: { id: string; contentHash: string } }>(
    await ann.client.post('/v1/webhooks', body),
  )
  // A double click, or somebody whose answer was lost with the server.
  refused(await ann.client.post('/v1/webhooks', body), 'people/proposed-already')
  const confirm = () =>
    ben.client.post(`/v1/proposals/${proposal.id}/confirm`, { contentHash: proposal.contentHash })
  const answers = await Promise.all([confirm(), confirm()])
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 404],
  )
  const { webhooks } = done<Webhooks>(await ann.client.get('/v1/webhooks'))
  assert.deepEqual(
    webhooks.map(({ url }) => url),
    [body.url],
  )
})
