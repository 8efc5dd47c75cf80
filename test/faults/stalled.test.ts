import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import type { StalledReport } from '../support/stalled.node.ts'

const many = 1_500
const smallBuffers =
  'ip link set lo up && sysctl -qw net.ipv4.tcp_wmem="4096 8192 16384" net.ipv4.tcp_rmem="4096 8192 16384"'

test(`${many} readers who stop reading are let go, and neither orders nor those who read wait for them`, async (t) => {
  try {
    execFileSync('unshare', ['-n', 'sh', '-c', smallBuffers], { stdio: 'pipe' })
  } catch {
    return t.skip('this user can make no network of its own')
  }
  const script = join(import.meta.dirname, '..', 'support', 'stalled.node.ts')
  const command = [process.execPath, script, String(many)]
  const { stdout } = await promisify(execFile)(
    'unshare',
    ['-n', 'sh', '-c', `${smallBuffers} && exec "$@"`, 'sh', ...command],
    { timeout: 55_000, maxBuffer: 1 << 24 },
  )
  const report = JSON.parse(stdout) as StalledReport
  const figures = JSON.stringify(report)
  assert.ok(Math.max(...report.orders) < 1_000, figures)
  assert.ok(Math.max(...report.heard) < 1_000, figures)
  assert.equal(report.letGo, many, figures)
  const [before, after] = report.memory
  // 64 kB may wait for each before it is let go; Node's own garbage comes on top.
  assert.ok(after - before < many * 64 * 1024, figures)
})
