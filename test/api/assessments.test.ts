import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Seq } from '#ledger'
import { done, refused, startTestServer, terbunsky, type TestServer } from '../support/server.node.ts'

interface View {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly step: string | null
  readonly probability: { readonly low: number; readonly likely: number; readonly high: number }
  readonly likelihood: { readonly code: string }
  readonly proposal: { readonly to: string | null; readonly direction: string } | null
  readonly warnings: readonly string[]
  readonly evidence: readonly { readonly id: string; readonly says: string; readonly standing: string }[]
  readonly leftOut: readonly { readonly evidence: string; readonly because: string }[]
  readonly sum: readonly { readonly line: string }[]
  readonly matrix: { readonly ranking: readonly { readonly hypothesis: string }[]; readonly open: number }
}

describe('assessments over HTTP', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())

  const now = () => server.running.system.clock.now()
  const ago = (days: number) => new Date(Date.parse(now()) - days * 86_400_000).toISOString()
  const opening = (more: object = {}) => ({
    hypothesis: {
      id: 'strike',
      text: { en: 'A mass strike on the energy system within 30 days', ru: 'Массированный удар за 30 дней' },
    },
    rivals: [{ id: 'none', text: { en: 'No strike; production is for later' } }],
    horizonDays: 30,
    prior: { low: 0.1, likely: 0.2, high: 0.3 },
    priorWhy: 'Two of the last ten months',
    steps: [{ id: 'heightened', raiseAt: 0.5, lowerAt: 0.35 }],
    ...more,
  })
  const sign = (more: object = {}) => ({
    sign: 'stockpiling',
    says: 'Missiles pile up at the airfields',
    ratio: { low: 2, likely: 4, high: 8 },
    halfLifeDays: 30,
    since: ago(1),
    quotes: [{ document: 'document-1', text: 'missiles are piling up', start: 10, end: 32 }],
    ...more,
  })
  const open = async (more: object = {}) =>
    done<View>(await server.olena.post('/v1/assessments', opening(more)))
  const put = (url: string, body: object) => server.olena.ask('PUT', url, { body })
  const add = async (id: string, more: object = {}) =>
    done<View>(await server.olena.post(`/v1/assessments/${id}/evidence`, sign(more)))

  test('weigh what is added, propose a step and set it only when a person accepts it', async () => {
    const { id } = await open()
    const one = await add(id)
    assert.equal(one.proposal, null)
    assert.deepEqual(one.warnings, ['one-family', 'nothing-against', 'wide-range'])
    const two = await add(id, { sign: 'bomber_movement', says: 'Bombers fly', quotes: [] })
    assert.equal(two.proposal?.to, 'heightened')
    assert.equal(two.step, null, 'nothing is done by itself')
    assert.deepEqual(
      two.sum.map(({ line }) => line),
      ['prior', 'times', 'times', 'posterior'],
    )
    const url = `/v1/assessments/${id}/step`
    refused(await server.olena.post(url, { to: 'other', answer: 'accepted' }), 'evidence/nothing-proposed')
    const set = done<View>(await server.olena.post(url, { to: 'heightened', answer: 'accepted' }))
    assert.equal(set.step, 'heightened')
    assert.equal(set.proposal, null)
    const listed = done<{ assessments: View[] }>(await server.taras.get('/v1/assessments')).assessments
    assert.ok(listed.some((line) => line.id === id && line.step === 'heightened'))
  })

  test('count copies once, and a withdrawn piece no more until it is restored', async () => {
    const { id } = await open()
    const one = await add(id, { family: 'agency' })
    const two = await add(id, { family: 'agency', says: 'The same again', since: ago(0.5) })
    assert.ok(Math.abs(two.probability.likely - one.probability.likely) < 1e-6)
    assert.deepEqual(
      two.leftOut.map(({ because }) => because),
      ['copy'],
    )
    const url = `/v1/assessments/${id}/evidence/${one.evidence[0]!.id}`
    const without = done<View>(await server.olena.post(`${url}/withdraw`, { why: 'The page is a fake' }))
    assert.equal(
      without.leftOut.find(({ because }) => because === 'withdrawn')?.evidence,
      one.evidence[0]!.id,
    )
    const again = done<View>(await server.olena.post(`${url}/restore`, { why: 'It is real after all' }))
    assert.deepEqual(again.leftOut, two.leftOut)
  })

  test('keep who changed which weight and why, and each version as it was', async () => {
    const { id } = await open()
    const { evidence, version, probability } = await add(id)
    const url = `/v1/assessments/${id}/evidence/${evidence[0]!.id}`
    const ratio = { low: 1, likely: 1.5, high: 3 }
    const changed = done<View>(await put(url, { ratio, why: 'The pictures are old', readVersion: version }))
    assert.ok(changed.probability.likely < probability.likely)
    refused(await put(url, { ratio, why: 'Again', readVersion: version }), 'evidence/assessment-moved-on')
    const { changes } = done<{
      changes: { what: string; why: string | null; name: string | null; from: unknown; to: unknown }[]
    }>(await server.taras.get(`/v1/assessments/${id}/history`))
    assert.deepEqual(
      changes.map(({ what }) => what),
      ['evidence-changed', 'evidence-added', 'opened'],
    )
    assert.equal(changes[0]!.why, 'The pictures are old')
    assert.deepEqual([changes[0]!.from, changes[0]!.to], [{ ratio: sign().ratio }, { ratio }])
    const old = done<View>(await server.taras.get(`/v1/assessments/${id}?version=${version}`))
    assert.ok(Math.abs(old.probability.likely - probability.likely) < 1e-6)
    refused(await server.taras.get(`/v1/assessments/${id}?version=99`), 'evidence/no-such-version')
  })

  test('leave only ids, codes and numbers in the ledger', async () => {
    const head = await server.head()
    const { id } = await open()
    await add(id)
    done(await server.olena.post(`/v1/assessments/${id}/written`, { language: 'ru' }))
    const facts = (await server.running.system.ledger.read(head as Seq, 100)).filter(
      ({ stream }) => stream === `assessment:${id}`,
    )
    assert.deepEqual(
      facts.map(({ type }) => type),
      ['assessment-opened', 'assessment-evidence-added', 'assessment-written'],
    )
    const text = JSON.stringify(facts)
    for (const word of ['pile', 'mass strike', 'document-1', 'months', 'удар'])
      assert.ok(!text.includes(word), word)
    assert.match(text, /"hash":"[0-9a-f]{64}"/)
  })

  test('are written out in three languages, and kept when somebody says so', async () => {
    const { id } = await open()
    await add(id)
    for (const [language, words] of [
      ['en', 'roughly even chance'],
      ['ru', 'шансы примерно равны'],
      ['uk', 'шанси приблизно рівні'],
    ] as const) {
      const written = done<{ likelihood: { words: string }; text: string; sum: string[] }>(
        await server.taras.get(`/v1/assessments/${id}/written?language=${language}`),
      )
      assert.equal(written.likelihood.words, words)
      assert.match(written.text, /missiles are piling up/)
      assert.equal(written.sum.length, 3)
    }
    done(await server.olena.post(`/v1/assessments/${id}/written`, { language: 'en' }))
    const { writings } = done<{ writings: { version: number; written: { text: string } }[] }>(
      await server.taras.get(`/v1/assessments/${id}/writings`),
    )
    assert.deepEqual(
      writings.map(({ version }) => version),
      [2],
    )
  })

  test('set explanations against each other', async () => {
    const { id } = await open()
    const { evidence, matrix } = await add(id)
    assert.equal(matrix.open, 1)
    const judged = done<View>(
      await put(`/v1/assessments/${id}/matrix`, {
        ...{ evidence: evidence[0]!.id, hypothesis: 'none', consistency: 'very-inconsistent' },
      }),
    )
    assert.deepEqual(
      judged.matrix.ranking.map(({ hypothesis }) => hypothesis),
      ['strike', 'none'],
    )
    refused(
      await put(`/v1/assessments/${id}/matrix`, {
        ...{ evidence: evidence[0]!.id, hypothesis: 'nobody', consistency: 'neutral' },
      }),
      'evidence/no-such-hypothesis',
    )
  })

  test('say how likely it was on each day', async () => {
    const { id } = await open()
    await add(id, { since: ago(2.5) })
    const { points } = done<{ points: { probability: { likely: number }; since: string[] }[] }>(
      await server.taras.get(`/v1/assessments/${id}/trend?days=4`),
    )
    assert.equal(points.length, 5)
    assert.equal(points[0]!.probability.likely, 0.2)
    assert.equal(points[2]!.since.length, 1)
    assert.ok(points[2]!.probability.likely > points[4]!.probability.likely, 'it fades')
  })

  test('take no weight beyond what anybody may claim, and no telephone number in a reason', async () => {
    const { id } = await open({ areas: [terbunsky] })
    const over = { ratio: { low: 1, likely: 30, high: 50 } }
    refused(await server.olena.post(`/v1/assessments/${id}/evidence`, sign(over)), 'server/invalid-request')
    refused(
      await server.olena.post(`/v1/assessments/${id}/evidence`, sign({ why: 'Call +7 474 212 34 56 78' })),
      'threats/names-somebody',
    )
    refused(await server.taras.get('/v1/assessments/assessment-x'), 'evidence/no-such-assessment')
    refused(await server.stranger.get('/v1/assessments'), 'people/unknown-key')
  })

  test('propose nothing once they are closed', async () => {
    const { id } = await open({ prior: { low: 0.6, likely: 0.7, high: 0.8 } })
    const before = done<View>(await server.taras.get(`/v1/assessments/${id}`))
    assert.equal(before.proposal?.to, 'heightened')
    const closed = done<View>(await server.olena.post(`/v1/assessments/${id}/close`, { why: 'It is over' }))
    assert.equal(closed.proposal, null)
  })
})
