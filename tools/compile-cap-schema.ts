/**
 * Makes src/cap/schema/cap-1-0.ts, cap-1-1.ts and cap-1-2.ts from the schemas that OASIS published.
 * Run: npx node tools/compile-cap-schema.ts FOLDER, where FOLDER holds cap10.xsd, CAP-v1.1.xsd and CAP-v1.2.xsd.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compileXsd } from './xsd-table.ts'

export const capSchemas = [
  { version: '1.0', file: 'cap10.xsd', year: 2004, standard: 'OASIS Standard 200402, March 2004' },
  { version: '1.1', file: 'CAP-v1.1.xsd', year: 2005, standard: 'OASIS Standard CAP-V1.1, October 2005' },
  { version: '1.2', file: 'CAP-v1.2.xsd', year: 2010, standard: 'OASIS Standard, 1 July 2010' },
] as const

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2]
  if (folder === undefined) throw new Error('give the folder of the schemas')
  const root = join(import.meta.dirname, '..')
  const made = capSchemas.map(({ version, file, year, standard }) => {
    const table = JSON.stringify(compileXsd(readFileSync(join(folder, file), 'utf8')))
    const path = join(root, `src/cap/schema/cap-${version.replace('.', '-')}.ts`)
    writeFileSync(
      path,
      `/**
 * The schema of CAP ${version} as a table, compiled by tools/compile-cap-schema.ts from OASIS's ${file} (${standard}).
 * Copyright © OASIS Open ${year}. All Rights Reserved. The notice that goes with it is in ./NOTICE.md. Not edited by hand.
 */
import type { SchemaTable } from './schema-table.ts'

export const cap${version.replace('.', '')}: SchemaTable = ${table}
`,
    )
    return path
  })
  spawnSync(process.execPath, [join(root, 'node_modules/oxfmt/bin/oxfmt'), ...made], { stdio: 'inherit' })
  console.log(made.join('\n'))
}
