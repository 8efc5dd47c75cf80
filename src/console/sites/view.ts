/** What of sites comes first, and which charts stand there unasked: alarm and blindness before everything else. Pure. */
import { isNews, stationStates } from '../map/stations.ts'
import type { SeriesView, SiteBrief, StationView } from './answers.ts'
import type { Window } from './periods.ts'

/** The gravest first, then by name. */
export function worstFirst<Station extends Pick<StationView, 'name' | 'state'>>(
  stations: readonly Station[],
): readonly Station[] {
  const rank = ({ state }: Station) => stationStates.indexOf(state)
  return stations.toSorted((a, b) => rank(b) - rank(a) || a.name.localeCompare(b.name))
}

/** Where there is an alarm, then where one is blind, the most so first; then by name. */
export function sitesWorstFirst<Site extends Pick<SiteBrief, 'name' | 'dark' | 'alarm'>>(
  sites: readonly Site[],
): readonly Site[] {
  const rank = ({ alarm, dark }: Site) => (alarm !== null ? 2 : dark > 0 ? 1 : 0)
  return sites.toSorted((a, b) => rank(b) - rank(a) || b.dark - a.dark || a.name.localeCompare(b.name))
}

const mostAtFirst = 4
export const mostCharts = 8

/** Whose charts stand there before anybody chose: those that are news, or one that is not. */
export function firstCharts(
  stations: readonly Pick<StationView, 'id' | 'name' | 'state' | 'dark'>[],
): readonly string[] {
  // Of one that was never heard there is nothing to draw.
  const ordered = worstFirst(stations).filter(({ dark }) => dark !== 'never-heard')
  const news = ordered.filter(({ state }) => isNews(state))
  return (news.length > 0 ? news : ordered.slice(0, 2)).slice(0, mostAtFirst).map(({ id }) => id)
}

/** When a station was part of an alarm, as far as the window shows it; an open one since the station is raised, which is before it was told. */
export function alarmSpans(
  { alarms }: Pick<SeriesView, 'alarms'>,
  { since }: Pick<StationView, 'since'>,
  { untilMs, fromMs }: Window,
): readonly Window[] {
  return alarms.flatMap(({ from, until }) => {
    const told = Date.parse(from)
    const began = until === null && since !== null ? Math.min(told, Date.parse(since)) : told
    const ended = until === null ? untilMs : Date.parse(until)
    return began >= untilMs || ended <= fromMs
      ? []
      : [{ fromMs: Math.max(began, fromMs), untilMs: Math.min(ended, untilMs) }]
  })
}
