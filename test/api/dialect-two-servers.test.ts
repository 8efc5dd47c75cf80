import assert from 'node:assert/strict'
import { test } from 'node:test'
import { absent } from '../support/absent.ts'
import { done, issueAlert, type TestServer } from '../support/server.node.ts'
import { startTwoServers } from '../support/two-test-servers.node.ts'

interface Told {
  readonly etag: string | null
  readonly date: string | null
  readonly text: string
}

test(
  'two servers of one ledger give a dialect’s answer with the same bytes and the same date, and keep both over a restart',
  { skip: absent('postgres') },
  async () => {
    const settings = { TOCSIN_DIALECT_KEYS: 'none' } as const
    const servers = await startTwoServers({ settings })
    const { deciding, beside } = servers
    const path = '/dialects/alertmanager/api/v2/alerts'
    const ask = async (server: TestServer): Promise<Told> => {
      const response = await fetch(`${server.url}${path}`)
      assert.equal(response.status, 200)
      const { headers } = response
      return {
        etag: headers.get('etag'),
        date: headers.get('last-modified'),
        text: await response.text(),
      }
    }
    /** Once the second of the change is over, here and there. */
    const settled = async (server: TestServer, since: string | null): Promise<Told> => {
      for (;;) {
        const told = await ask(server)
        if (told.date !== since && Date.parse(told.date!) < Date.now() - 2_000) return told
        await new Promise<void>((resolve) => setTimeout(resolve, 200))
      }
    }
    try {
      const { id } = await issueAlert(deciding)
      const here = await settled(deciding, null)
      while ((await ask(beside)).etag !== here.etag)
        await new Promise<void>((resolve) => setTimeout(resolve, 50))
      assert.deepEqual(await ask(beside), here)
      await beside.startAgain()
      assert.deepEqual(await ask(beside), here)
      done(await deciding.olena.post(`/v1/alerts/${id}/all-clear`, {}))
      const after = await settled(deciding, here.date)
      while ((await ask(beside)).etag !== after.etag)
        await new Promise<void>((resolve) => setTimeout(resolve, 50))
      assert.deepEqual(await ask(beside), after)
      assert.ok(Date.parse(after.date!) > Date.parse(here.date!))
    } finally {
      await servers.close()
    }
  },
)
