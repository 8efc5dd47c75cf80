/** The way in on any machine: a new Node runs the command line, an old one starts the bundled Node or says what is missing. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, test, type TestContext } from 'node:test'

const root = join(import.meta.dirname, '..')
const bundled = join(root, 'node_modules', `node-${process.platform}-${process.arch}`)
const noBundle = existsSync(bundled) ? false : 'npm brings no Node for this platform'

// Makes the Node that reads the entry look like one of 2022.
const looksOld = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'18.12.0'}})`

const main = `
export function main(argv: string[]): void {
  process.exitCode = 1
  if (argv[0] === 'serve') {
    const hold = setInterval(() => {}, 1_000)
    process.once('SIGTERM', () => { clearInterval(hold); console.log('stopped'); process.exitCode = 0 })
  }
  console.log('ran', process.versions.node, argv.join())
}
`

const { NODE_COMPILE_CACHE: _, ...ownEnvironment } = process.env

/** Starts a copy of the entry, beside a command line that only tells what it was given. */
function enter(
  t: TestContext,
  argv: string[],
  looks: 'new' | 'old',
  modules: 'with the bundle' | 'empty' | 'closed',
) {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-entry-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const entry = join(folder, 'src', 'cli', 'tocsin.mjs')
  mkdirSync(dirname(entry), { recursive: true })
  mkdirSync(join(folder, 'node_modules'))
  copyFileSync(join(root, 'src', 'cli', 'tocsin.mjs'), entry)
  writeFileSync(join(folder, 'src', 'cli', 'main.ts'), main)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  // Where a folder would be made stands a file: as closed to an administrator as to anybody.
  if (modules === 'closed') writeFileSync(join(folder, 'node_modules', '.cache'), '')
  if (modules === 'with the bundle')
    symlinkSync(bundled, join(folder, 'node_modules', `node-${process.platform}-${process.arch}`))
  const child = spawn(
    process.execPath,
    [...(looks === 'old' ? ['--import', looksOld] : []), entry, ...argv],
    { stdio: ['ignore', 'pipe', 'pipe'], env: ownEnvironment },
  )
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { folder, child, end: () => Promise.all([ended, text(child.stdout), text(child.stderr)]) }
}

describe('the entry', () => {
  test('runs the command line with its arguments, its exit code and no warning', async (t) => {
    const [code, said, complained] = await enter(t, ['board', '--json'], 'new', 'empty').end()
    assert.equal(said, `ran ${process.versions.node} board,--json\n`)
    assert.deepEqual([code, complained], [1, ''])
  })

  test('keeps what Node compiled inside the project, for the next start', async (t) => {
    const { folder, end } = enter(t, ['board'], 'new', 'empty')
    await end()
    const kept = readdirSync(join(folder, 'node_modules', '.cache', 'tocsin'), { recursive: true })
    assert.ok(kept.length > 1, kept.join())
    assert.deepEqual(readdirSync(folder).toSorted(), ['node_modules', 'package.json', 'src'])
  })

  test('does without, and says nothing, where nothing may be kept', async (t) => {
    const [code, said, complained] = await enter(t, ['board'], 'new', 'closed').end()
    assert.equal(said, `ran ${process.versions.node} board\n`)
    assert.deepEqual([code, complained], [1, ''])
  })

  test('starts again with the bundled Node when it is read by an old one', { skip: noBundle }, async (t) => {
    const [code, said, complained] = await enter(t, ['board', '--json'], 'old', 'with the bundle').end()
    assert.match(said, /^ran 24\.\S+ board,--json\n$/)
    assert.deepEqual([code, complained], [1, ''])
  })

  test('hands a signal on to the bundled Node, and takes its exit code', { skip: noBundle }, async (t) => {
    const { child, end } = enter(t, ['serve'], 'old', 'with the bundle')
    child.stdout.once('data', () => child.kill('SIGTERM'))
    const [code, said] = await end()
    assert.match(said, /stopped\n$/)
    assert.equal(code, 0)
  })

  test('says what is missing where there is no bundled Node', async (t) => {
    const [code, said, complained] = await enter(t, ['serve'], 'old', 'empty').end()
    assert.match(complained, /Tocsin needs Node 24\.12 or newer/)
    assert.deepEqual([code, said], [2, ''])
  })
})
