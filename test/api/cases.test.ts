import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { z } from 'zod'
import type { caseView } from '../../src/server/case-shapes.ts'
import {
  done,
  issueAlert,
  refused,
  startTestServer,
  zadonsky,
  type Client,
  type TestServer,
} from '../support/server.node.ts'

type View = z.output<typeof caseView>

describe('cases over HTTP', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })))
  after(() => server.close())

  const open = async (more: object = {}) =>
    done<View>(await server.olena.post('/v1/cases', { title: 'The night over Zadonsky', ...more }))
  const order = (id: string, body: object, who: Client = server.olena) =>
    who.post(`/v1/cases/${id}/orders`, body)
  const ordered = async (id: string, body: object, who?: Client) => done<View>(await order(id, body, who))
  const soon = (days: number) =>
    new Date(Date.parse(server.running.system.clock.now()) + days * 86_400_000).toISOString()

  test('gather, ask, find, are read by a second person, and end with a lesson that is done', async () => {
    const alert = await issueAlert(server)
    const thing = { kind: 'alert', id: alert.id }
    const { id, owner, things } = await open({ areas: [zadonsky], things: [thing] })
    assert.equal(owner.id, 'olena')
    assert.deepEqual([things[0]!.thing, things[0]!.sight], [thing, 'shown'])
    assert.equal((things[0]!.about as { status: string }).status, 'issued')
    const asked = await ordered(id, { type: 'ask', text: 'Why did two sirens stay silent?', of: 'taras' })
    const question = asked.questionList[0]!
    assert.equal(question.of!.id, 'taras')
    refused(await order(id, { type: 'close' }), 'cases/questions-open')
    const answer = { type: 'answer', question: question.id, text: 'Their battery was flat', restsOn: [thing] }
    await ordered(id, answer, server.taras)
    const finding = { text: 'Batteries are not looked at', likelihood: 'very-likely', confidence: 'high' }
    refused(await order(id, { type: 'find', ...finding, restsOn: [] }), 'cases/rests-on-nothing')
    const found = await ordered(id, { type: 'find', ...finding, restsOn: [thing] })
    const judge = { type: 'judge', finding: found.findingList[0]!.id, agrees: 'yes' }
    refused(await order(id, judge), 'cases/own-finding')
    refused(await order(id, { type: 'close' }), 'cases/findings-alone')
    assert.equal((await ordered(id, judge, server.taras)).findingList[0]!.standing, 'agreed')
    refused(await order(id, { type: 'close' }), 'cases/no-lesson')
    const learnt = {
      type: 'learn',
      text: 'Look at each battery twice a year',
      owner: 'taras',
      dueAt: soon(30),
    }
    const lesson = (await ordered(id, learnt)).lessonList[0]!.id
    const closed = await ordered(id, { type: 'close' })
    assert.equal(closed.state, 'closed')
    refused(await order(id, { type: 'ask', text: 'One more?' }), 'cases/closed')
    const finished = { type: 'finish-lesson', lesson, text: 'It stands in the plan of the year' }
    assert.equal((await ordered(id, finished, server.taras)).lessonList[0]!.state, 'done')

    // The same after a start: everything is in the ledger, the words beside it.
    const before = done<View>(await server.olena.get(`/v1/cases/${id}`))
    await server.startAgain()
    assert.deepEqual(done<View>(await server.olena.get(`/v1/cases/${id}`)), before)
    const { history } = done<{ history: { seq: number; says: string }[] }>(
      await server.olena.get(`/v1/cases/${id}/history`),
    )
    assert.deepEqual(
      history.map(({ seq }) => seq),
      before.facts,
    )
    assert.match(history[0]!.says, /Olena.* opened the case .*; Olena.* has it/)
  })

  test('show what they gather to nobody who may not read it where it is kept', async () => {
    const put = async (path: string, body: object) => done(await server.admin.ask('PUT', path, { body }))
    await put('/v1/responders/ann', {
      ...{ name: 'Ann', language: 'en', skills: ['driver'], lines: { sms: '+74742555200' } },
    })
    await put('/v1/teams/crew', { name: 'Crew', areas: [zadonsky], members: ['ann'] })
    const called = done<{ id: string }>(
      await server.olena.post('/v1/call-outs', {
        ...{ says: 'To the station', teams: ['crew'], forMinutes: 60 },
        quotas: [{ skills: ['driver'], wanted: 1 }],
      }),
    )
    const thing = { kind: 'call-out', id: called.id }
    const { id, things } = await open({ things: [thing] })
    assert.equal(things[0]!.sight, 'shown')
    const theirs = done<View>(await server.taras.get(`/v1/cases/${id}`)).things[0]!
    assert.deepEqual([theirs.sight, theirs.about], ['hidden', null])
    refused(await order(id, { type: 'gather', thing }, server.taras), 'people/not-allowed')
    const nothing = { kind: 'site', id: 'nowhere' }
    refused(await order(id, { type: 'gather', thing: nothing }), 'cases/unknown-thing')
  })

  test('are changed by whoever read what they say now, and by one of two at once', async () => {
    const { id, version } = await open()
    const both = await Promise.all(
      [server.olena, server.taras].map((who, at) =>
        order(id, { type: 'ask', text: `Question ${at}`, readVersion: version }, who),
      ),
    )
    const [taken, late] = both.toSorted((a, b) => a.status - b.status)
    assert.equal(done<View>(taken!).questionList.length, 1)
    assert.equal(refused(late!, 'cases/moved-on')['version'], version + 1)
    // Without a version both are taken: questions are added to one another.
    await Promise.all(
      [server.olena, server.taras].map((who, at) => ordered(id, { type: 'ask', text: `More ${at}` }, who)),
    )
    assert.equal(done<View>(await server.olena.get(`/v1/cases/${id}`)).questionList.length, 3)
  })

  test('keep the words of people out of the ledger, and addresses out of the words', async () => {
    const { id } = await open({ title: 'A name that stands nowhere else' })
    refused(await order(id, { type: 'ask', text: 'Ask ivan@example.org' }), 'threats/names-somebody')
    const facts = await server.running.system.ledger.readStream('cases')
    assert.ok(facts.some(({ data }) => data['case'] === id))
    assert.ok(!JSON.stringify(facts).includes('stands nowhere'))
  })

  test('refuse whoever may not, whom nobody may ask, and what is not there', async () => {
    const { id } = await open()
    refused(await server.admin.post('/v1/cases', { title: 'Mine' }), 'people/not-allowed')
    refused(await order(id, { type: 'watch', watches: 'yes' }, server.admin), 'people/not-allowed')
    refused(await server.olena.get('/v1/cases/case-none'), 'cases/unknown-case')
    refused(await order(id, { type: 'hand-over', to: 'nobody', why: 'Leave' }), 'cases/unknown-owner')
    refused(await order(id, { type: 'answer', question: 'q', text: 'A' }), 'cases/unknown-question')
    const late = { type: 'learn', text: 'Late', owner: 'olena', dueAt: soon(-1) }
    refused(await order(id, late), 'cases/due-is-over')
    refused(await order(id, { type: 'dance' }), 'server/invalid-request')
    const strange = { type: 'learn', text: 'A', owner: 'olena', dueAt: soon(1), protocol: 'none' }
    refused(await order(id, strange), 'response/unknown-protocol')
  })

  test('say which lessons are still to be done, and that one about a protocol wants its new version', async () => {
    const file = join(import.meta.dirname, '..', '..', 'packs', 'protocols', 'drone-red.yaml')
    const text = readFileSync(file, 'utf8')
    const takeIn = async (yaml: string) =>
      done<{ protocol: { version: number } }>(
        await server.admin.ask('PUT', '/v1/protocols/drone-red', { body: { text: yaml } }),
      ).protocol.version
    const first = await takeIn(text)
    const { id } = await open({ title: 'What we learn' })
    const { lessonList } = await ordered(id, {
      ...{ type: 'learn', text: 'Ring the second number too', owner: 'olena', dueAt: soon(3) },
    })
    const { lessons } = done<{ lessons: { lesson: string; late: string; title: string }[] }>(
      await server.taras.get('/v1/cases/lessons'),
    )
    const mine = lessons.find(({ lesson }) => lesson === lessonList[0]!.id)!
    assert.deepEqual([mine.late, mine.title], ['no', 'What we learn'])
    const drawn = await ordered(id, {
      ...{ type: 'learn', text: 'Ring the school', owner: 'olena', dueAt: soon(3), protocol: 'drone-red' },
    })
    const lesson = drawn.lessonList[1]!.id
    const finish = (more: object) => order(id, { type: 'finish-lesson', lesson, text: 'Done', ...more })
    refused(await finish({}), 'cases/which-version')
    refused(await finish({ protocolVersion: first }), 'cases/no-such-version')
    refused(await finish({ protocolVersion: 99 }), 'cases/no-such-version')
    const second = await takeIn(text.replace('climb-after: 5 min', 'climb-after: 7 min'))
    assert.equal(second, first + 1)
    const { ended } = done<View>(await finish({ protocolVersion: second })).lessonList[1]!
    assert.equal(ended!.protocolVersion, second)
  })

  test('stand with what they still ask in the report of the night, and not in the public’s', async () => {
    const { id } = await open({ title: 'What the report asks' })
    const asked = await ordered(id, { type: 'ask', text: 'Who closed the gate?' })
    const report = async (query = '') =>
      done<{
        report: { asOf: { seq: number }; sections: { id: string; rows: { id: string; rests: number[] }[] }[] }
      }>(await server.olena.get(`/v1/situation-report${query}`)).report
    const linesOf = ({ sections }: Awaited<ReturnType<typeof report>>) =>
      (sections.find((one) => one.id === 'open')?.rows ?? []).filter((row) =>
        row.id.startsWith('open question '),
      )
    const mine = `open question ${asked.questionList[0]!.id}`
    const before = await report()
    assert.deepEqual(linesOf(before).find((row) => row.id === mine)?.rests, [asked.facts.at(-1)])
    assert.deepEqual(linesOf(await report('?face=public')), [])
    await ordered(id, { type: 'drop-question', question: asked.questionList[0]!.id, why: 'The log says it' })
    assert.ok(!linesOf(await report()).some((row) => row.id === mine))
    // As it was known then.
    assert.ok(linesOf(await report(`?position=${before.asOf.seq}`)).some((row) => row.id === mine))
  })
})
