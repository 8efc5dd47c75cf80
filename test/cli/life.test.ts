import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startTestServer, type AlertView, type TestServer } from '../support/server.node.ts'
import { openShell, type Shell } from './shell.node.ts'

describe('an alert from the command line', () => {
  let server: TestServer
  let shell: Shell
  before(async () => {
    server = await startTestServer({ settings: { TOCSIN_BROKER: 'none' } })
    shell = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: server.folder })
  })
  after(async () => {
    await shell.close()
    await server.close()
  })

  const alertOf = async (...words: string[]) => (await shell.json<{ alert: AlertView }>(...words)).alert
  const drafted = (...words: string[]) =>
    alertOf(
      'alert',
      'draft',
      '--threat',
      'drone',
      '--level',
      'yellow',
      ...(words.length > 0 ? words : ['Zadonsky']),
    )

  test('lives from draft to all-clear, each step a command', async () => {
    const { id, contentHash } = await drafted(
      'Zadonsky',
      'Terbunsky',
      '--within',
      'RU-LIP',
      '--minutes',
      '60',
    )
    assert.equal((await alertOf('alert', 'submit', id)).status, 'submitted')
    assert.equal((await alertOf('alert', 'return', id, '--reason', 'Longer.')).status, 'draft')
    assert.equal((await alertOf('alert', 'submit', id)).status, 'submitted')
    assert.equal((await alertOf('alert', 'approve', id, '--hash', contentHash)).status, 'approved')
    assert.equal((await alertOf('alert', 'issue', id)).status, 'issued')
    assert.equal((await alertOf('alert', 'raise', id, '--level', 'red')).content.level, 'red')
    assert.equal((await alertOf('alert', 'lower', id, '--level', 'yellow')).content.level, 'yellow')
    assert.equal(
      (await alertOf('alert', 'extend', id, 'Dankovsky', '--area', 'Yelets')).content.areas.length,
      4,
    )
    assert.equal((await alertOf('alert', 'reduce', id, 'Dankovsky')).content.areas.length, 3)
    const corrected = await alertOf('alert', 'correct', id, '--text', 'en:90=DRILL. Air danger.')
    assert.equal(corrected.content.wording.texts['en']?.['90'], 'DRILL. Air danger.')
    assert.equal((await alertOf('alert', 'renew', id, '--minutes', '90')).content.renewForMinutes, 90)
    assert.equal((await alertOf('alert', 'all-clear', id, 'Yelets')).content.areas.length, 2)
    assert.equal((await alertOf('alert', 'all-clear', id, '--reason', 'over'))['how'], 'all-clear')
    const shown = await alertOf('alert', 'show', id)
    assert.equal(shown.status, 'ended')
    await shell.json('alert', 'reach', id)
    const { alerts } = await shell.json<{ alerts: AlertView[] }>('alert', 'list')
    assert.ok(alerts.some((one) => one.id === id))
  })

  test('is said in words that a person can read at night', async () => {
    const { id } = await drafted('Zadonsky', '--level', 'red')
    const issued = await shell.run('alert', 'issue', id)
    assert.equal(issued.code, 0, issued.err)
    assert.match(
      issued.out,
      new RegExp(
        `^${id}  DRILL  drone red  issued, revision 1, renew by \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\S+\\n  areas   Zadonsky District\\n`,
      ),
    )
    const show = await shell.run('alert', 'show', id)
    assert.match(show.out, /en 90: DRILL\. Drone attack threat \(red\): Zadonsky District\./)
    assert.match(show.out, /ru 360: УЧЕНИЕ|ru 360: УЧЕНИЯ|ru 360: /)
    const board = await shell.run('board')
    assert.match(board.out, /^DRILL {2}1 line in force\n/)
    assert.match(board.out, /red +drone +Zadonsky District +since .* alert-/)
    const overlapping = await shell.run('alert', 'draft', '--threat', 'drone', '--level', 'yellow', 'RU-LIP')
    assert.equal(overlapping.code, 0, overlapping.err)
    // One district of it is: more would be rounded up.
    assert.match(
      overlapping.out,
      new RegExp(`overlap Lipetsk Oblast is already partly under drone red \\(${id}\\)`),
    )
    const ended = await shell.run('alert', 'retract', id, '--reason', 'A flock of birds.')
    assert.match(ended.out, /retracted, revision 2/)
    assert.match((await shell.run('board')).out, /^DRILL {2}Nothing is in force\.\n/)
    assert.match((await shell.run('alert', 'reach', id)).out, /^Revision 2, the end\n.*Warned before\n/s)
  })

  test('is ordered once under one key', async () => {
    const first = await drafted('Zadonsky', '--key', 'tonight')
    const again = await shell.json<{ alert: AlertView; repeated: string }>(
      ...['alert', 'draft', '--threat', 'drone', '--level', 'yellow', 'Zadonsky', '--key', 'tonight'],
    )
    assert.deepEqual([again.alert.id, again.repeated], [first.id, 'repeated'])
    await shell.json('alert', 'discard', first.id)
  })

  test('is refused with 1 where the server says no, and told why in its words', async () => {
    const { id } = await drafted()
    assert.equal((await shell.refused(1, 'alert', 'show', 'alert-nowhere')).code, 'alerts/unknown')
    assert.equal((await shell.refused(1, 'alert', 'raise', id, '--level', 'red')).code, 'alerts/not-in-force')
    assert.equal(
      (await shell.refused(1, 'alert', 'draft', '--threat', 'drone', '--level', 'red', 'Nowhereville')).code,
      'areas/unknown',
    )
    assert.equal((await shell.refused(1, 'alert', 'issue', id, '--as', 'taras')).code, 'people/not-allowed')
    assert.equal(
      (await shell.refused(1, 'alert', 'submit', id, '--read-version', '7')).code,
      'alerts/version-moved',
    )
    assert.equal((await shell.refused(1, 'alert', 'submit', '../people')).code, 'server/invalid-request')
    assert.equal(
      (
        await shell.refused(
          1,
          'alert',
          'draft',
          '--threat',
          'drone',
          '--level',
          'red',
          '--mode',
          'live',
          'Zadonsky',
        )
      ).code,
      'server/live-not-here',
    )
  })

  test('is refused with 1 where the command itself is wrong, before anything is sent', async () => {
    const head = await server.head()
    const usage = async (why: RegExp, ...words: string[]) => {
      const problem = await shell.refused(1, ...words)
      assert.equal(problem.code, 'server/usage', JSON.stringify(problem))
      assert.match(String(problem['why']), why)
      assert.ok(String(problem['advice']).includes(words.slice(0, 2).join(' ')), String(problem['advice']))
    }
    await usage(/--threat and --level/, 'alert', 'draft', 'Zadonsky')
    await usage(/Name the alert/, 'alert', 'issue')
    await usage(/--minutes takes a whole number/, 'alert', 'renew', 'alert-1', '--minutes', 'an hour')
    await usage(/--read-version takes a whole number/, 'alert', 'issue', 'alert-1', '--read-version', 'x')
    await usage(/--level/, 'alert', 'raise', 'alert-1')
    await usage(/--reason/, 'alert', 'retract', 'alert-1')
    await usage(/--reason/, 'alert', 'return', 'alert-1')
    await usage(/--text/, 'alert', 'correct', 'alert-1')
    await usage(/at least one area/, 'alert', 'extend', 'alert-1')
    await usage(/at least one area/, 'alert', 'draft', '--threat', 'drone', '--level', 'red')
    await usage(/LANG:LENGTH=TEXT/, 'alert', 'correct', 'alert-1', '--text', 'hello')
    await usage(/Unknown option/, 'alert', 'issue', 'alert-1', '--now')
    await usage(/one word too many/, 'alert', 'issue', 'alert-1', 'alert-2')
    assert.equal(await server.head(), head)
  })

  test('can’t be asked for with 2 where there is no server or no key', async () => {
    const nobody = 'http://127.0.0.1:9'
    assert.equal((await shell.refused(2, 'board', '--server', nobody)).code, 'server/unreachable')
    assert.equal((await shell.refused(2, 'alert', 'list', '--as', 'ghost')).code, 'server/no-key')
  })
})
