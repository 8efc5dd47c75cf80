/** When each station was dark and why, as it was told: so that a gap in a chart names its reason, where one is known. */
import { epochMilliseconds, type Instant } from '#base'
import type { DarkReason } from './presence.ts'
import type { StationId } from './site.ts'
import type { SiteFact } from './watching.ts'

export interface DarkPeriod {
  readonly fromMs: number
  /** Null while it lasts. */
  readonly untilMs: number | null
  readonly why: DarkReason
}

export interface DarkHistory {
  take(fact: SiteFact, at: Instant): void
  /** In the order of time. */
  of(station: StationId): readonly DarkPeriod[]
}

/** A station that flaps all day must not fill the memory: so many of its periods are at hand. */
const mostPeriods = 200

export function darkHistory(): DarkHistory {
  const all = new Map<StationId, DarkPeriod[]>()
  return {
    take(fact, at) {
      if (fact.type === 'station-dark') {
        let own = all.get(fact.station)
        if (own === undefined) all.set(fact.station, (own = []))
        const last = own.at(-1)
        // Told again: its reason became clear meanwhile, and holds for all of the time.
        if (last !== undefined && last.untilMs === null) own[own.length - 1] = { ...last, why: fact.why }
        else own.push({ fromMs: epochMilliseconds(fact.lastHeardAt ?? at), untilMs: null, why: fact.why })
        if (own.length > mostPeriods) own.shift()
      }
      if (fact.type === 'station-back') {
        const own = all.get(fact.station)
        const last = own?.at(-1)
        if (last?.untilMs === null) own![own!.length - 1] = { ...last, untilMs: epochMilliseconds(at) }
      }
    },
    of: (station) => all.get(station) ?? [],
  }
}
