/** The names that labelled rows are looked for in: the pack that ships, and what ../shared has of Russia and Ukraine. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { buildGazetteer, buildHierarchy, layOver, type Area, type AreaCode, type Gazetteer } from '#areas'
import type { Result } from '#base'
import { importFiles } from '../../src/areas/imports/import-file.node.ts'

const shared = new URL('../../../shared/', import.meta.url)
const pack = new URL('../../packs/lipetsk/pack.json', import.meta.url)
const geonames = [
  'gazetteer/geonames_admin1CodesASCII_2026.txt',
  'gazetteer/geonames_admin2Codes_2026.txt.gz',
]
const katotth = 'areas/katotth-2025-05-16.csv.gz'
const boundaries = [
  ['areas/belgorod-districts.geojson.gz', 'RU-BEL'],
  ['areas/voronezh-districts.geojson.gz', 'RU-VOR'],
] as const

/** Files that are not there. */
export function missingNames(): string[] {
  return [...geonames, katotth].filter((name) => !existsSync(new URL(name, shared)))
}

const bytesOf = (name: string) => ({ name, bytes: readFileSync(new URL(name, shared)) })

/** Only the lines of these countries. */
function linesOf(name: string, countries: RegExp): { name: string; bytes: Uint8Array } {
  const { bytes } = bytesOf(name)
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const lines = text.split('\n').filter((line) => countries.test(line))
  return { name, bytes: gzipSync(lines.join('\n'), { level: 1 }) }
}

function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

/** `depth` as in an import of KATOTTH; `world`: all 49,671 names of GeoNames, for the times. */
export function russiaAndUkraine(depth: 'municipality' | 'settlement'): Gazetteer {
  const named = geonames.map((name) => linesOf(name, /^(?:RU|UA)\./))
  const files = [{ name: 'pack.json', bytes: readFileSync(pack) }, ...named, bytesOf(katotth)]
  let areas: readonly Area[] = must(importFiles(files, [], { depth })).areas
  for (const [file, within] of boundaries) {
    if (!existsSync(new URL(file, shared)) || !areas.some(({ code }) => code === within)) continue
    areas = layOver(areas, must(importFiles([bytesOf(file)], areas, { within: within as AreaCode })).areas)
  }
  return buildGazetteer(must(buildHierarchy(areas)))
}

export function world(): Gazetteer {
  return buildGazetteer(must(buildHierarchy(must(importFiles(geonames.map(bytesOf), [])).areas)))
}
