// Run by npm at the end of `npm ci`: builds the console, and starts the server once, on data of its own, so that Node keeps what it compiles of it and the
// first `npm start` is as quick as any other. Installing never fails for it: what can't be rehearsed here is compiled at the start.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// An installation without what builds (`npm ci --omit=dev`, a package from elsewhere) has the console already, or says so when asked for it.
const build = spawnSync(
  process.execPath,
  [fileURLToPath(new URL('build-console.ts', import.meta.url)), '--if-stale'],
  { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 },
)
if (build.status !== 0) console.error('The console was not built; `npm run build` says why.')

const entry = fileURLToPath(new URL('../src/cli/tocsin.mjs', import.meta.url))
const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TOCSIN_'))
try {
  const data = mkdtempSync(join(tmpdir(), 'tocsin-prepare-'))
  spawnSync(process.execPath, [entry, 'serve', '--rehearse'], {
    env: {
      ...Object.fromEntries(own),
      TOCSIN_DATA: data,
      TOCSIN_HOST: '127.0.0.1',
      TOCSIN_PORT: '0',
      TOCSIN_MQTT_PORT: '0',
    },
    stdio: 'ignore',
    timeout: 60_000,
  })
  rmSync(data, { recursive: true, force: true })
} catch {}
