/** Sites as the API shows them: each with what is dark and since when, its alarm and what was proposed, and all of it as a map. */
import type { z } from 'zod'
import { toGeometry } from '#areas'
import { epochMilliseconds, instantOf, type Instant, type JsonObject } from '#base'
import {
  circleAround,
  darkReasons,
  unitOf,
  type Site,
  type SiteAlarm,
  type Station,
  type WatchState,
} from '#sites'
import type { KeptSite } from './site-book.ts'
import type { SiteDesk } from './site-desk.ts'
import type { siteBrief, siteView, stationView } from './site-shapes.ts'
import type { SiteSaid } from './site-evidence.ts'
import type { System } from './system.ts'

export interface SiteViews {
  brief(site: Site): z.input<typeof siteBrief>
  whole(kept: KeptSite, said: readonly SiteSaid[]): z.input<typeof siteView>
  /** RFC 7946: rings as polygons, sites and stations as points; the gravest station last, so that it is drawn on top. */
  map(sites: readonly Site[]): JsonObject
}

/** How many are dark by why, with the longest of each. */
function darkBy({ stations }: Site, { dark }: WatchState) {
  const own = stations.flatMap(({ id }) => dark.get(id) ?? [])
  return darkReasons.flatMap((why) => {
    const since = own.flatMap((one) => (one.why === why ? [one.since] : [])).toSorted(earlierFirst)
    return since[0] === undefined ? [] : [{ why, stations: since.length, since: since[0] }]
  })
}

function earlierFirst(a: Instant, b: Instant): number {
  return epochMilliseconds(a) - epochMilliseconds(b)
}

/** From what is of no concern to what is drawn last. */
export const stationStates = [
  ...(['usual', 'unknown', 'no-value', 'outlier', 'natural-so-far', 'natural', 'dark', 'alarm'] as const),
] as const
export type StationState = (typeof stationStates)[number]

export function siteViews({ world }: Pick<System, 'world'>, desk: SiteDesk): SiteViews {
  const alarmView = (alarm: SiteAlarm | null) => {
    if (alarm === null) return null
    const { id, since, proposed, notProposed, stations, grounds } = alarm
    const status = proposed === null ? null : world.alert(proposed).status
    return {
      ...{ id, since, stations: [...stations], grounds: [...grounds], notProposed },
      // What was thrown away is known no more; that it was proposed still is.
      proposal: proposed === null ? null : { alert: proposed, status: status === 'none' ? null : status },
    }
  }
  const stationOf = (station: Station, dark: WatchState['dark']): z.input<typeof stationView> => {
    const { id, name, at, quantity, every, link, threshold } = station
    const { judgement, latest, usual } = desk.seenOf(id)
    const verdict = judgement?.verdict ?? 'unknown'
    const blind = dark.get(id)
    // What it said before it went dark may have been an alarm: that one is not over.
    const state: StationState = blind !== undefined && verdict !== 'alarm' ? 'dark' : verdict
    return {
      ...{ id, name, ...at, quantity, unit: unitOf[quantity], everySeconds: every / 1_000, link, threshold },
      ...{ dark: blind?.why ?? null, darkSince: blind?.since ?? null, state, verdict },
      latest: latest === undefined ? null : { at: instantOf(latest.atMs), value: latest.value },
      usual: usual === undefined ? null : usual.median,
      excess: judgement?.excess ?? null,
      since: judgement === undefined || judgement.sinceMs === null ? null : instantOf(judgement.sinceMs),
      neighbours: [...(judgement?.neighbours ?? [])],
    }
  }
  const brief: SiteViews['brief'] = (site) => {
    const told = desk.toldOf(site.id)
    const { id, name, kind, at, stations } = site
    const natural = stations.filter((one) => told.bump.has(one.id)).length
    return {
      ...{ id, name, kind, ...at, stations: stations.length, dark: darkIn(site, told), natural },
      darkBy: darkBy(site, told),
      ...{ rings: [...site.rings], hotlines: [...site.hotlines], alarm: alarmView(told.alarm) },
    }
  }
  return {
    brief,
    whole: ({ site }, said) => {
      const { dark } = desk.toldOf(site.id)
      return {
        ...brief(site),
        statements: [...said],
        stations: site.stations.map((station) => stationOf(station, dark)),
      }
    },
    map(sites) {
      const feature = (id: string, geometry: JsonObject, properties: object) => ({
        ...{ type: 'Feature', id, geometry, properties: properties as JsonObject },
      })
      const point = ({ lon, lat }: { readonly lon: number; readonly lat: number }) => ({
        ...{ type: 'Point', coordinates: [lon, lat] },
      })
      const rings = sites.flatMap((site) =>
        site.rings.toReversed().map(({ name, radiusKm }) =>
          feature(`ring:${site.id}:${radiusKm}`, toGeometry(circleAround(site.at, radiusKm)), {
            ...{ is: 'ring', site: site.id, name, radiusKm },
          }),
        ),
      )
      const rank = new Map(stationStates.map((state, index) => [state, index]))
      const stations = sites
        .flatMap((site) => {
          const { dark } = desk.toldOf(site.id)
          return site.stations.map((station) => ({ site: site.id, station: stationOf(station, dark) }))
        })
        .sort((a, b) => rank.get(a.station.state)! - rank.get(b.station.state)!)
        .map(({ site, station: { lon, lat, ...rest } }) =>
          feature(`station:${rest.id}`, point({ lon, lat }), { is: 'station', site, ...rest }),
        )
      const places = sites.map((site) => {
        const { lon, lat, ...rest } = brief(site)
        return feature(`site:${site.id}`, point({ lon, lat }), { is: 'site', ...rest })
      })
      return { type: 'FeatureCollection', features: [...rings, ...places, ...stations] }
    },
  }
}

/** What a duty room must not overlook: blind spots, alarms, and drafts that wait for a person because of them. */
export function sitesAtAGlance({ world }: Pick<System, 'world'>, { book, toldOf }: SiteDesk) {
  const sites = book.all().map(({ site }) => ({ site, told: toldOf(site.id) }))
  return {
    dark: sites.reduce((sum, { site, told }) => sum + darkIn(site, told), 0),
    alarms: sites.filter(({ told }) => told.alarm !== null).length,
    proposals: sites.flatMap(({ site: { id, name }, told: { alarm } }) => {
      if (alarm === null || alarm.proposed === null || world.alert(alarm.proposed).status !== 'draft')
        return []
      return [
        { site: id as string, name, alarm: alarm.id as string, alert: alarm.proposed, since: alarm.since },
      ]
    }),
  }
}

/** A station that was taken off the site is dark no more. */
function darkIn({ stations }: Site, { dark }: WatchState): number {
  return stations.filter(({ id }) => dark.has(id)).length
}
