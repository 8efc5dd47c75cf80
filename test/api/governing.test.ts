import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { invite, join as joinBy, setUpAdministrator, type Joined } from '../support/people.node.ts'
import {
  done,
  red,
  refused,
  startTestServer,
  zadonsky,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

/** The demonstration's, as somebody's own: a region that means it. */
function ownAuthority(): string {
  const shipped = JSON.parse(readFileSync('packs/lipetsk/authority.json', 'utf8')) as object
  const file = join(tmpdir(), `tocsin-authority-${process.pid}-${Date.now()}.json`)
  writeFileSync(file, JSON.stringify({ ...shipped, demonstration: false }))
  return file
}

interface Waits {
  readonly outcome: string
  readonly why: string
  readonly proposal: { readonly id: string; readonly contentHash: string }
}

describe('two people', () => {
  let server: TestServer
  let file: string
  let ann: Joined
  let bo: Joined
  before(async () => {
    // The demonstration is never live.
    file = ownAuthority()
    const settings = { TOCSIN_MODE: 'live', TOCSIN_BROKER: 'none', TOCSIN_AUTHORITY: file } as const
    server = await startTestServer({ settings })
    ann = await setUpAdministrator(server)
    bo = await invite(server, ann.client, 'Bo', {
      roles: ['administrator'],
      modes: ['live', 'drill', 'test'],
    })
  })
  after(async () => {
    await server.close()
    rmSync(file)
  })

  const waits = (answer: Parameters<typeof done>[0]): Waits['proposal'] => {
    const { outcome, proposal } = done<Waits>(answer)
    assert.equal(outcome, 'waits')
    return proposal
  }
  const confirm = ({ id, contentHash }: Waits['proposal'], by = bo) =>
    by.client.post(`/v1/proposals/${id}/confirm`, { contentHash })
  const admitted = async (name: string, rights: object): Promise<Joined> => {
    const proposal = waits(await ann.client.post('/v1/people', { name, ...rights }))
    const { link } = done<{ link: { url: string } }>(await confirm(proposal))
    return joinBy(server, link.url, name)
  }
  const live = ['live', 'drill', 'test']

  test('set up an installation: the link of the first start works once, and none is made afterwards', async () => {
    assert.equal(await server.running.accounts.setUp(), undefined)
    const { people } = done<{ people: { id: string; name: string; state: string; roles: string[] }[] }>(
      await ann.client.get('/v1/people'),
    )
    assert.deepEqual(
      people.filter(({ roles }) => roles.includes('administrator')).map(({ name, state }) => [name, state]),
      [
        ['Ann', 'active'],
        ['Bo', 'active'],
      ],
    )
  })

  test('add an administrator, and a person who may warn live, together; the second reads exactly what it is', async () => {
    const length = async () => (await server.running.system.ledger.readStream('people')).length
    const before = await length()
    const proposal = waits(
      await ann.client.post('/v1/people', { name: 'Cem', roles: ['administrator'], modes: live }),
    )
    assert.equal(await length(), before + 1)
    refused(await confirm(proposal, ann), 'people/own-proposal')
    refused(await confirm({ ...proposal, contentHash: 'f'.repeat(64) }), 'people/proposal-changed')
    const { proposals } = done<{ proposals: { id: string; byName: string; about: string; order: object }[] }>(
      await bo.client.get('/v1/proposals'),
    )
    const shown = proposals.find(({ id }) => id === proposal.id)
    assert.equal(shown?.byName, 'Ann')
    assert.equal(shown?.about, 'Cem')
    assert.match(JSON.stringify(shown?.order), /"administrator"/)
    done(await confirm(proposal))
  })

  test('make a key that issues together, and it is worth nothing before', async () => {
    const body = { id: 'gateway', name: 'Gateway', roles: ['officer'], modes: ['drill'] }
    const answer = await ann.client.post('/v1/keys', body)
    const { key } = done<{ key: string }>(answer)
    refused(await server.withKey(key).get('/v1/me'), 'people/unknown-key')
    done(await confirm(waits(answer)))
    done(await server.withKey(key).get('/v1/me'))
    const reading = done<{ outcome: string }>(
      await ann.client.post('/v1/keys', { id: 'wall', name: 'Wall', roles: ['watcher'] }),
    )
    assert.equal(reading.outcome, 'done')
  })

  test('open a new way out of the building together, and it is called from then on', async () => {
    const body = { url: 'https://example.org/warn', modes: ['drill'] }
    const proposal = waits(await ann.client.post('/v1/webhooks', body))
    assert.deepEqual(done<{ webhooks: object[] }>(await ann.client.get('/v1/webhooks')).webhooks, [])
    done(await confirm(proposal))
    const { webhooks } = done<{ webhooks: { id: string; url: string; createdBy: string }[] }>(
      await ann.client.get('/v1/webhooks'),
    )
    assert.deepEqual(
      webhooks.map(({ url, createdBy }) => [url, createdBy]),
      [['https://example.org/warn', ann.id]],
    )
  })

  test('switch to live together; nobody warns live before, and one switches back alone', async () => {
    const officer = await admitted('Olha', { roles: ['officer'], modes: live })
    const approver = await admitted('Tymur', { roles: ['approver'], modes: live })
    const body = red([zadonsky], { mode: 'live' })
    refused(await officer.client.post('/v1/alerts', body), 'people/not-live-yet')
    const path = '/v1/authorities/main/service'
    done(await confirm(waits(await ann.client.post(path, { service: 'live' }))))
    const { alert } = done<Ordered>(await officer.client.post('/v1/alerts', body))
    const at = `/v1/alerts/${alert.id}`
    done(await officer.client.post(`${at}/submit`, {}))
    refused(
      await officer.client.post(`${at}/approve`, { contentHash: alert.contentHash }),
      'people/not-allowed',
    )
    done(await approver.client.post(`${at}/approve`, { contentHash: alert.contentHash }))
    done(await officer.client.post(`${at}/discard`, {}))
    assert.equal(done<{ outcome: string }>(await bo.client.post(path, { service: 'drill' })).outcome, 'done')
    refused(await officer.client.post('/v1/alerts', body), 'people/not-live-yet')
  })

  test('suspend alone: whoever it is has no session and no way in from that moment', async () => {
    const eve = await invite(server, ann.client, 'Eve', { roles: ['watcher'] })
    done(await eve.client.get('/v1/me'))
    done(await bo.client.post(`/v1/people/${eve.id}/suspend`, {}))
    refused(await eve.client.get('/v1/me'), 'people/session-over')
  })

  test('are in the ledger with the session each acted from, and no name is', async () => {
    const facts = await server.running.system.ledger.readStream('people')
    const confirmed = facts.find(({ type }) => type === 'proposal-confirmed')
    assert.equal(confirmed?.by, bo.id)
    assert.match(confirmed?.via ?? '', /^session:/)
    assert.doesNotMatch(JSON.stringify(facts), /Ann|Cem|Olha|Eve/)
  })
})

describe('an authority of its own', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
  })
  after(() => server.close())

  test('warns in its own name, of what it owns, where it owns it, and by its own channels', async () => {
    const ann = await setUpAdministrator(server)
    done(
      await ann.client.post('/v1/authorities', {
        ...{ id: 'zadonsk', names: { en: 'Zadonsk town hall' } },
        owns: { areas: [zadonsky], threats: ['drone'], levels: ['lipetsk/yellow'], channels: ['stream'] },
      }),
    )
    const rights = { roles: ['officer'], modes: ['drill'], authority: 'zadonsk' }
    const local = await invite(server, ann.client, 'Local', rights)
    const yellow = { threat: 'drone', level: 'yellow', areas: [zadonsky] }
    const { alert } = done<Ordered>(await local.client.post('/v1/alerts', yellow))
    assert.deepEqual(alert.content.issuer, { en: 'Zadonsk town hall' })
    assert.deepEqual(alert.content.channels, ['stream'])
    for (const [more, code] of [
      [{ level: 'red' }, 'people/outside-authority'],
      [{ threat: 'ballistic-missile' }, 'people/outside-authority'],
      [{ channels: 'all' }, 'people/outside-authority'],
      [{ areas: ['gn:483542'] }, 'people/outside-area'],
    ] as const)
      refused(await local.client.post('/v1/alerts', { ...yellow, ...more }), code)
    refused(
      await local.client.post(`/v1/alerts/${alert.id}/edit`, { level: 'red' }),
      'people/outside-authority',
    )
  })
})
