/** What the guides say of roles and commands is so: each command is one, with these options and as many words. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { actionsOf, roles, type Role } from '#people'
import { commonOptions } from '../../src/cli/command.ts'
import { loadCommand, names } from '../../src/cli/commands.ts'

const docs = join(import.meta.dirname, '../../docs')
const guide = readFileSync(join(docs, 'guides', 'people.md'), 'utf8')

describe('the guide to people', () => {
  test('has the table of roles as the program has it', () => {
    const [, watchingText = ''] = /^Watching is (.*?)\. /ms.exec(guide) ?? []
    const listed = (text: string) =>
      [...text.matchAll(/`([a-z]+\.[a-z]+)`/g)].map(([, action = '']) => action)
    const watching = listed(watchingText)
    assert.deepEqual(new Set<string>(watching), new Set<string>(actionsOf.watcher))
    const rows: readonly (readonly [role: string, may: string])[] = [
      ...guide.matchAll(/^\| `([a-z-]+)` \| [^|]+ \| ([^|]+) \|$/gm),
    ].map(([, role = '', may = '']) => [role, may] as const)
    assert.deepEqual(new Set(rows.map(([role]) => role)), new Set<string>(roles))
    for (const [role, may] of rows)
      assert.deepEqual(new Set([...watching, ...listed(may)]), new Set<string>(actionsOf[role as Role]), role)
  })

  test('and every other document name only commands and options that are there', async () => {
    const wrong: string[] = []
    let seen = 0
    for (const file of [...globSync('**/*.md', { cwd: docs }), '../README.md', '../SECURITY.md']) {
      const text = readFileSync(join(docs, file), 'utf8')
      // What was decided stays as it was written.
      if (file.startsWith('decisions')) continue
      for (const line of commandsIn(text)) {
        seen++
        const fault = await faultOf(line)
        if (fault !== undefined) wrong.push(`${file}: ${fault} in “tocsin ${line}”`)
      }
    }
    assert.ok(seen > 60, `${seen} commands found`)
    assert.deepEqual(wrong, [])
  })
})

/** In blocks for the shell at the begin of a command, elsewhere between back-ticks. */
function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = '']) =>
    block.replaceAll('\\\n', ' '),
  )
  const inBlocks = blocks.flatMap((block) =>
    [...block.matchAll(/^(?:[A-Z_]+=\S+ )*tocsin ([a-z][^\n]*?)(?: +#.*)?$/gm)].map(
      ([, words = '']) => words,
    ),
  )
  const between = [...text.matchAll(/`tocsin ([a-z][^`\n]*)`/g)].map(([, words = '']) => words)
  return [...inBlocks, ...between]
}

async function faultOf(line: string): Promise<string | undefined> {
  const words = [...line.split(/ [|>&;] ?| && /)[0]!.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word)
  const name = [words.slice(0, 2).join(' '), words[0]!].find((one) => names.includes(one))
  if (words[0] === 'help' || /…|\.\.\./.test(words[1] ?? '')) return undefined
  // A family is spoken of as such: `tocsin ledger`.
  if (name === undefined)
    return words.length === 1 && names.some((one) => one.startsWith(`${words[0]} `))
      ? undefined
      : 'no such command'
  const { options = {} } = await loadCommand(name)
  const known = { ...commonOptions, ...options }
  const unknown = words.find(
    (word) => word.startsWith('--') && !Object.hasOwn(known, word.slice(2).split('=')[0]!),
  )
  return unknown === undefined ? undefined : `there is no ${unknown}`
}
