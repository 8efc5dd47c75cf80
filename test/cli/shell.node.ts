/** A shell for tests: types commands into the real command line, in one process that is started once, and reads what it says. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { JsonObject } from '#base'

export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface Shell {
  /** Runs one command after the other; `code` is what the shell would get. */
  run(...words: string[]): Promise<Said>
  /** Runs it with `--json`; what it prints must be one JSON document and nothing else. */
  json<Body = JsonObject>(...words: string[]): Promise<Body>
  /** The same for a command that must end with 1 or 2: its problem. */
  refused(code: 1 | 2, ...words: string[]): Promise<JsonObject & { readonly code: string }>
  close(): Promise<void>
}

/** `variables` are added to an environment that has no TOCSIN_ variable of its own. */
export async function openShell(variables: { readonly [name: string]: string }): Promise<Shell> {
  const own = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(TOCSIN_|NODE_TEST|NODE_OPTIONS$)/.test(name)),
  )
  const child = fork(new URL('./shell-process.node.ts', import.meta.url), [], {
    env: { ...own, ...variables },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  let last: Promise<unknown> = Promise.resolve()
  const run = (...words: string[]): Promise<Said> => {
    const turn = last.then(async () => {
      child.send(words)
      const [said] = (await once(child, 'message')) as [Said]
      return said
    })
    last = turn.catch(() => {})
    return turn
  }
  const document = (said: Said, words: readonly string[]): unknown => {
    assert.match(
      said.out,
      /^[[{].*\n$/s,
      `tocsin ${words.join(' ')} --json printed ${said.out.slice(0, 300)}${said.err}`,
    )
    return JSON.parse(said.out)
  }
  return {
    run,
    async json(...words) {
      const said = await run(...words, '--json')
      assert.equal(said.code, 0, `tocsin ${words.join(' ')}: ${said.out}${said.err}`)
      assert.equal(said.err, '')
      return document(said, words) as never
    },
    async refused(code, ...words) {
      const said = await run(...words, '--json')
      assert.equal(said.code, code, `tocsin ${words.join(' ')}: ${said.out}${said.err}`)
      const { problem } = document(said, words) as { problem: JsonObject & { code: string; detail: string } }
      // People get the same, in sentences, and nothing on standard output.
      const human = await run(...words)
      assert.equal(human.code, code)
      assert.equal(human.out, '')
      assert.match(human.err, new RegExp(`\\[${problem.code}\\]\\n$`))
      assert.ok(human.err.startsWith(problem.detail), human.err)
      assert.doesNotMatch(human.err, /undefined|\[object|“”|\{[a-z]\w*\}/)
      return problem
    },
    async close() {
      const gone = once(child, 'exit')
      const force = setTimeout(() => child.kill('SIGKILL'), 5_000)
      child.disconnect()
      await gone
      clearTimeout(force)
    },
  }
}
