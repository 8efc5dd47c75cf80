/**
 * Writes the documents that are generated (`npm run docs`), or with `--check` says which differ from their source, and whether
 * the written ones still agree with the tree. A generator whose source is not there yet is named, and fails nothing.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkProse } from './prose.ts'
import {
  configPage,
  errorsPage,
  findingsPage,
  mappingsPage,
  type DialectTable,
  type FindingChapters,
  type ProblemTable,
  type SettingTable,
} from './pages.ts'

interface Generated {
  readonly file: string
  /** The module that it is made from. */
  readonly source: string
  readonly write: (source: Record<string, unknown>) => string | Promise<string>
}

const generated: readonly Generated[] = [
  {
    file: 'docs/errors.md',
    source: 'src/server/problems.ts',
    write: (source) => errorsPage(source['allProblems'] as ProblemTable),
  },
  {
    file: 'docs/config.md',
    source: 'src/server/config.ts',
    write: (source) => configPage(source['settings'] as SettingTable),
  },
  {
    file: 'docs/guides/cap-findings.md',
    source: 'src/cap/all-findings.ts',
    write: (source) => findingsPage(source['allFindings'] as FindingChapters),
  },
  {
    file: 'docs/guides/dialects/mappings.md',
    source: 'src/dialects/registry.ts',
    write: (source) => mappingsPage(source['dialects'] as DialectTable),
  },
  {
    file: 'docs/api.json',
    source: 'src/server/openapi.ts',
    write: async (source) =>
      `${JSON.stringify(await (source['openApiDocument'] as () => Promise<unknown>)(), null, 2)}\n`,
  },
]

const root = join(import.meta.dirname, '..')
const mode = process.argv.includes('--check') ? 'check' : 'write'
const wrong: string[] = []

for (const { file, source, write } of generated) {
  if (!existsSync(join(root, source))) {
    console.log(`pending: ${file} waits for ${source}`)
    continue
  }
  const text = await write((await import(join(root, source))) as Record<string, unknown>)
  const path = join(root, file)
  const stands = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  if (stands === text) continue
  if (mode === 'check') wrong.push(`${file} differs from ${source}: run \`npm run docs\``)
  else {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`written: ${file}`)
  }
}
const { pending, wrong: inProse } = checkProse(root)
for (const one of pending) console.log(`pending: ${one}`)
for (const one of [...wrong, ...inProse]) console.log(one)
// A source may have started something (a log, a pool); what it left open must not hold the check.
process.exit(wrong.length + inProse.length === 0 ? 0 : 1)
