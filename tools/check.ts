/**
 * `npm run check`: everything that CI asks of the tree, one line a check with its time, and what failed at the end.
 * `--no-test` leaves out the tests, for whoever has just run them; names of checks run only those: `npm run check -- lint types`.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

interface Check {
  readonly name: string
  readonly what: string
  /** A script below the root and its arguments, run by this Node. */
  readonly run: readonly [script: string, ...args: string[]]
  /** The files it needs; a check without any says so instead of passing in silence. */
  readonly needs?: string
  /** Whether what it prints is shown as it comes, or only when it fails. */
  readonly output: 'on failure' | 'as it comes'
}

const modules = 'node_modules'
const tsc = join(modules, 'typescript-native', 'bin', 'tsc')
const browserFiles = 'src/**/*.dom.ts'

const checks: readonly Check[] = [
  {
    name: 'format',
    what: 'oxfmt',
    run: [join(modules, 'oxfmt', 'bin', 'oxfmt'), '--check', '.'],
    output: 'on failure',
  },
  { name: 'types', what: 'server, tests, tools', run: [tsc, '-p', 'tsconfig.json'], output: 'on failure' },
  {
    name: 'types-web',
    what: 'browser',
    run: [tsc, '-p', 'tsconfig.web.json'],
    needs: browserFiles,
    output: 'on failure',
  },
  {
    name: 'types-console',
    what: 'components',
    run: [
      ...([
        join(modules, 'svelte-check', 'bin', 'svelte-check'),
        '--tsconfig',
        './tsconfig.console.json',
      ] as const),
      ...['--output', 'human', '--fail-on-warnings', '--threshold', 'warning'],
    ],
    needs: 'src/console/**/*.svelte',
    output: 'on failure',
  },
  {
    name: 'lint',
    what: 'oxlint',
    run: [join(modules, 'oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings'],
    output: 'on failure',
  },
  {
    name: 'habits',
    what: 'names, first sentences, enums, clocks',
    run: ['tools/habits.ts'],
    output: 'on failure',
  },
  { name: 'imports', what: 'who may import whom', run: ['tools/imports.ts'], output: 'on failure' },
  {
    name: 'unused',
    what: 'files, exports, packages',
    run: [join(modules, 'knip', 'bin', 'knip.js'), '--no-progress', '--no-config-hints'],
    output: 'on failure',
  },
  {
    name: 'docs',
    what: 'generated and written documents',
    run: ['tools/docs.ts', '--check'],
    output: 'on failure',
  },
  { name: 'tests', what: 'npm test', run: ['test/run.ts'], output: 'as it comes' },
]

const root = join(import.meta.dirname, '..')
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const unknown = asked.filter((name) => !checks.some((check) => check.name === name))
if (unknown.length > 0) {
  console.error(
    `no check is called ${unknown.join(', ')}; there are ${checks.map((check) => check.name).join(', ')}`,
  )
  process.exit(2)
}
const chosen = checks.filter(({ name }) => {
  if (asked.length > 0) return asked.includes(name)
  return name !== 'tests' || !process.argv.includes('--no-test')
})

const failed: string[] = []
for (const check of chosen) {
  const title = `${check.name} (${check.what})`.padEnd(52)
  if (check.needs !== undefined && globSync(check.needs, { cwd: root }).length === 0) {
    console.log(`none    ${title} no file ${check.needs} yet`)
    continue
  }
  const begun = performance.now()
  const { code, said } = await run(check)
  const seconds = `${((performance.now() - begun) / 1_000).toFixed(1)} s`
  console.log(`${code === 0 ? 'ok     ' : 'FAILED '} ${title} ${seconds}`)
  if (code !== 0) failed.push(check.name)
  // What is pending is no failure, but nobody should think that it was checked.
  const shown =
    code === 0 ? said.split('\n').filter((line) => line.startsWith('pending: ')) : said.trimEnd().split('\n')
  for (const line of shown) if (line !== '') console.log(`          ${line}`)
}
console.log(failed.length === 0 ? `\nall ${chosen.length} checks passed` : `\nfailed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

function run({ run: [script, ...args], output }: Check): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const stdio = output === 'as it comes' ? 'inherit' : 'pipe'
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', stdio, stdio],
      env: { ...process.env, NO_COLOR: '1' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.once('error', (error) => resolve({ code: 2, said: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 2, said }))
  })
}
