/** Reads the reference data that lies beside the project, for tests; where it is absent they are skipped and say so. */
import { existsSync, readFileSync } from 'node:fs'

const folder = new URL('../../../../shared/', import.meta.url)

export function shared(...names: readonly string[]): { name: string; bytes: Uint8Array }[] {
  return names.map((name) => ({ name: name.split('/').at(-1)!, bytes: readFileSync(new URL(name, folder)) }))
}

/** The options of a test that needs these files. */
export function needs(...names: readonly string[]): { skip?: string } {
  const missing = names.filter((name) => !existsSync(new URL(name, folder)))
  return missing.length === 0 ? {} : { skip: `../shared has no ${missing.join(', ')}` }
}

export const ukraineFiles = [
  'areas/katotth-2025-05-16.csv.gz',
  'areas/ukraine-oblasts.geojson.gz',
  'areas/ukraine-raions.geojson.gz',
  'areas/ukraine-hromadas.geojson.gz',
  'areas/ukraine-alarm-regions.json',
  'areas/alerts-in-ua-uids.json',
]
