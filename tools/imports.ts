/** Checks who imports whom by architecture.rules.cjs, and that the check itself saw every file. */
import { globSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

export interface Violation {
  readonly rule: string
  readonly from: string
  readonly to: string
  readonly comment: string
}

export interface ImportsSeen {
  readonly modules: number
  readonly violations: readonly Violation[]
}

interface Rules {
  readonly sees: Readonly<Record<string, readonly string[]>>
  readonly forbidden: IForbiddenRuleType[]
}

const folders = ['src', 'test', 'bench', 'tools']

/** Cruises the tree below `root` (the working directory while it runs, as dependency-cruiser wants it). */
export async function checkImports(root: string): Promise<ImportsSeen> {
  const rules = createRequire(import.meta.url)('../architecture.rules.cjs') as Rules
  const before = process.cwd()
  process.chdir(root)
  try {
    const sources = globSync(folders.map((folder) => `${folder}/**/*.{ts,svelte}`)).map((file) =>
      file.replaceAll('\\', '/'),
    )
    const { output } = await cruise(
      folders.filter((folder) => sources.some((file) => file.startsWith(`${folder}/`))),
      {
        ruleSet: { forbidden: rules.forbidden },
        validate: true,
        // Type-only imports tie slices together as well.
        tsPreCompilationDeps: true,
        doNotFollow: { path: 'node_modules' },
        moduleSystems: ['es6'],
        enhancedResolveOptions: {
          exportsFields: ['exports'],
          conditionNames: ['svelte', 'import', 'node', 'types', 'default'],
        },
      } as Parameters<typeof cruise>[1],
      { extensions: ['.ts', '.mjs', '.js', '.svelte'] },
      { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
    )
    const { modules, summary } = output as ICruiseResult
    const seen = new Set(modules.map((module) => module.source))
    const unseen = sources.filter((file) => !seen.has(file))
    const comments = new Map(rules.forbidden.map((rule) => [rule.name, rule.comment ?? '']))
    const violations = summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      comment: comments.get(rule.name) ?? '',
    }))
    const slices = readdirSync('src', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
    const rowless = slices.filter((slice) => !(slice in rules.sees) && !['server', 'cli'].includes(slice))
    return {
      modules: sources.length - unseen.length,
      violations: [
        ...violations,
        // With TypeScript 7 alone dependency-cruiser reads no .ts file at all and reports success.
        ...unseen.map((from) => ({
          rule: 'every-file-is-seen',
          from,
          to: '',
          comment: 'the check did not read it',
        })),
        ...rowless.map((slice) => ({
          rule: 'every-slice-has-a-row',
          from: `src/${slice}`,
          to: '',
          comment: 'architecture.rules.cjs must say what it sees',
        })),
      ],
    }
  } finally {
    process.chdir(before)
  }
}

if (import.meta.main) {
  const { modules, violations } = await checkImports(join(import.meta.dirname, '..'))
  for (const { rule, from, to, comment } of violations)
    console.log(`${rule}: ${from}${to === '' ? '' : ` → ${to}`}${comment === '' ? '' : ` (${comment})`}`)
  console.log(`${modules} files read, ${violations.length} imports against the rules`)
  if (violations.length > 0 || modules === 0) process.exitCode = 1
}
