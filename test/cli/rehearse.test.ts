/** `npm ci` rehearses the server; what it rehearsed is what `npm start` finds compiled. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'

const root = join(import.meta.dirname, '../..')

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-rehearse-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function run(args: readonly string[], settings: { readonly [name: string]: string }) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, TOCSIN_PORT: '0', TOCSIN_MQTT_PORT: '0', ...settings },
  })
  return { status, stdout, stderr }
}

describe('a rehearsal', () => {
  test('starts the server, asks it once, stops it, and ends with 0', (t) => {
    const said = run(['src/cli/tocsin.mjs', 'serve', '--rehearse'], { TOCSIN_DATA: folderFor(t) })
    assert.deepEqual([said.status, said.stderr], [0, ''])
    assert.match(said.stdout, /Open +http:[^]*Stopping \(it answers\) …\n$/)
  })

  test('says with 2 why the server would not serve', async (t) => {
    const taken = createServer().listen(0, '127.0.0.1')
    t.after(() => taken.close())
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const settings = { TOCSIN_DATA: folderFor(t), TOCSIN_PORT: String(port) }
    const said = run(['src/cli/tocsin.mjs', 'serve', '--rehearse', '--json'], settings)
    assert.equal(said.status, 2)
    assert.match(said.stdout, /server\/address-taken/)
  })

  test('is what installing ends with: it leaves what was compiled, and no data', (t) => {
    const [kept, temporary] = [folderFor(t), folderFor(t)]
    const said = run(['tools/prepare.mjs'], { NODE_COMPILE_CACHE: kept, TMPDIR: temporary })
    assert.deepEqual(said, { status: 0, stdout: '', stderr: '' })
    assert.ok(readdirSync(kept, { recursive: true }).length > 300)
    assert.deepEqual(readdirSync(temporary), [])
  })

  test('that can’t be held keeps nobody from installing', (t) => {
    const said = run(['tools/prepare.mjs'], { TMPDIR: join(folderFor(t), 'nowhere') })
    assert.deepEqual(said, { status: 0, stdout: '', stderr: '' })
  })
})
