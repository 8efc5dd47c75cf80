/** What is news at a site: stations that go dark and come back, alarms that begin, grow and are ended by a person. */
import { instantOf, ok, refuse, type AlertId, type Brand, type Instant, type Result } from '#base'
import type { Ground, Judgement } from './judging.ts'
import type { DarkReason, Presence } from './presence.ts'
import type { SiteId, StationId } from './site.ts'

export type SiteAlarmId = Brand<string, 'SiteAlarmId'>

/** One alarm is one cloud or one flood at one site: stations join it; it ends when a person says so, never by itself. */
export interface SiteAlarm {
  readonly id: SiteAlarmId
  readonly stations: readonly StationId[]
  readonly grounds: readonly Ground[]
  readonly since: Instant
  /** The draft that was laid before a person because of it; null where none could be made. */
  readonly proposed: AlertId | null
  /** Why none could be made, as a problem’s code; null where one was, or while it is tried. */
  readonly notProposed: string | null
}

/** Why nothing is known of a station, and since when: when it was last heard, or told dark where it never was. */
export interface Dark {
  readonly why: DarkReason
  readonly since: Instant
}

/** What has been told of a site so far. */
export interface WatchState {
  readonly dark: ReadonlyMap<StationId, Dark>
  readonly alarm: SiteAlarm | null
  /** Stations whose rise was recognised as radon and rain and is not over. */
  readonly bump: ReadonlySet<StationId>
  /** Ended by a person while they were still raised: they begin no new one before they were usual once. */
  readonly quieted: ReadonlySet<StationId>
}

export const nothingTold: WatchState = {
  ...{ dark: new Map(), alarm: null, bump: new Set(), quieted: new Set() },
}

/** Without values: readings are telemetry and stay in their table. */
export type SiteFact =
  | {
      readonly type: 'station-dark'
      readonly site: SiteId
      readonly station: StationId
      readonly why: DarkReason
      readonly lastHeardAt: Instant | null
    }
  | { readonly type: 'station-back'; readonly site: SiteId; readonly station: StationId }
  | {
      readonly type: 'site-alarm-raised'
      readonly site: SiteId
      readonly alarm: SiteAlarmId
      readonly stations: readonly StationId[]
      readonly grounds: readonly Ground[]
    }
  | {
      readonly type: 'site-alarm-grew'
      readonly site: SiteId
      readonly alarm: SiteAlarmId
      readonly stations: readonly StationId[]
    }
  | {
      readonly type: 'site-alert-proposed'
      readonly site: SiteId
      readonly alarm: SiteAlarmId
      readonly alert: AlertId
    }
  | {
      readonly type: 'site-alert-not-proposed'
      readonly site: SiteId
      readonly alarm: SiteAlarmId
      readonly why: string
    }
  | { readonly type: 'station-usual'; readonly site: SiteId; readonly station: StationId }
  | {
      readonly type: 'site-bump-recognised'
      readonly site: SiteId
      readonly stations: readonly StationId[]
    }
  | { readonly type: 'site-bump-over'; readonly site: SiteId }
  | {
      readonly type: 'site-alarm-ended'
      readonly site: SiteId
      readonly alarm: SiteAlarmId
      readonly reason: string
    }

export type WatchCommand =
  | {
      readonly type: 'look'
      readonly presences: ReadonlyMap<StationId, Presence>
      readonly judgements: readonly Judgement[]
      /** The name of an alarm, should one begin. */
      readonly next: SiteAlarmId
    }
  | { readonly type: 'end-alarm'; readonly alarm: SiteAlarmId; readonly reason: string }

export type WatchRefusal = 'sites/no-alarm'

export function decideWatch(
  state: WatchState,
  site: SiteId,
  command: WatchCommand,
): Result<readonly SiteFact[], WatchRefusal> {
  if (command.type === 'end-alarm')
    return state.alarm?.id === command.alarm
      ? ok([{ type: 'site-alarm-ended', site, alarm: command.alarm, reason: command.reason }])
      : refuse('sites/no-alarm', { site, alarm: command.alarm.slice(0, 64) })
  const facts: SiteFact[] = []
  for (const [station, presence] of command.presences) {
    const told = state.dark.get(station)
    // The reason may become clearer as others on the link fall silent; one that was told for certain is not taken back.
    if (
      presence.state === 'dark' &&
      (told === undefined || (told.why === 'silent' && presence.why !== told.why))
    ) {
      const lastHeardAt = presence.sinceMs === null ? null : instantOf(presence.sinceMs)
      facts.push({ type: 'station-dark', site, station, why: presence.why, lastHeardAt })
    }
    if (presence.state === 'speaking' && told !== undefined)
      facts.push({ type: 'station-back', site, station })
  }
  for (const { station, verdict } of command.judgements)
    if (verdict === 'usual' && state.quieted.has(station))
      facts.push({ type: 'station-usual', site, station })
  facts.push(...bumpOf(state, site, command.judgements))
  const alarming = command.judgements.filter(
    ({ verdict, station }) => verdict === 'alarm' && !state.quieted.has(station),
  )
  const stations = alarming.map(({ station }) => station)
  if (state.alarm === null) {
    if (stations.length > 0)
      facts.push({
        ...{ type: 'site-alarm-raised', site, alarm: command.next, stations },
        grounds: (['neighbours', 'duration'] as const).filter((ground) =>
          alarming.some(({ grounds }) => grounds.includes(ground)),
        ),
      })
  } else {
    const joining = stations.filter((station) => !state.alarm!.stations.includes(station))
    if (joining.length > 0)
      facts.push({ type: 'site-alarm-grew', site, alarm: state.alarm.id, stations: joining })
  }
  return ok(facts)
}

/** A natural bump is told once when it is recognised, with those that follow, and once when all of it is over. */
function bumpOf(state: WatchState, site: SiteId, judgements: readonly Judgement[]): readonly SiteFact[] {
  const stations = judgements
    .filter(({ verdict, station }) => verdict === 'natural' && !state.bump.has(station))
    .map(({ station }) => station)
  if (stations.length > 0) return [{ type: 'site-bump-recognised', site, stations }]
  const lasts = judgements.some(
    ({ verdict, station }) => state.bump.has(station) && verdict.startsWith('natural'),
  )
  return state.bump.size > 0 && !lasts ? [{ type: 'site-bump-over', site }] : []
}

/** `at` is when the fact was written. */
export function evolveWatch(state: WatchState, fact: SiteFact, at: Instant): WatchState {
  switch (fact.type) {
    case 'station-dark': {
      const { station, why, lastHeardAt } = fact
      // Told again, because its reason became clear, it is dark since the same moment.
      const since = state.dark.get(station)?.since ?? lastHeardAt ?? at
      return { ...state, dark: new Map([...state.dark, [station, { why, since }]]) }
    }
    case 'station-back':
      return { ...state, dark: new Map([...state.dark].filter(([station]) => station !== fact.station)) }
    case 'station-usual':
      return { ...state, quieted: new Set([...state.quieted].filter((station) => station !== fact.station)) }
    case 'site-alarm-raised':
      return {
        ...state,
        alarm: {
          ...{ id: fact.alarm, stations: fact.stations, grounds: fact.grounds },
          ...{ since: at, proposed: null, notProposed: null },
        },
      }
    case 'site-alert-proposed':
      return state.alarm?.id === fact.alarm
        ? { ...state, alarm: { ...state.alarm, proposed: fact.alert } }
        : state
    case 'site-alert-not-proposed':
      return state.alarm?.id === fact.alarm
        ? { ...state, alarm: { ...state.alarm, notProposed: fact.why } }
        : state
    case 'site-bump-recognised':
      return { ...state, bump: new Set([...state.bump, ...fact.stations]) }
    case 'site-bump-over':
      return { ...state, bump: new Set() }
    case 'site-alarm-grew':
      return state.alarm === null
        ? state
        : { ...state, alarm: { ...state.alarm, stations: [...state.alarm.stations, ...fact.stations] } }
    case 'site-alarm-ended':
      return {
        ...state,
        alarm: null,
        quieted: new Set([...state.quieted, ...(state.alarm?.stations ?? [])]),
      }
    default:
      // That a site was kept or spoken of changes nothing that is watched.
      return state
  }
}
