/** GeoNames' admin1 and admin2 lists: the regions and districts of the whole world, names and codes only. */
import type { Area, AreaCode } from '../area.ts'
import { startLog, suggest, type AreaImport } from './area-import.ts'
import { readDelimited } from './delimited.ts'

/** A line of admin1CodesASCII.txt or admin2Codes.txt: `RU.43.465724⇥Zadonskiy Rayon⇥Zadonskiy Rayon⇥465724`. */
export const geonamesLine = /^[A-Z]{2}\.[^\t.]+(\.[^\t]+)?\t[^\t]*\t[^\t]*\t\d+\r?$/m

/**
 * Reads both lists together or one alone. Areas get the code `gn:<id>`; a list's country is its ISO 3166-1 letters, named
 * in English, Russian and Ukrainian. What is loaded already under a GeoNames id stays as it is, and is joined to.
 * A district whose region is not listed lies in its country, and is told.
 */
export function importGeoNames(
  files: readonly { readonly name: string; readonly text: string }[],
  loaded: Iterable<Area>,
): AreaImport {
  const log = startLog()
  const byId = new Map<string, AreaCode>()
  const regionByPath = new Map<string, AreaCode>()
  const known = new Set<AreaCode>()
  for (const area of loaded) {
    known.add(area.code)
    const id = area.codes?.geonames ?? (area.code.startsWith('gn:') ? area.code.slice(3) : undefined)
    if (id !== undefined) byId.set(id, area.code)
    const path = area.codes?.[pathScheme]
    if (path !== undefined) regionByPath.set(path, area.code)
  }
  const added = new Map<AreaCode, Area>()
  const rows = files.flatMap(({ name, text }) =>
    readDelimited(text, '\t').map(([path = '', title = '', ascii = '', id = '']) => ({
      file: name,
      path: path.split('.'),
      title,
      ascii,
      id,
    })),
  )
  // Regions first, so that every district finds its region in whichever order the files came.
  rows.sort((a, b) => a.path.length - b.path.length)
  for (const { file, path, title, ascii, id } of rows) {
    const country = countryOf(path[0]!, known, added)
    const existing = byId.get(id)
    const code = existing ?? (`gn:${id}` as AreaCode)
    if (path.length === 2) regionByPath.set(`${path[0]}.${path[1]}`, code)
    if (existing !== undefined) {
      log.joined.push({ file, feature: title, area: existing })
      continue
    }
    const region = regionByPath.get(`${path[0]}.${path[1]}`)
    if (path.length > 2 && region === undefined)
      log.unjoined.push({
        file,
        feature: `${title} (${path.join('.')})`,
        why: 'its region is not listed, so it was put into its country',
        suggestions: suggest([added.get(country)].filter((area) => area !== undefined)),
      })
    byId.set(id, code)
    added.set(code, {
      code,
      kind: path.length === 2 ? 'region' : 'district',
      parent: path.length === 2 ? country : (region ?? country),
      names: { en: title },
      ...(ascii !== title && ascii !== '' ? { aliases: [ascii] } : {}),
      codes: { geonames: id, ...(path.length === 2 ? { [pathScheme]: path.join('.') } : {}) },
    })
  }
  return {
    areas: [...added.values()],
    ...log,
    sources: [
      { what: 'GeoNames administrative codes', licence: 'CC BY 4.0', url: 'https://www.geonames.org/' },
    ],
  }
}

/** The first two parts of a line's path, by which a district names its region. */
const pathScheme = 'geonames-admin1'

/** Made when the first country is named: it reads much of ICU's data. */
let countryNames: readonly (readonly [language: string, names: Intl.DisplayNames])[] | undefined

function countryOf(letters: string, known: ReadonlySet<AreaCode>, added: Map<AreaCode, Area>): AreaCode {
  const code = letters as AreaCode
  if (!known.has(code) && !added.has(code)) {
    countryNames ??= ['en', 'ru', 'uk'].map((language) => [
      language,
      new Intl.DisplayNames([language], { type: 'region' }),
    ])
    const names = Object.fromEntries(
      countryNames.map(([language, names]) => [language, names.of(letters) ?? letters]),
    )
    added.set(code, { code, kind: 'country', parent: null, names, codes: { 'iso3166-1': letters } })
  }
  return code
}
