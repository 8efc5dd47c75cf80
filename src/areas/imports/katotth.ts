/** Ukraine's official codifier KATOTTH: every oblast, raion, hromada and settlement with its code, names only. */
import { latinFromUkrainian } from '../transliteration.ts'
import type { Area, AreaCode, AreaKind } from '../area.ts'
import { readDelimited } from './delimited.ts'
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
 * Reads the codifier's CSV (`;`, UTF-8). The country is its root; names are Ukrainian with the unit word that the
 * codifier leaves out, and Latin by the official scheme. `settlement` loads all levels, `municipality` stops at hromadas.
 */
export function readKatotth(text: string, depth: 'municipality' | 'settlement'): Area[] {
  const rows = readRows(text)
  const centres = new Map<AreaCode, string>()
  const sameName = new Map<string, number>()
  for (const row of rows) {
    // The first settlement of a hromada is its centre; what that is makes the hromada urban, settlement or rural.
    if (!centres.has(row.parent)) centres.set(row.parent, row.category)
    if (row.category === 'H') {
      const key = `${row.parent} ${row.name}`
      sameName.set(key, (sameName.get(key) ?? 0) + 1)
    }
  }
  const areas: Area[] = [ukraine]
  for (const row of rows) {
    const kind = kindOf[row.category]!
    if (kind === 'settlement' && depth !== 'settlement') continue
    const twin = (sameName.get(`${row.parent} ${row.name}`) ?? 0) > 1
    const names = namesOf(row, centres.get(row.code), twin ? 'has-twin' : 'alone')
    const divided = kind === 'region' || kind === 'district' ? centres.has(row.code) : false
    const aliases = formerNames[row.code]
    areas.push({
      code: row.code,
      kind,
      parent: row.parent,
      names,
      ...(aliases === undefined ? {} : { aliases }),
      codes: {
        katotth: row.code,
        ...(kind === 'region' ? { 'iso3166-2': isoByKatotth[row.code.slice(0, 4)] ?? isoOf(row.code) } : {}),
      },
      ...(divided ? { divided: 'wholly' } : {}),
    })
  }
  return areas
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

function namesOf(row: Row, centre: string | undefined, twin: 'has-twin' | 'alone'): Area['names'] {
  const latin = latinFromUkrainian(row.name)
  if (row.category === 'O' && row.name.includes('Республіка'))
    return { uk: row.name, en: 'Autonomous Republic of Crimea' }
  if (row.category === 'O') return { uk: `${row.name} область`, en: `${latin} Oblast` }
  if (row.category === 'P') return { uk: `${row.name} район`, en: `${latin} Raion` }
  if (row.category === 'B') return { uk: `${row.name} район міста`, en: `${latin} City District` }
  if (row.category !== 'H') return { uk: row.name, en: latin }
  const type = hromadaTypes[centre ?? '']
  if (type === undefined) return { uk: `${row.name} громада`, en: `${latin} Hromada` }
  return {
    uk: `${row.name} ${type.uk} громада`,
    en: twin === 'has-twin' ? `${latin} ${type.en} Hromada` : `${latin} Hromada`,
  }
}
