/** Every order of the evidence desk once, for the audit: a text is taken in, judged, drafted from, and assessed, each by whoever may. */
import assert from 'node:assert/strict'
import { zadonsky, type Client, type Method, type TestServer } from '../support/server.node.ts'

/** Asks, and notes that the route wrote something down; gives the answer's body. */
export type Call = <Body>(who: Client, method: Method, path: string, body?: unknown) => Promise<Body>

interface Taken {
  readonly documents: readonly { readonly document: string }[]
}
interface Judged {
  readonly source: { readonly id: string }
  readonly claimList: readonly { readonly claim: number; readonly event: string | null }[]
}
interface Event {
  readonly id: string
  readonly acts: readonly { readonly act: string; readonly type: string }[]
}
interface Assessment {
  readonly id: string
  readonly evidence: readonly { readonly id: string }[]
  readonly proposal: { readonly to: string | null } | null
}

const harm = 'people were injured in Zadonsky District.'
const told = [
  `Governor Igor Artamonov said that two ${harm}`,
  `Residents reported that at least five ${harm}`,
  'Governor Igor Artamonov said that red drone alert was declared in Zadonsky District.',
].join('\n')
const denied = `Governor Igor Artamonov denied that two ${harm}`

export async function callEvidence(
  call: Call,
  { olena, admin }: Pick<TestServer, 'olena' | 'admin'>,
): Promise<void> {
  await callDocuments(call, olena)
  const feed = { address: 'http://localhost:9/news' }
  await call(admin, 'PUT', '/v1/evidence/feeds/elsewhere', feed)
  await call(admin, 'PUT', '/v1/evidence/feeds/elsewhere', { ...feed, everySeconds: 3_600 })
  await call(admin, 'DELETE', '/v1/evidence/feeds/elsewhere')
  await callAssessments(call, olena)
}

async function callDocuments(call: Call, olena: Client): Promise<void> {
  const take = async (text: string, source: string) => {
    const taken = await call<Taken>(olena, 'POST', '/v1/evidence/documents', { text, source })
    return taken.documents[0]?.document ?? assert.fail('nothing was made of the text')
  }
  const id = await take(told, 'first.example')
  const denial = await take(denied, 'second.example')
  const post = (path: string, body: object, of = id) =>
    call<Judged>(olena, 'POST', `/v1/evidence/documents/${of}/${path}`, body)
  const accept = async (claim: number, more: object, of = id) => {
    const { claimList } = await post(`claims/${claim}/judge`, { verdict: 'accepted', ...more }, of)
    return claimList.find((one) => one.claim === claim)?.event ?? assert.fail(`claim ${claim} is in no event`)
  }
  await post('assign', { to: 'olena' })
  await post('lock', {})
  const event = await accept(0, { event: 'new' })
  const other = await accept(1, { event: 'new' })
  await accept(2, {})
  const { source } = await post('claims/0/rate', { credibility: 3, reason: 'It fits what is known.' })
  const coded = {
    ...{ event: 'alert', happened: 'yes', stance: 'asserts', area: zadonsky, from: null, to: null },
    ...{ weapon: 'drone', quantities: [], certainty: 'claimed' },
  }
  const start = told.indexOf('red drone alert')
  await post('claims', { start, end: start + 'red drone alert'.length, claim: coded })
  const draft = { threat: 'drone', level: 'red', areas: [zadonsky] }
  await post('draft', { claim: 2, draft })
  await post('close', { reason: 'All is read.' })
  await post('reopen', { reason: 'A line was left out.' })
  await post('release', {})

  const order = (step: string, body: object) =>
    call<Event>(olena, 'POST', `/v1/evidence/events/${event}/${step}`, body)
  await order('merge', { from: [other], reason: 'The same people.' })
  const off = await order('split', { claims: [`${id}/1`], reason: 'Other people.' })
  const split = off.acts.find(({ type }) => type === 'split-off') ?? assert.fail('nothing was split off')
  await order('undo', { act: split.act, reason: 'The same after all.' })
  await accept(0, { event, basis: 'responsible-official' }, denial)
  await order('reopen', { denial: `${denial}/0`, reason: 'The hospital says otherwise.' })
  await post('family', { like: id, reason: 'They go back to one briefing.' }, denial)
  const grade = { reliability: 'B', reason: 'Right three times.' }
  await call(olena, 'POST', `/v1/evidence/sources/${source.id}/rate`, grade)
}

async function callAssessments(call: Call, olena: Client): Promise<void> {
  const opened = await call<Assessment>(olena, 'POST', '/v1/assessments', {
    hypothesis: { id: 'strike', text: { en: 'A mass strike within 30 days' } },
    rivals: [{ id: 'none', text: { en: 'No strike' } }],
    horizonDays: 30,
    prior: { low: 0.1, likely: 0.2, high: 0.3 },
    priorWhy: 'Two of the last ten months',
    steps: [
      { id: 'heightened', raiseAt: 0.5, lowerAt: 0.35 },
      { id: 'high', raiseAt: 0.9, lowerAt: 0.8 },
    ],
  })
  const own = `/v1/assessments/${opened.id}`
  const change = (method: 'POST' | 'PUT', path: string, body: object) =>
    call<Assessment>(olena, method, `${own}${path}`, body)
  const prior = { low: 0.4, likely: 0.6, high: 0.7 }
  await change('PUT', '', { prior, priorWhy: 'Five of the last ten months', why: 'Newly counted.' })
  const { evidence } = await change('POST', '/evidence', {
    ...{ sign: 'stockpiling', says: 'Missiles pile up', halfLifeDays: 30 },
    ...{ ratio: { low: 2, likely: 4, high: 8 }, since: new Date().toISOString() },
    quotes: [{ document: 'document-1', text: 'missiles are piling up', start: 10, end: 32 }],
  })
  const piece = evidence[0]?.id ?? assert.fail('no evidence was added')
  const ratio = { low: 2, likely: 5, high: 9 }
  await change('PUT', `/evidence/${piece}`, { ratio, why: 'Newer pictures.' })
  await change('POST', `/evidence/${piece}/withdraw`, { why: 'The page is a fake.' })
  const restored = await change('POST', `/evidence/${piece}/restore`, { why: 'It is real after all.' })
  await change('PUT', '/matrix', { evidence: piece, hypothesis: 'none', consistency: 'very-inconsistent' })
  assert.equal(restored.proposal?.to, 'heightened')
  await change('POST', '/step', { to: 'heightened', answer: 'accepted', why: 'They are seen to move.' })
  const heavier = { low: 8, likely: 10, high: 12 }
  const more = await change('PUT', `/evidence/${piece}`, { ratio: heavier, why: 'More pictures.' })
  assert.equal(more.proposal?.to, 'high')
  await change('POST', '/step', { to: 'high', answer: 'refused', why: 'Not by one piece.' })
  await change('POST', '/written', { language: 'en' })
  await change('POST', '/close', { why: 'It is over.' })
  await change('POST', '/reopen', { why: 'It goes on.' })
}
