/** GeoNames' admin1 and admin2 lists: the regions and districts of the whole world, names and codes only. */
import type { Area, AreaCode } from '../area.ts'
import { startLog, suggest, type AreaImport } from './area-import.ts'
import { readDelimited } from './delimited.ts'
import { regionByPath } from './region-names.ts'
import { rootOf } from '../inflection.ts'
import { readPlaceName } from '../place-name.ts'
import { readRussianName, type RussianName } from './russian-names.ts'

/** A line of admin1CodesASCII.txt or admin2Codes.txt: `RU.43.465724⇥Zadonskiy Rayon⇥Zadonskiy Rayon⇥465724`. */
export const geonamesLine = /^[A-Z]{2}\.[^\t.]+(\.[^\t]+)?\t[^\t]*\t[^\t]*\t\d+\r?$/m

/**
 * Reads both lists together or one alone. Areas get the code `gn:<id>`, regions of Russia and Ukraine their ISO 3166-2 code;
 * a list's country is its ISO 3166-1 letters, named in English, Russian and Ukrainian. Russian districts and towns get the
 * spelling of today and their Russian name, and keep what the list writes as another one. What is loaded already under a GeoNames id is joined to; a region gets its codes here too.
 * A district whose region is not listed lies in its country, and is told.
 */
export function importGeoNames(
  files: readonly { readonly name: string; readonly text: string }[],
  loaded: Iterable<Area>,
): AreaImport {
  const log = startLog()
  const byId = new Map<string, AreaCode>()
  const byIso = new Map<string, AreaCode>()
  const regionCodes = new Map<string, AreaCode>()
  const areas = new Map<AreaCode, Area>()
  for (const area of loaded) {
    areas.set(area.code, area)
    const id = area.codes?.geonames ?? (area.code.startsWith('gn:') ? area.code.slice(3) : undefined)
    if (id !== undefined) byId.set(id, area.code)
    const path = area.codes?.[pathScheme]
    if (path !== undefined) regionCodes.set(path, area.code)
    const iso = area.codes?.['iso3166-2']
    if (iso !== undefined) byIso.set(iso, area.code)
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
  // A district of Ukraine has the number of its KATOTTH code here, and lists name some districts twice under two ids.
  const byKatotth = new Map<string, AreaCode>()
  for (const area of loaded) {
    const code = area.codes?.katotth
    if (area.kind === 'district' && code !== undefined) byKatotth.set(code.slice(0, 6), area.code)
  }
  const byName = new Map<string, AreaCode>()
  for (const { file, path, title, ascii, id } of rows) {
    const country = countryOf(path[0]!, areas, added)
    const region = path.length === 2 ? regionByPath(path.join('.')) : undefined
    const read = path.length > 2 && path[0] === 'RU' ? readRussianName(title) : undefined
    const parent = regionCodes.get(`${path[0]}.${path[1]}`)
    const nameKey = path[0] !== 'RU' || path.length === 2 ? undefined : twinKey(title, read, parent)
    const existing =
      byId.get(id) ??
      (region === undefined ? undefined : byIso.get(region.iso)) ??
      (path[0] === 'UA' && path.length > 2 ? byKatotth.get(`UA${path[2]}`) : undefined) ??
      (nameKey === undefined ? undefined : byName.get(nameKey))
    const code = existing ?? ((region?.iso ?? `gn:${id}`) as AreaCode)
    if (path.length === 2) regionCodes.set(`${path[0]}.${path[1]}`, code)
    if (nameKey !== undefined && !byName.has(nameKey)) byName.set(nameKey, code)
    if (existing !== undefined) {
      log.joined.push({ file, feature: title, area: existing })
      const area = path.length === 2 ? areas.get(existing) : undefined
      // A region of another list is found by its number here, and its districts by its path when they come later.
      if (area !== undefined && area.codes?.[pathScheme] === undefined)
        added.set(existing, {
          ...area,
          codes: { ...area.codes, geonames: area.codes?.geonames ?? id, [pathScheme]: path.join('.') },
        })
      continue
    }
    if (path.length > 2 && parent === undefined)
      log.unjoined.push({
        file,
        feature: `${title} (${path.join('.')})`,
        why: 'its region is not listed, so it was put into its country',
        suggestions: suggest([added.get(country)].filter((area) => area !== undefined)),
      })
    byId.set(id, code)
    const names = region?.names ?? (read === undefined ? { en: title } : { en: read.en, ru: read.ru })
    // What the list calls a region known here is often the name of its town.
    const others = region === undefined ? [title, ascii] : region.aliases
    const aliases = [...new Set(others)].filter((text) => text !== '' && text !== names.en)
    added.set(code, {
      code,
      kind: path.length === 2 ? 'region' : read?.is === 'town' ? 'municipality' : 'district',
      parent: path.length === 2 ? country : (parent ?? country),
      names,
      ...(aliases.length > 0 ? { aliases } : {}),
      codes: {
        geonames: id,
        ...(path.length === 2 ? { [pathScheme]: path.join('.') } : {}),
        ...(region === undefined ? {} : { 'iso3166-2': region.iso }),
        // The number that Ukraine’s codifier has too.
        ...(path[0] === 'UA' && path.length > 2 ? { 'geonames-admin2': `UA${path[2]}` } : {}),
      },
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

/** “L’govskiy Rayon” and “Lgov District” are one, and so are “Tula Urban District” and “Gorodskoy Okrug Tula”. */
function twinKey(title: string, read: RussianName | undefined, parent: AreaCode | undefined): string {
  const is = read?.is ?? 'district'
  const name = readPlaceName(read?.en ?? title).plain
  return `${parent} ${is} ${is === 'district' ? name.split(' ').map(rootOf).join(' ') : name}`
}

function countryOf(
  letters: string,
  known: ReadonlyMap<AreaCode, Area>,
  added: Map<AreaCode, Area>,
): AreaCode {
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
