/** Every command that asks the server for something is refused to whoever lacks what it says it needs, and leaves nothing behind. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { actions, actionsOf, roles, type Action } from '#people'
import { actionsNeeded, type Command } from '../../src/cli/command.ts'
import { loadAll } from '../../src/cli/commands.ts'
import { done, issueAlert, startTestServer, type TestServer } from '../support/server.node.ts'
import { openShell, type Said, type Shell } from './shell.node.ts'

/** With what each command is tried; `FILE` is a list of no sirens, `NEW` a file that is not there, `ALERT` one that is. */
const tried: { readonly [command: string]: readonly string[] } = {
  'alert draft': ['--threat', 'drone', '--level', 'red', 'Zadonsky'],
  ...steps(['submit', 'approve', 'issue', 'renew', 'all-clear', 'discard'], []),
  ...steps(['return', 'retract'], ['--reason', 'It was a bird.']),
  ...steps(['raise', 'lower'], ['--level', 'yellow']),
  ...steps(['extend', 'reduce'], ['--area', 'Zadonsky']),
  ...steps(['correct'], ['--text', 'en:90=Drones']),
  ...steps(['show', 'reach'], []),
  'alert list': [],
  'areas import': ['FILE'],
  'shelters import': ['FILE'],
  'shelters hide': ['shelter-none'],
  'shelters show': ['shelter-none'],
  'shelters link': ['shelter-none'],
  'shelters capacity': [],
  'sites list': [],
  'sites show': ['none'],
  'sites keep': ['none', 'package.json'],
  'sites readings': ['FILE'],
  'sirens list': [],
  'sirens register': ['FILE'],
  'sirens remove': ['siren-none'],
  'sirens test': ['siren-none'],
  'sirens simulate': ['--count', '1', '--for', '0.1'],
  'webhooks list': [],
  'webhooks add': ['https://example.org/hook'],
  'webhooks remove': ['webhook-none'],
  'webhooks test': ['webhook-none'],
  'webhooks rotate': ['webhook-none'],
  'webhooks attempts': ['webhook-none'],
  'webhooks resend': ['attempt-none'],
  'recipients list': [],
  'recipients import': ['package.json'],
  'recipients export': ['-'],
  'recipients about': ['+4930123456'],
  'recipients erase': ['+4930123456'],
  'recipients remove': ['recipient-none'],
  'callouts list': [],
  'callouts show': ['none'],
  'callouts start': ['--says', 'Bridge', '--team', 'none', '--want', '1'],
  'callouts answer': ['none', 'ann', 'coming'],
  'callouts stand-down': ['none', 'ann'],
  'callouts close': ['none'],
  'teams list': [],
  'teams on-duty': [],
  'teams import': ['none', 'FILE'],
  'protocols list': [],
  'protocols import': ['packs/protocols/flood.yaml'],
  'protocols show': ['none'],
  'protocols export': ['none', 'NEW'],
  'protocols retire': ['none'],
  'cases list': [],
  'cases show': ['none'],
  'cases open': ['What went wrong'],
  'cases add': ['none', 'alert:none'],
  'cases ask': ['none', 'Why?'],
  'cases answer': ['none', 'none', '--text', 'So.'],
  'cases find': [
    'none',
    'It was dark.',
    '--likelihood',
    'likely',
    '--confidence',
    'low',
    '--by',
    'alert:none',
  ],
  'cases judge': ['none', 'none'],
  'cases learn': ['none', 'Look.', '--owner', 'olena', '--due', '2030-01-01T00:00:00Z'],
  'cases finish': ['none', 'none', '--text', 'It is done.'],
  'cases drop': ['none', 'none', '--why', 'Nobody knows.'],
  'cases close': ['none'],
  'cases export': ['none', join(tmpdir(), 'case.json')],
  situation: [],
  'damage tally': [],
  'damage list': [],
  'damage note': ['Zadonsky', '--subject', 'dwellings'],
  'damage judge': ['none', '--to', 'confirmed', '--why', 'Seen.'],
  'damage merge': ['none', '--from', 'other', '--why', 'One house.'],
  'damage split': ['none', '--why', 'Two houses.'],
  'damage lift': ['night-2026-11-22', '--why', 'It is known.'],
  'damage outage': ['Zadonsky', '--kind', 'power'],
  'damage restored': ['none'],
  'damage remnant': ['Zadonsky', '--state', 'suspected'],
  'cell-broadcast test': [],
  'sources list': [],
  'sources show': ['none'],
  'sources add': ['none', 'not an address'],
  'sources remove': ['none'],
  'sources check': ['none'],
  'reports list': [],
  'reports show': ['report-none'],
  'reports dismiss': ['report-none', '--reason', 'It is a joke.'],
  'reports draft': ['report-none'],
  'people list': [],
  'people show': ['taras'],
  'people invite': ['Zoe', '--role', 'king'],
  'people reinvite': ['taras'],
  'people change': ['taras', '--role', 'king'],
  'people suspend': ['none'],
  'people reinstate': ['taras'],
  'people remove': ['none'],
  'people restore': ['none'],
  'people set-up': [],
  'people export': ['taras'],
  'people erase': ['none', '--for-good'],
  'people waiting': [],
  'people confirm': ['proposal-none', '--hash', '0'.repeat(64)],
  'people refuse': ['proposal-none'],
  'people withdraw': ['proposal-none'],
  'keys list': [],
  'keys add': ['X', '--role', 'king'],
  'keys rotate': ['key-none'],
  'keys revoke': ['key-none'],
  'roles list': [],
  'roles define': ['officer', '--action', 'board.read'],
  'roles remove': ['none'],
  'authorities list': [],
  'authorities add': ['main', '--name', 'en=X', '--area', 'Zadonsky'],
  'authorities change': ['main', '--name', 'en=X'],
  'authorities go-live': ['none'],
  'authorities go-drill': ['none'],
  'reviews list': [],
  'reviews close': ['ALERT', '--verdict', 'justified', '--text', 'Drones were there by 02:43.'],
  'evidence take': ['FILE'],
  'evidence originals': [],
  'evidence feeds': [],
  'evidence feed-add': ['none', 'http://localhost:9/feed'],
  'evidence feed-remove': ['none'],
  'evidence feed-check': ['none'],
  'evidence inbox': [],
  'evidence show': ['evidence-none'],
  'evidence rate': ['evidence-none/0', '3', '--reason', 'x'],
  'evidence events': [],
  'evidence export': ['NEW'],
  'audit list': ['--limit', '1'],
  'audit export': ['NEW'],
}
/** What asks nobody, and works without a key, a server of its own or a data folder. */
const anybody: { readonly [command: string]: readonly string[] } = {
  board: [],
  dialects: [],
  'areas find': ['Zadonsky District'],
  'shelters near': ['39.6,52.6'],
  'damage outages': [],
  'damage remnants': [],
  'areas show': ['RU-LIP'],
  'people add': ['x'],
  'cell-broadcast simulate': ['--for', 'no time'],
  'cell-broadcast phones': ['--centre', 'nowhere'],
  'cell-broadcast show': [],
  replay: [],
  'protocols check': [],
  'cap check': [],
  'cap show': [],
  'cap sign': [],
  'cap verify': [],
  'cap keygen': [],
  completion: ['bash'],
  'evidence assess': [],
}

function steps(names: readonly string[], rest: readonly string[]): { [command: string]: string[] } {
  return Object.fromEntries(names.map((name) => [`alert ${name}`, ['ALERT', ...rest]]))
}

interface Hall {
  /** A key that may do exactly these, for all areas and modes; the machine’s own where only it may. */
  keyFor(command: Command, may: readonly Action[]): Promise<{ readonly key: string; readonly keyId: string }>
  run(command: Command, words: readonly string[], key: string): Promise<Said>
  /** What was done by that key. That somebody read what they may read is not among it. */
  doneBy(keyId: string): Promise<readonly string[]>
}

/** What is wrong with a command's permission; nothing when it is as it says. */
async function faultsOf(
  command: Command,
  words: readonly string[] | undefined,
  hall: Hall,
): Promise<string[]> {
  const { name } = command
  if (words === undefined) return [`${name} stands in no table: say with what it is tried`]
  const needed = actionsNeeded(command)
  const faults: string[] = []
  for (const lacking of needed) {
    const { key, keyId } = await hall.keyFor(
      command,
      actions.filter((action) => action !== lacking),
    )
    const said = await hall.run(command, words, key)
    const problem = problemOf(said)
    if (problem?.code !== 'people/not-allowed' || problem.action !== lacking || said.code !== 1)
      faults.push(`${name} without ${lacking}: ${said.out}${said.err}`)
    const left = await hall.doneBy(keyId)
    if (left.length > 0) faults.push(`${name} without ${lacking} did: ${left.join(', ')}`)
  }
  const { key } = await hall.keyFor(command, needed)
  const enough = problemOf(await hall.run(command, words, key))
  if (enough?.code === 'people/not-allowed') faults.push(`${name} needs ${enough.action} as well`)
  return faults
}

function problemOf({ out }: Said): { readonly code: string; readonly action?: string } | undefined {
  const [first = ''] = out.split('\n')
  return first.startsWith('{"problem"') ? JSON.parse(first).problem : undefined
}

describe('the permission of a command', () => {
  let server: TestServer
  let shell: Shell
  let folder: string
  let hall: Hall
  before(async () => {
    server = await startTestServer()
    folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-permission-'))
    const { id: alert } = await issueAlert(server)
    const file = join(folder, 'sirens.json')
    writeFileSync(file, '[]')
    // Somebody who may do all that can be given: their keys are narrowed for each try.
    const all = roles.filter((role) => role !== 'machine')
    done(await server.admin.ask('PUT', '/v1/people/olena', { body: { roles: all } }))
    let files = 0
    hall = {
      async keyFor(command, may) {
        // Nobody can be given it: only this machine’s own key has it, and nobody can be given one of those.
        if (may.includes('access.restore') && actionsNeeded(command).includes('access.restore'))
          return { key: await server.keyOf('admin'), keyId: '' }
        const body = { owner: 'olena', actions: [...may] }
        return done<{ key: string; keyId: string }>(await server.admin.post('/v1/keys', body))
      },
      run(command, words, key) {
        writeFileSync(join(folder, 'key'), key, { mode: 0o600 })
        const named = words.map((word) => {
          if (word === 'NEW') return join(folder, `new-${++files}`)
          return word === 'ALERT' ? alert : word === 'FILE' ? file : word
        })
        return shell.run(...command.name.split(' '), ...named, '--json')
      },
      doneBy: async (keyId) =>
        (await server.running.system.ledger.read(0 as never, 100_000))
          .filter(({ via, stream }) => via === `key:${keyId}` && !stream.startsWith('audit'))
          .map(({ type }) => type),
    }
    shell = await openShell({
      ...{ TOCSIN_SERVER: server.url, TOCSIN_DATA: folder },
      TOCSIN_KEY_FILE: join(folder, 'key'),
    })
  })
  after(async () => {
    await shell.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is asked for by every one that names actions: without one of them it is refused, with them it is enough', async () => {
    const asking = (await loadAll()).filter((command) => actionsNeeded(command).length > 0)
    assert.ok(asking.length > 50)
    const faults: string[] = []
    for (const command of asking) faults.push(...(await faultsOf(command, tried[command.name], hall)))
    assert.deepEqual(faults, [])
    const names = asking.map(({ name }) => name)
    assert.deepEqual(
      Object.keys(tried).filter((name) => !names.includes(name)),
      [],
      'nothing stands here for nothing',
    )
  })

  test('is found missing, too small or too large in a command that somebody adds', async () => {
    const command = (needs: Command['needs']): Command => ({
      ...{ name: 'people suspend', takes: 'ID', does: 'Planted', needs },
      run: () => Promise.reject(new Error('the shell runs its own')),
    })
    const faults = async (needs: Command['needs'], words: readonly string[] | undefined) =>
      (await faultsOf(command(needs), words, hall)).map((fault) => fault.split(':')[0])
    assert.deepEqual(await faults('people.manage', ['none']), [])
    assert.deepEqual(await faults('people.manage', undefined), ['people suspend stands in no table'])
    // It says another action than the one that the server asks for.
    assert.deepEqual(await faults('people.read', ['none']), [
      'people suspend without people.read',
      'people suspend needs people.manage as well',
    ])
    assert.deepEqual(await faults(['people.read', 'people.manage'], ['none']), [
      'people suspend without people.read',
    ])
  })

  test('is none for those that ask nobody: they work without any key', async () => {
    const free = (await loadAll()).filter(({ needs }) => needs === 'nobody')
    assert.deepEqual(free.map(({ name }) => name).toSorted(), Object.keys(anybody).toSorted())
    const empty = join(folder, 'empty')
    const alone = await openShell({ TOCSIN_SERVER: server.url, TOCSIN_DATA: empty })
    try {
      const before = await server.head()
      for (const { name } of free) {
        const said = await alone.run(...name.split(' '), ...anybody[name]!, '--json')
        const code = problemOf(said)?.code
        // Without their files the others say how they are used, which is before any key.
        assert.ok(code === undefined || code === 'server/usage', `${name}: ${said.out}${said.err}`)
        if (['board', 'dialects', 'areas find', 'areas show', 'completion'].includes(name))
          assert.equal(said.code, 0, name)
      }
      assert.equal(await server.head(), before)
    } finally {
      await alone.close()
    }
  })

  test('of those that work on this machine is its data folder: from another one they change nothing', async () => {
    const local = (await loadAll()).filter(({ needs }) => needs === 'this-machine').map(({ name }) => name)
    const words: { readonly [command: string]: readonly string[] } = {
      demo: ['--speed', '100000', '--without-sirens'],
      'ledger verify': [],
      'ledger export': ['NEW'],
      'ledger restore': ['NEW'],
      'ledger backup': ['NEW'],
      'evidence announcement': ['NEW'],
      'evidence claims': ['NEW'],
      'evidence indicators': ['NEW'],
      doctor: [],
    }
    // It would run until it is told to stop: `test/cli/serve.test.ts` runs it.
    assert.deepEqual(local.toSorted(), [...Object.keys(words), 'serve'].toSorted())
    const before = await server.head()
    const elsewhere = join(folder, 'elsewhere')
    for (const [name, rest] of Object.entries(words)) {
      const named = rest.map((word) => (word === 'NEW' ? join(folder, 'nothing-here') : word))
      // A good key of somebody who may do all there is helps nothing.
      const said = await shell.run(...name.split(' '), ...named, '--data', elsewhere, '--json')
      if (name !== 'doctor') assert.equal(said.code, 2, `${name}: ${said.out}${said.err}`)
    }
    assert.equal(await server.head(), before)
  })

  test('is some role’s, or nobody could run it', async () => {
    const all = new Set(Object.values(actionsOf).flat())
    for (const command of await loadAll())
      for (const action of actionsNeeded(command)) assert.ok(all.has(action), `${command.name}: ${action}`)
  })
})
