import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Fact } from '#ledger'
import { pagingService, type PagingService } from '../support/pager.node.ts'
import {
  done,
  red,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type Client,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

const emergency = 'Alone on shift, drones over the city.'

interface Waits {
  readonly kind: string
  readonly about: string
  readonly step: string | null
  readonly waitsForSeconds: number
  readonly next: { readonly step: string } | null
  readonly called: { readonly people: number; readonly accepted: number; readonly nobodyToCall: number }
}
interface Reviews {
  readonly reviews: readonly {
    readonly alert: string
    readonly openForSeconds: number
    readonly acts: readonly { readonly did: string; readonly reason: string }[]
    readonly hands: readonly string[]
    readonly called: { readonly accepted: number }
  }[]
}

describe('two people over HTTP', () => {
  let server: TestServer
  let pager: PagingService
  let robot: Client
  before(async () => {
    pager = await pagingService()
    const settings = { TOCSIN_TWO_PEOPLE_IN_DRILLS: 'yes', TOCSIN_BROKER: 'none', ...pager.settings }
    server = await startTestServer({ settings })
    const body = { id: 'robot', name: 'Robot', roles: ['approver', 'officer'], areas: [zadonsky] }
    robot = server.withKey(done<{ key: string }>(await server.admin.post('/v1/keys', body)).key)
  })
  after(async () => {
    await server.close()
    await pager.close()
  })

  const draft = async (areas = [zadonsky]) =>
    done<Ordered>(await server.olena.post('/v1/alerts', red(areas))).alert
  const step = (who: Client, id: string, name: string, body: object = {}) =>
    who.post(`/v1/alerts/${id}/${name}`, body)
  const waiting = async (id: string) =>
    done<{ waiting: readonly Waits[] }>(await server.taras.get('/v1/alerts/waiting')).waiting.find(
      ({ about }) => about === id,
    )
  const review = async (id: string) =>
    done<Reviews>(await server.taras.get('/v1/reviews')).reviews.find(({ alert }) => alert === id)
  const factsOf = (stream: string): Promise<readonly Fact[]> =>
    server.running.system.ledger.readStream(stream)

  test('who submits is told how many are called, and everybody sees what waits and since when', async () => {
    const { id, contentHash } = await draft()
    const before = pager.pages.length
    const submitted = done<Ordered>(await step(server.olena, id, 'submit'))
    // The robot may approve by its roles, but is nobody that could be called.
    assert.deepEqual(submitted.secondPerson, { people: 1, by: ['page'], says: 'One person is being called.' })
    await pager.has(before + 1)
    const page = pager.pages.at(-1)
    assert.deepEqual([page?.person, page?.what, page?.about, page?.mode], ['taras', 'approval', id, 'drill'])
    await server.running.system.quiet()
    const waits = await waiting(id)
    assert.deepEqual(
      [waits?.kind, waits?.step, waits?.next?.step, waits?.called.people, waits?.called.accepted],
      ['approval', 'everybody', 'administrators', 1, 1],
    )
    const approved = done<Ordered>(await step(server.taras, id, 'approve', { contentHash }))
    assert.equal(approved.secondPerson, undefined)
    assert.equal(await waiting(id), undefined)
  })

  test('the approval of a machine’s key is refused, and that of the author by any key of theirs', async () => {
    const { id, contentHash } = await draft()
    await step(server.olena, id, 'submit')
    refused(await step(robot, id, 'approve', { contentHash }), 'alerts/not-a-person')
    refused(await step(robot, id, 'issue', { emergency }), 'alerts/not-a-person')
    // An officer who may approve too, elsewhere and the work of others.
    const both = { roles: ['officer', 'approver'] }
    done(await server.admin.ask('PUT', '/v1/people/olena', { body: both }))
    const other = done<{ key: string }>(await server.admin.post('/v1/keys', { owner: 'olena' })).key
    for (const one of [server.olena, server.withKey(other)])
      refused(await step(one, id, 'approve', { contentHash }), 'alerts/own-work')
    done(await server.admin.ask('PUT', '/v1/people/olena', { body: { roles: ['officer'] } }))
    done(await step(server.taras, id, 'return', { reason: 'Two hours, please.' }))
    done(await step(server.olena, id, 'discard'))
  })

  test('every fact of an order says by which key it was given', async () => {
    const { id, contentHash } = await draft()
    await step(server.olena, id, 'submit')
    const other = done<{ key: string; keyId: string }>(
      await server.admin.post('/v1/keys', { owner: 'taras' }),
    )
    done(await step(server.withKey(other.key), id, 'approve', { contentHash }))
    const facts = await factsOf(`alert:${id}`)
    assert.deepEqual(
      facts.map(({ type, by }) => `${type} ${by}`),
      ['alert-drafted olena', 'alert-submitted olena', 'alert-approved taras'],
    )
    assert.ok(facts.every(({ via }) => via?.startsWith('key:')))
    assert.equal(facts.at(-1)?.via, `key:${other.keyId}`)
    assert.equal(facts[0]?.via, facts[1]?.via)
  })

  test('what is done alone calls at once, and is judged by somebody else, in words', async () => {
    const { id } = await draft()
    refused(await step(server.olena, id, 'issue'), 'alerts/not-approved')
    refused(await step(server.olena, id, 'issue', { emergency: 'x' }), 'alerts/reason-too-thin', 'emergency')
    const before = pager.pages.length
    const issued = done<Ordered>(await step(server.olena, id, 'issue', { emergency }))
    assert.equal(issued.secondPerson?.says, 'One person is being called.')
    const change = { areas: [terbunsky], emergency: 'They turn towards Terbuny now.' }
    const extended = done<Ordered>(await step(server.olena, id, 'extend', change))
    assert.equal(extended.secondPerson?.people, 1)
    await pager.has(before + 2)
    assert.deepEqual(
      pager.pages.slice(before).map(({ what, about }) => `${what} ${about}`),
      [`emergency ${id}`, `emergency ${id}`],
    )
    await server.running.system.quiet()
    const open = await review(id)
    assert.deepEqual(
      open?.acts.map(({ did, reason }) => [did, reason]),
      [
        ['alert-issued', emergency],
        ['alert-extended', change.emergency],
      ],
    )
    assert.deepEqual([open?.hands, open?.called.accepted], [['olena'], 2])
    const verdict = { verdict: 'justified', text: 'Drones were there by 02:43.' }
    // The officer has no such right; a machine is nobody to judge; one act was read and two were done.
    refused(await server.olena.post(`/v1/reviews/${id}/close`, verdict), 'people/not-allowed')
    refused(await robot.post(`/v1/reviews/${id}/close`, verdict), 'people/outside-area')
    refused(
      await server.taras.post(`/v1/reviews/${id}/close`, { ...verdict, readActs: 1 }),
      'alerts/acts-since-read',
    )
    refused(
      await server.taras.post(`/v1/reviews/${id}/close`, { ...verdict, text: 'ok' }),
      'alerts/reason-too-thin',
      'text',
    )
    refused(
      await server.taras.post(`/v1/reviews/${id}/close`, { ...verdict, verdict: 'fine' }),
      'server/invalid-request',
    )
    await server.startAgain()
    assert.equal((await review(id))?.acts.length, 2, 'it is open after a restart')
    done(await server.taras.post(`/v1/reviews/${id}/close`, { ...verdict, readActs: 2 }))
    assert.equal(await review(id), undefined)
    refused(await server.taras.post(`/v1/reviews/${id}/close`, verdict), 'alerts/no-review-open')
    assert.equal(pager.pages.length, before + 2, 'nobody is called again after a restart')
    done(await step(server.olena, id, 'retract', { reason: 'It was a drill.' }))
  })

  test('who may approve here may not approve a change that reaches further than they may', async () => {
    const { id } = await draft()
    await step(server.olena, id, 'issue', { emergency })
    const waits = done<Ordered>(await step(server.olena, id, 'extend', { areas: [terbunsky] })).alert
    const { contentHash } = waits['pending'] as { readonly contentHash: string }
    refused(await step(robot, id, 'approve', { contentHash }), 'people/outside-area')
    assert.equal((await waiting(id))?.kind, 'change')
    done(await step(server.taras, id, 'approve', { contentHash }))
    done(await step(server.olena, id, 'all-clear'))
  })

  test('nothing personal stands in what is kept or told of calls', async () => {
    const body = { name: 'Iryna P.', login: 'iryna', email: 'iryna.p@example.org', roles: ['approver'] }
    const { id: person } = done<{ id: string }>(await server.admin.post('/v1/people', body))
    const { id } = await draft()
    await step(server.olena, id, 'submit')
    await server.running.system.quiet()
    const kept = JSON.stringify(await factsOf(`second-person:${id}`))
    for (const told of [kept, JSON.stringify(pager.pages), JSON.stringify(server.log.lines)])
      assert.doesNotMatch(told, /Iryna|iryna\.p@/)
    // Who has not joined yet is nobody that could answer.
    assert.doesNotMatch(kept, new RegExp(person))
  })
})

describe('where nobody can be called', () => {
  test('the officer is told to ring, and the ledger says so', async () => {
    const settings = { TOCSIN_TWO_PEOPLE_IN_DRILLS: 'yes', TOCSIN_BROKER: 'none' } as const
    const server = await startTestServer({ settings })
    try {
      const { id } = done<Ordered>(await server.olena.post('/v1/alerts', red())).alert
      const issued = done<Ordered>(await server.olena.post(`/v1/alerts/${id}/issue`, { emergency }))
      assert.deepEqual(issued.secondPerson, {
        ...{ people: 0, by: [] },
        says: 'Nobody could be called from here: ring them.',
      })
      await server.running.system.quiet()
      const facts = await server.running.system.ledger.readStream(`second-person:${id}`)
      assert.deepEqual(
        facts
          .filter(({ type }) => type === 'second-person-called')
          .map(({ data }) => [data['outcome'], data['why']]),
        [
          ['nobody-to-call', 'no-way-to-call'],
          ['nobody-to-call', 'no-way-to-call'],
        ],
      )
    } finally {
      await server.close()
    }
  })
})
