/** The command line: finds the command, reads its options, prints what it did, and exits 0 done, 1 refused, 2 could not run. */
import { parseArgs } from 'node:util'
import { ok, refuse, type Json, type Problem, type Result } from '#base'
import { explain } from '../server/problems.ts'
import { commonOptions, type Command, type Given, type Output } from './command.ts'
import { helpForPrograms, helpOf, helpOfAll } from './help.ts'
import { loadAll, loadCommand, names } from './commands.ts'

// Whoever stops reading (“| head”) has seen enough; the work goes on, a server above all.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

export async function main(argv: readonly string[]): Promise<void> {
  const words = [...argv]
  const json = words.includes('--json') ? 'json' : 'human'
  if (words.length === 0 || words[0] === 'help' || words[0] === '--help') {
    return help(
      words.slice(1).filter((word) => !word.startsWith('-')),
      json,
    )
  }
  const found = await findCommand(words)
  if (found === undefined) return fail(unknownCommand(words), json)
  const { command, rest } = found
  const given = read(command, rest)
  if (!given.ok) return fail(given.problem, json)
  if (given.value.has('help')) return help(command.name.split(' '), json)
  const output = outputFor(json)
  let result: Result<void | { readonly exit: 0 | 1 | 2 }>
  try {
    result = await command.run(given.value, output)
  } catch (error) {
    output.end()
    process.exitCode = 2
    // An export that nobody reads to its end is not done, and nothing is wrong with it.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return
    process.stderr.write(
      `tocsin: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    const why = error instanceof Error ? error.message : String(error)
    if (json === 'json') fail(refuse('server/broken', { reference: why }).problem, json)
    return
  }
  output.end()
  if (!result.ok) return fail(result.problem, json)
  if (result.value !== undefined) process.exitCode = result.value.exit
}

/** Of one command, or of all when none is named. */
async function help(asked: readonly string[], json: 'json' | 'human'): Promise<void> {
  if (asked.length > 0) {
    const found = await findCommand(asked)
    if (found === undefined) return fail(unknownCommand(asked), json)
    const text =
      json === 'json' ? `${JSON.stringify(helpForPrograms(found.command))}\n` : helpOf(found.command)
    return void process.stdout.write(text)
  }
  const all = await loadAll()
  const text =
    json === 'json' ? `${JSON.stringify({ commands: all.map(helpForPrograms) })}\n` : helpOfAll(all)
  process.stdout.write(text)
}

function unknownCommand(words: readonly string[]): Problem {
  const near = names.filter((name) => name.startsWith(words[0] ?? ''))
  const why =
    near.length > 0
      ? `“${words.slice(0, 2).join(' ')}” is not a command; there are: ${near.join(', ')}.`
      : `There is no command “${words[0]}”.`
  return refuse('server/usage', { why, command: near[0] ?? '' }).problem
}

async function findCommand(
  words: readonly string[],
): Promise<{ readonly command: Command; readonly rest: string[] } | undefined> {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    if (names.includes(name)) return { command: await loadCommand(name), rest: words.slice(length) }
  }
  return undefined
}

function read(command: Command, args: string[]): Result<Given, 'server/usage'> {
  const options = { ...commonOptions, ...command.options }
  try {
    const parsed = parseArgs({
      args,
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, { takes, many }]) => [
          name,
          { type: takes === undefined ? 'boolean' : 'string', multiple: many === 'many' },
        ]),
      ) as never,
    })
    const most = longestTaken(command)
    const extra = parsed.positionals[most]
    if (extra !== undefined)
      return refuse('server/usage', {
        why: `“${extra}” is one word too many: ${command.name} takes ${command.takes ?? 'none'}.`,
        command: command.name,
      })
    const given = (name: string) => [(parsed.values as { [name: string]: unknown })[name] ?? []].flat()
    const missing = Object.entries(options).filter(
      ([name, it]) => it.needed === 'needed' && given(name).length === 0,
    )
    if (missing.length > 0 && given('help').length === 0)
      return refuse('server/usage', {
        why: `${command.name} needs ${missing.map(([name]) => `--${name}`).join(' and ')}.`,
        command: command.name,
      })
    for (const [name, { takes }] of Object.entries(options))
      if (takes === 'N' && given(name).some((text) => !/^\d{1,9}$/.test(String(text))))
        return refuse('server/usage', { why: `--${name} takes a whole number.`, command: command.name })
    const values = parsed.values as { readonly [name: string]: string | boolean | string[] | undefined }
    return ok({
      words: parsed.positionals,
      value: (name) => {
        const value = values[name]
        return typeof value === 'string' ? value : Array.isArray(value) ? value.at(-1) : undefined
      },
      values: (name) => {
        const value = values[name]
        return Array.isArray(value) ? value : typeof value === 'string' ? [value] : []
      },
      has: (name) => values[name] !== undefined && values[name] !== false,
    })
  } catch (error) {
    return refuse('server/usage', {
      why: `${(error as Error).message.split('. ')[0]}.`,
      command: command.name,
    })
  }
}

/** How many words may follow; what ends in “…” takes any number. A word that nobody reads might be the one that mattered. */
function longestTaken({ takes = '' }: Command): number {
  return takes.endsWith('…')
    ? Number.POSITIVE_INFINITY
    : takes.split(' ').filter((word) => word !== '').length
}

function outputFor(json: 'json' | 'human'): Output & { end(): void } {
  let onLine = 0
  const clear = () => {
    if (onLine > 0) process.stderr.write(`\r${' '.repeat(onLine)}\r`)
    onLine = 0
  }
  return {
    json,
    say(line = '') {
      clear()
      if (json === 'human') process.stdout.write(`${line}\n`)
    },
    give(value: Json) {
      if (json === 'json') process.stdout.write(`${JSON.stringify(value)}\n`)
    },
    progress(line) {
      if (json === 'json' || !process.stderr.isTTY) return
      clear()
      process.stderr.write(line)
      onLine = line.length
    },
    end: clear,
  }
}

function fail(problem: Problem, json: 'json' | 'human'): void {
  const { kind, detail, advice } = explain(problem)
  process.exitCode = kind.exit
  if (json === 'json') {
    process.stdout.write(
      `${JSON.stringify({ problem: { code: problem.code, ...(problem.at === undefined ? {} : { at: problem.at }), detail, advice, ...problem.details } })}\n`,
    )
    return
  }
  const place = problem.at === undefined ? '' : ` (${problem.at})`
  process.stderr.write(`${detail}${place}\n${advice}\n[${problem.code}]\n`)
}
