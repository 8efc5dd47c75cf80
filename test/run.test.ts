/** The runner itself: a run of small planted files is accepted or refused for the right reason, and always ends. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, test, type TestContext } from 'node:test'

const head = `import { test } from 'node:test'\n`
const passes = `${head}test('passes', () => {})\n`

async function runOf(
  t: TestContext,
  files: Record<string, string>,
  environment: Record<string, string> = {},
) {
  const root = mkdtempSync(join(tmpdir(), 'tocsin-run-'))
  t.after(() => rmSync(root, { recursive: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run.ts')], {
    env: { ...inherited, CI: '', TEST_RUN_ROOT: root, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [said, code] = await Promise.all([text(child.stdout), ended])
  return { said, code }
}

describe('a test run', { concurrency: true }, () => {
  test('passes and closes with the lines of node:test', async (t) => {
    const { said, code } = await runOf(t, { 'src/a.test.ts': passes, 'test/scenarios/b.scenario.ts': passes })
    assert.match(
      said,
      /ℹ tests 2\nℹ suites 0\nℹ pass 2\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\nℹ duration_ms [\d.]+\n$/,
    )
    assert.equal(code, 0)
  })

  test('fails with the name, place and cause of a failure, in the shared process and in one of its own', async (t) => {
    const fails = `${head}import assert from 'node:assert/strict'\ntest('breaks', () => assert.equal(1, 2))\n`
    const { said, code } = await runOf(t, {
      'src/a.test.ts': fails,
      'src/b.test.ts': `// runs alone: to be seen\n${fails}`,
      'src/d.test.ts': `// runs apart: to be seen\n${fails}`,
      'src/c.test.ts': `import './absent.ts'\n`,
    })
    assert.match(said, /✖ breaks\n {2}src\/a\.test\.ts:3\n[\s\S]*1 !== 2/)
    assert.match(said, /✖ breaks\n {2}src\/b\.test\.ts:4\n[\s\S]*1 !== 2/)
    assert.match(said, /✖ breaks\n {2}src\/d\.test\.ts:4\n[\s\S]*1 !== 2/)
    assert.match(said, /ERR_MODULE_NOT_FOUND/)
    assert.match(said, /ℹ fail 4\n/)
    assert.equal(code, 1)
  })

  test('fails when a test breaks after its end, and ends although something is left open', async (t) => {
    const { said, code } = await runOf(t, {
      'src/a.test.ts': `${head}import { createServer } from 'node:net'
        test('leaves', () => { createServer().listen(0, '127.0.0.1'); setTimeout(() => { throw new Error('late') }, 5) })
        test('waits', (t, done) => { setTimeout(done, 50) })\n`,
    })
    assert.match(said, /created the error "Error: late"/)
    assert.match(said, /left open at the end: TCPServerWrap/)
    assert.match(said, /✖ 1 test went on after their end and failed then/)
    assert.equal(code, 1)
  })

  test('lets a test fork a process, which is not taken for another run', async (t) => {
    const { said, code } = await runOf(t, {
      'src/child.ts': `process.send?.('here')\n`,
      'src/a.test.ts': `${head}import { fork } from 'node:child_process'
        import { once } from 'node:events'
        import { join } from 'node:path'
        test('forks', async (t) => {
          const [said] = await once(fork(join(import.meta.dirname, 'child.ts')), 'message')
          t.assert.equal(said, 'here')
        })\n`,
    })
    assert.equal(code, 0, said)
  })

  const skipping = {
    'src/a.test.ts': `${head}
      test('one', { skip: 'PostgreSQL is not installed' }, () => {})
      test('two', { skip: 'PostgreSQL is not installed' }, () => {})
      test('two and a half', { skip: '../shared has no map' }, () => {})
      test('three', { skip: 'a map has no edge here' }, () => {})
      test('four', () => {})\n`,
  }

  test('names what was not run by reason, and is content with it on a machine of somebody', async (t) => {
    const { said, code } = await runOf(t, skipping)
    assert.match(said, /not run because PostgreSQL is not installed: 2 tests\n/)
    assert.match(said, /not run because a map has no edge here: 1 test\n/)
    assert.match(said, /ℹ skipped 4\n/)
    assert.equal(code, 0)
  })

  test('fails in CI for what is absent, and not for a reason of the test’s own', async (t) => {
    const { said, code } = await runOf(t, skipping, { CI: 'true' })
    assert.match(said, /✖ in CI nothing is absent: PostgreSQL is not installed \(2 tests\)\n/)
    assert.match(said, /✖ in CI nothing is absent: \.\.\/shared has no map \(1 test\)\n/)
    assert.doesNotMatch(said, /✖.*edge/)
    assert.equal(code, 1)
  })

  test('fails in CI for a skip without a reason', async (t) => {
    const bare = `${head}test('one', { skip: true }, () => {})\n`
    const { said, code } = await runOf(t, { 'src/a.test.ts': bare }, { CI: 'true' })
    assert.match(said, /✖ in CI every skipped test gives its reason, 1 test gave none\n/)
    assert.equal(code, 1)
  })

  test('fails when there is no test', async (t) => {
    const { said, code } = await runOf(t, { 'src/a.ts': '' })
    assert.match(said, /✖ no test ran\n/)
    assert.equal(code, 1)
  })
})
