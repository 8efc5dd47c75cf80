/** `GET /api/v3/alerts`: the regions that something is said of, each with what is said of it and of the areas around it. */
import type { BoardLine } from '#alerts'
import type { AreaCode } from '#areas'
import type { Instant } from '#base'
import type { DialectGround, Picture } from '../dialect.ts'
import type { Span } from '../spans.ts'
import { activeAlerts, reasons, saidOn, type ActiveAlert, type ActiveLevel } from './active-alerts.ts'
import { regionEnglishName, regionName } from './region-names.ts'
import { regionsOf, type Region, type RegionType } from './regions.ts'
import { never, timesOf, toldAt } from './times.ts'

export interface AlertRegionModel {
  readonly regionId: string
  readonly regionType: RegionType
  readonly regionName: string
  readonly regionEngName: string
  readonly lastUpdate: string
  readonly activeAlerts: readonly ActiveAlert[]
}

type Ground = Pick<DialectGround, 'book' | 'languages'>

/** Every region that an alert is told for. Those within one are not listed: their own answer has what they inherit. */
export function alertRegions(picture: Picture, history: readonly Span[], ground: Ground): AlertRegionModel[] {
  const regions = regionsOf(picture.hierarchy)
  const found = new Set<Region>()
  const lines = new Map<AreaCode, BoardLine[]>()
  for (const line of picture.board.lines()) {
    const before = lines.get(line.area)
    if (before === undefined) {
      lines.set(line.area, [line])
      for (const region of regions.toldFor(line.area)) found.add(region)
    } else before.push(line)
  }
  const modelOf = modelsOf(picture, (code) => lines.get(code) ?? none, history, ground)
  return [...found].toSorted(byId).map(modelOf)
}

/** As JSON, written out: a country under alert is thousands of these, and what one alert says of many regions is said once. */
export function regionsText(models: readonly AlertRegionModel[]): string {
  const known = new Map<string, Map<string, string>>()
  const levelText = (level: ActiveLevel): string => {
    let texts = known.get(level.reason)
    if (texts === undefined) known.set(level.reason, (texts = new Map()))
    const key = `${level.alertLevel} ${level.createdAt}`
    let text = texts.get(key)
    if (text === undefined) texts.set(key, (text = JSON.stringify(level)))
    return text
  }
  let text = ''
  for (const { activeAlerts: alerts, ...region } of models) {
    text += `${text === '' ? '' : ','}${JSON.stringify(region).slice(0, -1)},"activeAlerts":[`
    let before = ''
    for (const { regionId, regionType, type, lastUpdate, activeAlertLevels: levels } of alerts) {
      text += `${before}{"regionId":${JSON.stringify(regionId)},"regionType":"${regionType}","type":"${type}",`
      text += `"lastUpdate":"${lastUpdate}","activeAlertLevels":[${levels.map(levelText).join(',')}]}`
      before = ','
    }
    text += ']}'
  }
  return `[${text}]`
}

export function alertRegion(
  region: Region,
  picture: Picture,
  history: readonly Span[],
  ground: Ground,
): AlertRegionModel {
  return modelsOf(picture, picture.board.linesAt, history, ground)(region)
}

/** Areas under alert that have no id; what is said of them may still be told for their parts. */
export function leftOut({ board, hierarchy }: Picture): number {
  const { of } = regionsOf(hierarchy)
  const without = new Set<AreaCode>()
  for (const { area } of board.lines()) if (of(area) === undefined) without.add(area)
  return without.size
}

const none: readonly BoardLine[] = []

function modelsOf(
  { hierarchy }: Pick<Picture, 'hierarchy'>,
  linesAt: (code: AreaCode) => readonly BoardLine[],
  history: readonly Span[],
  ground: Ground,
) {
  const times = timesOf(history)
  const regions = regionsOf(hierarchy)
  const said = saidOn(regions, linesAt, { since: times.since, reason: reasons(ground) })
  return (region: Region): AlertRegionModel => {
    const { alerts, latest } = activeAlerts(region, said)
    let changed: Instant = latest ?? never
    for (const [code] of regions.around(region)) {
      const at = times.changed(code)
      if (at !== undefined && at > changed) changed = at
    }
    return {
      regionId: region.id,
      regionType: region.type,
      regionName: regionName(region.area, ground.languages),
      regionEngName: regionEnglishName(region.area),
      lastUpdate: toldAt(changed),
      activeAlerts: alerts,
    }
  }
}

function byId(a: Region, b: Region): number {
  return Number(a.id) - Number(b.id) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
