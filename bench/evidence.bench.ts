/**
 * How well texts are read: precision, recall and F1 per field over labelled sets, beside plain baselines.
 * `npm run bench:evidence [-- --data DIR] [--set places] [--show]`; without ../shared it says so and ends well.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { announcements } from './evidence/announcements.ts'
import { claims } from './evidence/claims.ts'
import { doubts } from './evidence/doubts.ts'
import { printTable, readRows, type EvidenceSet, type Ground } from './evidence/frame.ts'
import { indicators } from './evidence/indicators.ts'
import { missingNames, russiaAndUkraine } from './evidence/ground.ts'
import { places } from './evidence/places.ts'

/** A set is added here and has its scorer in its own file. */
const sets: readonly EvidenceSet[] = [places, announcements, claims, doubts, indicators]

const given = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined)
const folder = given('--data') ?? fileURLToPath(new URL('../../shared/evidence', import.meta.url))
const missing = [...missingNames(), ...(existsSync(folder) ? [] : [folder])]
if (missing.length > 0) {
  stdout.write(`not run: there is no ${missing.join(', ')}\n`)
  exit(0)
}

const ground: Ground = {
  gazetteer: russiaAndUkraine('settlement'),
  folder: join(folder),
  show: argv.includes('--show'),
}
stdout.write(`${folder}, ${ground.gazetteer.hierarchy.size} areas\n\n`)
for (const set of sets) {
  if (given('--set') !== undefined && given('--set') !== set.name) continue
  const rows = readRows(folder, set.files)
  if (rows.length === 0) stdout.write(`${set.name}: no rows here\n\n`)
  else for (const table of await set.score(rows, ground)) stdout.write(`${printTable(table)}\n`)
}
