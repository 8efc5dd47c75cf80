/** What is news at a site: stations that go dark and come back, alarms that begin, grow and are ended by a person. */
import { ok, refuse, type Brand, type Result } from '#base'
import type { Ground, Judgement } from './judging.ts'
import type { DarkReason, Presence } from './presence.ts'
import type { SiteId, StationId } from './site.ts'

export type SiteAlarmId = Brand<string, 'SiteAlarmId'>

/** One alarm is one cloud or one flood at one site: stations join it; it ends when a person says so, never by itself. */
export interface SiteAlarm {
  readonly id: SiteAlarmId
  readonly stations: readonly StationId[]
  readonly grounds: readonly Ground[]
}

/** What has been told of a site so far. */
export interface WatchState {
  readonly dark: ReadonlyMap<StationId, DarkReason>
  readonly alarm: SiteAlarm | null
  /** Ended by a person while they were still raised: they begin no new one before they were usual once. */
  readonly quieted: ReadonlySet<StationId>
}

export const nothingTold: WatchState = { dark: new Map(), alarm: null, quieted: new Set() }

/** Without values: readings are telemetry and stay in their table. */
export type SiteFact =
  | {
      readonly type: 'station-dark'
      readonly site: SiteId
      readonly station: StationId
      readonly why: DarkReason
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
  | { readonly type: 'station-usual'; readonly site: SiteId; readonly station: StationId }
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
    if (presence.state === 'dark' && (told === undefined || (told === 'silent' && presence.why !== told)))
      facts.push({ type: 'station-dark', site, station, why: presence.why })
    if (presence.state === 'speaking' && told !== undefined)
      facts.push({ type: 'station-back', site, station })
  }
  for (const { station, verdict } of command.judgements)
    if (verdict === 'usual' && state.quieted.has(station))
      facts.push({ type: 'station-usual', site, station })
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

export function evolveWatch(state: WatchState, fact: SiteFact): WatchState {
  switch (fact.type) {
    case 'station-dark':
      return { ...state, dark: new Map([...state.dark, [fact.station, fact.why]]) }
    case 'station-back':
      return { ...state, dark: new Map([...state.dark].filter(([station]) => station !== fact.station)) }
    case 'station-usual':
      return { ...state, quieted: new Set([...state.quieted].filter((station) => station !== fact.station)) }
    case 'site-alarm-raised':
      return { ...state, alarm: { id: fact.alarm, stations: fact.stations, grounds: fact.grounds } }
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
