import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, test } from 'node:test'
import { hour, silentLog, type JsonObject, type PersonId } from '#base'
import type { Seq } from '#ledger'
import { openSqliteLedger } from '../../src/ledger/ledger.sqlite.ts'
import { openAuthenticator, type Authenticator } from '../support/authenticator.node.ts'
import { browserAt, type BrowserClient } from '../support/browser-client.node.ts'
import { done, refused, startTestServer, type TestServer } from '../support/server.node.ts'

const password = 'seven wet stones under a lamp'
const browser = 'Mozilla/5.0 (X11; Unheard-of 7.1) Netzleser/9'
const personal = {
  name: 'Wsewoloda Zhuravlyova',
  login: 'wsewoloda.zh',
  email: 'wsewoloda@example.org',
  phone: 'Wsewolodas-Telefon',
}

type Begun<Options> = { readonly ticket: string; readonly options: Options }
interface Person {
  readonly id: string
  readonly browser: BrowserClient
  readonly key: Authenticator
}

describe('personal data', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
  })
  after(() => server.close())

  /** Somebody with everything that can be kept of a person. */
  const joined = async (roles: readonly string[]): Promise<Person> => {
    const { name, login, email } = personal
    const body = { name, login, email, language: 'uk', roles, modes: ['drill'] }
    const made = done<{ id: string; link: { url: string } }>(await server.admin.post('/v1/people', body))
    const token = made.link.url.split('#')[1]!
    const [client, key] = [
      browserAt(server, browser),
      openAuthenticator({ origin: `http://localhost:${server.port}` }),
    ]
    const called = { token, name, login }
    const begun = done<Begun<Parameters<Authenticator['create']>[0]>>(
      await client.ask('POST', '/v1/links/passkey/options', called),
    )
    done(
      await client.ask('POST', '/v1/links/passkey', {
        ...{ ...called, ticket: begun.ticket, response: key.create(begun.options), screen: 'own' },
        passkeyName: personal.phone,
      }),
    )
    const { ticket, totp } = done<{ ticket: string; totp: { secret: string } }>(
      await client.ask('POST', '/v1/account/password/begin', {}),
    )
    const { Secret, TOTP } = await import('otpauth')
    const code = new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate()
    done(await client.ask('PUT', '/v1/account/password', { ticket, password, code }))
    return { id: made.id, browser: client, key }
  }
  const filesOf = () =>
    readdirSync(server.folder)
      .filter((name) => /sqlite/.test(name))
      .map((name) => [name, readFileSync(join(server.folder, name))] as const)
  /** Every file of the databases, their logs included, that holds one of these words. */
  const filesWith = (...words: readonly string[]) =>
    filesOf().flatMap(([name, bytes]) =>
      words.flatMap((word) => (bytes.includes(word) ? `${name}: ${word}` : [])),
    )
  const collections = () => {
    const db = new DatabaseSync(join(server.folder, 'people.sqlite'), { readOnly: true })
    const rows = db.prepare('select distinct collection from shelved order by 1').all()
    db.close()
    return rows.map(({ collection }) => String(collection))
  }
  const isIntact = async () =>
    done<{ intact: boolean }>(await server.admin.post('/v1/ledger/verify', {})).intact

  test('are shown to their owner and to whoever may erase them: all of it, and no secret', async () => {
    const { id, browser: own } = await joined(['officer'])
    done(await server.admin.post('/v1/keys', { owner: id, modes: ['drill'] }))
    const mine = done<JsonObject>(await own.ask('GET', '/v1/account/personal'))
    const theirs = done<JsonObject>(await server.admin.get(`/v1/people/${id}/personal`))
    const { at: _, facts, ...rest } = theirs
    const { at: __, facts: ___, ...same } = mine
    assert.deepEqual(rest, same)
    assert.deepEqual((rest['particulars'] as JsonObject)['name'], personal.name)
    const counted = (name: string) => (rest[name] as readonly unknown[]).length
    assert.deepEqual(
      ['passkeys', 'sessions', 'visits', 'keys', 'changes', 'links'].map(counted),
      [1, 1, 1, 1, 2, 0],
    )
    assert.equal((rest['visits'] as readonly JsonObject[])[0]?.['browser'], browser)
    const types = (facts as readonly JsonObject[]).map(({ type }) => type)
    for (const type of ['person-added', 'person-joined', 'session-started', 'credential-changed', 'key-made'])
      assert.ok(types.includes(type), type)
    // Nothing that is kept to prove them by is in it.
    const db = new DatabaseSync(join(server.folder, 'people.sqlite'), { readOnly: true })
    const kept = db
      .prepare("select document from shelved where collection = 'credentials' and key = ?")
      .get(id)
    db.close()
    const {
      password: hash,
      totp,
      recoveryCodes,
      passkeys,
    } = JSON.parse(String(kept!['document'])) as {
      password: { hash: string }
      totp: { secret: string }
      recoveryCodes: { hash: string }[]
      passkeys: { publicKey: string; userHandle: string }[]
    }
    const secrets = [hash.hash, totp.secret, recoveryCodes[0]!.hash, passkeys[0]!.publicKey, own.cookie!]
    for (const secret of secrets) assert.ok(!JSON.stringify(theirs).includes(secret), secret)
    assert.doesNotMatch(JSON.stringify(theirs), /tokenHash|"hash"|argon2/)
    // To nobody else.
    refused(await server.olena.get(`/v1/people/${id}/personal`), 'people/not-allowed')
    refused(await own.ask('GET', '/v1/people/olena/personal'), 'people/not-allowed')
    refused(await server.admin.get('/v1/account/personal'), 'people/not-signed-in-here')
    // Every table that there is knows how to show and to forget.
    const known = server.running.accounts.personal.flatMap((table) => table.collections)
    const there = collections()
    assert.ok(there.length >= 5, 'there is something to know')
    assert.deepEqual(
      there.filter((name) => !known.includes(name)),
      [],
    )
    done(await server.admin.ask('DELETE', `/v1/people/${id}/personal`))
  })

  test('are wanted with a fresh proof, by oneself too', async () => {
    const { id, browser: own } = await joined(['administrator'])
    const { sessions } = server.running.accounts.signIn
    const [session] = sessions.listOf(id as PersonId)
    const real = server.running.system.clock.now
    const later = new Date(Date.parse(session!.startedAt) + hour / 2).toISOString()
    ;(server.running.system.clock as { now: () => unknown }).now = () => later
    try {
      refused(await own.ask('GET', '/v1/account/personal'), 'people/prove-again')
      refused(await own.ask('GET', '/v1/people/olena/personal'), 'people/prove-again')
      refused(await own.ask('DELETE', '/v1/people/olena/personal'), 'people/prove-again')
    } finally {
      ;(server.running.system.clock as { now: unknown }).now = real
    }
    done(await server.admin.ask('DELETE', `/v1/people/${id}/personal`))
  })

  test('are gone from every file when they are erased; the chain stays whole and the id is their name', async () => {
    const { id, browser: own } = await joined(['administrator'])
    const key = done<{ key: string }>(
      await server.admin.post('/v1/keys', { owner: id, modes: ['drill'] }),
    ).key
    const asked = done<{ alert: { id: string } }>(
      await server.olena.post('/v1/alerts', { threat: 'drone', level: 'red', areas: ['gn:465724'] }),
    )
    done(await server.withKey(key).get('/v1/me'))
    done(await own.ask('GET', '/v1/audit?kind=signing-in'))
    type Audited = { type: string; what: string; where: { address: string; browser: string } | null }
    const auditOf = async () =>
      done<{ facts: Audited[] }>(await server.admin.get(`/v1/audit?person=${id}`)).facts
    const signedIn = (await auditOf()).find(({ type }) => type === 'session-started')
    assert.equal(signedIn?.what, `${personal.name} signed in with a one-time link.`)
    assert.equal(signedIn?.where?.browser, browser)
    assert.match(signedIn?.where?.address ?? '', /^(127\.0\.0\.1|::1)$/)
    const words = [...Object.values(personal), 'Unheard-of']
    assert.ok(filesWith(...words).length >= words.length, 'what is looked for is there before')
    assert.ok(await isIntact())
    const headBefore = await server.head()

    done(await server.admin.ask('DELETE', `/v1/people/${id}/personal`))
    assert.deepEqual(filesWith(...words), [])
    assert.ok(await isIntact())
    assert.ok((await server.head()) > headBefore)
    refused(await own.ask('GET', '/v1/account'), 'people/session-over')
    refused(await server.withKey(key).get('/v1/me'), 'people/unknown-key')
    for (const path of ['/v1/people', '/v1/audit?limit=500', '/v1/audit.csv', `/v1/people/${id}/personal`]) {
      const { text } = await server.admin.get(path)
      for (const word of words) assert.ok(!text.includes(word), `${path} still says ${word}`)
    }
    const facts = await auditOf()
    assert.ok(facts.some(({ what }) => what === `${id} signed in with a one-time link.`))
    assert.ok(facts.every(({ where }) => where === null))
    assert.ok(facts.some(({ type }) => type === 'personal-data-removed'))
    // Their login is free for somebody else, and asking again changes nothing.
    done(await server.admin.ask('DELETE', `/v1/people/${id}/personal`))
    const stream = await server.running.system.ledger.readStream('people')
    const erasures = stream.filter(({ type, data }) => type === 'person-erased' && data['person'] === id)
    assert.equal(erasures.length, 1)
    await server.startAgain()
    assert.deepEqual(filesWith(...words), [])
    assert.ok(asked.alert.id)
  })

  test('are erased at the next start where the power went between the fact and the removal', async () => {
    const { id } = await joined(['officer'])
    const { clock } = server.running.system
    await server.startAgain(async (folder) => {
      const opened = await openSqliteLedger({ file: join(folder, 'ledger.sqlite'), log: silentLog })
      assert.ok(opened.ok)
      const data = { person: id }
      const by = { by: 'admin' as PersonId, at: clock.now(), via: 'key:of-the-test' }
      const facts = [{ stream: 'people', type: 'person-erased', mode: 'drill', data, ...by } as const]
      assert.ok((await opened.value.append({ facts, expected: {} })).ok)
      await opened.value.close()
      assert.ok(filesWith(personal.name).length > 0, 'it is there when the server starts')
    })
    await server.running.system.quiet()
    assert.deepEqual(filesWith(...Object.values(personal)), [])
    const last = await server.running.system.ledger.read(((await server.head()) - 5) as Seq, 5)
    assert.ok(last.some(({ type, data }) => type === 'personal-data-removed' && data['person'] === id))
    assert.ok(await isIntact())
  })

  test('of somebody who is suspended: their sessions and links end at once', async () => {
    const { id, browser: own } = await joined(['officer'])
    const { signIn } = server.running.accounts
    await signIn.links.make('restore', id as PersonId)
    done(await server.admin.post(`/v1/people/${id}/suspend`, {}))
    await server.running.system.quiet()
    refused(await own.ask('GET', '/v1/account'), 'people/session-over')
    const open = async () => (await signIn.links.listOf('restore')).filter(({ person }) => person === id)
    for (let tries = 0; tries < 100 && (await open()).length > 0; tries++) await new Promise(setImmediate)
    assert.deepEqual(await open(), [])
    assert.deepEqual(signIn.sessions.listOf(id as PersonId), [])
    done(await server.admin.ask('DELETE', `/v1/people/${id}/personal`))
  })

  test('are in no fact: neither who signs in, nor who fails to, nor what they typed', async () => {
    const stranger = browserAt(server, browser)
    for (const login of ['wsewoloda.unknown', 'olena'])
      refused(
        await stranger.ask('POST', '/v1/sign-in/password', {
          ...{ login, password: 'a Kennwort-given-away', code: '123456', screen: 'own' },
        }),
        'people/not-signed-in',
      )
    await server.running.accounts.signIn.failures.flush()
    const { text } = await server.admin.get('/v1/ledger/export')
    assert.match(text, /sign-in-failed/)
    for (const word of [
      ...Object.values(personal),
      'wsewoloda',
      'Kennwort',
      'Unheard-of',
      '127.0.0.1',
      '::1',
    ])
      assert.ok(!text.includes(word), word)
  })
})
