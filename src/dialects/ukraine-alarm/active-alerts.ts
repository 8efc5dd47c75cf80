/** What is said of one region: its own alerts, and those of the areas around it as far as they say more. */
import type { BoardLine } from '#alerts'
import type { AreaCode } from '#areas'
import { ukrainian, type Instant } from '#base'
import { dangerSaid, lowerFirst, type ThreatBook } from '#threats'
import { alarmLevel, alarmType, alarmTypes, type AlarmLevel, type AlarmType } from './mapping.ts'
import type { Region, Regions, RegionType } from './regions.ts'
import { toldAt, type Times } from './times.ts'

export interface ActiveAlert {
  /** Where it was declared: this region, or one around it. */
  readonly regionId: string
  readonly regionType: RegionType
  readonly type: AlarmType
  readonly lastUpdate: string
  readonly activeAlertLevels: readonly ActiveLevel[]
}

export interface ActiveLevel {
  readonly alertLevel: AlarmLevel
  readonly reason: string
  readonly createdAt: string
}

/** Where what is said is read from. */
export interface Said {
  readonly regions: Regions
  /** Of one area itself, by its type; the same each time it is asked for. */
  at(code: AreaCode): readonly OneType[]
}

/** What is said of one area under one type. */
export interface OneType {
  readonly type: AlarmType
  /** The gravest first. */
  readonly levels: readonly Level[]
}

interface Level {
  readonly level: AlarmLevel
  readonly reason: string
  readonly at: Instant
}

/** Each area is read once, however many inherit from it. */
export function saidOn(
  regions: Regions,
  linesAt: (code: AreaCode) => readonly BoardLine[],
  { since, reason }: { readonly since: Times['since']; readonly reason: (line: What) => string },
): Said {
  const known = new Map<AreaCode, readonly OneType[]>()
  const read = (code: AreaCode): readonly OneType[] => {
    const types: { type: AlarmType; levels: Level[] }[] = []
    for (const line of linesAt(code)) {
      const type = alarmType(line.threat)
      const level = {
        level: alarmLevel(line.gravity),
        reason: reason(line),
        at: since(line) ?? earliest(line),
      }
      const same = types.find((one) => one.type === type)
      if (same === undefined) types.push({ type, levels: [level] })
      else same.levels.push(level)
    }
    for (const { levels } of types) if (levels.length > 1) levels.sort(gravestFirst)
    return types
  }
  return {
    regions,
    at(code) {
      let found = known.get(code)
      if (found === undefined) known.set(code, (found = read(code)))
      return found
    },
  }
}

export type What = Pick<BoardLine, 'threat' | 'ladder' | 'level'>

/** Each is put into words once. */
export function reasons(ground: Words): (line: What) => string {
  const said = new Map<string, string>()
  return (line) => {
    const key = `${line.threat} ${line.ladder} ${line.level}`
    let text = said.get(key)
    if (text === undefined) said.set(key, (text = reasonOf(line, ground)))
    return text
  }
}

interface Words {
  readonly book: ThreatBook
  readonly languages: readonly string[]
}

/** The threat and its level in Ukrainian, or else in the authority's language; empty where nobody knows the threat any more. */
function reasonOf({ threat: id, ladder: of, level: step }: What, { book, languages }: Words): string {
  const [threat, ladder, level] = [book.threat(id), book.ladder(of), book.level(of, step)]
  if (threat === undefined) return ''
  for (const language of [ukrainian, ...languages]) {
    const name = threat.names[language]
    if (name === undefined) continue
    if (ladder === undefined || level === undefined) return name
    const said = dangerSaid(ladder, level, threat, language)
    // A step's name may be the same for a drone and a missile.
    if (said !== undefined) return ladder.speaks === 'the-degree' ? said : `${name}: ${lowerFirst(said)}`
  }
  return ''
}

/** One alert for each type and region it was declared in, its own first; what is inherited only where it says more. */
export function activeAlerts(
  region: Region,
  said: Said,
): { readonly alerts: readonly ActiveAlert[]; readonly latest: Instant | undefined } {
  const found: { readonly told: Region; readonly type: AlarmType; levels: readonly Level[] }[] = []
  let latest: Instant | undefined
  for (const [code, told] of said.regions.around(region))
    for (const { type, levels } of said.at(code)) {
      for (const { at } of levels) if (latest === undefined || at > latest) latest = at
      const same = found.find((one) => one.told === told && one.type === type)
      if (same !== undefined) same.levels = [...same.levels, ...levels].toSorted(gravestFirst)
      else if (told === region || found.every((one) => one.type !== type || says(levels) > says(one.levels)))
        found.push({ told, type, levels })
    }
  const alerts = found.map(({ told, type, levels }): ActiveAlert => {
    const { at } = levels.reduce((first, one) => (one.at < first.at ? one : first))
    return {
      regionId: told.id,
      regionType: told.type,
      type,
      lastUpdate: toldAt(at),
      activeAlertLevels: (levels.length > 1 ? levels.filter(isFirstOfItsKind) : levels).map(levelTold),
    }
  })
  if (alerts.length > 1) alerts.sort((a, b) => rank(a, region) - rank(b, region))
  return { alerts, latest }
}

function says(levels: readonly Level[]): number {
  return levels[0]?.level === 'Red' ? 2 : 1
}

function levelTold({ level, reason, at }: Level): ActiveLevel {
  return { alertLevel: level, reason, createdAt: toldAt(at) }
}

/** Clients that know of one level take the first. */
function gravestFirst(a: Level, b: Level): number {
  if (a.level !== b.level) return a.level === 'Red' ? -1 : 1
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0
}

function isFirstOfItsKind(one: Level, at: number, all: readonly Level[]): boolean {
  return all.findIndex(({ level, reason }) => level === one.level && reason === one.reason) === at
}

function rank({ regionId, type }: ActiveAlert, region: Region): number {
  return (regionId === region.id ? 0 : alarmTypes.length) + alarmTypes.indexOf(type)
}

function earliest({ alerts }: BoardLine): Instant {
  return alerts.reduce<Instant>((first, { since }) => (since < first ? since : first), alerts[0]!.since)
}
