/** Proves the guards of the tree: the real tree passes them, and one planted violation of each rule is caught by that rule. */
// runs apart: dependency-cruiser works on the process's working directory and keeps caches of it
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { checkHabits, slipsOf } from '../tools/habits.ts'
import { checkImports } from '../tools/imports.ts'

const root = join(import.meta.dirname, '..')
const rules = createRequire(import.meta.url)('../architecture.rules.cjs') as { forbidden: { name: string }[] }

/** A small tree that keeps every rule. */
const lawful = {
  'src/base/index.ts': `export * from './instant.ts'`,
  'src/base/instant.ts': `export const zero = 0`,
  'src/base/clock.node.ts': `import { zero } from './instant.ts'\nexport const now = () => Date.now() + zero`,
  'src/areas/index.ts': `export * from './area.ts'`,
  'src/areas/area.ts': `import { zero } from '#base'\nimport { z } from 'zod'\nexport const area = z.literal(zero)`,
  'src/areas/pack.fs.ts': `import 'node:fs'\nexport * from './pack.node.ts'`,
  'src/areas/pack.node.ts': `export const pack = 1`,
  'src/areas/area.contract.ts': `export const contract = 1`,
  'src/areas/area.test.ts': `import './area.contract.ts'\nimport './pack.fs.ts'\nimport 'fast-check'`,
  'src/alerts/index.ts': `export * from './alert.ts'`,
  'src/alerts/alert.ts': `import { area } from '#areas'\nexport const alert = area`,
  'src/web/page.dom.ts': `export const page = 1`,
  'src/console/route.ts': `import { area } from '#areas'\nexport const route = area`,
  'src/console/open.dom.ts': `import './App.svelte'\nimport '../web/page.dom.ts'`,
  'src/console/App.svelte': `<script lang="ts">\n  import { route } from './route.ts'\n</script>\n\n<p>{route}</p>`,
  'src/channels/index.ts': `export const channel = 1`,
  'src/server/main.ts': `import '../areas/pack.fs.ts'\nimport '#alerts'`,
  'src/cli/main.ts': `import '../server/main.ts'`,
  'test/support/one.ts': `export const one = 1`,
}

/** What is planted in it, and the rules that must answer, each from the planted file unless said otherwise. */
const plants: { rule: string; files: Record<string, string> }[] = [
  { rule: 'a-slice-sees-only-its-row', files: { 'src/areas/p1.ts': `import '#alerts'` } },
  { rule: 'enter-by-the-door', files: { 'src/alerts/p2.ts': `import '../areas/area.ts'` } },
  { rule: 'enter-by-name', files: { 'src/alerts/p3.ts': `import '../areas/index.ts'` } },
  { rule: 'pure-files-import-no-package', files: { 'src/areas/p4.ts': `import 'pg'` } },
  { rule: 'pure-files-import-no-node-module', files: { 'src/areas/p5.ts': `import 'node:fs'` } },
  { rule: 'adapters-are-opened-by-the-wiring', files: { 'src/areas/p6.ts': `import './pack.fs.ts'` } },
  { rule: 'adapters-lean-on-siblings', files: { 'src/alerts/p7.fs.ts': `import '../areas/pack.fs.ts'` } },
  {
    rule: 'a-slice-sees-only-its-row',
    files: { 'src/console/P6.svelte': `<script lang="ts">\n  import '#channels'\n</script>` },
  },
  {
    rule: 'adapters-are-opened-by-the-wiring',
    files: { 'src/console/p6b.ts': `import './P6.svelte'`, 'src/console/P6.svelte': `<p>6</p>` },
  },
  {
    rule: 'doors-export-pure-things',
    files: {
      'src/people/index.ts': `export * from './p8.fs.ts'`,
      'src/people/p8.fs.ts': `export const p8 = 1`,
    },
  },
  { rule: 'tests-are-leaves', files: { 'src/areas/p9.test.ts': `import './area.test.ts'` } },
  { rule: 'the-product-needs-no-tests', files: { 'src/areas/p10.ts': `import './area.contract.ts'` } },
  { rule: 'the-product-needs-no-tools', files: { 'src/areas/p11.node.ts': `import 'fast-check'` } },
  { rule: 'nobody-imports-the-wiring', files: { 'src/areas/p12.ts': `import '../server/main.ts'` } },
  { rule: 'the-server-knows-no-command-line', files: { 'src/server/p13.ts': `import '../cli/main.ts'` } },
  {
    rule: 'no-cycles',
    files: {
      'src/areas/p14.ts': `import { b } from './p14b.ts'\nexport const a = b`,
      'src/areas/p14b.ts': `import { a } from './p14.ts'\nexport const b = a`,
    },
  },
  { rule: 'every-import-resolves', files: { 'src/areas/p15.ts': `import './nowhere.ts'` } },
  { rule: 'every-slice-has-a-row', files: { 'src/weather/index.ts': `export const w = 1` } },
]

function treeOf(t: TestContext, ...parts: Record<string, string>[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-architecture-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const name of ['package.json', 'tsconfig.json', '.oxlintrc.json'])
    copyFileSync(join(root, name), join(folder, name))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of parts.flatMap((files) => Object.entries(files))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${text}\n`)
  }
  return folder
}

describe('the import rules', () => {
  test('hold in the real tree, of which every file was read', async () => {
    const { modules, violations } = await checkImports(root)
    assert.deepEqual(violations, [])
    assert.equal(modules, globSync('{src,test,bench,tools}/**/*.{ts,svelte}', { cwd: root }).length)
    assert.ok(modules > 60, `only ${modules} files were read`)
  })

  test('are content with a lawful tree', async (t) => {
    const { modules, violations } = await checkImports(treeOf(t, lawful))
    assert.deepEqual(violations, [])
    assert.equal(modules, Object.keys(lawful).length)
  })

  for (const { rule, files } of plants)
    test(`catch a planted violation of ${rule}`, async (t) => {
      const { violations } = await checkImports(treeOf(t, lawful, files))
      assert.deepEqual([...new Set(violations.map((violation) => violation.rule))], [rule])
      const planted = [...Object.keys(files), ...Object.keys(files).map(dirname)]
      for (const { from } of violations) assert.ok(planted.includes(from), `${rule} blames ${from}`)
    })

  test('are each proven by a planted violation', () => {
    const proven = plants.map((plant) => plant.rule)
    assert.deepEqual(
      [...new Set(rules.forbidden.map((rule) => rule.name))].filter((name) => !proven.includes(name)),
      [],
    )
  })
})

describe('the linter', () => {
  const bans: [name: string, rule: string, text: string][] = [
    ['Date.now', 'no-restricted-properties', 'export const a = Date.now()'],
    ['Math.random', 'no-restricted-properties', 'export const a = Math.random()'],
    ['crypto.randomUUID', 'no-restricted-properties', 'export const a = crypto.randomUUID()'],
    ['setTimeout', 'no-restricted-globals', 'setTimeout(() => {}, 1)'],
    ['setInterval', 'no-restricted-globals', 'setInterval(() => {}, 1)'],
    ['process', 'no-restricted-globals', `export const a = process.env['A']`],
    ['a default export', 'no-default-export', 'export default 1'],
    ['any', 'no-explicit-any', 'export const a = (b: any) => b'],
    ['a promise nobody waits for', 'no-floating-promises', 'export const a = () => { Promise.resolve(1) }'],
  ]

  test('bans what reaches for time, chance or ids in a pure file, and allows it in an adapter', (t) => {
    const files: Record<string, string> = {}
    bans.forEach(([, , text], at) => (files[`src/areas/ban${at}.ts`] = text))
    bans.slice(0, 6).forEach(([, , text], at) => (files[`src/areas/ban${at}.node.ts`] = text))
    const found = lint(treeOf(t, files))
    for (const [at, [name, rule]] of bans.entries())
      assert.deepEqual(found.get(`src/areas/ban${at}.ts`), [rule], name)
    assert.equal(found.size, bans.length, [...found.keys()].join(' '))
  })
})

/** The rules that the linter names, by file. */
function lint(folder: string): Map<string, string[]> {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const { stdout } = spawnSync(process.execPath, [oxlint, '--type-aware', '-f', 'json', 'src'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }
  const found = new Map<string, string[]>()
  for (const { code, filename } of diagnostics) {
    const rule = /\((.*)\)/.exec(code)?.[1] ?? code
    found.set(filename, [...(found.get(filename) ?? []), rule])
  }
  return found
}

describe('the habits of the house', () => {
  test('hold in the real tree', () => assert.deepEqual(checkHabits(root), []))

  const slips: [rule: string, path: string, text: string][] = [
    ['suffix-of-the-closed-list', 'src/areas/pack.redis.ts', ''],
    ['kebab-case-names', 'src/areas/areaPack.ts', ''],
    ['names-say-something', 'src/areas/area-utils.ts', ''],
    ['names-say-something', 'src/helpers/area.ts', ''],
    ['no-enum', 'src/areas/area.ts', 'enum Kind { a, b }'],
    ['no-boolean-parameter', 'src/areas/area.ts', 'export function find(name: string, exact: boolean) {}'],
    [
      'no-boolean-parameter',
      'src/areas/area.ts',
      'export const find = (name: string, exact = false) => name',
    ],
    ['no-boolean-parameter', 'src/areas/area.ts', 'export interface Finder { find(exact: boolean): void }'],
    ['time-is-an-argument', 'src/areas/area.ts', 'export const now = new Date()'],
    ['time-is-an-argument', 'src/areas/area.ts', 'export const now = Date()'],
    ['files-stay-short', 'src/areas/area.ts', 'export {}\n'.repeat(301)],
  ]
  for (const [rule, path, text] of slips)
    test(`${rule} is caught: ${path}: ${text.slice(0, 60).trim()}`, () => {
      assert.deepEqual(
        slipsOf(path, `/** A promise. */\n${text}`).map((slip) => slip.rule),
        [rule],
      )
    })

  test('a-sentence-at-the-head is caught', () => {
    assert.deepEqual(
      slipsOf('src/areas/area.ts', 'export {}\n').map((slip) => slip.rule),
      ['a-sentence-at-the-head'],
    )
  })

  test('are content with an adapter that asks for the time, and with a callback that is told a boolean', () => {
    assert.deepEqual(
      slipsOf('src/areas/area.node.ts', '/** A promise. */\nexport const now = () => new Date()\n'),
      [],
    )
    assert.deepEqual(
      slipsOf('src/areas/area.ts', '/** A promise. */\n[true].map((is: boolean) => !is)\nnew Date(0)\n'),
      [],
    )
  })
})

describe('the type checker', () => {
  test('refuses an enum and a parameter property, so that Node can run the sources as they are', (t) => {
    const folder = treeOf(t, {
      'src/areas/area.ts': 'export class A { constructor(readonly b: number) {} }\nexport enum C { d }',
    })
    const tsc = join(root, 'node_modules', 'typescript-native', 'bin', 'tsc')
    let said = ''
    try {
      execFileSync(process.execPath, [tsc, '-p', '.'], { cwd: folder, encoding: 'utf8' })
    } catch (error) {
      said = (error as { stdout: string }).stdout
    }
    assert.match(said, /area\.ts\(1,\d+\): error TS1294/)
    assert.match(said, /area\.ts\(2,\d+\): error TS1294/)
  })
})
