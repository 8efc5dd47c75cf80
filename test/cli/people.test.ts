import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { join as joinBy, setUpAdministrator, type Joined } from '../support/people.node.ts'
import { done, issueAlert, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'
import { openShell, type Shell } from './shell.node.ts'

interface Made {
  readonly outcome: string
  readonly id: string
  readonly keyId: string
  readonly key: string
  readonly link: { readonly url: string }
  readonly proposal: { readonly id: string; readonly contentHash: string }
}

describe('people, from the command line', () => {
  let server: TestServer
  let shell: Shell
  let folder: string
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
    folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-people-'))
  })
  after(async () => {
    await shell.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('are invited by a link alone on its line, join by it, are changed, kept out, let in and removed', async () => {
    const said = await shell.run(
      ...['people', 'invite', 'Olga K', '--id', 'o-k', '--role', 'officer', '--area', 'Zadonsky'],
      ...['--email', 'o.k@example.org'],
    )
    assert.equal(said.code, 0, said.err)
    const [, url = ''] = /\n(http:\S+)\n/.exec(said.out) ?? []
    assert.match(said.out, /^Olga K \(o-k\) joins by this link\. It works once, until .*\nhttp:\S+\n$/)
    const again = await shell.json<Made>('people', 'reinvite', 'o-k')
    assert.notEqual(again.link.url, url)
    assert.equal((await joinBy(server, again.link.url, 'Olga K')).id, 'o-k')
    assert.equal((await shell.refused(1, 'people', 'reinvite', 'o-k')).code, 'people/wrong-state')

    const list = await shell.run('people', 'list')
    assert.match(list.out, /\n {2}o-k +active +officer +drill, test +Olga K\n/)
    assert.doesNotMatch(list.out, /example\.org/)
    const shown = await shell.run('people', 'show', 'o-k')
    assert.match(shown.out, new RegExp(`e-mail +o\\.k@example\\.org\n[^]*areas +${zadonsky}\n`))
    assert.equal((await shell.refused(1, 'people', 'show', 'nobody')).code, 'people/no-such-person')

    assert.equal((await shell.run('people', 'change', 'o-k', '--role', 'watcher')).code, 0)
    const changed = await shell.json('people', 'show', 'o-k')
    assert.deepEqual([changed['roles'], changed['areas']], [['watcher'], [zadonsky]])
    assert.equal((await shell.refused(1, 'people', 'change', 'o-k')).code, 'server/usage')

    assert.match((await shell.run('people', 'suspend', 'o-k')).out, /kept out/)
    assert.equal((await shell.json('people', 'show', 'o-k'))['state'], 'suspended')
    assert.match((await shell.run('people', 'reinstate', 'o-k')).out, /let in again/)
    const kept = await shell.json<{ person: string; facts: { what: string }[] }>('people', 'export', 'o-k')
    assert.equal(kept.person, 'o-k')
    assert.ok(kept.facts.some(({ what }) => what.includes('suspended Olga K')))
    assert.match((await shell.run('people', 'remove', 'o-k')).out, /may do nothing/)
    assert.equal((await shell.refused(1, 'people', 'erase', 'o-k')).code, 'server/usage')
    assert.match((await shell.run('people', 'erase', 'o-k', '--for-good')).out, /is gone/)
    assert.doesNotMatch((await shell.run('people', 'list')).out, /Olga K/)
  })

  test('that were added with a key in former days are now asked which of the two is meant', async () => {
    const problem = await shell.refused(1, 'people', 'add', 'o-k', '--role', 'officer')
    assert.match(String(problem['why']), /“people invite NAME --role ROLE”.*“keys add NAME --role ROLE”/)
  })

  test('give programs keys, which are shown once alone on a line, replaced without a gap, and revoked', async () => {
    const said = await shell.run(
      ...['keys', 'add', 'Weather', '--id', 'weather', '--role', 'officer', '--area', 'Zadonsky'],
      ...['--action', 'alert.draft', '--action', 'board.read', '--per-minute', '30', '--days', '2'],
    )
    const [, keyId = '', key = ''] =
      /^The key (key-\S+) of weather, shown this once:\n(\S+)\n$/.exec(said.out) ?? []
    assert.notEqual(key, '', said.out + said.err)
    const me = done<{ actions: string[] }>(await server.withKey(key).get('/v1/me'))
    assert.deepEqual(me.actions, ['board.read', 'alert.draft'])
    const list = await shell.run('keys', 'list', '--owner', 'weather')
    assert.match(
      list.out,
      /good +weather +alert\.draft, board\.read, drill test, 30 a minute, .* until .*\n$/,
    )
    assert.ok(!list.out.includes(key))

    const next = await shell.json<Made>('keys', 'rotate', keyId, '--overlap', '5')
    for (const one of [key, next.key])
      assert.equal((await server.withKey(one).get('/v1/me')).status, 200, 'both count meanwhile')
    assert.deepEqual(await shell.json('keys', 'revoke', next.keyId), { revoked: next.keyId })
    assert.equal((await server.withKey(next.key).get('/v1/me')).status, 401)
    assert.equal((await shell.refused(1, 'keys', 'revoke', next.keyId)).code, 'people/no-such-key')
    assert.equal((await shell.refused(1, 'keys', 'add', 'X')).code, 'people/key-of-nobody')
    assert.equal((await shell.refused(1, 'keys', 'add')).code, 'server/usage')
  })

  test('have roles of their own, and authorities that own a part', async () => {
    const defined = ['roles', 'define', 'siren-crew', '--action', 'sirens.read', '--action', 'sirens.test']
    assert.match((await shell.run(...defined)).out, /siren-crew is defined/)
    assert.match(
      (await shell.run('roles', 'list')).out,
      /siren-crew +sirens\.read, sirens\.test {2}\(defined here\)/,
    )
    assert.equal((await shell.run('roles', 'remove', 'siren-crew')).code, 0)
    assert.equal(
      (await shell.refused(1, 'roles', 'define', 'officer', '--action', 'board.read')).code,
      'people/role-is-built-in',
    )

    const founded = await shell.run(
      ...['authorities', 'add', 'zadonsk', '--name', 'en=Zadonsk', '--area', 'Zadonsky', '--threat', 'flood'],
    )
    assert.match(founded.out, /zadonsk is founded/, founded.err)
    assert.equal((await shell.run('authorities', 'change', 'zadonsk', '--name', 'ru=Задонск')).code, 0)
    assert.match(
      (await shell.run('authorities', 'list')).out,
      new RegExp(`zadonsk +DRILL Zadonsk · Задонск\n +areas +${zadonsky}\n +threats +flood\n`),
    )
    assert.equal(
      (await shell.refused(1, 'authorities', 'go-drill', 'zadonsk')).code,
      'people/service-already',
    )
    assert.equal((await shell.refused(1, 'authorities', 'go-live', 'main')).code, 'people/demonstration')
    assert.equal(
      (await shell.refused(1, 'authorities', 'change', 'zadonsk', '--name', 'Zadonsk')).code,
      'server/usage',
    )
  })

  test('judge what one person did alone', async () => {
    assert.equal((await shell.run('reviews', 'list')).out, 'No review is open.\n')
    const close = ['reviews', 'close', 'alert-none', '--verdict', 'justified', '--text', 'Drones were there.']
    assert.equal((await shell.refused(1, ...close)).code, 'alerts/no-review-open')
  })

  test('are audited, on the screen and as files that nobody else reads', async () => {
    await issueAlert(server)
    const list = await shell.run('audit', 'list', '--kind', 'rights', '--limit', '500')
    assert.match(list.out, /This machine made the key .* for Weather\..*\[key:key-/)
    assert.match(list.out, /\nThe chain is intact up to fact \d+\.\n$/)
    const file = join(folder, 'audit.ndjson')
    assert.match((await shell.run('audit', 'export', file)).out, /\d+ bytes in .*guard it/)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const lines = readFileSync(file, 'utf8').trim().split('\n')
    assert.match(lines[0]!, /"format":"tocsin-audit"/)
    assert.ok(lines.length > 10)
    assert.equal((await shell.refused(1, 'audit', 'export', file)).code, 'server/usage')
    assert.match((await shell.run('audit', 'export', '-', '--csv', '--kind', 'rights')).out, /^"seq","at",/)
    assert.equal((await shell.run('audit', 'export', '-', '--json')).code, 1)
    const refused = ['audit', 'export', join(folder, 'none'), '--as', 'olena']
    assert.equal((await shell.refused(1, ...refused)).code, 'people/not-allowed')
    assert.throws(() => statSync(join(folder, 'none')), 'who is refused leaves no file')
  })

  test('act as whoever’s key is named, also by a file of their own; who else could read it is said', async () => {
    const { key } = await shell.json<Made>('keys', 'add', 'W', '--id', 'wx', '--role', 'watcher')
    const file = join(folder, 'w.key')
    writeFileSync(file, `${key}\n`, { mode: 0o600 })
    const other = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_KEY_FILE: file })
    try {
      assert.equal((await other.run('alert', 'list')).code, 0)
      assert.equal((await other.refused(1, 'people', 'list')).code, 'people/not-allowed')
      // The one that is named comes first.
      assert.equal(
        (await other.json('people', 'list', '--as', 'admin', '--data', server.folder))['outcome'],
        undefined,
      )
      if (process.platform !== 'win32') {
        chmodSync(file, 0o644)
        const told = await other.run('alert', 'list')
        assert.deepEqual(
          [told.code, told.err],
          [0, `Others on this machine can read ${file}: run “chmod 600 ${file}”.\n`],
        )
      }
      rmSync(file)
      assert.equal((await other.refused(2, 'alert', 'list')).code, 'server/cannot-read')
    } finally {
      await other.close()
    }
  })

  test('are not the only ones who are told plainly what is missing: so is who wants to play sirens', async () => {
    const problem = await shell.refused(1, 'sirens', 'simulate', '--count', '1', '--for', '0.1')
    assert.match(String(problem['why']), /no broker/)
  })

  describe('where two administrators are', () => {
    let server: TestServer
    let shell: Shell
    let ann: Joined
    let bo: Joined
    const facts = async (type: string) =>
      (await server.running.system.ledger.readStream('people')).filter((fact) => fact.type === type)
    before(async () => {
      server = await startTestServer({ authority: 'own', settings: { TOCSIN_BROKER: 'none' } })
      shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
      ann = await setUpAdministrator(server, 'Ann')
      const invited = await shell.json<Made>('people', 'invite', 'Bo', '--role', 'administrator')
      bo = await joinBy(server, invited.link.url, 'Bo')
    })
    after(async () => {
      await shell.close()
      await server.close()
    })

    test('what is grave waits, is read whole, and done when the other agrees to its hash', async () => {
      const keys = await Promise.all(
        [ann, bo].map(async ({ id, client }) => {
          const made = done<Made>(await client.post('/v1/keys', { owner: id }))
          if (made.outcome === 'waits')
            done(
              await (client === ann.client ? bo : ann).client.post(
                `/v1/proposals/${made.proposal.id}/confirm`,
                {
                  contentHash: made.proposal.contentHash,
                },
              ),
            )
          return made.key
        }),
      )
      const file = (name: string, key: string) => {
        writeFileSync(join(server.folder, 'keys', `${name}.key`), key, { mode: 0o600 })
      }
      file('ann', keys[0]!)
      file('bo', keys[1]!)

      const asked = await shell.run('people', 'invite', 'Cem', '--role', 'administrator', '--as', 'ann')
      const [, id = '', hash = ''] = /people confirm (\S+) --hash (\S+)\n$/.exec(asked.out) ?? []
      assert.match(asked.out, /^Waits for a second person \(administrator\)/)
      assert.doesNotMatch(asked.out, /join#/)
      assert.match((await shell.run('people', 'waiting')).out, /add person: Cem\n[^]*roles administrator\n/)
      const confirm = ['people', 'confirm', id, '--hash', hash]
      assert.equal((await shell.refused(1, ...confirm, '--as', 'ann')).code, 'people/own-proposal')
      assert.equal((await shell.refused(1, ...confirm)).code, 'people/not-allowed')
      const other = ['people', 'confirm', id, '--hash', '0'.repeat(64), '--as', 'bo']
      assert.equal((await shell.refused(1, ...other)).code, 'people/proposal-changed')
      const agreed = await shell.run(...confirm, '--as', 'bo')
      assert.match(agreed.out, /is confirmed\.\n.*It works once, until .*\nhttp:\S+join#\S+\n$/)

      const live = await shell.json<Made>('authorities', 'go-live', 'main', '--as', 'ann')
      assert.equal(live.outcome, 'waits')
      assert.match((await shell.run('people', 'withdraw', live.proposal.id, '--as', 'ann')).out, /withdrawn/)
      const again = await shell.json<Made>('authorities', 'go-live', 'main', '--as', 'ann')
      assert.match((await shell.run('people', 'refuse', again.proposal.id, '--as', 'bo')).out, /refused/)
      assert.equal((await facts('authority-switched')).length, 0)
      const third = await shell.json<Made>('authorities', 'go-live', 'main', '--as', 'ann')
      const { id: proposal, contentHash } = third.proposal
      const done3 = await shell.run('people', 'confirm', proposal, '--hash', contentHash, '--as', 'bo')
      assert.equal(done3.code, 0, done3.err)
      assert.equal((await facts('authority-switched')).length, 1)
      assert.match((await shell.run('authorities', 'go-drill', 'main', '--as', 'bo')).out, /in drill service/)
    })
  })
})
