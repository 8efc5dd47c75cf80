import assert from 'node:assert/strict'
import { test } from 'node:test'
import { absent } from '../support/absent.ts'
import { done, refused, type TestServer } from '../support/server.node.ts'
import { startTwoServers } from '../support/two-test-servers.node.ts'

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
    const servers = await startTwoServers()
    const { deciding, beside } = servers
    try {
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
      await servers.close()
    }
  },
)

async function reported({ olena }: Pick<TestServer, 'olena'>, query = '') {
  const { report } = done<{
    report: { asOf: { seq: number }; sections: { id: string; rows: { id: string; cells: object }[] }[] }
  }>(await olena.get(`/v1/situation-report${query}`))
  const rows = report.sections.find(({ id }) => id === 'open')?.rows ?? []
  return {
    asOf: report.asOf.seq,
    open: JSON.stringify(rows.filter(({ id }) => id.startsWith('open question')).map(({ cells }) => cells)),
  }
}
