/** What one administrator, or one stolen key, tries over HTTP where two administrators are. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { invite, join, setUpAdministrator, type Joined } from '../support/people.node.ts'
import {
  done,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type Answer,
  type TestServer,
} from '../support/server.node.ts'

interface Waits {
  readonly outcome: string
  readonly why: string
  readonly proposal: { readonly id: string; readonly contentHash: string; readonly about: string | null }
}
type Link = { readonly link: { readonly url: string } | null }
const live = ['live', 'drill', 'test']

describe('one administrator alone', () => {
  let server: TestServer
  let ann: Joined
  let bo: Joined
  before(async () => {
    server = await startTestServer({ authority: 'own', settings: { TOCSIN_BROKER: 'none' } })
    ann = await setUpAdministrator(server)
    bo = await invite(server, ann.client, 'Bo', { roles: ['administrator'], modes: live })
  })
  after(() => server.close())
  const waits = (answer: Answer): Waits['proposal'] => {
    const { outcome, proposal } = done<Waits>(answer)
    assert.equal(outcome, 'waits')
    return proposal
  }
  const confirm = ({ id, contentHash }: Waits['proposal'], by = bo) =>
    by.client.post(`/v1/proposals/${id}/confirm`, { contentHash })

  test('gets no second link for somebody whom both let in', async () => {
    const rights = { roles: ['officer'], modes: live }
    const proposal = waits(await ann.client.post('/v1/people', { id: 'olha', name: 'Olha', ...rights }))
    const { link } = done<Link>(await confirm(proposal))
    waits(await ann.client.post('/v1/people/olha/invitation', {}))
    // Nothing came of it yet: the first link is good.
    const olha = await join(server, link!.url, 'Olha')
    assert.equal(olha.id, 'olha')
    const watcher = { id: 'wim', name: 'Wim', roles: ['watcher'] }
    done(await ann.client.post('/v1/people', watcher))
    assert.equal(done<Waits>(await ann.client.post('/v1/people/wim/invitation', {})).outcome, 'done')
  })

  test('writes no other name under what waits, and asking twice takes nothing from it', async () => {
    const iryna = { id: 'iryna', name: 'Iryna', email: 'iryna@example.org', roles: ['approver'], modes: live }
    const proposal = waits(await ann.client.post('/v1/people', iryna))
    assert.equal(proposal.about, 'Iryna')
    for (const body of [iryna, { ...iryna, name: 'Mallory', roles: ['watcher'] }])
      refused(await ann.client.post('/v1/people', body), 'people/exists')
    refused(
      await ann.client.post('/v1/keys', { id: 'iryna', name: 'M', roles: ['watcher'] }),
      'people/exists',
    )
    const { proposals } = done<{ proposals: readonly Waits['proposal'][] }>(
      await bo.client.get('/v1/proposals'),
    )
    assert.equal(proposals.find(({ id }) => id === proposal.id)?.about, 'Iryna')
    done(await confirm(proposal))
    const { people } = done<{ people: readonly { id: string; name: string; email: string | null }[] }>(
      await bo.client.get('/v1/people'),
    )
    const kept = people.find(({ id }) => id === 'iryna')
    assert.deepEqual([kept?.name, kept?.email], ['Iryna', 'iryna@example.org'])
  })

  test('asks twice for a way out, by a button pressed twice, and it is opened when the other agrees', async () => {
    const body = { url: 'https://example.org/twice', modes: ['drill'] }
    const proposal = waits(await ann.client.post('/v1/webhooks', body))
    refused(await ann.client.post('/v1/webhooks', body), 'people/proposed-already')
    done(await confirm(proposal))
    const { webhooks } = done<{ webhooks: readonly { url: string }[] }>(await ann.client.get('/v1/webhooks'))
    assert.deepEqual(
      webhooks.map(({ url }) => url),
      ['https://example.org/twice'],
    )
  })

  test('takes the way back in from nobody, and gets no key of the machine', async () => {
    const { keys } = done<{ keys: readonly { id: string; owner: string }[] }>(
      await ann.client.get('/v1/keys'),
    )
    const { id } = keys.find(({ owner }) => owner === 'admin')!
    refused(await ann.client.post(`/v1/keys/${id}/rotate`, {}), 'people/way-back-in')
    refused(await ann.client.post('/v1/keys', { owner: 'admin' }), 'people/way-back-in')
    refused(await ann.client.post('/v1/people/admin/suspend', {}), 'people/way-back-in')
    for (const path of ['/v1/people/admin', '/v1/people/admin/personal'])
      refused(await ann.client.ask('DELETE', path), 'people/way-back-in')
    done(await server.admin.get('/v1/people'))
  })

  test('replaces no key that issues alone, and both count from when the other agrees', async () => {
    const body = { id: 'gateway', name: 'Gateway', roles: ['officer'], modes: ['drill'] }
    const first = await ann.client.post('/v1/keys', body)
    const { key, keyId } = done<{ key: string; keyId: string }>(first)
    done(await confirm(waits(first)))
    const answer = await ann.client.post(`/v1/keys/${keyId}/rotate`, { overlapMinutes: 5 })
    const next = done<{ key: string }>(answer).key
    refused(await server.withKey(next).get('/v1/me'), 'people/unknown-key')
    done(await confirm(waits(answer)))
    for (const one of [key, next]) done(await server.withKey(one).get('/v1/me'))
  })
})

describe('an administrator of one place', () => {
  test('moves no border of another, and so makes nothing theirs', async () => {
    const server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    try {
      const body = { id: 'local', name: 'Local', roles: ['administrator'], areas: [zadonsky] }
      const local = server.withKey(done<{ key: string }>(await server.admin.post('/v1/keys', body)).key)
      const about = { pack: 'x', title: 'x', version: '1', source: [{ what: 'x', licence: 'x' }] }
      const map = (...areas: object[]) => ({
        files: [
          { name: 'pack.json', base64: Buffer.from(JSON.stringify({ ...about, areas })).toString('base64') },
        ],
        unmatched: 'add',
      })
      const swallowed = { code: terbunsky, kind: 'district', parent: zadonsky, names: { en: 'Terbuny' } }
      const added = { code: 'x:1', kind: 'settlement', parent: zadonsky, names: { en: 'New place' } }
      const elsewhere = { ...added, code: 'x:2', parent: terbunsky }
      const redrawn = { code: zadonsky, kind: 'district', parent: 'RU-LIP', names: { en: 'Zadonsk' } }
      for (const one of [swallowed, elsewhere, added])
        refused(await local.post('/v1/areas/import', map(one)), 'people/outside-area')
      for (const one of [swallowed, elsewhere, redrawn])
        refused(
          await local.post('/v1/areas/import', { ...map(one), within: zadonsky }),
          'people/outside-area',
        )
      done(await local.post('/v1/areas/import', { ...map(added), within: zadonsky }))
      done(await server.admin.post('/v1/areas/import', map(elsewhere)))
    } finally {
      await server.close()
    }
  })
})

describe('what stands elsewhere', () => {
  test('is replaced by nobody of another place: no siren and no source', async () => {
    const server = await startTestServer({
      settings: { TOCSIN_BROKER: 'none', TOCSIN_SOURCE_ALLOW: 'localhost' },
      expects: /source/i,
    })
    try {
      const body = { id: 'local', name: 'Local', roles: ['administrator'], areas: [zadonsky] }
      const local = server.withKey(done<{ key: string }>(await server.admin.post('/v1/keys', body)).key)
      const siren = { id: 's-1', name: 'School', operator: 'Town', kind: 'plain', modes: ['drill'] }
      done(await server.admin.post('/v1/sirens', { sirens: [{ ...siren, area: terbunsky }] }))
      const moved = { sirens: [{ ...siren, area: zadonsky }] }
      refused(await local.post('/v1/sirens', moved), 'people/outside-area')
      done(await server.admin.post('/v1/sirens', moved))
      done(await local.post('/v1/sirens', moved))
      const source = { name: 'Met', address: 'http://localhost:9/feed', takes: 'reports', paused: 'yes' }
      const put = (who = local, areas = [zadonsky]) =>
        who.ask('PUT', '/v1/sources/met', { body: { ...source, areas } })
      done(await put(server.admin, [terbunsky]))
      refused(await put(), 'people/outside-area')
      done(await put(server.admin))
      done(await put())
    } finally {
      await server.close()
    }
  })
})

/** As a proxy on this machine hands on what comes from elsewhere. */
const fromElsewhere = { 'x-forwarded-for': '203.0.113.9' }

describe('the key of the machine', () => {
  test('lets people in again on the machine itself and nowhere else', async () => {
    const server = await startTestServer({
      authority: 'own',
      settings: { TOCSIN_BROKER: 'none', TOCSIN_PROXIES: '127.0.0.1' },
    })
    try {
      const ask = (path: string, headers = {}) => server.admin.post(path, {}, headers)
      refused(await ask('/v1/people/set-up', fromElsewhere), 'people/on-the-machine')
      done(await ask('/v1/people/set-up'))
      const ann = await setUpAdministrator(server)
      const bo = await invite(server, ann.client, 'Bo', { roles: ['administrator'], modes: live })
      const restored = await ask(`/v1/people/${bo.id}/restore`, fromElsewhere)
      assert.equal(done<Waits>(restored).outcome, 'waits', 'it is a program like any other there')
      assert.equal(done<Waits>(await ask(`/v1/people/${bo.id}/restore`)).outcome, 'done')
    } finally {
      await server.close()
    }
  })

  test('is not on the machine behind a proxy that nobody named', async () => {
    const expects = /through a proxy/
    const server = await startTestServer({ authority: 'own', settings: { TOCSIN_BROKER: 'none' }, expects })
    try {
      refused(await server.admin.post('/v1/people/set-up', {}, fromElsewhere), 'people/on-the-machine')
    } finally {
      await server.close()
    }
  })
})
