import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const root = join(import.meta.dirname, '..')

describe('tocsin/cap, packed and installed in another project', () => {
  let project: string
  before(
    async () => {
      project = mkdtempSync(join(tmpdir(), 'tocsin-cap-'))
      const { stdout: packed } = await execute('npm', ['pack', '--json', '--pack-destination', project], {
        cwd: root,
        // npm writes its cache; the checkout of whoever runs the tests is left alone.
        env: { ...process.env, npm_config_cache: join(project, 'cache') },
      })
      const [{ filename }] = JSON.parse(packed.slice(packed.indexOf('['))) as [{ filename: string }]
      const home = join(project, 'node_modules/tocsin')
      mkdirSync(home, { recursive: true })
      await execute('tar', ['-xzf', join(project, filename), '-C', home, '--strip-components=1'])
      // What npm would install beside it.
      symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'))
      writeFileSync(join(project, 'package.json'), '{"type":"module"}')
      // Packing compiles, and builds the console where that is stale.
    },
    { timeout: 300_000 },
  )
  after(() => rmSync(project, { recursive: true, force: true }))

  /** Rejects, with what was printed, where the exit code isn't 0. */
  const run = async (name: string, code: string) => {
    writeFileSync(join(project, name), code)
    const { stdout } = await execute(process.execPath, [name], { cwd: project })
    return stdout.trim()
  }

  test('reads, checks, writes, signs and verifies a message without a server', async () => {
    const said = await run(
      'use.mjs',
      `import { checkCap, forFresh, makeSelfSigned, readCap, readSigner, readTrustList, signCap, verifyCap, writeCap } from 'tocsin/cap'
      const message = {
        identifier: 'drill-1', sender: 'town.example', sent: '2026-11-22T02:40:00+01:00', status: 'Exercise',
        msgType: 'Alert', scope: 'Public', info: [{ language: 'en', category: ['Met'], event: 'Flood',
          urgency: 'Immediate', severity: 'Severe', certainty: 'Observed', area: [{ areaDesc: 'Old town' }] }],
      }
      const written = writeCap(message)
      const again = readCap(written.value).readings[0].message
      const broken = checkCap(written.value.replace('Severe', 'Grave'))
      const made = makeSelfSigned({ name: 'Town', notBefore: '2026-11-01T00:00:00.000Z', notAfter: '2027-11-01T00:00:00.000Z' })
      const signed = await signCap(written.value, readSigner({ key: made.keyPem, certificates: made.certificatePem }).value)
      const trust = readTrustList({ trust: [{ signer: 'Town', certificate: made.certificatePem, senders: ['town.example'] }] }).value
      const verdict = await verifyCap(signed.value, trust, '2026-11-22T02:00:00.000Z', forFresh)
      console.log(again.info[0].event, checkCap(written.value).valid, broken.valid, broken.problems[0].line > 1)
      console.log(verdict.valid, verdict.signer, readCap(verdict.signedBytes).readings[0].message.identifier)`,
    )
    assert.equal(said, 'Flood true false true\ntrue Town drill-1')
  })

  test('loads neither a server nor the reader of certificates before it is asked to', async () => {
    const said = await run(
      'light.mjs',
      `await import('tocsin/cap')
      const { default: module } = await import('node:module')
      console.log(process.memoryUsage().rss < 90e6, Object.keys(module._cache ?? {}).length)`,
    )
    assert.match(said, /^true /)
  })

  test('has types that another project compiles against, as strict as it likes', async () => {
    const code = `import { readCap, type CapMessage } from 'tocsin/cap'
      export function eventOf(xml: string): string | undefined {
        const message: CapMessage | undefined = readCap(xml).readings[0]?.message
        return message?.info[0]?.event
      }
      // @ts-expect-error a message has no such field
      export const wrong = (message: CapMessage) => message.nonsense
      `
    writeFileSync(join(project, 'use.ts'), code)
    const compiler = join(root, 'node_modules/typescript-native/bin/tsc')
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--exactOptionalPropertyTypes',
    ]
    const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
    await execute(process.execPath, [compiler, ...options, ...types, 'use.ts'], { cwd: project })
  })
})
