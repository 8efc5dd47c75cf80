/** Builds `tocsin/cap` for other programs: JavaScript and types of src/cap and of the part of src/base it stands on, into dist/. */
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const out = process.argv[2] ?? join(root, 'dist')

rmSync(out, { recursive: true, force: true })
const compiler = join(root, 'node_modules/typescript-native/bin/tsc')
const built = spawnSync(
  process.execPath,
  [compiler, '-p', join(root, 'tsconfig.cap.json'), '--outDir', out],
  {
    stdio: 'inherit',
  },
)
if (built.status !== 0) process.exit(1)
// The nearest package.json says what `#base` is: here the sources can't be meant, because Node strips no types in packages.
writeFileSync(
  join(out, 'package.json'),
  `${JSON.stringify({ type: 'module', imports: { '#base': './base/index.js' } }, null, 2)}\n`,
)
