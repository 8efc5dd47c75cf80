/** When each station belonged to an alarm, as it was told: so that a chart marks it also after somebody has ended it. */
import { epochMilliseconds, type Instant } from '#base'
import type { SiteId, StationId } from './site.ts'
import type { SiteFact } from './watching.ts'

export interface AlarmPeriod {
  readonly alarm: string
  readonly fromMs: number
  /** Null while nobody has ended it. */
  readonly untilMs: number | null
}

export interface AlarmHistory {
  take(fact: SiteFact, at: Instant): void
  /** In the order of time. */
  of(station: StationId): readonly AlarmPeriod[]
}

/** A station with a wrong threshold must not fill the memory. */
const mostPeriods = 200

export function alarmHistory(): AlarmHistory {
  const all = new Map<StationId, AlarmPeriod[]>()
  /** Of the open alarm of each site. */
  const open = new Map<SiteId, Set<StationId>>()
  const begin = (fact: { site: SiteId; alarm: string; stations: readonly StationId[] }, at: Instant) => {
    const own = open.get(fact.site) ?? new Set()
    open.set(fact.site, own)
    for (const station of fact.stations) {
      own.add(station)
      const periods = all.get(station) ?? []
      all.set(station, periods)
      periods.push({ alarm: fact.alarm, fromMs: epochMilliseconds(at), untilMs: null })
      if (periods.length > mostPeriods) periods.shift()
    }
  }
  return {
    take(fact, at) {
      if (fact.type === 'site-alarm-raised' || fact.type === 'site-alarm-grew') begin(fact, at)
      if (fact.type !== 'site-alarm-ended') return
      for (const station of open.get(fact.site) ?? []) {
        const periods = all.get(station)!
        const last = periods.at(-1)!
        if (last.alarm === fact.alarm)
          periods[periods.length - 1] = { ...last, untilMs: epochMilliseconds(at) }
      }
      open.delete(fact.site)
    },
    of: (station) => all.get(station) ?? [],
  }
}
