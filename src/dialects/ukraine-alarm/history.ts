/** `GET /api/v3/alerts/regionHistory`: the last alarms of a region, one for as long as one type went on without a break. */
import type { Hierarchy } from '#areas'
import { between, day, hour, minute, second, type Instant } from '#base'
import type { Span } from '../spans.ts'
import { alarmType, type AlarmType } from './mapping.ts'
import { regionName } from './region-names.ts'
import { regionsOf, type Region } from './regions.ts'
import { toldAt } from './times.ts'

export interface RegionAlarmsHistory {
  readonly regionId: string
  readonly regionName: string
  readonly alarms: readonly RegionAlarmModel[]
}

export interface RegionAlarmModel {
  /** Where it was declared. */
  readonly regionId: string
  readonly startDate: string
  /** Of one that goes on, until when it has. */
  readonly endDate: string
  /** `[d.]hh:mm:ss` */
  readonly duration: string
  readonly alertType: AlarmType
  readonly regionName: string
  readonly isContinue: boolean
}

export interface Asked {
  readonly hierarchy: Hierarchy
  readonly history: readonly Span[]
  readonly languages: readonly string[]
  readonly now: Instant
}

const most = 25

/** With what was said of the areas around it. */
export function historyOf(region: Region, asked: Asked): readonly RegionAlarmsHistory[] {
  const around = new Map(regionsOf(asked.hierarchy).around(region))
  const alarms = alarmsOf(asked.history, (span) => {
    const told = around.get(span.area)
    return told === undefined ? [] : [told]
  })
  return [grouped(region, alarms.slice(0, most), asked)]
}

/** The last of all regions, each under its own. */
export function latestHistory(asked: Asked): readonly RegionAlarmsHistory[] {
  const { toldFor } = regionsOf(asked.hierarchy)
  const groups = new Map<Region, Alarm[]>()
  for (const alarm of alarmsOf(asked.history, (span) => toldFor(span.area)).slice(0, most))
    groups.set(alarm.region, [...(groups.get(alarm.region) ?? []), alarm])
  return [...groups].map(([region, alarms]) => grouped(region, alarms, asked))
}

interface Alarm {
  readonly region: Region
  readonly type: AlarmType
  readonly since: Instant
  /** Undefined while it goes on. */
  readonly until: Instant | undefined
}

/** The latest first. Spans come oldest first, so that one that begins before the last has ended goes on with it. */
function alarmsOf(history: readonly Span[], toldFor: (span: Span) => readonly Region[]): readonly Alarm[] {
  const last = new Map<string, Alarm>()
  const over: Alarm[] = []
  for (const span of history)
    for (const region of toldFor(span)) {
      const { since, until } = span
      const type = alarmType(span.threat)
      const key = `${region.id} ${type}`
      const before = last.get(key)
      const goesOn = before !== undefined && (before.until === undefined || since <= before.until)
      if (before !== undefined && !goesOn) over.push(before)
      last.set(
        key,
        goesOn ? { ...before, until: later(before.until, until) } : { region, type, since, until },
      )
    }
  return [...over, ...last.values()].toSorted((a, b) => (a.since > b.since ? -1 : a.since < b.since ? 1 : 0))
}

function later(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return undefined
  return a > b ? a : b
}

function grouped(region: Region, alarms: readonly Alarm[], { languages, now }: Asked): RegionAlarmsHistory {
  return {
    regionId: region.id,
    regionName: regionName(region.area, languages),
    alarms: alarms.map(({ region: where, type, since, until }) => ({
      regionId: where.id,
      startDate: toldAt(since),
      endDate: toldAt(until ?? now),
      duration: timeSpan(between(since, until ?? now)),
      alertType: type,
      regionName: regionName(where.area, languages),
      isContinue: until === undefined,
    })),
  }
}

/** As .NET writes a `TimeSpan`, in whole seconds. */
export function timeSpan(milliseconds: number): string {
  const whole = Math.max(0, milliseconds)
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const days = Math.floor(whole / day)
  const time = [two((whole % day) / hour), two((whole % hour) / minute), two((whole % minute) / second)]
  return `${days === 0 ? '' : `${days}.`}${time.join(':')}`
}
