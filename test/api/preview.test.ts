import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { noticesOf, type Notice } from '#alerts'
import type { Seq } from '#ledger'
import {
  dankovsky,
  done,
  refused,
  sevenDistricts,
  startTestServer,
  terbunsky,
  zadonsky,
  type Answer,
  type Client,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

interface Preview {
  readonly content: { readonly wording: object }
  readonly before: object | null
  readonly contentHash: string
  readonly notices: readonly {
    readonly kind: string
    readonly reason: string
    readonly to: string
    readonly areas: readonly { readonly code: string; readonly names: object }[]
    readonly loudFor: readonly string[]
    readonly texts: object
    readonly missing: readonly string[]
  }[]
  readonly changes: readonly { readonly what: string; readonly [detail: string]: unknown }[]
  readonly magnitude: {
    readonly areas: number
    readonly people: { readonly atLeast: number; readonly unknownIn: readonly string[] }
    readonly sirens: { readonly total: number; readonly sound: number; readonly stop: number }
    readonly subscribers: { readonly live: number | null; readonly webhooks: number }
    readonly channels: readonly { readonly name: string; readonly targets: number }[]
  }
  readonly limits: readonly { readonly language: string; readonly length: number; readonly most: number }[]
  readonly renewBy: string | null
  readonly needs: { readonly people: 1 | 2; readonly mayIssueAlone: string; readonly step: string }
}

describe('a preview of an order', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_TWO_PEOPLE_IN_DRILLS: 'yes' } })))
  after(() => server.close())

  const preview = (order: object, by: Client = server.olena) => by.post('/v1/alerts/preview', { order })
  const previewed = async (order: object, by?: Client) => done<Preview>(await preview(order, by))

  /** Orders it for real, having looked first: nothing was written by looking. */
  const lookThenAct = async (
    order: { readonly type: string; readonly alert?: string },
    by: Client = server.olena,
  ): Promise<{ seen: Preview; alert: Ordered['alert']; said: readonly Notice[] }> => {
    const before = await server.head()
    const seen = await previewed(order, by)
    assert.equal(await server.head(), before, 'the ledger has grown by looking')
    const alert = done<Ordered>(await act(order, by)).alert
    const said = await noticesAfter(before)
    return { seen, alert, said }
  }
  const act = (order: { readonly type: string; readonly alert?: string }, by: Client): Promise<Answer> => {
    const { type, alert, ...body } = order
    return type === 'draft' ? by.post('/v1/alerts', body) : by.post(`/v1/alerts/${alert}/${type}`, body)
  }
  const noticesAfter = async (seq: number) => {
    await server.running.system.quiet()
    return (await server.running.system.ledger.read(seq as Seq, 1_000)).flatMap(noticesOf)
  }
  const isWhatWentOut = (seen: Preview, said: readonly Notice[]) => {
    assert.deepEqual(
      seen.notices.map(({ kind, reason, areas, loudFor, texts, missing }) => ({
        ...{ kind, reason, loudFor, texts, missing },
        areas: areas.map(({ code, names }) => ({ code, names })),
      })),
      said.map(({ kind, reason, areas, loudFor, wording }) => ({
        ...{ kind, reason, loudFor, texts: wording.texts, missing: wording.missing },
        areas: areas.map(({ code, names }) => ({ code, names })),
      })),
    )
  }

  test('is what the order then says, through a whole life with two people', async () => {
    const order = {
      ...{ type: 'draft', threat: 'drone', level: 'yellow', areas: sevenDistricts, renewForMinutes: 60 },
    }
    const drafted = await lookThenAct(order)
    const { id } = drafted.alert
    assert.deepEqual(drafted.seen.needs, { people: 2, mayIssueAlone: 'no', step: 'submit' })
    assert.equal(drafted.seen.contentHash, drafted.alert.contentHash)
    assert.deepEqual(drafted.said, [])
    const edited = await lookThenAct({ type: 'edit', alert: id, renewForMinutes: 90 } as never)
    assert.equal(edited.seen.contentHash, edited.alert.contentHash)
    const waiting = await previewed({ type: 'issue', alert: id })
    assert.deepEqual(waiting.needs, { people: 2, mayIssueAlone: 'no', step: 'submit' })
    refused(await server.olena.post(`/v1/alerts/${id}/issue`, {}), 'alerts/not-approved')
    const submitted = await lookThenAct({ type: 'submit', alert: id })
    assert.equal(submitted.seen.needs.step, 'approve')
    const { contentHash } = submitted.alert
    const approved = await lookThenAct({ type: 'approve', alert: id, contentHash } as never, server.taras)
    assert.deepEqual(approved.seen.needs, { people: 2, mayIssueAlone: 'yes', step: 'nothing' })
    const issued = await lookThenAct({ type: 'issue', alert: id })
    isWhatWentOut(issued.seen, issued.said)
    for (const earlier of [drafted, edited, submitted, approved])
      assert.deepEqual(texts(earlier.seen), texts(issued.seen))
    assert.equal(issued.seen.before, null)
  })
})

function texts({ notices }: Preview) {
  return notices.map((notice) => [notice.areas, notice.texts])
}
void [dankovsky, terbunsky, zadonsky]
