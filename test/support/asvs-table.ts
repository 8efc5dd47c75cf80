/** Reads the table of OWASP ASVS 5.0.0 in SECURITY.md, and finds what is wrong with it. The numbers and levels are the standard’s; its text is not repeated. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** By section, the level of each requirement in order: `2.2: 112` means that 2.2.1 and 2.2.2 are of level 1. */
const sections = `
1.1: 22 | 1.2: 1111122223 | 1.3: 112222222223 | 1.4: 222 | 1.5: 123
2.1: 122 | 2.2: 112 | 2.3: 12223 | 2.4: 23
3.1: 3 | 3.2: 113 | 3.3: 12223 | 3.4: 11222233 | 3.5: 11122333 | 3.6: 3 | 3.7: 22333
4.1: 12233 | 4.2: 23333 | 4.3: 22 | 4.4: 1222
5.1: 2 | 5.2: 112333 | 5.3: 113 | 5.4: 222
6.1: 122 | 6.2: 111111112222 | 6.3: 11223333 | 6.4: 112233 | 6.5: 22222333 | 6.6: 2223 | 6.7: 33 | 6.8: 2222
7.1: 222 | 7.2: 1111 | 7.3: 22 | 7.4: 11222 | 7.5: 223 | 7.6: 22
8.1: 1233 | 8.2: 1123 | 8.3: 133 | 8.4: 23
9.1: 111 | 9.2: 1222
10.1: 22 | 10.2: 223 | 10.3: 22223 | 10.4: 1111122222233333 | 10.5: 22222 | 10.6: 22 | 10.7: 222
11.1: 2233 | 11.2: 22233 | 11.3: 11233 | 11.4: 1222 | 11.5: 23 | 11.6: 23 | 11.7: 33
12.1: 12233 | 12.2: 11 | 12.3: 22223
13.1: 2333 | 13.2: 222223 | 13.3: 2233 | 13.4: 1222233
14.1: 22 | 14.2: 12223333 | 14.3: 122
15.1: 12233 | 15.2: 12233 | 15.3: 1222222 | 15.4: 3333
16.1: 2 | 16.2: 22222 | 16.3: 2222 | 16.4: 222 | 16.5: 2223
17.1: 23 | 17.2: 22223333 | 17.3: 22
`

/** Of levels 1 and 2. */
export const levelOf: ReadonlyMap<string, number> = new Map(
  sections
    .split(/[|\n]/)
    .filter((section) => section.trim() !== '')
    .flatMap((section) => {
      const [number = '', levels = ''] = section.split(':').map((part) => part.trim())
      return [...levels].map((level, i) => [`${number}.${i + 1}`, Number(level)] as const)
    })
    .filter(([, level]) => level < 3),
)

export interface Row {
  readonly requirement: string
  readonly level: number
  readonly state: 'met' | 'in part' | 'not met' | 'does not apply'
  readonly tests: readonly { readonly file: string; readonly name: string }[]
}

/**
 * Rows are `| 1.2.3 | level | what | state | how | tests |`, a test `file` “beginning of its name”. Of what doesn't apply a
 * line says `1.2.6 (2)` and why.
 */
export function readTable(page: string): Row[] {
  const rows = page.matchAll(
    /^\| (\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| (met|in part|not met) \| [^|]+ \| ([^|]*) \|$/gm,
  )
  const applying = Array.from(rows, ([, requirement = '', level, state, tests = '']) => ({
    requirement,
    level: Number(level),
    state: state as Row['state'],
    tests: Array.from(tests.matchAll(/`([^`]+)` “([^”]+)”/g), ([, file = '', name = '']) => ({ file, name })),
  }))
  const lines = page.matchAll(/^Does not apply: (.+)$/gm)
  const others = Array.from(lines, ([, text = '']) =>
    Array.from(text.matchAll(/(\d+\.\d+\.\d+) \(([12])\)/g), ([, requirement = '', level]) => ({
      ...{ requirement, level: Number(level), state: 'does not apply' as const, tests: [] },
    })),
  ).flat()
  return [...applying, ...others]
}

/** What the table lacks, has twice or has wrong, in plain words. */
export function gapsOf(rows: readonly Row[]): string[] {
  const times = new Map<string, number>()
  for (const { requirement } of rows) times.set(requirement, (times.get(requirement) ?? 0) + 1)
  return [
    ...[...levelOf.keys()].filter((one) => !times.has(one)).map((one) => `${one} is missing`),
    ...[...times].filter(([, count]) => count > 1).map(([one]) => `${one} stands twice`),
    ...[...times.keys()].filter((one) => !levelOf.has(one)).map((one) => `${one} is no requirement`),
    ...rows
      .filter(({ requirement, level }) => levelOf.has(requirement) && levelOf.get(requirement) !== level)
      .map(({ requirement }) => `${requirement} is of level ${levelOf.get(requirement)}`),
  ]
}

const states = ['met', 'in part', 'not met', 'does not apply'] as const
export type Counts = { readonly [state in Row['state']]: readonly [first: number, second: number] }

export function countsOf(rows: readonly Row[]): Counts {
  const count = (state: Row['state'], level: number) =>
    rows.filter((row) => row.state === state && row.level === level).length
  return Object.fromEntries(states.map((state) => [state, [count(state, 1), count(state, 2)]])) as {
    [state in Row['state']]: [number, number]
  }
}

/** The table in which SECURITY.md sums it up. */
export function saidOfCounts(counts: Counts): string {
  const sum = (level: 0 | 1, of: readonly Row['state'][]) =>
    of.reduce((all, state) => all + counts[state][level], 0)
  const line = (name: string, level: 0 | 1) => {
    const each = states.map((state) => counts[state][level])
    return `| ${name} | ${sum(level, states)} | ${sum(level, states.slice(0, 3))} | ${each.join(' | ')} |`
  }
  return [line('1', 0), line('2', 1)].join('\n')
}

/** Tests that are not there, and what is called met without one. */
export function wrongTests(rows: readonly Row[], root: string): string[] {
  return rows.flatMap(({ requirement, state, tests }) => [
    ...((state === 'met' || state === 'in part') && tests.length === 0
      ? [`${requirement}: no test holds it`]
      : []),
    ...tests.flatMap(({ file, name }) => {
      if (!/\.(test|contract|scenario)\.ts$/.test(file)) return [`${requirement}: ${file} is no test`]
      if (!existsSync(join(root, file))) return [`${requirement}: ${file} is not there`]
      const text = readFileSync(join(root, file), 'utf8')
      return hasTest(text, name) ? [] : [`${requirement}: ${file} has no test “${name}”`]
    }),
  ])
}

function hasTest(text: string, name: string): boolean {
  const titles = text.matchAll(/\b(?:test|story)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g)
  return Array.from(titles, ([, , title = '']) => title.replace(/\\(.)/g, '$1')).some((title) => {
    if (title.startsWith(name)) return true
    const parts = title.split(/\$\{[^}]*\}/)
    if (parts.length === 1) return false
    const pattern = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('(.+)')
    const filled = new RegExp(`^${pattern}$`).exec(name)?.slice(1)
    // What fills the blanks stands among the cases of the same file.
    return (
      filled?.map((word) => word.replace(/^"|"$/g, '')).every((word) => text.includes(`'${word}'`)) === true
    )
  })
}
