import assert from 'node:assert/strict'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { absent } from '../support/absent.ts'
import { createDatabase } from '../support/postgres.node.ts'
import { done, refused, startTestServer } from '../support/server.node.ts'

interface View {
  readonly id: string
  readonly version: number
  readonly title: string | null
  readonly questionList: readonly { readonly text: string | null }[]
}

test(
  'a server that does not decide shows cases with their words as the other one wrote them, takes no order, and reports the same',
  { skip: absent('postgres') },
  async () => {
    const settings = { TOCSIN_BROKER: 'none', TOCSIN_DATABASE: await createDatabase() } as const
    const expects = /does not sync to the disk/
    const deciding = await startTestServer({ settings, expects })
    // The keys of its machine are known to the other one, as an administrator would copy them.
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-beside-'))
    cpSync(deciding.folder, folder, { recursive: true })
    const beside = await startTestServer({ settings, expects, folder })
    try {
      assert.equal(beside.running.system.decides(), 'other')
      const { id } = done<View>(await deciding.olena.post('/v1/cases', { title: 'Who saw it first' }))
      const orders = `/v1/cases/${id}/orders`
      const ask = { type: 'ask', text: 'Which camera was it?' }
      refused(await beside.olena.post(orders, ask), 'server/not-the-writer')
      const asked = done<View>(await deciding.olena.post(orders, ask))
      const seen = done<View>(await beside.taras.get(`/v1/cases/${id}`))
      assert.deepEqual(
        [seen.title, seen.version, seen.questionList[0]!.text],
        ['Who saw it first', asked.version, 'Which camera was it?'],
      )
      const { asOf, open } = await reported(deciding)
      assert.ok(open.includes('Which camera was it?'))
      assert.deepEqual((await reported(beside, `?position=${asOf}`)).open, open)
    } finally {
      await beside.close()
      await deciding.close()
    }
  },
)

async function reported({ olena }: Pick<Awaited<ReturnType<typeof startTestServer>>, 'olena'>, query = '') {
  const { report } = done<{
    report: { asOf: { seq: number }; sections: { id: string; rows: { id: string; cells: object }[] }[] }
  }>(await olena.get(`/v1/situation-report${query}`))
  const rows = report.sections.find(({ id }) => id === 'open')?.rows ?? []
  return {
    asOf: report.asOf.seq,
    open: JSON.stringify(rows.filter(({ id }) => id.startsWith('open question')).map(({ cells }) => cells)),
  }
}
