import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { names, loadAll } from '../../src/cli/commands.ts'
import { actionsNeeded, commonOptions } from '../../src/cli/command.ts'
import { openShell, type Shell } from './shell.node.ts'

describe('the command line', () => {
  let shell: Shell
  before(async () => (shell = await openShell({})))
  after(() => shell.close())

  test('lists every command that its files declare, and no other', async () => {
    const families = new Set(names.map((name) => name.split(' ')[0] as string))
    const declared: string[] = []
    for (const family of families) {
      const file = (await import(`../../src/cli/commands/${family}.cli.ts`)) as {
        commands?: readonly { name: string }[]
      }
      declared.push(...(file.commands?.map(({ name }) => name) ?? [family]))
    }
    assert.deepEqual(declared.toSorted(), [...names].toSorted())
  })

  test('explains every command, by help and by --help', async () => {
    const all = await shell.run('help')
    assert.equal(all.code, 0)
    for (const command of await loadAll()) {
      assert.ok(all.out.includes(`  ${command.name} `), command.name)
      const { code, out, err } = await shell.run('help', ...command.name.split(' '))
      assert.deepEqual([code, err], [0, ''])
      assert.match(out, new RegExp(`^tocsin ${command.name}`))
      assert.ok(out.includes(command.does))
      assert.match(out, /\nneeds: (no key|this machine’s data folder|[a-z.]+(, [a-z.]+)*)\n/)
      for (const action of actionsNeeded(command)) assert.ok(out.includes(action))
      for (const option of Object.keys({ ...command.options, ...commonOptions }))
        assert.ok(out.includes(`--${option}`))
      const asked = await shell.run(...command.name.split(' '), '--help')
      assert.deepEqual([asked.code, asked.out], [0, out])
    }
  })

  test('explains itself to programs too', async () => {
    const all = await shell.json<{ commands: { name: string }[] }>('help')
    assert.deepEqual(
      all.commands.map(({ name }) => name),
      [...names],
    )
    const one = await shell.json<{ name: string; options: object }>('help', 'alert', 'draft')
    assert.equal(one.name, 'alert draft')
    assert.ok('threat' in one.options)
  })

  test('names the command that was perhaps meant, and refuses with 1', async () => {
    const problem = await shell.refused(1, 'alert', 'isue')
    assert.match(String(problem['why']), /“alert isue” is not a command; there are: alert draft, /)
    assert.match(String((await shell.refused(1, 'sing'))['why']), /no command “sing”/)
    assert.match(String((await shell.refused(1, 'help', 'sing'))['why']), /no command “sing”/)
  })

  test('goes on when nobody reads what it says any more', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/cli/tocsin.mjs'), 'help'])
    child.stdout.destroy()
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const [code] = (await once(child, 'close')) as [number]
    assert.deepEqual([code, said], [0, ''])
  })

  test('completes itself in bash: families, verbs, options', { skip: withoutBash() }, async () => {
    const { script } = await shell.json<{ script: string }>('completion', 'bash')
    const complete = (...words: string[]) => {
      const list = ['tocsin', ...words].map((word) => `'${word}'`).join(' ')
      const asked = `COMP_WORDS=(${list}); COMP_CWORD=${words.length}; _tocsin; echo "\${COMPREPLY[@]}"`
      const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', `${script}\n${asked}`], {
        encoding: 'utf8',
      })
      assert.deepEqual([status, stderr], [0, ''])
      return stdout.trim().split(' ')
    }
    assert.deepEqual(complete('al'), ['alert'])
    assert.deepEqual(complete('alert', 'all'), ['all-clear'])
    assert.deepEqual(complete('alert', 'draft', '--th'), ['--threat'])
    assert.deepEqual(complete('board', '--mo'), ['--mode'])
    assert.ok(complete('').includes('ledger'))
    assert.equal((await shell.refused(1, 'completion', 'fish')).code, 'server/usage')
    assert.match((await shell.run('completion', 'zsh')).out, /bashcompinit/)
  })
})

function withoutBash(): string | false {
  return spawnSync('bash', ['--version']).status === 0 ? false : 'bash is not installed'
}
