import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { openAuthenticator, type Authenticator } from '../support/authenticator.node.ts'
import { browserAt } from '../support/browser-client.node.ts'
import { done, refused, startTestServer } from '../support/server.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-set-up-'))
after(() => rmSync(folder, { recursive: true, force: true }))
/** The shipped authority, for an installation that is no demonstration. */
const authority = () => {
  const shipped = new URL('../../packs/lipetsk/authority.json', import.meta.url)
  const {
    demonstration: _,
    sirens: __,
    ...own
  } = JSON.parse(readFileSync(shipped, 'utf8')) as {
    readonly [name: string]: unknown
  }
  const file = join(folder, 'authority.json')
  writeFileSync(file, JSON.stringify(own))
  return file
}
const withoutSirens = { TOCSIN_BROKER: 'none' }

describe('an installation that nobody has set up', () => {
  test('has no way in but a link for its own console, which makes the first administrator and is then over', async (t) => {
    const server = await startTestServer({
      settings: { ...withoutSirens, TOCSIN_AUTHORITY: authority() },
    })
    t.after(() => server.close())
    const first = await server.running.accounts.setUp()
    await server.startAgain()
    const link = await server.running.accounts.setUp()
    assert.match(link!.url, new RegExp(`^http://localhost:${server.port}/join#[\\w-]{43}$`))
    const token = link!.url.split('#')[1]!
    const browser = browserAt(server)
    refused(
      await browser.ask('POST', '/v1/links/look', { token: first!.url.split('#')[1] }),
      'people/link-over',
    )
    const looked = done<{ kind: string }>(await browser.ask('POST', '/v1/links/look', { token }))
    assert.equal(looked.kind, 'set-up')

    const key = openAuthenticator({ origin: `http://localhost:${server.port}` })
    const called = { token, name: 'The First', login: 'first' }
    const begun = done<{ ticket: string; options: Parameters<Authenticator['create']>[0] }>(
      await browser.ask('POST', '/v1/links/passkey/options', called),
    )
    const made = { ...called, ticket: begun.ticket, response: key.create(begun.options), screen: 'own' }
    const session = done<{ person: { id: string; roles: string[] }; actions: string[] }>(
      await browser.ask('POST', '/v1/links/passkey', made),
    )
    assert.deepEqual(session.person.roles, ['administrator'])
    assert.ok(session.actions.includes('people.manage') && !session.actions.includes('alert.issue'))
    done(await browser.ask('GET', '/v1/people'))
    refused(await browser.ask('POST', '/v1/links/look', { token }), 'people/link-over')
    assert.equal(await server.running.accounts.setUp(), undefined)

    const logged = JSON.stringify(server.log.lines)
    const facts = JSON.stringify(await server.running.system.ledger.read(0 as never, 100_000))
    for (const secret of [token, browser.cookie!])
      assert.ok(!logged.includes(secret) && !facts.includes(secret), 'no secret is in the log or the ledger')
    assert.ok(!facts.includes('The First'))
  })
})
