/** Locked out: whoever stands at the machine lets people in again, alone, and the ledger says so. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, afterEach, describe, test } from 'node:test'
import type { JsonObject } from '#base'
import { verifyLedger, type Fact } from '#ledger'
import { join as joinBy, setUpAdministrator, signIn, type Joined } from '../support/people.node.ts'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'
import { authorityWithoutSirens } from '../support/serve.node.ts'
import { openShell, type Shell } from './shell.node.ts'

interface Made {
  readonly outcome: string
  readonly link: { readonly url: string; readonly endsAt: string }
}

/** An installation that is no demonstration: nobody is in it but its machine. */
function authorityOfOwn(): string {
  const { demonstration: _, ...authority } = JSON.parse(authorityWithoutSirens()) as JsonObject
  return JSON.stringify(authority)
}

const settings = { TOCSIN_BROKER: 'none' } as const

describe('locked out', () => {
  let server: TestServer
  let shell: Shell
  beforeEach(async () => {
    // Who is alone and proposes something finds no second person, and the log says so.
    server = await startTestServer({ settings, expects: /^What waits for a second person has found none$/ })
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
  })
  afterEach(async () => {
    await shell.close()
    await server.close()
  })
  const facts = async (type: string): Promise<readonly Fact<string, JsonObject>[]> =>
    (await server.running.system.ledger.readStream('people')).filter((fact) => fact.type === type)
  const second = async (name: string): Promise<Joined> => {
    const made = await shell.json<Made>('people', 'invite', name, '--role', 'administrator')
    assert.equal(made.outcome, 'done')
    return joinBy(server, made.link.url, name)
  }

  test('is nobody for long: the only administrator, who lost the passkey, comes in by a link made on the machine', async () => {
    const ann = await setUpAdministrator(server, 'Ann')
    done(await ann.client.get('/v1/people'))
    const said = await shell.run('people', 'restore', ann.id)
    assert.equal(said.code, 0, said.err)
    const [, url = ''] =
      /It works once, until .*\n(http:\S+\/join#\S+)\nWhen it is used, .* worth nothing\.\n/.exec(said.out) ??
      []
    // Until it is used everything stays as it is: a link may have been made by mistake.
    done(await ann.client.get('/v1/people'))
    const back = await joinBy(server, url, 'Ann')
    assert.equal(back.id, ann.id)
    done(await back.client.get('/v1/people'))

    // What they had before is worth nothing: session, passkey, recovery codes; and the link is over.
    refused(await ann.client.get('/v1/people'), 'people/session-over')
    await assert.rejects(signIn(server, ann.device))
    const code = { login: 'ann', code: ann.recoveryCodes[0], screen: 'own' }
    refused(await server.withCookie('').post('/v1/sign-in/recovery-code', code), 'people/not-signed-in')
    refused(
      await server.withCookie('').post('/v1/links/look', { token: url.split('#')[1] }),
      'people/link-over',
    )
    done(await (await signIn(server, back.device)).get('/v1/people'))

    const [restored] = await facts('access-restored')
    assert.deepEqual([restored?.by, restored?.data], ['admin', { person: ann.id }])
    assert.match(String(restored?.via), /^key:key-/)
    const audit = await shell.run('audit', 'list', '--kind', 'rights')
    assert.match(audit.out, /This machine RESTORED ACCESS with a link for Ann\. {2}\[key:key-/)
    assert.ok((await verifyLedger(server.running.system.ledger)).intact)
    const kept = JSON.stringify(await server.running.system.ledger.read(0 as never, 100_000))
    assert.ok(!kept.includes(url.split('#')[1]!) && !kept.includes('Ann'))
  })

  test('of two administrators one is let in again by the machine alone; by the other, and by a program, it waits', async () => {
    const [ann, bo] = [await setUpAdministrator(server, 'Ann'), await second('Bo')]
    assert.equal((await shell.json<Made>('people', 'restore', ann.id)).outcome, 'done')
    assert.equal(done<Made>(await bo.client.post(`/v1/people/${ann.id}/restore`, {})).outcome, 'waits')
    // Another machine is a program like any other, whatever its roles.
    const key = await shell.json<{
      outcome: string
      key: string
      proposal: { id: string; contentHash: string }
    }>('keys', 'add', 'Robot', '--role', 'administrator')
    assert.equal(key.outcome, 'waits')
    const { id, contentHash } = key.proposal
    done(await ann.client.post(`/v1/proposals/${id}/confirm`, { contentHash }))
    const other = await server.withKey(key.key).post(`/v1/people/${bo.id}/restore`, {})
    assert.equal(done<Made>(other).outcome, 'waits')
    assert.equal((await facts('access-restored')).length, 1)
    assert.equal((await shell.refused(1, 'people', 'restore', 'admin')).code, 'people/is-a-machine')
  })

  test('out who is suspected is kept, and in who was kept out by mistake is let, by the machine alone', async () => {
    const [ann, bo] = [await setUpAdministrator(server, 'Ann'), await second('Bo')]
    for (const { id } of [ann, bo]) assert.equal((await shell.run('people', 'suspend', id)).code, 0)
    refused(await ann.client.get('/v1/people'), 'people/session-over')
    assert.equal((await shell.refused(1, 'people', 'restore', ann.id)).code, 'people/wrong-state')
    const back = await shell.json<Made>('people', 'reinstate', ann.id)
    assert.equal(back.outcome, 'done')
    done(await (await signIn(server, ann.device)).get('/v1/people'))
  })

  test('for good is nobody: with every administrator gone the machine makes a first one again, who then finds a second', async () => {
    const [ann, bo] = [await setUpAdministrator(server, 'Ann'), await second('Bo')]
    assert.equal((await shell.refused(1, 'people', 'set-up')).code, 'people/governed-already')
    for (const { id } of [ann, bo]) assert.equal((await shell.run('people', 'remove', id)).code, 0)
    const said = await shell.run('people', 'set-up')
    assert.equal(said.code, 0, said.err)
    const [, url = ''] = /\n(http:\S+\/join#\S+)\n/.exec(said.out) ?? []
    const [asked] = await facts('access-restored')
    assert.equal(asked?.by, 'admin')
    assert.match(String(asked?.via), /^key:key-/)

    const cem = await joinBy(server, url, 'Cem')
    assert.deepEqual(asked?.data, { person: cem.id })
    done(await cem.client.get('/v1/people'))
    assert.equal((await shell.refused(1, 'people', 'set-up')).code, 'people/governed-already')
    // Alone they can make nobody an administrator; with the machine they can, and from then on two are two again.
    const rights = { name: 'Dia', roles: ['administrator'] }
    assert.equal(done<Made>(await cem.client.post('/v1/people', rights)).outcome, 'waits')
    await second('Eva')
    const third = await shell.json<Made>('people', 'invite', 'Fay', '--role', 'administrator')
    assert.equal(third.outcome, 'waits')
    assert.ok((await verifyLedger(server.running.system.ledger)).intact)
  })

  test('by nobody but the machine: an administrator’s own key does not set up', async () => {
    const ann = await setUpAdministrator(server, 'Ann')
    const { key } = done<{ key: string }>(await ann.client.post('/v1/keys', { owner: ann.id }))
    refused(await server.withKey(key).post('/v1/people/set-up', {}), 'people/not-allowed')
    refused(await ann.client.post('/v1/people/set-up', {}), 'people/not-allowed')
    refused(await server.stranger.post('/v1/people/set-up', {}), 'people/unknown-key')
  })
})

describe('people of a copy', () => {
  let folder: string
  before(() => (folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-copy-'))))
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('sign in where a backup is started, and are those of the day it was taken', async () => {
    const server = await startTestServer({ settings })
    const shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
    const copy = join(folder, 'backup')
    try {
      const ann = await setUpAdministrator(server, 'Ann')
      await shell.json('ledger', 'backup', copy)
      const other = await startTestServer({ folder: copy, settings })
      const browser = other.withCookie('')
      const begun = await browser.post('/v1/sign-in/passkey/options', {})
      const { ticket, options } = done<{ ticket: string; options: never }>(begun)
      // The same passkey, at the other port.
      const response = ann.device.get(options, { origin: `http://localhost:${other.port}` })
      const answer = await browser.post('/v1/sign-in/passkey', { ticket, response, screen: 'own' })
      assert.equal(done<{ person: { name: string } }>(answer).person.name, 'Ann')
      assert.equal((await other.admin.get('/v1/keys')).status, 200, 'its machine has its key')
      await other.close()
    } finally {
      await shell.close()
      await server.close()
    }
  })

  test('of whom a restored ledger knows only what they may come in by its machine’s new key', async () => {
    const own = { ...settings, TOCSIN_AUTHORITY: join(folder, 'authority.json') }
    writeFileSync(own.TOCSIN_AUTHORITY, authorityOfOwn())
    const server = await startTestServer({ settings: own })
    const file = join(folder, 'facts.jsonl')
    const bare = join(folder, 'bare')
    const shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
    const ann = await setUpAdministrator(server, 'Ann')
    const oldKey = await server.keyOf('admin')
    try {
      await shell.json('ledger', 'export', file)
      await shell.json('ledger', 'restore', file, '--data', bare)
    } finally {
      await shell.close()
      await server.close()
    }
    const restored = await startTestServer({ folder: bare, settings: own })
    const there = await openShell({ TOCSIN_SERVER: restored.url, TOCSIN_DATA: bare })
    try {
      assert.notEqual(await restored.keyOf('admin'), oldKey)
      const people = await there.run('people', 'list')
      assert.match(people.out, new RegExp(`${ann.id} +active +administrator`))
      assert.doesNotMatch(people.out, /Ann/)
      const { link } = await there.json<Made>('people', 'restore', ann.id)
      const back = await joinBy(restored, link.url, 'Ann')
      assert.equal(back.id, ann.id)
      done(await back.client.get('/v1/people'))
      assert.ok((await verifyLedger(restored.running.system.ledger)).intact)
    } finally {
      await there.close()
      await restored.close()
    }
  })

  test('can’t be let in while nothing runs, and it is said how to start it', async () => {
    const idle = join(folder, 'idle')
    mkdirSync(join(idle, 'keys'), { recursive: true })
    writeFileSync(join(idle, 'keys', 'admin.key'), 'of no server\n', { mode: 0o600 })
    const shell = await openShell({ TOCSIN_SERVER: 'http://127.0.0.1:1', TOCSIN_DATA: idle })
    try {
      const said = await shell.run('people', 'restore', 'ann')
      assert.deepEqual([said.code, said.out], [2, ''])
      assert.match(
        said.err,
        /No server answers at .*\n.*on its machine with “npm start” \(“tocsin serve --data FOLDER”\)/,
      )
    } finally {
      await shell.close()
    }
  })
})
