/** Ukraine's official codifier KATOTTH: every oblast, raion, hromada and settlement with its code, names only. */
import { rootOf } from '../inflection.ts'
import { fold } from '../place-name.ts'
import { latinFromUkrainian } from '../transliteration.ts'
import type { Area, AreaCode, AreaKind } from '../area.ts'
import { readDelimited } from './delimited.ts'
import { regionByIso } from './region-names.ts'
import { formerNamesOf } from './ukraine-former-names.ts'
import { formerNames } from './ukraine-names.ts'

export const katotthHeader = 'Перший рівень;'

/** KATOTTH category letters (order of the Ministry of Regional Development no. 290 of 26.11.2020). */
const kindOf: { readonly [category: string]: AreaKind } = {
  O: 'region', // oblast
  K: 'region', // city with special status
  P: 'district', // raion
  H: 'municipality', // hromada
  M: 'settlement', // city
  X: 'settlement', // settlement
  C: 'settlement', // village
  B: 'settlement', // city district
}

/** ISO 3166-2:UA numbers oblasts as KATOTTH does, but for these. */
const isoByKatotth: { readonly [prefix: string]: string } = {
  UA01: 'UA-43',
  UA44: 'UA-09',
  UA73: 'UA-77',
  UA80: 'UA-30',
  UA85: 'UA-40',
}

export const ukraine: Area = {
  code: 'UA' as AreaCode,
  kind: 'country',
  parent: null,
  names: { uk: 'Україна', en: 'Ukraine', ru: 'Украина' },
  codes: { 'iso3166-1': 'UA' },
  divided: 'wholly',
}

interface Row {
  readonly code: AreaCode
  readonly parent: AreaCode
  readonly category: string
  readonly name: string
}

/**
 * Reads the codifier's CSV (`;`, UTF-8). The country is its root. Ukrainian names have the unit word that the codifier leaves
 * out; English ones are those in use, after the centre (“Nikopol Raion”), with the adjective as another spelling; regions are
 * named in Russian too. `settlement` loads all levels, `municipality` stops at hromadas.
 */
export function readKatotth(text: string, depth: 'municipality' | 'settlement'): Area[] {
  const rows = readRows(text)
  const centres = centresOf(rows)
  const byCode = new Map(rows.map((row) => [row.code, row]))
  const sameName = new Map<string, number>()
  const twinKey = (row: Row) => `${row.parent} ${row.name}`
  for (const row of rows)
    if (row.category === 'H') sameName.set(twinKey(row), (sameName.get(twinKey(row)) ?? 0) + 1)
  const parents = new Set(rows.map((row) => row.parent))
  const areas: Area[] = [ukraine]
  for (const row of rows) {
    const kind = kindOf[row.category]!
    if (kind === 'settlement' && depth !== 'settlement') continue
    const twin = (sameName.get(twinKey(row)) ?? 0) > 1
    const centre = centres.get(row.code)
    const city = row.category === 'B' ? byCode.get(row.parent)?.name : undefined
    const iso = kind === 'region' ? (isoByKatotth[row.code.slice(0, 4)] ?? isoOf(row.code)) : undefined
    const region = iso === undefined ? undefined : regionByIso(iso)
    const names = region?.names ?? namesOf(row, centre, twin ? 'has-twin' : 'alone', city)
    const divided = kind === 'region' || kind === 'district' ? parents.has(row.code) : false
    const aliases = new Set([
      ...(formerNames[row.code] ?? []),
      ...(region?.aliases ?? []),
      ...otherNames(row, centre, city),
    ])
    for (const name of Object.values(names)) aliases.delete(name)
    areas.push({
      code: row.code,
      kind,
      parent: row.parent,
      names,
      ...(aliases.size === 0 ? {} : { aliases: [...aliases] }),
      codes: { katotth: row.code, ...(iso === undefined ? {} : { 'iso3166-2': iso }) },
      ...(divided ? { divided: 'wholly' } : {}),
    })
  }
  return areas
}

/** The first settlement of a hromada is its centre; a raion's centre is that of the hromada of its name. */
function centresOf(rows: readonly Row[]): ReadonlyMap<AreaCode, Row> {
  const centres = new Map<AreaCode, Row>()
  for (const row of rows)
    if (!centres.has(row.parent) && kindOf[row.category] === 'settlement') centres.set(row.parent, row)
  const raions = new Map(rows.flatMap((row) => (row.category === 'P' ? [[row.code, row] as const] : [])))
  for (const row of rows) {
    const raion = row.category === 'H' ? raions.get(row.parent) : undefined
    const centre = centres.get(row.code)
    if (raion === undefined || centre === undefined || centres.has(raion.code)) continue
    if (adjective(raion.name) === adjective(row.name)) centres.set(raion.code, centre)
  }
  // After a renaming the hromada may still have the old name while its centre and raion have the new one.
  for (const row of rows) {
    const raion = row.category === 'H' ? raions.get(row.parent) : undefined
    const centre = centres.get(row.code)
    if (raion === undefined || centre === undefined || centres.has(raion.code)) continue
    const root = rootOfName(centre.name)
    if (root.length >= 5 && rootOfName(raion.name).startsWith(root)) centres.set(raion.code, centre)
  }
  return centres
}

function rootOfName(name: string): string {
  return fold(name).split(' ').map(rootOf).join(' ')
}

/** “Нікопольський” and “Нікопольська” without their endings. */
function adjective(name: string): string {
  return name.replace(/(?:ий|а)$/u, '')
}

function isoOf(code: string): string {
  return `UA-${code.slice(2, 4)}`
}

function readRows(text: string): Row[] {
  const cells = readDelimited(text, ';').slice(1)
  const known = new Set<string>()
  return cells.flatMap((row) => {
    const path = row.slice(0, 5).filter((code) => code !== '')
    const [category, name] = [row[5], row[6]?.trim()]
    const code = path[path.length - 1]
    if (code === undefined || name === undefined || kindOf[category ?? ''] === undefined) return []
    known.add(code)
    // Some levels have a code but no row of their own; the nearest level that has one is the parent.
    const parent = path.slice(0, -1).findLast((above) => known.has(above)) ?? ukraine.code
    return [{ code: code as AreaCode, parent: parent as AreaCode, category: category!, name }]
  })
}

const hromadaTypes: { readonly [centre: string]: { readonly uk: string; readonly en: string } } = {
  M: { uk: 'міська', en: 'Urban' },
  X: { uk: 'селищна', en: 'Settlement' },
  C: { uk: 'сільська', en: 'Rural' },
}

function namesOf(
  row: Row,
  centre: Row | undefined,
  twin: 'has-twin' | 'alone',
  city: string | undefined,
): Area['names'] {
  const latin = latinFromUkrainian(row.name)
  const seat = centre === undefined ? latin : latinFromUkrainian(centre.name)
  if (row.category === 'P') return { uk: `${row.name} район`, en: `${seat} Raion` }
  if (row.category === 'B') {
    if (city === undefined) return { uk: `${row.name} район міста`, en: `${latin} City District` }
    return { uk: `${row.name} район (${city})`, en: `${latin} District (${latinFromUkrainian(city)})` }
  }
  if (row.category !== 'H') return { uk: row.name, en: latin }
  const type = hromadaTypes[centre?.category ?? '']
  if (type === undefined) return { uk: `${row.name} громада`, en: `${seat} Hromada` }
  return {
    uk: `${row.name} ${type.uk} громада`,
    en: twin === 'has-twin' ? `${seat} ${type.en} Hromada` : `${seat} Hromada`,
  }
}

/** What it was called before, and the Latin adjective that other systems write. */
function otherNames(row: Row, centre: Row | undefined, city: string | undefined): string[] {
  const latin = latinFromUkrainian(row.name)
  const former = (of: Row) => formerNamesOf(of.code.slice(2, 4), of.category, of.name, city)
  if (row.category === 'P')
    return [`${latin} Raion`, ...(centre === undefined ? [] : former(centre).map((name) => `${name} район`))]
  if (row.category !== 'H')
    return row.category === 'B' ? former(row).map((name) => `${name} район`) : [...former(row)]
  const type = hromadaTypes[centre?.category ?? '']
  return [
    `${latin} ${type === undefined ? '' : `${type.en} `}Hromada`,
    ...(centre === undefined ? [] : former(centre).map((name) => `${name} громада`)),
  ]
}
