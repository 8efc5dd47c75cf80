/** Ukraine's areas while things are joined to them, found by name without unit words, former names and known slips included. */
import { ukrainian } from '#base'
import { nameOf, type Area, type AreaCode } from '../area.ts'
import { fold, readPlaceName, type PlaceName } from '../place-name.ts'
import { startLog, type ImportLog } from './area-import.ts'
import { knownSlips } from './ukraine-names.ts'

/** Areas while things are joined to them; written back whole at the end. */
export interface Joining {
  readonly areas: Map<AreaCode, Area>
  readonly changed: Set<AreaCode>
  readonly log: ImportLog
  readonly regions: NameIndex
  readonly raions: NameIndex
  /** By region. */
  readonly hromadas: Map<AreaCode, NameIndex>
}

export type NameIndex = Map<string, { readonly area: Area; readonly name: PlaceName }[]>

export function indexOf(areas: Map<AreaCode, Area>, changed: Set<AreaCode>): Joining {
  const joining: Joining = {
    areas,
    changed,
    log: startLog(),
    regions: new Map(),
    raions: new Map(),
    hromadas: new Map(),
  }
  for (const area of areas.values()) {
    if (area.kind === 'region') enter(joining.regions, area)
    if (area.kind === 'district') enter(joining.raions, area)
    if (area.kind !== 'municipality') continue
    const region = regionOf(areas, area)
    if (!joining.hromadas.has(region)) joining.hromadas.set(region, new Map())
    enter(joining.hromadas.get(region)!, area)
  }
  return joining
}

function enter(index: NameIndex, area: Area): void {
  for (const text of [area.names.uk ?? nameOf(area, ukrainian), ...(area.aliases ?? [])]) {
    const name = readPlaceName(text)
    const entries = index.get(name.plain)
    if (entries === undefined) index.set(name.plain, [{ area, name }])
    else if (!entries.some((entry) => entry.area.code === area.code)) entries.push({ area, name })
  }
}

function regionOf(areas: ReadonlyMap<AreaCode, Area>, area: Area): AreaCode {
  let at = area
  while (at.kind !== 'region' && at.parent !== null) {
    const parent = areas.get(at.parent)
    if (parent === undefined) break
    at = parent
  }
  return at.code
}

/** “м. Вінниця та Вінницька територіальна громада” is that hromada, and an urban one, since a city is its centre. */
export function read(text: string): PlaceName {
  const hromada = /^м\.\s*.+?\s+та\s+(.+)$/u.exec(text)?.[1]
  const name = readPlaceName(hromada ?? text)
  return hromada !== undefined && name.finer === '' ? { ...name, finer: 'urban' } : name
}

/** Areas of that name; where types are stated and none agrees, a known slip of the pen, and only then the name alone. */
export function find(index: NameIndex | undefined, name: PlaceName): Area[] {
  const named = index?.get(name.plain) ?? []
  const agreeing = named.filter((entry) => agree(entry.name, name))
  const meant = knownSlips[name.plain]
  const slipped =
    meant === undefined ? [] : (index?.get(meant) ?? []).filter((entry) => agree(entry.name, name))
  const found = agreeing.length > 0 ? agreeing : slipped.length > 0 ? slipped : named
  return found.map((entry) => entry.area)
}

function agree(a: PlaceName, b: PlaceName): boolean {
  return a.finer === '' || b.finer === '' || a.finer === b.finer
}

/** Areas that resemble the name, for the person who must join by hand. */
export function near(index: NameIndex | undefined, name: PlaceName): Area[] {
  const start = fold(name.plain).slice(0, 4)
  return [...(index ?? [])].flatMap(([plain, entries]) =>
    plain.startsWith(start) ? entries.map((entry) => entry.area) : [],
  )
}

export function change(joining: Joining, code: AreaCode, area: Area): void {
  joining.areas.set(code, area)
  joining.changed.add(code)
}
