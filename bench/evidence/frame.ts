/** What a labelled set of the evidence bench is, and how its figures are printed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Gazetteer } from '#areas'

/** What every set is read on: the names of the imported packs. */
export interface Ground {
  readonly gazetteer: Gazetteer
  /** Where the labelled files lie. */
  readonly folder: string
  /** Prints what was missed, row by row. */
  readonly show: boolean
}

/** How often a field was answered, how often it should have been, how often both agree. */
export interface Score {
  readonly field: string
  readonly answered: number
  readonly expected: number
  readonly right: number
}

/** One table: Tocsin first, then the baselines it stands beside. */
export interface Table {
  readonly title: string
  readonly systems: readonly { readonly name: string; readonly scores: readonly Score[] }[]
  /** Figures that are no precision or recall. */
  readonly notes?: readonly string[]
}

export interface EvidenceSet {
  readonly name: string
  /** Files of this set in the folder: `places.dev.jsonl`, `places.test.jsonl`. */
  readonly files: RegExp
  score(rows: readonly unknown[], ground: Ground): readonly Table[] | Promise<readonly Table[]>
}

export function readRows(folder: string, files: RegExp): unknown[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => files.test(name))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown)
}

const percent = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`

export function printTable({ title, systems, notes = [] }: Table): string {
  if (systems.length === 0) return [title, ...notes.map((note) => `  ${note}`), ''].join('\n')
  const cells = [['', 'field', 'precision', 'recall', 'F1', 'right', 'answered', 'expected']]
  for (const { name, scores } of systems)
    for (const [index, { field, answered, expected, right }] of scores.entries())
      cells.push([
        ...[index === 0 ? name : '', field],
        ...[percent(right, answered), percent(right, expected), percent(2 * right, answered + expected)],
        ...[right, answered, expected].map(String),
      ])
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  )
  return [title, ...lines.map((line) => `  ${line}`), ...notes.map((note) => `  ${note}`), ''].join('\n')
}

/**
 * The time of each call in milliseconds: the middle and the slowest hundredth, after `warm` calls. Each is the best of three,
 * so that what else runs on the machine counts less.
 */
export function timesOf<Item>(
  items: readonly Item[],
  work: (item: Item) => unknown,
  warm: number,
): { readonly median: number; readonly p99: number } {
  for (let i = 0; i < warm; i++) work(items[i % items.length]!)
  const times = items.map((item) => {
    let best = Infinity
    for (let round = 0; round < 3; round++) {
      const start = performance.now()
      work(item)
      best = Math.min(best, performance.now() - start)
    }
    return best
  })
  times.sort((a, b) => a - b)
  return { median: times[times.length >> 1] ?? 0, p99: times[Math.floor(times.length * 0.99)] ?? 0 }
}
