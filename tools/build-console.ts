/**
 * `npm run build`: makes the console's files in dist/console, each also compressed, and puts them there all at once, so that
 * a server that is running never serves half of two builds. `--if-stale` does nothing where the sources are those it was made of.
 */
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const place = join(root, 'dist', 'console')

/** Whatever can end up in a browser, and what it is made with. */
function sourcesNow(): string {
  const files = globSync('src/**/*.{ts,svelte,css,html}', { cwd: root }).filter(
    (file) =>
      !/\.(test|contract|scenario)\.ts$|^src\/(server|cli|channels|delivery)\//.test(
        file.replaceAll('\\', '/'),
      ),
  )
  const hash = createHash('sha256')
  for (const file of [...files.toSorted(), 'vite.config.ts', 'package-lock.json'])
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function madeOf(): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(place, 'built.json'), 'utf8')) as { readonly sources: string })
      .sources
  } catch {
    return undefined
  }
}

/** Resolves when dist/console is made of the sources as they are. Throws what the builder says, with the file and line. */
export async function buildConsole(when: 'always' | 'if-stale' = 'if-stale'): Promise<'built' | 'fresh'> {
  const sources = sourcesNow()
  if (when === 'if-stale' && madeOf() === sources) return 'fresh'
  const { build } = await import('vite')
  mkdirSync(join(root, 'dist'), { recursive: true })
  const unfinished = mkdtempSync(join(root, 'dist', '.console-'))
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      build: { outDir: unfinished, emptyOutDir: true },
    })
    for (const file of globSync('assets/*.{js,mjs,css,svg,json}', { cwd: unfinished })) {
      const bytes = readFileSync(join(unfinished, file))
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
      writeFileSync(join(unfinished, `${file}.br`), brotliCompressSync(bytes, { params }))
      writeFileSync(join(unfinished, `${file}.gz`), gzipSync(bytes, { level: 9 }))
    }
    // The builder gathers the licences of scripts; those of the typefaces go along as well.
    for (const font of ['noto-sans', 'noto-sans-hebrew'])
      copyFileSync(
        join(root, 'node_modules', '@fontsource-variable', font, 'LICENSE'),
        join(unfinished, '.vite', `${font}.LICENSE.txt`),
      )
    writeFileSync(join(unfinished, 'built.json'), JSON.stringify({ sources }))
    const before = mkdtempSync(join(root, 'dist', '.console-before-'))
    try {
      renameSync(place, join(before, 'console'))
    } catch {}
    renameSync(unfinished, place)
    rmSync(before, { recursive: true, force: true })
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return 'built'
}

if (import.meta.main) {
  const begun = performance.now()
  const done = await buildConsole(process.argv.includes('--if-stale') ? 'if-stale' : 'always')
  console.log(`console: ${done} in ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
}
